//! Bodies: one typed pass for what is plainly valid, the oracle for everything else.

use super::{InvalidField, Place};
use crate::contract::oracle::Oracle;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Why a body was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyFault {
    /// No body where one is needed.
    Missing,
    /// Not JSON; the text says where.
    Malformed(String),
    Invalid(Vec<InvalidField>),
}

/// Reads a required body: one typed pass, and the oracle for whatever it does not accept.
///
/// # Errors
/// [`BodyFault`].
pub fn read_required<T: DeserializeOwned>(
    bytes: Option<&[u8]>,
    name: &str,
    oracle: &Oracle,
    accepts: fn(&T) -> bool,
) -> Result<T, BodyFault> {
    read_optional(bytes, name, oracle, accepts)?.ok_or(BodyFault::Missing)
}

/// Reads a body that may be absent.
///
/// # Errors
/// [`BodyFault`], but never `Missing`.
pub fn read_optional<T: DeserializeOwned>(
    bytes: Option<&[u8]>,
    name: &str,
    oracle: &Oracle,
    accepts: fn(&T) -> bool,
) -> Result<Option<T>, BodyFault> {
    let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else { return Ok(None) };
    if let Some(value) = fast(bytes, accepts) {
        return Ok(Some(value));
    }
    let mut tree: Value = serde_json::from_slice(bytes).map_err(|error| BodyFault::Malformed(error.to_string()))?;
    let faults = oracle.judge(name, &tree);
    if !faults.is_empty() {
        return Err(BodyFault::Invalid(faults));
    }
    plain_integers(&mut tree);
    serde_json::from_value(tree).map(Some).map_err(|error| {
        BodyFault::Invalid(vec![InvalidField {
            place: Place::Body,
            pointer: String::new(),
            keyword: "type".into(),
            detail: format!("cannot be represented: {error}"),
        }])
    })
}

/// The one-pass verdict alone: the value, if the typed path accepts the text.
pub fn fast<T: DeserializeOwned>(bytes: &[u8], accepts: fn(&T) -> bool) -> Option<T> {
    // Checking the whole text as UTF-8 once is cheaper than checking each string of it.
    serde_json::from_str::<T>(str::from_utf8(bytes).ok()?).ok().filter(accepts)
}

/// `1.0` is an integer to JSON Schema: writes such numbers the way Rust reads them.
fn plain_integers(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            // Beyond 2^53 a float names no single integer: such a value stays as it is, and is refused where an
            // integer is asked for, because a changed id would be worse than a refused one.
            const EXACT: f64 = 9_007_199_254_740_992.0;
            if let Some(float) = number.as_f64().filter(|f| f.fract() == 0.0 && f.abs() <= EXACT) {
                #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
                let whole = float as i64;
                *value = whole.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(plain_integers),
        Value::Object(members) => members.values_mut().for_each(plain_integers),
        _ => {}
    }
}

/// What was said on a socket without those of its `lenient` members that hold nothing, as parameters of HTTP may: null, or what
/// JavaScript makes of nothing (contract A.6). One whose text is a JSON object is that object, as in a query.
pub fn said<'a>(bytes: &'a [u8], lenient: &[&str]) -> Cow<'a, [u8]> {
    if lenient.is_empty() {
        return Cow::Borrowed(bytes);
    }
    // What is no object is judged as it is.
    let Ok(mut frame) = serde_json::from_slice::<Map<String, Value>>(bytes) else { return Cow::Borrowed(bytes) };
    let mut changed = false;
    for name in lenient {
        let meant = match frame.get(*name) {
            Some(Value::Null) => None,
            Some(Value::String(text)) if nothing(text) => None,
            Some(Value::String(text)) => match serde_json::from_str::<Map<String, Value>>(text) {
                Ok(object) => Some(Value::Object(object)),
                Err(_) => continue,
            },
            _ => continue,
        };
        changed = true;
        match meant {
            Some(meant) => frame.insert((*name).to_owned(), meant),
            None => frame.remove(*name),
        };
    }
    match serde_json::to_vec(&frame) {
        Ok(plain) if changed => Cow::Owned(plain),
        _ => Cow::Borrowed(bytes),
    }
}

/// Whether a text stands for nothing: unset values arrive as empty texts, or as the words that JavaScript makes of them.
pub(super) fn nothing(text: &str) -> bool {
    matches!(text, "" | "null" | "undefined")
}

/// Reads a component by the whole read path and writes it again.
///
/// # Errors
/// [`BodyFault`].
pub fn reread<T: DeserializeOwned + Serialize>(
    bytes: &[u8],
    name: &str,
    oracle: &Oracle,
    accepts: fn(&T) -> bool,
) -> Result<Vec<u8>, BodyFault> {
    let value: T = read_required(Some(bytes), name, oracle, accepts)?;
    serde_json::to_vec(&value).map_err(|error| BodyFault::Malformed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_nothing_is_absent_and_the_rest_stays_as_it_was() {
        let lenient = ["size", "key"];
        for (frame, meant) in [
            (r#"{"a":null,"size":4,"key":{"k":"x"}}"#, None),
            (r#"{"a":"","size":"25","key":"x"}"#, None),
            (r#"{"a":"","size":null,"key":""}"#, Some(r#"{"a":""}"#)),
            (r#"{"a":"null","size":"undefined","key":"null"}"#, Some(r#"{"a":"null"}"#)),
            (r#"{"key":"{\"k\":\"x\"}"}"#, Some(r#"{"key":{"k":"x"}}"#)),
            (r#"{"key":"[1]"}"#, None),
            ("[null]", None),
            ("{", None),
        ] {
            let said = said(frame.as_bytes(), &lenient);
            assert_eq!(str::from_utf8(&said).expect("text"), meant.unwrap_or(frame), "{frame}");
            assert_eq!(matches!(said, Cow::Owned(_)), meant.is_some(), "{frame}");
        }
        let frame = br#"{"size":null}"#;
        assert_eq!(&*said(frame, &[]), frame, "only what the contract marks");
    }
}
