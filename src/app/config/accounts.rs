//! How people sign in: tokens, passwords, Google and Apple.

use super::text;
use crate::{
    adapters::identities::{AppleSettings, GoogleSettings},
    domain::{
        limits::{ACCESS_TOKEN_LIFETIME_MS, REFRESH_TOKEN_LIFETIME_MS},
        time::MS_PER_SECOND,
    },
    operations::passwords::Cost,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    #[serde(deserialize_with = "text::list::deserialize")]
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
    #[serde(deserialize_with = "text::list::deserialize")]
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
