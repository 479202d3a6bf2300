//! Schemas as tables for people: a row a member, nested objects under their owner, components linked.

use super::{escape, inline, items, members, text};
use serde_json::Value;
use std::fmt::Write as _;

/// The name of the component that a schema refers to.
pub(super) fn component(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.rsplit('/').next()
}

/// A link to a component.
pub(super) fn link(component: &str) -> String {
    format!("<a href=\"#schema-{0}\"><code>{0}</code></a>", escape(component))
}

/// The parts of an object: what it inherits, and its own members with whether each is always there.
struct Parts<'a> {
    inherits: Vec<&'a str>,
    members: Vec<(&'a str, &'a Value, bool)>,
}

fn parts(schema: &Value) -> Parts<'_> {
    let mut all = Parts { inherits: vec![], members: vec![] };
    for part in std::iter::once(schema).chain(items(&schema["allOf"])) {
        all.inherits.extend(component(part));
        let required = |name: &str| items(&part["required"]).any(|required| required == name);
        all.members.extend(members(&part["properties"]).map(|(name, schema)| (name, schema, required(name))));
    }
    all
}

/// A schema as a table of its members, or as a line where it has none. `label` names it for who cannot see it; `skip` is a
/// member that the place has told already.
pub(super) fn table(schema: &Value, label: &str, skip: &str) -> String {
    let Parts { inherits, members } = parts(schema);
    let mut out = String::new();
    if !inherits.is_empty() {
        let bases: Vec<_> = inherits.into_iter().map(link).collect();
        let _ = write!(
            out,
            "<p>Everything of {}{}</p>",
            bases.join(" and "),
            if members.is_empty() { "." } else { ", and:" }
        );
    }
    let mut rows = String::new();
    for (name, schema, required) in members.into_iter().filter(|(name, ..)| *name != skip) {
        row(name, schema, required, &mut rows);
    }
    if !rows.is_empty() {
        let _ = write!(
            out,
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr><th scope=\"col\">Member</th>\
             <th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead><tbody>{rows}</tbody></table></div>",
            escape(label)
        );
    } else if out.is_empty() {
        let _ = write!(out, "<p>{}{}</p>", kind(schema), limits(schema));
    }
    out
}

fn row(name: &str, schema: &Value, required: bool, out: &mut String) {
    let mark = if required { "" } else { "<span class=\"optional\"> optional</span>" };
    let _ = write!(
        out,
        "<tr><th scope=\"row\"><code>{}</code>{mark}</th><td>{}{}</td><td>{}</td></tr>",
        escape(name),
        kind(schema),
        limits(schema),
        inline(text(&schema["description"])),
    );
    let nested = if schema["type"] == "array" { &schema["items"] } else { schema };
    let prefix = if schema["type"] == "array" { format!("{name}[]") } else { name.to_owned() };
    for (inner, schema, required) in parts(nested).members {
        row(&format!("{prefix}.{inner}"), schema, required, out);
    }
}

/// What a value is, in a few words, components linked.
fn kind(schema: &Value) -> String {
    if let Some(component) = component(schema) {
        return link(component);
    }
    let either = |schemas: &Value| items(schemas).map(kind).collect::<Vec<_>>().join(" or ");
    if schema["oneOf"].is_array() {
        return either(&schema["oneOf"]);
    }
    if let Some(constant) = schema.get("const") {
        return format!("<code>{}</code>", escape(&constant.to_string()));
    }
    if schema["enum"].is_array() {
        let values: Vec<_> =
            items(&schema["enum"]).map(|value| format!("<code>{}</code>", escape(text(value)))).collect();
        return values.join(", ");
    }
    if let Value::Array(kinds) = &schema["type"] {
        return kinds.iter().map(text).collect::<Vec<_>>().join(" or ");
    }
    match text(&schema["type"]) {
        "array" => format!("list of {}", kind(&schema["items"])),
        "object" if schema["additionalProperties"].is_object() => {
            format!("map of {}", kind(&schema["additionalProperties"]))
        }
        "object" if schema["additionalProperties"] == true => "any object".to_owned(),
        "" if schema["allOf"].is_array() => "object".to_owned(),
        "" => "any value".to_owned(),
        word => match schema["format"].as_str() {
            Some(format) if !format.starts_with("int") => format!("{word} ({format})"),
            _ => word.to_owned(),
        },
    }
}

