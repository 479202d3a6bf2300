//! Transactions, and paying coins out. Source: openapi/v1/operations/finance.yaml.

pub mod payouts;
mod withdraw;

pub use withdraw::withdraw_coins;

use super::{Caller, Ctx, Failure, cursor};
use crate::{
    contract::{
        runtime::Page,
        v1::{
            ErrorCode,
            types::{
                AlertKind, BasicTransaction, BasicTransactionCoins, BasicTransactionFunds, OneTransaction,
                TransactionIntent, TransactionStatus, TransactionType,
            },
        },
    },
    domain::{
        ids::TransactionId,
        money::coins_json,
        page::page_items,
        time::iso_date_time,
        transaction::{Kind, Transaction},
    },
    operations::alerts::{self, News},
    store::Tx,
};

/// The caller's transactions, newest first; only those of one kind, if given. One statement a page.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getAllTransactions`, `getEarnings`, `getPurchases`, `getWithdrawals`.
pub async fn get_transactions(
    ctx: &Ctx,
    caller: Caller,
    kind: Option<Kind>,
    page_size: Option<i64>,
    after: Option<&str>,
) -> Result<Page<BasicTransaction>, Failure> {
    let list = match kind {
        None => "getAllTransactions",
        Some(Kind::Earning) => "getEarnings",
        Some(Kind::Purchase) => "getPurchases",
        Some(Kind::Withdrawal) => "getWithdrawals",
        Some(Kind::Payment) => "payments",
    };
    let after = cursor::read(list, after)?;
    let mut tx = ctx.store.read().await?;
    let page = tx.page_transactions(caller.tenant, caller.user, kind, after, page_items(page_size)).await?;
    Ok(Page {
        items: page.items.iter().map(shown).collect(),
        last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)),
        total_items: None,
    })
}

/// One transaction of the caller's. One statement.
///
/// # Errors
/// `transaction/not-found`, also for transactions of others; `store/unavailable`.
///
/// Source: `getTransaction`.
pub async fn get_transaction(ctx: &Ctx, caller: Caller, id: &str) -> Result<OneTransaction, Failure> {
    let mut tx = ctx.store.read().await?;
    Ok(OneTransaction { transaction: shown(&own(&mut tx, caller, id).await?) })
}

/// The caller's transaction of that id.
///
/// # Errors
/// `transaction/not-found`; the store's.
pub(super) async fn own(tx: &mut Tx, caller: Caller, id: &str) -> Result<Transaction, Failure> {
    let id: TransactionId = id.parse().map_err(|_| ErrorCode::TransactionNotFound)?;
    let found = tx.find_transaction(caller.tenant, id).await?.filter(|found| found.user == caller.user);
    found.ok_or_else(|| ErrorCode::TransactionNotFound.into())
}

/// A transaction as its owner sees it.
pub fn shown(transaction: &Transaction) -> BasicTransaction {
    BasicTransaction {
        id: transaction.id.to_string(),
        r#type: TransactionType::parse(transaction.kind.as_str()),
        intent: transaction.intent.and_then(|intent| TransactionIntent::parse(intent.as_str())),
        status: TransactionStatus::parse(transaction.status.as_str()),
        funds: transaction
            .funds
            .as_ref()
            .map(|funds| BasicTransactionFunds { amount: Some(funds.cents), currency: Some(funds.currency.clone()) }),
        coins: Some(BasicTransactionCoins { amount: Some(coins_json(transaction.coins_hundredths)) }),
        timestamp: Some(iso_date_time(transaction.created_at_ms)),
    }
}

/// Tells a transaction's owner how it stands: the alert of the transaction, and that their balance may have changed. One
/// statement. Who deleted their account is told nothing.
///
/// # Errors
/// The store's.
pub async fn tell(ctx: &Ctx, tx: &mut Tx, transaction: &Transaction, now_ms: i64) -> Result<(), Failure> {
    let (tenant, receiver) = (transaction.tenant, transaction.user);
    let subject = transaction.id.to_string();
    let state = transaction.status.as_str();
    let news = News { receiver, kind: AlertKind::Transaction, subject: &subject, actor: None, state };
    alerts::tell(ctx, tx, tenant, news, now_ms).await.map(drop)
}
