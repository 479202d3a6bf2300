//! The group `auth`: openapi/v1/operations/auth.yaml.

use super::{Caller, Face, Outcome, glue::auth::AuthHandler, v1::{answers::*, op, params::*, types::*}};

impl AuthHandler for Face {
    async fn get_user_by_token(&self, caller: Caller, params: GetUserByTokenParams) -> Outcome<GetUserByTokenAnswer> {
        super::planned::<op::GetUserByToken>()
    }

    async fn sign_up(&self, params: SignUpParams, body: SignUpBody) -> Outcome<SignUpAnswer> {
        super::planned::<op::SignUp>()
    }

    async fn sign_in(&self, params: SignInParams, body: SignInBody) -> Outcome<SignInAnswer> {
        super::planned::<op::SignIn>()
    }

    async fn sign_out(&self, caller: Caller, params: SignOutParams) -> Outcome<SignOutAnswer> {
        super::planned::<op::SignOut>()
    }

    async fn reset_password(&self, body: ResetPasswordBody) -> Outcome<ResetPasswordAnswer> {
        super::planned::<op::ResetPassword>()
    }

    async fn refresh_tokens(&self, body: RefreshBody) -> Outcome<RefreshTokensAnswer> {
        super::planned::<op::RefreshTokens>()
    }
}
