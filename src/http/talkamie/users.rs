//! The group `users`: openapi/v1/operations/users.yaml.

use super::{Caller, Face, Outcome, glue::users::UsersHandler, v1::{answers::*, op, params::*, types::*}};

impl UsersHandler for Face {
    async fn get_users(&self, caller: Option<Caller>, params: GetUsersParams) -> Outcome<GetUsersAnswer> {
        super::planned::<op::GetUsers>()
    }

    async fn get_user(&self, caller: Caller, params: GetUserParams) -> Outcome<GetUserAnswer> {
        super::planned::<op::GetUser>()
    }

    async fn update_user(&self, caller: Caller, params: UpdateUserParams, body: UserUpdate) -> Outcome<UpdateUserAnswer> {
        super::planned::<op::UpdateUser>()
    }

    async fn delete_user(&self, caller: Caller, params: DeleteUserParams) -> Outcome<DeleteUserAnswer> {
        super::planned::<op::DeleteUser>()
    }

    async fn change_password(&self, caller: Caller, params: ChangePasswordParams, body: PasswordChange) -> Outcome<ChangePasswordAnswer> {
        super::planned::<op::ChangePassword>()
    }
}
