//! PayPal's Payouts API, version 1.
//!
//! One batch of one item for each payout. The batch is known to PayPal by our id (`sender_batch_id`), which it takes once in 30
//! days: a repeated request is refused with a link to the first one, whose state is the answer then. Whatever does not
//! clearly say that no money moves is an error, and is asked again.
//!
//! Source: developer.paypal.com, Payouts v1 and OAuth 2.0 client credentials.

use crate::operations::ports::{Answering, Clock, Payout, PayoutOrder, PayoutState, Payouts, PortError};
use reqwest::{Client, Method, RequestBuilder, StatusCode, redirect::Policy};
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

/// Longest wait for an answer, from connecting to the last byte.
const ANSWER_SECONDS_MAX: u64 = 20;
/// Longest wait for the connection alone.
const CONNECT_SECONDS_MAX: u64 = 5;
/// Largest answer that is read, in bytes. Usual ones have 2 KiB.
const ANSWER_BYTES_MAX: usize = 64 * 1024;
/// How long before its end a token is not used any more, in milliseconds.
const TOKEN_SPARE_MS: i64 = 60_000;

/// How PayPal is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct PayPalSettings {
    /// `https://api-m.paypal.com`, or the sandbox's.
    pub base_url: String,
    pub client_id: String,
    pub client_secret: String,
    /// What the mail that PayPal sends to the receiver is about.
    pub email_subject: String,
}

/// PayPal, over the network.
pub struct PayPal {
    settings: PayPalSettings,
    clock: Arc<dyn Clock>,
    /// Made for the first payout: reading the trusted certificates would delay every start.
    client: OnceLock<Client>,
    token: Mutex<Option<Token>>,
}

#[derive(Clone)]
struct Token {
    text: String,
    good_until_ms: i64,
}

/// What PayPal answered.
struct Said {
    status: StatusCode,
    body: Value,
}

impl PayPal {
    #[must_use]
    pub fn new(settings: PayPalSettings, clock: Arc<dyn Clock>) -> Self {
        Self { settings, clock, client: OnceLock::new(), token: Mutex::new(None) }
    }

    async fn order(&self, order: PayoutOrder) -> Result<Payout, PortError> {
        let amount = json!({
            "value": format!("{}.{:02}", order.cents / 100, order.cents % 100),
            "currency": order.currency.to_uppercase(),
        });
        let body = json!({
            "sender_batch_header": { "sender_batch_id": order.id, "email_subject": self.settings.email_subject },
            "items": [{
                "recipient_type": "EMAIL",
                "receiver": order.email,
                "amount": amount,
                "sender_item_id": order.id,
            }],
        });
        let said = self.ask(Method::POST, "/v1/payments/payouts", Some(&body)).await?;
        if said.status.is_success() {
            let id = text(&said.body["batch_header"]["payout_batch_id"]);
            let id = id.ok_or_else(|| unclear("PayPal named no batch"))?;
            let state = state(&said.body);
            return Ok(Payout { id: Some(id), state });
        }
        if repeated(&said.body) {
            let id = linked(&said.body).ok_or_else(|| unclear("PayPal has this batch and does not say which it is"))?;
            let state = self.state_of(&id).await?;
            return Ok(Payout { id: Some(id), state });
        }
        let reason = text(&said.body["name"]).unwrap_or_default();
        match said.status {
            // It was judged and not taken. That our own account is empty is nothing the receiver can mend.
            StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY
                if !reason.is_empty() && reason != "INSUFFICIENT_FUNDS" =>
            {
                Ok(Payout { id: None, state: PayoutState::Failed(reason) })
            }
            status => Err(not_served(status, &reason)),
        }
    }

    async fn state_of(&self, id: &str) -> Result<PayoutState, PortError> {
        if !is_plain(id) {
            return Err(unclear("a batch has an id that PayPal does not give"));
        }
        let said = self.ask(Method::GET, &format!("/v1/payments/payouts/{id}"), None).await?;
        if said.status.is_success() {
            return Ok(state(&said.body));
        }
        Err(not_served(said.status, &text(&said.body["name"]).unwrap_or_default()))
    }

