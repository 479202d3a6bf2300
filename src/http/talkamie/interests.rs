//! The group `interests`: openapi/v1/operations/interests.yaml.

use super::{
    Caller, Face, Outcome,
    glue::interests::InterestsHandler,
    v1::{answers::*, params::*},
};
use crate::operations::interests as operations;

impl InterestsHandler for Face {
    async fn get_interests(&self, caller: Caller, params: GetInterestsParams) -> Outcome<GetInterestsAnswer> {
        let page = operations::get_interests(
            self.ctx(),
            caller,
            params.page_size,
            params.last_evaluated_key.as_deref(),
            params.keyword.as_deref(),
        )
        .await?;
        Ok(GetInterestsAnswer::Ok(page))
    }
}
