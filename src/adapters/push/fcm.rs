//! Firebase Cloud Messaging, HTTP v1.
//!
//! A service account signs a short statement of who it is, trades it for an access token, and sends each push with that. The
//! token is used until shortly before its end. Source: firebase.google.com/docs/reference/fcm/rest/v1.

use crate::{
    domain::time::{MS_PER_MINUTE, MS_PER_SECOND},
    operations::ports::{Answering, Clock, Push, PushMessage, Pushed, SendError},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::{Client, Response, StatusCode, header::RETRY_AFTER, redirect::Policy};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::sync::Mutex;

/// Longest wait for an answer, from connecting to the last byte.
const ANSWER_SECONDS_MAX: u64 = 10;
/// Longest wait for the connection alone.
const CONNECT_SECONDS_MAX: u64 = 5;
/// Largest answer that is read, in bytes. Errors have less than 2 KiB, tokens about 1.
const ANSWER_BYTES_MAX: usize = 64 * 1024;
/// How long a statement is good, in seconds. Google takes no longer ones.
const STATEMENT_SECONDS: i64 = 3600;
/// How long before its end a token is not used any more, in milliseconds.
const TOKEN_MARGIN_MS: i64 = 5 * MS_PER_MINUTE;
/// Wait when Google has too many from us and does not say how long, in milliseconds. Source: FCM's "scale" page.
const QUOTA_PAUSE_MS: i64 = MS_PER_MINUTE;
const SCOPE: &str = "https://www.googleapis.com/auth/firebase.messaging";

/// Who sends: a file that the Firebase console gives out.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct ServiceAccount {
    pub project_id: String,
    pub client_email: String,
    /// RSA, PKCS#8, PEM.
    pub private_key: String,
    #[serde(default)]
    pub private_key_id: Option<String>,
    /// Where statements are traded for tokens.
    pub token_uri: String,
}

/// The key is not for logs.
impl std::fmt::Debug for ServiceAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ServiceAccount").field("project_id", &self.project_id).finish_non_exhaustive()
    }
}

/// How Google's push service is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FcmSettings {
    pub account: ServiceAccount,
    /// Where pushes go, without a path.
    pub url: String,
    /// Instead of the account's `token_uri`.
    pub token_url: Option<String>,
}

/// Google's push service.
pub struct Fcm {
    settings: FcmSettings,
    key: EncodingKey,
    clock: Arc<dyn Clock>,
    /// Held while fetching, so that many who wait cause one fetch.
    token: Mutex<Option<Token>>,
    /// Made for the first who needs it: reading the trusted certificates would delay every start.
    client: OnceLock<Client>,
}

#[derive(Clone)]
struct Token {
    text: String,
    good_until_ms: i64,
}

#[derive(Serialize)]
struct Statement<'a> {
    iss: &'a str,
    scope: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: i64,
}

