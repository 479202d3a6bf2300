//! The witness: every answer in every test is held to the document of its face.
//!
//! It knows the operation from method and path, and refuses a status, a media type, a header or a body that the document
//! does not promise. Responses are exact: a member that no schema names is a failure too.

use super::{callers::Answer, reached};
use poem::http::Method;
use serde_json::Value;
use std::{collections::BTreeSet, sync::LazyLock};
use talkamie::{
    contract::{oracle::Oracle, replyke, runtime::Place, symphony, v1, v2},
    domain::ids::UserId,
};

/// A face with its published document.
pub struct Face {
    pub name: &'static str,
    pub prefix: &'static str,
    pub document: Value,
    pub oracle: &'static Oracle,
}

fn face(name: &'static str, prefix: &'static str, text: &str, oracle: &'static Oracle) -> Face {
    Face { name, prefix, document: serde_json::from_str(text).unwrap(), oracle }
}

/// Every face.
pub static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    vec![
        face("v1", "/v1", v1::DOCUMENT, v1::oracle()),
        face("replyke-v6", "/api/v6", replyke::DOCUMENT, replyke::oracle()),
        face("symphony-pod", "", symphony::DOCUMENT, symphony::oracle()),
    ]
});

/// What is served only where previews are asked for.
static PREVIEW: LazyLock<Face> = LazyLock::new(|| face("v2", "/v2", v2::DOCUMENT, v2::oracle()));

/// Faces whose refusals are problems, and whose answers show people as Talkamie does.
fn is_talkamie(face: &Face) -> bool {
    ["v1", "v2"].contains(&face.name)
}

/// Headers that any answer may have: what HTTP, caches and the browser's rules want, not an operation. All others are the
/// document's to promise. Source: `http::observe`, `http::cors`, `http::mock`.
const COMMON_HEADERS: &[&str] = &[
    "access-control-allow-credentials",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "cache-control",
    "content-length",
    "content-type",
    "preference-applied",
    "referrer-policy",
    "vary",
    "x-content-type-options",
    "x-frame-options",
];

/// Members of a user that only the user is shown. Source: contract/talkamie.md D, "own view only".
const OWN_ONLY: &[&str] = &[
    "email",
    "dob",
    "fileDirPath",
    "ledger",
    "preferences",
    "totalConnections",
    "totalPendingRequests",
    "totalUnreadAlerts",
    "totalUnreadChats",
    "visibility",
    "license",
    "licence",
    "certificate",
    "support",
    "tokens",
];

/// No record in an answer shows what is its owner's alone: whatever has an id that is not the caller's, has none of it.
fn hides(place: &str, caller: &str, value: &Value) {
    match value {
        Value::Object(members) => {
            if members.get("id").and_then(Value::as_str).is_some_and(|id| id != caller) {
                let shown = OWN_ONLY.iter().find(|name| members.contains_key(**name));
                assert!(shown.is_none(), "{place}\n    shows somebody else's {}", shown.unwrap());
                let steps = ["basic", "admin", "background"];
                let told = members.get("verification").is_some_and(|v| steps.iter().any(|step| v.get(step).is_some()));
                assert!(!told, "{place}\n    shows how far somebody else's verification got");
            }
            members.values().for_each(|member| hides(place, caller, member));
        }
        Value::Array(items) => items.iter().for_each(|item| hides(place, caller, item)),
        _ => {}
    }
}

