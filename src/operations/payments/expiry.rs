//! Top-ups that nobody paid, and of which no news came: they expire.
//!
//! A provider tells when a checkout page ends; where it does not, because the page was never made, because the provider was
//! changed, or because it could not reach us for days, the transaction would wait for ever.

use super::{
    hold,
    webhook::{self, Heard},
};
use crate::{
    domain::{
        ids::{TenantId, UserId},
        payment::{Fact, Purpose},
        time::MS_PER_DAY,
        transaction::{Status, Transaction},
    },
    operations::{Ctx, Failure, jobs::JobFault, ports::Ended},
    store::rerun,
};

/// How long a pending top-up may go without a change before it expires, in milliseconds: a page is good for a day at most, and
/// Stripe repeats its news for three.
const SILENT_MS: i64 = 5 * MS_PER_DAY;
/// Top-ups that are read at a time.
const READ_AT_ONCE: i64 = 100;

/// Lets old top-ups expire, as the provider's news would have done. Answers how many.
///
/// Each page is ended at the provider first, so that nobody pays on it afterwards. When the provider does not answer, the rest
/// waits for the next time.
///
/// # Errors
/// `store/unavailable`: the next sweep goes on.
pub async fn expire(ctx: &Ctx) -> Result<usize, Failure> {
    let before_ms = ctx.clock.now_ms() - SILENT_MS;
    let (mut after, mut expired) = (None, 0);
    loop {
        let page = ctx.store.read().await?.page_silent_top_ups(before_ms, after, READ_AT_ONCE).await?;
        for top_up in &page.items {
            match end_page(ctx, top_up).await {
                Ok(Ended::Unpaid) => expired += usize::from(rerun(|| settle(ctx, top_up)).await?),
                Ok(Ended::Completed) => {
                    tracing::error!(transaction.id = %top_up.id, "A top-up was paid and the provider did not tell: look at it");
                }
                Err(failure) => {
                    tracing::warn!(transaction.id = %top_up.id, %failure, "Old top-ups wait, because the provider does not answer");
                    return Ok(expired);
                }
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(expired);
        }
    }
}

/// Lets the open top-ups of somebody who has closed their account expire: what is paid for them nobody could use.
///
/// # Errors
/// To be tried again: the provider does not answer, a top-up changed meanwhile, or the store's.
pub async fn end_all_of(ctx: &Ctx, tenant: TenantId, user: UserId) -> Result<(), JobFault> {
    let open = ctx.store.read().await?.open_top_ups_of(tenant, user).await?;
    let mut changed = false;
    for top_up in &open {
        match end_page(ctx, top_up).await? {
            Ended::Unpaid => changed |= !rerun(|| settle(ctx, top_up)).await?,
            Ended::Completed => {
                tracing::error!(transaction.id = %top_up.id, "A top-up of a closed account was paid: give the money back");
            }
        }
    }
    if changed {
        // A request that began before the account was closed has made another page, perhaps: that is to be ended too.
        return Err(JobFault::Again("a top-up changed while it was ended".to_owned()));
    }
    Ok(())
}

/// Ends the page of a top-up at the provider who made it; one of another provider ended long ago.
async fn end_page(ctx: &Ctx, top_up: &Transaction) -> Result<Ended, Failure> {
    match &top_up.session_id {
        Some(session) if top_up.provider.as_deref() == Some(ctx.payments.provider()) => {
            Ok(ctx.payments.end(session).await?)
        }
        _ => Ok(Ended::Unpaid),
    }
}

/// One transaction: the top-up has expired, unless something happened to it meanwhile.
async fn settle(ctx: &Ctx, seen: &Transaction) -> Result<bool, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.write().await?;
    let wallets = tx.lock_wallets(seen.tenant, &[seen.user]).await?;
    let balance = wallets.first().map_or(0, |wallet| wallet.hundredths);
    let Some(top_up) = hold(&mut tx, seen.tenant, seen.id).await? else { return Ok(false) };
    let now = &top_up.transaction;
    if now.status != Status::Pending || now.updated_at_ms != seen.updated_at_ms {
        return Ok(false);
    }
    let purpose = Purpose { tenant: seen.tenant, transaction: seen.id, attempt: top_up.payment.attempt };
    let heard = webhook::take_in(ctx, &mut tx, top_up, balance, (purpose, &Fact::Expired), now_ms).await?;
    tx.commit().await?;
    Ok(heard == Heard::Applied)
}
