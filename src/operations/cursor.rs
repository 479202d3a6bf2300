//! Page cursors as the wire shows them: opaque objects that are never trusted.
//!
//! A cursor names a place in a list of the caller's own, so knowing or inventing one gives nothing away; what is read is
//! bounded and typed, and anything else is refused.

use super::Failure;
use crate::{contract::v1::ErrorCode, store::Cursor};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use serde_json::{Map, Value};

/// The one member of the object.
const KEY: &str = "key";

/// The cursor for the wire.
pub fn write(cursor: &Cursor) -> Map<String, Value> {
    let text = BASE64.encode(format!("{}:{}", cursor.at_ms, cursor.id));
    Map::from_iter([(KEY.to_owned(), Value::String(text))])
}

/// The cursor that a client sent back: the object as JSON, or only its text.
///
/// # Errors
/// `cursor/invalid`.
pub fn read(text: Option<&str>) -> Result<Option<Cursor>, Failure> {
    let Some(text) = text else { return Ok(None) };
    place(&member(text)?).map(Some).ok_or_else(|| ErrorCode::CursorInvalid.into())
}

/// The cursor of a list that is not ordered by time: its place is a short text, such as a name.
pub fn write_text(place: &str) -> Map<String, Value> {
    Map::from_iter([(KEY.to_owned(), Value::String(BASE64.encode(place)))])
}

/// The place that a client sent back, of a list that is not ordered by time.
///
/// # Errors
/// `cursor/invalid`.
pub fn read_text(text: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let plain = BASE64.decode(member(text)?).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let plain = plain.filter(|place| !place.chars().any(char::is_control));
    plain.map(Some).ok_or_else(|| ErrorCode::CursorInvalid.into())
}

/// The text inside the object, or the text itself.
fn member(text: &str) -> Result<String, Failure> {
    match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(object) => Ok(object.get(KEY).and_then(Value::as_str).ok_or(ErrorCode::CursorInvalid)?.to_owned()),
        Err(_) => Ok(text.to_owned()),
    }
}

fn place(text: &str) -> Option<Cursor> {
    let plain = String::from_utf8(BASE64.decode(text).ok()?).ok()?;
    let (at_ms, id) = plain.split_once(':')?;
    let id_is_plain = id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    id_is_plain.then_some(Cursor { at_ms: at_ms.parse().ok()?, id: id.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() -> Result<(), Failure> {
        let cursor = Cursor { at_ms: 1_732_190_400_000, id: "0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55".into() };
        let wire = write(&cursor);
        assert_eq!(read(Some(&Value::Object(wire).to_string()))?, Some(cursor));
        for bad in ["{}", "[]", "x", "{\"key\":1}", "{\"key\":\"!\"}", "MTI"] {
            assert!(read(Some(bad)).is_err_and(|failure| failure.code == ErrorCode::CursorInvalid), "{bad}");
        }
        Ok(())
    }
}
