//! The PostgreSQL adapter: a pool, transactions at READ COMMITTED, errors by SQLSTATE.

use std::{str::FromStr, sync::Arc};

use futures_util::TryStreamExt;
use sqlx::{
    Arguments as _, AssertSqlSafe, Column as _, ConnectOptions as _, Connection as _, Either, Executor as _, Row as _,
    SqlSafeStr as _, TypeInfo as _,
    postgres::{PgArguments, PgConnectOptions, PgConnection, PgRow},
};

use super::{
    dialect::Errands,
    migrations,
    pool::{Lent, Pool},
    postgres_listener::PostgresListener,
    postgres_merged as merged,
};
use crate::store::{
    Kind, Row, StoreError, StoreOptions, StoreResult, Unique, Value,
    engine::{Access, Answer, BoxFuture, Engine, Session, Statement},
    events::Listener,
    row::Cell,
};

/// Prepared statements a connection keeps: all of ours fit.
const STATEMENTS_KEPT_MAX: usize = 512;

/// The advisory lock under which a database is migrated: "talkamie" in ASCII.
const MIGRATION_LOCK: i64 = 0x7461_6c6b_616d_6965;

/// Longest schema name: what PostgreSQL keeps of a name, in bytes.
const SCHEMA_BYTES_MAX: usize = 63;

/// What is learnt of a statement: its columns.
type Known = Errands<Columns>;

struct Columns {
    names: Arc<[String]>,
    kinds: Vec<ColumnKind>,
}

#[derive(Debug, Clone, Copy)]
enum ColumnKind {
    Int8,
    Int4,
    Float8,
    Bool,
    Text,
}

/// A PostgreSQL server.
pub(super) struct Postgres {
    pool: Pool<PgConnection>,
    options: PgConnectOptions,
    schema: Option<String>,
    /// Processes tell each other of events in another way.
    silent: bool,
    known: Arc<Known>,
}

impl Postgres {
    pub(super) async fn open(url: &str, options: &StoreOptions) -> StoreResult<Self> {
        let (url, schema) = split_schema(url)?;
        let server = PgConnectOptions::from_str(&url)
            .map_err(meaning)?
            .application_name("talkamie")
            .statement_cache_capacity(STATEMENTS_KEPT_MAX)
            .options([
                ("statement_timeout", options.statement_timeout.as_millis()),
                ("lock_timeout", options.lock_timeout.as_millis()),
                // A transaction never waits for anything but this database.
                ("idle_in_transaction_session_timeout", options.statement_timeout.as_millis()),
            ])
            // Every statement has one good plan, whoever is asked about; without this, the server makes most of them anew for
            // each execution, which takes it longer than to run them. A plan lasts, so it must not be one for the tables of a young
            // database, which seem to be empty: each statement has an index to walk (tests/it/store/plans.rs), and is to walk it.
            .options([("plan_cache_mode", "force_generic_plan"), ("enable_seqscan", "off"), ("jit", "off")])
            .disable_statement_logging();
        // Of every connection, from its first statement on: the trigger of migration 0013 asks for it.
        let server = if options.silent { server.options([("talkamie.silent", "on")]) } else { server };
        let server = match &schema {
            Some(schema) => server.options([("search_path", schema)]),
            None => server,
        };
        let pool = Pool::new(server.clone(), options.connections_max, options.acquire_timeout, meaning);
        // Says at once when nobody answers there.
        drop(pool.lend().await?);
        Ok(Self { pool, options: server, schema, silent: options.silent, known: Arc::new(Known::new()) })
    }

    async fn begin(&self, access: Access) -> StoreResult<PgSession> {
        let mut lent = self.pool.lend().await?;
        if access == Access::Write {
            lent.with(async |connection| simple(connection, "BEGIN").await).await?;
        }
        Ok(PgSession { lent: Some(lent), begun: access == Access::Write, known: Arc::clone(&self.known) })
    }
}

