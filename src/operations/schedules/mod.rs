//! Calls agreed for a time: scheduling, reading, changing, calling off. Source: openapi/v1/operations/schedules.yaml.
//!
//! Nobody is in two calls at once. Whoever books holds both people first, in the order of their ids, then reads what is near
//! the slot, decides ([`booking`]) and writes: bookings that share a person follow each other, so that each sees all that
//! were kept before it. The database refuses what slips past that (migration 0007).

mod booking;
mod calendar;
pub(super) mod effects;
mod lists;
pub mod reminders;
pub(super) mod view;

pub use calendar::get_schedule_calendar;
pub use lists::{Search, get_all_schedules, get_past_schedules, get_upcoming_schedules};

use super::{
    Caller, Ctx, Failure,
    idempotency::{self, Key, Recalled},
};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{
            CallScheduled, CallType, FullCallSchedule, Me, Reference, ScheduleBody, ScheduleDeleted, ScheduleUpdate,
        },
    },
    domain::{
        availability::{Slot, SlotStatus, slot_status},
        connection::{Standing, standing},
        ids::{ScheduleId, UserId},
        schedule::{self, Pair, Retiming},
    },
    store::{Tx, chats::Chat, rerun, schedules::Schedule, users::User},
};
use booking::{moment, recurrence};

/// Schedules a call with `other`, and tells them.
///
/// # Errors
/// In this order: `request/invalid` for a moment that no calendar has; `idempotency/key-reused`, `schedule/with-self`,
/// `user/not-found`, `schedule/not-connected`, `schedule/needs-senior-and-volunteer`, `schedule/time-invalid`,
/// `schedule/outside-availability`, `schedule/overlap`; `store/unavailable`.
///
/// Source: `scheduleCall`.
pub async fn schedule_call(
    ctx: &Ctx,
    caller: Caller,
    other: &str,
    body: ScheduleBody,
    idempotency_key: Option<&str>,
) -> Result<CallScheduled, Failure> {
    let key = Key::new(idempotency_key, "scheduleCall", &(other, &body));
    let slot = Slot {
        from_ms: moment("/startDateTime", &body.start_date_time)?,
        to_ms: moment("/endDateTime", &body.end_date_time)?,
        recurrence: body.recurrence.map(recurrence).unwrap_or_default(),
    };
    rerun(|| async {
        let tx = ctx.store.write().await?;
        let mut tx = match idempotency::recall(tx, caller, &key, ctx.clock.now_ms()).await? {
            Recalled::Anew(tx) => tx,
            Recalled::Known(answer) => return Ok(answer),
        };
        let other: UserId = other.parse().map_err(|_| ErrorCode::UserNotFound)?;
        if other == caller.user {
            return Err(Failure::of(ErrorCode::ScheduleWithSelf));
        }
        let (me, other) = people(&mut tx, caller, other).await?;
        // Only now: before, it may have waited for others, whose bookings must be older than this one.
        let now_ms = ctx.clock.now_ms();
        let (pair, chat) = connected_pair(&mut tx, &me, &other).await?;
        let volunteer = if pair.volunteer == me.id { &me } else { &other };
        booking::judge(&mut tx, pair, volunteer, slot, None, now_ms).await?;
        let agreed = Schedule {
            id: ScheduleId(ctx.new_id()),
            senior: pair.senior,
            volunteer: pair.volunteer,
            title: schedule::title(body.title.as_deref(), other.name.as_deref()),
            kind: body.r#type.unwrap_or(CallType::Video).as_str().to_owned(),
            from_ms: slot.from_ms,
            to_ms: slot.to_ms,
            recurrence: slot.recurrence.as_str().to_owned(),
            created_at_ms: now_ms,
            updated_at_ms: now_ms,
        };
        tx.add_schedule(caller.tenant, &agreed).await?;
        let (chat, message) = effects::agreed(ctx, &mut tx, &agreed, &me, other.id, chat, now_ms).await?;
        let answer = CallScheduled {
            schedule: one(&mut tx, caller, &agreed, now_ms).await?,
            chat: Reference { id: chat.to_string() },
            message,
        };
        idempotency::remember(&mut tx, caller, &key, &answer).await?;
        tx.commit().await?;
        tracing::info!(schedule.id = %agreed.id, user.id = %caller.user, recurrence = agreed.recurrence, "Scheduled a call");
        Ok(answer)
    })
    .await
}

