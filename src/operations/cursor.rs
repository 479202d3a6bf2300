//! Page cursors as the wire shows them: opaque objects that are never trusted.
//!
//! A cursor names its list and a place in it. The list is one of the caller's own, so knowing or inventing one gives nothing
//! away; what is read is bounded and typed, and anything else is refused, a cursor of another list too.

use super::Failure;
use crate::{contract::v1::ErrorCode, store::Cursor};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The one member of the object.
const KEY: &str = "key";

/// What stands between the name of the list and the place in it.
const IN: char = '|';

/// The cursor of `list` for the wire. A list is named by its operation, and by what it is a list of where that is in the path.
pub fn write(list: &str, cursor: &Cursor) -> Map<String, Value> {
    write_text(list, &format!("{}:{}", cursor.at_ms, cursor.id))
}

/// The cursor of `list` that a client sent back: the object as JSON, or only its text.
///
/// # Errors
/// `cursor/invalid`.
pub fn read(list: &str, text: Option<&str>) -> Result<Option<Cursor>, Failure> {
    let Some(place) = read_text(list, text)? else { return Ok(None) };
    cursor(&place).map(Some).ok_or_else(|| ErrorCode::CursorInvalid.into())
}

/// The cursor of a list that is not ordered by time: its place is a short text, such as a name.
pub fn write_text(list: &str, place: &str) -> Map<String, Value> {
    Map::from_iter([(KEY.to_owned(), Value::String(BASE64.encode(format!("{list}{IN}{place}"))))])
}

/// The place that a client sent back, of a list that is not ordered by time.
///
/// # Errors
/// `cursor/invalid`.
pub fn read_text(list: &str, text: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let plain = BASE64.decode(member(text)?).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let place = plain.as_deref().and_then(|plain| plain.strip_prefix(list)?.strip_prefix(IN));
    let place = place.filter(|place| !place.chars().any(char::is_control));
    place.map(|place| Some(place.to_owned())).ok_or_else(|| ErrorCode::CursorInvalid.into())
}

/// The text inside the object, or the text itself.
fn member(text: &str) -> Result<String, Failure> {
    match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(object) => Ok(object.get(KEY).and_then(Value::as_str).ok_or(ErrorCode::CursorInvalid)?.to_owned()),
        Err(_) => Ok(text.to_owned()),
    }
}

/// The place in a list by time: any whole number of milliseconds, and an id written as we write ids. Whether anything
/// stands there is not asked.
fn cursor(place: &str) -> Option<Cursor> {
    let (at_ms, id) = place.split_once(':')?;
    let id = Uuid::parse_str(id).ok().map(|known| known.to_string()).filter(|known| known == id)?;
    Some(Cursor { at_ms: at_ms.parse().ok()?, id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() -> Result<(), Failure> {
        let cursor = Cursor { at_ms: 1_732_190_400_000, id: "0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55".into() };
        let wire = Value::Object(write("getChats", &cursor)).to_string();
        assert_eq!(read("getChats", Some(&wire))?, Some(cursor));
        let refused = |list, text: &str| {
            assert!(
                read(list, Some(text)).is_err_and(|failure| failure.code == ErrorCode::CursorInvalid),
                "{list} {text}"
            );
        };
        for other in ["getCalls", "getChat", "getChatss", ""] {
            refused(other, &wire);
        }
        for bad in ["{}", "[]", "x", "{\"key\":1}", "{\"key\":\"!\"}", "MTI"] {
            refused("getChats", bad);
        }
        for made_up in [
            "getChats|1:",
            "getChats|1:x",
            "getChats|x:0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55",
            "getChats|1",
            "getChats|1:0197F3A2-6F2B-7C31-9F0E-2F6D3B1C9A55",
            "1:0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55",
        ] {
            refused("getChats", &BASE64.encode(made_up));
        }
        Ok(())
    }
}
