//! What an act on a connection tells others. Written with the act; pushed only after the commit.

use super::Acted;
use crate::{
    domain::{
        connection::{Change, Connection},
        ids::{AlertId, ChatId, NotificationId, TenantId, UserId},
        time::iso_date_time,
    },
    operations::{Ctx, Failure},
    store::{
        Tx,
        alerts::{self, Alert},
        chats,
        notifications::{self, Notification},
        users::User,
    },
};
use serde_json::json;

/// The kind of alert, as the contract's `alert.type` writes it.
pub(in crate::operations) const CONNECT_REQUEST: &str = "connect-request";

/// Writes the alerts (contract B, "raises"), the notifications (contract/replyke.md 4) and the chat that follow.
pub(super) async fn tell(ctx: &Ctx, tx: &mut Tx, acted: &Acted, now_ms: i64) -> Result<(), Failure> {
    let (caller, other) = (&acted.caller, &acted.other);
    match (acted.change, &acted.before, &acted.after) {
        (Change::Open | Change::Reopen, _, Some(asked)) => {
            alert(ctx, tx, asked, other.id, caller.id, "pending", now_ms);
            notify(ctx, tx, asked, "connection-request", other.id, caller, now_ms);
        }
        (Change::Accept | Change::Establish, _, Some(accepted)) => {
            tx.put_chat(accepted.tenant, ChatId(ctx.new_id()), caller.id, other.id, now_ms).await?;
            alert(ctx, tx, accepted, other.id, caller.id, "accepted", now_ms);
            notify(ctx, tx, accepted, "connection-accepted", other.id, caller, now_ms);
        }
        (Change::Decline, _, Some(declined)) => alert(ctx, tx, declined, other.id, caller.id, "rejected", now_ms),
        // The clients take an alert away when its request ends; so do the lists.
        (Change::Withdraw | Change::Disconnect, Some(ended), _) => {
            let subject = ended.id.to_string();
            let told = [(caller.id, subject.clone()), (other.id, subject)];
            tx.later(alerts::remove_alerts(ended.tenant, CONNECT_REQUEST, &told));
            if acted.change == Change::Disconnect {
                // Who is not connected cannot write (contract F.6); what was written stays readable.
                tx.later(chats::close_chat(ended.tenant, caller.id, other.id));
            }
        }
        (Change::Revive, _, Some(revived)) => alert(ctx, tx, revived, caller.id, other.id, "pending", now_ms),
        _ => {}
    }
    Ok(())
}

/// What is left of a person's connections when their account is closed: the alerts and notifications that the others have of
/// them. Three statements, however many there were.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn end_all_of(tx: &mut Tx, tenant: TenantId, user: UserId) -> Result<(), Failure> {
    let ended = tx.remove_connections_of(tenant, user).await?;
    let told = ended.iter().filter_map(|connection| Some((connection.other_than(user)?, connection.id.to_string())));
    let told: Vec<(UserId, String)> = told.collect();
    tx.remove_alerts(tenant, CONNECT_REQUEST, &told).await?;
    let others: Vec<UserId> = told.into_iter().map(|(other, _)| other).collect();
    tx.remove_notifications_from(tenant, &others, user).await?;
    Ok(())
}

fn alert(ctx: &Ctx, tx: &mut Tx, about: &Connection, receiver: UserId, actor: UserId, state: &str, now_ms: i64) {
    tx.later(alerts::put_alert(&Alert {
        id: AlertId(ctx.new_id()),
        tenant: about.tenant,
        user: receiver,
        kind: CONNECT_REQUEST.to_owned(),
        subject: about.id.to_string(),
        actor: Some(actor),
        state: state.to_owned(),
        raised_at_ms: now_ms,
        read_at_ms: None,
    }));
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
        kind: kind.to_owned(),
        action: "open-profile".to_owned(),
        metadata: metadata.to_string(),
        is_read: false,
        created_at_ms: now_ms,
        updated_at_ms: now_ms,
    }));
    tracing::debug!(user.id = %receiver, connection.id = %about.id, at = iso_date_time(now_ms), "Wrote a {kind} notification");
}
