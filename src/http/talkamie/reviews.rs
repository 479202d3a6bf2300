//! The group `reviews`: openapi/v1/operations/reviews.yaml.

use super::{
    Caller, Face, Outcome,
    glue::reviews::ReviewsHandler,
    v1::{answers::*, params::*, types::*},
};
use crate::operations::reviews as operations;

impl ReviewsHandler for Face {
    async fn get_your_reviews(&self, caller: Caller, params: GetYourReviewsParams) -> Outcome<GetYourReviewsAnswer> {
        let after = params.last_evaluated_key.as_deref();
        let page = operations::get_your_reviews(self.ctx(), caller, params.page_size, after).await?;
        Ok(GetYourReviewsAnswer::Ok(page))
    }

    async fn get_user_reviews(&self, caller: Caller, params: GetUserReviewsParams) -> Outcome<GetUserReviewsAnswer> {
        let after = params.last_evaluated_key.as_deref();
        let page = operations::get_user_reviews(self.ctx(), caller, &params.id, params.page_size, after).await?;
        Ok(GetUserReviewsAnswer::Ok(page))
    }

    async fn review_user(
        &self,
        caller: Caller,
        params: ReviewUserParams,
        body: ReviewBody,
    ) -> Outcome<ReviewUserAnswer> {
        let key = params.idempotency_key.as_deref();
        Ok(ReviewUserAnswer::Ok(operations::review_user(self.ctx(), caller, &params.id, &body, key).await?))
    }

    async fn update_review(
        &self,
        caller: Caller,
        params: UpdateReviewParams,
        body: ReviewUpdate,
    ) -> Outcome<UpdateReviewAnswer> {
        Ok(UpdateReviewAnswer::Ok(operations::update_review(self.ctx(), caller, &params.id, &body).await?))
    }

    async fn delete_review(&self, caller: Caller, params: DeleteReviewParams) -> Outcome<DeleteReviewAnswer> {
        Ok(DeleteReviewAnswer::Ok(operations::delete_review(self.ctx(), caller, &params.id).await?))
    }
}
