//! What Talkamie's rules are, apart from where things are kept and how they travel.
//!
//! **What:** pure functions. Values go in, a decision comes out. The present moment, new ids and chance are
//! arguments, so every rule can be tested by a table.
//!
//! **Who may call:** every other room. `operations` asks for decisions; the faces use the names of things
//! ([`ids`]), the words of their contract ([`symphony`], [`page`]) and the limits ([`limits`]).
//!
//! **What it must never know:** a clock, a store, a socket, an HTTP status, `async`, poem, sqlx or tokio. A rule that
//! refuses answers a small enum; which status and code that is on the wire is for each face to say.

pub mod availability;
pub mod calendar;
pub mod call;
pub mod chat;
pub mod connection;
pub mod credentials;
pub mod faq;
pub mod files;
pub mod ids;
pub mod ledger;
pub mod limits;
pub mod money;
pub mod page;
pub mod payment;
pub mod push;
pub mod retry;
pub mod review;
pub mod schedule;
pub mod specializations;
pub mod support;
pub mod symphony;
pub mod time;
pub mod transaction;
pub mod user;

/// The text is none of the words that the type knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known word")]
pub struct UnknownWord;

/// Gives an enum its words: `as_str`, `Display`, `FromStr` and `ALL`, from one list.
///
/// The words are both the wire's and the database's; a word once released never changes.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for this value, on the wire and in the database.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::domain::UnknownWord),
                }
            }
        }
    };
}
pub(crate) use words;
