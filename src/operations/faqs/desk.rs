//! What operators do with the questions: list, add, change, remove, import. The command line's stories.

use crate::{
    domain::{
        faq::{ANSWER_CHARS_MAX, FaqType, POSITION_STEP, QUESTION_CHARS_MAX},
        ids::{FaqId, TenantId},
        limits::PAGE_ITEMS_MAX,
    },
    operations::{Ctx, admin::AdminError},
    store::{faqs::Faq, rerun},
};

/// What of a question an operator gives; what is left out stays, or is chosen for a new one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub id: Option<FaqId>,
    pub kind: Option<FaqType>,
    pub position: Option<i64>,
    pub question: Option<String>,
    pub answer: Option<String>,
}

/// Every question of a tenant, or those for some people, in order.
///
/// # Errors
/// The store's.
pub async fn list(ctx: &Ctx, tenant: TenantId, kind: Option<FaqType>) -> Result<Vec<Faq>, AdminError> {
    let mut tx = ctx.store.read().await?;
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let page = tx.page_faqs(tenant, kind, None, after, PAGE_ITEMS_MAX).await?;
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// Adds a question, at its position or behind all others.
///
/// # Errors
/// `Incomplete` without type, question or answer; `TooLong`; the store's.
pub async fn add(ctx: &Ctx, tenant: TenantId, wanted: &Wanted) -> Result<Faq, AdminError> {
    let now_ms = ctx.clock.now_ms();
    let id = FaqId(ctx.new_id());
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        let behind = tx.last_faq_position(tenant).await?.unwrap_or(0).saturating_add(POSITION_STEP);
        let faq = new(id, behind, wanted)?;
        tx.add_faq(tenant, &faq, now_ms).await?;
        tx.commit().await?;
        Ok(faq)
    })
    .await
}

/// Changes a question; what is left out stays.
///
/// # Errors
/// `NoSuchFaq`; `Incomplete` for an empty text; `TooLong`; the store's.
pub async fn update(ctx: &Ctx, tenant: TenantId, id: FaqId, wanted: &Wanted) -> Result<Faq, AdminError> {
    let now_ms = ctx.clock.now_ms();
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        let known = tx.find_faq(tenant, id).await?.ok_or(AdminError::NoSuchFaq)?;
        let faq = changed(known, wanted)?;
        tx.save_faq(tenant, &faq, now_ms).await?;
        tx.commit().await?;
        Ok(faq)
    })
    .await
}

/// Removes a question and answers what it was.
///
/// # Errors
/// `NoSuchFaq`; the store's.
pub async fn remove(ctx: &Ctx, tenant: TenantId, id: FaqId) -> Result<Faq, AdminError> {
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        let known = tx.find_faq(tenant, id).await?.ok_or(AdminError::NoSuchFaq)?;
        tx.remove_faq(tenant, id).await?;
        tx.commit().await?;
        Ok(known)
    })
    .await
}

/// Takes a list over, all or nothing: what has the id of a known question changes it, everything else is added behind the
/// others. With `replace` the list is all there is afterwards, in its order, and known ids are kept.
///
/// # Errors
/// `Incomplete`; `TooLong`; the store's.
pub async fn import(ctx: &Ctx, tenant: TenantId, wanted: &[Wanted], replace: bool) -> Result<Vec<Faq>, AdminError> {
    let now_ms = ctx.clock.now_ms();
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        let mut known = Vec::with_capacity(wanted.len());
        for item in wanted {
            known.push(match item.id {
                Some(id) => tx.find_faq(tenant, id).await?,
                None => None,
            });
        }
        if replace {
            tx.remove_faqs(tenant).await?;
        }
        let mut behind = tx.last_faq_position(tenant).await?.unwrap_or(0);
        let mut taken = Vec::with_capacity(wanted.len());
        for (item, known) in wanted.iter().zip(known) {
            behind = behind.saturating_add(POSITION_STEP);
            let faq = match known {
                Some(known) if replace => Faq { position: behind, ..changed(known, item)? },
                Some(known) => changed(known, item)?,
                None => new(
                    FaqId(ctx.new_id()),
                    behind,
                    &Wanted { position: item.position.filter(|_| !replace), ..item.clone() },
                )?,
            };
            if replace || !tx.save_faq(tenant, &faq, now_ms).await? {
                tx.add_faq(tenant, &faq, now_ms).await?;
            }
            taken.push(faq);
        }
        tx.commit().await?;
        Ok(taken)
    })
    .await
}

fn new(id: FaqId, position: i64, wanted: &Wanted) -> Result<Faq, AdminError> {
    Ok(Faq {
        id,
        kind: wanted.kind.ok_or(AdminError::Incomplete("type"))?,
        position: wanted.position.unwrap_or(position),
        question: question(wanted.question.as_deref())?,
        answer: answer(wanted.answer.as_deref())?,
    })
}

fn changed(known: Faq, wanted: &Wanted) -> Result<Faq, AdminError> {
    Ok(Faq {
        id: known.id,
        kind: wanted.kind.unwrap_or(known.kind),
        position: wanted.position.unwrap_or(known.position),
        question: question(Some(wanted.question.as_ref().unwrap_or(&known.question)))?,
        answer: answer(Some(wanted.answer.as_ref().unwrap_or(&known.answer)))?,
    })
}

fn question(text: Option<&str>) -> Result<String, AdminError> {
    filled(text, "question", QUESTION_CHARS_MAX)
}

fn answer(text: Option<&str>) -> Result<String, AdminError> {
    filled(text, "answer", ANSWER_CHARS_MAX)
}

/// A text without space around it, of which something is left, and that has an end.
fn filled(text: Option<&str>, name: &'static str, chars_max: usize) -> Result<String, AdminError> {
    let kept = text.map(str::trim).filter(|text| !text.is_empty() && !text.contains('\0'));
    let kept = kept.ok_or(AdminError::Incomplete(name))?;
    if kept.chars().count() > chars_max { Err(AdminError::TooLong(name)) } else { Ok(kept.to_owned()) }
}
