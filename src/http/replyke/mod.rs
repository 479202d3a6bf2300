//! The Replyke v6 face under `/api/v6`.
//!
//! The routes are generated (`OUT_DIR/replyke-v6.glue.rs`); each group's file implements its handler trait on [`Face`].
//! [`lenient`] reads addresses and methods the way the original's framework does, [`wording`] writes refusals its way.
//!
//! Source: contract/replyke.md.

mod auth;
mod connections;
mod lenient;
mod notifications;
mod wording;

pub use lenient::is_one;

use super::{
    edge::{Edge, Raw},
    face::{self, Who},
    routes,
};
use crate::{
    contract::{
        replyke::{self, ErrorCode},
        runtime::Operation,
    },
    domain::limits::REPLYKE_REFRESH_TOKEN_LIFETIME_MS,
    operations::{
        Ctx,
        replyke::{Failure, Member, tokens},
    },
};
use poem::{
    Endpoint, EndpointExt, Request, Response, Result, Route,
    http::{HeaderValue, header},
};
use std::sync::Arc;

pub use super::face::{Input, Open, Respond};
pub use crate::operations::replyke::Caller;

pub mod glue {
    use crate::contract::replyke as contract;
    include!(concat!(env!("OUT_DIR"), "/replyke-v6.glue.rs"));
}

/// The cookie that carries the refresh token.
const REFRESH_COOKIE: &str = "replyke-refresh-jwt";

/// What a handler says: an answer, and with some what becomes of the cookie.
#[derive(Debug)]
pub struct Said<A> {
    answer: A,
    refresh: Option<Refresh>,
}

/// What becomes of the cookie with the refresh token.
#[derive(Debug)]
enum Refresh {
    Kept(String),
    Gone,
}

impl<A> From<A> for Said<A> {
    fn from(answer: A) -> Self {
        Self { answer, refresh: None }
    }
}

/// What a handler answers.
pub type Outcome<A> = Result<Said<A>, Failure>;

/// The implementation of every group.
#[derive(Clone)]
pub struct Face(Arc<Edge>);

impl Face {
    fn ctx(&self) -> &Ctx {
        &self.0.ctx
    }

    /// The caller in the project of the path.
    async fn member(&self, caller: Caller, project: Option<&str>) -> Result<Member, Failure> {
        caller.in_project(self.ctx(), project).await
    }
}

/// Every group.
pub type Api =
    (glue::auth::AuthApi<Face>, glue::connections::ConnectionsApi<Face>, glue::notifications::NotificationsApi<Face>);

/// Every group, on the edge.
pub fn api(edge: &Arc<Edge>) -> Api {
    let face = || Face(Arc::clone(edge));
    (
        glue::auth::AuthApi(face()),
        glue::connections::ConnectionsApi(face()),
        glue::notifications::NotificationsApi(face()),
    )
}

/// The face as it is served.
pub fn endpoint(edge: &Arc<Edge>) -> impl Endpoint<Output = Response> + use<> {
    let route = routes::add::<ErrorCode>(Route::new(), "", api(edge));
    routes::nothing_else::<ErrorCode>(route, "").around(lenient::around)
}

/// The access token: the second piece of the header, whatever the first says.
///
/// # Errors
/// `auth/missing` without a header or with an empty one; `auth/invalid` without a second piece.
fn bearer(request: &Request) -> Result<&str, Failure> {
    let header = request.headers().get(header::AUTHORIZATION).filter(|value| !value.is_empty());
    let text = header.ok_or(ErrorCode::AuthMissing)?.to_str().map_err(|_| ErrorCode::AuthInvalid)?;
    let token = text.split(' ').nth(1).filter(|token| !token.is_empty());
    Ok(token.ok_or(ErrorCode::AuthInvalid)?)
}

impl Who<ErrorCode> for Caller {
    async fn identify(raw: &Raw<'_>, ctx: &Ctx) -> Result<Self, Failure> {
        let token = bearer(raw.request)?;
        tokens::authenticate(ctx, token, raw.path_param("projectId")).await
    }

    fn present(raw: &Raw<'_>) -> Result<(), Failure> {
        bearer(raw.request).map(|_| ())
    }
}

impl Who<ErrorCode> for Option<Caller> {
    /// A token that is of no use is ignored, as the original ignores every token here.
    async fn identify(raw: &Raw<'_>, ctx: &Ctx) -> Result<Self, Failure> {
        let Ok(token) = bearer(raw.request) else { return Ok(None) };
        match tokens::authenticate(ctx, token, raw.path_param("projectId")).await {
            Ok(caller) => Ok(Some(caller)),
            Err(failure) if failure.code == ErrorCode::AuthInvalid => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

/// Turns a handler's outcome into what poem sends.
///
/// # Errors
/// The failure, for [`face::around`].
pub fn respond<O: Operation<Code = ErrorCode>>(outcome: Outcome<O::Answer>) -> poem::Result<Respond<O>> {
    let (outcome, refresh) = match outcome {
        Ok(Said { answer, refresh }) => (Ok(answer), refresh),
        Err(failure) => (Err(failure), None),
    };
    let respond = face::respond::<O>(outcome)?;
    Ok(match refresh.and_then(|refresh| HeaderValue::from_str(&cookie(&refresh)).ok()) {
        Some(cookie) => respond.with(header::SET_COOKIE, cookie),
        None => respond,
    })
}

fn cookie(refresh: &Refresh) -> String {
    let (token, seconds) = match refresh {
        Refresh::Kept(token) => (token.as_str(), REPLYKE_REFRESH_TOKEN_LIFETIME_MS / 1000),
        Refresh::Gone => ("", 0),
    };
    format!("{REFRESH_COOKIE}={token}; Max-Age={seconds}; Path=/; HttpOnly; Secure; SameSite=None")
}
