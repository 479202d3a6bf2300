//! The stories of a call: what the two people do to it over their sockets.
//!
//! Each is one transaction that holds both people, so that every race has one winner whichever process it came to, and no minute is
//! paid twice. What the two are told goes into the same transaction ([`events`]): they hear of all that was kept, in its
//! order, and of nothing else. What time does to a call is in [`tending`](super::tending).

use super::{charge::pay_minute, shown};
use crate::{
    contract::v1::types::FullCall,
    domain::{
        call::{self, Act, By, Call, CannotCall, Change, Media, Refusal, Status, Terms, Wish},
        connection,
        ids::{CallId, ChatId, TenantId, UserId},
        limits::CALL_LATE_SIGNALS_MS,
        time::local_day_start_ms,
        user::UserType,
    },
    operations::{
        Caller, Ctx, Failure,
        events::{self, CallNews, Event, Origin},
        presence,
    },
    store::{MaybeContended, StoreError, Tx, rerun, users::User},
};
use serde_json::{Map, Value};

/// Why nothing came of it.
#[derive(Debug, thiserror::Error)]
pub enum Declined {
    /// No such chat, or none of the caller's.
    #[error("there is no such chat of the caller's")]
    NoChat,
    /// No such call, or none of the caller's.
    #[error("there is no such call of the caller's")]
    NoCall,
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

/// Calls the other one of a chat, whose sockets are told. Who has no open socket or is in another call has missed it at once.
/// Eight statements, those of the event, and two for what the caller sees of it.
///
/// # Errors
/// In this order: no such chat of the caller's; [`CannotCall`], in its order; the store's.
pub async fn begin(ctx: &Ctx, caller: Caller, chat: ChatId, media: Media) -> Result<(Call, FullCall), Declined> {
    let tenant = caller.tenant;
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let (low, high) = tx.people_of_chat(tenant, chat).await?.ok_or(Declined::NoChat)?;
        let other = match caller.user {
            user if user == low => high,
            user if user == high => low,
            _ => return Err(Declined::NoChat),
        };
        let mut people = tx.lock_users(tenant, &[low, high]).await?;
        // Only now: before, it may have waited for others, whose changes must be older than this one.
        let now_ms = ctx.clock.now_ms();
        let mut take = |id: UserId| people.iter().position(|user| user.id == id).map(|at| people.swap_remove(at));
        let (Some(me), Some(them)) = (take(caller.user), take(other)) else { return Err(Declined::NoChat) };
        let connection = tx.connection_between(tenant, low, high).await?;
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
            callee_reachable: presence::is_here(&mut tx, tenant, them.id, now_ms).await?,
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
            answered_on: None,
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
        if status == Status::Ringing {
            let calling = Event::Call { call: call.id, news: CallNews::Calling, origin: None };
            events::raise(&mut tx, tenant, call.callee, &calling, now_ms);
        }
        let seen = shown_one(&mut tx, caller, &call, now_ms).await?;
        tx.commit().await?;
        Ok((call, seen))
    })
    .await
}

/// Does what one of the two wants with their call. Their sockets are told but for `origin`. Four statements, ten more for a minute
/// that is paid, those of the events, and two for what the caller sees of it.
///
/// # Errors
/// In this order: no such call of the caller's; the table's refusal; the store's.
pub async fn act(
    ctx: &Ctx,
    caller: Caller,
    call: CallId,
    wished: Act,
    origin: Option<Origin>,
) -> Result<(Acted, FullCall), Declined> {
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let found = tx.find_call(caller.tenant, call).await?.ok_or(Declined::NoCall)?;
        let part = found.part_of(caller.user).ok_or(Declined::NoCall)?;
        let held_hundredths = hold(&mut tx, &found).await?;
        let found = tx.find_call(caller.tenant, call).await?.ok_or(Declined::NoCall)?;
        // Only now: before, it may have waited for others, whose changes must be older than this one.
        let now_ms = ctx.clock.now_ms();
        let moment = Moment { now_ms, as_of_ms: now_ms, held_hundredths };
        let acted = carry_out(ctx, &mut tx, found, (wished, part, origin), moment).await?;
        let seen = shown_one(&mut tx, caller, &acted.call, now_ms).await?;
        tx.commit().await?;
        Ok((acted, seen))
    })
    .await
}

/// Passes on what the caller's browser says to the other one's, in the call that rings or goes on between them. What comes in
/// the first seconds after the call's end is dropped. Two statements and those of the event.
///
/// # Errors
/// In this order: no such chat of the caller's; [`Refusal::Over`] when there is no such call; the store's.
pub async fn signal(ctx: &Ctx, caller: Caller, chat: ChatId, signal: &Map<String, Value>) -> Result<(), Declined> {
    let tenant = caller.tenant;
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let now_ms = ctx.clock.now_ms();
        let active = tx.active_call_of(tenant, caller.user).await?.filter(|call| call.chat == chat);
        let Some(other) = active.and_then(|call| call.other_than(caller.user)) else {
            return without_a_call(&mut tx, caller, chat, now_ms).await;
        };
        let said = Event::Signal { chat, signal: signal.clone() };
        events::raise(&mut tx, tenant, other, &said, now_ms);
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// What a signal means while there is no call. Browsers find candidates for some seconds, and do not know that it is over.
async fn without_a_call(tx: &mut Tx, caller: Caller, chat: ChatId, now_ms: i64) -> Result<(), Declined> {
    let people = tx.people_of_chat(caller.tenant, chat).await?;
    if !people.is_some_and(|(low, high)| caller.user == low || caller.user == high) {
        return Err(Declined::NoChat);
    }
    let last = tx.page_calls(caller.tenant, caller.user, None, None, 1).await?.items.pop();
    let ended_ms = last.filter(|call| call.chat == chat).and_then(|call| call.ended_at_ms);
    if ended_ms.is_some_and(|ended_ms| now_ms - ended_ms <= CALL_LATE_SIGNALS_MS) {
        Ok(())
    } else {
        Err(Refusal::Over.into())
    }
}

/// Ends a call, if it is one that rings or goes on between these two, who are held and are connected no more: as the server ends one,
/// paid like any other. Answers whether it was.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn end_between(
    ctx: &Ctx,
    tx: &mut Tx,
    active: Option<Call>,
    (one, other): (&User, &User),
    now_ms: i64,
) -> Result<bool, Failure> {
    let Some(call) = active.filter(|call| call.other_than(one.id) == Some(other.id)) else { return Ok(false) };
    let payer = if call.payer == one.id { one } else { other };
    let moment = Moment { now_ms, as_of_ms: now_ms, held_hundredths: payer.coins_hundredths };
    match carry_out(ctx, tx, call, (Act::End, By::Server, None), moment).await {
        Ok(_) => Ok(true),
        Err(Declined::Failed(failure)) => Err(failure),
        Err(declined) => Err(Failure::internal(declined)),
    }
}

