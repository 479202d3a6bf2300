//! Scheduled calls as the Talkamie face shows them: each of the two sees the other one as the attendee.

use crate::{
    contract::v1::types::{
        BasicCallSchedule, BasicCallScheduleTimeslot, CallType, FullCallSchedule, FullUser, Recurrence, ScheduleStatus,
    },
    domain::{
        availability::{occurrence_ms, slot_status},
        ids::{TenantId, UserId},
        time::iso_date_time,
        user::{UserType, Viewer},
    },
    operations::{Failure, view},
    store::{Tx, relations::Relation, schedules::Schedule, totals::calls_today, users::shown::Profile},
};
use std::collections::HashMap;

/// A schedule without the other participant, at its running or next occurrence.
pub(in crate::operations) fn basic(schedule: &Schedule, now_ms: i64) -> BasicCallSchedule {
    let slot = schedule.slot();
    let (from_ms, to_ms) = occurrence_ms(slot, now_ms);
    BasicCallSchedule {
        id: schedule.id.to_string(),
        r#type: CallType::parse(&schedule.kind),
        title: Some(schedule.title.clone()),
        timeslot: Some(BasicCallScheduleTimeslot {
            from: Some(iso_date_time(from_ms)),
            to: Some(iso_date_time(to_ms)),
        }),
        status: ScheduleStatus::parse(slot_status(slot, now_ms).as_str()),
        recurrence: Recurrence::parse(&schedule.recurrence),
    }
}

/// Schedules of `viewer`'s, each with the other one as `viewer` sees them: three statements, four where `viewer` is the senior
/// of one, however many there are.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn full(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: UserId,
    schedules: &[Schedule],
    now_ms: i64,
) -> Result<Vec<FullCallSchedule>, Failure> {
    if schedules.is_empty() {
        return Ok(Vec::new());
    }
    let mut others: Vec<UserId> = schedules.iter().filter_map(|schedule| schedule.other_than(viewer)).collect();
    others.sort_unstable();
    others.dedup();
    let users = tx.find_profiles(tenant, &others).await?;
    let relations = view::relations(tx, tenant, viewer, &others).await?;
    let calls = tx.ask(calls_today(tenant, &others, now_ms)).await?;
    // Who sees a volunteer's availability: the senior, to choose a time from it (contract B, "get a schedule").
    let mut chosen_from: Vec<UserId> =
        schedules.iter().filter(|schedule| schedule.senior == viewer).map(|schedule| schedule.volunteer).collect();
    chosen_from.sort_unstable();
    chosen_from.dedup();
    let booked = tx.schedules_of_people(tenant, &chosen_from, now_ms).await?;
    let users: HashMap<UserId, &Profile> = users.iter().map(|user| (user.id, user)).collect();
    let shown = schedules.iter().map(|schedule| {
        let other = schedule.other_than(viewer).and_then(|other| users.get(&other));
        let attendee = other.map(|other| {
            let booked = booked.get(&other.id).map(Vec::as_slice).unwrap_or_default();
            let calls = calls.get(&other.id).copied().unwrap_or_default();
            attendee(other, relations.get(&other.id), schedule, booked, calls, viewer, now_ms)
        });
        FullCallSchedule { attendee, ..FullCallSchedule::from(basic(schedule, now_ms)) }
    });
    Ok(shown.collect())
}

/// The other one of a call. Who is not to be seen any more keeps a name and a face in what was agreed. Who looks is of the type that their
/// part in the call needs.
fn attendee(
    other: &Profile,
    relation: Option<&Relation>,
    schedule: &Schedule,
    booked: &[Schedule],
    calls_today: i64,
    viewer: UserId,
    now_ms: i64,
) -> FullUser {
    let as_senior = schedule.senior == viewer;
    let viewer_type = if as_senior { UserType::Senior } else { UserType::Volunteer };
    let looks = Viewer { id: viewer, user_type: Some(viewer_type) };
    let whole = view::profile(other, relation, &[], &view::slots(booked), calls_today, looks, now_ms);
    FullUser { interests: None, availability: whole.availability.filter(|_| as_senior), ..whole }
}
