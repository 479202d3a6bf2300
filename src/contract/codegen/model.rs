//! The shapes that schemas become: what Rust can say about them, before any Rust is written.

use super::{Face, Refused, names::pascal, read::token};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a schema is in Rust.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ty {
    String,
    Integer,
    Number,
    Boolean,
    /// Any JSON value.
    Any,
    /// A JSON object of any content.
    Free,
    List(Box<Ty>),
    Dict(Box<Ty>),
    /// A named struct, enum or union.
    Named(String),
    /// A component that is only a constrained scalar, list or map: a type alias.
    Alias(String),
    Nullable(Box<Ty>),
}

/// One field of a struct.
#[derive(Debug, Clone)]
pub(super) struct Field<'a> {
    pub key: String,
    pub schema: &'a Value,
    pub required: bool,
    pub ty: Ty,
    /// Whether the type must be boxed, because it can hold its owner.
    pub boxed: bool,
    /// What bases declare of the same field: every declaration binds.
    pub inherited: Vec<(&'a Value, Ty)>,
}

/// One named Rust type.
#[derive(Debug, Clone)]
pub(super) enum Shape<'a> {
    Struct {
        fields: Vec<Field<'a>>,
        bases: Vec<String>,
    },
    Enum {
        values: Vec<&'a str>,
    },
    /// A sum by tag: the values of the tag, and the component.
    Tagged {
        tag: &'a str,
        branches: Vec<(Vec<String>, String)>,
    },
    /// Two scalars of different types.
    Scalars {
        branches: Vec<(Ty, &'a Value)>,
    },
    Alias {
        ty: Ty,
    },
}

/// A shape with where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    pub shape: Shape<'a>,
    pub schema: &'a Value,
    /// The component it belongs to, itself or the one that holds it inline.
    pub component: String,
    /// Whether it is a component of the document, and not an inline object of one.
    pub is_component: bool,
}

pub(super) type Shapes<'a> = BTreeMap<String, Item<'a>>;

/// Every named type of the face.
///
/// # Errors
/// Inline objects and enums whose names are taken.
pub(super) fn shapes(face: &Face) -> Result<Shapes<'_>, Vec<Refused>> {
    let mut builder = Builder { face, items: BTreeMap::new(), refused: vec![] };
    for (name, schema) in &face.schemas {
        builder.add(name, &schema.body, name, "");
    }
    let Builder { mut items, refused, .. } = builder;
    if !refused.is_empty() {
        return Err(refused);
    }
    break_cycles(&mut items);
    Ok(items)
}

struct Builder<'a> {
    face: &'a Face,
    items: Shapes<'a>,
    refused: Vec<Refused>,
}

impl<'a> Builder<'a> {
    fn add(&mut self, name: &str, schema: &'a Value, component: &str, pointer: &str) {
        // The same schema comes by again where it is inherited.
        let taken = match self.items.get(name) {
            Some(item) if std::ptr::eq(item.schema, schema) => return,
            Some(_) => true,
            None => name != component && self.face.schemas.contains_key(name),
        };
        if taken {
            let file = &self.face.schemas[component].file;
            self.refused.push(Refused::new(
                format!("{file}#{pointer}"),
                format!("the type of this place would be called {name}, which is taken: give it a file"),
            ));
            return;
        }
        let is_component = name == component;
        let item = |shape| Item { shape, schema, component: component.to_owned(), is_component };
        // Claim the name before looking inside: schemas may be recursive.
        self.items.insert(name.to_owned(), item(Shape::Alias { ty: Ty::Any }));
        let shape = if let Some(values) = constants(schema) {
            Shape::Enum { values }
        } else if schema.get("properties").is_some() || schema.get("allOf").is_some() {
            let mut fields = BTreeMap::new();
            let mut bases = vec![];
            self.fields(component, name, schema, pointer, &mut fields, &mut bases);
            Shape::Struct { fields: in_order(schema, self.face, fields), bases }
        } else if let Some(branches) = schema["oneOf"].as_array().filter(|b| nullable_branch(b).is_none()) {
            match schema["discriminator"]["propertyName"].as_str() {
                Some(tag) => Shape::Tagged {
                    tag,
                    branches: branches
                        .iter()
                        .filter_map(|branch| {
                            Some((tag_values(self.face, branch, tag)?, Face::target(branch)?.to_owned()))
                        })
                        .collect(),
                },
                None => Shape::Scalars { branches: branches.iter().map(|branch| (scalar(branch), branch)).collect() },
            }
        } else {
            Shape::Alias { ty: self.ty(schema, name, component, pointer) }
        };
        self.items.insert(name.to_owned(), item(shape));
    }

