//! The group `connections`: openapi/v1/operations/connections.yaml.

use super::{
    Caller, Face, Outcome,
    glue::connections::ConnectionsHandler,
    v1::{answers::*, params::*},
};
use crate::operations::connections as operations;

impl ConnectionsHandler for Face {
    async fn get_pending_connection_requests(
        &self,
        caller: Caller,
        params: GetPendingConnectionRequestsParams,
    ) -> Outcome<GetPendingConnectionRequestsAnswer> {
        let page = operations::get_pending_connection_requests(
            self.ctx(),
            caller,
            params.page_size,
            params.last_evaluated_key.as_deref(),
        )
        .await?;
        Ok(GetPendingConnectionRequestsAnswer::Ok(page))
    }

    async fn get_connected_users(
        &self,
        caller: Caller,
        params: GetConnectedUsersParams,
    ) -> Outcome<GetConnectedUsersAnswer> {
        let page = operations::get_connected_users(
            self.ctx(),
            caller,
            params.page_size,
            params.last_evaluated_key.as_deref(),
            params.keyword.as_deref(),
        )
        .await?;
        Ok(GetConnectedUsersAnswer::Ok(page))
    }

    async fn send_connection_request(
        &self,
        caller: Caller,
        params: SendConnectionRequestParams,
    ) -> Outcome<SendConnectionRequestAnswer> {
        let key = params.idempotency_key.as_deref();
        let asked = operations::send_connection_request(self.ctx(), caller, &params.id, key).await?;
        Ok(SendConnectionRequestAnswer::Ok(asked))
    }

    async fn cancel_connection_request(
        &self,
        caller: Caller,
        params: CancelConnectionRequestParams,
    ) -> Outcome<CancelConnectionRequestAnswer> {
        Ok(CancelConnectionRequestAnswer::Ok(
            operations::cancel_connection_request(self.ctx(), caller, &params.id).await?,
        ))
    }

    async fn accept_connection(
        &self,
        caller: Caller,
        params: AcceptConnectionParams,
    ) -> Outcome<AcceptConnectionAnswer> {
        let key = params.idempotency_key.as_deref();
        let accepted = operations::accept_connection(self.ctx(), caller, &params.id, key).await?;
        Ok(AcceptConnectionAnswer::Ok(accepted))
    }

    async fn reject_connection_request(
        &self,
        caller: Caller,
        params: RejectConnectionRequestParams,
    ) -> Outcome<RejectConnectionRequestAnswer> {
        Ok(RejectConnectionRequestAnswer::Ok(
            operations::reject_connection_request(self.ctx(), caller, &params.id).await?,
        ))
    }

    async fn disconnect_user(&self, caller: Caller, params: DisconnectUserParams) -> Outcome<DisconnectUserAnswer> {
        Ok(DisconnectUserAnswer::Ok(operations::disconnect_user(self.ctx(), caller, &params.id).await?))
    }
}
