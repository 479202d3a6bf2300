use super::*;
use crate::domain::time::{MS_PER_HOUR, MS_PER_MINUTE, parse_iso_date, parse_iso_date_time};

/// A moment of November 2024: day of the month, hour, minute. The 18th was a Monday.
fn at(day: i64, hour: i64, minute: i64) -> i64 {
    let first_ms = parse_iso_date_time("2024-11-01T00:00:00.000Z").expect("a moment");
    first_ms + (day - 1) * MS_PER_DAY + hour * MS_PER_HOUR + minute * MS_PER_MINUTE
}

fn slot(from_ms: i64, to_ms: i64, recurrence: Recurrence) -> Slot {
    Slot { from_ms, to_ms, recurrence }
}

fn day(text: &str) -> Date {
    parse_iso_date(text).expect("a day")
}

fn range(start: &str, end: &str) -> TimeRange {
    TimeRange::parse(start, end).expect("a range")
}

#[test]
fn thursday_has_four_letters() {
    let words: Vec<&str> = WeekDay::ALL.iter().map(|day| day.as_str()).collect();
    assert_eq!(words, ["sun", "mon", "tue", "wed", "thur", "fri", "sat"]);
    assert!("thu".parse::<WeekDay>().is_err());
    let week: Vec<WeekDay> = (17..24).map(|date| WeekDay::of(date_utc(at(date, 12, 0)))).collect();
    assert_eq!(week, WeekDay::ALL);
    assert_eq!("none".parse(), Ok(Recurrence::None));
    assert_eq!(SlotStatus::OnGoing.to_string(), "on-going");
}

#[test]
fn times_of_day_are_read_and_written() {
    for (text, seconds) in [
        ("00:00", Some(0)),
        ("09:30", Some(34_200)),
        ("09:30:05", Some(34_205)),
        ("23:59:59", Some(86_399)),
        ("24:00", None),
        ("23:60", None),
        ("23:59:60", None),
        ("9:30", None),
        ("09:3", None),
        ("09", None),
        ("", None),
        ("09:30:", None),
        ("09:30:05:00", None),
        ("09:30:05.000", None),
        ("09:30:05Z", None),
        ("+9:30", None),
        ("-1:00", None),
    ] {
        assert_eq!(parse_time_of_day_seconds(text), seconds, "{text:?}");
    }
    for seconds in 0..SECONDS_PER_DAY {
        assert_eq!(parse_time_of_day_seconds(&time_of_day_text(seconds)), Some(seconds));
    }
}

#[test]
fn a_range_may_end_on_the_next_day() {
    for (start, end, hours) in [
        ("09:00", "10:00", 1),
        ("23:00", "00:00", 1),
        ("22:00", "02:00", 4),
        ("00:00", "00:00", 24),
        ("09:00", "09:00", 24),
    ] {
        assert_eq!(range(start, end).duration_seconds(), hours * 3_600, "{start} {end}");
    }
    let late = range("23:00", "00:30");
    assert_eq!((late.start_text().as_str(), late.end_text().as_str()), ("23:00:00", "00:30:00"));
    assert_eq!(TimeRange::parse("9", "10:00"), None);
}

#[test]
fn a_days_ranges_are_put_in_order_and_joined() {
    for (written, tidied) in [
        (&[] as &[(&str, &str)], &[] as &[(&str, &str)]),
        // In order, and what is written twice once.
        (&[("14:00", "16:00"), ("09:00", "12:00"), ("14:00", "16:00")], &[("09:00", "12:00"), ("14:00", "16:00")]),
        // Touching is not overlapping.
        (&[("09:00", "10:00"), ("10:00", "11:00")], &[("09:00", "10:00"), ("10:00", "11:00")]),
        // One in another, and one that goes on where another has not ended.
        (&[("09:00", "12:00"), ("10:00", "11:00")], &[("09:00", "12:00")]),
        (&[("09:00", "11:00"), ("10:00", "12:00"), ("11:30", "13:00")], &[("09:00", "13:00")]),
        (&[("22:00", "01:00"), ("23:30", "02:00")], &[("22:00", "02:00")]),
        (&[("09:00", "09:00"), ("10:00", "11:00")], &[("09:00", "09:00")]),
        // Joined, these would last longer than a day.
        (&[("00:00", "18:00"), ("12:00", "06:00")], &[("00:00", "12:00"), ("12:00", "06:00")]),
        (&[("20:00", "10:00"), ("21:00", "20:30")], &[("20:00", "21:00"), ("21:00", "20:30")]),
    ] {
        let ranges = |texts: &[(&str, &str)]| texts.iter().map(|(start, end)| range(start, end)).collect::<Vec<_>>();
        assert_eq!(tidy(&ranges(written)), ranges(tidied), "{written:?}");
    }
}

