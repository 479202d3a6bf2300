//! Chats: message requests, messages, and the lists. Source: openapi/v1/operations/chats.yaml.
//!
//! A chat can be written in while the two are connected (contract F.6); who has decided that it may be writes through
//! [`messages::post`], which keeps the chat, its lists and its counters in step. What was written stays readable for both,
//! whatever becomes of their connection and of their accounts.

mod lists;
pub mod messages;
pub(super) mod requests;
pub mod view;

pub use lists::{Asked, get_chat, get_chats, get_frequent_chats, get_messages, get_pending_chats, get_unread_chats};
pub use requests::{accept_message_request, cancel_message_request, reject_message_request, send_message_request};

use super::{Caller, Failure};
use crate::{
    contract::v1::ErrorCode,
    domain::{
        chat::check_text,
        ids::{ChatId, UserId},
    },
    store::chats::SharedChat,
};

/// The chat that a path or a socket action names. A text that is no id names none.
pub(super) fn chat_id(text: &str) -> Result<ChatId, Failure> {
    text.parse().map_err(|_| ErrorCode::ChatNotFound.into())
}

/// The chat, if the caller takes part in it, and the other one.
fn shared(chat: Option<SharedChat>, caller: Caller) -> Result<(SharedChat, UserId), Failure> {
    let chat = chat.ok_or(ErrorCode::ChatNotFound)?;
    let other = chat.other_than(caller.user).ok_or(ErrorCode::ChatNotFound)?;
    Ok((chat, other))
}

/// Refuses a text that cannot be written, with the place where it stands.
fn judge_text(text: &str, pointer: &str) -> Result<(), Failure> {
    check_text(text).map_err(|refusal| Failure::field(pointer, "text", &refusal.to_string()))
}
