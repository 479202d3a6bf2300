//! Opening an account.

use super::{Arrival, let_in, provider, provider::Vouched};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{SignUpBody, UserAccount},
    },
    domain::{
        credentials::normal_email,
        ids::{TenantId, UserId},
        user::UserType,
    },
    operations::{Ctx, Failure, blanks},
    store::{StoreError, Tx, Unique, rerun, users::User},
};
use std::sync::Arc;

/// Opens an account and signs in: for an address that was proven by a one-time code in the last half hour, which uses the
/// proof up, or for one that a provider vouches for.
///
/// What would be refused is refused before the password is hashed, so that refusals are cheap; the transaction decides.
/// One or two reads, then one transaction of seven statements (eight with a time zone).
///
/// # Errors
/// In this order: `request/invalid` for a blank name; `auth/password-missing`, `auth/provider-token-invalid`,
/// `auth/provider-unavailable`, `auth/email-taken`, `auth/email-not-verified`; `store/unavailable`.
///
/// Source: `signUp`.
pub async fn sign_up(ctx: &Ctx, body: SignUpBody, arrival: Arrival) -> Result<UserAccount, Failure> {
    let blank = blanks([("/name".into(), &*body.name)]);
    if !blank.is_empty() {
        return Err(Failure::invalid(blank));
    }
    let tenant = ctx.settings.default_tenant;
    let email = normal_email(&body.email);
    let vouched = match (&arrival.provider, &body.password) {
        (Some(header), _) => Some(provider::vouched(ctx, header, &email).await?),
        (None, Some(_)) => None,
        (None, None) => return Err(ErrorCode::AuthPasswordMissing.into()),
    };
    refuse_early(ctx, tenant, &email, vouched.is_none()).await?;
    let password_hash = match body.password.clone() {
        Some(password) => Some(ctx.passwords.hash(password, Arc::clone(&ctx.chance)).await?),
        None => None,
    };
    let mut newcomer = User::new(UserId(ctx.new_id()), tenant, ctx.clock.now_ms());
    newcomer.email = Some(email);
    newcomer.name = Some(body.name);
    newcomer.user_type = body.r#type.and_then(|word| word.as_str().parse::<UserType>().ok());
    newcomer.timezone_offset_min = arrival.timezone_offset_min;
    let account = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let user = open(&mut tx, newcomer.clone(), password_hash.as_deref(), vouched.as_ref(), now_ms).await?;
        let account = let_in(ctx, &mut tx, user, &arrival, now_ms).await?;
        tx.commit().await?;
        Ok::<_, Failure>(account)
    })
    .await?;
    tracing::info!(user.id = %newcomer.id, "Signed up");
    Ok(account)
}

/// The refusals that can be told without writing.
async fn refuse_early(ctx: &Ctx, tenant: TenantId, email: &str, needs_proof: bool) -> Result<(), Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    // The proof first: who uses it up between the two questions has taken the address, and that is what is told.
    let proven = !needs_proof || tx.otp_verified(tenant, email, now_ms).await?;
    if tx.find_credentials_by_email(tenant, email).await?.is_some() {
        return Err(ErrorCode::AuthEmailTaken.into());
    }
    if proven { Ok(()) } else { Err(ErrorCode::AuthEmailNotVerified.into()) }
}

/// Adds the person. Of two that do so at once with one address, one finds it taken.
async fn open(
    tx: &mut Tx,
    newcomer: User,
    password_hash: Option<&str>,
    vouched: Option<&Vouched>,
    now_ms: i64,
) -> Result<User, Failure> {
    let tenant = newcomer.tenant;
    let email = newcomer.email.clone().unwrap_or_default();
    if vouched.is_none() && !tx.consume_verified_otp(tenant, &email, now_ms).await? {
        // Perhaps another sign-up used the proof a moment ago: then the address is taken, which comes first.
        let taken = tx.find_credentials_by_email(tenant, &email).await?.is_some();
        return Err(if taken { ErrorCode::AuthEmailTaken } else { ErrorCode::AuthEmailNotVerified }.into());
    }
    let user = tx.add_user(newcomer, password_hash).await.map_err(|error| match error {
        StoreError::Taken(Unique::UserEmail) => ErrorCode::AuthEmailTaken.into(),
        other => Failure::from(other),
    })?;
    if let Some(Vouched { provider, identity }) = vouched
        && !tx.put_identity(tenant, provider.as_str(), &identity.subject, user.id, now_ms).await?
    {
        // The person has an account under an address that they had before at the provider.
        return Err(ErrorCode::AuthEmailTaken.into());
    }
    tx.prove_email(tenant, user.id, now_ms).await?;
    Ok(user)
}
