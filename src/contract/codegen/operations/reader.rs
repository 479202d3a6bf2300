//! One operation as it is written: every key read, every shorthand spelled out.

use super::super::{
    Face, Refused,
    ending::Ending,
    headers,
    names::{nameable, snake},
    profile,
    read::{Written, token},
};
use super::{Access, Answer, Body, Link, METHODS, Operation, Parameter, Payload, placeholders};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every key that an operation may have.
const KNOWN: &[&str] = &[
    "operationId",
    "tags",
    "summary",
    "description",
    "parameters",
    "requestBody",
    "x-data",
    "x-data-nullable",
    "x-message",
    "x-page",
    "x-text",
    "x-answers",
    "x-errors",
    "x-raises",
    "x-links",
    "x-aliases",
    "x-status",
    "deprecated",
    "x-deprecated-since",
    "x-sunset",
    "x-limit",
    "security",
];

/// Reads one operation.
pub(super) struct Reader<'a> {
    pub face: &'a Face,
    pub written: &'a Written,
    pub refused: &'a mut Vec<Refused>,
}

impl Reader<'_> {
    fn place(&self, rest: &str) -> String {
        format!("{}#{}{rest}", self.written.file, self.pointer())
    }

    fn pointer(&self) -> String {
        format!("/{}/{}", token(&self.written.path), token(&self.written.method))
    }

    pub(super) fn refuse(&mut self, rest: &str, reason: impl Into<String>) {
        self.refused.push(Refused::new(self.place(rest), reason));
    }

    /// The trimmed text of a key that every operation has.
    fn text(&mut self, key: &str) -> String {
        let text = self.written.body[key].as_str().unwrap_or_default().trim();
        if text.is_empty() {
            self.refuse(&format!("/{key}"), format!("an operation says its {key}"));
        }
        text.to_owned()
    }

    /// The strings of a key that may be left out.
    fn words(&mut self, key: &str) -> Vec<String> {
        let value = &self.written.body[key];
        let words: Vec<_> =
            value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        if !value.is_null() && value.as_array().is_none_or(|all| all.len() != words.len()) {
            self.refuse(&format!("/{key}"), "a list of words");
        }
        if words.iter().collect::<BTreeSet<_>>().len() < words.len() {
            self.refuse(&format!("/{key}"), "a word stands twice");
        }
        words
    }

    /// A key that is `true` or left out.
    fn flag(&mut self, key: &str) -> bool {
        let value = &self.written.body[key];
        if !value.is_null() && !value.is_boolean() {
            self.refuse(&format!("/{key}"), "true, or leave it out");
        }
        value == true
    }

    /// Refuses members of `value` that the compiler would pass over.
    fn members(&mut self, rest: &str, value: &Value, known: &[&str]) {
        for key in
            value.as_object().into_iter().flatten().map(|(key, _)| key).filter(|key| !known.contains(&key.as_str()))
        {
            self.refuse(
                &format!("{rest}/{}", token(key)),
                format!(
                    "the compiler does not know this key (docs/CONTRACT-PROFILE.md); here stand {}",
                    known.join(", ")
                ),
            );
        }
    }

    pub(super) fn operation(&mut self) -> Operation {
        let written = self.written;
        if !written.body.is_object() {
            self.refuse("", "an operation is a map of its parts");
        }
        self.members("", &written.body, KNOWN);
        self.path(&written.path, "");
        let id = self.text("operationId");
        let shaped = id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(|c| c.is_ascii_alphanumeric());
        if !shaped && !id.is_empty() {
            self.refuse("/operationId", format!("{id}: write [a-z][A-Za-z0-9]*, a verb and a noun"));
        }
        let access = match &written.body["security"] {
            Value::Array(schemes) if schemes.is_empty() => Access::Public,
            Value::String(word) if word == "optional" => Access::Optional,
            Value::Null => Access::Token,
            other => {
                self.refuse("/security", format!("{other}: write [] or optional, or leave it out"));
                Access::Token
            }
        };
        let planned = &written.body["x-status"];
        if !planned.is_null() && planned != "planned" {
            self.refuse("/x-status", "planned, or leave it out");
        }
        let mut operation = Operation {
            at: self.place(""),
            id,
            group: written.group.clone(),
            tag: self.tag(),
            method: written.method.clone(),
            path: written.path.clone(),
            aliases: self.aliases(),
            summary: self.text("summary"),
            description: self.text("description"),
            access,
            parameters: vec![],
            body: self.body(),
            answers: self.answers(),
            errors: vec![],
            raises: self.words("x-raises"),
            links: self.links(),
            planned: planned == "planned",
            ending: self.ending(),
            limit: self.limit(),
        };
        operation.parameters = self.parameters(&operation);
        let own = self.words("x-errors");
        operation.errors = self.errors(&operation, own);
        operation
    }

    fn path(&mut self, path: &str, rest: &str) {
        // What follows a placeholder is an ending like `.ics`, on the last segment: there it cannot be taken for the value.
        let ending = |text: &str| {
            text.is_empty()
                || text
                    .strip_prefix('.')
                    .is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()))
        };
        let segment = |(segment, last): (&str, bool)| match segment.strip_prefix('{') {
            Some(inner) => inner
                .split_once('}')
                .is_some_and(|(name, rest)| nameable(name) && ending(rest) && (last || rest.is_empty())),
            None => !segment.is_empty() && !segment.contains(['{', '}', ':', '*', '<']),
        };
        let inner: Vec<&str> = path.strip_prefix('/').map(|inner| inner.split('/').collect()).unwrap_or_default();
        let count = inner.len();
        if count == 0 || !inner.into_iter().enumerate().map(|(at, part)| (part, at + 1 == count)).all(segment) {
            self.refuse(
                rest,
                format!(
                    "{path}: a path starts with / and does not end with it; a placeholder is a whole segment, {{id}}, or the last with an ending, {{id}}.ics"
                ),
            );
        }
        if placeholders(path).len() != path.matches('{').count() {
            self.refuse(rest, format!("{path}: a placeholder stands twice"));
        }
    }

    fn tag(&mut self) -> String {
        match self.words("tags").as_slice() {
            [tag] => {
                let known = self.face.info["tags"]
                    .as_array()
                    .is_some_and(|tags| tags.iter().any(|t| t["name"] == tag.as_str()));
                if !known {
                    self.refuse("/tags", format!("the tag {tag} is not in info.yaml"));
                }
                tag.clone()
            }
            _ => {
                self.refuse("/tags", "an operation has exactly one tag");
                String::new()
            }
        }
    }

    fn aliases(&mut self) -> Vec<(String, String)> {
        let mut out = vec![];
        for (at, alias) in self.written.body["x-aliases"].as_array().into_iter().flatten().enumerate() {
            let at = format!("/x-aliases/{at}");
            self.members(&at, alias, &["method", "path"]);
            let method = alias["method"].as_str().unwrap_or(&self.written.method);
            if !METHODS.contains(&method) {
                self.refuse(&at, format!("{method} is no method"));
            }
            let path = alias["path"].as_str().unwrap_or(&self.written.path);
            self.path(path, &at);
            out.push((method.to_owned(), path.to_owned()));
        }
        out
    }

    fn ending(&mut self) -> Option<Ending> {
        Ending::read(&self.written.body).unwrap_or_else(|(key, reason)| {
            self.refuse(&format!("/{key}"), reason);
            None
        })
    }

    fn links(&mut self) -> Vec<Link> {
        let written = &self.written.body["x-links"];
        if !written.is_null() && !written.is_object() {
            self.refuse("/x-links", "a map: operation id, and under it the parameters' runtime expressions");
        }
        let mut out = vec![];
        for (to, parameters) in written.as_object().into_iter().flatten() {
            let read: Option<Vec<_>> = parameters.as_object().and_then(|all| {
                all.iter().map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
            });
            match read.filter(|read| !read.is_empty()) {
                Some(parameters) => out.push(Link { to: to.clone(), parameters }),
                None => self.refuse(
                    &format!("/x-links/{}", token(to)),
                    "{parameter: expression}, such as {id: $response.body#/data/id}",
                ),
            }
        }
        out
    }

    fn limit(&mut self) -> Option<(u64, u64)> {
        let limit = self.written.body.get("x-limit")?;
        self.members("/x-limit", limit, &["requests", "window"]);
        let read = limit["requests"]
            .as_u64()
            .zip(limit["window"].as_u64())
            .filter(|(requests, window)| *requests > 0 && *window > 0);
        if read.is_none() {
            self.refuse("/x-limit", "{requests: …, window: …}: so many requests in so many seconds, both above 0");
        }
        read
    }

    fn parameters(&mut self, operation: &Operation) -> Vec<Parameter> {
        let mut found: Vec<(String, String, &Value)> = vec![];
        let shared_file = format!("openapi/{}/parameters.yaml", self.face.name);
        for (at, parameter) in self.written.body["parameters"].as_array().into_iter().flatten().enumerate() {
            let rest = format!("/parameters/{at}");
            match parameter["$ref"].as_str() {
                Some(name) => {
                    self.members(&rest, parameter, &["$ref"]);
                    match self.face.parameters.get(name) {
                        Some(shared) => found.push((shared_file.clone(), format!("/{}", token(name)), shared)),
                        None => self.refuse(&rest, format!("there is no parameter {name} in parameters.yaml")),
                    }
                }
                None => found.push((self.written.file.clone(), format!("{}{rest}", self.pointer()), parameter)),
            }
        }
        if operation.access == Access::Token
            && let Some(shared) = self.face.parameters.get("TimezoneOffset")
        {
            found.push((shared_file, "/TimezoneOffset".into(), shared));
        }
        let paths: Vec<_> = std::iter::once(operation.path.as_str())
            .chain(operation.aliases.iter().map(|(_, path)| path.as_str()))
            .map(placeholders)
            .collect();
        let mut missing: BTreeSet<&str> = paths.iter().flatten().copied().collect();
        let mut out: Vec<Parameter> = vec![];
        for (file, pointer, body) in found {
            let at = format!("{file}#{pointer}");
            let mut parameter = parameter(self.face, &file, &pointer, body, self.refused);
            let same = |other: &&Parameter| snake(&other.name) == snake(&parameter.name);
            if let Some(other) = out.iter().find(same) {
                self.refuse(
                    "/parameters",
                    format!("the parameters {} and {} are one field in Rust", other.name, parameter.name),
                );
            }
            if parameter.place == "path" {
                missing.remove(parameter.name.as_str());
                if !paths.iter().any(|path| path.contains(parameter.name.as_str())) {
                    self.refused
                        .push(Refused::new(at, format!("no path of {} has {{{}}}", operation.id, parameter.name)));
                }
                // On a path without it, of the operation or of an alias, a path parameter is absent.
                parameter.required = paths.iter().all(|path| path.contains(parameter.name.as_str()));
            }
            out.push(parameter);
        }
        for name in missing {
            self.refuse("/parameters", format!("the path parameter {name} is not described"));
        }
        out
    }

    fn component(&mut self, rest: &str, file: &Value) -> String {
        let file = file.as_str().or(file["schema"].as_str()).unwrap_or_default();
        match self.face.component(file) {
            Some(name) => name.to_owned(),
            None => {
                self.refuse(rest, format!("there is no schema file {file}"));
                String::new()
            }
        }
    }

    fn body(&mut self) -> Option<Body> {
        let body = self.written.body.get("requestBody")?;
        self.members("/requestBody", body, &["schema", "required"]);
        if !matches!(body["required"], Value::Null | Value::Bool(_)) {
            self.refuse("/requestBody/required", "false, or leave it out");
        }
        Some(Body { component: self.component("/requestBody", body), required: body["required"] != false })
    }

    fn answers(&mut self) -> Vec<Answer> {
        let mut out = vec![];
        let written = self.written;
        let (nullable, message) = (self.flag("x-data-nullable"), self.flag("x-message"));
        let (data, page, plain) =
            (written.body.get("x-data"), written.body.get("x-page"), written.body.get("x-answers"));
        if data.is_none() && (nullable || message) {
            self.refuse("", "x-data-nullable and x-message say something of x-data, which is not here");
        }
        if let Some(file) = data {
            let payload = Payload::Data { component: self.component("/x-data", file), nullable, message };
            out.push(Answer { status: 200, description: "Done.".into(), payload, headers: vec![] });
        }
        if let Some(file) = page {
            if !self.face.schemas.contains_key("Pagination") {
                self.refuse("/x-page", "pages carry Pagination: there is no schema file pagination.json");
            }
            let payload = Payload::Page { component: self.component("/x-page", file) };
            out.push(Answer {
                status: 200,
                description: "One page; `pagination.lastEvaluatedKey` is absent on the last.".into(),
                payload,
                headers: vec![],
            });
        }
        let text = written.body.get("x-text");
        if let Some(media) = text {
            let word =
                |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b"-+.".contains(&b));
            let media = media.as_str().filter(|media| media.split_once('/').is_some_and(|(a, b)| word(a) && word(b)));
            match media {
                Some(media) if !media.ends_with("json") => {
                    let payload = Payload::Text { media: media.to_owned() };
                    out.push(Answer { status: 200, description: "Done.".into(), payload, headers: vec![] });
                }
                _ => self.refuse("/x-text", "a media type of a text, such as text/calendar; JSON is x-data"),
            }
        }
        for (status, answer) in plain.and_then(Value::as_object).into_iter().flatten() {
            let at = format!("/x-answers/{status}");
            self.members(&at, answer, &["schema", "description", "headers"]);
            let headers: Vec<_> = answer["headers"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, h)| (name.clone(), h.clone()))
                .collect();
            for (name, header) in &headers {
                if let Some((inner, reason)) = headers::refused(self.face, name, header) {
                    self.refuse(&format!("{at}/headers/{}{inner}", token(name)), reason);
                }
            }
            let payload = match answer {
                Value::String(_) => Payload::Plain { component: self.component(&at, answer) },
                Value::Object(members) if members.contains_key("schema") => {
                    Payload::Plain { component: self.component(&at, answer) }
                }
                Value::Object(members) if members.contains_key("description") => Payload::Empty,
                _ => {
                    self.refuse(
                        &at,
                        "a schema file, or {schema, description}; an answer without a body says its description",
                    );
                    Payload::Empty
                }
            };
            let description = answer["description"].as_str().unwrap_or("Done.").to_owned();
            match status.parse() {
                Ok(status) if matches!(status, 200 | 201 | 202 | 204) => {
                    if status == 204 && !matches!(payload, Payload::Empty) {
                        self.refuse(&at, "204 has no body");
                    }
                    out.push(Answer { status, description, payload, headers });
                }
                _ => self.refuse(&at, "x-answers promises 200, 201, 202 or 204; refusals belong into x-errors"),
            }
        }
        match (self.face.enveloped(), plain) {
            (true, Some(_)) => self.refuse("/x-answers", "an enveloped face answers x-data, x-page or x-text"),
            (true, None) if [data, page, text].into_iter().flatten().count() != 1 => {
                self.refuse("", "an operation of an enveloped face answers x-data, x-page or x-text, one of them")
            }
            (false, _) if data.is_some() || page.is_some() || text.is_some() => {
                self.refuse("", "x-data, x-page and x-text are for enveloped faces: write x-answers")
            }
            (false, _) if out.is_empty() => self.refuse("", "an operation has x-answers: status and schema file"),
            _ => {}
        }
        out
    }

    /// Every refusal in the order in which the server checks.
    fn errors(&mut self, operation: &Operation, own: Vec<String>) -> Vec<String> {
        let unlimited = self.face.info["x-unlimited"]
            .as_array()
            .is_some_and(|groups| groups.iter().any(|g| g == self.written.group.as_str()));
        let mut out: Vec<String> = vec![];
        let mut add =
            |when: bool, codes: &[&str]| out.extend(codes.iter().filter(|_| when).map(|code| (*code).to_owned()));
        add(!unlimited, &["rate/limited"]);
        add(operation.access == Access::Token, &["auth/missing", "auth/invalid"]);
        add(operation.body.is_some(), &["body/too-large", "body/unsupported-type", "body/malformed"]);
        add(operation.body.is_some() || !operation.parameters.is_empty(), &["request/invalid"]);
        add(operation.planned, &["operation/planned"]);
        let after = ["store/unavailable", "internal/error"];
        for code in &own {
            if out.contains(code) || after.contains(&code.as_str()) {
                self.refuse("/x-errors", format!("the compiler adds {code} by itself"));
            } else {
                out.push(code.clone());
            }
        }
        out.extend(after.map(str::to_owned));
        for code in &out {
            if !self.face.errors.iter().any(|known| known.slug == *code) {
                self.refuse("/x-errors", format!("the error code {code} is not in errors.yaml"));
            }
        }
        out
    }
}

