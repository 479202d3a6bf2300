//! Buying coins: checkout pages, and what providers tell of them.
//!
//! The provider is asked between two transactions, never inside one: first the transaction is written, then the provider is
//! asked under a name made of it, then the answer is written. Whoever dies in between leaves a transaction that the next
//! request goes on with.

mod expiry;
mod sandbox;
mod top_up;
mod webhook;

pub use expiry::{end_all_of, expire};
pub use sandbox::{Act, Page, PageState, act, page};
pub use top_up::create_top_up_session;
pub use webhook::{Heard, WebhookFailure, hear};

use super::{
    Failure,
    ports::{PaymentError, Returns},
};
use crate::{
    contract::v1::ErrorCode,
    domain::{
        ids::{TenantId, TransactionId},
        transaction::Transaction,
    },
    store::{Tx, payments::Payment},
};

/// How coins are bought here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopUps {
    /// Fewest coins at a time, in hundredths.
    pub hundredths_min: i64,
    /// Most coins at a time, in hundredths.
    pub hundredths_max: i64,
    /// The pages of the web app to which a checkout returns.
    pub returns: Returns,
}

/// A top-up: what its owner sees of it, and the sale behind.
#[derive(Debug)]
struct TopUp {
    transaction: Transaction,
    payment: Payment,
}

/// A top-up as it is now. Two statements.
async fn find(tx: &mut Tx, tenant: TenantId, id: TransactionId) -> Result<Option<TopUp>, Failure> {
    let Some(transaction) = tx.find_transaction(tenant, id).await? else { return Ok(None) };
    let payment = tx.find_payment(tenant, id).await?;
    Ok(payment.map(|payment| TopUp { transaction, payment }))
}

/// A top-up for writing back. Its owner's wallet is held before. Two statements.
async fn hold(tx: &mut Tx, tenant: TenantId, id: TransactionId) -> Result<Option<TopUp>, Failure> {
    let Some(transaction) = tx.lock_transaction(tenant, id).await? else { return Ok(None) };
    let payment = tx.find_payment(tenant, id).await?;
    Ok(payment.map(|payment| TopUp { transaction, payment }))
}

impl From<PaymentError> for Failure {
    fn from(error: PaymentError) -> Self {
        let failure = Self::of(ErrorCode::PaymentUnavailable);
        let pause_s = match error {
            PaymentError::Unavailable(_) => PROVIDER_PAUSE_S,
            PaymentError::Refused(_) => OPERATOR_PAUSE_S,
        };
        failure.retry_after(pause_s).because(error)
    }
}

/// After how many seconds it makes sense to ask a provider again that did not answer several times.
const PROVIDER_PAUSE_S: u64 = 10;
/// The same when it refuses us: until an operator changes something, asking again is of no use.
const OPERATOR_PAUSE_S: u64 = 300;
