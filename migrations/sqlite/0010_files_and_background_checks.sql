-- Files that people were given addresses for, and what a background check needs to know.

-- The path says whose a file is and what for; the bytes lie in the file store.
CREATE TABLE files (
    path            TEXT NOT NULL CONSTRAINT files_pkey PRIMARY KEY,
    tenant_id       TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    mime_type       TEXT NOT NULL,
    -- Since when no profile names the file; NULL: one does. What nobody uses for long is swept away.
    unused_since_ms INTEGER
) STRICT;
CREATE INDEX files_of_user ON files (tenant_id, user_id, unused_since_ms);
CREATE INDEX files_unused ON files (unused_since_ms) WHERE unused_since_ms IS NOT NULL;

-- What a volunteer handed in for a check that is not decided yet. The row goes with the decision, or with the account.
CREATE TABLE background_checks (
    tenant_id       TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id         TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    info            TEXT NOT NULL,
    handed_in_at_ms INTEGER NOT NULL,
    CONSTRAINT background_checks_pkey PRIMARY KEY (tenant_id, user_id)
) STRICT;

-- Those whose verification waits for an operator.
CREATE INDEX users_to_verify ON users (tenant_id, created_at_ms, id)
 WHERE deleted_at_ms IS NULL AND type = 'volunteer'
   AND (verification_background = 'in-progress'
        OR (verification_basic = 'complete' AND verification_admin IN ('pending', 'in-progress')));
