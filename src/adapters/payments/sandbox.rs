//! A checkout page of our own, on which no real money moves: the default, for development and for trying things out.
//!
//! It keeps nothing: a page's id says what the page is for, and only this process can make one up. What became of a page
//! is told like Stripe tells it, by a signed webhook.

use super::{
    events::{self, ATTEMPT, TENANT, TRANSACTION},
    signature::WebhookSecrets,
};
use crate::{
    domain::{
        ids::{TenantId, TransactionId},
        payment::Purpose,
        time::{MS_PER_HOUR, MS_PER_SECOND},
        transaction::Funds,
    },
    operations::ports::{
        Answering, Chance, Checkout, Ended, Notice, PaymentError, Payments, Sale, Sandbox, SandboxAct, SignedWebhook,
        WebhookRefusal,
    },
};
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::future::ready;

/// How long a page is good: as long as Stripe's.
const PAGE_MS: i64 = 24 * MS_PER_HOUR;
const SESSION: &str = "cs_sandbox_";
const PAYMENT: &str = "pi_sandbox_";

/// The embedded provider.
pub struct SandboxTill {
    /// Where callers reach this server, without a slash at the end.
    base: String,
    secrets: WebhookSecrets,
    /// Makes ids that nobody can guess.
    seal: [u8; 32],
}

impl SandboxTill {
    /// Without `secrets`, webhooks are signed with one that only this process knows.
    pub fn new(base: &str, secrets: Vec<String>, chance: &dyn Chance) -> Self {
        let mut seal = [0; 32];
        chance.fill(&mut seal);
        let mut own = [0; 32];
        chance.fill(&mut own);
        let secrets = if secrets.is_empty() { vec![HEXLOWER.encode(&own)] } else { secrets };
        Self { base: base.trim_end_matches('/').to_owned(), secrets: WebhookSecrets::new(secrets), seal }
    }

    /// The same id for the same purpose: asking twice makes one page.
    fn session(&self, purpose: Purpose) -> String {
        let words = words(purpose);
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.seal).expect("HMAC takes keys of every length");
        mac.update(words.as_bytes());
        format!("{SESSION}{words}_{}", HEXLOWER.encode(&mac.finalize().into_bytes()[..16]))
    }
}

impl Payments for SandboxTill {
    fn provider(&self) -> &'static str {
        "sandbox"
    }

    fn open(&self, sale: Sale, now_ms: i64) -> Answering<'_, Result<Checkout, PaymentError>> {
        let session = self.session(sale.purpose);
        let url = format!("{}/sandbox/checkout/{session}", self.base);
        Box::pin(ready(Ok(Checkout { session, url, expires_at_ms: now_ms + PAGE_MS })))
    }

    fn end<'a>(&'a self, _session: &'a str) -> Answering<'a, Result<Ended, PaymentError>> {
        // Who had paid would have told us at once.
        Box::pin(ready(Ok(Ended::Unpaid)))
    }

    fn purpose_of<'a>(&'a self, payment: &'a str) -> Answering<'a, Result<Option<Purpose>, PaymentError>> {
        Box::pin(ready(Ok(payment.strip_prefix(PAYMENT).and_then(read_words))))
    }

    fn hear(&self, signature: &str, body: &[u8], now_ms: i64) -> Result<Option<Notice>, WebhookRefusal> {
        self.secrets.check(signature, body, now_ms)?;
        events::read(body)
    }

    fn sandbox(&self) -> Option<&dyn Sandbox> {
        Some(self)
    }
}

impl Sandbox for SandboxTill {
    fn purpose(&self, session: &str) -> Option<Purpose> {
        let (words, _) = session.strip_prefix(SESSION)?.rsplit_once('_')?;
        read_words(words)
    }

    fn webhook(&self, act: SandboxAct, session: &str, purpose: Purpose, price: &Funds, now_ms: i64) -> SignedWebhook {
        let told = json!({
            TENANT: purpose.tenant.to_string(),
            TRANSACTION: purpose.transaction.to_string(),
            ATTEMPT: purpose.attempt.to_string(),
        });
        let payment = format!("{PAYMENT}{}", words(purpose));
        let checkout = |status: &str, payment_status: &str| {
            json!({
                "id": session, "object": "checkout.session", "mode": "payment", "livemode": false, "status": status,
                "payment_status": payment_status, "amount_total": price.cents, "currency": price.currency,
                "client_reference_id": purpose.transaction.to_string(), "metadata": told, "payment_intent": payment,
            })
        };
        let (kind, object): (&str, Value) = match act {
            SandboxAct::Pay => ("checkout.session.completed", checkout("complete", "paid")),
            SandboxAct::PayLater => ("checkout.session.completed", checkout("complete", "unpaid")),
            SandboxAct::Arrive => ("checkout.session.async_payment_succeeded", checkout("complete", "paid")),
            SandboxAct::Bounce => ("checkout.session.async_payment_failed", checkout("complete", "unpaid")),
            SandboxAct::Expire => ("checkout.session.expired", checkout("expired", "unpaid")),
            SandboxAct::Refund => (
                "charge.refunded",
                json!({
                    "id": format!("ch_sandbox_{}", words(purpose)), "object": "charge", "amount": price.cents,
                    "amount_refunded": price.cents, "currency": price.currency, "refunded": true, "metadata": told,
                    "payment_intent": payment,
                }),
            ),
        };
        let event = json!({
            "id": format!("evt_sandbox_{}_{act}", words(purpose)), "object": "event", "type": kind, "livemode": false,
            "created": now_ms.div_euclid(MS_PER_SECOND), "data": { "object": object },
        });
        let body = event.to_string().into_bytes();
        SignedWebhook { signature: self.secrets.sign(&body, now_ms), body }
    }
}

