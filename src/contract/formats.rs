//! The formats that the contract asserts. The one-pass checks and the oracle call the same functions, so that they
//! cannot differ.

/// Longest e-mail address, in bytes. Source: RFC 5321, 4.5.3.1.3 (a path of 256 with its brackets).
const EMAIL_BYTES_MAX: usize = 254;

/// Contract F.12: word characters, `-` and `.` before the `@`; dot-separated labels of word characters and `-` after
/// it, the last at least two characters long. `+` is allowed in the local part too: A.6 speaks of it.
#[must_use]
pub fn email(text: &str) -> bool {
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    let Some((local, domain)) = text.split_once('@') else { return false };
    let Some((labels, last)) = domain.rsplit_once('.') else { return false };
    text.len() <= EMAIL_BYTES_MAX
        && !local.is_empty()
        && local.bytes().all(|b| word(b) || b == b'.' || b == b'+')
        && labels.split('.').all(|label| !label.is_empty() && label.bytes().all(word))
        && last.len() >= 2
        && last.bytes().all(word)
}

/// An absolute URI: a scheme, a colon, and no character that RFC 3986 forbids: visible ASCII without ``"<>\^`{|}``.
#[must_use]
pub fn uri(text: &str) -> bool {
    static ALLOWED: [bool; 256] = members(b"!!#;==?[]]__az~~");
    let scheme = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')).count();
    let (scheme, rest) = text.as_bytes().split_at(scheme);
    scheme.first().is_some_and(u8::is_ascii_alphabetic)
        && rest.len() > 1
        && rest[0] == b':'
        && leading(rest, |b| ALLOWED[usize::from(*b)]) == rest.len()
}

/// A table of the bytes in `ranges`, pairs of the first and the last.
#[must_use]
pub const fn members(ranges: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < ranges.len() {
        let mut b = ranges[at];
        while b <= ranges[at + 1] {
            table[b as usize] = true;
            b += 1;
        }
        at += 2;
    }
    table
}

/// How many bytes at the front of `bytes` are members. Long runs are looked at sixteen at a time.
#[inline]
pub fn leading(bytes: &[u8], member: impl Fn(&u8) -> bool) -> usize {
    const AT_ONCE: usize = 16;
    let chunks =
        bytes.chunks_exact(AT_ONCE).take_while(|chunk| chunk.iter().fold(true, |all, b| all & member(b))).count();
    let done = chunks * AT_ONCE;
    done + bytes[done..].iter().take_while(|b| member(b)).count()
}

/// `YYYY-MM-DD`, a day that exists. Source: RFC 3339, full-date.
#[must_use]
pub fn date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (digits(&bytes[..4]), digits(&bytes[5..7]), digits(&bytes[8..])) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `YYYY-MM-DDTHH:MM:SS[.fraction](Z|±HH:MM)`. Source: RFC 3339, date-time; leap seconds are not accepted.
#[must_use]
pub fn date_time(text: &str) -> bool {
    let Some((day, rest)) = text.split_at_checked(10) else { return false };
    let bytes = rest.as_bytes();
    if !date(day) || bytes.len() < 10 || !matches!(bytes[0], b'T' | b't') || bytes[3] != b':' || bytes[6] != b':' {
        return false;
    }
    let below = |part: &[u8], limit: u32| digits(part).is_some_and(|n| n < limit);
    if !below(&bytes[1..3], 24) || !below(&bytes[4..6], 60) || !below(&bytes[7..9], 60) {
        return false;
    }
    let mut zone = &bytes[9..];
    if let Some(fraction) = zone.strip_prefix(b".") {
        let length = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
        if length == 0 {
            return false;
        }
        zone = &fraction[length..];
    }
    match zone {
        b"Z" | b"z" => true,
        [b'+' | b'-', hour @ .., b':', m1, m2] if hour.len() == 2 => below(hour, 24) && below(&[*m1, *m2], 60),
        _ => false,
    }
}

/// Eight, four, four, four and twelve hexadecimal digits. Source: RFC 9562.
#[must_use]
pub fn uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0_u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_accept_and_refuse() {
        for (format, good, bad) in [
            (
                email as fn(&str) -> bool,
                vec!["a@b.co", "ann.lee-1@mail.example.org", "a+b@c.de"],
                vec!["a", "@b.co", "a@b", "a@b.c", "a b@c.de", "a@b..co", "a@@b.co"],
            ),
            (uri, vec!["https://a.b/c?d#e", "urn:x"], vec!["a", "//a.b", "1a:b", "a:", "http://a b"]),
            (
                date,
                vec!["2024-02-29", "1931-12-31"],
                vec!["2023-02-29", "2024-13-01", "2024-1-01", "2024-00-10", "２024-01-01"],
            ),
            (
                date_time,
                vec!["2024-01-02T03:04:05Z", "2024-01-02T03:04:05.123+02:00"],
                vec![
                    "2024-01-02",
                    "2024-01-02T24:00:00Z",
                    "2024-01-02T03:04:05",
                    "2024-01-02T03:04:05.Z",
                    "2024-01-02T03:04:60Z",
                ],
            ),
            (
                uuid,
                vec!["0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55"],
                vec!["0197f3a26f2b7c319f0e2f6d3b1c9a55", "g197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55"],
            ),
        ] {
            good.into_iter().for_each(|text| assert!(format(text), "{text}"));
            bad.into_iter().for_each(|text| assert!(!format(text), "{text}"));
        }
    }
}
