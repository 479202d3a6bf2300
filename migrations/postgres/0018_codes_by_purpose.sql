-- A code for each purpose; how often was guessed at an address, and until when it is proven, outlive the codes.

CREATE TABLE otp_addresses (
    tenant_id         TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    email             TEXT COLLATE "C" NOT NULL,
    -- Tries of all codes since `since_ms`: neither a new code nor another purpose makes guessing free again.
    tries_total       BIGINT NOT NULL DEFAULT 0,
    -- Codes that were sent since then: nobody is to be flooded with mail by others.
    sends_total       BIGINT NOT NULL DEFAULT 0,
    since_ms          BIGINT NOT NULL,
    -- When a code was asked for last, whatever for.
    asked_at_ms       BIGINT NOT NULL,
    -- Until when the address may sign up; NULL: not proven.
    verified_until_ms BIGINT,
    CONSTRAINT otp_addresses_pkey PRIMARY KEY (tenant_id, email)
);
-- What has expired is swept away, codes with their address.
CREATE INDEX otp_addresses_asked ON otp_addresses (asked_at_ms);

CREATE TABLE otp_codes (
    tenant_id     TEXT COLLATE "C" NOT NULL,
    email         TEXT COLLATE "C" NOT NULL,
    purpose       TEXT COLLATE "C" NOT NULL CONSTRAINT otp_codes_purpose CHECK (purpose IN ('sign-up', 'reset-password')),
    -- `salt.hash`. A code that serves for both purposes stands in two rows, alike.
    code_hash     TEXT COLLATE "C" NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    tries         BIGINT NOT NULL DEFAULT 0,
    sent_at_ms    BIGINT NOT NULL,
    CONSTRAINT otp_codes_pkey PRIMARY KEY (tenant_id, email, purpose),
    FOREIGN KEY (tenant_id, email) REFERENCES otp_addresses (tenant_id, email) ON DELETE CASCADE
);

INSERT INTO otp_addresses (tenant_id, email, tries_total, since_ms, asked_at_ms, verified_until_ms)
SELECT tenant_id, email, tries_total, tries_since_ms, sent_at_ms, verified_until_ms FROM otps;

-- Until now the purpose stood before the hash, `any` for both.
INSERT INTO otp_codes (tenant_id, email, purpose, code_hash, expires_at_ms, tries, sent_at_ms)
SELECT tenant_id, email, 'sign-up',
       CASE WHEN code_hash LIKE 'any.%' THEN substr(code_hash, 5) ELSE substr(code_hash, 9) END,
       expires_at_ms, tries, sent_at_ms
  FROM otps
 WHERE verified_until_ms IS NULL AND (code_hash LIKE 'any.%' OR code_hash LIKE 'sign-up.%');
INSERT INTO otp_codes (tenant_id, email, purpose, code_hash, expires_at_ms, tries, sent_at_ms)
SELECT tenant_id, email, 'reset-password',
       CASE WHEN code_hash LIKE 'any.%' THEN substr(code_hash, 5) ELSE substr(code_hash, 16) END,
       expires_at_ms, tries, sent_at_ms
  FROM otps
 WHERE verified_until_ms IS NULL AND (code_hash LIKE 'any.%' OR code_hash LIKE 'reset-password.%');

DROP TABLE otps;
