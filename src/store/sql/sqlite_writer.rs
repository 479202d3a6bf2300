//! SQLite's one writer, who commits in groups.
//!
//! A task owns the one connection that writes. Whoever wants to write queues for a [`WriteSession`], gets the connection,
//! and hands it back with a wish: keep or undo. If another is waiting, the task does not commit yet: it lends the
//! connection again, inside the same transaction, with a savepoint before each member so that undoing one leaves the
//! others. When nobody waits, or the group is full or old, it commits once, and only then tells every member that it
//! is kept: many durable writes for one wait on the disk.
//!
//! ```text
//! BEGIN IMMEDIATE · first member · SAVEPOINT member · second · RELEASE, SAVEPOINT · third (undone: ROLLBACK TO) · COMMIT
//! ```
//!
//! The connection cannot get lost: a session that is dropped, in a panic or unreceived, hands it back as "undo", and if
//! it does not come back at all, or answers strangely, the task opens another and tells the group so.

use std::{sync::Arc, time::Duration};

use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, timeout},
};

use super::sqlite::{Known, meaning, prepare, run};
use crate::store::{
    StoreError, StoreOptions, StoreResult, Value,
    engine::{Answer, BoxFuture, Session},
    log::Watch,
};

/// Most members of one group.
///
/// One wait on the disk costs about what ten to thirty small writes do, so shared by 64 it all but disappears; more
/// would only make the first member wait longer.
const GROUP_MEMBERS_MAX: usize = 64;

/// Oldest a group may be and still take a member in, in milliseconds.
///
/// Bounds what slow members add to the wait of fast ones to about two frames of a screen.
const GROUP_AGE_MS_MAX: u64 = 30;

/// Most that may queue for the writer; more are refused at once.
///
/// At some thousand writes a second this is less than a second of work.
const WAITING_MAX: usize = 1024;

/// The queue for the writer.
pub(super) struct Writer {
    queue: mpsc::Sender<Ask>,
    wait_max: Duration,
}

enum Ask {
    Session(oneshot::Sender<StoreResult<WriteSession>>),
    Close(oneshot::Sender<()>),
}

/// Why the writer did not serve.
#[derive(Debug, thiserror::Error)]
enum Unserved {
    #[error("the store is closed")]
    Closed,
    #[error("too many wait for the writer")]
    TooMany,
    #[error("the writer's turn did not come in time")]
    TooLong,
    #[error("the writer went away before it confirmed")]
    Gone,
}

impl Writer {
    pub(super) async fn open(
        file: SqliteConnectOptions,
        options: &StoreOptions,
        known: Arc<Known>,
        watch: Arc<Watch>,
    ) -> StoreResult<Self> {
        let connection = file.connect().await.map_err(meaning)?;
        let (queue, waiting) = mpsc::channel(WAITING_MAX);
        let members_max = if options.group_commit { GROUP_MEMBERS_MAX } else { 1 };
        let task = Task { file, connection: Some(connection), waiting, closing: None, members_max, known, watch };
        // Ends by itself when the store is closed or its last clone is dropped.
        #[allow(clippy::disallowed_methods, reason = "the store outlives no task that could own this one")]
        tokio::spawn(task.serve());
        Ok(Self { queue, wait_max: options.acquire_timeout })
    }

    /// Waits for the writer's turn.
    pub(super) async fn session(&self) -> StoreResult<WriteSession> {
        let (answer, turn) = oneshot::channel();
        self.queue.try_send(Ask::Session(answer)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::unavailable(Unserved::TooMany),
            mpsc::error::TrySendError::Closed(_) => StoreError::unavailable(Unserved::Closed),
        })?;
        match timeout(self.wait_max, turn).await {
            Ok(Ok(session)) => session,
            Ok(Err(_)) => Err(StoreError::unavailable(Unserved::Closed)),
            Err(_) => Err(StoreError::unavailable(Unserved::TooLong)),
        }
    }

    /// Serves whoever waits already, commits and closes.
    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.queue.send(Ask::Close(done)).await.is_ok() {
            // An error says that the task has ended already, which is what is wanted.
            closed.await.ok();
        }
    }
}

/// The writing connection, lent to one task.
pub(super) struct WriteSession {
    /// There until it is handed back.
    lent: Option<Lent>,
    known: Arc<Known>,
    watch: Arc<Watch>,
}

