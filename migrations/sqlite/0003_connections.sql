-- One record per unordered pair of people, shared by the three faces, and what it tells them.

CREATE TABLE connections (
    id                    TEXT NOT NULL CONSTRAINT connections_pkey PRIMARY KEY,
    tenant_id             TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    -- The pair in order, so that it is unique whoever asked.
    low_id                TEXT NOT NULL,
    high_id               TEXT NOT NULL,
    requester_id          TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    addressee_id          TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    status                TEXT NOT NULL,
    message               TEXT,
    request_count         INTEGER NOT NULL,
    first_requested_at_ms INTEGER NOT NULL,
    requested_at_ms       INTEGER NOT NULL,
    responded_at_ms       INTEGER,
    updated_at_ms         INTEGER NOT NULL,
    CONSTRAINT connections_pair UNIQUE (tenant_id, low_id, high_id),
    CONSTRAINT connections_order CHECK (low_id < high_id),
    CONSTRAINT connections_ends CHECK (
        (requester_id = low_id AND addressee_id = high_id) OR (requester_id = high_id AND addressee_id = low_id)
    ),
    CONSTRAINT connections_status CHECK (status IN ('pending', 'accepted', 'declined')),
    CONSTRAINT connections_count CHECK (request_count >= 1)
) STRICT;
CREATE INDEX connections_sent ON connections (tenant_id, requester_id, status, requested_at_ms, id);
CREATE INDEX connections_received ON connections (tenant_id, addressee_id, status, requested_at_ms, id);

-- One alert per receiver and subject: a later state of the same subject takes the place of the earlier one.
CREATE TABLE alerts (
    id           TEXT NOT NULL CONSTRAINT alerts_pkey PRIMARY KEY,
    tenant_id    TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    actor_id     TEXT REFERENCES users (id) ON DELETE CASCADE,
    state        TEXT NOT NULL,
    raised_at_ms INTEGER NOT NULL,
    read_at_ms   INTEGER,
    CONSTRAINT alerts_subject UNIQUE (user_id, kind, subject_id)
) STRICT;
CREATE INDEX alerts_newest ON alerts (tenant_id, user_id, raised_at_ms, id);
CREATE INDEX alerts_unread ON alerts (tenant_id, user_id) WHERE read_at_ms IS NULL;

-- Notifications of the Replyke face.
CREATE TABLE app_notifications (
    id            TEXT NOT NULL CONSTRAINT app_notifications_pkey PRIMARY KEY,
    tenant_id     TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type          TEXT NOT NULL,
    action        TEXT NOT NULL,
    metadata      TEXT NOT NULL,
    is_read       INTEGER NOT NULL CHECK (is_read IN (0, 1)),
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX app_notifications_newest ON app_notifications (tenant_id, user_id, created_at_ms, id);
CREATE INDEX app_notifications_unread ON app_notifications (tenant_id, user_id) WHERE NOT is_read;
