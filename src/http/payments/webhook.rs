//! `POST /webhooks/{provider}`: news of payments.

use super::{part, within};
use crate::{
    contract::v1::ErrorCode,
    http::{
        edge::{body_bytes, edge, trace},
        face::refuse,
    },
    operations::{
        Failure,
        payments::{self, WebhookFailure},
        ports::WebhookRefusal,
    },
};
use poem::{Request, Response, Result};
use serde_json::json;

/// Largest event that is read, in bytes. Stripe's have 2 to 10 KiB.
const EVENT_BYTES_MAX: usize = 256 * 1024;

/// Requests that one address may send in a minute: providers send from few, and may have a day's news to deliver.
const REQUESTS_PER_MINUTE: u64 = 6_000;

/// Takes an event. What is not believed is 400 and told apart in the words, not in the code: a provider's operator reads them
/// in its dashboard.
pub(super) async fn hear(mut request: Request) -> Result<Response> {
    let _ = trace(&request).operation.set("paymentWebhook");
    within(&request, "paymentWebhook", REQUESTS_PER_MINUTE).map_err(refuse)?;
    let ctx = edge(&request).ctx.clone();
    if part(&request, "provider") != ctx.payments.provider() {
        return Err(refuse(Failure::of(ErrorCode::RouteUnknown)));
    }
    let body = request.take_body();
    let body = body_bytes(&request, body, EVENT_BYTES_MAX).await.map_err(|refusal| refuse(Failure::from(refusal)))?;
    let signature = request.header("stripe-signature").unwrap_or_default();
    match payments::hear(&ctx, signature, &body).await {
        Ok(heard) => Ok(Response::builder()
            .content_type("application/json")
            .body(json!({ "received": true, "outcome": heard.as_str() }).to_string())),
        Err(WebhookFailure::Failed(failure)) => Err(refuse(failure)),
        Err(WebhookFailure::Refused(refusal)) => {
            let said = match refusal {
                WebhookRefusal::Signature => "The signature is missing, or was not made with this endpoint's secret",
                WebhookRefusal::Stale => "The signature is too old, or of the future: compare the clocks",
                WebhookRefusal::Malformed => "The event is not of the form that its type promises",
            };
            tracing::warn!(why = %refusal, "Refused a webhook");
            Err(refuse(Failure::of(ErrorCode::BodyMalformed).saying(said)))
        }
    }
}