struct Lent {
    connection: SqliteConnection,
    back: oneshot::Sender<Returned>,
}

/// What comes back from a session.
struct Returned {
    connection: SqliteConnection,
    /// Whom to tell that it is kept; `None`: undo.
    keep: Option<oneshot::Sender<StoreResult<()>>>,
}

impl WriteSession {
    fn hand_back(&mut self, keep: Option<oneshot::Sender<StoreResult<()>>>) {
        if let Some(Lent { connection, back }) = self.lent.take()
            && !self.watch.faults.writer_is_lost()
        {
            // An error says that the task has ended: the connection closes here, which undoes.
            back.send(Returned { connection, keep }).ok();
        }
    }

    fn connection(&mut self) -> StoreResult<&mut SqliteConnection> {
        match &mut self.lent {
            Some(lent) => Ok(&mut lent.connection),
            None => Err(StoreError::unavailable(Unserved::Gone)),
        }
    }
}

impl Drop for WriteSession {
    fn drop(&mut self) {
        self.hand_back(None);
    }
}

impl Session for WriteSession {
    fn run(&mut self, sql: &'static str, args: Vec<Value>) -> BoxFuture<'_, StoreResult<Answer>> {
        Box::pin(async move {
            let known = Arc::clone(&self.known);
            run(self.connection()?, &known, sql, args).await
        })
    }

    fn prepare(&mut self, sql: &'static str) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            let known = Arc::clone(&self.known);
            prepare(self.connection()?, &known, sql).await
        })
    }

    fn commit(mut self: Box<Self>) -> BoxFuture<'static, StoreResult<()>> {
        let (keep, kept) = oneshot::channel();
        self.hand_back(Some(keep));
        Box::pin(async { kept.await.unwrap_or_else(|_| Err(StoreError::unavailable(Unserved::Gone))) })
    }
}

/// Where undoing the next member would lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// There is no transaction yet.
    Closed,
    /// To the beginning of the transaction: nobody has written in it.
    Begun,
    /// To the savepoint: nobody has written since.
    Saved,
    /// A member wrote since the beginning.
    WrittenSinceBegun,
    /// A member wrote since the savepoint.
    WrittenSinceSaved,
}

/// Those who share one commit.
struct Group {
    mark: Mark,
    members: Vec<oneshot::Sender<StoreResult<()>>>,
    since: Instant,
}

struct Task {
    file: SqliteConnectOptions,
    /// Home between groups; `None` after a loss.
    connection: Option<SqliteConnection>,
    waiting: mpsc::Receiver<Ask>,
    closing: Option<oneshot::Sender<()>>,
    members_max: usize,
    known: Arc<Known>,
    watch: Arc<Watch>,
}

impl Task {
    async fn serve(mut self) {
        while self.closing.is_none()
            && let Some(ask) = self.waiting.recv().await
        {
            match ask {
                Ask::Session(first) => self.group(first).await,
                Ask::Close(done) => self.closing = Some(done),
            }
        }
        self.waiting.close();
        if let Some(connection) = self.connection
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "The writer's connection did not close cleanly; what was committed is safe");
        }
        if let Some(done) = self.closing {
            // Whoever asked may have stopped waiting.
            done.send(()).ok();
        }
    }

    /// Serves `first` and whoever waits behind, and commits them together.
    async fn group(&mut self, first: oneshot::Sender<StoreResult<WriteSession>>) {
        let connection = match self.connection.take() {
            Some(connection) => Ok(connection),
            None => self.file.connect().await.map_err(meaning),
        };
        let mut connection = match connection {
            Ok(connection) => connection,
            Err(error) => {
                first.send(Err(error)).ok();
                return;
            }
        };
        let mut group = Group { mark: Mark::Closed, members: Vec::new(), since: Instant::now() };
        let mut next = Some(first);
        while let Some(asker) = next {
            if let Err(error) = group.prepare(&mut connection).await {
                asker.send(Err(error.clone())).ok();
                self.connection = group.fail(connection, error).await;
                return;
            }
            let Some(returned) = self.lend(connection, asker).await else {
                tracing::error!("The writer's connection was lost; opening another");
                group.tell(&Err(StoreError::Contended));
                return;
            };
            connection = returned.connection;
            if let Err(error) = group.settle(&mut connection, returned.keep).await {
                self.connection = group.fail(connection, error).await;
                return;
            }
            next = self.next(&group);
        }
        self.connection = group.commit(connection).await;
    }

    /// Lends the connection to `asker` and waits for it; `None` when it was lost.
    async fn lend(
        &self,
        connection: SqliteConnection,
        asker: oneshot::Sender<StoreResult<WriteSession>>,
    ) -> Option<Returned> {
        let (back, returned) = oneshot::channel();
        let session = WriteSession {
            lent: Some(Lent { connection, back }),
            known: Arc::clone(&self.known),
            watch: Arc::clone(&self.watch),
        };
        // Whoever stopped waiting, before or while this arrives, drops the session, and that hands it back.
        asker.send(Ok(session)).ok();
        returned.await.ok()
    }

    /// Whoever waits already, if the group may grow.
    fn next(&mut self, group: &Group) -> Option<oneshot::Sender<StoreResult<WriteSession>>> {
        if group.members.len() >= self.members_max
            || group.since.elapsed() >= Duration::from_millis(GROUP_AGE_MS_MAX)
            || self.closing.is_some()
        {
            return None;
        }
        match self.waiting.try_recv() {
            Ok(Ask::Session(asker)) => Some(asker),
            Ok(Ask::Close(done)) => {
                self.closing = Some(done);
                None
            }
            Err(_) => None,
        }
    }
}

