//! The HTTP faces: translation to and from `operations`, and nothing else.
//!
//! **What:** for each face the generated routes, an implementation of its handler traits, and one function that writes
//! its errors. [`endpoint`] mounts them with the live documents.
//!
//! **Who may call:** `app`.
//!
//! **What it must never know:** the store, sqlx, a rule of the product. When an `if` about people or their records
//! appears here, it belongs one room in.

pub mod docs;
pub mod edge;
pub mod face;
pub mod limits;
mod observe;
pub mod problem;
pub mod replyke;
pub mod symphony;
pub mod talkamie;

pub use edge::{Edge, EdgeSettings};

use crate::{
    contract::{self, v1},
    operations::Ctx,
};
use poem::{
    Endpoint, EndpointExt, Response, Route,
    http::{HeaderValue, Method},
    middleware::Cors,
};
use std::sync::Arc;

/// Everything that is served.
pub fn endpoint(ctx: Ctx, settings: EdgeSettings) -> impl Endpoint<Output = Response> + 'static {
    let cors = cors(&settings.origins);
    let edge = Arc::new(Edge { ctx, settings, limits: limits::Limits::default() });
    let talkamie = talkamie::service(Arc::clone(&edge)).around(face::around::<v1::ErrorCode, _>);
    let replyke = replyke::endpoint(Arc::clone(&edge));
    let symphony = Arc::new(symphony::service(Arc::clone(&edge)).around(face::around::<contract::symphony::ErrorCode, _>));
    Route::new()
        .nest("/v1", talkamie)
        .nest("/api/v6", replyke)
        .nest_no_strip("/pod", Arc::clone(&symphony))
        .nest_no_strip("/login", Arc::clone(&symphony))
        .nest_no_strip("/relay", symphony)
        .nest("/", docs::endpoint())
        .around(observe::request)
        .data(edge)
        .with(cors)
}

/// Contract A.2: an exact origin, credentials, and the headers that the clients send.
fn cors(origins: &[String]) -> Cors {
    let cors = Cors::new()
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS])
        .allow_headers(["authorization", "content-type", "accept", "x-user-timezone-offset", "x-auth-provider", "x-user-device", "idempotency-key", "sessiontoken"])
        .expose_headers(["x-request-id", "retry-after", "etag", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"])
        .max_age(600);
    if origins.is_empty() {
        cors.allow_origins_fn(is_local)
    } else {
        cors.allow_origins(origins.iter().filter_map(|origin| HeaderValue::from_str(origin).ok()).filter_map(|value| value.to_str().ok().map(str::to_owned)).collect::<Vec<_>>())
    }
}

/// A page that this machine serves to itself.
fn is_local(origin: &str) -> bool {
    let host = origin.strip_prefix("http://").or(origin.strip_prefix("https://")).unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, port)| if port.bytes().all(|b| b.is_ascii_digit()) { host } else { "" });
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_this_machine_is_local() {
        for origin in ["http://localhost", "http://localhost:3000", "https://127.0.0.1:8080", "http://[::1]:9"] {
            assert!(is_local(origin), "{origin}");
        }
        for origin in ["http://localhost.evil.example", "null", "", "http://evil.example:80", "http://localhost:80.evil.example"] {
            assert!(!is_local(origin), "{origin}");
        }
    }
}
