//! Holds every example and default to its schema, with the same validator that the server judges by.

use super::{
    Face, Refused, judge,
    operations::Operation,
    read::{COMPONENTS, Recorded},
};
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};
use std::collections::{BTreeMap, btree_map::Entry};

const BASE: &str = "contract:/document.json";

/// A value that must be valid.
pub(super) struct Claim {
    /// File and JSON pointer of the value.
    pub place: String,
    /// The schema, its references into the document.
    pub schema: Value,
    pub value: Value,
}

/// Checks the claims of the schemas, the examples of all parameters, and what the document shows of answers.
///
/// # Errors
/// Every value that its schema refuses, and every schema that does not compile.
pub(super) fn hold(
    face: &Face,
    operations: &[Operation],
    document: &Value,
    mut claims: Vec<Claim>,
) -> Result<(), Vec<Refused>> {
    for operation in operations {
        for parameter in &operation.parameters {
            let schema = &parameter.body["schema"];
            for (key, value) in [("example", parameter.body.get("example")), ("schema/default", schema.get("default"))]
            {
                claims.extend(value.map(|value| Claim {
                    place: format!("{}/{key}", parameter.at),
                    schema: schema.clone(),
                    value: value.clone(),
                }));
            }
        }
        let written = &document["paths"][&operation.path][&operation.method];
        claims.extend(shown(&written["requestBody"], || format!("{}, the request", operation.at)));
        for (status, response) in written["responses"].as_object().into_iter().flatten() {
            claims.extend(shown(response, || format!("{}, the {status}", operation.at)));
        }
    }
    for (name, response) in document["components"]["responses"].as_object().into_iter().flatten() {
        claims.extend(shown(response, || format!("the response {name}")));
    }
    let known = |id: &String| operations.iter().any(|operation| &operation.id == id);
    let strays: Vec<_> = face.recorded.iter().filter(|(id, _)| !known(id)).collect();
    if !strays.is_empty() {
        let stray = |(id, recorded): (&String, &Recorded)| {
            Refused::new(&recorded.file, format!("there is no operation {id}: take the file away"))
        };
        return Err(strays.into_iter().map(stray).collect());
    }
    let envelopes = document["components"]["schemas"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| !face.schemas.contains_key(*name));
    claims.extend(envelopes.map(|(name, schema)| Claim {
        place: format!("the envelope {name}"),
        schema: json!({ "$ref": format!("{COMPONENTS}{name}") }),
        value: schema["examples"][0].clone(),
    }));
    judged(document, &claims)
}

/// Checks what the AsyncAPI document shows of its messages.
///
/// # Errors
/// As [`hold`].
pub(super) fn hold_messages(document: &Value) -> Result<(), Vec<Refused>> {
    let messages = document["components"]["messages"].as_object().into_iter().flatten();
    let claims: Vec<_> = messages
        .flat_map(|(name, message)| {
            let shown = message["examples"].as_array().into_iter().flatten().enumerate();
            shown.map(move |(at, example)| Claim {
                place: format!("the message {name}, example {at}"),
                schema: based(&message["payload"]),
                value: example["payload"].clone(),
            })
        })
        .collect();
    if claims.is_empty() { Ok(()) } else { judged(document, &claims) }
}

/// A schema whose references lead into the document, wherever they stand.
fn based(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| match value {
                Value::String(reference) if key == "$ref" => {
                    (key.clone(), format!("{BASE}{}", encoded(reference)).into())
                }
                value => (key.clone(), based(value)),
            })
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(based).collect::<Vec<_>>().into(),
        other => other.clone(),
    }
}

/// What the document shows in a request or a response, as claims.
fn shown<'a>(holder: &'a Value, place: impl Fn() -> String + 'a) -> impl Iterator<Item = Claim> + 'a {
    let content = holder["content"].as_object().into_iter().flatten();
    content.flat_map(move |(_, media)| {
        let examples = media["examples"].as_object().into_iter().flatten().map(|(_, example)| &example["value"]);
        let place = format!("{} that the document shows", place());
        examples.chain(media.get("example")).map(move |value| Claim {
            place: place.clone(),
            schema: media["schema"].clone(),
            value: value.clone(),
        })
    })
}

fn judged(document: &Value, claims: &[Claim]) -> Result<(), Vec<Refused>> {
    let refuse = |place: &str, reason: String| vec![Refused::new(place, reason)];
    let registry = Registry::new()
        .add(BASE, document)
        .and_then(|registry| registry.prepare())
        .map_err(|error| refuse("the document", error.to_string()))?;
    let mut known: BTreeMap<String, Validator> = BTreeMap::new();
    let mut refused = vec![];
    for Claim { place, schema, value } in claims {
        let validator = match known.entry(schema.to_string()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let mut schema = schema.clone();
                if let Some(Value::String(reference)) = schema.get_mut("$ref")
                    && !reference.starts_with(BASE)
                {
                    *reference = format!("{BASE}{}", encoded(reference));
                }
                new.insert(
                    judge::validator(&schema, &registry)
                        .map_err(|error| refuse(place, format!("not a JSON Schema: {error}")))?,
                )
            }
        };
        refused.extend(validator.iter_errors(value).map(|error| {
            Refused::new(format!("{place}{}", error.instance_path()), format!("the schema refuses this value: {error}"))
        }));
    }
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

/// A pointer as the fragment of a URI.
fn encoded(pointer: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"#/-._~$@!&'()*+,;=:".contains(&b);
    pointer.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
