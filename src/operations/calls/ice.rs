//! What helps browsers to reach each other: addresses of STUN and TURN servers, and credentials that are good for a while.
//!
//! A TURN server knows the shared secret and nothing of us: whoever proves a username with it may relay until the time in the username.
//! Source: draft-uberti-behave-turn-rest-00, 2.2, as coturn speaks it (`use-auth-secret`).

use crate::{
    contract::v1::types::{IceServer, IceServers},
    domain::{
        ids::UserId,
        limits::TURN_CREDENTIAL_LIFETIME_MS,
        time::{MS_PER_SECOND, iso_date_time},
    },
    operations::{Caller, Ctx},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use std::fmt;

/// The servers that the operator runs.
#[derive(Clone, PartialEq, Eq)]
pub struct IceSettings {
    /// Addresses that need no credentials.
    pub stun_urls: Vec<String>,
    /// Addresses that do.
    pub turn_urls: Vec<String>,
    /// What the TURN servers and we share.
    pub turn_secret: String,
    /// How long credentials are good, in milliseconds.
    pub credential_ms: i64,
}

impl Default for IceSettings {
    fn default() -> Self {
        Self {
            stun_urls: Vec::new(),
            turn_urls: Vec::new(),
            turn_secret: String::new(),
            credential_ms: TURN_CREDENTIAL_LIFETIME_MS,
        }
    }
}

/// Without the secret.
impl fmt::Debug for IceSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IceSettings")
            .field("stun_urls", &self.stun_urls)
            .field("turn_urls", &self.turn_urls)
            .field("credential_ms", &self.credential_ms)
            .finish_non_exhaustive()
    }
}

/// Whether an address is one of a server that relays: those want credentials.
#[must_use]
pub fn needs_credential(url: &str) -> bool {
    url.starts_with("turn:") || url.starts_with("turns:")
}

/// The servers for the caller's next call. No statement.
///
/// Source: `getIceServers`.
#[must_use]
pub fn get_ice_servers(ctx: &Ctx, caller: Caller) -> IceServers {
    let settings = &ctx.settings.ice;
    let mut ice_servers = Vec::with_capacity(2);
    if !settings.stun_urls.is_empty() {
        ice_servers.push(IceServer { urls: settings.stun_urls.clone(), username: None, credential: None });
    }
    if settings.turn_urls.is_empty() {
        return IceServers { ice_servers, expires_at: None };
    }
    let expires_s = (ctx.clock.now_ms() + settings.credential_ms).div_euclid(MS_PER_SECOND);
    let (username, credential) = credential(&settings.turn_secret, expires_s, caller.user);
    ice_servers.push(IceServer {
        urls: settings.turn_urls.clone(),
        username: Some(username),
        credential: Some(credential),
    });
    IceServers { ice_servers, expires_at: Some(iso_date_time(expires_s * MS_PER_SECOND)) }
}

/// A username that is good until `expires_s` seconds since 1970, and what proves it.
fn credential(secret: &str, expires_s: i64, user: UserId) -> (String, String) {
    let username = format!("{expires_s}:{user}");
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(username.as_bytes());
    let credential = BASE64.encode(mac.finalize().into_bytes());
    (username, credential)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    /// Held against `openssl dgst -sha1 -hmac`.
    #[test]
    fn a_credential_is_what_turn_servers_expect() {
        let user = UserId(Uuid::from_u128(0x0199_c2f0_1a25_7123_82dd_5f3a_cf9f_e111));
        let (username, credential) = credential("north", 1_773_476_455, user);
        assert_eq!(username, "1773476455:0199c2f0-1a25-7123-82dd-5f3acf9fe111");
        assert_eq!(credential, "LohGjzKUNrFF7Wr0mYwZFUy7NQk=");
    }

    #[test]
    fn the_secret_is_not_shown() {
        let settings = IceSettings { turn_secret: "s3cret".into(), ..IceSettings::default() };
        assert!(!format!("{settings:?}").contains("s3cret"));
    }
}
