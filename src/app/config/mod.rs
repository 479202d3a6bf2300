//! What an operator can set: defaults ← TOML file ← environment ← flags. [`load`] puts them together.
//!
//! The doc comments here are the reference: `talkamie config-schema` prints them as JSON Schema, docs/CONFIGURATION.md
//! as a table. Units are in the names.

mod check;
mod load;
mod outward;
mod reference;
mod text;

pub(in crate::app) use check::is_safe;
pub use load::{ConfigError, Problem, Sources, load};
pub use outward::{Fcm, Mail, Push, Smtp, TlsMode};
pub use reference::{schema, table};
pub use text::{DatabaseUrl, Secret};

use crate::{
    adapters::identities::{AppleSettings, GoogleSettings},
    domain::{
        ids::TenantId,
        limits::{ACCESS_TOKEN_LIFETIME_MS, REFRESH_TOKEN_LIFETIME_MS},
        time::MS_PER_SECOND,
    },
    operations::passwords::Cost,
    store::StoreOptions,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use uuid::Uuid;

/// The tenant for which Talkamie's and Symphony's faces speak unless another is configured.
pub const DEFAULT_TENANT: TenantId = TenantId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

/// Talkamie's configuration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address and port to listen on. Port 0 takes any free one; the line printed at start names it.
    pub listen: SocketAddr,
    /// Where everything is kept: `sqlite:FILE`, made when missing, or `postgres://USER:PASSWORD@HOST/DATABASE`
    /// (`?schema=NAME` keeps everything in that schema).
    pub database: DatabaseUrl,
    /// `dev` shows one-time codes in answers, so that signing up needs no mail. Never set it where people are.
    pub stage: Stage,
    /// Id of the tenant (Replyke project) for which the Talkamie and Symphony faces speak. Made at start when missing.
    #[serde(with = "text::tenant")]
    #[schemars(with = "String", extend("format" = "uuid"))]
    pub default_tenant: TenantId,
    /// Origins whose pages may call from a browser, such as `https://app.example.org`. Empty: pages of this machine only
    /// (`http://localhost`, any port).
    pub origins: Vec<String>,
    /// Whether the caller's address, for rate limits, is the last of `X-Forwarded-For`. Only behind a proxy that sets it:
    /// otherwise callers choose their address.
    pub trust_forwarded_for: bool,
    /// Whether rate limits are kept.
    pub rate_limits: bool,
    /// Whether every answer is checked against the document before it leaves. Absent: in stage `dev` only.
    pub check_answers: Option<bool>,
    /// A second address that serves `/metrics`, `/healthz` and `/readyz`, for a network that callers do not reach. Absent:
    /// `/metrics` is served on `listen` to this machine alone, and not through a proxy.
    pub metrics_listen: Option<SocketAddr>,
    /// Longest wait for running requests when the program is told to stop, in seconds.
    #[schemars(range(min = 0, max = 600))]
    pub shutdown_seconds: u64,
    /// Whether to fill the default tenant with about 200 invented people at start, once. Their passwords are public.
    pub demo: bool,
    /// What is logged, and how.
    pub log: Log,
    /// How long tokens are good.
    pub tokens: Tokens,
    /// How much work a password's hash is.
    pub passwords: Passwords,
    /// Where mail goes.
    pub mail: Mail,
    /// Where pushes to devices go.
    pub push: Push,
    /// Signing in with Google.
    pub google: Google,
    /// Signing in with Apple.
    pub apple: Apple,
    /// Used when `database` is SQLite.
    pub sqlite: Sqlite,
    /// Used when `database` is PostgreSQL.
    pub postgres: Postgres,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080),
            database: DatabaseUrl::default(),
            stage: Stage::default(),
            default_tenant: DEFAULT_TENANT,
            origins: Vec::new(),
            trust_forwarded_for: false,
            rate_limits: true,
            check_answers: None,
            metrics_listen: None,
            shutdown_seconds: 20,
            demo: false,
            log: Log::default(),
            tokens: Tokens::default(),
            passwords: Passwords::default(),
            mail: Mail::default(),
            push: Push::default(),
            google: Google::default(),
            apple: Apple::default(),
            sqlite: Sqlite::default(),
            postgres: Postgres::default(),
        }
    }
}

