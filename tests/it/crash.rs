//! Nothing acknowledged is lost: the program is killed under write load, again and again, and each time every
//! acknowledged write is there.

use crate::harness::process::Server;
use reqwest::Client;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

/// How often the program is killed.
const KILLS: usize = 20;

/// Writers at a time.
const WRITERS: usize = 8;

/// How long each round writes before the program is killed, in milliseconds: a little longer each time.
const ROUND_MS: u64 = 60;

async fn post(client: &Client, address: &str, path: &str, body: Value) -> Option<Value> {
    let answer = client.post(format!("http://{address}/v1{path}")).json(&body).send().await.ok()?;
    let good = answer.status().is_success();
    let body = answer.json().await.ok()?;
    good.then_some(body)
}

/// Proves an address; acknowledged once the second answer is here.
async fn verify(client: &Client, address: &str, email: &str) -> Option<()> {
    let told = post(client, address, "/otp", json!({ "email": email })).await?;
    post(client, address, "/otp/verify", json!({ "email": email, "code": told["data"]["otp"] })).await.map(drop)
}

async fn every_acknowledged_write_survives(mut server: Server) {
    let client = Client::new();
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    for round in 0..KILLS {
        let address = server.address.clone();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (client, address, acknowledged) = (client.clone(), address.clone(), Arc::clone(&acknowledged));
                tokio::spawn(async move {
                    for n in 0.. {
                        let email = format!("w{round}.{writer}.{n}@example.com");
                        if verify(&client, &address, &email).await.is_none() {
                            return;
                        }
                        let body = json!({ "name": "W", "email": email, "password": "long enough" });
                        if post(&client, &address, "/auth/sign-up", body).await.is_none() {
                            return;
                        }
                        acknowledged.lock().unwrap().insert(email);
                    }
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(400 + ROUND_MS * round as u64 % 200)).await;
        server = server.kill_and_restart().await;
        for writer in writers {
            writer.abort();
            let _ = writer.await;
        }
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() > KILLS, "the rounds wrote: {}", acknowledged.len());
    let mut lost = vec![];
    for email in &acknowledged {
        let found: Value = client.get(format!("http://{}/v1/users?email={email}", server.address)).send().await.unwrap().json().await.unwrap();
        if found["data"].as_array().is_none_or(|people| people.len() != 1) {
            lost.push(email);
        }
    }
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
}

const FLAGS: &[&str] = &[];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    every_acknowledged_write_survives(Server::sqlite(FLAGS).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    if let Some(server) = Server::postgres(FLAGS).await {
        every_acknowledged_write_survives(server).await;
    }
}
