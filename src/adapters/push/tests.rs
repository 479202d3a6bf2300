//! Against a push service of our own on loopback that speaks Google's protocols, and a folder.

use super::*;
use crate::{
    contract::v1::{
        self,
        types::{AlertKind, PushNotificationJsonData, PushNotificationJsonDataAction},
    },
    domain::ids::AlertId,
    operations::ports::{Chance, Clock, Push as _, PushMessage, Pushed, SendError},
};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};
use uuid::Uuid;

/// Made for tests; it opens nothing.
const KEY: &str = include_str!("../identities/test-key.pem");
const NOW_MS: i64 = 1_800_000_000_000;

struct Hand(AtomicI64);
impl Clock for Hand {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}
struct Always(u8);
impl Chance for Always {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

/// What was asked.
#[derive(Debug, Clone)]
struct Asked {
    /// `POST /path`.
    what: String,
    headers: HashMap<String, String>,
    body: String,
}

type Script = Arc<dyn Fn(usize, &Asked) -> (u16, &'static str, Value) + Send + Sync>;

/// A service that answers status, one more header and body by the number of the request.
async fn service(script: Script) -> (String, Arc<Mutex<Vec<Asked>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let asked = Arc::new(Mutex::new(Vec::new()));
    let notes = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let mut socket = BufReader::new(socket);
            let mut lines = Vec::new();
            loop {
                let mut line = String::new();
                socket.read_line(&mut line).await.expect("a head");
                if line.trim_end().is_empty() {
                    break;
                }
                lines.push(line.trim_end().to_owned());
            }
            let headers = lines.iter().skip(1).filter_map(|line| line.split_once(": "));
            let headers: HashMap<String, String> =
                headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
            let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            let mut body = vec![0; length];
            socket.read_exact(&mut body).await.expect("a body");
            let what = lines[0].trim_end_matches(" HTTP/1.1").to_owned();
            let request = Asked { what, headers, body: String::from_utf8(body).expect("a text") };
            let count = {
                let mut notes = notes.lock().expect("unbroken");
                notes.push(request.clone());
                notes.len()
            };
            let (status, header, body) = script(count, &request);
            let body = body.to_string();
            let answer = format!(
                "HTTP/1.1 {status} X\r\ncontent-length: {}\r\n{header}connection: close\r\n\r\n{body}",
                body.len()
            );
            socket.write_all(answer.as_bytes()).await.expect("taken");
        }
    });
    (format!("http://{address}"), asked)
}

fn fcm(base: &str) -> (Fcm, Arc<Hand>) {
    let clock = Arc::new(Hand(AtomicI64::new(NOW_MS)));
    let account = ServiceAccount {
        project_id: "talkamie-test".into(),
        client_email: "sender@talkamie-test.iam.gserviceaccount.com".into(),
        private_key: KEY.into(),
        private_key_id: Some("key-1".into()),
        token_uri: "https://oauth2.googleapis.com/token".into(),
    };
    let settings = FcmSettings { account, url: base.into(), token_url: Some(format!("{base}/token")) };
    (Fcm::new(settings, Arc::clone(&clock) as _).expect("usable settings"), clock)
}

fn message() -> PushMessage {
    PushMessage {
        device: "device-token".into(),
        alert: AlertId(Uuid::from_u128(7)),
        data: PushNotificationJsonData {
            action: Some(PushNotificationJsonDataAction::AlertNew),
            alert_id: Some(Uuid::from_u128(7).to_string()),
            r#type: Some(AlertKind::Review),
            timestamp: Some("2026-03-14T07:00:00.000Z".into()),
            schedule_id: None,
            connect_request_id: None,
            chat_id: None,
            review_id: Some(Uuid::from_u128(8).to_string()),
            transaction_id: None,
            title: Some("New review".into()),
            body: Some("Ann Lee reviewed you".into()),
        },
    }
}

fn token(name: &str) -> (u16, &'static str, Value) {
    (200, "", json!({ "access_token": name, "expires_in": 3599, "token_type": "Bearer" }))
}

