//! Schemas as lists of the kinds of value that they allow.

use super::{component, items, members};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    mem::take,
};

/// A schema without `$ref`, `allOf`, `oneOf` and lists of types: one of the kinds of value it allows.
#[derive(Clone, Default)]
pub(super) struct Alternative {
    /// The component that this is, or is one kind of.
    pub(super) name: Option<String>,
    /// The JSON type; `None` is any.
    pub(super) kind: Option<String>,
    /// `enum` and `const`.
    pub(super) values: Option<Vec<Value>>,
    pub(super) limits: BTreeMap<String, f64>,
    /// `pattern`, `format` and every keyword that the profile does not know, with its value.
    pub(super) rules: BTreeMap<(String, String), Value>,
    pub(super) members: BTreeMap<String, Value>,
    pub(super) required: BTreeSet<String>,
    /// `items`, `additionalProperties`, `propertyNames`.
    pub(super) parts: BTreeMap<String, Value>,
}

const LIMITS: [&str; 8] =
    ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
const WORDS: [&str; 9] =
    ["title", "description", "examples", "default", "deprecated", "readOnly", "writeOnly", "discriminator", "$schema"];

pub(super) fn alternatives(schema: &Value, document: &Value) -> Vec<Alternative> {
    let mut own = Alternative::default();
    let mut kinds: Vec<Option<String>> = vec![];
    for (keyword, value) in members(schema) {
        match keyword {
            "$ref" | "allOf" | "oneOf" => {}
            "type" => {
                kinds = items(value)
                    .chain(value.is_string().then_some(value))
                    .map(|kind| kind.as_str().map(str::to_owned))
                    .collect()
            }
            "enum" => own.values = value.as_array().cloned(),
            "const" => own.values = Some(vec![value.clone()]),
            "properties" => {
                own.members = members(value).map(|(name, member)| (name.to_owned(), member.clone())).collect()
            }
            "required" => own.required = items(value).filter_map(Value::as_str).map(str::to_owned).collect(),
            "items" | "additionalProperties" | "propertyNames" => {
                _ = own.parts.insert(keyword.to_owned(), value.clone())
            }
            _ if LIMITS.contains(&keyword) => {
                _ = own.limits.insert(keyword.to_owned(), value.as_f64().expect("a number"))
            }
            _ if WORDS.contains(&keyword) || keyword.starts_with("x-") => {}
            _ => _ = own.rules.insert((keyword.to_owned(), value.to_string()), value.clone()),
        }
    }
    if kinds.is_empty() {
        kinds.push(None);
    }
    let all: Vec<_> = kinds.into_iter().map(|kind| Alternative { kind, ..own.clone() }).collect();
    let of = |schema: &Value, name: &dyn Fn(Option<String>) -> Option<String>| -> Vec<Alternative> {
        alternatives(schema, document).into_iter().map(|a| Alternative { name: name(a.name.clone()), ..a }).collect()
    };
    // A part of something is no longer the component that it was; a branch of a union keeps its own name.
    let mut parts: Vec<_> = items(&schema["allOf"]).map(|part| of(part, &|_| None)).collect();
    parts.extend(
        component(schema).map(|name| {
            of(&document["components"]["schemas"][name], &|branch| branch.or_else(|| Some(name.to_owned())))
        }),
    );
    if schema.get("oneOf").is_some() {
        parts.push(items(&schema["oneOf"]).flat_map(|branch| alternatives(branch, document)).collect());
    }
    parts.iter().fold(all, |all, part| all.iter().flat_map(|a| part.iter().filter_map(|b| a.and(b))).collect())
}

impl Alternative {
    /// What both allow; `None` when that is nothing.
    fn and(&self, other: &Self) -> Option<Self> {
        let kind = match (&self.kind, &other.kind) {
            (kind, other) if fits(kind.as_deref(), other.as_deref()) => kind,
            (kind, other) if fits(other.as_deref(), kind.as_deref()) => other,
            _ => return None,
        };
        let mut both = Self { name: other.name.clone(), kind: kind.clone(), ..self.clone() };
        both.values = match (take(&mut both.values), other.values.clone()) {
            (Some(values), Some(others)) => Some(values.into_iter().filter(|value| others.contains(value)).collect()),
            (values, others) => values.or(others),
        };
        for (keyword, limit) in &other.limits {
            let tighter = if keyword.starts_with("min") { f64::max } else { f64::min };
            both.limits.entry(keyword.clone()).and_modify(|l| *l = tighter(*l, *limit)).or_insert(*limit);
        }
        both.rules.extend(other.rules.clone());
        both.required.extend(other.required.clone());
        for (ours, others) in [(&mut both.members, &other.members), (&mut both.parts, &other.parts)] {
            for (name, schema) in others {
                ours.entry(name.clone())
                    .and_modify(|s| *s = json!({ "allOf": [take(s), schema] }))
                    .or_insert_with(|| schema.clone());
            }
        }
        Some(both)
    }

    /// A rule of the other side that this one keeps as well.
    pub(super) fn keeps(&self, (keyword, value): &(String, String)) -> bool {
        let same = |value: &str| self.rules.contains_key(&(keyword.clone(), value.to_owned()));
        // `^(…)?$` takes what `^…$` takes, and the empty text.
        let filled = || Some(format!("\"^{}$\"", value.strip_prefix("\"^(")?.strip_suffix(")?$\"")?));
        same(value)
            || (keyword == "format" && value == "\"int64\"" && same("\"int32\""))
            || (keyword == "pattern" && filled().is_some_and(|pattern| !loose(&pattern) && same(&pattern)))
    }

    /// What is said of a scalar, as a schema again.
    pub(super) fn scalar(&self) -> Value {
        let mut schema: Map<String, Value> =
            self.rules.iter().map(|((keyword, _), value)| (keyword.clone(), value.clone())).collect();
        schema.extend(self.limits.iter().map(|(keyword, limit)| (keyword.clone(), json!(limit))));
        schema.extend(self.kind.iter().map(|kind| ("type".to_owned(), json!(kind))));
        schema.extend(self.values.iter().map(|values| ("enum".to_owned(), json!(values))));
        schema.into()
    }
}

/// Whether a pattern has alternatives outside any group: its ends then belong to some of them only.
fn loose(pattern: &str) -> bool {
    let mut depth = 0_i32;
    pattern.chars().any(|c| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        c == '|' && depth <= 0
    })
}

/// Is every value of the type `inner` one of the type `outer`?
pub(super) fn fits(inner: Option<&str>, outer: Option<&str>) -> bool {
    outer.is_none() || inner == outer || (inner, outer) == (Some("integer"), Some("number"))
}