/// A purpose as a part of an id.
fn words(purpose: Purpose) -> String {
    let Purpose { tenant: TenantId(tenant), transaction: TransactionId(transaction), attempt } = purpose;
    format!("{}_{}_{attempt}", tenant.simple(), transaction.simple())
}

fn read_words(text: &str) -> Option<Purpose> {
    let mut words = text.split('_');
    let purpose = Purpose {
        tenant: words.next()?.parse().ok()?,
        transaction: words.next()?.parse().ok()?,
        attempt: words.next()?.parse().ok()?,
    };
    words.next().is_none().then_some(purpose)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        adapters::clock::OsChance,
        domain::payment::{Fact, price},
        operations::ports::{About, Returns},
    };
    use uuid::Uuid;

    const NOW_MS: i64 = 1_800_000_000_000;

    fn sale(attempt: i64) -> Sale {
        Sale {
            purpose: Purpose {
                tenant: TenantId(Uuid::from_u128(1)),
                transaction: TransactionId(Uuid::from_u128(2)),
                attempt,
            },
            coins_hundredths: 50_000,
            price: price(50_000),
            returns: Returns { success: "https://app/yes".into(), cancel: "https://app/no?from=x".into() },
        }
    }

    #[tokio::test]
    async fn one_purpose_has_one_page_that_nobody_can_guess() {
        let till = SandboxTill::new("http://localhost:8080/", vec![], &OsChance);
        let page = till.open(sale(1), NOW_MS).await.expect("made");
        assert_eq!(page, till.open(sale(1), NOW_MS).await.expect("made"));
        assert_eq!(page.url, format!("http://localhost:8080/sandbox/checkout/{}", page.session));
        assert_eq!(page.expires_at_ms, NOW_MS + 86_400_000);
        assert!(page.session.len() <= 255);
        assert_eq!(till.purpose(&page.session), Some(sale(1).purpose));
        assert_ne!(page.session, till.open(sale(2), NOW_MS).await.expect("made").session);
        let other = SandboxTill::new("http://localhost:8080", vec![], &OsChance);
        assert_ne!(page.session, other.open(sale(1), NOW_MS).await.expect("made").session);
        for session in ["", "cs_sandbox_", "cs_test_1", "cs_sandbox_1_2", "cs_sandbox_1_2_3_4_5", "cs_sandbox_x_y_z_w"]
        {
            assert_eq!(till.purpose(session), None, "{session}");
        }
    }

    #[tokio::test]
    async fn every_act_is_told_as_stripe_tells_it() {
        let till = SandboxTill::new("http://localhost:8080", vec!["s3cret".into()], &OsChance);
        let (purpose, cost) = (sale(1).purpose, sale(1).price);
        let paid = || Fact::Paid(cost.clone());
        for (act, fact) in [
            (SandboxAct::Pay, paid()),
            (SandboxAct::PayLater, Fact::Processing(cost.clone())),
            (SandboxAct::Arrive, paid()),
            (SandboxAct::Bounce, Fact::Failed),
            (SandboxAct::Expire, Fact::Expired),
            (SandboxAct::Refund, Fact::Refunded { cents: cost.cents, of: cost.clone() }),
        ] {
            let SignedWebhook { signature, body } = till.webhook(act, "cs_sandbox_x", purpose, &cost, NOW_MS);
            let notice = till.hear(&signature, &body, NOW_MS).expect("believed").expect("ours");
            assert_eq!((notice.about, notice.fact), (About::Purpose(purpose), fact), "{act}");
            assert_eq!(till.hear(&signature, &body, NOW_MS + 301_000), Err(WebhookRefusal::Stale));
            assert_eq!(till.hear(&signature, &body[1..], NOW_MS), Err(WebhookRefusal::Signature));
            let event: Value = serde_json::from_slice(&body).expect("JSON");
            if let Some(payment) = event["data"]["object"]["payment_intent"].as_str() {
                assert_eq!(till.purpose_of(payment).await.expect("answered"), Some(purpose));
            }
        }
        assert_eq!(till.purpose_of("pi_1").await.expect("answered"), None);
        assert_eq!(till.end("cs_sandbox_x").await.expect("answered"), Ended::Unpaid);
    }

    #[test]
    fn the_web_app_is_told_which_transaction_it_was() {
        let returns = sale(1).returns.of(TransactionId(Uuid::from_u128(2)));
        let id = "00000000-0000-0000-0000-000000000002";
        assert_eq!(returns.success, format!("https://app/yes?transactionId={id}"));
        assert_eq!(returns.cancel, format!("https://app/no?from=x&transactionId={id}"));
    }
}