/// Holds an answer to the document, and to what the caller may be shown. Says which face and operation gave it.
pub fn see(method: &Method, path: &str, caller: UserId, answer: &Answer) -> Option<(&'static str, &'static str)> {
    let id = answer.header("x-request-id").expect("every answer names its request");
    assert!(uuid::Uuid::parse_str(id).is_ok(), "a request id is a UUID");
    if path.starts_with("/files/") {
        // docs/FILES.md promises these; a refusal is a problem.
        let promised = [200, 204, 206, 304, 403, 404, 405, 408, 409, 411, 413, 415, 416, 422, 503];
        let status = answer.status.as_u16();
        assert!(promised.contains(&status), "{method} {path} answered {status}");
        let problem = answer.header("content-type") == Some("application/problem+json");
        assert_eq!(problem, status >= 400, "{method} {path} → {status}: {}", answer.text());
        return None;
    }
    let Some((face, operation)) = find(method, path) else {
        let promised = match answer.status.as_u16() {
            200 | 204 | 304 | 308 | 404 | 405 => true,
            // Decision record 9.
            303 | 503 if path.starts_with("/sandbox/") => true,
            400 | 413 | 503 => path.starts_with("/webhooks/"),
            _ => false,
        };
        assert!(promised, "{method} {path} is no operation and answered {}", answer.status);
        return None;
    };
    let status = answer.status.as_u16().to_string();
    let seen = Some((face.name, operation["operationId"].as_str().unwrap()));
    let promise = response(&face.document, &operation["responses"][&status]);
    let place = format!("{method} {path} → {status}: {}", answer.text());
    assert!(promise.is_object(), "{place}\n    the document does not promise this status");
    let promised: Vec<_> = promise["headers"].as_object().into_iter().flatten().collect();
    for name in answer.headers.keys().map(|name| name.as_str()).filter(|name| !COMMON_HEADERS.contains(name)) {
        let known = promised.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        assert!(known, "{place}\n    the document does not promise the header {name}");
    }
    for (name, header) in promised {
        let Some(said) = answer.header(name) else {
            assert!(header["x-optional"] == true, "{place}\n    the promised header {name} is missing");
            continue;
        };
        let number = said.parse().ok().map(|number: i64| number.into());
        let value = number.filter(|_| header["schema"]["type"] == "integer").unwrap_or_else(|| said.into());
        let mistakes = face.oracle.judge_parameter(Place::Header, name, &header["schema"].to_string(), &value);
        assert!(mistakes.is_empty(), "{place}\n    the header {name} is not as promised: {said}: {mistakes:?}");
    }
    tells_its_limit(&place, operation, answer);
    let media_type = answer.header("content-type").unwrap_or_default().split(';').next().unwrap_or_default().to_owned();
    let Some(content) = promise["content"].as_object().filter(|_| *method != Method::HEAD) else {
        let bodyless = answer.body.is_empty() || *method == Method::HEAD;
        assert!(bodyless, "{place}\n    an answer without content has no body");
        return seen;
    };
    let media = content
        .get(&media_type)
        .unwrap_or_else(|| panic!("{place}\n    the media type {media_type:?} is not promised"));
    let Some(component) = media["schema"]["$ref"].as_str().and_then(|r| r.rsplit('/').next()) else { return seen };
    let body = answer.json();
    // Signing up and in is how somebody becomes the caller.
    if is_talkamie(face) && answer.status.is_success() && !caller.0.is_nil() {
        hides(&place, &caller.to_string(), &body);
    }
    let mistakes = face.oracle.judge(component, &body);
    assert!(mistakes.is_empty(), "{place}\n    is not a {component}: {mistakes:#?}");
    let mut extra = BTreeSet::new();
    unpromised(&face.document, &[&face.document["components"]["schemas"][component]], &body, "", &mut extra);
    assert!(extra.is_empty(), "{place}\n    has members that {component} does not promise: {extra:?}");
    if let Some(code) = body["code"].as_str() {
        let codes = operation["x-errors"].as_array().into_iter().flatten();
        assert!(codes.clone().any(|c| c == code), "{place}\n    the operation does not promise the code {code}");
        if is_talkamie(face) {
            as_shown(&place, &media["examples"][code.replace('/', "-")]["value"], &body);
        }
    }
    seen
}

/// Who is told of a limit is told all of it; where the contract has the number, that number.
fn tells_its_limit(place: &str, operation: &Value, answer: &Answer) {
    for prefix in ["ratelimit", "x-ratelimit"] {
        let told = ["limit", "remaining", "reset"].map(|name| answer.header(&format!("{prefix}-{name}")));
        let [Some(limit), Some(remaining), Some(_)] = told else {
            assert!(told == [None; 3], "{place}\n    tells only a part of its limit: {told:?}");
            continue;
        };
        let (limit, remaining): (u64, u64) = (limit.parse().unwrap(), remaining.parse().unwrap());
        assert!(remaining <= limit, "{place}\n    {remaining} of {limit} are left");
        if prefix == "x-ratelimit" {
            assert_eq!(operation["x-limit"]["requests"], limit, "{place}\n    is limited to something else");
        }
    }
}

