//! The rules of each kind of schema: integers, strings, objects, maps, inheritance, sums.

use super::super::{
    Face, model,
    names::{nameable, pascal},
    pattern,
    read::{COMPONENTS, token},
};
use super::Check;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const FORMATS: &[&str] = &["email", "uri", "date", "date-time", "uuid", "password", "binary"];
/// Bounds of a `number` lie closer to zero than this (2^53), where every whole number is a float of its own.
pub(super) const EXACT: f64 = 9_007_199_254_740_992.0;

impl Check<'_> {
    pub(super) fn integer(&mut self, schema: &Value, pointer: &str) {
        self.keywords(schema, pointer, &["type", "format", "minimum", "maximum"]);
        let format = schema["format"].as_str();
        let (Some("int32" | "int64"), Some(low), Some(high)) =
            (format, schema["minimum"].as_i64(), schema["maximum"].as_i64())
        else {
            return self.refuse(pointer, "rule 8: an integer has format int32 or int64, and both minimum and maximum");
        };
        if low > high {
            self.refuse(pointer, "rule 8: minimum is above maximum");
        }
        if format == Some("int32") && (i32::try_from(low).is_err() || i32::try_from(high).is_err()) {
            self.refuse(pointer, "rule 8: the bounds do not fit int32");
        }
    }

    /// `minimum` is not above `maximum`, and both are written as whole numbers.
    pub(super) fn sizes(&mut self, schema: &Value, pointer: &str, low: &str, high: &str, rule: &str) {
        for key in [low, high] {
            if schema.get(key).is_some_and(|size| size.as_u64().is_none()) {
                self.refuse(&format!("{pointer}/{key}"), format!("{rule}: {key} is a whole number, without a point"));
            }
        }
        if schema[low].as_u64().zip(schema[high].as_u64()).is_some_and(|(low, high)| low > high) {
            self.refuse(pointer, format!("{rule}: {low} is above {high}"));
        }
    }

    pub(super) fn string(&mut self, schema: &Value, null: bool, pointer: &str) {
        if schema.get("enum").is_some() || schema.get("const").is_some() {
            return self.words(schema, null, pointer);
        }
        self.keywords(schema, pointer, &["type", "minLength", "maxLength", "pattern", "format"]);
        self.sizes(schema, pointer, "minLength", "maxLength", "rule 7");
        if let Some(format) = schema["format"].as_str().filter(|format| !FORMATS.contains(format)) {
            self.refuse(
                &format!("{pointer}/format"),
                format!("rule 7: the server has no check for the format {format}"),
            );
        }
        if let Some(Err(reason)) = schema["pattern"].as_str().map(pattern::portable) {
            self.refuse(&format!("{pointer}/pattern"), format!("rule 7: {reason}"));
        }
    }

    fn words(&mut self, schema: &Value, null: bool, pointer: &str) {
        let word = if schema.get("enum").is_some() { "enum" } else { "const" };
        let at = format!("{pointer}/{word}");
        self.keywords(schema, pointer, &["type", word]);
        if null {
            self.refuse(
                &format!("{pointer}/type"),
                "rule 10: give the enum a file, and write oneOf: [{\"$ref\"}, {\"type\": \"null\"}]",
            );
        }
        let Some(values) = model::constants(schema) else {
            return self.refuse(&at, "rule 9: the values of an enum are strings");
        };
        if values.is_empty() {
            self.refuse(&at, "rule 9: an enum has values");
        }
        let mut cased: BTreeMap<String, &str> = BTreeMap::new();
        for value in values {
            if !value.bytes().any(|b| b.is_ascii_alphanumeric()) {
                self.refuse(&at, format!("rule 9: {value:?} has no letter and no digit to name it by"));
            } else if let Some(other) = cased.insert(pascal(value).to_ascii_lowercase(), value) {
                self.refuse(&at, format!("rule 9: {other:?} and {value:?} differ only by case and punctuation"));
            }
        }
    }

    pub(super) fn object(&mut self, schema: &Value, null: bool, pointer: &str) {
        if let Some(values) = schema.get("additionalProperties") {
            return self.map(schema, values, pointer);
        }
        self.keywords(schema, pointer, &["type", "properties", "required"]);
        if null {
            self.refuse(
                &format!("{pointer}/type"),
                "rule 10: give the object a file, and write oneOf: [{\"$ref\"}, {\"type\": \"null\"}]",
            );
        }
        let Some(properties) = schema["properties"].as_object() else {
            return self.refuse(
                pointer,
                "rule 2: an object says its properties; a free object says additionalProperties: true",
            );
        };
        let mut cased: BTreeMap<String, &str> = BTreeMap::new();
        for (name, property) in properties {
            let at = format!("{pointer}/properties/{}", token(name));
            if name == "d" {
                self.refuse(&at, "rule 2: a property called d does not generate in Python");
            }
            if !nameable(name) {
                self.refuse(&at, "rule 2: a property is named in ASCII, with a letter, so that generators can name it");
            }
            if let Some(other) = cased.insert(pascal(name).to_ascii_lowercase(), name).filter(|_| nameable(name)) {
                self.refuse(&at, format!("rule 2: {other} and {name} are the same once cased"));
            }
            if property.is_object() && property.get("description").is_none() {
                self.refuse(&at, "a property has a description");
            }
            self.schema(property, &at);
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !properties.contains_key(name) {
                self.refuse(
                    &format!("{pointer}/required"),
                    format!("rule 2: {name} is required and not among the properties"),
                );
            }
        }
    }

    fn map(&mut self, schema: &Value, values: &Value, pointer: &str) {
        match values {
            Value::Bool(true) => return self.keywords(schema, pointer, &["type", "additionalProperties"]),
            Value::Object(_) => self.schema(values, &format!("{pointer}/additionalProperties")),
            _ => return self.refuse(&format!("{pointer}/additionalProperties"), "rule 2: objects stay open"),
        }
        self.keywords(
            schema,
            pointer,
            &["type", "additionalProperties", "propertyNames", "minProperties", "maxProperties"],
        );
        self.sizes(schema, pointer, "minProperties", "maxProperties", "rule 4");
        let Some(names) = schema.get("propertyNames") else { return };
        let at = format!("{pointer}/propertyNames");
        let plain = names.as_object().is_some_and(|members| members.len() == 1);
        match (&names["$ref"], &names["pattern"]) {
            (Value::String(_), _) if plain => {
                if model::plain_type(self.face.resolve(names)) != (Some("string"), false) {
                    self.refuse(&at, "rule 4: the keys of a map are strings");
                }
            }
            (_, Value::String(text)) if plain => {
                if let Err(reason) = pattern::portable(text) {
                    self.refuse(&format!("{at}/pattern"), format!("rule 7: {reason}"));
                }
            }
            _ => self.refuse(&at, "rule 4: propertyNames is {\"$ref\"} or {\"pattern\"}, and nothing else"),
        }
    }

    pub(super) fn all_of(&mut self, schema: &Value, parts: &[Value], pointer: &str) {
        self.keywords(schema, pointer, &["allOf", "type"]);
        if schema.get("type").is_some_and(|kind| kind != "object") {
            self.refuse(&format!("{pointer}/type"), "rule 3: allOf joins objects");
        }
        for (at, part) in parts.iter().enumerate() {
            let at = format!("{pointer}/allOf/{at}");
            let resolved = self.face.resolve(part);
            if resolved.get("properties").is_none() && resolved.get("allOf").is_none() {
                self.refuse(&at, "rule 3: allOf joins objects");
            }
            self.schema(part, &at);
        }
        let mut cased: BTreeMap<String, &str> = BTreeMap::new();
        for name in model::keys(schema, self.face) {
            if let Some(other) = cased.insert(pascal(name).to_ascii_lowercase(), name) {
                self.refuse(&format!("{pointer}/allOf"), format!("rule 2: {other} and {name} are the same once cased"));
            }
        }
    }

    pub(super) fn one_of(&mut self, schema: &Value, branches: &[Value], pointer: &str) {
        if let Some(branch) = model::nullable_branch(branches) {
            self.keywords(schema, pointer, &["oneOf"]);
            let (at, plain) = (
                branches.iter().position(|b| b == branch).unwrap_or(0),
                branches.iter().all(|b| b.as_object().is_some_and(|members| members.len() == 1)),
            );
            if Face::target(branch).is_none() || !plain {
                self.refuse(
                    &format!("{pointer}/oneOf/{at}"),
                    "rule 10: write type: [T, \"null\"], or oneOf: [{\"$ref\"}, {\"type\": \"null\"}]",
                );
            } else if model::allows_null(self.face, branch) {
                self.refuse(
                    &format!("{pointer}/oneOf/{at}"),
                    "rule 10: this schema allows null itself, so that null would match both",
                );
            }
            return;
        }
        if schema.get("discriminator").is_some() {
            return self.tagged(schema, branches, pointer);
        }
        self.keywords(schema, pointer, &["oneOf"]);
        let kinds: Vec<_> = branches.iter().map(|b| b["type"].as_str()).collect();
        let numbers = kinds.iter().filter(|kind| matches!(kind, Some("integer" | "number"))).count();
        let scalar = |kind: &Option<&str>| matches!(kind, Some("string" | "integer" | "number" | "boolean"));
        if kinds.len() != 2 || !kinds.iter().all(scalar) || kinds[0] == kinds[1] || numbers == 2 {
            return self.refuse(pointer, "rule 11: oneOf has a discriminator, or two scalars of different types");
        }
        for (at, branch) in branches.iter().enumerate() {
            self.schema(branch, &format!("{pointer}/oneOf/{at}"));
        }
    }

    fn tagged(&mut self, schema: &Value, branches: &[Value], pointer: &str) {
        self.keywords(schema, pointer, &["oneOf", "discriminator", "type"]);
        let discriminator = &schema["discriminator"];
        let known = discriminator
            .as_object()
            .is_some_and(|members| members.keys().all(|key| key == "propertyName" || key == "mapping"));
        let (Some(tag), Some(mapping), true) =
            (discriminator["propertyName"].as_str(), discriminator["mapping"].as_object(), known)
        else {
            return self.refuse(
                &format!("{pointer}/discriminator"),
                "rule 11: a discriminator has a propertyName and a mapping",
            );
        };
        let at_mapping = format!("{pointer}/discriminator/mapping");
        let (mut targets, mut named) = (BTreeSet::new(), BTreeSet::new());
        for (at, branch) in branches.iter().enumerate() {
            let at = format!("{pointer}/oneOf/{at}");
            let Some(target) = Face::target(branch) else {
                self.refuse(&at, "rule 11: each branch refers to a schema file");
                continue;
            };
            self.schema(branch, &at);
            if !targets.insert(target) {
                self.refuse(&at, format!("rule 11: {target} stands twice"));
            }
            let Some(values) = model::tag_values(self.face, branch, tag) else {
                self.refuse(&at, format!("rule 11: {target} requires {tag}, a string with an enum"));
                continue;
            };
            for value in values {
                let mapped =
                    mapping.get(&value).and_then(Value::as_str).and_then(|target| target.strip_prefix(COMPONENTS));
                if mapped != Some(target) {
                    self.refuse(&at_mapping, format!("rule 11: the mapping names {value} → {target}"));
                }
                named.insert(value);
            }
        }
        for value in mapping.keys().filter(|value| !named.contains(*value)) {
            self.refuse(&format!("{at_mapping}/{}", token(value)), format!("rule 11: no branch has the {tag} {value}"));
        }
    }
}
