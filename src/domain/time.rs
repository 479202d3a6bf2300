//! Moments and days: milliseconds since 1970 inside, the contract's text outside.
//!
//! Nothing here knows what time it is. Source: contract/talkamie.md A.2 and A.7.

use super::limits::{TIMEZONE_OFFSET_MINUTES_MAX, TIMEZONE_OFFSET_MINUTES_MIN};
pub use time::Date;
use time::{Month, OffsetDateTime};

pub const MS_PER_SECOND: i64 = 1_000;
pub const MS_PER_MINUTE: i64 = 60 * MS_PER_SECOND;
pub const MS_PER_HOUR: i64 = 60 * MS_PER_MINUTE;
pub const MS_PER_DAY: i64 = 24 * MS_PER_HOUR;

/// `0000-01-01T00:00:00.000Z`: the first moment that four digits of a year can say.
const FIRST_MS: i64 = -62_167_219_200_000;
/// `9999-12-31T23:59:59.999Z`: the last one.
const LAST_MS: i64 = 253_402_300_799_999;

/// `YYYY-MM-DDTHH:MM:SS.mmmZ`, always with exactly three decimals: clients compare these texts as strings.
///
/// Total: a moment outside the years 0000 to 9999 is shown as the nearest one inside.
pub fn iso_date_time(at_ms: i64) -> String {
    let at_ms = at_ms.clamp(FIRST_MS, LAST_MS);
    let at = OffsetDateTime::from_unix_timestamp(at_ms.div_euclid(MS_PER_SECOND)).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second) = at.to_hms();
    // Lists are full of times: without `format!`, which takes several times as long.
    let mut text = *b"0000-00-00T00:00:00.000Z";
    put(&mut text[..4], year.unsigned_abs());
    put(&mut text[5..7], u8::from(month).into());
    put(&mut text[8..10], day.into());
    put(&mut text[11..13], hour.into());
    put(&mut text[14..16], minute.into());
    put(&mut text[17..19], second.into());
    put(&mut text[20..23], u32::try_from(at_ms.rem_euclid(MS_PER_SECOND)).unwrap_or_default());
    String::from_utf8_lossy(&text).into_owned()
}

/// Writes a number to its place, its last digits when it is longer.
fn put(place: &mut [u8], mut number: u32) {
    for digit in place.iter_mut().rev() {
        *digit = b"0123456789"[(number % 10) as usize];
        number /= 10;
    }
}

