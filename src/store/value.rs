//! What goes into a statement.

use crate::domain::{call, chat, connection, faq, ids, support, transaction, user};

/// One argument of a statement. An absent one keeps its type, which PostgreSQL wants to know.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number: a time, an amount, a count.
    Int(Option<i64>),
    /// A number with a fraction.
    Real(Option<f64>),
    /// A text: words, ids, hashes, JSON.
    Text(Option<String>),
    /// A truth value.
    Bool(Option<bool>),
    /// For `IN_LIST($n)` and `LIST_ROWS($n)`.
    TextList(Vec<String>),
    /// For `IN_LIST($n)`.
    IntList(Vec<i64>),
}

impl Value {
    /// The texts of `items`, for `IN_LIST` and `LIST_ROWS`.
    pub fn texts<T: ToString>(items: impl IntoIterator<Item = T>) -> Self {
        Self::TextList(items.into_iter().map(|item| item.to_string()).collect())
    }
}

/// `From` for a type and for its `Option`.
macro_rules! value {
    ($($kind:ident: $type:ty, $from:ident => $into:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($from: $type) -> Self {
                Self::$kind(Some($into))
            }
        }

        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                Self::$kind(value.map(|$from| $into))
            }
        }
    )*};
}

value! {
    Int: i64, n => n;
    Real: f64, n => n;
    Bool: bool, b => b;
    Text: String, text => text;
    Text: &str, text => text.to_owned();
    Text: &String, text => text.clone();
    Text: ids::TenantId, id => id.to_string();
    Text: ids::UserId, id => id.to_string();
    Text: ids::SessionId, id => id.to_string();
    Text: ids::NodeId, id => id.to_string();
    Text: ids::ConnectionId, id => id.to_string();
    Text: ids::InterestId, id => id.to_string();
    Text: ids::AlertId, id => id.to_string();
    Text: ids::ChatId, id => id.to_string();
    Text: ids::MessageId, id => id.to_string();
    Text: ids::NotificationId, id => id.to_string();
    Text: ids::ReviewId, id => id.to_string();
    Text: ids::ScheduleId, id => id.to_string();
    Text: ids::CallId, id => id.to_string();
    Text: ids::TicketId, id => id.to_string();
    Text: ids::SupportMessageId, id => id.to_string();
    Text: ids::TransactionId, id => id.to_string();
    Text: ids::FaqId, id => id.to_string();
    Text: ids::FileId, id => id.to_string();
    Text: ids::JobId, id => id.to_string();
    Text: ids::MovementId, id => id.to_string();
    Text: call::Media, word => word.as_str().to_owned();
    Text: call::Status, word => word.as_str().to_owned();
    Text: connection::Status, word => word.as_str().to_owned();
    Text: chat::Kind, word => word.as_str().to_owned();
    Text: chat::RequestStatus, word => word.as_str().to_owned();
    Text: chat::Delivery, word => word.as_str().to_owned();
    Text: transaction::Kind, word => word.as_str().to_owned();
    Text: transaction::Intent, word => word.as_str().to_owned();
    Text: transaction::Status, word => word.as_str().to_owned();
    Text: user::UserType, word => word.as_str().to_owned();
    Text: user::Gender, word => word.as_str().to_owned();
    Text: user::Visibility, word => word.as_str().to_owned();
    Text: faq::FaqType, word => word.as_str().to_owned();
    Text: support::TicketStatus, word => word.as_str().to_owned();
    Text: user::VerificationStatus, word => word.as_str().to_owned();
}

impl From<&Option<String>> for Value {
    fn from(value: &Option<String>) -> Self {
        Self::Text(value.clone())
    }
}

impl From<Vec<String>> for Value {
    fn from(items: Vec<String>) -> Self {
        Self::TextList(items)
    }
}

impl From<Vec<i64>> for Value {
    fn from(items: Vec<i64>) -> Self {
        Self::IntList(items)
    }
}
