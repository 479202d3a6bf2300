//! The only integration binary: one link, one process, every story.

#[macro_use]
mod harness;

mod accounts;
mod alerts;
mod connections;
mod contract;
mod crash;
mod edge;
mod faults;
mod matrix;
mod races;
mod readme;
mod rooms;
mod statements;
mod store;
mod symphony;
mod users;
