//! The SQLite adapter: one file, a small pool of readers, one writer ([`super::sqlite_writer`]).

use std::{str::FromStr, sync::Arc};

use futures_util::TryStreamExt;
use sqlx::{
    Arguments as _, AssertSqlSafe, Column as _, ConnectOptions as _, Connection as _, Decode, Either, Executor as _,
    Row as _, SqlSafeStr as _, TypeInfo as _, ValueRef as _,
    error::BoxDynError,
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteRow, SqliteSynchronous,
        SqliteValueRef,
    },
};

use super::{
    dialect::{Around, Dialect, Errands},
    migrations,
    pool::{Lent, Pool},
    sqlite_writer::Writer,
};
use crate::store::{
    Kind, Row, StoreError, StoreOptions, StoreResult, Synchronous, Unique, Value,
    engine::{Access, Answer, BoxFuture, Engine, Session, Statement},
    log::Watch,
    row::Cell,
};

/// Prepared statements a connection keeps: all of ours fit, also those a writer begins with in their variants.
const STATEMENTS_KEPT_MAX: usize = 1024;

/// Page cache of one connection, in KiB. The inner pages of every index of a million users fit.
const CACHE_KIB: i64 = 16 * 1024;

/// What is learnt of a statement: the names of its columns.
pub(super) type Known = Errands<Arc<[String]>>;

/// A SQLite file.
pub(super) struct Sqlite {
    readers: Pool<SqliteConnection>,
    writer: Writer,
    options: SqliteConnectOptions,
    known: Arc<Known>,
}

impl Sqlite {
    pub(super) async fn open(url: &str, options: &StoreOptions, watch: Arc<Watch>) -> StoreResult<Self> {
        if url.contains(":memory:") || url.contains("mode=memory") {
            return Err(StoreError::unavailable(
                "SQLite in memory is not supported: readers and the writer share a file",
            ));
        }
        let file = SqliteConnectOptions::from_str(url)
            .map_err(meaning)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous(options.synchronous))
            .foreign_keys(true)
            .busy_timeout(options.lock_timeout)
            .statement_cache_capacity(STATEMENTS_KEPT_MAX)
            .pragma("cache_size", (-CACHE_KIB).to_string())
            .pragma("temp_store", "MEMORY")
            .optimize_on_close(true, None)
            .disable_statement_logging();
        let known = Arc::new(Known::new(Dialect::Sqlite));
        // The writer comes first: it makes the file, which a reader could not.
        let writer = Writer::open(file.clone(), options, Arc::clone(&known), watch).await?;
        let reader = file.clone().optimize_on_close(false, None).read_only(true);
        let readers = Pool::new(reader, options.readers_max, options.acquire_timeout, meaning);
        Ok(Self { readers, writer, options: file, known })
    }

    async fn reader(&self) -> StoreResult<Reader> {
        Ok(Reader { lent: self.readers.lend().await?, known: Arc::clone(&self.known) })
    }
}

impl Engine for Sqlite {
    fn kind(&self) -> Kind {
        Kind::Sqlite
    }

    fn session(&self, access: Access) -> BoxFuture<'_, StoreResult<Box<dyn Session>>> {
        Box::pin(async move {
            Ok(match access {
                Access::Read => Box::new(self.reader().await?) as Box<dyn Session>,
                Access::Write => Box::new(self.writer.session().await?),
            })
        })
    }

    fn migrate(&self) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            let mut connection = self.options.connect().await.map_err(meaning)?;
            // One transaction over all of them: a second program waits here, and finds nothing left to do.
            let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.map_err(meaning)?;
            let ran = migrations::SQLITE.run_direct(None, &mut *transaction, false).await;
            if ran.is_ok() {
                transaction.commit().await.map_err(meaning)?;
            } else {
                transaction.rollback().await.map_err(meaning)?;
            }
            connection.close().await.map_err(meaning)?;
            migrations::meaning(&migrations::SQLITE, ran)
        })
    }

    fn ping(&self) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            let one = Statement { sql: "SELECT 1 AS one", args: Vec::new() };
            self.reader().await?.run(vec![one]).await.map(drop)
        })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            self.readers.close().await;
            self.writer.close().await;
        })
    }
}

/// A connection of the pool of readers. Each statement sees what was committed when it began.
struct Reader {
    lent: Lent<SqliteConnection>,
    known: Arc<Known>,
}

impl Session for Reader {
    fn run(&mut self, statements: Vec<Statement>) -> BoxFuture<'_, StoreResult<Vec<Answer>>> {
        Box::pin(async move {
            // One look at the file for all of them. A statement alone is that anyway.
            let around = if statements.len() > 1 { ["BEGIN; ", "; ", "; COMMIT"] } else { ["", "; ", ""] };
            let known = &self.known;
            let work = async move |connection: &mut SqliteConnection| run(connection, known, around, statements).await;
            let answers = self.lent.with(work).await;
            if answers.is_err() {
                // The transaction may still be open; closing ends it.
                self.lent.spoil();
            }
            answers
        })
    }

    fn prepare(&mut self, sql: &'static str) -> BoxFuture<'_, StoreResult<()>> {
        let known = &self.known;
        Box::pin(self.lent.with(async move |connection| prepare(connection, known, sql).await))
    }

    fn commit(self: Box<Self>) -> BoxFuture<'static, StoreResult<()>> {
        Box::pin(async { Ok(()) })
    }
}

