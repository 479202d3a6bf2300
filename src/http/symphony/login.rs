//! The group `login`: openapi/symphony-pod/operations/login.yaml.

use super::{
    Face, Outcome,
    glue::login::LoginHandler,
    symphony::{answers::*, types::AuthenticateRequest},
};
use crate::operations::symphony::login as operations;

impl LoginHandler for Face {
    async fn authenticate_pubkey(&self, body: AuthenticateRequest) -> Outcome<AuthenticatePubkeyAnswer> {
        Ok(AuthenticatePubkeyAnswer::Ok(operations::authenticate_pubkey(self.ctx(), body.token.as_deref()).await?))
    }

    async fn authenticate_key_manager(&self, body: AuthenticateRequest) -> Outcome<AuthenticateKeyManagerAnswer> {
        let token = operations::authenticate_key_manager(self.ctx(), body.token.as_deref()).await?;
        Ok(AuthenticateKeyManagerAnswer::Ok(token))
    }
}
