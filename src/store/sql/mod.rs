//! The two databases. Only this folder names sqlx and rusqlite; each adapter says what differs and no more: how connections are
//! made, how a writing transaction begins and ends, which error means what, and how values are bound and read.

mod dialect;
mod migrations;
mod pool;
mod postgres;
mod postgres_listener;
mod postgres_merged;
mod sqlite;
mod sqlite_connection;
mod sqlite_group;
mod sqlite_writer;

use std::sync::Arc;

use super::{StoreError, StoreOptions, StoreResult, engine::Engine, log::Watch};

/// Opens whichever database the address is of.
pub(crate) async fn open(url: &str, options: &StoreOptions, watch: &Arc<Watch>) -> StoreResult<Arc<dyn Engine>> {
    if url.starts_with("sqlite:") {
        Ok(Arc::new(sqlite::Sqlite::open(url, options, Arc::clone(watch)).await?))
    } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        Ok(Arc::new(postgres::Postgres::open(url, options).await?))
    } else {
        Err(StoreError::unavailable("a database address begins with sqlite: or postgres://"))
    }
}
