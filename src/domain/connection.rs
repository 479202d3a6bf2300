//! The one connection of two people, and what each act makes of it.
//!
//! Per tenant and unordered pair there is at most one record: asked for, accepted or declined. Talkamie, Replyke and
//! Symphony are three vocabularies for that one record. [`decide`] is their common table; where the faces differ, the
//! face is a parameter of the cell, never a second table. [`apply`] carries a decision out on the record.
//!
//! A caller of this module reads the record, decides and writes **under one lock of the pair**: the tests at the end show
//! what is lost without it.
//!
//! Source: DESIGN.md 13; contract/talkamie.md B and F.2, contract/replyke.md 2 to 4, contract/symphony.md 2.

use super::{
    ids::{ConnectionId, TenantId, UserId},
    words,
};

/// What is known of one pair of people.
///
/// A declined request stays on record with its direction, its first time and its counter: who may ask anew, and what
/// Symphony's remove undoes, depend on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Stays for the life of the record, through declining and asking anew. Removing ends it.
    pub id: ConnectionId,
    pub tenant: TenantId,
    /// Who asked last.
    pub requester: UserId,
    /// Who was asked last.
    pub addressee: UserId,
    pub status: Status,
    /// What the requester said with the latest request.
    pub message: Option<String>,
    /// How often was asked since the record began, in either direction. At least 1.
    pub request_count: i64,
    /// When was asked for the first time since the record began.
    pub first_requested_at_ms: i64,
    /// When was asked last. Replyke shows it as `createdAt`.
    pub requested_at_ms: i64,
    /// When the latest request was accepted or declined; `None` while it is pending.
    pub responded_at_ms: Option<i64>,
    /// When the record changed last.
    pub updated_at_ms: i64,
}

impl Connection {
    /// The party that is not `one`; `None` when `one` is no party.
    pub fn other_than(&self, one: UserId) -> Option<UserId> {
        if one == self.requester {
            Some(self.addressee)
        } else if one == self.addressee {
            Some(self.requester)
        } else {
            None
        }
    }
}

/// How far a connection got. The words are the database's; each face shows its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Asked for and not answered.
    Pending,
    /// Connected.
    Accepted,
    /// Answered with no. The direction of the request still counts.
    Declined,
}

words!(Status { Pending = "pending", Accepted = "accepted", Declined = "declined" });

/// How things stand for one person: the columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// No record. Also what a stranger sees of other people's declined request.
    None,
    /// The caller asked and waits.
    AskedByMe,
    /// The caller was asked and has not answered.
    AskedOfMe,
    /// The two are connected.
    Accepted,
    /// The caller had asked and was declined.
    DeclinedMine,
    /// The caller had been asked and declined.
    DeclinedTheirs,
    /// A request between two other people. Only reached by a connection's id.
    PendingOfOthers,
    /// A connection of two other people. Only reached by a connection's id.
    AcceptedOfOthers,
}

impl Standing {
    /// Every standing, in the order of the columns of DESIGN.md 13.
    pub const ALL: [Self; 8] = [
        Self::None,
        Self::AskedByMe,
        Self::AskedOfMe,
        Self::Accepted,
        Self::DeclinedMine,
        Self::DeclinedTheirs,
        Self::PendingOfOthers,
        Self::AcceptedOfOthers,
    ];
}

/// How things stand for `caller`.
pub fn standing(connection: Option<&Connection>, caller: UserId) -> Standing {
    let Some(connection) = connection else {
        return Standing::None;
    };
    let asked = connection.requester == caller;
    let party = asked || connection.addressee == caller;
    match (connection.status, party, asked) {
        (Status::Pending, true, true) => Standing::AskedByMe,
        (Status::Pending, true, false) => Standing::AskedOfMe,
        (Status::Accepted, true, _) => Standing::Accepted,
        (Status::Declined, true, true) => Standing::DeclinedMine,
        (Status::Declined, true, false) => Standing::DeclinedTheirs,
        (Status::Pending, false, _) => Standing::PendingOfOthers,
        (Status::Accepted, false, _) => Standing::AcceptedOfOthers,
        (Status::Declined, false, _) => Standing::None,
    }
}

