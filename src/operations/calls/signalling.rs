//! The stories of a call: what sockets, and time, do to it.
//!
//! The face that has sockets calls [`begin`], [`act`] and [`tend`], and tells the two what came of it. Whoever asks, on whichever
//! machine: both people are held, so every race has one winner, and no minute is paid twice.

use super::charge::pay_minute;
use crate::{
    domain::{
        call::{self, Act, By, Call, CannotCall, Change, Media, Refusal, Status, Terms, Wish},
        connection,
        ids::{CallId, ChatId, TenantId, UserId},
        time::local_day_start_ms,
        user::UserType,
    },
    operations::{
        Caller, Ctx, Failure,
        events::{self, Event},
    },
    store::{MaybeContended, StoreError, Tx, rerun, users::User},
};

/// Calls that [`tend_all`] reads at a time.
const TENDED_AT_ONCE: i64 = 100;

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum Declined {
    /// No such chat or call, or none of the caller's.
    #[error("there is no such chat or call of the caller's")]
    NotFound,
    /// Nobody can be called.
    #[error(transparent)]
    CannotCall(#[from] CannotCall),
    /// The table of `domain::call` says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something else failed.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for Declined {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl MaybeContended for Declined {
    fn is_contended(&self) -> bool {
        matches!(self, Self::Failed(failure) if failure.is_contended())
    }
}

/// What came of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acted {
    pub call: Call,
    /// [`Change::End`] also when a minute could not be paid.
    pub change: Change,
}

/// Calls the other one of a chat. Who cannot be reached (`reachable`: whether a socket of theirs is open) or is in another call
/// has missed it at once.
///
/// # Errors
/// In this order: no such chat of the caller's; [`CannotCall`], in its order; the store's.
pub async fn begin(
    ctx: &Ctx,
    caller: Caller,
    chat: ChatId,
    media: Media,
    reachable: impl Fn(UserId) -> bool + Send + Sync,
) -> Result<Call, Declined> {
    let tenant = caller.tenant;
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let (low, high) = tx.people_of_chat(tenant, chat).await?.ok_or(Declined::NotFound)?;
        let other = match caller.user {
            user if user == low => high,
            user if user == high => low,
            _ => return Err(Declined::NotFound),
        };
        let mut people = tx.lock_users(tenant, &[low, high]).await?;
        // Only now: before, it may have waited for others, whose changes must be older than this one.
        let now_ms = ctx.clock.now_ms();
        let mut take = |id: UserId| people.iter().position(|user| user.id == id).map(|at| people.swap_remove(at));
        let (Some(me), Some(them)) = (take(caller.user), take(other)) else { return Err(Declined::NotFound) };
        let connection = tx.lock_connection_between(tenant, low, high).await?;
        let busy = tx.busy_among(tenant, &[low, high]).await?;
        let senior = |user: &User| user.user_type == Some(UserType::Senior);
        let (payer, earner) = if senior(&me) { (&me, &them) } else { (&them, &me) };
        let day_ms = local_day_start_ms(now_ms, view_offset(earner));
        let settings = ctx.settings.calls;
        let status = call::begin(&Wish {
            connected: connection.is_some_and(|connection| connection.status == connection::Status::Accepted),
            caller_type: me.user_type,
            callee_type: them.user_type,
            caller_busy: busy.contains(&me.id),
            callee_busy: busy.contains(&them.id),
            callee_reachable: reachable(them.id),
            senior_holds_hundredths: payer.coins_hundredths,
            minute_hundredths: settings.minute_hundredths,
            calls_today: tx.count_answered_calls(tenant, earner.id, day_ms).await?,
            calls_a_day_max: earner.max_call_count,
        })?;
        let call = Call {
            id: CallId(ctx.new_id()),
            tenant,
            chat,
            caller: me.id,
            callee: them.id,
            payer: payer.id,
            earner: earner.id,
            media,
            status,
            terms: Terms {
                minute_hundredths: settings.minute_hundredths,
                share_percent: settings.share_percent,
                duration_s_max: earner.max_call_duration_s,
            },
            started_at_ms: now_ms,
            answered_at_ms: None,
            caller_connected_at_ms: None,
            callee_connected_at_ms: None,
            connected_since_ms: None,
            connected_ms: 0,
            charged_minutes: 0,
            payment: None,
            earning: None,
            ended_at_ms: (status == Status::Missed).then_some(now_ms),
        };
        tx.add_call(&call).await?;
        tx.commit().await?;
        Ok(call)
    })
    .await
}

/// Does what one of the two wants with their call.
///
/// # Errors
/// In this order: no such call of the caller's; the table's refusal; the store's.
pub async fn act(ctx: &Ctx, caller: Caller, call: CallId, wished: Act) -> Result<Acted, Declined> {
    change(ctx, caller.tenant, call, Some(caller.user), wished, None).await
}

