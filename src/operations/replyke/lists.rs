//! Lists and counts of connections. A page is read with the count of its list, however long that is.

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
        connection::standing,
        ids::{TenantId, UserId},
        limits::{REPLYKE_PAGE_ITEMS_DEFAULT, REPLYKE_PAGE_ITEMS_MAX},
        page::{offset_rows, page_and_limit},
        time::iso_date_time,
        user::{Target, Viewer, Visibility, visible},
    },
    operations::Ctx,
    store::{
        Tx,
        connections::{
            connection_between,
            lists::{Accepted, Side, count_accepted_seen},
        },
        users::{
            find::{find_profile, find_viewer},
            shown::Profile,
        },
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
/// One statement for the caller's own, else two, four when somebody is signed in; one more for a page after the last.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getUserConnections`. Anybody may ask, so nobody is shown whom the caller may not see: somebody who is hidden from
/// them has no connections here, and those who are hidden are left out of others' lists and counts.
pub async fn established_of(
    ctx: &Ctx,
    caller: Option<Member>,
    tenant: TenantId,
    user: UserId,
    asked: Asked<'_>,
) -> Result<ConnectionList, Failure> {
    if caller.is_some_and(|caller| caller.user == user) {
        return established(ctx, tenant, user, asked).await;
    }
    let (page, limit) = asked.read();
    let mut tx = ctx.store.read().await?;
    let Looks::At(viewer) = looks(&mut tx, caller, tenant, user).await? else {
        return Ok(ConnectionList { connections: vec![], pagination: view::pagination(page, limit, 0) });
    };
    let offset = offset_rows(page, limit);
    let (total, found) = tx.page_accepted_seen_at(tenant, user, viewer, offset, rows(limit)).await?;
    Ok(list(tenant, found, page, limit, total))
}

/// How many of a user's connections the caller may see.
///
/// One statement for the caller's own, else two, four when somebody is signed in.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getUserConnectionsCount`.
pub async fn count_of(
    ctx: &Ctx,
    caller: Option<Member>,
    tenant: TenantId,
    user: UserId,
) -> Result<ConnectionCount, Failure> {
    if caller.is_some_and(|caller| caller.user == user) {
        return count(ctx, tenant, user).await;
    }
    let mut tx = ctx.store.read().await?;
    let count = match looks(&mut tx, caller, tenant, user).await? {
        Looks::At(viewer) => tx.ask(count_accepted_seen(tenant, user, viewer)).await?,
        Looks::Away => 0,
    };
    Ok(ConnectionCount { count })
}

/// Whether somebody's connections may be looked at, and by whom. `None`: by the public.
enum Looks {
    At(Option<Viewer>),
    Away,
}

/// Whether the caller may see a user. Three statements in one errand, one when nobody is signed in.
async fn looks(tx: &mut Tx, caller: Option<Member>, tenant: TenantId, user: UserId) -> Result<Looks, Failure> {
    let hidden = |found: Option<Profile>| found.map(|user| user.visibility.unwrap_or_default());
    let Some(caller) = caller else {
        let public = hidden(tx.ask(find_profile(tenant, user)).await?) == Some(Visibility::Public);
        return Ok(if public { Looks::At(None) } else { Looks::Away });
    };
    let between = connection_between(tenant, caller.user, user);
    let (viewer, found, between) =
        tx.ask((find_viewer(tenant, caller.user), find_profile(tenant, user), between)).await?;
    // A token of somebody who is not there speaks for nobody.
    let Some(visibility) = hidden(found) else { return Ok(Looks::Away) };
    let sees = match viewer {
        None => visibility == Visibility::Public,
        Some(_) => visible(viewer, Target { id: user, visibility }, standing(between.as_ref(), caller.user)),
    };
    Ok(if sees { Looks::At(viewer) } else { Looks::Away })
}

/// A page of the caller's own established connections. One statement, two for a page after the last.
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
    let (page, limit) = asked.read();
    let mut tx = ctx.store.read().await?;
    let (total, found) = tx.page_accepted_at(tenant, user, offset_rows(page, limit), rows(limit)).await?;
    Ok(list(tenant, found, page, limit, total))
}

fn list(tenant: TenantId, found: Vec<Accepted>, page: u64, limit: u64, total: i64) -> ConnectionList {
    let entries = found.into_iter().map(|accepted| EstablishedConnection {
        id: accepted.id,
        connected_user: view::user(tenant, accepted.other),
        connected_at: iso_date_time(accepted.accepted_at_ms),
    });
    ConnectionList { connections: entries.collect(), pagination: view::pagination(page, limit, total) }
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

/// A page of the caller's own requests that wait for an answer, newest first. One statement, two for a page after the last.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `getSentRequests`.
pub async fn sent(ctx: &Ctx, caller: Member, asked: Asked<'_>) -> Result<PendingRequestList, Failure> {
    pending(ctx, caller, Side::Sent, asked).await
}

/// A page of the requests that wait for the caller's answer, newest first. One statement, two for a page after the last.
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
    let (total, found) = tx.page_pending_at(tenant, user, side, offset_rows(page, limit), rows(limit)).await?;
    let direction = match side {
        Side::Sent => RequestDirection::Sent,
        Side::Received => RequestDirection::Received,
    };
    let entries = found.into_iter().map(|request| PendingRequest {
        id: request.id,
        r#type: direction,
        user: view::user(tenant, request.other),
        message: request.message,
        created_at: iso_date_time(request.requested_at_ms),
    });
    Ok(PendingRequestList { requests: entries.collect(), pagination: view::pagination(page, limit, total) })
}

fn rows(limit: u64) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
