//! How several copies of the program tell each other of news.

use super::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How several copies of this program tell each other of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BusKind {
    #[default]
    Database,
    Nats,
}

/// Used when `bus` is `nats`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Nats {
    /// Server, `nats://HOST:PORT` or `tls://HOST:PORT`; several of one cluster with commas between. Names and passwords do not
    /// go here.
    pub url: String,
    /// Subject on which all copies with this database, and nobody else, speak and listen.
    pub subject: String,
    /// Token. Better in a file or in the environment than here.
    pub token: Option<Secret>,
    /// File that holds the token.
    pub token_file: Option<PathBuf>,
    /// Credentials file: a JWT and its key.
    pub credentials_file: Option<PathBuf>,
    /// File of certificates (PEM) to trust instead of the system's.
    pub root_certificates_file: Option<PathBuf>,
}

impl Default for Nats {
    fn default() -> Self {
        Self {
            url: "nats://127.0.0.1:4222".to_owned(),
            subject: "talkamie.events".to_owned(),
            token: None,
            token_file: None,
            credentials_file: None,
            root_certificates_file: None,
        }
    }
}
