//! The group `auth`: openapi/replyke-v6/operations/auth.yaml.

use super::{
    Face, Outcome, Said,
    glue::auth::AuthHandler,
    replyke::{answers::*, params::*, types::*},
};
use crate::operations::replyke::{accounts, external};

/// An answer whose refresh token is also kept as a cookie.
fn keeping<A>(signed_in: AuthAnswer, answer: fn(AuthAnswer) -> A) -> Said<A> {
    let refresh = Some(signed_in.refresh_token.clone());
    Said { answer: answer(signed_in), refresh }
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
        let given = params.replyke_refresh_jwt.or(body.and_then(|body| body.refresh_token));
        let renewed = accounts::renew(self.ctx(), &params.project_id, given.as_deref()).await?;
        Ok(RequestNewAccessTokenAnswer::Ok(renewed).into())
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
