//! Every way in which a body of any face can break its schema, made from the schema: each is refused, at its place and, where
//! the face says it, for its reason. Places and reasons are known from how a body was bent, not from what the server's own
//! judge says.

use crate::harness::{
    Answer,
    promise::{Promise, Visitor, implemented, refused_as},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use talkamie::domain::user::UserType;

/// A body that breaks its schema in one place.
struct Violation {
    body: Value,
    /// Where the server has to point.
    pointer: String,
    /// Why; `None` where a choice of forms (`oneOf`) hides it.
    keyword: Option<&'static str>,
}

/// A schema with its references followed and its parts joined.
struct Flat {
    keywords: Map<String, Value>,
    /// Whether null is one of the forms, or others are.
    choice: bool,
    /// The types of the forms, where there are several.
    forms: Vec<String>,
}

pub(super) struct Bender<'a> {
    pub promise: &'a Promise,
}

impl Bender<'_> {
    fn flat(&self, schema: &Value) -> Flat {
        let mut flat = Flat { keywords: Map::new(), choice: false, forms: vec![] };
        self.join(schema, &mut flat);
        flat
    }

    fn join(&self, schema: &Value, into: &mut Flat) {
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            match (keyword.as_str(), into.keywords.get_mut(keyword)) {
                ("$ref", _) => {
                    self.join(self.promise.schema(value.as_str().unwrap().rsplit('/').next().unwrap()), into)
                }
                ("allOf", _) => value.as_array().unwrap().iter().for_each(|part| self.join(part, into)),
                ("oneOf", _) => {
                    into.choice = true;
                    let forms = value.as_array().unwrap().iter().filter(|form| form["type"] != "null");
                    into.forms.extend(forms.clone().filter_map(|form| form["type"].as_str()).map(str::to_owned));
                    self.join(forms.clone().next().unwrap(), into);
                }
                ("properties", Some(Value::Object(known))) => known.extend(value.as_object().unwrap().clone()),
                ("required", Some(Value::Array(known))) => known.extend(value.as_array().unwrap().clone()),
                _ => {
                    into.keywords.insert(keyword.clone(), value.clone());
                }
            }
        }
    }

    /// A value with everything that the schema names, valid.
    pub fn whole(&self, schema: &Value) -> Value {
        let Flat { keywords, .. } = self.flat(schema);
        let least = |keyword: &str| keywords.get(keyword).and_then(Value::as_u64).unwrap_or(0).max(1);
        match kind(&keywords) {
            "object" if keywords.contains_key("properties") => {
                let properties = keywords["properties"].as_object().unwrap();
                properties.iter().map(|(name, schema)| (name.clone(), self.whole(schema))).collect()
            }
            "object" => match keywords.get("additionalProperties") {
                Some(values) if values.is_object() => {
                    let key = self.key(keywords.get("propertyNames"));
                    json!({ key: self.whole(values) })
                }
                _ => json!({}),
            },
            "array" => (0..least("minItems")).map(|_| self.whole(&keywords["items"])).collect(),
            "string" => match keywords.get("enum").or_else(|| keywords.get("examples")) {
                Some(values) => values[0].clone(),
                None => match keywords.get("format").and_then(Value::as_str) {
                    Some("uri") => json!("https://example.org/a.png"),
                    Some("email") => json!("ann@example.org"),
                    _ => "x".repeat(least("minLength") as usize).into(),
                },
            },
            "boolean" => json!(true),
            "integer" | "number" => keywords.get("minimum").cloned().unwrap_or(json!(1)),
            _ => json!(1),
        }
    }

    /// A key that a map takes.
    fn key(&self, names: Option<&Value>) -> String {
        let names = names.map(|names| self.flat(names).keywords).unwrap_or_default();
        match names.get("enum").or_else(|| names.get("examples")) {
            Some(values) => values[0].as_str().unwrap().to_owned(),
            None => "picture".to_owned(),
        }
    }

    /// Every violation at `pointer` and below, as values to be put there.
    fn bend(
        &self,
        schema: &Value,
        at: &Value,
        pointer: &str,
        out: &mut Vec<(String, Value, Option<&'static str>, String)>,
    ) {
        let Flat { keywords, choice, forms } = self.flat(schema);
        let reason = |keyword: &'static str| if choice { None } else { Some(keyword) };
        let mut here = |value: Value, keyword: Option<&'static str>| {
            out.push((pointer.to_owned(), value, keyword, pointer.to_owned()));
        };
        let number = |keyword: &str| keywords.get(keyword).and_then(Value::as_i64);
        let (kind, is_enum) = (kind(&keywords), keywords.contains_key("enum"));
        let nullable = keywords.get("type").is_some_and(Value::is_array);
        // Another type. An enum says so in its own word, too.
        let of_type = if is_enum { None } else { reason("type") };
        let others: Vec<Value> = match kind {
            "object" => vec![json!([]), json!("x"), json!(1)],
            "array" => vec![json!({}), json!("x"), json!(true)],
            "string" => vec![json!(7), json!([]), json!(true), json!({})],
            // Where a text is another form, a number of another kind is none.
            "integer" => vec![json!(1.5), json!([]), json!({})],
            "number" => vec![json!([]), json!({}), json!(true)],
            "boolean" => vec![json!(1), json!("true"), json!([])],
            _ => vec![],
        };
        let another = |value: &Value| match value {
            Value::String(_) => !forms.iter().any(|form| form == "string"),
            Value::Number(_) => !forms.iter().any(|form| form == "integer" || form == "number"),
            _ => true,
        };
        for other in others.into_iter().filter(another) {
            here(other, of_type);
        }
        if !kind.is_empty() && !nullable && !choice {
            here(Value::Null, of_type);
        }
        match kind {
            "string" => {
                if is_enum {
                    here(json!("no such word"), reason("enum"));
                } else {
                    if let Some(least) = number("minLength").filter(|least| *least > 0) {
                        let form = keywords.contains_key("pattern") || keywords.contains_key("format");
                        here("x".repeat(least as usize - 1).into(), if form { None } else { reason("minLength") });
                    }
                    if let Some(most) = number("maxLength") {
                        let form = keywords.contains_key("pattern") || keywords.contains_key("format");
                        here("x".repeat(most as usize + 1).into(), if form { None } else { reason("maxLength") });
                        // Limits count characters, not bytes.
                        here("ä".repeat(most as usize + 1).into(), if form { None } else { reason("maxLength") });
                    }
                    if keywords.contains_key("pattern") {
                        here(json!("§ § §"), None);
                    }
                    let format = keywords.get("format").and_then(Value::as_str);
                    if format.is_some_and(|format| ["email", "uri", "date", "date-time", "uuid"].contains(&format)) {
                        here(json!("no such thing"), None);
                    }
                }
            }
            "integer" | "number" => {
                if let Some(least) = keywords.get("minimum").and_then(Value::as_f64) {
                    let below = match (kind, (least as i64).checked_sub(1)) {
                        ("integer", below) => below.map_or(json!(-1e19), |below| json!(below)),
                        _ => json!(least - 0.5),
                    };
                    here(below, reason("minimum"));
                }
                if let Some(most) = keywords.get("maximum").and_then(Value::as_f64) {
                    let above = match (kind, (most as i64).checked_add(1)) {
                        ("integer", above) => above.map_or(json!(1e19), |above| json!(above)),
                        _ => json!(most + 0.5),
                    };
                    here(above, reason("maximum"));
                }
            }
            "array" => {
                let item = self.whole(&keywords["items"]);
                if let Some(most) = number("maxItems") {
                    here(vec![item.clone(); most as usize + 1].into(), reason("maxItems"));
                }
                if number("minItems").is_some_and(|least| least > 0) {
                    here(json!([]), reason("minItems"));
                }
                self.bend(&keywords["items"], &at[0], &format!("{pointer}/0"), out);
            }
            "object" => {
                for name in keywords.get("required").and_then(Value::as_array).into_iter().flatten() {
                    let name = name.as_str().unwrap();
                    let mut lacking = at.clone();
                    lacking.as_object_mut().unwrap().remove(name);
                    out.push((pointer.to_owned(), lacking, reason("required"), format!("{pointer}/{name}")));
                }
                for (name, schema) in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
                    self.bend(schema, &at[name], &format!("{pointer}/{name}"), out);
                }
                if let Some(values) = keywords.get("additionalProperties").filter(|values| values.is_object()) {
                    let key = self.key(keywords.get("propertyNames"));
                    if keywords.contains_key("propertyNames") {
                        let wrong = json!({ "§ no key": self.whole(values) });
                        out.push((pointer.to_owned(), wrong, None, format!("{pointer}/§ no key")));
                    }
                    if number("minProperties").is_some_and(|least| least > 0) {
                        out.push((pointer.to_owned(), json!({}), reason("minProperties"), pointer.to_owned()));
                    }
                    self.bend(values, &at[&key], &format!("{pointer}/{key}"), out);
                }
            }
            _ => {}
        }
    }

    /// Every place of a whole body that can be broken: where, with which value, and where the server then has to point.
    pub fn broken_places(&self, component: &str) -> Vec<(String, Value, String)> {
        let schema = self.promise.schema(component);
        let mut bent = vec![];
        self.bend(schema, &self.whole(schema), "", &mut bent);
        bent.into_iter().map(|(place, value, _, pointer)| (place, value, pointer)).collect()
    }

    fn violations(&self, component: &str) -> Vec<Violation> {
        let schema = self.promise.schema(component);
        let whole = self.whole(schema);
        let mut bent = vec![];
        self.bend(schema, &whole, "", &mut bent);
        bent.into_iter()
            .map(|(place, value, keyword, pointer)| {
                let mut body = whole.clone();
                *body.pointer_mut(&place).unwrap_or_else(|| panic!("{component} has nothing at {place}")) = value;
                Violation { body, pointer, keyword }
            })
            .collect()
    }
}

