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
        Tx,
        sessions::{NewTokens, Session},
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
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

/// Sessions found good a moment ago.
#[derive(Default)]
pub struct Believed(Mutex<HashMap<[u8; 32], Belief>>);

/// Who a token speaks for, through which face, until when that needs no proof.
struct Belief {
    caller: Caller,
    face: &'static str,
    until_ms: i64,
}

impl Believed {
    /// What was learned through one face says nothing in another.
    fn find(&self, hash: &[u8; 32], face: &str, now_ms: i64) -> Option<Caller> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(hash).filter(|belief| now_ms < belief.until_ms && belief.face == face).map(|belief| belief.caller)
    }

    fn learn(&self, hash: [u8; 32], belief: Belief, now_ms: i64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= BELIEVED_MAX {
            known.retain(|_, belief| now_ms < belief.until_ms);
        }
        if known.len() < BELIEVED_MAX {
            known.insert(hash, belief);
        }
    }

    /// Forgets what this process believes of a person: called where their sessions end.
    pub fn forget(&self, user: UserId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, belief| belief.caller.user != user);
    }
}

/// Who an access token speaks for. No statement for a session found good a moment ago, else one.
///
/// # Errors
/// `auth/invalid` when the token is malformed, unknown, expired, revoked or of another face; `store/unavailable`.
pub async fn authenticate(ctx: &Ctx, token: &str, face: &'static str) -> Result<Caller, Failure> {
    let now_ms = ctx.clock.now_ms();
    let tenant = ctx.settings.default_tenant;
    let hash = digest(token);
    if let Some(caller) = ctx.believed.find(&hash, face, now_ms) {
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
    ctx.believed.learn(hash, Belief { caller, face, until_ms }, now_ms);
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

/// Ends sessions of a person inside the caller's transaction, and has the connections of their sockets closed: one statement.
///
/// # Errors
/// The store's.
pub async fn end(tx: &mut Tx, tenant: TenantId, user: UserId, ended: Ended, now_ms: i64) -> Result<(), Failure> {
    match ended {
        Ended::All => {
            tx.revoke_sessions_of(tenant, user, now_ms).await?;
        }
        Ended::One { session } => {
            // One that has ended meanwhile is what was wished for, too.
            tx.revoke_session(tenant, session, now_ms).await?;
        }
        Ended::Others { than } => {
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
