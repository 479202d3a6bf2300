-- Reviews that change, questions and answers, support tickets with their messages, and who caused a notification.

ALTER TABLE reviews ADD COLUMN changed_at_ms BIGINT;

-- What a notification tells names whoever caused it: it goes with their account.
ALTER TABLE app_notifications ADD COLUMN initiator_id TEXT COLLATE "C" REFERENCES users (id) ON DELETE CASCADE;
UPDATE app_notifications
   SET initiator_id = (SELECT u.id
                         FROM users AS u
                        WHERE u.tenant_id = app_notifications.tenant_id
                          AND app_notifications.metadata LIKE '%"initiatorId":"' || u.id || '"%');
CREATE INDEX app_notifications_from ON app_notifications (tenant_id, initiator_id) WHERE initiator_id IS NOT NULL;

-- When the first questions and answers were put in; NULL: never. What operators take out does not come back.
ALTER TABLE tenants ADD COLUMN faqs_loaded_at_ms BIGINT;

CREATE TABLE faqs (
    id            TEXT COLLATE "C" NOT NULL CONSTRAINT faqs_pkey PRIMARY KEY,
    tenant_id     TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    type          TEXT NOT NULL CHECK (type IN ('senior', 'volunteer', 'general')),
    -- Lists run from the lowest to the highest.
    position      BIGINT NOT NULL,
    question      TEXT NOT NULL CHECK (question <> ''),
    answer        TEXT NOT NULL CHECK (answer <> ''),
    -- Both in lower case: what a keyword is looked for in.
    search        TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    updated_at_ms BIGINT NOT NULL
);
CREATE INDEX faqs_in_order ON faqs (tenant_id, position, id);
CREATE INDEX faqs_of_type ON faqs (tenant_id, type, position, id);

ALTER TABLE support_tickets ADD COLUMN closed_at_ms BIGINT;
CREATE INDEX support_tickets_newest ON support_tickets (tenant_id, created_at_ms, id);
CREATE INDEX support_tickets_of_user ON support_tickets (tenant_id, user_id);

CREATE TABLE support_messages (
    id             TEXT COLLATE "C" NOT NULL CONSTRAINT support_messages_pkey PRIMARY KEY,
    tenant_id      TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    ticket_id      TEXT COLLATE "C" NOT NULL REFERENCES support_tickets (id) ON DELETE CASCADE,
    -- The ticket's owner; NULL: the support team.
    sender_id      TEXT COLLATE "C" REFERENCES users (id) ON DELETE CASCADE,
    text           TEXT NOT NULL CHECK (text <> ''),
    created_at_ms  BIGINT NOT NULL,
    delivery       TEXT NOT NULL CHECK (delivery IN ('sent', 'delivered', 'read')),
    delivery_at_ms BIGINT NOT NULL
);
CREATE INDEX support_messages_newest ON support_messages (ticket_id, created_at_ms, id);

-- Closing an account takes out what was written about the person.
CREATE INDEX alerts_about ON alerts (tenant_id, actor_id) WHERE actor_id IS NOT NULL;
