//! Stripe Checkout: <https://docs.stripe.com/api/checkout/sessions>.

use super::{
    events::{ATTEMPT, Metadata, TENANT, TRANSACTION, metadata, purpose, read},
    signature::WebhookSecrets,
};
use crate::{
    domain::{money::coins_json, payment::Purpose, time::MS_PER_SECOND},
    operations::ports::{Answering, Checkout, Ended, Notice, PaymentError, Payments, PortError, Sale, WebhookRefusal},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Client, RequestBuilder, StatusCode, header::RETRY_AFTER, redirect::Policy};
use serde::{Deserialize, de::DeserializeOwned};
use std::{fmt, sync::OnceLock, time::Duration};

/// The version of the API whose words this module speaks, whatever the account's default is.
const VERSION: &str = "2024-06-20";
/// Longest wait for one answer. A person waits for the page.
const ANSWER_WAIT: Duration = Duration::from_secs(8);
/// Longest wait for the connection alone.
const CONNECT_WAIT: Duration = Duration::from_secs(3);
/// How often the same thing is asked. Stripe's own libraries ask three times.
const TRIES_MAX: u32 = 3;
/// Longest that Stripe may make us wait before the next try.
const PAUSE_MAX: Duration = Duration::from_secs(2);
/// Largest answer that is read, in bytes. A session has about 4 KiB.
const ANSWER_BYTES_MAX: usize = 256 * 1024;

/// How Stripe is reached.
#[derive(Clone)]
pub struct StripeSettings {
    /// Without a slash at the end. `https`, unless on this machine.
    pub base_url: String,
    /// A secret.
    pub secret_key: String,
    /// The endpoint's signing secrets: one, or two while they are rotated.
    pub webhook_secrets: Vec<String>,
    /// Wait before the second try; it doubles from try to try.
    pub pause: Duration,
}

impl StripeSettings {
    /// Where Stripe is.
    pub const BASE_URL: &'static str = "https://api.stripe.com";
    /// A wait that a person hardly notices.
    pub const PAUSE: Duration = Duration::from_millis(250);
}

impl fmt::Debug for StripeSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StripeSettings").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// Stripe, over the network.
pub struct Stripe {
    settings: StripeSettings,
    secrets: WebhookSecrets,
    /// Made for the first who needs it: reading the trusted certificates would delay every start.
    client: OnceLock<Client>,
}

/// A session as Stripe tells of it. <https://docs.stripe.com/api/checkout/sessions/object>
#[derive(Deserialize)]
struct Session {
    id: String,
    status: Option<String>,
    url: Option<String>,
    expires_at: i64,
}

/// A payment as Stripe tells of it.
#[derive(Deserialize)]
struct Intent {
    #[serde(default, deserialize_with = "metadata")]
    metadata: Metadata,
}

/// Stripe's words for why not. Its `message` is left out: it may quote what was sent.
#[derive(Deserialize, Default)]
struct Complaint {
    #[serde(default)]
    error: Why,
}

#[derive(Deserialize, Default)]
struct Why {
    r#type: Option<String>,
    code: Option<String>,
    param: Option<String>,
}

/// What Stripe said.
struct Reply {
    status: StatusCode,
    body: Vec<u8>,
}

impl Stripe {
    #[must_use]
    pub fn new(settings: StripeSettings) -> Self {
        let secrets = WebhookSecrets::new(settings.webhook_secrets.clone());
        Self { settings, secrets, client: OnceLock::new() }
    }

    async fn make(&self, sale: Sale) -> Result<Checkout, PaymentError> {
        let form = form(&sale);
        let Purpose { transaction, attempt, .. } = sale.purpose;
        // Stripe makes one session of a key, however often it is asked with it.
        let key = format!("top-up-{transaction}-{attempt}");
        let reply = self.ask(|client| self.post(client, "/v1/checkout/sessions", &key).form(&form)).await?;
        let session: Session = reply.accepted()?;
        let url = session.url.ok_or_else(|| unavailable("Stripe made a session without a page", "no url"))?;
        Ok(Checkout { session: session.id, url, expires_at_ms: session.expires_at.saturating_mul(MS_PER_SECOND) })
    }

