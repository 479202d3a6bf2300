//! Reviews: what people say of each other. Source: openapi/v1/operations/reviews.yaml.

use super::{
    Caller, Ctx, Failure,
    alerts::{self, News},
    cursor,
    events::{self, Event},
    idempotency::{self, Key, Recalled},
    view,
};
use crate::{
    contract::{
        runtime::Page,
        v1::{
            ErrorCode,
            types::{
                AlertKind, BasicUser, FullReview, RatingSummary, ReviewBody, ReviewDeleted, ReviewSaved, ReviewUpdate,
            },
        },
    },
    domain::{
        connection::{Standing, standing},
        ids::{ReviewId, TenantId, UserId},
        page::page_items,
        review,
        time::iso_date_time,
    },
    store::{
        Cursor, Tx, rerun,
        reviews::{NewReview, Review},
        users::{User, shown::Card},
    },
};
use std::collections::HashMap;

/// What others say of the caller, newest first. Three statements a page.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getYourReviews`.
pub async fn get_your_reviews(
    ctx: &Ctx,
    caller: Caller,
    page_size: Option<i64>,
    after: Option<&str>,
) -> Result<Page<FullReview>, Failure> {
    let list = "getYourReviews";
    let after = cursor::read(list, after)?;
    let mut tx = ctx.store.read().await?;
    page(ctx, &mut tx, (caller, caller.user), list, page_size, after).await
}

/// What others say of somebody whom the caller may see, newest first. Five statements a page.
///
/// # Errors
/// In this order: `cursor/invalid`; `auth/invalid` when the caller's account is closed; `user/not-found`, also for those whom
/// the caller may not see; `store/unavailable`.
///
/// Source: `getUserReviews`.
pub async fn get_user_reviews(
    ctx: &Ctx,
    caller: Caller,
    id: &str,
    page_size: Option<i64>,
    after: Option<&str>,
) -> Result<Page<FullReview>, Failure> {
    let list = format!("getUserReviews {id}");
    let after = cursor::read(&list, after)?;
    let id: UserId = id.parse().map_err(|_| ErrorCode::UserNotFound)?;
    let mut tx = ctx.store.read().await?;
    if id != caller.user {
        let mut found = tx.find_cards(caller.tenant, &[caller.user, id]).await?;
        found.retain(|user| user.deleted_at_ms.is_none());
        let of = |id: UserId| found.iter().find(|user| user.id == id);
        let me = of(caller.user).ok_or(ErrorCode::AuthInvalid)?;
        let user = of(id).ok_or(ErrorCode::UserNotFound)?;
        let relation = tx.relation(caller.tenant, caller.user, id).await?;
        if !view::seen(view::who(me), user, Some(&relation)) {
            return Err(ErrorCode::UserNotFound.into());
        }
    }
    page(ctx, &mut tx, (caller, id), &list, page_size, after).await
}

/// A page of `list`, what is said of `ratee`, as the caller sees it: three statements.
async fn page(
    ctx: &Ctx,
    tx: &mut Tx,
    (caller, ratee): (Caller, UserId),
    list: &str,
    page_size: Option<i64>,
    after: Option<Cursor>,
) -> Result<Page<FullReview>, Failure> {
    let page = tx.page_reviews(caller.tenant, ratee, after, page_items(page_size)).await?;
    let items = shown(tx, caller.tenant, caller.user, &page.items, ctx.clock.now_ms()).await?;
    Ok(Page { items, last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)), total_items: None })
}

/// The reviews that alerts of `viewer` are about, by id. Three statements, none when there are none.
///
/// # Errors
/// The store's.
pub(super) async fn of_alerts(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: UserId,
    reviews: &[ReviewId],
    now_ms: i64,
) -> Result<HashMap<String, FullReview>, Failure> {
    let reviews = tx.find_reviews(tenant, reviews).await?;
    let shown = shown(tx, tenant, viewer, &reviews, now_ms).await?;
    Ok(shown.into_iter().map(|review| (review.id.clone(), review)).collect())
}

