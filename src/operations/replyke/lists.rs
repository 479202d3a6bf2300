//! Lists and counts of connections. Three statements a page, however long it is.

use super::{Failure, Member, connections, view};
use crate::{
    contract::replyke::{
        ErrorCode,
        types::{
            ConnectionCount, ConnectionList, EstablishedConnection, PendingRequest, PendingRequestList,
            RequestDirection, User,
        },
    },
    domain::{
        connection::Connection,
        ids::{TenantId, UserId},
        limits::{REPLYKE_PAGE_ITEMS_DEFAULT, REPLYKE_PAGE_ITEMS_MAX},
        page::{offset_rows, page_and_limit},
        time::iso_date_time,
    },
    operations::Ctx,
    store::{Tx, connections::lists::Side},
};
use std::collections::HashMap;

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
/// Source: `getUserConnections`, `getConnections`.
pub async fn established(
    ctx: &Ctx,
    tenant: TenantId,
    user: UserId,
    asked: Asked<'_>,
) -> Result<ConnectionList, Failure> {
    let (page, limit) = asked.read();
    let mut tx = ctx.store.read().await?;
    let total = tx.count_accepted(tenant, user).await?;
    let found = tx.page_accepted_at(tenant, user, offset_rows(page, limit), rows(limit)).await?;
    let mut others = others(&mut tx, tenant, user, &found).await?;
    let entries = found.iter().filter_map(|connection| {
        Some(EstablishedConnection {
            id: connection.id.to_string(),
            connected_user: others.remove(&connection.other_than(user)?)?,
            connected_at: connections::answered_at(connection),
        })
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
    let total = tx.count_pending(tenant, user, side).await?;
    let found = tx.page_pending_at(tenant, user, side, offset_rows(page, limit), rows(limit)).await?;
    let mut others = others(&mut tx, tenant, user, &found).await?;
    let direction = match side {
        Side::Sent => RequestDirection::Sent,
        Side::Received => RequestDirection::Received,
    };
    let entries = found.iter().filter_map(|request| {
        Some(PendingRequest {
            id: request.id.to_string(),
            r#type: direction,
            user: others.remove(&request.other_than(user)?)?,
            message: request.message.clone(),
            created_at: iso_date_time(request.requested_at_ms),
        })
    });
    Ok(PendingRequestList { requests: entries.collect(), pagination: view::pagination(page, limit, total) })
}

/// The other parties. Each is in a list once: a pair has one record.
async fn others(
    tx: &mut Tx,
    tenant: TenantId,
    user: UserId,
    found: &[Connection],
) -> Result<HashMap<UserId, User>, Failure> {
    let ids: Vec<UserId> = found.iter().filter_map(|connection| connection.other_than(user)).collect();
    let users = tx.find_users(tenant, &ids).await?;
    Ok(users.iter().map(|user| (user.id, view::user(user))).collect())
}

fn rows(limit: u64) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
