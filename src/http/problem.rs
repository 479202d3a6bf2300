//! Every failure of the Talkamie face leaves as problem details, from one function.
//!
//! One body serves both readers: RFC 9457 (`type`, `title`, `status`, `detail`, `instance`, with `code`, `errors`,
//! `requestId`) and the web client (`success`, `statusCode`, `error`, `message`). Source: DESIGN.md 4.

use super::edge::{BodyRefusal, Trace};
use crate::{
    contract::{
        runtime::{InvalidField, Place},
        v1::{ErrorCode, types},
    },
    operations::Failure,
};
use poem::{
    Error, Response,
    error::{MethodNotAllowedError, NotFoundError},
    http::{HeaderValue, StatusCode, header},
};

/// The media type of a problem. Source: RFC 9457, 3.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// A failure on its way out: poem carries it as an error until [`render`] writes it.
pub fn refuse(failure: Failure) -> Error {
    let status = StatusCode::from_u16(failure.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Error::new(failure, status)
}

/// What the contract calls an error, poem's own included.
pub fn failure_of(error: Error) -> Failure {
    let error = match error.downcast::<Failure>() {
        Ok(failure) => return failure,
        Err(error) => error,
    };
    if error.is::<NotFoundError>() {
        return Failure::of(ErrorCode::RouteUnknown);
    }
    if error.is::<MethodNotAllowedError>() {
        return Failure::of(ErrorCode::RouteMethodNotAllowed);
    }
    match error.status() {
        StatusCode::NOT_FOUND => Failure::of(ErrorCode::RouteUnknown),
        StatusCode::PAYLOAD_TOO_LARGE => Failure::of(ErrorCode::BodyTooLarge),
        status if status.is_client_error() => Failure::of(ErrorCode::BodyMalformed),
        _ => Failure::internal(error.to_string()),
    }
}

impl From<BodyRefusal> for Failure {
    fn from(refusal: BodyRefusal) -> Self {
        Self::of(match refusal {
            BodyRefusal::TooLarge => ErrorCode::BodyTooLarge,
            BodyRefusal::UnsupportedType => ErrorCode::BodyUnsupportedType,
            BodyRefusal::Broken => ErrorCode::BodyMalformed,
        })
    }
}

/// The last word on a failure: its status, headers and body.
pub fn render(failure: &Failure, path: &str, trace: &Trace) -> Response {
    let code = failure.code;
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let problem = types::Problem {
        r#type: format!("/docs/errors/{}", code.slug()),
        title: code.title().to_owned(),
        status: code.status().into(),
        detail: Some(failure.detail.clone()),
        instance: Some(path.to_owned()),
        code: code.slug().to_owned(),
        errors: (!failure.fields.is_empty()).then(|| failure.fields.iter().map(field).collect()),
        request_id: trace.id.to_string(),
        success: false,
        status_code: code.status().into(),
        error: failure.detail.clone(),
        message: failure.detail.clone(),
    };
    let mut response = Response::builder().status(status).content_type(PROBLEM_JSON).body(serde_json::to_vec(&problem).unwrap_or_default());
    let headers = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
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
            Place::Header => types::RequestPart::Header,
        },
        pointer: field.pointer.clone(),
        keyword: field.keyword.clone(),
        detail: field.detail.clone(),
    }
}
