//! From a request to a connection. Source: RFC 6455, 4.2.

use super::frames::Dialect;
use crate::{
    contract::v1::ErrorCode,
    operations::{Failure, problem},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use poem::{
    OnUpgrade, Request, Response,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header},
};
use sha1::{Digest as _, Sha1};
use uuid::Uuid;

/// A request that becomes a connection.
pub(super) struct Accepted {
    pub response: Response,
    pub upgrade: OnUpgrade,
    pub dialect: Option<Dialect>,
}

/// Why a request does not become a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// Not GET.
    Method,
    /// Not a request to upgrade to a WebSocket.
    NoUpgrade,
    /// A version of the protocol that is not spoken here.
    Version,
    /// The key is missing or is not 16 bytes in base64.
    Key,
    /// The query names a dialect that is not known.
    Dialect,
    /// The connection below cannot be upgraded.
    Transport,
    /// There are too many connections.
    Full,
}

/// Judges a request to upgrade.
pub(super) fn accept(request: &Request) -> Result<Accepted, Refused> {
    if request.method() != Method::GET {
        return Err(Refused::Method);
    }
    let headers = request.headers();
    let asked = lists(headers, &header::CONNECTION, "upgrade") && lists(headers, &header::UPGRADE, "websocket");
    if !asked || request.version() < Version::HTTP_11 {
        return Err(Refused::NoUpgrade);
    }
    if only(headers, &header::SEC_WEBSOCKET_VERSION) != Some(b"13") {
        return Err(Refused::Version);
    }
    let key = only(headers, &header::SEC_WEBSOCKET_KEY).filter(|key| is_key(key)).ok_or(Refused::Key)?;
    let dialect = dialect(request.uri().query().unwrap_or_default())?;
    let upgrade = request.take_upgrade().map_err(|_| Refused::Transport)?;
    let response = Response::builder()
        .status(StatusCode::SWITCHING_PROTOCOLS)
        .header(header::CONNECTION, "Upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_ACCEPT, proof(key))
        .finish();
    Ok(Accepted { response, upgrade, dialect })
}

/// What shows the client that its key was read. Source: RFC 6455, 4.2.2.
fn proof(key: &[u8]) -> String {
    BASE64.encode(Sha1::new().chain_update(key).chain_update(b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").finalize())
}

/// Whether a header that is a list of words has `word`, in any letter case.
fn lists(headers: &HeaderMap, name: &HeaderName, word: &str) -> bool {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|text| text.split(',')).any(|part| part.trim().eq_ignore_ascii_case(word))
}

/// The value of a header that is there once, as it must be.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a [u8]> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none()).map(HeaderValue::as_bytes)
}

/// 16 bytes in base64.
fn is_key(key: &[u8]) -> bool {
    let digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    key.len() == 24 && key.ends_with(b"==") && key[..22].iter().all(digit)
}

/// The dialect that the query asks for: `?dialect=hyphenated` or `dotted`. The real client's URL is fixed but for its query.
fn dialect(query: &str) -> Result<Option<Dialect>, Refused> {
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("dialect="));
    match asked {
        None | Some("") => Ok(None),
        Some("dotted") => Ok(Some(Dialect::Dotted)),
        Some("hyphenated") => Ok(Some(Dialect::Hyphenated)),
        Some(_) => Err(Refused::Dialect),
    }
}

/// When somebody who found no place may try again, in seconds.
const FULL_RETRY_S: u64 = 5;

impl Refused {
    /// Its code, and what to say of it.
    fn failure(self) -> Failure {
        let (code, words) = match self {
            Self::Method => (ErrorCode::RouteMethodNotAllowed, "The WebSocket is opened with GET"),
            Self::NoUpgrade => {
                (ErrorCode::SocketUpgradeRequired, "This is a WebSocket: ask to upgrade, over HTTP/1.1 (RFC 6455)")
            }
            Self::Version => (ErrorCode::SocketUpgradeRequired, "Version 13 of the WebSocket protocol is spoken here"),
            Self::Key => (ErrorCode::SocketHandshake, "Sec-WebSocket-Key is 16 bytes in base64"),
            Self::Dialect => (ErrorCode::SocketHandshake, "The dialect is dotted or hyphenated"),
            Self::Transport => (ErrorCode::SocketHandshake, "This connection cannot be upgraded"),
            Self::Full => return Failure::of(ErrorCode::SocketFull).retry_after(FULL_RETRY_S),
        };
        Failure::of(code).saying(words)
    }

    /// A refusal, as any other over HTTP is told.
    pub(super) fn render(self, request: &Request, id: Uuid) -> Response {
        let (failure, path) = (self.failure(), request.uri().path());
        tracing::debug!(request.id = %id, refused = ?self, path, "Refused a WebSocket");
        let problem = problem::of(&failure, id.to_string(), Some(path.to_owned()));
        let response = Response::builder()
            .status(StatusCode::from_u16(failure.code.status()).unwrap_or(StatusCode::BAD_REQUEST))
            .content_type("application/problem+json")
            .header("x-request-id", id.to_string());
        let response = match self {
            Self::Method => response.header(header::ALLOW, "GET"),
            Self::NoUpgrade | Self::Version => response
                .header(header::UPGRADE, "websocket")
                .header(header::CONNECTION, "Upgrade")
                .header(header::SEC_WEBSOCKET_VERSION, "13"),
            Self::Full => response.header(header::RETRY_AFTER, FULL_RETRY_S),
            Self::Key | Self::Dialect | Self::Transport => response,
        };
        response.body(serde_json::to_vec(&problem).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(change: impl FnOnce(poem::RequestBuilder) -> poem::RequestBuilder, key: &str) -> Refused {
        let request = Request::builder()
            .uri_str("/v1/wss")
            .header("connection", "keep-alive, Upgrade")
            .header("upgrade", "WebSocket")
            .header("sec-websocket-version", "13")
            .header("sec-websocket-key", key);
        accept(&change(request).finish()).err().expect("nothing below can be upgraded")
    }

    #[test]
    fn the_key_is_proved_to_be_read() {
        // The example of RFC 6455, 1.3.
        assert_eq!(proof(b"dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    #[test]
    fn a_request_is_judged_in_order() {
        const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";
        assert_eq!(refusal(|request| request, KEY), Refused::Transport, "all is well but for the transport");
        assert_eq!(refusal(|request| request.method(Method::POST), KEY), Refused::Method);
        assert_eq!(refusal(|request| request.uri_str("/v1/wss?dialect=loud"), KEY), Refused::Dialect);
        assert_eq!(refusal(|request| request.uri_str("/v1/wss?dialect=hyphenated"), KEY), Refused::Transport);
        for key in ["", "short", "dGhlIHNhbXBsZSBub25jZQ=!", "dGhlIHNhbXBsZSBub25jZQAA"] {
            assert_eq!(refusal(|request| request, key), Refused::Key, "{key}");
        }
        let bare = Request::builder().uri_str("/v1/wss").finish();
        assert_eq!(accept(&bare).err(), Some(Refused::NoUpgrade));
    }
}
