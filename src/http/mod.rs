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
pub mod mock;
mod observe;
mod payments;
pub mod problem;
mod readable;
pub mod replyke;
pub mod routes;
pub mod symphony;
mod tags;
pub mod talkamie;
pub mod talkamie_v2;

pub use edge::{Edge, EdgeSettings};

use crate::{
    contract::{self, v1},
    operations::Ctx,
};
use poem::{Endpoint, EndpointExt, Request, Response, Result, Route};
use std::sync::Arc;

/// Everything that is served.
pub fn endpoint(ctx: Ctx, settings: EdgeSettings) -> impl Endpoint<Output = Response> + 'static {
    mounted(ctx, settings, |edge| {
        let route = Route::new().nest("/", docs::endpoint(edge));
        // Examples name addresses of others: nothing lies here, and nobody pays.
        let route = if edge.mock.is_some() { route } else { kept(route, edge) };
        let route = routes::add::<v1::ErrorCode>(route, "/v1", talkamie::api(edge));
        let route = routes::nothing_else::<v1::ErrorCode>(route, "/v1");
        let route = if edge.settings.previews { previews(route, edge) } else { route };
        let route = routes::add::<contract::symphony::ErrorCode>(route, "", symphony::api(edge));
        let route =
            ["/pod", "/login", "/relay"].into_iter().fold(route, routes::nothing_else::<contract::symphony::ErrorCode>);
        Doors { replyke: replyke::endpoint(edge), others: route }
    })
}

/// The Replyke face reads addresses its own way, from their first letter on: it is found before there are routes.
struct Doors<R> {
    replyke: R,
    others: Route,
}

impl<R: Endpoint<Output = Response>> Endpoint for Doors<R> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        if replyke::is_one(request.uri().path()) {
            return self.replyke.call(request).await;
        }
        readable::make(&mut request);
        self.others.call(request).await
    }
}

/// Versions to come.
fn previews(route: Route, edge: &Arc<Edge>) -> Route {
    let route = routes::add::<contract::v2::ErrorCode>(route, "/v2", talkamie_v2::api(edge));
    routes::nothing_else::<contract::v2::ErrorCode>(route, "/v2")
}

/// Files and payments: no operations, but addresses that their answers name.
fn kept(route: Route, edge: &Arc<Edge>) -> Route {
    payments::add(route, edge).at(files::PREFIX, files::endpoint()).at("/files/*path", files::endpoint())
}

/// Routes behind the edge, each of whose requests is named, logged and counted. Besides [`endpoint`], for benches that
/// answer in their own way.
pub fn mounted<E>(
    ctx: Ctx,
    settings: EdgeSettings,
    routes: impl FnOnce(&Arc<Edge>) -> E,
) -> impl Endpoint<Output = Response> + 'static
where
    E: Endpoint + 'static,
{
    let origins = cors::Origins::of(&settings.origins);
    let (limits, figures) = Default::default();
    let mock = settings.mock.then(mock::Mock::new);
    let edge = Arc::new(Edge { ctx, settings, origins, mock, limits, figures });
    routes(&edge).around(observe::request).data(edge)
}
