//! What operations need from the world outside, as ports. `app` chooses what stands behind them.

mod background;
mod files;

pub use background::{BackgroundChecks, BackgroundRequest};
pub use files::{Files, Images, Incoming, Kept, Opened, ServedFiles};

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

/// What a mail is about. The text is made by the adapter; the code is a secret and never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct OtpMail {
    pub to: String,
    pub code: String,
    pub minutes: i64,
}

/// Neither the address nor the code is for logs.
impl std::fmt::Debug for OtpMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OtpMail").field("minutes", &self.minutes).finish_non_exhaustive()
    }
}

/// Sends mail.
pub trait Mail: Send + Sync {
    /// Takes the mail over. Called after commit.
    fn send(&self, mail: OtpMail) -> Answering<'_, Result<(), PortError>>;
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
