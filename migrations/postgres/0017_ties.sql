-- People are listed by when they became connected. What is accepted has been answered; who it is not known of, when it was written.
UPDATE connections SET responded_at_ms = updated_at_ms WHERE status = 'accepted' AND responded_at_ms IS NULL;
CREATE INDEX connections_asked_and_accepted ON connections (tenant_id, requester_id, responded_at_ms, id) WHERE status = 'accepted';
CREATE INDEX connections_was_asked_and_accepted ON connections (tenant_id, addressee_id, responded_at_ms, id) WHERE status = 'accepted';

-- Alerts of message requests go with the request. Of these it went before that was so.
DELETE FROM alerts
 WHERE kind = 'message-request'
   AND EXISTS (SELECT 1 FROM chats AS c WHERE c.id = alerts.subject_id AND c.request_status IS NULL);
