//! Connections: HTTP/1.1 under poem's endpoint, with the limits that keep slow and greedy callers from taking it all.
//!
//! poem's own server sets no timer, so a head that arrives one byte a minute holds a connection for good, and its accept
//! loop spins when the process is out of file descriptors. It also leaves to hyper what nobody read of a body. HTTP/2 is left to
//! the proxy that ends TLS.

use super::{
    leftover::{self, Leftover},
    patient::Patient,
};
use crate::{domain::limits::HEADER_BYTES_MAX, operations::stop::told};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use poem::{
    Addr, Endpoint, Response,
    http::{StatusCode, Version, header, uri::Scheme},
    web::{LocalAddr, RemoteAddr},
};
use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
};

/// Most connections at a time; others wait in the kernel's queue. An idle one costs about 12 KiB.
pub(super) const CONNECTIONS_MAX: usize = 20_000;
/// Longest wait for a whole head, and so for the next request on an idle connection, in seconds.
///
/// More than the 60 after which common load balancers give up an idle connection: they must be the ones to close it.
pub(super) const HEAD_SECONDS_MAX: u64 = 75;
/// Largest read and write buffer of a connection, in bytes. A body of the largest size takes a few reads.
pub(super) const BUFFER_BYTES_MAX: usize = 64 * 1024;
/// Longest wait for a caller to take in more of an answer, in seconds.
pub(super) const WRITE_STALL_SECONDS_MAX: u64 = 30;
/// How long a connection on which no request runs may take to send or take something when the server stops, in
/// milliseconds.
const STOP_PATIENCE_MS: u64 = 1_000;
/// Rest after a connection could not be accepted (out of file descriptors, mostly), in milliseconds.
const ACCEPT_REST_MS: u64 = 100;

// Most headers of a request: hyper's 100. To set the same number would cost an allocation a request.

/// Serves until told to stop, then lets running requests finish for at most `grace`.
pub async fn serve<E>(listener: TcpListener, endpoint: Arc<E>, mut stop: watch::Receiver<bool>, grace: Duration)
where
    E: Endpoint<Output = Response> + 'static,
{
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = told(&mut stop) => break,
            Some(_ended) = connections.join_next() => {}
            accepted = accept(&listener, &places) => match accepted {
                Ok((place, socket, peer)) => {
                    connections.spawn(connection(place, socket, peer, Arc::clone(&endpoint), stop.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "Could not accept a connection");
                    tokio::time::sleep(Duration::from_millis(ACCEPT_REST_MS)).await;
                }
            },
        }
    }
    drop(listener);
    let finished = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(grace, finished).await.is_err() {
        tracing::warn!(connections = connections.len(), "Requests were still running and are cut off");
        connections.shutdown().await;
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (socket, peer) = listener.accept().await?;
    Ok((place, socket, peer))
}

/// One caller's connection, from its first request to its last.
async fn connection<E>(
    _place: OwnedSemaphorePermit,
    socket: TcpStream,
    peer: SocketAddr,
    endpoint: Arc<E>,
    mut stop: watch::Receiver<bool>,
) where
    E: Endpoint<Output = Response> + 'static,
{
    let _counted = Counted::new();
    // Answers are written whole: to wait for more to send would only delay them. Without it, slower but right.
    let _set = socket.set_nodelay(true);
    let local = socket.local_addr().map_or_else(|_| LocalAddr::default(), |local| LocalAddr(Addr::SocketAddr(local)));
    let busy = Arc::new(AtomicBool::new(false));
    let at_work = Arc::clone(&busy);
    let service = service_fn(move |request: Request<Incoming>| {
        let endpoint = Arc::clone(&endpoint);
        let addresses = (local.clone(), RemoteAddr(Addr::SocketAddr(peer)));
        let at_work = AtWork::new(Arc::clone(&at_work));
        async move {
            let _at_work = at_work;
            if !names_one_host(&request) {
                return Ok(bad_request().into());
            }
            let announced = leftover::announced(&request);
            let mut request = (request, addresses.0, addresses.1, Scheme::HTTP).into();
            let leftover = announced.map(|announced| Leftover::of(&mut request, announced));
            let mut response = endpoint.get_response(request).await;
            if let Some(leftover) = leftover {
                leftover.settle(&mut response);
            }
            Ok::<hyper::Response<_>, Infallible>(response.into())
        }
    });
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        // Whoever has no more to ask may still wait for the answer.
        .half_close(true)
        .header_read_timeout(Duration::from_secs(HEAD_SECONDS_MAX))
        .max_header_size(HEADER_BYTES_MAX)
        .max_buf_size(BUFFER_BYTES_MAX);
    let socket = Patient::new(socket, Duration::from_secs(WRITE_STALL_SECONDS_MAX));
    let mut connection = pin!(builder.serve_connection(TokioIo::new(socket), service).with_upgrades());
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = told(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            let patience = Duration::from_millis(STOP_PATIENCE_MS);
            loop {
                match tokio::time::timeout(patience, connection.as_mut()).await {
                    Ok(ended) => break ended,
                    // Part of a head is no request that anybody has begun to work on.
                    Err(_) if !busy.load(Ordering::Relaxed) => return,
                    Err(_) => {}
                }
            }
        }
    };
    if let Err(error) = ended {
        // Callers hang up, and idle connections end, all the time.
        tracing::debug!(%error, "A connection ended early");
    }
}

/// Whether a request says once for which host it is, as HTTP/1.1 asks (RFC 9112, 3.2): with two, what stands before this server may
/// have gone by the other one.
fn names_one_host<B>(request: &Request<B>) -> bool {
    let count = request.headers().get_all(header::HOST).iter().count();
    count == 1 || (count == 0 && request.version() < Version::HTTP_11)
}

/// As hyper answers a head that is malformed.
fn bad_request() -> Response {
    Response::builder().status(StatusCode::BAD_REQUEST).header(header::CONNECTION, "close").finish()
}

/// Marks a connection while a request on it is worked on. HTTP/1.1 has one at a time.
struct AtWork(Arc<AtomicBool>);

impl AtWork {
    fn new(busy: Arc<AtomicBool>) -> Self {
        busy.store(true, Ordering::Relaxed);
        Self(busy)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// Counts a connection while it lives.
struct Counted;

impl Counted {
    fn new() -> Self {
        metrics::gauge!("http_connections").increment(1.0);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        metrics::gauge!("http_connections").decrement(1.0);
    }
}
