//! Message requests: the first words to somebody with whom one is not connected.
//!
//! Each act is one transaction: both people are held first, as acts on a connection hold them, so that opposite requests,
//! answers and connections have one winner. What may happen is the table of [`domain::chat`](crate::domain::chat::decide).

use super::{Caller, Failure, judge_text, view};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{AlertKind, ChatRequestState, MessageRequestSent},
    },
    domain::{
        chat::{Act, Delivery, Refusal, RequestStatus, decide, standing},
        connection::{self, Change, Status},
        ids::{ChatId, MessageId, TenantId, UserId},
    },
    operations::{
        Ctx, alerts,
        connections::{self, Declined, Wish},
        events::{self, EndedRequest, Event},
        idempotency::{self, Key, Recalled},
        view as people,
    },
    store::{
        Tx,
        chats::{Chat, NewRequest, SharedChat, chat_between},
        connections::connection_between,
        relations::Relation,
        rerun,
        users::{User, find::lock_users},
    },
};

/// Writes once to somebody with whom the caller is not connected.
///
/// # Errors
/// In this order: `request/invalid` when the text says nothing; `idempotency/key-reused`, `message-request/with-self`,
/// `user/not-found`, `message-request/already-connected`, `message-request/pending`, `message-request/rejected`;
/// `store/unavailable`.
///
/// Source: `sendMessageRequest`.
pub async fn send_message_request(
    ctx: &Ctx,
    caller: Caller,
    other: &str,
    text: &str,
    key: Option<&str>,
) -> Result<MessageRequestSent, Failure> {
    judge_text(text, "/text")?;
    let key = Key::new(key, "sendMessageRequest", &(other, text));
    rerun(|| async {
        let tx = ctx.store.write().await?;
        let mut tx = match idempotency::recall(tx, caller, &key, ctx.clock.now_ms()).await? {
            Recalled::Anew(tx) => tx,
            Recalled::Known(answer) => return Ok(answer),
        };
        let other: UserId = other.parse().map_err(|_| ErrorCode::UserNotFound)?;
        if other == caller.user {
            return Err(ErrorCode::MessageRequestWithSelf.into());
        }
        let held = lock_users(caller.tenant, &[caller.user, other]);
        let between = connection_between(caller.tenant, caller.user, other);
        let (held, between, chat) = tx.ask((held, between, chat_between(caller.tenant, caller.user, other))).await?;
        let (me, them) = both(held, caller, other, ErrorCode::UserNotFound)?;
        // Only now: before, it may have waited for others.
        let now_ms = ctx.clock.now_ms();
        let known = chat.as_ref().map(|shared| shared.chat.clone());
        let relation = Relation { connection: between, chat: known, review: None };
        if !people::seen(people::who(&me), &them, Some(&relation)) {
            return Err(ErrorCode::UserNotFound.into());
        }
        let connected = relation.connection.is_some_and(|connection| connection.status == Status::Accepted);
        decided(Act::Send, chat.as_ref(), caller, connected)?;
        let request = NewRequest {
            tenant: caller.tenant,
            chat: ChatId(ctx.new_id()),
            message: MessageId(ctx.new_id()),
            sender: me.id,
            receiver: them.id,
            text: text.to_owned(),
        };
        let was_known = chat.is_some();
        let chat = tx.put_request(&request, now_ms).await?;
        if was_known {
            // What they were told of an earlier request would speak of this one now.
            let subject = chat.id.to_string();
            alerts::forget(&mut tx, caller.tenant, caller.user, AlertKind::MessageRequest, &subject, now_ms).await?;
        }
        tell(ctx, &mut tx, caller, them.id, &chat, RequestStatus::Pending, now_ms).await?;
        let message = view::Known::of(&me, now_ms).request_message(&chat);
        let message = message.ok_or_else(|| Failure::internal("a message request without a text"))?;
        let answer = MessageRequestSent { chat: people::chat_with_request(&chat), message };
        idempotency::remember(&mut tx, caller, &key, &answer).await?;
        tx.commit().await?;
        Ok(answer)
    })
    .await
}

/// Takes the caller's own message request back, read or not.
///
/// # Errors
/// In this order: `message-request/not-found`, `message-request/not-sender`; `store/unavailable`.
///
/// Source: `cancelMessageRequest`.
pub async fn cancel_message_request(ctx: &Ctx, caller: Caller, other: &str) -> Result<ChatRequestState, Failure> {
    answered(ctx, caller, other, (Act::Cancel, Key::none())).await
}

