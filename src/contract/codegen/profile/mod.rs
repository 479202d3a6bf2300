//! Holds a face's schemas to docs/CONTRACT-PROFILE.md. What the compiler cannot represent it refuses here, so that
//! the later stages may take every schema for granted.

mod kinds;

use super::{
    Face, Refused,
    examples::Claim,
    model,
    read::{COMPONENTS, token},
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Names that do not compile in some generator's target language.
const RESERVED: &[&str] =
    &["Error", "Object", "List", "Date", "Map", "Set", "File", "Response", "Request", "Client", "Configuration"];
/// Names that generated Rust uses itself.
const TAKEN: &[&str] = &[
    "String",
    "Option",
    "Some",
    "None",
    "Vec",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Self",
    "Default",
    "From",
    "Future",
    "Send",
    "Sync",
    "Deserialize",
    "Serialize",
    "BTreeMap",
    "Accepts",
    "Members",
    "Slots",
];
const ANNOTATIONS: &[&str] =
    &["title", "description", "examples", "default", "deprecated", "readOnly", "writeOnly", "$comment"];

/// The way out of keywords that stand nowhere in the profile.
const WAYS: &[(&str, &str)] = &[
    ("anyOf", "rule 12: use oneOf with a discriminator, or two operations"),
    ("not", "rule 12: say what is allowed instead"),
    ("if", "rule 12: use oneOf with a discriminator"),
    ("then", "rule 12: use oneOf with a discriminator"),
    ("else", "rule 12: use oneOf with a discriminator"),
    ("prefixItems", "rule 12: use an object, whose members have names"),
    ("patternProperties", "rule 12: use additionalProperties with propertyNames"),
    ("dependentRequired", "rule 12: the server checks what depends on other members"),
    ("dependentSchemas", "rule 12: the server checks what depends on other members"),
    ("contains", "rule 12: the server checks what a list must hold"),
    ("uniqueItems", "rule 12: the server checks it, or use a map"),
    ("unevaluatedProperties", "rule 2: objects stay open"),
    ("multipleOf", "rule 8: choose a smaller unit"),
    ("exclusiveMinimum", "rule 8: write minimum"),
    ("exclusiveMaximum", "rule 8: write maximum"),
    ("$defs", "rule 1: give it a file"),
    ("$id", "rule 1: a schema is known by its file"),
    ("$anchor", "rule 1: a schema is known by its file"),
    ("nullable", "rule 10: write type: [T, \"null\"]"),
];

/// Checks every schema of the face, and names the examples and defaults that must be valid.
///
/// # Errors
/// Every place outside the profile.
pub(super) fn hold(face: &Face) -> Result<Vec<Claim>, Vec<Refused>> {
    let (mut refused, mut claims) = (vec![], vec![]);
    endless(face, &mut refused);
    if !refused.is_empty() {
        return Err(refused);
    }
    for (name, schema) in &face.schemas {
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema.body) {
            let at = error.instance_path().as_str();
            // The meta-schema would only say that none of its branches matched.
            let reason = if at.ends_with("/type") {
                format!("rule 10: there is no type {}", error.instance())
            } else {
                format!("not a JSON Schema: {error}")
            };
            refused.push(Refused::new(format!("{}#{at}", schema.file), reason));
            continue;
        }
        let mut check =
            Check { face, file: &schema.file, component: Some(name), refused: &mut refused, claims: &mut claims };
        check.file(name, &schema.body);
        check.schema(&schema.body, "");
    }
    if refused.is_empty() { Ok(claims) } else { Err(refused) }
}

/// Checks one inline schema, as parameters have them.
pub(super) fn hold_parameter(face: &Face, file: &str, schema: &Value, pointer: &str, refused: &mut Vec<Refused>) {
    let before = refused.len();
    Check { face, file, component: None, refused, claims: &mut vec![] }.schema(schema, pointer);
    if refused.len() == before
        && !matches!(face.resolve(schema)["type"].as_str(), Some("string" | "integer" | "number" | "boolean"))
    {
        refused.push(Refused::new(format!("{file}#{pointer}"), "a parameter is a string, a number or a boolean"));
    }
}

/// Refuses schemas that lead back to themselves without an object in between: no type of Rust is like that, and
/// following one would never end.
fn endless(face: &Face, refused: &mut Vec<Refused>) {
    fn targets(schema: &Value, out: &mut Vec<String>) {
        out.extend(Face::target(schema).map(str::to_owned));
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get(key) {
                targets(inner, out);
            }
        }
        for part in ["allOf", "oneOf"].iter().flat_map(|key| schema[key].as_array().into_iter().flatten()) {
            targets(part, out);
        }
    }
    let edges: BTreeMap<&str, Vec<String>> = face
        .schemas
        .iter()
        .map(|(name, schema)| {
            let mut out = vec![];
            // An object, a sum or an enum is a type of its own; what it inherits from must end all the same.
            if schema.body.get("allOf").is_some() || !model::is_named(&schema.body) {
                targets(&schema.body, &mut out);
            }
            (name.as_str(), out)
        })
        .collect();
    for (name, schema) in &face.schemas {
        let (mut todo, mut seen) = (edges[name.as_str()].clone(), BTreeSet::new());
        while let Some(next) = todo.pop() {
            if next == *name {
                refused.push(Refused::new(
                    &schema.file,
                    format!("{name} leads back to itself without an object in between"),
                ));
                break;
            }
            if seen.insert(next.clone()) {
                todo.extend(edges.get(next.as_str()).into_iter().flatten().cloned());
            }
        }
    }
}

