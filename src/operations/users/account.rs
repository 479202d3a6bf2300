//! The account itself: its password and its end.

use super::own_id;
use crate::{
    contract::v1::{
        ErrorCode,
        types::{Empty, PasswordChange},
    },
    operations::{Caller, Ctx, Failure, chats, connections, schedules},
    store::rerun,
};
use std::sync::Arc;

/// Replaces the caller's password and ends their other sessions.
///
/// Passwords are checked and hashed outside the transaction, which then makes sure that the old one still is the old one.
/// One read, then one transaction of four statements.
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
        tx.revoke_other_sessions_of(caller.tenant, caller.user, caller.session, now_ms).await?;
        tx.commit().await?;
        Ok(())
    })
    .await?;
    ctx.believed.forget(caller.user);
    tracing::info!(user.id = %caller.user, "Changed a password and ended the other sessions");
    Ok(Empty {})
}

/// Closes the caller's account: who it was is forgotten, connections end with what they told others, calls that are to come
/// are taken out, sessions end. What others' records point at stays, without a name.
///
/// One transaction; the number of its statements does not grow with what there was.
///
/// # Errors
/// In this order: `user/not-self`; `auth/invalid` when the account is closed already; `store/unavailable`.
///
/// Source: `deleteUser`.
pub async fn delete_user(ctx: &Ctx, caller: Caller, id: &str) -> Result<Empty, Failure> {
    own_id(caller, id)?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let (tenant, user) = (caller.tenant, caller.user);
        let mut tx = ctx.store.write().await?;
        // Held first: nobody begins a connection with them, or a session, from here on.
        let gone = tx.lock_user(tenant, user).await?.ok_or(ErrorCode::AuthInvalid)?;
        connections::effects::end_all_of(&mut tx, tenant, user, now_ms).await?;
        chats::requests::end_all_of(&mut tx, tenant, user, now_ms).await?;
        schedules::effects::end_all_of(&mut tx, tenant, user, now_ms).await?;
        if let Some(email) = &gone.email {
            tx.remove_otp(tenant, email).await?;
        }
        tx.revoke_sessions_of(tenant, user, now_ms).await?;
        tx.anonymise_user(tenant, user, now_ms).await?;
        tx.commit().await?;
        Ok::<(), Failure>(())
    })
    .await?;
    ctx.believed.forget(caller.user);
    tracing::info!(user.id = %caller.user, "Closed an account");
    Ok(Empty {})
}