/// In whose words the caller speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    Talkamie,
    Replyke,
    Symphony,
}

impl Face {
    pub const ALL: [Self; 3] = [Self::Talkamie, Self::Replyke, Self::Symphony];
}

/// What the caller wants done: the rows of the table.
///
/// Every face is answered for every act, also for those it has no route for: the rule is then the common one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Ask to be connected. Talkamie `POST /user/{id}/connection`, Replyke route 1, Symphony create.
    Ask,
    /// Say yes. Talkamie and Symphony by user, Replyke route 10 by id.
    Accept,
    /// Say no. Talkamie reject, Replyke route 11 (decline), Symphony reject.
    Refuse,
    /// Withdraw one's own request. Talkamie `DELETE /user/{id}/connection`.
    TakeBack,
    /// End whatever the face means by it: Talkamie disconnect, Replyke route 3 (by user), Symphony remove.
    End,
    /// End by the connection's id. Replyke route 12.
    EndById,
    /// Accept the other one's *message* request, which connects the two whatever stood before. Talkamie only.
    AcceptMessageRequest,
}

impl Act {
    pub const ALL: [Self; 7] =
        [Self::Ask, Self::Accept, Self::Refuse, Self::TakeBack, Self::End, Self::EndById, Self::AcceptMessageRequest];
}

/// What happens to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// A new record: pending, asked by the caller.
    Open,
    /// A declined record becomes pending anew, asked by the caller. Id and first time stay, the counter moves on.
    Reopen,
    /// The pending request is accepted.
    Accept,
    /// The pending request is declined. Direction, times and counter stay.
    Decline,
    /// A pending request ends by its requester: the record goes.
    Withdraw,
    /// An accepted connection ends: the record goes.
    Disconnect,
    /// A declined request is pending again exactly as it was asked: the caller undoes declining it (Symphony's remove).
    Revive,
    /// Accepted, whatever stood before; without a record, a new one asked by the other one.
    Establish,
    /// Nothing changes, and that is a success.
    Keep,
}

/// Why nothing happens. Each face turns it into its own status and code:
///
/// | refusal | Talkamie | Replyke | Symphony |
/// | --- | --- | --- | --- |
/// | `WithSelf` | 400 | 400, a code per route (2.1 to 2.3) | 400 |
/// | `NotFound` | 404 | 404 `not-found` | 404 |
/// | `Pending` | 409 | 409 `request-pending` | 400 |
/// | `AlreadyConnected` | 409 | 409 `already-connected` | never: 200, unchanged |
/// | `DeclinedEarlier` | never | 409 `request-declined` | never |
/// | `NotPending` | 404 | 404 `not-found` | 400 |
/// | `NotReceiver` | 404 (its routes name the user, not the request) | 403 `unauthorized` | 400 |
/// | `NotRequester` | 404, likewise | 403 `unauthorized` | 400 |
/// | `NotConnected` | 404 | 404 `not-found` | 400 |
/// | `NotAParty` | 404 | 403 `unauthorized` | never: it has no route by id |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Refusal {
    #[error("a user cannot be connected with themselves")]
    WithSelf,
    #[error("there is no connection between these users")]
    NotFound,
    #[error("a request between these users is pending")]
    Pending,
    #[error("the users are connected already")]
    AlreadyConnected,
    #[error("the request was declined, and only its receiver may ask anew")]
    DeclinedEarlier,
    #[error("no request is pending between these users")]
    NotPending,
    #[error("only the receiver of a request can answer it")]
    NotReceiver,
    #[error("only the requester can withdraw a pending request")]
    NotRequester,
    #[error("the users are not connected")]
    NotConnected,
    #[error("only the connected users can disconnect")]
    NotAParty,
}

