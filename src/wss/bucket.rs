//! How fast one client may speak.

/// A bucket of tokens: each thing said takes one, and they come back at a steady rate.
pub(super) struct Bucket {
    tokens: i64,
    filled_ms: i64,
}

/// Things said at once.
const TOKENS_MAX: i64 = 60;
/// Things said a second, on the average. Candidates of a call come in bursts of some twenty.
const TOKENS_PER_SECOND: i64 = 20;

impl Bucket {
    pub(super) fn full(now_ms: i64) -> Self {
        Self { tokens: TOKENS_MAX, filled_ms: now_ms }
    }

    /// Takes a token. `false`: there is none.
    pub(super) fn take(&mut self, now_ms: i64) -> bool {
        let earned = (now_ms - self.filled_ms).max(0) * TOKENS_PER_SECOND / 1000;
        if earned > 0 {
            self.tokens = (self.tokens + earned).min(TOKENS_MAX);
            self.filled_ms = now_ms;
        }
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
    }
}
