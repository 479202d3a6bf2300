//! What operators do with the interests that everyone is offered: list, and offer or change one. The command line's stories.

use crate::{
    contract::v1,
    domain::ids::{InterestId, TenantId},
    operations::{Ctx, admin::AdminError, view},
    store::{StoreError, Unique, interests::Interest, rerun},
};
use serde_json::json;

/// What an operator gives of an interest. What is left out stays; an empty text takes it away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Which one, whatever the case; how it is spelt when it is new.
    pub name: String,
    pub emoji: Option<String>,
    /// Address of its icon, `https`: everyone who sees a profile with it loads it.
    pub icon_src: Option<String>,
}

/// The interests that everyone in a tenant is offered, by name.
///
/// # Errors
/// The store's.
pub async fn list(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Interest>, AdminError> {
    Ok(ctx.store.read().await?.all_interests(tenant, None).await?)
}

/// Offers an interest to everyone in a tenant, or changes the emoji and the icon of one that they are offered. Who has chosen it
/// has it as it is then.
///
/// # Errors
/// `Interest` when the contract does not allow its name, emoji or icon; the store's.
pub async fn set(ctx: &Ctx, tenant: TenantId, wanted: &Wanted) -> Result<Interest, AdminError> {
    let name = wanted.name.trim();
    let now_ms = ctx.clock.now_ms();
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        let key = name.to_lowercase();
        let known = tx.all_interests(tenant, None).await?.into_iter().find(|known| known.name.to_lowercase() == key);
        let is_new = known.is_none();
        let known = known.unwrap_or_else(|| Interest {
            id: InterestId(ctx.new_id()),
            name: name.to_owned(),
            emoji: None,
            icon_src: None,
        });
        let interest = Interest {
            emoji: changed(known.emoji, wanted.emoji.as_deref()),
            icon_src: changed(known.icon_src, wanted.icon_src.as_deref()),
            ..known
        };
        check(&interest)?;
        if is_new {
            tx.add_interest(tenant, &interest, now_ms).await.map_err(|error| match error {
                // Another operator was faster: the next run finds it.
                StoreError::Taken(Unique::InterestSharedName) => StoreError::Contended,
                error => error,
            })?;
        } else {
            tx.save_interest(tenant, &interest).await?;
        }
        tx.commit().await?;
        Ok(interest)
    })
    .await
}

fn changed(known: Option<String>, wanted: Option<&str>) -> Option<String> {
    match wanted.map(str::trim) {
        None => known,
        Some("") => None,
        Some(text) => Some(text.to_owned()),
    }
}

/// Holds an interest to what the contract says of it, and its icon to `https`: pages that are served so load no other.
fn check(interest: &Interest) -> Result<(), AdminError> {
    let refuse = |member: &str, why: &str| Err(AdminError::Interest(format!("`{member}` {why}")));
    if interest.icon_src.as_ref().is_some_and(|icon| !icon.starts_with("https://")) {
        return refuse("iconSrc", "must begin with https://");
    }
    let texts = [Some(&interest.name), interest.emoji.as_ref()];
    if texts.into_iter().flatten().any(|text| text.contains('\0')) {
        return refuse("name", "and `emoji` cannot have a character 0");
    }
    match v1::oracle().judge("BasicInterest", &json!(view::interest(interest))).first() {
        Some(fault) => refuse(fault.pointer.trim_start_matches('/'), &fault.detail),
        None => Ok(()),
    }
}
