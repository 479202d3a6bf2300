//! Where things are kept: the port, its verbs, and the two databases behind it.
//!
//! **What:** [`Store`] opens a database and gives out transactions; a [`Tx`] is a transaction as a value. What can be
//! asked of it are *verbs*, one file a group (`users`, `connections`, …): each says its intent, answers in as few
//! statements as it can, and names the tenant in every one of them.
//!
//! **Who may call:** `operations`, and `app` for opening, migrating and closing.
//!
//! **What it must never know:** HTTP, sockets, poem, what a face calls things. Only [`sql`] names sqlx and rusqlite; everything
//! above it speaks [`Value`] and [`Row`], so each statement is written once for both databases (decision record 2).
//!
//! **The rules of a transaction:** nothing leaves before the commit; dropping undoes; after an error the transaction
//! can only be dropped ([`Tx`]); what answers [`StoreError::Contended`] may be run again ([`rerun`]).

pub mod alerts;
pub mod availability;
pub mod calls;
pub mod chats;
pub mod connections;
mod engine;
mod error;
pub mod events;
pub mod faqs;
pub mod files;
pub mod idempotency;
pub mod interests;
pub mod jobs;
pub mod keys;
pub mod ledger;
mod log;
pub mod messages;
pub mod notifications;
mod options;
pub mod otps;
pub mod outbox;
pub mod page;
pub mod payments;
pub mod presence;
mod question;
pub mod relations;
mod rerun;
pub mod reviews;
mod row;
pub mod schedules;
pub mod sessions;
pub mod sql;
mod statements;
pub mod tenants;
pub mod tickets;
pub mod totals;
pub mod transactions;
mod tx;
mod unique;
pub mod users;
mod value;
pub mod verification;

use std::sync::Arc;

pub use error::{StoreError, StoreResult};
pub use log::{Faults, StatementLog};
pub use options::{StoreOptions, Synchronous};
pub use page::{Cursor, Page};
pub use question::{Question, Questions};
pub use rerun::{MaybeContended, RUNS_MAX, rerun};
pub use row::Row;
pub use statements::statements;
pub use tx::Tx;
pub use unique::Unique;
pub use value::Value;

use engine::{Access, Engine, Nowhere};
use log::Watch;

/// Which database is behind a store. For tests, logs and `--json` output; no verb asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One file, one writer, commits in groups.
    Sqlite,
    /// A server, many writers.
    Postgres,
}

/// A database. Cheap to clone; every clone is the same store.
#[derive(Clone)]
pub struct Store {
    engine: Arc<dyn Engine>,
    watch: Arc<Watch>,
}

impl Store {
    /// Opens the database at `url`: `sqlite:FILE` (made when missing) or `postgres://…`.
    ///
    /// `?schema=NAME` on a PostgreSQL address keeps everything in that schema. Opening does not migrate.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the address is malformed or nobody answers there.
    pub async fn open(url: &str, options: &StoreOptions) -> StoreResult<Self> {
        let watch = Arc::new(Watch::default());
        let engine = sql::open(url, options, &watch).await?;
        Ok(Self { engine, watch })
    }

    /// No database: for a server that answers without one. It is always ready; every statement is
    /// [`StoreError::Unavailable`].
    #[must_use]
    pub fn nowhere() -> Self {
        Self { engine: Arc::new(Nowhere), watch: Arc::default() }
    }

    /// Brings the schema up to this program's version. Waits for others that are doing the same.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when the database was migrated by a newer program; [`StoreError::Inconsistent`] when a
    /// migration that ran is not the one this program knows; [`StoreError::Unavailable`].
    pub async fn migrate(&self) -> StoreResult<()> {
        self.engine.migrate().await
    }

    /// A connection for reading. Every statement sees what was committed when it began; there is no snapshot across
    /// statements, on either database: what must agree is asked in one statement.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection became free in time.
    pub async fn read(&self) -> StoreResult<Tx> {
        let session = self.engine.session(Access::Read).await?;
        Ok(Tx::new(session, Arc::clone(&self.watch)))
    }

    /// A transaction for writing. On SQLite it waits for its turn: there is one writer.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection became free in time.
    pub async fn write(&self) -> StoreResult<Tx> {
        self.watch.step()?;
        let session = self.engine.session(Access::Write).await?;
        Ok(Tx::new(session, Arc::clone(&self.watch)))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> StoreResult<()> {
        self.engine.ping().await
    }

    /// Lets running transactions end, commits the last group and closes every connection. Later calls answer
    /// [`StoreError::Unavailable`].
    pub async fn close(&self) {
        self.engine.close().await;
    }

    /// Resolves when this process has committed a job since the last time it resolved. Jobs of other processes, and those
    /// that fall due later, are found by looking.
    pub async fn job_added(&self) {
        self.watch.job_added.notified().await;
    }

    /// Which database this is.
    pub fn kind(&self) -> Kind {
        self.engine.kind()
    }

    /// What was asked of this store so far. For tests and budgets.
    pub fn log(&self) -> &StatementLog {
        &self.watch.log
    }

    /// Failures on demand. For tests; costs one load a statement while off.
    pub fn faults(&self) -> &Faults {
        &self.watch.faults
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("kind", &self.kind()).finish_non_exhaustive()
    }
}
