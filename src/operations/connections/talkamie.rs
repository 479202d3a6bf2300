//! The operations of the Talkamie face: openapi/v1/operations/connections.yaml.

use super::{Acted, Declined, Wish, act};
use crate::{
    contract::{
        runtime::Page,
        v1::{
            ErrorCode,
            types::{
                ConnectRequestAccepted, ConnectRequestStatus, ConnectRequestWithMe, FullConnectRequest, Me, UserCard,
            },
        },
    },
    domain::{
        connection::{Act, Change, Face, Refusal},
        ids::UserId,
        page::{self, page_items},
    },
    operations::{
        Caller, Ctx, Failure, cursor,
        idempotency::{self, Key, Recalled},
        view,
    },
    store::{Tx, connections::lists::Side, rerun},
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashMap;

/// Asks `other` to connect.
///
/// # Errors
/// In this order: `idempotency/key-reused`; `connection/with-self`, `user/not-found`, `connection/request-pending`,
/// `connection/already-connected`; `store/unavailable`.
///
/// Source: `sendConnectionRequest`.
pub async fn send_connection_request(
    ctx: &Ctx,
    caller: Caller,
    other: &str,
    key: Option<&str>,
) -> Result<ConnectRequestWithMe, Failure> {
    let key = Key::new(key, "sendConnectionRequest", &other);
    story(ctx, caller, other, (Act::Ask, key), async |ctx, tx, acted, now_ms| {
        let asked = acted.after.as_ref().ok_or_else(|| Failure::internal("asking left no record"))?;
        let request =
            view::request_in(asked, ConnectRequestStatus::Pending, Some(card_of_other(tx, &acted, now_ms).await?));
        let me = view::own_of(ctx, tx, &acted.caller, now_ms).await?;
        Ok(ConnectRequestWithMe {
            id: request.id,
            status: request.status,
            from: request.from,
            to: request.to,
            user: request.user.map(|user| *user),
            me,
        })
    })
    .await
}

/// Takes the caller's own pending request back.
///
/// # Errors
/// In this order: `connection/not-found`, `connection/not-requester`; `store/unavailable`.
///
/// Source: `cancelConnectionRequest`.
pub async fn cancel_connection_request(ctx: &Ctx, caller: Caller, other: &str) -> Result<Me, Failure> {
    story(ctx, caller, other, (Act::TakeBack, Key::none()), me).await
}

/// Says yes to the request that `other` sent, and opens the chat.
///
/// # Errors
/// In this order: `idempotency/key-reused`; `connection/not-found`, `connection/not-receiver`; `store/unavailable`.
///
/// Source: `acceptConnection`.
pub async fn accept_connection(
    ctx: &Ctx,
    caller: Caller,
    other: &str,
    key: Option<&str>,
) -> Result<ConnectRequestAccepted, Failure> {
    let key = Key::new(key, "acceptConnection", &other);
    story(ctx, caller, other, (Act::Accept, key), async |ctx, tx, acted, now_ms| {
        let accepted = acted.after.as_ref().ok_or_else(|| Failure::internal("accepting left no record"))?;
        let user = card_of_other(tx, &acted, now_ms).await?;
        let chat = user.viewer.as_ref().and_then(|viewer| viewer.chat.clone());
        let chat = chat.ok_or_else(|| Failure::internal("accepting opened no chat"))?;
        let request = view::request_in(accepted, ConnectRequestStatus::Accepted, Some(user));
        let me = view::own_of(ctx, tx, &acted.caller, now_ms).await?;
        Ok(ConnectRequestAccepted {
            id: request.id,
            status: request.status,
            from: request.from,
            to: request.to,
            user: request.user.map(|user| *user),
            chat,
            me,
        })
    })
    .await
}

/// Says no to the request that `other` sent.
///
/// # Errors
/// In this order: `connection/not-found`, `connection/not-receiver`; `store/unavailable`.
///
/// Source: `rejectConnectionRequest`.
pub async fn reject_connection_request(ctx: &Ctx, caller: Caller, other: &str) -> Result<Me, Failure> {
    story(ctx, caller, other, (Act::Refuse, Key::none()), me).await
}

/// Ends the connection with `other`.
///
/// # Errors
/// In this order: `connection/not-found` when the two are not connected; `store/unavailable`.
///
/// Source: `disconnectUser`, the operation that the official documentation shows whole.
pub async fn disconnect_user(ctx: &Ctx, caller: Caller, other: &str) -> Result<Me, Failure> {
    story(ctx, caller, other, (Act::End, Key::none()), me).await
}

/// The requests that others sent to the caller and that wait, newest first. Three statements a page.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getPendingConnectionRequests`.
pub async fn get_pending_connection_requests(
    ctx: &Ctx,
    caller: Caller,
    page_size: Option<i64>,
    after: Option<&str>,
) -> Result<Page<FullConnectRequest>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = "getPendingConnectionRequests";
    let after = cursor::read(list, after)?;
    let mut tx = ctx.store.read().await?;
    let page = tx.page_pending(caller.tenant, caller.user, Side::Received, after, page_items(page_size)).await?;
    let senders: Vec<UserId> = page.items.iter().map(|connection| connection.requester).collect();
    let mut cards = cards_of(&mut tx, caller, &senders, now_ms).await?;
    let items = page.items.iter().map(|connection| {
        view::request_in(connection, ConnectRequestStatus::Pending, cards.remove(&connection.requester))
    });
    Ok(Page {
        items: items.collect(),
        last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)),
        total_items: None,
    })
}

