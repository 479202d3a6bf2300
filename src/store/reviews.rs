//! Reviews: what one person says of another after their calls. The stars are counted with the reviewed person in the same
//! transaction.
//!
//! Whoever writes one holds both people first ([`Tx::lock_users`]).

use super::{Cursor, Page, Row, StoreResult, Tx, Value, statements::declare};
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

/// A review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub id: ReviewId,
    pub rater: UserId,
    pub ratee: UserId,
    /// 1 to 5.
    pub stars: i64,
    pub text: String,
    pub created_at_ms: i64,
    /// `None`: it is as it was written first.
    pub changed_at_ms: Option<i64>,
}

declare! {
    ADD_REVIEW = "
        INSERT INTO reviews (id, tenant_id, rater_id, ratee_id, rate, text, created_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// `$3` stars and `$4` reviews more, or fewer.
    COUNT_STARS = "
        UPDATE users
           SET rating_total = rating_total + $3, rating_count = rating_count + $4
         WHERE tenant_id = $1 AND id = $2";
    REVIEW_BETWEEN = "
        SELECT id, rater_id, ratee_id, rate, text, created_at_ms, changed_at_ms
          FROM reviews
         WHERE tenant_id = $1 AND rater_id = $2 AND ratee_id = $3";
    FIND_REVIEWS = "
        SELECT id, rater_id, ratee_id, rate, text, created_at_ms, changed_at_ms
          FROM reviews
         WHERE id IN_LIST($2) AND NOT tenant_id <> $1";
    PAGE_REVIEWS = "
        SELECT id, rater_id, ratee_id, rate, text, created_at_ms, changed_at_ms
          FROM reviews
         WHERE tenant_id = $1 AND ratee_id = $2 AND (created_at_ms, id) < ($3, $4)
         ORDER BY created_at_ms DESC, id DESC
         LIMIT $5";
    SAVE_REVIEW = "
        UPDATE reviews
           SET rate = $3, text = $4, changed_at_ms = $5
         WHERE tenant_id = $1 AND id = $2";
    REMOVE_REVIEW = "
        DELETE FROM reviews
         WHERE tenant_id = $1 AND id = $2";
    REMOVE_REVIEWS_ABOUT = "
        DELETE FROM reviews
         WHERE tenant_id = $1 AND ratee_id = $2";
    FORGET_STARS = "
        UPDATE users
           SET rating_total = 0, rating_count = 0
         WHERE tenant_id = $1 AND id = $2";
}

fn read(mut row: Row) -> StoreResult<Review> {
    Ok(Review {
        id: row.parsed("id")?,
        rater: row.parsed("rater_id")?,
        ratee: row.parsed("ratee_id")?,
        stars: row.int("rate")?,
        text: row.text("text")?,
        created_at_ms: row.int("created_at_ms")?,
        changed_at_ms: row.int_opt("changed_at_ms")?,
    })
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
        self.count_stars(tenant, review.ratee, review.stars, 1).await
    }

    /// What `rater` says of `ratee`. `None`: nothing.
    pub async fn review_between(
        &mut self,
        tenant: TenantId,
        rater: UserId,
        ratee: UserId,
    ) -> StoreResult<Option<Review>> {
        self.optional(REVIEW_BETWEEN, [tenant.into(), rater.into(), ratee.into()]).await?.map(read).transpose()
    }

    /// Those of these reviews that exist, in any order.
    pub async fn find_reviews(&mut self, tenant: TenantId, reviews: &[ReviewId]) -> StoreResult<Vec<Review>> {
        if reviews.is_empty() {
            return Ok(Vec::new());
        }
        self.rows(FIND_REVIEWS, [tenant.into(), Value::texts(reviews)]).await?.into_iter().map(read).collect()
    }

    /// What others say of a person, newest first.
    pub async fn page_reviews(
        &mut self,
        tenant: TenantId,
        ratee: UserId,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Review>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), ratee.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = self.rows(PAGE_REVIEWS, args).await?;
        Page::from_rows(rows, limit, read, |review| Cursor { at_ms: review.created_at_ms, id: review.id.to_string() })
    }

    /// Writes the stars, the text and the time of change of a review back; `before` is as it was read. `false`: it is gone.
    pub async fn save_review(&mut self, tenant: TenantId, before: &Review, after: &Review) -> StoreResult<bool> {
        let args =
            [tenant.into(), after.id.into(), after.stars.into(), (&after.text).into(), after.changed_at_ms.into()];
        if self.execute(SAVE_REVIEW, args).await? == 0 {
            return Ok(false);
        }
        self.count_stars(tenant, after.ratee, after.stars - before.stars, 0).await?;
        Ok(true)
    }

    /// Removes a review with its stars. `false`: it was gone.
    pub async fn remove_review(&mut self, tenant: TenantId, review: &Review) -> StoreResult<bool> {
        if self.execute(REMOVE_REVIEW, [tenant.into(), review.id.into()]).await? == 0 {
            return Ok(false);
        }
        self.count_stars(tenant, review.ratee, -review.stars, -1).await?;
        Ok(true)
    }

    /// Removes what others say of a person, and their rating with it.
    pub async fn remove_reviews_about(&mut self, tenant: TenantId, ratee: UserId) -> StoreResult<()> {
        self.execute(REMOVE_REVIEWS_ABOUT, [tenant.into(), ratee.into()]).await?;
        self.execute(FORGET_STARS, [tenant.into(), ratee.into()]).await.map(drop)
    }

    async fn count_stars(&mut self, tenant: TenantId, ratee: UserId, stars: i64, reviews: i64) -> StoreResult<()> {
        self.execute(COUNT_STARS, [tenant.into(), ratee.into(), stars.into(), reviews.into()]).await.map(drop)
    }
}
