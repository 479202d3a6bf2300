//! What is done from time to time, asked for by nobody: expired sessions and codes are swept away.

use super::{Ctx, Failure, files, jobs::Job, payments};
use crate::{
    domain::credentials::OTP_WINDOW_MS,
    domain::{
        limits::IDEMPOTENCY_REMEMBERED_MS,
        time::{MS_PER_DAY, MS_PER_HOUR},
    },
};

/// How long what has expired is kept, in milliseconds: long enough to answer "expired" rather than "unknown".
const KEPT_MS: i64 = MS_PER_DAY;

/// How long events are kept, in milliseconds: a socket that was away for longer reads anew.
const EVENTS_KEPT_MS: i64 = MS_PER_HOUR;

/// How long jobs are kept that were given up and that nobody would do any more, in milliseconds: a week for operators to see them.
/// Others, such as payouts, stay until an operator removes them.
const STALE_JOBS_KEPT_MS: i64 = 7 * MS_PER_DAY;

/// Rows of each kind that go in one transaction: others write in between.
const SWEPT_AT_ONCE: i64 = 500;

/// Forgets sessions that ended, and codes that were sent, more than a day ago; answers to repeated requests, what sockets were
/// told, and jobs that were given up and have lost their point. Four statements for each five hundred rows, and one; then files
/// that no profile names, and top-ups that nobody paid.
///
/// # Errors
/// `store/unavailable`: the next sweep does it.
pub async fn sweep(ctx: &Ctx) -> Result<(), Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut swept = [0; 4];
    loop {
        let mut tx = ctx.store.write().await?;
        let parts = [
            tx.sweep_sessions(now_ms - KEPT_MS, SWEPT_AT_ONCE).await?,
            tx.sweep_otps(now_ms - KEPT_MS.max(OTP_WINDOW_MS), SWEPT_AT_ONCE).await?,
            tx.sweep_keys(now_ms - IDEMPOTENCY_REMEMBERED_MS, SWEPT_AT_ONCE).await?,
            tx.sweep_events(now_ms - EVENTS_KEPT_MS, SWEPT_AT_ONCE).await?,
        ];
        tx.commit().await?;
        swept.iter_mut().zip(parts).for_each(|(all, part)| *all += part);
        if parts.iter().all(|part| *part < SWEPT_AT_ONCE.unsigned_abs()) {
            break;
        }
    }
    let [sessions, codes, answers, events] = swept;
    let mut tx = ctx.store.write().await?;
    let jobs = tx.sweep_dead_jobs(Job::STALE, now_ms - STALE_JOBS_KEPT_MS).await?;
    tx.commit().await?;
    let (files, unfinished) = files::sweep(ctx).await?;
    let top_ups = payments::expire(ctx).await?;
    tracing::debug!(sessions, codes, answers, events, jobs, files, unfinished, top_ups, "Swept away what had expired");
    Ok(())
}
