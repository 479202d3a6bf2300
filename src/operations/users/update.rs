//! Changing one's own profile: flat in, nested out (contract F.9).

use super::own_id;
use crate::{
    contract::v1::{
        ErrorCode,
        types::{CallDurationLimit, CompressedFile, ExtendedUser, UserUpdate},
    },
    domain::{
        files::{folder_of, is_in_folder},
        ids::InterestId,
        time::local_date,
        user::{BasicItems, basic_verification, check_dob},
    },
    operations::{
        Caller, Ctx, Failure,
        events::{self, Event},
        view,
    },
    store::{interests::NewInterest, rerun, users::User},
};

/// Changes the caller's profile; what is left out stays.
///
/// One transaction: five statements, one more when something changes and five more for interests, however many.
///
/// # Errors
/// In this order: `request/invalid` for a day of birth that cannot be; `user/not-self`; `auth/invalid` when the account is
/// closed; `user/type-fixed`, `user/foreign-file`; `store/unavailable`.
///
/// Source: `updateUser`.
pub async fn update_user(
    ctx: &Ctx,
    caller: Caller,
    id: &str,
    update: UserUpdate,
    timezone_offset_min: Option<i64>,
) -> Result<ExtendedUser, Failure> {
    let offset_min = timezone_offset_min.and_then(|minutes| i32::try_from(minutes).ok()).unwrap_or_default();
    if let Some(dob) = &update.dob {
        let today = local_date(ctx.clock.now_ms(), offset_min);
        check_dob(dob, today).map_err(|refusal| Failure::field("/dob", "format", &refusal.to_string()))?;
    }
    own_id(caller, id)?;
    let interests = update.interests.as_deref().map(|wanted| {
        let new = wanted.iter().map(|interest| NewInterest {
            id: InterestId(ctx.new_id()),
            name: interest.name.clone(),
            emoji: interest.emoji.clone(),
        });
        new.collect::<Vec<_>>()
    });
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let before = tx.lock_user(caller.tenant, caller.user).await?.ok_or(ErrorCode::AuthInvalid)?;
        let mut user = changed(before.clone(), &update, timezone_offset_min)?;
        if user != before {
            user.updated_at_ms = now_ms;
            tx.save_user(&user).await?;
        }
        if let Some(interests) = &interests {
            tx.replace_interests(caller.tenant, caller.user, interests, now_ms).await?;
        }
        let me = view::own_of(&mut tx, &user, now_ms).await?;
        events::raise(&mut tx, caller.tenant, caller.user, &Event::User, now_ms);
        tx.commit().await?;
        Ok::<_, Failure>(me)
    })
    .await
}

