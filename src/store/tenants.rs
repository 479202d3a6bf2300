//! Tenants: one Replyke project each, with everything that belongs to it.

use super::{Row, StoreResult, Tx, statements::declare};
use crate::domain::ids::TenantId;

/// A tenant, with the secrets of its Replyke face.
#[derive(Clone, PartialEq)]
pub struct Tenant {
    pub id: TenantId,
    pub name: String,
    /// Signs access tokens (HMAC); `None`: the Replyke face is closed for this tenant.
    pub replyke_access_secret: Option<String>,
    /// Signs refresh tokens (HMAC).
    pub replyke_refresh_secret: Option<String>,
    /// Verifies the tokens of the tenant's own users (an RSA public key, PEM).
    pub replyke_external_key: Option<String>,
    pub created_at_ms: i64,
}

/// Secrets are not for logs.
impl std::fmt::Debug for Tenant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tenant").field("id", &self.id).field("name", &self.name).finish_non_exhaustive()
    }
}

declare! {
    ADD_TENANT = "
        INSERT INTO tenants (id, name, replyke_access_secret, replyke_refresh_secret, replyke_external_key, created_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6)";
    SAVE_TENANT = "
        UPDATE tenants
           SET name = $2, replyke_access_secret = $3, replyke_refresh_secret = $4, replyke_external_key = $5
         WHERE id = $1";
    FIND_TENANT = "
        SELECT id, name, replyke_access_secret, replyke_refresh_secret, replyke_external_key, created_at_ms
          FROM tenants
         WHERE id = $1";
    ALL_TENANTS = "
        SELECT id, name, replyke_access_secret, replyke_refresh_secret, replyke_external_key, created_at_ms
          FROM tenants
         ORDER BY created_at_ms, id";
}

fn read(mut row: Row) -> StoreResult<Tenant> {
    Ok(Tenant {
        id: row.parsed("id")?,
        name: row.text("name")?,
        replyke_access_secret: row.text_opt("replyke_access_secret")?,
        replyke_refresh_secret: row.text_opt("replyke_refresh_secret")?,
        replyke_external_key: row.text_opt("replyke_external_key")?,
        created_at_ms: row.int("created_at_ms")?,
    })
}

impl Tx {
    /// Adds a tenant.
    ///
    /// # Errors
    /// `Taken(Tenant)` when there is one of that id.
    pub async fn add_tenant(&mut self, tenant: &Tenant) -> StoreResult<()> {
        let args = [
            tenant.id.into(),
            (&tenant.name).into(),
            (&tenant.replyke_access_secret).into(),
            (&tenant.replyke_refresh_secret).into(),
            (&tenant.replyke_external_key).into(),
            tenant.created_at_ms.into(),
        ];
        self.execute(ADD_TENANT, args).await.map(drop)
    }

    /// Writes a tenant's name and secrets back. `false`: no such tenant.
    pub async fn save_tenant(&mut self, tenant: &Tenant) -> StoreResult<bool> {
        let args = [
            tenant.id.into(),
            (&tenant.name).into(),
            (&tenant.replyke_access_secret).into(),
            (&tenant.replyke_refresh_secret).into(),
            (&tenant.replyke_external_key).into(),
        ];
        Ok(self.execute(SAVE_TENANT, args).await? == 1)
    }

    /// The tenant of that id. `None`: there is none.
    pub async fn find_tenant(&mut self, tenant: TenantId) -> StoreResult<Option<Tenant>> {
        self.optional(FIND_TENANT, [tenant.into()]).await?.map(read).transpose()
    }

    /// Every tenant, oldest first.
    pub async fn all_tenants(&mut self) -> StoreResult<Vec<Tenant>> {
        self.rows(ALL_TENANTS, []).await?.into_iter().map(read).collect()
    }
}
