//! What volunteers handed in for a background check that is not decided yet.

use super::{Row, StoreResult, Tx, statements::declare};
use crate::domain::ids::{TenantId, UserId};

/// What a volunteer handed in.
#[derive(Clone, PartialEq, Eq)]
pub struct BackgroundCheck {
    /// The body of "add background info", as JSON.
    pub info: String,
    pub handed_in_at_ms: i64,
}

/// Names and places of work are not for logs.
impl std::fmt::Debug for BackgroundCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BackgroundCheck").field("handed_in_at_ms", &self.handed_in_at_ms).finish_non_exhaustive()
    }
}

declare! {
    PUT_BACKGROUND_CHECK = "
        INSERT INTO background_checks (tenant_id, user_id, info, handed_in_at_ms)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (tenant_id, user_id) DO UPDATE
           SET info = excluded.info, handed_in_at_ms = excluded.handed_in_at_ms";
    FIND_BACKGROUND_CHECK = "
        SELECT info, handed_in_at_ms
          FROM background_checks
         WHERE tenant_id = $1 AND user_id = $2";
    REMOVE_BACKGROUND_CHECK = "
        DELETE FROM background_checks
         WHERE tenant_id = $1 AND user_id = $2";
}

impl Tx {
    /// Keeps what a volunteer handed in, in the place of what was handed in before.
    pub async fn put_background_check(
        &mut self,
        tenant: TenantId,
        user: UserId,
        info: &str,
        now_ms: i64,
    ) -> StoreResult<()> {
        let args = [tenant.into(), user.into(), info.into(), now_ms.into()];
        self.execute(PUT_BACKGROUND_CHECK, args).await.map(drop)
    }

    /// What a volunteer handed in. `None`: nothing that waits to be decided.
    pub async fn find_background_check(
        &mut self,
        tenant: TenantId,
        user: UserId,
    ) -> StoreResult<Option<BackgroundCheck>> {
        let read = |mut row: Row| {
            Ok(BackgroundCheck { info: row.text("info")?, handed_in_at_ms: row.int("handed_in_at_ms")? })
        };
        self.optional(FIND_BACKGROUND_CHECK, [tenant.into(), user.into()]).await?.map(read).transpose()
    }

    /// Forgets what a volunteer handed in. `false`: there was nothing.
    pub async fn remove_background_check(&mut self, tenant: TenantId, user: UserId) -> StoreResult<bool> {
        Ok(self.execute(REMOVE_BACKGROUND_CHECK, [tenant.into(), user.into()]).await? == 1)
    }
}
