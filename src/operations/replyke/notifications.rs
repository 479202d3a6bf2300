//! What the caller should be told: openapi/replyke-v6/operations/notifications.yaml.

use super::{Failure, Member};
use crate::{
    contract::replyke::{
        ErrorCode,
        types::{AppNotification, AppNotificationAction, MarkedAsRead, NotificationMetadata, NotificationType},
    },
    domain::{
        ids::{NotificationId, read_lenient_uuid},
        limits::{PAGE_NUMBER_MAX, REPLYKE_NOTIFICATIONS_ITEMS_DEFAULT, REPLYKE_NOTIFICATIONS_ITEMS_MAX},
        page::{is_js_space, offset_rows},
        time::iso_date_time,
    },
    operations::Ctx,
    store::{notifications::Notification, rerun},
};

/// A page of the caller's notifications, newest first. One statement.
///
/// # Errors
/// In this order: `app-notification/invalid-limit`, `app-notification/invalid-page`; `store/unavailable`.
///
/// Source: `getAppNotifications`.
pub async fn page(
    ctx: &Ctx,
    caller: Member,
    page: Option<&str>,
    limit: Option<&str>,
) -> Result<Vec<AppNotification>, Failure> {
    let limit = read_limit(limit).ok_or(ErrorCode::AppNotificationInvalidLimit)?;
    let page = read_page(page).ok_or(ErrorCode::AppNotificationInvalidPage)?;
    let rows = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut tx = ctx.store.read().await?;
    let found = tx.page_notifications_at(caller.tenant, caller.user, offset_rows(page, limit), rows).await?;
    found.iter().map(shown).collect()
}

/// How many notifications the caller has not read. One statement.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `countAppNotifications`.
pub async fn count_unread(ctx: &Ctx, caller: Member) -> Result<i64, Failure> {
    let mut tx = ctx.store.read().await?;
    Ok(tx.count_unread_notifications(caller.tenant, caller.user).await?)
}

/// Marks one of the caller's notifications as read. One statement.
///
/// # Errors
/// `app-notification/not-found`, also when the id is none; `store/unavailable`.
///
/// Source: `markAppNotificationAsRead`.
pub async fn mark(ctx: &Ctx, caller: Member, id: &str) -> Result<(), Failure> {
    let id = read_lenient_uuid(id).map(NotificationId).ok_or(ErrorCode::AppNotificationNotFound)?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        if !tx.mark_notification_read(caller.tenant, caller.user, id, now_ms).await? {
            return Err(ErrorCode::AppNotificationNotFound.into());
        }
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// Marks all of the caller's notifications as read. One statement.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: `markAllAppNotificationsAsRead`.
pub async fn mark_all(ctx: &Ctx, caller: Member) -> Result<MarkedAsRead, Failure> {
    let marked = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let marked = tx.mark_notifications_read(caller.tenant, caller.user, now_ms).await?;
        tx.commit().await?;
        Ok::<_, Failure>(marked)
    })
    .await?;
    Ok(MarkedAsRead { marked_as_read: i64::try_from(marked).unwrap_or(i64::MAX) })
}

fn shown(notification: &Notification) -> Result<AppNotification, Failure> {
    let metadata: NotificationMetadata = serde_json::from_str(&notification.metadata).map_err(Failure::internal)?;
    let kind = NotificationType::parse(&notification.kind);
    Ok(AppNotification {
        id: notification.id.to_string(),
        project_id: notification.tenant.to_string(),
        user_id: notification.user.to_string(),
        r#type: kind.ok_or_else(|| Failure::internal("a notification of a kind that nobody knows"))?,
        is_read: notification.is_read,
        action: AppNotificationAction::OpenProfile,
        metadata,
        created_at: iso_date_time(notification.created_at_ms),
        updated_at: iso_date_time(notification.updated_at_ms),
    })
}

/// Absent, zero or less: the default. No number: `None`.
fn read_limit(text: Option<&str>) -> Option<u64> {
    let Some(text) = text else { return Some(REPLYKE_NOTIFICATIONS_ITEMS_DEFAULT) };
    let limit = js_number(text)?;
    if limit < 1.0 {
        return Some(REPLYKE_NOTIFICATIONS_ITEMS_DEFAULT);
    }
    (1..=REPLYKE_NOTIFICATIONS_ITEMS_MAX).rev().find(|&held| as_number(held) <= limit)
}

/// Absent: the first. Anything but a whole number above 0: `None`.
fn read_page(text: Option<&str>) -> Option<u64> {
    let Some(text) = text else { return Some(1) };
    let page = js_number(text)?;
    if page < 1.0 || page.fract() != 0.0 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, positive, held at the end")]
    Some((page as u64).min(PAGE_NUMBER_MAX))
}

/// What JavaScript's `Number(text)` makes of a text that is not blank; `None` for NaN and for the infinite.
fn js_number(text: &str) -> Option<f64> {
    let text = text.trim_matches(is_js_space);
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        return u32::from_str_radix(digits, 16).ok().map(f64::from);
    }
    // Rust also reads the words for infinity and no number.
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    text.parse().ok().filter(|number: &f64| plain && number.is_finite())
}

fn as_number(limit: u64) -> f64 {
    u32::try_from(limit).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_and_pages_are_read_strictly() {
        for (text, limit, page) in [
            (None, Some(5), Some(1)),
            (Some("1"), Some(1), Some(1)),
            (Some(" 7 "), Some(7), Some(7)),
            (Some("7.5"), Some(7), None),
            (Some("1e1"), Some(10), Some(10)),
            (Some("0x10"), Some(16), Some(16)),
            (Some("51"), Some(50), Some(51)),
            (Some("0"), Some(5), None),
            (Some("-1"), Some(5), None),
            (Some("5abc"), None, None),
            (Some("NaN"), None, None),
            (Some("inf"), None, None),
        ] {
            assert_eq!((read_limit(text), read_page(text)), (limit, page), "{text:?}");
        }
    }
}
