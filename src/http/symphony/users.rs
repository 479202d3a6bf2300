//! The group `users`: openapi/symphony-pod/operations/users.yaml.

use super::{
    Caller, Face, Outcome,
    glue::users::UsersHandler,
    symphony::{answers::*, params::*},
};
use crate::operations::symphony::users as operations;

impl UsersHandler for Face {
    async fn get_session_info(&self, caller: Caller) -> Outcome<GetSessionInfoAnswer> {
        Ok(GetSessionInfoAnswer::Ok(operations::get_session_info(self.ctx(), caller).await?))
    }

    async fn list_users(&self, caller: Caller, params: ListUsersParams) -> Outcome<ListUsersAnswer> {
        // `local` changes nothing: nobody has a pod to be local to (DESIGN.md 4).
        Ok(ListUsersAnswer::Ok(operations::list_users(self.ctx(), caller, &params.uid).await?))
    }

    async fn get_user(&self, caller: Caller, params: GetUserParams) -> Outcome<GetUserAnswer> {
        let found = operations::get_user(self.ctx(), caller, params.uid).await?;
        Ok(found.map_or(GetUserAnswer::NoContent, GetUserAnswer::Ok))
    }
}
