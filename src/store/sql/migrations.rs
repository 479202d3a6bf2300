//! The migrations, embedded, and what it means when they do not fit.

use std::collections::HashMap;

use rusqlite::{Connection, TransactionBehavior, params};
use sqlx::migrate::{MigrateError, Migrator};

use super::sqlite_connection;
use crate::store::{StoreError, StoreResult};

/// The twins: same files, tables and columns.
static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
pub(super) static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// What a run of migrations amounted to.
pub(super) fn meaning(migrator: &Migrator, ran: Result<(), MigrateError>) -> StoreResult<()> {
    let Err(error) = ran else {
        return Ok(());
    };
    let program = migrator.iter().map(|migration| migration.version).max().unwrap_or(0);
    Err(match error {
        MigrateError::VersionMissing(database) if database > program => StoreError::Newer { database, program },
        MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) | MigrateError::Dirty(_) => {
            StoreError::inconsistent(error.to_string())
        }
        error => StoreError::unavailable(error),
    })
}

/// The table of migrations, as sqlx makes it: databases of earlier versions have it.
const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS _sqlx_migrations (
        version BIGINT PRIMARY KEY,
        description TEXT NOT NULL,
        installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
        success BOOLEAN NOT NULL,
        checksum BLOB NOT NULL,
        execution_time BIGINT NOT NULL
    )";

/// Brings a SQLite file up to this program's version, all or nothing.
pub(super) fn bring_up(connection: &mut Connection) -> StoreResult<()> {
    match apply(connection) {
        Ok(told) => meaning(&SQLITE, told),
        Err(error) => Err(sqlite_connection::meaning(error)),
    }
}

fn apply(connection: &mut Connection) -> rusqlite::Result<Result<(), MigrateError>> {
    // One transaction over all of them: a second program waits here, and finds nothing left to do.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(TABLE)?;
    let mut applied = HashMap::new();
    let mut statement = transaction.prepare("SELECT version, success, checksum FROM _sqlx_migrations")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let version: i64 = row.get(0)?;
        if !row.get(1)? {
            return Ok(Err(MigrateError::Dirty(version)));
        }
        let checksum: Vec<u8> = row.get(2)?;
        applied.insert(version, checksum);
    }
    drop(rows);
    drop(statement);
    for migration in SQLITE.iter() {
        match applied.remove(&migration.version) {
            Some(checksum) if checksum == *migration.checksum => {}
            Some(_) => return Ok(Err(MigrateError::VersionMismatch(migration.version))),
            None => {
                transaction.execute_batch(migration.sql.as_str())?;
                let note = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                            VALUES (?1, ?2, TRUE, ?3, -1)";
                transaction.execute(note, params![migration.version, migration.description, &*migration.checksum])?;
            }
        }
    }
    if let Some(version) = applied.into_keys().max() {
        return Ok(Err(MigrateError::VersionMissing(version)));
    }
    transaction.commit().map(Ok)
}
