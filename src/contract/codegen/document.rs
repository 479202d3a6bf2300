//! The published OpenAPI 3.1 document: flat components, the schema files verbatim, every answer and every refusal.

use super::{
    Face, ending, headers,
    names::pascal,
    operations::{Access, Answer, Link, Operation, Payload},
    read::COMPONENTS,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fmt::Write as _};

pub(super) fn write(face: &Face, operations: &[Operation]) -> Value {
    let shared = Shared::of(face, operations);
    let mut paths: Map<String, Value> = Map::new();
    for operation in as_in_the_menu(face, operations) {
        let item = paths.entry(operation.path.clone()).or_insert(json!({}));
        item[&operation.method] = write_operation(face, operation, operations, &shared);
    }
    let mut schemas: Map<String, Value> =
        face.schemas.iter().map(|(name, schema)| (name.clone(), schema.body.clone())).collect();
    for payload in operations.iter().flat_map(|o| &o.answers).map(|a| &a.payload) {
        if let (Some(name), Payload::Data { .. } | Payload::Page { .. }) = (payload.published(), payload) {
            let schema = envelope(face, &name, payload);
            schemas.entry(name).or_insert(schema);
        }
    }
    schemas.sort_keys();
    let mut document = face.info.clone();
    if let Some(members) = document.as_object_mut() {
        members.retain(|key, _| !key.starts_with("x-"));
    }
    let tags = document.get_mut("tags").and_then(Value::as_array_mut);
    for tag in tags.into_iter().flatten().filter_map(Value::as_object_mut) {
        tag.retain(|key, _| !key.starts_with("x-"));
    }
    document["paths"] = Value::Object(paths);
    if !shared.0.is_empty() {
        document["components"]["responses"] = Value::Object(shared.0.into_iter().collect());
    }
    document["components"]["schemas"] = Value::Object(schemas);
    document
}

/// The operations by the order of their tags and, within a tag, of its menu (`x-menu`) or else of the files.
fn as_in_the_menu<'a>(face: &Face, operations: &'a [Operation]) -> Vec<&'a Operation> {
    let tags = face.info["tags"].as_array();
    let place = |operation: &&Operation| {
        let tag = tags.into_iter().flatten().position(|tag| tag["name"] == operation.tag.as_str());
        let menu = tag.and_then(|at| tags?[at]["x-menu"].as_array());
        (tag, menu.and_then(|menu| menu.iter().position(|id| id == operation.id.as_str())))
    };
    let mut sorted: Vec<_> = operations.iter().collect();
    sorted.sort_by_key(place);
    sorted
}

/// Refusals that several operations answer alike, by the name of their component.
struct Shared(BTreeMap<String, Value>);

impl Shared {
    /// Codes that a shared refusal has at most: longer names say nothing any more.
    const CODES_MAX: usize = 3;

    fn of(face: &Face, operations: &[Operation]) -> Self {
        let mut all: BTreeMap<String, Vec<(Value, usize)>> = BTreeMap::new();
        for operation in operations {
            for (_, (name, response)) in refusals(face, operation) {
                let Some(name) = name else { continue };
                let alike = all.entry(name).or_default();
                match alike.iter_mut().find(|(other, _)| *other == response) {
                    Some((_, count)) => *count += 1,
                    None => alike.push((response, 1)),
                }
            }
        }
        let most = |alike: Vec<(Value, usize)>| alike.into_iter().rev().max_by_key(|(_, count)| *count);
        let shared = all.into_iter().filter_map(|(name, alike)| {
            let (response, count) = most(alike)?;
            (count > 1).then_some((name, response))
        });
        Self(shared.collect())
    }

    /// The response itself, or a reference to the component that says the same.
    fn referred(&self, name: Option<String>, response: Value) -> Value {
        match name.filter(|name| self.0.get(name) == Some(&response)) {
            Some(name) => json!({ "$ref": format!("#/components/responses/{name}") }),
            None => response,
        }
    }
}

fn reference(component: &str) -> Value {
    json!({ "$ref": format!("{COMPONENTS}{component}") })
}

