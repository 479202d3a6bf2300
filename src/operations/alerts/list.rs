//! The list of alerts. Source: openapi/v1/operations/alerts.yaml.

use super::view;
use crate::{
    contract::{runtime::Page, v1::types::BasicAlert},
    domain::page::page_items,
    operations::{Caller, Ctx, Failure, cursor},
};

/// The caller's alerts, newest first, each with what it is about ([`view::full`]). A constant number of statements a page.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getAlerts`.
pub async fn get_alerts(
    ctx: &Ctx,
    caller: Caller,
    page_size: Option<i64>,
    after: Option<&str>,
) -> Result<Page<BasicAlert>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = "getAlerts";
    let after = cursor::read(list, after)?;
    let mut tx = ctx.store.read().await?;
    let page = tx.page_alerts(caller.tenant, caller.user, after, page_items(page_size)).await?;
    Ok(Page {
        items: view::full(&mut tx, caller.tenant, caller.user, &page.items, now_ms).await?,
        last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)),
        total_items: None,
    })
}
