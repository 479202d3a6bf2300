//! The group `connections`: openapi/symphony-pod/operations/connections.yaml.

use super::{
    Caller, Face, Outcome,
    glue::connections::ConnectionsHandler,
    symphony::{answers::*, params::*, types::UserConnectionRequest},
};
use crate::operations::symphony::connections as operations;

impl ConnectionsHandler for Face {
    async fn create_connection(&self, caller: Caller, body: UserConnectionRequest) -> Outcome<CreateConnectionAnswer> {
        Ok(CreateConnectionAnswer::Ok(operations::create_connection(self.ctx(), caller, body.user_id).await?))
    }

    async fn accept_connection(&self, caller: Caller, body: UserConnectionRequest) -> Outcome<AcceptConnectionAnswer> {
        Ok(AcceptConnectionAnswer::Ok(operations::accept_connection(self.ctx(), caller, body.user_id).await?))
    }

    async fn reject_connection(&self, caller: Caller, body: UserConnectionRequest) -> Outcome<RejectConnectionAnswer> {
        Ok(RejectConnectionAnswer::Ok(operations::reject_connection(self.ctx(), caller, body.user_id).await?))
    }

    async fn list_connections(&self, caller: Caller, params: ListConnectionsParams) -> Outcome<ListConnectionsAnswer> {
        let (status, user_ids) = (params.status.as_deref(), params.user_ids.as_deref());
        Ok(ListConnectionsAnswer::Ok(operations::list_connections(self.ctx(), caller, status, user_ids).await?))
    }

    async fn get_connection_info(
        &self,
        caller: Caller,
        params: GetConnectionInfoParams,
    ) -> Outcome<GetConnectionInfoAnswer> {
        Ok(GetConnectionInfoAnswer::Ok(operations::get_connection_info(self.ctx(), caller, params.user_id).await?))
    }

    async fn remove_connection(
        &self,
        caller: Caller,
        params: RemoveConnectionParams,
    ) -> Outcome<RemoveConnectionAnswer> {
        Ok(RemoveConnectionAnswer::Ok(operations::remove_connection(self.ctx(), caller, params.uid).await?))
    }
}
