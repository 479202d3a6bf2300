//! Replyke's pages: how its query numbers are read, and what its lists say of themselves.
//!
//! The peer reads `page` and `limit` with JavaScript's `parseInt` and falls back where that gives nothing; clients rely
//! on the leniency. Source: contract/replyke.md 2 (lists) and 9.2. Talkamie's own lists are keyset pages and need only
//! [`page_items`] and [`keyword`].

use super::limits::{PAGE_ITEMS_DEFAULT, PAGE_ITEMS_MAX, PAGE_NUMBER_MAX};

/// A keyword as it is looked for: without the space around it. `None`: it says nothing, so everything is found.
pub fn keyword(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Whether JavaScript trims this character: its white space and its line ends.
///
/// Unicode's white space, but without U+0085 (next line) and with U+FEFF (byte order mark).
pub fn is_js_space(c: char) -> bool {
    (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}'
}

/// What JavaScript's `parseInt(text)` makes of `text`; `None` stands for its NaN.
///
/// Leading white space, one sign, then `0x` and hexadecimal digits or else decimal digits; what follows is ignored. A
/// number beyond 64 bits is held at the end of the range, since no page is there either way.
pub fn js_parse_int(text: &str) -> Option<i64> {
    let text = text.trim_start_matches(is_js_space);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (radix, digits) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(rest) => (16, rest),
        None => (10, text),
    };
    let mut values = digits.chars().map_while(|c| c.to_digit(radix)).peekable();
    values.peek()?;
    let magnitude =
        values.fold(0_i64, |sum, digit| sum.saturating_mul(i64::from(radix)).saturating_add(i64::from(digit)));
    Some(if negative { -magnitude } else { magnitude })
}

/// The page's number, from 1, and its size, as Replyke's lists read them.
///
/// Missing, no number, zero or negative means the default (page 1, `limit_default`); a limit above `limit_max` means
/// `limit_max`. Where a parameter is repeated, the first value is the caller's to pick.
pub fn page_and_limit(page: Option<&str>, limit: Option<&str>, limit_default: u64, limit_max: u64) -> (u64, u64) {
    (positive(page).unwrap_or(1).min(PAGE_NUMBER_MAX), positive(limit).unwrap_or(limit_default).min(limit_max))
}

fn positive(text: Option<&str>) -> Option<u64> {
    u64::try_from(js_parse_int(text?)?).ok().filter(|&number| number > 0)
}

/// How many rows come before this page. Never overflows: both factors are bounded by [`page_and_limit`].
pub fn offset_rows(page: u64, limit: u64) -> i64 {
    i64::try_from(page.saturating_sub(1).saturating_mul(limit)).unwrap_or(i64::MAX)
}

/// The size of one of Talkamie's pages, from its `pageSize`.
///
/// Absent or less than one means the default; more than the most means the most.
pub fn page_items(page_size: Option<i64>) -> i64 {
    match page_size {
        Some(size) if size >= 1 => size.min(PAGE_ITEMS_MAX),
        _ => PAGE_ITEMS_DEFAULT,
    }
}

/// What a Replyke list says of itself. The fields are in the order and in the meaning of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pagination {
    pub current_page: u64,
    /// 0 when there is nothing.
    pub total_pages: u64,
    pub total_count: u64,
    pub has_next_page: bool,
    /// Simply whether this is not page 1, also past the end.
    pub has_previous_page: bool,
    pub limit: u64,
}

