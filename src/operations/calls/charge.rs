//! Paying a call, minute by minute: the senior pays, the volunteer earns their share, the rest is commission.

use crate::{
    domain::{
        call::Call,
        ids::TransactionId,
        ledger::{Account, End},
        money::{coins_are_low, volunteers_part_hundredths},
        transaction::{Kind, Status, Transaction},
    },
    operations::{
        Ctx, Failure,
        events::{self, Event},
        ledger::{Move, move_coins},
    },
    store::Tx,
};

/// Pays the minute of a call that has started, of which the senior holds `held_hundredths`. `false`: that is too little, and
/// nothing was written.
///
/// Both wallets are held by the caller. The first minute makes the two transactions, which grow with the others.
///
/// # Errors
/// The store's.
pub(super) async fn pay_minute(
    ctx: &Ctx,
    tx: &mut Tx,
    call: &mut Call,
    held_hundredths: i64,
    now_ms: i64,
) -> Result<bool, Failure> {
    let price = call.terms.minute_hundredths;
    if held_hundredths < price {
        return Ok(false);
    }
    let minute = call.charged_minutes + 1;
    if price > 0 {
        let part = volunteers_part_hundredths(price, call.terms.share_percent);
        call.payment = grown(ctx, tx, call, (call.payment, Kind::Payment), price, now_ms).await?;
        call.earning = grown(ctx, tx, call, (call.earning, Kind::Earning), part, now_ms).await?;
        let from = End { account: Account::Wallet(call.payer), transaction: call.payment };
        let to = End { account: Account::Wallet(call.earner), transaction: call.earning };
        for (to, hundredths, what) in [(to, part, ""), (Account::Commission.into(), price - part, ":commission")] {
            if hundredths > 0 {
                let reference = format!("call:{}:{minute}{what}", call.id);
                let wish = Move { tenant: call.tenant, reference, from, to, hundredths };
                move_coins(ctx, tx, &wish, now_ms).await?;
            }
        }
    }
    call.charged_minutes = minute;
    let low = |held| coins_are_low(held, price, ctx.settings.calls.low_minutes);
    let left = held_hundredths - price;
    let fell_low = low(left) && (minute == 1 || !low(held_hundredths));
    // In a minute the call ends.
    let is_last = left < price;
    if fell_low || is_last {
        events::raise(tx, call.tenant, call.payer, &Event::CoinsLow, now_ms);
    }
    Ok(true)
}

/// The transaction of one side, with as many coins more; made with its first.
async fn grown(
    ctx: &Ctx,
    tx: &mut Tx,
    call: &Call,
    (known, kind): (Option<TransactionId>, Kind),
    hundredths: i64,
    now_ms: i64,
) -> Result<Option<TransactionId>, Failure> {
    if hundredths == 0 {
        return Ok(known);
    }
    if let Some(id) = known {
        return if tx.grow_transaction(call.tenant, id, hundredths, now_ms).await? {
            Ok(known)
        } else {
            Err(Failure::internal("a call that goes on has a transaction that does not"))
        };
    }
    let owner = if kind == Kind::Payment { call.payer } else { call.earner };
    let id = TransactionId(ctx.new_id());
    let begun = Transaction::begun((id, call.tenant, owner), kind, None, hundredths, now_ms);
    tx.add_transaction(&Transaction { status: Status::Processing, ..begun }).await?;
    Ok(Some(id))
}
