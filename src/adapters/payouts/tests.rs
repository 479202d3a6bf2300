//! Against a PayPal of our own on loopback that speaks its protocol.

use super::*;
use crate::operations::ports::Clock;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering::SeqCst},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

struct At(AtomicI64);

impl Clock for At {
    fn now_ms(&self) -> i64 {
        self.0.load(SeqCst)
    }
}

/// What the server does with the next request for a payout.
#[derive(Clone)]
enum Mood {
    /// Takes the batch.
    Take,
    /// Answers this and takes nothing.
    Say(u16, Value),
    /// Takes the batch and hangs up without an answer.
    TakeAndHangUp,
    /// Hangs up at once.
    HangUp,
}

/// A PayPal: tokens, batches by their sender's id, and what is said of each.
#[derive(Default)]
struct World {
    mood: Option<Mood>,
    /// Batch id by sender's id, with the item as it was sent.
    batches: HashMap<String, (String, Value)>,
    /// What a look-up says of the item.
    status: Option<(&'static str, &'static str, Option<&'static str>)>,
    tokens: usize,
    /// Tokens before this number are not taken any more.
    tokens_from: usize,
    requests: Vec<String>,
}

impl World {
    fn answer(&mut self, base: &str, head: &str, body: &[u8]) -> Option<(u16, Value)> {
        let line = head.lines().next().unwrap_or_default().to_owned();
        self.requests.push(line.clone());
        if line.starts_with("POST /v1/oauth2/token ") {
            // ann:s3cret
            assert!(head.contains("authorization: Basic YW5uOnMzY3JldA=="), "{head}");
            assert_eq!(body, b"grant_type=client_credentials");
            self.tokens += 1;
            return Some((200, json!({ "access_token": format!("token-{}", self.tokens), "expires_in": 3_600 })));
        }
        let token = head.lines().find_map(|line| line.strip_prefix("authorization: Bearer token-"));
        let number: usize = token.and_then(|number| number.trim().parse().ok()).unwrap_or_default();
        if number < self.tokens_from.max(1) {
            return Some((401, json!({ "error": "invalid_token" })));
        }
        if line.starts_with("POST /v1/payments/payouts ") {
            return self.order(base, &serde_json::from_slice(body).expect("JSON"));
        }
        let id = line.strip_prefix("GET /v1/payments/payouts/")?.split(' ').next()?;
        let (batch, item, error) = self.status.unwrap_or(("SUCCESS", "SUCCESS", None));
        let known = self.batches.values().any(|(known, _)| known == id);
        let mut shown = json!({ "transaction_status": item });
        if let Some(error) = error {
            shown["errors"] = json!({ "name": error });
        }
        Some(if known {
            (200, json!({ "batch_header": { "payout_batch_id": id, "batch_status": batch }, "items": [shown] }))
        } else {
            (404, json!({ "name": "INVALID_RESOURCE_ID" }))
        })
    }

    fn order(&mut self, base: &str, body: &Value) -> Option<(u16, Value)> {
        let sender = body["sender_batch_header"]["sender_batch_id"].as_str().expect("an id").to_owned();
        let mood = self.mood.take().unwrap_or(Mood::Take);
        match mood {
            Mood::Say(status, said) => return Some((status, said)),
            Mood::HangUp => return None,
            Mood::Take | Mood::TakeAndHangUp => {}
        }
        if let Some((batch, _)) = self.batches.get(&sender) {
            let link =
                json!([{ "href": format!("{base}/v1/payments/payouts/{batch}"), "rel": "self", "method": "GET" }]);
            let detail = json!({ "field": "SENDER_BATCH_ID", "issue": "Batch with given sender_batch_id already exists", "link": link });
            return Some((
                400,
                json!({ "name": "USER_BUSINESS_ERROR", "message": "User business error.", "details": [detail] }),
            ));
        }
        let batch = format!("BATCH{}", self.batches.len() + 1);
        self.batches.insert(sender, (batch.clone(), body["items"].clone()));
        let header = json!({ "payout_batch_id": batch, "batch_status": "PENDING" });
        (!matches!(mood, Mood::TakeAndHangUp)).then(|| (201, json!({ "batch_header": header })))
    }
}

/// A running server and an adapter that speaks with it.
async fn paypal() -> (PayPal, Arc<Mutex<World>>, Arc<At>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let world = Arc::new(Mutex::new(World::default()));
    let (seen, address) = (Arc::clone(&world), base.clone());
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            serve(socket, &address, &seen).await;
        }
    });
    let clock = Arc::new(At(AtomicI64::new(1_800_000_000_000)));
    let settings = PayPalSettings {
        base_url: base,
        client_id: "ann".into(),
        client_secret: "s3cret".into(),
        email_subject: "Paid".into(),
    };
    (PayPal::new(settings, clock.clone()), world, clock)
}

