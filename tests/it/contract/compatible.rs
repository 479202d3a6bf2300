//! Is today's document one that yesterday's clients can live with? Requests may only be accepted more widely, answers
//! may only promise more. What breaks this comes out as a sentence each.
//!
//! Both directions are one question, is every value of schema `a` a value of schema `b`: of a request every value that
//! was accepted must be accepted today, of an answer every value that is sent today must have been promised. The
//! comparison knows exactly the keywords of docs/CONTRACT-PROFILE.md; any other must not change at all.

pub(super) mod actions;
#[cfg(test)]
mod tests;
mod values;

use crate::harness::witness::response;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    mem::{replace, take},
};
use values::{Alternative, alternatives, fits};

/// What a client of `released` meets in `today`, a sentence for every break.
pub(super) fn breaks(released: &Value, today: &Value) -> Vec<String> {
    let mut compared = Compared { released, today, seen: HashSet::new(), out: vec![] };
    compared.documents();
    compared.out
}

/// What changed from `released` to `today`, for people: what breaks first, then what came.
pub(super) fn report(released: &Value, today: &Value) -> String {
    let (then, now) = (operations(released), operations(today));
    let mut out = verdict("operations", [then.len(), now.len()], released, today, breaks(released, today));
    let named = |(method, path): &(String, String)| format!("{} {path}", method.to_uppercase());
    out += &listed("New operations", now.keys().filter(|key| !then.contains_key(*key)).map(named));
    let deprecated = |(key, operation): (&(String, String), &&Value)| {
        let old = then.get(key).is_some_and(|then| then["deprecated"] == true);
        let gone = operation["x-sunset"].as_str().map(|date| format!(", gone from {date}")).unwrap_or_default();
        (operation["deprecated"] == true && !old).then(|| format!("{}{gone}", named(key)))
    };
    out += &listed("Deprecated", now.iter().filter_map(deprecated));
    let mut parameters = vec![];
    for (key, operation) in &now {
        let Some(then) = then.get(key) else { continue };
        for new in items(&operation["parameters"]).filter(|new| new["in"] != "path") {
            if !items(&then["parameters"]).any(|old| old["in"] == new["in"] && old["name"] == new["name"]) {
                parameters.push(format!("{}: {}", named(key), new["name"].as_str().unwrap_or_default()));
            }
        }
    }
    out += &listed("New parameters", parameters);
    let known = codes(released);
    out += &listed(
        "New error codes",
        codes(today).into_keys().filter(|code| !known.contains_key(code)).map(str::to_owned),
    );
    out + &new_schemas(released, today)
}

/// How many there were and are of `what`, and what breaks clients.
fn verdict(what: &str, [then, now]: [usize; 2], released: &Value, today: &Value, breaks: Vec<String>) -> String {
    let version = |document: &Value| document["info"]["version"].as_str().unwrap_or("?").to_owned();
    let schemas = |document: &Value| members(&document["components"]["schemas"]).count();
    format!(
        "{then} {what} and {} schemas of {} compared with {now} and {} of {}: {}\n{}",
        schemas(released),
        version(released),
        schemas(today),
        version(today),
        if breaks.is_empty() { "nothing breaks.".to_owned() } else { format!("**{} breaks.**", breaks.len()) },
        listed("Breaks clients", breaks)
    )
}

/// A list under its title; nothing when it is empty.
fn listed(title: &str, lines: impl IntoIterator<Item = String>) -> String {
    let lines: Vec<_> = lines.into_iter().collect();
    if lines.is_empty() { String::new() } else { format!("\n{title}:\n- {}\n", lines.join("\n- ")) }
}

/// The schemas that came, and the fields that came to those that were there.
fn new_schemas(released: &Value, today: &Value) -> String {
    fn fields(schema: &Value) -> BTreeSet<&str> {
        let own = members(&schema["properties"]).map(|(name, _)| name);
        own.chain(items(&schema["allOf"]).flat_map(fields)).collect()
    }
    let (then, now) = (&released["components"]["schemas"], &today["components"]["schemas"]);
    let new = members(now).filter(|(name, _)| then.get(name).is_none()).map(|(name, _)| name.to_owned());
    let came = members(now).filter_map(|(name, schema)| {
        let old = fields(then.get(name)?);
        let new: Vec<_> = fields(schema).into_iter().filter(|field| !old.contains(field)).collect();
        (!new.is_empty()).then(|| format!("{name}: {}", new.join(", ")))
    });
    listed("New schemas", new) + &listed("New fields", came)
}