/// The moment that an `iso_date_time` names; `None` for any other text, however near.
pub fn parse_iso_date_time(text: &str) -> Option<i64> {
    let bytes: &[u8; 24] = text.as_bytes().try_into().ok()?;
    let separated =
        bytes[10] == b'T' && bytes[13] == b':' && bytes[16] == b':' && bytes[19] == b'.' && bytes[23] == b'Z';
    if !separated {
        return None;
    }
    let date = date_of_bytes(&bytes[..10])?;
    let (hour, minute, second) = (digits(&bytes[11..13])?, digits(&bytes[14..16])?, digits(&bytes[17..19])?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let within_ms = ((hour * 60 + minute) * 60 + second) * MS_PER_SECOND + digits(&bytes[20..23])?;
    Some(day_start_utc_ms(date) + within_ms)
}

/// `YYYY-MM-DD`.
pub fn iso_date(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

/// The day that an `iso_date` names; `None` for any other text and for a day that no calendar has.
pub fn parse_iso_date(text: &str) -> Option<Date> {
    date_of_bytes(text.as_bytes())
}

fn date_of_bytes(bytes: &[u8]) -> Option<Date> {
    let bytes: &[u8; 10] = bytes.try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (year, month, day) = (digits(&bytes[..4])?, digits(&bytes[5..7])?, digits(&bytes[8..])?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

/// The number that these few ASCII digits say; `None` when one of them is no digit.
fn digits(bytes: &[u8]) -> Option<i64> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
}

/// The UTC day in which a moment lies. Held to the years 0000 to 9999.
pub fn date_utc(at_ms: i64) -> Date {
    let at_ms = at_ms.clamp(FIRST_MS, LAST_MS);
    OffsetDateTime::from_unix_timestamp(at_ms.div_euclid(MS_PER_SECOND)).unwrap_or(OffsetDateTime::UNIX_EPOCH).date()
}

/// When a UTC day starts.
pub fn day_start_utc_ms(date: Date) -> i64 {
    (i64::from(date.to_julian_day()) - i64::from(OffsetDateTime::UNIX_EPOCH.to_julian_day())) * MS_PER_DAY
}

/// A time zone's offset as clients send it: whole minutes, UTC minus local (`-180` is UTC+03:00).
///
/// `None` for other text and for offsets that no place on earth has; the header is then treated as not sent.
pub fn parse_timezone_offset_minutes(text: &str) -> Option<i32> {
    let minutes = text.trim().parse().ok()?;
    (TIMEZONE_OFFSET_MINUTES_MIN..=TIMEZONE_OFFSET_MINUTES_MAX).contains(&minutes).then_some(minutes)
}

/// The calendar day in which a moment lies for someone with this offset (UTC minus local, in minutes).
pub fn local_date(at_ms: i64, timezone_offset_minutes: i32) -> Date {
    date_utc(at_ms.saturating_sub(i64::from(timezone_offset_minutes) * MS_PER_MINUTE))
}

/// When the local day of a moment began, as a moment in UTC, for someone with this offset.
pub fn local_day_start_ms(at_ms: i64, timezone_offset_minutes: i32) -> i64 {
    let behind_ms = i64::from(timezone_offset_minutes) * MS_PER_MINUTE;
    let local_ms = at_ms.saturating_sub(behind_ms);
    local_ms.div_euclid(MS_PER_DAY).saturating_mul(MS_PER_DAY).saturating_add(behind_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_exactly_three_decimals() {
        for (at_ms, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1, "1970-01-01T00:00:00.001Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (1_732_190_400_120, "2024-11-21T12:00:00.120Z"),
            (1_709_164_800_000, "2024-02-29T00:00:00.000Z"),
            (FIRST_MS, "0000-01-01T00:00:00.000Z"),
            (LAST_MS, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(iso_date_time(at_ms), text);
            assert_eq!(parse_iso_date_time(text), Some(at_ms), "{text}");
        }
        assert_eq!(iso_date_time(i64::MAX), "9999-12-31T23:59:59.999Z");
        assert_eq!(iso_date_time(i64::MIN), "0000-01-01T00:00:00.000Z");
    }

    #[test]
    fn moments_come_back_as_they_went() {
        let mut at_ms = FIRST_MS;
        while at_ms <= LAST_MS {
            let text = iso_date_time(at_ms);
            assert_eq!((text.len(), parse_iso_date_time(&text)), (24, Some(at_ms)), "{text}");
            at_ms += 97 * MS_PER_DAY + 12_345_677;
        }
    }

    #[test]
    fn other_texts_are_no_moments() {
        for text in [
            "",
            "2024-11-21",
            "2024-11-21T12:00:00Z",
            "2024-11-21T12:00:00.12Z",
            "2024-11-21T12:00:00.1200Z",
            "2024-11-21 12:00:00.120Z",
            "2024-11-21T12:00:00.120z",
            "2024-11-21T12:00:00.120+",
            "2024-11-21T24:00:00.000Z",
            "2024-11-21T12:60:00.000Z",
            "2024-11-21T12:00:60.000Z",
            "2023-02-29T12:00:00.000Z",
            "2024-13-01T12:00:00.000Z",
            "2024-00-01T12:00:00.000Z",
            "+024-11-21T12:00:00.000Z",
            "2024-11-21T-1:00:00.000Z",
            "2024-11-21T12:00:00.00éZ",
        ] {
            assert_eq!(parse_iso_date_time(text), None, "{text:?}");
        }
    }

    #[test]
    fn days_are_read_and_written() {
        for text in ["1970-01-01", "2024-02-29", "0000-01-01", "9999-12-31", "1931-07-04"] {
            assert_eq!(parse_iso_date(text).map(iso_date).as_deref(), Some(text));
        }
        for text in ["", "2023-02-29", "1900-02-29", "2024-2-29", "2024-04-31", "24-02-29", "2024/02/29", "2024-02-29Z"]
        {
            assert_eq!(parse_iso_date(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_day_starts_at_its_start() {
        for at_ms in [0, 1, -1, MS_PER_DAY - 1, MS_PER_DAY, 1_732_190_400_120, -86_400_001] {
            let start_ms = day_start_utc_ms(date_utc(at_ms));
            assert!((start_ms..start_ms + MS_PER_DAY).contains(&at_ms), "{at_ms}");
            assert_eq!(local_day_start_ms(at_ms, 0), start_ms);
        }
    }

    #[test]
    fn local_days_follow_the_sign_of_javascript() {
        let at = |text: &str| parse_iso_date_time(text).expect("a moment");
        for (moment, offset_minutes, day, start) in [
            ("2024-11-21T22:30:00.000Z", 0, "2024-11-21", "2024-11-21T00:00:00.000Z"),
            ("2024-11-21T22:30:00.000Z", -180, "2024-11-22", "2024-11-21T21:00:00.000Z"),
            ("2024-11-21T20:59:59.999Z", -180, "2024-11-21", "2024-11-20T21:00:00.000Z"),
            ("2024-11-21T00:30:00.000Z", 60, "2024-11-20", "2024-11-20T01:00:00.000Z"),
            ("2024-11-21T18:29:00.000Z", -330, "2024-11-21", "2024-11-20T18:30:00.000Z"),
            ("2024-11-21T10:00:00.000Z", -840, "2024-11-22", "2024-11-21T10:00:00.000Z"),
        ] {
            assert_eq!(iso_date(local_date(at(moment), offset_minutes)), day, "{moment} {offset_minutes}");
            assert_eq!(iso_date_time(local_day_start_ms(at(moment), offset_minutes)), start);
        }
    }

    #[test]
    fn offsets_of_no_place_are_not_offsets() {
        for (text, minutes) in [
            ("-180", Some(-180)),
            ("60", Some(60)),
            (" 0 ", Some(0)),
            ("-0", Some(0)),
            ("-840", Some(-840)),
            ("-841", None),
            ("720", Some(720)),
            ("721", None),
            ("5.5", None),
            ("", None),
            ("undefined", None),
            ("99999999999", None),
        ] {
            assert_eq!(parse_timezone_offset_minutes(text), minutes, "{text:?}");
        }
    }
}
