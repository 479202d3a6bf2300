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
use poem::{Endpoint, EndpointExt, Response, Route};
use std::sync::Arc;

/// Everything that is served.
pub fn endpoint(ctx: Ctx, settings: EdgeSettings) -> impl Endpoint<Output = Response> + 'static {
    mounted(ctx, settings, |edge| {
        let talkamie = talkamie::service(Arc::clone(edge)).around(face::around::<v1::ErrorCode, _>);
        let replyke = replyke::endpoint(Arc::clone(edge));
        let symphony = symphony::service(Arc::clone(edge)).around(face::around::<contract::symphony::ErrorCode, _>);
        let symphony = Arc::new(symphony);
        Route::new()
            .nest("/v1", talkamie)
            .nest("/api/v6", replyke)
            .nest_no_strip("/pod", Arc::clone(&symphony))
            .nest_no_strip("/login", Arc::clone(&symphony))
            .nest_no_strip("/relay", symphony)
            .nest("/", docs::endpoint())
    })
}

/// Routes behind the edge, each of whose requests is named, logged and counted. Besides [`endpoint`], for benches that
/// answer in their own way.
pub fn mounted(ctx: Ctx, settings: EdgeSettings, routes: impl FnOnce(&Arc<Edge>) -> Route) -> impl Endpoint<Output = Response> + 'static {
    let origins = cors::Origins::of(&settings.origins);
    let edge = Arc::new(Edge { ctx, settings, origins, limits: limits::Limits::default() });
    routes(&edge).around(observe::request).data(edge)
}
