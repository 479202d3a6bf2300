//! One failure: a code, words for the caller, a cause for the log.

use crate::{
    contract::{
        runtime::{Code, InvalidField},
        v1::ErrorCode,
    },
    store::{MaybeContended, StoreError},
};
use std::{error::Error, fmt};

type Cause = Box<dyn Error + Send + Sync>;

/// Why an operation of the Talkamie face, or one that all faces share, did not happen.
pub type Failure = Fault<ErrorCode>;

/// Why an operation did not happen, in the codes of one face.
///
/// `detail` may be shown to the caller; `cause` never is: it is walked once, where it is logged.
#[derive(Debug)]
pub struct Fault<C> {
    pub code: C,
    /// For the caller, where the registry's words do not do: says what to change; never names a table, a host or a
    /// library.
    pub said: Option<String>,
    /// Every invalid field, when the request itself was at fault.
    pub fields: Vec<InvalidField>,
    /// Seconds after which trying again makes sense.
    pub retry_after_s: Option<u64>,
    /// Others were in the way: the whole work may be run again.
    contended: bool,
    pub cause: Option<Cause>,
}

impl<C: Code> Fault<C> {
    /// A failure in the registry's own words.
    #[must_use]
    pub fn of(code: C) -> Self {
        Self { code, said: None, fields: vec![], retry_after_s: None, contended: false, cause: None }
    }

    /// With words that are more specific than the registry's.
    #[must_use]
    pub fn saying(self, detail: impl Into<String>) -> Self {
        Self { said: Some(detail.into()), ..self }
    }

    /// What the caller is told: these words, or the registry's title.
    pub fn detail(&self) -> &str {
        self.said.as_deref().unwrap_or(self.code.title())
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
        Self { fields, ..Self::of(C::REQUEST_INVALID) }
    }

    /// Something that cannot be, was. Answers 500 and is logged with its cause.
    #[must_use]
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::of(C::INTERNAL_ERROR).because(cause)
    }
}

/// Those of these texts, each with its pointer into the body, that say nothing: what a schema cannot tell in the dialect that every
/// engine reads alike.
#[must_use]
pub fn blanks<'a>(texts: impl IntoIterator<Item = (String, &'a str)>) -> Vec<InvalidField> {
    let blank = texts.into_iter().filter(|(_, text)| text.trim().is_empty());
    let fault = |(pointer, _)| InvalidField {
        place: crate::contract::runtime::Place::Body,
        pointer,
        keyword: "minLength".to_owned(),
        detail: "is blank".to_owned(),
    };
    blank.map(fault).collect()
}

impl<C: Code> fmt::Display for Fault<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.slug())
    }
}

impl<C: Code> Error for Fault<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_ref().map(|cause| &**cause as &(dyn Error + 'static))
    }
}

impl<C: Code> From<C> for Fault<C> {
    fn from(code: C) -> Self {
        Self::of(code)
    }
}

impl<C: Code> From<StoreError> for Fault<C> {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Contended => {
                Self { contended: true, ..Self::of(C::STORE_UNAVAILABLE).retry_after(1).because(error) }
            }
            StoreError::Unavailable(_) | StoreError::Newer { .. } => {
                Self::of(C::STORE_UNAVAILABLE).retry_after(1).because(error)
            }
            // A uniqueness rule that an operation did not expect to meet is a mistake of ours.
            StoreError::Taken(_) | StoreError::Inconsistent { .. } => Self::internal(error),
        }
    }
}

impl<C> MaybeContended for Fault<C> {
    fn is_contended(&self) -> bool {
        self.contended
    }
}

impl<C: Code> Fault<C> {
    /// The same failure under its name in another version of the face.
    pub fn recoded<D: Code>(self, code: D) -> Fault<D> {
        let Self { said, fields, retry_after_s, contended, cause, .. } = self;
        Fault { code, said, fields, retry_after_s, contended, cause }
    }
}

impl Failure {
    /// The same failure in the codes of another face: of what the faces share, only the database and mistakes of ours
    /// can fail there; any other code is such a mistake.
    pub fn retold<C: Code>(self) -> Fault<C> {
        let code = if self.code == ErrorCode::StoreUnavailable { C::STORE_UNAVAILABLE } else { C::INTERNAL_ERROR };
        let cause = self.cause.unwrap_or_else(|| format!("{} in what the faces share", self.code.slug()).into());
        Fault { retry_after_s: self.retry_after_s, contended: self.contended, ..Fault::of(code).because(cause) }
    }
}
