//! The two verdicts are one: whatever the one-pass checks accept the oracle accepts, on every schema of every face.
//!
//! Texts are generated from the schemas with a fixed seed, mostly valid ones, then bent: wrong types, missing and doubled
//! members, lengths and numbers just beyond their bounds, words that nearly fit. To look at one schema alone, set
//! `VERDICTS_OF=UserUpdate`; to throw more dice, `VERDICTS_TEXTS=10000`.

use serde_json::Value;
use std::{borrow::Cow, collections::BTreeMap, env, fmt::Write as _};
use talkamie::contract::{
    oracle::Oracle,
    replyke,
    runtime::{BodyFault, Code, Parameter, ParamsInfo, Place, RawParams, SchemaInfo},
    symphony, v1,
};

/// Generated texts for each schema.
const TEXTS: usize = 120;

/// Smallest share of valid request bodies that the one-pass path must accept at once, in percent. Bodies that write whole
/// numbers as floats, or a member twice, take the long way by design and do not count.
const ACCEPTED_AT_ONCE: usize = 95;

struct Face {
    name: &'static str,
    schemas: &'static [SchemaInfo],
    oracle: &'static Oracle,
    document: Value,
}

fn faces() -> Vec<Face> {
    let face = |name, schemas, oracle, document| Face {
        name,
        schemas,
        oracle,
        document: serde_json::from_str(document).expect("a document"),
    };
    vec![
        face("v1", v1::SCHEMAS, v1::oracle(), v1::DOCUMENT),
        face("replyke-v6", replyke::SCHEMAS, replyke::oracle(), replyke::DOCUMENT),
        face("symphony-pod", symphony::SCHEMAS, symphony::oracle(), symphony::DOCUMENT),
    ]
}

impl Face {
    fn schema(&self, name: &str) -> &Value {
        &self.document["components"]["schemas"][name]
    }

    fn operations(&self) -> impl Iterator<Item = &Value> {
        self.document["paths"]
            .as_object()
            .into_iter()
            .flatten()
            .flat_map(|(_, item)| item.as_object().into_iter().flatten().map(|(_, operation)| operation))
    }

    /// The components that are bodies of requests.
    fn bodies(&self) -> Vec<&str> {
        let reference = |operation: &'_ Value| {
            operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str().map(str::to_owned)
        };
        let names: Vec<_> = self.operations().filter_map(reference).collect();
        self.schemas
            .iter()
            .map(|info| info.name)
            .filter(|name| names.iter().any(|r| r.ends_with(&format!("/{name}"))))
            .collect()
    }
}

#[test]
fn every_example_is_accepted_both_ways() {
    for face in faces() {
        for info in face.schemas {
            let examples = face.schema(info.name)["examples"].as_array().cloned().unwrap_or_default();
            assert!(!examples.is_empty(), "{} {} has no examples", face.name, info.name);
            for example in examples {
                let text = example.to_string();
                assert_eq!(
                    face.oracle.judge(info.name, &example),
                    [],
                    "{} {}: the oracle refuses {text}",
                    face.name,
                    info.name
                );
                assert!((info.fast)(text.as_bytes()), "{} {}: not accepted at once: {text}", face.name, info.name);
            }
        }
    }
}

#[test]
fn every_validator_pattern_and_parameter_stands() {
    for face in faces() {
        for name in face.oracle.names() {
            let _ = face.oracle.validator(name);
        }
        patterns(&face.document, &mut |pattern| {
            assert!(regex::Regex::new(pattern).is_ok(), "{}: {pattern}", face.name)
        });
        for parameter in
            face.operations().flat_map(|operation| operation["parameters"].as_array().into_iter().flatten())
        {
            let (name, schema) = (parameter["name"].as_str().expect("a name"), parameter["schema"].to_string());
            let place = match parameter["in"].as_str() {
                Some("path") => Place::Path,
                Some("query") => Place::Query,
                _ => Place::Header,
            };
            assert_eq!(
                face.oracle.judge_parameter(place, name, &schema, &parameter["example"]),
                [],
                "{}: the example of {name}",
                face.name
            );
            let refused = face.oracle.judge_parameter(place, name, &schema, &serde_json::json!([]));
            assert_eq!(
                refused.first().map(|fault| fault.pointer.as_str()),
                Some(format!("/{name}").as_str()),
                "{}: {name} refuses a list",
                face.name
            );
        }
    }
}

