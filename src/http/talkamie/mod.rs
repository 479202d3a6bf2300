//! Talkamie's own face under `/v1`.
//!
//! The routes are generated (`OUT_DIR/v1.glue.rs`); each group's file implements its handler trait on [`Face`].

mod alerts;
mod auth;
mod connections;
mod interests;
mod otp;
mod planned;
mod specializations;
mod users;

use super::{
    edge::{Edge, Raw, address, edge, json_bytes, trace},
    observe::seconds_until,
    problem::refuse,
};
use crate::{
    contract::{
        runtime::{Answer, BodyFault, Operation, OperationInfo, Params},
        v1::{self, ErrorCode},
    },
    operations::{self, Ctx, Failure},
};
use poem::{
    FromRequest, IntoResponse, Request, RequestBody, Response,
    http::{StatusCode, header},
};
use poem_openapi::{
    ApiResponse, OpenApi, OpenApiService,
    registry::{MetaResponse, MetaResponses, Registry},
};
use std::{marker::PhantomData, sync::Arc};

pub use operations::Caller;

#[expect(clippy::all, reason = "generated")]
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

/// The routes of the face.
pub fn service(edge: Arc<Edge>) -> OpenApiService<Api, ()> {
    let face = || Face(Arc::clone(&edge));
    let api = (
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
    );
    OpenApiService::new(api, "Talkamie API", "1")
}

/// Every (method, path, operation id, tag) that poem-openapi routes: the witness against the document.
pub fn routed() -> Vec<(String, String, Option<String>, Vec<String>)> {
    let mut out = vec![];
    for api in Api::meta() {
        for path in api.paths {
            for operation in path.operations {
                let tags = operation.tags.iter().map(ToString::to_string).collect();
                out.push((operation.method.to_string().to_lowercase(), path.path.clone(), operation.operation_id.map(ToString::to_string), tags));
            }
        }
    }
    out
}

/// Nobody in particular.
pub struct Open;

/// How an operation learns who is asking. The type stands in the handler's arguments, so it cannot be forgotten.
pub trait Who: Sized + Send {
    /// # Errors
    /// `auth/missing`, `auth/invalid`; `store/unavailable`.
    fn identify(request: &Request, ctx: &Ctx) -> impl Future<Output = Result<Self, Failure>> + Send;
}

fn bearer(request: &Request) -> Option<&str> {
    let (scheme, token) = request.header(header::AUTHORIZATION)?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl Who for Open {
    async fn identify(_: &Request, _: &Ctx) -> Result<Self, Failure> {
        Ok(Self)
    }
}

impl Who for Caller {
    async fn identify(request: &Request, ctx: &Ctx) -> Result<Self, Failure> {
        let token = bearer(request).ok_or(ErrorCode::AuthMissing)?;
        operations::sessions::authenticate(ctx, token).await
    }
}

impl Who for Option<Caller> {
    /// A token that is of no use is ignored (contract A.2: signed out, clients send `Bearer undefined`).
    async fn identify(request: &Request, ctx: &Ctx) -> Result<Self, Failure> {
        let Some(token) = bearer(request) else { return Ok(None) };
        match operations::sessions::authenticate(ctx, token).await {
            Ok(caller) => Ok(Some(caller)),
            Err(failure) if failure.code == ErrorCode::AuthInvalid => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

/// Everything that an operation needs to know of a request, proved: who asks, its parameters, its body.
pub struct Input<W, O: Operation> {
    pub who: W,
    pub params: O::Params,
    pub body: O::Body,
}

impl<'a, W: Who, O: Operation<Code = ErrorCode>> FromRequest<'a> for Input<W, O> {
    /// In the order of every operation's `x-errors`: limit, caller, body, then all parameters and fields at once.
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        read::<W, O>(request, body).await.map_err(refuse)
    }
}

async fn read<W: Who, O: Operation<Code = ErrorCode>>(request: &Request, body: &mut RequestBody) -> Result<Input<W, O>, Failure> {
    let edge = edge(request);
    let _ = trace(request).operation.set(O::INFO.id);
    within_limit::<O>(request, edge)?;
    let who = W::identify(request, &edge.ctx).await?;
    let bytes = if O::INFO.body.is_some() { json_bytes(request, body).await? } else { None };
    let mut faults = vec![];
    let params = O::Params::read(&Raw { request, oracle: v1::oracle(), path: O::INFO.path, aliases: O::INFO.aliases }, &mut faults);
    let body = match O::read_body(bytes.as_deref()) {
        Ok(body) => Some(body),
        Err(BodyFault::Missing) => return Err(Failure::of(ErrorCode::BodyMalformed).saying("The request needs a body")),
        Err(BodyFault::Malformed(place)) => return Err(Failure::of(ErrorCode::BodyMalformed).saying(format!("The body is not JSON: {place}"))),
        Err(BodyFault::Invalid(fields)) => {
            faults.extend(fields);
            None
        }
    };
    match (params, body) {
        (Some(params), Some(body)) => Ok(Input { who, params, body }),
        _ => Err(Failure::invalid(faults)),
    }
}

/// Requests of one caller to one operation in a minute, where the contract says nothing: twenty a second.
const REQUESTS_PER_MINUTE: u64 = 1200;

fn within_limit<O: Operation<Code = ErrorCode>>(request: &Request, edge: &Edge) -> Result<(), Failure> {
    if !edge.settings.rate_limits {
        return Ok(());
    }
    let (limit, window_s) = O::INFO.limit.unwrap_or((REQUESTS_PER_MINUTE, 60));
    let now_ms = edge.ctx.clock.now_ms();
    let standing = edge.limits.count(O::INFO.id, &address(request), limit, window_s, now_ms);
    let _ = trace(request).standing.set(standing);
    if standing.allowed { Ok(()) } else { Err(Failure::of(ErrorCode::RateLimited).retry_after(seconds_until(standing.reset_ms, now_ms).max(1))) }
}

/// A promised answer of the operation `O`, written.
pub struct Respond<O: Operation> {
    status: u16,
    body: Vec<u8>,
    operation: PhantomData<O>,
}

/// Turns a handler's outcome into what poem sends.
///
/// # Errors
/// The failure, for [`super::problem::render`].
pub fn respond<O: Operation<Code = ErrorCode>>(outcome: Outcome<O::Answer>) -> poem::Result<Respond<O>> {
    let answer = outcome.map_err(refuse)?;
    let body = answer.write().map_err(|error| refuse(Failure::internal(error)))?;
    Ok(Respond { status: answer.status(), body, operation: PhantomData })
}

impl<O: Operation> IntoResponse for Respond<O> {
    fn into_response(self) -> Response {
        let mut response = Response::builder().status(StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK));
        if !self.body.is_empty() {
            response = response.content_type("application/json");
        }
        response.body(self.body)
    }
}

impl<O: Operation> ApiResponse for Respond<O> {
    fn meta() -> MetaResponses {
        let OperationInfo { answers, .. } = O::INFO;
        MetaResponses {
            responses: answers.iter().map(|(status, _)| MetaResponse { description: "", status: Some(*status), status_range: None, content: vec![], headers: vec![] }).collect(),
        }
    }

    fn register(_: &mut Registry) {}
}

/// The outcome of an operation that a later release implements.
///
/// # Errors
/// Always `operation/planned`.
pub fn planned<O: Operation<Code = ErrorCode>>() -> Outcome<O::Answer> {
    Err(Failure::of(ErrorCode::OperationPlanned).saying(format!("{} is planned for a later release", O::INFO.id)))
}
