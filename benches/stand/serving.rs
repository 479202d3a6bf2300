//! Serving as the program does, on one worker thread.

use crate::Outcome;
use poem::{Endpoint, Response};
use std::{future::pending, sync::Arc, time::Duration};
use talkamie::{
    app::{
        config::{Config, DatabaseUrl},
        serve::{self, listener},
        telemetry,
    },
    http::EdgeSettings,
};
use tokio::{net::TcpListener, sync::watch};

/// The whole server on a database, but for the limits: a bench is one caller.
pub async fn whole(address: &str, database: &str, group_commit: bool) -> Outcome {
    let mut config = Config {
        listen: address.parse()?,
        database: DatabaseUrl::new(database),
        rate_limits: false,
        ..Config::default()
    };
    config.sqlite.group_commit = group_commit;
    Ok(serve::serve(&config, pending(), |_| ()).await?)
}

/// The edge as in production, but for the limits.
pub fn edge() -> EdgeSettings {
    EdgeSettings::default()
}

/// Serves an endpoint on the program's own listener, with figures kept.
pub async fn endpoint<E: Endpoint<Output = Response> + 'static>(address: &str, endpoint: E) -> Outcome {
    telemetry::figures()?;
    let (_running, stop) = watch::channel(false);
    listener::serve(TcpListener::bind(address).await?, Arc::new(endpoint), stop, Duration::ZERO).await;
    Ok(())
}