/// `{success, statusCode, message?, data, pagination?}` around a component.
fn envelope(face: &Face, name: &str, payload: &Payload) -> Value {
    let example_of =
        |component: &str| face.schemas.get(component).map_or(Value::Null, |s| s.body["examples"][0].clone());
    let mut example = json!({ "success": true, "statusCode": 200 });
    let (data, pagination, what) = match payload {
        Payload::Page { component } => {
            example["data"] = json!([example_of(component)]);
            example["pagination"] = example_of("Pagination");
            let items = json!({ "type": "array", "items": reference(component), "description": "The items of this page, in the order that the operation states." });
            (items, Some(reference("Pagination")), format!("One page of {component}."))
        }
        Payload::Data { component, nullable, .. } => {
            example["data"] = example_of(component);
            let data = if *nullable {
                json!({ "oneOf": [reference(component), { "type": "null" }], "description": "null when there is none." })
            } else {
                reference(component)
            };
            (data, None, format!("{component} in the envelope of every answer."))
        }
        Payload::Plain { .. } | Payload::Text { .. } | Payload::Empty => return Value::Null,
    };
    let mut schema = json!({
        "title": name,
        "description": what,
        "type": "object",
        "required": ["success", "statusCode", "data"],
        "properties": {
            "success": { "type": "boolean", "description": "Always true in an answer; false in an error." },
            "statusCode": { "type": "integer", "format": "int32", "minimum": 200, "maximum": 299, "description": "The HTTP status, once more." },
            "message": { "type": "string", "description": "A sentence that may be shown to the user, where the operation has one." },
            "data": data,
        },
        "examples": [example],
    });
    if let Some(pagination) = pagination {
        schema["required"] = json!(["success", "statusCode", "data", "pagination"]);
        schema["properties"]["pagination"] = pagination;
    }
    schema
}

fn write_operation(face: &Face, operation: &Operation, operations: &[Operation], shared: &Shared) -> Value {
    let recorded = face.recorded.get(&operation.id).map_or(&Value::Null, |recorded| &recorded.body);
    let mut out = Map::new();
    out.insert("operationId".into(), json!(operation.id));
    out.insert("tags".into(), json!([operation.tag]));
    out.insert("summary".into(), json!(operation.summary));
    out.insert("description".into(), json!(description(face, operation)));
    let parameters: Vec<_> = operation
        .parameters
        .iter()
        .filter(|p| p.place != "path" || operation.path.contains(&format!("{{{}}}", p.name)))
        .map(|p| {
            let mut body = p.body.clone();
            if let Some(members) = body.as_object_mut() {
                members.retain(|key, _| !key.starts_with("x-"));
            }
            // A path parameter that an alias leaves out is still required in the path that the document shows.
            body["required"] = json!(p.required || p.place == "path");
            body
        })
        .chain(headers::is_tagged(face, operation).then(headers::if_none_match))
        .collect();
    if !parameters.is_empty() {
        out.insert("parameters".into(), json!(parameters));
    }
    if let Some(body) = &operation.body {
        let mut media = json!({ "schema": reference(&body.component) });
        let named = shown(face, &recorded["request"], Some(&body.component));
        if !named.is_empty() {
            media["examples"] = Value::Object(named);
        }
        out.insert(
            "requestBody".into(),
            json!({ "required": body.required, "content": { "application/json": media } }),
        );
    }
    let links = write_links(operation, operations);
    let mut responses: BTreeMap<u16, Value> = operation
        .answers
        .iter()
        .map(|a| (a.status, write_answer(face, operation, a, &recorded["answer"], &links)))
        .collect();
    if headers::is_tagged(face, operation) {
        responses.insert(304, headers::not_modified(face, operation));
    }
    for (status, (name, response)) in refusals(face, operation) {
        // What tells of an end is this operation's alone.
        let own = operation.ending.is_some();
        responses.insert(status, if own { response } else { shared.referred(name, response) });
    }
    for response in responses.values_mut() {
        tell_ending(operation, response);
    }
    out.insert(
        "responses".into(),
        responses.into_iter().map(|(status, r)| (status.to_string(), r)).collect::<Map<_, _>>().into(),
    );
    let schemes: Vec<_> = face.info["components"]["securitySchemes"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| json!({ name: [] }))
        .collect();
    let security = match operation.access {
        Access::Public => json!([]),
        Access::Optional => json!(std::iter::once(json!({})).chain(schemes).collect::<Vec<Value>>()),
        Access::Token => json!(schemes),
    };
    out.insert("security".into(), security);
    out.insert("x-errors".into(), json!(operation.errors));
    if !operation.raises.is_empty() {
        out.insert("x-raises".into(), json!(operation.raises));
    }
    if !operation.aliases.is_empty() {
        out.insert(
            "x-aliases".into(),
            operation
                .aliases
                .iter()
                .map(|(method, path)| json!({ "method": method, "path": path }))
                .collect::<Vec<_>>()
                .into(),
        );
    }
    if let Some((requests, window)) = operation.limit {
        out.insert("x-limit".into(), json!({ "requests": requests, "window": window }));
    }
    if operation.planned {
        out.insert("x-status".into(), json!("planned"));
    }
    if let Some(ending) = &operation.ending {
        out.insert("deprecated".into(), json!(true));
        out.insert("x-deprecated-since".into(), json!(ending.since.to_string()));
        out.extend(ending.sunset.map(|date| ("x-sunset".into(), json!(date.to_string()))));
    }
    Value::Object(out)
}

