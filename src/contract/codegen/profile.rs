//! Holds a face's schemas to docs/CONTRACT-PROFILE.md. What the compiler cannot represent it refuses here, so that
//! the later stages may take every schema for granted.

use super::{Face, Refused, model, names::pascal};
use serde_json::Value;
use std::collections::BTreeMap;

const RESERVED: &[&str] = &["Error", "Object", "List", "Date", "Map", "Set", "File", "Response", "Request", "Client", "Configuration"];
const ANNOTATIONS: &[&str] = &["title", "description", "examples", "default", "deprecated", "readOnly", "writeOnly", "$comment"];
const FORMATS: &[&str] = &["email", "uri", "date", "date-time", "uuid", "password", "binary"];

/// Checks every schema of the face.
///
/// # Errors
/// Every place outside the profile.
pub(super) fn hold(face: &Face) -> Result<(), Vec<Refused>> {
    let mut refused = vec![];
    for (name, schema) in &face.schemas {
        let mut check = Check { face, file: &schema.file, refused: &mut refused };
        if RESERVED.contains(&name.as_str()) {
            check.refuse("", format!("{name} is a reserved word in a generator's target language: rename the file"));
        }
        if face.schemas.contains_key(&format!("New{name}")) {
            check.refuse("", format!("{name} and New{name} together do not compile in Go: rename one"));
        }
        for needed in ["title", "description", "examples"] {
            if schema.body.get(needed).is_none() {
                check.refuse("", format!("a schema file says its {needed}"));
            }
        }
        if schema.body["title"].as_str().is_some_and(|title| title != name) {
            check.refuse("/title", format!("the title is the component's name, {name}"));
        }
        check.schema(&schema.body, "");
    }
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

/// Checks one inline schema, as parameters have them.
pub(super) fn hold_parameter(face: &Face, file: &str, schema: &Value, pointer: &str, refused: &mut Vec<Refused>) {
    Check { face, file, refused }.schema(schema, pointer);
    let resolved = face.resolve(schema);
    if !matches!(resolved["type"].as_str(), Some("string" | "integer" | "number" | "boolean")) {
        refused.push(Refused::new(format!("{file}#{pointer}"), "a parameter is a string, a number or a boolean"));
    }
}

struct Check<'a> {
    face: &'a Face,
    file: &'a str,
    refused: &'a mut Vec<Refused>,
}

