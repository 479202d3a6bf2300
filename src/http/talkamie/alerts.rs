//! The group `alerts`: openapi/v1/operations/alerts.yaml.

use super::{Caller, Face, Outcome, glue::alerts::AlertsHandler, v1::{answers::*, op, params::*, types::*}};

impl AlertsHandler for Face {
    async fn get_alerts(&self, caller: Caller, params: GetAlertsParams) -> Outcome<GetAlertsAnswer> {
        super::planned::<op::GetAlerts>()
    }
}