/// Reads one parameter, wherever it is written.
fn parameter(face: &Face, file: &str, pointer: &str, body: &Value, refused: &mut Vec<Refused>) -> Parameter {
    let at = format!("{file}#{pointer}");
    let name = body["name"].as_str().unwrap_or_default().to_owned();
    let place = body["in"].as_str().unwrap_or_default().to_owned();
    let mut refuse = |rest: &str, reason: String| refused.push(Refused::new(format!("{at}{rest}"), reason));
    const KEYS: &[&str] =
        &["name", "in", "required", "description", "deprecated", "schema", "example", "x-plus-literal"];
    for key in body.as_object().into_iter().flatten().map(|(key, _)| key).filter(|key| !KEYS.contains(&key.as_str())) {
        refuse(
            &format!("/{}", token(key)),
            format!("the compiler does not know this key; a parameter has {}", KEYS.join(", ")),
        );
    }
    if !nameable(&name) {
        refuse("/name", "a parameter has a name, in ASCII, with a letter".into());
    }
    if !matches!(place.as_str(), "path" | "query" | "header" | "cookie") {
        refuse("/in", "a parameter is in path, query, header or cookie".into());
    }
    for needed in ["description", "example", "schema"] {
        if body.get(needed).is_none() {
            refuse("", format!("a parameter has its {needed}"));
        }
    }
    let mut localized = body.clone();
    if let Some(schema) = body.get("schema") {
        let inner = format!("{pointer}/schema");
        let before = refused.len();
        localized["schema"] = face.localized(schema, file, &inner, refused);
        if refused.len() == before {
            profile::hold_parameter(face, file, &localized["schema"], &inner, refused);
        }
    }
    Parameter { required: body["required"] == true, name, place, body: localized, at }
}
