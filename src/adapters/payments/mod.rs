//! Selling coins: Stripe, and an embedded sandbox in which no real money moves.
//!
//! The sandbox speaks Stripe's language of events, signed in Stripe's way, and reads them with the same code: what works
//! with the one works with the other.

mod events;
mod sandbox;
mod signature;
mod stripe;

pub use sandbox::SandboxTill;
pub use signature::{WebhookSecrets, signed};
pub use stripe::{Stripe, StripeSettings};
