//! One failure: a code, words for the caller, a cause for the log.

use crate::{
    contract::{runtime::InvalidField, v1::ErrorCode},
    store::{MaybeContended, StoreError},
};
use std::error::Error;

type Cause = Box<dyn Error + Send + Sync>;

/// Why an operation did not happen.
///
/// `detail` may be shown to the caller; `cause` never is: it is walked once, where it is logged.
#[derive(Debug, thiserror::Error)]
#[error("{}", code.slug())]
pub struct Failure {
    pub code: ErrorCode,
    /// For the caller: says what to change; never names a table, a host or a library.
    pub detail: String,
    /// Every invalid field, when the request itself was at fault.
    pub fields: Vec<InvalidField>,
    /// Seconds after which trying again makes sense.
    pub retry_after_s: Option<u64>,
    /// Others were in the way: the whole work may be run again.
    contended: bool,
    #[source]
    pub cause: Option<Cause>,
}

impl Failure {
    /// A failure in the registry's own words.
    #[must_use]
    pub fn of(code: ErrorCode) -> Self {
        Self { code, detail: code.title().to_owned(), fields: vec![], retry_after_s: None, contended: false, cause: None }
    }

    /// With words that are more specific than the registry's.
    #[must_use]
    pub fn saying(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// With a cause for the log.
    #[must_use]
    pub fn because(self, cause: impl Into<Cause>) -> Self {
        Self { cause: Some(cause.into()), ..self }
    }

    /// With the time after which trying again makes sense.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after_s: Some(seconds), ..self }
    }

    /// One field of the body that is at fault for a reason that a schema cannot say.
    #[must_use]
    pub fn field(pointer: &str, keyword: &str, detail: &str) -> Self {
        Self::invalid(vec![InvalidField {
            place: crate::contract::runtime::Place::Body,
            pointer: pointer.to_owned(),
            keyword: keyword.to_owned(),
            detail: detail.to_owned(),
        }])
    }

    /// Fields that are at fault.
    #[must_use]
    pub fn invalid(fields: Vec<InvalidField>) -> Self {
        Self { fields, ..Self::of(ErrorCode::RequestInvalid) }
    }

    /// Something that cannot be, was. Answers 500 and is logged with its cause.
    #[must_use]
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::of(ErrorCode::InternalError).because(cause)
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::of(code)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Contended => Self { contended: true, ..Self::of(ErrorCode::StoreUnavailable).retry_after(1).because(error) },
            StoreError::Unavailable(_) | StoreError::Newer { .. } => Self::of(ErrorCode::StoreUnavailable).retry_after(1).because(error),
            // A uniqueness rule that an operation did not expect to meet is a mistake of ours.
            StoreError::Taken(_) | StoreError::Inconsistent { .. } => Self::internal(error),
        }
    }
}

impl MaybeContended for Failure {
    fn is_contended(&self) -> bool {
        self.contended
    }
}
