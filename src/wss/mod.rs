//! The WebSocket of the Talkamie face: `/v1/wss`. Translation to and from `operations`, and nothing else.
//!
//! **What:** [`Wss`] takes a request to upgrade and turns it into a connection. A connection reads what its client says, has it
//! done, one thing after the other, and writes the answers; the [`hub`] knows who is here and tells them what happens.
//!
//! ```text
//! handshake    a request → 101, or a problem
//! connection   one client: frames in, limits, answers and pushes out
//! actions      what a client says → an operation → what it is answered
//! hub          who is here; their events, in order, to all of their connections
//! line         what waits for one connection to be said
//! presence     who is here, as every process is to know
//! frames       what is said, in both dialects
//! wire         the frames of the protocol
//! closing      why a connection is closed, and with which code
//! ```
//!
//! **Who may call:** `app`.
//!
//! **What it must never know:** the store, sqlx, a rule of the product.

mod actions;
mod bucket;
mod closing;
mod connection;
mod frames;
mod handshake;
mod hub;
mod line;
mod presence;
mod wire;

use crate::{
    domain::limits::{
        SOCKET_GOODBYE_MS_MAX, SOCKET_IDLE_MS_MAX, SOCKET_MESSAGE_MS_MAX, SOCKET_STALL_MS_MAX,
        SOCKET_UNAUTHENTICATED_MS_MAX, SOCKETS_MAX,
    },
    operations::Ctx,
};
use handshake::Refused;
use hub::Hub;
use poem::{Endpoint, Request, Response, Result};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::timeout,
};

/// Where the WebSocket is served, unless configured otherwise too.
pub const PATH: &str = "/v1/wss";

/// What connections may use up. Tests have others than [`Default`], whose reasons are in `domain::limits`.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most connections at a time.
    pub connections: u32,
    /// Longest silence.
    pub silence: Duration,
    /// Longest time without `authenticate`.
    pub anonymous: Duration,
    /// Longest time for a message that was begun.
    pub message: Duration,
    /// Longest time in which nothing is taken in.
    pub stall: Duration,
    /// Longest wait for an answer to our goodbye.
    pub goodbye: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let ms = |ms: i64| Duration::from_millis(ms.unsigned_abs());
        Self {
            connections: SOCKETS_MAX,
            silence: ms(SOCKET_IDLE_MS_MAX),
            anonymous: ms(SOCKET_UNAUTHENTICATED_MS_MAX),
            message: ms(SOCKET_MESSAGE_MS_MAX),
            stall: ms(SOCKET_STALL_MS_MAX),
            goodbye: ms(SOCKET_GOODBYE_MS_MAX),
        }
    }
}

/// Everything that connections share.
pub struct Wss {
    ctx: Ctx,
    limits: Limits,
    hub: Arc<Hub>,
    stop: watch::Receiver<bool>,
    places: Arc<Semaphore>,
}

impl Wss {
    /// Begins to hear of events. `stop` turns true when the server is told to stop: connections then say goodbye.
    #[must_use]
    pub fn start(ctx: Ctx, stop: watch::Receiver<bool>) -> Arc<Self> {
        Self::start_within(ctx, stop, Limits::default())
    }

    /// The same, with other limits.
    #[must_use]
    pub fn start_within(ctx: Ctx, stop: watch::Receiver<bool>, limits: Limits) -> Arc<Self> {
        let hub = Hub::start(ctx.clone(), stop.clone());
        let places = Arc::new(Semaphore::new(limits.connections as usize));
        Arc::new(Self { ctx, limits, hub, stop, places })
    }

    /// Upgrades a request to a connection, or says why not.
    fn open(self: &Arc<Self>, request: &Request) -> Response {
        let accepted = handshake::accept(request).and_then(|accepted| Ok((accepted, self.place()?)));
        match accepted {
            Ok((accepted, place)) => {
                let wss = Arc::clone(self);
                tokio::spawn(async move {
                    let _place = place;
                    let Ok(upgraded) = accepted.upgrade.await else { return };
                    connection::run(wss, upgraded, accepted.dialect).await;
                });
                accepted.response
            }
            Err(refused) => refused.render(request, self.ctx.new_id()),
        }
    }

    fn place(&self) -> Result<OwnedSemaphorePermit, Refused> {
        Arc::clone(&self.places).try_acquire_owned().map_err(|_| Refused::Full)
    }

    /// Resolves when every connection has said goodbye, after at most `grace`.
    pub async fn ended(&self, grace: Duration) {
        let all = Arc::clone(&self.places).acquire_many_owned(self.limits.connections);
        if timeout(grace, all).await.is_err() {
            tracing::warn!("Some WebSockets did not end in time and are cut off");
        }
    }
}

/// The WebSocket at its paths, and everything else behind it.
pub struct Mounted<E> {
    wss: Arc<Wss>,
    /// Other paths at which it is found, for clients whose path is fixed.
    aliases: Vec<String>,
    behind: E,
}

impl<E> Mounted<E> {
    pub fn new(wss: Arc<Wss>, aliases: Vec<String>, behind: E) -> Self {
        Self { wss, aliases, behind }
    }
}

impl<E: Endpoint<Output = Response>> Endpoint for Mounted<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        // A slash at the end means nothing, here as there.
        fn bare(path: &str) -> &str {
            path.strip_suffix('/').unwrap_or(path)
        }
        let path = bare(request.uri().path());
        if path == PATH || self.aliases.iter().any(|alias| bare(alias) == path) {
            return Ok(self.wss.open(&request));
        }
        self.behind.call(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The size of what a function's future holds, without calling it.
    fn held<A, B, C, F: Future>(_: impl FnOnce(A, B, C) -> F) -> usize {
        size_of::<F>()
    }

    #[test]
    fn an_idle_connection_holds_little() {
        let held = held(connection::run);
        assert!(held <= 1_024, "{held} bytes: box what is rarely needed, connections are many");
    }
}