/// Does what time asks of a call: lets it be missed, pays the minute that has started, ends it. Answers the call, and when it wants
/// to be tended next; `None`: it is over.
///
/// # Errors
/// No such call; the store's.
pub async fn tend(ctx: &Ctx, tenant: TenantId, id: CallId) -> Result<(Call, Option<i64>), Declined> {
    let call = ctx.store.read().await?.find_call(tenant, id).await?.ok_or(Declined::NotFound)?;
    let ring_ms_max = ctx.settings.calls.ring_ms_max;
    let call = match call::step(&call, ring_ms_max) {
        Some((at_ms, wished)) if at_ms <= ctx.clock.now_ms() => {
            // A minute is paid when it is asked for; what ends, ended when its time was over.
            let at_ms = (wished != Act::Charge).then_some(at_ms);
            change(ctx, tenant, id, None, wished, at_ms).await?.call
        }
        _ => call,
    };
    let next_ms = call::step(&call, ring_ms_max).map(|(at_ms, _)| at_ms);
    Ok((call, next_ms))
}

/// Tends every call of a tenant that is not over, and answers how many there are. What a stopped server left goes on, or ends.
///
/// # Errors
/// The store's.
pub async fn tend_all(ctx: &Ctx, tenant: TenantId) -> Result<usize, Failure> {
    let (mut after, mut tended) = (None, 0);
    loop {
        let calls = ctx.store.read().await?.active_calls(tenant, after, TENDED_AT_ONCE).await?;
        for id in &calls {
            match tend(ctx, tenant, *id).await {
                Ok(_) | Err(Declined::NotFound) => tended += 1,
                Err(Declined::Failed(failure)) => return Err(failure),
                Err(other) => return Err(Failure::internal(other)),
            }
        }
        after = calls.last().copied();
        if after.is_none() {
            return Ok(tended);
        }
    }
}

/// One act in one transaction. `by`: who wants it, or time itself; `due_ms`: when it was due, if time wants it.
async fn change(
    ctx: &Ctx,
    tenant: TenantId,
    id: CallId,
    by: Option<UserId>,
    wished: Act,
    due_ms: Option<i64>,
) -> Result<Acted, Declined> {
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let found = tx.find_call(tenant, id).await?.ok_or(Declined::NotFound)?;
        let part = by.map_or(Some(By::Server), |user| found.part_of(user)).ok_or(Declined::NotFound)?;
        let wallets = tx.lock_wallets(tenant, &[found.caller, found.callee]).await?;
        let found = tx.find_call(tenant, id).await?.ok_or(Declined::NotFound)?;
        // Only now: before, it may have waited for others, whose changes must be older than this one.
        let now_ms = ctx.clock.now_ms();
        if due_ms.is_some() && call::step(&found, ctx.settings.calls.ring_ms_max).map(|(at_ms, _)| at_ms) != due_ms {
            // Somebody was faster, and time asks for something else now.
            return Ok(Acted { call: found, change: Change::Keep });
        }
        let at_ms = due_ms.unwrap_or(now_ms);
        let held = wallets.iter().find(|wallet| wallet.user == found.payer).map_or(0, |wallet| wallet.hundredths);
        let acted = carry_out(ctx, &mut tx, found, (wished, part), held, at_ms).await?;
        tx.commit().await?;
        Ok(acted)
    })
    .await
}

/// Decides, pays, writes.
async fn carry_out(
    ctx: &Ctx,
    tx: &mut Tx,
    mut call: Call,
    (wished, part): (Act, By),
    held_hundredths: i64,
    at_ms: i64,
) -> Result<Acted, Declined> {
    let mut change = call::decide(&call, wished, part, at_ms)?;
    if change == Change::Keep {
        return Ok(Acted { call, change });
    }
    call = match change {
        Change::Charge => {
            if !pay_minute(ctx, tx, &mut call, held_hundredths, at_ms).await? {
                change = Change::End(Status::Accepted);
            }
            call
        }
        Change::End(_) if call.may_still_pay(at_ms) => {
            // What cannot be paid is not: the call is over all the same.
            pay_minute(ctx, tx, &mut call, held_hundredths, at_ms).await?;
            call
        }
        _ => call,
    };
    call = call::apply(call, change, part, at_ms);
    if call.ended_at_ms.is_some() {
        let transactions: Vec<_> = [call.payment, call.earning].into_iter().flatten().collect();
        if !transactions.is_empty() {
            tx.complete_transactions(call.tenant, &transactions, at_ms).await?;
        }
        for person in [call.caller, call.callee] {
            events::raise(tx, call.tenant, person, &Event::User, at_ms);
        }
    } else if change == Change::Connect && call.charged_minutes == 0 {
        // Connecting starts the first minute.
        if !pay_minute(ctx, tx, &mut call, held_hundredths, at_ms).await? {
            tracing::debug!(call.id = %call.id, "The first minute cannot be paid; the next look ends the call");
        }
    }
    tx.save_call(&call).await?;
    Ok(Acted { call, change })
}

/// Minutes from local time to UTC, as the person's clients said last.
fn view_offset(user: &User) -> i32 {
    user.timezone_offset_min.and_then(|minutes| i32::try_from(minutes).ok()).unwrap_or(0)
}
