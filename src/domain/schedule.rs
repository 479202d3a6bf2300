//! Calls agreed for a time: who may agree with whom, under which title, and what a change makes of a slot.
//!
//! Whether a slot lies in what is offered, and whether two of them overlap, is in [`super::availability`]. Source:
//! contract/talkamie.md F.1 and F.7, DESIGN.md 13.

use super::{
    availability::{Recurrence, Slot, occurrence_ms},
    ids::UserId,
    limits::{SCHEDULE_ANNOUNCED_BEFORE_MS, SCHEDULE_TITLE_CHARS_MAX},
    user::UserType,
};

/// Who is who in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    pub senior: UserId,
    pub volunteer: UserId,
}

/// The senior and the volunteer among two people; `None` when they are not one of each.
pub fn pair(a: (UserId, Option<UserType>), b: (UserId, Option<UserType>)) -> Option<Pair> {
    match (a.1?, b.1?) {
        (UserType::Senior, UserType::Volunteer) => Some(Pair { senior: a.0, volunteer: b.0 }),
        (UserType::Volunteer, UserType::Senior) => Some(Pair { senior: b.0, volunteer: a.0 }),
        _ => None,
    }
}

/// The title that was wished for, or one with the attendee's name. Blank counts as not wished.
pub fn title(wished: Option<&str>, attendee: Option<&str>) -> String {
    let given = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let title = given(wished).unwrap_or_else(|| match given(attendee) {
        Some(name) => format!("Meeting with {name}"),
        None => "Meeting".to_owned(),
    });
    title.chars().take(SCHEDULE_TITLE_CHARS_MAX).collect()
}

/// What somebody wants changed in a slot. `None` leaves as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retiming {
    pub from_ms: Option<i64>,
    pub to_ms: Option<i64>,
    pub recurrence: Option<Recurrence>,
}

/// The slot after the change; `None` when it is no change.
///
/// People see one occurrence of a call that repeats, the running or next one, and what they leave out stays as they see it:
/// from there on the new slot goes. Occurrences that are over are not kept.
pub fn retimed(slot: Slot, wished: Retiming, now_ms: i64) -> Option<Slot> {
    let (from_ms, to_ms) = occurrence_ms(slot, now_ms);
    let shown = Slot { from_ms, to_ms, ..slot };
    let changed = Slot {
        from_ms: wished.from_ms.unwrap_or(from_ms),
        to_ms: wished.to_ms.unwrap_or(to_ms),
        recurrence: wished.recurrence.unwrap_or(slot.recurrence),
    };
    (changed != shown).then_some(changed)
}

/// When people are reminded next after this moment: a while before each occurrence, and at its start. `None`: never again.
pub fn next_reminder_ms(slot: Slot, after_ms: i64) -> Option<i64> {
    let reminders = |from_ms: i64| [from_ms - SCHEDULE_ANNOUNCED_BEFORE_MS, from_ms];
    let (from_ms, _) = occurrence_ms(slot, after_ms);
    let following = slot.recurrence.period_ms().map(|period_ms| from_ms.saturating_add(period_ms));
    let mut reminders = std::iter::once(from_ms).chain(following).flat_map(reminders);
    reminders.find(|&at_ms| at_ms > after_ms)
}