/// Bodies that break the schema of an operation, each in one place, and none that keeps it.
pub fn broken(promise: &Promise) -> Vec<Value> {
    let bodies = |component| Bender { promise }.violations(component).into_iter().map(|violation| violation.body);
    promise.body().into_iter().flat_map(bodies).collect()
}

fn kind(keywords: &Map<String, Value>) -> &str {
    match keywords.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or(""),
        _ => "",
    }
}

/// Fields that Replyke looks for by hand: what is missing, empty or no text there has a code of its own.
fn looked_for(promise: &Promise) -> (&'static [&'static str], &'static str) {
    match promise.id() {
        "signUp" | "signIn" => (&["/email", "/password"], "auth/missing-fields"),
        "changePassword" => (&["/password", "/newPassword"], "auth/missing-fields"),
        "verifyExternalUser" => (&["/userJwt"], "auth/missing-jwt"),
        _ => (&[], ""),
    }
}

/// A refusal in the words of the older faces: they say where, and not by which keyword.
fn judge(promise: &Promise, violation: &Violation, answer: &Answer) {
    let pointer = violation.pointer.as_str();
    if promise.face == "symphony-pod" {
        if promise.template.ends_with("/pubkey/authenticate") {
            // Whatever is wrong with a log-in, it failed.
            return refused_as(promise.face, answer, "login/failed");
        }
        refused_as(promise.face, answer, "request/invalid");
        let place = format!("body {}: ", pointer.trim_start_matches('/')).replace(" :", ":");
        return assert!(answer.json()["message"].as_str().unwrap().contains(&place), "{place}{}", answer.text());
    }
    // The longest JWT in letters of two bytes is beyond what the original takes of any body (100 kB).
    if answer.status == 413 && violation.body.to_string().len() > 100_000 {
        return refused_as(promise.face, answer, "body/too-large");
    }
    let (names, code) = looked_for(promise);
    let is_text = violation.body.pointer(pointer).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
    if names.contains(&pointer) && !is_text {
        return refused_as(promise.face, answer, code);
    }
    refused_as(promise.face, answer, "request/invalid");
    let place = format!("body{pointer}: ");
    assert!(answer.json()["details"].as_str().unwrap().contains(&place), "{place}{}", answer.text());
}

