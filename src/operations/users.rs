//! People: finding them, looking at them, and one's own record. Source: openapi/v1/operations/users.yaml.

mod account;
mod closing;
mod update;

pub use account::change_password;
pub use closing::delete_user;
pub use update::update_user;

use super::{Caller, Ctx, Failure, cursor, view};
use crate::{
    contract::{
        runtime::Page,
        v1::{
            ErrorCode,
            params::GetUsersParams,
            types::{ExtendedUser, UserCard},
        },
    },
    domain::{
        credentials::normal_email,
        ids::UserId,
        page::{keyword, page_items},
        time::{Date, date_utc},
        user::dob_range_for_ages,
    },
    store::{
        interests::interests_of_user,
        relations::relation,
        schedules::schedules_of,
        users::{
            find::{find_profile_today, find_viewer},
            pages::UserFilter,
        },
    },
};

/// Finds people. Signed out: whether an address is taken, and nothing else. Signed in: those whom the caller may see,
/// newest first.
///
/// Signed out one statement, signed in three a page, however many people there are.
///
/// # Errors
/// In this order: `auth/missing` signed out and without an address, `cursor/invalid`; `auth/invalid` when the caller's
/// account is closed; `store/unavailable`.
///
/// Source: `getUsers`.
pub async fn get_users(ctx: &Ctx, caller: Option<Caller>, search: &GetUsersParams) -> Result<Page<UserCard>, Failure> {
    let Some(caller) = caller else {
        return is_taken(ctx, search.email.as_deref().ok_or(ErrorCode::AuthMissing)?).await;
    };
    let now_ms = ctx.clock.now_ms();
    let list = "getUsers";
    let after = cursor::read(list, search.last_evaluated_key.as_deref())?;
    let filter = filter(search, date_utc(now_ms));
    let mut tx = ctx.store.read().await?;
    let viewer = tx.ask(find_viewer(caller.tenant, caller.user)).await?.ok_or(ErrorCode::AuthInvalid)?;
    let page = tx.page_users(caller.tenant, viewer, &filter, after, page_items(search.page_size)).await?;
    let cards = view::cards(&mut tx, caller.tenant, viewer, &page.items, now_ms).await?;
    Ok(Page {
        items: cards,
        last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)),
        total_items: None,
    })
}

/// Whether an address is taken: a list of one bare id, or an empty one.
async fn is_taken(ctx: &Ctx, email: &str) -> Result<Page<UserCard>, Failure> {
    let mut tx = ctx.store.read().await?;
    let found = tx.find_user_by_email(ctx.settings.default_tenant, &normal_email(email)).await?;
    let bare = found.map(|user| UserCard { id: user.id.to_string(), ..UserCard::default() });
    Ok(Page { items: bare.into_iter().collect(), last_evaluated_key: None, total_items: None })
}

/// What the parameters ask for. Ages are counted in UTC days here: around a birthday someone far away may be found
/// a day early or late.
fn filter(search: &GetUsersParams, today: Date) -> UserFilter {
    let years = |age: Option<i64>| age.and_then(|years| i32::try_from(years).ok());
    let (age, least, most) = (years(search.age), years(search.min_age), years(search.max_age));
    let most = [age, most].into_iter().flatten().min();
    let born = dob_range_for_ages(age.max(least), most, today);
    UserFilter {
        user_type: search.r#type.as_deref().and_then(|word| word.parse().ok()),
        keyword: keyword(search.keyword.as_deref()).map(str::to_owned),
        email: search.email.as_deref().map(normal_email),
        dob_min: born.from,
        dob_max: born.to,
        country: search.location.clone(),
        gender: search.gender.as_deref().and_then(|word| word.parse().ok()),
    }
}

/// Somebody as the caller may see them; the caller's own record whole. Five statements: in one errand, in two for
/// one's own.
///
/// # Errors
/// In this order: `auth/invalid` when the caller's account is closed; `user/not-found`, also for those whom the caller may not
/// see; `store/unavailable`.
///
/// Source: `getUser`.
pub async fn get_user(ctx: &Ctx, caller: Caller, id: &str) -> Result<ExtendedUser, Failure> {
    let now_ms = ctx.clock.now_ms();
    let id: UserId = id.parse().map_err(|_| ErrorCode::UserNotFound)?;
    let mut tx = ctx.store.read().await?;
    if id == caller.user {
        return view::own(ctx, &mut tx, caller.tenant, id).await;
    }
    let questions = (
        find_viewer(caller.tenant, caller.user),
        find_profile_today(caller.tenant, id, now_ms),
        relation(caller.tenant, caller.user, id),
        interests_of_user(caller.tenant, id),
        schedules_of(caller.tenant, id, now_ms),
    );
    let (viewer, found, relation, interests, schedules) = tx.ask(questions).await?;
    let viewer = viewer.ok_or(ErrorCode::AuthInvalid)?;
    let seen = found.filter(|(user, _)| view::seen(viewer, user, Some(&relation)));
    let (user, calls_today) = seen.ok_or(ErrorCode::UserNotFound)?;
    let booked = view::slots(&schedules);
    let profile = view::profile(&user, Some(&relation), &interests, &booked, calls_today, viewer, now_ms);
    Ok(ExtendedUser::from(profile))
}

/// Whether a path names the caller. Ids that cannot be are somebody else's, too.
pub(super) fn own_id(caller: Caller, id: &str) -> Result<(), Failure> {
    let own = id.parse::<UserId>().is_ok_and(|id| id == caller.user);
    own.then_some(()).ok_or_else(|| ErrorCode::UserNotSelf.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        time::parse_iso_date,
        user::{Gender, UserType},
    };

    #[test]
    fn parameters_become_criteria() {
        let today = parse_iso_date("2024-06-15").expect("a day");
        assert_eq!(filter(&GetUsersParams::default(), today), UserFilter::default());
        let asked = GetUsersParams {
            r#type: Some("volunteer".into()),
            email: Some(" Ann+X@Example.ORG".into()),
            gender: Some("female".into()),
            location: Some("Canada".into()),
            ..GetUsersParams::default()
        };
        let criteria = filter(&asked, today);
        assert_eq!(criteria.user_type, Some(UserType::Volunteer));
        assert_eq!(criteria.email.as_deref(), Some("ann+x@example.org"));
        assert_eq!((criteria.gender, criteria.country.as_deref()), (Some(Gender::Female), Some("Canada")));
    }

    #[test]
    fn all_three_ages_hold_at_once() {
        let today = parse_iso_date("2024-06-15").expect("a day");
        let born = |age, min_age, max_age| {
            let criteria = filter(&GetUsersParams { age, min_age, max_age, ..GetUsersParams::default() }, today);
            (criteria.dob_min, criteria.dob_max)
        };
        let days = |from: &str, to: &str| (Some(from.to_owned()), Some(to.to_owned()));
        assert_eq!(born(Some(30), None, None), days("1993-06-16", "1994-06-15"));
        assert_eq!(born(Some(30), Some(20), Some(40)), days("1993-06-16", "1994-06-15"));
        assert_eq!(born(None, Some(20), Some(40)), days("1983-06-16", "2004-06-15"));
        assert_eq!(born(None, Some(20), None), (None, Some("2004-06-15".into())));
        let (from, to) = born(Some(30), Some(31), None);
        assert!(from > to, "nobody is 30 and at least 31");
    }
}
