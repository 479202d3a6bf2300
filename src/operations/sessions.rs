//! Sessions of the Talkamie and Symphony faces: opaque tokens, of which the database has only hashes.
//!
//! A token is `<session id>.<secret>`, both base64url: the id finds the row, the secret proves it. A session that was
//! found good is believed for [`BELIEVED_MS`], so that revoking reaches every process within that time
//! (DESIGN.md 8) and a busy caller costs no statement on most requests.

use super::{
    Caller, Ctx, Failure,
    events::{self, Ended, Event},
};
use crate::{
    contract::v1::ErrorCode,
    domain::ids::{SessionId, TenantId, UserId},
    store::{
        StoreError, Tx,
        sessions::{NewTokens, Session, Standing},
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// How long a session that was found good is believed without asking the database again.
///
/// Half the second within which a revoked session must end everywhere (DESIGN.md 8).
pub const BELIEVED_MS: i64 = 500;

/// Sessions believed at a time, at about 100 bytes each; when full, the stale are forgotten.
const BELIEVED_MAX: usize = 20_000;

/// Bytes of a token's secret. Source: RFC 6749, 10.10 asks for at most 2^-128 of guessing; this is 2^-256.
const SECRET_BYTES: usize = 32;

/// A new pair of tokens: what the client gets, and what the database keeps.
pub struct Tokens {
    pub access: String,
    pub refresh: String,
    pub hashes: NewTokens,
}

/// What was found out about tokens a moment ago.
#[derive(Default)]
pub struct Believed {
    /// By the hash of an opaque token: who it speaks for, through which face. What was learned through one face says
    /// nothing in another.
    sessions: Beliefs<([u8; 32], &'static str), Caller>,
    /// By the person and the session that a token of the Replyke face names: what such tokens are held to.
    standings: Beliefs<(TenantId, UserId, Option<SessionId>), Standing>,
}

impl Believed {
    /// Forgets what this process believes of a person: called where their sessions end.
    pub fn forget(&self, user: UserId) {
        self.sessions.forget(|_, caller| caller.user == user);
        self.standings.forget(|(_, known, _), _| *known == user);
    }
}

/// Things that need no proof until a moment.
struct Beliefs<K, V>(Mutex<HashMap<K, Belief<V>>>);

struct Belief<V> {
    what: V,
    until_ms: i64,
}

impl<K, V> Default for Beliefs<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Copy> Beliefs<K, V> {
    fn find(&self, key: &K, now_ms: i64) -> Option<V> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).filter(|belief| now_ms < belief.until_ms).map(|belief| belief.what)
    }

    fn learn(&self, key: K, what: V, until_ms: i64, now_ms: i64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= BELIEVED_MAX {
            known.retain(|_, belief| now_ms < belief.until_ms);
        }
        if known.len() < BELIEVED_MAX {
            known.insert(key, Belief { what, until_ms });
        }
    }

    fn forget(&self, of: impl Fn(&K, &V) -> bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|key, belief| !of(key, &belief.what));
    }
}

/// What a token of a person that proves itself is held to. No statement when that was asked a moment ago, else one.
///
/// # Errors
/// The store's.
pub async fn standing(
    ctx: &Ctx,
    tenant: TenantId,
    user: UserId,
    session: Option<SessionId>,
) -> Result<Standing, StoreError> {
    let (now_ms, key) = (ctx.clock.now_ms(), (tenant, user, session));
    if let Some(standing) = ctx.believed.standings.find(&key, now_ms) {
        return Ok(standing);
    }
    let standing = ctx.store.read().await?.find_standing(tenant, user, session).await?;
    ctx.believed.standings.learn(key, standing, now_ms + BELIEVED_MS, now_ms);
    Ok(standing)
}

/// Who an access token speaks for. No statement for a session found good a moment ago, else one.
///
/// # Errors
/// `auth/invalid` when the token is malformed, unknown, expired, revoked or of another face; `store/unavailable`.
pub async fn authenticate(ctx: &Ctx, token: &str, face: &'static str) -> Result<Caller, Failure> {
    let now_ms = ctx.clock.now_ms();
    let tenant = ctx.settings.default_tenant;
    let hash = digest(token);
    if let Some(caller) = ctx.believed.sessions.find(&(hash, face), now_ms) {
        return Ok(caller);
    }
    let session = session_of(token).ok_or(ErrorCode::AuthInvalid)?;
    let mut tx = ctx.store.read().await?;
    let found = tx.find_session(tenant, session).await?.ok_or(ErrorCode::AuthInvalid)?;
    let same: bool = HEXLOWER.encode(&hash).as_bytes().ct_eq(found.access_hash.as_bytes()).into();
    if !same || found.face != face || found.revoked_at_ms.is_some() || found.access_expires_at_ms <= now_ms {
        return Err(ErrorCode::AuthInvalid.into());
    }
    let caller = Caller { tenant, user: found.user, session };
    let until_ms = (now_ms + BELIEVED_MS).min(found.access_expires_at_ms);
    ctx.believed.sessions.learn((hash, face), caller, until_ms, now_ms);
    Ok(caller)
}

