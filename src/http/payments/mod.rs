//! What belongs to buying coins and stands outside the faces' documents: the provider's webhook, and the sandbox's
//! checkout page. Decision record 9.

mod page;
mod webhook;

use super::{
    edge::Edge,
    face,
    limits::Standing,
    observe::seconds_until,
    routes::{apart, read_only},
};
use crate::{contract::v1::ErrorCode, operations::Failure};
use poem::{Endpoint, EndpointExt as _, Request, Response, Route, post};
use std::sync::Arc;

/// Adds `/webhooks/{provider}` and, with the sandbox, `/sandbox/checkout/{session}`.
pub(super) fn add(route: Route, edge: &Arc<Edge>) -> Route {
    let route = route.at("/webhooks/:provider", rendered(apart(post(poem::endpoint::make(webhook::hear)), "POST")));
    if edge.ctx.payments.sandbox().is_none() {
        return route;
    }
    let shown = poem::endpoint::make(page::show);
    let acted = poem::endpoint::make(page::act);
    route
        .at("/sandbox/checkout/:session", rendered(read_only(shown)))
        .at("/sandbox/checkout/:session/:act", rendered(apart(post(acted), "POST")))
}

/// Failures leave as problems, like those of the Talkamie face.
fn rendered(endpoint: impl Endpoint<Output = Response> + 'static) -> impl Endpoint<Output = Response> {
    endpoint.around(face::around::<ErrorCode, _>)
}

/// A part of the path, as poem has decoded it.
fn part<'a>(request: &'a Request, name: &str) -> &'a str {
    request.raw_path_param(name).unwrap_or_default()
}

/// Counts a request against a limit, in requests a minute of one address.
fn within(request: &Request, what: &'static str, limit: u64) -> Result<(), Failure> {
    let edge = super::edge::edge(request);
    if !edge.settings.rate_limits {
        return Ok(());
    }
    let now_ms = edge.ctx.clock.now_ms();
    let address = super::edge::address(request);
    let limit = edge.settings.allowance(limit);
    let Standing { allowed, reset_ms, .. } = edge.limits.count(("payments", what), address, limit, 60, now_ms);
    if allowed {
        return Ok(());
    }
    Err(Failure::of(ErrorCode::RateLimited).retry_after(seconds_until(reset_ms, now_ms).max(1)))
}
