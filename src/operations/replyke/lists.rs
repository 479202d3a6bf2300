//! Lists and counts of connections. Two statements a page, in one errand, however long it is.

use super::{Failure, Member, connections, view};
use crate::{
    contract::replyke::{
        ErrorCode,
        types::{
            ConnectionCount, ConnectionList, EstablishedConnection, PendingRequest, PendingRequestList,
            RequestDirection,
        },
    },
    domain::{
        ids::{TenantId, UserId},
        limits::{REPLYKE_PAGE_ITEMS_DEFAULT, REPLYKE_PAGE_ITEMS_MAX},
        page::{offset_rows, page_and_limit},
        time::iso_date_time,
        user::Visibility,
    },
    operations::Ctx,
    store::{
        connections::lists::{Side, count_accepted, count_pending, page_accepted_at, page_pending_at},
        users::listed::Listed,
    },
};

/// Which page is asked for, as the query says it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    pub page: Option<&'a str>,
    pub limit: Option<&'a str>,
}

impl Asked<'_> {
    fn read(self) -> (u64, u64) {
        page_and_limit(self.page, self.limit, REPLYKE_PAGE_ITEMS_DEFAULT, REPLYKE_PAGE_ITEMS_MAX)
    }
}

/// The id of the user whose connections are asked for.
///
/// # Errors
/// `user/invalid-user-id`.
pub fn whose(text: &str) -> Result<UserId, Failure> {
    connections::user_id(text).ok_or_else(|| ErrorCode::UserInvalidUserId.into())
}

/// A page of a user's established connections, the one requested last first. An unknown user has none.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getUserConnections`. Anybody may ask, so only what everybody may see is told: somebody who is not public has no
/// connections here, and those who are not public are left out of others' lists.
pub async fn established_of(
    ctx: &Ctx,
    tenant: TenantId,
    user: UserId,
    asked: Asked<'_>,
) -> Result<ConnectionList, Failure> {
    if !is_public(ctx, tenant, user).await? {
        let (page, limit) = asked.read();
        return Ok(ConnectionList { connections: vec![], pagination: view::pagination(page, limit, 0) });
    }
    page_of(ctx, tenant, user, asked, |other| other.visibility.unwrap_or_default() == Visibility::Public).await
}

/// How many connections a user has, if everybody may know.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getUserConnectionsCount`.
pub async fn count_of(ctx: &Ctx, tenant: TenantId, user: UserId) -> Result<ConnectionCount, Failure> {
    if is_public(ctx, tenant, user).await? { count(ctx, tenant, user).await } else { Ok(ConnectionCount { count: 0 }) }
}

async fn is_public(ctx: &Ctx, tenant: TenantId, user: UserId) -> Result<bool, Failure> {
    let found = ctx.store.read().await?.find_user(tenant, user).await?;
    Ok(found.is_some_and(|user| user.visibility.unwrap_or_default() == Visibility::Public))
}

/// A page of the caller's own established connections.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getConnections`.
pub async fn established(
    ctx: &Ctx,
    tenant: TenantId,
    user: UserId,
    asked: Asked<'_>,
) -> Result<ConnectionList, Failure> {
    page_of(ctx, tenant, user, asked, |_| true).await
}

async fn page_of(
    ctx: &Ctx,
    tenant: TenantId,
    user: UserId,
    asked: Asked<'_>,
    shown: fn(&Listed) -> bool,
) -> Result<ConnectionList, Failure> {
    let (page, limit) = asked.read();
    let mut tx = ctx.store.read().await?;
    let at = page_accepted_at(tenant, user, offset_rows(page, limit), rows(limit));
    let (total, found) = tx.ask((count_accepted(tenant, user), at)).await?;
    let entries = found.iter().filter(|(_, other)| shown(other)).map(|(connection, other)| EstablishedConnection {
        id: connection.id.to_string(),
        connected_user: view::user(other),
        connected_at: connections::answered_at(connection),
    });
    Ok(ConnectionList { connections: entries.collect(), pagination: view::pagination(page, limit, total) })
}

/// How many established connections a user has. One statement.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getUserConnectionsCount`, `getConnectionsCount`.
pub async fn count(ctx: &Ctx, tenant: TenantId, user: UserId) -> Result<ConnectionCount, Failure> {
    let mut tx = ctx.store.read().await?;
    Ok(ConnectionCount { count: tx.count_accepted(tenant, user).await? })
}

/// A page of the caller's own requests that wait for an answer, newest first.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getSentRequests`.
pub async fn sent(ctx: &Ctx, caller: Member, asked: Asked<'_>) -> Result<PendingRequestList, Failure> {
    pending(ctx, caller, Side::Sent, asked).await
}

/// A page of the requests that wait for the caller's answer, newest first.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getReceivedRequests`.
pub async fn received(ctx: &Ctx, caller: Member, asked: Asked<'_>) -> Result<PendingRequestList, Failure> {
    pending(ctx, caller, Side::Received, asked).await
}

async fn pending(ctx: &Ctx, caller: Member, side: Side, asked: Asked<'_>) -> Result<PendingRequestList, Failure> {
    let Member { tenant, user } = caller;
    let (page, limit) = asked.read();
    let mut tx = ctx.store.read().await?;
    let at = page_pending_at(tenant, user, side, offset_rows(page, limit), rows(limit));
    let (total, found) = tx.ask((count_pending(tenant, user, side), at)).await?;
    let direction = match side {
        Side::Sent => RequestDirection::Sent,
        Side::Received => RequestDirection::Received,
    };
    let entries = found.iter().map(|(request, other)| PendingRequest {
        id: request.id.to_string(),
        r#type: direction,
        user: view::user(other),
        message: request.message.clone(),
        created_at: iso_date_time(request.requested_at_ms),
    });
    Ok(PendingRequestList { requests: entries.collect(), pagination: view::pagination(page, limit, total) })
}

fn rows(limit: u64) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
