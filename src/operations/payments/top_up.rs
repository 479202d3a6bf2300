//! `createTopUpSession`.

use super::{TopUp, find, hold};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{Reference, TopUpBody, TopUpSession, TopUpSessionSession},
    },
    domain::{
        ids::TransactionId,
        money::{coins_hundredths, coins_json},
        payment::{Purpose, Settled, Standing, price},
        time::MS_PER_MINUTE,
        transaction::{Intent, Kind, Status, Transaction},
    },
    operations::{
        Caller, Ctx, Failure,
        idempotency::{self, Key, Recalled},
        ports::{Checkout, Ended, Sale},
    },
    store::{Tx, payments::Payment, rerun},
};
use serde::{Deserialize, Serialize};

/// How much longer a page must be good to be given out again, in milliseconds: long enough to type a card's number.
const PAGE_LEFT_MS_MIN: i64 = 5 * MS_PER_MINUTE;

/// How many pages one request makes at most. The second replaces one that ended, or that the provider remembered from a
/// request whose answer was lost a day ago; more means that somebody else is at it too.
const PAGES_MAX: u32 = 4;

/// What a request with an `Idempotency-Key` is remembered by: its transaction. The answer is made of that each time, so that
/// a request that was cut off in the middle is gone on with.
#[derive(Serialize, Deserialize)]
struct Begun {
    transaction: String,
}

/// Starts buying coins, or goes on with a top-up that was started before, and answers the page on which they are paid.
///
/// Two transactions of five to nine statements, and between them a request to the provider; one transaction when the page is
/// there already.
///
/// # Errors
/// In this order: `request/invalid` beyond the operator's limits; `idempotency/key-reused`; `auth/invalid` when the account is
/// closed; `transaction/not-found`, `transaction/not-pending`; `request/invalid` when the transaction is about another number of
/// coins; `payment/unavailable`; `store/unavailable`.
///
/// Source: `createTopUpSession`.
pub async fn create_top_up_session(
    ctx: &Ctx,
    caller: Caller,
    key: Option<&str>,
    body: &TopUpBody,
) -> Result<TopUpSession, Failure> {
    let hundredths = amount(ctx, body)?;
    let key = Key::new(key, "createTopUpSession", body);
    let mut top_up = rerun(|| begin(ctx, caller, &key, body, hundredths)).await?;
    // Decided meanwhile, and asked for with the same key: answered as it was then.
    if let (false, Some(answer)) = (top_up.transaction.status == Status::Pending, answer(&top_up)) {
        return Ok(answer);
    }
    for _ in 0..PAGES_MAX {
        let attempt = top_up.payment.attempt;
        top_up = match next(&top_up, ctx.payments.provider(), ctx.clock.now_ms()) {
            Next::Answer(answer) => return Ok(answer),
            Next::Close => return Err(ErrorCode::TransactionNotPending.into()),
            Next::Replace { ending } => {
                if let Some(session) = ending
                    && ctx.payments.end(session).await? == Ended::Completed
                {
                    // Paid, or about to be: a second page could be paid too.
                    return Err(ErrorCode::TransactionNotPending.into());
                }
                rerun(|| replace(ctx, caller, &top_up.transaction, attempt)).await?
            }
            Next::Open => match ctx.payments.open(sale(ctx, &top_up), ctx.clock.now_ms()).await {
                Ok(page) => rerun(|| keep(ctx, caller, &top_up.transaction, attempt, &page)).await?,
                Err(error) => {
                    // Providers remember a failure under the name it was asked with: the next try needs another name.
                    rerun(|| replace(ctx, caller, &top_up.transaction, attempt)).await?;
                    return Err(error.into());
                }
            },
        };
    }
    Err(Failure::of(ErrorCode::PaymentUnavailable)
        .retry_after(1)
        .because("checkout pages end as fast as they are made"))
}

