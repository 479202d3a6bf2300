//! The group `schedules`: openapi/v1/operations/schedules.yaml.

use super::{
    Caller, Face, Outcome,
    glue::schedules::SchedulesHandler,
    v1::{answers::*, params::*, types::*},
};
use crate::operations::schedules as operations;
use operations::Search;

impl SchedulesHandler for Face {
    async fn get_schedule(&self, caller: Caller, params: GetScheduleParams) -> Outcome<GetScheduleAnswer> {
        Ok(GetScheduleAnswer::Ok(operations::get_schedule(self.ctx(), caller, &params.id).await?))
    }

    async fn update_schedule(
        &self,
        caller: Caller,
        params: UpdateScheduleParams,
        body: ScheduleUpdate,
    ) -> Outcome<UpdateScheduleAnswer> {
        Ok(UpdateScheduleAnswer::Ok(operations::update_schedule(self.ctx(), caller, &params.id, body).await?))
    }

    async fn delete_schedule(&self, caller: Caller, params: DeleteScheduleParams) -> Outcome<DeleteScheduleAnswer> {
        Ok(DeleteScheduleAnswer::Ok(operations::delete_schedule(self.ctx(), caller, &params.id).await?))
    }

    async fn get_schedule_calendar(
        &self,
        caller: Caller,
        params: GetScheduleCalendarParams,
    ) -> Outcome<GetScheduleCalendarAnswer> {
        let calendar = operations::get_schedule_calendar(self.ctx(), caller, &params.id).await?;
        Ok(GetScheduleCalendarAnswer::Ok(calendar))
    }

    async fn get_all_schedules(&self, caller: Caller, params: GetAllSchedulesParams) -> Outcome<GetAllSchedulesAnswer> {
        let GetAllSchedulesParams { page_size, last_evaluated_key, keyword, .. } = &params;
        let search =
            Search { page_size: *page_size, after: last_evaluated_key.as_deref(), keyword: keyword.as_deref() };
        Ok(GetAllSchedulesAnswer::Ok(operations::get_all_schedules(self.ctx(), caller, search).await?))
    }

    async fn get_past_schedules(
        &self,
        caller: Caller,
        params: GetPastSchedulesParams,
    ) -> Outcome<GetPastSchedulesAnswer> {
        let GetPastSchedulesParams { page_size, last_evaluated_key, keyword, .. } = &params;
        let search =
            Search { page_size: *page_size, after: last_evaluated_key.as_deref(), keyword: keyword.as_deref() };
        Ok(GetPastSchedulesAnswer::Ok(operations::get_past_schedules(self.ctx(), caller, search).await?))
    }

    async fn get_upcoming_schedules(
        &self,
        caller: Caller,
        params: GetUpcomingSchedulesParams,
    ) -> Outcome<GetUpcomingSchedulesAnswer> {
        let GetUpcomingSchedulesParams { page_size, last_evaluated_key, keyword, .. } = &params;
        let search =
            Search { page_size: *page_size, after: last_evaluated_key.as_deref(), keyword: keyword.as_deref() };
        Ok(GetUpcomingSchedulesAnswer::Ok(operations::get_upcoming_schedules(self.ctx(), caller, search).await?))
    }

    async fn schedule_call(
        &self,
        caller: Caller,
        params: ScheduleCallParams,
        body: ScheduleBody,
    ) -> Outcome<ScheduleCallAnswer> {
        let key = params.idempotency_key.as_deref();
        let scheduled = operations::schedule_call(self.ctx(), caller, &params.id, body, key).await?;
        Ok(ScheduleCallAnswer::Ok(scheduled))
    }

    async fn clear_schedules(&self, caller: Caller, params: ClearSchedulesParams) -> Outcome<ClearSchedulesAnswer> {
        Ok(ClearSchedulesAnswer::Ok(operations::clear_schedules(self.ctx(), caller, &params.id).await?))
    }
}
