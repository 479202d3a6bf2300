//! Names of things. Each kind of id is its own type, so that a chat id cannot stand where a user id is meant.
//!
//! Every id is a UUID (version 7: it sorts by time of birth), written in lower case with hyphens; the wire and both
//! databases carry that text.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

/// A UUID in any spelling that PostgreSQL reads: either letter case, braces around it, a hyphen after any four digits or
/// none at all. Replyke's ids are compared after reading, so that spelling cannot dodge a rule. Source:
/// contract/replyke.md 3.
pub fn read_lenient_uuid(text: &str) -> Option<Uuid> {
    let text = match text.strip_prefix('{') {
        Some(rest) => rest.strip_suffix('}')?,
        None => text,
    };
    let mut bytes = [0_u8; 16];
    let mut rest = text.as_bytes();
    for (at, byte) in bytes.iter_mut().enumerate() {
        let (&[high, low], after) = rest.split_first_chunk::<2>()?;
        let digit = |byte: u8| char::from(byte).to_digit(16);
        *byte = u8::try_from(digit(high)? * 16 + digit(low)?).ok()?;
        rest = if at % 2 == 1 && at < 15 { after.strip_prefix(b"-").unwrap_or(after) } else { after };
    }
    rest.is_empty().then(|| Uuid::from_bytes(bytes))
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
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
    /// Names a message of a support ticket.
    SupportMessageId
    /// Names a transaction: coins bought, earned, paid or withdrawn.
    TransactionId
    /// Names a question that is often asked.
    FaqId
    /// Names a file that was, or is to be, uploaded.
    FileId
    /// Names work that is done after a commit.
    JobId
    /// Names a movement of the coin ledger.
    MovementId
    /// Names a running process of the program.
    NodeId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_in_every_spelling_that_postgresql_reads() {
        let id = Uuid::from_u128(0xa0ee_bc99_9c0b_4ef8_bb6d_6bb9_bd38_0a11);
        for text in [
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
            "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
            "a0eebc999c0b4ef8bb6d6bb9bd380a11",
            "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11",
            "{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}",
        ] {
            assert_eq!(read_lenient_uuid(text), Some(id), "{text}");
        }
        for text in [
            "",
            "{}",
            "me",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a112",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11-",
            "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}",
            "a0e-ebc999c0b4ef8bb6d6bb9bd380a11",
            "a0eebc99--9c0b4ef8bb6d6bb9bd380a11",
            "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            "urn:uuid:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
            " a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        ] {
            assert_eq!(read_lenient_uuid(text), None, "{text}");
        }
    }
}
