//! Cross-origin requests: contract A.2.
//!
//! A browser gets an exact origin back, with credentials, if that origin may call; any other page is served the same answer
//! without those headers, which keeps the page from reading it. Nothing is refused here: requests without an origin, and
//! those of this service's own pages, pass.

use poem::{
    Request, Response,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
};
use std::collections::HashSet;

const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE, OPTIONS");
const ALLOWED: HeaderValue = HeaderValue::from_static(
    "authorization, content-type, accept, x-user-timezone-offset, x-auth-provider, x-user-device, idempotency-key, sessiontoken, \
     prefer",
);
const EXPOSED: HeaderValue = HeaderValue::from_static(
    "x-request-id, retry-after, etag, ratelimit-limit, ratelimit-remaining, ratelimit-reset, x-ratelimit-limit, \
     x-ratelimit-remaining, x-ratelimit-reset, preference-applied, deprecation, sunset, link",
);

/// Seconds for which a browser may remember what a preflight said. Chromium keeps none longer than two hours.
const MAX_AGE_S: HeaderValue = HeaderValue::from_static("600");

/// The origins that may call.
#[derive(Debug, Clone)]
pub enum Origins {
    /// Pages that this machine serves to itself: for development.
    Local,
    Listed(HashSet<String>),
}

impl Origins {
    /// The origins of the configuration; local ones when it has none.
    pub fn of(listed: &[String]) -> Self {
        if listed.is_empty() { Self::Local } else { Self::Listed(listed.iter().cloned().collect()) }
    }

    fn admit(&self, origin: &str) -> bool {
        match self {
            Self::Local => is_local(origin),
            Self::Listed(listed) => listed.contains(origin),
        }
    }

    /// What the request's origin may be told, if it has one that may call.
    pub fn told(&self, request: &Request) -> Option<HeaderValue> {
        let origin = request.headers().get(header::ORIGIN)?;
        self.admit(origin.to_str().ok()?).then(|| origin.clone())
    }
}

/// The answer to a preflight, if the request is one.
pub fn preflight(request: &Request) -> Option<Response> {
    let asks = request.headers().contains_key(header::ORIGIN)
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    (request.method() == Method::OPTIONS && asks).then(|| {
        Response::builder()
            .status(StatusCode::NO_CONTENT)
            .header(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS)
            .header(header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED)
            .header(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE_S)
            .finish()
    })
}

/// Tells the origin that it may read the answer.
pub fn tell(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
}

/// A page that this machine serves to itself.
fn is_local(origin: &str) -> bool {
    let Some(host) = origin.strip_prefix("http://").or(origin.strip_prefix("https://")) else { return false };
    ["localhost", "127.0.0.1", "[::1]"].into_iter().any(|local| {
        let port = host.strip_prefix(local).map(|rest| rest.strip_prefix(':').unwrap_or(rest));
        port.is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_this_machine_is_local() {
        for origin in
            ["http://localhost", "http://localhost:3000", "https://127.0.0.1:8080", "http://[::1]", "http://[::1]:9"]
        {
            assert!(is_local(origin), "{origin}");
        }
        for origin in
            ["http://localhost.evil.example", "null", "", "http://evil.example:80", "http://localhost:80.evil.example"]
        {
            assert!(!is_local(origin), "{origin}");
        }
    }
}