impl Check<'_> {
    fn refuse(&mut self, pointer: &str, reason: impl Into<String>) {
        self.refused.push(Refused::new(format!("{}#{pointer}", self.file), reason));
    }

    /// Refuses keywords that are neither annotations nor among `known`.
    fn keywords(&mut self, schema: &Value, pointer: &str, known: &[&str]) {
        for key in schema.as_object().into_iter().flatten().map(|(key, _)| key.as_str()) {
            if !known.contains(&key) && !ANNOTATIONS.contains(&key) && !key.starts_with("x-") {
                self.refuse(&format!("{pointer}/{key}"), format!("{key} is outside the contract profile here (docs/CONTRACT-PROFILE.md)"));
            }
        }
    }

    fn schema(&mut self, schema: &Value, pointer: &str) {
        if !schema.is_object() {
            return self.refuse(pointer, "rule 12: a schema is an object, not true or false");
        }
        if schema.get("$ref").is_some() {
            return self.keywords(schema, pointer, &["$ref"]);
        }
        if let Some(parts) = schema.get("allOf") {
            return self.all_of(schema, parts, pointer);
        }
        if let Some(branches) = schema["oneOf"].as_array() {
            return self.one_of(schema, branches, pointer);
        }
        match model::plain_type(schema) {
            (Some("object"), _) => self.object(schema, pointer),
            (Some("array"), _) => {
                self.keywords(schema, pointer, &["type", "items", "minItems", "maxItems"]);
                match schema.get("items") {
                    Some(items) => self.schema(items, &format!("{pointer}/items")),
                    None => self.refuse(pointer, "rule 6: an array says its items"),
                }
            }
            (Some("string"), _) => self.string(schema, pointer),
            (Some("integer"), _) => {
                self.keywords(schema, pointer, &["type", "format", "minimum", "maximum"]);
                if !matches!(schema["format"].as_str(), Some("int32" | "int64")) || schema["minimum"].as_i64().is_none() || schema["maximum"].as_i64().is_none() {
                    self.refuse(pointer, "rule 8: an integer has format int32 or int64, and both minimum and maximum");
                }
                if schema["format"] == "int32" && (schema["minimum"].as_i64() < Some(i64::from(i32::MIN)) || schema["maximum"].as_i64() > Some(i64::from(i32::MAX))) {
                    self.refuse(pointer, "rule 8: the bounds do not fit int32");
                }
            }
            (Some("number"), _) => self.keywords(schema, pointer, &["type", "format", "minimum", "maximum"]),
            (Some("boolean"), _) => self.keywords(schema, pointer, &["type"]),
            (None, _) if schema.get("type").is_none() => {
                self.keywords(schema, pointer, &[]);
                if schema.get("description").is_none() {
                    self.refuse(pointer, "rule 5: a schema for any value says in a description why");
                }
            }
            _ => self.refuse(&format!("{pointer}/type"), "rule 10: one type, or one type and \"null\""),
        }
    }

    fn string(&mut self, schema: &Value, pointer: &str) {
        self.keywords(schema, pointer, &["type", "enum", "const", "minLength", "maxLength", "pattern", "format"]);
        if let Some(format) = schema["format"].as_str() && !FORMATS.contains(&format) {
            self.refuse(&format!("{pointer}/format"), format!("rule 7: the server has no check for the format {format}"));
        }
        if let Some(pattern) = schema["pattern"].as_str() && let Err(reason) = portable(pattern) {
            self.refuse(&format!("{pointer}/pattern"), format!("rule 7: {reason}"));
        }
        let values = model::constants(schema);
        let mut cased: BTreeMap<String, &str> = BTreeMap::new();
        for value in values.iter().flatten() {
            if value.is_empty() || cased.insert(pascal(value).to_ascii_lowercase(), value).is_some() {
                self.refuse(&format!("{pointer}/enum"), "rule 9: values differ by more than case and punctuation, and none is empty");
            }
        }
        if schema.get("enum").is_some() && values.is_none() {
            self.refuse(&format!("{pointer}/enum"), "rule 9: the values of an enum are strings");
        }
    }

    fn object(&mut self, schema: &Value, pointer: &str) {
        if let Some(values) = schema.get("additionalProperties") {
            self.keywords(schema, pointer, &["type", "additionalProperties", "propertyNames", "minProperties", "maxProperties"]);
            if let Some(names) = schema.get("propertyNames") {
                self.schema(&with_string(names), &format!("{pointer}/propertyNames"));
            }
            match values {
                Value::Bool(true) => self.keywords(schema, pointer, &["type", "additionalProperties", "minProperties", "maxProperties"]),
                Value::Object(_) => self.schema(values, &format!("{pointer}/additionalProperties")),
                _ => self.refuse(&format!("{pointer}/additionalProperties"), "rule 2: objects stay open"),
            }
            return;
        }
        self.keywords(schema, pointer, &["type", "properties", "required"]);
        let Some(properties) = schema["properties"].as_object() else {
            return self.refuse(pointer, "rule 2: an object says its properties; a free object says additionalProperties: true");
        };
        let mut cased: BTreeMap<String, &str> = BTreeMap::new();
        for (name, property) in properties {
            let at = format!("{pointer}/properties/{name}");
            if name == "d" {
                self.refuse(&at, "rule 2: a property called d does not generate in Python");
            }
            if cased.insert(pascal(name).to_ascii_lowercase(), name).is_some() {
                self.refuse(&at, "rule 2: two properties are the same once cased");
            }
            if property.get("description").is_none() && !property["$ref"].is_string() {
                self.refuse(&at, "a property has a description");
            }
            self.schema(property, &at);
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !properties.contains_key(name) {
                self.refuse(&format!("{pointer}/required"), format!("{name} is required and not among the properties"));
            }
        }
    }

    fn all_of(&mut self, schema: &Value, parts: &Value, pointer: &str) {
        self.keywords(schema, pointer, &["allOf", "type"]);
        for (at, part) in parts.as_array().into_iter().flatten().enumerate() {
            let at = format!("{pointer}/allOf/{at}");
            let resolved = self.face.resolve(part);
            if resolved.get("properties").is_none() && resolved.get("allOf").is_none() {
                self.refuse(&at, "rule 3: allOf joins objects");
            }
            self.schema(part, &at);
        }
    }

    fn one_of(&mut self, schema: &Value, branches: &[Value], pointer: &str) {
        if model::nullable_branch(branches).is_some() {
            self.keywords(schema, pointer, &["oneOf"]);
            for (at, branch) in branches.iter().enumerate().filter(|(_, b)| b["type"] != "null") {
                self.schema(branch, &format!("{pointer}/oneOf/{at}"));
            }
            return;
        }
        if schema.get("discriminator").is_none() {
            self.keywords(schema, pointer, &["oneOf"]);
            let kinds: Vec<_> = branches.iter().map(|b| b["type"].as_str()).collect();
            let scalar = |kind: &Option<&str>| matches!(kind, Some("string" | "integer" | "number" | "boolean"));
            if kinds.len() != 2 || !kinds.iter().all(scalar) || kinds[0] == kinds[1] {
                return self.refuse(pointer, "rule 11: oneOf has a discriminator, or two scalars of different types");
            }
            for (at, branch) in branches.iter().enumerate() {
                self.schema(branch, &format!("{pointer}/oneOf/{at}"));
            }
            return;
        }
        self.keywords(schema, pointer, &["oneOf", "discriminator", "type"]);
        let tag = schema["discriminator"]["propertyName"].as_str().unwrap_or_default();
        let mapping = schema["discriminator"]["mapping"].as_object();
        for (at, branch) in branches.iter().enumerate() {
            let at = format!("{pointer}/oneOf/{at}");
            let Some(target) = Face::target(branch) else {
                self.refuse(&at, "rule 11: each branch refers to a schema file");
                continue;
            };
            let Some(values) = model::tag_values(self.face, branch, tag) else {
                self.refuse(&at, format!("rule 11: {target} requires {tag}, a string with an enum"));
                continue;
            };
            for value in values {
                let mapped = mapping.and_then(|m| m.get(&value)).and_then(Value::as_str).and_then(|t| t.strip_prefix(super::read::COMPONENTS));
                if mapped != Some(target) {
                    self.refuse(&format!("{pointer}/discriminator/mapping"), format!("rule 11: the mapping names {value} → {target}"));
                }
            }
        }
    }
}

/// A schema for property names is a string even when it does not say so.
pub(super) fn with_string(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(members) = schema.as_object_mut()
        && !members.contains_key("$ref")
    {
        members.entry("type").or_insert("string".into());
        members.entry("description").or_insert("A key.".into());
    }
    schema
}

/// Whether every regex engine reads `pattern` alike.
fn portable(pattern: &str) -> Result<(), String> {
    let mut chars = pattern.chars().peekable();
    let mut class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(escaped) if escaped.is_ascii_punctuation() => {}
                other => return Err(format!("the escape \\{} differs between engines: write a class of characters", other.unwrap_or(' '))),
            },
            '[' if class => return Err("a bracket inside a class: escape it".into()),
            '[' => class = true,
            ']' => class = false,
            '.' if !class => return Err("the dot differs between engines: write a class of characters".into()),
            '(' if !class && chars.peek() == Some(&'?') => {
                chars.next();
                if chars.next() != Some(':') {
                    return Err("groups are plain or (?:…)".into());
                }
            }
            '&' | '~' | '-' if class && chars.peek() == Some(&c) => return Err(format!("{c}{c} inside a class means something to some engines")),
            _ => {}
        }
    }
    Ok(())
}