/// Refuses a pair of one. To be asked before any lookup, as every face does.
///
/// # Errors
/// `WithSelf`.
pub fn apart(caller: UserId, other: UserId) -> Result<(), Refusal> {
    if caller == other { Err(Refusal::WithSelf) } else { Ok(()) }
}

/// What `act` makes of the connection for somebody for whom it stands so: the table of DESIGN.md 13.
///
/// Total: every face, act and standing has an answer. A face stands in a cell only where the faces differ.
///
/// # Errors
/// One per cell; never `WithSelf`, which [`apart`] has refused before.
pub fn decide(face: Face, act: Act, standing: Standing) -> Result<Change, Refusal> {
    use Standing as S;
    match (act, standing) {
        (Act::Ask, S::None) => Ok(Change::Open),
        (Act::Ask, S::AskedByMe | S::AskedOfMe) => Err(Refusal::Pending),
        (Act::Ask, S::Accepted) => match face {
            Face::Talkamie | Face::Replyke => Err(Refusal::AlreadyConnected),
            Face::Symphony => Ok(Change::Keep),
        },
        (Act::Ask, S::DeclinedMine) => match face {
            Face::Talkamie | Face::Symphony => Ok(Change::Reopen),
            Face::Replyke => Err(Refusal::DeclinedEarlier),
        },
        (Act::Ask, S::DeclinedTheirs) => Ok(Change::Reopen),
        // Asking names a user, so the pair always has the caller in it; refused, not assumed.
        (Act::Ask, S::PendingOfOthers | S::AcceptedOfOthers) => Err(Refusal::NotAParty),

        (Act::Accept, S::AskedOfMe) => Ok(Change::Accept),
        (Act::Refuse, S::AskedOfMe) => Ok(Change::Decline),
        (Act::Accept | Act::Refuse, S::AskedByMe | S::PendingOfOthers) => Err(Refusal::NotReceiver),

        (Act::TakeBack, S::AskedByMe) => Ok(Change::Withdraw),
        (Act::TakeBack, S::AskedOfMe | S::PendingOfOthers) => Err(Refusal::NotRequester),

        (Act::Accept | Act::Refuse | Act::TakeBack, S::None) => Err(Refusal::NotFound),
        (
            Act::Accept | Act::Refuse | Act::TakeBack,
            S::Accepted | S::DeclinedMine | S::DeclinedTheirs | S::AcceptedOfOthers,
        ) => Err(Refusal::NotPending),

        (Act::End | Act::EndById, S::None) => Err(Refusal::NotFound),
        (Act::End | Act::EndById, S::Accepted) => Ok(Change::Disconnect),
        (Act::End | Act::EndById, S::AcceptedOfOthers) => Err(Refusal::NotAParty),
        (Act::End, S::AskedByMe) => match face {
            Face::Replyke => Ok(Change::Withdraw),
            Face::Talkamie | Face::Symphony => Err(Refusal::NotConnected),
        },
        (Act::End, S::AskedOfMe) => match face {
            Face::Replyke | Face::Symphony => Ok(Change::Decline),
            Face::Talkamie => Err(Refusal::NotConnected),
        },
        (Act::End, S::DeclinedTheirs) => match face {
            Face::Symphony => Ok(Change::Revive),
            Face::Talkamie | Face::Replyke => Err(Refusal::NotConnected),
        },
        (Act::EndById, S::AskedByMe) => Ok(Change::Withdraw),
        (Act::EndById, S::AskedOfMe) | (Act::End | Act::EndById, S::PendingOfOthers) => Err(Refusal::NotRequester),
        (Act::End | Act::EndById, S::DeclinedMine) | (Act::EndById, S::DeclinedTheirs) => Err(Refusal::NotConnected),

        (Act::AcceptMessageRequest, S::Accepted) => Ok(Change::Keep),
        (Act::AcceptMessageRequest, S::AskedOfMe) => Ok(Change::Accept),
        (Act::AcceptMessageRequest, S::None | S::AskedByMe | S::DeclinedMine | S::DeclinedTheirs) => {
            Ok(Change::Establish)
        }
        (Act::AcceptMessageRequest, S::PendingOfOthers | S::AcceptedOfOthers) => Err(Refusal::NotAParty),
    }
}

