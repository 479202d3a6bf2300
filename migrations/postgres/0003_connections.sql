-- One record per unordered pair of people, shared by the three faces, and what it tells them.

CREATE TABLE connections (
    id                    TEXT COLLATE "C" NOT NULL CONSTRAINT connections_pkey PRIMARY KEY,
    tenant_id             TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    -- The pair in order, so that it is unique whoever asked.
    low_id                TEXT COLLATE "C" NOT NULL,
    high_id               TEXT COLLATE "C" NOT NULL,
    requester_id          TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    addressee_id          TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    status                TEXT COLLATE "C" NOT NULL,
    message               TEXT,
    request_count         BIGINT NOT NULL,
    first_requested_at_ms BIGINT NOT NULL,
    requested_at_ms       BIGINT NOT NULL,
    responded_at_ms       BIGINT,
    updated_at_ms         BIGINT NOT NULL,
    CONSTRAINT connections_pair UNIQUE (tenant_id, low_id, high_id),
    CONSTRAINT connections_order CHECK (low_id < high_id),
    CONSTRAINT connections_ends CHECK (
        (requester_id = low_id AND addressee_id = high_id) OR (requester_id = high_id AND addressee_id = low_id)
    ),
    CONSTRAINT connections_status CHECK (status IN ('pending', 'accepted', 'declined')),
    CONSTRAINT connections_count CHECK (request_count >= 1)
);
CREATE INDEX connections_sent ON connections (tenant_id, requester_id, status, requested_at_ms, id);
CREATE INDEX connections_received ON connections (tenant_id, addressee_id, status, requested_at_ms, id);

-- One alert per receiver and subject: a later state of the same subject takes the place of the earlier one.
CREATE TABLE alerts (
    id           TEXT COLLATE "C" NOT NULL CONSTRAINT alerts_pkey PRIMARY KEY,
    tenant_id    TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id      TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind         TEXT COLLATE "C" NOT NULL,
    subject_id   TEXT COLLATE "C" NOT NULL,
    actor_id     TEXT COLLATE "C" REFERENCES users (id) ON DELETE CASCADE,
    state        TEXT NOT NULL,
    raised_at_ms BIGINT NOT NULL,
    read_at_ms   BIGINT,
    CONSTRAINT alerts_subject UNIQUE (user_id, kind, subject_id)
);
CREATE INDEX alerts_newest ON alerts (tenant_id, user_id, raised_at_ms, id);
CREATE INDEX alerts_unread ON alerts (tenant_id, user_id) WHERE read_at_ms IS NULL;

-- Notifications of the Replyke face.
CREATE TABLE app_notifications (
    id            TEXT COLLATE "C" NOT NULL CONSTRAINT app_notifications_pkey PRIMARY KEY,
    tenant_id     TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id       TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type          TEXT NOT NULL,
    action        TEXT NOT NULL,
    metadata      TEXT NOT NULL,
    is_read       BOOLEAN NOT NULL,
    created_at_ms BIGINT NOT NULL,
    updated_at_ms BIGINT NOT NULL
);
CREATE INDEX app_notifications_newest ON app_notifications (tenant_id, user_id, created_at_ms, id);
CREATE INDEX app_notifications_unread ON app_notifications (tenant_id, user_id) WHERE NOT is_read;
