//! The group `connections`: openapi/replyke-v6/operations/connections.yaml.

use super::{
    Caller, Face, Outcome,
    glue::connections::ConnectionsHandler,
    replyke::{answers::*, params::*, types::ConnectionRequestBody},
};
use crate::operations::replyke::{
    connections,
    lists::{self, Asked},
    projects,
};

impl ConnectionsHandler for Face {
    async fn request_connection(
        &self,
        caller: Caller,
        params: RequestConnectionParams,
        body: Option<ConnectionRequestBody>,
    ) -> Outcome<RequestConnectionAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        let message = body.and_then(|body| body.message);
        Ok(RequestConnectionAnswer::Created(connections::request(self.ctx(), caller, &params.user_id, message).await?)
            .into())
    }

    async fn get_connection_status(
        &self,
        caller: Caller,
        params: GetConnectionStatusParams,
    ) -> Outcome<GetConnectionStatusAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        Ok(GetConnectionStatusAnswer::Ok(connections::status(self.ctx(), caller, &params.user_id).await?).into())
    }

    async fn remove_connection_by_user(
        &self,
        caller: Caller,
        params: RemoveConnectionByUserParams,
    ) -> Outcome<RemoveConnectionByUserAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        Ok(RemoveConnectionByUserAnswer::Ok(connections::remove_by_user(self.ctx(), caller, &params.user_id).await?)
            .into())
    }

    async fn get_user_connections(
        &self,
        caller: Option<Caller>,
        params: GetUserConnectionsParams,
    ) -> Outcome<GetUserConnectionsAnswer> {
        let project = projects::named_or_default(self.ctx(), params.project_id.as_deref()).await?;
        let caller = caller.and_then(|caller| caller.here(project.id));
        let asked = Asked { page: params.page.as_deref(), limit: params.limit.as_deref() };
        let list = lists::established_of(self.ctx(), caller, project.id, lists::whose(&params.user_id)?, asked).await?;
        Ok(GetUserConnectionsAnswer::Ok(list).into())
    }

    async fn get_user_connections_count(
        &self,
        caller: Option<Caller>,
        params: GetUserConnectionsCountParams,
    ) -> Outcome<GetUserConnectionsCountAnswer> {
        let project = projects::named_or_default(self.ctx(), params.project_id.as_deref()).await?;
        let caller = caller.and_then(|caller| caller.here(project.id));
        let count = lists::count_of(self.ctx(), caller, project.id, lists::whose(&params.user_id)?).await?;
        Ok(GetUserConnectionsCountAnswer::Ok(count).into())
    }

    async fn get_connections(&self, caller: Caller, params: GetConnectionsParams) -> Outcome<GetConnectionsAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        let asked = Asked { page: params.page.as_deref(), limit: params.limit.as_deref() };
        Ok(GetConnectionsAnswer::Ok(lists::established(self.ctx(), caller.tenant, caller.user, asked).await?).into())
    }

    async fn get_connections_count(
        &self,
        caller: Caller,
        params: GetConnectionsCountParams,
    ) -> Outcome<GetConnectionsCountAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        Ok(GetConnectionsCountAnswer::Ok(lists::count(self.ctx(), caller.tenant, caller.user).await?).into())
    }

    async fn get_sent_requests(&self, caller: Caller, params: GetSentRequestsParams) -> Outcome<GetSentRequestsAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        let asked = Asked { page: params.page.as_deref(), limit: params.limit.as_deref() };
        Ok(GetSentRequestsAnswer::Ok(lists::sent(self.ctx(), caller, asked).await?).into())
    }

    async fn get_received_requests(
        &self,
        caller: Caller,
        params: GetReceivedRequestsParams,
    ) -> Outcome<GetReceivedRequestsAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        let asked = Asked { page: params.page.as_deref(), limit: params.limit.as_deref() };
        Ok(GetReceivedRequestsAnswer::Ok(lists::received(self.ctx(), caller, asked).await?).into())
    }

    async fn accept_connection(
        &self,
        caller: Caller,
        params: AcceptConnectionParams,
    ) -> Outcome<AcceptConnectionAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        Ok(AcceptConnectionAnswer::Ok(connections::accept(self.ctx(), caller, &params.connection_id).await?).into())
    }

    async fn decline_connection(
        &self,
        caller: Caller,
        params: DeclineConnectionParams,
    ) -> Outcome<DeclineConnectionAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        Ok(DeclineConnectionAnswer::Ok(connections::decline(self.ctx(), caller, &params.connection_id).await?).into())
    }

    async fn remove_connection(
        &self,
        caller: Caller,
        params: RemoveConnectionParams,
    ) -> Outcome<RemoveConnectionAnswer> {
        let caller = self.member(caller, params.project_id.as_deref()).await?;
        Ok(RemoveConnectionAnswer::Ok(connections::remove(self.ctx(), caller, &params.connection_id).await?).into())
    }
}