/// The coins that are asked for, in hundredths.
fn amount(ctx: &Ctx, body: &TopUpBody) -> Result<i64, Failure> {
    let top_ups = &ctx.settings.top_ups;
    let refused =
        |keyword, limit| Failure::field("/coins", keyword, &format!("the limit is {} coins", coins_json(limit)));
    match coins_hundredths(body.coins) {
        Some(hundredths) if hundredths < top_ups.hundredths_min => Err(refused("minimum", top_ups.hundredths_min)),
        Some(hundredths) if hundredths <= top_ups.hundredths_max => Ok(hundredths),
        _ => Err(refused("maximum", top_ups.hundredths_max)),
    }
}

/// The first transaction: the top-up that the request is about, new or not.
async fn begin(ctx: &Ctx, caller: Caller, key: &Key, body: &TopUpBody, hundredths: i64) -> Result<TopUp, Failure> {
    let began_ms = ctx.clock.now_ms();
    let tx = ctx.store.write().await?;
    let mut tx = match idempotency::recall(tx, caller, key, began_ms).await? {
        Recalled::Anew(tx) => tx,
        Recalled::Known(Begun { transaction }) => {
            let known = transaction.parse().map_err(Failure::internal)?;
            let mut tx = ctx.store.read().await?;
            return find(&mut tx, caller.tenant, known).await?.ok_or_else(|| Failure::internal("a top-up is gone"));
        }
    };
    // Held, wallet and all: whoever closes the account either sees this top-up or was first.
    tx.lock_user(caller.tenant, caller.user).await?.ok_or(ErrorCode::AuthInvalid)?;
    // Only now: before, it may have waited for others, whose changes must be older than this one.
    let now_ms = ctx.clock.now_ms();
    let top_up = match &body.transaction_id {
        Some(id) => again(&mut tx, caller, id, hundredths).await?,
        None => anew(ctx, &mut tx, caller, hundredths, now_ms).await?,
    };
    let begun = Begun { transaction: top_up.transaction.id.to_string() };
    idempotency::remember(&mut tx, caller, key, &begun).await?;
    tx.commit().await?;
    Ok(top_up)
}

/// The caller's pending top-up of that id.
async fn again(tx: &mut Tx, caller: Caller, id: &str, hundredths: i64) -> Result<TopUp, Failure> {
    let id: TransactionId = id.parse().map_err(|_| Failure::of(ErrorCode::TransactionNotFound))?;
    let transaction = tx.lock_transaction(caller.tenant, id).await?.filter(|known| known.user == caller.user);
    let transaction = transaction.ok_or(ErrorCode::TransactionNotFound)?;
    let payment = tx.find_payment(caller.tenant, id).await?;
    let payment = payment.filter(|_| transaction.status == Status::Pending).ok_or(ErrorCode::TransactionNotPending)?;
    if payment.coins_hundredths != hundredths {
        let coins = coins_json(payment.coins_hundredths);
        let why = format!("the transaction is about {coins} coins; leave transactionId out to buy another number");
        return Err(Failure::field("/coins", "const", &why));
    }
    Ok(TopUp { transaction, payment })
}

/// A top-up that begins.
async fn anew(ctx: &Ctx, tx: &mut Tx, caller: Caller, hundredths: i64, now_ms: i64) -> Result<TopUp, Failure> {
    let ids = (TransactionId(ctx.new_id()), caller.tenant, caller.user);
    let funds = price(hundredths);
    let payment = Payment {
        transaction: ids.0,
        tenant: caller.tenant,
        price_cents: funds.cents,
        coins_hundredths: hundredths,
        attempt: 1,
        session_expires_at_ms: None,
        standing: Standing::default(),
        settled: Settled::default(),
        settlements: 0,
    };
    let transaction = Transaction {
        funds: Some(funds),
        provider: Some(ctx.payments.provider().to_owned()),
        ..Transaction::begun(ids, Kind::Purchase, Some(Intent::TopUp), hundredths, now_ms)
    };
    tx.add_transaction(&transaction).await?;
    tx.add_payment(&payment).await?;
    Ok(TopUp { transaction, payment })
}

