//! What machines ask of a server: is it alive, is it ready, what are its figures. In front of the faces.

use crate::{operations::stop::told, store::Store};
use metrics_exporter_prometheus::PrometheusHandle;
use poem::{
    Endpoint, Request, Response, Result,
    endpoint::make_sync,
    http::{HeaderValue, Method, StatusCode, header},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// Longest wait for the database when asked whether the server is ready, in seconds. Probes give up after about as long.
const READY_SECONDS_MAX: u64 = 2;

/// What the probes look at.
pub(super) struct Probes {
    store: Store,
    figures: &'static PrometheusHandle,
    stopping: watch::Receiver<bool>,
}

/// Who may read the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Everybody,
    /// Callers from this machine whom no proxy brought.
    ThisMachine,
    Nobody,
}

impl Probes {
    pub(super) fn new(store: Store, figures: &'static PrometheusHandle, stopping: watch::Receiver<bool>) -> Self {
        Self { store, figures, stopping }
    }

    /// Condenses what was counted.
    pub(super) fn condense(&self) {
        self.figures.run_upkeep();
    }

    /// Ready: the database answers, and nobody told us to stop.
    async fn ready(&self) -> Response {
        let mut stopping = self.stopping.clone();
        if *stopping.borrow() {
            return text(StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
        }
        let answer = tokio::select! {
            answer = tokio::time::timeout(Duration::from_secs(READY_SECONDS_MAX), self.store.ping()) => answer,
            () = told(&mut stopping) => return text(StatusCode::SERVICE_UNAVAILABLE, "stopping\n"),
        };
        match answer {
            Ok(Ok(())) => text(StatusCode::OK, "ready\n"),
            Ok(Err(error)) => {
                tracing::warn!(%error, "Not ready: the database does not answer");
                text(StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
            }
            Err(_) => text(StatusCode::SERVICE_UNAVAILABLE, "the database does not answer in time\n"),
        }
    }

    fn metrics(&self) -> Response {
        Response::builder().content_type("text/plain; version=0.0.4; charset=utf-8").body(self.figures.render())
    }
}

/// The probes, and behind them everything else.
pub(super) struct Front<E> {
    behind: E,
    probes: Arc<Probes>,
    reach: Reach,
}

impl<E> Front<E> {
    pub(super) fn new(behind: E, probes: Arc<Probes>, reach: Reach) -> Self {
        Self { behind, probes, reach }
    }
}

impl<E: Endpoint<Output = Response>> Endpoint for Front<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        let reading = matches!(*request.method(), Method::GET | Method::HEAD);
        match request.uri().path() {
            // To others it is an address like any that does not exist.
            "/metrics" if !reaches(self.reach, &request) => self.behind.call(request).await,
            "/healthz" | "/readyz" | "/metrics" if !reading => Ok(only_read()),
            "/healthz" => Ok(text(StatusCode::OK, "alive\n")),
            "/readyz" => Ok(self.probes.ready().await),
            "/metrics" => Ok(self.probes.metrics()),
            _ => self.behind.call(request).await,
        }
    }
}

fn reaches(reach: Reach, request: &Request) -> bool {
    match reach {
        Reach::Everybody => true,
        Reach::Nobody => false,
        Reach::ThisMachine => {
            // A proxy on this machine has a loopback address too, and brings callers from anywhere.
            let brought = [header::FORWARDED, header::VIA].iter().any(|name| request.headers().contains_key(name))
                || request
                    .headers()
                    .keys()
                    .any(|name| name.as_str().starts_with("x-forwarded-") || name == "x-real-ip");
            !brought
                && request.remote_addr().as_socket_addr().is_some_and(|peer| peer.ip().to_canonical().is_loopback())
        }
    }
}

/// What is behind the probes of a listener of their own.
pub(super) fn nothing_else() -> impl Endpoint<Output = Response> + 'static {
    make_sync(|_| text(StatusCode::NOT_FOUND, "here are /metrics, /healthz and /readyz\n"))
}

fn only_read() -> Response {
    let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "GET and HEAD are answered here\n");
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

fn text(status: StatusCode, body: &'static str) -> Response {
    Response::builder()
        .status(status)
        .content_type("text/plain; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store")
        .body(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use poem::{
        Addr, Body, RequestParts,
        http::uri::Scheme,
        web::{LocalAddr, RemoteAddr},
    };

    #[test]
    fn figures_are_for_this_machine_unless_told_otherwise() {
        let from = |peer: &str, name: &str| {
            let (parts, ()) = hyper::Request::builder().header(name, "1").body(()).expect("a request").into_parts();
            let peer = RemoteAddr(Addr::SocketAddr(peer.parse().expect("an address")));
            Request::from_parts(RequestParts::from((parts, LocalAddr::default(), peer, Scheme::HTTP)), Body::empty())
        };
        for (peer, header, reached) in [
            ("127.0.0.1:5", "accept", true),
            ("[::1]:5", "accept", true),
            ("[::ffff:127.0.0.1]:5", "accept", true),
            ("10.0.0.1:5", "accept", false),
            ("127.0.0.1:5", "x-forwarded-for", false),
            ("127.0.0.1:5", "x-forwarded-proto", false),
            ("127.0.0.1:5", "forwarded", false),
            ("127.0.0.1:5", "via", false),
            ("127.0.0.1:5", "x-real-ip", false),
        ] {
            assert_eq!(reaches(Reach::ThisMachine, &from(peer, header)), reached, "{peer} {header}");
            assert!(reaches(Reach::Everybody, &from(peer, header)));
            assert!(!reaches(Reach::Nobody, &from(peer, header)));
        }
    }
}
