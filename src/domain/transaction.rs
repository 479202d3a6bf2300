//! What a person bought, earned, spent or withdrew, and what that means for their wallet.
//!
//! Source: contract/talkamie.md D (transaction), F.4, G28; schemas/v1/transaction.

use super::{
    ids::{TenantId, TransactionId, UserId},
    words,
};

/// Direction of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Coins bought.
    Purchase,
    /// Coins got for calls.
    Earning,
    /// Coins paid out.
    Withdrawal,
    /// Coins spent on a call.
    Payment,
}

words!(Kind { Purchase = "purchase", Earning = "earning", Withdrawal = "withdrawal", Payment = "payment" });

/// What the person started; what the server did by itself has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intent {
    TopUp,
    Subscription,
    Withdraw,
}

words!(Intent { TopUp = "top-up", Subscription = "subscription", Withdraw = "withdraw" });

/// How far a transaction got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Started; the provider has not taken over.
    Pending,
    /// The provider is at it; of a call: it goes on.
    Processing,
    Succeeded,
    Failed,
    Canceled,
    Incomplete,
    Refunded,
    Expired,
}

words!(Status {
    Pending = "pending",
    Processing = "processing",
    Succeeded = "succeeded",
    Failed = "failed",
    Canceled = "canceled",
    Incomplete = "incomplete",
    Refunded = "refunded",
    Expired = "expired",
});

impl Status {
    /// Whether it is still to be decided.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Processing)
    }
}

/// A transaction. Its coins are always above 0; the kind tells the direction.
#[derive(Clone, PartialEq, Eq)]
pub struct Transaction {
    pub id: TransactionId,
    pub tenant: TenantId,
    pub user: UserId,
    pub kind: Kind,
    pub intent: Option<Intent>,
    pub status: Status,
    /// The money behind it; `None`: none moves.
    pub funds: Option<Funds>,
    pub coins_hundredths: i64,
    /// Who moves the money, in the adapter's word.
    pub provider: Option<String>,
    /// What the provider calls its payment page, and where that is.
    pub session_id: Option<String>,
    pub session_url: Option<String>,
    /// What the provider calls the payment.
    pub payment_id: Option<String>,
    /// What the provider calls the payout.
    pub payout_id: Option<String>,
    /// Where a payout goes; forgotten once it is decided.
    pub payout_email: Option<String>,
    /// Why it did not succeed, in one of our words.
    pub failure: Option<String>,
    pub created_at_ms: i64,
    pub updated_at_ms: i64,
}

impl Transaction {
    /// A transaction that has just begun.
    pub fn begun(
        (id, tenant, user): (TransactionId, TenantId, UserId),
        kind: Kind,
        intent: Option<Intent>,
        coins_hundredths: i64,
        now_ms: i64,
    ) -> Self {
        Self {
            id,
            tenant,
            user,
            kind,
            intent,
            status: Status::Pending,
            funds: None,
            coins_hundredths,
            provider: None,
            session_id: None,
            session_url: None,
            payment_id: None,
            payout_id: None,
            payout_email: None,
            failure: None,
            created_at_ms: now_ms,
            updated_at_ms: now_ms,
        }
    }
}

/// Where money goes is not for logs, nor what opens a payment page.
impl std::fmt::Debug for Transaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transaction")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("status", &self.status)
            .field("coins_hundredths", &self.coins_hundredths)
            .finish_non_exhaustive()
    }
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funds {
    /// In hundredths of the currency's unit.
    pub cents: i64,
    /// ISO 4217, in lower case.
    pub currency: String,
}

impl Funds {
    /// The only currency that coins are bought and paid out in. Source: contract/talkamie.md A.8.
    pub const USD: &str = "usd";

    /// US dollars.
    pub fn usd(cents: i64) -> Self {
        Self { cents, currency: Self::USD.to_owned() }
    }
}

/// By how much a transaction must have changed its owner's wallet: what the books are held to.
///
/// A withdrawal takes the coins when it begins, and gives them back when it comes to nothing. A purchase gives them when the
/// money is there, and takes them back with a refund. A call is paid minute by minute.
pub const fn effect_hundredths(kind: Kind, status: Status, coins_hundredths: i64) -> i64 {
    match (kind, status) {
        (Kind::Purchase, Status::Succeeded) => coins_hundredths,
        (Kind::Withdrawal, Status::Pending | Status::Processing | Status::Succeeded) => -coins_hundredths,
        (Kind::Earning, Status::Processing | Status::Succeeded) => coins_hundredths,
        (Kind::Payment, Status::Processing | Status::Succeeded) => -coins_hundredths,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_of_every_kind_has_its_effect() {
        use {Kind::*, Status::*};
        // In the order of Status::ALL.
        for (kind, effects) in [
            (Purchase, [0, 0, 7, 0, 0, 0, 0, 0]),
            (Earning, [0, 7, 7, 0, 0, 0, 0, 0]),
            (Withdrawal, [-7, -7, -7, 0, 0, 0, 0, 0]),
            (Payment, [0, -7, -7, 0, 0, 0, 0, 0]),
        ] {
            let found: Vec<i64> = Status::ALL.iter().map(|&status| effect_hundredths(kind, status, 7)).collect();
            assert_eq!(found, effects, "{kind}");
        }
        assert_eq!(Kind::ALL.len(), 4);
        assert_eq!([Pending, Processing], Status::ALL[..2]);
        assert!(Status::ALL.iter().all(|status| status.is_open() == matches!(status, Pending | Processing)));
    }

    #[test]
    fn where_money_goes_is_not_shown() {
        let ids = (TransactionId(uuid::Uuid::nil()), TenantId(uuid::Uuid::nil()), UserId(uuid::Uuid::nil()));
        let mut begun = Transaction::begun(ids, Kind::Withdrawal, Some(Intent::Withdraw), 1, 0);
        begun.payout_email = Some("ben@example.org".into());
        assert!(!format!("{begun:?}").contains("ben@"));
    }
}
