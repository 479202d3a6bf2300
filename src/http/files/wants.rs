//! Which part of a file a request wants, and whether its sender has the file already. Source: RFC 9110, 13 and 14.

use crate::http::tags;
use poem::http::HeaderValue;
use time::{OffsetDateTime, PrimitiveDateTime, format_description::BorrowedFormatItem, macros::format_description};

/// What a range asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// In bytes; never empty.
    Of {
        start: u64,
        length: u64,
    },
    /// Nothing that the file has.
    Beyond,
}

/// The part of a file of so many bytes that `Range` names. Several parts at once are answered with the whole, as is what cannot be
/// understood: both are allowed, and a server that put parts together could be made to send the same one a thousand times.
pub(super) fn asked(range: &str, bytes: u64) -> Part {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Part::Whole;
    };
    let number = |text: &str| -> Option<u64> {
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().unwrap_or(u64::MAX))
    };
    match (first, last) {
        ("", "") => Part::Whole,
        ("", last) => match number(last) {
            None => Part::Whole,
            Some(0) => Part::Beyond,
            Some(_) if bytes == 0 => Part::Beyond,
            Some(count) => Part::Of { start: bytes.saturating_sub(count), length: count.min(bytes) },
        },
        (first, last) => {
            let end = if last.is_empty() { Some(u64::MAX) } else { number(last) };
            match (number(first), end) {
                (Some(start), Some(end)) if start > end => Part::Whole,
                (Some(start), Some(_)) if start >= bytes => Part::Beyond,
                (Some(start), Some(end)) => Part::Of { start, length: end.min(bytes - 1) - start + 1 },
                _ => Part::Whole,
            }
        }
    }
}

/// Whether who asks has this version already. The time counts only where no tag is named.
pub(super) fn has_it<'a>(
    none_match: impl IntoIterator<Item = &'a HeaderValue>,
    modified_since: Option<&str>,
    tag: &str,
    modified_s: i64,
) -> bool {
    let mut named = none_match.into_iter().peekable();
    if named.peek().is_some() {
        return tags::known(named, tag);
    }
    modified_since.and_then(parse_http_date).is_some_and(|since_s| modified_s <= since_s)
}

const HTTP_DATE: &[BorrowedFormatItem<'_>] =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");

/// A time as headers write it, from seconds since 1970. Source: RFC 9110, 5.6.7.
pub(super) fn http_date(at_s: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp(at_s).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    at.format(HTTP_DATE).unwrap_or_default()
}

/// Seconds since 1970.
pub(super) fn parse_http_date(text: &str) -> Option<i64> {
    Some(PrimitiveDateTime::parse(text, HTTP_DATE).ok()?.assume_utc().unix_timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_name_one_part() {
        let of = |start, length| Part::Of { start, length };
        for (range, bytes, part) in [
            ("bytes=0-0", 10, of(0, 1)),
            ("bytes=2-5", 10, of(2, 4)),
            ("bytes=2-", 10, of(2, 8)),
            ("bytes=9-99", 10, of(9, 1)),
            ("bytes=-3", 10, of(7, 3)),
            ("bytes=-99", 10, of(0, 10)),
            ("bytes=10-", 10, Part::Beyond),
            ("bytes=99999999999999999999-", 10, Part::Beyond),
            ("bytes=-0", 10, Part::Beyond),
            ("bytes=0-", 0, Part::Beyond),
            ("bytes=-1", 0, Part::Beyond),
            ("bytes=0-99999999999999999999", 10, of(0, 10)),
            ("bytes=5-2", 10, Part::Whole),
            ("bytes=0-1,3-4", 10, Part::Whole),
            ("bytes=0-,0-,0-,0-", 10, Part::Whole),
            ("bytes=-", 10, Part::Whole),
            ("bytes=+1-2", 10, Part::Whole),
            ("bytes=a-b", 10, Part::Whole),
            ("bytes=", 10, Part::Whole),
            ("items=0-1", 10, Part::Whole),
            ("", 10, Part::Whole),
        ] {
            assert_eq!(asked(range, bytes), part, "{range} of {bytes}");
        }
    }

    #[test]
    fn who_has_it_is_not_sent_it_again() {
        let (before, then) = ("Sat, 14 Mar 2026 07:20:54 GMT", "Sat, 14 Mar 2026 07:20:55 GMT");
        for (tags, since, has) in [
            (&["\"a\""][..], None, true),
            (&[], None, false),
            (&["W/\"a\""], None, true),
            (&["\"b\", \"a\""], None, true),
            (&["\"b\"", "\"a\""], None, true),
            (&["*"], None, true),
            (&["\"b\""], Some(then), false),
            (&["\"b\"", "\"c\""], Some(then), false),
            (&[], Some(then), true),
            (&[], Some(before), false),
            (&[], Some("yesterday"), false),
        ] {
            let values: Vec<_> = tags.iter().copied().map(HeaderValue::from_static).collect();
            assert_eq!(has_it(&values, since, "\"a\"", 1_773_472_855), has, "{tags:?} {since:?}");
        }
        assert_eq!(http_date(1_773_472_855), then);
        assert_eq!(parse_http_date(then), Some(1_773_472_855));
    }
}
