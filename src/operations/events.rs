//! What people's sockets are told: contract B's "raises" (`x-raises` of the operations' files).
//!
//! An event names what happened by ids; what the socket is shown is read when it is told, as its reader sees it then. Only what
//! browsers say to each other in a call ([`Event::Signal`]) goes in the event itself: it is kept nowhere else. Events are
//! written with what they tell of and numbered for each person in the order of the commits, so that nothing is told of what
//! was not kept, nothing twice, and nothing out of order.

use super::{Ctx, Failure};
use crate::{
    domain::ids::{
        AlertId, CallId, ChatId, ConnectionId, MessageId, ScheduleId, SessionId, SupportMessageId, TenantId, TicketId,
        UserId,
    },
    store::{self, Tx, outbox::NewEvent},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// Something that a person is told. The docs name the action of contract C.3 that it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// `alert.new`: an alert was raised, or raised again with a new state.
    Alert { alert: AlertId },
    /// `alert.update` whose request is canceled: clients take the alert away.
    RequestEnded { alert: AlertId, request: EndedRequest },
    /// `alerts.update`: they read alerts, on another connection.
    AlertsRead { alerts: Vec<AlertId>, origin: Option<Origin> },
    /// `chat.message.new`: somebody wrote to them.
    Message { chat: ChatId, message: MessageId },
    /// `chat.message.send`: they wrote, on another connection.
    Wrote { chat: ChatId, message: MessageId, origin: Option<Origin> },
    /// `chat.messages.update`: messages they wrote were read, or delivered, as the other one's client says.
    MessagesSeen { chat: ChatId, messages: Vec<MessageId> },
    /// `chat.messages.update`: they read messages, on another connection.
    Saw { chat: ChatId, messages: Vec<MessageId>, origin: Option<Origin> },
    /// `chats.update`: messages they wrote were delivered, since the other one is there now.
    MessagesDelivered { chat: ChatId, messages: Vec<MessageId> },
    /// `chat.update`: the request or the partner of a chat changed.
    Chat { chat: ChatId },
    /// A call rings, was answered, turned down, or is over.
    Call { call: CallId, news: CallNews, origin: Option<Origin> },
    /// `signal`: the other one's browser says this to theirs, in a call.
    Signal { chat: ChatId, signal: Map<String, Value> },
    /// `schedule.upcoming`: an agreed call is about to begin.
    Upcoming { schedule: ScheduleId, from_ms: i64 },
    /// `support.message.new`: the support team wrote.
    SupportMessage { ticket: TicketId, message: SupportMessageId },
    /// `support.message.send`: they wrote to the support team, on another connection.
    SupportWrote { ticket: TicketId, message: SupportMessageId, origin: Option<Origin> },
    /// `support.messages.update`: the support team read what they wrote.
    SupportSeen { ticket: TicketId, messages: Vec<SupportMessageId> },
    /// `support.messages.update`: they read what the support team wrote, on another connection.
    SupportSaw { ticket: TicketId, messages: Vec<SupportMessageId>, origin: Option<Origin> },
    /// No action: connections of these sessions are closed.
    SessionsEnded { ended: Ended },
    /// `user.coins.low`: their coins are running out.
    CoinsLow,
    /// `user.update`: counters, balance, verification or profile changed. Whoever raises it may do so anywhere in a transaction.
    User,
}

/// The connection of a socket on which something was done: it has its answer, and is not told again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origin(pub Uuid);

impl Event {
    /// Whether it tells how its person stands after all: once in a transaction, and after what changed that. Clients count what
    /// they are told of until they are told the count (contract F.11).
    const fn sums_up(&self) -> bool {
        matches!(self, Self::User)
    }

    /// The connection that is not told.
    #[must_use]
    pub const fn origin(&self) -> Option<Origin> {
        match self {
            Self::AlertsRead { origin, .. }
            | Self::Wrote { origin, .. }
            | Self::Saw { origin, .. }
            | Self::SupportWrote { origin, .. }
            | Self::SupportSaw { origin, .. }
            | Self::Call { origin, .. } => *origin,
            _ => None,
        }
    }
}

/// What is told of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallNews {
    /// `user-calling`
    Calling,
    /// `call-accepted`
    Accepted,
    /// `call-rejected`
    Rejected,
    /// `call-ended`
    Ended,
}

/// A request as it was before it ended: there is no record to read any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EndedRequest {
    /// A connect request.
    Connect { id: ConnectionId, from: UserId, to: UserId },
    /// The message request of a chat.
    Message { chat: ChatId, from: UserId, to: UserId },
}

/// Which of a person's sessions ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "which", rename_all = "kebab-case")]
pub enum Ended {
    All,
    One { session: SessionId },
    Others { than: SessionId },
}

/// Has `receiver` told of `event` once the transaction is kept: in the order in which they are raised, but for [`Event::User`],
/// which comes once and last.
pub fn raise(tx: &mut Tx, tenant: TenantId, receiver: UserId, event: &Event, now_ms: i64) {
    // Ids, numbers and what was JSON already, under fixed names: there is nothing in an event that JSON cannot say.
    let text = serde_json::to_string(event).unwrap_or_default();
    tx.raise(NewEvent { tenant, user: receiver, event: text, sums_up: event.sums_up(), raised_at_ms: now_ms });
}

/// The numbers of these people's last events; who never had one is left out. One statement.
///
/// # Errors
/// The store's.
pub async fn last(ctx: &Ctx, users: &[UserId]) -> Result<HashMap<UserId, i64>, Failure> {
    Ok(ctx.store.read().await?.last_events(users).await?)
}

/// An event as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its number among its person's events.
    pub seq: i64,
    /// `None`: of a release that is newer than this one.
    pub event: Option<Event>,
    pub raised_at_ms: i64,
}

/// Somebody's events after number `seq`, in order, at most `limit`. One statement.
///
/// # Errors
/// The store's.
pub async fn after(ctx: &Ctx, tenant: TenantId, user: UserId, seq: i64, limit: i64) -> Result<Vec<Written>, Failure> {
    let rows = ctx.store.read().await?.events_after(tenant, user, seq, limit).await?;
    let read = |row: store::events::Written| Written {
        seq: row.seq,
        event: serde_json::from_str(&row.event).ok(),
        raised_at_ms: row.raised_at_ms,
    };
    Ok(rows.into_iter().map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_read_as_it_was_written() {
        let id = Uuid::from_u128(7);
        let (ann, ben) = (UserId(id), UserId(Uuid::from_u128(8)));
        let request = EndedRequest::Connect { id: ConnectionId(id), from: ann, to: ben };
        let events = [
            Event::Alert { alert: AlertId(id) },
            Event::Wrote { chat: ChatId(id), message: MessageId(id), origin: Some(Origin(id)) },
            Event::RequestEnded { alert: AlertId(id), request },
            Event::MessagesSeen { chat: ChatId(id), messages: vec![MessageId(id)] },
            Event::Upcoming { schedule: ScheduleId(id), from_ms: 1 },
            Event::Call { call: CallId(id), news: CallNews::Calling, origin: None },
            Event::Signal { chat: ChatId(id), signal: Map::from_iter([("sdp".to_owned(), "v=0".into())]) },
            Event::User,
        ];
        for event in events {
            let text = serde_json::to_string(&event).expect("it is written");
            assert_eq!(serde_json::from_str::<Event>(&text).expect("it is read"), event, "{text}");
        }
        let written = serde_json::to_string(&Event::CoinsLow).expect("it is written");
        assert_eq!(written, r#"{"event":"coins-low"}"#, "a word once written never changes: rows outlive a release");
    }
}