/// The occurrence, its start and end, of which a reminder at this moment is: that begins then, or a while later.
pub fn reminded_of(slot: Slot, at_ms: i64) -> Option<(i64, i64)> {
    let begins = |from_ms: i64| match slot.recurrence.period_ms() {
        Some(period_ms) => from_ms >= slot.from_ms && (from_ms - slot.from_ms) % period_ms == 0,
        None => from_ms == slot.from_ms,
    };
    let from_ms =
        [at_ms, at_ms.saturating_add(SCHEDULE_ANNOUNCED_BEFORE_MS)].into_iter().find(|from_ms| begins(*from_ms))?;
    Some((from_ms, from_ms.saturating_add(slot.to_ms - slot.from_ms)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{MS_PER_DAY, MS_PER_HOUR};
    use uuid::Uuid;

    #[test]
    fn a_call_needs_one_of_each() {
        use UserType::{Senior, Volunteer};
        let (ann, ben) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let ann_and_ben = Some(Pair { senior: ann, volunteer: ben });
        let ben_and_ann = Some(Pair { senior: ben, volunteer: ann });
        for (a, b, found) in [
            (Some(Senior), Some(Volunteer), ann_and_ben),
            (Some(Volunteer), Some(Senior), ben_and_ann),
            (Some(Senior), Some(Senior), None),
            (Some(Volunteer), Some(Volunteer), None),
            (Some(Senior), None, None),
            (None, Some(Volunteer), None),
            (None, None, None),
        ] {
            assert_eq!(pair((ann, a), (ben, b)), found, "{a:?} {b:?}");
        }
    }

    #[test]
    fn a_title_is_wished_for_or_made() {
        for (wished, attendee, made) in [
            (Some("Film evening"), Some("Ben"), "Film evening"),
            (Some("  Film evening\n"), None, "Film evening"),
            (Some(""), Some("Ben Ortiz"), "Meeting with Ben Ortiz"),
            (Some("  "), Some(" Ben "), "Meeting with Ben"),
            (None, Some("Ben"), "Meeting with Ben"),
            (None, Some(""), "Meeting"),
            (None, None, "Meeting"),
        ] {
            assert_eq!(title(wished, attendee), made, "{wished:?} {attendee:?}");
        }
        let long = "ä".repeat(200);
        assert_eq!(title(Some(&long), None).chars().count(), SCHEDULE_TITLE_CHARS_MAX);
        assert_eq!(title(None, Some(&long)).chars().count(), SCHEDULE_TITLE_CHARS_MAX);
    }

    #[test]
    fn reminders_follow_each_other() {
        const HOUR: i64 = MS_PER_HOUR;
        const BEFORE: i64 = SCHEDULE_ANNOUNCED_BEFORE_MS;
        let once = Slot { from_ms: 10 * HOUR, to_ms: 11 * HOUR, recurrence: Recurrence::None };
        let daily = Slot { recurrence: Recurrence::Daily, ..once };
        let all_day = Slot { to_ms: 34 * HOUR, ..daily };
        let day = MS_PER_DAY;
        for (slot, after_ms, next_ms) in [
            (once, 0, Some(10 * HOUR - BEFORE)),
            (once, 10 * HOUR - BEFORE, Some(10 * HOUR)),
            (once, 10 * HOUR - 1, Some(10 * HOUR)),
            (once, 10 * HOUR, None),
            (once, 99 * HOUR, None),
            (daily, 10 * HOUR, Some(10 * HOUR + day - BEFORE)),
            (daily, 10 * HOUR + 5 * day - BEFORE, Some(10 * HOUR + 5 * day)),
            (daily, 11 * HOUR + 5 * day, Some(10 * HOUR + 6 * day - BEFORE)),
            (all_day, 10 * HOUR, Some(34 * HOUR - BEFORE)),
            (all_day, 34 * HOUR - BEFORE, Some(34 * HOUR)),
        ] {
            assert_eq!(next_reminder_ms(slot, after_ms), next_ms, "{slot:?} {after_ms}");
            if let Some((next_ms, (from_ms, to_ms))) =
                next_ms.map(|at_ms| (at_ms, reminded_of(slot, at_ms).expect("it is one")))
            {
                assert!(next_ms == from_ms || next_ms == from_ms - BEFORE);
                assert_eq!((to_ms - from_ms, (from_ms - slot.from_ms) % day), (slot.to_ms - slot.from_ms, 0));
            }
        }
        for (slot, at_ms) in [(once, 9 * HOUR), (once, 10 * HOUR + day), (daily, 10 * HOUR - day), (daily, 11 * HOUR)] {
            assert_eq!(reminded_of(slot, at_ms), None, "{slot:?} {at_ms}");
        }
    }

    #[test]
    fn what_is_left_out_stays_as_it_was_seen() {
        use Recurrence::{Daily, None as Once, Weekly};
        const HOUR: i64 = MS_PER_HOUR;
        let once = Slot { from_ms: 10 * HOUR, to_ms: 11 * HOUR, recurrence: Once };
        let weekly = Slot { recurrence: Weekly, ..once };
        // Two weeks and a day later the call of the third week is the next one.
        let (later, third) = (15 * MS_PER_DAY, 21 * MS_PER_DAY);
        let keep = Retiming::default();
        for (slot, wished, now_ms, made) in [
            (once, keep, 0, None),
            (weekly, keep, later, None),
            (once, Retiming { from_ms: Some(10 * HOUR), recurrence: Some(Once), ..keep }, 0, None),
            (weekly, Retiming { from_ms: Some(third + 10 * HOUR), ..keep }, later, None),
            (once, Retiming { to_ms: Some(12 * HOUR), ..keep }, 0, Some(Slot { to_ms: 12 * HOUR, ..once })),
            (once, Retiming { recurrence: Some(Daily), ..keep }, 0, Some(Slot { recurrence: Daily, ..once })),
            (
                weekly,
                Retiming { recurrence: Some(Once), ..keep },
                later,
                Some(Slot { from_ms: third + 10 * HOUR, to_ms: third + 11 * HOUR, recurrence: Once }),
            ),
            (
                weekly,
                Retiming { to_ms: Some(third + 12 * HOUR), ..keep },
                later,
                Some(Slot { from_ms: third + 10 * HOUR, to_ms: third + 12 * HOUR, recurrence: Weekly }),
            ),
        ] {
            assert_eq!(retimed(slot, wished, now_ms), made, "{slot:?} {wished:?}");
        }
    }
}
