//! Addresses with a segment that is no text once decoded (`%FF`), or has a NUL.
//!
//! The routes leave a parameter out that they cannot decode, as if it had not been sent. It was, and is malformed: so it is
//! replaced by something that can be read, and that no parameter may be.

use percent_encoding::percent_decode_str;
use poem::{
    Request,
    http::{Uri, uri::PathAndQuery},
};
use std::borrow::Cow;

/// U+FFFD, percent-encoded: stands for what cannot be read.
const SPOILED: &str = "%EF%BF%BD";

/// Makes the address of a request readable.
pub(super) fn make(request: &mut Request) {
    if let Cow::Owned(path) = path(request.uri().path())
        && let Some(uri) = with_path(request.uri(), path)
    {
        *request.uri_mut() = uri;
    }
}

/// The path with each segment spoiled that cannot be read.
pub(super) fn path(path: &str) -> Cow<'_, str> {
    let whole = |segment: &str| percent_decode_str(segment).decode_utf8().is_ok_and(|text| !text.contains('\0'));
    if !path.contains('%') || path.split('/').all(whole) {
        return Cow::Borrowed(path);
    }
    let segments = path.split('/').map(|segment| if whole(segment) { segment } else { SPOILED });
    Cow::Owned(segments.collect::<Vec<_>>().join("/"))
}

/// An address with another path. `None`: it cannot be written so.
pub(super) fn with_path(uri: &Uri, path: String) -> Option<Uri> {
    let text = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(text).ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn what_cannot_be_read_is_spoiled() {
        for (sent, read) in [
            ("/v1/user/x", "/v1/user/x"),
            ("/v1/user/%C3%A4/%20", "/v1/user/%C3%A4/%20"),
            ("/v1/user/%FF", "/v1/user/%EF%BF%BD"),
            ("/v1/user/a%00b/%41", "/v1/user/%EF%BF%BD/%41"),
            ("/%", "/%"),
        ] {
            assert_eq!(path(sent), read);
        }
    }
}
