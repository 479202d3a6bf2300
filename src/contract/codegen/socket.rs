//! The connection of a face over which its actions are said: `openapi/<face>/socket.yaml`.

use super::{Face, Refused, read::token};
use serde_json::Value;

const KNOWN: &[&str] = &["address", "title", "description", "query", "errors", "closings"];
const CLOSING: &[&str] = &["code", "title", "when", "remedy"];
/// The codes that a server may close with: those of RFC 6455 that stand in a frame, and those of an application.
const CODES: [std::ops::RangeInclusive<u64>; 3] = [1000..=1003, 1007..=1014, 4000..=4999];

/// Checks it.
///
/// # Errors
/// Every place that says too little, or what the compiler does not know; actions without a connection, and the reverse.
pub(super) fn hold(face: &Face) -> Result<(), Vec<Refused>> {
    let mut refused = vec![];
    let mut refuse = |pointer: &str, reason: String| {
        refused.push(Refused::new(format!("openapi/{}/socket.yaml#{pointer}", face.name), reason));
    };
    if face.socket.is_null() && face.actions.is_empty() {
        return Ok(());
    }
    if face.socket.is_null() || face.actions.is_empty() {
        refuse(
            "",
            "actions are said over a socket: a face has both, actions/*.yaml and socket.yaml, or neither".into(),
        );
        return Err(refused);
    }
    let socket = &face.socket;
    unknown(socket, "", KNOWN, &mut refuse);
    words(socket, "", &["address", "title", "description"], &mut refuse);
    if !socket["address"].as_str().is_some_and(|address| address.starts_with('/')) {
        refuse("/address", "a path, from the root".into());
    }
    for (name, parameter) in socket["query"].as_object().into_iter().flatten() {
        let at = format!("/query/{}", token(name));
        unknown(parameter, &at, &["description", "values"], &mut refuse);
        words(parameter, &at, &["description"], &mut refuse);
        let values = parameter["values"].as_array().map_or(&[][..], Vec::as_slice);
        if values.is_empty() || !values.iter().all(Value::is_string) {
            refuse(&format!("{at}/values"), "the values that it may have, at least one".into());
        }
    }
    for slug in socket["errors"].as_array().into_iter().flatten() {
        if !face.errors.iter().any(|known| *slug == known.slug.as_str()) {
            refuse("/errors", format!("the error code {} is not in errors.yaml", slug.as_str().unwrap_or_default()));
        }
    }
    let mut last = 0;
    for (at, closing) in socket["closings"].as_array().into_iter().flatten().enumerate() {
        let at = format!("/closings/{at}");
        unknown(closing, &at, CLOSING, &mut refuse);
        words(closing, &at, &["title", "when", "remedy"], &mut refuse);
        let code = closing["code"].as_u64().unwrap_or_default();
        if !CODES.iter().any(|codes| codes.contains(&code)) {
            refuse(
                &format!("{at}/code"),
                "a code that stands in a close frame: 1000 to 1003, 1007 to 1014, 4000 to 4999".into(),
            );
        } else if code <= last {
            refuse(&format!("{at}/code"), "codes stand in their order, each once".into());
        }
        last = code;
    }
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

fn unknown(body: &Value, at: &str, known: &[&str], refuse: &mut impl FnMut(&str, String)) {
    for (key, _) in body.as_object().into_iter().flatten().filter(|(key, _)| !known.contains(&key.as_str())) {
        let reason = format!("the compiler does not know this key; it knows {}", known.join(", "));
        refuse(&format!("{at}/{}", token(key)), reason);
    }
}

fn words(body: &Value, at: &str, keys: &[&str], refuse: &mut impl FnMut(&str, String)) {
    for key in keys {
        if body[*key].as_str().is_none_or(|text| text.trim().is_empty()) {
            refuse(&format!("{at}/{key}"), format!("say its {key}, in words for people"));
        }
    }
}
