//! Questions and answers. Source: openapi/v1/operations/faqs.yaml. What operators do with them is in [`desk`].

pub mod desk;

use super::{Ctx, Failure, cursor};
use crate::{
    contract::{
        runtime::Page,
        v1::types::{self, BasicFaq},
    },
    domain::{
        faq::{self, FaqType},
        ids::{FaqId, TenantId},
        page::{self, page_items},
    },
    store::{StoreResult, Tx, faqs::Faq},
};

/// The questions, all or those for some people, in the operator's order. One statement.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getFaqs`, `getFaqsByType`.
pub async fn get_faqs(
    ctx: &Ctx,
    kind: Option<&str>,
    page_size: Option<i64>,
    after: Option<&str>,
    keyword: Option<&str>,
) -> Result<Page<BasicFaq>, Failure> {
    let list = if kind.is_some() { "getFaqsByType" } else { "getFaqs" };
    let after = cursor::read(list, after)?;
    // The contract knows the same words: any other was refused before.
    let kind: Option<FaqType> = kind.and_then(|word| word.parse().ok());
    let mut tx = ctx.store.read().await?;
    let page =
        tx.page_faqs(ctx.settings.default_tenant, kind, page::keyword(keyword), after, page_items(page_size)).await?;
    Ok(Page {
        items: page.items.iter().map(shown).collect(),
        last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)),
        total_items: None,
    })
}

fn shown(faq: &Faq) -> BasicFaq {
    BasicFaq {
        id: faq.id.to_string(),
        question: Some(faq.question.clone()),
        answer: Some(faq.answer.clone()),
        r#type: types::FaqType::parse(faq.kind.as_str()),
    }
}

/// Gives a tenant the questions that it begins with, once: what its operators change or take out stays so. One statement
/// when it has had them.
///
/// # Errors
/// The store's.
pub(super) async fn begin(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, now_ms: i64) -> StoreResult<()> {
    if !tx.claim_first_faqs(tenant, now_ms).await? {
        return Ok(());
    }
    let mut position = tx.last_faq_position(tenant).await?.unwrap_or(0);
    for first in faq::FIRST {
        position = position.saturating_add(faq::POSITION_STEP);
        let faq = Faq {
            id: FaqId(ctx.new_id()),
            kind: first.kind,
            position,
            question: first.question.to_owned(),
            answer: first.answer.to_owned(),
        };
        tx.add_faq(tenant, &faq, now_ms).await?;
    }
    Ok(())
}