/// Where the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// With people.
    #[default]
    Prod,
    /// On a developer's machine.
    Dev,
}

/// What is logged, and how. Everything goes to standard error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` for people, `json` (one object a line) for machines.
    pub format: LogFormat,
    /// What is let through: a level, or rules such as `info,talkamie::store=debug` (tracing's `EnvFilter`).
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::default(), filter: "info".to_owned() }
    }
}

/// The form of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

/// How long tokens of the Talkamie face are good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Tokens {
    /// How long an access token is good, in seconds. The web client never refreshes, so people sign in again this often.
    #[schemars(range(min = 1))]
    pub access_seconds: i64,
    /// How long a refresh token is good, in seconds. Longer than `access_seconds`.
    #[schemars(range(min = 1))]
    pub refresh_seconds: i64,
}

impl Default for Tokens {
    fn default() -> Self {
        Self {
            access_seconds: ACCESS_TOKEN_LIFETIME_MS / MS_PER_SECOND,
            refresh_seconds: REFRESH_TOKEN_LIFETIME_MS / MS_PER_SECOND,
        }
    }
}

/// The cost of argon2id. Old hashes keep the cost they were made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Passwords {
    /// Memory of one hash, in KiB.
    #[schemars(range(min = 8, max = 4_194_304))]
    pub memory_kib: u32,
    /// Passes over that memory.
    #[schemars(range(min = 1, max = 1_000))]
    pub passes: u32,
    /// Most hashes at a time; others wait. Bounds the memory to this many times `memory_kib`. Absent: as many as there are cores.
    #[schemars(range(min = 1, max = 1_000))]
    pub parallel_hashes_max: Option<usize>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { memory_kib: Cost::DEFAULT.memory_kib, passes: Cost::DEFAULT.passes, parallel_hashes_max: None }
    }
}

/// Signing in with Google.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Google {
    /// This service's OAuth client ids at Google. Empty: nobody signs in with Google.
    pub client_ids: Vec<String>,
    /// Where an access token's audience is told. `https`, unless on this machine.
    pub tokeninfo_url: String,
    /// Where the token's person is told. `https`, unless on this machine.
    pub userinfo_url: String,
}

impl Default for Google {
    fn default() -> Self {
        let GoogleSettings { client_ids, tokeninfo_url, userinfo_url } = GoogleSettings::default();
        Self { client_ids, tokeninfo_url, userinfo_url }
    }
}

/// Signing in with Apple.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Apple {
    /// This service's client ids at Apple (bundle and service ids). Empty: nobody signs in with Apple.
    pub client_ids: Vec<String>,
    /// Where Apple's keys are published. `https`, unless on this machine.
    pub keys_url: String,
    /// Who must have issued an id token.
    pub issuer: String,
}

impl Default for Apple {
    fn default() -> Self {
        let AppleSettings { client_ids, keys_url, issuer } = AppleSettings::default();
        Self { client_ids, keys_url, issuer }
    }
}

/// Used when `database` is SQLite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sqlite {
    /// Reading connections, a thread each. They never wait for the writer. Absent: as many as there are cores, 2 to 8.
    #[schemars(range(min = 1, max = 64))]
    pub readers_max: Option<u32>,
    /// How a commit waits for the disk: `full`, on the disk when it answers; `normal`, the last ones may be missing after a
    /// power failure; `off`, for tests.
    pub synchronous: Synchronous,
    /// Whether writers that wait are committed together. Off only to measure what it is worth.
    pub group_commit: bool,
}

impl Default for Sqlite {
    fn default() -> Self {
        Self { readers_max: None, synchronous: Synchronous::default(), group_commit: true }
    }
}

/// How SQLite waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Synchronous {
    #[default]
    Full,
    Normal,
    Off,
}

/// Used when `database` is PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Postgres {
    /// Most connections of this process. Two to four times the database's cores keep it busy; more only queue there.
    #[schemars(range(min = 1, max = 1_000))]
    pub connections_max: u32,
}

impl Default for Postgres {
    fn default() -> Self {
        Self { connections_max: StoreOptions::default().connections_max }
    }
}