/// One scheduled call as the caller sees it. Four statements, five for the senior.
///
/// # Errors
/// `schedule/not-found`, also for those of others; `store/unavailable`.
///
/// Source: `getSchedule`.
pub async fn get_schedule(ctx: &Ctx, caller: Caller, id: &str) -> Result<FullCallSchedule, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    let (schedule, _) = own(&mut tx, caller, id).await?;
    one(&mut tx, caller, &schedule, now_ms).await
}

/// Changes a scheduled call that has not begun, and tells the other one. What is no change tells nobody.
///
/// # Errors
/// In this order: `request/invalid` for a moment that no calendar has; `schedule/not-found`, `schedule/not-connected`,
/// `schedule/not-upcoming`, `schedule/time-invalid`, `schedule/outside-availability`, `schedule/overlap`; `store/unavailable`.
///
/// Source: `updateSchedule`.
pub async fn update_schedule(
    ctx: &Ctx,
    caller: Caller,
    id: &str,
    body: ScheduleUpdate,
) -> Result<FullCallSchedule, Failure> {
    let wished = Retiming {
        from_ms: body.start_date_time.as_deref().map(|text| moment("/startDateTime", text)).transpose()?,
        to_ms: body.end_date_time.as_deref().map(|text| moment("/endDateTime", text)).transpose()?,
        recurrence: body.recurrence.map(recurrence),
    };
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let held = hold(ctx, &mut tx, caller, id).await?;
        let now_ms = held.now_ms;
        let between = tx.connection_between(caller.tenant, caller.user, held.other).await?;
        if standing(between.as_ref(), caller.user) != Standing::Accepted {
            return Err(Failure::of(ErrorCode::ScheduleNotConnected));
        }
        let slot = held.schedule.slot();
        if slot_status(slot, now_ms) != SlotStatus::Upcoming {
            return Err(Failure::of(ErrorCode::ScheduleNotUpcoming));
        }
        let mut changed = held.schedule.clone();
        if let Some(title) = body.title.as_deref().filter(|title| !title.trim().is_empty()) {
            changed.title = schedule::title(Some(title), None);
        }
        if let Some(kind) = body.r#type {
            changed.kind = kind.as_str().to_owned();
        }
        let retimed = schedule::retimed(slot, wished, now_ms);
        if let Some(slot) = retimed {
            let pair = Pair { senior: changed.senior, volunteer: changed.volunteer };
            let volunteer = held.people.iter().find(|user| user.id == pair.volunteer);
            let volunteer = volunteer.ok_or(ErrorCode::ScheduleNotFound)?;
            booking::judge(&mut tx, pair, volunteer, slot, Some(changed.id), now_ms).await?;
            changed.set_slot(slot);
        }
        if changed != held.schedule {
            changed.updated_at_ms = now_ms;
            if !tx.save_schedule(caller.tenant, &changed).await? {
                return Err(Failure::internal("a locked schedule was gone"));
            }
            effects::changed(ctx, &mut tx, caller, &changed, held.other, retimed, now_ms).await?;
        }
        let answer = one(&mut tx, caller, &changed, now_ms).await?;
        tx.commit().await?;
        Ok(answer)
    })
    .await
}

/// Calls a scheduled call off, with all its repetitions.
///
/// # Errors
/// In this order: `schedule/not-found`, `schedule/past`; `store/unavailable`.
///
/// Source: `deleteSchedule`.
pub async fn delete_schedule(ctx: &Ctx, caller: Caller, id: &str) -> Result<ScheduleDeleted, Failure> {
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let held = hold(ctx, &mut tx, caller, id).await?;
        if slot_status(held.schedule.slot(), held.now_ms) == SlotStatus::Past {
            return Err(Failure::of(ErrorCode::SchedulePast));
        }
        let me = held.people.iter().find(|user| user.id == caller.user).ok_or(ErrorCode::AuthInvalid)?;
        tx.remove_schedule(caller.tenant, held.schedule.id).await?;
        effects::called_off(&mut tx, caller.tenant, std::slice::from_ref(&held.schedule), held.now_ms).await?;
        let answer = ScheduleDeleted {
            schedule: Reference { id: held.schedule.id.to_string() },
            me: super::view::own_of(ctx, &mut tx, me, held.now_ms).await?,
        };
        tx.commit().await?;
        tracing::info!(schedule.id = %held.schedule.id, user.id = %caller.user, "Called a scheduled call off");
        Ok(answer)
    })
    .await
}

