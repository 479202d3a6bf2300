//! Single sign-on: who Google and Apple say a token speaks for.
//!
//! A token is believed when the provider vouches for it **and** it was made for this service: one made for another
//! service would let that service's operator sign in as its people here. Without configured client ids nothing is believed.

mod apple;
mod google;

pub use apple::AppleSettings;
pub use google::GoogleSettings;

use crate::operations::ports::{Answering, Identities, Identity, IdentityError, PortError, Provider};
use reqwest::{Client, RequestBuilder, StatusCode, redirect::Policy};
use serde::{Deserialize, de::DeserializeOwned};
use std::{sync::OnceLock, time::Duration};

/// Longest wait for a provider, from connecting to the last byte.
const ANSWER_SECONDS_MAX: u64 = 5;
/// Longest wait for the connection alone.
const CONNECT_SECONDS_MAX: u64 = 3;
/// Largest answer that is read, in bytes. Apple's keys are about 3 KiB, the others less.
const ANSWER_BYTES_MAX: usize = 64 * 1024;
/// Longest token that is looked at, in bytes. Usual ones have 200 (Google) and 900 (Apple).
const TOKEN_BYTES_MAX: usize = 4 * 1024;

/// Google and Apple, over the network.
pub struct SingleSignOn {
    google: GoogleSettings,
    apple: apple::Apple,
    /// Made for the first who needs it: reading the trusted certificates would delay every start.
    client: OnceLock<Client>,
}

impl SingleSignOn {
    #[must_use]
    pub fn new(google: GoogleSettings, apple: AppleSettings) -> Self {
        Self { google, apple: apple::Apple::new(apple), client: OnceLock::new() }
    }

    async fn ask(&self, provider: Provider, token: &str, now_ms: i64) -> Result<Identity, IdentityError> {
        if token.is_empty() || token.len() > TOKEN_BYTES_MAX || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(refused(provider, "the token is malformed"));
        }
        let client = self.client()?;
        match provider {
            Provider::Google => google::identify(&self.google, client, token).await,
            Provider::Apple => self.apple.identify(client, token, now_ms).await,
        }
    }

    fn client(&self) -> Result<&Client, IdentityError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder()
            .timeout(Duration::from_secs(ANSWER_SECONDS_MAX))
            .connect_timeout(Duration::from_secs(CONNECT_SECONDS_MAX))
            // A provider that sends us elsewhere is not the provider that was configured.
            .redirect(Policy::none())
            .user_agent(concat!("talkamie/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| unavailable("no client for single sign-on", error.without_url()))?;
        Ok(self.client.get_or_init(|| client))
    }
}

impl Identities for SingleSignOn {
    fn identify<'a>(
        &'a self,
        provider: Provider,
        token: &'a str,
        now_ms: i64,
    ) -> Answering<'a, Result<Identity, IdentityError>> {
        Box::pin(self.ask(provider, token, now_ms))
    }
}

/// What a provider said.
enum Answer<T> {
    Said(T),
    /// It does not take the token, or what it said is not of the form that was promised.
    Refused,
}

/// Asks, and reads what is said.
///
/// An error's address is taken off before anything is told of it: Google wants the token there.
async fn ask<T: DeserializeOwned>(request: RequestBuilder) -> Result<Answer<T>, IdentityError> {
    let lost = |error: reqwest::Error| unavailable("the provider did not answer", error.without_url());
    let mut response = request.send().await.map_err(lost)?;
    let status = response.status();
    if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() || status.is_redirection() {
        return Err(unavailable("the provider does not serve us now", format!("status {}", status.as_u16())));
    }
    if !status.is_success() {
        return Ok(Answer::Refused);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(lost)? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(unavailable("the provider's answer is too long", format!("over {ANSWER_BYTES_MAX} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    // The text of a parser's error quotes the answer, which is personal: only its kind and place are kept.
    let answer = serde_json::from_slice(&body);
    answer.map(Answer::Said).map_err(|error: serde_json::Error| {
        unavailable(
            "the provider's answer is not what it promises",
            format!("{:?} at line {}", error.classify(), error.line()),
        )
    })
}

fn unavailable(what: &'static str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> IdentityError {
    IdentityError::Unavailable(PortError { what, cause: Some(cause.into()) })
}

/// Tells the log why, and the caller only that.
fn refused(provider: Provider, why: &'static str) -> IdentityError {
    tracing::info!(provider = provider.as_str(), why, "Refused a token of single sign-on");
    IdentityError::Refused
}

/// A truth value as the providers write it: `true` or `"true"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "Truth")]
struct Yes(bool);

#[derive(Deserialize)]
#[serde(untagged)]
enum Truth {
    Bool(bool),
    Text(String),
}

impl From<Truth> for Yes {
    fn from(truth: Truth) -> Self {
        Self(match truth {
            Truth::Bool(yes) => yes,
            Truth::Text(text) => text == "true",
        })
    }
}

#[cfg(test)]
mod tests;
