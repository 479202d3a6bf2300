//! Connections in Symphony's words: openapi/symphony-pod/operations/connections.yaml.
//!
//! Clients repeat a call that was answered 401, 429 or 5xx, so a refused change is always 400 or 404.

use super::{Failure, sees};
use crate::{
    contract::symphony::{
        ErrorCode,
        types::{SuccessFormat, SuccessResponse, UserConnection, UserConnectionStatus},
    },
    domain::{
        connection::{Act, Connection, Face, Refusal, Status, standing},
        ids::UserId,
        symphony::{
            ListFilterRefusal, PodStatus, StatusFilter, parse_list_filter, pod_status, symphony_id, user_number,
        },
    },
    operations::{
        Caller, Ctx,
        connections::{Acted, Declined, Wish, between},
    },
    store::users::User,
};
use std::collections::HashMap;

/// Asks another user for a connection. An accepted connection is answered as it is.
///
/// # Errors
/// In this order: `connection/user-not-found`, `connection/with-oneself`, `connection/status-refused`;
/// `store/unavailable`.
///
/// Source: `createConnection`.
pub async fn create_connection(ctx: &Ctx, caller: Caller, other: i64) -> Result<UserConnection, Failure> {
    changed(ctx, caller, Act::Ask, other).await
}

/// Says yes to the request of another user.
///
/// # Errors
/// In this order: `connection/not-found`, `connection/with-oneself`, `connection/status-refused`; `store/unavailable`.
///
/// Source: `acceptConnection`.
pub async fn accept_connection(ctx: &Ctx, caller: Caller, other: i64) -> Result<UserConnection, Failure> {
    changed(ctx, caller, Act::Accept, other).await
}

/// Says no to the request of another user.
///
/// # Errors
/// As [`accept_connection`].
///
/// Source: `rejectConnection`.
pub async fn reject_connection(ctx: &Ctx, caller: Caller, other: i64) -> Result<UserConnection, Failure> {
    changed(ctx, caller, Act::Refuse, other).await
}

/// Ends what the caller can end. Repeating it on a pending request undoes what it did.
///
/// # Errors
/// In this order: `connection/not-found` when there is no such user, `connection/with-oneself`,
/// `connection/not-connected`; `store/unavailable`.
///
/// Source: `removeConnection`.
pub async fn remove_connection(ctx: &Ctx, caller: Caller, other: i64) -> Result<SuccessResponse, Failure> {
    act(ctx, caller, Act::End, other).await?;
    Ok(SuccessResponse { format: SuccessFormat::Text, message: "Connection Removed.".into() })
}

/// How the caller stands to another user. Two statements.
///
/// # Errors
/// `connection/not-found`, whether the user or the connection is missing; `store/unavailable`.
///
/// Source: `getConnectionInfo`.
pub async fn get_connection_info(ctx: &Ctx, caller: Caller, other: i64) -> Result<UserConnection, Failure> {
    let number = user_number(other).ok_or(ErrorCode::ConnectionNotFound)?;
    let mut tx = ctx.store.read().await?;
    let found = tx.find_user_by_number(caller.tenant, number).await?;
    let found = found.filter(|user| user.deleted_at_ms.is_none() && user.id != caller.user);
    let found = found.ok_or(ErrorCode::ConnectionNotFound)?;
    let connection = tx.connection_between(caller.tenant, caller.user, found.id).await?;
    let shown = connection.and_then(|connection| show(&connection, caller.user, other));
    shown.ok_or_else(|| ErrorCode::ConnectionNotFound.into())
}

/// The caller's connections, at most three statements.
///
/// # Errors
/// `connection/invalid-filter`; `store/unavailable`.
///
/// Source: `listConnections`.
pub async fn list_connections(
    ctx: &Ctx,
    caller: Caller,
    status: Option<&str>,
    user_ids: Option<&str>,
) -> Result<Vec<UserConnection>, Failure> {
    let filter = parse_list_filter(status, user_ids).map_err(malformed)?;
    let mut tx = ctx.store.read().await?;
    let only = match &filter.user_ids {
        None => None,
        Some(ids) => {
            let numbers: Vec<i64> = ids.iter().filter_map(|&id| user_number(id)).collect();
            let found = tx.find_users_by_numbers(caller.tenant, &numbers).await?;
            Some(found.into_iter().map(|user| user.id).collect::<Vec<_>>())
        }
    };
    if only.as_ref().is_some_and(Vec::is_empty) {
        return Ok(vec![]);
    }
    let records = tx.list_connections(caller.tenant, caller.user, statuses(filter.status), only.as_deref()).await?;
    let others: Vec<UserId> = records.iter().filter_map(|record| record.other_than(caller.user)).collect();
    let numbers: HashMap<UserId, i64> = tx.numbers_of_users(caller.tenant, &others).await?.into_iter().collect();
    let shown = records.iter().filter_map(|record| {
        let other = symphony_id(*numbers.get(&record.other_than(caller.user)?)?)?;
        let status = pod_status(standing(Some(record), caller.user))?;
        filter.status.admits(status).then(|| show(record, caller.user, other))?
    });
    Ok(shown.collect())
}

