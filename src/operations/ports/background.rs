//! Who does background checks.

use super::{Answering, PortError};
use crate::domain::ids::{TenantId, UserId};
use std::fmt;

/// A check that somebody handed in.
#[derive(Clone, PartialEq, Eq)]
pub struct BackgroundRequest {
    pub tenant: TenantId,
    pub user: UserId,
    /// The body of "add background info", as JSON.
    pub info: String,
}

/// Names and places of work are not for logs.
impl fmt::Debug for BackgroundRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BackgroundRequest").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Does background checks. What comes of one is said by `talkamie verification set`.
pub trait BackgroundChecks: Send + Sync {
    /// Takes a check over; one that came before is the same one. Called after commit, at least once.
    fn begin(&self, request: BackgroundRequest) -> Answering<'_, Result<(), PortError>>;
}