/// The person after the update.
///
/// # Errors
/// In this order: `user/type-fixed`, `user/foreign-file`.
fn changed(before: User, update: &UserUpdate, timezone_offset_min: Option<i64>) -> Result<User, Failure> {
    let mut user = before.clone();
    if let Some(chosen) = update.r#type.and_then(|word| word.as_str().parse().ok()) {
        if user.user_type.is_some_and(|fixed| fixed != chosen) {
            return Err(ErrorCode::UserTypeFixed.into());
        }
        user.user_type = Some(chosen);
    }
    let folder = folder_of(user.id);
    if let Some(path) = &update.file_dir_path {
        if !path.is_empty() && *path != folder && Some(path) != before.file_dir_path.as_ref() {
            return Err(ErrorCode::UserForeignFile.into());
        }
        user.file_dir_path = filled(path);
    }
    for (stored, given) in [
        (&mut user.picture, &update.picture),
        (&mut user.video, &update.video),
        (&mut user.certificate_file, &update.certificate),
    ] {
        if let Some(given) = given {
            *stored = file(stored.as_deref(), given, &folder)?;
        }
    }
    for (stored, given) in [
        (&mut user.bio, &update.bio),
        (&mut user.language, &update.language),
        (&mut user.country, &update.country),
        (&mut user.state, &update.state),
        (&mut user.city, &update.city),
        (&mut user.specialization_area, &update.specialization),
        (&mut user.certificate_state, &update.certificate_state),
        (&mut user.license_id, &update.license_id),
    ] {
        if let Some(given) = given {
            *stored = filled(given);
        }
    }
    let keep = |given: &Option<String>, stored: Option<String>| given.clone().or(stored);
    user.name = keep(&update.name, user.name);
    user.dob = keep(&update.dob, user.dob);
    user.gender = update.gender.and_then(|word| word.as_str().parse().ok()).or(user.gender);
    user.visibility = update.visibility.and_then(|word| word.as_str().parse().ok()).or(user.visibility);
    match &update.max_call_duration {
        Some(CallDurationLimit::Integer(seconds)) => user.max_call_duration_s = Some(*seconds),
        Some(CallDurationLimit::String(_)) => user.max_call_duration_s = None,
        None => {}
    }
    user.max_call_count = update.max_call_count.or(user.max_call_count);
    user.push_enabled = update.push_notification.as_ref().map_or(user.push_enabled, |push| push.enabled);
    user.timezone_offset_min = timezone_offset_min.or(user.timezone_offset_min);
    let handed_in = items(&user);
    let touched = handed_in != items(&before);
    user.verification_basic = basic_verification(before.verification_basic, given(handed_in), touched);
    Ok(user)
}

/// A text, or nothing when it is empty: that is how clients clear a field (contract A.10).
fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What is stored for a file: its original, which must be the caller's own or be stored already, and the small version as
/// long as it belongs to that original. Without an address the file is taken away.
///
/// A small version is made by the server; one that a client sends is not looked at.
fn file(stored: Option<&str>, given: &CompressedFile, folder: &str) -> Result<Option<String>, Failure> {
    let Some(original) = given.org.as_ref().filter(|original| original.url.is_some()) else { return Ok(None) };
    let url = original.url.as_deref().unwrap_or_default();
    let before: Option<CompressedFile> = stored.and_then(|json| serde_json::from_str(json).ok());
    let before = before.filter(|file| file.org.as_ref().and_then(|org| org.url.as_deref()) == Some(url));
    if before.is_none() && !is_in_folder(url, folder) {
        return Err(ErrorCode::UserForeignFile.into());
    }
    let kept = CompressedFile { sm: before.and_then(|file| file.sm), org: Some(original.clone()) };
    serde_json::to_string(&kept).map(Some).map_err(Failure::internal)
}

/// The four items of the basic step.
fn items(user: &User) -> [Option<&String>; 4] {
    [&user.specialization_area, &user.certificate_state, &user.license_id, &user.certificate_file].map(Option::as_ref)
}

