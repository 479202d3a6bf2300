//! What is done around every request: a name for it, headers, metrics, one line in the log.

use super::{
    cors,
    edge::{Trace, edge},
    face::{Wording as _, fault_of, refuse},
    files,
};
use crate::{
    contract::{runtime::Code, v1::ErrorCode},
    operations::failure::Fault,
};
use futures_util::FutureExt as _;
use metrics::{Counter, Histogram, counter, histogram};
use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderMap, HeaderName, HeaderValue},
};
use std::{
    collections::HashMap,
    panic::AssertUnwindSafe,
    sync::{Arc, OnceLock, PoisonError, RwLock},
    time::{Duration, Instant},
};

/// How many headers are added to most answers.
const HEADERS: usize = 12;

/// Names the request, serves it, and tells of it.
pub async fn request<E: Endpoint>(ep: Arc<E>, mut request: Request) -> Result<Response> {
    let began = Instant::now();
    let edge = Arc::clone(edge(&request));
    let trace = Arc::new(Trace { id: edge.ctx.new_id(), path: request.uri().path().to_owned(), ..Trace::default() });
    request.set_data(Arc::clone(&trace));
    let (method, origin) = (request.method().clone(), edge.origins.told(&request));
    let answered = match cors::preflight(&request) {
        Some(response) => Ok(response),
        // A panic is a mistake of ours in one request; the others must not notice.
        None => AssertUnwindSafe(async { ep.call(request).await.map(IntoResponse::into_response) })
            .catch_unwind()
            .await
            .unwrap_or_else(|_| Err(refuse(Fault::<ErrorCode>::internal("a handler panicked")))),
    };
    let mut response = answered.unwrap_or_else(|error| {
        // Outside of the faces, which write their own.
        let failure = fault_of::<ErrorCode>(error);
        log_failure(&failure, &trace);
        ErrorCode::render(&failure, &trace)
    });
    response.headers_mut().reserve(HEADERS);
    if files::is_one(&trace.path) {
        files::tell(response.headers_mut());
    } else {
        cors::tell(response.headers_mut(), origin);
    }
    finish(response.headers_mut(), &trace);
    let told = |known: &OnceLock<&'static str>| known.get().copied().unwrap_or("none");
    let asked = Asked { face: told(&trace.face), operation: told(&trace.operation) };
    let (status, took) = (response.status().as_u16(), began.elapsed());
    edge.figures.count(asked, status, took);
    let Asked { face, operation } = asked;
    tracing::info!(request.id = %trace.id, %method, face, operation, status, took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX), "Answered {operation} with {status}");
    Ok(response)
}

/// What a request was for, `none` where it was for nothing that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Asked {
    face: &'static str,
    operation: &'static str,
}

/// The figures of each operation and status, as they were named first: to name one takes longer than to count with it.
#[derive(Default)]
pub struct Figures(RwLock<HashMap<(Asked, u16), Figure>>);

/// How often something was answered, and how long that took.
type Figure = (Counter, Histogram);

impl Figures {
    fn count(&self, asked: Asked, status: u16, took: Duration) {
        let count = |(answered, seconds): &Figure| {
            answered.increment(1);
            seconds.record(took.as_secs_f64());
        };
        // A panic elsewhere cannot leave the map half written.
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&(asked, status)) {
            return count(known);
        }
        let Asked { face, operation } = asked;
        let status_text = status.to_string();
        let answered =
            counter!("http_requests_total", "face" => face, "operation" => operation, "status" => status_text);
        let seconds = histogram!("http_request_seconds", "face" => face, "operation" => operation);
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        count(all.entry((asked, status)).or_insert((answered, seconds)));
    }
}

/// Writes the causes of a failure to the log, once. Callers' mistakes are not ours to log in full.
pub(super) fn log_failure<C: Code>(failure: &Fault<C>, trace: &Trace) {
    let Some(cause) = &failure.cause else { return };
    let mut chain = cause.to_string();
    let mut next = cause.source();
    while let Some(deeper) = next {
        chain.push_str(": ");
        chain.push_str(&deeper.to_string());
        next = deeper.source();
    }
    tracing::error!(request.id = %trace.id, code = failure.code.slug(), cause = chain, "Refused a request for a reason of ours");
}

/// Headers that every answer has.
fn finish(headers: &mut HeaderMap, trace: &Trace) {
    const NOSNIFF: HeaderName = HeaderName::from_static("x-content-type-options");
    const REFERRER: HeaderName = HeaderName::from_static("referrer-policy");
    const FRAME: HeaderName = HeaderName::from_static("x-frame-options");
    headers.insert(NOSNIFF, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER, HeaderValue::from_static("no-referrer"));
    headers.insert(FRAME, HeaderValue::from_static("DENY"));
    headers.entry(poem::http::header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(trace.id.as_hyphenated().encode_lower(&mut uuid::Uuid::encode_buffer())) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}

/// Whole seconds from `now_ms` until `then_ms`, rounded up, never negative.
pub(super) fn seconds_until(then_ms: i64, now_ms: i64) -> u64 {
    u64::try_from((then_ms - now_ms).max(0)).unwrap_or(0).div_ceil(1000)
}