/// Every triple of ranges with ends on a grid of four hours, minute by minute.
#[test]
fn a_tidied_day_offers_what_it_offered() {
    const STEP: i64 = 4 * 3_600;
    let ends: Vec<i64> = (0..6).map(|n| n * STEP).collect();
    let all: Vec<TimeRange> = ends
        .iter()
        .flat_map(|&start| ends.iter().map(move |&end| TimeRange { start_seconds: start, end_seconds: end }))
        .collect();
    let offers = |ranges: &[TimeRange]| -> Vec<bool> {
        let within =
            |at: i64| ranges.iter().any(|r| r.start_seconds <= at && at < r.start_seconds + r.duration_seconds());
        (0..12).map(|n| within(n * STEP)).collect()
    };
    for &a in &all {
        for &b in &all {
            for &c in &all {
                let written = [a, b, c];
                let tidied = tidy(&written);
                assert_eq!(offers(&tidied), offers(&written), "{written:?}");
                let apart = tidied.is_sorted_by(|x, y| x.start_seconds + x.duration_seconds() <= y.start_seconds);
                assert!(apart, "{written:?} became {tidied:?}");
            }
        }
    }
}

#[test]
fn slots_are_judged() {
    let now_ms = at(18, 12, 0);
    for (from_ms, to_ms, judged) in [
        (now_ms, now_ms + 1, Ok(())),
        (now_ms, now_ms + MS_PER_DAY, Ok(())),
        (now_ms, now_ms, Err(SlotRefusal::EndsBeforeItStarts)),
        (now_ms, now_ms - 1, Err(SlotRefusal::EndsBeforeItStarts)),
        (now_ms, now_ms + MS_PER_DAY + 1, Err(SlotRefusal::TooLong)),
        (now_ms - 1, now_ms + 1, Err(SlotRefusal::InThePast)),
        (i64::MIN, i64::MAX, Err(SlotRefusal::TooLong)),
    ] {
        assert_eq!(check_slot(slot(from_ms, to_ms, Recurrence::None), now_ms), judged, "{from_ms} {to_ms}");
    }
}

#[test]
fn a_slot_must_lie_in_what_is_offered() {
    let custom = Custom::from([
        (day("2024-11-19"), vec![range("09:00", "10:00"), range("10:00", "11:00"), range("22:00", "01:00")]),
        (day("2024-11-21"), vec![]),
        (day("2024-12-02"), vec![]),
        (day("2024-12-08"), vec![]),
        (day("2024-12-09"), vec![range("14:00", "15:00")]),
    ]);
    let weekly = Weekly::from([
        (WeekDay::Mon, vec![range("08:00", "12:00")]),
        (WeekDay::Wed, vec![range("01:00", "02:00")]),
        (WeekDay::Sat, vec![range("20:00", "02:00")]),
    ]);
    use Recurrence::{Daily, None, Weekly as EachWeek};
    for (from_ms, to_ms, recurrence, available) in [
        // In a custom range, across two that touch, and past their end.
        (at(19, 9, 0), at(19, 10, 0), None, true),
        (at(19, 9, 30), at(19, 10, 30), None, true),
        (at(19, 9, 0), at(19, 11, 0), None, true),
        (at(19, 9, 0), at(19, 11, 1), None, false),
        (at(19, 8, 59), at(19, 10, 0), None, false),
        // Past midnight, and from a custom range (until 01:00) on into a weekly one (Wednesday from 01:00).
        (at(20, 0, 0), at(20, 1, 0), None, true),
        (at(19, 23, 0), at(20, 2, 0), None, true),
        (at(19, 23, 0), at(20, 2, 1), None, false),
        // In a weekly range, any Monday; a Saturday's lasts into Sunday.
        (at(18, 8, 0), at(18, 12, 0), None, true),
        (at(25, 8, 0), at(25, 12, 0), None, true),
        (at(24, 1, 0), at(24, 2, 0), None, true),
        (at(24, 2, 0), at(24, 3, 0), None, false),
        // What repeats must lie in the weekly ranges.
        (at(18, 8, 0), at(18, 9, 0), EachWeek, true),
        (at(18, 8, 0), at(18, 9, 0), Daily, true),
        (at(19, 9, 0), at(19, 10, 0), EachWeek, false),
        (at(19, 9, 0), at(19, 10, 0), Daily, false),
        // An empty list takes the weekly ranges of its date away from single calls, and only those: of the day before they last on,
        // and a list with ranges adds to them.
        (at(32, 8, 0), at(32, 9, 0), None, false),
        (at(32, 8, 0), at(32, 9, 0), EachWeek, true),
        (at(32, 8, 0), at(32, 9, 0), Daily, true),
        (at(38, 1, 0), at(38, 2, 0), None, true),
        (at(39, 8, 0), at(39, 9, 0), None, true),
        (at(39, 14, 0), at(39, 15, 0), None, true),
        // Nothing offered.
        (at(21, 9, 0), at(21, 10, 0), None, false),
        (at(22, 9, 0), at(22, 10, 0), None, false),
    ] {
        assert_eq!(
            is_available(&custom, &weekly, slot(from_ms, to_ms, recurrence)),
            available,
            "{from_ms} {recurrence}"
        );
    }
    assert!(!is_available(&Custom::new(), &Weekly::new(), slot(at(18, 8, 0), at(18, 9, 0), None)));
}

