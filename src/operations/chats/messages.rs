//! What people write to each other.

use super::{Caller, Failure, chat_id, judge_text, shared, view};
use crate::{
    contract::v1::{ErrorCode, types::BasicChatMessage},
    domain::{
        chat::Delivery,
        ids::{ChatId, MessageId, ScheduleId, TenantId, UserId},
        limits::MESSAGES_MARKED_MAX,
    },
    operations::{
        Ctx,
        events::{self, Event, Origin},
    },
    store::{
        Tx,
        messages::{self as store, Delivered, Message},
        rerun,
    },
};
use std::collections::{BTreeMap, HashMap};

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

/// What became of an act in a chat, for the one who acted.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    pub chat: ChatId,
    pub message: BasicChatMessage,
}

/// Writes in a chat of the caller's.
///
/// The receiver's sockets are told, and the caller's but for `origin`. Six statements and those of the events.
///
/// # Errors
/// In this order: `request/invalid` when the text says nothing; `chat/not-found`, also for a chat of others;
/// `chat/not-writable` when the two are not connected; `store/unavailable`.
///
/// Source: contract/talkamie.md C.3, `chat.message.send`.
pub async fn send(ctx: &Ctx, caller: Caller, chat: &str, text: &str, origin: Option<Origin>) -> Result<Sent, Failure> {
    judge_text(text, "/message/text")?;
    let chat = chat_id(chat)?;
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let (found, receiver) = shared(tx.lock_chat(caller.tenant, chat).await?, caller)?;
        if !found.is_open() {
            return Err(ErrorCode::ChatNotWritable.into());
        }
        // Only now: before, it may have waited for others, whose messages are older than this one.
        let now_ms = ctx.clock.now_ms();
        let content = Content::Text(text.to_owned());
        let message = NewMessage { tenant: caller.tenant, chat, sender: caller.user, receiver, content };
        let message = post(ctx, &mut tx, message, now_ms).await?;
        let wrote = Event::Wrote { chat, message: message.id, origin };
        events::raise(&mut tx, caller.tenant, caller.user, &wrote, now_ms);
        let known = view::Known::find(&mut tx, caller.tenant, &[caller.user], [].into_iter(), now_ms).await?;
        tx.commit().await?;
        Ok(Sent { chat, message: known.message(&message) })
    })
    .await
}

/// What became of receipts, for the one who gave them.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    pub chat: ChatId,
    /// Those of the named messages that the chat has, as they are now, by id: what clients replace theirs with.
    pub messages: BTreeMap<String, BasicChatMessage>,
    /// In how many chats the caller has something unread now.
    pub unread_chats: i64,
}

/// Marks messages of a chat of the caller's as delivered or read; the text of its message request is one of them.
///
/// A message only moves on, from sent to delivered to read, and only its receiver moves it: whatever else is wished of it, it
/// stays as it is. Ids that the chat does not have are left out. The sender's sockets are told of what moved, and the
/// caller's but for `origin`.
///
/// # Errors
/// In this order: `request/invalid` when more are named than [`MESSAGES_MARKED_MAX`]; `chat/not-found`, also for a chat of
/// others; `store/unavailable`.
///
/// Source: contract/talkamie.md C.3, `chat.messages.update`.
pub async fn mark(
    ctx: &Ctx,
    caller: Caller,
    chat: &str,
    wished: &BTreeMap<String, Delivery>,
    origin: Option<Origin>,
) -> Result<Marked, Failure> {
    if wished.len() > MESSAGES_MARKED_MAX {
        let detail = format!("must not name more than {MESSAGES_MARKED_MAX} messages");
        return Err(Failure::field("/messagesMap", "maxProperties", &detail));
    }
    let chat = chat_id(chat)?;
    let wished: Vec<(MessageId, Delivery)> =
        wished.iter().filter_map(|(id, state)| Some((id.parse().ok()?, *state))).collect();
    let named: Vec<MessageId> = wished.iter().map(|(id, _)| *id).collect();
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let (found, other) = shared(tx.lock_chat(caller.tenant, chat).await?, caller)?;
        let now_ms = ctx.clock.now_ms();
        let request = found.chat.request.as_ref().and_then(|request| request.message);
        let mut moved = Vec::new();
        for state in [Delivery::Delivered, Delivery::Read] {
            let ids = wished.iter().filter(|(_, wish)| *wish == state).map(|(id, _)| *id);
            let (of_request, ids): (Vec<_>, Vec<_>) = ids.partition(|id| Some(*id) == request);
            moved.extend(tx.move_messages(caller.tenant, chat, caller.user, &ids, state, now_ms).await?);
            if !of_request.is_empty() && tx.move_request(caller.tenant, chat, caller.user, state, now_ms).await? {
                moved.extend(of_request);
            }
        }
        let messages = shown(&mut tx, caller.tenant, chat, &named, now_ms).await?;
        let unread_chats = tx.count_unread_chats(caller.tenant, caller.user).await?;
        if !moved.is_empty() {
            let saw = Event::Saw { chat, messages: moved.clone(), origin };
            events::raise(&mut tx, caller.tenant, caller.user, &saw, now_ms);
            events::raise(&mut tx, caller.tenant, other, &Event::MessagesSeen { chat, messages: moved }, now_ms);
        }
        tx.commit().await?;
        Ok(Marked { chat, messages, unread_chats })
    })
    .await
}