async fn serve(mut socket: TcpStream, base: &str, world: &Mutex<World>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(byte) = socket.read_u8().await else { return };
        head.push(byte);
    }
    let head = String::from_utf8(head).expect("a text");
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    socket.read_exact(&mut body).await.expect("a body");
    let answer = world.lock().expect("unbroken").answer(base, &head, &body);
    let Some((status, said)) = answer else { return };
    let said = said.to_string();
    let text = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{said}", said.len());
    socket.write_all(text.as_bytes()).await.expect("taken");
}

fn order() -> PayoutOrder {
    PayoutOrder { id: "0199c2f0-1bbc".into(), email: "ben@example.org".into(), cents: 1_205, currency: "usd".into() }
}

fn underway(id: &str) -> Payout {
    Payout { id: Some(id.into()), state: PayoutState::Underway }
}

#[tokio::test]
async fn money_is_sent_and_looked_after() {
    let (paypal, world, _) = paypal().await;
    assert_eq!(paypal.send(order()).await.expect("taken"), underway("BATCH1"));
    let sent = world.lock().expect("unbroken").batches["0199c2f0-1bbc"].1.clone();
    assert_eq!(
        sent,
        json!([{
            "recipient_type": "EMAIL", "receiver": "ben@example.org", "sender_item_id": "0199c2f0-1bbc",
            "amount": { "value": "12.05", "currency": "USD" },
        }])
    );
    for (status, state) in [
        (("PENDING", "PENDING", None), PayoutState::Underway),
        (("PROCESSING", "ONHOLD", None), PayoutState::Underway),
        (("SUCCESS", "UNCLAIMED", Some("RECEIVER_UNREGISTERED")), PayoutState::Underway),
        (("SUCCESS", "A_LATER_WORD", None), PayoutState::Underway),
        (("SUCCESS", "SUCCESS", None), PayoutState::Paid),
        (("SUCCESS", "FAILED", Some("RECEIVER_ACCOUNT_LOCKED")), PayoutState::Failed("RECEIVER_ACCOUNT_LOCKED".into())),
        (("SUCCESS", "RETURNED", None), PayoutState::Failed("RETURNED".into())),
        (("SUCCESS", "BLOCKED", None), PayoutState::Failed("BLOCKED".into())),
        (("SUCCESS", "REFUNDED", None), PayoutState::Failed("REFUNDED".into())),
        (("SUCCESS", "REVERSED", None), PayoutState::Failed("REVERSED".into())),
        (("DENIED", "PENDING", None), PayoutState::Failed("DENIED".into())),
        (("CANCELED", "", None), PayoutState::Failed("CANCELED".into())),
    ] {
        world.lock().expect("unbroken").status = Some(status);
        assert_eq!(paypal.look_up("BATCH1").await.expect("told"), state, "{status:?}");
    }
    assert!(paypal.look_up("BATCH2").await.is_err(), "an unknown batch says nothing");
    for id in ["", "a/b", "..", "a b", &"a".repeat(65)] {
        assert!(paypal.look_up(id).await.is_err(), "{id:?}");
    }
}

#[tokio::test]
async fn what_was_asked_twice_is_sent_once() {
    let (paypal, world, _) = paypal().await;
    world.lock().expect("unbroken").mood = Some(Mood::TakeAndHangUp);
    assert!(paypal.send(order()).await.is_err(), "nobody knows");
    world.lock().expect("unbroken").status = Some(("PROCESSING", "PENDING", None));
    assert_eq!(paypal.send(order()).await.expect("found"), underway("BATCH1"));
    world.lock().expect("unbroken").status = None;
    let again = paypal.send(order()).await.expect("found");
    assert_eq!(again, Payout { id: Some("BATCH1".into()), state: PayoutState::Paid });
    assert_eq!(world.lock().expect("unbroken").batches.len(), 1);
    // A refusal of that kind which cannot be followed is no failure: the money may be on its way.
    for detail in [
        json!({ "field": "sender_batch_header.sender_batch_id", "issue": "?" }),
        json!({ "issue": "Batch already exists", "link": [{ "href": "https://elsewhere/x" }] }),
        json!({ "field": "SENDER_BATCH_ID", "link": { "href": "/v1/payments/payouts/..%2f" } }),
    ] {
        let said = json!({ "name": "USER_BUSINESS_ERROR", "details": [detail] });
        world.lock().expect("unbroken").mood = Some(Mood::Say(400, said));
        assert!(paypal.send(order()).await.is_err());
    }
}