/// The limits of a value, in a few words.
fn limits(schema: &Value) -> String {
    let size = |low: &str, high: &str, of: &str| match (schema[low].as_i64(), schema[high].as_i64()) {
        (None | Some(0), None) => None,
        (Some(low), None) => Some(format!("at least {low}{of}")),
        (None, Some(high)) => Some(format!("at most {high}{of}")),
        (Some(low), Some(high)) if low == high => Some(format!("{low}{of}")),
        (Some(low), Some(high)) => Some(format!("{low} to {high}{of}")),
    };
    let numbers = if schema["maximum"].as_i64().is_some_and(|high| high >= i64::from(i32::MAX)) {
        schema["minimum"].as_i64().map(|low| format!("at least {low}"))
    } else {
        size("minimum", "maximum", "")
    };
    let pattern = schema["pattern"].as_str().map(|pattern| format!("<code>{}</code>", escape(pattern)));
    let all = [
        size("minLength", "maxLength", " characters"),
        size("minItems", "maxItems", " items"),
        size("minProperties", "maxProperties", " entries"),
        numbers,
        pattern,
    ];
    let all: Vec<_> = all.into_iter().flatten().collect();
    if all.is_empty() { String::new() } else { format!("<br><small>{}</small>", all.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_told_in_a_few_words() {
        for (schema, told) in [
            (json!({ "$ref": "#/components/schemas/Id" }), "<a href=\"#schema-Id\"><code>Id</code></a>"),
            (
                json!({ "type": "string", "format": "date", "minLength": 1, "maxLength": 9 }),
                "string (date)<br><small>1 to 9 characters</small>",
            ),
            (
                json!({ "type": "integer", "format": "int32", "minimum": 1, "maximum": 2_147_483_647 }),
                "integer<br><small>at least 1</small>",
            ),
            (json!({ "type": "string", "enum": ["a", "<"] }), "<code>a</code>, <code>&lt;</code>"),
            (
                json!({ "type": "array", "items": { "type": "string" }, "maxItems": 3 }),
                "list of string<br><small>at most 3 items</small>",
            ),
            (json!({ "type": "object", "additionalProperties": { "type": "boolean" } }), "map of boolean"),
            (
                json!({ "oneOf": [{ "$ref": "#/x/A" }, { "type": "null" }] }),
                "<a href=\"#schema-A\"><code>A</code></a> or null",
            ),
            (json!({ "type": ["string", "null"] }), "string or null"),
            (json!({ "description": "Whatever." }), "any value"),
            (json!({ "const": "x" }), "<code>&quot;x&quot;</code>"),
        ] {
            assert_eq!(kind(&schema) + &limits(&schema), told);
        }
    }

    #[test]
    fn nested_members_stand_under_their_owner() {
        let schema = json!({
            "allOf": [{ "$ref": "#/x/Base" }, {
                "type": "object", "required": ["a"],
                "properties": {
                    "action": { "type": "string" },
                    "a": { "type": "object", "required": ["b"], "description": "An `a`.", "properties": { "b": { "type": "string" } } },
                    "c": { "type": "array", "items": { "type": "object", "properties": { "d": { "type": "number" } } } },
                },
            }],
        });
        let table = table(&schema, "A thing", "action");
        assert!(table.starts_with("<p>Everything of <a href=\"#schema-Base\">"), "{table}");
        for row in [
            "<code>a</code></th>",
            "<code>a.b</code></th>",
            "<code>c</code><span",
            "<code>c[].d</code><span",
            "An <code>a</code>.",
        ] {
            assert!(table.contains(row), "{row}: {table}");
        }
        assert!(!table.contains("<code>action</code>"));
    }
}
