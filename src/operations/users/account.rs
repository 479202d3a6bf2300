//! The account itself: its password. Its end is in [`closing`](super::closing).

use super::own_id;
use crate::{
    contract::v1::{
        ErrorCode,
        types::{Empty, PasswordChange},
    },
    operations::{Caller, Ctx, Failure, events::Ended, sessions},
    store::rerun,
};
use std::sync::Arc;

/// Replaces the caller's password and ends their other sessions.
///
/// Passwords are checked and hashed outside the transaction, which then makes sure that the old one still is the old one.
/// One read, then one transaction of five statements.
///
/// # Errors
/// In this order: `user/not-self`; `auth/invalid` when the account is closed; `user/wrong-password`, also when the account
/// has no password; `store/unavailable`.
///
/// Source: `changePassword`.
pub async fn change_password(ctx: &Ctx, caller: Caller, id: &str, body: PasswordChange) -> Result<Empty, Failure> {
    own_id(caller, id)?;
    let known = {
        let mut tx = ctx.store.read().await?;
        tx.find_credentials(caller.tenant, caller.user).await?.ok_or(ErrorCode::AuthInvalid)?
    };
    if !ctx.passwords.verify(body.old_password, known.password_hash.clone()).await? {
        return Err(ErrorCode::UserWrongPassword.into());
    }
    let password_hash = ctx.passwords.hash(body.new_password, Arc::clone(&ctx.chance)).await?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        tx.lock_users(caller.tenant, &[caller.user]).await?;
        if tx.find_credentials(caller.tenant, caller.user).await?.as_ref() != Some(&known) {
            return Err(Failure::of(ErrorCode::UserWrongPassword));
        }
        tx.set_password(caller.tenant, caller.user, &password_hash, now_ms).await?;
        let ended = Ended::Others { than: caller.session };
        sessions::end(&mut tx, caller.tenant, caller.user, ended, now_ms).await?;
        tx.commit().await?;
        Ok(())
    })
    .await?;
    ctx.believed.forget(caller.user);
    tracing::info!(user.id = %caller.user, "Changed a password and ended the other sessions");
    Ok(Empty {})
}
