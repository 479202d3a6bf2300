//! How the Replyke face words its refusals: `{"error", "code"}`, and plain text where the original sends plain text.

use super::{Failure, replyke};
use crate::{
    contract::{
        oracle::Oracle,
        replyke::{ErrorCode, OPERATIONS, types::ErrorBody},
        runtime::InvalidField,
    },
    http::{edge::Trace, face::Wording, limits::Standing},
    operations::failure::Fault,
};
use poem::{
    Response,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
};

impl Wording for ErrorCode {
    const FACE: &'static str = "replyke-v6";
    const JSON: &'static str = "application/json; charset=utf-8";
    const NUL_IS_TEXT: bool = true;
    const TELLS_EVERY_LIMIT: bool = false;
    const LIMITS_ARE_FIXED: bool = true;

    fn oracle() -> &'static Oracle {
        replyke::oracle()
    }

    fn render(fault: &Failure, trace: &Trace) -> Response {
        let operation = trace.operation.get().copied().unwrap_or_default();
        let code = match fault.code {
            Self::InternalError => server_error(operation),
            // The original has routes of a path and a method: what lacks one of them is not there.
            Self::RouteMethodNotAllowed => Self::RouteUnknown,
            code => code,
        };
        let sentence = fault.said.as_deref().unwrap_or(code.sentence(operation));
        let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let response = Response::builder().status(status);
        let mut response = match code {
            Self::AuthMissing | Self::AuthInvalid | Self::AuthRefused => {
                response.content_type("text/plain; charset=utf-8").body(sentence.to_owned())
            }
            Self::RateLimited => response.content_type("text/html; charset=utf-8").body(sentence.to_owned()),
            _ => {
                let body = ErrorBody {
                    error: sentence.to_owned(),
                    code: code.slug().to_owned(),
                    details: details(fault, status, trace),
                };
                response.content_type(Self::JSON).body(serde_json::to_vec(&body).unwrap_or_default())
            }
        };
        let headers = response.headers_mut();
        if code == Self::AuthMissing {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = fault.retry_after_s {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }

    /// The original looks for these fields by hand and has codes of their own for them.
    fn invalid(operation: &'static str, fields: Vec<InvalidField>) -> Failure {
        let lacks = |names: &[&str]| {
            fields.iter().any(|field| {
                names.contains(&field.pointer.as_str()) && field.keyword != "format" && field.keyword != "maxLength"
            })
        };
        match operation {
            "signUp" | "signIn" if lacks(&["/email", "/password"]) => Self::AuthMissingFields.into(),
            "changePassword" if lacks(&["/password", "/newPassword"]) => Self::AuthMissingFields.into(),
            "verifyExternalUser" if lacks(&["/userJwt"]) => Self::AuthMissingJwt.into(),
            _ => Fault::invalid(fields),
        }
    }

    /// The original takes no body for an empty object.
    fn bodyless(operation: &'static str) -> Failure {
        match operation {
            "signUp" | "signIn" | "changePassword" => Self::AuthMissingFields.into(),
            "verifyExternalUser" => Self::AuthMissingJwt.into(),
            _ => Self::BodyMalformed.into(),
        }
    }

    /// The names of the original, with the end of the window in Unix seconds.
    fn tell_limit(headers: &mut HeaderMap, standing: Standing, _: i64) {
        let reset_s = u64::try_from(standing.reset_ms).unwrap_or(0).div_ceil(1000);
        headers.insert(HeaderName::from_static("x-ratelimit-limit"), standing.limit.into());
        headers.insert(HeaderName::from_static("x-ratelimit-remaining"), standing.remaining.into());
        headers.insert(HeaderName::from_static("x-ratelimit-reset"), reset_s.into());
    }
}

/// What a mistake of ours is called in this operation: its family's `server-error`, where it has one.
fn server_error(operation: &str) -> ErrorCode {
    const FAMILIES: [ErrorCode; 3] =
        [ErrorCode::ConnectionServerError, ErrorCode::AuthServerError, ErrorCode::AppNotificationServerError];
    let promised = OPERATIONS.iter().find(|info| info.id == operation).map_or(&[][..], |info| info.errors);
    FAMILIES.into_iter().find(|code| promised.contains(code)).unwrap_or(ErrorCode::InternalError)
}

/// What helps whoever reads the answer to find the reason: the request's id, or the fields at fault. Nothing of ours.
fn details(fault: &Failure, status: StatusCode, trace: &Trace) -> Option<String> {
    if status.is_server_error() {
        return Some(format!("request {}", trace.id));
    }
    let fields =
        fault.fields.iter().map(|field| format!("{}{}: {}", field.place.as_str(), field.pointer, field.detail));
    (!fault.fields.is_empty()).then(|| fields.collect::<Vec<_>>().join("; "))
}