/// Begins a session inside the transaction that signs somebody in: one statement.
///
/// # Errors
/// The store's.
pub async fn begin(
    ctx: &Ctx,
    tx: &mut Tx,
    tenant: TenantId,
    user: UserId,
    face: &str,
    device: Option<String>,
) -> Result<Tokens, Failure> {
    let now_ms = ctx.clock.now_ms();
    let id = SessionId(ctx.new_id());
    let tokens = tokens(ctx, id, now_ms);
    tx.add_session(&Session {
        id,
        tenant,
        user,
        face: face.to_owned(),
        access_hash: tokens.hashes.access_hash.clone(),
        access_expires_at_ms: tokens.hashes.access_expires_at_ms,
        refresh_hash: Some(tokens.hashes.refresh_hash.clone()),
        refresh_expires_at_ms: Some(tokens.hashes.refresh_expires_at_ms),
        device,
        created_at_ms: now_ms,
        revoked_at_ms: None,
    })
    .await?;
    Ok(tokens)
}

/// Ends sessions of a person inside the caller's transaction, and has the connections of their sockets closed: one statement, two
/// where more than one session ends, since the tokens that name none end too (`docs/decisions/0018-tokens-that-prove-themselves.md`).
///
/// # Errors
/// The store's.
pub async fn end(tx: &mut Tx, tenant: TenantId, user: UserId, ended: Ended, now_ms: i64) -> Result<(), Failure> {
    match ended {
        Ended::All => {
            tx.note_tokens_from(tenant, user, now_ms);
            tx.revoke_sessions_of(tenant, user, now_ms).await?;
        }
        Ended::One { session } => {
            // One that has ended meanwhile is what was wished for, too.
            tx.revoke_session(tenant, session, now_ms).await?;
        }
        Ended::Others { than } => {
            tx.note_tokens_from(tenant, user, now_ms);
            tx.revoke_other_sessions_of(tenant, user, than, now_ms).await?;
        }
    }
    events::raise(tx, tenant, user, &Event::SessionsEnded { ended }, now_ms);
    Ok(())
}

/// Whether a session is still open, asked of the database itself: one statement.
///
/// # Errors
/// `auth/invalid` when it has ended; the store's.
pub async fn still_open(ctx: &Ctx, caller: Caller) -> Result<(), Failure> {
    let found = ctx.store.read().await?.find_session(caller.tenant, caller.session).await?;
    let open = found.is_some_and(|session| session.revoked_at_ms.is_none());
    if open { Ok(()) } else { Err(ErrorCode::AuthInvalid.into()) }
}

/// New tokens for a session. Nothing is stored.
pub fn tokens(ctx: &Ctx, session: SessionId, now_ms: i64) -> Tokens {
    let token = || {
        let mut secret = [0; SECRET_BYTES];
        ctx.chance.fill(&mut secret);
        format!("{}.{}", BASE64.encode(session.0.as_bytes()), BASE64.encode(secret))
    };
    let (access, refresh) = (token(), token());
    let hashes = NewTokens {
        access_hash: hash(&access),
        access_expires_at_ms: now_ms + ctx.settings.access_token_ms,
        refresh_hash: hash(&refresh),
        refresh_expires_at_ms: now_ms + ctx.settings.refresh_token_ms,
    };
    Tokens { access, refresh, hashes }
}

/// The session that a token names, proved or not.
pub fn session_of(token: &str) -> Option<SessionId> {
    let (id, secret) = token.split_once('.')?;
    let id = <[u8; 16]>::try_from(BASE64.decode(id).ok()?).ok()?;
    (BASE64.decode(secret).ok()?.len() == SECRET_BYTES).then(|| SessionId(Uuid::from_bytes(id)))
}

/// What the database keeps of a token.
pub fn hash(token: &str) -> String {
    HEXLOWER.encode(&digest(token))
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
