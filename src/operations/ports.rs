//! What operations need from the world outside, as ports. `app` chooses what stands behind them.

mod background;
mod bus;
mod delivery;
mod files;
mod payments;

pub use background::{BackgroundChecks, BackgroundRequest};
pub use bus::{Bus, Hears, Whose};
pub use delivery::{Mail, OtpMail, Push, PushMessage, Pushed, SendError};
pub use files::{Files, Images, Incoming, Kept, Opened, ServedFiles};
pub use payments::{
    About, Checkout, Ended, Notice, PaymentError, Payments, Returns, Sale, Sandbox, SandboxAct, SignedWebhook,
    WebhookRefusal,
};

use std::{future::Future, pin::Pin};

/// A future that a port answers with.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The time.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now_ms(&self) -> i64;
}

/// Chance: where ids, codes and tokens come from.
pub trait Chance: Send + Sync {
    /// Fills `bytes` with what nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// A provider of single sign-on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Provider {
    Google,
    Apple,
}

impl Provider {
    /// The word of the wire and of the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Apple => "apple",
        }
    }
}

/// Who somebody is at a provider of single sign-on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider's own id of the person.
    pub subject: String,
    /// Verified by the provider.
    pub email: String,
    pub name: Option<String>,
}

/// Why an identity was not learned.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    #[error("the provider does not vouch for this token")]
    Refused,
    #[error("the provider could not be asked")]
    Unavailable(#[source] PortError),
}

/// Asks Google and Apple who a token speaks for.
pub trait Identities: Send + Sync {
    /// The identity behind `token`, issued for this service and not expired.
    fn identify<'a>(
        &'a self,
        provider: Provider,
        token: &'a str,
        now_ms: i64,
    ) -> Answering<'a, Result<Identity, IdentityError>>;
}

/// A failure of something outside. For the log.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct PortError {
    pub what: &'static str,
    #[source]
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl PortError {
    /// What failed and all that is known of why, in one line. For operators.
    #[must_use]
    pub fn told(&self) -> String {
        let mut told = self.what.to_owned();
        let mut next: Option<&dyn std::error::Error> = self.cause.as_deref().map(|cause| cause as _);
        while let Some(cause) = next {
            told = format!("{told}: {cause}");
            next = cause.source();
        }
        told
    }
}

/// Money to be sent to somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct PayoutOrder {
    /// Ours, the same however often the money is asked to be sent: with it, it is sent once.
    pub id: String,
    /// The receiver's address at the provider.
    pub email: String,
    /// In hundredths of the currency's unit.
    pub cents: i64,
    /// ISO 4217, in lower case.
    pub currency: String,
}

/// Where money goes is not for logs.
impl std::fmt::Debug for PayoutOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PayoutOrder").field("id", &self.id).field("cents", &self.cents).finish_non_exhaustive()
    }
}

/// How far a payout got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayoutState {
    /// Taken over and not decided.
    Underway,
    /// The receiver has the money.
    Paid,
    /// The receiver will not get it, for this reason, in the provider's word.
    Failed(String),
}

/// What the provider says of a payout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    /// What the provider calls it; `None`: it never took it over.
    pub id: Option<String>,
    pub state: PayoutState,
}

/// Pays out money. An error always means that nothing is known: the money may be on its way. What is known to have come to
/// nothing is [`PayoutState::Failed`].
pub trait Payouts: Send + Sync {
    /// The provider's name, for the books.
    fn name(&self) -> &'static str;

    /// Has the money sent, once for each `order.id`, however often it is asked within 30 days. What was refused without an id may be
    /// taken when it is asked again.
    fn send(&self, order: PayoutOrder) -> Answering<'_, Result<Payout, PortError>>;

    /// How far the payout that the provider calls `id` got.
    fn look_up<'a>(&'a self, id: &'a str) -> Answering<'a, Result<PayoutState, PortError>>;
}
