//! The WebSocket, as its clients see it: stories in both dialects, every frame held to the document.

mod chats;
mod frames;
mod fuzz;
mod limits;
mod raw;
mod session;
mod slow;

/// Both dialects.
const DIALECTS: [&str; 2] = ["dotted", "hyphenated"];
