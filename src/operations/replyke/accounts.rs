//! Signing up, signing in and staying signed in: openapi/replyke-v6/operations/auth.yaml.

use super::{Failure, Member, Project, projects, tokens, view};
use crate::{
    contract::replyke::{
        ErrorCode,
        types::{AuthAnswer, ChangePasswordBody, RefreshAnswer, SignInBody, SignUpBody},
    },
    domain::{
        credentials::normal_email,
        ids::{SessionId, UserId},
        limits::{REPLYKE_ACCESS_TOKEN_LIFETIME_MS, REPLYKE_REFRESH_TOKEN_LIFETIME_MS},
        page::is_js_space,
        time::{iso_date, parse_iso_date},
    },
    operations::{Ctx, events::Ended, sessions},
    store::{StoreError, Tx, Unique, rerun, sessions::Session, users::User},
};
use serde_json::Value;
use subtle::ConstantTimeEq;
use time::{
    OffsetDateTime, UtcOffset,
    format_description::well_known::{Iso8601, Rfc3339},
};

/// Makes a new user of the project and signs them in.
///
/// One transaction, two statements; the password is hashed before it.
///
/// # Errors
/// In this order: `project/not-found`, `auth/missing-fields`, `auth/validation-failed`, `auth/already-exists`;
/// `store/unavailable`.
///
/// Source: `signUp`.
pub async fn sign_up(ctx: &Ctx, project: &str, body: SignUpBody) -> Result<AuthAnswer, Failure> {
    let project = projects::named(ctx, project).await?;
    let email = storable(&normal_email(&body.email));
    if email.is_empty() || body.password.is_empty() {
        return Err(ErrorCode::AuthMissingFields.into());
    }
    let mut given = User::new(UserId(ctx.new_id()), project.id, ctx.clock.now_ms());
    given.email = Some(email);
    fill(&mut given, &body)?;
    let hash = ctx.passwords.hash(body.password, ctx.chance.clone()).await?;
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let user = tx.add_user(given.clone(), Some(&hash)).await.map_err(taken)?;
        let answer = begin(ctx, &mut tx, &project, &user).await?;
        tx.commit().await?;
        Ok(answer)
    })
    .await
}

/// Signs a user in with e-mail and password.
///
/// # Errors
/// In this order: `project/not-found`, `auth/missing-fields`, `auth/no-user-found`, `auth/invalid-credentials`,
/// `auth/wrong-password`; `store/unavailable`.
///
/// Source: `signIn`.
pub async fn sign_in(ctx: &Ctx, project: &str, body: SignInBody) -> Result<AuthAnswer, Failure> {
    let project = projects::named(ctx, project).await?;
    let email = storable(&normal_email(&body.email));
    if email.is_empty() || body.password.is_empty() {
        return Err(ErrorCode::AuthMissingFields.into());
    }
    // The read ends before the password is worked on: hashing must not hold a connection.
    let known = ctx.store.read().await?.find_credentials_by_email(project.id, &email).await?;
    let known = known.ok_or(ErrorCode::AuthNoUserFound)?;
    let hash = known.password_hash.clone().ok_or(ErrorCode::AuthInvalidCredentials)?;
    if !ctx.passwords.verify(body.password, Some(hash)).await? {
        return Err(ErrorCode::AuthWrongPassword.into());
    }
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let user = tx.lock_user(project.id, known.user).await?.ok_or(ErrorCode::AuthNoUserFound)?;
        // A reset that came between made the password that was right a moment ago wrong.
        if tx.find_credentials(project.id, known.user).await?.as_ref() != Some(&known) {
            return Err(ErrorCode::AuthWrongPassword.into());
        }
        let answer = begin(ctx, &mut tx, &project, &user).await?;
        tx.commit().await?;
        Ok(answer)
    })
    .await
}

/// A fresh access token for a refresh token, which stays the same; two nulls when there is none. Two statements.
///
/// # Errors
/// In this order: `project/not-found`, `auth/refresh-token-invalid`, `auth/invalid-refresh-token`,
/// `auth/refresh-token-mismatch`, `auth/no-user-found`; `store/unavailable`.
///
/// Source: `requestNewAccessToken`.
pub async fn renew(ctx: &Ctx, project: &str, token: Option<&str>) -> Result<RefreshAnswer, Failure> {
    let project = projects::named(ctx, project).await?;
    let Some(token) = token.filter(|token| !token.is_empty()) else {
        return Ok(RefreshAnswer { success: None, access_token: None, user: None });
    };
    let now_ms = ctx.clock.now_ms();
    let (session, user) = tokens::read_refresh(&project, token, now_ms)?;
    let mut tx = ctx.store.read().await?;
    let found = tx.find_session(project.id, session).await?.filter(|found| opened_by(found, token, user));
    found.ok_or(ErrorCode::AuthRefreshTokenMismatch)?;
    let user = tx.find_user(project.id, user).await?.filter(|user| user.deleted_at_ms.is_none());
    let user = user.ok_or(ErrorCode::AuthNoUserFound)?;
    Ok(RefreshAnswer {
        success: Some(true),
        access_token: Some(tokens::access(&project, user.id, session, now_ms)?),
        user: Some(view::auth_user(&user, now_ms)),
    })
}

