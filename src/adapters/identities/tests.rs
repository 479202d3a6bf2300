//! Against providers of our own on loopback that speak Google's and Apple's protocols.

use super::*;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// Made for these tests; it opens nothing.
const KEY: &str = include_str!("test-key.pem");
/// Its modulus, as Apple publishes one.
const MODULUS: &str = "ub6Rj08B_-mxmXoC5RWmhmvGUj1KFesNUg8ABkN8APwRHR4tc8ghENDrH8vwNcEoqKBopH4u37DbAHAUDJhjyQ7pA0bz4XhQPWbQiAtQsahcE9XqSBS5xUoaNqv63REKZ_5aKOsH86Jgp58uSFFs7o-P1jnh8Sma-uJjRo_BOkLFnSlyWWoehQZz6QmsNAXc1gEwDLVq4hwPxlu4aZP3Iha8lhmHtdeoDrW7bXd2gcUUGFRO6syDOYpN2jphUMuQ8ZJaEtECEVjWNH8NkWW3-By7epMjOszlWT8Cnb1_mWBZTiWL7rQkJGcPw96eXBOEfgVBQHLGNix04FSTicW9oQ";
const NOW_MS: i64 = 1_800_000_000_000;

type Script = Arc<dyn Fn(&str) -> (u16, Value) + Send + Sync>;

/// A provider that answers what `script` makes of each request's head, and remembers the heads.
async fn provider(script: Script) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let heads = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&heads);
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(socket.read_u8().await.expect("a head"));
            }
            let head = String::from_utf8(head).expect("a text");
            let (status, body) = script(&head);
            seen.lock().expect("unbroken").push(head);
            let body = body.to_string();
            let answer = format!(
                "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nlocation: /elsewhere\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
            socket.write_all(answer.as_bytes()).await.expect("taken");
        }
    });
    (format!("http://{address}"), heads)
}

fn sso(base: &str, client_ids: &[&str]) -> SingleSignOn {
    let client_ids: Vec<String> = client_ids.iter().map(|id| (*id).to_owned()).collect();
    SingleSignOn::new(
        GoogleSettings {
            client_ids: client_ids.clone(),
            tokeninfo_url: format!("{base}/tokeninfo"),
            userinfo_url: format!("{base}/oauth2/v3/userinfo"),
        },
        AppleSettings { client_ids, keys_url: format!("{base}/auth/keys"), ..AppleSettings::default() },
    )
}

fn outcome(answer: Result<Identity, IdentityError>) -> String {
    match answer {
        Ok(identity) => format!("{} {}", identity.subject, identity.email),
        Err(IdentityError::Refused) => "refused".to_owned(),
        Err(IdentityError::Unavailable(error)) => {
            let mut told = error.what.to_owned();
            let mut next: Option<&dyn std::error::Error> = error.cause.as_deref().map(|cause| cause as _);
            while let Some(cause) = next {
                told = format!("{told}: {cause}");
                next = cause.source();
            }
            format!("unavailable: {told}")
        }
    }
}

#[tokio::test]
async fn google_vouches_for_tokens_that_were_made_for_us() {
    let script: Script = Arc::new(|head| {
        let token =
            ["good", "foreign", "party", "unverified", "other", "broken"].into_iter().find(|t| head.contains(t));
        let token = token.unwrap_or("bad");
        if head.starts_with("GET /tokeninfo?access_token=") {
            return match token {
                "bad" => (400, json!({ "error": "invalid_token" })),
                "foreign" => (200, json!({ "aud": "them", "azp": "them", "sub": "7" })),
                "party" => (200, json!({ "aud": "us", "azp": "them", "sub": "7" })),
                "broken" => (503, json!({})),
                _ => (200, json!({ "aud": "us", "azp": "us", "sub": "7", "email_verified": "true" })),
            };
        }
        assert!(head.starts_with("GET /oauth2/v3/userinfo ") && head.contains("authorization: Bearer "), "{head}");
        let sub = if token == "other" { "8" } else { "7" };
        (200, json!({ "sub": sub, "email": "ann@example.org", "email_verified": token != "unverified", "name": "Ann" }))
    });
    let (base, heads) = provider(script).await;
    let sso_for_us = sso(&base, &["us", "us-too"]);
    for (token, expected) in [
        ("good", "7 ann@example.org"),
        ("bad", "refused"),
        ("foreign", "refused"),
        ("party", "refused"),
        ("unverified", "refused"),
        ("other", "refused"),
        ("broken", "unavailable: the provider does not serve us now: status 503"),
    ] {
        assert_eq!(outcome(sso_for_us.identify(Provider::Google, token, NOW_MS).await), expected, "{token}");
    }
    let asked = heads.lock().expect("unbroken").len();
    for token in ["", "with space", "with\r\nbreak", &"x".repeat(TOKEN_BYTES_MAX + 1)] {
        assert_eq!(outcome(sso_for_us.identify(Provider::Google, token, NOW_MS).await), "refused");
    }
    let nobody = sso(&base, &[]);
    assert_eq!(outcome(nobody.identify(Provider::Google, "good", NOW_MS).await), "refused");
    assert_eq!(heads.lock().expect("unbroken").len(), asked, "such tokens are not worth asking about");
}

