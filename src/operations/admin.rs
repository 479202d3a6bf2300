//! What operators do: tenants, keys, coins, verification. The command line's stories; no face calls them.
//!
//! A refusal here is an [`AdminError`], not an `ErrorCode`: it answers an operator, and the contract promises none.

use super::{
    Ctx,
    events::{self, Event},
    faqs,
    ledger::{self, Move, Unmoved},
};
use crate::{
    domain::{
        credentials::normal_email,
        ids::TenantId,
        ledger::{Account, Refusal},
        limits::SYMPHONY_OLD_KEY_LIFETIME_MS,
    },
    store::{Cursor, MaybeContended, Page, StoreError, Tx, Unique, rerun, tenants::Tenant, users::User},
};
use rsa::{RsaPublicKey, pkcs8::DecodePublicKey, traits::PublicKeyParts};

/// Name of the default tenant when it is made at start.
pub const DEFAULT_TENANT_NAME: &str = "talkamie";
/// Smallest RSA key that may sign a log-in, in bits. Source: NIST SP 800-57, the least for use after 2015.
pub const KEY_BITS_MIN: usize = 2_048;
/// Largest one, in bits: bounds the work of verifying.
pub const KEY_BITS_MAX: usize = 4_096;
/// Longest user name that an operator gives, in characters.
const USERNAME_CHARS_MAX: usize = 60;

/// Why an operator's wish was not done.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    #[error("nobody in this tenant has that e-mail address")]
    NoSuchUser,
    #[error("the key cannot be used: {0}")]
    Key(&'static str),
    #[error(
        "the user name cannot be used: expected 1 to {USERNAME_CHARS_MAX} of the characters a-z 0-9 . _ -, and not a number"
    )]
    Username,
    #[error("somebody else in this tenant has that user name")]
    UsernameTaken,
    #[error("the wallet would hold more than a wallet can")]
    TooManyCoins,
    #[error("this tenant has no question of that id")]
    NoSuchFaq,
    #[error("a question needs its {0}")]
    Incomplete(&'static str),
    #[error("the {0} of a question is longer than the contract allows")]
    TooLong(&'static str),
    #[error("the interest is not as the contract has it: {0}")]
    Interest(String),
    #[error("this tenant has no ticket of that id")]
    NoSuchTicket,
    #[error("the ticket is closed")]
    TicketClosed,
    #[error("the reply has no text, or is longer than a message can be")]
    NoReply,
    #[error("the books would not agree: {0}")]
    Books(Unmoved),
    #[error("the database did not do it")]
    Store(#[from] StoreError),
}

impl From<Unmoved> for AdminError {
    fn from(unmoved: Unmoved) -> Self {
        match unmoved {
            Unmoved::Refused(Refusal::Full) => Self::TooManyCoins,
            Unmoved::Store(error) => error.into(),
            other => Self::Books(other),
        }
    }
}

impl MaybeContended for AdminError {
    fn is_contended(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_contended())
    }
}

/// One of the three steps of verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Basic,
    Admin,
    Background,
}

/// Makes a tenant that is not there yet, and gives it its first questions and answers if it has not had them. One statement
/// when it has.
///
/// # Errors
/// The store's.
pub async fn ensure_tenant(ctx: &Ctx, id: TenantId, name: &str) -> Result<(), AdminError> {
    match ctx.store.read().await?.had_first_faqs(id).await? {
        Some(true) => return Ok(()),
        Some(false) => return begin_faqs(ctx, id).await,
        None => {}
    }
    let tenant = Tenant {
        id,
        name: name.to_owned(),
        replyke_access_secret: None,
        replyke_refresh_secret: None,
        replyke_external_key: None,
        created_at_ms: ctx.clock.now_ms(),
    };
    put_tenant(ctx, &tenant).await
}

/// Adds a tenant with its secrets; one that is there already gets the new name and those secrets that are given.
///
/// Running servers use the new secrets within seconds (`replyke::Projects`).
///
/// # Errors
/// `Key` when the external key is no RSA key; the store's.
pub async fn put_tenant(ctx: &Ctx, tenant: &Tenant) -> Result<(), AdminError> {
    if let Some(pem) = &tenant.replyke_external_key {
        check_key(pem)?;
    }
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        match tx.find_tenant(tenant.id).await? {
            None => tx.add_tenant(tenant).await.map_err(|error| match error {
                // Another process was faster: the next run finds it.
                StoreError::Taken(Unique::Tenant) => StoreError::Contended,
                error => error,
            })?,
            Some(known) => {
                let given = tenant.clone();
                tx.save_tenant(&Tenant {
                    replyke_access_secret: given.replyke_access_secret.or(known.replyke_access_secret),
                    replyke_refresh_secret: given.replyke_refresh_secret.or(known.replyke_refresh_secret),
                    replyke_external_key: given.replyke_external_key.or(known.replyke_external_key),
                    created_at_ms: known.created_at_ms,
                    ..given
                })
                .await?;
            }
        }
        faqs::begin(ctx, &mut tx, tenant.id, ctx.clock.now_ms()).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Gives a tenant that was made by an older program its first questions and answers.
async fn begin_faqs(ctx: &Ctx, tenant: TenantId) -> Result<(), AdminError> {
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        faqs::begin(ctx, &mut tx, tenant, ctx.clock.now_ms()).await?;
        Ok(tx.commit().await?)
    })
    .await
}

/// Every tenant, oldest first.
///
/// # Errors
/// The store's.
pub async fn tenants(ctx: &Ctx) -> Result<Vec<Tenant>, AdminError> {
    Ok(ctx.store.read().await?.all_tenants().await?)
}

