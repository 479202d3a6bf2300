//! Hearing of events through PostgreSQL: a trigger notifies with each person's id, at the commit and in its order.

use super::postgres::meaning;
use crate::{
    domain::ids::UserId,
    store::{
        StoreResult,
        events::{Heard, Listener},
    },
};
use sqlx::{
    ConnectOptions as _,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use std::{pin::Pin, time::Duration};

/// Rest after the server could not be listened to, in milliseconds.
const REST_MS: u64 = 500;

/// Listens on a connection of its own.
pub(super) struct PostgresListener {
    listener: PgListener,
}

impl PostgresListener {
    /// The channel carries the name of the schema: each keeps to itself.
    pub(super) async fn open(options: &PgConnectOptions, schema: Option<&str>) -> StoreResult<Self> {
        let options = options.clone().disable_statement_logging();
        let pool = PgPoolOptions::new().max_connections(1).connect_lazy_with(options);
        let mut listener = PgListener::connect_with(&pool).await.map_err(meaning)?;
        listener.listen(&format!("talkamie_events_{}", schema.unwrap_or("public"))).await.map_err(meaning)?;
        Ok(Self { listener })
    }
}

impl Listener for PostgresListener {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Heard> + Send + '_>> {
        Box::pin(async {
            loop {
                match self.listener.try_recv().await {
                    Ok(Some(told)) => match told.payload().parse::<UserId>() {
                        Ok(user) => return Heard::Of(user),
                        Err(_) => continue,
                    },
                    // The connection was lost and is made anew: what was told meanwhile is gone.
                    Ok(None) => return Heard::Gap,
                    Err(error) => {
                        tracing::warn!(%error, "PostgreSQL cannot be listened to; trying again");
                        tokio::time::sleep(Duration::from_millis(REST_MS)).await;
                    }
                }
            }
        })
    }
}
