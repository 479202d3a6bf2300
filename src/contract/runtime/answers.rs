//! Answers in the envelope of the Talkamie face.

use super::Page;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a, T> {
    success: bool,
    status_code: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    data: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pagination: Option<Pagination<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pagination<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    last_evaluated_key: Option<&'a serde_json::Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_items: Option<i64>,
}

/// What an answer is written into at first, in bytes: most fit, and the others grow it.
const ANSWER_BYTES: usize = 2048;

/// As `serde_json::to_vec`, which begins with 128 bytes and would move a profile four times.
fn written(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(ANSWER_BYTES);
    serde_json::to_writer(&mut bytes, value)?;
    Ok(bytes)
}

/// `{success, statusCode, message?, data}` (contract A.4).
///
/// # Errors
/// serde's, never for generated types.
pub fn write_data<T: Serialize>(data: &T, message: Option<&str>) -> serde_json::Result<Vec<u8>> {
    written(&Envelope { success: true, status_code: 200, message, data, pagination: None })
}

/// `{success, statusCode, data: […], pagination}` (contract A.6).
///
/// # Errors
/// serde's, never for generated types.
pub fn write_page<T: Serialize>(page: &Page<T>) -> serde_json::Result<Vec<u8>> {
    let pagination = Pagination { last_evaluated_key: page.last_evaluated_key.as_ref(), total_items: page.total_items };
    written(&Envelope {
        success: true,
        status_code: 200,
        message: None,
        data: &page.items,
        pagination: Some(pagination),
    })
}
