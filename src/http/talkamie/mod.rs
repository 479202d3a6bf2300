//! Talkamie's own face under `/v1`.
//!
//! The routes are generated (`OUT_DIR/v1.glue.rs`); each group's file implements its handler trait on [`Face`].

mod alerts;
mod auth;
mod availability;
mod calls;
mod chats;
mod connections;
mod faqs;
mod files;
mod finance;
mod interests;
mod otp;
mod reviews;
mod schedules;
mod specializations;
mod support;
mod users;
mod verification;

use super::{
    edge::{Edge, Raw, Trace},
    face::{Who, Wording},
    problem,
};
use crate::{
    contract::{
        oracle::Oracle,
        v1::{self, ErrorCode, OPERATIONS},
    },
    operations::{self, Ctx, Failure},
};
use poem::{Request, Response, http::header};
use std::sync::Arc;

pub use super::face::{Input, Open, Respond, planned, respond};
pub use operations::Caller;

pub mod glue {
    use crate::contract::v1 as contract;
    include!(concat!(env!("OUT_DIR"), "/v1.glue.rs"));
}

/// What a handler answers.
pub type Outcome<A> = Result<A, Failure>;

/// The implementation of every group.
#[derive(Clone)]
pub struct Face(Arc<Edge>);

impl Face {
    fn ctx(&self) -> &Ctx {
        &self.0.ctx
    }
}

/// Every group. poem-openapi joins at most 16 in one tuple.
pub type Api = (
    (
        glue::alerts::AlertsApi<Face>,
        glue::auth::AuthApi<Face>,
        glue::availability::AvailabilityApi<Face>,
        glue::calls::CallsApi<Face>,
        glue::chats::ChatsApi<Face>,
        glue::connections::ConnectionsApi<Face>,
        glue::faqs::FaqsApi<Face>,
        glue::files::FilesApi<Face>,
        glue::finance::FinanceApi<Face>,
    ),
    (
        glue::interests::InterestsApi<Face>,
        glue::otp::OtpApi<Face>,
        glue::reviews::ReviewsApi<Face>,
        glue::schedules::SchedulesApi<Face>,
        glue::specializations::SpecializationsApi<Face>,
        glue::support::SupportApi<Face>,
        glue::users::UsersApi<Face>,
        glue::verification::VerificationApi<Face>,
    ),
);

/// Every group, on the edge.
pub fn api(edge: &Arc<Edge>) -> Api {
    let face = || Face(Arc::clone(edge));
    (
        (
            glue::alerts::AlertsApi(face()),
            glue::auth::AuthApi(face()),
            glue::availability::AvailabilityApi(face()),
            glue::calls::CallsApi(face()),
            glue::chats::ChatsApi(face()),
            glue::connections::ConnectionsApi(face()),
            glue::faqs::FaqsApi(face()),
            glue::files::FilesApi(face()),
            glue::finance::FinanceApi(face()),
        ),
        (
            glue::interests::InterestsApi(face()),
            glue::otp::OtpApi(face()),
            glue::reviews::ReviewsApi(face()),
            glue::schedules::SchedulesApi(face()),
            glue::specializations::SpecializationsApi(face()),
            glue::support::SupportApi(face()),
            glue::users::UsersApi(face()),
            glue::verification::VerificationApi(face()),
        ),
    )
}

impl Wording for ErrorCode {
    const FACE: &'static str = "v1";

    fn oracle() -> &'static Oracle {
        v1::oracle()
    }

    fn render(failure: &Failure, trace: &Trace) -> Response {
        problem::render(failure, trace, OPERATIONS, "/v1")
    }
}

/// The access token of a request.
pub(super) fn bearer(request: &Request) -> Option<&str> {
    let (scheme, token) = request.header(header::AUTHORIZATION)?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Who sends a request. The versions of Talkamie's face share it.
///
/// # Errors
/// `auth/missing`, `auth/invalid`; `store/unavailable`.
pub(super) async fn caller(request: &Request, ctx: &Ctx) -> Result<Caller, Failure> {
    let token = bearer(request).ok_or(ErrorCode::AuthMissing)?;
    operations::sessions::authenticate(ctx, token, operations::auth::FACE).await
}

impl Who<ErrorCode> for Caller {
    async fn identify(raw: &Raw<'_>, ctx: &Ctx) -> Result<Self, Failure> {
        caller(raw.request, ctx).await
    }

    fn present(raw: &Raw<'_>) -> Result<(), Failure> {
        bearer(raw.request).map(|_| ()).ok_or(ErrorCode::AuthMissing.into())
    }
}

impl Who<ErrorCode> for Option<Caller> {
    /// A token that is of no use is ignored (contract A.2: signed out, clients send `Bearer undefined`).
    async fn identify(raw: &Raw<'_>, ctx: &Ctx) -> Result<Self, Failure> {
        let Some(token) = bearer(raw.request) else { return Ok(None) };
        match operations::sessions::authenticate(ctx, token, operations::auth::FACE).await {
            Ok(caller) => Ok(Some(caller)),
            Err(failure) if failure.code == ErrorCode::AuthInvalid => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}
