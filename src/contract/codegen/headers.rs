//! Headers as the document shows them: of every answer, of refusals, and what follows from limits and tags.
//!
//! A header stands on every such answer, unless it is `x-optional` (utoipa's model of a header has no `required`). The witness of
//! the tests refuses any that is not shown, but for what HTTP itself and the browser's rules put on every answer.

use super::{
    Face,
    operations::{Answer, Operation},
    read::ErrorCode,
};
use serde_json::{Map, Value, json};

/// What `x-limit-headers` of `info.yaml` says: how answers tell their caller how they stand with a limit.
pub(super) const LIMIT_HEADERS: &[&str] = &["prefix", "every", "reset"];

/// What the compiler adds where it belongs, besides the headers of a limit. No answer has one of these of its own.
const ADDED: &[&str] = &["X-Request-Id", "ETag", "WWW-Authenticate", "Retry-After", "Deprecation", "Sunset", "Link"];

/// A tag as this server makes them, for examples.
const TAG: &str = "W/\"2a-0f1e2d3c4b5a6978\"";

fn text(description: &str) -> Value {
    json!({ "description": description, "schema": { "type": "string" } })
}

fn count(description: &str) -> Value {
    json!({ "description": description, "x-optional": true, "schema": { "type": "integer", "minimum": 0 } })
}

/// Headers of every answer of an operation, refusals included. Those of its limit are left out where the operator keeps none.
pub(super) fn of_every_answer(face: &Face, operation: &Operation) -> Value {
    let mut headers = json!({ "X-Request-Id": text("Names this request in the server's log.") });
    let said = &face.info["x-limit-headers"];
    let counted = operation.errors.iter().any(|code| code == "rate/limited");
    if let Some(prefix) =
        said["prefix"].as_str().filter(|_| counted && (operation.limit.is_some() || said["every"] == true))
    {
        headers[format!("{prefix}-Limit")] = count("So many requests one client address may send in a window.");
        headers[format!("{prefix}-Remaining")] = count("So many of them are left.");
        headers[format!("{prefix}-Reset")] = count(said["reset"].as_str().unwrap_or_default());
    }
    headers
}

/// Headers of a success.
pub(super) fn of_answer(face: &Face, operation: &Operation, answer: &Answer) -> Value {
    let mut headers = of_every_answer(face, operation);
    if answer.status == 200 && is_tagged(face, operation) {
        headers["ETag"] = tag();
    }
    for (name, header) in &answer.headers {
        headers[name] = text(header["description"].as_str().unwrap_or_default());
        headers[name]["example"] = header["example"].clone();
        if header["optional"] == true {
            headers[name]["x-optional"] = json!(true);
        }
    }
    headers
}

/// Headers of a refusal with these codes.
pub(super) fn of_refusal(face: &Face, operation: &Operation, status: u16, codes: &[&ErrorCode]) -> Value {
    let mut headers = of_every_answer(face, operation);
    if status == 401 && asks_for_bearer(face) {
        // On faces without envelope only a token that is missing is asked for.
        let asked = codes.iter().filter(|code| face.enveloped() || code.slug == "auth/missing").count();
        if asked > 0 {
            headers["WWW-Authenticate"] = text("`Bearer`.");
        }
        if (1..codes.len()).contains(&asked) {
            headers["WWW-Authenticate"]["x-optional"] = json!(true);
        }
    }
    if status == 429 || status == 503 {
        headers["Retry-After"] = text("Seconds to wait.");
    }
    headers
}

fn asks_for_bearer(face: &Face) -> bool {
    let schemes = face.info["components"]["securitySchemes"].as_object();
    schemes
        .is_some_and(|schemes| schemes.values().any(|scheme| scheme["type"] == "http" && scheme["scheme"] == "bearer"))
}

/// Whether its answers have tags by which clients ask anew.
pub(super) fn is_tagged(face: &Face, operation: &Operation) -> bool {
    face.info["x-etags"] == true && operation.method == "get"
}

fn tag() -> Value {
    text("Names this answer. Send it as `If-None-Match` to be told when nothing has changed since.")
}

/// The parameter by which a client asks anew: read before the operation and after it, so no operation knows it.
pub(super) fn if_none_match() -> Value {
    json!({
        "name": "If-None-Match", "in": "header", "required": false, "schema": { "type": "string" }, "example": TAG,
        "description": "Tags of answers that the client has. If the answer would be one of them, it is 304 without a body.",
    })
}

/// The answer to a client that has it already.
pub(super) fn not_modified(face: &Face, operation: &Operation) -> Value {
    let mut headers = of_every_answer(face, operation);
    headers["ETag"] = tag();
    json!({ "description": "Nothing has changed since the answer that `If-None-Match` names.", "headers": headers })
}

/// Whether the compiler adds it, in whatever case it is written.
fn is_added(face: &Face, name: &str) -> bool {
    let limit = face.info["x-limit-headers"]["prefix"].as_str();
    let of_limit = |prefix: &str| {
        let (start, rest) = name.split_at_checked(prefix.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(prefix) && rest.starts_with('-')
    };
    ADDED.iter().any(|added| added.eq_ignore_ascii_case(name)) || limit.is_some_and(of_limit)
}

/// Why a header that an answer is to have of its own is none: the place within it, and the reason.
pub(super) fn refused(face: &Face, name: &str, header: &Value) -> Option<(&'static str, &'static str)> {
    let known = ["description", "optional", "example"];
    let members: Map<_, _> = header.as_object().cloned().unwrap_or_default();
    let is_word = name.split('-').all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()));
    match () {
        () if !is_word => Some(("", "a header is named like Set-Cookie")),
        () if is_added(face, name) => Some(("", "the compiler adds this header by itself, where it belongs")),
        () if members.keys().any(|key| !known.contains(&key.as_str())) => {
            Some(("", "a header has description, optional and example"))
        }
        () if members.get("optional").is_some_and(|optional| *optional != true) => {
            Some(("/optional", "true, or leave it out"))
        }
        () if !header["description"].is_string() || !header["example"].is_string() => {
            Some(("", "a header has a description and an example, texts both"))
        }
        () => None,
    }
}