/// What an error of FCM says, as far as it is of use.
#[derive(Default, Deserialize)]
struct Refusal {
    #[serde(default)]
    error: RefusalBody,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RefusalBody {
    status: String,
    details: Vec<Detail>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Detail {
    error_code: String,
    field_violations: Vec<Violation>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Violation {
    field: String,
}

impl Fcm {
    /// Nothing is asked yet.
    ///
    /// # Errors
    /// The account's key is no RSA key in PEM, or its project has no possible name; in words that quote neither.
    pub fn new(settings: FcmSettings, clock: Arc<dyn Clock>) -> Result<Self, &'static str> {
        let key = EncodingKey::from_rsa_pem(settings.account.private_key.as_bytes())
            .map_err(|_| "its private_key is no RSA key in PEM")?;
        let project = &settings.account.project_id;
        if project.is_empty() || !project.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:_".contains(&byte)) {
            return Err("its project_id is no name of a project");
        }
        Ok(Self { settings, key, clock, token: Mutex::default(), client: OnceLock::new() })
    }

    async fn deliver(&self, push: PushMessage) -> Result<Pushed, SendError> {
        let body = body(&push)?;
        let token = self.token(None).await?;
        let mut answer = self.send(&body, &token).await?;
        if answer.status() == StatusCode::UNAUTHORIZED {
            // It may have ended before its time. A new one that is refused too is told below.
            let renewed = self.token(Some(&token)).await?;
            answer = self.send(&body, &renewed).await?;
        }
        let status = answer.status();
        if status.is_success() {
            return Ok(Pushed::Taken);
        }
        let asked_ms = retry_after_ms(&answer);
        let refusal: Refusal = serde_json::from_slice(&read(answer).await?).unwrap_or_default();
        judge(status, asked_ms, &refusal.error)
    }

    async fn send(&self, body: &Value, token: &str) -> Result<Response, SendError> {
        let FcmSettings { url, account, .. } = &self.settings;
        let url = format!("{}/v1/projects/{}/messages:send", url.trim_end_matches('/'), account.project_id);
        self.client()?.post(url).bearer_auth(token).json(body).send().await.map_err(lost)
    }

    /// A token that is good for a while, and is not `refused`.
    async fn token(&self, refused: Option<&str>) -> Result<String, SendError> {
        let mut kept = self.token.lock().await;
        let now_ms = self.clock.now_ms();
        if let Some(token) = &*kept
            && now_ms < token.good_until_ms
            && refused != Some(token.text.as_str())
        {
            return Ok(token.text.clone());
        }
        *kept = None;
        let granted = self.trade(now_ms).await?;
        let lifetime_ms = granted.expires_in.clamp(0, STATEMENT_SECONDS) * MS_PER_SECOND;
        let text = granted.access_token;
        *kept = Some(Token { text: text.clone(), good_until_ms: now_ms + lifetime_ms - TOKEN_MARGIN_MS });
        Ok(text)
    }

    async fn trade(&self, now_ms: i64) -> Result<Granted, SendError> {
        const WHAT: &str = "Google gives no token for pushes";
        let account = &self.settings.account;
        let iat = now_ms / MS_PER_SECOND;
        let statement = Statement {
            iss: &account.client_email,
            scope: SCOPE,
            aud: &account.token_uri,
            iat,
            exp: iat + STATEMENT_SECONDS,
        };
        let header = Header { kid: account.private_key_id.clone(), ..Header::new(Algorithm::RS256) };
        let signed = encode(&header, &statement, &self.key).map_err(|error| SendError::again(WHAT, error))?;
        let url = self.settings.token_url.as_ref().unwrap_or(&account.token_uri);
        let form = [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", &*signed)];
        let answer = self.client()?.post(url).form(&form).send().await.map_err(lost)?;
        let (status, asked_ms) = (answer.status(), retry_after_ms(&answer));
        if !status.is_success() {
            return Err(waiting(WHAT, format!("status {}", status.as_u16()), asked_ms));
        }
        // The parser's words would quote the token.
        let granted = serde_json::from_slice(&read(answer).await?);
        granted.map_err(|_| SendError::again(WHAT, "its answer is not what it promises"))
    }

    fn client(&self) -> Result<&Client, SendError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .timeout(Duration::from_secs(ANSWER_SECONDS_MAX))
            .connect_timeout(Duration::from_secs(CONNECT_SECONDS_MAX))
            // Whoever sends us elsewhere is not the service that was configured.
            .redirect(Policy::none())
            .user_agent(concat!("talkamie/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| SendError::again("no client for pushes", error.without_url()))?;
        Ok(self.client.get_or_init(|| client))
    }
}

impl Push for Fcm {
    fn push(&self, push: PushMessage) -> Answering<'_, Result<Pushed, SendError>> {
        Box::pin(self.deliver(push))
    }
}

/// The message of a push: `data` for the app, title and body for the system, which shows them while the app sleeps. On the
/// device a later one about the same alert takes the place of an earlier one, so that one sent twice is seen once.
fn body(push: &PushMessage) -> Result<Value, SendError> {
    let data =
        serde_json::to_value(&push.data).map_err(|error| SendError::never("the push cannot be written", error))?;
    let alert = push.alert.to_string();
    Ok(json!({ "message": {
        "token": push.device,
        "notification": { "title": push.data.title, "body": push.data.body },
        "data": data,
        "android": { "priority": "high", "notification": { "tag": alert } },
        "apns": { "headers": { "apns-priority": "10", "apns-collapse-id": alert } },
    }}))
}

/// What a refusal means. Texts of Google may quote the device's token and are not told.
fn judge(status: StatusCode, asked_ms: Option<i64>, refusal: &RefusalBody) -> Result<Pushed, SendError> {
    const WHAT: &str = "Google does not take the push";
    let code = refusal.details.iter().map(|detail| detail.error_code.as_str()).find(|code| !code.is_empty());
    let code = code.unwrap_or(&refusal.status);
    let cause = format!("status {} {}", status.as_u16(), word(code));
    match (status.as_u16(), code) {
        (404, "UNREGISTERED") => Ok(Pushed::DeviceGone),
        (400, "INVALID_ARGUMENT") if is_about_the_token(refusal) => Ok(Pushed::DeviceGone),
        // The device belongs to another project of ours, or we have the wrong key: forgetting it would be rash.
        (400, _) | (403, "SENDER_ID_MISMATCH") => Err(SendError::never(WHAT, cause)),
        (429, _) => Err(waiting(WHAT, cause, asked_ms.or(Some(QUOTA_PAUSE_MS)))),
        // Keys, projects and addresses can be set right by an operator, and the rest passes.
        _ => Err(waiting(WHAT, cause, asked_ms)),
    }
}

/// An argument that is invalid is the device's token, unless Google names others.
fn is_about_the_token(refusal: &RefusalBody) -> bool {
    let mut fields = refusal.details.iter().flat_map(|detail| &detail.field_violations).peekable();
    fields.peek().is_none() || fields.any(|violation| violation.field == "message.token")
}

/// A word of Google's, if it is one.
fn word(text: &str) -> &str {
    let good = text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    if good { text } else { "" }
}

fn waiting(what: &'static str, cause: String, after_ms: Option<i64>) -> SendError {
    match SendError::again(what, cause) {
        SendError::Again { error, .. } => SendError::Again { error, after_ms },
        never => never,
    }
}

/// `Retry-After` in seconds; the other form, a date, is not used by Google.
fn retry_after_ms(answer: &Response) -> Option<i64> {
    let seconds = answer.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse::<i64>().ok()?;
    Some(seconds.max(0).saturating_mul(MS_PER_SECOND))
}

/// An error's address is taken off before anything is told of it.
fn lost(error: reqwest::Error) -> SendError {
    SendError::again("Google did not answer", error.without_url())
}

async fn read(mut answer: Response) -> Result<Vec<u8>, SendError> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(lost)? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(SendError::again("Google's answer is too long", format!("over {ANSWER_BYTES_MAX} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
