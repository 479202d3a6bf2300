//! Projects: which there are, and the keys of each, remembered for a moment so that a request costs no statement more.

use super::Failure;
use crate::{
    contract::replyke::ErrorCode,
    domain::{
        ids::{TenantId, read_lenient_uuid},
        time::MS_PER_SECOND,
    },
    operations::Ctx,
    store::tenants::Tenant,
};
use hmac::{Hmac, Mac};
use jsonwebtoken::{DecodingKey, EncodingKey};
use sha2::Sha256;
use std::{
    collections::HashMap,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

/// How long a project is remembered without asking the database again: new keys count after at most this long.
const REMEMBERED_MS: i64 = 5 * MS_PER_SECOND;

/// Projects remembered at a time, at about 1 KiB each; when full, the stale are forgotten.
const REMEMBERED_MAX: usize = 5_000;

/// A project, with the keys of its tokens.
pub struct Project {
    pub id: TenantId,
    pub(super) access: Keys,
    pub(super) refresh: Keys,
    /// Verifies the JWTs of the project's own system (an RSA public key, PEM).
    pub(super) external_key: Option<String>,
}

/// A secret that signs, and verifies what it signed.
pub(super) struct Keys {
    pub sign: EncodingKey,
    pub verify: DecodingKey,
}

impl Keys {
    fn of(secret: &[u8]) -> Self {
        Self { sign: EncodingKey::from_secret(secret), verify: DecodingKey::from_secret(secret) }
    }
}

impl Project {
    /// `None`: the Replyke face is closed for this tenant. `lent` is the secret where the tenant has none of its own.
    fn of(tenant: Tenant, lent: Option<&str>) -> Option<Self> {
        let own = tenant.replyke_access_secret.filter(|secret| !secret.is_empty());
        let access = own.or_else(|| lent.map(str::to_owned))?;
        let refresh = match tenant.replyke_refresh_secret.filter(|secret| !secret.is_empty()) {
            Some(secret) => Keys::of(secret.as_bytes()),
            None => Keys::of(&derived(&access)),
        };
        let external_key = tenant.replyke_external_key.filter(|key| !key.trim().is_empty());
        Some(Self { id: tenant.id, access: Keys::of(access.as_bytes()), refresh, external_key })
    }
}

/// A secret for refresh tokens, where the operator gave none: no access token passes for a refresh token then either.
fn derived(access: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(access.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(b"talkamie: replyke refresh tokens");
    mac.finalize().into_bytes().to_vec()
}

/// What this process knows of projects beside the database.
#[derive(Default)]
pub struct Projects {
    /// Those that were looked up a moment ago.
    known: RwLock<HashMap<TenantId, (Arc<Project>, i64)>>,
    /// The tenant that is open without a secret of its own, and the secret that it is lent.
    lent: OnceLock<(TenantId, String)>,
}

impl Projects {
    /// Opens the Replyke face for a tenant that has no secret, with this one, as long as this process runs: nothing is written.
    /// A secret of its own counts instead, once it has one. The first tenant that is lent one is the only one.
    pub fn lend(&self, id: TenantId, secret: String) {
        let _ = self.lent.set((id, secret));
    }

    fn lent(&self, id: TenantId) -> Option<&str> {
        self.lent.get().filter(|(tenant, _)| *tenant == id).map(|(_, secret)| secret.as_str())
    }

    fn recall(&self, id: TenantId, now_ms: i64) -> Option<Arc<Project>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&id).filter(|(_, until_ms)| now_ms < *until_ms).map(|(project, _)| Arc::clone(project))
    }

    fn remember(&self, project: &Arc<Project>, now_ms: i64) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED_MAX {
            known.retain(|_, (_, until_ms)| now_ms < *until_ms);
        }
        if known.len() < REMEMBERED_MAX {
            known.insert(project.id, (Arc::clone(project), now_ms + REMEMBERED_MS));
        }
    }
}

/// The project of that id. No statement for one looked up a moment ago, else one. `None`: none, or closed.
///
/// # Errors
/// The store's.
pub async fn find(ctx: &Ctx, id: TenantId) -> Result<Option<Arc<Project>>, Failure> {
    let now_ms = ctx.clock.now_ms();
    if let Some(project) = ctx.projects.recall(id, now_ms) {
        return Ok(Some(project));
    }
    let mut tx = ctx.store.read().await?;
    let tenant = tx.find_tenant(id).await?;
    let lent = ctx.projects.lent(id);
    let Some(project) = tenant.and_then(|tenant| Project::of(tenant, lent)).map(Arc::new) else { return Ok(None) };
    ctx.projects.remember(&project, now_ms);
    Ok(Some(project))
}

/// The project that a path names.
///
/// # Errors
/// `project/not-found`; `store/unavailable`.
pub async fn named(ctx: &Ctx, named: &str) -> Result<Arc<Project>, Failure> {
    let id = read_lenient_uuid(named).map(TenantId).ok_or(ErrorCode::ProjectNotFound)?;
    find(ctx, id).await?.ok_or_else(|| ErrorCode::ProjectNotFound.into())
}

/// The project that a path names, or the server's default where an alias names none and no token is needed.
///
/// # Errors
/// `project/not-found`; `store/unavailable`.
pub async fn named_or_default(ctx: &Ctx, name: Option<&str>) -> Result<Arc<Project>, Failure> {
    match name {
        Some(name) => named(ctx, name).await,
        None => find(ctx, ctx.settings.default_tenant).await?.ok_or_else(|| ErrorCode::ProjectNotFound.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::{Header, encode};
    use serde_json::json;
    use uuid::Uuid;

    /// What the project of a tenant with that secret signs, when it is lent one.
    fn signed(own: Option<&str>, lent: Option<&str>) -> Option<String> {
        let tenant = Tenant {
            id: TenantId(Uuid::nil()),
            name: String::new(),
            replyke_access_secret: own.map(str::to_owned),
            replyke_refresh_secret: None,
            replyke_external_key: None,
            created_at_ms: 0,
        };
        let project = Project::of(tenant, lent)?;
        Some(encode(&Header::default(), &json!({}), &project.access.sign).expect("it signs"))
    }

    #[test]
    fn a_secret_is_lent_where_there_is_none() {
        assert!(signed(None, None).is_none() && signed(Some(""), None).is_none());
        let lent = signed(None, Some("lent"));
        assert!(lent.is_some());
        assert_eq!(signed(Some(""), Some("lent")), lent, "an empty one is none");
        assert_eq!(signed(Some("own"), Some("lent")), signed(Some("own"), None));
        assert_ne!(signed(Some("own"), Some("lent")), lent);
    }

    #[test]
    fn one_tenant_is_lent_a_secret() {
        let projects = Projects::default();
        let [one, other] = [1, 2].map(|n| TenantId(Uuid::from_u128(n)));
        assert_eq!(projects.lent(one), None);
        projects.lend(one, "first".into());
        projects.lend(other, "second".into());
        assert_eq!((projects.lent(one), projects.lent(other)), (Some("first"), None));
    }
}
