//! The program: where everything is put together, and the only room that knows everything.
//!
//! **What:** configuration ([`config`]), the command line ([`cli`]), composing ([`compose`]), serving ([`serve`]), what
//! is told to operators ([`telemetry`]), invented people ([`demo`]).
//!
//! **Who may call:** `main`, and tests that start a whole server.
//!
//! **What it must never know:** SQL, and a rule of the product. A command calls a function of `operations`; when it
//! needs one that is not there, that function is written there.

pub mod cli;
pub mod compose;
pub mod config;
pub mod demo;
mod fault;
pub mod serve;
pub mod telemetry;

pub use cli::main;
pub use fault::Fault;

#[cfg(test)]
mod tests;
