//! What people's sockets are told: contract B's "raises" (`x-raises` of the operations' files).
//!
//! An event names what happened by ids; what the socket is shown is read when it is told, as its reader sees it then. Events are
//! written with what they tell of and numbered for each person in the order of the commits, so that nothing is told of what
//! was not kept, nothing twice, and nothing out of order.

use crate::{
    domain::ids::{AlertId, ChatId, ConnectionId, MessageId, ScheduleId, SupportMessageId, TenantId, TicketId, UserId},
    store::{Tx, outbox::NewEvent},
};
use serde::{Deserialize, Serialize};

/// Something that a person is told. The docs name the action of contract C.3 that it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// `alert.new`: an alert was raised, or took a new state.
    Alert { alert: AlertId },
    /// `alert.new` whose request is canceled: clients take the alert away.
    RequestEnded { alert: AlertId, request: EndedRequest },
    /// `chat.message.new`: somebody wrote to them.
    Message { chat: ChatId, message: MessageId },
    /// `chat.messages.update`: messages they wrote were delivered or read.
    MessagesSeen { chat: ChatId, messages: Vec<MessageId> },
    /// `chat.update`: the request or the partner of a chat changed.
    Chat { chat: ChatId },
    /// `schedule.upcoming`: an agreed call is about to begin.
    Upcoming { schedule: ScheduleId, from_ms: i64 },
    /// `support.message.new`: the support team wrote.
    SupportMessage { ticket: TicketId, message: SupportMessageId },
    /// `user.coins.low`: their coins are running out.
    CoinsLow,
    /// `user.update`: counters, balance, verification or profile changed.
    User,
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

/// Has `receiver` told of `event` once the transaction is kept.
pub fn raise(tx: &mut Tx, tenant: TenantId, receiver: UserId, event: &Event, now_ms: i64) {
    // Ids and numbers under fixed names: there is nothing in an event that JSON cannot say.
    let event = serde_json::to_string(event).unwrap_or_default();
    tx.raise(NewEvent { tenant, user: receiver, event, raised_at_ms: now_ms });
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_event_is_read_as_it_was_written() {
        let id = Uuid::from_u128(7);
        let (ann, ben) = (UserId(id), UserId(Uuid::from_u128(8)));
        let request = EndedRequest::Connect { id: ConnectionId(id), from: ann, to: ben };
        let events = [
            Event::Alert { alert: AlertId(id) },
            Event::RequestEnded { alert: AlertId(id), request },
            Event::MessagesSeen { chat: ChatId(id), messages: vec![MessageId(id)] },
            Event::Upcoming { schedule: ScheduleId(id), from_ms: 1 },
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
