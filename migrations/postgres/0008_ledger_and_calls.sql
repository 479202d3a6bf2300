-- What people bought, earned, spent and withdrew; the coins behind it; and the calls that move them.
--
-- Nothing here goes with a person: who deletes their account keeps their books.

CREATE TABLE transactions (
    id               TEXT COLLATE "C" NOT NULL CONSTRAINT transactions_pkey PRIMARY KEY,
    tenant_id        TEXT COLLATE "C" NOT NULL REFERENCES tenants (id),
    user_id          TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    type             TEXT COLLATE "C" NOT NULL CHECK (type IN ('purchase', 'earning', 'withdrawal', 'payment')),
    intent           TEXT COLLATE "C" CHECK (intent IN ('top-up', 'subscription', 'withdraw')),
    status           TEXT COLLATE "C" NOT NULL,
    funds_cents      BIGINT CHECK (funds_cents >= 0),
    currency         TEXT COLLATE "C" CHECK (length(currency) = 3),
    coins_hundredths BIGINT NOT NULL CHECK (coins_hundredths > 0),
    -- Who moves the money: the adapter's word. NULL: no money moves.
    provider         TEXT,
    -- What the provider calls the payment page, the payment and the payout.
    session_id       TEXT COLLATE "C",
    session_url      TEXT,
    payment_id       TEXT COLLATE "C",
    payout_id        TEXT COLLATE "C",
    -- Where a payout goes. Only kept until it is decided.
    payout_email     TEXT,
    -- Why it did not succeed, in one of our words.
    failure          TEXT,
    created_at_ms    BIGINT NOT NULL,
    updated_at_ms    BIGINT NOT NULL,
    CONSTRAINT transactions_status CHECK (
        status IN ('pending', 'processing', 'succeeded', 'failed', 'canceled', 'incomplete', 'refunded', 'expired')
    ),
    CONSTRAINT transactions_funds CHECK ((funds_cents IS NULL) = (currency IS NULL)),
    CONSTRAINT transactions_session UNIQUE (tenant_id, session_id),
    CONSTRAINT transactions_payment UNIQUE (tenant_id, payment_id),
    CONSTRAINT transactions_payout UNIQUE (tenant_id, payout_id)
);
-- Lists, newest first, with and without their type.
CREATE INDEX transactions_newest ON transactions (tenant_id, user_id, created_at_ms, id);
CREATE INDEX transactions_newest_of_type ON transactions (tenant_id, user_id, type, created_at_ms, id);

-- Double entry: a row takes coins from one account and gives them to another, so that all accounts together hold 0 at any
-- time. A person's account is their wallet, and users.coins_hundredths is its balance; the others are the house's:
-- what was sold, paid out, kept as commission, given away.
CREATE TABLE ledger_movements (
    id                  TEXT COLLATE "C" NOT NULL CONSTRAINT ledger_movements_pkey PRIMARY KEY,
    tenant_id           TEXT COLLATE "C" NOT NULL REFERENCES tenants (id),
    -- What moved the coins: moved once, however often it is said.
    reference           TEXT COLLATE "C" NOT NULL,
    from_account        TEXT COLLATE "C" NOT NULL CHECK (from_account IN ('wallet', 'sales', 'payouts', 'commission', 'grants')),
    from_user_id        TEXT COLLATE "C" REFERENCES users (id),
    from_transaction_id TEXT COLLATE "C" REFERENCES transactions (id),
    to_account          TEXT COLLATE "C" NOT NULL CHECK (to_account IN ('wallet', 'sales', 'payouts', 'commission', 'grants')),
    to_user_id          TEXT COLLATE "C" REFERENCES users (id),
    to_transaction_id   TEXT COLLATE "C" REFERENCES transactions (id),
    hundredths          BIGINT NOT NULL CONSTRAINT ledger_movements_amount CHECK (hundredths > 0),
    moved_at_ms         BIGINT NOT NULL,
    CONSTRAINT ledger_movements_reference UNIQUE (tenant_id, reference),
    CONSTRAINT ledger_movements_from CHECK ((from_account = 'wallet') = (from_user_id IS NOT NULL)),
    CONSTRAINT ledger_movements_to CHECK ((to_account = 'wallet') = (to_user_id IS NOT NULL)),
    CONSTRAINT ledger_movements_ends CHECK (
        from_account <> to_account OR (from_account = 'wallet' AND from_user_id <> to_user_id)
    )
);
-- What an account and a transaction came to.
CREATE INDEX ledger_movements_from_user ON ledger_movements (from_user_id) WHERE from_user_id IS NOT NULL;
CREATE INDEX ledger_movements_to_user ON ledger_movements (to_user_id) WHERE to_user_id IS NOT NULL;
CREATE INDEX ledger_movements_from_tx ON ledger_movements (from_transaction_id) WHERE from_transaction_id IS NOT NULL;
CREATE INDEX ledger_movements_to_tx ON ledger_movements (to_transaction_id) WHERE to_transaction_id IS NOT NULL;

