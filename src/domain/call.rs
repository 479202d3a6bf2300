//! One call: ringing, answered, connected, over; and which of its minutes are paid.
//!
//! [`decide`] is the table of what each act makes of a call, [`apply`] carries it out on the record, and [`step`] says what
//! time itself asks for: a missed ring, a minute to charge, an end. A caller of this module holds both people first.
//!
//! A minute is paid when it starts. Only connected time counts, by the server's clock; a side that loses the connection and
//! finds it again goes on in the same minute. While one of the two is [`Away`] nothing is paid: who comes back in time pays for
//! it then, and else the call has ended when they left. Source: contract/talkamie.md C.4, F.4, F.5, G36; decision 16.

use super::{
    ids::{CallId, ChatId, TenantId, TransactionId, UserId},
    limits::{CALL_AWAY_MS_MAX, CALL_UNCONNECTED_MS_MAX},
    time::{MS_PER_MINUTE, MS_PER_SECOND},
    user::UserType,
    words,
};
use uuid::Uuid;

/// With sound only, or with picture and sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    Audio,
    Video,
}

words!(Media { Audio = "audio", Video = "video" });

/// How far a call got. A call that is over keeps its last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    Ringing,
    /// Nobody answered, or the callee could not be reached.
    Missed,
    Accepted,
    Rejected,
}

words!(Status { Ringing = "ringing", Missed = "missed", Accepted = "accepted", Rejected = "rejected" });

/// What was agreed when the call began: later settings do not change its price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Price of a started minute, in hundredths of a coin.
    pub minute_hundredths: i64,
    /// The volunteer's part of it.
    pub share_percent: i64,
    /// The volunteer's longest call, in seconds; `None`: unlimited.
    pub duration_s_max: Option<i64>,
}

/// A call of two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub id: CallId,
    pub tenant: TenantId,
    pub chat: ChatId,
    pub caller: UserId,
    pub callee: UserId,
    /// The senior, whoever called.
    pub payer: UserId,
    /// The volunteer.
    pub earner: UserId,
    pub media: Media,
    pub status: Status,
    pub terms: Terms,
    /// When it began to ring.
    pub started_at_ms: i64,
    pub answered_at_ms: Option<i64>,
    /// The connection on which the callee answered, where it is known.
    pub answered_on: Option<Uuid>,
    /// Since when each side says that it is connected.
    pub caller_connected_at_ms: Option<i64>,
    pub callee_connected_at_ms: Option<i64>,
    /// Since when the two are connected without a break; `None`: they are not.
    pub connected_since_ms: Option<i64>,
    /// For how long they were connected before that.
    pub connected_ms: i64,
    /// How many minutes are paid.
    pub charged_minutes: i64,
    /// The senior's and the volunteer's transaction, once something was paid.
    pub payment: Option<TransactionId>,
    pub earning: Option<TransactionId>,
    pub ended_at_ms: Option<i64>,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    Caller,
    Callee,
    /// Time ran out, or a connection was lost for good.
    Server,
}

impl By {
    pub const ALL: [Self; 3] = [Self::Caller, Self::Callee, Self::Server];
}

impl Call {
    /// In which part a person acts; `None`: in none.
    pub fn part_of(&self, user: UserId) -> Option<By> {
        if user == self.caller {
            Some(By::Caller)
        } else if user == self.callee {
            Some(By::Callee)
        } else {
            None
        }
    }

    /// The party that is not `one`.
    pub fn other_than(&self, one: UserId) -> Option<UserId> {
        match self.part_of(one)? {
            By::Caller => Some(self.callee),
            _ => Some(self.caller),
        }
    }

    /// Whether the callee answered on another connection than this one.
    pub fn was_answered_elsewhere(&self, connection: Option<Uuid>) -> bool {
        self.answered_on.zip(connection).is_some_and(|(answered, this)| answered != this)
    }

    /// Where it stands.
    pub fn phase(&self) -> Phase {
        if self.ended_at_ms.is_some() {
            Phase::Over
        } else if self.status == Status::Ringing {
            Phase::Ringing
        } else if self.connected_since_ms.is_some() {
            Phase::Connected
        } else {
            Phase::Answered
        }
    }

