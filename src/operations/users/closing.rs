//! The end of an account (`docs/decisions/0011-closing-an-account.md`).

use super::own_id;
use crate::{
    contract::v1::{
        ErrorCode,
        types::{AlertKind, Empty},
    },
    domain::{
        connection::Connection,
        ids::{ChatId, TenantId, UserId},
    },
    operations::{
        Caller, Ctx, Failure, calls,
        events::{self, Ended, EndedRequest, Event},
        files,
        jobs::{self, Job},
        schedules, sessions, verification,
    },
    store::{StoreError, Tx, alerts::Alert, rerun, users::User},
};
use std::collections::BTreeSet;

/// Closes the caller's account: who it was is forgotten, connections end with what they told others, so does a call that goes
/// on, calls that are to come are taken out, as are support tickets and what others said of the person; sessions of every face
/// end. What the person wrote to others stays, without a name.
///
/// One transaction, a constant number of statements, however much there was.
///
/// # Errors
/// In this order: `user/not-self`; `auth/invalid` when the account is closed already; `store/unavailable`.
///
/// Source: `deleteUser`.
pub async fn delete_user(ctx: &Ctx, caller: Caller, id: &str) -> Result<Empty, Failure> {
    own_id(caller, id)?;
    rerun(|| async {
        let (tenant, user) = (caller.tenant, caller.user);
        let mut tx = ctx.store.write().await?;
        // Held first: nobody begins a connection, a chat or a call with them, or a session, from here on.
        let (gone, now_ms) = hold(ctx, &mut tx, tenant, user).await?;
        let mut others = end_ties(&mut tx, tenant, user, now_ms).await?;
        schedules::effects::end_all_of(&mut tx, tenant, user, now_ms).await?;
        tx.remove_reviews_about(tenant, user).await?;
        tx.remove_tickets_of(tenant, user).await?;
        if let Some(email) = &gone.email {
            tx.remove_otp(tenant, email).await?;
        }
        sessions::end(&mut tx, tenant, user, Ended::All, now_ms).await?;
        if !tx.open_top_ups_of(tenant, user).await?.is_empty() {
            jobs::enqueue(ctx, &mut tx, tenant, &Job::EndTopUps { user }, now_ms);
        }
        files::release_all(&mut tx, tenant, user, now_ms).await?;
        verification::forget(&mut tx, tenant, user).await?;
        others.push(user);
        tx.forget_answers_to(tenant, &others).await?;
        tx.anonymise_user(tenant, user, now_ms).await?;
        tx.commit().await?;
        Ok::<(), Failure>(())
    })
    .await?;
    ctx.believed.forget(caller.user);
    tracing::info!(user.id = %caller.user, "Closed an account");
    Ok(Empty {})
}

/// Holds the person, and with them whom they are in a call with: it ends, paid like any other. Three statements where there is none.
/// Answers when that was.
async fn hold(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, user: UserId) -> Result<(User, i64), Failure> {
    let talking = tx.active_call_of(tenant, user).await?.and_then(|call| call.other_than(user));
    let people: Vec<UserId> = [user].into_iter().chain(talking).collect();
    let mut held = tx.lock_users(tenant, &people).await?;
    let at = held.iter().position(|held| held.id == user).ok_or(ErrorCode::AuthInvalid)?;
    let gone = held.swap_remove(at);
    // Only now: before, it may have waited for others, whose changes must be older than this one.
    let now_ms = ctx.clock.now_ms();
    let call = tx.active_call_of(tenant, user).await?;
    if let Some(other) = call.as_ref().and_then(|call| call.other_than(user)) {
        // Whoever begins a call holds both; this one began before the person was held. People are held in one order: begin again.
        let other = held.iter().find(|held| held.id == other).ok_or(StoreError::Contended)?;
        calls::signalling::end_between(ctx, tx, call, (&gone, other), now_ms).await?;
    }
    Ok((gone, now_ms))
}

/// Ends what ties others to the person, takes back what they were told of it, and answers who they are. At most seven statements.
async fn end_ties(tx: &mut Tx, tenant: TenantId, user: UserId, now_ms: i64) -> Result<Vec<UserId>, Failure> {
    let connections = tx.remove_connections_of(tenant, user).await?;
    let chats = tx.close_chats_of(tenant, user).await?;
    let chats: Vec<(ChatId, UserId)> =
        chats.iter().filter_map(|shared| Some((shared.chat.id, shared.other_than(user)?))).collect();
    for told in tx.remove_alerts_from(tenant, user).await? {
        events::raise(tx, tenant, told.user, &Event::User, now_ms);
        // Clients take alerts away only with the request that ended; any other is gone from the list.
        if let Some(request) = ended(&told, user, &connections) {
            let gone = Event::RequestEnded { alert: told.id, request };
            events::raise(tx, tenant, told.user, &gone, now_ms);
        }
    }
    tx.remove_notifications_from(tenant, user).await?;
    for (chat, other) in &chats {
        events::raise(tx, tenant, *other, &Event::Chat { chat: *chat }, now_ms);
    }
    let others: BTreeSet<UserId> = connections
        .iter()
        .filter_map(|connection| connection.other_than(user))
        .chain(chats.into_iter().map(|(_, other)| other))
        .collect();
    for other in &others {
        events::raise(tx, tenant, *other, &Event::User, now_ms);
    }
    Ok(others.into_iter().collect())
}

/// The request that an alert was about.
fn ended(told: &Alert, user: UserId, connections: &[Connection]) -> Option<EndedRequest> {
    match AlertKind::parse(&told.kind)? {
        AlertKind::ConnectRequest => {
            let connection = connections.iter().find(|connection| connection.id.to_string() == told.subject)?;
            let (from, to) = (connection.requester, connection.addressee);
            Some(EndedRequest::Connect { id: connection.id, from, to })
        }
        AlertKind::MessageRequest => {
            let chat: ChatId = told.subject.parse().ok()?;
            Some(EndedRequest::Message { chat, from: user, to: told.user })
        }
        AlertKind::Schedule | AlertKind::Review | AlertKind::Transaction => None,
    }
}
