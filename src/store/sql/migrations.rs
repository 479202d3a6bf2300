//! The migrations, embedded, and what it means when they do not fit.

use sqlx::migrate::{MigrateError, Migrator};

use crate::store::{StoreError, StoreResult};

/// The twins: same files, tables and columns.
pub(super) static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
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
