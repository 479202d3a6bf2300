//! Operations with everything spelled out: who may call, what comes in, every answer and every refusal, in order.

use super::{Face, Refused, names::snake, profile, read::Written};
use serde_json::Value;
use std::collections::BTreeSet;

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
    /// `path`, `query`, `header` or `cookie`.
    pub place: String,
    pub required: bool,
    pub body: Value,
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
    Data { component: String, nullable: bool, message: bool },
    /// `{success, statusCode, data: [...], pagination}`.
    Page { component: String },
    /// The component itself.
    Plain { component: String },
    Empty,
}

/// One promised answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub description: String,
    pub payload: Payload,
}

/// One operation of a face.
#[derive(Debug, Clone)]
pub struct Operation {
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
    pub planned: bool,
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
            Self::Empty => None,
        }
    }
}

/// Expands every operation of the face.
///
/// # Errors
/// Whatever an operation file says that does not hold together.
pub(super) fn expand(face: &Face) -> Result<Vec<Operation>, Vec<Refused>> {
    let mut refused = vec![];
    let tags: BTreeSet<_> = face.info["tags"].as_array().into_iter().flatten().filter_map(|t| t["name"].as_str()).collect();
    let codes: BTreeSet<_> = face.errors.iter().map(|e| e.slug.as_str()).collect();
    let mut ids = BTreeSet::new();
    let mut out = vec![];
    for written in &face.operations {
        let before = refused.len();
        let operation = one(face, written, &mut refused);
        let mut refuse = |reason: String| refused.push(Refused::new(place(written, ""), reason));
        if !ids.insert(operation.id.clone()) || operation.id.is_empty() {
            refuse(format!("the operationId {:?} is missing or taken", operation.id));
        }
        if !tags.contains(operation.tag.as_str()) {
            refuse(format!("the tag {:?} is not in info.yaml", operation.tag));
        }
        for code in &operation.errors {
            if !codes.contains(code.as_str()) {
                refuse(format!("the error code {code} is not in errors.yaml"));
            }
        }
        if refused.len() == before {
            out.push(operation);
        }
    }
    if refused.is_empty() { Ok(out) } else { Err(refused) }
}

fn place(written: &Written, rest: &str) -> String {
    format!("{}#/{}/{}{rest}", written.file, written.path.replace('~', "~0").replace('/', "~1"), written.method)
}

