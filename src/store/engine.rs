//! The port: what a database must do for the store. Internal; callers see [`Store`](super::Store) and [`Tx`](super::Tx).

use std::{pin::Pin, sync::Arc};

use super::{Kind, Row, StoreError, StoreResult, Value, events::Listener};

/// A future that can be named in a trait object.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// A database.
pub(crate) trait Engine: Send + Sync {
    fn kind(&self) -> Kind;

    /// A connection: for reading as it is, for writing inside a begun transaction.
    fn session(&self, access: Access) -> BoxFuture<'_, StoreResult<Box<dyn Session>>>;

    fn migrate(&self) -> BoxFuture<'_, StoreResult<()>>;

    fn ping(&self) -> BoxFuture<'_, StoreResult<()>>;

    /// Hears of events that any process committed. `None`: it does not tell, since no other process can have this database
    /// open, or processes tell each other in another way.
    fn listen(&self) -> BoxFuture<'_, StoreResult<Option<Box<dyn Listener>>>> {
        Box::pin(async { Ok(None) })
    }

    fn close(&self) -> BoxFuture<'_, ()>;
}

/// No database at all: whoever asks it is told so.
pub(crate) struct Nowhere;

impl Engine for Nowhere {
    fn kind(&self) -> Kind {
        Kind::Sqlite
    }

    fn session(&self, _: Access) -> BoxFuture<'_, StoreResult<Box<dyn Session>>> {
        Box::pin(async { Err(StoreError::unavailable("there is no database")) })
    }

    fn migrate(&self) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async { Ok(()) })
    }

    fn ping(&self) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async { Ok(()) })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// One connection for one task. Dropping it undoes what was not committed.
pub(crate) trait Session: Send {
    /// Runs statements, one after the other, in as few errands as it can, and answers each. The first that fails is the last
    /// that ran. Dropping the future midway leaves the session fit only for being dropped.
    fn run(&mut self, statements: Vec<Statement>) -> BoxFuture<'_, StoreResult<Vec<Answer>>>;

    /// Has the database understand a statement without running it.
    fn prepare(&mut self, sql: &'static str) -> BoxFuture<'_, StoreResult<()>>;

    /// Resolves when what was written is durable. Nothing to do after reading.
    fn commit(self: Box<Self>) -> BoxFuture<'static, StoreResult<()>>;
}

/// A statement and its arguments.
pub(crate) struct Statement {
    pub(crate) sql: &'static str,
    pub(crate) args: Vec<Value>,
}

/// What a statement answered.
#[derive(Default)]
pub(crate) struct Answer {
    pub(crate) rows: Vec<Row>,
    /// How many rows the statement wrote.
    pub(crate) affected: u64,
}

impl Answer {
    /// A row of such columns that has no cells yet, with room as for the one before.
    pub(crate) fn empty_row(&self, names: &Arc<[String]>) -> Row {
        self.rows.last().map_or_else(|| Row::new(Arc::clone(names)), Row::like)
    }
}
