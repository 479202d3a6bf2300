//! Webhook signatures, as Stripe writes them: `t=<seconds>,v1=<hex>`, an HMAC-SHA256 over `<seconds>.<body>`.
//!
//! Source: <https://docs.stripe.com/webhooks#verify-manually>.

use crate::{domain::time::MS_PER_SECOND, operations::ports::WebhookRefusal};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt;

/// How far a signature's time may lie from ours, in seconds: long enough for a slow delivery and clocks that differ, short
/// enough that a recorded request is soon of no use. Stripe's own libraries take the same.
const TOLERANCE_S: i64 = 300;
/// Longest header that is looked at, in bytes. A signature has 67; while secrets are rotated there are two.
const HEADER_BYTES_MAX: usize = 2 * 1024;

/// The secrets with which webhooks may be signed: one, or two while they are rotated. Never shown.
#[derive(Clone)]
pub struct WebhookSecrets(Vec<String>);

impl WebhookSecrets {
    /// Empty secrets are left out: anybody could sign with one.
    #[must_use]
    pub fn new(secrets: Vec<String>) -> Self {
        Self(secrets.into_iter().filter(|secret| !secret.is_empty()).collect())
    }

    /// Believes `body` when one of the header's `v1` signatures was made with one of the secrets, lately.
    ///
    /// # Errors
    /// In this order: not signed, or with another secret, or another body; signed too long ago, or in the future.
    pub fn check(&self, header: &str, body: &[u8], now_ms: i64) -> Result<(), WebhookRefusal> {
        if header.len() > HEADER_BYTES_MAX {
            return Err(WebhookRefusal::Signature);
        }
        let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
        let at = parts().find_map(|(name, value)| (name == "t").then_some(value)).ok_or(WebhookRefusal::Signature)?;
        let made = || {
            parts()
                .filter(|(name, _)| *name == "v1")
                .filter_map(|(_, value)| HEXLOWER_PERMISSIVE.decode(value.as_bytes()).ok())
        };
        let fits = |secret: &String| made().any(|signature| mac(secret, at, body).verify_slice(&signature).is_ok());
        if !self.0.iter().any(fits) {
            return Err(WebhookRefusal::Signature);
        }
        // Only now: who cannot sign does not learn how our clock stands.
        let at: i64 = at.parse().map_err(|_| WebhookRefusal::Signature)?;
        let off_s = at.saturating_sub(now_ms.div_euclid(MS_PER_SECOND)).saturating_abs();
        if off_s > TOLERANCE_S { Err(WebhookRefusal::Stale) } else { Ok(()) }
    }

    /// The header for `body`, signed with the first secret.
    pub(super) fn sign(&self, body: &[u8], now_ms: i64) -> String {
        signed(self.0.first().map_or("", String::as_str), body, now_ms.div_euclid(MS_PER_SECOND))
    }
}

impl fmt::Debug for WebhookSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WebhookSecrets({} of them)", self.0.len())
    }
}

/// The header that a provider sends with `body`, signed `at_s` seconds after 1970.
#[must_use]
pub fn signed(secret: &str, body: &[u8], at_s: i64) -> String {
    let at = at_s.to_string();
    format!("t={at},v1={}", HEXLOWER.encode(&mac(secret, &at, body).finalize().into_bytes()))
}

fn mac(secret: &str, at: &str, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of every length");
    mac.update(at.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: i64 = 1_800_000_000_000;
    const NOW_S: i64 = NOW_MS / 1000;
    const BODY: &[u8] = br#"{"id":"evt_1"}"#;

    #[test]
    fn a_signature_is_the_one_that_others_compute() {
        // printf '%s' '1800000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test
        let expected = "t=1800000000,v1=45705be2a45ab5acdd1395cc695e9e7073125385ec24194921c401dff44176f8";
        assert_eq!(signed("whsec_test", BODY, NOW_S), expected);
    }

    #[test]
    fn what_is_believed() {
        use WebhookRefusal::{Signature, Stale};
        let secrets = WebhookSecrets::new(vec!["new".into(), String::new(), "old".into()]);
        let by = |secret: &str| signed(secret, BODY, NOW_S);
        let v1 = |secret: &str, at: i64| signed(secret, BODY, at).split_once(",v1=").expect("v1").1.to_owned();
        for (header, outcome) in [
            (by("new"), Ok(())),
            (by("old"), Ok(())),
            (by("other"), Err(Signature)),
            (by(""), Err(Signature)),
            (by("new").to_uppercase().replace("T=", "t=").replace("V1=", "v1="), Ok(())),
            (format!(" t={NOW_S}, v0=abc, v1={} , v1={}", v1("other", NOW_S), v1("old", NOW_S)), Ok(())),
            (format!("v1={},t={NOW_S}", v1("new", NOW_S)), Ok(())),
            (format!("t={NOW_S},v0={}", v1("new", NOW_S)), Err(Signature)),
            (format!("t={},v1={}", NOW_S + 1, v1("new", NOW_S)), Err(Signature)),
            (format!("v1={}", v1("new", NOW_S)), Err(Signature)),
            (format!("t={NOW_S}"), Err(Signature)),
            (format!("t={NOW_S},v1="), Err(Signature)),
            (format!("t={NOW_S},v1={}", &v1("new", NOW_S)[..62]), Err(Signature)),
            (format!("t={NOW_S},v1={}é", &v1("new", NOW_S)[..62]), Err(Signature)),
            (format!("t={NOW_S},v1={}zz", &v1("new", NOW_S)[..62]), Err(Signature)),
            (format!("{},x={}", by("new"), "y".repeat(HEADER_BYTES_MAX)), Err(Signature)),
            (String::new(), Err(Signature)),
            ("=,=,,t=,v1=".to_owned(), Err(Signature)),
            (signed("new", BODY, NOW_S - 300), Ok(())),
            (signed("new", BODY, NOW_S - 301), Err(Stale)),
            (signed("new", BODY, NOW_S + 300), Ok(())),
            (signed("new", BODY, NOW_S + 301), Err(Stale)),
            (signed("new", BODY, i64::MIN), Err(Stale)),
            (signed("other", BODY, NOW_S - 301), Err(Signature)),
        ] {
            assert_eq!(secrets.check(&header, BODY, NOW_MS), outcome, "{header}");
        }
        let foreign = secrets.check(&by("new"), br#"{"id":"evt_2"}"#, NOW_MS);
        assert_eq!(foreign, Err(Signature), "another body");
        assert_eq!(WebhookSecrets::new(vec![String::new()]).check(&by(""), BODY, NOW_MS), Err(Signature));
        assert_eq!(format!("{secrets:?}"), "WebhookSecrets(2 of them)");
    }
}
