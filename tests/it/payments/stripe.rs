//! A Stripe of our own on loopback: it keeps sessions and idempotency keys as Stripe does, and fails when told to.

use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};
use talkamie::adapters::payments::{Stripe, StripeSettings};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What opens this Stripe.
pub const KEY: &str = "sk_test_of_the_tests";
/// What it signs with: an old secret and a new one.
pub const SECRETS: [&str; 2] = ["whsec_old", "whsec_new"];

pub type Form = BTreeMap<String, String>;

/// How it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Answers this without doing anything.
    Status(u16),
    /// The same, and says not to ask again.
    StatusForGood(u16),
    /// Does what it is asked for, and closes the connection without an answer.
    LostAnswer,
    /// Answers what is no JSON.
    Babble,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    pub line: String,
    pub headers: HashMap<String, String>,
    pub form: Form,
}

#[derive(Default)]
struct State {
    sessions: BTreeMap<String, Value>,
    intents: HashMap<String, Value>,
    keys: HashMap<String, (Form, u16, Value)>,
    troubles: VecDeque<Trouble>,
    asked: Vec<Asked>,
    /// How long a new session is good, in seconds from the tests' beginning.
    expires_at: i64,
}

/// A running one.
#[derive(Clone)]
pub struct FakeStripe {
    pub base: String,
    state: Arc<Mutex<State>>,
}

impl FakeStripe {
    pub async fn start(expires_at: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State { expires_at, ..State::default() }));
        let serving = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                // Somebody who hangs up early is no trouble.
                let _ = serve(socket, &serving).await;
            }
        });
        Self { base, state }
    }

    /// The adapter that asks this one.
    pub fn adapter(&self, secret_key: &str) -> Stripe {
        Stripe::new(StripeSettings {
            base_url: self.base.clone(),
            secret_key: secret_key.to_owned(),
            webhook_secrets: SECRETS.map(str::to_owned).to_vec(),
            pause: Duration::from_millis(1),
        })
    }

    /// The same at another address.
    pub fn moved_to(&self, base: &str) -> Self {
        Self { base: base.to_owned(), state: Arc::clone(&self.state) }
    }

    /// The next requests meet these.
    pub fn trouble(&self, troubles: &[Trouble]) {
        self.state.lock().unwrap().troubles = troubles.iter().copied().collect();
    }

    pub fn untroubled(&self) -> bool {
        self.state.lock().unwrap().troubles.is_empty()
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.state.lock().unwrap().asked.clone()
    }

    pub fn sessions(&self) -> Vec<Value> {
        self.state.lock().unwrap().sessions.values().cloned().collect()
    }

    /// New sessions are good until then, in seconds since 1970.
    pub fn expire_at(&self, seconds: i64) {
        self.state.lock().unwrap().expires_at = seconds;
    }

    /// Somebody does their part on the page: the event that follows.
    pub fn complete(&self, session: &str, payment_status: &str) -> Value {
        let mut state = self.state.lock().unwrap();
        let intent = format!("pi_of_{session}");
        let session = state.sessions.get_mut(session).unwrap();
        session["status"] = json!("complete");
        session["payment_status"] = json!(payment_status);
        session["payment_intent"] = json!(intent);
        let session = session.clone();
        state.intents.insert(intent.clone(), json!({ "id": intent, "metadata": session["metadata"] }));
        event("checkout.session.completed", session)
    }
}

/// An event about an object.
pub fn event(kind: &str, object: Value) -> Value {
    json!({ "id": "evt_test", "object": "event", "api_version": "2024-06-20", "type": kind, "data": { "object": object } })
}

