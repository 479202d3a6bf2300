//! Holds every link to what it names: the operation it leads to, its parameters, and the place in the answer or the
//! request that they are taken from.

use super::{
    Refused,
    operations::{Operation, placeholders},
    read::{COMPONENTS, token},
};
use serde_json::Value;

/// Checks the links of all operations.
///
/// # Errors
/// Every link to an operation or from a value that is not there.
pub(super) fn hold(operations: &[Operation], document: &Value) -> Result<(), Vec<Refused>> {
    let mut refused = vec![];
    for operation in operations {
        for link in &operation.links {
            let mut refuse = |reason: String| {
                refused.push(Refused::new(format!("{}/x-links/{}", operation.at, token(&link.to)), reason));
            };
            let Some(target) = operations.iter().find(|other| other.id == link.to) else {
                refuse("there is no such operation".into());
                continue;
            };
            for (name, expression) in &link.parameters {
                if !target.parameters.iter().any(|parameter| &parameter.name == name) {
                    refuse(format!("{} has no parameter {name}", link.to));
                }
                if !names_something(document, operation, expression) {
                    refuse(format!(
                        "{expression}: write $response.body#/… with a pointer into the answer, or $request.path.name"
                    ));
                }
            }
            for name in placeholders(&target.path) {
                if !link.parameters.iter().any(|(given, _)| given == name) {
                    refuse(format!("{} needs the path parameter {name}", link.to));
                }
            }
        }
    }
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

/// Whether a runtime expression names something that the operation has.
fn names_something(document: &Value, operation: &Operation, expression: &str) -> bool {
    if let Some(name) = expression.strip_prefix("$request.path.") {
        return placeholders(&operation.path).contains(name);
    }
    let Some(pointer) = expression.strip_prefix("$response.body#/") else { return false };
    let responses = &document["paths"][&operation.path][&operation.method]["responses"];
    let tokens: Vec<_> = pointer.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect();
    responses.as_object().into_iter().flatten().filter(|(status, _)| status.starts_with('2')).any(|(_, response)| {
        let media = response["content"].as_object().into_iter().flatten();
        media.map(|(_, media)| &media["schema"]).any(|schema| leads_somewhere(document, schema, &tokens))
    })
}

/// Whether a value of `schema` can have something at the end of `tokens`.
fn leads_somewhere(document: &Value, schema: &Value, tokens: &[String]) -> bool {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix(COMPONENTS)) {
        return leads_somewhere(document, &document["components"]["schemas"][name], tokens);
    }
    let Some((first, rest)) = tokens.split_first() else { return true };
    let item = first.bytes().all(|b| b.is_ascii_digit()).then(|| &schema["items"]);
    let member = schema["properties"].get(first);
    let parts = ["allOf", "oneOf"].into_iter().filter_map(|key| schema[key].as_array()).flatten();
    parts.into_iter().any(|part| leads_somewhere(document, part, tokens))
        || item.into_iter().chain(member).any(|inner| !inner.is_null() && leads_somewhere(document, inner, rest))
}
