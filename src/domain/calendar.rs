//! A scheduled call as an iCalendar object, for the calendars of phones and computers. Source: RFC 5545.

use super::{
    availability::{Recurrence, Slot},
    time::{MS_PER_SECOND, iso_date_time},
};

/// One call, as one of its two people has it in their calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Names the call in every calendar, whatever else changes.
    pub id: &'a str,
    pub title: &'a str,
    /// A sentence on what it is.
    pub description: &'a str,
    /// The id of the one who decides on the call, and what they are called.
    pub organizer: (&'a str, Option<&'a str>),
    pub slot: Slot,
    pub created_at_ms: i64,
    pub updated_at_ms: i64,
}

/// Octets of a line without its end. Longer lines go on in the next, after a space (RFC 5545, 3.1).
const LINE_OCTETS_MAX: usize = 75;

/// The whole text: a calendar with one event. One that repeats is one event with a rule, from its first time on.
///
/// Calendars know whole seconds: parts of one are left out of the start, and the end is rounded up, so that it stays later.
pub fn calendar(entry: &Entry<'_>, now_ms: i64) -> String {
    let end_ms = entry.slot.to_ms.saturating_add(MS_PER_SECOND - 1);
    let rule = match entry.slot.recurrence {
        Recurrence::None => None,
        Recurrence::Daily => Some("RRULE:FREQ=DAILY".to_owned()),
        Recurrence::Weekly => Some("RRULE:FREQ=WEEKLY".to_owned()),
    };
    let lines = [
        Some("BEGIN:VCALENDAR".to_owned()),
        Some("VERSION:2.0".to_owned()),
        Some("PRODID:-//Talkamie//API//EN".to_owned()),
        Some("CALSCALE:GREGORIAN".to_owned()),
        Some("METHOD:PUBLISH".to_owned()),
        Some("BEGIN:VEVENT".to_owned()),
        Some(format!("UID:{}@talkamie", escaped(entry.id))),
        Some(format!("DTSTAMP:{}", date_time(now_ms))),
        Some(format!("CREATED:{}", date_time(entry.created_at_ms))),
        Some(format!("LAST-MODIFIED:{}", date_time(entry.updated_at_ms))),
        Some(format!("SEQUENCE:{}", sequence(entry))),
        Some(organizer(entry.organizer)),
        Some(format!("DTSTART:{}", date_time(entry.slot.from_ms))),
        Some(format!("DTEND:{}", date_time(end_ms))),
        rule,
        Some(format!("SUMMARY:{}", escaped(entry.title))),
        Some(format!("DESCRIPTION:{}", escaped(entry.description))),
        Some("END:VEVENT".to_owned()),
        Some("END:VCALENDAR".to_owned()),
    ];
    let mut text = String::with_capacity(1024);
    for line in lines.into_iter().flatten() {
        fold_into(&mut text, &line);
    }
    text
}

/// Which state of the call this is: 0 as it was agreed, and more with each change (RFC 5546, 2.1.4). The seconds from the agreement to the
/// last change, begun ones counted: of two changes within a second the later one is known by its `DTSTAMP`.
fn sequence(entry: &Entry<'_>) -> i64 {
    let ms = entry.updated_at_ms.saturating_sub(entry.created_at_ms).max(0);
    (ms.saturating_add(MS_PER_SECOND - 1) / MS_PER_SECOND).min(i64::from(i32::MAX))
}

/// Who decides on the call, which what is published must say (RFC 5546, 3.2.1): by id, since e-mail addresses are nobody else's business.
fn organizer((id, name): (&str, Option<&str>)) -> String {
    // A parameter in quotes has no quotes, and no control characters (RFC 5545, 3.1).
    let name = name.map(|name| name.replace(|c: char| c == '"' || c.is_control(), " "));
    let name = name.map_or_else(String::new, |name| format!(";CN=\"{name}\""));
    format!("ORGANIZER{name}:urn:uuid:{id}")
}

/// `YYYYMMDDTHHMMSSZ`.
fn date_time(at_ms: i64) -> String {
    let mut text: String = iso_date_time(at_ms).chars().filter(|c| !matches!(c, '-' | ':')).take(15).collect();
    text.push('Z');
    text
}

