//! What the original's framework does around every route: lenient addresses, HEAD, and ETags.

use crate::http::{readable, tags};
use poem::{
    Body, Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
};
use rapidhash::v3::rapidhash_v3;
use std::{borrow::Cow, sync::Arc};

/// Where the face begins.
const BASE: &str = "/api/v6";

/// Whether an address is one of this face.
pub fn is_one(path: &str) -> bool {
    path.get(..BASE.len()).is_some_and(|base| base.eq_ignore_ascii_case(BASE))
        && matches!(path.as_bytes().get(BASE.len()), None | Some(b'/'))
}

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

/// The address as the routes know it, without the base. `None`: it cannot be written so.
///
/// All of it is lowered, not only the fixed segments: what remains are UUIDs, which are read in either case.
fn plain(uri: &Uri) -> Option<Uri> {
    let path = uri.path().get(BASE.len()..)?;
    let trimmed = if path.len() > 1 { path.strip_suffix('/').unwrap_or(path) } else { path };
    let trimmed = if trimmed.is_empty() { "/" } else { trimmed };
    let lowered = match trimmed.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Owned(trimmed.to_ascii_lowercase()),
        false => Cow::Borrowed(trimmed),
    };
    readable::with_path(uri, readable::path(&lowered).into_owned())
}

/// What a client says of the answer it has.
struct Revalidation {
    tags: Vec<HeaderValue>,
    /// It wants the whole of it all the same.
    whole: bool,
}

impl Revalidation {
    fn of(headers: &HeaderMap) -> Self {
        let mut wishes = headers.get_all(header::CACHE_CONTROL).iter();
        let whole = wishes.any(|value| value.to_str().is_ok_and(|text| text.contains("no-cache")));
        Self { tags: headers.get_all(header::IF_NONE_MATCH).iter().cloned().collect(), whole }
    }

    /// Whether it has this one, and that is enough for it.
    fn has(&self, etag: &str) -> bool {
        !self.whole && tags::known(&self.tags, etag)
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

/// A weak tag in the form of the original's framework: the length, and a digest. It tells two answers of one address to one caller
/// apart, which nobody gains by forging, so it need not withstand that; it is the same in every process.
fn etag(body: &[u8]) -> String {
    format!("W/\"{:x}-{:016x}\"", body.len(), rapidhash_v3(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_plain() {
        for (written, read) in [
            ("/api/v6/x/connections", "/x/connections"),
            ("/api/v6/x/connections/", "/x/connections"),
            ("/API/v6/AB/Connections/Pending/SENT/?Page=A", "/ab/connections/pending/sent?Page=A"),
            ("/api/v6", "/"),
            ("/api/v6/", "/"),
            ("/api/v6/x//", "/x/"),
            ("/api/v6/%20/%C3%A4", "/%20/%c3%a4"),
            ("/api/v6/users/%FF/connection?a=%FF", "/users/%EF%BF%BD/connection?a=%FF"),
            ("/api/v6/users/a%00b/connection", "/users/%EF%BF%BD/connection"),
        ] {
            let uri: Uri = written.parse().expect("an address");
            assert_eq!(plain(&uri).map(|uri| uri.to_string()).as_deref(), Some(read), "{written}");
        }
    }

    #[test]
    fn the_face_has_its_addresses() {
        for (path, is) in [
            ("/api/v6", true),
            ("/Api/V6/x", true),
            ("/api/v6/", true),
            ("/api/v60", false),
            ("/api/v", false),
            ("/v1/auth", false),
            ("/\u{e4}pi/v6/x", false),
        ] {
            assert_eq!(is_one(path), is, "{path}");
        }
    }

    #[test]
    fn who_wants_the_whole_answer_is_sent_it() {
        let asked = |name, text: &'static str| {
            let named = (header::IF_NONE_MATCH, HeaderValue::from_static("W/\"2-aa\""));
            Revalidation::of(&[named, (name, HeaderValue::from_static(text))].into_iter().collect())
        };
        assert!(asked(header::ACCEPT, "*/*").has("W/\"2-aa\""));
        assert!(!asked(header::ACCEPT, "*/*").has("W/\"2-ab\""));
        assert!(!asked(header::CACHE_CONTROL, "max-age=0, no-cache").has("W/\"2-aa\""));
    }
}
