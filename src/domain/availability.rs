//! When a volunteer has time, what is booked, and when a booking comes next. Everything is in UTC.
//!
//! Source: contract/talkamie.md A.7, D (v1/availability, v1/time, v1/schedule), F.7, G7.

use super::{
    limits::SLOT_MS_MAX,
    time::{Date, MS_PER_DAY, MS_PER_SECOND, date_utc, day_start_utc_ms},
    words,
};
use std::collections::{BTreeMap, BTreeSet};
use time::Weekday;

const SECONDS_PER_DAY: i64 = MS_PER_DAY / MS_PER_SECOND;
const MS_PER_WEEK: i64 = 7 * MS_PER_DAY;

/// A day of the week, in the contract's words: Thursday is `thur`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeekDay {
    Sun,
    Mon,
    Tue,
    Wed,
    Thur,
    Fri,
    Sat,
}
words!(WeekDay { Sun = "sun", Mon = "mon", Tue = "tue", Wed = "wed", Thur = "thur", Fri = "fri", Sat = "sat" });

impl WeekDay {
    /// The day of the week of a calendar day.
    pub fn of(date: Date) -> Self {
        match date.weekday() {
            Weekday::Sunday => Self::Sun,
            Weekday::Monday => Self::Mon,
            Weekday::Tuesday => Self::Tue,
            Weekday::Wednesday => Self::Wed,
            Weekday::Thursday => Self::Thur,
            Weekday::Friday => Self::Fri,
            Weekday::Saturday => Self::Sat,
        }
    }
}

/// From a time of day to another, in seconds since midnight UTC. An end that is not after the start is on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeRange {
    pub start_seconds: i64,
    pub end_seconds: i64,
}

impl TimeRange {
    /// The range between two times of day as the contract writes them; `None` when one of them is none.
    pub fn parse(start: &str, end: &str) -> Option<Self> {
        Some(Self { start_seconds: parse_time_of_day_seconds(start)?, end_seconds: parse_time_of_day_seconds(end)? })
    }

    /// How long it lasts: more than nothing, at most a day.
    pub fn duration_seconds(self) -> i64 {
        let seconds = self.end_seconds - self.start_seconds;
        if seconds > 0 { seconds } else { seconds + SECONDS_PER_DAY }
    }

    /// When it starts, as `HH:MM:SS`.
    pub fn start_text(self) -> String {
        time_of_day_text(self.start_seconds)
    }

    /// When it ends, as `HH:MM:SS`.
    pub fn end_text(self) -> String {
        time_of_day_text(self.end_seconds)
    }
}

/// The seconds since midnight of `HH:MM` or `HH:MM:SS`, 00:00 to 23:59:59; `None` for other text.
pub fn parse_time_of_day_seconds(text: &str) -> Option<i64> {
    let two = |part: Option<&str>, max: i64| {
        let part = part.filter(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse().ok().filter(|&value: &i64| value <= max)
    };
    let mut parts = text.split(':');
    let (hour, minute) = (two(parts.next(), 23)?, two(parts.next(), 59)?);
    let second = match parts.next() {
        None => 0,
        part => two(part, 59)?,
    };
    parts.next().is_none().then_some((hour * 60 + minute) * 60 + second)
}

/// `HH:MM:SS`, the form that the client writes.
pub fn time_of_day_text(seconds: i64) -> String {
    let seconds = seconds.rem_euclid(SECONDS_PER_DAY);
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// The ranges of one day in order, none of them twice and no two overlapping: those that share a moment are joined.
///
/// Ranges that only touch stay apart, as people wrote them. Where the joined range would be longer than a day, which no range
/// can say, the earlier one ends where the later one starts. Together they offer what they offered before.
pub fn tidy(ranges: &[TimeRange]) -> Vec<TimeRange> {
    let mut spans: Vec<(i64, i64)> =
        ranges.iter().map(|range| (range.start_seconds, range.start_seconds + range.duration_seconds())).collect();
    spans.sort_unstable();
    let mut tidied: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
    for (start, end) in spans {
        match tidied.last_mut() {
            Some(last) if start < last.1 => {
                if end - last.0 <= SECONDS_PER_DAY {
                    last.1 = last.1.max(end);
                } else if end > last.1 {
                    last.1 = start;
                    tidied.push((start, end));
                }
            }
            _ => tidied.push((start, end)),
        }
    }
    let range = |(start, end): (i64, i64)| TimeRange { start_seconds: start, end_seconds: end % SECONDS_PER_DAY };
    tidied.into_iter().map(range).collect()
}

/// Ranges by the UTC day on which they start.
pub type Custom = BTreeMap<Date, Vec<TimeRange>>;
/// Ranges by the UTC day of the week on which they start.
pub type Weekly = BTreeMap<WeekDay, Vec<TimeRange>>;

/// How a booking repeats. The contract leaves the word out for none; requests may say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Recurrence {
    #[default]
    None,
    Daily,
    Weekly,
}
words!(Recurrence { None = "none", Daily = "daily", Weekly = "weekly" });

impl Recurrence {
    /// Time from one occurrence to the next; `None` when there is only one.
    pub fn period_ms(self) -> Option<i64> {
        match self {
            Self::None => None,
            Self::Daily => Some(MS_PER_DAY),
            Self::Weekly => Some(MS_PER_WEEK),
        }
    }
}

/// A booked time: its first occurrence, from the start up to but without the end, and how it repeats, without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub from_ms: i64,
    pub to_ms: i64,
    pub recurrence: Recurrence,
}

