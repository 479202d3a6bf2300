//! The only integration binary: one link, one process, every story.

#[macro_use]
mod harness;

mod connections;
mod contract;
mod matrix;
mod races;
mod replyke;
mod rooms;
mod statements;
