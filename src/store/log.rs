//! Watching statements: how many there were, and failures on demand.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

use super::{StoreError, StoreResult};
use crate::domain::ids::UserId;
use tokio::sync::{Notify, broadcast};

/// What every transaction of one store passes through.
#[derive(Debug)]
pub(crate) struct Watch {
    pub(crate) log: StatementLog,
    pub(crate) faults: Faults,
    /// Told after a commit that added a job.
    pub(crate) job_added: Notify,
    /// Told after a commit whose events were raised.
    pub(crate) raised: broadcast::Sender<UserId>,
}

/// How many events this process may commit before somebody who hears of them has to look at everybody.
const RAISED_KEPT_MAX: usize = 4_096;

impl Default for Watch {
    fn default() -> Self {
        let (raised, _) = broadcast::channel(RAISED_KEPT_MAX);
        Self { log: StatementLog::default(), faults: Faults::default(), job_added: Notify::new(), raised }
    }
}

impl Watch {
    /// Notes a statement that is about to run, and fails when a test wants it to.
    pub(crate) fn statement(&self, sql: &'static str) -> StoreResult<()> {
        self.log.note(sql);
        self.step()
    }

    /// Fails when a test wants this step to: a statement, the start of a transaction or its commit.
    pub(crate) fn step(&self) -> StoreResult<()> {
        self.faults.step()
    }
}

/// The statements of a store: how many so far and, while recording, which.
#[derive(Debug, Default)]
pub struct StatementLog {
    count: AtomicU64,
    recording: AtomicBool,
    recorded: Mutex<Vec<&'static str>>,
}

impl StatementLog {
    /// How many statements ran since the store was opened. Begin and commit are not counted.
    pub fn count(&self) -> u64 {
        self.count.load(Relaxed)
    }

    /// Starts to keep the text of each statement, from none.
    pub fn record(&self) {
        self.lock().clear();
        self.recording.store(true, Relaxed);
    }

    /// Stops recording and answers what was recorded, in order.
    pub fn recorded(&self) -> Vec<&'static str> {
        self.recording.store(false, Relaxed);
        std::mem::take(&mut *self.lock())
    }

    fn note(&self, sql: &'static str) {
        self.count.fetch_add(1, Relaxed);
        if self.recording.load(Relaxed) {
            self.lock().push(sql);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<&'static str>> {
        // A panic elsewhere cannot leave a list half written.
        self.recorded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Failures on demand: what a test asks for to see that an operation leaves nothing half done.
#[derive(Debug, Default)]
pub struct Faults {
    /// How many steps are left until one fails; 0: off.
    left: AtomicU64,
    contended: AtomicBool,
    lose_writer: AtomicBool,
}

/// What a failed step says in the log.
#[derive(Debug, thiserror::Error)]
#[error("a test asked for this failure")]
struct Asked;

impl Faults {
    /// Lets the `n`-th step from now fail, counted from 1, as if the database did not answer. A step is the start of a
    /// writing transaction, a statement, or a commit. 0 takes the wish back.
    pub fn fail_nth(&self, n: u64) {
        self.contended.store(false, Relaxed);
        self.left.store(n, Relaxed);
    }

    /// As [`fail_nth`](Self::fail_nth), but the step fails as [`StoreError::Contended`].
    pub fn contend_nth(&self, n: u64) {
        self.contended.store(true, Relaxed);
        self.left.store(n, Relaxed);
    }

    /// Whether the wished failure is still to come.
    pub fn waiting(&self) -> bool {
        self.left.load(Relaxed) > 0
    }

    /// Lets the next SQLite writer lose its connection instead of handing it back.
    pub fn lose_writer(&self) {
        self.lose_writer.store(true, Relaxed);
    }

    pub(crate) fn writer_is_lost(&self) -> bool {
        self.lose_writer.load(Relaxed) && self.lose_writer.swap(false, Relaxed)
    }

    fn step(&self) -> StoreResult<()> {
        if self.left.load(Relaxed) == 0 {
            return Ok(());
        }
        let before = self.left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1));
        match before {
            Ok(1) if self.contended.load(Relaxed) => Err(StoreError::Contended),
            Ok(1) => Err(StoreError::unavailable(Asked)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_nth_step_fails() {
        let faults = Faults::default();
        faults.fail_nth(2);
        let steps: Vec<bool> = (0..4).map(|_| faults.step().is_ok()).collect();
        assert_eq!(steps, [true, false, true, true]);
        assert!(!faults.waiting());
    }
}