    /// Stripe only ends sessions that are open; of any other it says what became of it when asked.
    async fn finish(&self, session: &str) -> Result<Ended, PaymentError> {
        let path = format!("/v1/checkout/sessions/{}", segment(session));
        let ending = self.ask(|client| self.post(client, &format!("{path}/expire"), &format!("end-{session}"))).await?;
        let session: Session = if ending.status == StatusCode::BAD_REQUEST {
            self.ask(|client| self.get(client, &path)).await?.accepted()?
        } else if ending.status == StatusCode::NOT_FOUND {
            // Of another account or mode: nobody pays on it for us.
            return Ok(Ended::Unpaid);
        } else {
            ending.accepted()?
        };
        match session.status.as_deref() {
            Some("expired") => Ok(Ended::Unpaid),
            Some("complete") => Ok(Ended::Completed),
            _ => Err(unavailable("Stripe did not end a session", "it is still open")),
        }
    }

    async fn look_up(&self, payment: &str) -> Result<Option<Purpose>, PaymentError> {
        let path = format!("/v1/payment_intents/{}", segment(payment));
        let reply = self.ask(|client| self.get(client, &path)).await?;
        if reply.status == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        Ok(purpose(&reply.accepted::<Intent>()?.metadata))
    }

    fn get(&self, client: &Client, path: &str) -> RequestBuilder {
        self.signed(client.get(format!("{}{path}", self.settings.base_url)))
    }

    fn post(&self, client: &Client, path: &str, key: &str) -> RequestBuilder {
        self.signed(client.post(format!("{}{path}", self.settings.base_url))).header("idempotency-key", key)
    }

    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(&self.settings.secret_key).header("stripe-version", VERSION)
    }

    /// Asks until there is an answer that will not change, a few times at most.
    async fn ask(&self, request: impl Fn(&Client) -> RequestBuilder) -> Result<Reply, PaymentError> {
        let client = self.client()?;
        let mut pause = self.settings.pause;
        let mut tried = 0;
        loop {
            tried += 1;
            let asked = once(request(client)).await;
            let (again, wait) = match &asked {
                Ok((reply, hints)) => (hints.again.unwrap_or_else(|| may_change(reply.status)), hints.wait),
                Err(_) => (true, None),
            };
            match asked {
                Ok((reply, _)) if !again => return Ok(reply),
                Ok((reply, _)) if tried == TRIES_MAX => return Err(reply.unavailable()),
                Err(error) if tried == TRIES_MAX => return Err(error),
                Ok((reply, _)) => tracing::info!(tried, status = reply.status.as_u16(), "Asking Stripe again"),
                Err(_) => tracing::info!(tried, "Asking Stripe again: it did not answer"),
            }
            tokio::time::sleep(wait.unwrap_or(pause).min(PAUSE_MAX)).await;
            pause *= 2;
        }
    }

    fn client(&self) -> Result<&Client, PaymentError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .timeout(ANSWER_WAIT)
            .connect_timeout(CONNECT_WAIT)
            .redirect(Policy::none())
            .user_agent(concat!("talkamie/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| unavailable("no client for Stripe", error.without_url()))?;
        Ok(self.client.get_or_init(|| client))
    }
}

impl Payments for Stripe {
    fn provider(&self) -> &'static str {
        "stripe"
    }

    fn open(&self, sale: Sale, _now_ms: i64) -> Answering<'_, Result<Checkout, PaymentError>> {
        Box::pin(self.make(sale))
    }

    fn end<'a>(&'a self, session: &'a str) -> Answering<'a, Result<Ended, PaymentError>> {
        Box::pin(self.finish(session))
    }

    fn purpose_of<'a>(&'a self, payment: &'a str) -> Answering<'a, Result<Option<Purpose>, PaymentError>> {
        Box::pin(self.look_up(payment))
    }

    fn hear(&self, signature: &str, body: &[u8], now_ms: i64) -> Result<Option<Notice>, WebhookRefusal> {
        self.secrets.check(signature, body, now_ms)?;
        read(body)
    }
}

