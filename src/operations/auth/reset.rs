//! A new password for one that was forgotten.

use crate::{
    contract::v1::{
        ErrorCode,
        types::{Empty, OtpPurpose, ResetPasswordBody},
    },
    domain::credentials::normal_email,
    operations::{Ctx, Failure, events::Ended, otp, sessions},
    store::rerun,
};
use std::sync::Arc;

/// Sets a new password for who has the code that was sent to the account's address, and ends all sessions of the account.
///
/// The try is counted and kept first; only a right code pays for hashing. An address without an account goes the same
/// way to its end and is then answered like an expired code. Two transactions, of two and five statements.
///
/// # Errors
/// In this order: `otp/expired`, `otp/too-many-tries`, `otp/wrong`; `store/unavailable`.
///
/// Source: `resetPassword`.
pub async fn reset_password(ctx: &Ctx, body: ResetPasswordBody) -> Result<Empty, Failure> {
    let tenant = ctx.settings.default_tenant;
    let email = normal_email(&body.email);
    let verdict = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let verdict = otp::count_try(&mut tx, tenant, OtpPurpose::ResetPassword, &email, &body.code, now_ms).await?;
        tx.commit().await?;
        Ok::<_, Failure>(verdict)
    })
    .await?;
    let right = verdict?;
    let password_hash = ctx.passwords.hash(body.new_password, Arc::clone(&ctx.chance)).await?;
    let user = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        // First, as everybody else holds the address before its codes; when the code is gone, this is too.
        tx.forgive_otp_tries(tenant, &email);
        if !tx.use_otp(tenant, &email, &right.code_hash).await? {
            return Err(Failure::of(ErrorCode::OtpExpired));
        }
        let owner = tx.find_credentials_by_email(tenant, &email).await?;
        if let Some(owner) = &owner {
            tx.set_password(tenant, owner.user, &password_hash, now_ms).await?;
            sessions::end(&mut tx, tenant, owner.user, Ended::All, now_ms).await?;
            tx.prove_email(tenant, owner.user, now_ms).await?;
        }
        tx.commit().await?;
        Ok(owner.map(|owner| owner.user))
    })
    .await?
    .ok_or(ErrorCode::OtpExpired)?;
    ctx.believed.forget(user);
    tracing::info!(user.id = %user, "Reset a password and ended every session");
    Ok(Empty {})
}
