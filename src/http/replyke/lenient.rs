//! What the original's framework does around every route: lenient addresses, HEAD, and ETags.

use data_encoding::HEXLOWER;
use poem::{
    Body, Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, uri::PathAndQuery},
};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, sync::Arc};

/// Serves an address in any letter case and with a slash at its end, HEAD like GET without its body, and gives what GET
/// answers a weak ETag.
pub async fn around<E: Endpoint>(ep: Arc<E>, mut request: Request) -> Result<Response> {
    if let Some(uri) = plain(request.uri()) {
        *request.uri_mut() = uri;
    }
    let head = request.method() == Method::HEAD;
    if head {
        request.set_method(Method::GET);
    }
    let get = request.method() == Method::GET;
    let asked = get.then(|| Revalidation::of(request.headers()));
    let response = ep.call(request).await?.into_response();
    let Some(asked) = asked else { return Ok(response) };
    finish(response, &asked, head).await
}

/// The address as the routes know it; `None` when it is so already.
///
/// All of it is lowered, not only the fixed segments: what remains are UUIDs, which are read in either case.
fn plain(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    let trimmed = if path.len() > 1 { path.strip_suffix('/').unwrap_or(path) } else { path };
    let lowered = match trimmed.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Owned(trimmed.to_ascii_lowercase()),
        false => Cow::Borrowed(trimmed),
    };
    if lowered == path {
        return None;
    }
    let text = match uri.query() {
        Some(query) => format!("{lowered}?{query}"),
        None => lowered.into_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(text).ok()?);
    Uri::from_parts(parts).ok()
}

/// What a client says of the answer it has.
struct Revalidation {
    if_none_match: Vec<HeaderValue>,
    /// The client wants the whole answer whatever it has.
    no_cache: bool,
}

impl Revalidation {
    fn of(headers: &HeaderMap) -> Self {
        let said = |name| headers.get_all(name).iter();
        let no_cache =
            said(header::CACHE_CONTROL).any(|value| value.to_str().is_ok_and(|text| text.contains("no-cache")));
        Self { if_none_match: said(header::IF_NONE_MATCH).cloned().collect(), no_cache }
    }

    /// Weak comparison (RFC 9110, 8.8.3.2) of each tag that is named.
    fn has(&self, etag: &str) -> bool {
        let named = self.if_none_match.iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(','));
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        !self.no_cache && named.into_iter().any(|tag| tag.trim() == "*" || opaque(tag) == opaque(etag))
    }
}

async fn finish(mut response: Response, asked: &Revalidation, head: bool) -> Result<Response> {
    if response.status() != StatusCode::OK && !head {
        return Ok(response);
    }
    let body = response.take_body().into_bytes().await?;
    if response.status() == StatusCode::OK {
        let etag = etag(&body);
        let fresh = asked.has(&etag);
        let headers = response.headers_mut();
        if let Ok(value) = HeaderValue::from_str(&etag) {
            headers.insert(header::ETAG, value);
        }
        // To be kept by the one who asked, and asked for again each time: otherwise the tag would be of no use.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if fresh {
            headers.remove(header::CONTENT_TYPE);
            response.set_status(StatusCode::NOT_MODIFIED);
            return Ok(response);
        }
    }
    if head {
        response.headers_mut().insert(header::CONTENT_LENGTH, body.len().into());
    } else {
        response.set_body(Body::from_bytes(body));
    }
    Ok(response)
}

/// A weak tag in the form of the original's framework: the length, and a digest.
fn etag(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    format!("W/\"{:x}-{}\"", body.len(), HEXLOWER.encode(&digest[..16]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_plain() {
        for (written, read) in [
            ("/x/connections", None),
            ("/x/connections/", Some("/x/connections")),
            ("/AB/Connections/Pending/SENT/?Page=A", Some("/ab/connections/pending/sent?Page=A")),
            ("/", None),
            ("/x//", Some("/x/")),
        ] {
            let uri: Uri = written.parse().expect("an address");
            assert_eq!(plain(&uri).map(|uri| uri.to_string()).as_deref(), read, "{written}");
        }
    }

    #[test]
    fn tags_are_compared_weakly() {
        let asked = |text: &'static str, no_cache| Revalidation {
            if_none_match: vec![HeaderValue::from_static(text)],
            no_cache,
        };
        assert!(asked("W/\"2-aa\"", false).has("W/\"2-aa\""));
        assert!(asked("\"1\", \"2-aa\"", false).has("W/\"2-aa\""));
        assert!(asked("*", false).has("W/\"2-aa\""));
        assert!(!asked("W/\"2-ab\"", false).has("W/\"2-aa\""));
        assert!(!asked("*", true).has("W/\"2-aa\""));
    }
}
