//! The only integration binary: one link, one process, every story.

#![expect(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "in a test, what cannot be is a failure")]

#[macro_use]
mod harness;

mod accounts;
mod alerts;
mod compiler;
mod connections;
mod contract;
mod crash;
mod edge;
mod events;
mod faults;
mod jobs;
mod logs;
mod matrix;
mod pushes;
mod races;
mod readme;
mod replyke;
mod rooms;
mod statements;
mod store;
mod symphony;
mod users;
mod verdicts;
