//! Texts made from schemas, and bent.

use super::Face;
use serde_json::Value;
use std::fmt::Write as _;

/// A small generator of numbers (SplitMix64), the same on every run.
pub struct Dice(pub u64);

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

    pub fn of<T: Clone>(&mut self, some: &[T]) -> T {
        some[self.below(some.len())].clone()
    }
}

/// A JSON text in the making: with members that stand twice and numbers as they are written.
#[derive(Clone)]
pub enum Made {
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

pub struct Source<'a> {
    face: &'a Face,
    pub dice: Dice,
}

impl<'a> Source<'a> {
    pub fn new(face: &'a Face, dice: Dice) -> Self {
        Self { face, dice }
    }

    fn resolved(&self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
            Some(name) => self.resolved(self.face.schema(name)),
            None => schema,
        }
    }

    /// A value that the schema probably accepts.
    pub fn value(&mut self, schema: &'a Value, depth: usize) -> Made {
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
    pub fn bend(&mut self, made: &mut Made) -> bool {
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
    pub fn bytes(&mut self, made: &Made) -> Vec<u8> {
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
