//! Answers to requests that may come again with the same `Idempotency-Key`.

use super::{StoreResult, Tx, Value, statements::declare};
use crate::domain::ids::{TenantId, UserId};

/// A key as it was used before.
#[derive(Clone, PartialEq, Eq)]
pub struct Used {
    /// Hash of the operation, its path and its body.
    pub fingerprint: String,
    /// JSON.
    pub answer: String,
}

/// Answers may be anything that is not for logs.
impl std::fmt::Debug for Used {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Used").field("fingerprint", &self.fingerprint).finish_non_exhaustive()
    }
}

declare! {
    /// Waits for another transaction that claims the same key.
    CLAIM_KEY = "
        INSERT INTO idempotency_keys (tenant_id, user_id, key, fingerprint, created_at_ms)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    USED_KEY = "
        SELECT fingerprint, answer
          FROM idempotency_keys
         WHERE tenant_id = $1 AND user_id = $2 AND key = $3";
    ANSWER_KEY = "
        UPDATE idempotency_keys
           SET answer = $4
         WHERE tenant_id = $1 AND user_id = $2 AND key = $3";
    FORGET_ANSWERS_TO = "
        DELETE FROM idempotency_keys
         WHERE tenant_id = $1 AND user_id IN_LIST($2)";
    SWEEP_KEYS = "
        DELETE FROM idempotency_keys
         WHERE created_at_ms <= COALESCE((SELECT created_at_ms
                                            FROM idempotency_keys
                                           WHERE created_at_ms < $1
                                           ORDER BY created_at_ms
                                           LIMIT 1 OFFSET $2), $1 - 1)";
}

impl Tx {
    /// Claims a key for this transaction, or answers how it was used before: one statement, or two.
    pub async fn claim_key(
        &mut self,
        tenant: TenantId,
        user: UserId,
        key: &str,
        fingerprint: &str,
        now_ms: i64,
    ) -> StoreResult<Option<Used>> {
        let args = [tenant.into(), user.into(), key.into(), fingerprint.into(), now_ms.into()];
        if self.execute(CLAIM_KEY, args).await? == 1 {
            return Ok(None);
        }
        let mut row = self.one(USED_KEY, [tenant.into(), user.into(), key.into()]).await?;
        Ok(Some(Used { fingerprint: row.text("fingerprint")?, answer: row.text("answer")? }))
    }

    /// Forgets every answer to these people: what one of them was shown must not be shown again.
    pub async fn forget_answers_to(&mut self, tenant: TenantId, users: &[UserId]) -> StoreResult<()> {
        self.execute(FORGET_ANSWERS_TO, [tenant.into(), Value::texts(users)]).await.map(drop)
    }

    /// Keeps what was answered to the request that claimed the key.
    pub async fn answer_key(&mut self, tenant: TenantId, user: UserId, key: &str, answer: &str) -> StoreResult<()> {
        self.execute(ANSWER_KEY, [tenant.into(), user.into(), key.into(), answer.into()]).await.map(drop)
    }

    /// Forgets keys that were used before `before_ms`: the oldest `limit` and those as old. Answers how many.
    pub async fn sweep_keys(&mut self, before_ms: i64, limit: i64) -> StoreResult<u64> {
        self.execute(SWEEP_KEYS, [before_ms.into(), limit.into()]).await
    }
}