    /// For how long the two have been connected, all in all.
    pub fn connected_for_ms(&self, now_ms: i64) -> i64 {
        let running = self.connected_since_ms.map_or(0, |since_ms| (now_ms - since_ms).max(0));
        self.connected_ms.saturating_add(running)
    }

    /// What clients are shown as the duration, in seconds: connected time that is paid for.
    pub fn duration_s(&self, now_ms: i64) -> i64 {
        self.connected_for_ms(now_ms).min(self.charged_minutes.saturating_mul(MS_PER_MINUTE)) / MS_PER_SECOND
    }

    /// How many minutes have started: connecting starts the first.
    fn started_minutes(&self, now_ms: i64) -> i64 {
        let connected = self.connected_since_ms.is_some() || self.connected_ms > 0;
        let connected_ms = self.connected_for_ms(now_ms);
        if connected { ((connected_ms - 1).max(0) / MS_PER_MINUTE).saturating_add(1) } else { 0 }
    }

    /// Whether a minute has started that is not paid.
    pub fn owes_a_minute(&self, now_ms: i64) -> bool {
        self.started_minutes(now_ms) > self.charged_minutes
    }

    /// Whether its last minute is to be paid when it ends.
    pub fn may_still_pay(&self, now_ms: i64) -> bool {
        self.owes_a_minute(now_ms) && !self.was_unwatched(now_ms)
    }

    /// Whether it went on for more than a minute that nobody charged: no server was there. What was not watched is not paid.
    fn was_unwatched(&self, now_ms: i64) -> bool {
        self.started_minutes(now_ms) > self.charged_minutes + 1
    }
}

/// Where a call stands: the columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    Ringing,
    /// Answered, and not connected: not yet, or at the moment.
    Answered,
    Connected,
    Over,
}

/// What someone wants of a call: the rows of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    Accept,
    Reject,
    /// It rang long enough.
    Miss,
    /// This side's connection stands.
    Connect,
    /// This side's connection is lost.
    Disconnect,
    /// Pay the minute that has started.
    Charge,
    End,
}

impl Act {
    pub const ALL: [Self; 7] =
        [Self::Accept, Self::Reject, Self::Miss, Self::Connect, Self::Disconnect, Self::Charge, Self::End];
}

/// What becomes of the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// It is as wished already, or does not matter any more.
    Keep,
    Answer,
    /// This side is connected now.
    Connect,
    /// This side is not connected now.
    Disconnect,
    /// A minute is to be paid.
    Charge,
    /// It is over; what it owes is to be paid first.
    End(Status),
}

/// Why nothing becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    #[error("only the callee can answer a call")]
    NotCallee,
    #[error("the call was answered already")]
    Answered,
    #[error("the call was not answered")]
    NotAnswered,
    #[error("only the server does that")]
    NotServer,
    #[error("the call is over")]
    Over,
}

/// What an act makes of a call.
///
/// Clients of the caller end a call that was rejected, and both may end at once: ending what is over changes nothing, nor
/// does losing a connection of it (contract C.4).
///
/// # Errors
/// The table's refusal.
pub fn decide(call: &Call, act: Act, by: By, now_ms: i64) -> Result<Change, Refusal> {
    use Phase::{Answered, Connected, Over, Ringing};
    match (act, call.phase(), by) {
        (Act::Miss | Act::Charge, _, By::Caller | By::Callee) => Err(Refusal::NotServer),
        (Act::Disconnect | Act::End, Over, _) | (Act::Miss | Act::Charge, Over, By::Server) => Ok(Change::Keep),
        (_, Over, _) => Err(Refusal::Over),
        (Act::Accept | Act::Reject, _, By::Caller | By::Server) => Err(Refusal::NotCallee),
        (Act::Accept, Ringing, By::Callee) => Ok(Change::Answer),
        // A client that says it twice.
        (Act::Accept, Answered | Connected, By::Callee) => Ok(Change::Keep),
        (Act::Reject, Ringing, By::Callee) => Ok(Change::End(Status::Rejected)),
        (Act::Reject, Answered | Connected, By::Callee) => Err(Refusal::Answered),
        (Act::Miss, Ringing, By::Server) => Ok(Change::End(Status::Missed)),
        // Answered in the last moment.
        (Act::Miss, Answered | Connected, By::Server) => Ok(Change::Keep),
        (Act::Connect | Act::Disconnect, Ringing, _) => Err(Refusal::NotAnswered),
        // Connections are between the two.
        (Act::Connect | Act::Disconnect, Answered | Connected, By::Server) => Ok(Change::Keep),
        (Act::Connect, Answered | Connected, _) => {
            Ok(if side(call, by).is_some() { Change::Keep } else { Change::Connect })
        }
        (Act::Disconnect, Answered | Connected, _) => {
            Ok(if side(call, by).is_some() { Change::Disconnect } else { Change::Keep })
        }
        (Act::Charge, Ringing | Answered | Connected, By::Server) => Ok(match () {
            () if call.was_unwatched(now_ms) => Change::End(Status::Accepted),
            () if call.owes_a_minute(now_ms) => Change::Charge,
            () => Change::Keep,
        }),
        (Act::End, Ringing, By::Callee) => Ok(Change::End(Status::Rejected)),
        (Act::End, Ringing, By::Caller | By::Server) => Ok(Change::End(Status::Missed)),
        (Act::End, Answered | Connected, _) => Ok(Change::End(Status::Accepted)),
    }
}

