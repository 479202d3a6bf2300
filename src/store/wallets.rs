//! Wallets: coins, in hundredths. They move only by the verbs here.

use super::{StoreResult, Tx, statements::declare};
use crate::domain::ids::{TenantId, UserId};

declare! {
    CREDIT_COINS = "
        UPDATE users
           SET coins_hundredths = coins_hundredths + $3
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL
        RETURNING coins_hundredths";
}

impl Tx {
    /// Gives a person coins and answers what their wallet holds then. `None`: no such person, or deleted.
    pub async fn credit_coins(&mut self, tenant: TenantId, user: UserId, hundredths: i64) -> StoreResult<Option<i64>> {
        let row = self.optional(CREDIT_COINS, [tenant.into(), user.into(), hundredths.into()]).await?;
        row.map(|mut row| row.int("coins_hundredths")).transpose()
    }
}
