//! SQLite's one writer, who commits in groups.
//!
//! A task owns the one connection that writes. Whoever wants to write queues for a [`WriteSession`], gets the connection,
//! and hands it back with a wish: keep or undo. If another is waiting, the task does not commit yet: it lends the
//! connection again, inside the same transaction, with a savepoint before each member so that undoing one leaves the
//! others. When nobody waits, or the group is full or old, it commits once, and only then tells every member that it
//! is kept: many durable writes for one wait on the disk.
//!
//! ```text
//! BEGIN IMMEDIATE; first … · SAVEPOINT a; second … · RELEASE a; SAVEPOINT b; third … (undone: ROLLBACK TO b) · COMMIT
//! ```
//!
//! Each way to SQLite's thread and back costs more than a small write, so what begins a member is not sent by itself: it
//! goes together with the member's first statement. A member that runs none has begun nothing.
//!
//! The connection cannot get lost: a session that is dropped, in a panic or unreceived, hands it back as "undo", and if
//! it does not come back at all, or answers strangely, the task opens another and tells the group so.

use std::{sync::Arc, time::Duration};

use sqlx::{
    ConnectOptions as _, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

use super::{
    sqlite::{Known, meaning, prepare, run},
    sqlite_group::{GROUP_MEMBERS_MAX, Group, Member, Returned},
};
use crate::store::{
    StoreError, StoreOptions, StoreResult,
    engine::{Answer, BoxFuture, Session, Statement},
    log::Watch,
};

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
    /// Goes before the first statement; `None` from then on.
    before: Option<&'static str>,
    known: Arc<Known>,
    watch: Arc<Watch>,
}

struct Lent {
    connection: SqliteConnection,
    back: oneshot::Sender<Returned>,
}

impl WriteSession {
    fn hand_back(&mut self, keep: Option<Member>) {
        if let Some(Lent { connection, back }) = self.lent.take()
            && !self.watch.faults.writer_is_lost()
        {
            // An error says that the task has ended: the connection closes here, which undoes.
            back.send(Returned { connection, began: self.before.is_none(), keep }).ok();
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
    fn run(&mut self, statements: Vec<Statement>) -> BoxFuture<'_, StoreResult<Vec<Answer>>> {
        Box::pin(async move {
            let known = Arc::clone(&self.known);
            let before = self.before.take().unwrap_or_default();
            run(self.connection()?, &known, [before, "; ", ""], statements).await
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
        let mut group = Group::new();
        let mut next = Some(first);
        while let Some(asker) = next {
            let Some(mut returned) = self.lend(connection, group.before(), asker).await else {
                tracing::error!("The writer's connection was lost; opening another");
                group.tell(&Err(StoreError::Contended));
                return;
            };
            let settled = group.settle(&mut returned).await;
            connection = returned.connection;
            if let Err(error) = settled {
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
        before: &'static str,
        asker: oneshot::Sender<StoreResult<WriteSession>>,
    ) -> Option<Returned> {
        let (back, returned) = oneshot::channel();
        let session = WriteSession {
            lent: Some(Lent { connection, back }),
            before: Some(before),
            known: Arc::clone(&self.known),
            watch: Arc::clone(&self.watch),
        };
        // Whoever stopped waiting, before or while this arrives, drops the session, and that hands it back.
        asker.send(Ok(session)).ok();
        returned.await.ok()
    }

    /// Whoever waits already, if the group may grow.
    fn next(&mut self, group: &Group) -> Option<oneshot::Sender<StoreResult<WriteSession>>> {
        if !group.has_room(self.members_max) || self.closing.is_some() {
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
