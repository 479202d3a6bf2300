-- Tenants and the people in them.
--
-- Times are milliseconds since 1970 (`…_at_ms`), coins are hundredths, JSON is text. Ids are UUIDs as text and
-- compare by byte (COLLATE "C"), as they do in the twin of this file.

CREATE TABLE tenants (
    id                     TEXT COLLATE "C" NOT NULL CONSTRAINT tenants_pkey PRIMARY KEY,
    name                   TEXT NOT NULL,
    replyke_access_secret  TEXT,
    replyke_refresh_secret TEXT,
    replyke_external_key   TEXT,
    created_at_ms          BIGINT NOT NULL
);

CREATE TABLE users (
    -- Symphony names people by 64-bit numbers; a number is never given twice.
    number                  BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT users_pkey PRIMARY KEY,
    id                      TEXT COLLATE "C" NOT NULL CONSTRAINT users_id UNIQUE,
    tenant_id               TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    email                   TEXT COLLATE "C",
    username                TEXT COLLATE "C",
    password_hash           TEXT,
    name                    TEXT,
    name_search             TEXT NOT NULL DEFAULT '',
    type                    TEXT COLLATE "C" CHECK (type IN ('senior', 'volunteer')),
    gender                  TEXT CHECK (gender IN ('male', 'female', 'unspecified')),
    bio                     TEXT,
    bio_search              TEXT NOT NULL DEFAULT '',
    dob                     TEXT COLLATE "C",
    language                TEXT,
    country                 TEXT,
    state                   TEXT,
    city                    TEXT,
    visibility              TEXT CHECK (visibility IN ('public', 'matches', 'volunteers', 'seniors')),
    file_dir_path           TEXT,
    picture                 TEXT,
    video                   TEXT,
    certificate_file        TEXT,
    certificate_state       TEXT,
    license_id              TEXT,
    specialization_area     TEXT,
    max_call_duration_s     BIGINT CHECK (max_call_duration_s > 0),
    max_call_count          BIGINT CHECK (max_call_count >= 0),
    push_enabled            BOOLEAN NOT NULL,
    timezone_offset_min     BIGINT,
    paypal_email            TEXT,
    coins_hundredths        BIGINT NOT NULL DEFAULT 0 CONSTRAINT users_coins CHECK (coins_hundredths >= 0),
    availability_weekly     TEXT NOT NULL DEFAULT '{}',
    availability_custom     TEXT NOT NULL DEFAULT '{}',
    verification_basic      TEXT NOT NULL DEFAULT 'pending' CHECK (verification_basic IN ('pending', 'in-progress', 'failed', 'complete')),
    verification_admin      TEXT NOT NULL DEFAULT 'pending' CHECK (verification_admin IN ('pending', 'in-progress', 'failed', 'complete')),
    verification_background TEXT NOT NULL DEFAULT 'pending' CHECK (verification_background IN ('pending', 'in-progress', 'failed', 'complete')),
    rating_total            BIGINT NOT NULL DEFAULT 0,
    rating_count            BIGINT NOT NULL DEFAULT 0,
    role                    TEXT NOT NULL DEFAULT 'visitor' CHECK (role IN ('admin', 'moderator', 'visitor')),
    foreign_id              TEXT COLLATE "C",
    avatar                  TEXT,
    geo_location            TEXT,
    metadata                TEXT NOT NULL DEFAULT '{}',
    secure_metadata         TEXT NOT NULL DEFAULT '{}',
    reputation              BIGINT NOT NULL DEFAULT 0,
    created_at_ms           BIGINT NOT NULL,
    updated_at_ms           BIGINT NOT NULL,
    deleted_at_ms           BIGINT,
    CONSTRAINT users_email UNIQUE (tenant_id, email),
    CONSTRAINT users_username UNIQUE (tenant_id, username),
    CONSTRAINT users_foreign_id UNIQUE (tenant_id, foreign_id)
);

-- Lists of people, newest first, with and without their type.
CREATE INDEX users_newest ON users (tenant_id, created_at_ms, id) WHERE deleted_at_ms IS NULL;
CREATE INDEX users_newest_of_type ON users (tenant_id, type, created_at_ms, id) WHERE deleted_at_ms IS NULL;

-- Who a person is at a provider of single sign-on.
CREATE TABLE user_identities (
    tenant_id   TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    provider    TEXT COLLATE "C" NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL,
    user_id     TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    added_at_ms BIGINT NOT NULL,
    CONSTRAINT user_identities_pkey PRIMARY KEY (tenant_id, provider, subject)
);
CREATE INDEX user_identities_of_user ON user_identities (tenant_id, user_id);

-- An interest without owner is offered to everyone; one with an owner only to them.
CREATE TABLE interests (
    id            TEXT COLLATE "C" NOT NULL CONSTRAINT interests_pkey PRIMARY KEY,
    tenant_id     TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    owner_id      TEXT COLLATE "C" REFERENCES users (id) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    name_key      TEXT COLLATE "C" NOT NULL,
    emoji         TEXT,
    icon_src      TEXT,
    created_at_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX interests_shared_name ON interests (tenant_id, name_key) WHERE owner_id IS NULL;
CREATE UNIQUE INDEX interests_personal_name ON interests (tenant_id, owner_id, name_key) WHERE owner_id IS NOT NULL;

CREATE TABLE user_interests (
    tenant_id   TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id     TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    interest_id TEXT COLLATE "C" NOT NULL REFERENCES interests (id) ON DELETE CASCADE,
    position    BIGINT NOT NULL,
    CONSTRAINT user_interests_pkey PRIMARY KEY (tenant_id, user_id, interest_id)
);
-- Removing an interest looks for those who chose it.
CREATE INDEX user_interests_of_interest ON user_interests (interest_id);

-- RSA public keys with which a person signs in through the Symphony face.
CREATE TABLE symphony_keys (
    tenant_id      TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id        TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    spki_pem       TEXT NOT NULL,
    added_at_ms    BIGINT NOT NULL,
    valid_until_ms BIGINT
);
CREATE INDEX symphony_keys_of_user ON symphony_keys (tenant_id, user_id, added_at_ms);
