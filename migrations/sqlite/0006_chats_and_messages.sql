-- Chats come to life: messages, what their lists are ordered by, how many are unread.

-- Messages of a chat are counted from 1: the newest one has this number.
ALTER TABLE chats ADD COLUMN message_count INTEGER NOT NULL DEFAULT 0;
-- When a message request of that person was rejected; NULL: never, or the two have connected since.
ALTER TABLE chats ADD COLUMN low_rejected_at_ms INTEGER;
ALTER TABLE chats ADD COLUMN high_rejected_at_ms INTEGER;

CREATE TABLE chat_messages (
    id             TEXT NOT NULL CONSTRAINT chat_messages_pkey PRIMARY KEY,
    tenant_id      TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    chat_id        TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    number         INTEGER NOT NULL,
    sender_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    receiver_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type           TEXT NOT NULL CHECK (type IN ('text', 'schedule')),
    text           TEXT,
    -- NULL in a schedule message: the call was taken out of the calendar.
    schedule_id    TEXT REFERENCES schedules (id) ON DELETE SET NULL,
    -- Never earlier than that of the message before it.
    sent_at_ms     INTEGER NOT NULL,
    delivery       TEXT NOT NULL CHECK (delivery IN ('sent', 'delivered', 'read')),
    delivery_at_ms INTEGER NOT NULL,
    CONSTRAINT chat_messages_number UNIQUE (chat_id, number),
    CONSTRAINT chat_messages_ends CHECK (sender_id <> receiver_id),
    CONSTRAINT chat_messages_content CHECK ((type = 'text') = (text IS NOT NULL)),
    CONSTRAINT chat_messages_schedule CHECK (type = 'schedule' OR schedule_id IS NULL)
) STRICT;
-- How many messages a chat had before a moment: what "frequent" subtracts.
CREATE INDEX chat_messages_sent ON chat_messages (chat_id, sent_at_ms, number);
-- What waits for a person to come back.
CREATE INDEX chat_messages_waiting ON chat_messages (tenant_id, receiver_id, id) WHERE delivery = 'sent';
CREATE INDEX chat_messages_of_schedule ON chat_messages (schedule_id) WHERE schedule_id IS NOT NULL;

-- Each side of a chat, with what its lists are ordered by and searched for.
CREATE TABLE chat_members_kept AS
SELECT m.tenant_id, m.chat_id, m.user_id, CASE WHEN c.low_id = m.user_id THEN c.high_id ELSE c.low_id END AS other_id,
       m.unread_count, COALESCE(c.request_status = 'pending', false) AS is_pending, c.last_activity_at_ms
  FROM chat_members AS m
  JOIN chats AS c ON c.id = m.chat_id;
DROP TABLE chat_members;
CREATE TABLE chat_members (
    tenant_id           TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    chat_id             TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    user_id             TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    other_id            TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Messages to this person that they have not read, a message request among them.
    unread_count        INTEGER NOT NULL DEFAULT 0 CHECK (unread_count >= 0),
    -- Whether the chat's message request waits for an answer.
    is_pending          INTEGER NOT NULL CHECK (is_pending IN (0, 1)),
    last_activity_at_ms INTEGER NOT NULL,
    CONSTRAINT chat_members_pkey PRIMARY KEY (chat_id, user_id),
    CONSTRAINT chat_members_ends CHECK (user_id <> other_id)
) STRICT;
INSERT INTO chat_members (tenant_id, chat_id, user_id, other_id, unread_count, is_pending, last_activity_at_ms)
SELECT tenant_id, chat_id, user_id, other_id, unread_count, is_pending, last_activity_at_ms
  FROM chat_members_kept;
DROP TABLE chat_members_kept;
CREATE INDEX chat_members_newest ON chat_members (tenant_id, user_id, last_activity_at_ms, chat_id);
CREATE INDEX chat_members_unread ON chat_members (tenant_id, user_id, last_activity_at_ms, chat_id) WHERE unread_count > 0;
CREATE INDEX chat_members_pending ON chat_members (tenant_id, user_id, last_activity_at_ms, chat_id) WHERE is_pending;
