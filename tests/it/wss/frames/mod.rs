//! The protocol below the actions, frame by frame: what RFC 6455 asks of a server, and what a client may do to it. The cases
//! follow the sections of the Autobahn test suite: 1 messages, 2 pings, 3 reserved bits, 4 opcodes, 5 fragments, 6 UTF-8,
//! 7 closing, 9 limits, 10 the handshake and the rest.

mod closing;
mod handshake;
mod messages;
mod texts;

use super::raw::{Raw, frame};
use crate::harness::{Db, TestApp, sockets::Listening};

/// Opcodes with the bit that says that a frame is the last one.
const TEXT: u8 = 0x81;
const CLOSE: u8 = 0x88;
const PING: u8 = 0x89;
const PONG: u8 = 0x8A;
/// And those without.
const TEXT_BEGINS: u8 = 0x01;
const GOES_ON: u8 = 0x00;
const ENDS: u8 = 0x80;

/// A server. The database does not matter here.
pub async fn server() -> (TestApp, Listening) {
    let app = TestApp::start(Db::Sqlite).await.expect("SQLite is embedded");
    let server = app.listen().await;
    (app, server)
}

/// Sends bytes on a connection of their own and answers the code with which the server ends it; nothing is said before.
async fn code(server: &Listening, bytes: &[u8]) -> u16 {
    let mut raw = Raw::open(server.address).await;
    raw.send(bytes).await;
    raw.closed().await
}

/// Sends bytes on a connection of their own and answers the one text they get: the name of an action that does not exist,
/// echoed. The connection is closed in good order after it.
async fn echo(server: &Listening, bytes: &[u8]) -> String {
    let mut raw = Raw::open(server.address).await;
    raw.send(bytes).await;
    let name = raw.echo().await;
    raw.send(&frame(CLOSE, &1000_u16.to_be_bytes())).await;
    assert_eq!(raw.closed().await, 1000);
    name
}

/// What makes the server echo a name.
fn named(name: &str) -> String {
    format!(r#"{{"action":"{name}"}}"#)
}
