//! A small pool of connections.
//!
//! sqlx's own pool asks the database whether it is still there each time a connection is given back, from a task of its
//! own: a second round trip for every read. This one trusts a connection that worked a moment ago, asks only one that
//! lay idle, and drops any that failed.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sqlx::{ConnectOptions, Connection};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout},
};

use crate::store::{StoreError, StoreResult};

/// After lying idle for so long, in milliseconds, a connection is asked whether it still works before it is lent.
///
/// Short enough that a restarted server is noticed before a visitor does, long enough that a busy one is never asked.
const IDLE_TRUST_MS: u64 = 1_000;

/// Longest life of a connection, in seconds: a server's memory for it grows, and a new address of it is noticed.
const LIFE_S_MAX: u64 = 3_600;

/// Longest wait of a closing pool for what is lent, in seconds.
const CLOSE_WAIT_S_MAX: u64 = 30;

/// Connections, lent one task at a time.
pub(super) struct Pool<C: Connection> {
    inner: Arc<Inner<C>>,
}

struct Inner<C: Connection> {
    options: C::Options,
    permits: Arc<Semaphore>,
    size: u32,
    idle: Mutex<Vec<Idle<C>>>,
    wait_max: Duration,
    meaning: fn(sqlx::Error) -> StoreError,
}

struct Idle<C> {
    connection: C,
    born: Instant,
    since: Instant,
}

/// Why no connection was lent.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("the store is closed")]
    Closed,
    #[error("no connection became free in time")]
    TooLong,
}

impl<C: Connection> Pool<C> {
    /// A pool of at most `size` connections. Connects at the first use.
    pub(super) fn new(
        options: C::Options,
        size: u32,
        wait_max: Duration,
        meaning: fn(sqlx::Error) -> StoreError,
    ) -> Self {
        let permits = Arc::new(Semaphore::new(size as usize));
        Self { inner: Arc::new(Inner { options, permits, size, idle: Mutex::default(), wait_max, meaning }) }
    }

    /// Lends a connection.
    pub(super) async fn lend(&self) -> StoreResult<Lent<C>> {
        let found = timeout(self.inner.wait_max, self.find()).await;
        found.unwrap_or_else(|_| Err(StoreError::unavailable(Refused::TooLong)))
    }

    async fn find(&self) -> StoreResult<Lent<C>> {
        let inner = &self.inner;
        let permit = Arc::clone(&inner.permits).acquire_owned().await;
        let permit = permit.map_err(|_| StoreError::unavailable(Refused::Closed))?;
        while let Some(mut idle) = inner.pop() {
            if idle.since.elapsed() < Duration::from_millis(IDLE_TRUST_MS) || idle.connection.ping().await.is_ok() {
                return Ok(Lent::new(inner, idle.connection, idle.born, permit));
            }
        }
        let connection = inner.options.connect().await.map_err(inner.meaning)?;
        Ok(Lent::new(inner, connection, Instant::now(), permit))
    }

    /// Waits for what is lent and closes all. Who asks for a connection meanwhile is refused in the end.
    pub(super) async fn close(&self) {
        let all =
            timeout(Duration::from_secs(CLOSE_WAIT_S_MAX), self.inner.permits.acquire_many(self.inner.size)).await;
        if all.is_err() {
            tracing::warn!("Some connections were still in use when the store closed; they end with their tasks");
        }
        self.inner.permits.close();
        while let Some(idle) = self.inner.pop() {
            if let Err(error) = idle.connection.close().await {
                tracing::debug!(%error, "A connection did not close cleanly");
            }
        }
    }
}

impl<C: Connection> Inner<C> {
    /// The connection used last: the others may lie idle and be forgotten.
    fn pop(&self) -> Option<Idle<C>> {
        // A panic elsewhere cannot leave the list half written; so in `push`.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn push(&self, connection: C, born: Instant) {
        let idle = Idle { connection, born, since: Instant::now() };
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(idle);
    }
}

/// A connection on loan. Dropping gives it back if it is fit for another, and closes it if it is not.
pub(super) struct Lent<C: Connection> {
    /// There until dropped.
    connection: Option<C>,
    born: Instant,
    fit: bool,
    pool: Arc<Inner<C>>,
    _permit: OwnedSemaphorePermit,
}

impl<C: Connection> Lent<C> {
    fn new(pool: &Arc<Inner<C>>, connection: C, born: Instant, permit: OwnedSemaphorePermit) -> Self {
        Self { connection: Some(connection), born, fit: true, pool: Arc::clone(pool), _permit: permit }
    }

    /// Whether the connection works and nothing is under way on it.
    pub(super) fn is_fit(&self) -> bool {
        self.fit
    }

    /// Has the connection closed when it is given back.
    pub(super) fn spoil(&mut self) {
        self.fit = false;
    }

    /// Uses the connection. If the future is dropped midway, or the database is gone, the connection is not lent again.
    pub(super) async fn with<T>(&mut self, work: impl AsyncFnOnce(&mut C) -> StoreResult<T>) -> StoreResult<T> {
        let Some(connection) = &mut self.connection else {
            return Err(StoreError::unavailable(Refused::Closed));
        };
        self.fit = false;
        let outcome = work(connection).await;
        self.fit = !matches!(outcome, Err(StoreError::Unavailable(_)));
        outcome
    }
}

impl<C: Connection> Drop for Lent<C> {
    fn drop(&mut self) {
        let young = self.born.elapsed() < Duration::from_secs(LIFE_S_MAX);
        if let Some(connection) = self.connection.take()
            && self.fit
            && young
            && !self.pool.permits.is_closed()
        {
            self.pool.push(connection, self.born);
        }
    }
}
