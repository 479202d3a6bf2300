//! The configuration's reference, made from its types.

use super::{Config, load::variable};
use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The JSON Schema of a configuration file (editors complete and check TOML with it).
#[must_use]
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Config>()
}

/// Every key as a Markdown table: what docs/CONFIGURATION.md shows.
#[must_use]
pub fn table() -> String {
    let schema = schema().to_value();
    let mut table = "| key | variable | type | default | meaning |\n| --- | --- | --- | --- | --- |\n".to_owned();
    let definitions = schema["$defs"].as_object().cloned().unwrap_or_default();
    rows(&mut table, "", &schema, &definitions, &serde_json::to_value(Config::default()).unwrap_or_default());
    table
}

fn rows(table: &mut String, above: &str, schema: &Value, definitions: &Map<String, Value>, defaults: &Value) {
    let Some(properties) = schema["properties"].as_object() else { return };
    for (name, property) in properties {
        let key = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        let target = property["$ref"].as_str().and_then(|path| definitions.get(path.rsplit('/').next()?));
        if let Some(target) = target.filter(|target| target.get("properties").is_some()) {
            rows(table, &key, target, definitions, &defaults[name]);
            continue;
        }
        let meaning = property["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
        let default = match &defaults[name] {
            Value::Null => "absent".to_owned(),
            value => format!("`{value}`"),
        };
        let kind = kind(target.unwrap_or(property));
        let _ = writeln!(table, "| `{key}` | `{}` | {kind} | {default} | {meaning} |", variable(&key));
    }
}

/// A property's type, for people.
fn kind(schema: &Value) -> String {
    let words =
        |values: &[Value]| values.iter().map(|v| v.as_str().unwrap_or_default()).collect::<Vec<_>>().join(" or ");
    if let Some(values) = schema["enum"].as_array() {
        return words(values);
    }
    if let Some(options) = schema["oneOf"].as_array() {
        return words(&options.iter().map(|option| option["const"].clone()).collect::<Vec<_>>());
    }
    let named = match &schema["type"] {
        Value::Array(types) => types.iter().find_map(|t| t.as_str().filter(|t| *t != "null")),
        other => other.as_str(),
    };
    match named {
        Some("string") => "text".to_owned(),
        Some("integer") => match (schema["minimum"].as_f64(), schema["maximum"].as_f64()) {
            (Some(least), Some(most)) => format!("{least} to {most}"),
            (Some(least), None) => format!("{least} or more"),
            _ => "whole number".to_owned(),
        },
        Some("boolean") => "true or false".to_owned(),
        Some("array") => "list of texts".to_owned(),
        other => other.unwrap_or("any").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_sentence() {
        let table = table();
        assert!(table.lines().count() > 25, "{table}");
        for line in table.lines() {
            let meaning = line.trim_end_matches('|').rsplit('|').next().unwrap_or_default().trim();
            assert!(!meaning.is_empty(), "{line}");
        }
        assert!(table.contains("| `log.format` | `TALKAMIE_LOG__FORMAT` | text or json | `\"text\"` |"), "{table}");
    }

    #[test]
    fn the_documentation_has_the_table() {
        let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/CONFIGURATION.md"));
        let fresh = page.is_ok_and(|page| page.contains(table().trim_end()));
        assert!(fresh, "put the output of `talkamie config-schema --table` into docs/CONFIGURATION.md");
    }

    #[test]
    fn the_schema_takes_the_defaults_and_no_unknown_keys() {
        let validator = jsonschema::validator_for(&schema().to_value()).expect("a schema");
        assert!(validator.is_valid(&serde_json::to_value(Config::default()).expect("JSON")));
        assert!(!validator.is_valid(&serde_json::json!({ "listne": "127.0.0.1:1" })));
    }
}
