//! Servers that help browsers to reach each other.

use super::Secret;
use crate::domain::{limits::TURN_CREDENTIAL_LIFETIME_MS, time::MS_PER_SECOND};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Servers that help browsers to reach each other in calls. docs/CALLS.md says how to set one up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Turn {
    /// Their addresses, such as `stun:turn.example.org:3478` and `turn:turn.example.org:3478?transport=udp`. Empty: clients use
    /// their own.
    pub urls: Vec<String>,
    /// The secret that this server and the TURN servers share (coturn's `static-auth-secret`). Better in a file or in the
    /// environment than here.
    pub secret: Option<Secret>,
    /// File that holds the shared secret.
    pub secret_file: Option<PathBuf>,
    /// How long credentials are good, in seconds. A relay that was begun in time goes on.
    #[schemars(range(min = 60, max = 86_400))]
    pub seconds: i64,
}

impl Default for Turn {
    fn default() -> Self {
        Self { urls: Vec::new(), secret: None, secret_file: None, seconds: TURN_CREDENTIAL_LIFETIME_MS / MS_PER_SECOND }
    }
}
