//! The published AsyncAPI 3.0 document: one channel, every action, the schema files that they reach.

use super::{
    Face,
    actions::{Action, Data},
    names::pascal,
    read::COMPONENTS,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeSet, fmt::Write as _};

const CHANNEL: &str = "#/channels/wss";
const SCHEME: &str = "#/components/securitySchemes/token";
const FAILURE: &str = "Failure";

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
            operations.insert(name.clone(), receives(face, action, &name));
        }
        if let Some(message) = &action.message {
            messages.insert(name.clone(), said(face, action, message));
        }
        if action.pushed {
            operations.insert(format!("Push{name}"), sends(action, &name));
        }
    }
    messages.insert(FAILURE.into(), failure(face));
    let listed: Map<String, Value> = messages
        .keys()
        .map(|name| (name.clone(), json!({ "$ref": format!("#/components/messages/{name}") })))
        .collect();
    let mut document = json!({
        "asyncapi": "3.0.0",
        "info": info(face, actions),
        "defaultContentType": "application/json",
        "servers": servers(),
        "channels": { "wss": channel(face, listed) },
        "operations": operations,
        "components": { "messages": messages, "securitySchemes": { "token": scheme() } },
        "x-error-codes": codes(face, actions),
    });
    document["components"]["schemas"] = schemas(face, &document);
    document
}

fn info(face: &Face, actions: &[Action]) -> Value {
    let written = &face.info["info"];
    let used: BTreeSet<&str> = actions.iter().map(|action| action.tag.as_str()).collect();
    let tags = face.info["tags"].as_array().into_iter().flatten();
    let tags: Vec<_> = tags.filter(|tag| tag["name"].as_str().is_some_and(|name| used.contains(name))).collect();
    let mut info = json!({
        "title": face.socket["title"],
        "version": written["version"],
        "description": face.socket["description"],
        "tags": tags,
    });
    if written["license"].is_object() {
        info["license"] = json!({ "name": written["license"]["name"] });
    }
    info
}

/// The same server with and without TLS: it does not know its own name.
fn servers() -> Value {
    let server = |protocol: &str, what: &str| {
        json!({
            "host": "{host}",
            "protocol": protocol,
            "description": what,
            "variables": { "host": { "default": "localhost:8080", "description": "Where the server is, with its port." } },
        })
    };
    json!({
        "tls": server("wss", "Wherever people are: with TLS, which a proxy before the server ends."),
        "plain": server("ws", "On the developer's own machine."),
    })
}

fn channel(face: &Face, messages: Map<String, Value>) -> Value {
    let socket = &face.socket;
    let query: Map<String, Value> = socket["query"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, parameter)| {
            let schema = json!({
                "type": "string",
                "description": parameter["description"],
                "enum": parameter["values"],
            });
            (name.clone(), schema)
        })
        .collect();
    let mut binding = json!({ "method": "GET", "bindingVersion": "0.1.0" });
    if !query.is_empty() {
        binding["query"] = json!({ "type": "object", "properties": query });
    }
    let closings = socket["closings"].as_array().cloned().unwrap_or_default();
    let mut description = "Everything is said on this one connection.".to_owned();
    if !closings.is_empty() {
        description.push_str("\n\nWhy the server closes it:\n");
    }
    for closing in &closings {
        let text = |key: &str| closing[key].as_str().unwrap_or_default().trim();
        let _ = write!(description, "\n- `{}` {}. {} {}", closing["code"], text("title"), text("when"), text("remedy"));
    }
    json!({
        "address": socket["address"],
        "title": socket["title"],
        "description": description,
        "messages": messages,
        "bindings": { "ws": binding },
        "x-close-codes": closings,
        "x-errors": socket["errors"].as_array().cloned().unwrap_or_default(),
    })
}

/// AsyncAPI has no word for a token in the first message.
fn scheme() -> Value {
    json!({
        "type": "apiKey",
        "in": "user",
        "description": "The access token that signing in over HTTP answers. It stands in no header and not in the URL: the action \
                        `authenticate`, the first of a connection, carries it in `token`.",
    })
}

fn receives(face: &Face, action: &Action, name: &str) -> Value {
    let mut operation = json!({
        "action": "receive",
        "channel": { "$ref": CHANNEL },
        "title": action.name,
        "summary": action.summary,
        "description": description(face, action),
        "tags": [{ "name": action.tag }],
        "messages": [{ "$ref": format!("{CHANNEL}/messages/{name}Request") }],
        "x-errors": action.errors,
    });
    if !action.lenient.is_empty() {
        operation["x-lenient"] = json!(action.lenient);
    }
    if !action.public {
        operation["security"] = json!([{ "$ref": SCHEME }]);
    }
    let mut replies = vec![json!({ "$ref": format!("{CHANNEL}/messages/{FAILURE}") })];
    if action.answered {
        replies.insert(0, json!({ "$ref": format!("{CHANNEL}/messages/{name}") }));
    }
    operation["reply"] = json!({ "channel": { "$ref": CHANNEL }, "messages": replies });
    named(operation, action)
}