/// A response, or the component that it refers to.
pub fn response<'a>(document: &'a Value, written: &'a Value) -> &'a Value {
    match written["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        Some(name) => &document["components"]["responses"][name],
        None => written,
    }
}

/// A refusal looks as the document shows it, but for what belongs to this one request.
fn as_shown(place: &str, shown: &Value, body: &Value) {
    for (name, value) in shown.as_object().into_iter().flatten() {
        let own = ["requestId", "detail", "error", "message", "title"].contains(&name.as_str());
        let same = if own { body[name].is_string() } else { body[name] == *value };
        assert!(same, "{place}\n    the document shows {name} as {value}");
    }
}

/// The document of the WebSocket.
static ASYNCAPI: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(v1::ASYNCAPI).unwrap());

/// Holds a frame of the server to the document, and to what its reader may be shown. Answers the action by its dotted name.
pub fn hear(reader: UserId, frame: &Value) -> String {
    let place = format!("{frame}");
    let document = &*ASYNCAPI;
    let said = frame["action"].as_str().unwrap_or_default();
    let action = v1::actions::ACTIONS.iter().find(|info| info.name == said || info.older == Some(said));
    let success =
        frame["success"].as_bool().unwrap_or_else(|| panic!("{place}\n    does not say whether it succeeded"));
    let dotted = action.map_or(said, |info| info.name).to_owned();
    let component = if success {
        let info = action.unwrap_or_else(|| panic!("{place}\n    is no action of the document"));
        info.message.unwrap_or_else(|| panic!("{place}\n    the server does not say this"))
    } else {
        let code = frame["code"].as_str().unwrap_or_default();
        assert_ne!(frame["statusCode"], 500, "{place}");
        // Clients do not say what only the server says.
        if let Some(info) = action.filter(|info| info.request.is_some()) {
            let promised = info.errors.iter().any(|error| error.slug() == code);
            assert!(promised, "{place}\n    the action does not promise the code {code}");
            reached::note_action(info.name, code);
        }
        "WssFailure"
    };
    if let Some(info) = action.filter(|_| success) {
        reached::note_action(info.name, if frame.get("statusCode").is_some() { "answer" } else { "push" });
    }
    let mut known = frame.clone();
    if success {
        known["action"] = dotted.as_str().into();
        hides(&place, &reader.to_string(), &frame["data"]);
    }
    let oracle = v1::oracle();
    let mistakes = oracle.judge(component, &known);
    assert!(mistakes.is_empty(), "{place}\n    is not a {component}: {mistakes:#?}");
    let mut extra = BTreeSet::new();
    unpromised(document, &[&document["components"]["schemas"][component]], &known, "", &mut extra);
    assert!(extra.is_empty(), "{place}\n    has members that {component} does not promise: {extra:?}");
    if success {
        has_its_data(&place, &dotted, &frame["data"]);
    }
    dotted
}

/// Holds the data of a frame to what the document says of its action, narrower than the component that several share.
fn has_its_data(place: &str, action: &str, data: &Value) {
    let messages = ASYNCAPI["components"]["messages"].as_object().unwrap();
    let message = messages.iter().find(|(key, message)| message["name"] == action && !key.ends_with("Request"));
    let (_, message) = message.unwrap_or_else(|| panic!("{place}\n    the document has no message of this name"));
    assert!(message["x-no-data"] != true || data.is_null(), "{place}\n    has data, against the document");
    let narrowed = &message["payload"]["allOf"][1]["properties"]["data"];
    if let Some(component) = narrowed["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        let mistakes = v1::oracle().judge(component, data);
        assert!(mistakes.is_empty(), "{place}\n    the data is not a {component}: {mistakes:#?}");
        return;
    }
    for name in narrowed["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(data.get(name).is_some(), "{place}\n    lacks {name} in its data");
    }
    for (name, member) in data.as_object().into_iter().flatten().filter(|_| narrowed.is_object()) {
        let known = &narrowed["properties"][name];
        assert!(known.is_object(), "{place}\n    has {name} in its data, which the action does not promise");
        if let Some(component) = known["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
            let mistakes = v1::oracle().judge(component, member);
            assert!(mistakes.is_empty(), "{place}\n    {name} is not a {component}: {mistakes:#?}");
        }
    }
}

