//! The group `auth`: openapi/v1/operations/auth.yaml.

use super::{
    Caller, Face, Outcome,
    glue::auth::AuthHandler,
    v1::{answers::*, params::*, types::*},
};
use crate::operations::auth::{self as operations, Arrival};

impl AuthHandler for Face {
    async fn get_user_by_token(&self, caller: Caller, params: GetUserByTokenParams) -> Outcome<GetUserByTokenAnswer> {
        Ok(GetUserByTokenAnswer::Ok(
            operations::get_user_by_token(self.ctx(), caller, params.x_user_timezone_offset).await?,
        ))
    }

    async fn sign_up(&self, params: SignUpParams, body: SignUpBody) -> Outcome<SignUpAnswer> {
        let arrival = Arrival {
            provider: params.x_auth_provider,
            device: params.x_user_device,
            timezone_offset_min: params.x_user_timezone_offset,
        };
        Ok(SignUpAnswer::Ok(operations::sign_up(self.ctx(), body, arrival).await?))
    }

    async fn sign_in(&self, params: SignInParams, body: SignInBody) -> Outcome<SignInAnswer> {
        let arrival = Arrival {
            provider: params.x_auth_provider,
            device: params.x_user_device,
            timezone_offset_min: params.x_user_timezone_offset,
        };
        Ok(SignInAnswer::Ok(operations::sign_in(self.ctx(), body, arrival).await?))
    }

    async fn sign_out(&self, caller: Caller, _: SignOutParams) -> Outcome<SignOutAnswer> {
        Ok(SignOutAnswer::Ok(operations::sign_out(self.ctx(), caller).await?))
    }

    async fn reset_password(&self, body: ResetPasswordBody) -> Outcome<ResetPasswordAnswer> {
        Ok(ResetPasswordAnswer::Ok(operations::reset_password(self.ctx(), body).await?))
    }

    async fn refresh_tokens(&self, body: RefreshBody) -> Outcome<RefreshTokensAnswer> {
        Ok(RefreshTokensAnswer::Ok(operations::refresh_tokens(self.ctx(), &body.refresh).await?))
    }
}