/// One text for one parameter, and the examples of the document for all others.
struct Request<'a> {
    examples: &'a BTreeMap<&'a str, String>,
    name: &'static str,
    text: &'a str,
    oracle: &'static Oracle,
}

impl RawParams for Request<'_> {
    fn get(&self, parameter: &Parameter) -> Option<Cow<'_, str>> {
        let text = if parameter.name == self.name {
            Some(self.text)
        } else {
            self.examples.get(parameter.name).map(String::as_str)
        };
        text.map(Cow::Borrowed)
    }

    fn oracle(&self) -> &'static Oracle {
        self.oracle
    }
}

#[test]
fn parameters_are_read_as_the_oracle_judges() {
    let [v1_face, replyke_face, symphony_face] = <[Face; 3]>::try_from(faces()).ok().expect("three faces");
    read_parameters(&v1_face, v1::PARAMS);
    read_parameters(&replyke_face, replyke::PARAMS);
    read_parameters(&symphony_face, symphony::PARAMS);
}

fn read_parameters<C: Code>(face: &Face, all: &'static [ParamsInfo<C>]) {
    let texts = [
        "0",
        "1",
        "-1",
        "+1",
        "01",
        "1.0",
        "1e2",
        "1e400",
        "NaN",
        "inf",
        "100",
        "101",
        "9223372036854775807",
        "9223372036854775808",
        " 1",
        "true",
        "True",
        "a b",
        "é",
        "📷",
        "a+b@c.de",
        "2024-02-30",
    ];
    for info in all {
        let written =
            face.operations().find(|o| o["operationId"] == info.operation.id).expect("a documented operation");
        let example = |p: &'_ Value| {
            Some((
                p["name"].as_str()?.to_owned(),
                p["example"].as_str().map_or_else(|| p["example"].to_string(), str::to_owned),
            ))
        };
        let examples: BTreeMap<String, String> =
            written["parameters"].as_array().into_iter().flatten().filter_map(example).collect();
        let examples: BTreeMap<&str, String> =
            examples.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
        for parameter in info.operation.parameters {
            let schema: Value = serde_json::from_str(parameter.schema).expect("a schema");
            let kind = schema["type"].as_str().unwrap_or("string");
            let long = schema["maxLength"].as_u64().map(|n| "a".repeat(n as usize));
            let tight = long.iter().flat_map(|long| [long.clone(), format!("{long}a"), "📷".repeat(long.len())]);
            for text in
                texts.iter().map(|text| (*text).to_owned()).chain(examples.get(parameter.name).cloned()).chain(tight)
            {
                let value = match kind {
                    "integer" => text.parse::<i64>().map_or_else(|_| text.as_str().into(), Value::from),
                    "number" => text
                        .parse::<f64>()
                        .ok()
                        .filter(|n| n.is_finite())
                        .map_or_else(|| text.as_str().into(), Value::from),
                    "boolean" => text.parse::<bool>().map_or_else(|_| text.as_str().into(), Value::from),
                    _ => text.as_str().into(),
                };
                let judged = face.oracle.judge_parameter(parameter.place, parameter.name, parameter.schema, &value);
                let mut faults = vec![];
                let read = (info.read)(
                    &Request { examples: &examples, name: parameter.name, text: &text, oracle: face.oracle },
                    &mut faults,
                );
                assert_eq!(
                    (read, &faults),
                    (judged.is_empty(), &judged),
                    "{} {} {}={text}",
                    face.name,
                    info.operation.id,
                    parameter.name
                );
            }
        }
    }
}

