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
}