async fn changed(ctx: &Ctx, caller: Caller, wished: Act, other: i64) -> Result<UserConnection, Failure> {
    let acted = act(ctx, caller, wished, other).await?;
    let shown = acted.after.and_then(|after| show(&after, caller.user, other));
    shown.ok_or_else(|| Failure::internal("the act left nothing to show"))
}

/// One act: one statement to learn who is meant, and the act's transaction.
async fn act(ctx: &Ctx, caller: Caller, wished: Act, id: i64) -> Result<Acted, Failure> {
    let unknown = || match wished {
        Act::Ask => ErrorCode::ConnectionUserNotFound,
        _ => ErrorCode::ConnectionNotFound,
    };
    let number = user_number(id).ok_or_else(unknown)?;
    let other = ctx.store.read().await?.find_user_by_number(caller.tenant, number).await?.ok_or_else(unknown)?;
    let wish = Wish { tenant: caller.tenant, face: Face::Symphony, act: wished, caller: caller.user, message: None };
    match between(ctx, &wish, other.id).await {
        Ok(acted) => Ok(acted),
        Err(Declined::UnknownUser) => Err(unknown().into()),
        Err(Declined::UnknownCaller) => Err(ErrorCode::AuthInvalid.into()),
        Err(Declined::Failed(failure)) => Err(failure.retold()),
        // The seed page's note: removing is 400 where nothing was asked. Who cannot be seen is not there all the same.
        Err(Declined::Refused(Refusal::NotFound)) if wished == Act::End && seen(ctx, caller, &other).await? => {
            Err(ErrorCode::ConnectionNotConnected.into())
        }
        Err(Declined::Refused(refusal)) => Err(refused(wished, refusal)),
    }
}

/// Whether the caller may see a user they have nothing to do with.
async fn seen(ctx: &Ctx, caller: Caller, other: &User) -> Result<bool, Failure> {
    let viewer = ctx.store.read().await?.find_user(caller.tenant, caller.user).await?;
    Ok(viewer.is_some_and(|viewer| sees(&viewer, other, None)))
}

/// A refusal in the words of `openapi/symphony-pod/errors.yaml`.
fn refused(wished: Act, refusal: Refusal) -> Failure {
    let code = match refusal {
        Refusal::WithSelf => ErrorCode::ConnectionWithOneself,
        Refusal::NotFound => ErrorCode::ConnectionNotFound,
        _ if wished == Act::End => ErrorCode::ConnectionNotConnected,
        Refusal::Pending
        | Refusal::AlreadyConnected
        | Refusal::DeclinedEarlier
        | Refusal::NotPending
        | Refusal::NotReceiver
        | Refusal::NotRequester
        | Refusal::NotConnected
        | Refusal::NotAParty => {
            let said = format!("Status change requested is not consistent with current status: {refusal}.");
            return Failure::of(ErrorCode::ConnectionStatusRefused).saying(said);
        }
    };
    code.into()
}

fn malformed(refusal: ListFilterRefusal) -> Failure {
    Failure::of(ErrorCode::ConnectionInvalidFilter).saying(format!("{refusal}."))
}

/// What a list must be read with.
fn statuses(filter: StatusFilter) -> &'static [Status] {
    match filter {
        StatusFilter::Pending | StatusFilter::Only(PodStatus::PendingIncoming | PodStatus::PendingOutgoing) => {
            &[Status::Pending]
        }
        StatusFilter::Only(PodStatus::Accepted) => &[Status::Accepted],
        StatusFilter::Only(PodStatus::Rejected) => &[Status::Declined],
        StatusFilter::All => Status::ALL,
    }
}

/// The record as the caller sees it; `other` is the other one's 64-bit id.
fn show(connection: &Connection, caller: UserId, other: i64) -> Option<UserConnection> {
    let status = match pod_status(standing(Some(connection), caller))? {
        PodStatus::PendingIncoming => UserConnectionStatus::PendingIncoming,
        PodStatus::PendingOutgoing => UserConnectionStatus::PendingOutgoing,
        PodStatus::Accepted => UserConnectionStatus::Accepted,
        PodStatus::Rejected => UserConnectionStatus::Rejected,
    };
    Some(UserConnection {
        user_id: other,
        status,
        first_requested_at: Some(connection.first_requested_at_ms),
        updated_at: Some(connection.updated_at_ms),
        // 32 bits on this wire.
        request_counter: Some(connection.request_count.min(i32::MAX.into())),
    })
}
