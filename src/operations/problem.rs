//! A failure as the Talkamie face shows it, over HTTP and in a frame of the WebSocket alike.
//!
//! One body serves both readers: RFC 9457 (`type`, `title`, `status`, `detail`, `instance`, with `code`, `errors`,
//! `requestId`) and the web client (`success`, `statusCode`, `error`, `message`). Source: DESIGN.md 4.

use super::Failure;
use crate::contract::{
    runtime::{InvalidField, Place},
    v1::types,
};

/// The problem that a failure is. `request` names the request in the log; `instance` is its path.
pub fn of(failure: &Failure, request: String, instance: Option<String>) -> types::Problem {
    let code = failure.code;
    types::Problem {
        r#type: format!("/docs/errors/{}", code.slug()),
        title: code.title().to_owned(),
        status: code.status().into(),
        detail: Some(failure.detail().to_owned()),
        instance,
        code: code.slug().to_owned(),
        errors: (!failure.fields.is_empty()).then(|| failure.fields.iter().map(field).collect()),
        request_id: request,
        success: false,
        status_code: code.status().into(),
        error: failure.detail().to_owned(),
        message: failure.detail().to_owned(),
    }
}

fn field(field: &InvalidField) -> types::InvalidField {
    types::InvalidField {
        r#in: match field.place {
            Place::Body => types::RequestPart::Body,
            Place::Path => types::RequestPart::Path,
            Place::Query => types::RequestPart::Query,
            Place::Header | Place::Cookie => types::RequestPart::Header,
        },
        pointer: field.pointer.clone(),
        keyword: field.keyword.clone(),
        detail: field.detail.clone(),
    }
}