async fn serve(mut socket: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await?);
    }
    let head = String::from_utf8(head).unwrap();
    let (line, rest) = head.split_once("\r\n").unwrap();
    let headers: HashMap<String, String> = rest
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    socket.read_exact(&mut body).await?;
    let decoded =
        |text: &str| percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8().unwrap().into_owned();
    let form: Form = String::from_utf8(body)
        .unwrap()
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    let asked = Asked { line: line.trim_end_matches(" HTTP/1.1").to_owned(), headers, form };
    let (status, extra, body) = {
        let mut state = state.lock().unwrap();
        state.asked.push(asked.clone());
        match state.troubles.pop_front() {
            Some(Trouble::Status(status)) => (status, "", error("api_error", "a test asked for this").to_string()),
            Some(Trouble::StatusForGood(status)) => {
                (status, "stripe-should-retry: false\r\n", error("api_error", "for good").to_string())
            }
            Some(Trouble::Babble) => (200, "", "<html>".to_owned()),
            Some(Trouble::LostAnswer) => {
                answer(&mut state, &asked);
                return Ok(());
            }
            None => {
                let (status, body) = answer(&mut state, &asked);
                (status, "", body.to_string())
            }
        }
    };
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{extra}connection: close\r\n\r\n{body}"
    );
    socket.write_all(answer.as_bytes()).await
}

fn error(kind: &str, code: &str) -> Value {
    json!({ "error": { "type": kind, "code": code, "message": format!("quotes {KEY}") } })
}

fn answer(state: &mut State, asked: &Asked) -> (u16, Value) {
    if asked.headers.get("authorization").map(String::as_str) != Some(&format!("Bearer {KEY}")) {
        return (401, error("invalid_request_error", "api_key_invalid"));
    }
    assert_eq!(asked.headers["stripe-version"], "2024-06-20");
    let (method, path) = asked.line.split_once(' ').unwrap();
    let key = asked.headers.get("idempotency-key");
    assert_eq!(key.is_some(), method == "POST", "a POST has a key");
    if let Some((form, status, body)) = key.and_then(|key| state.keys.get(key)) {
        // The first answer again, however the object is now.
        let same = *form == asked.form;
        return if same { (*status, body.clone()) } else { (400, error("idempotency_error", "other parameters")) };
    }
    let (status, body) = act(state, method, path, &asked.form);
    if let Some(key) = key.filter(|_| status == 200) {
        state.keys.insert(key.clone(), (asked.form.clone(), status, body.clone()));
    }
    (status, body)
}

fn act(state: &mut State, method: &str, path: &str, form: &Form) -> (u16, Value) {
    let missing = (404, error("invalid_request_error", "resource_missing"));
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match (method, &parts[..]) {
        ("POST", ["v1", "checkout", "sessions"]) => create(state, form),
        ("POST", ["v1", "checkout", "sessions", id, "expire"]) => match state.sessions.get_mut(*id) {
            Some(session) if session["status"] == "open" => {
                session["status"] = json!("expired");
                session["url"] = Value::Null;
                (200, session.clone())
            }
            Some(_) => (400, error("invalid_request_error", "only open sessions")),
            None => missing,
        },
        ("GET", ["v1", "checkout", "sessions", id]) => state.sessions.get(*id).map_or(missing, |s| (200, s.clone())),
        ("GET", ["v1", "payment_intents", id]) => state.intents.get(*id).map_or(missing, |i| (200, i.clone())),
        _ => panic!("Stripe has no {method} {path}"),
    }
}

fn create(state: &mut State, form: &Form) -> (u16, Value) {
    let mut metadata = serde_json::Map::new();
    for (name, value) in form {
        if let Some(name) = name.strip_prefix("metadata[").and_then(|name| name.strip_suffix(']')) {
            assert_eq!(form[&format!("payment_intent_data[metadata][{name}]")], *value);
            metadata.insert(name.to_owned(), json!(value));
        }
    }
    let cents: i64 = form["line_items[0][price_data][unit_amount]"].parse().unwrap();
    assert_eq!((form["mode"].as_str(), form["line_items[0][quantity]"].as_str()), ("payment", "1"));
    assert!(form["success_url"].starts_with("https://") && form["cancel_url"].starts_with("https://"));
    assert!(form["line_items[0][price_data][product_data][name]"].ends_with(" Talk Coins"));
    let id = format!("cs_test_{}", state.sessions.len() + 1);
    let session = json!({
        "id": id, "object": "checkout.session", "status": "open", "payment_status": "unpaid",
        "url": format!("https://checkout.stripe.com/c/pay/{id}"), "expires_at": state.expires_at,
        "amount_total": cents, "currency": form["line_items[0][price_data][currency]"], "metadata": metadata,
        "client_reference_id": form["client_reference_id"], "payment_intent": null,
    });
    state.sessions.insert(id, session.clone());
    (200, session)
}
