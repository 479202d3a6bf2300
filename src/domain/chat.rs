//! Chats: how far a message got, and what each act makes of a message request.
//!
//! A chat belongs to a pair of people and has at most one request at a time. Acting on it is decided by [`decide`] under a
//! lock of the pair. Source: contract/talkamie.md F.2 and F.6.

use super::{limits::MESSAGE_CHARS_MAX, words};

/// How a chat began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// With a connection.
    Connect,
    /// With a message request.
    Message,
}
words!(Kind { Connect = "connect", Message = "message" });

/// How far a message came to the other side. Later is greater: it only moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delivery {
    /// Kept by the server.
    Sent,
    /// Arrived at a device of the receiver.
    Delivered,
    /// Seen by the receiver.
    Read,
}
words!(Delivery { Sent = "sent", Delivered = "delivered", Read = "read" });

/// How the request of a chat stands. A canceled one leaves no request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestStatus {
    /// Waits for an answer.
    Pending,
    /// The two may write to each other: they are connected.
    Accepted,
    /// Answered with no.
    Rejected,
    /// Taken back. Only alerts say so.
    Canceled,
}
words!(RequestStatus { Pending = "pending", Accepted = "accepted", Rejected = "rejected", Canceled = "canceled" });

/// How things stand between the caller and the other one: the columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nothing is in the way: there never was a request, it was taken back, or the caller rejected the other's.
    Open,
    /// The caller's request waits.
    PendingMine,
    /// The other's request waits.
    PendingTheirs,
    /// The other rejected an earlier request of the caller.
    RejectedMine,
    /// The two are connected.
    Connected,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::PendingMine, Self::PendingTheirs, Self::RejectedMine, Self::Connected];
}

/// How things stand for the caller. `mine`: whether the caller sent the request that the chat has. `rejected`: whether a
/// request of the caller's was ever rejected in this chat.
pub fn standing(connected: bool, request: Option<RequestStatus>, mine: bool, rejected: bool) -> Standing {
    match request {
        _ if connected => Standing::Connected,
        Some(RequestStatus::Pending) if mine => Standing::PendingMine,
        Some(RequestStatus::Pending) => Standing::PendingTheirs,
        _ if rejected => Standing::RejectedMine,
        _ => Standing::Open,
    }
}

/// What the caller wants done: the rows of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Write once to somebody one is not connected with.
    Send,
    /// Take one's own request back.
    Cancel,
    /// Say yes, which connects the two.
    Accept,
    /// Say no, for good.
    Reject,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 4] = [Self::Send, Self::Cancel, Self::Accept, Self::Reject];
}

/// Why nothing happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Refusal {
    #[error("no message request is pending between these users")]
    NotFound,
    #[error("the users are connected already")]
    AlreadyConnected,
    #[error("a message request between these users is pending")]
    Pending,
    #[error("an earlier message request was rejected")]
    Rejected,
    #[error("only the receiver of a message request can answer it")]
    NotReceiver,
    #[error("only the sender of a message request can cancel it")]
    NotSender,
}

/// Whether `act` may happen where things stand so. What it does is the same wherever it may.
///
/// # Errors
/// One per cell.
pub fn decide(act: Act, standing: Standing) -> Result<(), Refusal> {
    use Standing as S;
    match (act, standing) {
        (Act::Send, S::Open) | (Act::Cancel, S::PendingMine) | (Act::Accept | Act::Reject, S::PendingTheirs) => Ok(()),
        (Act::Send, S::Connected) => Err(Refusal::AlreadyConnected),
        (Act::Send, S::PendingMine | S::PendingTheirs) => Err(Refusal::Pending),
        (Act::Send, S::RejectedMine) => Err(Refusal::Rejected),
        (Act::Cancel, S::PendingTheirs) => Err(Refusal::NotSender),
        (Act::Accept | Act::Reject, S::PendingMine) => Err(Refusal::NotReceiver),
        (Act::Cancel | Act::Accept | Act::Reject, S::Open | S::RejectedMine | S::Connected) => Err(Refusal::NotFound),
    }
}

/// Why a text cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum TextRefusal {
    #[error("must contain something other than white space")]
    Blank,
    #[error("must not be longer than {MESSAGE_CHARS_MAX} characters")]
    TooLong,
    #[error("must not contain the character NUL")]
    Nul,
}

/// Judges the text of a message or of a message request. It is kept as it was written.
///
/// # Errors
/// In this order: `TooLong`, `Blank`, `Nul` (PostgreSQL cannot keep it, and it says nothing).
pub fn check_text(text: &str) -> Result<(), TextRefusal> {
    if text.chars().count() > MESSAGE_CHARS_MAX {
        Err(TextRefusal::TooLong)
    } else if text.trim().is_empty() {
        Err(TextRefusal::Blank)
    } else if text.contains('\0') {
        Err(TextRefusal::Nul)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table: rows are acts, columns standings in the order of [`Standing::ALL`].
    #[test]
    fn every_cell_of_the_table() {
        use Refusal::{AlreadyConnected, NotFound, NotReceiver, NotSender, Pending, Rejected};
        let none = Err(NotFound);
        let table = [
            (Act::Send, [Ok(()), Err(Pending), Err(Pending), Err(Rejected), Err(AlreadyConnected)]),
            (Act::Cancel, [none, Ok(()), Err(NotSender), none, none]),
            (Act::Accept, [none, Err(NotReceiver), Ok(()), none, none]),
            (Act::Reject, [none, Err(NotReceiver), Ok(()), none, none]),
        ];
        assert_eq!(table.map(|(act, _)| act), Act::ALL);
        for (act, row) in table {
            for (standing, expected) in Standing::ALL.into_iter().zip(row) {
                assert_eq!(decide(act, standing), expected, "{act:?} {standing:?}");
            }
        }
    }

    #[test]
    fn standings_of_every_record() {
        let statuses = [None].into_iter().chain(RequestStatus::ALL.iter().copied().map(Some));
        for request in statuses {
            for (mine, rejected) in [(false, false), (false, true), (true, false), (true, true)] {
                assert_eq!(standing(true, request, mine, rejected), Standing::Connected);
                let expected = match (request, mine, rejected) {
                    (Some(RequestStatus::Pending), true, _) => Standing::PendingMine,
                    (Some(RequestStatus::Pending), false, _) => Standing::PendingTheirs,
                    (_, _, true) => Standing::RejectedMine,
                    (_, _, false) => Standing::Open,
                };
                assert_eq!(standing(false, request, mine, rejected), expected, "{request:?} {mine} {rejected}");
            }
        }
    }

    #[test]
    fn deliveries_are_in_their_order_and_words_come_back() {
        assert!(Delivery::ALL.is_sorted());
        for &delivery in Delivery::ALL {
            assert_eq!(delivery.as_str().parse(), Ok(delivery));
        }
        for &status in RequestStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
        }
        for &kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
    }

    #[test]
    fn texts_are_judged() {
        let longest = "ä".repeat(MESSAGE_CHARS_MAX);
        for (text, judged) in [
            ("Hello", Ok(())),
            ("  padded  ", Ok(())),
            (longest.as_str(), Ok(())),
            ("", Err(TextRefusal::Blank)),
            (" \n\u{a0}\t", Err(TextRefusal::Blank)),
            ("a\0b", Err(TextRefusal::Nul)),
            (format!("{longest}x").as_str(), Err(TextRefusal::TooLong)),
        ] {
            assert_eq!(check_text(text), judged, "{}", text.len());
        }
    }
}
