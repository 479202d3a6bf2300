//! What is said, in both dialects.

use crate::{
    contract::{
        runtime::ActionInfo,
        v1::{ErrorCode, actions::Action},
    },
    operations::{Failure, problem},
};
use serde_json::{Map, Value, json};
use std::{collections::HashMap, sync::LazyLock};
use tokio_tungstenite::tungstenite::Utf8Bytes;
use uuid::Uuid;

/// The names by which a connection's actions go. Contract C.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Dialect {
    /// `chat.message.send`: the names of the menu.
    #[default]
    Dotted,
    /// `send-message`: the names of the older client.
    Hyphenated,
}

impl Dialect {
    /// What an action is called.
    pub(super) fn name(self, info: &ActionInfo<ErrorCode>) -> &'static str {
        match self {
            Self::Dotted => info.name,
            Self::Hyphenated => info.older.unwrap_or(info.name),
        }
    }
}

/// The action that a client means, and the dialect that the name belongs to; `None` for one that both have.
pub(super) fn asked(name: &str) -> Option<(Action, Option<Dialect>)> {
    static NAMES: LazyLock<HashMap<&'static str, (Action, Option<Dialect>)>> = LazyLock::new(|| {
        let said = Action::ALL.iter().filter(|action| action.info().request.is_some());
        said.flat_map(|action| {
            let info = action.info();
            let own = info.older.map(|_| Dialect::Dotted);
            let older = info.older.map(|older| (older, (*action, Some(Dialect::Hyphenated))));
            std::iter::once((info.name, (*action, own))).chain(older)
        })
        .collect()
    });
    NAMES.get(name).copied()
}

/// Something the server says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub action: Action,
    /// An answer says 200; a push says nothing of it.
    pub answer: bool,
    pub data: Option<Value>,
    pub pagination: Option<Value>,
}

impl Said {
    /// The frame, in one dialect.
    pub(super) fn text(&self, dialect: Dialect) -> Utf8Bytes {
        let mut frame = Map::new();
        frame.insert("action".into(), dialect.name(self.action.info()).into());
        frame.insert("success".into(), true.into());
        if self.answer {
            frame.insert("statusCode".into(), 200.into());
        }
        if let Some(data) = &self.data {
            frame.insert("data".into(), data.clone());
        }
        if let Some(pagination) = &self.pagination {
            frame.insert("pagination".into(), pagination.clone());
        }
        Value::Object(frame).to_string().into()
    }
}

/// A failure: the problem that HTTP would answer, under the name that the client used.
pub(super) fn failure(action: Option<&str>, failure: &Failure, request: Uuid) -> Utf8Bytes {
    let problem = problem::of(failure, request.to_string(), None);
    let mut frame = json!(problem);
    if let (Some(frame), Some(action)) = (frame.as_object_mut(), action) {
        frame.shift_insert(0, "action".into(), action.into());
    }
    frame.to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_dialects_lead_to_the_same_action() {
        assert_eq!(asked("chat.message.send"), Some((Action::ChatMessageSend, Some(Dialect::Dotted))));
        assert_eq!(asked("send-message"), Some((Action::ChatMessageSend, Some(Dialect::Hyphenated))));
        assert_eq!(asked("ping"), Some((Action::Ping, None)), "a name of both says nothing of the dialect");
        assert_eq!(asked("chat.message.new"), None, "clients do not say what only the server says");
        assert_eq!(asked(""), None);
    }

    #[test]
    fn a_push_is_named_in_the_dialect_of_its_connection() {
        let said = Said { action: Action::ChatMessageNew, answer: false, data: Some(json!({})), pagination: None };
        assert_eq!(&*said.text(Dialect::Dotted), r#"{"action":"chat.message.new","success":true,"data":{}}"#);
        assert_eq!(&*said.text(Dialect::Hyphenated), r#"{"action":"new-message","success":true,"data":{}}"#);
    }
}
