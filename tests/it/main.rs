//! The only integration binary: one link, one process, every story.

#[macro_use]
mod harness;

mod accounts;
mod alerts;
mod connections;
mod contract;
mod matrix;
mod races;
mod rooms;
mod statements;
mod users;
