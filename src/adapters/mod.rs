//! The world outside, behind the ports of `operations`: a default that needs nothing, and the real thing.
//!
//! **What:** the clock and chance of this machine ([`clock`]), background checks by an operator ([`background`]), mail into a folder ([`mail`]), files in a folder or in a
//! store that speaks S3 ([`files`]), people as Google and Apple know them ([`identities`]), money sent by PayPal ([`payouts`]),
//! selling coins with Stripe or in a sandbox ([`payments`]), word of new events through NATS ([`bus`]). Each keeps its own limits:
//! how long it waits, how much it reads, how often it asks.
//! **What:** the clock and chance of this machine ([`clock`]), mail into a folder or to a mail server ([`mail`]), pushes into a
//! folder or to Google's push service ([`push`]), files in a folder or in a store that speaks S3 ([`files`]), selling coins with
//! Stripe or in a sandbox ([`payments`]), money sent by PayPal ([`payouts`]), background checks by an operator ([`background`]),
//! people as Google and Apple know them ([`identities`]). Each keeps its own limits: how long it waits, how much it reads, how
//! often it asks.
//!
//! **Who may call:** `app`, which chooses what stands behind each port.
//!
//! **What it must never know:** HTTP faces, the store, a rule of the product. And it never tells the log a token, a
//! code or an address: what may be told is that something happened, and why it did not.

pub mod background;
pub mod bus;
pub mod clock;
pub mod files;
mod folder;
pub mod identities;
pub mod mail;
pub mod payments;
pub mod payouts;
pub mod push;