/// Says yes to the message request of `other`: the two are connected, whatever stood before, and may write.
///
/// # Errors
/// In this order: `idempotency/key-reused`; `message-request/not-found`, `message-request/not-receiver`; `store/unavailable`.
///
/// Source: `acceptMessageRequest`.
pub async fn accept_message_request(
    ctx: &Ctx,
    caller: Caller,
    other: &str,
    key: Option<&str>,
) -> Result<ChatRequestState, Failure> {
    let key = Key::new(key, "acceptMessageRequest", &other);
    answered(ctx, caller, other, (Act::Accept, key)).await
}

/// Says no to the message request of `other`, who cannot send another one.
///
/// # Errors
/// In this order: `message-request/not-found`, `message-request/not-receiver`; `store/unavailable`.
///
/// Source: `rejectMessageRequest`.
pub async fn reject_message_request(ctx: &Ctx, caller: Caller, other: &str) -> Result<ChatRequestState, Failure> {
    answered(ctx, caller, other, (Act::Reject, Key::none())).await
}

/// What ends that a request waits.
async fn answered(ctx: &Ctx, caller: Caller, other: &str, (act, key): (Act, Key)) -> Result<ChatRequestState, Failure> {
    let unknown = ErrorCode::MessageRequestNotFound;
    rerun(|| async {
        let tx = ctx.store.write().await?;
        let mut tx = match idempotency::recall(tx, caller, &key, ctx.clock.now_ms()).await? {
            Recalled::Anew(tx) => tx,
            Recalled::Known(answer) => return Ok(answer),
        };
        let other: UserId = other.parse().map_err(|_| unknown)?;
        if other == caller.user {
            return Err(unknown.into());
        }
        hold(&mut tx, caller, other, unknown).await?;
        let now_ms = ctx.clock.now_ms();
        let chat = tx.lock_chat_between(caller.tenant, caller.user, other).await?;
        // Whoever is connected has no request that waits.
        decided(act, chat.as_ref(), caller, false)?;
        let chat = chat.ok_or(unknown)?;
        let chat = match act {
            Act::Cancel => cancel(&mut tx, caller, other, chat, now_ms).await?,
            Act::Reject => reject(ctx, &mut tx, caller, other, chat.chat.id, now_ms).await?,
            Act::Accept | Act::Send => accept(ctx, &mut tx, caller, other, chat.chat.id, now_ms).await?,
        };
        let answer = ChatRequestState { chat: people::chat_with_request(&chat) };
        idempotency::remember(&mut tx, caller, &key, &answer).await?;
        tx.commit().await?;
        Ok(answer)
    })
    .await
}

async fn cancel(tx: &mut Tx, caller: Caller, other: UserId, chat: SharedChat, now_ms: i64) -> Result<Chat, Failure> {
    tx.clear_request(caller.tenant, &chat).await?;
    let chat = Chat { request: None, ..chat.chat };
    let ended = EndedRequest::Message { chat: chat.id, from: caller.user, to: other };
    alerts::take_back(tx, caller.tenant, AlertKind::MessageRequest, &[other], &ended, now_ms).await?;
    tell_both(tx, caller, other, chat.id, now_ms);
    events::raise(tx, caller.tenant, other, &Event::User, now_ms);
    Ok(chat)
}

async fn reject(
    ctx: &Ctx,
    tx: &mut Tx,
    caller: Caller,
    other: UserId,
    chat: ChatId,
    now_ms: i64,
) -> Result<Chat, Failure> {
    let chat = tx.reject_request(caller.tenant, chat, caller.user, now_ms).await?;
    tell(ctx, tx, caller, other, &chat, RequestStatus::Rejected, now_ms).await?;
    tell_both(tx, caller, other, chat.id, now_ms);
    events::raise(tx, caller.tenant, caller.user, &Event::User, now_ms);
    Ok(chat)
}

/// Has the sockets of both told that the request of their chat changed.
fn tell_both(tx: &mut Tx, caller: Caller, other: UserId, chat: ChatId, now_ms: i64) {
    for person in [caller.user, other] {
        events::raise(tx, caller.tenant, person, &Event::Chat { chat }, now_ms);
    }
}

