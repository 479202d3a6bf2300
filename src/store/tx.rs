//! A transaction as a value.

use std::sync::Arc;

use tracing::Instrument;

use super::{
    Row, StoreError, StoreResult, Value,
    engine::{Answer, Session, Statement},
    log::Watch,
    outbox::{NewEvent, NewJob, Outbox},
    question::{Answered, Asked, Question, Questions},
};

/// A transaction. Dropping it undoes; [`commit`](Self::commit) is the only way to keep what was written.
///
/// After any error, and after a statement whose future was dropped midway, the transaction only answers errors: that is
/// PostgreSQL's rule, and holding SQLite to it keeps the two alike. So a verb that may find something taken and go on
/// says `ON CONFLICT`.
pub struct Tx {
    session: Box<dyn Session>,
    watch: Arc<Watch>,
    /// What goes with the next errand.
    later: Vec<Later>,
    /// A statement failed or was left midway.
    broken: bool,
    /// What leaves after the commit.
    outbox: Outbox,
}

/// A statement that waits for the next errand, and what is expected of its answer.
type Later = (Statement, Box<dyn FnOnce(Answer) -> StoreResult<()> + Send>);

/// A statement after one that failed.
#[derive(Debug, thiserror::Error)]
#[error("an earlier statement of this transaction failed")]
struct Broken;

impl Tx {
    pub(crate) fn new(session: Box<dyn Session>, watch: Arc<Watch>) -> Self {
        Self { session, watch, later: Vec::new(), broken: false, outbox: Outbox::default() }
    }

    /// Asks one question, or a tuple of them in one errand. They are answered in their order, and each sees what those before
    /// it wrote.
    ///
    /// # Errors
    /// Any [`StoreError`] but `Newer`.
    pub async fn ask<Q: Questions>(&mut self, questions: Q) -> StoreResult<Q::Answers> {
        let (Asked(statements), readers) = questions.split();
        let answers = self.run(statements).await?;
        let read = Q::read(readers, Answered(answers.into_iter()));
        self.broken = read.is_err();
        read
    }

    /// Runs a statement for its effect, together with the next errand, or before the commit. When it fails, that errand does.
    pub fn later<T: 'static>(&mut self, question: Question<T>) {
        let (statement, reader) = question.parts();
        self.later.push((statement, Box::new(move |answer| reader.read(answer).map(drop))));
    }

    /// Every row a statement answers. For verbs, and for tests of the schema; everyone else asks a verb.
    ///
    /// # Errors
    /// Any [`StoreError`] but `Newer`.
    pub async fn rows<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<Vec<Row>> {
        self.ask(Question::new(sql, args, |answer| Ok(answer.rows))).await
    }

    /// The row a statement answers, or `None`. More than one is [`StoreError::Inconsistent`].
    ///
    /// # Errors
    /// As [`rows`](Self::rows).
    pub async fn optional<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<Option<Row>> {
        self.ask(Question::new(sql, args, Answer::optional)).await
    }

    /// The one row a statement always answers. None, or more, is [`StoreError::Inconsistent`].
    ///
    /// # Errors
    /// As [`rows`](Self::rows).
    pub async fn one<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<Row> {
        self.ask(Question::new(sql, args, Answer::one)).await
    }

    /// Runs a statement for its effect and answers how many rows it wrote.
    ///
    /// # Errors
    /// As [`rows`](Self::rows).
    pub async fn execute<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<u64> {
        self.ask(Question::new(sql, args, |answer| Ok(answer.affected))).await
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
        let mut outbox = std::mem::take(&mut self.outbox);
        outbox.sum_up();
        self.write_out(&outbox).await?;
        if !self.later.is_empty() {
            self.run(Vec::new()).await?;
        }
        self.watch.step()?;
        self.session.commit().await?;
        // One worker for each: those that are busy find the rest by themselves.
        for _ in outbox.jobs {
            self.watch.job_added.notify_one();
        }
        for event in &outbox.events {
            // Nobody may be listening.
            let _heard = self.watch.raised.send(event.user);
        }
        Ok(())
    }

    /// The one place through which every statement passes: counted, told to fail when a test wants it, traced. Answers
    /// `statements`; what waited goes before them.
    async fn run(&mut self, statements: Vec<Statement>) -> StoreResult<Vec<Answer>> {
        if std::mem::replace(&mut self.broken, true) {
            return Err(StoreError::unavailable(Broken));
        }
        let (mut errand, checks): (Vec<_>, Vec<_>) = std::mem::take(&mut self.later).into_iter().unzip();
        errand.extend(statements);
        for statement in &errand {
            self.watch.statement(statement.sql)?;
        }
        let span = tracing::debug_span!("statements", sql = ?Texts(&errand));
        let mut answers = self.session.run(errand).instrument(span).await?;
        let asked = answers.split_off(checks.len());
        for (check, answer) in checks.into_iter().zip(answers) {
            check(answer)?;
        }
        self.broken = false;
        Ok(asked)
    }
}

/// The texts of statements, for a span.
struct Texts<'a>(&'a [Statement]);

impl std::fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|statement| statement.sql)).finish()
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("broken", &self.broken).finish_non_exhaustive()
    }
}
