//! Parameters: texts to values, or every mistake. Words that mean nothing count as absent.

use super::{InvalidField, Parameter, Place, RawParams, bodies::nothing};
use serde_json::Value;

/// What reading a parameter came to: `None` when it was refused, `Some(None)` when it is absent.
type Read<T> = Option<Option<T>>;

fn read<T>(
    raw: &dyn RawParams,
    p: &Parameter,
    faults: &mut Vec<InvalidField>,
    parse: impl FnOnce(&str) -> Result<T, Value>,
) -> Read<T> {
    // Contract A.6.
    let text = raw.get(p).filter(|text| p.place == Place::Path || !nothing(text));
    let Some(text) = text else {
        if p.required {
            faults.push(InvalidField {
                place: p.place,
                pointer: format!("/{}", p.name),
                keyword: "required".into(),
                detail: format!("{} is required", p.name),
            });
            return None;
        }
        return Some(None);
    };
    if text.contains('\0') {
        faults.push(InvalidField {
            place: p.place,
            pointer: format!("/{}", p.name),
            keyword: "pattern".into(),
            detail: "has a NUL in it".into(),
        });
        return None;
    }
    match parse(&text) {
        Ok(value) => Some(Some(value)),
        Err(value) => {
            let found = raw.oracle().judge_parameter(p.place, p.name, p.schema, &value);
            debug_assert!(!found.is_empty(), "{}: the two verdicts differ", p.name);
            if found.is_empty() {
                faults.push(InvalidField {
                    place: p.place,
                    pointer: format!("/{}", p.name),
                    keyword: "type".into(),
                    detail: "cannot be represented".into(),
                });
            }
            faults.extend(found);
            None
        }
    }
}

/// Reads a text.
pub fn text(
    raw: &dyn RawParams,
    p: &Parameter,
    accepts: fn(&String) -> bool,
    faults: &mut Vec<InvalidField>,
) -> Read<String> {
    read(raw, p, faults, |text| {
        let text = text.to_owned();
        if accepts(&text) { Ok(text) } else { Err(Value::String(text)) }
    })
}

/// Reads a whole number.
pub fn integer(
    raw: &dyn RawParams,
    p: &Parameter,
    accepts: fn(&i64) -> bool,
    faults: &mut Vec<InvalidField>,
) -> Read<i64> {
    read(raw, p, faults, |text| match text.parse::<i64>() {
        Ok(n) if accepts(&n) => Ok(n),
        Ok(n) => Err(n.into()),
        Err(_) => Err(text.into()),
    })
}

/// Reads a number.
pub fn number(
    raw: &dyn RawParams,
    p: &Parameter,
    accepts: fn(&f64) -> bool,
    faults: &mut Vec<InvalidField>,
) -> Read<f64> {
    read(raw, p, faults, |text| match text.parse::<f64>() {
        Ok(n) if n.is_finite() && accepts(&n) => Ok(n),
        Ok(n) if n.is_finite() => Err(n.into()),
        _ => Err(text.into()),
    })
}

/// Reads `true` or `false`.
pub fn boolean(raw: &dyn RawParams, p: &Parameter, _: fn(&bool) -> bool, faults: &mut Vec<InvalidField>) -> Read<bool> {
    read(raw, p, faults, |text| text.parse().map_err(|_| text.into()))
}

/// Reads one of the words of an enum.
pub fn choice<T>(
    raw: &dyn RawParams,
    p: &Parameter,
    parse: fn(&str) -> Option<T>,
    faults: &mut Vec<InvalidField>,
) -> Read<T> {
    read(raw, p, faults, |text| parse(text).ok_or_else(|| text.into()))
}
