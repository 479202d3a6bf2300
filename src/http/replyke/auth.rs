//! The group `auth`: openapi/replyke-v6/operations/auth.yaml.

use super::{
    Caller, Face, Outcome, Refresh, Said,
    glue::auth::AuthHandler,
    replyke::{answers::*, params::*, types::*},
};
use crate::operations::replyke::{accounts, external};

/// An answer whose refresh token is also kept as a cookie.
fn keeping<A>(signed_in: AuthAnswer, answer: fn(AuthAnswer) -> A) -> Said<A> {
    let refresh = Some(Refresh::Kept(signed_in.refresh_token.clone()));
    Said { answer: answer(signed_in), refresh }
}

/// As the original: the cookie goes first. An empty one is none.
fn given(cookie: Option<String>, body: Option<RefreshBody>) -> Option<String> {
    cookie.filter(|token| !token.is_empty()).or(body.and_then(|body| body.refresh_token))
}

impl AuthHandler for Face {
    async fn sign_up(&self, params: SignUpParams, body: SignUpBody) -> Outcome<SignUpAnswer> {
        Ok(keeping(accounts::sign_up(self.ctx(), &params.project_id, body).await?, SignUpAnswer::Created))
    }

    async fn sign_in(&self, params: SignInParams, body: SignInBody) -> Outcome<SignInAnswer> {
        Ok(keeping(accounts::sign_in(self.ctx(), &params.project_id, body).await?, SignInAnswer::Ok))
    }

    async fn request_new_access_token(
        &self,
        params: RequestNewAccessTokenParams,
        body: Option<RefreshBody>,
    ) -> Outcome<RequestNewAccessTokenAnswer> {
        let given = given(params.replyke_refresh_jwt, body);
        let renewed = accounts::renew(self.ctx(), &params.project_id, given.as_deref()).await?;
        Ok(RequestNewAccessTokenAnswer::Ok(renewed).into())
    }

    async fn sign_out(&self, params: SignOutParams, body: Option<RefreshBody>) -> Outcome<SignOutAnswer> {
        let refresh = params.replyke_refresh_jwt.is_some().then_some(Refresh::Gone);
        let given = given(params.replyke_refresh_jwt, body);
        accounts::sign_out(self.ctx(), &params.project_id, given.as_deref()).await?;
        Ok(Said { answer: SignOutAnswer::NoContent, refresh })
    }

    async fn change_password(
        &self,
        caller: Caller,
        params: ChangePasswordParams,
        body: ChangePasswordBody,
    ) -> Outcome<ChangePasswordAnswer> {
        let member = self.member(caller, Some(&params.project_id)).await?;
        accounts::change_password(self.ctx(), member, caller.session, body).await?;
        Ok(ChangePasswordAnswer::NoContent.into())
    }

    async fn verify_external_user(
        &self,
        params: VerifyExternalUserParams,
        body: VerifyExternalUserBody,
    ) -> Outcome<VerifyExternalUserAnswer> {
        let signed_in = external::verify_external_user(self.ctx(), &params.project_id, body).await?;
        Ok(keeping(signed_in, VerifyExternalUserAnswer::Ok))
    }
}
