//! What an operator can set: defaults ← TOML file ← environment ← flags. [`load`] puts them together.
//!
//! The doc comments here are the reference: `talkamie config-schema` prints them as JSON Schema, docs/CONFIGURATION.md
//! as a table. Units are in the names.

mod check;
mod load;
mod reference;
mod text;

pub use load::{ConfigError, Problem, Sources, load};
pub use reference::{schema, table};
pub use text::{DatabaseUrl, Secret};

use crate::{
    adapters::{
        identities::{AppleSettings, GoogleSettings},
        payments::StripeSettings,
    },
    domain::{
        ids::TenantId,
        limits::{
            ACCESS_TOKEN_LIFETIME_MS, CALL_MINUTE_HUNDREDTHS_DEFAULT, CALL_RING_MS_MAX, CALL_SHARE_PERCENT_DEFAULT,
            CERTIFICATE_BYTES_MAX, COINS_LOW_MINUTES_DEFAULT, HUNDREDTHS_PER_COIN, REFRESH_TOKEN_LIFETIME_MS,
            TOP_UP_HUNDREDTHS_MAX, TOP_UP_HUNDREDTHS_MIN, WITHDRAWAL_HUNDREDTHS_MIN, WITHDRAWAL_WINDOW_CENTS_MAX,
            WITHDRAWAL_WINDOW_MS,
        },
        money::coins_json,
        time::{MS_PER_DAY, MS_PER_SECOND},
    },
    operations::passwords::Cost,
    store::StoreOptions,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};
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
    /// Where callers reach this server, such as `https://api.example.org`: for addresses that it gives out. Absent: the
    /// address it listens on.
    pub public_url: Option<String>,
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
    /// Paying coins out with PayPal.
    pub paypal: PayPal,
    /// Buying coins.
    pub payments: Payments,
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
            demo: false,
            log: Log::default(),
            tokens: Tokens::default(),
            passwords: Passwords::default(),
            mail: Mail::default(),
            files: Files::default(),
            google: Google::default(),
            apple: Apple::default(),
            coins: Coins::default(),
            calls: Calls::default(),
            paypal: PayPal::default(),
            payments: Payments::default(),
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

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// Folder into which each mail is written as a file. They hold one-time codes: keep it private.
    pub folder: PathBuf,
}

impl Default for Mail {
    fn default() -> Self {
        Self { folder: PathBuf::from("talkamie-mail") }
    }
}

/// Pictures, videos and certificates. docs/FILES.md says how they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// Folder in which files lie, unless `files.s3.bucket` is set: keep it private and back it up. Several copies of the program
    /// share it.
    pub folder: PathBuf,
    /// Largest certificate, in bytes.
    #[schemars(range(min = 1024, max = 1_073_741_824))]
    pub certificate_bytes_max: u64,
    /// A store that speaks S3.
    pub s3: S3,
}

impl Default for Files {
    fn default() -> Self {
        Self {
            folder: PathBuf::from("talkamie-files"),
            certificate_bytes_max: CERTIFICATE_BYTES_MAX,
            s3: S3::default(),
        }
    }
}

/// A store of files that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct S3 {
    /// Bucket. Absent: files lie in `files.folder`.
    pub bucket: Option<String>,
    /// The store's own address. `https`, unless on this machine.
    pub endpoint: String,
    /// Region of the bucket.
    pub region: String,
    /// Whether the bucket is a part of the path rather than of the host: most stores but Amazon's want it so.
    pub path_style: bool,
    /// Id of the access key.
    pub access_key_id: Option<String>,
    /// The secret access key. Better in a file or in the environment than here.
    pub secret_access_key: Option<Secret>,
    /// File that holds the secret access key.
    pub secret_access_key_file: Option<PathBuf>,
    /// What stands before a file's path where anybody reads pictures and videos, such as `https://cdn.example.org`. Absent: the
    /// bucket's own address.
    pub public_url: Option<String>,
}

