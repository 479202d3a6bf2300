//! What is said, in both dialects.

use crate::{
    contract::{
        runtime::ActionInfo,
        v1::{
            ErrorCode,
            actions::Action,
            types::{Pagination, Problem},
        },
    },
    operations::{Failure, news::Data, problem},
};
use serde::Serialize;
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
    pub data: Option<Data>,
    pub pagination: Option<Pagination>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Frame<'a> {
    action: &'static str,
    success: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Data>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pagination: Option<&'a Pagination>,
}

impl Said {
    /// The answer to an action.
    pub(super) const fn answer(action: Action, data: Option<Data>) -> Self {
        Self { action, answer: true, data, pagination: None }
    }

    /// Said unasked.
    pub(super) const fn push(action: Action, data: Data) -> Self {
        Self { action, answer: false, data: Some(data), pagination: None }
    }

    /// The frame, in one dialect.
    pub(super) fn text(&self, dialect: Dialect) -> Result<Utf8Bytes, Failure> {
        let frame = Frame {
            action: dialect.name(self.action.info()),
            success: true,
            status_code: self.answer.then_some(200),
            data: self.data.as_ref(),
            pagination: self.pagination.as_ref(),
        };
        Ok(serde_json::to_string(&frame).map_err(Failure::internal)?.into())
    }
}

/// A failure: the problem that HTTP would answer, under the name that the client used.
pub(super) fn failure(action: Option<&str>, failure: &Failure, request: Uuid) -> Utf8Bytes {
    #[derive(Serialize)]
    struct Frame<'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        action: Option<&'a str>,
        #[serde(flatten)]
        problem: Problem,
    }
    let frame = Frame { action, problem: problem::of(failure, request.to_string(), None) };
    // Texts and numbers under fixed names: there is nothing in a problem that JSON cannot say.
    serde_json::to_string(&frame).unwrap_or_default().into()
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
        let said = Said::push(Action::ChatMessageNew, Data::Chat(Box::default()));
        let text = |dialect| said.text(dialect).expect("it is written");
        assert_eq!(&*text(Dialect::Dotted), r#"{"action":"chat.message.new","success":true,"data":{}}"#);
        assert_eq!(&*text(Dialect::Hyphenated), r#"{"action":"new-message","success":true,"data":{}}"#);
    }

    #[test]
    fn a_failure_is_the_problem_that_http_would_answer() {
        let text = failure(Some("send-message"), &ErrorCode::ChatNotFound.into(), Uuid::nil());
        let frame: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(frame["action"], "send-message");
        assert_eq!((&frame["success"], &frame["statusCode"]), (&false.into(), &404.into()));
        assert_eq!(frame["code"], "chat/not-found");
    }
}
