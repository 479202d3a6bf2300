//! Every failure of the Talkamie face leaves as problem details, from one function.

use super::{edge::Trace, face::allowed};
use crate::{
    contract::runtime::{Code, OperationInfo},
    operations::{self, failure::Fault},
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
    let problem = operations::problem::of(failure, trace.id.to_string(), Some(trace.path.clone()));
    let mut response = Response::builder()
        .status(status)
        .content_type(PROBLEM_JSON)
        .body(serde_json::to_vec(&problem).unwrap_or_default());
    let headers = response.headers_mut();
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if code == C::ROUTE_METHOD_NOT_ALLOWED {
        let of_face = || allowed(operations, trace.path.strip_prefix(prefix).unwrap_or(&trace.path));
        headers.insert(header::ALLOW, trace.methods.get().map_or_else(of_face, |said| HeaderValue::from_static(said)));
    }
    if let Some(seconds) = failure.retry_after_s {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}
