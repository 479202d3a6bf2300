//! Notifications of the Replyke face.

use super::{Question, Row, StoreResult, Tx, statements::declare};
use crate::domain::ids::{NotificationId, TenantId, UserId};

/// A notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    pub id: NotificationId,
    pub tenant: TenantId,
    /// Whom it tells.
    pub user: UserId,
    /// Who caused it, and is named in `metadata`: it goes with their account.
    pub initiator: Option<UserId>,
    /// `connection-request` or `connection-accepted`. The contract calls it `type`.
    pub kind: String,
    pub action: String,
    /// A JSON object.
    pub metadata: String,
    pub is_read: bool,
    pub created_at_ms: i64,
    pub updated_at_ms: i64,
}

declare! {
    ADD_NOTIFICATION = "
        INSERT INTO app_notifications (id, tenant_id, user_id, initiator_id, type, action, metadata, is_read, created_at_ms,
                                       updated_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    PAGE_NOTIFICATIONS = "
        SELECT id, tenant_id, user_id, initiator_id, type, action, metadata, is_read, created_at_ms, updated_at_ms
          FROM app_notifications
         WHERE tenant_id = $1 AND user_id = $2
         ORDER BY created_at_ms DESC, id DESC
         LIMIT $4 OFFSET $3";
    COUNT_UNREAD_NOTIFICATIONS = "
        SELECT COUNT(*) AS count
          FROM app_notifications
         WHERE tenant_id = $1 AND user_id = $2 AND NOT is_read";
    MARK_NOTIFICATION_READ = "
        UPDATE app_notifications
           SET updated_at_ms = CASE WHEN is_read THEN updated_at_ms ELSE $4 END, is_read = TRUE
         WHERE tenant_id = $1 AND user_id = $2 AND id = $3";
    MARK_NOTIFICATIONS_READ = "
        UPDATE app_notifications
           SET updated_at_ms = $3, is_read = TRUE
         WHERE tenant_id = $1 AND user_id = $2 AND NOT is_read";
    REMOVE_NOTIFICATIONS_FROM = "
        DELETE FROM app_notifications
         WHERE tenant_id = $1 AND initiator_id = $2";
}

fn read(mut row: Row) -> StoreResult<Notification> {
    Ok(Notification {
        id: row.parsed("id")?,
        tenant: row.parsed("tenant_id")?,
        user: row.parsed("user_id")?,
        initiator: row.parsed_opt("initiator_id")?,
        kind: row.text("type")?,
        action: row.text("action")?,
        metadata: row.text("metadata")?,
        is_read: row.flag("is_read")?,
        created_at_ms: row.int("created_at_ms")?,
        updated_at_ms: row.int("updated_at_ms")?,
    })
}

/// Adds a notification.
pub fn add_notification(notification: &Notification) -> Question<()> {
    let args = [
        notification.id.into(),
        notification.tenant.into(),
        notification.user.into(),
        notification.initiator.into(),
        (&notification.kind).into(),
        (&notification.action).into(),
        (&notification.metadata).into(),
        notification.is_read.into(),
        notification.created_at_ms.into(),
        notification.updated_at_ms.into(),
    ];
    Question::new(ADD_NOTIFICATION, args, |_| Ok(()))
}

impl Tx {
    /// Does [`add_notification`].
    pub async fn add_notification(&mut self, notification: &Notification) -> StoreResult<()> {
        self.ask(add_notification(notification)).await
    }

    /// A person's notifications, newest first, from the `offset`-th on.
    pub async fn page_notifications_at(
        &mut self,
        tenant: TenantId,
        user: UserId,
        offset: i64,
        limit: i64,
    ) -> StoreResult<Vec<Notification>> {
        let args = [tenant.into(), user.into(), offset.into(), limit.into()];
        self.rows(PAGE_NOTIFICATIONS, args).await?.into_iter().map(read).collect()
    }

    /// How many a person has not read.
    pub async fn count_unread_notifications(&mut self, tenant: TenantId, user: UserId) -> StoreResult<i64> {
        self.one(COUNT_UNREAD_NOTIFICATIONS, [tenant.into(), user.into()]).await?.int("count")
    }

    /// Marks one as read. `false`: the person has none of that id.
    pub async fn mark_notification_read(
        &mut self,
        tenant: TenantId,
        user: UserId,
        notification: NotificationId,
        now_ms: i64,
    ) -> StoreResult<bool> {
        let args = [tenant.into(), user.into(), notification.into(), now_ms.into()];
        Ok(self.execute(MARK_NOTIFICATION_READ, args).await? == 1)
    }

    /// Marks all of a person's as read, and answers how many were not.
    pub async fn mark_notifications_read(&mut self, tenant: TenantId, user: UserId, now_ms: i64) -> StoreResult<u64> {
        self.execute(MARK_NOTIFICATIONS_READ, [tenant.into(), user.into(), now_ms.into()]).await
    }

    /// Takes from everybody what `initiator` caused them to be told, and answers how much it was.
    pub async fn remove_notifications_from(&mut self, tenant: TenantId, initiator: UserId) -> StoreResult<u64> {
        self.execute(REMOVE_NOTIFICATIONS_FROM, [tenant.into(), initiator.into()]).await
    }
}
