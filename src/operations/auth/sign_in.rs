//! Starting a session.

use super::{Arrival, let_in, provider, provider::Vouched};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{SignInBody, UserAccount},
    },
    domain::{credentials::normal_email, ids::TenantId},
    operations::{Ctx, Failure, events::Ended, sessions},
    store::{Tx, rerun, users::User},
};

/// Starts a session, by password or by what a provider vouches for.
///
/// A password is checked outside the transaction, with the same work whether or not there is an account; the transaction
/// then holds the person and makes sure that the password is still theirs, so that no session slips past a reset. One read,
/// then one transaction of seven statements (more with a new time zone or a provider).
///
/// # Errors
/// In this order: `auth/password-missing`, `auth/provider-token-invalid`, `auth/provider-unavailable`,
/// `auth/sign-up-first`, `auth/account-unknown`, `auth/wrong-password`; `store/unavailable`.
///
/// Source: `signIn`.
pub async fn sign_in(ctx: &Ctx, body: SignInBody, arrival: Arrival) -> Result<UserAccount, Failure> {
    let email = normal_email(&body.email);
    let account = match (&arrival.provider, body.password) {
        (Some(header), _) => {
            let vouched = provider::vouched(ctx, header, &email).await?;
            by_provider(ctx, &email, &vouched, &arrival).await
        }
        (None, Some(password)) => by_password(ctx, &email, password, &arrival).await,
        (None, None) => Err(ErrorCode::AuthPasswordMissing.into()),
    }?;
    tracing::info!(user.id = account.user.id, "Signed in");
    Ok(account)
}

async fn by_password(ctx: &Ctx, email: &str, password: String, arrival: &Arrival) -> Result<UserAccount, Failure> {
    let tenant = ctx.settings.default_tenant;
    let known = {
        let mut tx = ctx.store.read().await?;
        tx.find_credentials_by_email(tenant, email).await?
    };
    let right = ctx.passwords.verify(password, known.as_ref().and_then(|known| known.password_hash.clone())).await?;
    let known = known.ok_or(ErrorCode::AuthAccountUnknown)?;
    if !right {
        return Err(ErrorCode::AuthWrongPassword.into());
    }
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let user = tx.lock_user(tenant, known.user).await?.ok_or(ErrorCode::AuthAccountUnknown)?;
        if tx.find_credentials(tenant, known.user).await?.as_ref() != Some(&known) {
            return Err(Failure::of(ErrorCode::AuthWrongPassword));
        }
        let account = let_in(ctx, &mut tx, user, arrival, now_ms).await?;
        tx.commit().await?;
        Ok(account)
    })
    .await
}

async fn by_provider(ctx: &Ctx, email: &str, vouched: &Vouched, arrival: &Arrival) -> Result<UserAccount, Failure> {
    let tenant = ctx.settings.default_tenant;
    let (account, taken_over) = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let person = person_of(&mut tx, tenant, email, vouched, now_ms).await?;
        let Person { user, taken_over } = person.ok_or(ErrorCode::AuthSignUpFirst)?;
        let user = tx.lock_user(tenant, user.id).await?.ok_or(ErrorCode::AuthSignUpFirst)?;
        let taken_over = taken_over.then_some(user.id);
        let account = let_in(ctx, &mut tx, user, arrival, now_ms).await?;
        tx.commit().await?;
        Ok::<_, Failure>((account, taken_over))
    })
    .await?;
    if let Some(user) = taken_over {
        ctx.believed.forget(user);
    }
    Ok(account)
}

/// Whom an identity lets in.
struct Person {
    user: User,
    /// Whether the account was somebody else's until now, perhaps, and their sessions were ended.
    taken_over: bool,
}

/// Whose account an identity opens: the one it was used with before, else the one with its address, which it is then
/// noted for. One statement, three the first time.
async fn person_of(
    tx: &mut Tx,
    tenant: TenantId,
    email: &str,
    vouched: &Vouched,
    now_ms: i64,
) -> Result<Option<Person>, Failure> {
    let (provider, subject) = (vouched.provider.as_str(), vouched.identity.subject.as_str());
    if let Some(user) = tx.find_user_by_identity(tenant, provider, subject).await? {
        return Ok(Some(Person { user, taken_over: false }));
    }
    let Some(user) = tx.find_user_by_email(tenant, email).await? else { return Ok(None) };
    if tx.put_identity(tenant, provider, subject, user.id, now_ms).await? {
        let taken_over = tx.prove_email(tenant, user.id, now_ms).await?;
        if taken_over {
            // Until now nobody had shown that the address is theirs. Whoever opened the account with it may be somebody else:
            // their password and sessions end where the owner comes in.
            tx.forget_password(tenant, user.id, now_ms).await?;
            sessions::end(tx, tenant, user.id, Ended::All, now_ms).await?;
        }
        return Ok(Some(Person { user, taken_over }));
    }
    // Another sign-in noted it a moment ago.
    let user = tx.find_user_by_identity(tenant, provider, subject).await?;
    Ok(user.map(|user| Person { user, taken_over: false }))
}
