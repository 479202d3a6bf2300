//! The group `verification`: openapi/v1/operations/verification.yaml.

use super::{
    Caller, Face, Outcome,
    glue::verification::VerificationHandler,
    v1::{answers::*, params::*, types::BackgroundBody},
};
use crate::operations::verification as operations;

impl VerificationHandler for Face {
    async fn add_background_info(
        &self,
        caller: Caller,
        params: AddBackgroundInfoParams,
        body: BackgroundBody,
    ) -> Outcome<AddBackgroundInfoAnswer> {
        let (id, key) = (params.id.as_deref(), params.idempotency_key.as_deref());
        let answer = operations::add_background_info(self.ctx(), caller, id, key, &body).await?;
        Ok(AddBackgroundInfoAnswer::Ok(answer))
    }
}
