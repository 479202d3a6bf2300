//! The SQLite adapter: one file, connections that read where they are asked, one writer ([`super::sqlite_writer`]).

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    runtime::Handle,
    sync::Semaphore,
    task::{JoinError, consume_budget, spawn_blocking},
    time::timeout,
};

use super::{
    migrations,
    sqlite_connection::{Connection, Errand, File, Here, Stopped, is_quick},
    sqlite_writer::Writer,
};
use crate::store::{
    Kind, StoreError, StoreOptions, StoreResult,
    engine::{Access, Answer, BoxFuture, Engine, Session, Statement},
    log::Watch,
};

/// Longest wait of a closing store for long reads, in seconds.
const CLOSE_WAIT_S_MAX: u64 = 30;

/// A SQLite file.
pub(super) struct Sqlite {
    file: File,
    readers: Arc<Readers>,
    writer: Writer,
}

impl Sqlite {
    pub(super) async fn open(url: &str, options: &StoreOptions, watch: Arc<Watch>) -> StoreResult<Self> {
        let askers = Handle::current().metrics().num_workers();
        let file = File::named(url, options, u32::try_from(askers).unwrap_or(u32::MAX))?;
        // The writer comes first: it makes the file, which a reader could not.
        let writer = Writer::open(file.clone(), options, watch).await?;
        let readers = Arc::new(Readers::new(file.clone(), askers, options));
        Ok(Self { file, readers, writer })
    }
}

impl Engine for Sqlite {
    fn kind(&self) -> Kind {
        Kind::Sqlite
    }

    fn session(&self, access: Access) -> BoxFuture<'_, StoreResult<Box<dyn Session>>> {
        Box::pin(async move {
            Ok(match access {
                Access::Read => Box::new(self.readers.session()?) as Box<dyn Session>,
                Access::Write => Box::new(self.writer.session().await?),
            })
        })
    }

    fn migrate(&self) -> BoxFuture<'_, StoreResult<()>> {
        let file = self.file.clone();
        Box::pin(async move { elsewhere(move || migrations::bring_up(file.connect()?.raw())).await? })
    }

    fn ping(&self) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            self.writer.is_there()?;
            // One that looks at the file.
            let one = Statement { sql: "SELECT COUNT(*) AS count FROM sqlite_schema", args: Vec::new() };
            self.readers.session()?.run(vec![one]).await.map(drop)
        })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            self.readers.close().await;
            self.writer.close().await;
        })
    }
}

/// Does work that may wait for the disk on a thread that is there for it.
pub(super) async fn elsewhere<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> StoreResult<T> {
    spawn_blocking(work).await.map_err(|error: JoinError| StoreError::unavailable(error))
}

/// Connections that read. One is taken for an errand, not for a transaction, so there are as many as threads that ask, and for
/// those that take long as many as have a place.
struct Readers {
    file: File,
    asking: Idle,
    waiting: Idle,
    /// How many reads may take long at a time.
    places: Arc<Semaphore>,
    places_count: u32,
    wait_max: Duration,
    closed: AtomicBool,
}

/// Connections that nobody uses now.
struct Idle {
    connections: Mutex<Vec<Connection>>,
    kept_max: usize,
}

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("the store is closed")]
    Closed,
    #[error("too many reads take long")]
    TooMany,
}

impl Readers {
    fn new(file: File, askers: usize, options: &StoreOptions) -> Self {
        Self {
            file,
            asking: Idle { connections: Mutex::default(), kept_max: askers },
            waiting: Idle { connections: Mutex::default(), kept_max: options.readers_max as usize },
            places: Arc::new(Semaphore::new(options.readers_max as usize)),
            places_count: options.readers_max,
            wait_max: options.acquire_timeout,
            closed: AtomicBool::new(false),
        }
    }

    fn session(self: &Arc<Self>) -> StoreResult<Reader> {
        if self.closed.load(Relaxed) {
            return Err(StoreError::unavailable(Refused::Closed));
        }
        Ok(Reader(Arc::clone(self)))
    }

    fn read(&self, errand: &Errand, here: Here) -> Result<Vec<Answer>, Stopped> {
        let connection = self.take(here).map_err(Stopped::Failed)?;
        let answers = connection.read(errand, here);
        if !matches!(answers, Err(Stopped::Failed(StoreError::Unavailable(_)))) {
            self.give_back(connection, here);
        }
        answers
    }

    /// The connection that was used last: its pages are at hand.
    fn take(&self, here: Here) -> StoreResult<Connection> {
        let idle = self.idle(here).connections().pop();
        idle.map_or_else(|| self.file.connect_reader(here), Ok)
    }

    fn give_back(&self, connection: Connection, here: Here) {
        let idle = self.idle(here);
        let mut connections = idle.connections();
        if connection.is_idle() && connections.len() < idle.kept_max && !self.closed.load(Relaxed) {
            connections.push(connection);
        }
    }

    fn idle(&self, here: Here) -> &Idle {
        match here {
            Here::Asking => &self.asking,
            Here::Waiting => &self.waiting,
        }
    }

    /// Waits for what takes long, and closes all.
    async fn close(&self) {
        self.closed.store(true, Relaxed);
        let all = timeout(Duration::from_secs(CLOSE_WAIT_S_MAX), self.places.acquire_many(self.places_count)).await;
        if all.is_err() {
            tracing::warn!("Some reads were still running when the store closed; they end with their threads");
        }
        self.places.close();
        for idle in [&self.asking, &self.waiting] {
            let connections = std::mem::take(&mut *idle.connections());
            drop(connections);
        }
    }
}

impl Idle {
    fn connections(&self) -> MutexGuard<'_, Vec<Connection>> {
        // A panic elsewhere cannot leave the list half written.
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads of one task. Each errand sees what was committed when it began.
struct Reader(Arc<Readers>);

impl Session for Reader {
    fn run(&mut self, statements: Vec<Statement>) -> BoxFuture<'_, StoreResult<Vec<Answer>>> {
        Box::pin(async move {
            // Nothing here waits, so others get their turn only if it is given.
            consume_budget().await;
            let readers = &self.0;
            let errand = readers.file.errand(statements);
            if is_quick(&errand) {
                match readers.read(&errand, Here::Asking) {
                    Err(Stopped::TooLong) => {}
                    done => return done.map_err(StoreError::from),
                }
            }
            let place = timeout(readers.wait_max, Arc::clone(&readers.places).acquire_owned()).await;
            let place = place.map_err(|_| StoreError::unavailable(Refused::TooMany))?;
            let place = place.map_err(|_| StoreError::unavailable(Refused::Closed))?;
            let readers = Arc::clone(readers);
            let work = move || {
                let _place = place;
                readers.read(&errand, Here::Waiting)
            };
            Ok(elsewhere(work).await??)
        })
    }

    fn prepare(&mut self, sql: &'static str) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            let connection = self.0.take(Here::Asking)?;
            let prepared = connection.prepare(sql);
            self.0.give_back(connection, Here::Asking);
            prepared
        })
    }

    fn commit(self: Box<Self>) -> BoxFuture<'static, StoreResult<()>> {
        Box::pin(async { Ok(()) })
    }
}
