//! What operations need from a payment provider: checkout pages, and news of what became of them.

use super::{Answering, PortError};
use crate::domain::{
    ids::TransactionId,
    payment::{Fact, Purpose},
    transaction::Funds,
};

/// A checkout page that is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    /// Named anew with every try of the same attempt: a provider makes one page of it, however often it is asked.
    pub purpose: Purpose,
    pub coins_hundredths: i64,
    pub price: Funds,
    /// Where the page sends the browser after the payment, and when the person changes their mind.
    pub returns: Returns,
}

/// The pages of the web app to which a checkout returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returns {
    pub success: String,
    pub cancel: String,
}

impl Returns {
    /// Both pages with the transaction in the query, as the web app reads it. Source: contract/talkamie.md B.
    #[must_use]
    pub fn of(&self, transaction: TransactionId) -> Self {
        let with = |page: &str| {
            let joint = if page.contains('?') { '&' } else { '?' };
            format!("{page}{joint}transactionId={transaction}")
        };
        Self { success: with(&self.success), cancel: with(&self.cancel) }
    }
}

/// A checkout page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// The provider's id of it.
    pub session: String,
    pub url: String,
    pub expires_at_ms: i64,
}

/// What ending a checkout page amounted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Nobody can pay on it any more, and nobody has.
    Unpaid,
    /// The person had already done their part; news of it is on its way.
    Completed,
}

/// Why a provider did not do what was asked of it.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// It may do it later.
    #[error("the payment provider could not be asked")]
    Unavailable(#[source] PortError),
    /// It will not, until an operator changes something.
    #[error("the payment provider refuses")]
    Refused(#[source] PortError),
}

/// Why a webhook is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefusal {
    #[error("the signature is missing or does not fit")]
    Signature,
    #[error("the signature is too old, or of the future")]
    Stale,
    #[error("the event is not of the form that was promised")]
    Malformed,
}

/// Which payment news is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The provider gave back what we had told it.
    Purpose(Purpose),
    /// The provider only names the payment: [`Payments::purpose_of`] knows more.
    Payment(String),
}

/// A believable piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The provider's id of the event. For the log.
    pub event: String,
    pub about: About,
    /// The provider's id of the payment, where it says it.
    pub payment: Option<String>,
    pub fact: Fact,
}

/// Sells coins.
pub trait Payments: Send + Sync {
    /// The word of the configuration, of the database and of the webhook's address.
    fn provider(&self) -> &'static str;

    /// Makes a checkout page, or answers the one that was made for this purpose before.
    fn open(&self, sale: Sale, now_ms: i64) -> Answering<'_, Result<Checkout, PaymentError>>;

    /// Ends a checkout page, so that nobody can pay on it any more.
    fn end<'a>(&'a self, session: &'a str) -> Answering<'a, Result<Ended, PaymentError>>;

    /// What a payment was for; `None`: it is none of ours.
    fn purpose_of<'a>(&'a self, payment: &'a str) -> Answering<'a, Result<Option<Purpose>, PaymentError>>;

    /// Checks a webhook and reads it. `None`: it is none that says something of a payment of ours.
    ///
    /// # Errors
    /// [`WebhookRefusal`].
    fn hear(&self, signature: &str, body: &[u8], now_ms: i64) -> Result<Option<Notice>, WebhookRefusal>;

    /// The embedded provider, when it is the one.
    fn sandbox(&self) -> Option<&dyn Sandbox> {
        None
    }
}

/// What the visitor of a sandbox page may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SandboxAct {
    /// Pays at once, as by card.
    Pay,
    /// Pays by something slow, as by bank transfer.
    PayLater,
    /// The slow payment arrives.
    Arrive,
    /// The slow payment does not arrive.
    Bounce,
    /// The page ends unpaid.
    Expire,
    /// The whole payment is given back.
    Refund,
}

crate::domain::words!(SandboxAct {
    Pay = "pay",
    PayLater = "pay-later",
    Arrive = "arrive",
    Bounce = "bounce",
    Expire = "expire",
    Refund = "refund",
});

/// A webhook as a provider sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedWebhook {
    pub signature: String,
    pub body: Vec<u8>,
}

/// The embedded provider: no real money moves.
pub trait Sandbox: Send + Sync {
    /// What a page's id says it is for. Whether there is such a page is for the caller to find out.
    fn purpose(&self, session: &str) -> Option<Purpose>;

    /// What a provider would send when somebody does this on a page.
    fn webhook(&self, act: SandboxAct, session: &str, purpose: Purpose, price: &Funds, now_ms: i64) -> SignedWebhook;
}
