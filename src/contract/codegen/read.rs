//! Reads one face: every file, every reference, every name.

use super::{Refused, names::pascal};
use serde_json::{Map, Value};
use std::{
    collections::BTreeMap,
    fs,
    path::{Component, Path, PathBuf},
};

/// Where a component's schema lies in the published document.
pub const COMPONENTS: &str = "#/components/schemas/";

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

/// A face's contract, read.
pub struct Face {
    pub info: Value,
    /// By component name.
    pub schemas: BTreeMap<String, Schema>,
    /// In the registry's order, which is also the order of declaration in Rust.
    pub errors: Vec<ErrorCode>,
    pub parameters: Map<String, Value>,
    pub operations: Vec<Written>,
    names: BTreeMap<PathBuf, String>,
    schema_root: PathBuf,
}

impl Face {
    /// Reads `schemas/<face>` and `openapi/<face>` under `root`.
    ///
    /// # Errors
    /// Unreadable files, names that are taken, dangling references: all of them.
    pub fn read(root: &Path, name: &str) -> Result<Self, Vec<Refused>> {
        let mut refused = vec![];
        let schema_root = Path::new("schemas").join(name);
        let openapi_root = Path::new("openapi").join(name);

        let mut names = BTreeMap::new();
        let mut raw = vec![];
        for file in files(root, &schema_root, "json") {
            let component = pascal(&file.file_stem().unwrap_or_default().to_string_lossy());
            match read_json(root, &file) {
                Ok(body) => {
                    let taken = names.values().any(|other: &String| other.eq_ignore_ascii_case(&component));
                    if taken {
                        refused.push(Refused::new(show(&file), format!("the component name {component} is taken: rename the file")));
                    }
                    names.insert(file.clone(), component.clone());
                    raw.push((component, file, body));
                }
                Err(error) => refused.push(error),
            }
        }
        let mut schemas = BTreeMap::new();
        for (component, file, mut body) in raw {
            let folder = file.parent().unwrap_or(Path::new("")).to_owned();
            localize(&mut body, &folder, &names, &show(&file), "", &mut refused);
            if let Some(members) = body.as_object_mut() {
                members.remove("$schema");
            }
            schemas.insert(component, Schema { file: show(&file), body });
        }

        let mut yaml = |path: PathBuf| {
            read_yaml(root, &path).unwrap_or_else(|error| {
                refused.push(error);
                Value::Null
            })
        };
        let info = yaml(openapi_root.join("info.yaml"));
        let errors = yaml(openapi_root.join("errors.yaml"));
        let parameters = yaml(openapi_root.join("parameters.yaml")).as_object().cloned().unwrap_or_default();
        let mut operations = vec![];
        for file in files(root, &openapi_root.join("operations"), "yaml") {
            let group = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            for (path, item) in yaml(file.clone()).as_object().into_iter().flatten() {
                for (method, body) in item.as_object().into_iter().flatten() {
                    operations.push(Written { file: show(&file), group: group.clone(), path: path.clone(), method: method.clone(), body: body.clone() });
                }
            }
        }
        let errors = errors.as_object().into_iter().flatten().map(|(slug, body)| ErrorCode { slug: slug.clone(), body: body.clone() }).collect();
        if refused.is_empty() {
            Ok(Self { info, schemas, errors, parameters, operations, names, schema_root })
        } else {
            Err(refused)
        }
    }

    /// The component that an operation file means by `user/me.json`.
    pub(super) fn component(&self, file: &str) -> Option<&str> {
        self.names.get(&normal(&self.schema_root.join(file))).map(String::as_str)
    }

    /// The component a reference names, if `schema` is one.
    pub(super) fn target<'a>(schema: &'a Value) -> Option<&'a str> {
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

    /// Rewrites the file references inside an operation or parameter.
    pub(super) fn localized(&self, value: &Value, place: &str, refused: &mut Vec<Refused>) -> Value {
        let mut value = value.clone();
        localize(&mut value, &self.schema_root, &self.names, place, "", refused);
        value
    }
}

fn show(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn read_text(root: &Path, file: &Path) -> Result<String, Refused> {
    fs::read_to_string(root.join(file)).map_err(|error| Refused::new(show(file), error.to_string()))
}

fn read_json(root: &Path, file: &Path) -> Result<Value, Refused> {
    serde_json::from_str(&read_text(root, file)?).map_err(|error| Refused::new(show(file), format!("not JSON: {error}")))
}

fn read_yaml(root: &Path, file: &Path) -> Result<Value, Refused> {
    yaml_serde::from_str(&read_text(root, file)?).map_err(|error| Refused::new(show(file), format!("not YAML: {error}")))
}

/// All files with `extension` under `folder`, sorted, as paths from `root`.
fn files(root: &Path, folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(root.join(folder)).into_iter().flatten().flatten().map(|entry| folder.join(entry.file_name())).collect();
    entries.sort();
    let mut out = vec![];
    for entry in entries {
        if root.join(&entry).is_dir() {
            out.extend(files(root, &entry, extension));
        } else if entry.extension().is_some_and(|e| e == extension) {
            out.push(entry);
        }
    }
    out
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

fn localize(value: &mut Value, folder: &Path, names: &BTreeMap<PathBuf, String>, file: &str, pointer: &str, refused: &mut Vec<Refused>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref") {
                if reference.starts_with('#') {
                    refused.push(Refused::new(format!("{file}#{pointer}"), "rule 1: refer to a file, not into a document"));
                } else {
                    match names.get(&normal(&folder.join(&*reference))) {
                        Some(name) => *reference = format!("{COMPONENTS}{name}"),
                        None => refused.push(Refused::new(format!("{file}#{pointer}"), format!("there is no schema file {reference}"))),
                    }
                }
            }
            // The mapping of a discriminator holds references too.
            if let Some(Value::Object(mapping)) = members.get_mut("mapping") {
                for (tag, target) in mapping {
                    let Value::String(text) = target else { continue };
                    if let Some(name) = names.get(&normal(&folder.join(&*text))) {
                        *text = format!("{COMPONENTS}{name}");
                    } else {
                        refused.push(Refused::new(format!("{file}#{pointer}/mapping/{tag}"), format!("there is no schema file {text}")));
                    }
                }
            }
            for (key, member) in members {
                if key != "examples" && key != "example" && key != "mapping" {
                    localize(member, folder, names, file, &format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), refused);
                }
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter_mut().enumerate() {
                localize(item, folder, names, file, &format!("{pointer}/{at}"), refused);
            }
        }
        _ => {}
    }
}
