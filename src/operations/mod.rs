//! What the product does: one async function for each operation id, the only place where things happen.
//!
//! **What:** an operation tells a story: time first, then begin, ask, decide, write, commit, return. It speaks the
//! contract's types outward, the domain's rules inward, and the store's verbs.
//!
//! **Who may call:** the faces (`http`, `wss`) and the command line in `app`.
//!
//! **What it must never know:** poem, sqlx, sockets, status codes. A refusal is an `ErrorCode`; what status that has
//! is the registry's.

pub mod admin;
pub mod alerts;
pub mod audit;
pub mod auth;
pub mod availability;
pub mod bus;
pub mod calls;
pub mod chats;
pub mod connections;
pub mod cursor;
pub mod events;
pub mod failure;
pub mod faqs;
pub mod files;
pub mod finance;
pub mod idempotency;
pub mod interests;
pub mod jobs;
pub mod ledger;
pub mod news;
pub mod otp;
pub mod passwords;
pub mod payments;
pub mod ports;
pub mod presence;
pub mod problem;
pub mod push;
pub mod replyke;
pub mod reviews;
pub mod schedules;
pub mod sessions;
pub mod specializations;
pub mod stop;
pub mod support;
pub mod symphony;
pub mod upkeep;
pub mod users;
pub mod verification;
pub mod view;

pub use failure::{Failure, blanks};

use crate::{
    domain::{
        ids::{SessionId, TenantId, UserId},
        limits::{
            CALL_MINUTE_HUNDREDTHS_DEFAULT, CALL_RING_MS_MAX, CALL_SHARE_PERCENT_DEFAULT, COINS_LOW_MINUTES_DEFAULT,
            WITHDRAWAL_HUNDREDTHS_MIN, WITHDRAWAL_WINDOW_CENTS_MAX, WITHDRAWAL_WINDOW_MS,
        },
    },
    store::Store,
};
use passwords::Passwords;
use ports::{BackgroundChecks, Bus, Chance, Clock, Files, Identities, Images, Mail, Payments, Payouts, Push};
use std::sync::Arc;
use uuid::{Builder, Uuid};

/// Everything an operation may use. Cheap to clone.
#[derive(Clone)]
pub struct Ctx {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub chance: Arc<dyn Chance>,
    pub passwords: Passwords,
    pub mail: Arc<dyn Mail>,
    pub push: Arc<dyn Push>,
    pub identities: Arc<dyn Identities>,
    pub files: Arc<dyn Files>,
    pub images: Arc<dyn Images>,
    pub background_checks: Arc<dyn BackgroundChecks>,
    pub payouts: Arc<dyn Payouts>,
    pub payments: Arc<dyn Payments>,
    /// How processes tell each other of new events. `None`: the database tells them.
    pub bus: Option<Arc<dyn Bus>>,
    /// Sessions that this process has found good a moment ago.
    pub believed: Arc<sessions::Believed>,
    /// What this process knows of projects of the Replyke face.
    pub projects: Arc<replyke::Projects>,
    pub settings: Arc<Settings>,
}

/// What can be set and operations care about.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The tenant for which Talkamie's and Symphony's faces speak.
    pub default_tenant: TenantId,
    /// Whether answers may show one-time codes (`TALKAMIE_STAGE=dev`).
    pub dev_stage: bool,
    /// How long an access token is good, in milliseconds.
    pub access_token_ms: i64,
    /// How long a refresh token is good, in milliseconds.
    pub refresh_token_ms: i64,
    /// Largest certificate, in bytes.
    pub certificate_bytes_max: u64,
    /// What may be bought and withdrawn.
    pub coins: CoinSettings,
    /// What calls cost, and how long they ring.
    pub calls: CallSettings,
    /// What helps browsers to reach each other in calls.
    pub ice: calls::ice::IceSettings,
    /// How coins are bought.
    pub top_ups: payments::TopUps,
}

/// What may be withdrawn. Source: contract/talkamie.md A.8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoinSettings {
    /// Smallest withdrawal, in hundredths of a coin.
    pub withdrawal_hundredths_min: i64,
    /// Most that one person may withdraw within `withdrawal_window_ms`, in US cents.
    pub withdrawal_window_cents_max: i64,
    pub withdrawal_window_ms: i64,
}

impl Default for CoinSettings {
    fn default() -> Self {
        Self {
            withdrawal_hundredths_min: WITHDRAWAL_HUNDREDTHS_MIN,
            withdrawal_window_cents_max: WITHDRAWAL_WINDOW_CENTS_MAX,
            withdrawal_window_ms: WITHDRAWAL_WINDOW_MS,
        }
    }
}

/// What calls cost, and how long they ring. Source: DESIGN.md 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallSettings {
    /// Price of a started minute, in hundredths of a coin. The senior pays it.
    pub minute_hundredths: i64,
    /// The volunteer's part of it, in percent; the rest is commission.
    pub share_percent: i64,
    /// Coins are low when they do not cover this many minutes.
    pub low_minutes: i64,
    /// How long a call rings before it is missed, in milliseconds.
    pub ring_ms_max: i64,
}

impl Default for CallSettings {
    fn default() -> Self {
        Self {
            minute_hundredths: CALL_MINUTE_HUNDREDTHS_DEFAULT,
            share_percent: CALL_SHARE_PERCENT_DEFAULT,
            low_minutes: COINS_LOW_MINUTES_DEFAULT,
            ring_ms_max: CALL_RING_MS_MAX,
        }
    }
}

/// Who is asking, proved by a token: [`sessions::authenticate`] is the way to get one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    pub tenant: TenantId,
    pub user: UserId,
    pub session: SessionId,
}

impl Ctx {
    /// A new id: version 7, from the clock and chance, so that tests can name it.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        let mut random = [0; 10];
        self.chance.fill(&mut random);
        let millis = u64::try_from(self.clock.now_ms()).unwrap_or_default();
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
