//! What is left of a request's body when it is answered before it was read.
//!
//! hyper closes a connection whose last body nobody wants, without a word: a caller who sends head and body apart, or is still
//! sending, loses the next request on it. So what is left is read and thrown away after the answer, within limits; where
//! that cannot be hoped for, the answer says that the connection ends.

use crate::domain::limits::BODY_BYTES_MAX;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use hyper::body::{Body as _, Incoming};
use poem::{
    Body, Request, Response,
    http::{HeaderMap, HeaderValue, header},
};
use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

/// How long what is left is waited for. Long enough for a body that is on its way; who sends slower has lost the connection.
const WAIT: Duration = Duration::from_secs(5);

type Pieces = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// Where a body goes that was not read to its end.
type Back = Arc<Mutex<Option<Pieces>>>;

/// A request's body, to be looked after once the request is answered.
pub(super) struct Leftover {
    back: Back,
    /// Whether the connection can go on once the body is read.
    goes_on: bool,
}

/// Whether a request has a body, and what it says of it. `None`: it has none, as most.
pub(super) fn announced(request: &hyper::Request<Incoming>) -> Option<Announced> {
    (!request.body().is_end_stream()).then(|| Announced::of(request.headers(), request.body().size_hint().exact()))
}

/// What a request says of its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Announced {
    is_small: bool,
}

impl Announced {
    fn of(headers: &HeaderMap, length: Option<u64>) -> Self {
        let fits = |length: u64| usize::try_from(length).is_ok_and(|length| length <= BODY_BYTES_MAX);
        // Who asks whether to send it may keep it back when the answer is no: what comes next would be taken for it.
        Self { is_small: length.is_some_and(fits) && !headers.contains_key(header::EXPECT) }
    }
}

impl Leftover {
    /// Watches over the body of a request.
    pub(super) fn of(request: &mut Request, announced: Announced) -> Self {
        let back = Back::default();
        let pieces: Pieces = Box::pin(request.take_body().into_bytes_stream());
        request.set_body(Body::from_bytes_stream(Watched { pieces: Some(pieces), back: Arc::clone(&back) }));
        Self { back, goes_on: announced.is_small }
    }

    /// After the answer: nothing when all was read, else the rest is taken in and thrown away.
    pub(super) fn settle(self, response: &mut Response) {
        let rest = self.back.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(rest) = rest else { return };
        if !self.goes_on {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        // Also where the connection ends: closed with bytes unread, it could take the answer with it.
        tokio::spawn(tokio::time::timeout(WAIT, throw_away(rest)));
    }
}

async fn throw_away(mut rest: Pieces) {
    let mut came = 0_usize;
    while let Some(Ok(piece)) = rest.next().await {
        came = came.saturating_add(piece.len());
        if came > BODY_BYTES_MAX {
            return;
        }
    }
}

/// A body that goes back where it was not read to its end.
struct Watched {
    pieces: Option<Pieces>,
    back: Back,
}

impl Stream for Watched {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(pieces) = &mut self.pieces else { return Poll::Ready(None) };
        let next = pieces.as_mut().poll_next(context);
        if matches!(next, Poll::Ready(None | Some(Err(_)))) {
            self.pieces = None;
        }
        next
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Some(rest) = self.pieces.take() {
            *self.back.lock().unwrap_or_else(PoisonError::into_inner) = Some(rest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_thrown_away() {
        let (plain, mut asks) = (HeaderMap::new(), HeaderMap::new());
        asks.insert(header::EXPECT, HeaderValue::from_static("100-continue"));
        let most = u64::try_from(BODY_BYTES_MAX).expect("a limit");
        for (headers, length, is_small) in [
            (&plain, Some(2), true),
            (&plain, Some(most), true),
            (&plain, Some(most + 1), false),
            (&plain, None, false),
            (&asks, Some(2), false),
        ] {
            assert_eq!(Announced::of(headers, length), Announced { is_small }, "{length:?}");
        }
    }
}
