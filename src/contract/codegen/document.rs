//! The published OpenAPI 3.1 document: flat components, the schema files verbatim, every answer and every refusal.

use super::{
    Face,
    operations::{Access, Answer, Operation, Payload},
    read::COMPONENTS,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fmt::Write as _};

pub(super) fn write(face: &Face, operations: &[Operation]) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations {
        let item = paths.entry(operation.path.clone()).or_insert(json!({}));
        item[&operation.method] = write_operation(face, operation);
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
    document["paths"] = Value::Object(paths);
    document["components"]["schemas"] = Value::Object(schemas);
    document
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

fn write_operation(face: &Face, operation: &Operation) -> Value {
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
        .collect();
    if !parameters.is_empty() {
        out.insert("parameters".into(), json!(parameters));
    }
    if let Some(body) = &operation.body {
        let mut media = json!({ "schema": reference(&body.component) });
        let examples =
            face.schemas.get(&body.component).and_then(|s| s.body["examples"].as_array()).cloned().unwrap_or_default();
        let named: Map<String, Value> = examples
            .into_iter()
            .enumerate()
            .map(|(at, value)| (format!("example{}", at + 1), json!({ "value": value })))
            .collect();
        if !named.is_empty() {
            media["examples"] = Value::Object(named);
        }
        out.insert(
            "requestBody".into(),
            json!({ "required": body.required, "content": { "application/json": media } }),
        );
    }
    let mut responses: BTreeMap<u16, Value> = operation.answers.iter().map(|a| (a.status, write_answer(a))).collect();
    for (status, response) in refusals(face, operation) {
        responses.insert(status, response);
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
    if operation.planned {
        out.insert("x-status".into(), json!("planned"));
    }
    if let Some(ending) = &operation.ending {
        out.insert("deprecated".into(), json!(true));
        out.insert("x-deprecated-since".into(), json!(ending.since));
        out.extend(ending.sunset.as_ref().map(|date| ("x-sunset".into(), json!(date))));
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
}

/// The authored words, then what follows from the contract: events and refusals in order.
fn description(face: &Face, operation: &Operation) -> String {
    let mut text = operation.description.clone();
    if operation.planned {
        text.insert_str(0, "**Planned: answers 501 in this release.**\n\n");
    }
    if let Some(ending) = &operation.ending {
        text.insert_str(0, &ending.sentence());
    }
    if !operation.raises.is_empty() {
        let _ = write!(
            text,
            "\n\nRaises: {}.",
            operation.raises.iter().map(|r| format!("`{r}`")).collect::<Vec<_>>().join(", ")
        );
    }
    text.push_str("\n\nRefusals, in the order in which they are checked:\n");
    for slug in &operation.errors {
        if let Some(code) = face.errors.iter().find(|e| &e.slug == slug) {
            let _ = write!(text, "\n- {} `{slug}`", code.body["status"]);
        }
    }
    text
}

fn request_id() -> Value {
    json!({ "description": "Names this request in the server's log.", "schema": { "type": "string" } })
}

fn write_answer(answer: &Answer) -> Value {
    let mut out = json!({ "description": answer.description, "headers": { "X-Request-Id": request_id() } });
    if let Some(component) = answer.payload.published() {
        out["content"] = json!({ "application/json": { "schema": reference(&component) } });
    } else if let Payload::Text { media, example } = &answer.payload {
        out["content"] = json!({ media: { "schema": { "type": "string" } } });
        if let Some(example) = example {
            out["content"][media]["example"] = json!(example);
        }
    }
    out
}

/// One response for each status that a refusal may have, listing its codes in order.
fn refusals(face: &Face, operation: &Operation) -> BTreeMap<u16, Value> {
    let mut by_status: BTreeMap<u16, Vec<&super::read::ErrorCode>> = BTreeMap::new();
    for slug in &operation.errors {
        if let Some(code) = face.errors.iter().find(|e| &e.slug == slug) {
            by_status
                .entry(code.body["status"].as_u64().and_then(|s| u16::try_from(s).ok()).unwrap_or(500))
                .or_default()
                .push(code);
        }
    }
    by_status.into_iter().map(|(status, codes)| (status, refusal(face, operation, status, &codes))).collect()
}

fn refusal(face: &Face, operation: &Operation, status: u16, codes: &[&super::read::ErrorCode]) -> Value {
    let lines: Vec<_> = codes
        .iter()
        .map(|c| format!("- `{}`: {}", c.slug, c.body["when"].as_str().unwrap_or_default().trim()))
        .collect();
    let mut headers = json!({ "X-Request-Id": request_id() });
    if status == 401 && face.enveloped() {
        headers["WWW-Authenticate"] = json!({ "description": "`Bearer`.", "schema": { "type": "string" } });
    }
    if status == 429 || status == 503 {
        headers["Retry-After"] = json!({ "description": "Seconds to wait.", "schema": { "type": "string" } });
    }
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
