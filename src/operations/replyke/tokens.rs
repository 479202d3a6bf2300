//! Tokens of the Replyke face: JWTs that only their signature and times prove.
//!
//! A refresh token names a row of `sessions`, and so do the access tokens that we make. Hosts of the original make their own,
//! which name none: those are held to the moment from which the person's tokens count
//! (`docs/decisions/0018-tokens-that-prove-themselves.md`). Times are judged by our clock, not by the library's.
//!
//! Source: contract/replyke.md 5.

use super::{Caller, Failure, Project, projects};
use crate::{
    contract::replyke::ErrorCode,
    domain::{
        ids::{SessionId, TenantId, UserId, read_lenient_uuid},
        limits::{REPLYKE_ACCESS_TOKEN_LIFETIME_MS, REPLYKE_REFRESH_TOKEN_LIFETIME_MS},
        time::MS_PER_SECOND,
    },
    operations::{Ctx, sessions},
    store::sessions::Standing,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use jsonwebtoken::{Algorithm, DecodingKey, Header, crypto, decode_header, encode, errors::Error};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What signs access and refresh tokens, by whatever strength of SHA-2.
const SHARED_SECRET: &[Algorithm] = &[Algorithm::HS256, Algorithm::HS384, Algorithm::HS512];

/// What signs the tokens of a project's own system.
const KEY_PAIR: &[Algorithm] = &[Algorithm::RS256];

/// Who issues our tokens, and for whom: the words of the original.
const ISSUER: &str = "replyke.com";

/// What a token says. The types are not trusted before the signature is.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Claims {
    pub sub: Option<Value>,
    pub iss: Option<Value>,
    pub jti: Option<Value>,
    sid: Option<Value>,
    #[serde(rename = "projectId")]
    pub project: Option<Value>,
    #[serde(rename = "userData")]
    pub user_data: Option<Value>,
    iat: Option<Value>,
    exp: Option<Value>,
    nbf: Option<Value>,
}

impl Claims {
    /// The project that the token was made for. `Some(None)`: it names one that cannot be.
    fn project(&self) -> Option<Option<TenantId>> {
        let project = self.project.as_ref()?;
        Some(project.as_str().and_then(read_lenient_uuid).map(TenantId))
    }

    /// The session that the token was made for, if it says so.
    fn session(&self) -> Option<SessionId> {
        self.sid.as_ref()?.as_str().and_then(read_lenient_uuid).map(SessionId)
    }

    /// Whether the token was made before its person's tokens were ended. Its session knows best; without one, the time at
    /// which it was made decides, and one of the same second counts as made afterwards. Without a time it is not known.
    fn over(&self, standing: Standing) -> bool {
        if let Some(open) = standing.session_open {
            return !open;
        }
        let (Some(from_ms), Some(made_s)) = (standing.tokens_from_ms, self.iat.as_ref().and_then(Value::as_f64)) else {
            return false;
        };
        #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are far below 2^53")]
        let from_s = from_ms.div_euclid(MS_PER_SECOND) as f64;
        made_s < from_s
    }

    /// Whether the token has begun and not ended. A time that is no number is no time.
    fn runs(&self, now_ms: i64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are far below 2^53")]
        let now_s = now_ms.div_euclid(MS_PER_SECOND) as f64;
        let holds = |time: &Option<Value>, test: fn(f64, f64) -> bool| {
            time.as_ref().is_none_or(|time| time.as_f64().is_some_and(|time| test(time, now_s)))
        };
        holds(&self.exp, |exp, now| now < exp) && holds(&self.nbf, |nbf, now| nbf <= now)
    }
}

/// A JWT taken apart, proved or not.
pub(super) struct Token<'a> {
    pub claims: Claims,
    algorithm: Algorithm,
    signed: &'a str,
    signature: &'a str,
}

impl<'a> Token<'a> {
    /// `None`: the text is no JWT of an algorithm that anybody knows.
    pub fn read(text: &'a str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (_, payload) = signed.split_once('.')?;
        let algorithm = decode_header(text).ok()?.alg;
        let claims = serde_json::from_slice(&BASE64.decode(payload).ok()?).ok()?;
        Some(Self { claims, algorithm, signed, signature })
    }

    /// Whether `key` signed this, by one of these algorithms, for a time that includes now.
    pub fn proved(&self, key: &DecodingKey, allowed: &[Algorithm], now_ms: i64) -> bool {
        allowed.contains(&self.algorithm)
            && crypto::verify(self.signature, self.signed.as_bytes(), key, self.algorithm).unwrap_or(false)
            && self.claims.runs(now_ms)
    }
}