/// Why a slot cannot be booked by anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotRefusal {
    #[error("the end must be after the start")]
    EndsBeforeItStarts,
    #[error("a call cannot be longer than a day")]
    TooLong,
    #[error("the start is in the past")]
    InThePast,
}

/// Judges a slot by itself.
///
/// # Errors
/// In this order: `EndsBeforeItStarts`, `TooLong`, `InThePast`.
pub fn check_slot(slot: Slot, now_ms: i64) -> Result<(), SlotRefusal> {
    if slot.to_ms <= slot.from_ms {
        Err(SlotRefusal::EndsBeforeItStarts)
    } else if slot.to_ms.saturating_sub(slot.from_ms) > SLOT_MS_MAX {
        Err(SlotRefusal::TooLong)
    } else if slot.from_ms < now_ms {
        Err(SlotRefusal::InThePast)
    } else {
        Ok(())
    }
}

/// Whether a slot lies in the time that somebody has offered.
///
/// A single slot may lie in custom and weekly ranges, also across ranges that touch; on a date with an empty list of custom ranges
/// nothing is offered, so that the weekly ranges that begin then do not count for it (contract B, "set custom availability"). A slot
/// that repeats must lie in the weekly ones. Only its first occurrence is looked at, as the client does (contract F.7): a daily
/// call is offered where that one lies in the week. Whether it is booked is another question.
pub fn is_available(custom: &Custom, weekly: &Weekly, slot: Slot) -> bool {
    let mut offered: Vec<(i64, i64)> = Vec::new();
    // A range that began the day before may last into the slot; the slot itself lasts at most a day.
    let first = date_utc(slot.from_ms.saturating_sub(MS_PER_DAY));
    let days = std::iter::successors(Some(first), |day| day.next_day());
    for day in days.take_while(|&day| day_start_utc_ms(day) < slot.to_ms).take(4) {
        let on_this_day = custom.get(&day).filter(|_| slot.recurrence == Recurrence::None);
        let is_closed = on_this_day.is_some_and(Vec::is_empty);
        let on_such_days = weekly.get(&WeekDay::of(day)).filter(|_| !is_closed);
        for range in on_this_day.into_iter().chain(on_such_days).flatten() {
            let start_ms = day_start_utc_ms(day) + range.start_seconds * MS_PER_SECOND;
            offered.push((start_ms, start_ms + range.duration_seconds() * MS_PER_SECOND));
        }
    }
    offered.sort_unstable();
    let mut covered_to_ms = slot.from_ms;
    for (start_ms, end_ms) in offered {
        if start_ms <= covered_to_ms {
            covered_to_ms = covered_to_ms.max(end_ms);
        }
    }
    covered_to_ms >= slot.to_ms
}

