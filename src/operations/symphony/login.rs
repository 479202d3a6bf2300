//! Logging in with a signed JWT: openapi/symphony-pod/operations/login.yaml.
//!
//! What is wrong with a token is never told, and an unknown name costs the same statements and the same arithmetic as a
//! wrong signature.

use super::Failure;
use crate::{
    contract::symphony::{
        ErrorCode,
        types::{Token, TokenName},
    },
    domain::{
        ids::{SessionId, TenantId, UserId},
        limits::{
            SYMPHONY_LOGIN_AHEAD_MS_MAX, SYMPHONY_LOGIN_CLOCK_LEEWAY_MS, SYMPHONY_LOGIN_TOKEN_BYTES_MAX,
            SYMPHONY_SESSION_LIFETIME_MS,
        },
        symphony::{LoginName, read_username},
    },
    operations::{Ctx, sessions},
    store::{Tx, keys::SymphonyKey, rerun, sessions::Session, users::User},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use jsonwebtoken::{Algorithm, DecodingKey, DecodingKeyKind, Validation};
use serde::Deserialize;
use uuid::Uuid;

/// Keys that are tried for one login. A person has one, and while it is being replaced two.
const KEYS_TRIED_MAX: usize = 4;

/// Lengths of RSA signatures that can be right, in bytes: keys of 2048 to 4096 bits.
const SIGNATURE_BYTES: std::ops::RangeInclusive<usize> = 256..=512;

/// Exchanges a signed JWT for a session token.
///
/// # Errors
/// `login/failed`, whatever is wrong with the token; `store/unavailable`.
///
/// Source: `authenticatePubkey`.
pub async fn authenticate_pubkey(ctx: &Ctx, token: Option<&str>) -> Result<Token, Failure> {
    let user = prove(ctx, token).await?;
    let session = begin(ctx, user).await?;
    Ok(Token { name: TokenName::SessionToken, token: session })
}

/// Exchanges a signed JWT for a key manager token, which opens nothing here: it is of the same make as a session token,
/// and of no session.
///
/// # Errors
/// As [`authenticate_pubkey`].
///
/// Source: `authenticateKeyManager`.
pub async fn authenticate_key_manager(ctx: &Ctx, token: Option<&str>) -> Result<Token, Failure> {
    prove(ctx, token).await?;
    let unused = sessions::tokens(ctx, SessionId(ctx.new_id()), ctx.clock.now_ms());
    Ok(Token { name: TokenName::KeyManagerToken, token: unused.access })
}

/// What a token claims.
#[derive(Debug, Deserialize)]
struct Claims {
    sub: String,
    /// Seconds since 1970, perhaps with decimals (RFC 7519, 2: `NumericDate`).
    exp: f64,
    /// When it begins to count, if it says so.
    nbf: Option<f64>,
}

/// Who a JWT proves to have sent it.
async fn prove(ctx: &Ctx, token: Option<&str>) -> Result<UserId, Failure> {
    let now_ms = ctx.clock.now_ms();
    let tenant = ctx.settings.default_tenant;
    let token = token.filter(|token| token.len() <= SYMPHONY_LOGIN_TOKEN_BYTES_MAX).ok_or(ErrorCode::LoginFailed)?;
    let (claims, length) = claimed(token).filter(|(claims, _)| timely(claims, now_ms)).ok_or(ErrorCode::LoginFailed)?;
    let (user, keys) = {
        let mut tx = ctx.store.read().await?;
        let user = named(&mut tx, tenant, &claims.sub).await?.filter(|user| user.deleted_at_ms.is_none());
        // Nobody has the nil id, and so no keys; asked all the same.
        let id = user.as_ref().map_or(UserId(Uuid::nil()), |user| user.id);
        (user, tx.symphony_keys_of(tenant, id, now_ms).await?)
    };
    let proved = verified(token, &keys, length);
    Ok(user.filter(|_| proved).ok_or(ErrorCode::LoginFailed)?.id)
}

async fn named(tx: &mut Tx, tenant: TenantId, sub: &str) -> Result<Option<User>, Failure> {
    Ok(match read_username(sub) {
        LoginName::Number(number) => tx.find_user_by_number(tenant, number).await?,
        LoginName::Username(name) => tx.find_user_by_username(tenant, &name).await?,
    })
}

/// What a token claims, not proved yet, and how long its signature is.
fn claimed(token: &str) -> Option<(Claims, usize)> {
    let mut parts = token.split('.');
    let (_, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let claims: Claims = serde_json::from_slice(&BASE64.decode(payload).ok()?).ok()?;
    if claims.sub.contains('\0') {
        // No name has one, and PostgreSQL would not even look.
        return None;
    }
    let signature = BASE64.decode(signature).ok().filter(|signature| SIGNATURE_BYTES.contains(&signature.len()))?;
    parts.next().is_none().then_some((claims, signature.len()))
}

/// Whether the token has begun, and is neither expired nor made to last.
fn timely(claims: &Claims, now_ms: i64) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this century stay far below 2^53")]
    let (now_ms, latest_ms, leeway_ms) = (
        now_ms as f64,
        (now_ms + SYMPHONY_LOGIN_AHEAD_MS_MAX + SYMPHONY_LOGIN_CLOCK_LEEWAY_MS) as f64,
        SYMPHONY_LOGIN_CLOCK_LEEWAY_MS as f64,
    );
    let exp_ms = claims.exp * 1000.0;
    let begun = claims.nbf.is_none_or(|nbf| nbf * 1000.0 <= now_ms + leeway_ms);
    begun && now_ms < exp_ms && exp_ms <= latest_ms
}

/// Whether one of the keys made the signature. RS512 and nothing else, whatever the token's header says: a key is never
/// taken for a secret.
fn verified(token: &str, keys: &[SymphonyKey], length: usize) -> bool {
    let mut validation = Validation::new(Algorithm::RS512);
    // Judged by our clock, in `timely`.
    validation.validate_exp = false;
    validation.required_spec_claims.clear();
    // Clients send none, and there is nobody else whom a token of this key could be for.
    validation.validate_aud = false;
    let keys =
        keys.iter().take(KEYS_TRIED_MAX).filter_map(|key| DecodingKey::from_rsa_pem(key.spki_pem.as_bytes()).ok());
    let mut keys: Vec<_> = keys.filter(|key| signature_bytes(key) == length).collect();
    let unknown = keys.is_empty();
    if unknown {
        // A modulus that is nobody's: the same arithmetic, whose outcome does not count.
        keys.push(DecodingKey::from_rsa_raw_components(&vec![0xff; length], &[1, 0, 1]));
    }
    keys.iter().any(|key| jsonwebtoken::decode::<Claims>(token, key, &validation).is_ok()) && !unknown
}

/// How long a key's signatures are: as long as its modulus, of which its DER is little more.
fn signature_bytes(key: &DecodingKey) -> usize {
    /// Bytes between one usual length of keys and the next: 512 bits.
    const STEP: usize = 64;
    match key.kind() {
        DecodingKeyKind::SecretOrDer(der) => der.len() / STEP * STEP,
        DecodingKeyKind::RsaModulusExponent { n, .. } => n.len(),
    }
}

/// Begins a session without a refresh token: clients log in again.
async fn begin(ctx: &Ctx, user: UserId) -> Result<String, Failure> {
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let id = SessionId(ctx.new_id());
        let tokens = sessions::tokens(ctx, id, now_ms);
        let mut tx = ctx.store.write().await?;
        // Held, so that an account that is being closed gets no session that outlives it.
        tx.lock_user(ctx.settings.default_tenant, user).await?.ok_or(ErrorCode::LoginFailed)?;
        tx.add_session(&Session {
            id,
            tenant: ctx.settings.default_tenant,
            user,
            face: super::FACE.to_owned(),
            access_hash: tokens.hashes.access_hash,
            access_expires_at_ms: now_ms + SYMPHONY_SESSION_LIFETIME_MS,
            refresh_hash: None,
            refresh_expires_at_ms: None,
            device: None,
            created_at_ms: now_ms,
            revoked_at_ms: None,
        })
        .await?;
        tx.commit().await?;
        Ok(tokens.access)
    })
    .await
}
