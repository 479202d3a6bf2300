//! Serving HTTP/1.1 the way the program does: hyper under poem's endpoint.

use crate::{Outcome, world};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use poem::{
    Addr, Endpoint,
    http::uri::Scheme,
    web::{LocalAddr, RemoteAddr},
};
use std::{convert::Infallible, sync::Arc};
use talkamie::http::{self, EdgeSettings};
use tokio::net::TcpListener;

/// The whole server on a database.
pub async fn whole(address: &str, database: &str, group_commit: bool) -> Outcome {
    let ctx = world::open(database, group_commit).await?;
    endpoint(address, http::endpoint(ctx, edge())).await
}

/// The edge as in production, but for the limits: a bench is one caller.
pub fn edge() -> EdgeSettings {
    EdgeSettings::default()
}

/// Serves an endpoint of poem, with figures kept as in production.
pub async fn endpoint<E: Endpoint + 'static>(address: &str, endpoint: E) -> Outcome {
    let buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
    let recorder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &buckets)?;
    recorder.install_recorder()?;
    let endpoint = Arc::new(endpoint);
    let listener = TcpListener::bind(address).await?;
    loop {
        let (socket, peer) = listener.accept().await?;
        socket.set_nodelay(true)?;
        let (endpoint, local) = (Arc::clone(&endpoint), LocalAddr(Addr::SocketAddr(socket.local_addr()?)));
        let service = service_fn(move |request: Request<Incoming>| {
            let (endpoint, local) = (Arc::clone(&endpoint), local.clone());
            async move {
                let request = (request, local, RemoteAddr(Addr::SocketAddr(peer)), Scheme::HTTP).into();
                Ok::<hyper::Response<_>, Infallible>(endpoint.get_response(request).await.into())
            }
        });
        // It ends with its connection, and the bench with this process.
        drop(tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(socket), service)));
    }
}