/// Who acts on whom, when, and with what, for [`apply`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circumstances {
    pub tenant: TenantId,
    pub caller: UserId,
    pub other: UserId,
    /// What goes with a request, already [tidied](tidy_message). Only asking reads it.
    pub message: Option<String>,
    pub now_ms: i64,
    /// The id a new record gets. Only opening and establishing without a record read it.
    pub new_id: ConnectionId,
}

/// The record after `change`; `None` means that it is gone.
///
/// `change` must come from [`decide`] on the standing of this very record, read under the lock that is still held.
/// A change that does not fit the record is a programming mistake: it asserts in development and changes nothing.
pub fn apply(change: Change, current: Option<Connection>, with: Circumstances) -> Option<Connection> {
    debug_assert!(with.caller != with.other, "a pair has two people");
    let now_ms = with.now_ms;
    match (change, current) {
        (Change::Open, None) => {
            let (requester, addressee) = (with.caller, with.other);
            Some(begun(with, requester, addressee))
        }
        (Change::Establish, None) => {
            let (requester, addressee) = (with.other, with.caller);
            let asked = Connection { message: None, ..begun(with, requester, addressee) };
            Some(Connection { status: Status::Accepted, responded_at_ms: Some(now_ms), ..asked })
        }
        (Change::Reopen, Some(declined)) => Some(Connection {
            requester: with.caller,
            addressee: with.other,
            status: Status::Pending,
            message: with.message,
            request_count: declined.request_count.saturating_add(1),
            requested_at_ms: now_ms,
            responded_at_ms: None,
            updated_at_ms: now_ms,
            ..declined
        }),
        (Change::Accept | Change::Establish, Some(record)) => Some(Connection {
            status: Status::Accepted,
            responded_at_ms: Some(now_ms),
            updated_at_ms: now_ms,
            ..record
        }),
        (Change::Decline, Some(pending)) => Some(Connection {
            status: Status::Declined,
            responded_at_ms: Some(now_ms),
            updated_at_ms: now_ms,
            ..pending
        }),
        (Change::Revive, Some(declined)) => {
            Some(Connection { status: Status::Pending, responded_at_ms: None, updated_at_ms: now_ms, ..declined })
        }
        (Change::Withdraw | Change::Disconnect, Some(_)) => None,
        (Change::Keep, Some(record)) => Some(record),
        (change, current) => {
            debug_assert!(false, "{change:?} does not fit {current:?}");
            current
        }
    }
}

/// A record that begins with the first request.
fn begun(with: Circumstances, requester: UserId, addressee: UserId) -> Connection {
    Connection {
        id: with.new_id,
        tenant: with.tenant,
        requester,
        addressee,
        status: Status::Pending,
        message: with.message,
        request_count: 1,
        first_requested_at_ms: with.now_ms,
        requested_at_ms: with.now_ms,
        responded_at_ms: None,
        updated_at_ms: with.now_ms,
    }
}

/// A request's message as it is stored: trimmed the way JavaScript trims; nothing left means no message.
///
/// A NUL, which PostgreSQL cannot store, becomes the two characters `\0`. Source: contract/replyke.md 2, route 1.
pub fn tidy_message(message: Option<&str>) -> Option<String> {
    let trimmed = message?.trim_matches(super::page::is_js_space);
    if trimmed.is_empty() { None } else { Some(trimmed.replace('\0', "\\0")) }
}

#[cfg(test)]
mod tests;
