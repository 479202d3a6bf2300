//! What an act on a connection tells others. Written with the act; pushed only after the commit.

use super::Acted;
use crate::{
    contract::v1::types::AlertKind,
    domain::{
        connection::{Act, Change, Connection, Status},
        ids::{ChatId, NotificationId, TenantId, UserId},
        time::iso_date_time,
    },
    operations::{
        Ctx, Failure,
        alerts::{self, News},
        calls,
        chats::requests,
        events::{self, EndedRequest, Event},
        schedules,
    },
    store::{
        Tx,
        calls::active_call_of,
        notifications::{self, Notification},
        schedules::schedules_between,
        users::User,
    },
};
use serde_json::json;

/// Writes the alerts and events (contract B, "raises"), the notifications (contract/replyke.md 4) and the chat that follow.
/// The caller in `acted` is afterwards as they are then.
pub(super) async fn tell(ctx: &Ctx, tx: &mut Tx, acted: &mut Acted, now_ms: i64) -> Result<(), Failure> {
    let (caller, other) = (&acted.caller, &acted.other);
    match (acted.change, &acted.before, &acted.after) {
        (Change::Open | Change::Reopen, _, Some(asked)) => {
            if acted.change == Change::Reopen {
                let subject = asked.id.to_string();
                alerts::forget(tx, asked.tenant, caller.id, AlertKind::ConnectRequest, &subject, now_ms).await?;
            }
            alert(ctx, tx, asked, other.id, caller.id, "pending", now_ms).await?;
            notify(ctx, tx, asked, "connection-request", other.id, caller, now_ms);
            Ok(())
        }
        (Change::Accept | Change::Establish, _, Some(accepted)) => {
            let chat = tx.put_chat(accepted.tenant, ChatId(ctx.new_id()), caller.id, other.id, now_ms).await?;
            if acted.act == Act::AcceptMessageRequest {
                // Who sent the message request is told by its own alert; a connect request that waited is answered, too.
                if let Some(pending) = acted.before.as_ref().filter(|before| before.status == Status::Pending) {
                    let both = [caller.id, other.id];
                    let request = request_of(pending);
                    alerts::take_back(tx, pending.tenant, AlertKind::ConnectRequest, &both, &request, now_ms).await?;
                }
            } else {
                // First what ends: a client's copy of the chat is the one that it was told last.
                requests::overtaken(tx, accepted.tenant, &chat, [caller.id, other.id], now_ms).await?;
                alert(ctx, tx, accepted, other.id, caller.id, "accepted", now_ms).await?;
            }
            changed(tx, acted, accepted.tenant, Some(chat.id), now_ms);
            notify(ctx, tx, accepted, "connection-accepted", other.id, caller, now_ms);
            Ok(())
        }
        (Change::Decline, _, Some(declined)) => {
            alert(ctx, tx, declined, other.id, caller.id, "rejected", now_ms).await?;
            events::raise(tx, declined.tenant, caller.id, &Event::User, now_ms);
            Ok(())
        }
        (Change::Withdraw, Some(ended), _) => {
            // The clients take an alert away when its request ends; so do the lists.
            let both = [caller.id, other.id];
            alerts::take_back(tx, ended.tenant, AlertKind::ConnectRequest, &both, &request_of(ended), now_ms).await?;
            events::raise(tx, ended.tenant, other.id, &Event::User, now_ms);
            Ok(())
        }
        (Change::Disconnect, Some(ended), _) => {
            let (tenant, request) = (ended.tenant, request_of(ended));
            disconnected(ctx, tx, acted, tenant, &request, now_ms).await
        }
        (Change::Revive, _, Some(revived)) => {
            alert(ctx, tx, revived, caller.id, other.id, "pending", now_ms).await?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What two people had because they were connected ends with it: the call that they are in, the calls that they agreed on, the chat
/// as a place to write, and what they were told of its request. What was written, and calls that are over, stay readable.
async fn disconnected(
    ctx: &Ctx,
    tx: &mut Tx,
    acted: &mut Acted,
    tenant: TenantId,
    request: &EndedRequest,
    now_ms: i64,
) -> Result<(), Failure> {
    let pair = [acted.caller.id, acted.other.id];
    alerts::take_back(tx, tenant, AlertKind::ConnectRequest, &pair, request, now_ms).await?;
    let agreed = schedules_between(tenant, pair[0], pair[1], now_ms);
    let (call, agreed) = tx.ask((active_call_of(tenant, pair[0]), agreed)).await?;
    if calls::signalling::end_between(ctx, tx, call, (&acted.caller, &acted.other), now_ms).await? {
        // It may have been paid a moment ago.
        let caller = tx.find_user(tenant, pair[0]).await?;
        acted.caller = caller.ok_or_else(|| Failure::internal("a person who is held was gone"))?;
    }
    if !agreed.is_empty() {
        let removed = tx.remove_schedules_between(tenant, pair[0], pair[1], now_ms).await?;
        schedules::effects::forgotten(tx, tenant, &removed).await?;
    }
    // Who is not connected cannot write (contract F.6).
    let chat = tx.close_chat(tenant, pair[0], pair[1], now_ms).await?;
    if let Some((chat, sender)) = chat {
        requests::take_alerts_back(tx, tenant, chat, sender, pair, now_ms).await?;
    }
    changed(tx, acted, tenant, chat.map(|(chat, _)| chat), now_ms);
    Ok(())
}

/// Both have other counters now, and perhaps another chat.
fn changed(tx: &mut Tx, acted: &Acted, tenant: TenantId, chat: Option<ChatId>, now_ms: i64) {
    for person in [acted.caller.id, acted.other.id] {
        if let Some(chat) = chat {
            events::raise(tx, tenant, person, &Event::Chat { chat }, now_ms);
        }
        events::raise(tx, tenant, person, &Event::User, now_ms);
    }
}

fn request_of(connection: &Connection) -> EndedRequest {
    EndedRequest::Connect { id: connection.id, from: connection.requester, to: connection.addressee }
}

async fn alert(
    ctx: &Ctx,
    tx: &mut Tx,
    about: &Connection,
    receiver: UserId,
    actor: UserId,
    state: &str,
    now_ms: i64,
) -> Result<(), Failure> {
    let subject = about.id.to_string();
    let news = News { receiver, kind: AlertKind::ConnectRequest, subject: &subject, actor: Some(actor), state };
    alerts::tell(ctx, tx, about.tenant, news, now_ms).await.map(drop)
}

fn notify(ctx: &Ctx, tx: &mut Tx, about: &Connection, kind: &str, receiver: UserId, initiator: &User, now_ms: i64) {
    let metadata = json!({
        "connectionId": about.id.to_string(),
        "initiatorId": initiator.id.to_string(),
        "initiatorName": initiator.name,
        "initiatorUsername": initiator.username,
        "initiatorAvatar": initiator.avatar,
    });
    tx.later(notifications::add_notification(&Notification {
        id: NotificationId(ctx.new_id()),
        tenant: about.tenant,
        user: receiver,
        initiator: Some(initiator.id),
        kind: kind.to_owned(),
        action: "open-profile".to_owned(),
        metadata: metadata.to_string(),
        is_read: false,
        created_at_ms: now_ms,
        updated_at_ms: now_ms,
    }));
    tracing::debug!(user.id = %receiver, connection.id = %about.id, at = iso_date_time(now_ms), "Wrote a {kind} notification");
}
