//! The HTTP faces: translation to and from `operations`, and nothing else.
//!
//! **What:** for each face the generated routes, an implementation of its handler traits, and one function that writes
//! its errors. [`endpoint`] mounts them with the live documents.
//!
//! **Who may call:** `app`.
//!
//! **What it must never know:** the store, sqlx, a rule of the product. When an `if` about people or their records
//! appears here, it belongs one room in.

mod cors;
pub mod docs;
pub mod edge;
pub mod face;
pub mod files;
pub mod limits;
mod observe;
mod payments;
pub mod problem;
pub mod replyke;
pub mod routes;
pub mod symphony;
pub mod talkamie;

pub use edge::{Edge, EdgeSettings};

use crate::{
    contract::{self, v1},
    operations::Ctx,
};
use poem::{Endpoint, EndpointExt, Response, Route};
use std::sync::Arc;

/// Everything that is served.
pub fn endpoint(ctx: Ctx, settings: EdgeSettings) -> impl Endpoint<Output = Response> + 'static {
    mounted(ctx, settings, |edge| {
        let route = Route::new().nest("/api/v6", replyke::endpoint(edge)).nest("/", docs::endpoint(edge));
        let route = payments::add(route, edge);
        let route = route.at(files::PREFIX, files::endpoint()).at("/files/*path", files::endpoint());
        let route = routes::add::<v1::ErrorCode>(route, "/v1", talkamie::api(edge));
        let route = routes::nothing_else::<v1::ErrorCode>(route, "/v1");
        let route = routes::add::<contract::symphony::ErrorCode>(route, "", symphony::api(edge));
        ["/pod", "/login", "/relay"].into_iter().fold(route, routes::nothing_else::<contract::symphony::ErrorCode>)
    })
}

/// Routes behind the edge, each of whose requests is named, logged and counted. Besides [`endpoint`], for benches that
/// answer in their own way.
pub fn mounted(
    ctx: Ctx,
    settings: EdgeSettings,
    routes: impl FnOnce(&Arc<Edge>) -> Route,
) -> impl Endpoint<Output = Response> + 'static {
    let origins = cors::Origins::of(&settings.origins);
    let (limits, figures) = Default::default();
    let edge = Arc::new(Edge { ctx, settings, origins, limits, figures });
    routes(&edge).around(observe::request).data(edge)
}
