//! Reads one face: every file, every reference, every name.

use super::{Refused, names::pascal};
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs,
    path::{Component, Path, PathBuf},
};

/// Where a component's schema lies in the published document.
pub const COMPONENTS: &str = "#/components/schemas/";

/// What every schema file starts with.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// One schema file.
pub struct Schema {
    /// Path from the repository's root, for messages.
    pub file: String,
    /// The schema, its references rewritten to `#/components/schemas/Name`, without `$schema`.
    pub body: Value,
}

/// One entry of the registry of error codes.
pub struct ErrorCode {
    pub slug: String,
    pub body: Value,
}

/// One operation as written, before the shorthand is expanded.
pub struct Written {
    /// `openapi/<face>/operations/<group>.yaml`.
    pub file: String,
    pub group: String,
    pub path: String,
    pub method: String,
    pub body: Value,
}

/// One action of the WebSocket as written.
pub struct Spoken {
    /// `openapi/<face>/actions/<group>.yaml`.
    pub file: String,
    pub name: String,
    pub body: Value,
}

/// A request and its answer, as a test recorded them.
pub struct Recorded {
    /// `openapi/<face>/examples/<operationId>.json`.
    pub file: String,
    /// `{request?, answer}`: the bodies.
    pub body: Value,
}

/// A face's contract, read.
pub struct Face {
    /// Its folder under `schemas` and `openapi`.
    pub name: String,
    pub info: Value,
    /// By component name.
    pub schemas: BTreeMap<String, Schema>,
    /// In the registry's order, which is also the order of declaration in Rust.
    pub errors: Vec<ErrorCode>,
    pub parameters: Map<String, Value>,
    pub operations: Vec<Written>,
    /// What is said over the WebSocket; empty for a face without one.
    pub actions: Vec<Spoken>,
    /// The WebSocket itself; null for a face without one.
    pub socket: Value,
    /// What a test recorded of an operation, by operation id: `examples/<operationId>.json`.
    pub recorded: BTreeMap<String, Recorded>,
    names: BTreeMap<PathBuf, String>,
    schema_root: PathBuf,
}