async fn accept(
    ctx: &Ctx,
    tx: &mut Tx,
    caller: Caller,
    other: UserId,
    chat: ChatId,
    now_ms: i64,
) -> Result<Chat, Failure> {
    // Who answers has read it.
    tx.move_request(caller.tenant, chat, caller.user, Delivery::Read, now_ms).await?;
    let wish = Wish {
        tenant: caller.tenant,
        face: connection::Face::Talkamie,
        act: connection::Act::AcceptMessageRequest,
        caller: caller.user,
        message: None,
    };
    let acted = connections::act(ctx, tx, &wish, other).await.map_err(|declined| match declined {
        Declined::Failed(failure) => failure,
        declined => Failure::internal(format!("a message request could not connect: {declined:?}")),
    })?;
    if acted.change == Change::Keep {
        // Connecting opens the chat; these two were connected before.
        tx.put_chat(caller.tenant, chat, caller.user, other, now_ms).await?;
    }
    let opened = tx.find_chat(caller.tenant, chat).await?;
    let opened = opened.ok_or_else(|| Failure::internal("a locked chat was gone"))?.chat;
    tell(ctx, tx, caller, other, &opened, RequestStatus::Accepted, now_ms).await?;
    Ok(opened)
}

/// Tells `receiver` how the request of the chat stands: one alert through all its states.
async fn tell(
    ctx: &Ctx,
    tx: &mut Tx,
    caller: Caller,
    receiver: UserId,
    chat: &Chat,
    state: RequestStatus,
    now_ms: i64,
) -> Result<(), Failure> {
    let subject = chat.id.to_string();
    let news = alerts::News {
        receiver,
        kind: AlertKind::MessageRequest,
        subject: &subject,
        actor: Some(caller.user),
        state: state.as_str(),
    };
    alerts::tell(ctx, tx, caller.tenant, news, now_ms).await.map(drop)
}

/// A connection was accepted between two people of whom one may have sent the other a message request: it counts as read, as one that
/// is answered does, since clients ask about it no more, and its alerts go. One statement, two where it was unread; none without a request.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn overtaken(
    tx: &mut Tx,
    tenant: TenantId,
    chat: &Chat,
    pair: [UserId; 2],
    now_ms: i64,
) -> Result<(), Failure> {
    let Some(request) = &chat.request else { return Ok(()) };
    if let Some(receiver) = pair.into_iter().find(|one| request.unread_by(*one)) {
        tx.move_request(tenant, chat.id, receiver, Delivery::Read, now_ms).await?;
    }
    take_alerts_back(tx, tenant, chat.id, request.sender, pair, now_ms).await
}

/// What either of two people was told of a message request that `sender` sent the other, some time, is true no more: they connected in
/// another way, or their connection ended. One statement, and only where a request was ever sent.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn take_alerts_back(
    tx: &mut Tx,
    tenant: TenantId,
    chat: ChatId,
    sender: Option<UserId>,
    pair: [UserId; 2],
    now_ms: i64,
) -> Result<(), Failure> {
    let receiver = pair.into_iter().find(|one| sender.is_some_and(|sender| sender != *one));
    let (Some(from), Some(to)) = (sender, receiver) else { return Ok(()) };
    let ended = EndedRequest::Message { chat, from, to };
    alerts::take_back(tx, tenant, AlertKind::MessageRequest, &pair, &ended, now_ms).await
}

/// Both people, held for this transaction: one statement.
async fn hold(tx: &mut Tx, caller: Caller, other: UserId, unknown: ErrorCode) -> Result<(User, User), Failure> {
    both(tx.lock_users(caller.tenant, &[caller.user, other]).await?, caller, other, unknown)
}

/// Who of those who are held is who.
fn both(mut held: Vec<User>, caller: Caller, other: UserId, unknown: ErrorCode) -> Result<(User, User), Failure> {
    let mut take = |id: UserId| held.iter().position(|user| user.id == id).map(|at| held.swap_remove(at));
    let me = take(caller.user).ok_or(ErrorCode::AuthInvalid)?;
    Ok((me, take(other).ok_or(unknown)?))
}

/// Asks the table.
fn decided(act: Act, chat: Option<&SharedChat>, caller: Caller, connected: bool) -> Result<(), Failure> {
    let request = chat.and_then(|chat| chat.chat.request.as_ref());
    let mine = request.is_some_and(|request| request.sender == Some(caller.user));
    let rejected = chat.is_some_and(|chat| chat.was_rejected(caller.user));
    let standing = standing(connected, request.map(|request| request.status), mine, rejected);
    decide(act, standing).map_err(|refusal| failure(refusal).into())
}

/// The refusals in the words of `openapi/v1/errors.yaml`.
fn failure(refusal: Refusal) -> ErrorCode {
    match refusal {
        Refusal::NotFound => ErrorCode::MessageRequestNotFound,
        Refusal::AlreadyConnected => ErrorCode::MessageRequestAlreadyConnected,
        Refusal::Pending => ErrorCode::MessageRequestPending,
        Refusal::Rejected => ErrorCode::MessageRequestRejected,
        Refusal::NotReceiver => ErrorCode::MessageRequestNotReceiver,
        Refusal::NotSender => ErrorCode::MessageRequestNotSender,
    }
}
