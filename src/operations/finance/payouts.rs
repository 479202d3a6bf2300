//! Sending the money of a withdrawal: a job, done at least once, whose money is sent once and comes back at most once.
//!
//! The provider knows a payout by the transaction's id, so asking again sends nothing again; what is not known to have failed
//! is asked again, never given back.
//!
//! An order that the provider refuses may be taken when it is asked again, and two workers may ask at once: the claim of a slow one
//! ends. So whoever asks takes a turn first, which they write down, and a refusal counts only if nobody took a later one. The
//! first refusal that counts has the order asked once more, when nobody can be on their way with it; the second gives the coins back.
//! From the first on, turns are `PAYOUT_REFUSED_MS` apart, whoever wants one: the second comes back when no other order is on its way.

use super::tell;
use crate::{
    domain::{
        ids::{TenantId, TransactionId},
        ledger::{Account, End},
        limits::{PAYOUT_LOOK_MS_MAX, PAYOUT_LOOK_MS_MIN, PAYOUT_REFUSED_MS},
        transaction::{Kind, Status, Transaction},
    },
    operations::{
        Ctx, Failure,
        jobs::{self, Job, JobFault, shortened},
        ledger::{Move, move_coins},
        ports::{Payout, PayoutOrder, PayoutState},
    },
    store::{Tx, rerun},
};

/// Longest reason of a provider that is kept, in characters.
const FAILURE_CHARS_MAX: usize = 100;

/// Has a withdrawal's money sent after the commit, or looked after at `run_at_ms`.
pub(super) fn enqueue(ctx: &Ctx, tx: &mut Tx, withdrawal: &Transaction, run_at_ms: i64) {
    jobs::enqueue(ctx, tx, withdrawal.tenant, &Job::Payout { transaction: withdrawal.id }, run_at_ms);
}

/// Sends a withdrawal's money, or looks how far it got.
///
/// # Errors
/// [`JobFault::Again`] when the provider or the database did not answer; [`JobFault::Later`] while somebody may be on their way
/// with an order that was refused once; [`JobFault::Never`] when the transaction is no withdrawal.
pub async fn pay(ctx: &Ctx, tenant: TenantId, id: TransactionId) -> Result<(), JobFault> {
    let found = ctx.store.read().await?.find_transaction(tenant, id).await?;
    let Some(withdrawal) = found.filter(|found| found.kind == Kind::Withdrawal) else {
        return Err(JobFault::Never("there is no such withdrawal".into()));
    };
    if !withdrawal.status.is_open() {
        return Ok(());
    }
    let (payout, turn) = match (&withdrawal.payout_id, &withdrawal.payout_email, &withdrawal.funds) {
        (Some(payout), ..) => (Payout { id: Some(payout.clone()), state: ctx.payouts.look_up(payout).await? }, None),
        (None, Some(email), Some(funds)) => {
            let order = PayoutOrder {
                id: id.to_string(),
                email: email.clone(),
                cents: funds.cents,
                currency: funds.currency.clone(),
            };
            let turn = match rerun(|| take_turn(ctx, tenant, id)).await? {
                Asking::Now(turn) => turn,
                Asking::After { ms } => {
                    let reason = "refused once, and asked for a moment ago".into();
                    return Err(JobFault::Later { reason, after_ms: ms });
                }
                Asking::Over => return Ok(()),
            };
            (ctx.payouts.send(order).await?, Some(turn))
        }
        _ => return Err(JobFault::Never("the withdrawal says no longer where it goes".into())),
    };
    rerun(|| conclude(ctx, tenant, id, &payout, turn)).await?;
    Ok(())
}

/// Whose turn it is to ask for an order: when it was taken. Later turns are later than those before them.
type Turn = i64;

/// Whether one may ask for an order.
enum Asking {
    /// It is one's turn.
    Now(Turn),
    /// It was refused once, and somebody who asked may still be on their way with it for so many milliseconds.
    After { ms: i64 },
    /// Somebody else has come further with it.
    Over,
}

/// Takes the turn to ask for a withdrawal's order.
async fn take_turn(ctx: &Ctx, tenant: TenantId, id: TransactionId) -> Result<Asking, Failure> {
    let mut tx = ctx.store.write().await?;
    let found = tx.lock_transaction(tenant, id).await?;
    let Some(mut withdrawal) = found.filter(|found| found.status.is_open() && found.payout_id.is_none()) else {
        return Ok(Asking::Over);
    };
    let now_ms = ctx.clock.now_ms();
    // Whoever is early has to come back: theirs may be the only job that is left, one whose provider did not answer.
    let early_ms = withdrawal.updated_at_ms + PAYOUT_REFUSED_MS - now_ms;
    if withdrawal.failure.is_some() && early_ms > 0 {
        return Ok(Asking::After { ms: early_ms });
    }
    let turn = now_ms.max(withdrawal.updated_at_ms + 1);
    withdrawal.updated_at_ms = turn;
    tx.save_transaction(&withdrawal).await?;
    tx.commit().await?;
    Ok(Asking::Now(turn))
}