fn patterns(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(members) => {
            if let Some(pattern) = members.get("pattern").and_then(Value::as_str) {
                each(pattern);
            }
            members.values().for_each(|member| patterns(member, each));
        }
        Value::Array(items) => items.iter().for_each(|item| patterns(item, each)),
        _ => {}
    }
}

#[test]
fn the_two_verdicts_are_equal() {
    let only = env::var("VERDICTS_OF").ok();
    let texts = env::var("VERDICTS_TEXTS").ok().and_then(|n| n.parse().ok()).unwrap_or(TEXTS);
    for face in faces() {
        let bodies = face.bodies();
        let (mut valid_bodies, mut at_once, mut valid_all, mut all) = (0, 0, 0, 0);
        let mut slow: BTreeMap<&str, String> = BTreeMap::new();
        for (at, info) in
            face.schemas.iter().enumerate().filter(|(_, info)| only.as_deref().is_none_or(|only| only == info.name))
        {
            let mut source = Source { face: &face, dice: Dice(0x5eed_0000 + at as u64) };
            for _ in 0..texts {
                let mut made = source.value(face.schema(info.name), 0);
                let mut doubled = false;
                for _ in 0..source.dice.of(&[0, 0, 1, 1, 2]) {
                    doubled |= source.bend(&mut made);
                }
                let bytes = source.bytes(&made);
                let verdicts = judged(&face, info, &bytes);
                all += 1;
                valid_all += usize::from(verdicts.oracle);
                if bodies.contains(&info.name) && verdicts.oracle && !doubled && !verdicts.whole_floats {
                    valid_bodies += 1;
                    at_once += usize::from(verdicts.fast);
                    if !verdicts.fast {
                        slow.insert(info.name, String::from_utf8_lossy(&bytes).into_owned());
                    }
                }
            }
        }
        println!(
            "{}: {all} texts, {valid_all} valid; of {valid_bodies} valid bodies {at_once} accepted at once",
            face.name
        );
        assert!(
            at_once * 100 >= valid_bodies * ACCEPTED_AT_ONCE,
            "{}: {at_once} of {valid_bodies} bodies at once; not: {slow:#?}",
            face.name
        );
        assert!(
            only.is_some() || valid_all * 4 > all,
            "{}: {valid_all} of {all} texts are valid, too few to learn from",
            face.name
        );
    }
}

struct Verdicts {
    fast: bool,
    oracle: bool,
    whole_floats: bool,
}

/// Judges one text both ways and holds the verdicts to each other.
fn judged(face: &Face, info: &SchemaInfo, bytes: &[u8]) -> Verdicts {
    let text = || format!("{} {}\n{}", face.name, info.name, String::from_utf8_lossy(bytes));
    let tree: Option<Value> = serde_json::from_slice(bytes).ok();
    let validator = face.oracle.validator(info.name);
    let oracle = tree.as_ref().is_some_and(|tree| validator.is_valid(tree));
    let fast = (info.fast)(bytes);
    assert!(
        oracle || !fast,
        "accepted at once, though the oracle refuses it: {}\n{:?}",
        text(),
        tree.map(|tree| face.oracle.judge(info.name, &tree))
    );
    let (mut whole_floats, mut beyond) = (false, false);
    if let Some(tree) = &tree {
        floats(tree, &mut |float| {
            whole_floats |= float.fract() == 0.0;
            beyond |= float.fract() == 0.0 && float.abs() > 9_007_199_254_740_992.0;
        });
    }
    match (info.read)(bytes) {
        Ok(written) => {
            assert!(oracle, "read, though the oracle refuses it: {}", text());
            let again: Value = serde_json::from_slice(&written).expect("written JSON");
            let faults = face.oracle.judge(info.name, &again);
            assert!(faults.is_empty(), "written again it is not valid: {}\n{again}\n{faults:?}", text());
        }
        Err(BodyFault::Malformed(reason)) => assert!(tree.is_none(), "a tree, and malformed ({reason}): {}", text()),
        Err(BodyFault::Missing) => assert!(bytes.is_empty(), "missing: {}", text()),
        // A whole float beyond 2^53 names no single integer, and is refused rather than changed.
        Err(BodyFault::Invalid(faults)) => {
            assert!(!oracle || beyond, "refused, though the oracle accepts it: {}\n{faults:?}", text())
        }
    }
    Verdicts { fast, oracle, whole_floats }
}

