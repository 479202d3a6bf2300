//! Apple: an id token, a JWT that Apple signed (RS256), verified here with Apple's published keys.

use super::{Answer, Yes, ask, refused, unavailable};
use crate::{
    domain::time::{MS_PER_HOUR, MS_PER_SECOND},
    operations::ports::{Identity, IdentityError, Provider},
};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use reqwest::Client;
use serde::Deserialize;
use std::collections::HashMap;
use tokio::sync::Mutex;

/// How long fetched keys are used without asking again.
const KEYS_AGE_MS_MAX: i64 = 6 * MS_PER_HOUR;
/// How long they are used while Apple does not answer. A key that Apple withdrew is trusted no longer than this.
const KEYS_STALE_MS_MAX: i64 = 24 * MS_PER_HOUR;
/// Least time between two fetches: tokens that name made-up keys must not make us knock at Apple's door at every request.
const KEYS_FETCH_PAUSE_MS: i64 = 30 * MS_PER_SECOND;

/// How Apple's tokens are verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppleSettings {
    /// This service's client ids at Apple (bundle and service ids). None: nobody signs in with Apple.
    pub client_ids: Vec<String>,
    /// Where the keys are published.
    pub keys_url: String,
    /// Who must have issued a token.
    pub issuer: String,
}

impl Default for AppleSettings {
    fn default() -> Self {
        Self {
            client_ids: Vec::new(),
            keys_url: "https://appleid.apple.com/auth/keys".to_owned(),
            issuer: "https://appleid.apple.com".to_owned(),
        }
    }
}

pub(super) struct Apple {
    settings: AppleSettings,
    /// Held while fetching, so that many who wait cause one fetch.
    keys: Mutex<Keys>,
}

#[derive(Default)]
struct Keys {
    by_id: HashMap<String, DecodingKey>,
    fetched_at_ms: Option<i64>,
    asked_at_ms: Option<i64>,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<PublishedKey>,
}

#[derive(Deserialize)]
struct PublishedKey {
    kty: String,
    kid: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    email: Option<String>,
    #[serde(default)]
    email_verified: Yes,
}

impl Apple {
    pub(super) fn new(settings: AppleSettings) -> Self {
        Self { settings, keys: Mutex::default() }
    }

    pub(super) async fn identify(&self, client: &Client, token: &str, now_ms: i64) -> Result<Identity, IdentityError> {
        let refused = |why| refused(Provider::Apple, why);
        if self.settings.client_ids.is_empty() {
            return Err(refused("apple.client_ids is not configured"));
        }
        let header = decode_header(token).map_err(|_| refused("the token is not a JWT"))?;
        let Some(id) = header.kid.filter(|_| header.alg == Algorithm::RS256) else {
            return Err(refused("the token names no key, or another algorithm"));
        };
        let key =
            self.key(client, &id, now_ms).await?.ok_or_else(|| refused("the token's key is not one of Apple's"))?;
        let mut rules = Validation::new(Algorithm::RS256);
        rules.set_audience(&self.settings.client_ids);
        rules.set_issuer(&[&self.settings.issuer]);
        rules.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Judged below by our clock, which tests set.
        rules.validate_exp = false;
        let claims = decode::<Claims>(token, &key, &rules)
            .map_err(|_| refused("signature, issuer or audience are wrong"))?
            .claims;
        if claims.exp.saturating_mul(MS_PER_SECOND) <= now_ms {
            return Err(refused("the token has expired"));
        }
        match claims.email {
            Some(email) if claims.email_verified.0 && !email.is_empty() && !claims.sub.is_empty() => {
                Ok(Identity { subject: claims.sub, email, name: None })
            }
            _ => Err(refused("the e-mail address is not verified")),
        }
    }

    /// The key of that id; `None` when Apple has none.
    async fn key(&self, client: &Client, id: &str, now_ms: i64) -> Result<Option<DecodingKey>, IdentityError> {
        let mut keys = self.keys.lock().await;
        if keys.are_good(now_ms, KEYS_AGE_MS_MAX)
            && let Some(key) = keys.by_id.get(id)
        {
            return Ok(Some(key.clone()));
        }
        if keys.asked_at_ms.is_none_or(|asked_ms| now_ms.saturating_sub(asked_ms) >= KEYS_FETCH_PAUSE_MS) {
            keys.asked_at_ms = Some(now_ms);
            match self.fetch(client).await {
                Ok(by_id) => {
                    keys.by_id = by_id;
                    keys.fetched_at_ms = Some(now_ms);
                }
                Err(error) if !keys.are_good(now_ms, KEYS_STALE_MS_MAX) => return Err(error),
                Err(error) => tracing::warn!(%error, "Apple's keys were not to be had; using those of before"),
            }
        } else if !keys.are_good(now_ms, KEYS_STALE_MS_MAX) {
            return Err(unavailable("Apple's keys were not to be had a moment ago", "asking again soon"));
        }
        Ok(keys.by_id.get(id).cloned())
    }

    async fn fetch(&self, client: &Client) -> Result<HashMap<String, DecodingKey>, IdentityError> {
        let Answer::Said(set) = ask::<KeySet>(client.get(&self.settings.keys_url)).await? else {
            return Err(unavailable("Apple does not tell its keys", "refused"));
        };
        let rsa = set.keys.into_iter().filter(|key| key.kty == "RSA");
        let keys = rsa.filter_map(|key| {
            let (id, n, e) = (key.kid?, key.n?, key.e?);
            Some((id, DecodingKey::from_rsa_components(&n, &e).ok()?))
        });
        Ok(keys.collect())
    }
}

impl Keys {
    fn are_good(&self, now_ms: i64, age_ms_max: i64) -> bool {
        self.fetched_at_ms.is_some_and(|fetched_ms| now_ms.saturating_sub(fetched_ms) < age_ms_max)
    }
}
