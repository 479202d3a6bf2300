//! The only integration binary: one link, one process, every story.

#[macro_use]
mod harness;

mod accounts;
mod alerts;
mod compiler;
mod connections;
mod contract;
mod crash;
mod edge;
mod faults;
mod matrix;
mod races;
mod readme;
mod replyke;
mod rooms;
mod statements;
mod store;
mod symphony;
mod users;
mod verdicts;
