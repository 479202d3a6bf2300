//! Bodies: one typed pass for what is plainly valid, the oracle for everything else.

use super::{InvalidField, Place};
use crate::contract::oracle::Oracle;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

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
