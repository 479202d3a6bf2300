//! The group `alerts`: openapi/v1/operations/alerts.yaml.

use super::{
    Caller, Face, Outcome,
    glue::alerts::AlertsHandler,
    v1::{answers::*, params::*},
};
use crate::operations::alerts as operations;

impl AlertsHandler for Face {
    async fn get_alerts(&self, caller: Caller, params: GetAlertsParams) -> Outcome<GetAlertsAnswer> {
        let page =
            operations::get_alerts(self.ctx(), caller, params.page_size, params.last_evaluated_key.as_deref()).await?;
        Ok(GetAlertsAnswer::Ok(page))
    }
}
