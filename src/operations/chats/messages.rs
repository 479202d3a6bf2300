//! What people write to each other.

use crate::{
    domain::ids::{ChatId, MessageId, ScheduleId, TenantId, UserId},
    operations::{
        Ctx, Failure,
        events::{self, Event},
    },
    store::{
        Tx,
        messages::{self as store, Message},
    },
};

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// What the sender wrote: judged ([`check_text`](crate::domain::chat::check_text)).
    Text(String),
    /// A call was scheduled.
    Schedule(ScheduleId),
}

/// A message that may be written: whoever makes one has seen to it that the two may write to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub tenant: TenantId,
    pub chat: ChatId,
    pub sender: UserId,
    pub receiver: UserId,
    pub content: Content,
}

/// Writes a message, inside the caller's transaction: it is the chat's newest and its last activity, `sent`, and unread for the
/// receiver, whose sockets are told.
///
/// Three statements; the chat is held from the first to the end of the transaction, so people and their connection, where
/// they are held at all, are held before. The message's time is `now_ms`, or that of the message before it if that is later.
///
/// # Errors
/// The store's; `internal/error` when the chat is not that of these two.
pub async fn post(ctx: &Ctx, tx: &mut Tx, message: NewMessage, now_ms: i64) -> Result<Message, Failure> {
    let NewMessage { tenant, chat, sender, receiver, content } = message;
    let content = match content {
        Content::Text(text) => store::Content::Text(text),
        Content::Schedule(schedule) => store::Content::Schedule(Some(schedule)),
    };
    let id = MessageId(ctx.new_id());
    let added = tx.add_message(store::NewMessage { id, tenant, chat, sender, receiver, content }, now_ms).await?;
    let added = added.ok_or_else(|| Failure::internal("a message was written to a chat of other people"))?;
    events::raise(tx, tenant, receiver, &Event::Message { chat, message: id }, now_ms);
    Ok(added)
}
