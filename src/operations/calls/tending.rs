//! What time does to calls: nobody answers, a minute begins, the coins are used up, somebody does not come back.
//!
//! Every process looks at all calls about once a second, and does what is due ([`call::step`]). What is due is looked at again
//! once both people are held, so that of several processes one does it; a process that stops leaves nothing behind that the
//! others do not see.

use super::signalling::{Declined, Moment, carry_out, found, hold};
use crate::{
    contract::v1::ErrorCode,
    domain::{
        call::{self, By, Call, Step},
        ids::{CallId, TenantId},
    },
    operations::{Ctx, Failure, presence},
    store::{StoreResult, calls::Watched, rerun},
};

/// Calls that are looked at with one statement.
const TENDED_AT_ONCE: i64 = 100;

/// Does what time asks of every call of a tenant that is not over, and answers how many there were. One statement when there is none, or
/// nothing is due.
///
/// # Errors
/// The store's. What fails in one call is logged, and does not keep the others waiting.
pub async fn tend_all(ctx: &Ctx, tenant: TenantId) -> Result<usize, Failure> {
    let (mut after, mut tended) = (None, 0);
    loop {
        let now_ms = ctx.clock.now_ms();
        let seen_since_ms = presence::seen_since_ms(now_ms);
        let calls = ctx.store.read().await?.watched_calls(tenant, after, seen_since_ms, TENDED_AT_ONCE).await?;
        note_who_left(ctx, &calls, now_ms).await?;
        for watched in &calls {
            match tend_one(ctx, watched, now_ms).await {
                // Somebody was faster.
                Ok(_) | Err(Declined::NoCall) => {}
                Err(Declined::Failed(failure)) if failure.code == ErrorCode::StoreUnavailable => return Err(failure),
                Err(declined) => {
                    tracing::error!(call.id = %watched.call.id, cause = %declined, "A call could not be tended")
                }
            }
        }
        tended += calls.len();
        after = calls.last().map(|watched| watched.call.id);
        if i64::try_from(calls.len()).unwrap_or(i64::MAX) < TENDED_AT_ONCE {
            return Ok(tended);
        }
    }
}

/// Does what time asks of one call. Answers it, and when it wants to be tended next; `None`: it is over.
///
/// # Errors
/// No such call; the store's.
pub async fn tend(ctx: &Ctx, tenant: TenantId, id: CallId) -> Result<(Call, Option<i64>), Declined> {
    let now_ms = ctx.clock.now_ms();
    let seen_since_ms = presence::seen_since_ms(now_ms);
    let mut tx = ctx.store.read().await?;
    let Some(watched) = tx.watched_call(tenant, id, seen_since_ms).await? else {
        return Ok((found(&mut tx, tenant, id).await?, None));
    };
    drop(tx);
    note_who_left(ctx, std::slice::from_ref(&watched), now_ms).await?;
    let call = tend_one(ctx, &watched, now_ms).await?;
    let next = call::step(&call, watched.away(now_ms), ctx.settings.calls.ring_ms_max);
    Ok((call, next.map(|step| step.due_ms)))
}

/// Notes who has left since the last look, and who came back. No statement when nobody did.
async fn note_who_left(ctx: &Ctx, calls: &[Watched], now_ms: i64) -> StoreResult<()> {
    let sides = |watched: &Watched| {
        [(watched.call.caller, watched.caller), (watched.call.callee, watched.callee)]
            .into_iter()
            .filter(|(_, seen)| seen.here == seen.away_since_ms.is_some())
    };
    if calls.iter().all(|watched| sides(watched).next().is_none()) {
        return Ok(());
    }
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        for watched in calls {
            for (user, seen) in sides(watched) {
                tx.mark_away(&watched.call, user, (!seen.here).then_some(now_ms));
            }
        }
        tx.commit().await
    })
    .await
}

/// Does what is due, if anything is, and answers the call as it is then.
async fn tend_one(ctx: &Ctx, watched: &Watched, now_ms: i64) -> Result<Call, Declined> {
    match call::step(&watched.call, watched.away(now_ms), ctx.settings.calls.ring_ms_max) {
        Some(step) if step.due_ms <= now_ms => do_step(ctx, &watched.call, step).await,
        _ => Ok(watched.call.clone()),
    }
}

/// Does a step, unless somebody was faster and time asks for something else now. Six statements, ten more for a minute that is paid, and
/// those of the events.
async fn do_step(ctx: &Ctx, call: &Call, step: Step) -> Result<Call, Declined> {
    let (tenant, id) = (call.tenant, call.id);
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let held_hundredths = hold(&mut tx, call).await?;
        // Only now: before, it may have waited for others, whose changes must be older than this one.
        let now_ms = ctx.clock.now_ms();
        let Some(watched) = tx.watched_call(tenant, id, presence::seen_since_ms(now_ms)).await? else {
            return found(&mut tx, tenant, id).await;
        };
        let asked = call::step(&watched.call, watched.away(now_ms), ctx.settings.calls.ring_ms_max);
        if asked != Some(step) {
            return Ok(watched.call);
        }
        let moment = Moment { now_ms, as_of_ms: step.as_of_ms.unwrap_or(now_ms), held_hundredths };
        let acted = carry_out(ctx, &mut tx, watched.call, (step.act, By::Server, None), moment).await?;
        tx.commit().await?;
        Ok(acted.call)
    })
    .await
}