/// Runs statements, for readers and the writer, in one go with what must go before and after them: SQLite's thread is one
/// errand away, however much it is asked.
pub(super) async fn run(
    connection: &mut SqliteConnection,
    known: &Known,
    around: Around,
    statements: Vec<Statement>,
) -> StoreResult<Vec<Answer>> {
    let places: Vec<_> = statements.iter().map(|statement| (statement.sql, statement.args.len())).collect();
    let errand = known.get_all(around, &places);
    let mut answers: Vec<Answer> = statements.iter().map(|_| Answer::default()).collect();
    let args = bind(statements.into_iter().flat_map(|statement| statement.args))?;
    let mut steps = connection.fetch_many(sqlx::query_with(AssertSqlSafe(Arc::clone(&errand.text)), args));
    let mut ended = 0_usize;
    while let Some(step) = steps.try_next().await.map_err(meaning)? {
        // What goes before and after is nobody's, and answers no rows.
        let at = ended.saturating_sub(errand.leading);
        match step {
            Either::Left(done) => {
                if ended >= errand.leading
                    && let Some(answer) = answers.get_mut(at)
                {
                    answer.affected = done.rows_affected();
                }
                ended += 1;
            }
            Either::Right(row) => {
                let (Some(answer), Some(columns)) = (answers.get_mut(at), errand.columns.get(at)) else {
                    return Err(StoreError::inconsistent("an errand has more answers than statements"));
                };
                let names = columns.get_or_init(|| names(&row));
                answer.rows.push(Row::new(Arc::clone(names), cells(&row)?));
            }
        }
    }
    Ok(answers)
}

pub(super) async fn prepare(connection: &mut SqliteConnection, known: &Known, sql: &'static str) -> StoreResult<()> {
    let text = AssertSqlSafe(Arc::clone(&known.get(sql).text)).into_sql_str();
    connection.prepare(text).await.map(drop).map_err(meaning)
}

fn bind(args: impl Iterator<Item = Value>) -> StoreResult<SqliteArguments> {
    let mut bound = SqliteArguments::default();
    for arg in args {
        match arg {
            Value::Int(n) => bound.add(n),
            Value::Real(n) => bound.add(n),
            Value::Text(text) => bound.add(text),
            Value::Bool(b) => bound.add(b),
            Value::TextList(items) => bound.add(json(&items)?),
            Value::IntList(items) => bound.add(json(&items)?),
        }
        .map_err(StoreError::unavailable)?;
    }
    Ok(bound)
}

/// SQLite has no lists; `json_each` reads one from a text.
fn json<T: serde::Serialize>(items: &[T]) -> StoreResult<String> {
    serde_json::to_string(items).map_err(|error| StoreError::inconsistent(error.to_string()))
}

fn names(row: &SqliteRow) -> Arc<[String]> {
    row.columns().iter().map(|column| column.name().to_owned()).collect()
}

fn cells(row: &SqliteRow) -> StoreResult<Vec<Cell>> {
    (0..row.columns().len()).map(|at| cell(row.try_get_raw(at).map_err(meaning)?)).collect()
}

fn cell(value: SqliteValueRef<'_>) -> StoreResult<Cell> {
    if value.is_null() {
        return Ok(Cell::Null);
    }
    let kind = value.type_info();
    match kind.name() {
        "INTEGER" => decode(value).map(Cell::Int),
        "TEXT" => decode(value).map(Cell::Text),
        "REAL" => decode(value).map(Cell::Real),
        other => return Err(StoreError::inconsistent(format!("no column may be of type {other}"))),
    }
    .map_err(StoreError::unavailable)
}

fn decode<'r, T: Decode<'r, sqlx::Sqlite>>(value: SqliteValueRef<'r>) -> Result<T, BoxDynError> {
    T::decode(value)
}

fn synchronous(wish: Synchronous) -> SqliteSynchronous {
    match wish {
        Synchronous::Full => SqliteSynchronous::Full,
        Synchronous::Normal => SqliteSynchronous::Normal,
        Synchronous::Off => SqliteSynchronous::Off,
    }
}

/// What an error of SQLite means. Codes: <https://www.sqlite.org/rescode.html>.
pub(super) fn meaning(error: sqlx::Error) -> StoreError {
    const ERROR: i32 = 1;
    const BUSY: i32 = 5;
    const LOCKED: i32 = 6;
    const CONSTRAINT: i32 = 19;
    const MISMATCH: i32 = 20;
    const READONLY: i32 = 8;

    let Some(told) = error.as_database_error() else {
        return StoreError::unavailable(error);
    };
    let code: i32 = told.code().and_then(|code| code.parse().ok()).unwrap_or(0);
    // The low byte is the kind of error, the rest says more.
    match code & 0xff {
        BUSY | LOCKED => StoreError::Contended,
        CONSTRAINT => told
            .message()
            .strip_prefix("UNIQUE constraint failed: ")
            .and_then(Unique::by_columns)
            .map_or_else(|| StoreError::inconsistent(told.message()), StoreError::Taken),
        ERROR | MISMATCH | READONLY => StoreError::inconsistent(told.message()),
        _ => StoreError::unavailable(error),
    }
}