/// Reviews with their authors, as `viewer` sees them: two statements, none when there are none.
async fn shown(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: UserId,
    reviews: &[Review],
    now_ms: i64,
) -> Result<Vec<FullReview>, Failure> {
    if reviews.is_empty() {
        return Ok(vec![]);
    }
    let mut people: Vec<UserId> = reviews.iter().map(|review| review.rater).collect();
    people.push(viewer);
    let cards = tx.find_cards(tenant, &people).await?;
    let me = cards.iter().find(|user| user.id == viewer).ok_or(ErrorCode::AuthInvalid)?;
    let relations = view::relations(tx, tenant, viewer, &people).await?;
    let raters: HashMap<UserId, BasicUser> = cards
        .iter()
        .map(|rater| {
            let relation = relations.get(&rater.id);
            let seen = if view::seen(view::who(me), rater, relation) {
                view::basic(rater, relation, view::who(me), now_ms)
            } else {
                // Who hides from the caller, or is gone, signed the review all the same. No more: the two may never have met.
                BasicUser { id: rater.id.to_string(), name: view::name(rater), ..BasicUser::default() }
            };
            (rater.id, seen)
        })
        .collect();
    Ok(reviews.iter().map(|review| full(review, raters.get(&review.rater).cloned())).collect())
}

/// Reviews somebody whom the caller is connected with.
///
/// One transaction, at most eleven statements. The reviewed person is held while the stars are counted.
///
/// # Errors
/// In this order: `request/invalid` for a blank text; `idempotency/key-reused`; `review/with-self`; `auth/invalid` when the
/// caller's account is closed; `user/not-found`, also for those whom the caller may not see; `review/exists`,
/// `review/not-connected`; `store/unavailable`.
///
/// Source: `reviewUser`.
pub async fn review_user(
    ctx: &Ctx,
    caller: Caller,
    ratee: &str,
    body: &ReviewBody,
    key: Option<&str>,
) -> Result<ReviewSaved, Failure> {
    let text = written(&body.text)?;
    let key = Key::new(key, "reviewUser", &(ratee, body));
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let tx = ctx.store.write().await?;
        let mut tx = match idempotency::recall(tx, caller, &key, now_ms).await? {
            Recalled::Anew(tx) => tx,
            Recalled::Known(answer) => return Ok(answer),
        };
        let ratee = other(caller, ratee)?;
        let (me, user) = people(&mut tx, caller, ratee).await?;
        let user = user.ok_or(ErrorCode::UserNotFound)?;
        let relation = tx.relation(caller.tenant, caller.user, ratee).await?;
        if !view::seen(view::who(&me), &user, Some(&relation)) {
            return Err(ErrorCode::UserNotFound.into());
        }
        if tx.review_between(caller.tenant, caller.user, ratee).await?.is_some() {
            return Err(ErrorCode::ReviewExists.into());
        }
        if standing(relation.connection.as_ref(), caller.user) != Standing::Accepted {
            return Err(Failure::of(ErrorCode::ReviewNotConnected));
        }
        let new = NewReview {
            id: ReviewId(ctx.new_id()),
            rater: caller.user,
            ratee,
            stars: body.rate,
            text: text.to_owned(),
            at_ms: now_ms,
        };
        tx.add_review(caller.tenant, &new).await?;
        let review = Review {
            id: new.id,
            rater: new.rater,
            ratee,
            stars: new.stars,
            text: new.text,
            created_at_ms: now_ms,
            changed_at_ms: None,
        };
        let news = News {
            receiver: ratee,
            kind: AlertKind::Review,
            subject: &review.id.to_string(),
            actor: Some(caller.user),
            state: "written",
        };
        alerts::tell(ctx, &mut tx, caller.tenant, news, now_ms).await?;
        let saved = saved(&me, &review, &user, user.rating_total + review.stars, user.rating_count + 1, now_ms);
        idempotency::remember(&mut tx, caller, &key, &saved).await?;
        tx.commit().await?;
        Ok(saved)
    })
    .await
}

