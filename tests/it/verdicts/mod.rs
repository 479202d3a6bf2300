//! The two verdicts are one: whatever the one-pass checks accept the oracle accepts, on every schema of every face.
//!
//! Texts are generated from the schemas with a fixed seed, mostly valid ones, then bent: wrong types, missing and doubled
//! members, lengths and numbers just beyond their bounds, words that nearly fit. To look at one schema alone, set
//! `VERDICTS_OF=UserUpdate`; to throw more dice, `VERDICTS_TEXTS=10000`.

mod parameters;
pub mod source;

use serde_json::Value;
use source::{Dice, Source};
use std::{collections::BTreeMap, env};
use talkamie::contract::{
    oracle::Oracle,
    replyke,
    runtime::{BodyFault, Place, SchemaInfo},
    symphony, v1, v2,
};

/// Generated texts for each schema.
const TEXTS: usize = 120;

/// Smallest share of valid request bodies that the one-pass path must accept at once, in percent. Bodies that write whole
/// numbers as floats, or a member twice, take the long way by design and do not count.
const ACCEPTED_AT_ONCE: usize = 95;

pub struct Face {
    pub name: &'static str,
    schemas: &'static [SchemaInfo],
    pub oracle: &'static Oracle,
    document: Value,
}

pub fn faces() -> Vec<Face> {
    let face = |name, schemas, oracle, document| Face {
        name,
        schemas,
        oracle,
        document: serde_json::from_str(document).expect("a document"),
    };
    vec![
        face("v1", v1::SCHEMAS, v1::oracle(), v1::DOCUMENT),
        face("v2", v2::SCHEMAS, v2::oracle(), v2::DOCUMENT),
        face("replyke-v6", replyke::SCHEMAS, replyke::oracle(), replyke::DOCUMENT),
        face("symphony-pod", symphony::SCHEMAS, symphony::oracle(), symphony::DOCUMENT),
    ]
}

impl Face {
    /// Whether a body is none of this schema.
    pub fn refuses(&self, component: &str, bytes: &[u8]) -> bool {
        serde_json::from_slice(bytes).map_or(true, |value| !self.oracle.judge(component, &value).is_empty())
    }

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
            let mut source = Source::new(&face, Dice(0x5eed_0000 + at as u64));
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