fn sends(action: &Action, name: &str) -> Value {
    let operation = json!({
        "action": "send",
        "channel": { "$ref": CHANNEL },
        "title": action.name,
        "summary": action.summary,
        "description": both_names(action),
        "tags": [{ "name": action.tag }],
        "security": [{ "$ref": SCHEME }],
        "messages": [{ "$ref": format!("{CHANNEL}/messages/{name}") }],
    });
    named(operation, action)
}

fn named(mut of: Value, action: &Action) -> Value {
    if let Some(older) = &action.older {
        of["x-older-name"] = json!(older);
    }
    of
}

fn reference(component: &str) -> Value {
    json!({ "$ref": format!("{COMPONENTS}{component}") })
}

fn examples(face: &Face, component: &str, names: &[&str]) -> Vec<Value> {
    let all = face.schemas.get(component).and_then(|schema| schema.body["examples"].as_array());
    let shown = all.into_iter().flatten().filter(|example| names.iter().any(|name| example["action"] == *name));
    shown.map(|payload| json!({ "payload": payload })).collect()
}

fn asked(face: &Face, action: &Action, component: &str) -> Value {
    let names: Vec<&str> = std::iter::once(action.name.as_str()).chain(action.older.as_deref()).collect();
    let narrowed = json!({ "type": "object", "properties": { "action": { "type": "string", "enum": names } } });
    let message = json!({
        "name": action.name,
        "title": format!("{} (asked)", action.name),
        "summary": action.summary,
        "payload": { "allOf": [reference(component), narrowed] },
        "examples": examples(face, component, &names),
    });
    named(message, action)
}

fn said(face: &Face, action: &Action, component: &str) -> Value {
    let mut narrowed =
        json!({ "type": "object", "properties": { "action": { "type": "string", "const": action.name } } });
    match &action.data {
        Data::Any | Data::Nothing => {}
        Data::Component(data) => {
            narrowed["properties"]["data"] = reference(data);
            narrowed["required"] = json!(["data"]);
        }
        Data::Members(members) => {
            let always: Vec<&str> = members.iter().filter(|member| member.always).map(|m| m.name.as_str()).collect();
            let properties: Map<String, Value> =
                members.iter().map(|member| (member.name.clone(), member.schema.clone())).collect();
            narrowed["properties"]["data"] = json!({ "type": "object", "required": always, "properties": properties });
            narrowed["required"] = json!(["data"]);
        }
    }
    let mut message = json!({
        "name": action.name,
        "title": action.name,
        "summary": action.summary,
        "payload": { "allOf": [reference(component), narrowed] },
        "examples": examples(face, component, &[&action.name]),
    });
    if action.data == Data::Nothing {
        message["x-no-data"] = json!(true);
    }
    named(message, action)
}

fn failure(face: &Face) -> Value {
    let component = "WssFailure";
    let shown = face.schemas.get(component).and_then(|schema| schema.body["examples"].as_array());
    let shown: Vec<_> = shown.into_iter().flatten().map(|payload| json!({ "payload": payload })).collect();
    let payload = if face.schemas.contains_key(component) { reference(component) } else { reference("Problem") };
    let mut message = json!({
        "name": "failure",
        "title": "a failure",
        "summary": "What could not be done, under the name of the action that asked for it.",
        "payload": payload,
    });
    if !shown.is_empty() {
        message["examples"] = json!(shown);
    }
    message
}

/// The authored words and the other name.
fn both_names(action: &Action) -> String {
    let mut text = action.description.clone();
    if let Some(older) = &action.older {
        let _ = write!(text, "\n\nIn the older dialect: `{older}`.");
    }
    text
}

/// The authored words, what may be left empty, then the refusals in order, each with its meaning.
fn description(face: &Face, action: &Action) -> String {
    let mut text = both_names(action);
    if !action.lenient.is_empty() {
        let names: Vec<_> = action.lenient.iter().map(|name| format!("`{name}`")).collect();
        let _ = write!(
            text,
            "\n\nAbsent counts also what is null, an empty text or the text `null` or `undefined`, and a JSON object may come as its \
             text: {}.",
            names.join(", ")
        );
    }
    text.push_str("\n\nRefusals, in the order in which they are checked:\n");
    for slug in &action.errors {
        if let Some(code) = face.errors.iter().find(|known| &known.slug == slug) {
            let when = code.body["when"].as_str().unwrap_or_default().trim();
            let _ = write!(text, "\n- {} `{slug}`: {when}", code.body["status"]);
        }
    }
    text
}

/// What every code means that is refused with here, in the order of the registry.
fn codes(face: &Face, actions: &[Action]) -> Value {
    let own = face.socket["errors"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let used: BTreeSet<&str> =
        actions.iter().flat_map(|action| &action.errors).map(String::as_str).chain(own).collect();
    let codes = face.errors.iter().filter(|code| used.contains(code.slug.as_str()));
    codes
        .map(|code| {
            let word = |key: &str| code.body[key].clone();
            let meaning = json!({ "status": word("status"), "title": word("title"), "when": word("when"), "remedy": word("remedy") });
            (code.slug.clone(), meaning)
        })
        .collect::<Map<_, _>>()
        .into()
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