-- What wallets held before there were books was given.
INSERT INTO ledger_movements (id, tenant_id, reference, from_account, to_account, to_user_id, hundredths, moved_at_ms)
SELECT id, tenant_id, 'opening:' || id, 'grants', 'wallet', id, coins_hundredths, updated_at_ms
  FROM users
 WHERE coins_hundredths > 0;

-- Who pays and who earns, at what price; how long the two were connected; what was charged.
ALTER TABLE calls ADD COLUMN payer_id TEXT COLLATE "C" REFERENCES users (id);
ALTER TABLE calls ADD COLUMN earner_id TEXT COLLATE "C" REFERENCES users (id);
ALTER TABLE calls ADD COLUMN minute_hundredths BIGINT NOT NULL DEFAULT 0 CHECK (minute_hundredths >= 0);
ALTER TABLE calls ADD COLUMN share_percent BIGINT NOT NULL DEFAULT 100 CHECK (share_percent BETWEEN 0 AND 100);
ALTER TABLE calls ADD COLUMN duration_s_max BIGINT CHECK (duration_s_max > 0);
ALTER TABLE calls ADD COLUMN answered_at_ms BIGINT;
-- Since when each side says that it is connected. NULL: it does not.
ALTER TABLE calls ADD COLUMN caller_connected_at_ms BIGINT;
ALTER TABLE calls ADD COLUMN callee_connected_at_ms BIGINT;
ALTER TABLE calls ADD COLUMN connected_since_ms BIGINT;
ALTER TABLE calls ADD COLUMN connected_ms BIGINT NOT NULL DEFAULT 0 CHECK (connected_ms >= 0);
ALTER TABLE calls ADD COLUMN charged_minutes BIGINT NOT NULL DEFAULT 0 CHECK (charged_minutes >= 0);
ALTER TABLE calls ADD COLUMN payment_id TEXT COLLATE "C" REFERENCES transactions (id);
ALTER TABLE calls ADD COLUMN earning_id TEXT COLLATE "C" REFERENCES transactions (id);
ALTER TABLE calls ADD COLUMN ended_at_ms BIGINT;
-- Histories, newest first.
CREATE INDEX calls_made_ended ON calls (tenant_id, caller_id, started_at_ms, id) WHERE ended_at_ms IS NOT NULL;
CREATE INDEX calls_taken_ended ON calls (tenant_id, callee_id, started_at_ms, id) WHERE ended_at_ms IS NOT NULL;

-- Who is in a call that has not ended: nobody is in two.
CREATE TABLE active_calls (
    tenant_id TEXT COLLATE "C" NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    user_id   TEXT COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    call_id   TEXT COLLATE "C" NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    CONSTRAINT active_calls_person PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX active_calls_of_call ON active_calls (call_id);