/// The people the caller is connected with, the newest connection first. Three statements a page.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getConnectedUsers`.
pub async fn get_connected_users(
    ctx: &Ctx,
    caller: Caller,
    page_size: Option<i64>,
    after: Option<&str>,
    keyword: Option<&str>,
) -> Result<Page<UserCard>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = "getConnectedUsers";
    let after = cursor::read(list, after)?;
    let mut tx = ctx.store.read().await?;
    let page =
        tx.page_accepted(caller.tenant, caller.user, page::keyword(keyword), after, page_items(page_size)).await?;
    let others: Vec<UserId> = page.items.iter().filter_map(|connection| connection.other_than(caller.user)).collect();
    let mut cards = cards_of(&mut tx, caller, &others, now_ms).await?;
    let items = others.iter().filter_map(|other| cards.remove(other)).collect();
    Ok(Page { items, last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)), total_items: None })
}

/// The cards of these people as the caller sees them: two statements.
async fn cards_of(
    tx: &mut Tx,
    caller: Caller,
    people: &[UserId],
    now_ms: i64,
) -> Result<HashMap<UserId, UserCard>, Failure> {
    let (looks, users) = view::looked_at(tx, caller.tenant, caller.user, people).await?;
    let cards = view::cards(tx, caller.tenant, looks, &users, now_ms).await?;
    Ok(users.iter().map(|user| user.id).zip(cards).collect())
}

/// One act and its answer, in one transaction: an answer that cannot be given undoes the act.
#[expect(clippy::future_not_send, reason = "an AsyncFn cannot say that its future is Send; each caller's is")]
async fn story<T: Serialize + DeserializeOwned + Sync>(
    ctx: &Ctx,
    caller: Caller,
    other: &str,
    (wished, key): (Act, Key),
    answer: impl AsyncFn(&Ctx, &mut Tx, Acted, i64) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let unknown = || if wished == Act::Ask { ErrorCode::UserNotFound } else { ErrorCode::ConnectionNotFound };
    let wish = Wish { tenant: caller.tenant, face: Face::Talkamie, act: wished, caller: caller.user, message: None };
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let tx = ctx.store.write().await?;
        let mut tx = match idempotency::recall(tx, caller, &key, now_ms).await? {
            Recalled::Anew(tx) => tx,
            Recalled::Known(answer) => return Ok(answer),
        };
        let other: UserId = other.parse().map_err(|_| Failure::of(unknown()))?;
        let acted = act(ctx, &mut tx, &wish, other).await.map_err(|declined| failure(declined, unknown()))?;
        let answer = answer(ctx, &mut tx, acted, now_ms).await?;
        idempotency::remember(&mut tx, caller, &key, &answer).await?;
        tx.commit().await?;
        Ok(answer)
    })
    .await
}

/// The refusals in the words of `openapi/v1/errors.yaml`.
fn failure(declined: Declined, unknown: ErrorCode) -> Failure {
    let refusal = match declined {
        Declined::UnknownUser => return unknown.into(),
        Declined::UnknownCaller => return ErrorCode::AuthInvalid.into(),
        Declined::Failed(failure) => return failure,
        Declined::Refused(refusal) => refusal,
    };
    let code = match refusal {
        Refusal::WithSelf if unknown == ErrorCode::UserNotFound => ErrorCode::ConnectionWithSelf,
        Refusal::Pending => ErrorCode::ConnectionRequestPending,
        Refusal::AlreadyConnected => ErrorCode::ConnectionAlreadyConnected,
        Refusal::DeclinedEarlier => ErrorCode::ConnectionRequestDeclined,
        Refusal::NotReceiver => ErrorCode::ConnectionNotReceiver,
        Refusal::NotRequester => ErrorCode::ConnectionNotRequester,
        Refusal::WithSelf | Refusal::NotFound | Refusal::NotPending | Refusal::NotConnected | Refusal::NotAParty => {
            ErrorCode::ConnectionNotFound
        }
    };
    code.into()
}

async fn me(ctx: &Ctx, tx: &mut Tx, acted: Acted, now_ms: i64) -> Result<Me, Failure> {
    debug_assert!(acted.change != Change::Keep, "each of these acts changes something or is refused");
    Ok(Me { me: view::own_of(ctx, tx, &acted.caller, now_ms).await? })
}

async fn card_of_other(tx: &mut Tx, acted: &Acted, now_ms: i64) -> Result<UserCard, Failure> {
    let viewer = view::who(&acted.caller);
    let relations = view::relations(tx, acted.caller.tenant, viewer.id, &[acted.other.id]).await?;
    Ok(view::card(&acted.other, relations.get(&acted.other.id), viewer, now_ms))
}
