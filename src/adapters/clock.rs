//! The time and the chance of this machine: the only place that asks for either.

use crate::operations::ports::{Chance, Clock};
use rand::RngCore as _;
use std::time::{SystemTime, UNIX_EPOCH};

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        #[expect(clippy::disallowed_methods, reason = "this is the clock that all others are sent to")]
        let now = SystemTime::now();
        // Before 1970 is a clock that was never set: the beginning is the nearest that can be said.
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

/// A generator of each thread that nobody can guess, seeded by the operating system again and again.
///
/// To ask the operating system each time would be a system call for each request, which needs a name.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsChance;

impl Chance for OsChance {
    /// # Panics
    /// When the operating system has no randomness to give: to go on would be to make tokens that can be guessed.
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// A clock that stands still: for answers that are always the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct StoppedClock;

impl Clock for StoppedClock {
    /// 2026-03-14T07:20:55.000Z, the day of most examples.
    fn now_ms(&self) -> i64 {
        1_773_472_855_000
    }
}

/// No chance at all: every id is the same, and nothing made with it is a secret.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoChance;

impl Chance for NoChance {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_of_this_century_and_chance_does_not_repeat() {
        assert!(SystemClock.now_ms() > 1_700_000_000_000);
        let (mut one, mut other) = ([0; 16], [0; 16]);
        OsChance.fill(&mut one);
        OsChance.fill(&mut other);
        assert_ne!(one, other);
    }
}
