//! Nothing acknowledged is lost: the program is killed under write load, again and again, and each time every
//! acknowledged write is there, and every mail that was promised leaves.

use crate::harness::process::{Killed, Server};
use reqwest::Client;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use talkamie::store::{Store, StoreOptions};

/// How often the program is killed.
const KILLS: u64 = 20;
/// Writes that are acknowledged before it is.
const WRITES_A_ROUND: u64 = 5;

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
    let written = |writers: &[Writer]| writers.iter().map(|w| w.acknowledged.load(Ordering::SeqCst)).sum::<u64>();
    for round in 0..KILLS {
        let enough = written(&writers) + WRITES_A_ROUND;
        let running: Vec<_> =
            writers.iter().cloned().map(|w| tokio::spawn(w.write(client.clone(), server.address.clone()))).collect();
        // However slow the machine is, there is something to lose; then at no moment in particular.
        let patience = tokio::time::Instant::now() + Duration::from_secs(60);
        while written(&writers) < enough && tokio::time::Instant::now() < patience {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(37 * round % 200)).await;
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
    let written = written(&writers);
    assert!(written >= KILLS * WRITES_A_ROUND, "the rounds wrote: {written}");
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

/// How often the program is killed while it does jobs.
const KILLS_OF_WORKERS: u64 = 6;

/// Whom the mails in the folder are to: one file a mail, however often it was sent.
fn mailed(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder.join("talkamie-mail")).into_iter().flatten().flatten();
    let mails = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "eml"));
    let receiver = |mail: &str| mail.lines().find_map(|line| line.strip_prefix("To: ")).expect("a receiver").to_owned();
    mails.map(|file| receiver(&std::fs::read_to_string(file.path()).expect("whole, since it has its name"))).collect()
}

/// Mails that are promised in a round before the program is killed, while others are being asked for and sent.
const PROMISES: u64 = 15;

/// Asks for codes until the server does not answer; answers for which addresses it said yes.
async fn ask_for_codes(client: Client, address: String, who: String, count: Arc<AtomicU64>) -> Vec<String> {
    let mut promised = vec![];
    for n in 0.. {
        let email = format!("{who}.{n}@example.com");
        let request = client.post(format!("http://{address}/v1/otp")).json(&json!({ "email": email }));
        if call(request).await.is_none() {
            break;
        }
        promised.push(email);
        count.fetch_add(1, Ordering::SeqCst);
    }
    promised
}

/// Lets the claims of the workers that were killed end now rather than in two minutes. Answers how many jobs are left.
async fn end_claims(killed: &Killed) -> usize {
    let store = Store::open(&killed.database, &StoreOptions::default()).await.expect("the database opens");
    let mut tx = store.write().await.expect("it can be written");
    let left = tx.execute("UPDATE jobs SET run_at_ms = 0 WHERE attempts > 0", []).await.expect("it is a table");
    tx.commit().await.expect("kept");
    store.close().await;
    usize::try_from(left).expect("a count")
}

async fn every_promised_mail_leaves(mut server: Server) {
    let client = Client::new();
    let (mut promised, mut midway) = (BTreeSet::new(), 0);
    for round in 0..KILLS_OF_WORKERS {
        let count = Arc::new(AtomicU64::new(0));
        let asker = |n| {
            let who = format!("r{round}.a{n}");
            tokio::spawn(ask_for_codes(client.clone(), server.address.clone(), who, Arc::clone(&count)))
        };
        let askers: Vec<_> = (0..WRITERS).map(asker).collect();
        let patience = tokio::time::Instant::now() + Duration::from_secs(60);
        while count.load(Ordering::SeqCst) < PROMISES && tokio::time::Instant::now() < patience {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let killed = server.kill();
        for asker in askers {
            promised.extend(asker.await.expect("no panic"));
        }
        midway += end_claims(&killed).await;
        server = killed.restart().await;
    }
    assert!(promised.len() as u64 >= KILLS_OF_WORKERS * PROMISES, "the rounds asked: {}", promised.len());
    let patience = tokio::time::Instant::now() + Duration::from_secs(60);
    let mails = loop {
        let mails = mailed(&server.folder);
        let there: BTreeSet<&String> = mails.iter().collect();
        if promised.iter().all(|email| there.contains(email)) || tokio::time::Instant::now() > patience {
            break mails;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let there: BTreeSet<&String> = mails.iter().collect();
    let lost: Vec<_> = promised.iter().filter(|email| !there.contains(email)).collect();
    assert!(lost.is_empty(), "of {} promised mails {} were lost: {lost:?}", promised.len(), lost.len());
    assert_eq!(mails.len(), there.len(), "one mail for each request");
    eprintln!(
        "{} mails promised, {} sent, {midway} jobs were midway when the program was killed",
        promised.len(),
        mails.len()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_on_sqlite() {
    every_promised_mail_leaves(Server::sqlite(&[]).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_on_postgres() {
    if let Some(server) = Server::postgres(&[]).await {
        every_promised_mail_leaves(server).await;
    }
}
