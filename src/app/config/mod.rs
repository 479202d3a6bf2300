//! What an operator can set: defaults ← TOML file ← environment ← flags. [`load`] puts them together.
//!
//! The doc comments here are the reference: `talkamie config-schema` prints them as JSON Schema, docs/CONFIGURATION.md
//! as a table. Units are in the names.

mod accounts;
mod bus;
mod check;
mod database;
mod files;
mod load;
mod money;
mod outward;
mod reference;
mod text;
mod turn;

pub use accounts::{Apple, Google, Passwords, Tokens};
pub use bus::{BusKind, Nats};
pub(in crate::app) use check::is_safe;
pub use database::{Postgres, Sqlite, Synchronous};
pub use files::{Files, S3};
pub use load::{ConfigError, Problem, Sources, load};
pub use money::{Calls, Coins, PayPal, PaymentProvider, Payments};
pub use outward::{Fcm, Mail, Push, Smtp, TlsMode};
pub use reference::{schema, table};
pub use text::{DatabaseUrl, Secret};
pub use turn::Turn;

use crate::domain::ids::TenantId;
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
    /// `dev` shows one-time codes in answers, so that signing up needs no mail, and makes rate limits a hundred times as wide, so
    /// that tests run at their speed; but those of the Replyke face, whose contract has the numbers, stay as they are. Never set it
    /// where people are.
    pub stage: Stage,
    /// Where callers reach this server, such as `https://api.example.org`: for addresses that it gives out. Absent: the
    /// address it listens on.
    pub public_url: Option<String>,
    /// Id of the tenant (Replyke project) for which the Talkamie and Symphony faces speak. Made at start when missing.
    #[serde(with = "text::tenant")]
    #[schemars(with = "String", extend("format" = "uuid"))]
    pub default_tenant: TenantId,
    /// Origins whose pages may call from a browser, such as `https://app.example.org`. Empty: pages of this machine only
    /// (`http://localhost`, any port). A list, or a text with commas between.
    #[serde(deserialize_with = "text::list::deserialize")]
    pub origins: Vec<String>,
    /// Whether the caller's address, for rate limits, is the last of `X-Forwarded-For`. Only behind a proxy that sets it:
    /// otherwise callers choose their address.
    pub trust_forwarded_for: bool,
    /// Whether rate limits are kept: of each operation, as its document and the `RateLimit-*` headers of its answers say
    /// (`X-RateLimit-*` on the Replyke face), or 1200 requests a minute, for each address.
    pub rate_limits: bool,
    /// Whether every answer is checked against the document before it leaves. Absent: in stage `dev` only.
    pub check_answers: Option<bool>,
    /// A second address that serves `/metrics`, `/healthz` and `/readyz`, for a network that callers do not reach. Absent:
    /// `/metrics` is served on `listen` to this machine alone, and not through a proxy.
    pub metrics_listen: Option<SocketAddr>,
    /// Longest wait for running requests when the program is told to stop, in seconds.
    #[schemars(range(min = 0, max = 600))]
    pub shutdown_seconds: u64,
    /// Whether previews of versions to come are served beside the others, such as `/v2`. They may change without notice.
    pub previews: bool,
    /// Whether to fill the default tenant with about 200 invented people at start, once. Their passwords are public.
    /// In the development stage the Replyke face is then open for that tenant.
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
    /// Pictures, videos and certificates.
    pub files: Files,
    /// Signing in with Google.
    pub google: Google,
    /// Signing in with Apple.
    pub apple: Apple,
    /// What may be withdrawn.
    pub coins: Coins,
    /// What calls cost, and how long they ring.
    pub calls: Calls,
    /// Servers that help browsers to reach each other in calls.
    pub turn: Turn,
    /// Paying coins out with PayPal.
    pub paypal: PayPal,
    /// Buying coins.
    pub payments: Payments,
    /// The WebSocket.
    pub wss: Wss,
    /// How several copies of this program tell each other of news for people with a WebSocket: `database`, PostgreSQL's own
    /// notifications; `nats`. docs/MANY-NODES.md says which to choose. On SQLite there is one copy.
    pub bus: BusKind,
    /// Used when `bus` is `nats`.
    pub nats: Nats,
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
            public_url: None,
            default_tenant: DEFAULT_TENANT,
            origins: Vec::new(),
            trust_forwarded_for: false,
            rate_limits: true,
            check_answers: None,
            metrics_listen: None,
            shutdown_seconds: 20,
            previews: false,
            demo: false,
            log: Log::default(),
            tokens: Tokens::default(),
            passwords: Passwords::default(),
            mail: Mail::default(),
            push: Push::default(),
            files: Files::default(),
            google: Google::default(),
            apple: Apple::default(),
            coins: Coins::default(),
            calls: Calls::default(),
            turn: Turn::default(),
            paypal: PayPal::default(),
            payments: Payments::default(),
            wss: Wss::default(),
            bus: BusKind::default(),
            nats: Nats::default(),
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

/// The WebSocket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Wss {
    /// Paths besides `/v1/wss` at which it is found, for clients whose path is fixed, such as `/ws`. A list, or a text with commas
    /// between; nothing under a path that the program serves itself.
    #[serde(deserialize_with = "text::list::deserialize")]
    pub aliases: Vec<String>,
}
