//! Nothing acknowledged is lost: the program is killed under write load, again and again, and each time every
//! acknowledged write is there.

use crate::harness::process::Server;
use reqwest::Client;
use serde_json::{Value, json};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// How often the program is killed.
const KILLS: u64 = 20;

/// Writers at a time.
const WRITERS: usize = 8;

/// Somebody who writes their own profile, one number after the other.
#[derive(Clone)]
struct Writer {
    id: String,
    token: String,
    /// The last number that the server said it has.
    acknowledged: Arc<AtomicU64>,
}

async fn call(request: reqwest::RequestBuilder) -> Option<Value> {
    let answer = request.send().await.ok()?;
    let good = answer.status().is_success();
    let body: Value = answer.json().await.ok()?;
    good.then_some(body)
}

impl Writer {
    async fn new(client: &Client, address: &str, n: usize) -> Self {
        let api = format!("http://{address}/v1");
        let email = format!("writer{n}@example.com");
        let post = |path: &str, body: Value| call(client.post(format!("{api}{path}")).json(&body));
        let told = post("/otp", json!({ "email": email })).await.expect("a code is sent");
        post("/otp/verify", json!({ "email": email, "code": told["data"]["otp"] })).await.expect("the code is right");
        let account = post("/auth/sign-up", json!({ "name": "W", "email": email, "password": "long enough" })).await;
        let account = account.expect("an account is made")["data"].take();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        Self {
            id: text(&account["user"]["id"]),
            token: text(&account["tokens"]["access"]),
            acknowledged: Arc::default(),
        }
    }

    /// Writes until the server does not answer.
    async fn write(self, client: Client, address: String) {
        let url = format!("http://{address}/v1/user/{}", self.id);
        loop {
            let next = self.acknowledged.load(Ordering::SeqCst) + 1;
            let request = client.put(&url).bearer_auth(&self.token).json(&json!({ "bio": next.to_string() }));
            if call(request).await.is_none() {
                return;
            }
            self.acknowledged.store(next, Ordering::SeqCst);
        }
    }

    /// The number that the server has.
    async fn read(&self, client: &Client, address: &str) -> u64 {
        let request = client.get(format!("http://{address}/v1/auth")).bearer_auth(&self.token);
        let me = call(request).await.expect("the server answers after its restart, and the session lives on");
        me["data"]["user"]["bio"].as_str().and_then(|bio| bio.parse().ok()).unwrap_or(0)
    }
}

async fn every_acknowledged_write_survives(mut server: Server) {
    let client = Client::new();
    let mut writers = vec![];
    for n in 0..WRITERS {
        writers.push(Writer::new(&client, &server.address, n).await);
    }
    for round in 0..KILLS {
        let running: Vec<_> =
            writers.iter().cloned().map(|w| tokio::spawn(w.write(client.clone(), server.address.clone()))).collect();
        tokio::time::sleep(Duration::from_millis(150 + 37 * round % 200)).await;
        server = server.kill_and_restart().await;
        for writer in running {
            let _ = writer.await;
        }
        for writer in &writers {
            let acknowledged = writer.acknowledged.load(Ordering::SeqCst);
            let there = writer.read(&client, &server.address).await;
            // One more may be there: written, and killed before the answer.
            assert!(
                there == acknowledged || there == acknowledged + 1,
                "round {round}: {there} is there, {acknowledged} was acknowledged"
            );
            writer.acknowledged.store(there, Ordering::SeqCst);
        }
    }
    let written: u64 = writers.iter().map(|w| w.acknowledged.load(Ordering::SeqCst)).sum();
    assert!(written > KILLS * 4, "the rounds wrote: {written}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    every_acknowledged_write_survives(Server::sqlite(&[]).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    if let Some(server) = Server::postgres(&[]).await {
        every_acknowledged_write_survives(server).await;
    }
}