    /// Own and inherited fields; the most derived declaration of a field wins.
    fn fields(
        &mut self,
        component: &str,
        name: &str,
        schema: &'a Value,
        pointer: &str,
        out: &mut BTreeMap<String, Field<'a>>,
        bases: &mut Vec<String>,
    ) {
        for (at, part) in schema["allOf"].as_array().into_iter().flatten().enumerate() {
            match Face::target(part) {
                Some(base) => {
                    bases.push(base.to_owned());
                    self.fields(base, base, self.face.resolve(part), "", out, &mut vec![]);
                }
                None => self.fields(component, name, part, &format!("{pointer}/allOf/{at}"), out, bases),
            }
        }
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let ty = self.ty(
                property,
                &format!("{name}{}", pascal(key)),
                component,
                &format!("{pointer}/properties/{}", token(key)),
            );
            let mut field =
                Field { key: key.clone(), schema: property, required: false, ty, boxed: false, inherited: vec![] };
            if let Some(base) = out.remove(key) {
                field.required = base.required;
                field.inherited = base.inherited;
                field.inherited.push((base.schema, base.ty));
            }
            out.insert(key.clone(), field);
        }
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if let Some(field) = out.get_mut(key) {
                field.required = true;
            }
        }
    }

    /// The type of a schema; inline objects and enums are added under the name `hint`.
    fn ty(&mut self, schema: &'a Value, hint: &str, component: &str, pointer: &str) -> Ty {
        if let Some(target) = Face::target(schema) {
            let body = &self.face.schemas[target].body;
            return if is_named(body) { Ty::Named(target.to_owned()) } else { Ty::Alias(target.to_owned()) };
        }
        if let Some(branch) = schema["oneOf"].as_array().and_then(|b| nullable_branch(b)) {
            return Ty::Nullable(Box::new(self.ty(branch, hint, component, pointer)));
        }
        if is_named(schema) {
            self.add(hint, schema, component, pointer);
            return Ty::Named(hint.to_owned());
        }
        let ty = match plain_type(schema).0 {
            Some("array") => Ty::List(Box::new(self.ty(
                &schema["items"],
                &format!("{hint}Item"),
                component,
                &format!("{pointer}/items"),
            ))),
            Some("object") if schema["additionalProperties"].is_object() => Ty::Dict(Box::new(self.ty(
                &schema["additionalProperties"],
                &format!("{hint}Value"),
                component,
                &format!("{pointer}/additionalProperties"),
            ))),
            _ => scalar(schema),
        };
        if plain_type(schema).1 { Ty::Nullable(Box::new(ty)) } else { ty }
    }
}

/// The type of a schema that holds no other.
fn scalar(schema: &Value) -> Ty {
    match plain_type(schema).0 {
        Some("string") => Ty::String,
        Some("integer") => Ty::Integer,
        Some("number") => Ty::Number,
        Some("boolean") => Ty::Boolean,
        Some("object") => Ty::Free,
        _ => Ty::Any,
    }
}

/// Fields in the order in which a reader of the schema meets them: inherited first.
fn in_order<'a>(schema: &'a Value, face: &'a Face, mut fields: BTreeMap<String, Field<'a>>) -> Vec<Field<'a>> {
    keys(schema, face).into_iter().filter_map(|key| fields.remove(key)).collect()
}

/// The names of own and inherited properties, inherited first.
pub(super) fn keys<'a>(schema: &'a Value, face: &'a Face) -> Vec<&'a str> {
    fn collect<'v>(schema: &'v Value, face: &'v Face, out: &mut Vec<&'v str>) {
        for part in schema["allOf"].as_array().into_iter().flatten() {
            collect(face.resolve(part), face, out);
        }
        for (key, _) in schema["properties"].as_object().into_iter().flatten() {
            if !out.contains(&key.as_str()) {
                out.push(key);
            }
        }
    }
    let mut out = vec![];
    collect(schema, face, &mut out);
    out
}

