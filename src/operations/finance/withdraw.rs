//! Paying coins out: the part that the volunteer waits for. The rest is [`super::payouts`].

use super::{own, payouts, shown, tell};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{OneTransaction, WithdrawalBody},
    },
    domain::{
        ids::TransactionId,
        ledger::{Account, End},
        limits::HUNDREDTHS_PER_COIN,
        money::{cents_to_pay_out, coins_hundredths, coins_json},
        transaction::{Funds, Intent, Kind, Transaction},
        user::UserType,
    },
    operations::{
        Caller, Ctx, Failure,
        idempotency::{self, Key, Recalled},
        ledger::{Move, move_coins},
    },
    store::rerun,
};

/// Takes coins out of the caller's wallet at once, and has them paid to their PayPal account after the commit.
///
/// One transaction, eleven statements; two more with a key. With `transactionId` of an own withdrawal that is not decided,
/// that one is the answer and nothing moves.
///
/// # Errors
/// In this order: `idempotency/key-reused`; `auth/invalid` when the account is closed; `withdrawal/not-volunteer`,
/// `withdrawal/below-minimum`, `transaction/not-found`, `transaction/not-pending`, `withdrawal/limit-reached`,
/// `coins/insufficient`; `store/unavailable`.
///
/// Source: `withdrawCoins`.
pub async fn withdraw_coins(
    ctx: &Ctx,
    caller: Caller,
    key: Option<&str>,
    body: &WithdrawalBody,
) -> Result<OneTransaction, Failure> {
    let key = Key::new(key, "withdrawCoins", body);
    rerun(|| async {
        let began_ms = ctx.clock.now_ms();
        let tx = ctx.store.write().await?;
        let mut tx = match idempotency::recall(tx, caller, &key, began_ms).await? {
            Recalled::Anew(tx) => tx,
            Recalled::Known(answer) => return Ok(answer),
        };
        let me = tx.lock_user(caller.tenant, caller.user).await?.ok_or(ErrorCode::AuthInvalid)?;
        // Only now: before, it may have waited for others, whose changes must be older than this one.
        let now_ms = ctx.clock.now_ms();
        if me.user_type != Some(UserType::Volunteer) {
            return Err(ErrorCode::WithdrawalNotVolunteer.into());
        }
        let hundredths = wished(ctx, body.coins)?;
        if let Some(id) = &body.transaction_id {
            let known = own(&mut tx, caller, id).await?;
            if known.kind != Kind::Withdrawal || !known.status.is_open() {
                return Err(ErrorCode::TransactionNotPending.into());
            }
            let answer = OneTransaction { transaction: shown(&known) };
            idempotency::remember(&mut tx, caller, &key, &answer).await?;
            tx.commit().await?;
            return Ok(answer);
        }
        let cents = cents_to_pay_out(hundredths);
        let limit = ctx.settings.coins;
        let before = tx.withdrawn_cents(caller.tenant, caller.user, now_ms - limit.withdrawal_window_ms).await?;
        let left = (limit.withdrawal_window_cents_max - before).max(0);
        if cents > left {
            let failure = Failure::of(ErrorCode::WithdrawalLimitReached);
            return Err(failure.saying(format!("You can withdraw {left} more coins at present")));
        }
        if me.coins_hundredths < hundredths {
            return Err(ErrorCode::CoinsInsufficient.into());
        }
        let id = TransactionId(ctx.new_id());
        let ids = (id, caller.tenant, caller.user);
        let withdrawal = Transaction {
            funds: Some(Funds::usd(cents)),
            payout_email: Some(body.paypal.email.clone()),
            ..Transaction::begun(ids, Kind::Withdrawal, Some(Intent::Withdraw), hundredths, now_ms)
        };
        tx.add_transaction(&withdrawal).await?;
        let wish = Move {
            tenant: caller.tenant,
            reference: format!("withdrawal:{id}"),
            from: End { account: Account::Wallet(caller.user), transaction: Some(id) },
            to: Account::Payouts.into(),
            hundredths,
        };
        move_coins(ctx, &mut tx, &wish, now_ms).await?;
        tx.set_paypal_email(caller.tenant, caller.user, &body.paypal.email).await?;
        tell(ctx, &mut tx, &withdrawal, now_ms).await?;
        payouts::enqueue(ctx, &mut tx, &withdrawal, now_ms);
        let answer = OneTransaction { transaction: shown(&withdrawal) };
        idempotency::remember(&mut tx, caller, &key, &answer).await?;
        tx.commit().await?;
        tracing::info!(user.id = %caller.user, transaction.id = %id, "Began a withdrawal");
        Ok(answer)
    })
    .await
}

/// The coins that are to be paid out, in hundredths. A coin is a cent: a part of one cannot be paid, and stays in the wallet.
fn wished(ctx: &Ctx, coins: f64) -> Result<i64, Failure> {
    let least = ctx.settings.coins.withdrawal_hundredths_min;
    let hundredths = cents_to_pay_out(coins_hundredths(coins).unwrap_or_default()) * HUNDREDTHS_PER_COIN;
    if hundredths >= least {
        return Ok(hundredths);
    }
    let failure = Failure::of(ErrorCode::WithdrawalBelowMinimum);
    Err(failure.saying(format!("At least {} coins can be withdrawn", coins_json(least))))
}