#[tokio::test]
async fn a_provider_that_is_away_or_elsewhere_is_unavailable_and_no_token_is_told() {
    let away = sso("http://127.0.0.1:9", &["us"]);
    let told = outcome(away.identify(Provider::Google, "s3cret", NOW_MS).await);
    assert!(told.starts_with("unavailable: the provider did not answer") && !told.contains("s3cret"), "{told}");
    let (base, _) = provider(Arc::new(|_| (302, json!({})))).await;
    let told = outcome(sso(&base, &["us"]).identify(Provider::Google, "s3cret", NOW_MS).await);
    assert_eq!(told, "unavailable: the provider does not serve us now: status 302");
}

fn apple_token(key_id: &str, claims: &Value) -> String {
    let header = Header { kid: Some(key_id.to_owned()), ..Header::new(Algorithm::RS256) };
    encode(&header, claims, &EncodingKey::from_rsa_pem(KEY.as_bytes()).expect("a key")).expect("signed")
}

fn claims(change: &[(&str, Value)]) -> Value {
    let mut claims = json!({
        "iss": "https://appleid.apple.com", "aud": "us", "sub": "000.ann", "exp": NOW_MS / 1000 + 60,
        "email": "ann@example.org", "email_verified": "true"
    });
    for (name, value) in change {
        claims[name] = value.clone();
    }
    claims
}

fn key_set() -> Value {
    let key = |kty: &str, kid: &str| json!({ "kty": kty, "kid": kid, "use": "sig", "alg": "RS256", "n": MODULUS, "e": "AQAB" });
    json!({ "keys": [key("EC", "curve"), key("RSA", "now")] })
}

#[tokio::test]
async fn apples_tokens_are_verified_with_its_keys() {
    let (base, heads) = provider(Arc::new(|_| (200, key_set()))).await;
    let sso = sso(&base, &["us"]);
    for (change, expected) in [
        (vec![], "000.ann ann@example.org"),
        (vec![("email_verified", json!(true))], "000.ann ann@example.org"),
        (vec![("aud", json!(["them", "us"]))], "000.ann ann@example.org"),
        (vec![("aud", json!("them"))], "refused"),
        (vec![("iss", json!("https://example.org"))], "refused"),
        (vec![("exp", json!(NOW_MS / 1000))], "refused"),
        (vec![("exp", json!("soon"))], "refused"),
        (vec![("sub", json!(""))], "refused"),
        (vec![("email_verified", json!("false"))], "refused"),
        (vec![("email", Value::Null)], "refused"),
    ] {
        let token = apple_token("now", &claims(&change));
        assert_eq!(outcome(sso.identify(Provider::Apple, &token, NOW_MS).await), expected, "{change:?}");
    }
    let good = apple_token("now", &claims(&[]));
    let forged = format!("{}AAAA", &good[..good.len() - 4]);
    let header = Header { kid: Some("now".into()), ..Header::new(Algorithm::HS256) };
    let symmetric = encode(&header, &claims(&[]), &EncodingKey::from_secret(MODULUS.as_bytes())).expect("signed");
    for token in [&forged, &symmetric, "not.a.token", "x"] {
        assert_eq!(outcome(sso.identify(Provider::Apple, token, NOW_MS).await), "refused");
    }
    assert_eq!(heads.lock().expect("unbroken").len(), 1, "the keys were fetched once");
}

#[tokio::test]
async fn apples_keys_are_fetched_anew_but_not_at_every_knock() {
    let working = Arc::new(Mutex::new(true));
    let state = Arc::clone(&working);
    let script: Script =
        Arc::new(move |_| if *state.lock().expect("unbroken") { (200, key_set()) } else { (500, json!({})) });
    let (base, heads) = provider(script).await;
    let sso = sso(&base, &["us"]);
    let fetched = || heads.lock().expect("unbroken").len();
    let far = json!(NOW_MS / 1000 + 1_000_000);
    let (good, unknown) =
        (apple_token("now", &claims(&[("exp", far.clone())])), apple_token("next", &claims(&[("exp", far)])));
    let ask = async |token: &str, after_ms: i64| outcome(sso.identify(Provider::Apple, token, NOW_MS + after_ms).await);

    *working.lock().expect("unbroken") = false;
    assert!(ask(&good, 0).await.starts_with("unavailable"));
    assert!(ask(&good, 1).await.starts_with("unavailable"));
    assert_eq!(fetched(), 1, "a provider that is down is left alone for a while");

    *working.lock().expect("unbroken") = true;
    assert_eq!(ask(&good, 30_000).await, "000.ann ann@example.org");
    for knock in 0..50 {
        assert_eq!(ask(&unknown, 30_001 + knock).await, "refused");
    }
    assert_eq!(fetched(), 2);
    assert_eq!(ask(&unknown, 60_000).await, "refused");
    assert_eq!(fetched(), 3, "a key may be new: asked again after the pause");

    *working.lock().expect("unbroken") = false;
    let seven_hours_ms = 7 * 3_600_000;
    assert_eq!(ask(&good, seven_hours_ms).await, "000.ann ann@example.org", "known keys are used while Apple is away");
    assert!(ask(&good, 25 * 3_600_000).await.starts_with("unavailable"), "but not for good");
}
