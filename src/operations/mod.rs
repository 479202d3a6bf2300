//! What the product does: one async function for each operation id, the only place where things happen.
//!
//! **What:** an operation tells a story: time first, then begin, ask, decide, write, commit, return. It speaks the
//! contract's types outward, the domain's rules inward, and the store's verbs.
//!
//! **Who may call:** the faces (`http`, later `wss`) and the command line in `app`.
//!
//! **What it must never know:** poem, sqlx, sockets, status codes. A refusal is an `ErrorCode`; what status that has
//! is the registry's.

pub mod admin;
pub mod alerts;
pub mod auth;
pub mod connections;
pub mod cursor;
pub mod events;
pub mod failure;
pub mod idempotency;
pub mod interests;
pub mod jobs;
pub mod ledger;
pub mod otp;
pub mod passwords;
pub mod ports;
pub mod push;
pub mod replyke;
pub mod sessions;
pub mod specializations;
pub mod symphony;
pub mod upkeep;
pub mod users;
pub mod view;

pub use failure::Failure;

use crate::{
    domain::ids::{SessionId, TenantId, UserId},
    store::Store,
};
use passwords::Passwords;
use ports::{Chance, Clock, Identities, Mail, Push};
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
    /// Sessions that this process has found good a moment ago.
    pub believed: Arc<sessions::Believed>,
    /// Projects of the Replyke face that this process has looked up a moment ago.
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