/// When an act is done, and with what.
pub(super) struct Moment {
    pub now_ms: i64,
    /// The moment as of which it counts.
    pub as_of_ms: i64,
    /// What the payer's wallet holds.
    pub held_hundredths: i64,
}

/// Holds both people's wallets, and answers what the payer's has.
///
/// # Errors
/// The store's.
pub(super) async fn hold(tx: &mut Tx, call: &Call) -> Result<i64, Declined> {
    let wallets = tx.lock_wallets(call.tenant, &[call.caller, call.callee]).await?;
    Ok(wallets.iter().find(|wallet| wallet.user == call.payer).map_or(0, |wallet| wallet.hundredths))
}

/// Decides, pays, writes, tells.
///
/// # Errors
/// The table's refusal; the store's.
pub(super) async fn carry_out(
    ctx: &Ctx,
    tx: &mut Tx,
    mut call: Call,
    (wished, part, origin): (Act, By, Option<Origin>),
    moment: Moment,
) -> Result<Acted, Declined> {
    let Moment { now_ms, as_of_ms: at_ms, held_hundredths } = moment;
    let connection = origin.map(|origin| origin.0);
    let mut change = call::decide(&call, wished, part, at_ms)?;
    if wished == Act::Accept && call.was_answered_elsewhere(connection) {
        return Err(Refusal::Answered.into());
    }
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
        Change::Answer => Call { answered_on: connection, ..call },
        _ => call,
    };
    call = call::apply(call, change, part, at_ms);
    if call.ended_at_ms.is_none() && change == Change::Connect && call.charged_minutes == 0 {
        // Connecting starts the first minute.
        if !pay_minute(ctx, tx, &mut call, held_hundredths, at_ms).await? {
            tracing::debug!(call.id = %call.id, "The first minute cannot be paid; the next look ends the call");
        }
    }
    if call.ended_at_ms.is_some() {
        let transactions: Vec<_> = [call.payment, call.earning].into_iter().flatten().collect();
        if !transactions.is_empty() {
            tx.complete_transactions(call.tenant, &transactions, at_ms).await?;
        }
    }
    tell(tx, &call, change, origin, now_ms);
    tx.save_call(&call).await?;
    Ok(Acted { call, change })
}

/// Has the sockets of the two told what became of their call.
fn tell(tx: &mut Tx, call: &Call, change: Change, origin: Option<Origin>, now_ms: i64) {
    let mut told: Vec<(UserId, CallNews)> = Vec::new();
    match change {
        // Not the callee's other connections: a client that is told makes the WebRTC offer, which is the caller's to make.
        Change::Answer => told.push((call.caller, CallNews::Accepted)),
        // The callee's other connections stop ringing.
        Change::End(Status::Rejected) => {
            told.extend([(call.caller, CallNews::Rejected), (call.callee, CallNews::Ended)]);
        }
        Change::End(_) => told.extend([(call.caller, CallNews::Ended), (call.callee, CallNews::Ended)]),
        Change::Keep | Change::Connect | Change::Disconnect | Change::Charge => {}
    }
    for (person, news) in told {
        events::raise(tx, call.tenant, person, &Event::Call { call: call.id, news, origin }, now_ms);
    }
    if call.ended_at_ms.is_some() {
        // Whoever ended it is told of their balance too, and of the day's calls.
        for person in [call.caller, call.callee] {
            events::raise(tx, call.tenant, person, &Event::User, now_ms);
        }
    }
}

/// A call as the caller sees it, in the transaction that changed it: after the commit nothing can fail any more.
async fn shown_one(tx: &mut Tx, caller: Caller, call: &Call, now_ms: i64) -> Result<FullCall, Failure> {
    let seen = shown(tx, caller.tenant, caller.user, std::slice::from_ref(call), now_ms).await?.pop();
    seen.ok_or_else(|| Failure::internal("a call was not shown"))
}

/// Minutes from local time to UTC, as the person's clients said last.
fn view_offset(user: &User) -> i32 {
    user.timezone_offset_min.and_then(|minutes| i32::try_from(minutes).ok()).unwrap_or(0)
}

/// The call as it is in the database.
///
/// # Errors
/// No such call; the store's.
pub(super) async fn found(tx: &mut Tx, tenant: TenantId, id: CallId) -> Result<Call, Declined> {
    tx.find_call(tenant, id).await?.ok_or(Declined::NoCall)
}
