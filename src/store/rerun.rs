//! Running work again that others were in the way of.

use std::time::{Duration, Instant};

use super::StoreError;

/// How often work is run before [`StoreError::Contended`] is the answer.
///
/// A deadlock has a winner each time, so the third run is already rare; five bound the wait to about 150 ms.
pub const RUNS_MAX: u32 = 5;

/// Wait before the second run, in milliseconds; it doubles from run to run.
const WAIT_MS: u64 = 10;

/// Work whose runs took longer than this is not run again: it waited for a lock as long as one is waited for, and its caller waits, too.
/// A deadlock is found out within one second (PostgreSQL's `deadlock_timeout`).
const RERUN_WITHIN: Duration = Duration::from_secs(3);

/// An error that may mean "run it again".
pub trait MaybeContended {
    /// Whether others were in the way, so that the same work may succeed when run again.
    fn is_contended(&self) -> bool;
}

impl MaybeContended for StoreError {
    fn is_contended(&self) -> bool {
        matches!(self, Self::Contended)
    }
}

/// Runs `work`, and again while it answers that others were in the way, up to [`RUNS_MAX`] times and for about three seconds.
///
/// `work` is one whole transaction: nothing may leave it before its commit.
///
/// # Errors
/// The last run's.
pub async fn rerun<T, E, F>(mut work: impl FnMut() -> F) -> Result<T, E>
where
    E: MaybeContended,
    F: Future<Output = Result<T, E>>,
{
    let begun = Instant::now();
    for run in 1..RUNS_MAX {
        match work().await {
            Err(error) if error.is_contended() && begun.elapsed() < RERUN_WITHIN => {
                tracing::debug!(run, "Others were in the way; running the work again");
                tokio::time::sleep(Duration::from_millis(WAIT_MS << (run - 1))).await;
            }
            answer => return answer,
        }
    }
    work().await
}
