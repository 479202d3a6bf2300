//! What a provider tells of a payment.

use super::{TopUp, find, hold};
use crate::{
    contract::v1::types::AlertKind,
    domain::{
        ids::TransactionId,
        ledger::{Account, End},
        payment::{Fact, Learnt, Purpose, Settlement},
        transaction::{Funds, Status},
    },
    operations::{
        Ctx, Failure,
        alerts::{self, News},
        ledger::{self, Move},
        ports::{About, Notice, WebhookRefusal},
    },
    store::{Tx, rerun},
};

/// What became of a webhook that is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It was new.
    Applied,
    /// It said what was known.
    Known,
    /// It says nothing of a payment of ours.
    Ignored,
    /// It does not fit its transaction: nothing was done, and an operator must look.
    Misfit,
}

impl Heard {
    /// The word of the answer and of the log.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Known => "known",
            Self::Ignored => "ignored",
            Self::Misfit => "misfit",
        }
    }
}

/// Why a webhook was not taken.
#[derive(Debug)]
pub enum WebhookFailure {
    /// It is not believed. It does not become better by coming again.
    Refused(WebhookRefusal),
    /// It is to come again.
    Failed(Failure),
}

impl From<Failure> for WebhookFailure {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Takes a webhook: checks who sent it, and makes of it what follows, once, in one transaction: the transaction's status, the
/// coins, the alert, the events.
///
/// # Errors
/// In this order: it is not believed; `payment/unavailable` when the provider must be asked what a payment was for and does
/// not answer; `store/unavailable`.
///
/// Source: docs/decisions/0009-webhooks-stand-outside-the-document.md.
pub async fn hear(ctx: &Ctx, signature: &str, body: &[u8]) -> Result<Heard, WebhookFailure> {
    let heard = ctx.payments.hear(signature, body, ctx.clock.now_ms());
    let Some(notice) = heard.map_err(WebhookFailure::Refused)? else { return Ok(Heard::Ignored) };
    let purpose = match &notice.about {
        About::Purpose(purpose) => Some(*purpose),
        About::Payment(payment) => ctx.payments.purpose_of(payment).await.map_err(Failure::from)?,
    };
    let Some(purpose) = purpose else { return Ok(Heard::Ignored) };
    let heard = rerun(|| learn(ctx, purpose, &notice)).await?;
    tracing::info!(event = notice.event, transaction.id = %purpose.transaction, heard = heard.as_str(), "Heard of a payment");
    Ok(heard)
}

/// One transaction: what follows from the news.
async fn learn(ctx: &Ctx, purpose: Purpose, notice: &Notice) -> Result<Heard, Failure> {
    let now_ms = ctx.clock.now_ms();
    let Purpose { tenant, transaction: id, .. } = purpose;
    let mut tx = ctx.store.write().await?;
    let Some(known) = find(&mut tx, tenant, id).await? else {
        tracing::warn!(event = notice.event, transaction.id = %id, "Heard of a payment for a transaction that is not here");
        return Ok(Heard::Ignored);
    };
    let wallets = tx.lock_wallets(tenant, &[known.transaction.user]).await?;
    let balance = wallets.first().map_or(0, |wallet| wallet.hundredths);
    let Some(mut top_up) = hold(&mut tx, tenant, id).await? else {
        return Ok(Heard::Ignored);
    };
    if top_up.transaction.provider.as_deref() != Some(ctx.payments.provider()) {
        tracing::error!(event = notice.event, transaction.id = %id, "Heard of a payment from another provider than the one who was asked");
        return Ok(Heard::Misfit);
    }
    if top_up.payment.standing.paid_attempt.is_none() && leaves_money(&notice.fact, top_up.payment.price_cents) {
        let owner = tx.find_user(tenant, known.transaction.user).await?;
        if owner.is_none_or(|owner| owner.deleted_at_ms.is_some()) {
            tracing::error!(event = notice.event, transaction.id = %id, "A top-up of a closed account was paid: give the money back");
            return Ok(Heard::Misfit);
        }
    }
    top_up.transaction.payment_id = top_up.transaction.payment_id.or_else(|| notice.payment.clone());
    let heard = take_in(ctx, &mut tx, top_up, balance, (purpose, &notice.fact), now_ms).await?;
    if heard == Heard::Applied {
        tx.commit().await?;
    }
    Ok(heard)
}

/// Whether a fact says that so much was paid and that some of it may stay with us: coins would be due for it.
fn leaves_money(fact: &Fact, price_cents: i64) -> bool {
    match fact {
        // However a dispute stands, it may be won.
        Fact::Paid(_) | Fact::Disputed { .. } => true,
        Fact::Refunded { cents, .. } => *cents < price_cents,
        Fact::Processing(_) | Fact::Failed | Fact::Expired => false,
    }
}

/// Writes what follows from a fact about a top-up that is held, as is its owner's wallet, which holds `balance`. To be committed
/// if it is new.
///
/// # Errors
/// The store's.
pub(super) async fn take_in(
    ctx: &Ctx,
    tx: &mut Tx,
    TopUp { mut transaction, mut payment }: TopUp,
    balance: i64,
    (purpose, fact): (Purpose, &Fact),
    now_ms: i64,
) -> Result<Heard, Failure> {
    let (tenant, id, owner, cents) = (purpose.tenant, purpose.transaction, transaction.user, payment.price_cents);
    match payment.standing.learn(fact, purpose.attempt, payment.attempt, cents) {
        Ok(Learnt::New) => {}
        Ok(Learnt::Known) => return Ok(Heard::Known),
        Ok(Learnt::PaidTwice) => {
            tracing::error!(transaction.id = %id, "A top-up was paid twice: give the second payment back");
            return Ok(Heard::Misfit);
        }
        Err(misfit) => {
            tracing::error!(transaction.id = %id, %misfit, "A payment does not fit its transaction: look at it");
            return Ok(Heard::Misfit);
        }
    }
    let due = payment.standing.due_hundredths(payment.coins_hundredths, cents);
    let settlement = payment.settled.settle(due, balance);
    if settlement.after.shortfall_hundredths > payment.settled.shortfall_hundredths {
        let missing_hundredths = settlement.after.shortfall_hundredths;
        tracing::warn!(transaction.id = %id, missing_hundredths, "Money went back for coins that were spent already");
    }
    let status = payment.standing.status(cents);
    let turned = status != transaction.status;
    if settlement.after != payment.settled {
        payment.settlements += 1;
        let reference = format!("top-up:{id}:{}", payment.settlements);
        settle(ctx, tx, (purpose, reference), Account::Wallet(owner), settlement, now_ms).await?;
        payment.settled = settlement.after;
    }
    // What the transaction shows is what is left of the sale; one that came to nothing shows what it was about.
    let (coins, left) = match status {
        Status::Succeeded => (due, payment.standing.kept_cents(cents)),
        _ => (payment.coins_hundredths, cents),
    };
    (transaction.coins_hundredths, transaction.funds) = (coins, Some(Funds::usd(left)));
    (transaction.status, transaction.updated_at_ms) = (status, now_ms);
    tx.save_transaction(&transaction).await?;
    tx.save_payment(&payment).await?;
    if turned || settlement.wallet_hundredths != 0 {
        let subject = id.to_string();
        let news = News {
            receiver: owner,
            kind: AlertKind::Transaction,
            subject: &subject,
            actor: None,
            state: status.as_str(),
        };
        alerts::tell(ctx, tx, tenant, news, now_ms).await?;
    }
    Ok(Heard::Applied)
}

/// Moves the coins of a settlement: between what was sold and the wallet, and what the house bears for coins that were spent.
async fn settle(
    ctx: &Ctx,
    tx: &mut Tx,
    (Purpose { tenant, transaction, .. }, reference): (Purpose, String),
    wallet: Account,
    settlement: Settlement,
    now_ms: i64,
) -> Result<(), Failure> {
    let shown = |account, transaction: TransactionId| End { account, transaction: Some(transaction) };
    let sales = End::from(Account::Sales);
    let (wallet, house) = (shown(wallet, transaction), shown(Account::Grants, transaction));
    for (suffix, into, hundredths) in [
        ("wallet", wallet, settlement.wallet_hundredths),
        // What the house bears it gives in the person's place.
        ("house", house, -settlement.house_hundredths),
    ] {
        let (from, to) = if hundredths > 0 { (sales, into) } else { (into, sales) };
        if hundredths != 0 {
            let reference = format!("{reference}:{suffix}");
            let wish = Move { tenant, reference, from, to, hundredths: hundredths.abs() };
            ledger::move_coins(ctx, tx, &wish, now_ms).await?;
        }
    }
    Ok(())
}
