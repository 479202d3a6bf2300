//! The group `finance`: openapi/v1/operations/finance.yaml.

use super::{
    Caller, Face, Outcome,
    glue::finance::FinanceHandler,
    v1::{answers::*, params::*, types::TopUpBody},
};
use crate::operations::payments;

impl FinanceHandler for Face {
    async fn create_top_up_session(
        &self,
        caller: Caller,
        params: CreateTopUpSessionParams,
        body: TopUpBody,
    ) -> Outcome<CreateTopUpSessionAnswer> {
        let key = params.idempotency_key.as_deref();
        Ok(CreateTopUpSessionAnswer::Ok(payments::create_top_up_session(self.ctx(), caller, key, &body).await?))
    }
}