#[test]
fn a_whole_day_may_be_offered_and_booked() {
    let weekly: Weekly = WeekDay::ALL.iter().map(|&day| (day, vec![range("00:00", "00:00")])).collect();
    assert!(is_available(&Custom::new(), &weekly, slot(at(18, 12, 0), at(19, 12, 0), Recurrence::Daily)));
}

#[test]
fn bookings_are_shown_by_their_start() {
    let slots = [
        slot(at(19, 10, 0), at(19, 11, 0), Recurrence::None),
        slot(at(19, 9, 0), at(19, 10, 0), Recurrence::None),
        slot(at(19, 9, 0), at(19, 10, 0), Recurrence::None),
        slot(at(20, 23, 0), at(21, 0, 0), Recurrence::None),
        slot(at(21, 7, 0), at(21, 8, 0), Recurrence::Weekly),
        slot(at(18, 6, 0), at(18, 7, 0), Recurrence::Daily),
    ];
    let booked = booked_slots(&slots);
    let custom = Custom::from([
        (day("2024-11-19"), vec![range("09:00", "10:00"), range("10:00", "11:00")]),
        (day("2024-11-20"), vec![range("23:00", "00:00")]),
    ]);
    assert_eq!(booked.custom, custom);
    assert_eq!(booked.weekly.len(), 7);
    assert_eq!(booked.weekly[&WeekDay::Thur], [range("06:00", "07:00"), range("07:00", "08:00")]);
    assert_eq!(booked.weekly[&WeekDay::Sun], [range("06:00", "07:00")]);
    assert_eq!(booked_slots(&[]), BookedSlots::default());
}

/// Every pair of small slots and repetitions, against the occurrences written out one by one.
#[test]
fn overlaps_agree_with_the_occurrences_written_out() {
    let base = at(18, 0, 0);
    let mut slots = Vec::new();
    for start_hours in [0, 1, 2, 23, 24, 25, 47, 7 * 24, 7 * 24 + 1, 8 * 24, 15 * 24] {
        for length_hours in [1, 2, 24] {
            let from_ms = base + start_hours * MS_PER_HOUR;
            for &recurrence in Recurrence::ALL {
                slots.push(slot(from_ms, from_ms + length_hours * MS_PER_HOUR, recurrence));
            }
        }
    }
    let occurrences = |slot: Slot| -> Vec<(i64, i64)> {
        let period_ms = slot.recurrence.period_ms();
        let count = if period_ms.is_some() { 40 } else { 1 };
        let moved = (0..count).map(move |index| index * period_ms.unwrap_or(0));
        moved.map(|moved_ms| (slot.from_ms + moved_ms, slot.to_ms + moved_ms)).collect()
    };
    for &a in &slots {
        for &b in &slots {
            let written_out = occurrences(a).iter().any(|x| occurrences(b).iter().any(|y| x.0 < y.1 && y.0 < x.1));
            assert_eq!(overlap(a, b), written_out, "{a:?} {b:?}");
        }
    }
}

