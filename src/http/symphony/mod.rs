//! The Symphony Pod face under `/pod`, `/login` and `/relay`.
//!
//! The routes are generated (`OUT_DIR/symphony-pod.glue.rs`); each group's file implements its handler trait on [`Face`].
//! A refusal is `{code, message}`. Clients decide by the status alone, and repeat what was answered 401, 429 or 5xx.

mod connections;
mod login;
mod users;

use super::{
    edge::{Edge, Raw, Trace},
    face::{Who, Wording, allowed},
};
use crate::{
    contract::{
        oracle::Oracle,
        runtime::{InvalidField, Place},
        symphony::{self, ErrorCode, OPERATIONS, types::PodError},
    },
    operations::{Ctx, symphony as operations, symphony::Failure},
};
use poem::{
    Response,
    http::{StatusCode, header},
};
use std::sync::Arc;

pub use super::face::{Input, Open, Respond, respond};
pub use crate::operations::Caller;

pub mod glue {
    use crate::contract::symphony as contract;
    include!(concat!(env!("OUT_DIR"), "/symphony-pod.glue.rs"));
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

/// Every group.
pub type Api = (glue::connections::ConnectionsApi<Face>, glue::login::LoginApi<Face>, glue::users::UsersApi<Face>);

/// Every group, on the edge; their paths are whole.
pub fn api(edge: &Arc<Edge>) -> Api {
    let face = || Face(Arc::clone(edge));
    (glue::connections::ConnectionsApi(face()), glue::login::LoginApi(face()), glue::users::UsersApi(face()))
}

impl Who<ErrorCode> for Caller {
    async fn identify(raw: &Raw<'_>, ctx: &Ctx) -> Result<Self, Failure> {
        let token = raw.request.header("sessiontoken").ok_or(ErrorCode::AuthMissing)?;
        operations::authenticate(ctx, token.trim()).await
    }

    fn present(raw: &Raw<'_>) -> Result<(), Failure> {
        raw.request.header("sessiontoken").map(|_| ()).ok_or(ErrorCode::AuthMissing.into())
    }
}

impl Wording for ErrorCode {
    const FACE: &'static str = "symphony-pod";
    const ANY_BODY_TYPE: bool = true;
    const REPEATED_IS_A_LIST: bool = true;
    const TELLS_EVERY_LIMIT: bool = false;

    fn oracle() -> &'static Oracle {
        symphony::oracle()
    }

    fn render(fault: &Failure, trace: &Trace) -> Response {
        let operation = trace.operation.get().copied().unwrap_or_default();
        let (code, message) = said(fault, operation);
        let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&PodError { code: code.status().into(), message }).unwrap_or_default();
        let mut response = Response::builder().status(status).content_type(Self::JSON).body(body);
        if let Some(seconds) = fault.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if code == Self::RouteMethodNotAllowed {
            response.headers_mut().insert(header::ALLOW, allowed(OPERATIONS, &trace.path));
        }
        response
    }
}

/// The code and the sentence of a failure. A log-in that cannot be read is a log-in that failed (contract/symphony.md 4).
fn said(fault: &Failure, operation: &str) -> (ErrorCode, String) {
    let logging_in = OPERATIONS.iter().any(|known| known.id == operation && known.group == "login");
    match fault.code {
        ErrorCode::BodyMalformed | ErrorCode::RequestInvalid if logging_in => {
            (ErrorCode::LoginFailed, ErrorCode::LoginFailed.sentence(operation).to_owned())
        }
        ErrorCode::RequestInvalid if !fault.fields.is_empty() => {
            (fault.code, fault.fields.iter().map(field).collect::<Vec<_>>().join("; "))
        }
        code => {
            let fixed = Some(code.sentence(operation)).filter(|text| !text.is_empty()).unwrap_or(code.title());
            (code, fault.said.as_deref().unwrap_or(fixed).to_owned())
        }
    }
}

fn field(field: &InvalidField) -> String {
    let name = match field.place {
        Place::Body if field.pointer.is_empty() => "",
        _ => field.pointer.trim_start_matches('/'),
    };
    format!("{} {name}: {}", field.place.as_str(), field.detail).replace(" :", ":")
}
