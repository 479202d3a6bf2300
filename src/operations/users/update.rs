//! Changing one's own profile: flat in, nested out (contract F.9).

use super::own_id;
use crate::{
    contract::v1::{
        ErrorCode,
        types::{CallCountLimit, CallDurationLimit, ExtendedUser, UserUpdate},
    },
    domain::{
        files::folder_of,
        ids::InterestId,
        time::{Date, local_date},
        user::{BasicItems, VerificationStatus, basic_verification, check_dob},
    },
    operations::{
        Caller, Ctx, Failure, blanks,
        events::{self, Event},
        files, view,
    },
    store::{interests::NewInterest, rerun, users::User},
};

/// Changes the caller's profile; what is left out stays.
///
/// One transaction: five statements, one more when something changes, up to four for files and five for interests, however
/// many. The store of files is asked before it about those that are named.
///
/// # Errors
/// In this order: `request/invalid` for a day of birth that cannot be and for blank names; `user/not-self`; `auth/invalid` when the account is
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
    check(&update, local_date(ctx.clock.now_ms(), offset_min))?;
    own_id(caller, id)?;
    let interests = update.interests.as_deref().map(|wanted| {
        let new = wanted.iter().map(|interest| NewInterest {
            id: InterestId(ctx.new_id()),
            name: interest.name.clone(),
            emoji: interest.emoji.clone(),
        });
        new.collect::<Vec<_>>()
    });
    let handed = files::look_at(ctx, caller, &update).await?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let before = tx.lock_user(caller.tenant, caller.user).await?.ok_or(ErrorCode::AuthInvalid)?;
        let mut user = changed(before.clone(), &update, timezone_offset_min)?;
        files::hand_over(ctx, &mut tx, &mut user, &update, &handed, now_ms).await?;
        user.verification_basic = basic_step(&before, &user);
        if user != before {
            user.updated_at_ms = now_ms;
            tx.save_user(&user).await?;
        }
        if let Some(interests) = &interests {
            tx.replace_interests(caller.tenant, caller.user, interests, now_ms).await?;
        }
        let me = view::own_of(ctx, &mut tx, &user, now_ms).await?;
        events::raise(&mut tx, caller.tenant, caller.user, &Event::User, now_ms);
        tx.commit().await?;
        Ok::<_, Failure>(me)
    })
    .await
}

/// What the schema does not say: a day of birth is one, and names say something.
fn check(update: &UserUpdate, today: Date) -> Result<(), Failure> {
    let interests = update.interests.iter().flatten().enumerate();
    let interests = interests.map(|(n, interest)| (format!("/interests/{n}/name"), &*interest.name));
    let mut faults = blanks(update.name.iter().map(|name| ("/name".to_owned(), &**name)).chain(interests));
    if let Some(Err(refusal)) = update.dob.as_deref().filter(|dob| !dob.is_empty()).map(|dob| check_dob(dob, today)) {
        faults.extend(Failure::field("/dob", "format", &refusal.to_string()).fields);
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::invalid(faults)) }
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
    if let Some(path) = &update.file_dir_path {
        if !path.is_empty() && *path != folder_of(user.id) && Some(path) != before.file_dir_path.as_ref() {
            return Err(ErrorCode::UserForeignFile.into());
        }
        user.file_dir_path = filled(path);
    }
    for (stored, given) in [
        (&mut user.profile.card.bio, &update.bio),
        (&mut user.profile.language, &update.language),
        (&mut user.profile.card.country, &update.country),
        (&mut user.profile.card.state, &update.state),
        (&mut user.profile.card.city, &update.city),
        (&mut user.profile.specialization_area, &update.specialization),
        (&mut user.certificate_state, &update.certificate_state),
        (&mut user.license_id, &update.license_id),
        (&mut user.profile.card.dob, &update.dob),
    ] {
        if let Some(given) = given {
            *stored = filled(given);
        }
    }
    user.name = update.name.clone().or(user.name.take());
    if let Some(word) = &update.gender {
        user.gender = word.parse().ok();
    }
    user.visibility = update.visibility.and_then(|word| word.as_str().parse().ok()).or(user.visibility);
    match &update.max_call_duration {
        Some(CallDurationLimit::Integer(seconds)) => user.max_call_duration_s = Some(*seconds),
        Some(CallDurationLimit::String(_)) => user.max_call_duration_s = None,
        None => {}
    }
    match &update.max_call_count {
        Some(CallCountLimit::Integer(calls)) => user.max_call_count = Some(*calls),
        Some(CallCountLimit::String(_)) => user.max_call_count = None,
        None => {}
    }
    user.push_enabled = update.push_notification.as_ref().map_or(user.push_enabled, |push| push.enabled);
    user.timezone_offset_min = timezone_offset_min.or(user.timezone_offset_min);
    Ok(user)
}

