//! The group `availability`: openapi/v1/operations/availability.yaml.

use super::{
    Caller, Face, Outcome,
    glue::availability::AvailabilityHandler,
    v1::{answers::*, params::*, types::*},
};
use crate::operations::availability as operations;

impl AvailabilityHandler for Face {
    async fn get_custom_availability(
        &self,
        caller: Caller,
        _: GetCustomAvailabilityParams,
    ) -> Outcome<GetCustomAvailabilityAnswer> {
        Ok(GetCustomAvailabilityAnswer::Ok(operations::get_custom_availability(self.ctx(), caller).await?))
    }

    async fn set_custom_availability(
        &self,
        caller: Caller,
        _: SetCustomAvailabilityParams,
        body: CustomAvailabilityItems,
    ) -> Outcome<SetCustomAvailabilityAnswer> {
        Ok(SetCustomAvailabilityAnswer::Ok(operations::set_custom_availability(self.ctx(), caller, body).await?))
    }

    async fn get_weekly_availability(
        &self,
        caller: Caller,
        _: GetWeeklyAvailabilityParams,
    ) -> Outcome<GetWeeklyAvailabilityAnswer> {
        Ok(GetWeeklyAvailabilityAnswer::Ok(operations::get_weekly_availability(self.ctx(), caller).await?))
    }

    async fn set_weekly_availability(
        &self,
        caller: Caller,
        _: SetWeeklyAvailabilityParams,
        body: WeeklyAvailabilityItems,
    ) -> Outcome<SetWeeklyAvailabilityAnswer> {
        Ok(SetWeeklyAvailabilityAnswer::Ok(operations::set_weekly_availability(self.ctx(), caller, body).await?))
    }
}