/// Which side sends a value: the client, whose values of then must still do, or the server, whose values of today must
/// be what was promised then.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sent {
    ByClient,
    ByServer,
}

/// How far one alternative is from another: whether anything breaks, whether they are different components, how much.
type Distance = (bool, bool, usize);
type Seen = HashSet<(Sent, String, String)>;

struct Compared<'a> {
    released: &'a Value,
    today: &'a Value,
    /// Pairs of schemas that were compared, or are being compared, which ends recursion.
    seen: Seen,
    out: Vec<String>,
}

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Every method and path that answers, aliases included; the names of path parameters are no part of a path.
fn operations(document: &Value) -> BTreeMap<(String, String), &Value> {
    let shape = |path: &str| {
        let nameless = |part: &str| part.split_once('}').map_or(part.to_owned(), |(_, ending)| format!("{{}}{ending}"));
        path.split('/').map(nameless).collect::<Vec<_>>().join("/")
    };
    let mut all = BTreeMap::new();
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item).filter(|(method, _)| METHODS.contains(method)) {
            all.insert((method.to_owned(), shape(path)), operation);
            for alias in items(&operation["x-aliases"]) {
                let method = alias["method"].as_str().unwrap_or(method);
                all.insert((method.to_owned(), shape(alias["path"].as_str().unwrap_or(path))), operation);
            }
        }
    }
    all
}

/// The codes that a document's operations refuse with, and the status of each: what clients branch on.
fn codes(document: &Value) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for operation in operations(document).into_values() {
        for code in items(&operation["x-errors"]).filter_map(Value::as_str) {
            let line = format!("- `{code}`:");
            let responses = members(&operation["responses"]).map(|(status, r)| (status, response(document, r)));
            let statuses =
                responses.filter(|(_, r)| r["description"].as_str().is_some_and(|text| text.contains(&line)));
            all.entry(code).or_default().extend(statuses.map(|(status, _)| status));
        }
    }
    all
}

