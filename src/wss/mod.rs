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
//! frames       what is said, in both dialects
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

pub use hub::Hub;

use crate::operations::Ctx;
use handshake::Refused;
use poem::{Request, Response};
use std::sync::Arc;
use tokio::sync::watch;

/// Where the WebSocket is served, unless configured otherwise too.
pub const PATH: &str = "/v1/wss";

/// Everything that connections share.
pub struct Wss {
    ctx: Ctx,
    hub: Arc<Hub>,
    stop: watch::Receiver<bool>,
}

impl Wss {
    /// `stop` turns true when the server is told to stop: connections then say goodbye.
    #[must_use]
    pub fn new(ctx: Ctx, hub: Arc<Hub>, stop: watch::Receiver<bool>) -> Self {
        Self { ctx, hub, stop }
    }

    /// Upgrades a request to a connection, or says why not.
    pub fn open(self: &Arc<Self>, request: &Request) -> Response {
        match handshake::accept(request) {
            Ok(accepted) => {
                let wss = Arc::clone(self);
                tokio::spawn(async move {
                    let Ok(upgraded) = accepted.upgrade.await else { return };
                    connection::run(wss, upgraded, accepted.dialect).await;
                });
                accepted.response
            }
            Err(refused) => Refused::render(refused, request),
        }
    }
}
