//! The group `users`: openapi/v1/operations/users.yaml.

use super::{
    Caller, Face, Outcome,
    glue::users::UsersHandler,
    v1::{answers::*, params::*, types::*},
};
use crate::operations::users as operations;

impl UsersHandler for Face {
    async fn get_users(&self, caller: Option<Caller>, params: GetUsersParams) -> Outcome<GetUsersAnswer> {
        Ok(GetUsersAnswer::Ok(operations::get_users(self.ctx(), caller, &params).await?))
    }

    async fn get_user(&self, caller: Caller, params: GetUserParams) -> Outcome<GetUserAnswer> {
        Ok(GetUserAnswer::Ok(operations::get_user(self.ctx(), caller, &params.id).await?))
    }

    async fn update_user(
        &self,
        caller: Caller,
        params: UpdateUserParams,
        body: UserUpdate,
    ) -> Outcome<UpdateUserAnswer> {
        let me = operations::update_user(self.ctx(), caller, &params.id, body, params.x_user_timezone_offset).await?;
        Ok(UpdateUserAnswer::Ok(me))
    }

    async fn delete_user(&self, caller: Caller, params: DeleteUserParams) -> Outcome<DeleteUserAnswer> {
        Ok(DeleteUserAnswer::Ok(operations::delete_user(self.ctx(), caller, &params.id).await?))
    }

    async fn change_password(
        &self,
        caller: Caller,
        params: ChangePasswordParams,
        body: PasswordChange,
    ) -> Outcome<ChangePasswordAnswer> {
        Ok(ChangePasswordAnswer::Ok(operations::change_password(self.ctx(), caller, &params.id, body).await?))
    }
}