/// The call after a change; the minutes and their transactions are the ledger's to add.
#[must_use]
pub fn apply(call: Call, change: Change, by: By, now_ms: i64) -> Call {
    match change {
        Change::Keep | Change::Charge => call,
        Change::Answer => Call { status: Status::Accepted, answered_at_ms: Some(now_ms), ..call },
        Change::Connect | Change::Disconnect => {
            let at_ms = (change == Change::Connect).then_some(now_ms);
            let mut call = call;
            match by {
                By::Caller => call.caller_connected_at_ms = at_ms,
                By::Callee => call.callee_connected_at_ms = at_ms,
                By::Server => {}
            }
            // As long as one side has the other: neither can stop the clock by keeping silent.
            let connected = call.caller_connected_at_ms.is_some() || call.callee_connected_at_ms.is_some();
            if connected {
                Call { connected_since_ms: call.connected_since_ms.or(Some(now_ms)), ..call }
            } else {
                Call { connected_ms: call.connected_for_ms(now_ms), connected_since_ms: None, ..call }
            }
        }
        Change::End(status) => Call {
            status,
            connected_ms: call.connected_for_ms(now_ms),
            connected_since_ms: None,
            caller_connected_at_ms: None,
            callee_connected_at_ms: None,
            ended_at_ms: Some(now_ms),
            ..call
        },
    }
}

fn side(call: &Call, by: By) -> Option<i64> {
    match by {
        By::Caller => call.caller_connected_at_ms,
        By::Callee => call.callee_connected_at_ms,
        By::Server => None,
    }
}

/// Since when each of the two has had no connection to the server; `None`: they have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Away {
    pub caller_since_ms: Option<i64>,
    pub callee_since_ms: Option<i64>,
}

impl Away {
    /// Since when one of them has been missing.
    fn since_ms(self) -> Option<i64> {
        [self.caller_since_ms, self.callee_since_ms].into_iter().flatten().min()
    }
}

/// What time asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub act: Act,
    /// When it is to be done.
    pub due_ms: i64,
    /// The moment as of which it is done; `None`: when it is done.
    pub as_of_ms: Option<i64>,
}

