//! Payments: the sale behind a top-up, its checkout page, and what is known of it.

use super::{Row, StoreResult, Tx, Value, statements::declare};
use crate::domain::{
    ids::{TenantId, TransactionId},
    payment::{Settled, Standing},
};

/// A sale of coins. It belongs to a transaction, whose lock holds it too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub transaction: TransactionId,
    pub tenant: TenantId,
    /// As it was sold: the transaction shows what is left of it.
    pub price_cents: i64,
    pub coins_hundredths: i64,
    /// Which checkout page is the newest, from 1.
    pub attempt: i64,
    /// How long that page is good; `None`: it was not made yet.
    pub session_expires_at_ms: Option<i64>,
    pub standing: Standing,
    pub settled: Settled,
    /// How often coins moved for it.
    pub settlements: i64,
}

declare! {
    ADD_PAYMENT = "
        INSERT INTO payments (tenant_id, transaction_id, attempt, session_expires_at_ms, paid_attempt, is_processing,
                              is_failed, is_expired, refunded_cents, dispute, disputed_cents, due_hundredths,
                              shortfall_hundredths, settlements, price_cents, coins_hundredths)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    SAVE_PAYMENT = "
        UPDATE payments
           SET attempt = $3, session_expires_at_ms = $4, paid_attempt = $5, is_processing = $6, is_failed = $7,
               is_expired = $8, refunded_cents = $9, dispute = $10, disputed_cents = $11, due_hundredths = $12,
               shortfall_hundredths = $13, settlements = $14
         WHERE tenant_id = $1 AND transaction_id = $2";
    FIND_PAYMENT = "
        SELECT transaction_id, tenant_id, price_cents, coins_hundredths, attempt, session_expires_at_ms, paid_attempt,
               is_processing, is_failed, is_expired, refunded_cents, dispute, disputed_cents, due_hundredths,
               shortfall_hundredths, settlements
          FROM payments
         WHERE tenant_id = $1 AND transaction_id = $2";
}

fn read(mut row: Row) -> StoreResult<Payment> {
    Ok(Payment {
        transaction: row.parsed("transaction_id")?,
        tenant: row.parsed("tenant_id")?,
        price_cents: row.int("price_cents")?,
        coins_hundredths: row.int("coins_hundredths")?,
        attempt: row.int("attempt")?,
        session_expires_at_ms: row.int_opt("session_expires_at_ms")?,
        standing: Standing {
            paid_attempt: row.int_opt("paid_attempt")?,
            is_processing: row.flag("is_processing")?,
            is_failed: row.flag("is_failed")?,
            is_expired: row.flag("is_expired")?,
            refunded_cents: row.int("refunded_cents")?,
            dispute: row.parsed("dispute")?,
            disputed_cents: row.int("disputed_cents")?,
        },
        settled: Settled {
            due_hundredths: row.int("due_hundredths")?,
            shortfall_hundredths: row.int("shortfall_hundredths")?,
        },
        settlements: row.int("settlements")?,
    })
}

/// Which payment, and what can change of it, in the order of both statements that write it.
fn changeable(payment: &Payment) -> [Value; 14] {
    let (standing, settled) = (&payment.standing, &payment.settled);
    [
        payment.tenant.into(),
        payment.transaction.into(),
        payment.attempt.into(),
        payment.session_expires_at_ms.into(),
        standing.paid_attempt.into(),
        standing.is_processing.into(),
        standing.is_failed.into(),
        standing.is_expired.into(),
        standing.refunded_cents.into(),
        standing.dispute.as_str().into(),
        standing.disputed_cents.into(),
        settled.due_hundredths.into(),
        settled.shortfall_hundredths.into(),
        payment.settlements.into(),
    ]
}

impl Tx {
    /// Adds the sale of a transaction that was added before.
    pub async fn add_payment(&mut self, payment: &Payment) -> StoreResult<()> {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = changeable(payment);
        let sold = [payment.price_cents.into(), payment.coins_hundredths.into()];
        let [o, p] = sold;
        self.execute(ADD_PAYMENT, [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]).await.map(drop)
    }

    /// Writes a payment back, whole but for what was sold: hold its transaction first ([`Tx::lock_transaction`]).
    pub async fn save_payment(&mut self, payment: &Payment) -> StoreResult<()> {
        self.execute(SAVE_PAYMENT, changeable(payment)).await.map(drop)
    }

    /// The sale of that transaction; `None`: it is no top-up.
    pub async fn find_payment(&mut self, tenant: TenantId, transaction: TransactionId) -> StoreResult<Option<Payment>> {
        self.optional(FIND_PAYMENT, [tenant.into(), transaction.into()]).await?.map(read).transpose()
    }
}
