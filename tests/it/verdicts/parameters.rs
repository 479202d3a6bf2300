//! The two verdicts on parameters: texts that nearly fit, for each parameter of each operation.

use super::{Face, faces};
use serde_json::Value;
use std::{borrow::Cow, collections::BTreeMap};
use talkamie::contract::{
    oracle::Oracle,
    replyke,
    runtime::{Code, Parameter, ParamsInfo, RawParams},
    symphony, v1, v2,
};

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
    let [v1_face, v2_face, replyke_face, symphony_face] = <[Face; 4]>::try_from(faces()).ok().expect("all faces");
    read_parameters(&v1_face, v1::PARAMS);
    read_parameters(&v2_face, v2::PARAMS);
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
