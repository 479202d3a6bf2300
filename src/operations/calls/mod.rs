//! Calls: what HTTP shows of them, what clients do with them over sockets ([`live`]), the stories of that ([`signalling`]), and what
//! time does to them ([`tending`]).
//!
//! Source: openapi/v1/operations/calls.yaml, openapi/v1/actions/calls.yaml; contract/talkamie.md C.4, F.4, F.5; docs/CALLS.md.

mod charge;
pub mod ice;
pub mod live;
pub mod news;
pub mod signalling;
pub mod tending;

use super::{Caller, Ctx, Failure, cursor, view};
use crate::{
    contract::{
        runtime::Page,
        v1::{
            ErrorCode,
            types::{CallDirection, CallStatus, CallType, FullCall, Reference, UserCard},
        },
    },
    domain::{
        call::{By, Call},
        ids::{CallId, TenantId, UserId},
        page::{self, page_items},
        time::iso_date_time,
    },
    store::Tx,
};
use std::collections::HashMap;

/// One call of the caller's. Three statements.
///
/// # Errors
/// `call/not-found`, also for calls of others; `store/unavailable`.
///
/// Source: `getCall`.
pub async fn get_call(ctx: &Ctx, caller: Caller, id: &str) -> Result<FullCall, Failure> {
    let id: CallId = id.parse().map_err(|_| ErrorCode::CallNotFound)?;
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    let call = tx.find_call(caller.tenant, id).await?.filter(|call| call.part_of(caller.user).is_some());
    let call = call.ok_or(ErrorCode::CallNotFound)?;
    let shown = shown(&mut tx, caller.tenant, caller.user, std::slice::from_ref(&call), now_ms).await?.pop();
    shown.ok_or_else(|| Failure::internal("a call was not shown"))
}

/// The caller's calls that are over, newest first, with `keyword` in the other one's name. Three statements a page.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getCallHistories`.
pub async fn get_call_histories(
    ctx: &Ctx,
    caller: Caller,
    page_size: Option<i64>,
    after: Option<&str>,
    keyword: Option<&str>,
) -> Result<Page<FullCall>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = "getCallHistories";
    let after = cursor::read(list, after)?;
    let mut tx = ctx.store.read().await?;
    let page = tx.page_calls(caller.tenant, caller.user, page::keyword(keyword), after, page_items(page_size)).await?;
    let items = shown(&mut tx, caller.tenant, caller.user, &page.items, now_ms).await?;
    Ok(Page { items, last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)), total_items: None })
}

/// Calls as one of the two sees them, each with the other one's card: two statements, however many there are.
///
/// # Errors
/// The store's.
async fn shown(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: UserId,
    calls: &[Call],
    now_ms: i64,
) -> Result<Vec<FullCall>, Failure> {
    let mut others: Vec<UserId> = calls.iter().filter_map(|call| call.other_than(viewer)).collect();
    others.sort_unstable();
    others.dedup();
    let (looks, users) = view::looked_at(tx, tenant, viewer, &others).await?;
    let cards = view::cards(tx, tenant, looks, &users, now_ms).await?;
    let cards: HashMap<UserId, UserCard> = users.iter().map(|user| user.id).zip(cards).collect();
    let card = |call: &Call| call.other_than(viewer).and_then(|other| cards.get(&other).cloned());
    Ok(calls.iter().map(|call| full_call(call, viewer, card(call), now_ms)).collect())
}

/// A call as one of the two sees it.
pub fn full_call(call: &Call, viewer: UserId, other: Option<UserCard>, now_ms: i64) -> FullCall {
    FullCall {
        id: call.id.to_string(),
        r#type: CallType::parse(call.media.as_str()),
        status: CallStatus::parse(call.status.as_str()),
        direction: call.part_of(viewer).map(|part| match part {
            By::Caller => CallDirection::Outgoing,
            By::Callee | By::Server => CallDirection::Incoming,
        }),
        duration: Some(call.duration_s(call.ended_at_ms.unwrap_or(now_ms)).min(i64::from(i32::MAX))),
        timestamp: Some(iso_date_time(call.started_at_ms)),
        user: other,
        chat: Some(Reference { id: call.chat.to_string() }),
    }
}