/// Messages of a chat as both see them, by id; the text of its request is one of them. Two or three statements.
///
/// # Errors
/// The store's.
pub async fn shown(
    tx: &mut Tx,
    tenant: TenantId,
    chat: ChatId,
    named: &[MessageId],
    now_ms: i64,
) -> Result<BTreeMap<String, BasicChatMessage>, Failure> {
    let messages = tx.find_messages(tenant, chat, named).await?;
    let Some(chat) = tx.find_chat(tenant, chat).await? else { return Ok(BTreeMap::new()) };
    let request = chat.chat.request.as_ref().filter(|request| request.message.is_some_and(|id| named.contains(&id)));
    let people: Vec<UserId> =
        messages.iter().map(|message| message.sender).chain(request.and_then(|request| request.sender)).collect();
    let known = view::Known::find(tx, tenant, &people, messages.iter(), now_ms).await?;
    let mut shown: BTreeMap<String, BasicChatMessage> =
        messages.iter().map(|message| (message.id.to_string(), known.message(message))).collect();
    if request.is_some() {
        shown.extend(known.request_message(&chat.chat).map(|message| (message.id.clone(), message)));
    }
    Ok(shown)
}

/// How many waiting messages one transaction delivers: who comes back after a long time does not hold others up.
const DELIVERED_AT_ONCE: i64 = 200;

/// Marks everything that waits for a person as delivered, since a device of theirs is there now; their senders' sockets are told.
/// Answers how many there were.
///
/// One statement when nothing waits.
///
/// # Errors
/// The store's; what was delivered until then stays so.
///
/// Source: contract/talkamie.md C.1, 7.
pub async fn deliver_waiting(ctx: &Ctx, tenant: TenantId, user: UserId) -> Result<usize, Failure> {
    if !ctx.store.read().await?.anything_waits(tenant, user).await? {
        return Ok(0);
    }
    let mut all = 0;
    loop {
        let (delivered, more) = rerun(|| deliver_some(ctx, tenant, user)).await?;
        all += delivered;
        if !more {
            return Ok(all);
        }
    }
}

async fn deliver_some(ctx: &Ctx, tenant: TenantId, user: UserId) -> Result<(usize, bool), Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.write().await?;
    let mut delivered = tx.deliver_waiting(tenant, user, DELIVERED_AT_ONCE, now_ms).await?;
    let more = i64::try_from(delivered.len()).is_ok_and(|count| count == DELIVERED_AT_ONCE);
    delivered.extend(tx.deliver_requests(tenant, user, now_ms).await?);
    let mut by_chat: HashMap<(UserId, ChatId), Vec<MessageId>> = HashMap::new();
    for Delivered { id, chat, sender } in &delivered {
        by_chat.entry((*sender, *chat)).or_default().push(*id);
    }
    for ((sender, chat), messages) in by_chat {
        events::raise(&mut tx, tenant, sender, &Event::MessagesDelivered { chat, messages }, now_ms);
    }
    tx.commit().await?;
    Ok((delivered.len(), more))
}