/// Whether two bookings ever share a moment. Touching is not sharing.
pub fn overlap(a: Slot, b: Slot) -> bool {
    match (a.recurrence.period_ms(), b.recurrence.period_ms()) {
        (None, None) => a.from_ms < b.to_ms && b.from_ms < a.to_ms,
        (None, Some(period_ms)) => single_meets_repeated(a, b, period_ms),
        (Some(period_ms), None) => single_meets_repeated(b, a, period_ms),
        // Both go on without end, so they meet if and only if they do so modulo the shorter period.
        (Some(a_ms), Some(b_ms)) => {
            let period_ms = a_ms.min(b_ms);
            let b_after_a_ms = b.from_ms.saturating_sub(a.from_ms).rem_euclid(period_ms);
            b_after_a_ms < a.to_ms - a.from_ms || period_ms - b_after_a_ms < b.to_ms - b.from_ms
        }
    }
}

/// Whether `single` meets any occurrence of `repeated`: the last one that starts before `single` ends may still last.
fn single_meets_repeated(single: Slot, repeated: Slot, period_ms: i64) -> bool {
    let room_ms = single.to_ms.saturating_sub(1).saturating_sub(repeated.from_ms);
    room_ms >= 0 && {
        let last_from_ms = repeated.from_ms + room_ms / period_ms * period_ms;
        last_from_ms.saturating_add(repeated.to_ms - repeated.from_ms) > single.from_ms
    }
}

/// What is booked, in the form in which availability is shown: single bookings by date, repeated ones by day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BookedSlots {
    pub custom: Custom,
    pub weekly: Weekly,
}

/// Shows bookings by the UTC day on which they start; a daily one is booked on all seven days of the week.
///
/// Each list is in order and without repetitions. Parts of a second are not shown: a slot starts and ends on a whole one.
pub fn booked_slots(slots: &[Slot]) -> BookedSlots {
    let mut custom: BTreeMap<Date, BTreeSet<TimeRange>> = BTreeMap::new();
    let mut weekly: BTreeMap<WeekDay, BTreeSet<TimeRange>> = BTreeMap::new();
    for slot in slots {
        let range = TimeRange { start_seconds: second_of_day(slot.from_ms), end_seconds: second_of_day(slot.to_ms) };
        let day = date_utc(slot.from_ms);
        match slot.recurrence {
            Recurrence::None => {
                custom.entry(day).or_default().insert(range);
            }
            Recurrence::Weekly => {
                weekly.entry(WeekDay::of(day)).or_default().insert(range);
            }
            Recurrence::Daily => {
                for &week_day in WeekDay::ALL {
                    weekly.entry(week_day).or_default().insert(range);
                }
            }
        }
    }
    BookedSlots {
        custom: custom.into_iter().map(|(day, ranges)| (day, ranges.into_iter().collect())).collect(),
        weekly: weekly.into_iter().map(|(day, ranges)| (day, ranges.into_iter().collect())).collect(),
    }
}

fn second_of_day(at_ms: i64) -> i64 {
    at_ms.rem_euclid(MS_PER_DAY) / MS_PER_SECOND
}

/// Where a booking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotStatus {
    Past,
    OnGoing,
    Upcoming,
}
words!(SlotStatus { Past = "past", OnGoing = "on-going", Upcoming = "upcoming" });

/// The occurrence that is running, else the next one, else (a single one that is over) the only one: start and end.
pub fn occurrence_ms(slot: Slot, now_ms: i64) -> (i64, i64) {
    let over_ms = now_ms.saturating_sub(slot.to_ms);
    let moved_ms = match slot.recurrence.period_ms() {
        // The first occurrence whose end lies after now.
        Some(period_ms) if over_ms >= 0 => (over_ms / period_ms + 1).saturating_mul(period_ms),
        _ => 0,
    };
    (slot.from_ms.saturating_add(moved_ms), slot.to_ms.saturating_add(moved_ms))
}

/// Where a booking stands at this moment. One that repeats is never past.
pub fn slot_status(slot: Slot, now_ms: i64) -> SlotStatus {
    let (from_ms, to_ms) = occurrence_ms(slot, now_ms);
    if now_ms < from_ms {
        SlotStatus::Upcoming
    } else if now_ms < to_ms {
        SlotStatus::OnGoing
    } else {
        SlotStatus::Past
    }
}

#[cfg(test)]
mod tests;
