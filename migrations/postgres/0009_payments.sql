-- Buying coins: the sale as it was made, its checkout page, and what the provider told of it.
--
-- News comes at least once and in any order. The facts here only grow; the transaction's status and the coins that moved are
-- made of them (src/domain/payment.rs).

CREATE TABLE payments (
    transaction_id        TEXT COLLATE "C" NOT NULL CONSTRAINT payments_pkey PRIMARY KEY REFERENCES transactions (id),
    tenant_id             TEXT COLLATE "C" NOT NULL REFERENCES tenants (id),
    price_cents           BIGINT NOT NULL CHECK (price_cents > 0),
    coins_hundredths      BIGINT NOT NULL CHECK (coins_hundredths > 0),
    -- Which checkout page is the newest, from 1, and how long it is good. NULL: it was not made yet.
    attempt               BIGINT NOT NULL CHECK (attempt > 0),
    session_expires_at_ms BIGINT,
    -- The facts. Which page was paid; NULL: none was.
    paid_attempt          BIGINT CHECK (paid_attempt > 0),
    is_processing         BOOLEAN NOT NULL,
    is_failed             BOOLEAN NOT NULL,
    is_expired            BOOLEAN NOT NULL,
    refunded_cents        BIGINT NOT NULL CHECK (refunded_cents BETWEEN 0 AND price_cents),
    dispute               TEXT NOT NULL CHECK (dispute IN ('none', 'open', 'won', 'lost')),
    disputed_cents        BIGINT NOT NULL CHECK (disputed_cents BETWEEN 0 AND price_cents),
    -- What was made of them: coins that are the person's, and coins that could not be taken back.
    due_hundredths        BIGINT NOT NULL CHECK (due_hundredths BETWEEN 0 AND coins_hundredths),
    shortfall_hundredths  BIGINT NOT NULL CHECK (shortfall_hundredths BETWEEN 0 AND coins_hundredths),
    -- How often coins moved for it: what tells one movement of the ledger from the next.
    settlements           BIGINT NOT NULL CHECK (settlements >= 0),
    -- Coins are only had for money.
    CONSTRAINT payments_paid CHECK (paid_attempt IS NOT NULL OR due_hundredths = 0)
);