/// Months of every length, a leap day, a year's end: periods are counted in days and never in months.
#[test]
fn repetitions_meet_far_in_the_future() {
    let moment = |text: &str| parse_iso_date_time(text).expect("a moment");
    use Recurrence::{Daily, None, Weekly as EachWeek};
    let hour = |text: &str, recurrence| slot(moment(text), moment(text) + MS_PER_HOUR, recurrence);
    for (a, b, meet) in [
        // A Saturday's call meets every Saturday, also after a leap day and in another century.
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2026-02-28T09:30:00.000Z", None), true),
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2026-03-31T09:30:00.000Z", None), false),
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2028-02-26T09:59:59.999Z", None), true),
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2028-02-29T09:30:00.000Z", None), false),
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("9999-12-25T09:00:00.000Z", None), true),
        (hour("2026-01-31T09:00:00.000Z", Daily), hour("9999-12-31T09:59:59.999Z", None), true),
        (hour("2026-01-31T09:00:00.000Z", Daily), hour("9999-12-31T10:00:00.000Z", None), false),
        // Nothing meets what is before it begins, but what goes on begins to.
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2026-01-24T09:00:00.000Z", None), false),
        (hour("2026-01-31T09:00:00.000Z", Daily), hour("2026-01-30T09:00:00.000Z", None), false),
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2030-01-01T09:00:00.000Z", Daily), true),
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2030-01-01T10:00:00.000Z", Daily), false),
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2026-02-01T09:00:00.000Z", EachWeek), false),
        (hour("2026-01-31T09:00:00.000Z", EachWeek), hour("2027-02-06T08:30:00.000Z", EachWeek), true),
        // Over midnight, over a month's end.
        (hour("2026-02-28T23:30:00.000Z", Daily), hour("2026-04-01T00:15:00.000Z", None), true),
        (hour("2026-02-28T23:30:00.000Z", Daily), hour("2026-05-31T00:30:00.000Z", EachWeek), false),
        (hour("2026-02-28T23:30:00.000Z", EachWeek), hour("2026-03-01T00:29:00.000Z", None), true),
    ] {
        assert_eq!((overlap(a, b), overlap(b, a)), (meet, meet), "{a:?} {b:?}");
    }
}

#[test]
fn a_booking_shows_its_running_or_next_occurrence() {
    use Recurrence::{Daily, None, Weekly as EachWeek};
    let hour = MS_PER_HOUR;
    let start = at(18, 9, 0);
    for (recurrence, now_ms, starts_ms, status) in [
        (None, start - 1, start, SlotStatus::Upcoming),
        (None, start, start, SlotStatus::OnGoing),
        (None, start + hour - 1, start, SlotStatus::OnGoing),
        (None, start + hour, start, SlotStatus::Past),
        (Daily, start - 5 * MS_PER_DAY, start, SlotStatus::Upcoming),
        (Daily, start, start, SlotStatus::OnGoing),
        (Daily, start + hour, start + MS_PER_DAY, SlotStatus::Upcoming),
        (Daily, start + MS_PER_DAY, start + MS_PER_DAY, SlotStatus::OnGoing),
        (Daily, start + 3 * MS_PER_DAY + 1, start + 3 * MS_PER_DAY, SlotStatus::OnGoing),
        (EachWeek, start + hour - 1, start, SlotStatus::OnGoing),
        (EachWeek, start + hour, start + MS_PER_WEEK, SlotStatus::Upcoming),
        (EachWeek, start + 2 * MS_PER_WEEK + hour, start + 3 * MS_PER_WEEK, SlotStatus::Upcoming),
    ] {
        let slot = slot(start, start + hour, recurrence);
        assert_eq!(occurrence_ms(slot, now_ms), (starts_ms, starts_ms + hour), "{recurrence} {now_ms}");
        assert_eq!(slot_status(slot, now_ms), status, "{recurrence} {now_ms}");
    }
}
