//! The sandbox's checkout page: what it shows, and what its visitor does.

use super::{TopUp, WebhookFailure, find, webhook};
use crate::{
    domain::{
        ids::TransactionId,
        payment::{Purpose, price},
        transaction::{Funds, Status},
    },
    operations::{
        Ctx, Failure,
        ports::{Returns, SandboxAct},
    },
};
use subtle::ConstantTimeEq as _;

/// What a checkout page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub transaction: TransactionId,
    pub coins_hundredths: i64,
    pub price: Funds,
    pub state: PageState,
    pub expires_at_ms: i64,
    /// Where it leads to.
    pub returns: Returns,
}

/// How far the visitor of a checkout page got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageState {
    /// Waits for the visitor.
    Open,
    /// Waits for the bank.
    Processing,
    Paid,
    Refunded,
    Failed,
    Expired,
}

impl PageState {
    pub const ALL: [Self; 6] = [Self::Open, Self::Processing, Self::Paid, Self::Refunded, Self::Failed, Self::Expired];

    /// What may be done on a page in this state.
    #[must_use]
    pub const fn acts(self) -> &'static [SandboxAct] {
        match self {
            Self::Open => &[SandboxAct::Pay, SandboxAct::PayLater, SandboxAct::Expire],
            Self::Processing => &[SandboxAct::Arrive, SandboxAct::Bounce],
            Self::Paid => &[SandboxAct::Refund],
            Self::Refunded | Self::Failed | Self::Expired => &[],
        }
    }
}

/// What became of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The visitor is done: on with them to the web app.
    Done(Returns),
    /// The page shows what became of it.
    Shown,
    /// There is no such page.
    NoPage,
}

/// The page of that id. `None`: there is none, or no sandbox. Two statements.
///
/// # Errors
/// `store/unavailable`.
pub async fn page(ctx: &Ctx, session: &str) -> Result<Option<Page>, Failure> {
    Ok(look(ctx, session).await?.map(|(page, _)| page))
}

/// Does on a page what its visitor wants: sends ourselves the webhook that a provider would send, signed and read like any
/// other. What a page's state does not allow does nothing.
///
/// # Errors
/// Those of [`webhook::hear`].
pub async fn act(ctx: &Ctx, session: &str, wanted: SandboxAct) -> Result<Act, WebhookFailure> {
    let (Some((page, purpose)), Some(sandbox)) = (look(ctx, session).await?, ctx.payments.sandbox()) else {
        return Ok(Act::NoPage);
    };
    let is_last = matches!(wanted, SandboxAct::Pay | SandboxAct::PayLater);
    if page.state.acts().contains(&wanted) {
        let sent = sandbox.webhook(wanted, session, purpose, &page.price, ctx.clock.now_ms());
        webhook::hear(ctx, &sent.signature, &sent.body).await?;
    } else if !(is_last && matches!(page.state, PageState::Paid | PageState::Processing)) {
        // But who presses "pay" twice is done all the same.
        return Ok(Act::Shown);
    }
    Ok(if is_last { Act::Done(page.returns) } else { Act::Shown })
}

/// The page of that id, and what it is for.
async fn look(ctx: &Ctx, session: &str) -> Result<Option<(Page, Purpose)>, Failure> {
    let Some(purpose) = ctx.payments.sandbox().and_then(|sandbox| sandbox.purpose(session)) else { return Ok(None) };
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    let Some(TopUp { transaction, payment }) = find(&mut tx, purpose.tenant, purpose.transaction).await? else {
        return Ok(None);
    };
    // The id is all that a visitor has to show: it must be the one that was given out.
    let given = transaction.session_id.as_deref().unwrap_or_default();
    let is_given = bool::from(given.as_bytes().ct_eq(session.as_bytes()));
    if !is_given || transaction.provider.as_deref() != Some(ctx.payments.provider()) {
        return Ok(None);
    }
    let expires_at_ms = payment.session_expires_at_ms.unwrap_or_default();
    let state = match transaction.status {
        Status::Pending if expires_at_ms > now_ms => PageState::Open,
        Status::Processing => PageState::Processing,
        Status::Succeeded => PageState::Paid,
        Status::Refunded => PageState::Refunded,
        Status::Failed => PageState::Failed,
        Status::Pending | Status::Expired | Status::Canceled | Status::Incomplete => PageState::Expired,
    };
    let page = Page {
        transaction: transaction.id,
        coins_hundredths: payment.coins_hundredths,
        price: price(payment.coins_hundredths),
        state,
        expires_at_ms,
        returns: ctx.settings.top_ups.returns.of(transaction.id),
    };
    Ok(Some((page, purpose)))
}