/// Whether a schema accepts null.
pub(super) fn allows_null(face: &Face, schema: &Value) -> bool {
    let schema = face.resolve(schema);
    let any = ["type", "properties", "allOf", "oneOf", "enum", "const"].iter().all(|key| schema.get(key).is_none());
    any || plain_type(schema).1
        || schema["oneOf"].as_array().is_some_and(|branches| nullable_branch(branches).is_some())
}

/// Whether a schema becomes a Rust type of its own rather than an alias.
pub(super) fn is_named(schema: &Value) -> bool {
    constants(schema).is_some()
        || schema.get("properties").is_some()
        || schema.get("allOf").is_some()
        || schema["oneOf"].as_array().is_some_and(|branches| nullable_branch(branches).is_none())
}

/// The values of a string enum or constant.
pub(super) fn constants(schema: &Value) -> Option<Vec<&str>> {
    match (&schema["const"], &schema["enum"]) {
        (Value::String(value), _) => Some(vec![value]),
        (_, Value::Array(values)) => values.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// In `oneOf: [X, {type: null}]`, X.
pub(super) fn nullable_branch(branches: &[Value]) -> Option<&Value> {
    match branches {
        [a, b] if b["type"] == "null" => Some(a),
        [a, b] if a["type"] == "null" => Some(b),
        _ => None,
    }
}

/// The one type that is not null, and whether null is allowed beside it.
pub(super) fn plain_type(schema: &Value) -> (Option<&str>, bool) {
    match &schema["type"] {
        Value::String(kind) => (Some(kind), false),
        Value::Array(kinds) => {
            let mut plain = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
            match (plain.next(), plain.next()) {
                (Some(kind), None) => (Some(kind), true),
                _ => (None, false),
            }
        }
        _ => (None, false),
    }
}

/// The values that a branch's tag may have, if it requires one.
pub(super) fn tag_values(face: &Face, branch: &Value, tag: &str) -> Option<Vec<String>> {
    fn find<'v>(face: &'v Face, schema: &'v Value, tag: &str, found: &mut Option<&'v Value>, required: &mut bool) {
        let schema = face.resolve(schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            find(face, part, tag, found, required);
        }
        if let Some(property) = schema["properties"].get(tag) {
            *found = Some(property);
        }
        *required |= schema["required"].as_array().is_some_and(|keys| keys.iter().any(|key| key == tag));
    }
    let (mut found, mut required) = (None, false);
    find(face, branch, tag, &mut found, &mut required);
    let values = constants(face.resolve(found?))?.into_iter().map(str::to_owned).collect();
    required.then_some(values)
}

/// Boxes the fields through which a type would contain itself.
fn break_cycles(items: &mut Shapes<'_>) {
    fn held(ty: &Ty) -> Option<&str> {
        match ty {
            Ty::Named(name) | Ty::Alias(name) => Some(name),
            Ty::Nullable(inner) => held(inner),
            _ => None,
        }
    }
    let mut edges: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, item) in items.iter() {
        let targets = match &item.shape {
            Shape::Struct { fields, .. } => fields.iter().filter_map(|f| held(&f.ty)).map(str::to_owned).collect(),
            Shape::Alias { ty } => held(ty).map(str::to_owned).into_iter().collect(),
            // The branches of a sum are boxed anyway.
            _ => vec![],
        };
        edges.insert(name.clone(), targets);
    }
    let reaches = |from: &str, to: &str| {
        let (mut todo, mut seen) = (vec![from.to_owned()], BTreeSet::new());
        while let Some(name) = todo.pop() {
            if name == to {
                return true;
            }
            if seen.insert(name.clone()) {
                todo.extend(edges.get(&name).into_iter().flatten().cloned());
            }
        }
        false
    };
    for (name, item) in items.iter_mut() {
        if let Shape::Struct { fields, .. } = &mut item.shape {
            for field in fields {
                field.boxed = held(&field.ty).is_some_and(|target| reaches(target, name));
            }
        }
    }
}