/// A text, or nothing when it says nothing: that is how clients clear a field (contract A.10).
fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// How far the basic step is after an update.
fn basic_step(before: &User, after: &User) -> VerificationStatus {
    let (were, are) = (items(before), items(after));
    basic_verification(before.verification_basic, given(are), are != were)
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
        user::{UserType, Visibility},
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

    #[test]
    fn what_is_left_out_stays_and_what_is_empty_goes() {
        let mut user = ann();
        (user.bio, user.city) = (Some("Hello".into()), Some("Salem".into()));
        user.name = Some("Ann".into());
        assert_eq!(update(user.clone(), json!({})), Ok(user.clone()));
        let after = update(user, json!({ "city": "", "country": "Canada", "visibility": "matches" })).expect("taken");
        assert_eq!((after.city.as_deref(), after.country.as_deref()), (None, Some("Canada")));
        assert_eq!((after.bio.as_deref(), after.name.as_deref()), (Some("Hello"), Some("Ann")));
        assert_eq!(after.visibility, Some(Visibility::Matches));
    }

    #[test]
    fn what_is_blank_is_cleared_where_it_may_be() {
        use crate::domain::{time::parse_iso_date, user::Gender};
        let mut user = ann();
        user.dob = Some("1950-01-02".into());
        user.gender = Some(Gender::Female);
        user.license_id = Some("RN-1".into());
        let body =
            json!({ "dob": "", "gender": "", "licenseId": " \t", "specialization": "  ", "certificateState": " " });
        let after = update(user.clone(), body).expect("taken");
        assert_eq!((&after.dob, after.gender, &after.license_id), (&None, None, &None));
        assert_eq!((&after.specialization_area, &after.certificate_state), (&None, &None));
        let after = update(user, json!({ "gender": "male" })).expect("taken");
        assert_eq!((after.dob.as_deref(), after.gender), (Some("1950-01-02"), Some(Gender::Male)));

        let today = parse_iso_date("2026-03-21").expect("a day");
        let faults = |body: Value| {
            let update: UserUpdate = serde_json::from_value(body).expect("a body");
            let refused = check(&update, today).err().map(|failure| failure.fields).unwrap_or_default();
            refused.into_iter().map(|field| field.pointer).collect::<Vec<_>>()
        };
        let body =
            json!({ "name": " \u{a0}", "dob": "2026-03-22", "interests": [{ "name": "tea" }, { "name": "  " }] });
        assert_eq!(faults(body), ["/name", "/interests/1/name", "/dob"]);
        assert!(faults(json!({ "name": " Ann", "dob": "" })).is_empty());
    }

    #[test]
    fn a_type_is_chosen_once() {
        let senior = update(ann(), json!({ "type": "senior" })).expect("taken");
        assert_eq!(senior.user_type, Some(UserType::Senior));
        assert!(update(senior.clone(), json!({ "type": "senior" })).is_ok());
        assert_eq!(update(senior, json!({ "type": "volunteer" })), Err(ErrorCode::UserTypeFixed));
    }

    #[test]
    fn only_ones_own_folder_is_taken() {
        let folder = |path: &str| update(ann(), json!({ "fileDirPath": path })).map(|user| user.file_dir_path);
        assert_eq!(folder("user/other"), Err(ErrorCode::UserForeignFile));
        assert_eq!(folder(&folder_of(ann().id)), Ok(Some(folder_of(ann().id))));
        assert_eq!(folder(""), Ok(None));
    }

    #[test]
    fn preferences_are_flat() {
        let body = json!({ "maxCallDuration": 900, "maxCallCount": 5, "pushNotification": { "enabled": false } });
        let after = update(ann(), body).expect("taken");
        assert_eq!((after.max_call_duration_s, after.max_call_count, after.push_enabled), (Some(900), Some(5), false));
        let after = update(after, json!({ "maxCallDuration": "unlimited" })).expect("taken");
        assert_eq!((after.max_call_duration_s, after.max_call_count), (None, Some(5)));
        assert_eq!(update(after, json!({ "maxCallCount": "unlimited" })).map(|user| user.max_call_count), Ok(None));
    }

    #[test]
    fn the_basic_step_follows_what_is_handed_in() {
        use VerificationStatus::{Complete, Failed, InProgress, Pending};
        let after = |user: User, body: Value| {
            let mut after = update(user.clone(), body).expect("taken");
            after.verification_basic = basic_step(&user, &after);
            after
        };
        let some = after(ann(), json!({ "specialization": "Nursing", "licenseId": "RN-1" }));
        assert_eq!(some.verification_basic, InProgress);
        let certified = User { certificate_file: Some("{}".into()), ..some.clone() };
        assert_eq!(basic_step(&some, &certified), InProgress);
        let all = after(certified, json!({ "certificateState": "Oregon" }));
        assert_eq!(all.verification_basic, Complete);
        let mut failed = all;
        failed.verification_basic = Failed;
        let same = after(failed.clone(), json!({ "specialization": "Nursing", "bio": "x" }));
        assert_eq!(same.verification_basic, Failed, "the same again is nothing new");
        assert_eq!(after(failed, json!({ "licenseId": "" })).verification_basic, InProgress);
        assert_eq!(after(ann(), json!({ "licenseId": "" })).verification_basic, Pending);
    }
}