/// Changes the caller's review of somebody; what is left out stays. One transaction, at most six statements.
///
/// # Errors
/// In this order: `request/invalid` for a blank text; `auth/invalid` when the caller's account is closed;
/// `review/not-found`; `store/unavailable`.
///
/// Source: `updateReview`.
pub async fn update_review(
    ctx: &Ctx,
    caller: Caller,
    ratee: &str,
    body: &ReviewUpdate,
) -> Result<ReviewSaved, Failure> {
    let text = body.text.as_deref().map(written).transpose()?;
    let ratee = reviewed(caller, ratee)?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let (me, user, before) = held(&mut tx, caller, ratee).await?;
        let mut after = Review {
            stars: body.rate.unwrap_or(before.stars),
            text: text.map_or_else(|| before.text.clone(), str::to_owned),
            ..before.clone()
        };
        if after != before {
            after.changed_at_ms = Some(now_ms);
            tx.save_review(caller.tenant, &before, &after).await?;
            events::raise(&mut tx, caller.tenant, ratee, &Event::User, now_ms);
        }
        let total = user.rating_total + after.stars - before.stars;
        let saved = saved(&me, &after, &user, total, user.rating_count, now_ms);
        tx.commit().await?;
        Ok::<_, Failure>(saved)
    })
    .await
}

/// Removes the caller's review of somebody. One transaction, at most seven statements.
///
/// # Errors
/// In this order: `auth/invalid` when the caller's account is closed; `review/not-found`; `store/unavailable`.
///
/// Source: `deleteReview`.
pub async fn delete_review(ctx: &Ctx, caller: Caller, ratee: &str) -> Result<ReviewDeleted, Failure> {
    let ratee = reviewed(caller, ratee)?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let (_, user, review) = held(&mut tx, caller, ratee).await?;
        tx.remove_review(caller.tenant, &review).await?;
        tx.remove_alert(caller.tenant, ratee, AlertKind::Review.as_str(), &review.id.to_string()).await?;
        events::raise(&mut tx, caller.tenant, ratee, &Event::User, now_ms);
        let left = summary(&user, user.rating_total - review.stars, user.rating_count - 1);
        tx.commit().await?;
        Ok::<_, Failure>(ReviewDeleted { user: left })
    })
    .await
}

/// The caller, the reviewed person and the review, held.
async fn held(tx: &mut Tx, caller: Caller, ratee: UserId) -> Result<(User, User, Review), Failure> {
    let (me, user) = people(tx, caller, ratee).await?;
    let user = user.ok_or(ErrorCode::ReviewNotFound)?;
    let review = tx.review_between(caller.tenant, caller.user, ratee).await?.ok_or(ErrorCode::ReviewNotFound)?;
    Ok((me, user, review))
}

/// Both people, held in the order of their ids; the other one only if they are there.
async fn people(tx: &mut Tx, caller: Caller, other: UserId) -> Result<(User, Option<User>), Failure> {
    let mut found = tx.lock_users(caller.tenant, &[caller.user, other]).await?;
    let mut take = |id: UserId| found.iter().position(|user| user.id == id).map(|at| found.swap_remove(at));
    Ok((take(caller.user).ok_or(ErrorCode::AuthInvalid)?, take(other)))
}

/// Whom a path names, if it is not the caller.
fn other(caller: Caller, id: &str) -> Result<UserId, Failure> {
    let id: UserId = id.parse().map_err(|_| ErrorCode::UserNotFound)?;
    if id == caller.user { Err(ErrorCode::ReviewWithSelf.into()) } else { Ok(id) }
}

/// Of whom the caller may have a review. Nobody has one of themself.
fn reviewed(caller: Caller, id: &str) -> Result<UserId, Failure> {
    other(caller, id).map_err(|_| ErrorCode::ReviewNotFound.into())
}

fn written(text: &str) -> Result<&str, Failure> {
    review::text(text).ok_or_else(|| Failure::field("/text", "minLength", "Write something: the text is blank"))
}

fn saved(me: &Card, review: &Review, user: &Card, total: i64, count: i64, now_ms: i64) -> ReviewSaved {
    let rater = view::basic(me, None, view::who(me), now_ms);
    ReviewSaved { review: full(review, Some(rater)), user: summary(user, total, count) }
}

fn summary(user: &Card, total: i64, count: i64) -> RatingSummary {
    RatingSummary { id: user.id.to_string(), rating: review::rating(total, count), total_reviews: count }
}

fn full(review: &Review, rater: Option<BasicUser>) -> FullReview {
    FullReview {
        id: review.id.to_string(),
        rate: Some(review.stars),
        text: Some(review.text.clone()),
        rater,
        timestamp: Some(iso_date_time(review.created_at_ms)),
    }
}
