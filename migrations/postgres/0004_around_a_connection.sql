-- What a profile tells besides the connection: chats, reviews, booked slots, calls, the open ticket.
-- Only the columns those answers need; the groups themselves add theirs.

CREATE TABLE chats (
    id                     TEXT COLLATE "C" NOT NULL CONSTRAINT chats_pkey PRIMARY KEY,
    tenant_id              TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    low_id                 TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    high_id                TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind                   TEXT NOT NULL CHECK (kind IN ('connect', 'message')),
    created_at_ms          BIGINT NOT NULL,
    last_activity_at_ms    BIGINT NOT NULL,
    request_message_id     TEXT COLLATE "C",
    request_text           TEXT,
    request_sender_id      TEXT COLLATE "C" REFERENCES users (id) ON DELETE CASCADE,
    request_status         TEXT CHECK (request_status IN ('pending', 'accepted', 'rejected', 'canceled')),
    request_at_ms          BIGINT,
    request_delivery       TEXT CHECK (request_delivery IN ('sent', 'delivered', 'read')),
    request_delivery_at_ms BIGINT,
    CONSTRAINT chats_pair UNIQUE (tenant_id, low_id, high_id),
    CONSTRAINT chats_order CHECK (low_id < high_id)
);

CREATE TABLE chat_members (
    tenant_id    TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    chat_id      TEXT COLLATE "C" NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    user_id      TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    unread_count BIGINT NOT NULL DEFAULT 0 CHECK (unread_count >= 0),
    CONSTRAINT chat_members_pkey PRIMARY KEY (chat_id, user_id)
);
CREATE INDEX chat_members_unread ON chat_members (tenant_id, user_id) WHERE unread_count > 0;

CREATE TABLE reviews (
    id            TEXT COLLATE "C" NOT NULL CONSTRAINT reviews_pkey PRIMARY KEY,
    tenant_id     TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    rater_id      TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    ratee_id      TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    rate          BIGINT NOT NULL CHECK (rate BETWEEN 1 AND 5),
    text          TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    CONSTRAINT reviews_pair UNIQUE (tenant_id, rater_id, ratee_id)
);
CREATE INDEX reviews_newest ON reviews (tenant_id, ratee_id, created_at_ms, id);

CREATE TABLE schedules (
    id           TEXT COLLATE "C" NOT NULL CONSTRAINT schedules_pkey PRIMARY KEY,
    tenant_id    TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    senior_id    TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    volunteer_id TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title        TEXT NOT NULL,
    type         TEXT NOT NULL CHECK (type IN ('audio', 'video')),
    from_ms      BIGINT NOT NULL,
    to_ms        BIGINT NOT NULL,
    recurrence   TEXT NOT NULL CHECK (recurrence IN ('none', 'daily', 'weekly')),
    CONSTRAINT schedules_order CHECK (from_ms < to_ms)
);
CREATE INDEX schedules_of_senior ON schedules (tenant_id, senior_id, to_ms);
CREATE INDEX schedules_of_volunteer ON schedules (tenant_id, volunteer_id, to_ms);

CREATE TABLE calls (
    id            TEXT COLLATE "C" NOT NULL CONSTRAINT calls_pkey PRIMARY KEY,
    tenant_id     TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    chat_id       TEXT COLLATE "C" NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    caller_id     TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    callee_id     TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type          TEXT NOT NULL CHECK (type IN ('audio', 'video')),
    status        TEXT COLLATE "C" NOT NULL CHECK (status IN ('ringing', 'missed', 'accepted', 'rejected')),
    started_at_ms BIGINT NOT NULL,
    duration_s    BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX calls_made ON calls (tenant_id, caller_id, started_at_ms);
CREATE INDEX calls_taken ON calls (tenant_id, callee_id, started_at_ms);

CREATE TABLE support_tickets (
    id            TEXT COLLATE "C" NOT NULL CONSTRAINT support_tickets_pkey PRIMARY KEY,
    tenant_id     TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id       TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    status        TEXT COLLATE "C" NOT NULL CHECK (status IN ('open', 'closed')),
    created_at_ms BIGINT NOT NULL
);
-- One open ticket per person.
CREATE UNIQUE INDEX support_tickets_open ON support_tickets (tenant_id, user_id) WHERE status = 'open';
