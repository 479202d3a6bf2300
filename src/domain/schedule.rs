//! Calls agreed for a time: who may agree with whom, under which title, and what a change makes of a slot.
//!
//! Whether a slot lies in what is offered, and whether two of them overlap, is in [`super::availability`]. Source:
//! contract/talkamie.md F.1 and F.7, DESIGN.md 13.

use super::{
    availability::{Recurrence, Slot, occurrence_ms},
    ids::UserId,
    limits::SCHEDULE_TITLE_CHARS_MAX,
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