impl Group {
    /// Makes the transaction ready for a member: undoing it will undo nobody else.
    async fn prepare(&mut self, connection: &mut SqliteConnection) -> StoreResult<()> {
        match self.mark {
            Mark::Begun | Mark::Saved => {}
            Mark::Closed => {
                // IMMEDIATE: to wait for another process here, not to fail at the first write.
                control(connection, "BEGIN IMMEDIATE").await?;
                self.mark = Mark::Begun;
            }
            Mark::WrittenSinceBegun => {
                control(connection, "SAVEPOINT member").await?;
                self.mark = Mark::Saved;
            }
            Mark::WrittenSinceSaved => {
                control(connection, "RELEASE member; SAVEPOINT member").await?;
                self.mark = Mark::Saved;
            }
        }
        Ok(())
    }

    /// Takes the member in that wants to be kept, or undoes it.
    async fn settle(
        &mut self,
        connection: &mut SqliteConnection,
        keep: Option<oneshot::Sender<StoreResult<()>>>,
    ) -> StoreResult<()> {
        match (keep, self.mark) {
            (Some(member), mark) => {
                self.members.push(member);
                self.mark = if mark == Mark::Saved { Mark::WrittenSinceSaved } else { Mark::WrittenSinceBegun };
                Ok(())
            }
            (None, Mark::Saved) => control(connection, "ROLLBACK TO member").await,
            (None, _) => {
                self.mark = Mark::Closed;
                control(connection, "ROLLBACK").await
            }
        }
    }

    /// Commits and tells every member. Answers the connection if it is fit for more.
    async fn commit(mut self, mut connection: SqliteConnection) -> Option<SqliteConnection> {
        let end = match (self.mark, self.members.is_empty()) {
            (Mark::Closed, _) => return Some(connection),
            (_, true) => "ROLLBACK",
            (_, false) => "COMMIT",
        };
        match control(&mut connection, end).await {
            Ok(()) => {
                self.tell(&Ok(()));
                Some(connection)
            }
            Err(error) => self.fail(connection, error).await,
        }
    }

    /// Undoes all and tells every member. Some errors make SQLite undo the whole transaction by itself (a full disk, say):
    /// then a savepoint is missing, and this is where that is noticed.
    async fn fail(mut self, connection: SqliteConnection, error: StoreError) -> Option<SqliteConnection> {
        tracing::warn!(%error, members = self.members.len(), "A group of writes was undone");
        // Closing undoes; the next group begins with a fresh connection.
        if let Err(error) = connection.close_hard().await {
            tracing::debug!(%error, "The writer's connection did not close cleanly");
        }
        self.tell(&Err(error));
        None
    }

    fn tell(&mut self, outcome: &StoreResult<()>) {
        for member in self.members.drain(..) {
            // A member that stopped waiting learns it from the data.
            member.send(outcome.clone()).ok();
        }
    }
}

/// Runs a statement that steers the transaction.
async fn control(connection: &mut SqliteConnection, sql: &'static str) -> StoreResult<()> {
    sqlx::query(AssertSqlSafe(sql)).execute(connection).await.map(drop).map_err(meaning)
}