fn floats(value: &Value, each: &mut dyn FnMut(f64)) {
    match value {
        Value::Number(number) if number.is_f64() => number.as_f64().into_iter().for_each(each),
        Value::Array(items) => items.iter().for_each(|item| floats(item, each)),
        Value::Object(members) => members.values().for_each(|member| floats(member, each)),
        _ => {}
    }
}

/// A small generator of numbers (SplitMix64), the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<T: Clone>(&mut self, some: &[T]) -> T {
        some[self.below(some.len())].clone()
    }
}

/// A JSON text in the making: with members that stand twice and numbers as they are written.
#[derive(Clone)]
enum Made {
    /// A text that stands as it is: a number, a word, something that is not JSON.
    Raw(String),
    Text(String),
    List(Vec<Made>),
    Object(Vec<(String, Made)>),
}

/// Values that fit nowhere or nearly everywhere.
const ODD: &[&str] = &[
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "1.0",
    "1.5",
    "1e2",
    "1E-2",
    "1e400",
    "-1e400",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "9007199254740993",
    "9007199254740992.0",
    "1e18",
    "123456789012345678901234567890",
    "{\"word\":null}",
    "{\"\":{}}",
    "[null]",
    "[[]]",
    "\"null\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\u0000\"",
    "\"\\x\"",
    "NaN",
    "01",
    "+1",
    ".5",
    "tru",
    "\"open",
    "'a'",
];

struct Source<'a> {
    face: &'a Face,
    dice: Dice,
}

