//! The invented people's calls: agreed by those who are connected, when the volunteer has time, never two at once.

use super::{
    dice::Dice,
    people::{EACH, Person},
    ties::{ALL_THERE_MS, Ties},
};
use crate::{
    domain::{
        availability::{Recurrence, Slot, TimeRange, WeekDay, overlap},
        connection::Status,
        ids::{ScheduleId, UserId},
        schedule,
        time::{MS_PER_DAY, MS_PER_HOUR, MS_PER_SECOND, date_utc},
    },
    store::schedules::Schedule,
};
use serde_json::Value;
use std::collections::HashMap;

/// When they had all answered each other, at a midnight.
const ALL_ANSWERED_MS: i64 = (ALL_THERE_MS + 100 * MS_PER_DAY) / MS_PER_DAY * MS_PER_DAY;
/// Titles besides the one that is made of the name.
const TITLES: [&str; 5] =
    ["Tea and stories", "Chess", "Reading the paper together", "A walk through the garden", "Film evening"];

/// Most pairs meet every week, some met once. Ann and Ben do both.
pub(super) fn all(dice: &mut Dice, people: &[Person], ties: &Ties) -> Vec<Schedule> {
    let found: HashMap<UserId, (usize, &Person)> =
        people.iter().enumerate().map(|(index, person)| (person.user.id, (index, person))).collect();
    let mut made: Vec<Schedule> = Vec::new();
    for tie in ties.connections.iter().filter(|tie| tie.connection.status == Status::Accepted) {
        let both = [tie.connection.requester, tie.connection.addressee].map(|id| found[&id]);
        let [one, other] = both;
        let ((first, senior), (_, volunteer)) = if one.0 < EACH { (one, other) } else { (other, one) };
        for recurrence in [Recurrence::Weekly, Recurrence::None] {
            if first > 0 && dice.percent(60) {
                continue;
            }
            let weeks = if recurrence == Recurrence::None { dice.between(1, 8) } else { 0 };
            let Some(slot) = slot(dice, volunteer, weeks, recurrence) else { continue };
            let taken = |schedule: &Schedule| {
                let shared = schedule.other_than(senior.user.id).or(schedule.other_than(volunteer.user.id));
                shared.is_some() && overlap(schedule.slot(), slot)
            };
            if !made.iter().any(taken) {
                made.push(appointment(dice, senior, volunteer, slot));
            }
        }
    }
    made
}

/// An hour, or what there is of it, in a volunteer's week.
fn slot(dice: &mut Dice, volunteer: &Person, weeks: i64, recurrence: Recurrence) -> Option<Slot> {
    let week: Value = serde_json::from_str(&volunteer.user.availability_weekly).ok()?;
    let days: Vec<(&String, &Value)> = week.as_object()?.iter().collect();
    let (day, ranges) = *days.get(dice.below(days.len()))?;
    let range = ranges.as_array()?.last()?;
    let range = TimeRange::parse(range["start"].as_str()?, range["end"].as_str()?)?;
    let day: WeekDay = day.parse().ok()?;
    let mut midnights = (0..7).map(|n| ALL_ANSWERED_MS + n * MS_PER_DAY);
    let midnight_ms = midnights.find(|at_ms| WeekDay::of(date_utc(*at_ms)) == day)?;
    let from_ms = midnight_ms + weeks * 7 * MS_PER_DAY + range.start_seconds * MS_PER_SECOND;
    let to_ms = from_ms + (range.duration_seconds() * MS_PER_SECOND).min(MS_PER_HOUR);
    Some(Slot { from_ms, to_ms, recurrence })
}

fn appointment(dice: &mut Dice, senior: &Person, volunteer: &Person, slot: Slot) -> Schedule {
    let agreed_ms = slot.from_ms - dice.between(24, 120) * MS_PER_HOUR;
    let title = dice.percent(40).then(|| dice.pick(&TITLES));
    let kind = if dice.percent(25) { "audio" } else { "video" };
    let mut made = Schedule {
        id: ScheduleId(dice.id(agreed_ms)),
        senior: senior.user.id,
        volunteer: volunteer.user.id,
        title: schedule::title(title, volunteer.user.name.as_deref()),
        kind: kind.to_owned(),
        from_ms: slot.from_ms,
        to_ms: slot.to_ms,
        recurrence: String::new(),
        created_at_ms: agreed_ms,
        updated_at_ms: agreed_ms,
    };
    made.set_slot(slot);
    made
}

#[cfg(test)]
mod tests {
    use super::{super::people, super::ties, *};
    use crate::app::config::DEFAULT_TENANT;

    #[test]
    fn nobody_is_in_two_calls_at_once_and_ann_meets_ben() {
        let mut dice = Dice::new(4);
        let people = people::all(&mut dice, DEFAULT_TENANT);
        let ties = ties::all(&mut dice, DEFAULT_TENANT, &people);
        let made = all(&mut dice, &people, &ties);
        for (at, a) in made.iter().enumerate() {
            for b in &made[at + 1..] {
                let shared = a.senior == b.senior || a.volunteer == b.volunteer;
                assert!(!shared || !overlap(a.slot(), b.slot()), "{a:?} {b:?}");
            }
        }
        let (ann, ben) = (people[0].user.id, people[EACH].user.id);
        let theirs = made.iter().filter(|made| made.senior == ann && made.volunteer == ben);
        assert!(theirs.clone().any(|made| made.recurrence == "weekly"), "there is always something to come");
        assert!(made.len() > 80, "{}", made.len());
    }
}
