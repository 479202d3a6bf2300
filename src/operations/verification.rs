//! Verification of volunteers: what they hand in for the background check, and what operators see of it.
//!
//! The basic step follows the profile (`updateUser`), the admin step is an operator's word, and the background step is begun here and
//! decided by whoever does the check. Source: openapi/v1/operations/verification.yaml; contract/talkamie.md F.8.

use super::{
    Caller, Ctx, Failure,
    admin::{AdminError, Step},
    blanks,
    events::{self, Event},
    files,
    idempotency::{self, Key, Recalled},
    jobs::{self, Job, JobFault},
    ports::BackgroundRequest,
    users::own_id,
    view,
};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{BackgroundBody, CompressedFile, Me},
    },
    domain::{
        credentials::normal_email,
        ids::{TenantId, UserId},
        user::{CheckRefusal, VerificationStatus, may_begin_check},
    },
    store::{Cursor, Page, Tx, rerun, users::User, verification::BackgroundCheck},
};

/// Hands in what a background check needs, and has it begun after the commit.
///
/// One transaction, ten statements, two more with a key.
///
/// # Errors
/// In this order: `request/invalid` for a blank name, and when the first place of work has no country or no state; `user/not-self`;
/// `idempotency/key-reused`; `auth/invalid` when the account is closed; `verification/not-volunteer`,
/// `verification/already-complete`, `verification/in-progress`; `store/unavailable`.
///
/// Source: `addBackgroundInfo`.
pub async fn add_background_info(
    ctx: &Ctx,
    caller: Caller,
    id: Option<&str>,
    key: Option<&str>,
    body: &BackgroundBody,
) -> Result<Me, Failure> {
    check(body)?;
    if let Some(id) = id {
        own_id(caller, id)?;
    }
    let info = serde_json::to_string(&needed(body)).map_err(Failure::internal)?;
    let key = Key::new(key, "addBackgroundInfo", body);
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let tx = ctx.store.write().await?;
        let mut tx = match idempotency::recall(tx, caller, &key, now_ms).await? {
            Recalled::Anew(tx) => tx,
            Recalled::Known(answer) => return Ok(answer),
        };
        let user = tx.lock_user(caller.tenant, caller.user).await?;
        let mut user = user.ok_or_else(|| Failure::of(ErrorCode::AuthInvalid))?;
        may_begin_check(user.user_type, user.verification_background).map_err(refused)?;
        user.verification_background = VerificationStatus::InProgress;
        user.updated_at_ms = now_ms;
        tx.save_user(&user).await?;
        tx.put_background_check(caller.tenant, caller.user, &info, now_ms).await?;
        jobs::enqueue(ctx, &mut tx, caller.tenant, &Job::BackgroundCheck { user: caller.user.to_string() }, now_ms);
        events::raise(&mut tx, caller.tenant, caller.user, &Event::User, now_ms);
        let answer = Me { me: view::own_of(ctx, &mut tx, &user, now_ms).await? };
        idempotency::remember(&mut tx, caller, &key, &answer).await?;
        tx.commit().await?;
        tracing::info!(user.id = %caller.user, "A background check was handed in");
        Ok(answer)
    })
    .await
}

fn refused(refusal: CheckRefusal) -> Failure {
    let code = match refusal {
        CheckRefusal::NotVolunteer => ErrorCode::VerificationNotVolunteer,
        CheckRefusal::AlreadyComplete => ErrorCode::VerificationAlreadyComplete,
        CheckRefusal::InProgress => ErrorCode::VerificationInProgress,
    };
    code.into()
}

/// What the schema does not say: names say something, since nobody can correct them afterwards, and the first place names its country
/// and its state (contract B).
fn check(body: &BackgroundBody) -> Result<(), Failure> {
    let mut faults = blanks([("/firstName".into(), &*body.first_name), ("/lastName".into(), &*body.last_name)]);
    if let Some(first) = body.work_locations.first() {
        let fields = [("countryCode", &first.country_code), ("stateCode", &first.state_code)];
        faults.extend(fields.into_iter().filter(|(_, value)| !filled(value)).flat_map(|(name, _)| {
            let pointer = format!("/workLocations/0/{name}");
            Failure::field(&pointer, "required", "the first place of work needs it").fields
        }));
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::invalid(faults)) }
}

fn filled(text: &Option<String>) -> bool {
    text.as_ref().is_some_and(|text| !text.trim().is_empty())
}

/// What is kept: what says something.
fn needed(body: &BackgroundBody) -> BackgroundBody {
    let mut needed = body.clone();
    for text in [&mut needed.middle_name, &mut needed.zip_code] {
        *text = text.take().filter(|text| !text.trim().is_empty());
    }
    needed
        .work_locations
        .retain(|place| filled(&place.country_code) || filled(&place.state_code) || filled(&place.city));
    needed
}

