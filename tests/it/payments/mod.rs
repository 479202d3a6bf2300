//! Buying coins, as its callers, the visitors of its page and its provider see it.

mod expiry;
mod page;
mod provider;
mod sessions;
mod stripe;
mod webhooks;

use crate::harness::{
    Answer, Client, TestApp,
    app::{TENANT, WEBHOOK_SECRET},
};
use poem::{
    Body, Request,
    http::{Method, header},
};
use serde_json::{Value, json};
use talkamie::{
    adapters::payments::signed,
    domain::{
        ids::{TransactionId, UserId},
        ledger::{Account, End},
    },
    operations::ledger::{self, Move},
};

/// A top-up that was begun.
#[derive(Debug, Clone)]
pub struct TopUp {
    /// The transaction.
    pub id: String,
    session: String,
    url: String,
    /// Which of the transaction's pages this is.
    pub attempt: i64,
}

/// Asks for a session.
pub async fn ask(who: &Client<'_>, key: Option<&str>, body: &Value) -> Answer {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri_str("/v1/web/finance/top-up/session")
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(token) = &who.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    who.request(request.body(Body::from(body.to_string()))).await
}

/// Begins to buy so many coins.
async fn begin(who: &Client<'_>, coins: f64) -> TopUp {
    read(&ask(who, None, &json!({ "coins": coins })).await)
}

#[track_caller]
pub fn read(answer: &Answer) -> TopUp {
    let data = answer.expect(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let session = text(&data["session"]["id"]);
    // The sandbox's pages say it: PREFIX_TENANT_TRANSACTION_ATTEMPT_SEAL.
    let attempt =
        session.strip_prefix("cs_sandbox_").map_or(1, |words| words.split('_').nth(2).unwrap().parse().unwrap());
    TopUp { id: text(&data["transaction"]["id"]), session, url: text(&data["session"]["url"]), attempt }
}

/// Sends a webhook, signed as the sandbox's are, now.
pub async fn deliver(app: &TestApp, event: &Value) -> Answer {
    use talkamie::operations::ports::Clock as _;
    let body = event.to_string();
    let signature = signed(WEBHOOK_SECRET, body.as_bytes(), app.clock.now_ms() / 1000);
    post(app, "/webhooks/sandbox", Some(&signature), body.into_bytes()).await
}

async fn post(app: &TestApp, path: &str, signature: Option<&str>, body: Vec<u8>) -> Answer {
    let mut request = Request::builder().method(Method::POST).uri_str(path);
    if let Some(signature) = signature {
        request = request.header("stripe-signature", signature);
    }
    app.anonymous().request(request.body(body)).await
}

/// What became of a webhook.
#[track_caller]
pub fn outcome(answer: &Answer) -> String {
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    answer.json()["outcome"].as_str().unwrap().to_owned()
}

/// What a sandbox says of a session.
pub fn session_event(kind: &str, top_up: &TopUp, payment_status: &str, cents: i64) -> Value {
    stripe::event(
        kind,
        json!({
            "id": top_up.session, "payment_status": payment_status, "amount_total": cents, "currency": "usd",
            "metadata": told(top_up, top_up.attempt), "payment_intent": format!("pi_{}", top_up.id),
        }),
    )
}

/// What we told the provider.
fn told(top_up: &TopUp, attempt: i64) -> Value {
    json!({ "tenant_id": TENANT.to_string(), "transaction_id": top_up.id, "attempt": attempt.to_string() })
}

pub fn refund_event(top_up: &TopUp, cents: i64, of: i64) -> Value {
    let object = json!({ "amount": of, "amount_refunded": cents, "currency": "usd", "metadata": told(top_up, top_up.attempt),
                         "payment_intent": null });
    stripe::event("charge.refunded", object)
}

pub fn dispute_event(kind: &str, status: &str, cents: i64, top_up: &TopUp) -> Value {
    // The sandbox names its payments after what they are for.
    let simple = |id: &str| id.replace('-', "");
    let tenant = simple(&TENANT.to_string());
    let payment = format!("pi_sandbox_{tenant}_{}_{}", simple(&top_up.id), top_up.attempt);
    stripe::event(kind, json!({ "id": "dp_1", "amount": cents, "status": status, "payment_intent": payment }))
}

/// A transaction's status, and the coins it shows.
async fn stands(app: &TestApp, top_up: &TopUp) -> (String, f64) {
    let mut tx = app.ctx.store.read().await.unwrap();
    let id: TransactionId = top_up.id.parse().unwrap();
    let transaction = tx.find_transaction(TENANT, id).await.unwrap().expect("it is there");
    (transaction.status.to_string(), transaction.coins_hundredths as f64 / 100.0)
}

/// What a person sees that they have.
async fn balance(who: &Client<'_>) -> f64 {
    who.get("/v1/auth").await.expect(200)["user"]["ledger"]["coins"]["balance"].as_f64().unwrap()
}

/// Takes coins away, as a call does.
async fn spend(app: &TestApp, user: UserId, hundredths: i64) {
    let mut tx = app.ctx.store.write().await.unwrap();
    let wish = Move {
        tenant: TENANT,
        reference: format!("spent:{user}:{hundredths}"),
        from: End::from(Account::Wallet(user)),
        to: End::from(Account::Commission),
        hundredths,
    };
    ledger::move_coins(&app.ctx, &mut tx, &wish, 0).await.unwrap();
    tx.commit().await.unwrap();
}

/// The books are right: every wallet holds what its movements come to, and every top-up moved what its status says.
async fn audit(app: &TestApp) {
    use talkamie::domain::transaction::effect_hundredths;
    let mut tx = app.ctx.store.read().await.unwrap();
    for wallet in tx.wallets_page(TENANT, None, 1_000).await.unwrap() {
        assert_eq!(wallet.holds_hundredths, wallet.moved_hundredths, "{wallet:?}");
        assert!(wallet.holds_hundredths >= 0);
    }
    for check in tx.checked_transactions_page(TENANT, None, 1_000).await.unwrap() {
        let known = &check.transaction;
        let expected = effect_hundredths(known.kind, known.status, known.coins_hundredths);
        assert_eq!(check.moved_hundredths, expected, "{known:?}");
    }
}