#[tokio::test]
async fn only_what_was_judged_has_failed() {
    let (paypal, world, _) = paypal().await;
    let named = |name: &str| json!({ "name": name });
    for (status, said, failed) in [
        (400, named("VALIDATION_ERROR"), Some("VALIDATION_ERROR")),
        (422, named("RECEIVER_COUNTRY_NOT_ALLOWED"), Some("RECEIVER_COUNTRY_NOT_ALLOWED")),
        (422, named("INSUFFICIENT_FUNDS"), None),
        (400, json!("what?"), None),
        (403, named("AUTHORIZATION_ERROR"), None),
        (404, named("X"), None),
        (409, named("X"), None),
        (429, named("RATE_LIMIT_REACHED"), None),
        (500, named("INTERNAL_SERVER_ERROR"), None),
        (503, Value::Null, None),
        (302, Value::Null, None),
        (201, json!({}), None),
    ] {
        world.lock().expect("unbroken").mood = Some(Mood::Say(status, said));
        let outcome = paypal.send(order()).await;
        match failed {
            Some(reason) => {
                let expected = Payout { id: None, state: PayoutState::Failed(reason.into()) };
                assert_eq!(outcome.expect("judged"), expected, "{status}");
            }
            None => assert!(outcome.is_err(), "{status}: {outcome:?}"),
        }
    }
    world.lock().expect("unbroken").mood = Some(Mood::HangUp);
    assert!(paypal.send(order()).await.is_err());
    let huge = json!({ "batch_header": { "payout_batch_id": "x".repeat(100_000) } });
    world.lock().expect("unbroken").mood = Some(Mood::Say(201, huge));
    assert!(paypal.send(order()).await.is_err());
    assert_eq!(world.lock().expect("unbroken").batches.len(), 0);
}

#[tokio::test]
async fn a_token_is_used_until_it_ends_or_is_refused() {
    let (paypal, world, clock) = paypal().await;
    paypal.send(order()).await.expect("taken");
    paypal.look_up("BATCH1").await.expect("told");
    assert_eq!(world.lock().expect("unbroken").tokens, 1);
    clock.0.fetch_add(3_540_000, SeqCst);
    paypal.look_up("BATCH1").await.expect("told");
    assert_eq!(world.lock().expect("unbroken").tokens, 2, "a minute before its end");
    world.lock().expect("unbroken").tokens_from = 3;
    paypal.look_up("BATCH1").await.expect("told with a new one");
    assert_eq!(world.lock().expect("unbroken").tokens, 3);
    world.lock().expect("unbroken").tokens_from = 100;
    assert!(paypal.look_up("BATCH1").await.is_err(), "no token is taken");
    let asked = world.lock().expect("unbroken").requests.clone();
    assert_eq!(asked.iter().filter(|line| line.starts_with("POST /v1/oauth2/token")).count(), 4, "{asked:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_says_nothing_about_money() {
    let settings = PayPalSettings {
        base_url: "http://127.0.0.1:9".into(),
        client_id: "ann".into(),
        client_secret: "s3cret".into(),
        email_subject: "Paid".into(),
    };
    let paypal = PayPal::new(settings, Arc::new(At(AtomicI64::new(0))));
    let error = paypal.send(order()).await.expect_err("nobody listens");
    assert!(!format!("{error:?}").contains("s3cret") && !format!("{:?}", order()).contains("ben@"));
}

#[tokio::test]
async fn the_sandbox_pays_at_once() {
    let paid = SandboxPayouts.send(order()).await.expect("taken");
    assert_eq!(paid, Payout { id: Some("sandbox-0199c2f0-1bbc".into()), state: PayoutState::Paid });
    assert_eq!(SandboxPayouts.look_up("x").await.expect("told"), PayoutState::Paid);
    assert_eq!(SandboxPayouts.name(), "sandbox");
}