/// A text as a value: what means something there is escaped, and control characters, which no value may have, are spaces.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            // A line ends with either or with both.
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Adds a line and its end, folded between characters.
fn fold_into(out: &mut String, line: &str) {
    let mut room = LINE_OCTETS_MAX;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE_OCTETS_MAX - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::parse_iso_date_time;

    fn at(text: &str) -> i64 {
        parse_iso_date_time(text).expect("a moment")
    }

    fn entry<'a>(title: &'a str, recurrence: Recurrence) -> Entry<'a> {
        Entry {
            id: "0199c2f0-1b28-7918-86e8-5f3c80b10888",
            title,
            description: "Video call with Ben Ortiz",
            organizer: ("0199c2f0-1a25-7123-82dd-5f3acf9fe111", Some("Ann \"Annie\" Lee")),
            slot: Slot { from_ms: at("2026-03-21T23:00:00.000Z"), to_ms: at("2026-03-22T00:00:00.000Z"), recurrence },
            created_at_ms: at("2026-03-14T08:00:00.120Z"),
            updated_at_ms: at("2026-03-15T08:00:00.999Z"),
        }
    }

    #[test]
    fn a_call_is_one_event() {
        let text = calendar(&entry("Film, tea; \"and\" talk", Recurrence::Weekly), at("2026-03-16T00:00:00.000Z"));
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Talkamie//API//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
                        BEGIN:VEVENT\r\nUID:0199c2f0-1b28-7918-86e8-5f3c80b10888@talkamie\r\nDTSTAMP:20260316T000000Z\r\n\
                        CREATED:20260314T080000Z\r\nLAST-MODIFIED:20260315T080000Z\r\n\
                        SEQUENCE:86401\r\nORGANIZER;CN=\"Ann  Annie  Lee\":urn:uuid:0199c2f0-1a25-7123-82dd-5f3acf9fe11\r\n 1\r\n\
                        DTSTART:20260321T230000Z\r\nDTEND:20260322T000000Z\r\nRRULE:FREQ=WEEKLY\r\n\
                        SUMMARY:Film\\, tea\\; \"and\" talk\r\nDESCRIPTION:Video call with Ben Ortiz\r\n\
                        END:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(text, expected);
        assert!(calendar(&entry("x", Recurrence::Daily), 0).contains("\r\nRRULE:FREQ=DAILY\r\n"));
        assert!(!calendar(&entry("x", Recurrence::None), 0).contains("RRULE"));
    }

    #[test]
    fn a_changed_call_is_newer() {
        let agreed = entry("x", Recurrence::None);
        for (after_ms, sequence) in
            [(-1, 0), (0, 0), (1, 1), (1_000, 1), (1_001, 2), (i64::MAX / 2, i64::from(i32::MAX))]
        {
            let changed = Entry { updated_at_ms: agreed.created_at_ms + after_ms, ..agreed };
            assert!(calendar(&changed, 0).contains(&format!("\r\nSEQUENCE:{sequence}\r\n")), "{after_ms}");
        }
        let nameless = Entry { organizer: ("0199c2f0-1a25-7123-82dd-5f3acf9fe111", None), ..agreed };
        assert!(calendar(&nameless, 0).contains("\r\nORGANIZER:urn:uuid:0199c2f0-1a25-7123-82dd-5f3acf9fe111\r\n"));
    }

    #[test]
    fn the_end_stays_later_than_the_start() {
        let from_ms = at("2026-12-31T23:59:59.100Z");
        let slot = Slot { from_ms, to_ms: from_ms + 200, recurrence: Recurrence::None };
        let text = calendar(&Entry { slot, ..entry("x", Recurrence::None) }, 0);
        assert!(text.contains("\r\nDTSTART:20261231T235959Z\r\nDTEND:20270101T000000Z\r\n"), "{text}");
    }

    #[test]
    fn texts_are_escaped() {
        for (text, value) in [
            ("plain: \"text\"", "plain: \"text\""),
            ("a,b;c\\d", "a\\,b\\;c\\\\d"),
            ("one\ntwo\r\nthree\rfour", "one\\ntwo\\nthree\\nfour"),
            ("tab\tbell\u{7}", "tab bell "),
            ("END:VEVENT\r\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM"),
        ] {
            assert_eq!(escaped(text), value, "{text:?}");
        }
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        for title in
            ["x".repeat(67), "x".repeat(68), "x".repeat(300), "ä".repeat(120), "🎬".repeat(120), "é,".repeat(60)]
        {
            let text = calendar(&entry(&title, Recurrence::None), 0);
            assert!(text.ends_with("\r\n"));
            for line in text.split("\r\n") {
                assert!(line.len() <= LINE_OCTETS_MAX, "{line}");
                assert!(!line.contains(['\r', '\n']));
            }
            let unfolded = text.replace("\r\n ", "");
            assert!(unfolded.contains(&format!("\r\nSUMMARY:{}\r\n", escaped(&title))), "{title}");
        }
    }
}