    /// One request with a token; one more with a new token, if the first is not taken.
    async fn ask(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Said, PortError> {
        let mut token = self.token().await?;
        for last in [false, true] {
            let mut request = self.client()?.request(method.clone(), self.url(path)).bearer_auth(&token);
            if let Some(body) = body {
                request = request.json(body);
            }
            let said = answer(request).await?;
            if said.status != StatusCode::UNAUTHORIZED || last {
                return Ok(said);
            }
            *self.held() = None;
            token = self.token().await?;
        }
        Err(unclear("PayPal takes no token"))
    }

    /// A token that is good for a while yet.
    async fn token(&self) -> Result<String, PortError> {
        let now_ms = self.clock.now_ms();
        if let Some(token) = self.held().clone().filter(|token| token.good_until_ms > now_ms) {
            return Ok(token.text);
        }
        let request = self
            .client()?
            .post(self.url("/v1/oauth2/token"))
            .basic_auth(&self.settings.client_id, Some(&self.settings.client_secret))
            .form(&[("grant_type", "client_credentials")]);
        let said = answer(request).await?;
        if !said.status.is_success() {
            return Err(not_served(said.status, "no token"));
        }
        let token = text(&said.body["access_token"]).ok_or_else(|| unclear("PayPal gave no token"))?;
        let good_ms = said.body["expires_in"].as_i64().unwrap_or_default().clamp(0, 86_400) * 1_000;
        *self.held() = Some(Token { text: token.clone(), good_until_ms: now_ms + good_ms - TOKEN_SPARE_MS });
        Ok(token)
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Option<Token>> {
        // A panic elsewhere cannot leave a token half written.
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.settings.base_url.trim_end_matches('/'))
    }

    fn client(&self) -> Result<&Client, PortError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .timeout(Duration::from_secs(ANSWER_SECONDS_MAX))
            .connect_timeout(Duration::from_secs(CONNECT_SECONDS_MAX))
            // Who sends us elsewhere is not whom an operator trusts with money.
            .redirect(Policy::none())
            .user_agent(concat!("talkamie/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| lost("no client for PayPal", error))?;
        Ok(self.client.get_or_init(|| client))
    }
}

impl Payouts for PayPal {
    fn name(&self) -> &'static str {
        "paypal"
    }

    fn send(&self, order: PayoutOrder) -> Answering<'_, Result<Payout, PortError>> {
        Box::pin(self.order(order))
    }

    fn look_up<'a>(&'a self, id: &'a str) -> Answering<'a, Result<PayoutState, PortError>> {
        Box::pin(self.state_of(id))
    }
}

async fn answer(request: RequestBuilder) -> Result<Said, PortError> {
    let mut response = request.send().await.map_err(|error| lost("PayPal did not answer", error))?;
    let status = response.status();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| lost("PayPal did not finish its answer", error))? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(unclear("PayPal's answer is too long"));
        }
        body.extend_from_slice(&chunk);
    }
    // An answer that cannot be read says nothing; its status may still.
    Ok(Said { status, body: serde_json::from_slice(&body).unwrap_or(Value::Null) })
}

/// How far a batch of one item got. What is not known to be decided is under way.
fn state(body: &Value) -> PayoutState {
    let item = &body["items"][0];
    let reason = || text(&item["errors"]["name"]);
    let failed = |word: &str| PayoutState::Failed(reason().unwrap_or_else(|| word.to_owned()));
    match (text(&body["batch_header"]["batch_status"]).as_deref(), text(&item["transaction_status"]).as_deref()) {
        (Some(word @ ("DENIED" | "CANCELED")), _) => failed(word),
        (_, Some("SUCCESS")) => PayoutState::Paid,
        (_, Some(word @ ("FAILED" | "RETURNED" | "BLOCKED" | "REFUNDED" | "REVERSED"))) => failed(word),
        // PENDING, ONHOLD, UNCLAIMED (for 30 days, then RETURNED), NEW, and words of later releases.
        _ => PayoutState::Underway,
    }
}

/// Whether a refusal says that the batch was sent before. Our ids are well formed: nothing else can be wrong with one.
fn repeated(body: &Value) -> bool {
    details(body).any(|detail| {
        let field = text(&detail["field"]).unwrap_or_default().to_lowercase();
        field.contains("sender_batch_id")
            || text(&detail["issue"]).unwrap_or_default().to_lowercase().contains("already exists")
    }) || text(&body["name"]).as_deref() == Some("DUPLICATE_REQUEST_ID")
}

/// The batch that a refusal links to.
fn linked(body: &Value) -> Option<String> {
    let of_details = details(body).flat_map(|detail| links(&detail["link"]));
    of_details.chain(links(&body["links"])).find_map(|link| {
        let href = text(&link["href"])?;
        let (_, id) = href.split_once("/v1/payments/payouts/")?;
        let id = id.split(['?', '/']).next()?;
        is_plain(id).then(|| id.to_owned())
    })
}

fn details(body: &Value) -> impl Iterator<Item = &Value> {
    body["details"].as_array().into_iter().flatten()
}

fn links(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(links) => links.iter().collect(),
        Value::Object(_) => vec![value],
        _ => vec![],
    }
}

/// Whether an id can stand in an address.
fn is_plain(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn lost(what: &'static str, error: reqwest::Error) -> PortError {
    PortError { what, cause: Some(Box::new(error.without_url())) }
}

fn unclear(what: &'static str) -> PortError {
    PortError { what, cause: None }
}

fn not_served(status: StatusCode, name: &str) -> PortError {
    // A word of PayPal's such as INSUFFICIENT_FUNDS, never a text with people in it.
    let name: String = name.chars().filter(|c| c.is_ascii_uppercase() || *c == '_').take(60).collect();
    let cause = format!("status {} {name}", status.as_u16());
    PortError { what: "PayPal does not serve us now", cause: Some(cause.into()) }
}
