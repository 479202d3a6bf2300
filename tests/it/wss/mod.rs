//! The WebSocket, as its clients see it: stories in both dialects, every frame held to the document.

mod calls;
mod chats;
mod session;

/// Both dialects.
const DIALECTS: [&str; 2] = ["dotted", "hyphenated"];
