//! The oracle: jsonschema over the published document. It alone decides what is valid and words every error.

use super::{
    judge,
    runtime::{InvalidField, Place},
};
use jsonschema::{Registry, ValidationError, Validator, error::ValidationErrorKind};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

const BASE: &str = "contract:/document.json";

/// Most errors named in one refusal. More help nobody, and a hostile body could have millions.
const ERRORS_MAX: usize = 64;

/// The validators of one face, built when first asked for.
pub struct Oracle {
    registry: Registry<'static>,
    validators: RwLock<HashMap<String, Arc<Validator>>>,
    names: Vec<String>,
}

impl Oracle {
    /// Reads the bundled document.
    ///
    /// # Panics
    /// When the document does not stand: the build has made it, and a test builds every validator.
    #[must_use]
    pub fn new(document: &str) -> Self {
        let document: Value = serde_json::from_str(document).expect("the build wrote the document");
        let names =
            document["components"]["schemas"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
        let registry = Registry::new()
            .add(BASE, document)
            .expect("the document is a resource")
            .prepare()
            .expect("every reference is local");
        Self { registry, validators: RwLock::default(), names }
    }

    /// The names of all components.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    fn cached(&self, key: &str, schema: impl FnOnce() -> Value) -> Arc<Validator> {
        let known = self.validators.read().ok().and_then(|known| known.get(key).cloned());
        known.unwrap_or_else(|| {
            let validator =
                Arc::new(judge::validator(&schema(), &self.registry).expect("the compiler accepted the schema"));
            if let Ok(mut known) = self.validators.write() {
                known.insert(key.to_owned(), validator.clone());
            }
            validator
        })
    }

    /// The validator of the component `name`.
    #[must_use]
    pub fn validator(&self, name: &str) -> Arc<Validator> {
        self.cached(name, || json!({ "$ref": format!("{BASE}#/components/schemas/{name}") }))
    }

    /// Every mistake of `value` against the component `name`, empty when it is valid.
    #[must_use]
    pub fn judge(&self, name: &str, value: &Value) -> Vec<InvalidField> {
        let validator = self.validator(name);
        if validator.is_valid(value) {
            return vec![];
        }
        let mut out = vec![];
        for error in validator.iter_errors(value).take(ERRORS_MAX) {
            flatten(&error, Place::Body, &mut out);
        }
        out.truncate(ERRORS_MAX);
        out
    }

    /// Every mistake of a parameter's value against its schema.
    #[must_use]
    pub fn judge_parameter(&self, place: Place, name: &str, schema: &str, value: &Value) -> Vec<InvalidField> {
        let validator = self.cached(schema, || {
            let mut schema: Value = serde_json::from_str(schema).expect("the build wrote the schema");
            if let Some(Value::String(reference)) = schema.get_mut("$ref") {
                reference.insert_str(0, BASE);
            }
            schema
        });
        let mut out = vec![];
        for error in validator.iter_errors(value).take(ERRORS_MAX) {
            flatten(&error, place, &mut out);
        }
        for field in &mut out {
            field.pointer = format!("/{name}{}", field.pointer);
        }
        out
    }
}

/// Longest key that a pointer repeats, in bytes: longer ones are no slip of a client's, and the map is pointed at.
const KEY_BYTES_SHOWN_MAX: usize = 64;

/// A member's name as one token of a JSON pointer (RFC 6901).
fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Points at the field itself where the library points at its parent, and descends into the branch of a sum that
/// got furthest instead of saying that none matched. Values are masked: a message never repeats what was sent.
fn flatten(error: &ValidationError<'_>, place: Place, out: &mut Vec<InvalidField>) {
    let at = error.instance_path().as_str();
    let mut push = |pointer: String, detail: String| {
        out.push(InvalidField { place, pointer, keyword: error.kind().keyword().to_owned(), detail })
    };
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            push(format!("{at}/{}", token(name)), format!("{name} is required"));
        }
        ValidationErrorKind::PropertyNames { error: of_key } => {
            let key = of_key.instance().as_str().filter(|key| key.len() <= KEY_BYTES_SHOWN_MAX);
            let pointer = key.map_or_else(|| at.to_owned(), |key| format!("{at}/{}", token(key)));
            push(pointer, "this key of the map does not have the shape it needs".to_owned());
        }
        ValidationErrorKind::Pattern { .. } => {
            push(at.to_owned(), "does not have the form that is asked for".to_owned())
        }
        ValidationErrorKind::Format { format } => push(at.to_owned(), format!("is not a valid {format}")),
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            let depth = |branch: &Vec<ValidationError<'_>>| {
                branch.iter().map(|e| e.instance_path().as_str().matches('/').count()).max().unwrap_or(0)
            };
            match context.iter().max_by_key(|branch| (depth(branch), std::cmp::Reverse(branch.len()))) {
                Some(best) if depth(best) > at.matches('/').count() => best.iter().for_each(|e| flatten(e, place, out)),
                _ => push(at.to_owned(), "is none of the forms that are allowed here".to_owned()),
            }
        }
        _ => push(at.to_owned(), error.masked().to_string()),
    }
}