fn refusal(code: u16, status: &str, details: Value) -> Value {
    json!({ "error": { "code": code, "message": "about device-token", "status": status, "details": details } })
}

/// FCM's own detail.
fn detail(code: &str) -> Value {
    json!([{ "@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": code }])
}

fn outcome(answer: Result<Pushed, SendError>) -> String {
    match answer {
        Ok(pushed) => format!("{pushed:?}"),
        Err(error @ SendError::Never(_)) => format!("never: {error}"),
        Err(error) => {
            let told = error.to_string();
            let SendError::Again { after_ms, .. } = error else { return told };
            format!("again {after_ms:?}: {told}")
        }
    }
}

#[tokio::test]
async fn a_push_goes_with_a_token_that_is_fetched_once_and_renewed_before_its_end() {
    let (base, asked) = service(Arc::new(|_, request| match request.what.as_str() {
        "POST /token" => token("good"),
        _ => (200, "", json!({ "name": "projects/talkamie-test/messages/1" })),
    }))
    .await;
    let (fcm, clock) = fcm(&base);
    for _ in 0..2 {
        assert_eq!(outcome(fcm.push(message()).await), "Taken");
    }
    let seen = asked.lock().expect("unbroken").clone();
    let send = "POST /v1/projects/talkamie-test/messages:send";
    assert_eq!(seen.iter().map(|request| request.what.as_str()).collect::<Vec<_>>(), ["POST /token", send, send]);

    // The statement: form, header, signature, claims.
    let form: HashMap<&str, &str> = seen[0].body.split('&').filter_map(|pair| pair.split_once('=')).collect();
    assert_eq!(form["grant_type"], "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer");
    let header = decode_header(form["assertion"]).expect("a JWT");
    assert_eq!((header.alg, header.kid.as_deref()), (Algorithm::RS256, Some("key-1")));
    let private: rsa::RsaPrivateKey = rsa::pkcs1::DecodeRsaPrivateKey::from_pkcs1_pem(KEY).expect("a key");
    let public = rsa::pkcs8::EncodePublicKey::to_public_key_pem(&private.to_public_key(), rsa::pkcs8::LineEnding::LF);
    let key = DecodingKey::from_rsa_pem(public.expect("PEM").as_bytes()).expect("a key");
    let mut rules = Validation::new(Algorithm::RS256);
    rules.set_audience(&["https://oauth2.googleapis.com/token"]);
    rules.validate_exp = false;
    let claims = decode::<Value>(form["assertion"], &key, &rules).expect("signed for Google").claims;
    let expected = json!({
        "iss": "sender@talkamie-test.iam.gserviceaccount.com",
        "scope": "https://www.googleapis.com/auth/firebase.messaging",
        "aud": "https://oauth2.googleapis.com/token",
        "iat": NOW_MS / 1000, "exp": NOW_MS / 1000 + 3600
    });
    assert_eq!(claims, expected);

    // The message.
    assert_eq!(seen[1].headers["authorization"], "Bearer good");
    let sent: Value = serde_json::from_str(&seen[1].body).expect("JSON");
    let data = &sent["message"]["data"];
    assert!(v1::oracle().judge("PushNotificationJsonData", data).is_empty(), "{data}");
    assert!(data.as_object().expect("an object").values().all(Value::is_string), "{data}");
    assert_eq!(sent["message"]["token"], "device-token");
    assert_eq!(sent["message"]["notification"], json!({ "title": "New review", "body": "Ann Lee reviewed you" }));
    let alert = Uuid::from_u128(7).to_string();
    assert_eq!(sent["message"]["android"]["notification"]["tag"], alert);
    assert_eq!(sent["message"]["apns"]["headers"]["apns-collapse-id"], alert);

    // Five minutes before its end it is not used any more.
    clock.0.fetch_add(3_298_000, Ordering::SeqCst);
    assert_eq!(outcome(fcm.push(message()).await), "Taken");
    clock.0.fetch_add(2_000, Ordering::SeqCst);
    assert_eq!(outcome(fcm.push(message()).await), "Taken");
    let fetched = asked.lock().expect("unbroken").iter().filter(|request| request.what == "POST /token").count();
    assert_eq!(fetched, 2);
}