impl<'a> Source<'a> {
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
            Some(name) => self.resolved(self.face.schema(name)),
            None => schema,
        }
    }

    /// A value that the schema probably accepts.
    fn value(&mut self, schema: &'a Value, depth: usize) -> Made {
        let schema = self.resolved(schema);
        if let Some(parts) = schema["allOf"].as_array() {
            let mut members: Vec<(String, Made)> = vec![];
            for part in parts {
                if let Made::Object(more) = self.value(part, depth) {
                    members.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
                    members.extend(more);
                }
            }
            return Made::Object(members);
        }
        if let Some(branches) = schema["oneOf"].as_array() {
            let at = self.dice.below(branches.len());
            return self.value(&branches[at], depth);
        }
        if let Some(words) = schema["enum"].as_array() {
            return Made::Text(self.dice.of(words).as_str().unwrap_or_default().to_owned());
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => self.dice.of(kinds).as_str().unwrap_or_default().to_owned(),
            kind => kind.as_str().unwrap_or_default().to_owned(),
        };
        match kind.as_str() {
            "object" => self.object(schema, depth),
            "array" => {
                let low = schema["minItems"].as_u64().unwrap_or(0) as usize;
                let high = schema["maxItems"].as_u64().map_or(low + 3, |high| high as usize);
                let many = if depth < 2 && high <= 30 && self.dice.one_in(8) {
                    high
                } else {
                    (low + self.dice.below(3)).min(high)
                };
                Made::List((0..many).map(|_| self.value(&schema["items"], depth + 1)).collect())
            }
            "string" => Made::Text(self.text(schema)),
            "integer" => Made::Raw(self.integer(schema).to_string()),
            "number" => {
                let low = schema["minimum"].as_f64().unwrap_or(-1e6);
                let high = schema["maximum"].as_f64().unwrap_or(1e6);
                let between = ((low + (high - low) * (self.dice.below(1001) as f64 / 1000.0)) * 100.0).round() / 100.0;
                let number = self.dice.of(&[low, high, between, between]);
                Made::Raw(if number.fract() == 0.0 { format!("{number:.0}") } else { number.to_string() })
            }
            "boolean" => Made::Raw(self.dice.of(&["true", "false"]).into()),
            "null" => Made::Raw("null".into()),
            _ => Made::Raw(self.dice.of(&["1", "\"any\"", "{\"a\":[1,2]}", "null", "true"]).into()),
        }
    }

    fn object(&mut self, schema: &'a Value, depth: usize) -> Made {
        let mut members = vec![];
        if let Some(values) = schema.get("additionalProperties") {
            let low = schema["minProperties"].as_u64().unwrap_or(0) as usize;
            for at in 0..low + self.dice.below(3) {
                let name = match schema.get("propertyNames") {
                    Some(names) => match self.value(names, depth + 1) {
                        Made::Text(text) => text,
                        _ => self.text(names),
                    },
                    None => format!("key{at}"),
                };
                if members.iter().all(|(other, _): &(String, Made)| *other != name) {
                    let value =
                        if values.is_object() { self.value(values, depth + 1) } else { Made::Raw("[1,{}]".into()) };
                    members.push((name, value));
                }
            }
            return Made::Object(members);
        }
        let required: Vec<_> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let likely = self.dice.of(&[0, 1, 2, 3]);
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if required.contains(&name.as_str()) || (depth < 4 && self.dice.below(4) < likely) {
                members.push((name.clone(), self.value(property, depth + 1)));
            }
        }
        Made::Object(members)
    }

    fn integer(&mut self, schema: &Value) -> i64 {
        let (low, high) =
            (schema["minimum"].as_i64().unwrap_or(i64::MIN), schema["maximum"].as_i64().unwrap_or(i64::MAX));
        let span = high.abs_diff(low).saturating_add(1);
        let between = low.wrapping_add_unsigned(self.dice.roll() % span);
        self.dice.of(&[low, high, between, between])
    }

    fn text(&mut self, schema: &Value) -> String {
        let examples: Vec<_> = schema["examples"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if !examples.is_empty() && self.dice.one_in(2) {
            return self.dice.of(&examples).to_owned();
        }
        let known: &[&str] = match schema["format"].as_str() {
            Some("email") => &["a@b.co", "ann.lee+x@mail.example.org", "A_b-c@d-e.fg"],
            Some("uri") => &["https://a.b/c?d=e#f", "http://files.talkamie.com/user/1/picture/org.jpg"],
            Some("date") => &["2024-02-29", "1931-12-31", "2026-01-01"],
            Some("date-time") => &["2024-02-29T00:00:00.000Z", "1999-12-31T23:59:59.999Z"],
            Some("uuid") => &["0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55"],
            _ => &[],
        };
        if !known.is_empty() {
            return self.dice.of(known).to_owned();
        }
        if let Some(pattern) = schema["pattern"].as_str() {
            let inner: Vec<char> = pattern.trim_start_matches('^').trim_end_matches('$').chars().collect();
            let mut out = String::new();
            self.fitting(&inner, &mut out);
            return out;
        }
        let low = schema["minLength"].as_u64().unwrap_or(0) as usize;
        let high = schema["maxLength"].as_u64().map_or(low + 20, |high| high as usize);
        let edge = if high <= 300 { high } else { low + 10 };
        let some = low + self.dice.below(12);
        let many = self.dice.of(&[low, edge, some.min(high), (low + 3).min(high)]);
        let alphabet: &[char] = self.dice.of(&[
            &['a', 'Z', '9', ' '][..],
            &['é', '中'][..],
            &['📷', '𐀀'][..],
            &['a', 'é', '中', '📷', '"', '\\', '\n'][..],
        ]);
        (0..many).map(|_| self.dice.of(alphabet)).collect()
    }

    /// A text that fits a pattern of the profile: classes, groups, repeats.
    fn fitting(&mut self, pattern: &[char], out: &mut String) {
        let mut branches: Vec<&[char]> = vec![];
        let (mut depth, mut class, mut begun) = (0, false, 0);
        for (at, c) in pattern.iter().enumerate() {
            match c {
                _ if at > 0 && pattern[at - 1] == '\\' => {}
                '[' => class = true,
                ']' => class = false,
                '(' if !class => depth += 1,
                ')' if !class => depth -= 1,
                '|' if !class && depth == 0 => {
                    branches.push(&pattern[begun..at]);
                    begun = at + 1;
                }
                _ => {}
            }
        }
        branches.push(&pattern[begun..]);
        let mut rest = self.dice.of(&branches);
        while let Some(first) = rest.first() {
            let length = match first {
                '[' => rest.iter().position(|c| *c == ']').map_or(rest.len(), |at| at + 1),
                '(' => {
                    let mut open = 0;
                    rest.iter()
                        .position(|c| {
                            open += i32::from(*c == '(') - i32::from(*c == ')');
                            open == 0
                        })
                        .map_or(rest.len(), |at| at + 1)
                }
                '\\' => 2,
                _ => 1,
            };
            let (atom, behind) = rest.split_at(length);
            let (low, high, taken) = match behind {
                ['?', ..] => (0, 1, 1),
                ['*', ..] => (0, 6, 1),
                ['+', ..] => (1, 6, 1),
                ['{', more @ ..] => {
                    let end = more.iter().position(|c| *c == '}').unwrap_or(0);
                    let text: String = more[..end].iter().collect();
                    let (low, high) = text.split_once(',').unwrap_or((&text, &text));
                    let low = low.parse().unwrap_or(0);
                    (low, high.parse().unwrap_or(low + 3), end + 2)
                }
                _ => (1, 1, 0),
            };
            let some = low + self.dice.below(high - low + 1);
            for _ in 0..self.dice.of(&[low, high, some]) {
                match atom {
                    ['[', members @ .., ']'] => out.push(self.member(members)),
                    ['(', inner @ .., ')'] => self.fitting(inner, out),
                    ['\\', c] | [c] => out.push(*c),
                    _ => {}
                }
            }
            rest = &behind[taken..];
        }
    }

    fn member(&mut self, members: &[char]) -> char {
        let mut all = vec![];
        let mut at = 0;
        while at < members.len() {
            match members[at..] {
                ['\\', c, ..] => {
                    all.push(c);
                    at += 2;
                }
                [low, '-', high, ..] => {
                    all.extend([low, high, char::from_u32((low as u32).midpoint(high as u32)).unwrap_or(low)]);
                    at += 3;
                }
                _ => {
                    all.push(members[at]);
                    at += 1;
                }
            }
        }
        self.dice.of(&all)
    }

    /// Bends one place of a value; true if a member now stands twice.
    fn bend(&mut self, made: &mut Made) -> bool {
        // Descend most of the time: the outermost value is only one place of many.
        match made {
            Made::List(items) if !items.is_empty() && !self.dice.one_in(4) => {
                let at = self.dice.below(items.len());
                return self.bend(&mut items[at]);
            }
            Made::Object(members) if !members.is_empty() && !self.dice.one_in(4) => {
                let at = self.dice.below(members.len());
                return self.bend(&mut members[at].1);
            }
            _ => {}
        }
        if self.dice.one_in(4) {
            *made = self.odd();
            return false;
        }
        match made {
            Made::Text(text) => self.bend_text(text),
            Made::Raw(number) => {
                let shifted = |by: i64| {
                    number.parse::<i128>().map_or_else(|_| format!("{number}1"), |n| (n + i128::from(by)).to_string())
                };
                *number = match self.dice.below(7) {
                    0 => shifted(1),
                    1 => shifted(-1),
                    2 => format!("{number}.0"),
                    3 => format!("{number}e0"),
                    4 => format!("{number}.5"),
                    5 => format!("\"{number}\""),
                    _ => format!("-{number}"),
                };
            }
            Made::List(items) => match (self.dice.below(3), items.first().cloned()) {
                (0, Some(item)) => items.extend(vec![item; 120]),
                (1, Some(_)) => items.clear(),
                (_, _) => {
                    let odd = self.odd();
                    items.push(odd);
                }
            },
            Made::Object(members) => {
                let members = std::mem::take(members);
                return self.bend_members(members, made);
            }
        }
        false
    }

    fn bend_members(&mut self, mut members: Vec<(String, Made)>, made: &mut Made) -> bool {
        let mut doubled = false;
        let at = self.dice.below(members.len());
        match (self.dice.below(6), members.is_empty()) {
            (0, false) => drop(members.remove(at)),
            (1, false) => {
                doubled = true;
                let (name, value) = members[at].clone();
                let value = if self.dice.one_in(2) { self.odd() } else { value };
                let place = self.dice.of(&[0, members.len()]);
                members.insert(place, (name, value));
            }
            (2, false) => {
                *made = Made::List(members.into_iter().map(|(_, value)| value).collect());
                return false;
            }
            (3, false) => {
                let name = &mut members[at].0;
                *name = self.dice.of(&[
                    name.to_uppercase(),
                    format!("{name} "),
                    name.replace('e', "\\u0065"),
                    String::new(),
                ]);
            }
            _ => {
                let name = self.dice.of(&["unknown", "__proto__", "", "d", "type", "\u{1f4f7}"]).to_owned();
                doubled = members.iter().any(|(other, _)| *other == name);
                members.push((name, self.odd()));
            }
        }
        *made = Made::Object(members);
        doubled
    }

    fn bend_text(&mut self, text: &mut String) {
        match self.dice.below(9) {
            0 => text.push(self.dice.of(&['a', ' ', '\n', '\u{0}', '📷', '０'])),
            1 => drop(text.pop()),
            2 => text.clear(),
            3 => *text = text.to_uppercase(),
            4 => text.insert(0, self.dice.of(&['a', ' ', '-', '📷'])),
            5 => *text = text.repeat(2),
            6 => {
                let wide = text.chars().count();
                *text = "📷".repeat(wide + self.dice.below(3));
            }
            7 => {
                let wide = text.chars().count();
                *text = "x".repeat(wide + self.dice.below(3000));
            }
            _ => {
                *text = self
                    .dice
                    .of(&[
                        "null",
                        "undefined",
                        "2023-02-29",
                        "a@b.c",
                        "a@b..co",
                        "http:",
                        "0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a5g",
                        "24:00",
                        "0000",
                        "type",
                    ])
                    .to_owned()
            }
        }
    }

    fn odd(&mut self) -> Made {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        match self.dice.below(12) {
            0 => Made::Raw(deep(self.dice.of(&[2, 100, 126, 127, 128, 129, 300]))),
            1 => Made::Raw(format!("{}1{}", "{\"a\":".repeat(127), "}".repeat(127))),
            _ => Made::Raw(self.dice.of(ODD).to_owned()),
        }
    }

    /// The text in bytes; rarely with one that is not UTF-8, or with something behind.
    fn bytes(&mut self, made: &Made) -> Vec<u8> {
        let mut text = String::new();
        write(made, &mut text);
        if self.dice.one_in(60) {
            text.push_str(self.dice.of(&[" ", "\n\t", "x", "{}", ","]));
        }
        let mut bytes = text.into_bytes();
        if self.dice.one_in(60) && !bytes.is_empty() {
            let at = self.dice.below(bytes.len());
            bytes[at] = self.dice.of(&[0xff, 0x80, 0x00, b'"']);
        }
        bytes
    }
}

fn write(made: &Made, out: &mut String) {
    match made {
        Made::Raw(text) => out.push_str(text),
        Made::Text(text) => {
            let _ = write!(out, "{}", Value::from(text.as_str()));
        }
        Made::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Made::Object(members) => {
            out.push('{');
            for (at, (name, value)) in members.iter().enumerate() {
                let _ = write!(out, "{}{}:", if at > 0 { "," } else { "" }, Value::from(name.as_str()));
                write(value, out);
            }
            out.push('}');
        }
    }
}