fn one(face: &Face, written: &Written, refused: &mut Vec<Refused>) -> Operation {
    let text = |key: &str| written.body[key].as_str().unwrap_or_default().trim().to_owned();
    let words = |key: &str| written.body[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    const KNOWN: &[&str] = &[
        "operationId", "tags", "summary", "description", "parameters", "requestBody", "x-data", "x-data-nullable", "x-message", "x-page", "x-answers", "x-errors",
        "x-raises", "x-aliases", "x-status", "x-limit", "security",
    ];
    for key in written.body.as_object().into_iter().flatten().map(|(key, _)| key) {
        if !KNOWN.contains(&key.as_str()) {
            refused.push(Refused::new(place(written, &format!("/{key}")), "the compiler does not know this key (docs/CONTRACT-PROFILE.md)"));
        }
    }
    let access = match &written.body["security"] {
        Value::Array(schemes) if schemes.is_empty() => Access::Public,
        Value::String(word) if word == "optional" => Access::Optional,
        Value::Null => Access::Token,
        other => {
            refused.push(Refused::new(place(written, "/security"), format!("{other}: write [] or optional, or leave it out")));
            Access::Token
        }
    };
    let aliases = written.body["x-aliases"].as_array().into_iter().flatten().map(|alias| {
        (alias["method"].as_str().unwrap_or(&written.method).to_owned(), alias["path"].as_str().unwrap_or(&written.path).to_owned())
    });
    let mut operation = Operation {
        id: text("operationId"),
        group: written.group.clone(),
        tag: written.body["tags"][0].as_str().unwrap_or_default().to_owned(),
        method: written.method.clone(),
        path: written.path.clone(),
        aliases: aliases.collect(),
        summary: text("summary"),
        description: text("description"),
        access,
        parameters: vec![],
        body: body(face, written, refused),
        answers: answers(face, written, refused),
        errors: vec![],
        raises: words("x-raises"),
        planned: written.body["x-status"] == "planned",
        limit: written.body["x-limit"]["requests"].as_u64().zip(written.body["x-limit"]["window"].as_u64()),
    };
    operation.parameters = parameters(face, written, &operation, refused);
    let unlimited = face.info["x-unlimited"].as_array().is_some_and(|groups| groups.iter().any(|g| g == written.group.as_str()));
    operation.errors = errors(&operation, words("x-errors"));
    if unlimited {
        operation.errors.retain(|code| code != "rate/limited");
    }
    operation
}

fn parameters(face: &Face, written: &Written, operation: &Operation, refused: &mut Vec<Refused>) -> Vec<Parameter> {
    let mut written_parameters: Vec<(String, Value)> = vec![];
    for (at, parameter) in written.body["parameters"].as_array().into_iter().flatten().enumerate() {
        let at = place(written, &format!("/parameters/{at}"));
        match parameter["$ref"].as_str() {
            Some(name) => match face.parameters.get(name) {
                Some(shared) => written_parameters.push((at, shared.clone())),
                None => refused.push(Refused::new(at, format!("there is no parameter {name} in parameters.yaml"))),
            },
            None => written_parameters.push((at, parameter.clone())),
        }
    }
    if operation.access == Access::Token
        && let Some(shared) = face.parameters.get("TimezoneOffset")
    {
        written_parameters.push((place(written, "/parameters"), shared.clone()));
    }
    let placeholders = |path: &str| path.split('/').filter_map(|s| s.strip_prefix('{')?.strip_suffix('}').map(str::to_owned)).collect::<BTreeSet<_>>();
    let mut missing = placeholders(&written.path);
    let mut out = vec![];
    for (at, parameter) in written_parameters {
        let body = face.localized(&parameter, &at, refused);
        let name = body["name"].as_str().unwrap_or_default().to_owned();
        let location = body["in"].as_str().unwrap_or_default().to_owned();
        if !matches!(location.as_str(), "path" | "query" | "header" | "cookie") {
            refused.push(Refused::new(&at, "a parameter is in path, query, header or cookie"));
        }
        for needed in ["description", "example", "schema"] {
            if body.get(needed).is_none() {
                refused.push(Refused::new(&at, format!("the parameter {name} has no {needed}")));
            }
        }
        profile::hold_parameter(face, &at, &body["schema"], "/schema", refused);
        // On a path without it, of the operation or of an alias, a path parameter is absent.
        let in_path = missing.remove(&name);
        let always = in_path && operation.aliases.iter().all(|(_, path)| placeholders(path).contains(&name));
        if location == "path" && !in_path && !operation.aliases.iter().any(|(_, path)| placeholders(path).contains(&name)) {
            refused.push(Refused::new(&at, format!("no path has {{{name}}}")));
        }
        let required = if location == "path" { always } else { body["required"] == true };
        out.push(Parameter { name, place: location, required, body });
    }
    for name in missing {
        refused.push(Refused::new(place(written, "/parameters"), format!("the path parameter {name} is not described")));
    }
    out
}

fn component(face: &Face, written: &Written, at: &str, file: &Value, refused: &mut Vec<Refused>) -> String {
    let file = file.as_str().or(file["schema"].as_str()).unwrap_or_default();
    match face.component(file) {
        Some(name) => name.to_owned(),
        None => {
            refused.push(Refused::new(place(written, at), format!("there is no schema file {file}")));
            String::new()
        }
    }
}

fn body(face: &Face, written: &Written, refused: &mut Vec<Refused>) -> Option<Body> {
    let body = written.body.get("requestBody")?;
    Some(Body { component: component(face, written, "/requestBody", body, refused), required: body["required"] != false })
}

fn answers(face: &Face, written: &Written, refused: &mut Vec<Refused>) -> Vec<Answer> {
    let mut out = vec![];
    if let Some(file) = written.body.get("x-data") {
        let payload = Payload::Data {
            component: component(face, written, "/x-data", file, refused),
            nullable: written.body["x-data-nullable"] == true,
            message: written.body["x-message"] == true,
        };
        out.push(Answer { status: 200, description: "Done.".into(), payload });
    }
    if let Some(file) = written.body.get("x-page") {
        out.push(Answer { status: 200, description: "One page; `pagination.lastEvaluatedKey` is absent on the last.".into(), payload: Payload::Page { component: component(face, written, "/x-page", file, refused) } });
    }
    for (status, answer) in written.body["x-answers"].as_object().into_iter().flatten() {
        let at = format!("/x-answers/{status}");
        let payload = match answer {
            Value::String(_) => Payload::Plain { component: component(face, written, &at, answer, refused) },
            Value::Object(members) if members.contains_key("schema") => Payload::Plain { component: component(face, written, &at, answer, refused) },
            _ => Payload::Empty,
        };
        let description = answer["description"].as_str().unwrap_or("Done.").to_owned();
        match status.parse() {
            Ok(status) if matches!(status, 200 | 201 | 202 | 204) => out.push(Answer { status, description, payload }),
            _ => refused.push(Refused::new(place(written, &at), "x-answers promises 200, 201, 202 or 204; refusals belong into x-errors")),
        }
    }
    if out.is_empty() || face.enveloped() != written.body.get("x-answers").is_none() {
        refused.push(Refused::new(place(written, ""), "an enveloped face answers x-data or x-page, any other x-answers"));
    }
    out
}

/// Every refusal in the order in which the server checks.
fn errors(operation: &Operation, own: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = vec!["rate/limited".into()];
    let mut add = |when: bool, codes: &[&str]| {
        if when {
            for code in codes {
                if !out.iter().any(|c| c == code) {
                    out.push((*code).to_owned());
                }
            }
        }
    };
    add(operation.access == Access::Token, &["auth/missing", "auth/invalid"]);
    add(operation.body.is_some(), &["body/too-large", "body/unsupported-type", "body/malformed"]);
    add(operation.body.is_some() || !operation.parameters.is_empty(), &["request/invalid"]);
    add(operation.planned, &["operation/planned"]);
    add(true, &own.iter().map(String::as_str).collect::<Vec<_>>());
    add(true, &["store/unavailable", "internal/error"]);
    out
}