impl Compared<'_> {
    fn broken(&mut self, at: &str, what: impl AsRef<str>) {
        self.out.push(format!("{at} {}", what.as_ref()));
    }

    fn documents(&mut self) {
        let (released, today) = (self.released, self.today);
        for server in items(&released["servers"]) {
            if !items(&today["servers"]).any(|s| s["url"] == server["url"]) {
                self.broken("The document", format!("no longer names the server {}", server["url"]));
            }
        }
        for (name, scheme) in members(&released["components"]["securitySchemes"]) {
            let now = &today["components"]["securitySchemes"][name];
            if ["type", "scheme", "in", "name"].iter().any(|key| scheme[key] != now[key]) {
                self.broken(&format!("The security scheme {name}"), "works otherwise");
            }
        }
        let (then, now) = (codes(released), codes(today));
        for (code, statuses) in then.into_iter().filter(|(code, _)| *code != "operation/planned") {
            match now.get(code) {
                None => self.broken(&format!("The error code {code}"), "is gone; clients branch on it"),
                Some(now) if *now != statuses => {
                    self.broken(
                        &format!("The error code {code}"),
                        format!("came with {statuses:?} and comes with {now:?}"),
                    );
                }
                Some(_) => {}
            }
        }
        let now = operations(today);
        for ((method, path), then) in operations(released) {
            let at = format!("{} {path}", method.to_uppercase());
            match now.get(&(method, path)) {
                Some(now) => self.operation(&at, then, now),
                None => self.broken(&at, "was removed"),
            }
        }
    }

    fn operation(&mut self, at: &str, then: &Value, now: &Value) {
        if then["operationId"] != now["operationId"] {
            self.broken(at, format!("is no longer called {}: generated clients call it by name", then["operationId"]));
        }
        if now["x-status"] == "planned" && then["x-status"] != "planned" {
            self.broken(at, "answers 501 again");
        }
        for event in items(&then["x-raises"]).filter(|event| !items(&now["x-raises"]).any(|e| e == *event)) {
            self.broken(at, format!("no longer raises {event}"));
        }
        self.security(at, then, now);
        self.parameters(at, then, now);
        self.body(at, &then["requestBody"], &now["requestBody"]);
        self.answers(at, &then["responses"], &now["responses"]);
    }

    /// Whoever was let in is let in: each set of credentials that sufficed must contain one that suffices today.
    fn security(&mut self, at: &str, then: &Value, now: &Value) {
        let ways = |operation: &Value, document: &Value| -> Vec<BTreeSet<String>> {
            let stated = operation.get("security").or(document.get("security"));
            let ways: Vec<_> = items(stated.unwrap_or(&Value::Null))
                .map(|way| members(way).map(|(name, _)| name.to_owned()).collect())
                .collect();
            if ways.is_empty() { vec![BTreeSet::new()] } else { ways }
        };
        let today = ways(now, self.today);
        for way in ways(then, self.released).iter().filter(|way| !today.iter().any(|t| t.is_subset(way))) {
            let way = if way.is_empty() {
                "nothing".to_owned()
            } else {
                way.iter().cloned().collect::<Vec<_>>().join(" and ")
            };
            self.broken(at, format!("could be called with {way} as credentials and now needs others"));
        }
    }

    fn parameters(&mut self, at: &str, then: &Value, now: &Value) {
        let by_name = |operation: &Value| -> BTreeMap<(String, String), Value> {
            // Path parameters go by their place in the path, which is the order of the document.
            let mut place = 0;
            let key = |p: &Value| match (p["in"].as_str().unwrap_or_default(), p["name"].as_str().unwrap_or_default()) {
                ("path", _) => {
                    place += 1;
                    ("path".to_owned(), place.to_string())
                }
                ("header", name) => ("header".to_owned(), name.to_lowercase()),
                (kind, name) => (kind.to_owned(), name.to_owned()),
            };
            let keys: Vec<_> = items(&operation["parameters"]).map(key).collect();
            keys.into_iter().zip(items(&operation["parameters"]).cloned()).collect()
        };
        let (then, now) = (by_name(then), by_name(now));
        for ((kind, name), parameter) in &now {
            if parameter["required"] == true
                && then.get(&(kind.clone(), name.clone())).is_none_or(|p| p["required"] != true)
            {
                self.broken(at, format!("now requires the {kind} parameter {name}"));
            }
        }
        for ((kind, name), then) in &then {
            match now.get(&(kind.clone(), name.clone())) {
                Some(now) => self.schemas(
                    Sent::ByClient,
                    &format!("{at}, {kind} parameter {name}:"),
                    &then["schema"],
                    &now["schema"],
                ),
                None => self.broken(at, format!("no longer listens to the {kind} parameter {name}")),
            }
        }
    }

    fn body(&mut self, at: &str, then: &Value, now: &Value) {
        if now["required"] == true && then["required"] != true {
            self.broken(at, "now requires a body");
        }
        for (media, content) in members(&then["content"]) {
            match now["content"].get(media) {
                Some(now) => {
                    self.schemas(Sent::ByClient, &format!("{at}, request:"), &content["schema"], &now["schema"])
                }
                None => self.broken(at, format!("no longer takes {media}")),
            }
        }
    }

    fn answers(&mut self, at: &str, then: &Value, now: &Value) {
        let success = |status: &str| status.starts_with('2');
        for (status, _) in members(now).filter(|(status, _)| success(status) && then.get(status).is_none()) {
            self.broken(at, format!("may now answer {status}, which nobody was told of"));
        }
        for (status, then) in members(then) {
            let Some(now) = now.get(status) else {
                // A refusal less is a request accepted more.
                if success(status) {
                    self.broken(at, format!("no longer answers {status}"));
                }
                continue;
            };
            let (then, now) = (response(self.released, then), response(self.today, now));
            for (header, _) in members(&then["headers"]).filter(|(header, _)| now["headers"].get(header).is_none()) {
                self.broken(at, format!("answers {status} without the header {header}"));
            }
            for (media, content) in members(&then["content"]) {
                match now["content"].get(media) {
                    Some(now) => self.schemas(
                        Sent::ByServer,
                        &format!("{at}, answer {status}:"),
                        &content["schema"],
                        &now["schema"],
                    ),
                    None => self.broken(at, format!("no longer answers {status} with {media}")),
                }
            }
        }
    }

    fn schemas(&mut self, sent: Sent, at: &str, then: &Value, now: &Value) {
        match sent {
            Sent::ByClient => self.contained(sent, at, then, now),
            Sent::ByServer => self.contained(sent, at, now, then),
        }
    }

    /// Is every value of `inner` a value of `outer`?
    fn contained(&mut self, sent: Sent, at: &str, inner: &Value, outer: &Value) {
        if !self.seen.insert((sent, inner.to_string(), outer.to_string())) {
            return;
        }
        let (document, other) = match sent {
            Sent::ByClient => (self.released, self.today),
            Sent::ByServer => (self.today, self.released),
        };
        let outer = alternatives(outer, other);
        for inner in alternatives(inner, document) {
            let mut nearest: Option<(Distance, Vec<String>, Seen)> = None;
            for outer in outer.iter().filter(|outer| fits(inner.kind.as_deref(), outer.kind.as_deref())) {
                let (seen, out) = (self.seen.clone(), take(&mut self.out));
                self.alternative(sent, at, &inner, outer);
                let (breaks, seen) = (replace(&mut self.out, out), replace(&mut self.seen, seen));
                let distance = (!breaks.is_empty(), inner.name != outer.name, breaks.len());
                if nearest.as_ref().is_none_or(|(nearest, ..)| distance < *nearest) {
                    nearest = Some((distance, breaks, seen));
                }
            }
            match nearest {
                Some((_, breaks, seen)) => {
                    self.out.extend(breaks);
                    self.seen = seen;
                }
                None => self.broken(at, sent.wider(inner.kind.as_deref().unwrap_or("anything"))),
            }
        }
    }

    fn alternative(&mut self, sent: Sent, at: &str, inner: &Alternative, outer: &Alternative) {
        // Inside a component, its name tells more than the way there; and once is enough.
        let named = inner.name.as_ref().filter(|name| outer.name.as_ref() == Some(name));
        if let (Some(name), Some(kind)) = (named, &inner.kind)
            && !self.seen.insert((sent, name.clone(), kind.clone()))
        {
            return;
        }
        let place = at.split_once(": ").map_or(at.trim_end_matches(':'), |(place, _)| place);
        let at = &named.map_or_else(|| at.to_owned(), |name| format!("{place}: {name}"));
        match (&inner.values, &outer.values) {
            (Some(values), _) => {
                let judge = outer.scalar();
                for value in values.iter().filter(|value| !jsonschema::is_valid(&judge, value)) {
                    self.broken(at, sent.wider(&value.to_string()));
                }
            }
            (None, Some(_)) => self.broken(at, sent.wider("any other value")),
            (None, None) => {
                for (keyword, limit) in &outer.limits {
                    let within = inner
                        .limits
                        .get(keyword)
                        .is_some_and(|l| if keyword.starts_with("min") { l >= limit } else { l <= limit });
                    if !within {
                        let inner = inner.limits.get(keyword).map_or("none".to_owned(), f64::to_string);
                        self.broken(at, sent.change(keyword, &inner, &limit.to_string()));
                    }
                }
                for ((keyword, rule), _) in outer.rules.iter().filter(|(rule, _)| !inner.keeps(rule)) {
                    let inner = inner.rules.keys().find(|(other, _)| other == keyword).map_or("none", |(_, rule)| rule);
                    self.broken(at, sent.change(keyword, inner, rule));
                }
            }
        }
        for name in outer.required.difference(&inner.required) {
            let what = if sent == Sent::ByClient { "is now required" } else { "is no longer always there" };
            self.broken(&format!("{at}/{name}"), what);
        }
        for (name, member) in &outer.members {
            match inner.members.get(name) {
                Some(ours) => self.contained(sent, &format!("{at}/{name}"), ours, member),
                None if sent == Sent::ByServer => self.broken(&format!("{at}/{name}"), "is no longer answered"),
                None => {}
            }
        }
        if sent == Sent::ByClient {
            for name in inner.members.keys().filter(|name| !outer.members.contains_key(*name)) {
                self.broken(&format!("{at}/{name}"), "is no longer listened to");
            }
        }
        for (keyword, outer) in &outer.parts {
            match inner.parts.get(keyword) {
                Some(inner) => self.contained(sent, &format!("{at}/*"), inner, outer),
                None => self.broken(at, sent.change(keyword, "none", &outer.to_string())),
            }
        }
    }
}

impl Sent {
    /// A value that the other side does not know.
    fn wider(self, value: &str) -> String {
        match self {
            Self::ByClient => format!("no longer accepts {value}"),
            Self::ByServer => format!("may now be {value}"),
        }
    }

    fn change(self, keyword: &str, inner: &str, outer: &str) -> String {
        let (then, now) = if self == Self::ByClient { (inner, outer) } else { (outer, inner) };
        format!("had {keyword} {then} and has {now}")
    }
}

fn component(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