/// What a top-up needs next.
enum Next<'a> {
    Answer(TopUpSession),
    /// It is decided.
    Close,
    /// Its page is of no use any more; ended first at the provider, where that is the one who made it.
    Replace {
        ending: Option<&'a str>,
    },
    /// It has no page.
    Open,
}

fn next<'a>(top_up: &'a TopUp, provider: &str, now_ms: i64) -> Next<'a> {
    let TopUp { transaction, payment } = top_up;
    let is_good = payment.session_expires_at_ms.is_some_and(|until_ms| until_ms >= now_ms + PAGE_LEFT_MS_MIN);
    let is_ours = transaction.provider.as_deref() == Some(provider);
    match (transaction.session_id.as_deref(), answer(top_up)) {
        _ if transaction.status != Status::Pending => Next::Close,
        (_, Some(answer)) if is_good && is_ours => Next::Answer(answer),
        (Some(session), _) if is_ours => Next::Replace { ending: Some(session) },
        (None, _) if is_ours => Next::Open,
        _ => Next::Replace { ending: None },
    }
}

/// The answer that says where a top-up is paid; `None`: it has no page.
fn answer(top_up: &TopUp) -> Option<TopUpSession> {
    let transaction = &top_up.transaction;
    Some(TopUpSession {
        session: TopUpSessionSession { id: transaction.session_id.clone()?, url: transaction.session_url.clone()? },
        transaction: Reference { id: transaction.id.to_string() },
    })
}

fn sale(ctx: &Ctx, top_up: &TopUp) -> Sale {
    let TopUp { transaction, payment } = top_up;
    Sale {
        purpose: Purpose { tenant: transaction.tenant, transaction: transaction.id, attempt: payment.attempt },
        coins_hundredths: payment.coins_hundredths,
        price: price(payment.coins_hundredths),
        returns: ctx.settings.top_ups.returns.of(transaction.id),
    }
}

/// The second transaction: the page that the provider made. Whatever others did meanwhile counts more.
async fn keep(
    ctx: &Ctx,
    caller: Caller,
    transaction: &Transaction,
    attempt: i64,
    page: &Checkout,
) -> Result<TopUp, Failure> {
    write(ctx, caller, transaction.id, attempt, |top_up| {
        top_up.transaction.session_id = Some(page.session.clone());
        top_up.transaction.session_url = Some(page.url.clone());
        top_up.payment.session_expires_at_ms = Some(page.expires_at_ms);
    })
    .await
}

/// Another transaction: the top-up's page is of no use, and its next one is another one. Whatever others did meanwhile
/// counts more.
async fn replace(ctx: &Ctx, caller: Caller, transaction: &Transaction, attempt: i64) -> Result<TopUp, Failure> {
    write(ctx, caller, transaction.id, attempt, |top_up| {
        if top_up.transaction.status == Status::Pending {
            top_up.transaction.provider = Some(ctx.payments.provider().to_owned());
            (top_up.transaction.session_id, top_up.transaction.session_url) = (None, None);
            top_up.payment.session_expires_at_ms = None;
            top_up.payment.attempt += 1;
        }
    })
    .await
}

/// Changes a top-up that still is at this attempt, and answers it.
async fn write(
    ctx: &Ctx,
    caller: Caller,
    id: TransactionId,
    attempt: i64,
    change: impl FnOnce(&mut TopUp) + Send,
) -> Result<TopUp, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.write().await?;
    tx.lock_wallets(caller.tenant, &[caller.user]).await?;
    let held = hold(&mut tx, caller.tenant, id).await?;
    let mut top_up = held.ok_or_else(|| Failure::internal("a top-up is gone"))?;
    if top_up.payment.attempt == attempt {
        change(&mut top_up);
        top_up.transaction.updated_at_ms = now_ms;
        tx.save_transaction(&top_up.transaction).await?;
        tx.save_payment(&top_up.payment).await?;
        tx.commit().await?;
    }
    Ok(top_up)
}
