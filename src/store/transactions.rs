//! Transactions: what people bought, earned, spent and withdrew.

use super::{Cursor, Page, Row, StoreResult, Tx, Value, statements::declare};
use crate::domain::{
    ids::{TenantId, TransactionId, UserId},
    transaction::{Funds, Kind, Transaction},
};

/// A transaction, and by how much the ledger says it changed its owner's wallet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionCheck {
    pub transaction: Transaction,
    pub moved_hundredths: i64,
}

/// The columns of a [`Transaction`], in the order in which [`read`] asks for them.
macro_rules! transaction_columns {
    () => {
        "t.id, t.tenant_id, t.user_id, t.type, t.intent, t.status, t.funds_cents, t.currency, t.coins_hundredths,
               t.provider, t.session_id, t.session_url, t.payment_id, t.payout_id, t.payout_email, t.failure,
               t.created_at_ms, t.updated_at_ms"
    };
}

/// One transaction of a tenant.
macro_rules! one {
    ($($by:literal),+) => {
        concat!("
        SELECT ", transaction_columns!(), "
          FROM transactions AS t
         WHERE t.tenant_id = $1 AND ", $($by),+)
    };
}

declare! {
    ADD_TRANSACTION = "
        INSERT INTO transactions (id, tenant_id, user_id, type, intent, created_at_ms, status, funds_cents, currency,
                                  coins_hundredths, provider, session_id, session_url, payment_id, payout_id,
                                  payout_email, failure, updated_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    SAVE_TRANSACTION = "
        UPDATE transactions
           SET status = $3, funds_cents = $4, currency = $5, coins_hundredths = $6, provider = $7, session_id = $8,
               session_url = $9, payment_id = $10, payout_id = $11, payout_email = $12, failure = $13,
               updated_at_ms = $14
         WHERE tenant_id = $1 AND id = $2";
    GROW_TRANSACTION = "
        UPDATE transactions
           SET coins_hundredths = coins_hundredths + $3, updated_at_ms = $4
         WHERE tenant_id = $1 AND id = $2 AND status = 'processing'";
    COMPLETE_TRANSACTIONS = "
        UPDATE transactions
           SET status = 'succeeded', updated_at_ms = $3
         WHERE id IN_LIST($2) AND NOT tenant_id <> $1 AND status = 'processing'";
    FIND_TRANSACTION = one!("t.id = $2");
    FIND_TRANSACTIONS = concat!("
        SELECT ", transaction_columns!(), "
          FROM transactions AS t
         WHERE t.id IN_LIST($2) AND NOT t.tenant_id <> $1");
    FIND_TRANSACTION_BY_SESSION = one!("t.session_id = $2");
    FIND_TRANSACTION_BY_PAYMENT = one!("t.payment_id = $2");
    FIND_TRANSACTION_BY_PAYOUT = one!("t.payout_id = $2");
    LOCK_TRANSACTION = one!("t.id = $2", " FOR NO KEY UPDATE");
    PAGE_TRANSACTIONS = one!("t.user_id = $2 AND (t.created_at_ms, t.id) < ($3, $4)", "
         ORDER BY t.created_at_ms DESC, t.id DESC
         LIMIT $5");
    PAGE_TRANSACTIONS_OF_KIND = one!("t.user_id = $2 AND (t.created_at_ms, t.id) < ($3, $4) AND t.type = $6", "
         ORDER BY t.created_at_ms DESC, t.id DESC
         LIMIT $5");
    PAGE_SILENT_TOP_UPS = concat!("
        SELECT ", transaction_columns!(), "
          FROM transactions AS t
         WHERE t.type = 'purchase' AND t.status = 'pending' AND t.updated_at_ms < $1 AND (t.updated_at_ms, t.id) > ($2, $3)
         ORDER BY t.updated_at_ms, t.id
         LIMIT $4");
    OPEN_TOP_UPS_OF = concat!("
        SELECT ", transaction_columns!(), "
          FROM transactions AS t
         WHERE t.tenant_id = $1 AND t.user_id = $2 AND t.type = 'purchase' AND t.status = 'pending'
         ORDER BY t.created_at_ms, t.id");
    WITHDRAWN_CENTS = "
        SELECT CAST(COALESCE(SUM(funds_cents), 0) AS BIGINT) AS cents
          FROM transactions
         WHERE tenant_id = $1 AND user_id = $2 AND type = 'withdrawal' AND created_at_ms > $3
           AND status IN ('pending', 'processing', 'succeeded')";
    PAGE_CHECKED_TRANSACTIONS = concat!("
        SELECT ", transaction_columns!(), ",
               (SELECT CAST(COALESCE(SUM(m.hundredths), 0) AS BIGINT)
                  FROM ledger_movements AS m WHERE m.to_transaction_id = t.id)
             - (SELECT CAST(COALESCE(SUM(m.hundredths), 0) AS BIGINT)
                  FROM ledger_movements AS m WHERE m.from_transaction_id = t.id)
            AS moved
          FROM transactions AS t
         WHERE t.id > $2 AND NOT t.tenant_id <> $1
         ORDER BY t.id
         LIMIT $3");
}

fn read(row: &mut Row) -> StoreResult<Transaction> {
    Ok(Transaction {
        id: row.parsed("id")?,
        tenant: row.parsed("tenant_id")?,
        user: row.parsed("user_id")?,
        kind: row.parsed("type")?,
        intent: row.parsed_opt("intent")?,
        status: row.parsed("status")?,
        funds: match (row.int_opt("funds_cents")?, row.text_opt("currency")?) {
            (Some(cents), Some(currency)) => Some(Funds { cents, currency }),
            _ => None,
        },
        coins_hundredths: row.int("coins_hundredths")?,
        provider: row.text_opt("provider")?,
        session_id: row.text_opt("session_id")?,
        session_url: row.text_opt("session_url")?,
        payment_id: row.text_opt("payment_id")?,
        payout_id: row.text_opt("payout_id")?,
        payout_email: row.text_opt("payout_email")?,
        failure: row.text_opt("failure")?,
        created_at_ms: row.int("created_at_ms")?,
        updated_at_ms: row.int("updated_at_ms")?,
    })
}

/// What can change of a transaction, in the order of both statements that write it.
fn changeable(transaction: &Transaction) -> [Value; 12] {
    [
        transaction.status.into(),
        transaction.funds.as_ref().map(|funds| funds.cents).into(),
        transaction.funds.as_ref().map(|funds| funds.currency.as_str()).into(),
        transaction.coins_hundredths.into(),
        (&transaction.provider).into(),
        (&transaction.session_id).into(),
        (&transaction.session_url).into(),
        (&transaction.payment_id).into(),
        (&transaction.payout_id).into(),
        (&transaction.payout_email).into(),
        (&transaction.failure).into(),
        transaction.updated_at_ms.into(),
    ]
}

impl Tx {
    /// Adds a transaction. No coins move by that.
    ///
    /// # Errors
    /// `Taken` with `TransactionSession`, `TransactionPayment` or `TransactionPayout`.
    pub async fn add_transaction(&mut self, transaction: &Transaction) -> StoreResult<()> {
        let [status, funds, currency, coins, provider, session, url, payment, payout, email, failure, updated] =
            changeable(transaction);
        let args = [
            transaction.id.into(),
            transaction.tenant.into(),
            transaction.user.into(),
            transaction.kind.into(),
            transaction.intent.into(),
            transaction.created_at_ms.into(),
            status,
            funds,
            currency,
            coins,
            provider,
            session,
            url,
            payment,
            payout,
            email,
            failure,
            updated,
        ];
        self.execute(ADD_TRANSACTION, args).await.map(drop)
    }

    /// Writes a transaction back, whole but for its owner, kind, intent and beginning: read it for writing first
    /// ([`Tx::lock_transaction`]). `false`: no such transaction.
    ///
    /// # Errors
    /// As [`Tx::add_transaction`].
    pub async fn save_transaction(&mut self, transaction: &Transaction) -> StoreResult<bool> {
        let [status, funds, currency, coins, provider, session, url, payment, payout, email, failure, updated] =
            changeable(transaction);
        let args = [
            transaction.tenant.into(),
            transaction.id.into(),
            status,
            funds,
            currency,
            coins,
            provider,
            session,
            url,
            payment,
            payout,
            email,
            failure,
            updated,
        ];
        Ok(self.execute(SAVE_TRANSACTION, args).await? == 1)
    }

    /// Adds coins to a transaction that goes on, such as a call's. `false`: no such transaction, or it is over.
    pub async fn grow_transaction(
        &mut self,
        tenant: TenantId,
        id: TransactionId,
        hundredths: i64,
        now_ms: i64,
    ) -> StoreResult<bool> {
        let args = [tenant.into(), id.into(), hundredths.into(), now_ms.into()];
        Ok(self.execute(GROW_TRANSACTION, args).await? == 1)
    }

    /// Those of these transactions that went on have succeeded.
    pub async fn complete_transactions(
        &mut self,
        tenant: TenantId,
        ids: &[TransactionId],
        now_ms: i64,
    ) -> StoreResult<()> {
        self.execute(COMPLETE_TRANSACTIONS, [tenant.into(), Value::texts(ids), now_ms.into()]).await.map(drop)
    }

    /// The transaction of that id, whoever owns it.
    pub async fn find_transaction(&mut self, tenant: TenantId, id: TransactionId) -> StoreResult<Option<Transaction>> {
        self.transaction(FIND_TRANSACTION, tenant, id.into()).await
    }

    /// Those of these transactions that exist, in any order.
    pub async fn find_transactions(
        &mut self,
        tenant: TenantId,
        ids: &[TransactionId],
    ) -> StoreResult<Vec<Transaction>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.rows(FIND_TRANSACTIONS, [tenant.into(), Value::texts(ids)]).await?.iter_mut().map(read).collect()
    }

    /// The transaction of that id, for writing back: nobody else writes it until this transaction of the database ends.
    ///
    /// Hold its owner's wallet first ([`Tx::lock_wallets`]): everyone takes the two in this order.
    pub async fn lock_transaction(&mut self, tenant: TenantId, id: TransactionId) -> StoreResult<Option<Transaction>> {
        self.transaction(LOCK_TRANSACTION, tenant, id.into()).await
    }

    /// The transaction that the provider knows by that payment page.
    pub async fn find_transaction_by_session(
        &mut self,
        tenant: TenantId,
        session: &str,
    ) -> StoreResult<Option<Transaction>> {
        self.transaction(FIND_TRANSACTION_BY_SESSION, tenant, session.into()).await
    }

    /// The transaction that the provider knows by that payment.
    pub async fn find_transaction_by_payment(
        &mut self,
        tenant: TenantId,
        payment: &str,
    ) -> StoreResult<Option<Transaction>> {
        self.transaction(FIND_TRANSACTION_BY_PAYMENT, tenant, payment.into()).await
    }

    /// The transaction that the provider knows by that payout.
    pub async fn find_transaction_by_payout(
        &mut self,
        tenant: TenantId,
        payout: &str,
    ) -> StoreResult<Option<Transaction>> {
        self.transaction(FIND_TRANSACTION_BY_PAYOUT, tenant, payout.into()).await
    }

    /// A person's transactions, newest first; only those of one kind, if given.
    pub async fn page_transactions(
        &mut self,
        tenant: TenantId,
        user: UserId,
        kind: Option<Kind>,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Transaction>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), user.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = match kind {
            None => self.rows(PAGE_TRANSACTIONS, args).await?,
            Some(kind) => {
                let [tenant, user, at_ms, id, limit] = args;
                self.rows(PAGE_TRANSACTIONS_OF_KIND, [tenant, user, at_ms, id, limit, kind.into()]).await?
            }
        };
        let place =
            |transaction: &Transaction| Cursor { at_ms: transaction.created_at_ms, id: transaction.id.to_string() };
        Page::from_rows(rows, limit, |mut row| read(&mut row), place)
    }

    /// Purchases of all tenants that are pending and have not changed since `before_ms`, those that waited longest first.
    pub async fn page_silent_top_ups(
        &mut self,
        before_ms: i64,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Transaction>> {
        let after = after.unwrap_or(Cursor { at_ms: i64::MIN, id: String::new() });
        let args = [before_ms.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = self.rows(PAGE_SILENT_TOP_UPS, args).await?;
        let place =
            |transaction: &Transaction| Cursor { at_ms: transaction.updated_at_ms, id: transaction.id.to_string() };
        Page::from_rows(rows, limit, |mut row| read(&mut row), place)
    }

    /// A person's top-ups that nobody has paid, oldest first. Few: old ones expire.
    pub async fn open_top_ups_of(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Vec<Transaction>> {
        let rows = self.rows(OPEN_TOP_UPS_OF, [tenant.into(), user.into()]).await?;
        rows.into_iter().map(|mut row| read(&mut row)).collect()
    }

    /// What a person has withdrawn after `since_ms`, in cents, without what came to nothing.
    pub async fn withdrawn_cents(&mut self, tenant: TenantId, user: UserId, since_ms: i64) -> StoreResult<i64> {
        self.one(WITHDRAWN_CENTS, [tenant.into(), user.into(), since_ms.into()]).await?.int("cents")
    }

    /// Transactions by id, those after `after`, with what the ledger says of them at the same moment. For audits.
    pub async fn checked_transactions_page(
        &mut self,
        tenant: TenantId,
        after: Option<TransactionId>,
        limit: i64,
    ) -> StoreResult<Vec<TransactionCheck>> {
        let after = after.map_or_else(String::new, |id| id.to_string());
        let rows = self.rows(PAGE_CHECKED_TRANSACTIONS, [tenant.into(), after.into(), limit.into()]).await?;
        rows.into_iter()
            .map(|mut row| Ok(TransactionCheck { transaction: read(&mut row)?, moved_hundredths: row.int("moved")? }))
            .collect()
    }

    async fn transaction(
        &mut self,
        sql: &'static str,
        tenant: TenantId,
        by: Value,
    ) -> StoreResult<Option<Transaction>> {
        self.optional(sql, [tenant.into(), by]).await?.map(|mut row| read(&mut row)).transpose()
    }
}
