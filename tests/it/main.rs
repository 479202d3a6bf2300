//! The only integration binary: one link, one process, every story.

#![expect(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "in a test, what cannot be is a failure")]

#[macro_use]
mod harness;

mod accounts;
mod alerts;
mod availability;
mod calls;
mod chats;
mod closing;
mod compiler;
mod connections;
mod contract;
mod crash;
mod edge;
mod events;
mod faqs;
mod faults;
mod files;
mod finance;
mod guide;
mod interests;
mod jobs;
mod journey;
mod ledger;
mod lists;
mod logs;
mod matrix;
mod mock;
mod nodes;
mod packaging;
mod payments;
mod promises;
mod pushes;
mod races;
mod readme;
mod replyke;
mod reviews;
mod rooms;
mod schedules;
mod statements;
mod store;
mod support;
mod symphony;
mod transcript;
mod users;
mod verdicts;
mod verification;
mod versions;
mod wss;
