//! Names of things. Each kind of id is its own type, so that a chat id cannot stand where a user id is meant.
//!
//! Every id is a UUID (version 7: it sorts by time of birth), written in lower case with hyphens; the wire and both
//! databases carry that text.

use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

id! {
    /// Names a tenant: one Replyke project, with all people and records that belong to it.
    TenantId
    /// Names a user.
    UserId
    /// Names a session: what one sign-in began.
    SessionId
    /// Names a connection, pending, accepted or declined.
    ConnectionId
    /// Names an interest.
    InterestId
    /// Names an alert.
    AlertId
    /// Names a chat.
    ChatId
    /// Names a message.
    MessageId
    /// Names a notification of the Replyke face.
    NotificationId
    /// Names a review.
    ReviewId
    /// Names a schedule: a call agreed for a time.
    ScheduleId
    /// Names a call.
    CallId
    /// Names a support ticket.
    TicketId
}
