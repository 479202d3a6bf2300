//! People whom Google or Apple vouches for.

use crate::{
    contract::v1::ErrorCode,
    domain::credentials::normal_email,
    operations::{
        Ctx, Failure,
        ports::{Identity, IdentityError, Provider},
    },
};

/// When to ask again after a provider could not be asked, in seconds: most pauses of theirs are shorter.
const PROVIDER_RETRY_S: u64 = 5;

/// Somebody at a provider of single sign-on.
pub(super) struct Vouched {
    pub provider: Provider,
    pub identity: Identity,
}

/// Who the header `x-auth-provider` speaks for; it must be the one with the address `email`.
///
/// # Errors
/// In this order: `auth/provider-token-invalid`, `auth/provider-unavailable`.
pub(super) async fn vouched(ctx: &Ctx, header: &str, email: &str) -> Result<Vouched, Failure> {
    let (provider, token) = match header.split_once(' ') {
        Some(("google", token)) => (Provider::Google, token),
        Some(("apple", token)) => (Provider::Apple, token),
        _ => return Err(ErrorCode::AuthProviderTokenInvalid.into()),
    };
    let identity = ctx.identities.identify(provider, token, ctx.clock.now_ms()).await.map_err(|error| match error {
        IdentityError::Refused => ErrorCode::AuthProviderTokenInvalid.into(),
        IdentityError::Unavailable(cause) => {
            Failure::of(ErrorCode::AuthProviderUnavailable).retry_after(PROVIDER_RETRY_S).because(cause)
        }
    })?;
    if normal_email(&identity.email) != email {
        return Err(ErrorCode::AuthProviderTokenInvalid.into());
    }
    Ok(Vouched { provider, identity })
}
