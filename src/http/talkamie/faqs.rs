//! The group `faqs`: openapi/v1/operations/faqs.yaml.

use super::{
    Face, Outcome,
    glue::faqs::FaqsHandler,
    v1::{answers::*, params::*},
};
use crate::operations::faqs as operations;

impl FaqsHandler for Face {
    async fn get_faqs(&self, params: GetFaqsParams) -> Outcome<GetFaqsAnswer> {
        let page = operations::get_faqs(
            self.ctx(),
            params.r#type.as_deref(),
            params.page_size,
            params.last_evaluated_key.as_deref(),
            params.keyword.as_deref(),
        )
        .await?;
        Ok(GetFaqsAnswer::Ok(page))
    }

    async fn get_faqs_by_type(&self, params: GetFaqsByTypeParams) -> Outcome<GetFaqsByTypeAnswer> {
        let page = operations::get_faqs(
            self.ctx(),
            Some(&params.r#type),
            params.page_size,
            params.last_evaluated_key.as_deref(),
            params.keyword.as_deref(),
        )
        .await?;
        Ok(GetFaqsByTypeAnswer::Ok(page))
    }
}
