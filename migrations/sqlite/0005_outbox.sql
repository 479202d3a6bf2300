-- What leaves after a commit (jobs, events), and what was answered to a request that may come again.

-- Work outside: mail, pushes, payouts, thumbnails. A row is the work; it goes when the work is done.
CREATE TABLE jobs (
    id         TEXT NOT NULL CONSTRAINT jobs_pkey PRIMARY KEY,
    tenant_id  TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    -- JSON. May hold what is secret until the work is done.
    work       TEXT NOT NULL,
    -- When it is due; while somebody works at it, when their claim ends.
    run_at_ms  INTEGER NOT NULL,
    -- How often it was begun. Also names the claim: who comes back with an older number has lost it.
    attempts   INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    -- When it was given up.
    dead_at_ms INTEGER
) STRICT;
CREATE INDEX jobs_due ON jobs (run_at_ms, id) WHERE dead_at_ms IS NULL;
CREATE INDEX jobs_dead ON jobs (dead_at_ms, id) WHERE dead_at_ms IS NOT NULL;

-- What people's sockets are told, numbered for each person in the order of the commits.
CREATE TABLE event_counters (
    user_id   TEXT NOT NULL CONSTRAINT event_counters_pkey PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    last_seq  INTEGER NOT NULL
) STRICT;
CREATE TABLE events (
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    seq          INTEGER NOT NULL,
    tenant_id    TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    -- JSON: what happened, and to which ids. Never a text that people wrote.
    event        TEXT NOT NULL,
    raised_at_ms INTEGER NOT NULL,
    CONSTRAINT events_pkey PRIMARY KEY (user_id, seq)
) STRICT;
CREATE INDEX events_age ON events (raised_at_ms);

-- Answers to requests that carried an Idempotency-Key.
CREATE TABLE idempotency_keys (
    tenant_id     TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id       TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key           TEXT NOT NULL,
    -- Hash of the operation, its path and its body.
    fingerprint   TEXT NOT NULL,
    -- JSON; absent only inside the transaction that makes it.
    answer        TEXT,
    created_at_ms INTEGER NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (user_id, key)
) STRICT;
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at_ms);