/// Whether a session is open, and this is its refresh token.
fn opened_by(found: &Session, token: &str, user: UserId) -> bool {
    let known = found.refresh_hash.as_deref().unwrap_or_default();
    let same: bool = sessions::hash(token).as_bytes().ct_eq(known.as_bytes()).into();
    same && found.user == user && found.revoked_at_ms.is_none()
}

/// Ends the session of a refresh token. One that is no good has none: nothing happens. At most two statements.
///
/// # Errors
/// `project/not-found`; `store/unavailable`.
///
/// Source: `signOut`.
pub async fn sign_out(ctx: &Ctx, project: &str, token: Option<&str>) -> Result<(), Failure> {
    let project = projects::named(ctx, project).await?;
    let Some(token) = token.filter(|token| !token.is_empty()) else { return Ok(()) };
    let Ok((session, user)) = tokens::read_refresh(&project, token, ctx.clock.now_ms()) else { return Ok(()) };
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        if tx.find_session(project.id, session).await?.is_some_and(|found| opened_by(&found, token, user)) {
            sessions::end(&mut tx, project.id, user, Ended::One { session }, now_ms).await?;
        }
        tx.commit().await?;
        Ok::<(), Failure>(())
    })
    .await?;
    ctx.believed.forget(user);
    Ok(())
}

/// Gives the caller another password, and ends their sessions but the one of the token they came with.
///
/// Passwords are checked and hashed outside the transaction, which then makes sure that the old one still is the old one.
/// One read, then one transaction of five statements.
///
/// # Errors
/// In this order: `auth/missing-fields`, `auth/no-user-found`, `auth/invalid-credentials` when there is no password,
/// `auth/wrong-password`; `store/unavailable`.
///
/// Source: `changePassword`.
pub async fn change_password(
    ctx: &Ctx,
    caller: Member,
    session: Option<SessionId>,
    body: ChangePasswordBody,
) -> Result<(), Failure> {
    let Member { tenant, user } = caller;
    if body.password.is_empty() || body.new_password.is_empty() {
        return Err(ErrorCode::AuthMissingFields.into());
    }
    let known = ctx.store.read().await?.find_credentials(tenant, user).await?;
    let known = known.ok_or(ErrorCode::AuthNoUserFound)?;
    let hash = known.password_hash.clone().ok_or(ErrorCode::AuthInvalidCredentials)?;
    if !ctx.passwords.verify(body.password, Some(hash)).await? {
        return Err(ErrorCode::AuthWrongPassword.into());
    }
    let hash = ctx.passwords.hash(body.new_password, ctx.chance.clone()).await?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        tx.lock_users(tenant, &[user]).await?;
        if tx.find_credentials(tenant, user).await?.as_ref() != Some(&known) {
            return Err(Failure::of(ErrorCode::AuthWrongPassword));
        }
        tx.set_password(tenant, user, &hash, now_ms).await?;
        let ended = session.map_or(Ended::All, |than| Ended::Others { than });
        sessions::end(&mut tx, tenant, user, ended, now_ms).await?;
        tx.commit().await?;
        Ok(())
    })
    .await?;
    ctx.believed.forget(user);
    tracing::info!(user.id = %user, "Changed a password and ended the other sessions");
    Ok(())
}

/// Begins a session inside the transaction that signs somebody in: one statement.
pub(super) async fn begin(ctx: &Ctx, tx: &mut Tx, project: &Project, user: &User) -> Result<AuthAnswer, Failure> {
    let now_ms = ctx.clock.now_ms();
    let id = SessionId(ctx.new_id());
    let access = tokens::access(project, user.id, id, now_ms)?;
    let refresh = tokens::refresh(project, user.id, id, now_ms)?;
    tx.add_session(&Session {
        id,
        tenant: project.id,
        user: user.id,
        face: "replyke".to_owned(),
        access_hash: sessions::hash(&access),
        access_expires_at_ms: now_ms + REPLYKE_ACCESS_TOKEN_LIFETIME_MS,
        refresh_hash: Some(sessions::hash(&refresh)),
        refresh_expires_at_ms: Some(now_ms + REPLYKE_REFRESH_TOKEN_LIFETIME_MS),
        device: None,
        created_at_ms: now_ms,
        revoked_at_ms: None,
    })
    .await?;
    let user = view::auth_user(user, now_ms);
    Ok(AuthAnswer { success: true, access_token: access, refresh_token: refresh, user })
}

