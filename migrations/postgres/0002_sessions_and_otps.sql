-- Signing in: what one sign-in began, and the codes that prove an e-mail address.

-- Only hashes of tokens are kept.
CREATE TABLE sessions (
    id                    TEXT COLLATE "C" NOT NULL CONSTRAINT sessions_pkey PRIMARY KEY,
    tenant_id             TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id               TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    face                  TEXT NOT NULL,
    access_hash           TEXT NOT NULL,
    access_expires_at_ms  BIGINT NOT NULL,
    refresh_hash          TEXT,
    -- The refresh token before the current one: seeing it again means that someone else has it.
    previous_refresh_hash TEXT,
    refresh_expires_at_ms BIGINT,
    device                TEXT,
    created_at_ms         BIGINT NOT NULL,
    revoked_at_ms         BIGINT
);
CREATE INDEX sessions_open ON sessions (tenant_id, user_id) WHERE revoked_at_ms IS NULL;

CREATE TABLE otps (
    tenant_id         TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    email             TEXT COLLATE "C" NOT NULL,
    code_hash         TEXT NOT NULL,
    expires_at_ms     BIGINT NOT NULL,
    tries             BIGINT NOT NULL DEFAULT 0,
    -- Tries of all codes since then: a new code does not make guessing free again.
    tries_total       BIGINT NOT NULL DEFAULT 0,
    tries_since_ms    BIGINT NOT NULL DEFAULT 0,
    sent_at_ms        BIGINT NOT NULL,
    -- Until when a verified address may sign up or reset; NULL: not verified.
    verified_until_ms BIGINT,
    CONSTRAINT otps_pkey PRIMARY KEY (tenant_id, email)
);
-- What has expired is swept away.
CREATE INDEX sessions_expiry ON sessions (access_expires_at_ms);
CREATE INDEX otps_sent ON otps (sent_at_ms);
