//! What leaves for people: mail, and pushes to their devices.

use super::{Answering, PortError};
use crate::{
    contract::v1::types::PushNotificationJsonData,
    domain::ids::{AlertId, JobId},
};

/// What a mail is about. The text is made by the adapter; the code is a secret and never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct OtpMail {
    /// The same however often the mail is sent, so that a repeated one is recognised.
    pub id: JobId,
    pub to: String,
    pub code: String,
    pub minutes: i64,
}

/// Neither the address nor the code is for logs.
impl std::fmt::Debug for OtpMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OtpMail").field("id", &self.id).field("minutes", &self.minutes).finish_non_exhaustive()
    }
}

/// Sends mail.
pub trait Mail: Send + Sync {
    /// Takes the mail over. Called after commit, and again with the same `id` when it is not known whether it left.
    fn send(&self, mail: OtpMail) -> Answering<'_, Result<(), SendError>>;
}

/// News for one device.
#[derive(Clone, PartialEq)]
pub struct PushMessage {
    /// What the client said of its device at sign-in: where the push service finds it.
    pub device: String,
    /// What it tells of: a later push about the same takes the place of an earlier one on the device.
    pub alert: AlertId,
    pub data: PushNotificationJsonData,
}

/// Neither the device nor the names in the text are for logs.
impl std::fmt::Debug for PushMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PushMessage").field("alert", &self.alert).finish_non_exhaustive()
    }
}

/// What became of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    Taken,
    /// The push service does not know the device any more.
    DeviceGone,
}

/// Pushes news to devices.
pub trait Push: Send + Sync {
    /// Hands a push to the push service. Called after commit.
    fn push(&self, push: PushMessage) -> Answering<'_, Result<Pushed, SendError>>;
}

/// Why something did not leave.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// It may another time; not before `after_ms` from now, when the other side said so.
    #[error("{}", error.told())]
    Again { error: PortError, after_ms: Option<i64> },
    /// It never will.
    #[error("{}", .0.told())]
    Never(PortError),
}

impl SendError {
    /// It may another time.
    pub fn again(what: &'static str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Again { error: PortError { what, cause: Some(cause.into()) }, after_ms: None }
    }

    /// It never will.
    pub fn never(what: &'static str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Never(PortError { what, cause: Some(cause.into()) })
    }
}
