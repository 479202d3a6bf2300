//! Several processes of the real program on one PostgreSQL: what happens at one is told at the others. Each story runs once with
//! PostgreSQL's notifications and, when `TALKAMIE_TEST_NATS` names a server, once with NATS.

mod calls;
mod kills;
mod reminders;
mod stories;

use crate::harness::{process::Server, sockets::Socket};
use serde_json::{Value, json};
use std::time::Duration;
use talkamie::domain::ids::UserId;
use uuid::Uuid;

/// Runs a story on two processes, for each bus.
macro_rules! on_each_bus {
    ($($(#[$meta:meta])* async fn $name:ident($nodes:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            $(#[$meta])*
            async fn story($nodes: $crate::nodes::Nodes) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn notify() {
                match $crate::nodes::Nodes::on_notify().await {
                    Some(nodes) => story(nodes).await,
                    None => eprintln!("skipped: TALKAMIE_TEST_POSTGRES names no server"),
                }
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn nats() {
                match $crate::nodes::Nodes::on_nats().await {
                    Some(nodes) => story(nodes).await,
                    None => eprintln!("skipped: TALKAMIE_TEST_POSTGRES and TALKAMIE_TEST_NATS name no servers"),
                }
            }
        }
    )*};
}
use on_each_bus;

/// Two processes on one database.
pub struct Nodes {
    pub one: Server,
    pub two: Server,
    http: reqwest::Client,
}

/// Passwords are hashed quickly, and nobody rings for long.
const SETTINGS: [(&str, &str); 3] = [
    ("TALKAMIE_PASSWORDS__MEMORY_KIB", "8"),
    ("TALKAMIE_PASSWORDS__PASSES", "1"),
    ("TALKAMIE_CALLS__RING_SECONDS_MAX", "5"),
];

impl Nodes {
    pub async fn on_notify() -> Option<Self> {
        Self::start(&[], &[]).await
    }

    pub async fn on_nats() -> Option<Self> {
        let server = std::env::var("TALKAMIE_TEST_NATS").ok()?;
        Self::on_nats_at(&server, &server).await
    }

    /// Each reaches NATS at an address of its own.
    pub async fn on_nats_at(one: &str, two: &str) -> Option<Self> {
        let subject = format!("test.{}", Uuid::new_v4().simple());
        let bus = |server| {
            [("TALKAMIE_BUS", "nats"), ("TALKAMIE_NATS__URL", server), ("TALKAMIE_NATS__SUBJECT", subject.as_str())]
        };
        Self::start(&bus(one), &bus(two)).await
    }

    async fn start(one: &[(&str, &str)], two: &[(&str, &str)]) -> Option<Self> {
        let one = Server::postgres(&[one, &SETTINGS].concat()).await?;
        let two = one.beside(&[two, &SETTINGS].concat()).await;
        Some(Self { one, two, http: reqwest::Client::new() })
    }

    /// A senior and a volunteer who know each other, and their chat.
    pub async fn friends(&self) -> (Person, Person, String) {
        let (ann, ben) = (self.person("Ann Lee", "senior").await, self.person("Ben Ortiz", "volunteer").await);
        ann.post(&self.one, &format!("/v1/user/{}/connection", ben.id), json!({})).await;
        let accepted = ben.post(&self.two, &format!("/v1/user/{}/connection/accept", ann.id), json!({})).await;
        (ann, ben, accepted["chat"]["id"].as_str().unwrap().to_owned())
    }

    /// Somebody new, signed in.
    pub async fn person(&self, name: &str, user_type: &str) -> Person {
        let email = format!("{}@example.com", Uuid::new_v4().simple());
        let id = UserId(Uuid::nil());
        let nobody = Person { id, token: String::new(), email: email.clone(), http: self.http.clone() };
        let otp = nobody.post(&self.one, "/v1/otp", json!({ "email": email })).await;
        nobody.post(&self.two, "/v1/otp/verify", json!({ "email": email, "code": otp["otp"] })).await;
        let asked = json!({ "name": name, "email": email, "password": "long enough", "type": user_type });
        let account = nobody.post(&self.one, "/v1/auth/sign-up", asked).await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Person {
            id: text(&account["user"]["id"]).parse().unwrap(),
            token: text(&account["tokens"]["access"]),
            email,
            http: self.http.clone(),
        }
    }
}

/// Somebody who talks to processes.
#[derive(Clone)]
pub struct Person {
    pub id: UserId,
    pub token: String,
    pub email: String,
    http: reqwest::Client,
}

impl Person {
    /// The `data` of a success.
    pub async fn post(&self, at: &Server, path: &str, body: Value) -> Value {
        self.send(reqwest::Method::POST, at, path, body).await
    }

    pub async fn put(&self, at: &Server, path: &str, body: Value) -> Value {
        self.send(reqwest::Method::PUT, at, path, body).await
    }

    pub async fn delete(&self, at: &Server, path: &str) -> Value {
        self.send(reqwest::Method::DELETE, at, path, json!({})).await
    }

    async fn send(&self, method: reqwest::Method, at: &Server, path: &str, body: Value) -> Value {
        let mut request = self.http.request(method, format!("http://{}{path}", at.address));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if body != json!({}) {
            request = request.json(&body);
        }
        let answer = request.send().await.expect("the server answers");
        let good = answer.status().is_success();
        let mut answer: Value = answer.json().await.expect("JSON");
        assert!(good, "{path}: {answer}");
        answer["data"].take()
    }

    /// A socket of theirs.
    pub async fn socket(&self, at: &Server) -> Socket {
        self.try_socket(&at.address).await.expect("the server takes sockets")
    }

    /// A socket of theirs. `None`: nobody is there.
    pub async fn try_socket(&self, address: &str) -> Option<Socket> {
        let mut socket = Socket::open(address, "/v1/wss").await.ok()?;
        socket.authenticate(self.id, &self.token).await?;
        Some(socket)
    }
}

/// Waits until something holds.
pub async fn until<F: Future<Output = bool>>(what: &str, holds: impl Fn() -> F) {
    for _ in 0..600 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not within a minute: {what}");
}