/// Writes down what the provider said; gives the coins back when the money will not arrive. `turn` is that of whoever asked for the
/// order; `None`: the provider has it, and was asked how far it got.
async fn conclude(
    ctx: &Ctx,
    tenant: TenantId,
    id: TransactionId,
    payout: &Payout,
    turn: Option<Turn>,
) -> Result<(), Failure> {
    let mut tx = ctx.store.write().await?;
    let Some(found) = tx.find_transaction(tenant, id).await? else { return Ok(()) };
    tx.lock_wallets(tenant, &[found.user]).await?;
    let Some(mut withdrawal) = tx.lock_transaction(tenant, id).await? else { return Ok(()) };
    if !withdrawal.status.is_open() {
        // Somebody else did this job at the same time.
        if withdrawal.payout_id.is_none() && payout.id.is_some() {
            tracing::error!(transaction.id = %id, "An order was taken after its coins had been given back");
        }
        return Ok(());
    }
    // Of an order that was never taken over a refusal says nothing, once somebody else may have asked for it again.
    let is_refused = turn.is_some() && payout.id.is_none() && matches!(payout.state, PayoutState::Failed(_));
    if is_refused && turn != Some(withdrawal.updated_at_ms) {
        return Ok(());
    }
    let now_ms = ctx.clock.now_ms();
    let was_refused = withdrawal.failure.is_some();
    let changed = withdrawal.payout_id != payout.id || payout.state != PayoutState::Underway;
    withdrawal.failure = None;
    withdrawal.payout_id = payout.id.clone().or(withdrawal.payout_id);
    withdrawal.provider = Some(ctx.payouts.name().to_owned());
    withdrawal.updated_at_ms = now_ms.max(withdrawal.updated_at_ms + 1);
    match &payout.state {
        PayoutState::Underway => {
            withdrawal.status = Status::Processing;
            let pause_ms = look_again_ms(now_ms - withdrawal.created_at_ms);
            enqueue(ctx, &mut tx, &withdrawal, now_ms + pause_ms);
        }
        PayoutState::Paid => {
            withdrawal.status = Status::Succeeded;
            withdrawal.payout_email = None;
        }
        PayoutState::Failed(reason) if is_refused && !was_refused => {
            withdrawal.failure = Some(shortened(reason, FAILURE_CHARS_MAX));
            enqueue(ctx, &mut tx, &withdrawal, withdrawal.updated_at_ms + PAYOUT_REFUSED_MS);
        }
        PayoutState::Failed(reason) => {
            withdrawal.status = Status::Failed;
            withdrawal.payout_email = None;
            withdrawal.failure = Some(shortened(reason, FAILURE_CHARS_MAX));
            let wish = Move {
                tenant,
                reference: format!("withdrawal-returned:{id}"),
                from: Account::Payouts.into(),
                to: End { account: Account::Wallet(withdrawal.user), transaction: Some(id) },
                hundredths: withdrawal.coins_hundredths,
            };
            move_coins(ctx, &mut tx, &wish, now_ms).await?;
        }
    }
    if changed {
        tx.save_transaction(&withdrawal).await?;
    }
    let owner = tx.find_user(tenant, withdrawal.user).await?;
    if !withdrawal.status.is_open() && owner.is_some_and(|owner| owner.deleted_at_ms.is_none()) {
        tell(ctx, &mut tx, &withdrawal, now_ms).await?;
    }
    tx.commit().await?;
    if !withdrawal.status.is_open() {
        tracing::info!(transaction.id = %id, status = withdrawal.status.as_str(), "A withdrawal is decided");
    }
    Ok(())
}

/// How long until a payout of that age is looked after again: soon at first, then ever more rarely. A receiver without an
/// account has 30 days to make one.
fn look_again_ms(age_ms: i64) -> i64 {
    (age_ms / 4).clamp(PAYOUT_LOOK_MS_MIN, PAYOUT_LOOK_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE};

    #[test]
    fn payouts_are_looked_after_ever_more_rarely() {
        for (age_ms, pause_ms) in [
            (-1, PAYOUT_LOOK_MS_MIN),
            (0, PAYOUT_LOOK_MS_MIN),
            (4 * MS_PER_MINUTE, MS_PER_MINUTE),
            (4 * MS_PER_HOUR, MS_PER_HOUR),
            (30 * MS_PER_DAY, PAYOUT_LOOK_MS_MAX),
        ] {
            assert_eq!(look_again_ms(age_ms), pause_ms, "{age_ms}");
        }
    }
}
