//! Reviews: what one person says of another after their calls.

use super::{StoreResult, Tx, statements::declare};
use crate::domain::ids::{ReviewId, TenantId, UserId};

/// A review that is to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReview {
    pub id: ReviewId,
    /// Who says it.
    pub rater: UserId,
    /// Of whom it is said.
    pub ratee: UserId,
    /// 1 to 5.
    pub stars: i64,
    pub text: String,
    pub at_ms: i64,
}

declare! {
    ADD_REVIEW = "
        INSERT INTO reviews (id, tenant_id, rater_id, ratee_id, rate, text, created_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    COUNT_REVIEW = "
        UPDATE users
           SET rating_total = rating_total + $3, rating_count = rating_count + 1
         WHERE tenant_id = $1 AND id = $2";
}

impl Tx {
    /// Adds a review and counts its stars with the reviewed person's others.
    ///
    /// # Errors
    /// `Taken(ReviewPair)` when the rater reviewed that person before.
    pub async fn add_review(&mut self, tenant: TenantId, review: &NewReview) -> StoreResult<()> {
        let args = [
            review.id.into(),
            tenant.into(),
            review.rater.into(),
            review.ratee.into(),
            review.stars.into(),
            (&review.text).into(),
            review.at_ms.into(),
        ];
        self.execute(ADD_REVIEW, args).await?;
        self.execute(COUNT_REVIEW, [tenant.into(), review.ratee.into(), review.stars.into()]).await.map(drop)
    }
}
