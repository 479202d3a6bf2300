//! Reminders: ten minutes before a call and at its start both people are told (contract C.3, `schedule.upcoming`).
//!
//! Each reminder is a job; the one that is done brings the next, of this occurrence or of the one after. A schedule that was
//! changed has a chain of its own: jobs of the old time find that nothing begins then, and end theirs.

use super::effects;
use crate::{
    domain::{
        ids::{ScheduleId, TenantId},
        schedule::{next_reminder_ms, reminded_of},
    },
    operations::{
        Ctx, Failure,
        events::{self, Event},
        jobs::{self, Job, JobFault},
    },
    store::{Tx, rerun, schedules::Schedule},
};

/// Has the next reminder after `after_ms` done, if there is one.
pub(super) fn follow(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, schedule: &Schedule, after_ms: i64) {
    if let Some(at_ms) = next_reminder_ms(schedule.slot(), after_ms) {
        jobs::enqueue(ctx, tx, tenant, &Job::ScheduleReminder { schedule: schedule.id, at_ms }, at_ms);
    }
}

/// Reminds both of the call that begins at `at_ms` or a little later: the job [`Job::ScheduleReminder`]. Done twice, it does
/// nothing the second time. A reminder that comes after the call is left out.
///
/// # Errors
/// Whatever the store says; it may be tried again.
pub async fn remind(ctx: &Ctx, tenant: TenantId, schedule: ScheduleId, at_ms: i64) -> Result<(), JobFault> {
    let done = rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let Some(schedule) = tx.mark_reminded(tenant, schedule, at_ms).await? else { return Ok(()) };
        let Some((from_ms, to_ms)) = reminded_of(schedule.slot(), at_ms) else { return Ok(()) };
        // Only now: before, it may have waited for somebody who changed the schedule.
        let now_ms = ctx.clock.now_ms();
        if now_ms < to_ms {
            let mut people = [schedule.senior, schedule.volunteer];
            people.sort_unstable();
            for person in people {
                effects::alert(ctx, &mut tx, tenant, &schedule, person, None, now_ms).await?;
                events::raise(&mut tx, tenant, person, &Event::Upcoming { schedule: schedule.id, from_ms }, now_ms);
            }
        }
        follow(ctx, &mut tx, tenant, &schedule, at_ms.max(now_ms));
        tx.commit().await?;
        Ok::<(), Failure>(())
    })
    .await;
    done.map_err(JobFault::from)
}