/// The headers by which every answer of an operation tells that it comes to its end.
fn tell_ending(operation: &Operation, response: &mut Value) {
    let Some(ending) = &operation.ending else { return };
    let header = |description: &str, value: String| json!({ "description": description, "schema": { "type": "string" }, "example": value });
    response["headers"]["Deprecation"] = header("Since when it is deprecated (RFC 9745).", ending.deprecation());
    if let Some(date) = ending.http_date() {
        response["headers"]["Sunset"] = header("When it may be gone (RFC 8594).", date);
    }
    response["headers"]["Link"] = header("Where to read what to do about it (RFC 9745, 3).", ending::LINK.to_owned());
}

/// What is shown of a body: what a test recorded, and the examples of its component.
fn shown(face: &Face, recorded: &Value, component: Option<&str>) -> Map<String, Value> {
    let mut out = Map::new();
    if !recorded.is_null() {
        out.insert("recorded".into(), json!({ "summary": "As recorded in a test", "value": recorded }));
    }
    let schema = component.and_then(|component| face.schemas.get(component));
    let examples = schema.and_then(|schema| schema.body["examples"].as_array()).into_iter().flatten();
    out.extend(examples.enumerate().map(|(at, value)| (format!("example{}", at + 1), json!({ "value": value }))));
    out
}

fn write_links(operation: &Operation, operations: &[Operation]) -> Map<String, Value> {
    let link = |link: &Link| {
        let target = operations.iter().find(|other| other.id == link.to);
        let parameters: Map<String, Value> =
            link.parameters.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        let description = target.map_or_else(String::new, |target| target.summary.clone());
        (link.to.clone(), json!({ "operationId": link.to, "parameters": parameters, "description": description }))
    };
    operation.links.iter().map(link).collect()
}

/// The authored words, then what follows from the contract: who may call, events, and refusals in order.
fn description(face: &Face, operation: &Operation) -> String {
    let mut text = operation.description.clone();
    if operation.planned {
        text.insert_str(0, "**Planned: answers 501 in this release.**\n\n");
    }
    if let Some(ending) = &operation.ending {
        text.insert_str(0, &ending.sentence());
    }
    text.push_str(match operation.access {
        Access::Public => "\n\nWho may call it: everyone, without a token.",
        Access::Optional => "\n\nWho may call it: everyone; a usable token is honoured.",
        Access::Token => "\n\nWho may call it: whoever is signed in.",
    });
    if !operation.raises.is_empty() {
        let events: Vec<_> = operation.raises.iter().map(|event| format!("`{event}`")).collect();
        let _ = write!(text, "\n\nRaises on the WebSocket: {}.", events.join(", "));
    }
    if let Some((requests, window)) = operation.limit {
        let _ = write!(text, "\n\nLimit: {requests} requests in {window} seconds from one client address.");
    }
    // A later version has no part of its own on the pages of the codes: they are its base's.
    let part = face.info["x-base"].as_str().unwrap_or(&face.name);
    text.push_str("\n\nRefusals, in the order in which they are checked:\n");
    for slug in &operation.errors {
        if let Some(code) = face.errors.iter().find(|e| &e.slug == slug) {
            let _ = write!(text, "\n- {} [`{slug}`](/docs/errors/{slug}#{part})", code.body["status"]);
        }
    }
    text
}

