//! Holds what a face's operations share: `info.yaml`, the registry of error codes, the shared parameters.

use super::{
    Face, Refused,
    headers::LIMIT_HEADERS,
    names::pascal,
    read::{ErrorCode, Written, token},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const INFO: &[&str] = &[
    "openapi",
    "info",
    "servers",
    "tags",
    "components",
    "x-base",
    "x-envelope",
    "x-error-schema",
    "x-unlimited",
    "x-etags",
    "x-limit-headers",
];
const CODE: &[&str] = &["status", "title", "when", "remedy", "text", "texts", "body", "media"];

/// Checks them.
///
/// # Errors
/// Every place that says too little, or what the compiler does not know.
pub(super) fn hold(face: &Face) -> Result<(), Vec<Refused>> {
    let mut refused = vec![];
    info(face, &mut refused);
    codes(face, &mut refused);
    for name in face.parameters.keys().filter(|name| *name != "TimezoneOffset") {
        let used = face
            .operations
            .iter()
            .flat_map(|written| written.body["parameters"].as_array().into_iter().flatten())
            .any(|parameter| parameter["$ref"] == name.as_str());
        if !used {
            refused.push(Refused::new(
                format!("openapi/{}/parameters.yaml#/{}", face.name, token(name)),
                "no operation uses this parameter",
            ));
        }
    }
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

fn unknown<'a>(body: &'a Value, known: &'a [&str]) -> impl Iterator<Item = &'a String> {
    body.as_object().into_iter().flatten().map(|(key, _)| key).filter(|key| !known.contains(&key.as_str()))
}

fn info(face: &Face, refused: &mut Vec<Refused>) {
    let mut refuse = |pointer: &str, reason: String| {
        refused.push(Refused::new(format!("openapi/{}/info.yaml#{pointer}", face.name), reason))
    };
    for key in unknown(&face.info, INFO) {
        refuse(
            &format!("/{}", token(key)),
            format!("the compiler does not know this key; it knows {}", INFO.join(", ")),
        );
    }
    for (pointer, found) in [
        ("/openapi", &face.info["openapi"]),
        ("/info/title", &face.info["info"]["title"]),
        ("/info/version", &face.info["info"]["version"]),
    ] {
        if !found.is_string() {
            refuse(pointer, "say it, as a string".into());
        }
    }
    if !face.info["x-envelope"].is_boolean() {
        refuse("/x-envelope", "true: answers are {success, statusCode, data}; false: they are plain".into());
    }
    if face.info.get("x-etags").is_some_and(|tagged| !tagged.is_boolean()) {
        refuse("/x-etags", "true: what GET answers has an ETag; or leave it out".into());
    }
    if let Some(told) = face.info.get("x-limit-headers") {
        let whole = told["prefix"].is_string() && told["every"].is_boolean() && told["reset"].is_string();
        if !whole || unknown(told, LIMIT_HEADERS).next().is_some() {
            refuse("/x-limit-headers", format!("a map of {}", LIMIT_HEADERS.join(", ")));
        }
    }
    for (at, tag) in face.info["tags"].as_array().into_iter().flatten().enumerate() {
        if !tag["name"].is_string() || !tag["description"].is_string() {
            refuse(&format!("/tags/{at}"), "a tag has a name and a description".into());
        }
        if let Some(menu) = tag.get("x-menu") {
            let listed: BTreeSet<_> = menu.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let own =
                |written: &&Written| written.body["tags"].as_array().is_some_and(|tags| tags.contains(&tag["name"]));
            let known: BTreeSet<_> =
                face.operations.iter().filter(own).filter_map(|written| written.body["operationId"].as_str()).collect();
            for id in listed.symmetric_difference(&known) {
                refuse(&format!("/tags/{at}/x-menu"), format!("names each operation of the tag, and no other: {id}"));
            }
        }
    }
    match face.info["x-error-schema"].as_str() {
        Some(file) if face.component(file).is_none() => {
            refuse("/x-error-schema", format!("there is no schema file {file}"))
        }
        None if !face.enveloped() => {
            refuse("/x-error-schema", "a face without envelope names the schema of its errors".into())
        }
        None if !face.schemas.contains_key("Problem") => refuse(
            "/x-envelope",
            "a face with envelope answers errors as Problem: there is no schema file problem.json".into(),
        ),
        _ => {}
    }
}

fn codes(face: &Face, refused: &mut Vec<Refused>) {
    let mut named: BTreeMap<String, &str> = BTreeMap::new();
    for ErrorCode { slug, body } in &face.errors {
        let mut refuse = |rest: &str, reason: String| {
            refused.push(Refused::new(format!("openapi/{}/errors.yaml#/{}{rest}", face.name, token(slug)), reason))
        };
        let word = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_lowercase())
                && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        if !slug.split_once('/').is_some_and(|(family, name)| word(family) && word(name)) {
            refuse("", "a code is family/slug, in lower case".into());
        }
        if let Some(other) = named.insert(pascal(slug), slug) {
            refuse("", format!("{other} and {slug} are the same once cased"));
        }
        for key in unknown(body, CODE) {
            refuse(
                &format!("/{}", token(key)),
                format!("the compiler does not know this key; it knows {}", CODE.join(", ")),
            );
        }
        if !body["status"].as_u64().is_some_and(|status| (400..600).contains(&status)) {
            refuse("/status", "a code has a status from 400 to 599".into());
        }
        for key in ["title", "when", "remedy"] {
            if body[key].as_str().is_none_or(|text| text.trim().is_empty()) {
                refuse(&format!("/{key}"), format!("a code has a {key}: words for people"));
            }
        }
        for (operation, sentence) in body["texts"].as_object().into_iter().flatten() {
            if !face.operations.iter().any(|written| written.body["operationId"] == operation.as_str()) {
                refuse(&format!("/texts/{}", token(operation)), "there is no such operation".into());
            }
            if !sentence.is_string() {
                refuse(&format!("/texts/{}", token(operation)), "a sentence".into());
            }
        }
        if body.get("body").is_some_and(|kind| kind != "text") || (body["body"] == "text" && !body["text"].is_string())
        {
            refuse("/body", "`body: text` sends `text` as it is; leave it out otherwise".into());
        }
    }
}
