//! A scheduled call for the calendars of phones and computers.

use super::own;
use crate::{
    domain::calendar::{Entry, calendar},
    operations::{Caller, Ctx, Failure},
};

/// One scheduled call as an iCalendar object. Two statements.
///
/// # Errors
/// `schedule/not-found`, also for those of others; `store/unavailable`.
///
/// Source: `getScheduleCalendar`.
pub async fn get_schedule_calendar(ctx: &Ctx, caller: Caller, id: &str) -> Result<String, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    let (schedule, other) = own(&mut tx, caller, id).await?;
    let people = tx.find_cards(caller.tenant, &[caller.user, other]).await?;
    let name_of = |id| people.iter().find(|user| user.id == id).and_then(|user| user.name.as_deref());
    let kind = if schedule.kind == "audio" { "Audio call" } else { "Video call" };
    let description = name_of(other).map_or_else(|| kind.to_owned(), |name| format!("{kind} with {name}"));
    let entry = Entry {
        id: &schedule.id.to_string(),
        title: &schedule.title,
        description: &description,
        // The apps let the senior decide (contract B, "update a schedule").
        organizer: (&schedule.senior.to_string(), name_of(schedule.senior)),
        slot: schedule.slot(),
        created_at_ms: schedule.created_at_ms,
        updated_at_ms: schedule.updated_at_ms,
    };
    Ok(calendar(&entry, now_ms))
}
