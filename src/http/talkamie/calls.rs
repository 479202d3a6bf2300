//! The group `calls`: openapi/v1/operations/calls.yaml.

use super::{
    Caller, Face, Outcome,
    glue::calls::CallsHandler,
    v1::{answers::*, params::*},
};
use crate::operations::calls as operations;

impl CallsHandler for Face {
    async fn get_call(&self, caller: Caller, params: GetCallParams) -> Outcome<GetCallAnswer> {
        Ok(GetCallAnswer::Ok(operations::get_call(self.ctx(), caller, &params.id).await?))
    }

    async fn get_call_histories(
        &self,
        caller: Caller,
        params: GetCallHistoriesParams,
    ) -> Outcome<GetCallHistoriesAnswer> {
        let page = operations::get_call_histories(
            self.ctx(),
            caller,
            params.page_size,
            params.last_evaluated_key.as_deref(),
            params.keyword.as_deref(),
        )
        .await?;
        Ok(GetCallHistoriesAnswer::Ok(page))
    }

    async fn get_ice_servers(&self, caller: Caller, _: GetIceServersParams) -> Outcome<GetIceServersAnswer> {
        Ok(GetIceServersAnswer::Ok(operations::ice::get_ice_servers(self.ctx(), caller)))
    }
}