struct Check<'a> {
    face: &'a Face,
    file: &'a str,
    /// The component, when the schema is one.
    component: Option<&'a str>,
    refused: &'a mut Vec<Refused>,
    claims: &'a mut Vec<Claim>,
}

impl Check<'_> {
    fn refuse(&mut self, pointer: &str, reason: impl Into<String>) {
        self.refused.push(Refused::new(format!("{}#{pointer}", self.file), reason));
    }

    /// What only a whole file has.
    fn file(&mut self, name: &str, body: &Value) {
        if RESERVED.contains(&name) {
            self.refuse("", format!("{name} is a reserved word in a generator's target language: rename the file"));
        }
        if TAKEN.contains(&name) {
            self.refuse("", format!("{name} is a name that generated Rust uses itself: rename the file"));
        }
        let twin = format!("New{name}");
        if self.face.schemas.contains_key(&twin) {
            self.refuse("", format!("{name} and {twin} together do not compile in Go: rename one"));
        }
        for needed in ["title", "description", "examples"] {
            if body.get(needed).is_none() {
                self.refuse("", format!("a schema file says its {needed}"));
            }
        }
        if body["title"].as_str().is_some_and(|title| title != name) {
            self.refuse("/title", format!("the title is the component's name, {name}"));
        }
        if body["examples"].as_array().is_some_and(Vec::is_empty) {
            self.refuse("/examples", "at least one example, so that readers and tests have one");
        }
        if body.get("examples").is_some()
            && body.as_object().and_then(|members| members.keys().next_back()).is_some_and(|last| last != "examples")
        {
            self.refuse("/examples", "a schema file ends with its examples");
        }
    }

    /// Refuses keywords that are neither annotations nor among `known`.
    fn keywords(&mut self, schema: &Value, pointer: &str, known: &[&str]) {
        for key in schema.as_object().into_iter().flatten().map(|(key, _)| key.as_str()) {
            if known.contains(&key) || ANNOTATIONS.contains(&key) {
                continue;
            }
            let way = match WAYS.iter().find(|(word, _)| *word == key) {
                Some((_, way)) => (*way).to_owned(),
                None if known.is_empty() => "say the type".to_owned(),
                None => format!("here stand {}", known.join(", ")),
            };
            self.refuse(
                &format!("{pointer}/{}", token(key)),
                format!("{key} is outside the contract profile here (docs/CONTRACT-PROFILE.md). {way}"),
            );
        }
    }

    /// Examples and defaults must be valid, wherever they stand.
    fn claim(&mut self, schema: &Value, pointer: &str) {
        let Some(component) = self.component else { return };
        let own = json!({ "$ref": format!("{COMPONENTS}{component}{pointer}") });
        let mut claim = |at: String, value: &Value| {
            self.claims.push(Claim {
                place: format!("{}#{pointer}{at}", self.file),
                schema: own.clone(),
                value: value.clone(),
            })
        };
        for (at, example) in schema["examples"].as_array().into_iter().flatten().enumerate() {
            claim(format!("/examples/{at}"), example);
        }
        if let Some(default) = schema.get("default") {
            claim("/default".into(), default);
        }
    }

    fn schema(&mut self, schema: &Value, pointer: &str) {
        if !schema.is_object() {
            return self.refuse(pointer, "rule 12: a schema is an object, not true or false");
        }
        self.claim(schema, pointer);
        if schema.get("$ref").is_some() {
            let beside: &[&str] = if pointer.is_empty() {
                &["$ref", "title", "description", "examples"]
            } else {
                &["$ref", "description", "deprecated", "readOnly", "default"]
            };
            for key in schema
                .as_object()
                .into_iter()
                .flatten()
                .map(|(key, _)| key.as_str())
                .filter(|key| !beside.contains(key))
            {
                self.refuse(&format!("{pointer}/{}", token(key)), format!("rule 1: {key} does not stand beside $ref"));
            }
            return;
        }
        if let Some(parts) = schema["allOf"].as_array() {
            return self.all_of(schema, parts, pointer);
        }
        if let Some(branches) = schema["oneOf"].as_array() {
            return self.one_of(schema, branches, pointer);
        }
        match model::plain_type(schema) {
            (Some("object"), null) => self.object(schema, null, pointer),
            (Some("array"), _) => {
                self.keywords(schema, pointer, &["type", "items", "minItems", "maxItems"]);
                self.sizes(schema, pointer, "minItems", "maxItems", "rule 6");
                match schema.get("items") {
                    Some(items) => self.schema(items, &format!("{pointer}/items")),
                    None => self.refuse(pointer, "rule 6: an array says its items"),
                }
            }
            (Some("string"), null) => self.string(schema, null, pointer),
            (Some("integer"), _) => self.integer(schema, pointer),
            (Some("number"), _) => {
                self.keywords(schema, pointer, &["type", "minimum", "maximum"]);
                let bound = |key: &str| schema[key].as_f64();
                if [bound("minimum"), bound("maximum")].iter().flatten().any(|bound| bound.abs() >= kinds::EXACT) {
                    self.refuse(pointer, "rule 8: a bound of a number lies within 2^53, where floats are exact");
                }
                if bound("minimum").zip(bound("maximum")).is_some_and(|(low, high)| low > high) {
                    self.refuse(pointer, "rule 8: minimum is above maximum");
                }
            }
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
}
