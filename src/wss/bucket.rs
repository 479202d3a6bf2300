//! How fast one client may speak.

use crate::domain::limits::{SOCKET_BURST_MAX, SOCKET_MESSAGES_PER_SECOND};

/// A bucket of tokens: each thing said takes one, and they come back at a steady rate.
pub(super) struct Bucket {
    tokens: i64,
    filled_ms: i64,
}

impl Bucket {
    pub(super) fn full(now_ms: i64) -> Self {
        Self { tokens: SOCKET_BURST_MAX, filled_ms: now_ms }
    }

    /// Takes a token. `false`: there is none.
    pub(super) fn take(&mut self, now_ms: i64) -> bool {
        // A clock that was set back gives nothing, and takes nothing.
        self.filled_ms = self.filled_ms.min(now_ms);
        let earned = (now_ms - self.filled_ms) * SOCKET_MESSAGES_PER_SECOND / 1000;
        self.tokens = (self.tokens + earned).min(SOCKET_BURST_MAX);
        // Part of a token is not lost.
        self.filled_ms += earned * 1000 / SOCKET_MESSAGES_PER_SECOND;
        let there = self.tokens > 0;
        self.tokens -= i64::from(there);
        there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_run_out_and_come_back() {
        let mut bucket = Bucket::full(0);
        assert_eq!((0..70).filter(|_| bucket.take(0)).count(), 60);
        assert!(!bucket.take(49), "a token takes 50 ms");
        assert!(bucket.take(50));
        assert_eq!((0..70).filter(|_| bucket.take(1_050)).count(), 20);
        assert_eq!((0..70).filter(|_| bucket.take(100_000)).count(), 60);
        assert!(!bucket.take(0), "a clock that goes back gives nothing");
        assert!(bucket.take(50), "and goes on from there");
        let mut steady = Bucket::full(0);
        assert_eq!((0..70).filter(|_| steady.take(0)).count(), 60);
        assert_eq!(
            (1..=100).filter(|beat| steady.take(beat * 30)).count(),
            60,
            "20 a second, however they are asked for"
        );
    }
}
