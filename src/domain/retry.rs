//! When work that failed is tried again.

use super::time::{MS_PER_HOUR, MS_PER_SECOND};

/// How often a job is begun before it is given up: with the pauses below, after about half a day.
pub const ATTEMPTS_MAX: i64 = 20;
/// The first pause, in milliseconds.
const PAUSE_MS_MIN: i64 = 2 * MS_PER_SECOND;
/// The longest pause, in milliseconds.
const PAUSE_MS_MAX: i64 = MS_PER_HOUR;

/// Longest wait that somebody else may ask for, in milliseconds.
const ASKED_MS_MAX: i64 = 6 * MS_PER_HOUR;

/// As [`pause_ms`], and as long as was asked for, within reason.
#[must_use]
pub fn pause_ms_asked(attempts: i64, chance: u8, asked_ms: Option<i64>) -> Option<i64> {
    Some(pause_ms(attempts, chance)?.max(asked_ms.unwrap_or_default().min(ASKED_MS_MAX)))
}

/// How long to wait after the `attempts`-th attempt failed, in milliseconds: twice as long each time, up to an hour, and up to a
/// quarter more by `chance` (0 to 255), so that what failed together does not come back together. `None`: give it up.
#[must_use]
pub fn pause_ms(attempts: i64, chance: u8) -> Option<i64> {
    if attempts >= ATTEMPTS_MAX {
        return None;
    }
    let doublings = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or_default();
    let pause_ms = (PAUSE_MS_MIN << doublings).min(PAUSE_MS_MAX);
    Some(pause_ms + pause_ms * i64::from(chance) / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour_and_end() {
        let table = [
            (0, Some(2_000)),
            (1, Some(2_000)),
            (2, Some(4_000)),
            (5, Some(32_000)),
            (11, Some(2_048_000)),
            (12, Some(3_600_000)),
            (19, Some(3_600_000)),
            (20, None),
            (i64::MAX, None),
        ];
        for (attempts, expected) in table {
            assert_eq!(pause_ms(attempts, 0), expected, "{attempts}");
        }
        assert_eq!(pause_ms(1, 255), Some(2_498), "a quarter more at most");
    }

    #[test]
    fn a_longer_pause_may_be_asked_for() {
        let table = [
            (1, None, Some(2_000)),
            (1, Some(1_000), Some(2_000)),
            (1, Some(90_000), Some(90_000)),
            (1, Some(i64::MAX), Some(6 * MS_PER_HOUR)),
            (1, Some(-1), Some(2_000)),
            (20, Some(90_000), None),
        ];
        for (attempts, asked_ms, expected) in table {
            assert_eq!(pause_ms_asked(attempts, 0, asked_ms), expected, "{attempts} {asked_ms:?}");
        }
    }
}