impl Default for S3 {
    fn default() -> Self {
        Self {
            bucket: None,
            endpoint: "https://s3.us-east-1.amazonaws.com".to_owned(),
            region: "us-east-1".to_owned(),
            path_style: false,
            access_key_id: None,
            secret_access_key: None,
            secret_access_key_file: None,
            public_url: None,
        }
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

/// What may be withdrawn. A coin is worth a US cent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Coins {
    /// Fewest coins that are paid out at once.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub withdrawal_coins_min: i64,
    /// Most that one person is paid out within `withdrawal_window_days`, in US cents.
    #[schemars(range(min = 0))]
    pub withdrawal_window_cents_max: i64,
    /// The time over which payouts are summed, in days.
    #[schemars(range(min = 1, max = 3_650))]
    pub withdrawal_window_days: i64,
}

impl Default for Coins {
    fn default() -> Self {
        Self {
            withdrawal_coins_min: WITHDRAWAL_HUNDREDTHS_MIN / HUNDREDTHS_PER_COIN,
            withdrawal_window_cents_max: WITHDRAWAL_WINDOW_CENTS_MAX,
            withdrawal_window_days: WITHDRAWAL_WINDOW_MS / MS_PER_DAY,
        }
    }
}

/// Buying coins. docs/PAYMENTS.md says how to set it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Payments {
    /// `sandbox`: a checkout page of our own on which no real money moves; `stripe`: Stripe Checkout.
    pub provider: PaymentProvider,
    /// Page of the web app to which a checkout returns after the payment; `transactionId` is added to its query.
    pub success_url: String,
    /// Page of the web app to which a checkout returns when the person changes their mind.
    pub cancel_url: String,
    /// Stripe's secret key. Better in a file or in the environment than here.
    pub stripe_secret_key: Option<Secret>,
    /// File that holds Stripe's secret key.
    pub stripe_secret_key_file: Option<PathBuf>,
    /// Signing secrets of the webhook endpoint: two while they are rotated. A list, or a text with commas between.
    #[serde(deserialize_with = "text::secrets::deserialize")]
    pub webhook_secrets: Vec<Secret>,
    /// Files that hold one signing secret of the webhook endpoint each.
    pub webhook_secret_files: Vec<PathBuf>,
    /// Where Stripe is. `https`, unless on this machine.
    pub stripe_url: String,
    /// Fewest coins that may be bought at a time.
    #[schemars(range(min = 50, max = 1_000_000))]
    pub top_up_coins_min: i64,
    /// Most coins that may be bought at a time.
    #[schemars(range(min = 50, max = 1_000_000))]
    pub top_up_coins_max: i64,
}

impl Default for Payments {
    fn default() -> Self {
        Self {
            provider: PaymentProvider::default(),
            success_url: "http://localhost:3000/checkout/success".to_owned(),
            cancel_url: "http://localhost:3000/checkout/cancel".to_owned(),
            stripe_secret_key: None,
            stripe_secret_key_file: None,
            webhook_secrets: Vec::new(),
            webhook_secret_files: Vec::new(),
            stripe_url: StripeSettings::BASE_URL.to_owned(),
            top_up_coins_min: TOP_UP_HUNDREDTHS_MIN / HUNDREDTHS_PER_COIN,
            top_up_coins_max: TOP_UP_HUNDREDTHS_MAX / HUNDREDTHS_PER_COIN,
        }
    }
}

/// What calls cost, and how long they ring. A call keeps the price at which it began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Calls {
    /// Price of a started minute of connected time, in coins with up to two decimals. The senior pays it.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub minute_coins: f64,
    /// The volunteer's part of the price, in percent. The rest is commission.
    #[schemars(range(min = 0, max = 100))]
    pub share_percent: i64,
    /// Coins are low, and the senior is told, when they do not cover this many minutes.
    #[schemars(range(min = 0, max = 1_440))]
    pub low_minutes: i64,
    /// How long a call rings before it is missed, in seconds.
    #[schemars(range(min = 5, max = 600))]
    pub ring_seconds_max: i64,
}

impl Default for Calls {
    fn default() -> Self {
        Self {
            minute_coins: coins_json(CALL_MINUTE_HUNDREDTHS_DEFAULT),
            share_percent: CALL_SHARE_PERCENT_DEFAULT,
            low_minutes: COINS_LOW_MINUTES_DEFAULT,
            ring_seconds_max: CALL_RING_MS_MAX / MS_PER_SECOND,
        }
    }
}

/// Paying coins out with PayPal (Payouts API).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PayPal {
    /// This service's client id at PayPal. Empty: payouts go to a sandbox that says paid at once, and no money moves.
    pub client_id: String,
    /// The secret that belongs to it. Better put into `TALKAMIE_PAYPAL__CLIENT_SECRET` than into a file.
    pub client_secret: Secret,
    /// Where PayPal is: `https`, unless on this machine.
    pub base_url: String,
    /// What the mail is about that PayPal sends to who is paid.
    pub email_subject: String,
}

impl Default for PayPal {
    fn default() -> Self {
        Self {
            client_id: String::new(),
            client_secret: Secret::default(),
            base_url: "https://api-m.paypal.com".to_owned(),
            email_subject: "Your Talkamie coins were paid out".to_owned(),
        }
    }
}

/// Who takes the money for coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaymentProvider {
    #[default]
    Sandbox,
    Stripe,
}

/// Used when `database` is SQLite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sqlite {
    /// Reading connections that are kept, and how many reads may take long at a time. Absent: as many as there are cores, 2 to 8.
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