impl Engine for Postgres {
    fn kind(&self) -> Kind {
        Kind::Postgres
    }

    fn session(&self, access: Access) -> BoxFuture<'_, StoreResult<Box<dyn Session>>> {
        Box::pin(async move { Ok(Box::new(self.begin(access).await?) as Box<dyn Session>) })
    }

    fn migrate(&self) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            // A connection of its own: closing it frees the lock whatever happened.
            let mut connection = self.options.connect().await.map_err(meaning)?;
            simple(&mut connection, "SET statement_timeout = 0; SET lock_timeout = 0").await?;
            let lock = sqlx::query("SELECT pg_advisory_lock($1)").bind(MIGRATION_LOCK);
            lock.execute(&mut connection).await.map_err(meaning)?;
            if let Some(schema) = &self.schema {
                // `split_schema` lets only letters, digits and underscores through.
                let sql = AssertSqlSafe(format!("CREATE SCHEMA IF NOT EXISTS {schema}"));
                connection.execute(sql).await.map_err(meaning)?;
            }
            let ran = migrations::POSTGRES.run_direct(None, &mut connection, false).await;
            connection.close().await.map_err(meaning)?;
            migrations::meaning(&migrations::POSTGRES, ran)
        })
    }

    fn listen(&self) -> BoxFuture<'_, StoreResult<Option<Box<dyn Listener>>>> {
        Box::pin(async move {
            if self.silent {
                return Ok(None);
            }
            let listener = PostgresListener::open(&self.options, self.schema.as_deref()).await?;
            Ok(Some(Box::new(listener) as Box<dyn Listener>))
        })
    }

    fn ping(&self) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            let mut lent = self.pool.lend().await?;
            lent.with(async |connection| connection.ping().await.map_err(meaning)).await
        })
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.pool.close())
    }
}

/// Takes our own `schema` parameter out of an address.
fn split_schema(url: &str) -> StoreResult<(String, Option<String>)> {
    let Some((base, query)) = url.split_once('?') else {
        return Ok((url.to_owned(), None));
    };
    let (ours, rest): (Vec<&str>, Vec<&str>) = query.split('&').partition(|part| part.starts_with("schema="));
    let schema = ours.last().and_then(|part| part.strip_prefix("schema=")).map(str::to_owned);
    if let Some(name) = &schema {
        let letters = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !letters || name.is_empty() || name.len() > SCHEMA_BYTES_MAX || name.as_bytes()[0].is_ascii_digit() {
            return Err(StoreError::unavailable("a schema is named by up to 63 of a-z, 0-9 and _, not a digit first"));
        }
    }
    let url = if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) };
    Ok((url, schema))
}

/// A connection, inside a transaction if it is for writing.
struct PgSession {
    /// There until committed or dropped.
    lent: Option<Lent<PgConnection>>,
    /// A transaction is open.
    begun: bool,
    known: Arc<Known>,
}

impl PgSession {
    fn lent(&mut self) -> StoreResult<&mut Lent<PgConnection>> {
        self.lent.as_mut().ok_or_else(|| StoreError::inconsistent("the transaction has ended"))
    }
}

impl Session for PgSession {
    fn run(&mut self, statements: Vec<Statement>) -> BoxFuture<'_, StoreResult<Vec<Answer>>> {
        Box::pin(async move {
            let known = Arc::clone(&self.known);
            let work = async |connection: &mut PgConnection| {
                let mut answers = Vec::with_capacity(statements.len());
                for together in merging(statements) {
                    answers.extend(run_all(connection, &known, together).await?);
                }
                Ok(answers)
            };
            self.lent()?.with(work).await
        })
    }

    fn prepare(&mut self, sql: &'static str) -> BoxFuture<'_, StoreResult<()>> {
        Box::pin(async move {
            let text = AssertSqlSafe(Arc::clone(&self.known.get(sql).text)).into_sql_str();
            self.lent()?.with(async |connection| connection.prepare(text).await.map(drop).map_err(meaning)).await
        })
    }

    fn commit(mut self: Box<Self>) -> BoxFuture<'static, StoreResult<()>> {
        Box::pin(async move {
            if self.begun {
                self.lent()?.with(async |connection| simple(connection, "COMMIT").await).await?;
                self.begun = false;
            }
            Ok(())
        })
    }
}

