//! What Talkamie v2 changes, under `/v2`, where previews are served: the pattern of a second version.
//!
//! The product is the same: a handler calls the operation that v1 calls and words the outcome as v2 does. What differs is in
//! `schemas/v2` and `openapi/v2`; everything else is v1's (`x-base`). How to: docs/guide/versioning.md.

mod availability;

use super::{
    edge::{Edge, Raw, Trace},
    face::{Who, Wording},
    problem, talkamie,
};
use crate::{
    contract::{
        oracle::Oracle,
        runtime::Code as _,
        v2::{self, ErrorCode, OPERATIONS},
    },
    operations::{Ctx, Failure, failure::Fault},
};
use poem::Response;
use std::sync::Arc;

pub use super::face::{Input, Respond, respond};
pub use crate::operations::Caller;

pub mod glue {
    use crate::contract::v2 as contract;
    include!(concat!(env!("OUT_DIR"), "/v2.glue.rs"));
}

/// What a handler answers.
pub type Outcome<A> = Result<A, Fault<ErrorCode>>;

/// The implementation of every group.
#[derive(Clone)]
pub struct Face(Arc<Edge>);

impl Face {
    fn ctx(&self) -> &Ctx {
        &self.0.ctx
    }
}

/// Every group.
pub type Api = glue::availability::AvailabilityApi<Face>;

/// Every group, on the edge.
pub fn api(edge: &Arc<Edge>) -> Api {
    glue::availability::AvailabilityApi(Face(Arc::clone(edge)))
}

impl Wording for ErrorCode {
    const FACE: &'static str = "v2";

    fn oracle() -> &'static Oracle {
        v2::oracle()
    }

    fn render(fault: &Fault<Self>, trace: &Trace) -> Response {
        problem::render(fault, trace, OPERATIONS, "/v2")
    }
}

/// A failure of what the versions share: v2 has every code of v1.
fn retold(failure: Failure) -> Fault<ErrorCode> {
    let same = ErrorCode::ALL.iter().copied().find(|code| code.slug() == failure.code.slug());
    failure.recoded(same.unwrap_or(ErrorCode::INTERNAL_ERROR))
}

impl Who<ErrorCode> for Caller {
    async fn identify(raw: &Raw<'_>, ctx: &Ctx) -> Result<Self, Fault<ErrorCode>> {
        talkamie::caller(raw.request, ctx).await.map_err(retold)
    }

    fn present(raw: &Raw<'_>) -> Result<(), Fault<ErrorCode>> {
        talkamie::bearer(raw.request).map(|_| ()).ok_or(ErrorCode::AuthMissing.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::v1;

    #[test]
    fn every_code_of_v1_has_its_own_in_v2() {
        for code in v1::ErrorCode::ALL {
            assert_eq!(retold((*code).into()).code.slug(), code.slug());
        }
    }
}