#[tokio::test]
async fn many_who_need_a_token_fetch_one() {
    let (base, asked) = service(Arc::new(|_, request| match request.what.as_str() {
        "POST /token" => token("good"),
        _ => (200, "", json!({})),
    }))
    .await;
    let (fcm, _) = fcm(&base);
    let fcm = Arc::new(fcm);
    let tasks: Vec<_> = (0..10)
        .map(|_| {
            let fcm = Arc::clone(&fcm);
            tokio::spawn(async move { outcome(fcm.push(message()).await) })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.expect("no panic"), "Taken");
    }
    let seen = asked.lock().expect("unbroken");
    assert_eq!(seen.iter().filter(|request| request.what == "POST /token").count(), 1);
    assert_eq!(seen.len(), 11);
}

#[tokio::test]
async fn each_refusal_means_something() {
    let violation = |field: &str| {
        json!([
            { "@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{ "field": field, "description": "bad" }] },
            { "@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "INVALID_ARGUMENT" }
        ])
    };
    let told = "Google does not take the push: status";
    for (status, header, body, expected) in [
        (404, "", refusal(404, "NOT_FOUND", detail("UNREGISTERED")), "DeviceGone".to_owned()),
        (400, "", refusal(400, "INVALID_ARGUMENT", detail("INVALID_ARGUMENT")), "DeviceGone".into()),
        (400, "", refusal(400, "INVALID_ARGUMENT", violation("message.token")), "DeviceGone".into()),
        (
            400,
            "",
            refusal(400, "INVALID_ARGUMENT", violation("message.data[0].value")),
            format!("never: {told} 400 INVALID_ARGUMENT"),
        ),
        (400, "", json!({}), format!("never: {told} 400 ")),
        (
            403,
            "",
            refusal(403, "PERMISSION_DENIED", detail("SENDER_ID_MISMATCH")),
            format!("never: {told} 403 SENDER_ID_MISMATCH"),
        ),
        (403, "", refusal(403, "PERMISSION_DENIED", json!([])), format!("again None: {told} 403 PERMISSION_DENIED")),
        (404, "", json!("no page"), format!("again None: {told} 404 ")),
        (
            429,
            "retry-after: 120\r\n",
            refusal(429, "RESOURCE_EXHAUSTED", detail("QUOTA_EXCEEDED")),
            format!("again Some(120000): {told} 429 QUOTA_EXCEEDED"),
        ),
        (
            429,
            "",
            refusal(429, "RESOURCE_EXHAUSTED", detail("QUOTA_EXCEEDED")),
            format!("again Some(60000): {told} 429 QUOTA_EXCEEDED"),
        ),
        (500, "", refusal(500, "INTERNAL", detail("INTERNAL")), format!("again None: {told} 500 INTERNAL")),
        (
            503,
            "retry-after: 7\r\n",
            refusal(503, "UNAVAILABLE", detail("UNAVAILABLE")),
            format!("again Some(7000): {told} 503 UNAVAILABLE"),
        ),
        (503, "retry-after: Fri, 31 Dec 1999 23:59:59 GMT\r\n", json!({}), format!("again None: {told} 503 ")),
        (302, "location: /elsewhere\r\n", json!({}), format!("again None: {told} 302 ")),
        (418, "", refusal(418, "ask device-token", json!([])), format!("again None: {told} 418 ")),
    ] {
        let answer = (status, header, body.clone());
        let (base, _) = service(Arc::new(move |_, request| match request.what.as_str() {
            "POST /token" => token("good"),
            _ => answer.clone(),
        }))
        .await;
        assert_eq!(outcome(fcm(&base).0.push(message()).await), expected, "{status} {body}");
    }
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let (base, asked) = service(Arc::new(|count, request| match request.what.as_str() {
        "POST /token" => token(if count == 1 { "old" } else { "new" }),
        _ if request.headers["authorization"] == "Bearer new" => (200, "", json!({})),
        _ => (401, "", refusal(401, "UNAUTHENTICATED", json!([]))),
    }))
    .await;
    let (renewing, _) = fcm(&base);
    assert_eq!(outcome(renewing.push(message()).await), "Taken");
    assert_eq!(asked.lock().expect("unbroken").len(), 4, "token, push, token, push");

    let (base, asked) = service(Arc::new(|_, request| match request.what.as_str() {
        "POST /token" => token("bad"),
        _ => (401, "", refusal(401, "UNAUTHENTICATED", detail("THIRD_PARTY_AUTH_ERROR"))),
    }))
    .await;
    let told = outcome(fcm(&base).0.push(message()).await);
    assert_eq!(told, "again None: Google does not take the push: status 401 THIRD_PARTY_AUTH_ERROR");
    assert_eq!(asked.lock().expect("unbroken").len(), 4, "once");
}

#[tokio::test]
async fn without_a_token_nothing_is_sent_and_nothing_secret_is_told() {
    for (status, header, body, expected) in [
        (400, "", json!({ "error": "invalid_grant" }), "again None: Google gives no token for pushes: status 400"),
        (503, "retry-after: 9\r\n", json!({}), "again Some(9000): Google gives no token for pushes: status 503"),
        (
            200,
            "",
            json!({ "access_token": 7, "secret": "s3cret" }),
            "again None: Google gives no token for pushes: its answer is not what it promises",
        ),
        (200, "", json!("x".repeat(70_000)), "again None: Google's answer is too long: over 65536 bytes"),
    ] {
        let (base, asked) = service(Arc::new(move |_, _| (status, header, body.clone()))).await;
        assert_eq!(outcome(fcm(&base).0.push(message()).await), expected);
        assert_eq!(asked.lock().expect("unbroken").len(), 1);
    }
    let nobody = outcome(fcm("http://127.0.0.1:9").0.push(message()).await);
    assert!(nobody.starts_with("again None: Google did not answer") && !nobody.contains("127.0.0.1:9"), "{nobody}");
}

#[test]
fn an_account_that_cannot_send_is_refused_at_once() {
    let account = |project: &str, key: &str| FcmSettings {
        account: ServiceAccount {
            project_id: project.into(),
            client_email: "a@b".into(),
            private_key: key.into(),
            private_key_id: None,
            token_uri: "https://oauth2.googleapis.com/token".into(),
        },
        url: "https://fcm.googleapis.com".into(),
        token_url: None,
    };
    let clock = || Arc::new(Hand(AtomicI64::new(0)));
    let told = |settings| Fcm::new(settings, clock()).err();
    assert_eq!(told(account("talkamie", KEY)), None);
    assert_eq!(told(account("talkamie", "s3cret")), Some("its private_key is no RSA key in PEM"));
    assert_eq!(told(account("../elsewhere", KEY)), Some("its project_id is no name of a project"));
    assert!(!format!("{:?}", account("talkamie", KEY)).contains("PRIVATE"));
}

#[tokio::test]
async fn in_the_folder_a_push_is_a_file_that_only_we_read() {
    let folder = std::env::temp_dir().join(format!("talkamie-push-{}", std::process::id()));
    let saver = PushFolder::new(folder.clone(), Arc::new(Hand(AtomicI64::new(5))), Arc::new(Always(7)));
    assert_eq!(outcome(saver.push(message()).await), "Taken");
    let path = folder.join("5-07070707.json");
    let saved: Value = serde_json::from_slice(&std::fs::read(&path).expect("the file is there")).expect("JSON");
    assert_eq!(saved["device"], "device-token");
    assert!(v1::oracle().judge("PushNotificationJsonData", &saved["data"]).is_empty(), "{saved}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).expect("metadata").permissions().mode() & 0o777, 0o600);
    }
    std::fs::remove_dir_all(folder).expect("removed");
}
