//! Files that lie in a folder of this program: `PUT`, `GET` and `HEAD` below `/files` (docs/FILES.md).
//!
//! No operations of the API: their addresses are given out by it and are all that a caller needs. Refusals are problems, in the words
//! of openapi/v1/errors.yaml.

mod wants;

use super::{
    edge::{edge, encoding, trace},
    face::Wording as _,
    observe::log_failure,
};
use crate::{
    contract::v1::ErrorCode,
    domain::files::FilePath,
    operations::{
        Failure,
        files::served::{self, Announced, LinkClaims, Patience, UploadClaims},
        ports::Opened,
    },
};
use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use poem::{
    Body, Endpoint, Request, Response,
    endpoint::make,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
};
use std::io::{self, SeekFrom};
use tokio::{
    fs::File,
    io::{AsyncReadExt as _, AsyncSeekExt as _},
};
use wants::{Part, asked, has_it, http_date, parse_http_date};

/// Where files are, below the root.
pub const PREFIX: &str = "/files";
/// What is read of a file at a time, in bytes: all the memory that one download takes.
const PIECE_BYTES: usize = 64 * 1024;

const METHODS: &str = "GET, HEAD, OPTIONS, PUT";
/// What is shown never changes: another file has another address.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");
/// A file that a browser opens as a page can do nothing there.
const HARMLESS: HeaderValue = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");

/// Whether a path is one of these: their answers to other origins are their own (see [`tell`]).
pub fn is_one(path: &str) -> bool {
    path.strip_prefix(PREFIX).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Tells every page that it may use these addresses, without credentials: who has one may use it anywhere, and none of them
/// listens to a cookie or a token.
pub fn tell(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("x-request-id, etag, content-range, accept-ranges, retry-after"),
    );
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
}

/// The routes below [`PREFIX`].
pub fn endpoint() -> impl Endpoint<Output = Response> {
    make(|request| async {
        let trace = trace(&request).clone();
        let _ = trace.methods.set(METHODS);
        match answer(request).await {
            Ok(response) => Ok::<_, poem::Error>(response),
            Err(failure) => {
                log_failure(&failure, &trace);
                Ok(ErrorCode::render(&failure, &trace))
            }
        }
    })
}

async fn answer(mut request: Request) -> Result<Response, Failure> {
    let operation = match *request.method() {
        Method::PUT => "uploadFile",
        Method::GET | Method::HEAD => "getFile",
        _ => return Err(ErrorCode::RouteMethodNotAllowed.into()),
    };
    let _ = trace(&request).operation.set(operation);
    let edge = edge(&request).clone();
    // As it was sent: what is percent-encoded is no file's path.
    let path = trace(&request).path.strip_prefix("/files/").unwrap_or_default().to_owned();
    if operation == "uploadFile" {
        let body = request.take_body();
        let claims = UploadClaims {
            mime_type: query(&request, "type"),
            bytes_max: query(&request, "max"),
            until_ms: query(&request, "until"),
            signature: query(&request, "signature"),
        };
        let announced = Announced {
            content_type: request.header(header::CONTENT_TYPE),
            encoding: encoding(&request),
            length: request.header(header::CONTENT_LENGTH).and_then(|length| length.parse().ok()),
        };
        let pieces = body.into_bytes_stream();
        served::upload(&edge.ctx, &path, &claims, &announced, Patience::USUAL, pieces)
            .await
            .map(|()| Response::builder().status(StatusCode::OK).finish())
    } else {
        let claims = LinkClaims { until_ms: query(&request, "until"), signature: query(&request, "signature") };
        served::open(&edge.ctx, &path, &claims).await.map(|(path, opened)| hand_out(&request, &path, opened))
    }
}

/// A value of the query; empty when it is not there.
fn query(request: &Request, name: &str) -> String {
    let query = request.uri().query().unwrap_or_default();
    super::edge::query(query, name, true).unwrap_or_default().into_owned()
}

/// A file, the part of it that was asked for, or that the caller has it already.
fn hand_out(request: &Request, path: &FilePath, opened: Opened) -> Response {
    let head = request.method() == Method::HEAD;
    let tag = format!("\"{:x}-{:x}\"", opened.bytes, opened.modified_ms);
    let ask = |name: HeaderName| request.header(name);
    let seconds = opened.modified_ms.div_euclid(1000);
    let mut response = Response::builder().status(StatusCode::OK).finish();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, if path.kind.opens_by_address() { FOREVER } else { PRIVATE });
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HARMLESS);
    put(headers, header::ETAG, &tag);
    put(headers, header::LAST_MODIFIED, &http_date(seconds));
    let none_match = request.headers().get_all(header::IF_NONE_MATCH);
    if has_it(none_match, ask(header::IF_MODIFIED_SINCE), &tag, seconds) {
        response.set_status(StatusCode::NOT_MODIFIED);
        return response;
    }
    put(headers, header::CONTENT_TYPE, path.mime_type());
    if !path.is_shown() {
        put(headers, header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{}\"", path.name()));
    }
    // A part is of no use to who has another version of the rest.
    let same = ask(header::IF_RANGE).is_none_or(|has| has == tag || parse_http_date(has) == Some(seconds));
    let part = match ask(header::RANGE).filter(|_| same && !head) {
        Some(range) => asked(range, opened.bytes),
        None => Part::Whole,
    };
    let (start, length) = match part {
        Part::Whole => (0, opened.bytes),
        Part::Of { start, length } => {
            let last = start + length - 1;
            put(headers, header::CONTENT_RANGE, &format!("bytes {start}-{last}/{}", opened.bytes));
            response.set_status(StatusCode::PARTIAL_CONTENT);
            (start, length)
        }
        Part::Beyond => {
            let mut response = ErrorCode::render(&Failure::of(ErrorCode::FileRange), trace(request));
            put(response.headers_mut(), header::CONTENT_RANGE, &format!("bytes */{}", opened.bytes));
            return response;
        }
    };
    put(response.headers_mut(), header::CONTENT_LENGTH, &length.to_string());
    if !head {
        response.set_body(Body::from_bytes_stream(pieces(opened.file, start, length)));
    }
    response
}

/// So many bytes of a file from `start` on, a piece at a time.
fn pieces(file: File, start: u64, length: u64) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    futures_util::stream::try_unfold((file, Some(start), length), |(mut file, mut start, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        if let Some(start) = start.take().filter(|start| *start > 0) {
            file.seek(SeekFrom::Start(start)).await?;
        }
        let wanted = usize::try_from(left).unwrap_or(PIECE_BYTES).min(PIECE_BYTES);
        let mut piece = BytesMut::with_capacity(wanted);
        let read = (&mut file).take(left).read_buf(&mut piece).await?;
        if read == 0 {
            // It became shorter while it was read: the caller must not take it for whole.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Some((piece.freeze(), (file, None, left - u64::try_from(read).unwrap_or(left)))))
    })
}

/// Only texts of ours go into headers: there is nothing in them that a header cannot hold.
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
