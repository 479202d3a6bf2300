//! The published AsyncAPI 3.0 document: one channel, every action, the schema files that they reach.

use super::{Face, actions::Action, names::pascal, read::COMPONENTS};
use serde_json::{Map, Value, json};
use std::{collections::BTreeSet, fmt::Write as _};

const CHANNEL: &str = "#/channels/wss";

/// The document; null for a face without actions.
pub(super) fn write(face: &Face, actions: &[Action]) -> Value {
    if actions.is_empty() {
        return Value::Null;
    }
    let (mut messages, mut operations) = (Map::new(), Map::new());
    for action in actions {
        let name = pascal(&action.name);
        if let Some(request) = &action.request {
            messages.insert(format!("{name}Request"), asked(face, action, request));
            let mut operation = json!({
                "action": "receive",
                "channel": { "$ref": CHANNEL },
                "title": action.name,
                "summary": action.summary,
                "description": description(face, action),
                "tags": [{ "name": action.tag }],
                "messages": [{ "$ref": format!("{CHANNEL}/messages/{name}Request") }],
            });
            if action.answered {
                operation["reply"] = json!({
                    "channel": { "$ref": CHANNEL },
                    "messages": [
                        { "$ref": format!("{CHANNEL}/messages/{name}") },
                        { "$ref": format!("{CHANNEL}/messages/Failure") },
                    ],
                });
            }
            operations.insert(name.clone(), operation);
        }
        if let Some(message) = &action.message {
            messages.insert(name.clone(), said(face, action, message));
        }
        if action.pushed {
            operations.insert(
                format!("Push{name}"),
                json!({
                    "action": "send",
                    "channel": { "$ref": CHANNEL },
                    "title": action.name,
                    "summary": action.summary,
                    "description": action.description,
                    "tags": [{ "name": action.tag }],
                    "messages": [{ "$ref": format!("{CHANNEL}/messages/{name}") }],
                }),
            );
        }
    }
    messages.insert("Failure".into(), failure());
    let listed: Map<String, Value> = messages
        .keys()
        .map(|name| (name.clone(), json!({ "$ref": format!("#/components/messages/{name}") })))
        .collect();
    let mut document = json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": format!("{} over WebSocket", face.info["info"]["title"].as_str().unwrap_or_default()),
            "version": face.info["info"]["version"],
            "description": INTRODUCTION,
        },
        "defaultContentType": "application/json",
        "channels": { "wss": { "address": "/v1/wss", "title": "The WebSocket", "messages": listed } },
        "operations": operations,
        "components": { "messages": messages },
    });
    document["components"]["schemas"] = schemas(face, &document);
    document
}

/// How the connection lives. The guide says it at length.
const INTRODUCTION: &str = "One JSON object a text frame. Clients say `{action, …}` with the fields of the action beside \
`action`; the server says `{action, success, statusCode?, message?, data?, pagination?}`. `authenticate` comes first. Each action that a \
client says is answered under the same name, in the order in which they were said; pushes come unasked, always with `success: true`, and \
in the order in which things happened. A failure has `success: false` and beside it the members of the problem that HTTP would answer.\n\n\
Actions have two names, the dotted ones of this document and older hyphenated ones (`x-older-name`). A connection hears the dialect that \
it speaks: `?dialect=hyphenated` on the URL, or the first hyphenated action that it says, chooses the older one.";

fn reference(component: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{component}") })
}

fn examples(face: &Face, component: &str, keep: impl Fn(&Value) -> bool) -> Vec<Value> {
    let all = face.schemas.get(component).and_then(|schema| schema.body["examples"].as_array());
    all.into_iter().flatten().filter(|example| keep(example)).map(|payload| json!({ "payload": payload })).collect()
}

fn asked(face: &Face, action: &Action, component: &str) -> Value {
    let mut message = json!({
        "name": action.name,
        "title": format!("{} (asked)", action.name),
        "summary": action.summary,
        "payload": reference(component),
        "examples": examples(face, component, |_| true),
    });
    if let Some(older) = &action.older {
        message["x-older-name"] = json!(older);
    }
    message
}

fn said(face: &Face, action: &Action, component: &str) -> Value {
    let narrowed = json!({ "type": "object", "properties": { "action": { "type": "string", "const": action.name } } });
    let mut message = json!({
        "name": action.name,
        "title": action.name,
        "summary": action.summary,
        "payload": { "allOf": [reference(component), narrowed] },
    });
    let examples = examples(face, component, |example| example["action"] == action.name.as_str());
    if !examples.is_empty() {
        message["examples"] = json!(examples);
    }
    if let Some(older) = &action.older {
        message["x-older-name"] = json!(older);
    }
    message
}

fn failure() -> Value {
    json!({
        "name": "failure",
        "title": "a failure",
        "summary": "What could not be done, under the name of the action that asked for it.",
        "payload": reference("WssFailure"),
    })
}

/// The authored words, then the refusals in order.
fn description(face: &Face, action: &Action) -> String {
    let mut text = action.description.clone();
    text.push_str("\n\nRefusals, in the order in which they are checked:\n");
    for slug in &action.errors {
        if let Some(code) = face.errors.iter().find(|known| &known.slug == slug) {
            let _ = write!(text, "\n- {} `{slug}`", code.body["status"]);
        }
    }
    text
}

/// Every schema that the document reaches. AsyncAPI writes a discriminator as the property's name alone.
fn schemas(face: &Face, document: &Value) -> Value {
    let (mut reached, mut next) = (BTreeSet::new(), vec![]);
    collect(document, &mut next);
    while let Some(name) = next.pop() {
        if let Some(schema) = face.schemas.get(&name)
            && reached.insert(name)
        {
            collect(&schema.body, &mut next);
        }
    }
    let schema = |name: String| {
        let mut body = face.schemas[&name].body.clone();
        if let Some(property) = body.get("discriminator").map(|d| d["propertyName"].clone()) {
            body["discriminator"] = property;
        }
        (name, body)
    };
    Value::Object(reached.into_iter().map(schema).collect())
}

fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(name) = members.get("$ref").and_then(|r| r.as_str()?.strip_prefix(COMPONENTS)) {
                names.push(name.to_owned());
            }
            members.values().for_each(|inner| collect(inner, names));
        }
        Value::Array(items) => items.iter().for_each(|inner| collect(inner, names)),
        _ => {}
    }
}