impl Pagination {
    /// For page `page` of `limit` items out of `total_count`. `limit` is at least 1, as [`page_and_limit`] gives it.
    pub fn of(page: u64, limit: u64, total_count: u64) -> Self {
        let total_pages = total_count.div_ceil(limit.max(1));
        Self {
            current_page: page,
            total_pages,
            total_count,
            has_next_page: page < total_pages,
            has_previous_page: page > 1,
            limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_say_something() {
        for (text, looked_for) in
            [(None, None), (Some(""), None), (Some(" \t "), None), (Some(" van Dyke "), Some("van Dyke"))]
        {
            assert_eq!(keyword(text), looked_for);
        }
    }

    #[test]
    fn numbers_are_read_like_javascript_reads_them() {
        // Node's parseInt gives each of these; only the numbers beyond 64 bits are held here.
        for (text, number) in [
            ("", None),
            (" ", None),
            ("abc", None),
            ("+", None),
            ("-", None),
            ("+-1", None),
            ("--1", None),
            ("0x", None),
            ("0xg", None),
            (".5", None),
            ("٣", None),
            ("NaN", None),
            ("null", None),
            ("0", Some(0)),
            ("-0", Some(0)),
            ("00", Some(0)),
            ("007", Some(7)),
            ("5", Some(5)),
            ("5abc", Some(5)),
            ("5,6", Some(5)),
            ("1e2", Some(1)),
            ("2.7", Some(2)),
            ("0x10", Some(16)),
            ("0X1f", Some(31)),
            ("0x1g", Some(1)),
            ("-0x10", Some(-16)),
            ("+0x10", Some(16)),
            ("00x10", Some(0)),
            ("0b11", Some(0)),
            ("0o17", Some(0)),
            ("1_000", Some(1)),
            (" 5", Some(5)),
            ("\t\n\r\u{b}\u{c}\u{a0}\u{2003}\u{2028}\u{feff}5", Some(5)),
            ("\u{85}5", None),
            ("+5", Some(5)),
            ("+ 5", None),
            ("-3", Some(-3)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", Some(i64::MAX)),
            ("99999999999999999999999999", Some(i64::MAX)),
            ("-99999999999999999999999999", Some(-i64::MAX)),
            ("0xffffffffffffffffffff", Some(i64::MAX)),
        ] {
            assert_eq!(js_parse_int(text), number, "{text:?}");
        }
    }

    #[test]
    fn pages_and_limits_fall_back() {
        let far = PAGE_NUMBER_MAX;
        for (page, limit, read) in [
            (None, None, (1, 20)),
            (Some(""), Some(""), (1, 20)),
            (Some("0"), Some("0"), (1, 20)),
            (Some("-1"), Some("-5"), (1, 20)),
            (Some("abc"), Some("abc"), (1, 20)),
            (Some("3"), Some("7"), (3, 7)),
            (Some("3,4"), Some("7,8"), (3, 7)),
            (Some("2.9"), Some("1e2"), (2, 1)),
            (Some("0x10"), Some("0x10"), (16, 16)),
            (Some("1"), Some("100"), (1, 100)),
            (Some("1"), Some("101"), (1, 100)),
            (Some("1"), Some("99999999999999999999"), (1, 100)),
            (Some("99999999999999999999"), None, (far, 20)),
        ] {
            assert_eq!(page_and_limit(page, limit, 20, 100), read, "{page:?} {limit:?}");
        }
        assert_eq!(page_and_limit(None, None, 5, 50), (1, 5));
        assert_eq!(page_and_limit(None, Some("60"), 5, 50), (1, 50));
    }

    #[test]
    fn the_farthest_page_has_an_offset_that_every_engine_and_reader_can_hold() {
        assert_eq!(offset_rows(1, 20), 0);
        assert_eq!(offset_rows(3, 20), 40);
        assert_eq!(offset_rows(0, 20), 0);
        let (page, limit) = page_and_limit(Some("0xfffffffffffffffffff"), Some("1000"), 20, 100);
        assert!(offset_rows(page, limit) < 1 << 53);
        assert_eq!(offset_rows(u64::MAX, u64::MAX), i64::MAX);
    }

    #[test]
    fn a_list_says_where_it_is() {
        for (page, limit, total, pages, next, previous) in [
            (1, 20, 0, 0, false, false),
            (2, 20, 0, 0, false, true),
            (1, 20, 1, 1, false, false),
            (1, 20, 20, 1, false, false),
            (1, 20, 21, 2, true, false),
            (2, 20, 21, 2, false, true),
            (3, 20, 21, 2, false, true),
            (2, 1, 3, 3, true, true),
        ] {
            let expected = Pagination {
                current_page: page,
                total_pages: pages,
                total_count: total,
                has_next_page: next,
                has_previous_page: previous,
                limit,
            };
            assert_eq!(Pagination::of(page, limit, total), expected);
        }
    }

    #[test]
    fn talkamies_page_sizes_are_held() {
        for (asked, items) in
            [(None, 25), (Some(0), 25), (Some(-3), 25), (Some(1), 1), (Some(4), 4), (Some(100), 100), (Some(101), 100)]
        {
            assert_eq!(page_items(asked), items, "{asked:?}");
        }
    }
}
