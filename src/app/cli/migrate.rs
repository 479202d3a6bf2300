//! `talkamie migrate`.

use super::Common;
use crate::app::Fault;
use serde::Serialize;
use std::fmt;

/// What migrating came to.
#[derive(Serialize, schemars::JsonSchema)]
struct Migrated {
    /// Whether the database is at this program's version now.
    migrated: bool,
    /// `sqlite` or `postgres`.
    database: &'static str,
}

impl fmt::Display for Migrated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The {} database is up to date", self.database)
    }
}

pub(super) fn run(common: &Common) -> Result<(), Fault> {
    // Getting the database ready is the whole work.
    common.on_database(async |ctx| Ok(Migrated { migrated: true, database: kind(&ctx.store) }))
}

/// A database's kind, as results say it.
pub(super) fn kind(store: &crate::store::Store) -> &'static str {
    match store.kind() {
        crate::store::Kind::Sqlite => "sqlite",
        crate::store::Kind::Postgres => "postgres",
    }
}
