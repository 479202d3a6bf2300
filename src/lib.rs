//! Talkamie's API server.
pub mod contract;