/// Hands a check that waits to whoever does it. One that was decided or withdrawn meanwhile needs nobody.
///
/// # Errors
/// Whoever does checks cannot be reached, or the database.
pub async fn hand_on(ctx: &Ctx, tenant: TenantId, user: &str) -> Result<(), JobFault> {
    let id: UserId = user.parse().map_err(|_| JobFault::Never("not a user's id".into()))?;
    let mut tx = ctx.store.read().await?;
    let Some(check) = tx.find_background_check(tenant, id).await? else { return Ok(()) };
    drop(tx);
    Ok(ctx.background_checks.begin(BackgroundRequest { tenant, user: id, info: check.info }).await?)
}

/// What is forgotten of a person whose account ends. One statement.
///
/// # Errors
/// The store's.
pub(super) async fn forget(tx: &mut Tx, tenant: TenantId, user: UserId) -> Result<(), Failure> {
    tx.remove_background_check(tenant, user).await?;
    Ok(())
}

/// Sets how far a step of a person's verification got, and tells the person. What was handed in for a background check is
/// forgotten once that is decided.
///
/// # Errors
/// `NoSuchUser`; the store's.
pub async fn set(
    ctx: &Ctx,
    tenant: TenantId,
    email: &str,
    step: Step,
    status: VerificationStatus,
) -> Result<User, AdminError> {
    rerun(async || {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let found = tx.find_user_by_email(tenant, &normal_email(email)).await?.ok_or(AdminError::NoSuchUser)?;
        let mut user = tx.lock_user(tenant, found.id).await?.ok_or(AdminError::NoSuchUser)?;
        match step {
            Step::Basic => user.verification_basic = status,
            Step::Admin => user.verification_admin = status,
            Step::Background => user.verification_background = status,
        }
        user.updated_at_ms = now_ms;
        tx.save_user(&user).await?;
        if step == Step::Background && status != VerificationStatus::InProgress {
            tx.remove_background_check(tenant, user.id).await?;
        }
        events::raise(&mut tx, tenant, user.id, &Event::User, now_ms);
        tx.commit().await?;
        Ok(user)
    })
    .await
}

/// What an operator needs to decide about somebody.
pub struct Dossier {
    pub user: User,
    /// Opens the certificate for a while.
    pub certificate: Option<String>,
    /// What was handed in for a background check that is not decided.
    pub background: Option<BackgroundCheck>,
}

/// What somebody handed in.
///
/// # Errors
/// `NoSuchUser`; the store's.
pub async fn dossier(ctx: &Ctx, tenant: TenantId, email: &str) -> Result<Dossier, AdminError> {
    let mut tx = ctx.store.read().await?;
    let user = tx.find_user_by_email(tenant, &normal_email(email)).await?.ok_or(AdminError::NoSuchUser)?;
    let background = tx.find_background_check(tenant, user.id).await?;
    let file: Option<CompressedFile> =
        user.certificate_file.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let url = file.and_then(|file| file.org).and_then(|original| original.url);
    let now_ms = ctx.clock.now_ms();
    let link = |url: &str| files::link(ctx, url, now_ms).or_else(|| files::link_elsewhere(ctx, url, user.id, now_ms));
    let certificate = url.map(|url| link(&url).unwrap_or(url));
    Ok(Dossier { user, certificate, background })
}

/// A page of the volunteers who wait for an operator, the oldest accounts first.
///
/// # Errors
/// The store's.
pub async fn waiting(ctx: &Ctx, tenant: TenantId, after: Option<Cursor>, limit: i64) -> Result<Page<User>, AdminError> {
    Ok(ctx.store.read().await?.page_to_verify(tenant, after, limit).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn body(places: serde_json::Value) -> BackgroundBody {
        let body = json!({ "firstName": "Ben", "lastName": "Ortiz", "middleName": " ", "workLocations": places });
        serde_json::from_value(body).expect("a body")
    }

    #[test]
    fn the_first_place_names_country_and_state() {
        for (places, pointers) in [
            (json!([{ "countryCode": "US", "stateCode": "OR" }]), vec![]),
            (json!([{ "countryCode": "US", "stateCode": "OR" }, {}]), vec![]),
            (json!([{ "countryCode": "US" }]), vec!["/workLocations/0/stateCode"]),
            (
                json!([{ "countryCode": "", "stateCode": " " }]),
                vec!["/workLocations/0/countryCode", "/workLocations/0/stateCode"],
            ),
            (json!([{ "city": "Salem" }]), vec!["/workLocations/0/countryCode", "/workLocations/0/stateCode"]),
        ] {
            let refused = check(&body(places)).err().map(|failure| failure.fields).unwrap_or_default();
            assert_eq!(refused.iter().map(|field| field.pointer.as_str()).collect::<Vec<_>>(), pointers);
        }
    }

    #[test]
    fn what_says_nothing_is_not_kept() {
        let places =
            json!([{ "countryCode": "US", "stateCode": "OR", "city": "" }, { "countryCode": "" }, { "city": "Bonn" }]);
        let kept = needed(&body(places));
        assert_eq!((kept.middle_name, kept.work_locations.len()), (None, 2));
    }
}
