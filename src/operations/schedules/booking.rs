//! Whether a slot can be booked.

use crate::{
    contract::v1::{ErrorCode, types::RecurrenceChoice},
    domain::{
        availability::{Recurrence, Slot, SlotRefusal, check_slot, is_available, overlap},
        ids::ScheduleId,
        schedule::Pair,
        time::parse_iso_date_time,
    },
    operations::{Failure, availability::offered},
    store::{Tx, users::User},
};

/// The moment that a field names.
///
/// # Errors
/// `request/invalid` for a day that no calendar has: the schema's pattern cannot tell.
pub(super) fn moment(pointer: &str, text: &str) -> Result<i64, Failure> {
    parse_iso_date_time(text).ok_or_else(|| Failure::field(pointer, "format", "no calendar has this day"))
}

/// The rule's word for the wire's.
pub(super) fn recurrence(choice: RecurrenceChoice) -> Recurrence {
    match choice {
        RecurrenceChoice::None => Recurrence::None,
        RecurrenceChoice::Daily => Recurrence::Daily,
        RecurrenceChoice::Weekly => Recurrence::Weekly,
    }
}

/// Judges a slot for these two, who are held: in itself, against what the volunteer offers, against the calls of either,
/// leaving out the schedule that is changed. One statement.
///
/// # Errors
/// In this order: `schedule/time-invalid`, `schedule/outside-availability`, `schedule/overlap`; the store's.
pub(super) async fn judge(
    tx: &mut Tx,
    pair: Pair,
    volunteer: &User,
    slot: Slot,
    changed: Option<ScheduleId>,
    now_ms: i64,
) -> Result<(), Failure> {
    check_slot(slot, now_ms).map_err(time_invalid)?;
    let (custom, weekly) = offered(volunteer);
    if !is_available(&custom, &weekly, slot) {
        return Err(ErrorCode::ScheduleOutsideAvailability.into());
    }
    let ends_ms = (slot.recurrence == Recurrence::None).then_some(slot.to_ms);
    let near = tx.schedules_near(volunteer.tenant, &[pair.senior, pair.volunteer], slot.from_ms, ends_ms).await?;
    let taken = near.iter().filter(|other| Some(other.id) != changed).any(|other| overlap(other.slot(), slot));
    if taken { Err(ErrorCode::ScheduleOverlap.into()) } else { Ok(()) }
}

fn time_invalid(refusal: SlotRefusal) -> Failure {
    Failure::of(ErrorCode::ScheduleTimeInvalid).saying(match refusal {
        SlotRefusal::EndsBeforeItStarts => "The call must end after it starts",
        SlotRefusal::TooLong => "A call can last a day at most",
        SlotRefusal::InThePast => "Please choose a time in the future",
    })
}
