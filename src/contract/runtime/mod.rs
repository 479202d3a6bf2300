//! What generated code stands on: reading bodies and parameters, judging them, writing answers.
//!
//! A body is parsed and checked in one typed pass; only what that pass does not accept pays for a tree and for the
//! oracle (`docs/decisions/0001-two-verdict-paths.md`).
//!
//! ```text
//! bodies      bytes → type, or every mistake
//! parameters  texts → types, or every mistake
//! members     what generated `Deserialize` is made of
//! checks      what generated `accepts` is made of
//! answers     type → bytes, in the envelope where the face has one
//! ```

mod answers;
mod bodies;
mod checks;
mod members;
mod parameters;

pub use answers::{write_data, write_page};
pub use bodies::{BodyFault, fast, read_optional, read_required, reread, said};
pub(crate) use checks::fits;
pub use checks::{chars_within, literal, pattern, repeat, run};
pub(crate) use members::text_enum;
pub use members::{Key, NoMembers, Scalar, Skipped, Word, fill, required};
pub use parameters::{boolean, choice, integer, number, text};

use super::oracle::Oracle;
use serde_json::Value;
use std::borrow::Cow;

/// A type whose values know whether their schema accepts them.
pub trait Accepts {
    /// True only for values that the schema accepts.
    fn accepts(&self) -> bool;
}

/// Which part of a request something was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Body,
    Path,
    Query,
    Header,
    Cookie,
}

impl Place {
    /// The word of the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// One invalid place in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    pub place: Place,
    /// A JSON pointer into that part; for parameters `/` and the name.
    pub pointer: String,
    /// The keyword of JSON Schema that was not met.
    pub keyword: String,
    pub detail: String,
}

/// One parameter of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub place: Place,
    pub name: &'static str,
    pub required: bool,
    /// Whether `+` is a plus and not a space (contract A.6: e-mail addresses).
    pub literal_plus: bool,
    pub schema: &'static str,
}

/// Where parameters come from: a request, seen without its transport.
pub trait RawParams {
    /// The parameter's decoded text, if the request has it.
    fn get(&self, parameter: &Parameter) -> Option<Cow<'_, str>>;
    /// The judge of the face.
    fn oracle(&self) -> &'static Oracle;
}

/// The parameters of one operation.
pub trait Params: Sized + Send {
    /// Reads all of them; every mistake goes into `faults`, and `None` means that there was one.
    fn read(raw: &dyn RawParams, faults: &mut Vec<InvalidField>) -> Option<Self>;
}

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone; a token is not looked at.
    Public,
    /// Anyone; a usable token is honoured, any other ignored.
    Optional,
    /// Only a caller with a usable token.
    Token,
}

/// An error code of some face. Every face has the codes that the edge itself refuses with; the compiler sees to it.
pub trait Code: Copy + Eq + std::fmt::Debug + Send + Sync + 'static {
    const RATE_LIMITED: Self;
    const BODY_TOO_LARGE: Self;
    const BODY_UNSUPPORTED_TYPE: Self;
    const BODY_MALFORMED: Self;
    const REQUEST_INVALID: Self;
    const ROUTE_UNKNOWN: Self;
    const ROUTE_METHOD_NOT_ALLOWED: Self;
    const OPERATION_PLANNED: Self;
    const STORE_UNAVAILABLE: Self;
    const INTERNAL_ERROR: Self;
    fn slug(self) -> &'static str;
    fn status(self) -> u16;
    /// A few words.
    fn title(self) -> &'static str;
    /// The fixed sentence of the wire for this code in the operation, empty when there is none.
    fn sentence(self, operation: &str) -> &'static str;
}

/// What the document says of one operation.
#[derive(Debug, Clone, Copy)]
pub struct OperationInfo<C: 'static> {
    pub id: &'static str,
    pub method: &'static str,
    pub path: &'static str,
    /// Further (method, path) pairs that run the same operation.
    pub aliases: &'static [(&'static str, &'static str)],
    pub tag: &'static str,
    pub group: &'static str,
    pub summary: &'static str,
    pub access: Access,
    pub parameters: &'static [Parameter],
    /// Component and whether it is required.
    pub body: Option<(&'static str, bool)>,
    /// Status and component of each promised answer.
    pub answers: &'static [(u16, Option<&'static str>)],
    /// Every refusal, in order of precedence.
    pub errors: &'static [C],
    /// Requests per window in seconds, when the contract sets one.
    pub limit: Option<(u64, u64)>,
    /// Answers 501 until a later release.
    pub planned: bool,
    /// When it comes to its end, if it does.
    pub ending: Option<Ending>,
}

/// How an operation tells that it comes to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// The value of `Deprecation`. Source: RFC 9745.
    pub deprecation: &'static str,
    /// The value of `Sunset`, when the day is known. Source: RFC 8594.
    pub sunset: Option<&'static str>,
    /// The value of `Link`: where to read what to do about it.
    pub link: &'static str,
}

/// What the document says of one action of the WebSocket.
#[derive(Debug, Clone, Copy)]
pub struct ActionInfo<C: 'static> {
    /// The dotted name, or the only one.
    pub name: &'static str,
    /// The hyphenated name of the older dialect, where it is another.
    pub older: Option<&'static str>,
    pub tag: &'static str,
    pub summary: &'static str,
    /// The component of what clients say; `None`: they do not say it.
    pub request: Option<&'static str>,
    /// The component of what the server says; `None`: it says nothing.
    pub message: Option<&'static str>,
    /// Whether what clients say is answered.
    pub answered: bool,
    /// Whether the server says it unasked.
    pub pushed: bool,
    /// Members of what clients say that count as absent where they hold nothing.
    pub lenient: &'static [&'static str],
    /// Every refusal, in order of precedence.
    pub errors: &'static [C],
}

/// One operation's parts, for generic code at the edge.
pub trait Operation: Send + Sync + 'static {
    type Code: Code;
    type Params: Params;
    type Body: Send;
    type Answer: Answer;
    const INFO: OperationInfo<Self::Code>;

    /// Reads the body, `None` when the request has none.
    ///
    /// # Errors
    /// [`BodyFault`], which names every invalid field.
    fn read_body(bytes: Option<&[u8]>) -> Result<Self::Body, BodyFault>;
}

/// An answer that the document promises.
pub trait Answer: Send {
    /// Every status it may have.
    const PROMISES: &'static [u16];
    fn status(&self) -> u16;
    /// The component of the body, `None` for an answer without one.
    fn component(&self) -> Option<&'static str>;
    /// The media type of a body that is no JSON.
    fn media(&self) -> Option<&'static str> {
        None
    }
    /// The body.
    ///
    /// # Errors
    /// Never for generated types; the signature is serde's.
    fn write(&self) -> serde_json::Result<Vec<u8>>;
}

/// One page of a list, as the Talkamie face shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last.
    pub last_evaluated_key: Option<serde_json::Map<String, Value>>,
    pub total_items: Option<i64>,
}

/// One component, for tests that hold the two verdicts equal.
pub struct SchemaInfo {
    pub name: &'static str,
    /// Whether the one-pass path accepts the text.
    pub fast: fn(&[u8]) -> bool,
    /// What the whole read path makes of the text, written again.
    pub read: fn(&[u8]) -> Result<Vec<u8>, BodyFault>,
}

/// The parameters of one operation, for tests that hold the two verdicts equal.
pub struct ParamsInfo<C: 'static> {
    pub operation: &'static OperationInfo<C>,
    /// Reads all of them; true if nothing was refused.
    pub read: fn(&dyn RawParams, &mut Vec<InvalidField>) -> bool,
}