/// The operation that a request meant, aliases included.
pub fn find(method: &Method, path: &str) -> Option<(&'static Face, &'static Value)> {
    let method = if *method == Method::HEAD { "get".to_owned() } else { method.as_str().to_ascii_lowercase() };
    let path = path.trim_end_matches('/');
    FACES.iter().chain([&*PREVIEW]).find_map(|face| {
        let rest = path.strip_prefix(face.prefix)?;
        let paths = face.document["paths"].as_object()?;
        // A path with an ending (`{id}.ics`) is meant before one whose placeholder would take it too.
        let (ending, other): (Vec<_>, Vec<_>) = paths.iter().partition(|(template, _)| template.contains("}."));
        let meant = if ending.iter().any(|(template, _)| fits(template, rest)) { ending } else { other };
        meant.into_iter().find_map(|(template, item)| {
            item.as_object()?.iter().find_map(|(documented, operation)| {
                let aliases = operation["x-aliases"].as_array().into_iter().flatten();
                let mut forms = aliases
                    .map(|a| (a["method"].as_str(), a["path"].as_str()))
                    .chain([(Some(documented.as_str()), Some(template.as_str()))]);
                forms.any(|(m, t)| m == Some(&method) && t.is_some_and(|t| fits(t, rest))).then_some((face, operation))
            })
        })
    })
}

fn fits(template: &str, path: &str) -> bool {
    let (mut a, mut b) = (template.split('/'), path.split('/'));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(t), Some(p))
                if t.split_once('}').is_some_and(|(_, ending)| p.len() > ending.len() && p.ends_with(ending)) => {}
            (Some(t), Some(p)) if t.eq_ignore_ascii_case(p) => {}
            _ => return false,
        }
    }
}

/// Collects the pointers of members that none of `schemas`, taken together, names.
fn unpromised(document: &Value, schemas: &[&Value], value: &Value, at: &str, out: &mut BTreeSet<String>) {
    let flat = flatten(document, schemas, value);
    match value {
        Value::Object(members) => {
            let free = flat.iter().any(|s| {
                s["additionalProperties"] == true
                    || (s.get("properties").is_none() && s.get("additionalProperties").is_none())
            });
            for (name, member) in members {
                let pointer = format!("{at}/{name}");
                let mut found: Vec<&Value> = flat.iter().filter_map(|s| s["properties"].get(name)).collect();
                found.extend(flat.iter().filter_map(|s| s.get("additionalProperties").filter(|a| a.is_object())));
                if found.is_empty() {
                    if !free {
                        out.insert(pointer);
                    }
                } else {
                    unpromised(document, &found, member, &pointer, out);
                }
            }
        }
        Value::Array(items) => {
            let found: Vec<&Value> = flat.iter().filter_map(|s| s.get("items")).collect();
            for (index, item) in items.iter().enumerate() {
                unpromised(document, &found, item, &format!("{at}/{index}"), out);
            }
        }
        _ => {}
    }
}

/// References followed, `allOf` joined, the branch of a sum chosen by its tag.
fn flatten<'a>(document: &'a Value, schemas: &[&'a Value], value: &Value) -> Vec<&'a Value> {
    let mut out = vec![];
    let mut todo = schemas.to_vec();
    while let Some(schema) = todo.pop() {
        if let Some(name) = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
            todo.push(&document["components"]["schemas"][name]);
        } else if let Some(parts) = schema["allOf"].as_array() {
            todo.extend(parts);
        } else if let Some(branches) = schema["oneOf"].as_array() {
            let tag = schema["discriminator"]["propertyName"].as_str();
            match tag
                .and_then(|tag| value[tag].as_str())
                .and_then(|tag| schema["discriminator"]["mapping"][tag].as_str())
            {
                Some(target) => {
                    todo.extend(target.rsplit('/').next().map(|name| &document["components"]["schemas"][name]))
                }
                None => todo.extend(branches.iter().filter(|b| b["type"] != "null")),
            }
        } else {
            out.push(schema);
        }
    }
    out
}