/// The session's form. It depends on nothing but the sale: Stripe refuses a key that comes again with another form, so no
/// `expires_at` is set; the default is a day.
fn form(sale: &Sale) -> Vec<(String, String)> {
    let Purpose { tenant, transaction, attempt } = sale.purpose;
    let name = format!("{} Talk Coins", coins_json(sale.coins_hundredths));
    let mut form: Vec<(String, String)> = [
        ("mode", "payment".to_owned()),
        ("client_reference_id", transaction.to_string()),
        ("success_url", sale.returns.success.clone()),
        ("cancel_url", sale.returns.cancel.clone()),
        ("line_items[0][quantity]", "1".to_owned()),
        ("line_items[0][price_data][currency]", sale.price.currency.clone()),
        ("line_items[0][price_data][unit_amount]", sale.price.cents.to_string()),
        ("line_items[0][price_data][product_data][name]", name),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    // On the payment too: a refund's charge shows it.
    for (word, value) in
        [(TENANT, tenant.to_string()), (TRANSACTION, transaction.to_string()), (ATTEMPT, attempt.to_string())]
    {
        form.push((format!("metadata[{word}]"), value.clone()));
        form.push((format!("payment_intent_data[metadata][{word}]"), value));
    }
    form
}

/// What the headers of an answer say about asking again.
struct Hints {
    again: Option<bool>,
    wait: Option<Duration>,
}

/// Asks once.
async fn once(request: RequestBuilder) -> Result<(Reply, Hints), PaymentError> {
    let lost = |error: reqwest::Error| unavailable("Stripe did not answer", error.without_url());
    let mut response = request.send().await.map_err(lost)?;
    let header = |name: &str| response.headers().get(name)?.to_str().ok();
    let hints = Hints {
        again: header("stripe-should-retry").and_then(|word| word.parse().ok()),
        wait: header(RETRY_AFTER.as_str()).and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs),
    };
    let (status, mut body) = (response.status(), Vec::new());
    while let Some(chunk) = response.chunk().await.map_err(lost)? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(unavailable("Stripe's answer is too long", format!("over {ANSWER_BYTES_MAX} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok((Reply { status, body }, hints))
}

/// Busy with the same key, too many requests, a fault of Stripe's: later it may be otherwise.
fn may_change(status: StatusCode) -> bool {
    status == StatusCode::CONFLICT || status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

impl Reply {
    /// The object that Stripe answers when it does what it was asked for.
    fn accepted<T: DeserializeOwned>(self) -> Result<T, PaymentError> {
        if !self.status.is_success() {
            return Err(if may_change(self.status) { self.unavailable() } else { PaymentError::Refused(self.why()) });
        }
        // The text of a parser's error quotes the answer: only its kind and place are kept.
        serde_json::from_slice(&self.body).map_err(|error| {
            let cause = format!("{:?} at line {}", error.classify(), error.line());
            unavailable("Stripe's answer is not what it promises", cause)
        })
    }

    fn unavailable(&self) -> PaymentError {
        PaymentError::Unavailable(self.why())
    }

    fn why(&self) -> PortError {
        let Complaint { error } = serde_json::from_slice(&self.body).unwrap_or_default();
        let words = [error.r#type, error.code, error.param].into_iter().flatten().collect::<Vec<_>>().join(", ");
        PortError { what: "Stripe says no", cause: Some(format!("status {} ({words})", self.status.as_u16()).into()) }
    }
}

fn unavailable(what: &'static str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> PaymentError {
    PaymentError::Unavailable(PortError { what, cause: Some(cause.into()) })
}

/// An id as a part of an address.
fn segment(id: &str) -> String {
    const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'-');
    utf8_percent_encode(id, UNSAFE).to_string()
}
