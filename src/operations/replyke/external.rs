//! Users whom the project's own system vouches for: `verifyExternalUser`.

use super::{
    Failure, Project,
    accounts::{begin, fill, storable, taken, unstorable},
    projects,
    tokens::{self, Token},
};
use crate::{
    contract::{
        replyke::{
            ErrorCode, oracle,
            types::{AuthAnswer, SignUpBody, VerifyExternalUserBody},
        },
        runtime::Accepts as _,
    },
    domain::{
        credentials::normal_email,
        ids::{UserId, read_lenient_uuid},
    },
    operations::Ctx,
    store::{StoreError, Tx, Unique, rerun, users::User},
};
use serde_json::{Map, Value, json};

/// Signs in a user whom the project's own system vouches for; makes them on first sight, brings them up to date later.
///
/// One transaction: three statements for somebody known, two more when something changed.
///
/// # Errors
/// In this order: `project/not-found`, `auth/missing-jwt`, `auth/missing-keys`, `auth/invalid-token`,
/// `auth/project-mismatch`, `auth/validation-failed`, `auth/already-exists`; `store/unavailable`.
///
/// Source: `verifyExternalUser`.
pub async fn verify_external_user(
    ctx: &Ctx,
    project: &str,
    body: VerifyExternalUserBody,
) -> Result<AuthAnswer, Failure> {
    let project = projects::named(ctx, project).await?;
    if body.user_jwt.is_empty() {
        return Err(ErrorCode::AuthMissingJwt.into());
    }
    let known = vouched(&project, &body.user_jwt, ctx.clock.now_ms())?;
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let user = match tx.find_user_by_foreign_id(project.id, &known.foreign_id).await? {
            Some(found) => update(ctx, &mut tx, found, &known).await?,
            None => add(ctx, &mut tx, &project, &known).await?,
        };
        let answer = begin(ctx, &mut tx, &project, &user).await?;
        tx.commit().await?;
        Ok(answer)
    })
    .await
}

/// What the project's system says of a user.
struct Vouched {
    foreign_id: String,
    email: Option<String>,
    given: SignUpBody,
}

fn vouched(project: &Project, jwt: &str, now_ms: i64) -> Result<Vouched, Failure> {
    let key = project.external_key.as_deref().ok_or(ErrorCode::AuthMissingKeys)?;
    let token = Token::read(jwt).ok_or(ErrorCode::AuthInvalidToken)?;
    let proved = tokens::vouched(&token, key, now_ms);
    if !proved.map_err(|error| Failure::of(ErrorCode::AuthMissingKeys).because(error))? {
        return Err(ErrorCode::AuthInvalidToken.into());
    }
    let claims = token.claims;
    let issuer = claims.iss.as_ref().and_then(Value::as_str).and_then(read_lenient_uuid);
    if issuer != Some(project.id.0) {
        return Err(ErrorCode::AuthProjectMismatch.into());
    }
    let foreign_id = match claims.sub {
        Some(Value::String(text)) if !text.is_empty() => storable(&text),
        Some(Value::Number(number)) => number.to_string(),
        _ => return Err(unstorable("sub, the user's own id, is missing")),
    };
    let (email, given) = match claims.user_data {
        None | Some(Value::Null) => read(Map::new())?,
        Some(Value::Object(fields)) => read(fields)?,
        Some(_) => return Err(unstorable("userData is no object")),
    };
    Ok(Vouched { foreign_id, email, given })
}

/// Judges `userData` by the schema of sign-up, which has the same fields; the password is not among them, and the e-mail
/// address may be missing. What is empty counts as not given, as in the original.
fn read(mut fields: Map<String, Value>) -> Result<(Option<String>, SignUpBody), Failure> {
    fields.retain(|_, value| !matches!(value, Value::Null) && value != "");
    let has_email = fields.contains_key("email");
    if !has_email {
        fields.insert("email".to_owned(), json!("nobody@example.com"));
    }
    fields.insert("password".to_owned(), json!("none"));
    let fields = Value::Object(fields);
    let faults = oracle().judge("SignUpBody", &fields);
    if !faults.is_empty() {
        let words: Vec<_> =
            faults.iter().map(|f| format!("{} {}", f.pointer.trim_start_matches('/'), f.detail)).collect();
        return Err(unstorable(&words.join("; ")));
    }
    let given: SignUpBody =
        serde_json::from_value(fields).map_err(|error| unstorable("userData cannot be read").because(error))?;
    debug_assert!(given.accepts(), "the oracle accepted it");
    Ok((has_email.then(|| normal_email(&given.email)), given))
}

async fn add(ctx: &Ctx, tx: &mut Tx, project: &Project, known: &Vouched) -> Result<User, Failure> {
    let mut user = User::new(UserId(ctx.new_id()), project.id, ctx.clock.now_ms());
    user.foreign_id = Some(known.foreign_id.clone());
    user.email.clone_from(&known.email);
    fill(&mut user, &known.given)?;
    tx.add_user(user, None).await.map_err(|error| match error {
        // Somebody else has just made this very user: run again, and find them.
        StoreError::Taken(Unique::UserForeignId) => StoreError::Contended.into(),
        other => taken(other),
    })
}

async fn update(ctx: &Ctx, tx: &mut Tx, found: User, known: &Vouched) -> Result<User, Failure> {
    let mut wanted = found.clone();
    overwrite(&mut wanted, known)?;
    if wanted == found {
        return Ok(found);
    }
    let Some(mut user) = tx.lock_user(found.tenant, found.id).await? else {
        // Deleted in this moment: run again, and make them anew.
        return Err(StoreError::Contended.into());
    };
    overwrite(&mut user, known)?;
    user.updated_at_ms = ctx.clock.now_ms();
    tx.save_user(&user).await.map_err(taken)?;
    Ok(user)
}

fn overwrite(user: &mut User, known: &Vouched) -> Result<(), Failure> {
    if let Some(email) = &known.email {
        user.email = Some(email.clone());
    }
    fill(user, &known.given)
}
