//! Hearing of events through PostgreSQL: a trigger notifies with each person's id, at the commit and in its order.

use super::postgres::meaning;
use crate::store::{
    StoreResult,
    events::{Heard, Listener},
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
    options: PgConnectOptions,
    channel: String,
    /// `None`: the server could not be listened to.
    listener: Option<PgListener>,
}

impl PostgresListener {
    /// The channel carries the name of the schema: each keeps to itself.
    pub(super) async fn open(options: &PgConnectOptions, schema: Option<&str>) -> StoreResult<Self> {
        let options = options.clone().disable_statement_logging();
        let channel = format!("talkamie_events_{}", schema.unwrap_or("public"));
        let listener = listen(&options, &channel).await.map_err(meaning)?;
        Ok(Self { options, channel, listener: Some(listener) })
    }

    async fn hear(&mut self) -> Result<Heard, sqlx::Error> {
        let Some(listener) = &mut self.listener else {
            self.listener = Some(listen(&self.options, &self.channel).await?);
            return Ok(Heard::Gap);
        };
        loop {
            match listener.try_recv().await? {
                Some(told) => {
                    if let Ok(user) = told.payload().parse() {
                        return Ok(Heard::Of(user));
                    }
                }
                // The connection was lost and made anew: what was told meanwhile is gone.
                None => return Ok(Heard::Gap),
            }
        }
    }
}

async fn listen(options: &PgConnectOptions, channel: &str) -> Result<PgListener, sqlx::Error> {
    let pool = PgPoolOptions::new().max_connections(1).connect_lazy_with(options.clone());
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(channel).await?;
    Ok(listener)
}

impl Listener for PostgresListener {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Heard> + Send + '_>> {
        Box::pin(async {
            loop {
                match self.hear().await {
                    Ok(heard) => return heard,
                    Err(error) => {
                        tracing::warn!(%error, "PostgreSQL cannot be listened to; trying again");
                        // sqlx would connect again and not say that something may have been missed.
                        self.listener = None;
                        tokio::time::sleep(Duration::from_millis(REST_MS)).await;
                    }
                }
            }
        })
    }
}
