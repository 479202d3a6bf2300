//! Chats: message requests, messages, and the lists.
//!
//! What may be written, and by whom, is decided here; whoever has decided so writes through [`messages::post`], which keeps
//! the chat, its lists and its counters in step.

pub mod messages;