/// What time itself asks for. `None`: the call is over.
///
/// Whoever drives a call does the act when it is due, or soon after, and asks again.
pub fn step(call: &Call, away: Away, ring_ms_max: i64) -> Option<Step> {
    match call.phase() {
        Phase::Over => None,
        Phase::Ringing => {
            // Nobody waits for the answer of a caller who has left.
            let due_ms = until(call.started_at_ms.saturating_add(ring_ms_max), away.caller_since_ms);
            Some(Step { act: Act::Miss, due_ms, as_of_ms: Some(due_ms) })
        }
        Phase::Answered => {
            let answered_at_ms = call.answered_at_ms.unwrap_or(call.started_at_ms);
            let silent_until_ms = answered_at_ms.saturating_add(call.connected_ms) + CALL_UNCONNECTED_MS_MAX;
            let due_ms = until(silent_until_ms, away.since_ms());
            Some(Step { act: Act::End, due_ms, as_of_ms: Some(due_ms) })
        }
        Phase::Connected => {
            let since_ms = call.connected_since_ms.unwrap_or(call.started_at_ms);
            let wanted = connected_step(call, since_ms);
            match away.since_ms() {
                // What fell due while they were there is done; then the call waits for them.
                Some(left_ms) if wanted.due_ms > left_ms => Some(Step {
                    act: Act::End,
                    due_ms: left_ms.saturating_add(CALL_AWAY_MS_MAX),
                    as_of_ms: Some(left_ms.max(since_ms)),
                }),
                _ => Some(wanted),
            }
        }
    }
}

/// What time asks for while the two are connected, without a break since `since_ms`.
fn connected_step(call: &Call, since_ms: i64) -> Step {
    // The moment at which the two have been connected for so long.
    let when = |connected_ms: i64| since_ms.saturating_add(connected_ms - call.connected_ms).max(since_ms);
    let paid_ms = call.charged_minutes.saturating_mul(MS_PER_MINUTE);
    let charge_ms = if paid_ms == 0 { since_ms } else { when(paid_ms.saturating_add(1)) };
    let end_ms = call.terms.duration_s_max.map(|max_s| when(max_s.saturating_mul(MS_PER_SECOND)));
    match end_ms {
        Some(end_ms) if end_ms <= charge_ms => Step { act: Act::End, due_ms: end_ms, as_of_ms: Some(end_ms) },
        _ => Step { act: Act::Charge, due_ms: charge_ms, as_of_ms: None },
    }
}

/// The moment `at_ms`, or an earlier one when somebody who left has not come back by then.
fn until(at_ms: i64, left_ms: Option<i64>) -> i64 {
    left_ms.map_or(at_ms, |left_ms| at_ms.min(left_ms.saturating_add(CALL_AWAY_MS_MAX)))
}

/// What is known when somebody wants to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// Whether the two are connected.
    pub connected: bool,
    pub caller_type: Option<UserType>,
    pub callee_type: Option<UserType>,
    /// Whether each is in another call.
    pub caller_busy: bool,
    pub callee_busy: bool,
    /// Whether a socket of the callee's is open.
    pub callee_reachable: bool,
    /// The senior's wallet and what a minute costs.
    pub senior_holds_hundredths: i64,
    pub minute_hundredths: i64,
    /// The volunteer's answered calls of the day, and most of them; `None`: no limit.
    pub calls_today: i64,
    pub calls_a_day_max: Option<i64>,
}

/// Why nobody is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CannotCall {
    #[error("you can only call people you are connected with")]
    NotConnected,
    #[error("a call needs one senior and one volunteer")]
    NeedsSeniorAndVolunteer,
    #[error("you are in another call")]
    Busy,
    #[error("the volunteer has had enough calls for today")]
    EnoughForToday,
    #[error("there are not enough coins for a minute")]
    CoinsTooLow,
}

/// How a call begins: it rings, or it is missed at once.
///
/// # Errors
/// In the order of [`CannotCall`].
pub fn begin(wish: &Wish) -> Result<Status, CannotCall> {
    if !wish.connected {
        return Err(CannotCall::NotConnected);
    }
    match (wish.caller_type, wish.callee_type) {
        (Some(UserType::Senior), Some(UserType::Volunteer)) | (Some(UserType::Volunteer), Some(UserType::Senior)) => {}
        _ => return Err(CannotCall::NeedsSeniorAndVolunteer),
    }
    if wish.caller_busy {
        return Err(CannotCall::Busy);
    }
    if wish.calls_a_day_max.is_some_and(|max| wish.calls_today >= max) {
        return Err(CannotCall::EnoughForToday);
    }
    if wish.senior_holds_hundredths < wish.minute_hundredths.max(1) {
        return Err(CannotCall::CoinsTooLow);
    }
    Ok(if wish.callee_reachable && !wish.callee_busy { Status::Ringing } else { Status::Missed })
}

#[cfg(test)]
mod tests;
