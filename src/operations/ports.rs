//! What operations need from the world outside, as ports. `app` chooses what stands behind them.

mod delivery;

pub use delivery::{Mail, OtpMail, Push, PushMessage, Pushed, SendError};

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
