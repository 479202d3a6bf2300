//! Operations with everything spelled out: who may call, what comes in, every answer and every refusal, in order.

mod reader;

use super::{
    Face, Refused,
    ending::Ending,
    names::{pascal, snake},
};
use reader::Reader;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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

/// One parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: String,
    pub required: bool,
    pub body: Value,
    /// File and JSON pointer, for messages.
    pub at: String,
}

/// The request body.
#[derive(Debug, Clone)]
pub struct Body {
    pub component: String,
    pub required: bool,
}

/// What an answer carries.
#[derive(Debug, Clone)]
pub enum Payload {
    /// `{success, statusCode, message?, data}`.
    Data {
        component: String,
        nullable: bool,
        message: bool,
    },
    /// `{success, statusCode, data: [...], pagination}`.
    Page {
        component: String,
    },
    /// The component itself.
    Plain {
        component: String,
    },
    /// A text of its own media type, without envelope.
    Text {
        media: String,
    },
    Empty,
}

/// One promised answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub description: String,
    pub payload: Payload,
    /// Headers of its own by their names, as the document shows them.
    pub headers: Vec<(String, Value)>,
}

/// Where an answer leads: another operation, and what its parameters are.
#[derive(Debug, Clone)]
pub struct Link {
    /// The operation's id.
    pub to: String,
    /// By the parameter's name, runtime expressions of OpenAPI.
    pub parameters: Vec<(String, String)>,
}

/// One operation of a face.
#[derive(Debug, Clone)]
pub struct Operation {
    /// File and JSON pointer, for messages.
    pub at: String,
    pub id: String,
    pub group: String,
    pub tag: String,
    pub method: String,
    pub path: String,
    /// Further (method, path) pairs that run the same operation.
    pub aliases: Vec<(String, String)>,
    pub summary: String,
    pub description: String,
    pub access: Access,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub answers: Vec<Answer>,
    /// Slugs of the registry, in order of precedence.
    pub errors: Vec<String>,
    pub raises: Vec<String>,
    pub links: Vec<Link>,
    pub planned: bool,
    /// When it comes to its end, if it does.
    pub ending: Option<Ending>,
    /// Requests per window in seconds, for one caller.
    pub limit: Option<(u64, u64)>,
}

impl Operation {
    /// The name of the Rust function.
    pub(super) fn function(&self) -> String {
        snake(&self.id)
    }
}

impl Payload {
    /// The component that the published document names for this answer.
    pub(super) fn published(&self) -> Option<String> {
        match self {
            Self::Data { component, nullable: true, .. } => Some(format!("Nullable{component}Answer")),
            Self::Data { component, .. } => Some(format!("{component}Answer")),
            Self::Page { component } => Some(format!("{component}Page")),
            Self::Plain { component } => Some(component.clone()),
            Self::Text { .. } | Self::Empty => None,
        }
    }
}

/// Methods that an operation may have.
const METHODS: &[&str] = &["get", "put", "post", "delete", "patch", "head", "options"];

/// Expands every operation of the face.
///
/// # Errors
/// Whatever an operation file says that does not hold together.
pub(super) fn expand(face: &Face) -> Result<Vec<Operation>, Vec<Refused>> {
    let mut refused = vec![];
    let mut out = vec![];
    for written in &face.operations {
        let mut reader = Reader { face, written, refused: &mut refused };
        if METHODS.contains(&written.method.as_str()) {
            out.push(reader.operation());
        } else {
            reader.refuse("", format!("{} is no method; under a path stand {}", written.method, METHODS.join(", ")));
        }
    }
    apart(face, &out, &mut refused);
    if refused.is_empty() { Ok(out) } else { Err(refused) }
}

/// The names of the placeholders in a path.
pub(super) fn placeholders(path: &str) -> BTreeSet<&str> {
    path.split('/').filter_map(|segment| segment.strip_prefix('{')?.split_once('}')).map(|(name, _)| name).collect()
}

/// Refuses operations, routes and names that are one another's.
fn apart(face: &Face, operations: &[Operation], refused: &mut Vec<Refused>) {
    let (mut ids, mut routes): (BTreeMap<String, &str>, BTreeMap<String, &str>) = Default::default();
    for operation in operations {
        let mut refuse =
            |rest: &str, reason: String| refused.push(Refused::new(format!("{}{rest}", operation.at), reason));
        if let Some(other) = ids.insert(pascal(&operation.id).to_ascii_lowercase(), &operation.id) {
            refuse("/operationId", format!("the operationId {} is taken (by {other})", operation.id));
        }
        let own = (operation.method.clone(), operation.path.clone());
        for (method, path) in std::iter::once(&own).chain(&operation.aliases) {
            // Two paths that differ by the names of their placeholders are one route.
            let nameless = |segment: &str| match segment.split_once('}') {
                Some((_, ending)) => format!("{{}}{ending}"),
                None => segment.to_owned(),
            };
            let route: Vec<_> = path.split('/').map(nameless).collect();
            if let Some(other) = routes.insert(format!("{method} {}", route.join("/")), &operation.id) {
                refuse("", format!("{method} {path} is taken by {other}"));
            }
        }
        for answer in &operation.answers {
            let published = answer
                .payload
                .published()
                .filter(|name| !matches!(answer.payload, Payload::Plain { .. }) && face.schemas.contains_key(name));
            if let Some(name) = published {
                refuse(
                    "",
                    format!("its answer would be published as {name}, which is a schema of its own: rename that file"),
                );
            }
        }
        let generated = format!("{}Answer", pascal(&operation.id));
        if face.schemas.contains_key(&generated) {
            refuse("/operationId", format!("its answers would be called {generated}, which is a schema: rename one"));
        }
    }
}
