//! The operations of the Symphony face: openapi/symphony-pod/operations/.
//!
//! The same people and the same connections as on the other faces, named by 64-bit ids and in Symphony's words. The
//! face speaks for the default tenant.

pub mod connections;
pub mod login;
pub mod users;

use super::{Caller, Ctx, view};
use crate::{
    contract::{symphony::ErrorCode, v1},
    domain::connection::{Connection, standing},
    store::users::User,
};

/// Why an operation of this face did not happen.
pub type Failure = super::failure::Fault<ErrorCode>;

/// What the sessions of this face are known by.
const FACE: &str = "symphony";

/// Who a session token speaks for.
///
/// # Errors
/// `auth/invalid` when it is malformed, unknown, expired or revoked; `store/unavailable`.
pub async fn authenticate(ctx: &Ctx, token: &str) -> Result<Caller, Failure> {
    super::sessions::authenticate(ctx, token, FACE).await.map_err(|failure| match failure.code {
        v1::ErrorCode::AuthInvalid => ErrorCode::AuthInvalid.into(),
        _ => failure.retold(),
    })
}

/// Whether the caller may see the other one (contract/talkamie.md F.3), given what is between them.
fn sees(caller: &User, other: &User, between: Option<&Connection>) -> bool {
    view::visible_to(view::who(caller), other, standing(between, caller.id))
}
