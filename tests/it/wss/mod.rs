//! The WebSocket, as its clients see it: stories in both dialects, every frame held to the document.

mod alerts;
mod calls;
mod chats;
mod frames;
mod fuzz;
mod limits;
mod pushes;
mod raw;
mod session;
mod slow;
mod support;

/// Both dialects.
const DIALECTS: [&str; 2] = ["dotted", "hyphenated"];