impl Face {
    /// Reads `schemas/<face>` and `openapi/<face>` under `root`. A face with `x-base` in its `info.yaml` is a later version of
    /// another: what it does not say itself is as the base says it, operations excepted, and of all that it keeps what its
    /// operations need.
    ///
    /// # Errors
    /// Unreadable files, names that are taken, dangling references: all of them.
    pub fn read(root: &Path, name: &str) -> Result<Self, Vec<Refused>> {
        let mut refused = vec![];
        let schema_root = Path::new("schemas").join(name);
        let openapi_root = Path::new("openapi").join(name);

        let mut yaml = |path: PathBuf| {
            read_yaml(root, &path).unwrap_or_else(|error| {
                refused.push(error);
                Value::Null
            })
        };
        let info = yaml(openapi_root.join("info.yaml"));
        let base = match &info["x-base"] {
            Value::Null => None,
            Value::String(base) if base != name && stands_alone(root, base) => Some(base.clone()),
            _ => {
                // Without what it stands on nothing of it can be judged.
                let place = format!("{}#/x-base", show(&openapi_root.join("info.yaml")));
                return Err(vec![Refused::new(place, "the folder of another face, which has no x-base itself")]);
            }
        };
        let mut layered = |file: &str| {
            let (own, below) = (openapi_root.join(file), base.as_ref().map(|base| Path::new("openapi").join(base)));
            let Some(below) = below else { return yaml(own) };
            let mut all = yaml(below.join(file));
            if root.join(&own).exists()
                && let (Value::Object(all), Value::Object(own)) = (&mut all, yaml(own))
            {
                all.extend(own);
            }
            all
        };
        let (errors, parameters) = (layered("errors.yaml"), layered("parameters.yaml"));

        // Where each schema file stands in this face, and where it lies.
        let mut places = BTreeMap::new();
        if let Some(base) = &base {
            let below = Path::new("schemas").join(base);
            for file in files(root, &below, "json", &mut refused) {
                places.insert(schema_root.join(file.strip_prefix(&below).unwrap_or(&file)), file);
            }
        }
        places.extend(files(root, &schema_root, "json", &mut refused).into_iter().map(|file| (file.clone(), file)));
        let mut names = BTreeMap::new();
        let mut raw = vec![];
        for (place, file) in places {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if !stem.starts_with(|c: char| c.is_ascii_lowercase())
                || !stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c))
            {
                refused.push(Refused::new(show(&file), "a schema file is named in lower case, like basic_user.json"));
            }
            let component = pascal(&stem);
            match read_json(root, &file) {
                Ok(body) => {
                    let taken = names.values().any(|other: &String| other.eq_ignore_ascii_case(&component));
                    if taken {
                        refused.push(Refused::new(
                            show(&file),
                            format!("the component name {component} is taken: rename the file"),
                        ));
                    }
                    names.insert(place.clone(), component.clone());
                    raw.push((component, place, file, body));
                }
                Err(error) => refused.push(error),
            }
        }
        let mut schemas = BTreeMap::new();
        for (component, place, file, mut body) in raw {
            let folder = place.parent().unwrap_or(Path::new("")).to_owned();
            localize(&mut body, &folder, &names, &show(&file), "", &mut refused);
            if body.as_object().and_then(|members| members.keys().next()).is_none_or(|first| first != "$schema")
                || body["$schema"] != DIALECT
            {
                refused
                    .push(Refused::new(show(&file), format!("a schema file starts with \"$schema\": \"{DIALECT}\"")));
            }
            if let Some(members) = body.as_object_mut() {
                members.shift_remove("$schema");
            }
            schemas.insert(component, Schema { file: show(&file), body });
        }

        let mut yaml = |path: PathBuf| {
            read_yaml(root, &path).unwrap_or_else(|error| {
                refused.push(error);
                Value::Null
            })
        };
        let socket = openapi_root.join("socket.yaml");
        let socket = if root.join(&socket).exists() { yaml(socket) } else { Value::Null };
        let mut operations = vec![];
        let mut strays = vec![];
        for (file, read) in [("errors.yaml", &errors), ("parameters.yaml", &parameters)] {
            if !read.is_object() && !read.is_null() {
                strays.push(Refused::new(show(&openapi_root.join(file)), "a map"));
            }
        }
        let parameters = parameters.as_object().cloned().unwrap_or_default();
        for file in files(root, &openapi_root.join("operations"), "yaml", &mut strays) {
            let group = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let paths = yaml(file.clone());
            if !paths.is_object() && !paths.is_null() {
                strays.push(Refused::new(show(&file), "a map of paths, and under each a map of methods"));
            }
            for (path, item) in paths.as_object().into_iter().flatten() {
                if !item.is_object() {
                    strays.push(Refused::new(
                        format!("{}#/{}", show(&file), token(path)),
                        "under a path stands a map of methods",
                    ));
                }
                for (method, body) in item.as_object().into_iter().flatten() {
                    operations.push(Written {
                        file: show(&file),
                        group: group.clone(),
                        path: path.clone(),
                        method: method.clone(),
                        body: body.clone(),
                    });
                }
            }
        }
        let mut actions = vec![];
        for file in files(root, &openapi_root.join("actions"), "yaml", &mut strays) {
            let spoken = yaml(file.clone());
            if !spoken.is_object() && !spoken.is_null() {
                strays.push(Refused::new(show(&file), "a map of actions"));
            }
            actions.extend(spoken.as_object().into_iter().flatten().map(|(name, body)| Spoken {
                file: show(&file),
                name: name.clone(),
                body: body.clone(),
            }));
        }
        let mut recorded = BTreeMap::new();
        for file in files(root, &openapi_root.join("examples"), "json", &mut strays) {
            match read_json(root, &file) {
                Ok(body) => {
                    let id = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    recorded.insert(id, Recorded { file: show(&file), body });
                }
                Err(error) => strays.push(error),
            }
        }
        refused.extend(strays);
        let errors = errors
            .as_object()
            .into_iter()
            .flatten()
            .map(|(slug, body)| ErrorCode { slug: slug.clone(), body: body.clone() })
            .collect();
        if !refused.is_empty() {
            return Err(refused);
        }
        let name = name.to_owned();
        let mut face =
            Self { name, info, schemas, errors, parameters, operations, actions, socket, recorded, names, schema_root };
        if base.is_some() {
            face.keep_what_is_needed();
        }
        Ok(face)
    }

    /// Drops the parameters and schemas that no operation leads to.
    fn keep_what_is_needed(&mut self) {
        let mut words = vec![];
        self.operations.iter().for_each(|operation| texts(&operation.body, &mut words));
        let named: BTreeSet<&str> = words.iter().map(String::as_str).collect();
        // The compiler adds this one by itself.
        self.parameters.retain(|name, _| name == "TimezoneOffset" || named.contains(name.as_str()));
        self.parameters.values().for_each(|parameter| texts(parameter, &mut words));
        let mut needed: BTreeSet<String> =
            words.iter().filter_map(|word| self.component(word)).map(str::to_owned).collect();
        // Of every refusal, and of every page.
        needed.insert("Problem".to_owned());
        if self.operations.iter().any(|operation| !operation.body["x-page"].is_null()) {
            needed.insert("Pagination".to_owned());
        }
        let mut todo: Vec<String> = needed.iter().cloned().collect();
        while let Some(name) = todo.pop() {
            let Some(schema) = self.schemas.get(&name) else { continue };
            let mut words = vec![];
            texts(&schema.body, &mut words);
            let found = words.iter().filter_map(|word| word.strip_prefix(COMPONENTS)).map(str::to_owned);
            todo.extend(found.filter(|name| needed.insert(name.clone())));
        }
        self.schemas.retain(|name, _| needed.contains(name));
    }

    /// The component that an operation file means by `user/me.json`.
    pub(super) fn component(&self, file: &str) -> Option<&str> {
        self.names.get(&normal(&self.schema_root.join(file))).map(String::as_str)
    }

    /// The component a reference names, if `schema` is one.
    pub(super) fn target(schema: &Value) -> Option<&str> {
        schema["$ref"].as_str().and_then(|r| r.strip_prefix(COMPONENTS))
    }

    /// The schema that `schema` stands for, references followed.
    pub(super) fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match Self::target(schema).and_then(|name| self.schemas.get(name)) {
            Some(found) => self.resolve(&found.body),
            None => schema,
        }
    }

    /// Whether answers are wrapped in `{success, statusCode, data}`.
    pub(super) fn enveloped(&self) -> bool {
        self.info["x-envelope"] == true
    }

    /// The schema of a parameter, its file references rewritten.
    pub(super) fn localized(&self, schema: &Value, file: &str, pointer: &str, refused: &mut Vec<Refused>) -> Value {
        let mut schema = schema.clone();
        localize(&mut schema, &self.schema_root, &self.names, file, pointer, refused);
        schema
    }
}

