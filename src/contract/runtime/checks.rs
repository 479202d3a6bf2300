//! What generated checks call: counting, and following a pattern byte by byte.

use crate::contract::formats::leading;

/// Whether `text` has `low` to `high` Unicode scalar values.
#[must_use]
pub fn chars_within(text: &str, low: usize, high: usize) -> bool {
    // A character has one to four bytes: most texts need no counting.
    if text.len() <= high && text.len().div_ceil(4) >= low {
        return true;
    }
    text.len() >= low && (low..=high).contains(&text.chars().count())
}

/// Takes the bytes of `rest` that are members, at most `high`; true if there were at least `low`.
#[inline]
pub fn run(rest: &mut &[u8], low: usize, high: usize, member: impl Fn(&u8) -> bool) -> bool {
    let taken = leading(&rest[..rest.len().min(high)], member);
    *rest = &rest[taken..];
    taken >= low
}

/// Takes `text` from the front of `rest`; false if something else is there.
#[inline]
pub fn literal(rest: &mut &[u8], text: &[u8]) -> bool {
    rest.strip_prefix(text).map(|left| *rest = left).is_some()
}

/// Takes what `once` takes as long as the next byte `begins` it, at most `high` times; true if it was at least `low`.
#[inline]
pub fn repeat(
    rest: &mut &[u8],
    low: usize,
    high: usize,
    begins: impl Fn(&u8) -> bool,
    once: impl Fn(&mut &[u8]) -> bool,
) -> bool {
    let mut times = 0;
    while times < high && rest.first().is_some_and(&begins) {
        if !once(rest) {
            return false;
        }
        times += 1;
    }
    times >= low
}

/// Compiles a pattern of the profile, which every regex engine reads alike.
///
/// # Panics
/// When the pattern does not compile; a test uses every pattern.
#[must_use]
pub fn pattern(text: &str) -> regex::Regex {
    regex::Regex::new(text).expect("the compiler accepted the pattern")
}

/// `fits!(pattern, text)`: whether a text matches a pattern, compiled once. Only for the patterns that the compiler
/// could not turn into byte loops.
macro_rules! fits {
    ($pattern:literal, $text:expr) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::contract::runtime::pattern($pattern));
        PATTERN.is_match($text)
    }};
}
pub(crate) use fits;