/// Writes what is given into the record; what is not given stays. E-mail and password are not looked at.
///
/// # Errors
/// `auth/validation-failed`.
pub(super) fn fill(user: &mut User, given: &SignUpBody) -> Result<(), Failure> {
    let trimmed = |text: &Option<String>| text.as_deref().map(|text| storable(text.trim_matches(is_js_space)));
    if let Some(name) = trimmed(&given.name) {
        user.name = Some(name);
    }
    if let Some(username) = trimmed(&given.username) {
        // Nobody's name is empty: many may have none.
        user.username = (!username.is_empty()).then(|| username.to_lowercase());
    }
    if let Some(bio) = trimmed(&given.bio) {
        user.bio = Some(bio);
    }
    if let Some(avatar) = &given.avatar {
        user.avatar = Some(storable(avatar));
    }
    if let Some(birthdate) = given.birthdate.as_deref().filter(|text| !text.is_empty()) {
        user.dob = Some(day(birthdate).ok_or_else(|| unstorable("birthdate is no date"))?);
    }
    let json = |value: Value| serde_json::to_string(&value).map_err(Failure::internal);
    if let Some(location) = &given.location {
        let point = view::geo_point(location).ok_or_else(|| unstorable("location is no place"))?;
        user.geo_location = Some(serde_json::to_string(&point).map_err(Failure::internal)?);
    }
    if let Some(metadata) = &given.metadata {
        user.metadata = json(Value::Object(metadata.clone()))?;
    }
    if let Some(metadata) = &given.secure_metadata {
        user.secure_metadata = json(Value::Object(metadata.clone()))?;
    }
    Ok(())
}

/// What a project's user cannot be stored with.
pub(super) fn unstorable(why: &str) -> Failure {
    let code = ErrorCode::AuthValidationFailed;
    Failure::of(code).saying(format!("{}: {why}", code.sentence("")))
}

/// Somebody else of the project has this already.
pub(super) fn taken(error: StoreError) -> Failure {
    match error {
        StoreError::Taken(Unique::UserEmail | Unique::UserUsername) => ErrorCode::AuthAlreadyExists.into(),
        other => other.into(),
    }
}

/// A NUL, which PostgreSQL cannot store, becomes the two characters `\0`, as in messages.
pub(super) fn storable(text: &str) -> String {
    text.replace('\0', "\\0")
}

/// The day of a date, or of a moment in UTC: in that zone it is shown. A time without a zone, or with a small `z`, moves no day
/// and is not looked at.
fn day(text: &str) -> Option<String> {
    let (date, rest) = text.split_at_checked(10)?;
    let date = parse_iso_date(date)?;
    if !rest.is_empty() && !rest.starts_with(['T', ' ']) {
        return None;
    }
    if !rest.contains(['Z', '+', '-']) {
        return Some(iso_date(date));
    }
    let text = text.replacen(' ', "T", 1);
    // Hosts also leave the seconds out, or the colon in the zone.
    let moment = OffsetDateTime::parse(&text, &Rfc3339);
    let moment = moment.or_else(|_| OffsetDateTime::parse(&text, &Iso8601::DEFAULT)).ok()?;
    let date = moment.checked_to_offset(UtcOffset::UTC)?.date();
    (0..=9999).contains(&date.year()).then(|| iso_date(date))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_birthdate_is_a_day_in_utc() {
        for (text, read) in [
            ("1990-02-28", Some("1990-02-28")),
            ("1990-02-28T00:00:00.000Z", Some("1990-02-28")),
            ("1990-02-28T23:30:00-02:00", Some("1990-03-01")),
            ("1990-03-01T00:30:00+02:00", Some("1990-02-28")),
            ("1990-03-01 00:30:00+02:00", Some("1990-02-28")),
            ("1990-02-28T00:00Z", Some("1990-02-28")),
            ("1990-03-01T00:30+02:00", Some("1990-02-28")),
            ("1990-03-01T00:30:00+0200", Some("1990-02-28")),
            ("1990-02-28T23:30:00.5-02", Some("1990-03-01")),
            ("1990-03-01 00:30+0200", Some("1990-02-28")),
            ("1990-02-28T00:00:00z", Some("1990-02-28")),
            ("1990-02-28T12:00:00", Some("1990-02-28")),
            ("1990-02-28T12:00", Some("1990-02-28")),
            ("1990-02-28T25:00", Some("1990-02-28")),
            ("1990-02-30", None),
            ("1990-02-28x", None),
            ("1990-02-28T25:00:00Z", None),
            ("1990-02-28T25:00Z", None),
            ("1990-02-28T00:00Zz", None),
            ("9999-12-31T23:30:00-02:00", None),
            ("0000-01-01T00:30:00+02:00", None),
            ("soon", None),
        ] {
            assert_eq!(day(text).as_deref(), read, "{text}");
        }
    }
}
