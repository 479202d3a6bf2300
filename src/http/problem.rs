//! Every failure of the Talkamie face leaves as problem details, from one function.
//!
//! One body serves both readers: RFC 9457 (`type`, `title`, `status`, `detail`, `instance`, with `code`, `errors`,
//! `requestId`) and the web client (`success`, `statusCode`, `error`, `message`). Source: DESIGN.md 4.

use super::{edge::Trace, face::allowed};
use crate::{
    contract::{
        runtime::{Code, InvalidField, OperationInfo, Place},
        v1::types,
    },
    operations::failure::Fault,
};
use poem::{
    Response,
    http::{HeaderValue, StatusCode, header},
};

/// The media type of a problem. Source: RFC 9457, 3.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// The last word on a failure: its status, headers and body. `operations` are those of its face, which is under `prefix`.
pub fn render<C: Code>(failure: &Fault<C>, trace: &Trace, operations: &[&OperationInfo<C>], prefix: &str) -> Response {
    let code = failure.code;
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let problem = types::Problem {
        r#type: format!("/docs/errors/{}", code.slug()),
        title: code.title().to_owned(),
        status: code.status().into(),
        detail: Some(failure.detail().to_owned()),
        instance: Some(trace.path.clone()),
        code: code.slug().to_owned(),
        errors: (!failure.fields.is_empty()).then(|| failure.fields.iter().map(field).collect()),
        request_id: trace.id.to_string(),
        success: false,
        status_code: code.status().into(),
        error: failure.detail().to_owned(),
        message: failure.detail().to_owned(),
    };
    let mut response = Response::builder()
        .status(status)
        .content_type(PROBLEM_JSON)
        .body(serde_json::to_vec(&problem).unwrap_or_default());
    let headers = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if code == C::ROUTE_METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, allowed(operations, trace.path.strip_prefix(prefix).unwrap_or(&trace.path)));
    }
    if let Some(seconds) = failure.retry_after_s {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
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
