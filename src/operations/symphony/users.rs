//! People in Symphony's words: openapi/symphony-pod/operations/users.yaml.

use super::{Failure, sees};
use crate::{
    contract::symphony::{
        ErrorCode,
        types::{AccountType, Avatar, UserError, UserV2, V2UserList},
    },
    contract::v1::types::CompressedFile,
    domain::{
        connection::Status,
        ids::UserId,
        symphony::{first_and_last_name, parse_user_ids, pod_username, symphony_id, user_number},
    },
    operations::{Caller, Ctx},
    store::{Tx, users::User},
};
use std::collections::HashMap;

/// Who the caller is. One statement.
///
/// # Errors
/// `auth/invalid` when the account is gone; `store/unavailable`.
///
/// Source: `getSessionInfo`.
pub async fn get_session_info(ctx: &Ctx, caller: Caller) -> Result<UserV2, Failure> {
    let mut tx = ctx.store.read().await?;
    let user = viewer(&mut tx, caller).await?;
    Ok(UserV2 { email_address: user.email.clone(), ..shown(&user)? })
}

/// The users with these ids that the caller may see, in the order asked for; the other ids are listed as errors. At
/// most three statements.
///
/// # Errors
/// `users/invalid-ids`; `auth/invalid` when the caller's account is gone; `store/unavailable`.
///
/// Source: `listUsers`.
pub async fn list_users(ctx: &Ctx, caller: Caller, uid: &str) -> Result<V2UserList, Failure> {
    let ids =
        parse_user_ids(uid).map_err(|refusal| Failure::of(ErrorCode::UsersInvalidIds).saying(format!("{refusal}.")))?;
    let found = look_up(ctx, caller, &ids).await?;
    let mut list = V2UserList::default();
    for id in ids {
        match found.get(&id) {
            Some(user) => list.users.push(shown(user)?),
            None => list.errors.push(UserError { error: "user.not.found".into(), id: id.to_string() }),
        }
    }
    Ok(list)
}

/// The user with this id; `None` when there is none whom the caller may see.
///
/// # Errors
/// `auth/invalid` when the caller's account is gone; `store/unavailable`.
///
/// Source: `getUser`.
pub async fn get_user(ctx: &Ctx, caller: Caller, id: i64) -> Result<Option<UserV2>, Failure> {
    look_up(ctx, caller, &[id]).await?.get(&id).map(shown).transpose()
}

/// Those of these users whom the caller may see, by their 64-bit ids.
async fn look_up(ctx: &Ctx, caller: Caller, ids: &[i64]) -> Result<HashMap<i64, User>, Failure> {
    let mut tx = ctx.store.read().await?;
    let viewer = viewer(&mut tx, caller).await?;
    let numbers: Vec<i64> = ids.iter().filter_map(|&id| user_number(id)).collect();
    let mut found = tx.find_users_by_numbers(caller.tenant, &numbers).await?;
    found.retain(|user| user.deleted_at_ms.is_none());
    let others: Vec<UserId> = found.iter().map(|user| user.id).filter(|id| *id != caller.user).collect();
    let touching = if others.is_empty() {
        vec![]
    } else {
        tx.list_connections(caller.tenant, caller.user, &[Status::Pending, Status::Accepted], Some(&others)).await?
    };
    let between = |user: &User| touching.iter().find(|record| record.other_than(caller.user) == Some(user.id));
    let seen = found.into_iter().filter(|user| sees(&viewer, user, between(user)));
    Ok(seen.filter_map(|user| Some((symphony_id(user.number)?, user))).collect())
}

async fn viewer(tx: &mut Tx, caller: Caller) -> Result<User, Failure> {
    let user = tx.find_user(caller.tenant, caller.user).await?.filter(|user| user.deleted_at_ms.is_none());
    user.ok_or_else(|| ErrorCode::AuthInvalid.into())
}

/// What everyone who may see a user sees: never an e-mail address.
fn shown(user: &User) -> Result<UserV2, Failure> {
    let id =
        symphony_id(user.number).ok_or_else(|| Failure::internal("there are more people than Symphony has ids for"))?;
    let username = pod_username(user.username.as_deref(), user.number);
    let (first, last) = user.name.as_deref().map(first_and_last_name).unwrap_or_default();
    let place = [&user.city, &user.state, &user.country].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    Ok(UserV2 {
        id,
        display_name: Some(user.name.clone().unwrap_or_else(|| username.clone())),
        username,
        email_address: None,
        first_name: first,
        last_name: last,
        company: None,
        location: (!place.is_empty()).then(|| place.join(", ")),
        account_type: AccountType::Normal,
        avatars: Some(avatars(user)),
    })
}

fn avatars(user: &User) -> Vec<Avatar> {
    let avatar = |size: &str, url: String| Avatar { size: size.into(), url };
    let picture = user.picture.as_deref().and_then(|json| serde_json::from_str::<CompressedFile>(json).ok());
    match picture {
        Some(CompressedFile { sm, org }) => [("small", sm), ("original", org)]
            .into_iter()
            .filter_map(|(size, file)| Some(avatar(size, file?.url?)))
            .collect(),
        None => user.avatar.iter().map(|url| avatar("original", url.clone())).collect(),
    }
}
