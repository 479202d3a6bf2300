//! The group `notifications`: openapi/replyke-v6/operations/notifications.yaml.

use super::{
    Caller, Face, Outcome,
    glue::notifications::NotificationsHandler,
    replyke::{answers::*, params::*},
};
use crate::operations::replyke::notifications;

impl NotificationsHandler for Face {
    async fn get_app_notifications(
        &self,
        caller: Caller,
        params: GetAppNotificationsParams,
    ) -> Outcome<GetAppNotificationsAnswer> {
        let caller = self.member(caller, Some(&params.project_id)).await?;
        let page = notifications::page(self.ctx(), caller, params.page.as_deref(), params.limit.as_deref()).await?;
        Ok(GetAppNotificationsAnswer::Ok(page).into())
    }

    async fn count_app_notifications(
        &self,
        caller: Caller,
        params: CountAppNotificationsParams,
    ) -> Outcome<CountAppNotificationsAnswer> {
        let caller = self.member(caller, Some(&params.project_id)).await?;
        Ok(CountAppNotificationsAnswer::Ok(notifications::count_unread(self.ctx(), caller).await?).into())
    }

    async fn mark_app_notification_as_read(
        &self,
        caller: Caller,
        params: MarkAppNotificationAsReadParams,
    ) -> Outcome<MarkAppNotificationAsReadAnswer> {
        let caller = self.member(caller, Some(&params.project_id)).await?;
        notifications::mark(self.ctx(), caller, &params.notification_id).await?;
        Ok(MarkAppNotificationAsReadAnswer::Ok.into())
    }

    async fn mark_all_app_notifications_as_read(
        &self,
        caller: Caller,
        params: MarkAllAppNotificationsAsReadParams,
    ) -> Outcome<MarkAllAppNotificationsAsReadAnswer> {
        let caller = self.member(caller, Some(&params.project_id)).await?;
        Ok(MarkAllAppNotificationsAsReadAnswer::Ok(notifications::mark_all(self.ctx(), caller).await?).into())
    }
}