/// Calls off what is scheduled between the caller and `other` and not past; with their own id, all of the caller's.
///
/// # Errors
/// `user/not-found`, also for those whom the caller may not see; `store/unavailable`.
///
/// Source: `clearSchedules`.
pub async fn clear_schedules(ctx: &Ctx, caller: Caller, other: &str) -> Result<Me, Failure> {
    let other: UserId = other.parse().map_err(|_| ErrorCode::UserNotFound)?;
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let (me, now_ms) = if other == caller.user {
            let me = tx.lock_user(caller.tenant, caller.user).await?.ok_or(ErrorCode::AuthInvalid)?;
            let now_ms = ctx.clock.now_ms();
            effects::end_all_of(&mut tx, caller.tenant, caller.user, now_ms).await?;
            (me, now_ms)
        } else {
            let (me, other) = people(&mut tx, caller, other).await?;
            let now_ms = ctx.clock.now_ms();
            let removed = tx.remove_schedules_between(caller.tenant, me.id, other.id, now_ms).await?;
            if removed.is_empty() {
                seen(&mut tx, &me, &other).await?;
            }
            effects::called_off(&mut tx, caller.tenant, &removed, now_ms).await?;
            (me, now_ms)
        };
        let answer = Me { me: super::view::own_of(ctx, &mut tx, &me, now_ms).await? };
        tx.commit().await?;
        Ok(answer)
    })
    .await
}

/// A schedule that is held with its people.
struct Held {
    schedule: Schedule,
    /// Those of the two who are there.
    people: Vec<User>,
    other: UserId,
    now_ms: i64,
}

/// Holds the people of a schedule of the caller's, and with them the schedule: whoever changes or removes one holds them.
async fn hold(ctx: &Ctx, tx: &mut Tx, caller: Caller, id: &str) -> Result<Held, Failure> {
    let (found, other) = own(tx, caller, id).await?;
    let people = tx.lock_users(caller.tenant, &[caller.user, other]).await?;
    // Only now: before, it may have waited for others.
    let now_ms = ctx.clock.now_ms();
    let schedule = tx.find_schedule(caller.tenant, found.id).await?.ok_or(ErrorCode::ScheduleNotFound)?;
    Ok(Held { schedule, people, other, now_ms })
}

/// A schedule that the caller takes part in, and who the other one is.
async fn own(tx: &mut Tx, caller: Caller, id: &str) -> Result<(Schedule, UserId), Failure> {
    let id: ScheduleId = id.parse().map_err(|_| ErrorCode::ScheduleNotFound)?;
    let schedule = tx.find_schedule(caller.tenant, id).await?.ok_or(ErrorCode::ScheduleNotFound)?;
    let other = schedule.other_than(caller.user).ok_or(ErrorCode::ScheduleNotFound)?;
    Ok((schedule, other))
}

/// The caller and another one, held for this transaction: one statement.
async fn people(tx: &mut Tx, caller: Caller, other: UserId) -> Result<(User, User), Failure> {
    let mut found = tx.lock_users(caller.tenant, &[caller.user, other]).await?;
    let mut take = |id: UserId| found.iter().position(|user| user.id == id).map(|at| found.swap_remove(at));
    let me = take(caller.user).ok_or(ErrorCode::AuthInvalid)?;
    Ok((me, take(other).ok_or(ErrorCode::UserNotFound)?))
}

/// What the two are to each other, if `me` may see the other one at all.
async fn seen(tx: &mut Tx, me: &User, other: &User) -> Result<(Standing, Option<Chat>), Failure> {
    let relation = tx.relation(me.tenant, me.id, other.id).await?;
    if !super::view::seen(super::view::who(me), other, Some(&relation)) {
        return Err(ErrorCode::UserNotFound.into());
    }
    Ok((standing(relation.connection.as_ref(), me.id), relation.chat))
}

/// Who is who, if the two may have a call together; and their chat.
async fn connected_pair(tx: &mut Tx, me: &User, other: &User) -> Result<(Pair, Option<Chat>), Failure> {
    let (standing, chat) = seen(tx, me, other).await?;
    if standing != Standing::Accepted {
        return Err(ErrorCode::ScheduleNotConnected.into());
    }
    let pair = schedule::pair((me.id, me.user_type), (other.id, other.user_type));
    Ok((pair.ok_or(ErrorCode::ScheduleNeedsSeniorAndVolunteer)?, chat))
}

/// One schedule as the caller sees it.
async fn one(tx: &mut Tx, caller: Caller, schedule: &Schedule, now_ms: i64) -> Result<FullCallSchedule, Failure> {
    let shown = view::full(tx, caller.tenant, caller.user, std::slice::from_ref(schedule), now_ms).await?.pop();
    shown.ok_or_else(|| Failure::internal("a schedule was not shown"))
}