impl Drop for PgSession {
    fn drop(&mut self) {
        let Some(mut lent) = self.lent.take() else {
            return;
        };
        if !self.begun || !lent.is_fit() {
            return;
        }
        // Undoing is a round trip, and a drop cannot wait: a task does it and gives the connection back. Until then the
        // connection counts as unfit, so that without a runtime it is closed, which undoes as well.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let undone = lent.with(async |connection| simple(connection, "ROLLBACK").await).await;
                if let Err(error) = undone {
                    tracing::debug!(%error, "A connection was closed because its transaction could not be undone");
                }
            });
        } else {
            lent.spoil();
        }
    }
}

async fn simple(connection: &mut PgConnection, sql: &'static str) -> StoreResult<()> {
    connection.execute(sql).await.map(drop).map_err(meaning)
}

/// Statements in their order, those together that can become one.
fn merging(statements: Vec<Statement>) -> Vec<Vec<Statement>> {
    let mut out: Vec<Vec<Statement>> = Vec::with_capacity(statements.len());
    let mut open = false;
    for statement in statements {
        let fits = merged::fits(statement.sql);
        match out.last_mut() {
            Some(together) if open && fits => together.push(statement),
            _ => out.push(vec![statement]),
        }
        open = fits;
    }
    out
}

async fn run_all(connection: &mut PgConnection, known: &Known, statements: Vec<Statement>) -> StoreResult<Vec<Answer>> {
    let statements = match <[Statement; 1]>::try_from(statements) {
        Ok([alone]) => return Ok(vec![run(connection, known, alone).await?]),
        Err(several) => several,
    };
    let places: Vec<_> = statements.iter().map(|statement| (statement.sql, statement.args.len())).collect();
    let errand = known.get_all([merged::OPEN, merged::BETWEEN, merged::CLOSE], &places);
    let args = bind(statements.into_iter().flat_map(|statement| statement.args))?;
    let query = sqlx::query_with(AssertSqlSafe(Arc::clone(&errand.text)), args);
    let row = connection.fetch_one(query).await.map_err(meaning)?;
    let answer = |at| {
        let json = row.try_get_unchecked::<Option<&str>, _>(at).map_err(meaning)?;
        Ok(Answer { rows: merged::rows(json)?, affected: 0 })
    };
    (0..places.len()).map(answer).collect()
}

async fn run(connection: &mut PgConnection, known: &Known, statement: Statement) -> StoreResult<Answer> {
    let errand = known.get(statement.sql);
    let learnt = &errand.columns;
    let query = sqlx::query_with(AssertSqlSafe(Arc::clone(&errand.text)), bind(statement.args.into_iter())?);
    let mut steps = connection.fetch_many(query);
    let mut answer = Answer::default();
    while let Some(step) = steps.try_next().await.map_err(meaning)? {
        match step {
            Either::Left(done) => answer.affected += done.rows_affected(),
            Either::Right(row) => {
                let columns = match learnt.get() {
                    Some(columns) => columns,
                    None => {
                        let columns = columns(&row)?;
                        learnt.get_or_init(|| columns)
                    }
                };
                let mut kept = answer.empty_row(&columns.names);
                read(&row, &columns.kinds, &mut kept).map_err(meaning)?;
                answer.rows.push(kept);
            }
        }
    }
    Ok(answer)
}