fn given([specialization, certificate_state, license_id, certificate_file]: [Option<&String>; 4]) -> BasicItems {
    BasicItems {
        specialization: specialization.is_some(),
        certificate_state: certificate_state.is_some(),
        license_id: license_id.is_some(),
        certificate_file: certificate_file.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ids::{TenantId, UserId},
        user::{UserType, VerificationStatus, Visibility},
    };
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn ann() -> User {
        User::new(UserId(Uuid::from_u128(1)), TenantId(Uuid::from_u128(9)), 0)
    }

    fn update(user: User, body: Value) -> Result<User, ErrorCode> {
        let update: UserUpdate = serde_json::from_value(body).expect("a body");
        changed(user, &update, None).map_err(|failure| failure.code)
    }

    fn own(name: &str) -> String {
        format!("https://files.example/{}/{name}", folder_of(ann().id))
    }

    #[test]
    fn what_is_left_out_stays_and_what_is_empty_goes() {
        let user = User { bio: Some("Hello".into()), city: Some("Salem".into()), name: Some("Ann".into()), ..ann() };
        assert_eq!(update(user.clone(), json!({})), Ok(user.clone()));
        let after = update(user, json!({ "city": "", "country": "Canada", "visibility": "matches" })).expect("taken");
        assert_eq!((after.city, after.country.as_deref()), (None, Some("Canada")));
        assert_eq!((after.bio.as_deref(), after.name.as_deref()), (Some("Hello"), Some("Ann")));
        assert_eq!(after.visibility, Some(Visibility::Matches));
    }

    #[test]
    fn a_type_is_chosen_once() {
        let senior = update(ann(), json!({ "type": "senior" })).expect("taken");
        assert_eq!(senior.user_type, Some(UserType::Senior));
        assert!(update(senior.clone(), json!({ "type": "senior" })).is_ok());
        assert_eq!(update(senior, json!({ "type": "volunteer" })), Err(ErrorCode::UserTypeFixed));
    }

    #[test]
    fn preferences_are_flat() {
        let body = json!({ "maxCallDuration": 900, "maxCallCount": 5, "pushNotification": { "enabled": false } });
        let after = update(ann(), body).expect("taken");
        assert_eq!((after.max_call_duration_s, after.max_call_count, after.push_enabled), (Some(900), Some(5), false));
        let after = update(after, json!({ "maxCallDuration": "unlimited" })).expect("taken");
        assert_eq!((after.max_call_duration_s, after.max_call_count), (None, Some(5)));
    }

    #[test]
    fn only_own_files_are_taken() {
        let org = |url: &str| json!({ "picture": { "org": { "url": url, "mimeType": "image/png" } } });
        let with = update(ann(), org(&own("p.png"))).expect("taken");
        assert!(with.picture.as_ref().is_some_and(|json| json.contains("p.png")));
        assert_eq!(update(with.clone(), org("https://evil.example/p.png")), Err(ErrorCode::UserForeignFile));
        assert_eq!(update(with.clone(), json!({ "fileDirPath": "user/other" })), Err(ErrorCode::UserForeignFile));
        assert!(update(with.clone(), json!({ "fileDirPath": folder_of(ann().id) })).is_ok());
        assert_eq!(update(with, json!({ "picture": {} })).expect("taken").picture, None);

        let elsewhere = r#"{"sm":{"url":"https://old.example/s"},"org":{"url":"https://old.example/p"}}"#;
        let old = User { picture: Some(elsewhere.into()), ..ann() };
        let kept = update(old.clone(), org("https://old.example/p")).expect("what is stored may be sent back");
        assert!(kept.picture.is_some_and(|json| json.contains("old.example/s")), "with its small version");
        let sent = json!({ "picture": { "sm": { "url": "https://evil.example/s" }, "org": { "url": own("n.png") } } });
        let new = update(old, sent).expect("taken").picture.expect("a picture");
        assert!(!new.contains("evil") && !new.contains("old.example"), "{new}");
    }

    #[test]
    fn the_basic_step_follows_what_is_handed_in() {
        use VerificationStatus::{Complete, Failed, InProgress, Pending};
        let some = update(ann(), json!({ "specialization": "Nursing", "licenseId": "RN-1" })).expect("taken");
        assert_eq!(some.verification_basic, InProgress);
        let rest = json!({ "certificateState": "Oregon", "certificate": { "org": { "url": own("c.pdf") } } });
        let all = update(some, rest).expect("taken");
        assert_eq!(all.verification_basic, Complete);
        let failed = User { verification_basic: Failed, ..all };
        let same = update(failed.clone(), json!({ "specialization": "Nursing", "bio": "x" })).expect("taken");
        assert_eq!(same.verification_basic, Failed, "the same again is nothing new");
        assert_eq!(update(failed, json!({ "licenseId": "" })).expect("taken").verification_basic, InProgress);
        assert_eq!(update(ann(), json!({ "licenseId": "" })).expect("taken").verification_basic, Pending);
    }
}
