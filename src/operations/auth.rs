//! Accounts and sessions of the Talkamie face: signing up, in and out. Source: openapi/v1/operations/auth.yaml.

mod provider;
mod reset;
mod sign_in;
mod sign_up;

pub use reset::reset_password;
pub use sign_in::sign_in;
pub use sign_up::sign_up;

use super::{Caller, Ctx, Failure, chats, events::Ended, sessions, view};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{Empty, ExtendedUser, UserAccount, UserAccountWithoutTokens, UserTokens},
    },
    domain::ids::{TenantId, UserId},
    store::{Tx, rerun, sessions::Rotation, users::User},
};

/// The face whose sessions these are.
pub const FACE: &str = "talkamie";

/// What comes with a sign-up or sign-in besides its body.
#[derive(Clone, Default)]
pub struct Arrival {
    /// `google` or `apple`, a space and the provider's token.
    pub provider: Option<String>,
    /// The device's push token.
    pub device: Option<String>,
    /// UTC minus local time.
    pub timezone_offset_min: Option<i64>,
}

/// The signed-in user, whole. Five statements on the read side.
///
/// This is the first request of every page load, so the caller's time zone is noted here when it is another than the one
/// stored (also at sign-up, at sign-in and by "update user"): requests in between cost no write. That it cannot be noted is
/// no reason to keep the page from loading; the next load tries again.
///
/// # Errors
/// `auth/invalid` when the account is closed; `store/unavailable`.
///
/// Source: `getUserByToken`.
pub async fn get_user_by_token(
    ctx: &Ctx,
    caller: Caller,
    timezone_offset_min: Option<i64>,
) -> Result<UserAccountWithoutTokens, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    let user = tx.find_user(caller.tenant, caller.user).await?.filter(|user| user.deleted_at_ms.is_none());
    let mut user = user.ok_or(ErrorCode::AuthInvalid)?;
    let moved_to = timezone_offset_min.filter(|minutes| user.timezone_offset_min != Some(*minutes));
    user.timezone_offset_min = moved_to.or(user.timezone_offset_min);
    let me = view::own_of(ctx, &mut tx, &user, now_ms).await?;
    // The reader goes back before the writer is asked for.
    drop(tx);
    if let Some(minutes) = moved_to
        && let Err(failure) = note_timezone_offset(ctx, caller.tenant, caller.user, minutes).await
    {
        tracing::warn!(user.id = %caller.user, error = %failure, "A time zone was not noted; the next page load tries again");
    }
    Ok(UserAccountWithoutTokens { user: me })
}

async fn note_timezone_offset(ctx: &Ctx, tenant: TenantId, user: UserId, minutes: i64) -> Result<(), Failure> {
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        tx.set_timezone_offset(tenant, user, minutes).await?;
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// Ends the session of the caller's token. One statement.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `signOut`.
pub async fn sign_out(ctx: &Ctx, caller: Caller) -> Result<Empty, Failure> {
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let ended = Ended::One { session: caller.session };
        sessions::end(&mut tx, caller.tenant, caller.user, ended, now_ms).await?;
        tx.commit().await?;
        Ok::<(), Failure>(())
    })
    .await?;
    ctx.believed.forget(caller.user);
    tracing::info!(user.id = %caller.user, session.id = %caller.session, "Signed out");
    Ok(Empty {})
}

/// Trades a refresh token for a new pair. One that was traded before ends its session, and that is kept.
///
/// One transaction, one to three statements.
///
/// # Errors
/// In this order: `auth/refresh-invalid`, `auth/refresh-reused`; `store/unavailable`.
///
/// Source: `refreshTokens`.
pub async fn refresh_tokens(ctx: &Ctx, refresh: &str) -> Result<UserTokens, Failure> {
    let tenant = ctx.settings.default_tenant;
    let session = sessions::session_of(refresh).ok_or(ErrorCode::AuthRefreshInvalid)?;
    let presented = sessions::hash(refresh);
    let (rotation, tokens) = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let tokens = sessions::tokens(ctx, session, now_ms);
        let mut tx = ctx.store.write().await?;
        let rotation = tx.rotate_refresh(tenant, session, &presented, &tokens.hashes, now_ms).await?;
        if let Rotation::Reused(stolen) = &rotation {
            let ended = Ended::One { session: stolen.id };
            sessions::end(&mut tx, tenant, stolen.user, ended, now_ms).await?;
        }
        tx.commit().await?;
        Ok::<_, Failure>((rotation, tokens))
    })
    .await?;
    match rotation {
        Rotation::Rotated(renewed) => {
            // The access token that went with the old pair ends now.
            ctx.believed.forget(renewed.user);
            Ok(UserTokens { access: tokens.access, refresh: Some(tokens.refresh) })
        }
        Rotation::Reused(stolen) => {
            ctx.believed.forget(stolen.user);
            tracing::warn!(user.id = %stolen.user, session.id = %stolen.id, "A refresh token was used twice; its session was ended");
            Err(ErrorCode::AuthRefreshReused.into())
        }
        Rotation::Refused => Err(ErrorCode::AuthRefreshInvalid.into()),
    }
}

/// What the client of somebody who has opened a socket needs: they are here now, so what waits for them is delivered. One statement
/// when nothing waits, and five.
///
/// # Errors
/// `auth/invalid` when the account is gone; `store/unavailable`.
///
/// Source: contract/talkamie.md C.1, 3 and 7.
pub async fn arrive(ctx: &Ctx, caller: Caller) -> Result<ExtendedUser, Failure> {
    chats::messages::deliver_waiting(ctx, caller.tenant, caller.user).await?;
    let mut tx = ctx.store.read().await?;
    view::own(ctx, &mut tx, caller.tenant, caller.user).await
}

/// Begins the session of someone who was let in, and answers what their client needs: five statements, one more with a new time
/// zone and one with a device, which leaves the session that had it.
async fn let_in(
    ctx: &Ctx,
    tx: &mut Tx,
    mut user: User,
    arrival: &Arrival,
    now_ms: i64,
) -> Result<UserAccount, Failure> {
    if let Some(minutes) = arrival.timezone_offset_min.filter(|minutes| user.timezone_offset_min != Some(*minutes)) {
        tx.set_timezone_offset(user.tenant, user.id, minutes).await?;
        user.timezone_offset_min = Some(minutes);
    }
    let device = arrival.device.clone().filter(|device| !device.is_empty());
    if let Some(device) = &device {
        tx.take_device(user.tenant, device).await?;
    }
    let tokens = sessions::begin(ctx, tx, user.tenant, user.id, FACE, device).await?;
    let me = view::own_of(ctx, tx, &user, now_ms).await?;
    Ok(UserAccount { user: me, tokens: UserTokens { access: tokens.access, refresh: Some(tokens.refresh) } })
}