/// Who an access token speaks for. No statement when the same was asked a moment ago, else one. `named` is the project of the path:
/// a token that names none is taken for that one's.
///
/// # Errors
/// `auth/invalid`; `store/unavailable`.
pub async fn authenticate(ctx: &Ctx, token: &str, named: Option<&str>) -> Result<Caller, Failure> {
    let refused = || Failure::of(ErrorCode::AuthInvalid);
    let token = Token::read(token).ok_or_else(refused)?;
    let id = match token.claims.project() {
        Some(claimed) => claimed,
        None => named.and_then(read_lenient_uuid).map(TenantId),
    };
    let project = projects::find(ctx, id.ok_or_else(refused)?).await?.ok_or_else(refused)?;
    if !token.proved(&project.access.verify, SHARED_SECRET, ctx.clock.now_ms()) {
        return Err(refused());
    }
    let subject = match &token.claims.sub {
        None | Some(Value::Null) => return Err(refused()),
        Some(Value::String(text)) if text.is_empty() => return Err(refused()),
        Some(sub) => sub.as_str().and_then(read_lenient_uuid).map(UserId),
    };
    let Some(user) = subject else { return Ok(Caller { tenant: project.id, subject, session: None }) };
    let session = token.claims.session();
    let standing = sessions::standing(ctx, project.id, user, session).await?;
    if token.claims.over(standing) {
        return Err(refused());
    }
    let session = session.filter(|_| standing.session_open.is_some());
    Ok(Caller { tenant: project.id, subject, session })
}

/// What a refresh token says of itself: its session and its user.
///
/// # Errors
/// In this order: `auth/refresh-token-invalid`, `auth/invalid-refresh-token`.
pub(super) fn read_refresh(project: &Project, token: &str, now_ms: i64) -> Result<(SessionId, UserId), Failure> {
    let token = Token::read(token).ok_or(ErrorCode::AuthRefreshTokenInvalid)?;
    if !token.proved(&project.refresh.verify, SHARED_SECRET, now_ms) {
        return Err(ErrorCode::AuthRefreshTokenInvalid.into());
    }
    let uuid = |claim: &Option<Value>| claim.as_ref()?.as_str().and_then(read_lenient_uuid);
    let (session, user) = (uuid(&token.claims.jti), uuid(&token.claims.sub));
    match (session, user) {
        (Some(session), Some(user)) if token.claims.project() == Some(Some(project.id)) => {
            Ok((SessionId(session), UserId(user)))
        }
        _ => Err(ErrorCode::AuthInvalidRefreshToken.into()),
    }
}

/// Whether the project's own system signed this. `None`: its key is not to be used.
pub(super) fn vouched(token: &Token<'_>, key: &str, now_ms: i64) -> Result<bool, Error> {
    Ok(token.proved(&DecodingKey::from_rsa_pem(key.as_bytes())?, KEY_PAIR, now_ms))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    sub: String,
    project_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    aud: &'static str,
    iss: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    jti: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<String>,
    iat: i64,
    exp: i64,
}

impl Written {
    fn of(project: &Project, user: UserId, lifetime_ms: i64, now_ms: i64) -> Self {
        let iat = now_ms.div_euclid(MS_PER_SECOND);
        Self {
            sub: user.to_string(),
            project_id: project.id.to_string(),
            role: None,
            aud: ISSUER,
            iss: ISSUER,
            jti: None,
            sid: None,
            iat,
            exp: iat + lifetime_ms / MS_PER_SECOND,
        }
    }
}

/// A new access token of a session.
///
/// # Errors
/// `internal/error` only.
pub(super) fn access(project: &Project, user: UserId, session: SessionId, now_ms: i64) -> Result<String, Failure> {
    let claims = Written::of(project, user, REPLYKE_ACCESS_TOKEN_LIFETIME_MS, now_ms);
    let claims = Written { role: Some("user"), sid: Some(session.to_string()), ..claims };
    encode(&Header::default(), &claims, &project.access.sign).map_err(Failure::internal)
}

/// A new refresh token of a session.
///
/// # Errors
/// `internal/error` only.
pub(super) fn refresh(project: &Project, user: UserId, session: SessionId, now_ms: i64) -> Result<String, Failure> {
    let claims = Written::of(project, user, REPLYKE_REFRESH_TOKEN_LIFETIME_MS, now_ms);
    encode(&Header::default(), &Written { jti: Some(session.to_string()), ..claims }, &project.refresh.sign)
        .map_err(Failure::internal)
}
