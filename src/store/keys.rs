//! RSA public keys with which a person signs in through the Symphony face.

use super::{Row, StoreResult, Tx, statements::declare};
use crate::domain::ids::{TenantId, UserId};

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymphonyKey {
    pub user: UserId,
    /// SPKI, PEM.
    pub spki_pem: String,
    pub added_at_ms: i64,
    /// `None`: until another is added.
    pub valid_until_ms: Option<i64>,
}

declare! {
    EXPIRE_SYMPHONY_KEYS = "
        UPDATE symphony_keys
           SET valid_until_ms = $3
         WHERE tenant_id = $1 AND user_id = $2 AND (valid_until_ms IS NULL OR valid_until_ms > $3)";
    ADD_SYMPHONY_KEY = "
        INSERT INTO symphony_keys (tenant_id, user_id, spki_pem, added_at_ms)
        VALUES ($1, $2, $3, $4)";
    SYMPHONY_KEYS_OF = "
        SELECT user_id, spki_pem, added_at_ms, valid_until_ms
          FROM symphony_keys
         WHERE tenant_id = $1 AND user_id = $2 AND (valid_until_ms IS NULL OR valid_until_ms > $3)
         ORDER BY added_at_ms DESC";
}

fn read(mut row: Row) -> StoreResult<SymphonyKey> {
    Ok(SymphonyKey {
        user: row.parsed("user_id")?,
        spki_pem: row.text("spki_pem")?,
        added_at_ms: row.int("added_at_ms")?,
        valid_until_ms: row.int_opt("valid_until_ms")?,
    })
}

impl Tx {
    /// Adds a key. Those before it are good until `others_until_ms`, so that a client can change keys without a pause.
    pub async fn add_symphony_key(
        &mut self,
        tenant: TenantId,
        user: UserId,
        spki_pem: &str,
        now_ms: i64,
        others_until_ms: i64,
    ) -> StoreResult<()> {
        self.execute(EXPIRE_SYMPHONY_KEYS, [tenant.into(), user.into(), others_until_ms.into()]).await?;
        let args = [tenant.into(), user.into(), spki_pem.into(), now_ms.into()];
        self.execute(ADD_SYMPHONY_KEY, args).await.map(drop)
    }

    /// A person's keys that are good now, newest first.
    pub async fn symphony_keys_of(
        &mut self,
        tenant: TenantId,
        user: UserId,
        now_ms: i64,
    ) -> StoreResult<Vec<SymphonyKey>> {
        let args = [tenant.into(), user.into(), now_ms.into()];
        self.rows(SYMPHONY_KEYS_OF, args).await?.into_iter().map(read).collect()
    }
}
