//! Where mail and pushes go.

use super::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// Folder into which each mail is written as a file, unless there is a mail server (`mail.smtp.host`). They hold one-time
    /// codes: keep it private.
    pub folder: PathBuf,
    /// Who mails are from: an address, or `Name <address>`.
    pub from: String,
    /// The mail server.
    pub smtp: Smtp,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            folder: PathBuf::from("talkamie-mail"),
            from: "Talkamie <no-reply@talkamie.example>".to_owned(),
            smtp: Smtp::default(),
        }
    }
}

/// The mail server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Smtp {
    /// Name of the mail server, as its certificate has it. Absent: mail goes into `mail.folder`.
    pub host: Option<String>,
    /// Absent: 587 for `starttls`, 465 for `implicit`, 25 for `none`.
    #[schemars(range(min = 1))]
    pub port: Option<u16>,
    /// How the connection is covered: `starttls`, after that command; `implicit`, from the first byte; `none`, only for a server on
    /// this machine.
    pub tls: TlsMode,
    /// User name at the mail server. Absent: nobody signs in there.
    pub user: Option<String>,
    /// Password at the mail server; better in `password_file`.
    pub password: Option<Secret>,
    /// File with the password. A line break at its end does not count.
    pub password_file: Option<PathBuf>,
    /// File with certificates (PEM) that are trusted beside those that everybody trusts, for a server with its own.
    pub trusted_file: Option<PathBuf>,
    /// Longest wait for the connection and for each answer of the mail server, in seconds. A whole mail has at most 60.
    #[schemars(range(min = 1, max = 60))]
    pub answer_seconds: u64,
}

impl Default for Smtp {
    fn default() -> Self {
        Self {
            host: None,
            port: None,
            tls: TlsMode::default(),
            user: None,
            password: None,
            password_file: None,
            trusted_file: None,
            answer_seconds: 15,
        }
    }
}

/// How a connection to the mail server is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TlsMode {
    None,
    #[default]
    StartTls,
    Implicit,
}

/// Where pushes to devices go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Push {
    /// Folder into which each push is written as a file, unless there is a push service (`push.fcm.credentials_file`). They hold
    /// names of people: keep it private.
    pub folder: PathBuf,
    /// Google's push service, which reaches Android, iOS and browsers.
    pub fcm: Fcm,
}

impl Default for Push {
    fn default() -> Self {
        Self { folder: PathBuf::from("talkamie-push"), fcm: Fcm::default() }
    }
}

/// Google's push service (Firebase Cloud Messaging).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Fcm {
    /// File with the service account that sends, as the Firebase console gives it out (JSON). Absent: pushes go into `push.folder`.
    pub credentials_file: Option<PathBuf>,
    /// Where pushes are sent. `https`, unless on this machine.
    pub url: String,
    /// Where access tokens are fetched. Absent: where the service account says. `https`, unless on this machine.
    pub token_url: Option<String>,
}

impl Default for Fcm {
    fn default() -> Self {
        Self { credentials_file: None, url: "https://fcm.googleapis.com".to_owned(), token_url: None }
    }
}