/// A page of everybody in a tenant, newest first.
///
/// # Errors
/// The store's.
pub async fn users(ctx: &Ctx, tenant: TenantId, after: Option<Cursor>, limit: i64) -> Result<Page<User>, AdminError> {
    Ok(ctx.store.read().await?.page_everyone(tenant, after, limit).await?)
}

/// The person with that e-mail address.
///
/// # Errors
/// `NoSuchUser`; the store's.
pub async fn user(ctx: &Ctx, tenant: TenantId, email: &str) -> Result<User, AdminError> {
    find(&mut ctx.store.read().await?, tenant, email).await
}

/// Stores the key with which a person logs in through the Symphony face. A name they have only when it is given or was chosen
/// before: it is shown to everybody, so none is made of their address; who has none is called by their number. Keys before this
/// one stay good for a while (contract/symphony.md 4), so that a client can change keys without a pause.
///
/// # Errors
/// `Key`; `Username`; `NoSuchUser`; `UsernameTaken`; the store's.
pub async fn set_symphony_key(
    ctx: &Ctx,
    tenant: TenantId,
    email: &str,
    spki_pem: &str,
    username: Option<&str>,
) -> Result<User, AdminError> {
    let pem = check_key(spki_pem)?;
    let username = username.map(check_username).transpose()?;
    let now_ms = ctx.clock.now_ms();
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        let mut user = lock(&mut tx, tenant, email).await?;
        if username.is_some() && user.username != username {
            user.username.clone_from(&username);
            user.updated_at_ms = now_ms;
            match tx.save_user(&user).await {
                Err(StoreError::Taken(Unique::UserUsername)) => return Err(AdminError::UsernameTaken),
                saved => saved?,
            };
        }
        let others_until_ms = now_ms.saturating_add(SYMPHONY_OLD_KEY_LIFETIME_MS);
        tx.add_symphony_key(tenant, user.id, pem, now_ms, others_until_ms).await?;
        tx.commit().await?;
        Ok(user)
    })
    .await
}

/// Gives a person coins, in hundredths above 0, and answers what their wallet holds then; they are told. The house's account
/// `grants` gives them.
///
/// # Errors
/// `NoSuchUser`; `TooManyCoins`; the store's.
pub async fn credit_coins(ctx: &Ctx, tenant: TenantId, email: &str, hundredths: i64) -> Result<i64, AdminError> {
    // One for all runs: what a lost answer kept is not given again.
    let reference = format!("grant:{}", ctx.new_id());
    rerun(async || {
        let mut tx = ctx.store.write().await?;
        let user = lock(&mut tx, tenant, email).await?;
        let now_ms = ctx.clock.now_ms();
        let wish = Move {
            tenant,
            reference: reference.clone(),
            from: Account::Grants.into(),
            to: Account::Wallet(user.id).into(),
            hundredths,
        };
        ledger::move_coins(ctx, &mut tx, &wish, now_ms).await?;
        events::raise(&mut tx, tenant, user.id, &Event::User, now_ms);
        tx.commit().await?;
        Ok(user.coins_hundredths + hundredths)
    })
    .await
}

async fn find(tx: &mut Tx, tenant: TenantId, email: &str) -> Result<User, AdminError> {
    tx.find_user_by_email(tenant, &normal_email(email)).await?.ok_or(AdminError::NoSuchUser)
}

async fn lock(tx: &mut Tx, tenant: TenantId, email: &str) -> Result<User, AdminError> {
    let id = find(tx, tenant, email).await?.id;
    tx.lock_user(tenant, id).await?.ok_or(AdminError::NoSuchUser)
}

/// The key without space around it, when it is an RSA public key of a size that can be used.
fn check_key(pem: &str) -> Result<&str, AdminError> {
    let pem = pem.trim();
    if !pem.starts_with("-----BEGIN PUBLIC KEY-----") {
        return Err(AdminError::Key("expected the public part, as SPKI in PEM (-----BEGIN PUBLIC KEY-----)"));
    }
    let key = RsaPublicKey::from_public_key_pem(pem)
        .map_err(|_| AdminError::Key("expected an RSA key, as SPKI in PEM, of at most 4096 bits"))?;
    match key.size() * 8 {
        ..KEY_BITS_MIN => Err(AdminError::Key("expected at least 2048 bits")),
        KEY_BITS_MIN..=KEY_BITS_MAX => Ok(pem),
        _ => Err(AdminError::Key("expected at most 4096 bits")),
    }
}

/// The name in lower case, when it is one that logs in: what reads as a number would mean whoever has that number.
fn check_username(name: &str) -> Result<String, AdminError> {
    let lower = name.to_ascii_lowercase();
    let written = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let logs_in = (1..=USERNAME_CHARS_MAX).contains(&lower.len())
        && lower.chars().all(written)
        && !lower.bytes().all(|b| b.is_ascii_digit());
    if logs_in { Ok(lower) } else { Err(AdminError::Username) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_names_are_what_can_log_in() {
        let longest = "a".repeat(USERNAME_CHARS_MAX);
        for (given, name) in [("ann.lee", "ann.lee"), ("Ann_2-B", "ann_2-b"), (&longest, &longest), ("4711x", "4711x")]
        {
            assert_eq!(check_username(given).expect(given), name);
        }
        let longer = format!("{longest}a");
        let kelvin = "\u{212a}im";
        for wrong in ["", " ", "ann lee", "ann@example.org", "a\0", "änn", kelvin, "4711", "351775001411585", &longer]
        {
            assert!(matches!(check_username(wrong), Err(AdminError::Username)), "{wrong}");
        }
    }

    #[test]
    fn only_usable_public_keys_are_taken() {
        for pem in
            ["", "-----BEGIN RSA PRIVATE KEY-----\n", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"]
        {
            assert!(matches!(check_key(pem), Err(AdminError::Key(_))), "{pem}");
        }
    }
}