/// Whether there is a face of this name, and it says everything itself.
fn stands_alone(root: &Path, name: &str) -> bool {
    let info = read_yaml(root, &Path::new("openapi").join(name).join("info.yaml"));
    info.is_ok_and(|info| info["x-base"].is_null())
}

/// Every text in a value.
fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Object(members) => members.values().for_each(|member| texts(member, out)),
        _ => {}
    }
}

fn show(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn read_text(root: &Path, file: &Path) -> Result<String, Refused> {
    fs::read_to_string(root.join(file)).map_err(|error| Refused::new(show(file), error.to_string()))
}

fn read_json(root: &Path, file: &Path) -> Result<Value, Refused> {
    let read: Result<Once, _> = serde_json::from_str(&read_text(root, file)?);
    read.map(|once| once.0).map_err(|error| Refused::new(show(file), format!("not JSON: {error}")))
}

fn read_yaml(root: &Path, file: &Path) -> Result<Value, Refused> {
    let read: Result<Once, _> = yaml_serde::from_str(&read_text(root, file)?);
    read.map(|once| once.0).map_err(|error| Refused::new(show(file), format!("not YAML: {error}")))
}

/// All files under `folder`, sorted, as paths from `root`; each has `extension`.
fn files(root: &Path, folder: &Path, extension: &str, refused: &mut Vec<Refused>) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(root.join(folder))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| folder.join(entry.file_name()))
        .collect();
    entries.sort();
    let mut out = vec![];
    for entry in entries {
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if root.join(&entry).is_dir() {
            out.extend(files(root, &entry, extension, refused));
        } else if entry.extension().is_some_and(|e| e == extension) {
            out.push(entry);
        } else if !hidden {
            refused.push(Refused::new(
                show(&entry),
                format!("only .{extension} files stand here: the compiler would pass this one over"),
            ));
        }
    }
    out
}

