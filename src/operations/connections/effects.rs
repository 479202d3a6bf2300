//! What an act on a connection tells others. Written with the act; pushed only after the commit.

use super::Acted;
use crate::{
    domain::{
        connection::{Change, Connection},
        ids::{AlertId, ChatId, NotificationId, TenantId, UserId},
        time::iso_date_time,
    },
    operations::{Ctx, Failure},
    store::{Tx, alerts::Alert, notifications::Notification, users::User},
};
use serde_json::json;

/// The kind of alert, as the contract's `alert.type` writes it.
pub(in crate::operations) const CONNECT_REQUEST: &str = "connect-request";

/// Writes the alerts (contract B, "raises"), the notifications (contract/replyke.md 4) and the chat that follow.
pub(super) async fn tell(ctx: &Ctx, tx: &mut Tx, acted: &Acted, now_ms: i64) -> Result<(), Failure> {
    let (caller, other) = (&acted.caller, &acted.other);
    match (acted.change, &acted.before, &acted.after) {
        (Change::Open | Change::Reopen, _, Some(asked)) => {
            alert(ctx, tx, asked, other.id, caller.id, "pending", now_ms).await?;
            notify(ctx, tx, asked, "connection-request", other.id, caller, now_ms).await
        }
        (Change::Accept | Change::Establish, _, Some(accepted)) => {
            tx.put_chat(accepted.tenant, ChatId(ctx.new_id()), caller.id, other.id, now_ms).await?;
            alert(ctx, tx, accepted, other.id, caller.id, "accepted", now_ms).await?;
            notify(ctx, tx, accepted, "connection-accepted", other.id, caller, now_ms).await
        }
        (Change::Decline, _, Some(declined)) => alert(ctx, tx, declined, other.id, caller.id, "rejected", now_ms).await,
        // The clients take an alert away when its request ends; so do the lists.
        (Change::Withdraw | Change::Disconnect, Some(ended), _) => {
            let subject = ended.id.to_string();
            let told = [(caller.id, subject.clone()), (other.id, subject)];
            tx.remove_alerts(ended.tenant, CONNECT_REQUEST, &told).await?;
            if acted.change == Change::Disconnect {
                // Who is not connected cannot write (contract F.6); what was written stays readable.
                tx.close_chat(ended.tenant, caller.id, other.id).await?;
            }
            Ok(())
        }
        (Change::Revive, _, Some(revived)) => alert(ctx, tx, revived, caller.id, other.id, "pending", now_ms).await,
        _ => Ok(()),
    }
}

/// Ends a person's connections when their account is closed, with all that they caused others to be told, and answers who was
/// connected with them, asked or was asked. Three statements, however many there were.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn end_all_of(
    tx: &mut Tx,
    tenant: TenantId,
    user: UserId,
) -> Result<Vec<UserId>, Failure> {
    let ended = tx.remove_connections_of(tenant, user).await?;
    tx.remove_alerts_from(tenant, user).await?;
    tx.remove_notifications_from(tenant, user).await?;
    Ok(ended.iter().filter_map(|connection| connection.other_than(user)).collect())
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
    tx.put_alert(&Alert {
        id: AlertId(ctx.new_id()),
        tenant: about.tenant,
        user: receiver,
        kind: CONNECT_REQUEST.to_owned(),
        subject: about.id.to_string(),
        actor: Some(actor),
        state: state.to_owned(),
        raised_at_ms: now_ms,
        read_at_ms: None,
    })
    .await?;
    Ok(())
}

async fn notify(
    ctx: &Ctx,
    tx: &mut Tx,
    about: &Connection,
    kind: &str,
    receiver: UserId,
    initiator: &User,
    now_ms: i64,
) -> Result<(), Failure> {
    let metadata = json!({
        "connectionId": about.id.to_string(),
        "initiatorId": initiator.id.to_string(),
        "initiatorName": initiator.name,
        "initiatorUsername": initiator.username,
        "initiatorAvatar": initiator.avatar,
    });
    tx.add_notification(&Notification {
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
    })
    .await?;
    tracing::debug!(user.id = %receiver, connection.id = %about.id, at = iso_date_time(now_ms), "Wrote a {kind} notification");
    Ok(())
}
