//! The coin ledger and the wallets, whose balances it alone moves.
//!
//! A movement is written once and never changed. The balance in `users.coins_hundredths` is what a wallet's movements come
//! to; [`Tx::wallets_page`] shows both.

use super::{Row, StoreError, StoreResult, Tx, Value, statements::declare};
use crate::domain::{
    ids::{MovementId, TenantId, UserId},
    ledger::{Account, End, Movement},
};

/// A person's coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wallet {
    pub user: UserId,
    pub hundredths: i64,
}

/// What a wallet holds, and what its movements come to. The two are the same, or something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WalletCheck {
    pub user: UserId,
    pub holds_hundredths: i64,
    pub moved_hundredths: i64,
}

/// The columns of a [`Movement`].
macro_rules! movement_columns {
    () => {
        "id, tenant_id, reference, from_account, from_user_id, from_transaction_id, to_account, to_user_id,
               to_transaction_id, hundredths, moved_at_ms"
    };
}

declare! {
    LOCK_WALLETS = "
        SELECT id, coins_hundredths
          FROM users
         WHERE id IN_LIST($2) AND NOT tenant_id <> $1
         ORDER BY id FOR NO KEY UPDATE";
    ADD_MOVEMENT = "
        INSERT INTO ledger_movements (id, tenant_id, reference, from_account, from_user_id, from_transaction_id,
                                      to_account, to_user_id, to_transaction_id, hundredths, moved_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (tenant_id, reference) DO NOTHING";
    /// `$2` gives, `$3` gets; either may be no wallet.
    MOVE_COINS = "
        UPDATE users
           SET coins_hundredths = coins_hundredths + CASE WHEN id = $2 THEN -CAST($4 AS BIGINT) ELSE $4 END
         WHERE id IN_LIST($5) AND NOT tenant_id <> $1 AND (id = $2 OR id = $3)";
    FIND_MOVEMENT = concat!("
        SELECT ", movement_columns!(), "
          FROM ledger_movements
         WHERE tenant_id = $1 AND reference = $2");
    PAGE_MOVEMENTS = concat!("
        SELECT ", movement_columns!(), "
          FROM ledger_movements
         WHERE id > $2 AND NOT tenant_id <> $1
         ORDER BY id
         LIMIT $3");
    PAGE_WALLETS = "
        SELECT u.id, u.coins_hundredths,
               (SELECT CAST(COALESCE(SUM(m.hundredths), 0) AS BIGINT) FROM ledger_movements AS m WHERE m.to_user_id = u.id)
             - (SELECT CAST(COALESCE(SUM(m.hundredths), 0) AS BIGINT) FROM ledger_movements AS m WHERE m.from_user_id = u.id)
            AS moved
          FROM users AS u
         WHERE u.id > $2 AND NOT u.tenant_id <> $1
         ORDER BY u.id
         LIMIT $3";
}

fn read(mut row: Row) -> StoreResult<Movement> {
    Ok(Movement {
        id: row.parsed("id")?,
        tenant: row.parsed("tenant_id")?,
        reference: row.text("reference")?,
        from: read_end(&mut row, ["from_account", "from_user_id", "from_transaction_id"])?,
        to: read_end(&mut row, ["to_account", "to_user_id", "to_transaction_id"])?,
        hundredths: row.int("hundredths")?,
        moved_at_ms: row.int("moved_at_ms")?,
    })
}

fn read_end(row: &mut Row, [account, user, transaction]: [&str; 3]) -> StoreResult<End> {
    let (word, user) = (row.text(account)?, row.parsed_opt(user)?);
    let account = Account::named(&word, user);
    let account = account.ok_or_else(|| StoreError::inconsistent("a movement names an account that is none"))?;
    Ok(End { account, transaction: row.parsed_opt(transaction)? })
}

impl Tx {
    /// Holds these people's wallets for this transaction and answers what they hold, by id. People who deleted their account
    /// keep their wallet.
    ///
    /// Whoever moves coins of two people holds both first, in one call: always in the same order, as
    /// [`Tx::lock_users`] does.
    pub async fn lock_wallets(&mut self, tenant: TenantId, users: &[UserId]) -> StoreResult<Vec<Wallet>> {
        let rows = self.rows(LOCK_WALLETS, [tenant.into(), Value::texts(users)]).await?;
        rows.into_iter()
            .map(|mut row| Ok(Wallet { user: row.parsed("id")?, hundredths: row.int("coins_hundredths")? }))
            .collect()
    }

    /// Writes a movement and moves its coins. `false`: a movement of that reference was written before, and nothing changed.
    ///
    /// Hold the wallets first ([`Tx::lock_wallets`]) and see that they may give and take: below 0 the database refuses.
    pub async fn move_coins(&mut self, movement: &Movement) -> StoreResult<bool> {
        let (from, to) = (movement.from, movement.to);
        let args = [
            movement.id.into(),
            movement.tenant.into(),
            (&movement.reference).into(),
            from.account.as_str().into(),
            from.account.owner().into(),
            from.transaction.into(),
            to.account.as_str().into(),
            to.account.owner().into(),
            to.transaction.into(),
            movement.hundredths.into(),
            movement.moved_at_ms.into(),
        ];
        if self.execute(ADD_MOVEMENT, args).await? == 0 {
            return Ok(false);
        }
        let owners: Vec<UserId> = [from, to].iter().filter_map(|end| end.account.owner()).collect();
        if owners.is_empty() {
            return Ok(true);
        }
        let args = [
            movement.tenant.into(),
            from.account.owner().into(),
            to.account.owner().into(),
            movement.hundredths.into(),
            Value::texts(&owners),
        ];
        let moved = self.execute(MOVE_COINS, args).await?;
        if moved == owners.len() as u64 {
            Ok(true)
        } else {
            Err(StoreError::inconsistent("a movement names a wallet that is not there"))
        }
    }

    /// The movement of that reference.
    pub async fn find_movement(&mut self, tenant: TenantId, reference: &str) -> StoreResult<Option<Movement>> {
        self.optional(FIND_MOVEMENT, [tenant.into(), reference.into()]).await?.map(read).transpose()
    }

    /// Movements by id, those after `after`. For audits.
    pub async fn page_movements(
        &mut self,
        tenant: TenantId,
        after: Option<MovementId>,
        limit: i64,
    ) -> StoreResult<Vec<Movement>> {
        let after = after.map_or_else(String::new, |id| id.to_string());
        self.rows(PAGE_MOVEMENTS, [tenant.into(), after.into(), limit.into()]).await?.into_iter().map(read).collect()
    }

    /// Wallets by person, those after `after`, with what their movements come to at the same moment. For audits.
    pub async fn wallets_page(
        &mut self,
        tenant: TenantId,
        after: Option<UserId>,
        limit: i64,
    ) -> StoreResult<Vec<WalletCheck>> {
        let after = after.map_or_else(String::new, |id| id.to_string());
        let rows = self.rows(PAGE_WALLETS, [tenant.into(), after.into(), limit.into()]).await?;
        rows.into_iter()
            .map(|mut row| {
                Ok(WalletCheck {
                    user: row.parsed("id")?,
                    holds_hundredths: row.int("coins_hundredths")?,
                    moved_hundredths: row.int("moved")?,
                })
            })
            .collect()
    }
}
