//! A transaction as a value.

use std::sync::Arc;

use tracing::Instrument;

use super::{
    Row, StoreError, StoreResult, Value,
    engine::{Answer, Session},
    log::Watch,
    outbox::{NewEvent, NewJob, Outbox},
};

/// A transaction. Dropping it undoes; [`commit`](Self::commit) is the only way to keep what was written.
///
/// After any error, and after a statement whose future was dropped midway, the transaction only answers errors: that is
/// PostgreSQL's rule, and holding SQLite to it keeps the two alike. So a verb that may find something taken and go on
/// says `ON CONFLICT`.
pub struct Tx {
    session: Box<dyn Session>,
    watch: Arc<Watch>,
    /// A statement failed or was left midway.
    broken: bool,
    /// What leaves after the commit.
    outbox: Outbox,
}

/// A statement after one that failed.
#[derive(Debug, thiserror::Error)]
#[error("an earlier statement of this transaction failed")]
struct Broken;

impl Tx {
    pub(crate) fn new(session: Box<dyn Session>, watch: Arc<Watch>) -> Self {
        Self { session, watch, broken: false, outbox: Outbox::default() }
    }

    /// Every row a statement answers. For verbs, and for tests of the schema; everyone else asks a verb.
    ///
    /// # Errors
    /// Any [`StoreError`] but `Newer`.
    pub async fn rows<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<Vec<Row>> {
        Ok(self.run(sql, args.into()).await?.rows)
    }

    /// The row a statement answers, or `None`. More than one is [`StoreError::Inconsistent`].
    ///
    /// # Errors
    /// As [`rows`](Self::rows).
    pub async fn optional<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<Option<Row>> {
        let mut rows = self.rows(sql, args).await?;
        if rows.len() > 1 {
            self.broken = true;
            return Err(StoreError::inconsistent(format!("one row was expected and {} came", rows.len())));
        }
        Ok(rows.pop())
    }

    /// The one row a statement always answers. None, or more, is [`StoreError::Inconsistent`].
    ///
    /// # Errors
    /// As [`rows`](Self::rows).
    pub async fn one<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<Row> {
        let row = self.optional(sql, args).await?;
        self.broken = row.is_none();
        row.ok_or_else(|| StoreError::inconsistent("one row was expected and none came"))
    }

    /// Runs a statement for its effect and answers how many rows it wrote.
    ///
    /// # Errors
    /// As [`rows`](Self::rows).
    pub async fn execute<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<u64> {
        Ok(self.run(sql, args.into()).await?.affected)
    }

    /// Has the database understand `sql` without running it: what shows that a statement fits the schema.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] when it does not.
    pub async fn prepare(&mut self, sql: &'static str) -> StoreResult<()> {
        self.session.prepare(sql).await
    }

    /// Has work done after the commit: the row is written with it, so that it is done if and only if this is kept.
    pub fn add_job(&mut self, job: NewJob) {
        self.outbox.jobs.push(job);
    }

    /// Has somebody's sockets told after the commit, in the order of the commits.
    pub fn raise(&mut self, event: NewEvent) {
        self.outbox.events.push(event);
    }

    /// Keeps what was written, with the jobs and events that go with it. Resolves when it is durable; on SQLite that is when its group is.
    ///
    /// Dropping the future midway leaves it open whether the transaction was kept.
    ///
    /// # Errors
    /// [`StoreError::Contended`] when nothing was kept and the work may be run again; [`StoreError::Unavailable`] when
    /// the database did not confirm, or when a statement had failed before.
    pub async fn commit(mut self) -> StoreResult<()> {
        if self.broken {
            return Err(StoreError::unavailable(Broken));
        }
        let outbox = std::mem::take(&mut self.outbox);
        self.write_out(&outbox).await?;
        self.watch.step()?;
        self.session.commit().await?;
        // One worker for each: those that are busy find the rest by themselves.
        for _ in outbox.jobs {
            self.watch.job_added.notify_one();
        }
        Ok(())
    }

    /// The one place through which every statement passes: counted, told to fail when a test wants it, traced.
    pub(super) async fn run(&mut self, sql: &'static str, args: Vec<Value>) -> StoreResult<Answer> {
        if std::mem::replace(&mut self.broken, true) {
            return Err(StoreError::unavailable(Broken));
        }
        self.watch.statement(sql)?;
        let span = tracing::debug_span!("statement", sql);
        let answer = self.session.run(sql, args).instrument(span).await?;
        self.broken = false;
        Ok(answer)
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("broken", &self.broken).finish_non_exhaustive()
    }
}
