//! The group `support`: openapi/v1/operations/support.yaml.

use super::{
    Caller, Face, Outcome,
    glue::support::SupportHandler,
    v1::{answers::*, params::*},
};
use crate::operations::support as operations;

impl SupportHandler for Face {
    async fn get_open_ticket(&self, caller: Caller, _params: GetOpenTicketParams) -> Outcome<GetOpenTicketAnswer> {
        Ok(GetOpenTicketAnswer::Ok(operations::get_open_ticket(self.ctx(), caller).await?))
    }

    async fn get_ticket_messages(
        &self,
        caller: Caller,
        params: GetTicketMessagesParams,
    ) -> Outcome<GetTicketMessagesAnswer> {
        let page = operations::get_ticket_messages(
            self.ctx(),
            caller,
            &params.id,
            params.page_size,
            params.last_evaluated_key.as_deref(),
        )
        .await?;
        Ok(GetTicketMessagesAnswer::Ok(page))
    }
}