fn bind(args: impl Iterator<Item = Value>) -> StoreResult<PgArguments> {
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Value::Int(n) => bound.add(n),
            Value::Real(n) => bound.add(n),
            Value::Text(text) => bound.add(text),
            Value::Bool(b) => bound.add(b),
            Value::TextList(items) => bound.add(items),
            Value::IntList(items) => bound.add(items),
        }
        .map_err(StoreError::unavailable)?;
    }
    Ok(bound)
}

fn columns(row: &PgRow) -> StoreResult<Columns> {
    let kinds = row.columns().iter().map(|column| match column.type_info().name() {
        "INT8" => Ok(ColumnKind::Int8),
        "INT4" => Ok(ColumnKind::Int4),
        "FLOAT8" => Ok(ColumnKind::Float8),
        "BOOL" => Ok(ColumnKind::Bool),
        "TEXT" | "VARCHAR" | "NAME" => Ok(ColumnKind::Text),
        other => Err(StoreError::inconsistent(format!("no column may be of type {other}"))),
    });
    let kinds = kinds.collect::<StoreResult<Vec<_>>>()?;
    Ok(Columns { names: row.columns().iter().map(|column| column.name().to_owned()).collect(), kinds })
}

/// Reads a row into one that has no cells yet.
fn read(from: &PgRow, kinds: &[ColumnKind], row: &mut Row) -> Result<(), sqlx::Error> {
    for (at, kind) in kinds.iter().enumerate() {
        // The types were looked at once, for the whole statement.
        let cell = match kind {
            ColumnKind::Int8 => from.try_get_unchecked::<Option<i64>, _>(at)?.map(Cell::Int),
            ColumnKind::Int4 => from.try_get_unchecked::<Option<i32>, _>(at)?.map(|n| Cell::Int(n.into())),
            ColumnKind::Float8 => from.try_get_unchecked::<Option<f64>, _>(at)?.map(Cell::Real),
            ColumnKind::Bool => from.try_get_unchecked::<Option<bool>, _>(at)?.map(Cell::Bool),
            ColumnKind::Text => {
                match from.try_get_unchecked::<Option<&str>, _>(at)? {
                    Some(text) => row.push_text(text),
                    None => row.push(Cell::Null),
                }
                continue;
            }
        };
        row.push(cell.unwrap_or(Cell::Null));
    }
    Ok(())
}

/// What an error of PostgreSQL means. Codes: <https://www.postgresql.org/docs/15/errcodes-appendix.html>.
pub(super) fn meaning(error: sqlx::Error) -> StoreError {
    let Some(told) = error.as_database_error() else {
        return StoreError::unavailable(error);
    };
    let code = told.code().unwrap_or_default();
    match code.as_ref() {
        // unique_violation
        "23505" => told
            .constraint()
            .and_then(Unique::by_constraint)
            .map_or_else(|| StoreError::inconsistent(told.message()), StoreError::Taken),
        // serialization_failure, deadlock_detected, lock_not_available
        "40001" | "40P01" | "55P03" => StoreError::Contended,
        // Data, integrity, syntax: what the program asked for cannot be.
        code if ["22", "23", "42"].iter().any(|class| code.starts_with(class)) => {
            StoreError::inconsistent(told.message())
        }
        _ => StoreError::unavailable(error),
    }
}

#[cfg(test)]
mod tests {
    use super::split_schema;

    #[test]
    fn the_schema_is_taken_out_of_the_address() {
        let split = |url| split_schema(url).ok();
        assert_eq!(split("postgres://h/d"), Some(("postgres://h/d".into(), None)));
        assert_eq!(split("postgres://h/d?schema=t_1"), Some(("postgres://h/d".into(), Some("t_1".into()))));
        let both = split("postgres://h/d?sslmode=disable&schema=t_1");
        assert_eq!(both, Some(("postgres://h/d?sslmode=disable".into(), Some("t_1".into()))));
        assert_eq!(split("postgres://h/d?schema=a;drop"), None);
    }
}