/// A value in which no member stands twice; serde would keep the last one and say nothing.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Once(Value::Null))
    }
}

impl<'de> Visitor<'de> for Once {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(Self(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self, E> {
        Ok(Self(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self, E> {
        Ok(Self(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self, E> {
        Ok(Self(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self, E> {
        Ok(Self(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self, E> {
        Ok(Self(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        let mut items = vec![];
        while let Some(Self(item)) = seq.next_element()? {
            items.push(item);
        }
        Ok(Self(items.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut members = Map::new();
        while let Some((name, Self(value))) = map.next_entry::<String, Self>()? {
            if members.contains_key(&name) {
                return Err(A::Error::custom(format!("{name} stands twice")));
            }
            members.insert(name, value);
        }
        Ok(Self(members.into()))
    }
}

/// Resolves `.` and `..` without touching the disk.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// Rewrites the references of a schema, wherever the profile lets a schema stand. What stands elsewhere (examples,
/// defaults, properties that happen to be called `$ref` or `mapping`) is data and stays as it is.
fn localize(
    schema: &mut Value,
    folder: &Path,
    names: &BTreeMap<PathBuf, String>,
    file: &str,
    pointer: &str,
    refused: &mut Vec<Refused>,
) {
    let Value::Object(members) = schema else { return };
    let mut rewrite = |target: &mut Value, at: String| match target {
        Value::String(text) if text.starts_with('#') => {
            refused.push(Refused::new(at, "rule 1: refer to a file, not into a document"))
        }
        Value::String(text) => match names.get(&normal(&folder.join(&*text))) {
            Some(name) => *text = format!("{COMPONENTS}{name}"),
            None => refused.push(Refused::new(at, format!("there is no schema file {text}"))),
        },
        _ => refused.push(Refused::new(at, "rule 1: a reference is the path of a schema file")),
    };
    if let Some(reference) = members.get_mut("$ref") {
        rewrite(reference, format!("{file}#{pointer}/$ref"));
    }
    if let Some(mapping) =
        members.get_mut("discriminator").and_then(|d| d.get_mut("mapping")).and_then(Value::as_object_mut)
    {
        for (tag, target) in mapping {
            rewrite(target, format!("{file}#{pointer}/discriminator/mapping/{}", token(tag)));
        }
    }
    for key in ["items", "additionalProperties", "propertyNames"] {
        if let Some(inner) = members.get_mut(key) {
            localize(inner, folder, names, file, &format!("{pointer}/{key}"), refused);
        }
    }
    for key in ["allOf", "oneOf"] {
        for (at, inner) in members.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten().enumerate() {
            localize(inner, folder, names, file, &format!("{pointer}/{key}/{at}"), refused);
        }
    }
    for (name, inner) in members.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
        localize(inner, folder, names, file, &format!("{pointer}/properties/{}", token(name)), refused);
    }
}

/// A member's name as one token of a JSON pointer (RFC 6901).
pub(super) fn token(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