on_both! {
    async fn every_way_to_break_a_schema_is_pointed_at(app) {
        let ann = Visitor::of(app.person("Ann Lee", UserType::Senior).await).await;
        let (mut kinds, mut others): (BTreeMap<&str, usize>, usize) = (BTreeMap::new(), 0);
        for promise in &implemented() {
            let Some(component) = promise.body() else { continue };
            let bender = Bender { promise };
            let path = promise.path(&|_| None);
            let whole = bender.whole(promise.schema(component)).to_string();
            let valid = ann.call(promise, &path, Some(whole.clone().into_bytes())).await;
            // What no schema can say is said of a whole body, too.
            let refused = valid.status == 422 && valid.json()["code"] == "request/invalid";
            let judged = if refused { valid.expect_invalid() } else { vec![] };
            for violation in bender.violations(component) {
                let answer = ann.call(promise, &path, Some(violation.body.to_string().into_bytes())).await;
                if promise.face != "v1" {
                    judge(promise, &violation, &answer);
                    others += 1;
                    continue;
                }
                let sent: String = violation.body.to_string().chars().take(300).collect();
                let place = format!("{} {:?} at {:?}: {sent}", promise.id(), violation.keyword, violation.pointer);
                assert_eq!(answer.status, 422, "{place}\n{}", answer.text());
                let problem = answer.json();
                assert_eq!(problem["code"], "request/invalid", "{place} is taken for a good body");
                let errors = problem["errors"].as_array().unwrap();
                let found = errors.iter().find(|error| error["pointer"] == violation.pointer.as_str());
                let found = found.unwrap_or_else(|| panic!("{place}\npoints elsewhere: {errors:?}"));
                if let Some(keyword) = violation.keyword {
                    assert_eq!(found["keyword"], keyword, "{place}");
                    *kinds.entry(keyword).or_default() += 1;
                }
                // Nothing else is complained of: what was bent lies at or below the place.
                for error in errors {
                    let pointer = error["pointer"].as_str().unwrap();
                    let near = pointer.starts_with(&violation.pointer) || judged.iter().any(|known| known == pointer);
                    assert!(near, "{place}\nalso points to {pointer}");
                }
            }
        }
        for keyword in ["type", "required", "minLength", "maxLength", "minimum", "maximum", "enum", "maxItems"] {
            assert!(kinds.contains_key(keyword), "no body was bent against {keyword}: {kinds:?}");
        }
        assert!(others > 80, "{others} bodies of the other faces were bent");
    }
}
