//! Talkamie's API server.
//!
//! The rooms, from the inside out; an arrow points at what a room may name (docs/ARCHITECTURE.md, held by a test):
//!
//! ```text
//! app → http, wss → operations → store → domain → contract
//!  └──→ adapters ─┘ (ports)     └→ store::sql
//! ```

pub mod adapters;
pub mod app;
pub mod contract;
pub mod domain;
pub mod http;
pub mod operations;
pub mod store;
pub mod wss;
