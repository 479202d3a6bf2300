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
//! What begins a member goes together with the member's first statement. A member that runs none has begun nothing.
//!
//! Statements run on the thread of whoever holds the session; only commits, and statements that were seen to take long, go to
//! a thread that may wait.
//!
//! The connection cannot get lost: a session that is dropped, in a panic or unreceived, hands it back as "undo", and if
//! it does not come back at all, or answers strangely, the task opens another and tells the group so.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{mpsc, oneshot},
    task::consume_budget,
    time::timeout,
};

use super::{
    sqlite::elsewhere,
    sqlite_connection::{Connection, Errand, File, Here, Stopped, is_quick},
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
    pub(super) async fn open(file: File, options: &StoreOptions, watch: Arc<Watch>) -> StoreResult<Self> {
        let connection = connect(&file).await?;
        let (queue, waiting) = mpsc::channel(WAITING_MAX);
        let members_max = if options.group_commit { GROUP_MEMBERS_MAX } else { 1 };
        let task = Task { file, connection: Some(connection), waiting, closing: None, members_max, watch };
        // Ends by itself when the store is closed or its last clone is dropped.
        tokio::spawn(task.serve());
        Ok(Self { queue, wait_max: options.acquire_timeout })
    }

    /// Whether anybody still takes what is to be written.
    pub(super) fn is_there(&self) -> StoreResult<()> {
        if self.queue.is_closed() { Err(StoreError::unavailable(Unserved::Closed)) } else { Ok(()) }
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

async fn connect(file: &File) -> StoreResult<Connection> {
    let file = file.clone();
    elsewhere(move || file.connect()).await?
}

/// The writing connection, lent to one task.
pub(super) struct WriteSession {
    /// There until it is handed back, or while it is elsewhere.
    lent: Option<Lent>,
    file: File,
}

/// The connection on its way: dropped anywhere, it goes back as "undo".
struct Lent {
    /// Both are there until handed back.
    way: Option<(Connection, oneshot::Sender<Returned>)>,
    /// Goes before the first statement; `None` from then on.
    before: Option<&'static [&'static str]>,
    watch: Arc<Watch>,
}

impl Lent {
    fn hand_back(&mut self, keep: Option<Member>) {
        if let Some((connection, back)) = self.way.take()
            && !self.watch.faults.writer_is_lost()
        {
            // An error says that the task has ended: the connection closes here, which undoes.
            back.send(Returned { connection, began: self.before.is_none(), keep }).ok();
        }
    }

    fn write(&mut self, errand: &Errand, here: Here) -> Result<Vec<Answer>, Stopped> {
        let Some((connection, _)) = &self.way else {
            return Err(Stopped::Failed(StoreError::unavailable(Unserved::Gone)));
        };
        let before = self.before.take();
        let answers = connection.write(before.unwrap_or_default(), errand, here);
        if let Err(Stopped::TooLong) = answers {
            // It did not begin.
            self.before = before;
        }
        answers
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.hand_back(None);
    }
}

impl Session for WriteSession {
    fn run(&mut self, statements: Vec<Statement>) -> BoxFuture<'_, StoreResult<Vec<Answer>>> {
        Box::pin(async move {
            // Nothing here waits, so others get their turn only if it is given.
            consume_budget().await;
            let errand = self.file.errand(statements);
            let mut lent = self.lent.take().ok_or_else(|| StoreError::unavailable(Unserved::Gone))?;
            if is_quick(&errand) {
                match lent.write(&errand, Here::Asking) {
                    Err(Stopped::TooLong) => {}
                    done => {
                        self.lent = Some(lent);
                        return done.map_err(StoreError::from);
                    }
                }
            }
            let work = move || {
                let done = lent.write(&errand, Here::Waiting);
                (lent, done)
            };
            let (lent, done) = elsewhere(work).await?;
            self.lent = Some(lent);
            Ok(done?)
        })
    }

    fn prepare(&mut self, sql: &'static str) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            let way = self.lent.as_ref().and_then(|lent| lent.way.as_ref());
            let (connection, _) = way.ok_or_else(|| StoreError::unavailable(Unserved::Gone))?;
            connection.prepare(sql)
        })
    }

    fn commit(mut self: Box<Self>) -> BoxFuture<'static, StoreResult<()>> {
        let (keep, kept) = oneshot::channel();
        if let Some(mut lent) = self.lent.take() {
            lent.hand_back(Some(keep));
        }
        Box::pin(async { kept.await.unwrap_or_else(|_| Err(StoreError::unavailable(Unserved::Gone))) })
    }
}

struct Task {
    file: File,
    /// Home between groups; `None` after a loss.
    connection: Option<Connection>,
    waiting: mpsc::Receiver<Ask>,
    closing: Option<oneshot::Sender<()>>,
    members_max: usize,
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
        if let Some(connection) = self.connection {
            // What SQLite has learnt of its tables goes into the file; closing puts the log of writes away.
            let closed = elsewhere(move || connection.batch("PRAGMA optimize")).await.flatten();
            if let Err(error) = closed {
                tracing::warn!(%error, "The writer's connection did not close cleanly; what was committed is safe");
            }
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
            None => connect(&self.file).await,
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
            if let Err(error) = group.settle(&mut returned) {
                // Closing undoes. The next group begins with a fresh connection.
                drop(returned);
                group.fail(error);
                return;
            }
            connection = returned.connection;
            next = self.next(&group);
        }
        self.connection = group.commit(connection).await;
    }

    /// Lends the connection to `asker` and waits for it; `None` when it was lost.
    async fn lend(
        &mut self,
        connection: Connection,
        before: &'static [&'static str],
        asker: oneshot::Sender<StoreResult<WriteSession>>,
    ) -> Option<Returned> {
        let (back, returned) = oneshot::channel();
        let lent = Lent { way: Some((connection, back)), before: Some(before), watch: Arc::clone(&self.watch) };
        let session = WriteSession { lent: Some(lent), file: self.file.clone() };
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