fn write_answer(
    face: &Face,
    operation: &Operation,
    answer: &Answer,
    recorded: &Value,
    links: &Map<String, Value>,
) -> Value {
    let mut out = json!({ "description": answer.description, "headers": headers::of_answer(face, operation, answer) });
    if let Some(component) = answer.payload.published() {
        out["content"] = json!({ "application/json": { "schema": reference(&component) } });
    } else if let Payload::Text { media } = &answer.payload {
        out["content"] = json!({ media: { "schema": { "type": "string" } } });
    }
    let plain = match &answer.payload {
        Payload::Plain { component } => Some(component.as_str()),
        _ => None,
    };
    let examples = shown(face, recorded, plain);
    for (_, media) in out.get_mut("content").and_then(Value::as_object_mut).into_iter().flatten() {
        if !examples.is_empty() {
            media["examples"] = json!(examples);
        }
    }
    if !links.is_empty() && answer.payload.published().is_some() {
        out["links"] = json!(links);
    }
    out
}

/// One response for each status that a refusal may have, listing its codes in order, and what its component would be called.
fn refusals(face: &Face, operation: &Operation) -> BTreeMap<u16, (Option<String>, Value)> {
    let mut by_status: BTreeMap<u16, Vec<&super::read::ErrorCode>> = BTreeMap::new();
    for slug in &operation.errors {
        if let Some(code) = face.errors.iter().find(|e| &e.slug == slug) {
            by_status
                .entry(code.body["status"].as_u64().and_then(|s| u16::try_from(s).ok()).unwrap_or(500))
                .or_default()
                .push(code);
        }
    }
    let named = |codes: &[&super::read::ErrorCode]| {
        let words: Vec<_> = codes.iter().map(|code| pascal(&code.slug)).collect();
        (words.len() <= Shared::CODES_MAX).then(|| words.join("Or"))
    };
    by_status
        .into_iter()
        .map(|(status, codes)| (status, (named(&codes), refusal(face, operation, status, &codes))))
        .collect()
}

fn refusal(face: &Face, operation: &Operation, status: u16, codes: &[&super::read::ErrorCode]) -> Value {
    let lines: Vec<_> = codes
        .iter()
        .map(|c| {
            let words = |key: &str| c.body[key].as_str().unwrap_or_default().trim();
            format!("- `{}`: {} **Remedy:** {}", c.slug, words("when"), words("remedy"))
        })
        .collect();
    let headers = headers::of_refusal(face, operation, status, codes);
    let mut content = Map::new();
    for code in codes {
        if code.body["body"] == "text" {
            let media = code.body["media"].as_str().unwrap_or("text/plain");
            content.insert(media.to_owned(), json!({ "schema": { "type": "string" }, "example": code.body["text"] }));
        } else {
            let (media, component) = error_media(face);
            let entry =
                content.entry(media).or_insert_with(|| json!({ "schema": reference(&component), "examples": {} }));
            entry["examples"][code.slug.replace('/', "-")] =
                json!({ "summary": code.body["title"], "value": error_example(face, operation, code) });
        }
    }
    json!({ "description": lines.join("\n"), "headers": headers, "content": content })
}

/// The media type and the component of the face's error body.
pub(super) fn error_media(face: &Face) -> (String, String) {
    if face.enveloped() {
        ("application/problem+json".into(), "Problem".into())
    } else {
        let component = face.info["x-error-schema"].as_str().and_then(|file| face.component(file)).unwrap_or("Problem");
        ("application/json".into(), component.to_owned())
    }
}

fn error_example(face: &Face, operation: &Operation, code: &super::read::ErrorCode) -> Value {
    let title = code.body["title"].as_str().unwrap_or_default();
    let sentence = code.body["texts"][&operation.id].as_str().or(code.body["text"].as_str()).unwrap_or(title);
    if face.enveloped() {
        json!({
            "type": format!("/docs/errors/{}", code.slug), "title": title, "status": code.body["status"], "detail": title, "code": code.slug,
            "requestId": "0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55", "success": false, "statusCode": code.body["status"], "error": title, "message": title,
        })
    } else if face.schemas.values().any(|s| s.body["title"] == "PodError") {
        json!({ "code": code.body["status"], "message": sentence })
    } else {
        json!({ "error": sentence, "code": code.slug })
    }
}
