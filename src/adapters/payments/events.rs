//! Stripe's events, read into what they say of a payment.
//!
//! | event | fact |
//! | --- | --- |
//! | `checkout.session.completed`, `payment_status` `paid` or `no_payment_required` | paid |
//! | `checkout.session.completed`, `payment_status` `unpaid` | processing |
//! | `checkout.session.async_payment_succeeded` | paid |
//! | `checkout.session.async_payment_failed` | failed |
//! | `checkout.session.expired` | expired |
//! | `charge.refunded` | refunded so much, in all |
//! | `charge.dispute.*`, `status` `needs_response` or `under_review` | disputed, open |
//! | `charge.dispute.*`, `status` `won` or `lost` | disputed, won or lost |
//!
//! Everything else says nothing that we need: `payment_intent.*` repeats what the session's events say, and a dispute's
//! `warning_*` moves no money. Neither does a session or a charge without our metadata: it is of something else that is sold
//! with the same account.
//!
//! Source: <https://docs.stripe.com/api/events/types>.

use crate::{
    domain::{
        payment::{Dispute, Fact, Purpose},
        transaction::Funds,
    },
    operations::ports::{About, Notice, WebhookRefusal},
};
use serde::Deserialize;
use std::collections::HashMap;

/// Where we find again what we told Stripe.
pub(super) const TENANT: &str = "tenant_id";
pub(super) const TRANSACTION: &str = "transaction_id";
pub(super) const ATTEMPT: &str = "attempt";

#[derive(Deserialize)]
struct Event {
    id: String,
    r#type: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: serde_json::Value,
}

/// What we told Stripe. Absent members and `[]`, which Stripe writes for none, are an empty one.
pub(super) type Metadata = HashMap<String, String>;

#[derive(Deserialize)]
struct Session {
    payment_status: Option<String>,
    amount_total: Option<i64>,
    currency: Option<String>,
    #[serde(default, deserialize_with = "metadata")]
    metadata: Metadata,
    payment_intent: Option<String>,
}

#[derive(Deserialize)]
struct Charge {
    amount: i64,
    amount_refunded: i64,
    currency: String,
    #[serde(default, deserialize_with = "metadata")]
    metadata: Metadata,
    payment_intent: Option<String>,
}

#[derive(Deserialize)]
struct Complaint {
    amount: i64,
    status: String,
    payment_intent: Option<String>,
}

/// What an event is about, which payment that is, and what it says.
type Said = (About, Option<String>, Fact);

/// What an event says. `None`: nothing of a payment of ours.
///
/// # Errors
/// It is no event, or one of a kind that we know without what its kind promises.
pub(super) fn read(body: &[u8]) -> Result<Option<Notice>, WebhookRefusal> {
    let event: Event = serde_json::from_slice(body).map_err(|_| WebhookRefusal::Malformed)?;
    let said = match event.r#type.as_str() {
        "checkout.session.completed" => session(event.data, |session| match session.payment_status.as_deref() {
            Some("paid" | "no_payment_required") => Some(Fact::Paid(money(session))),
            Some("unpaid") => Some(Fact::Processing(money(session))),
            _ => None,
        })?,
        "checkout.session.async_payment_succeeded" => session(event.data, |told| Some(Fact::Paid(money(told))))?,
        "checkout.session.async_payment_failed" => session(event.data, |_| Some(Fact::Failed))?,
        "checkout.session.expired" => session(event.data, |_| Some(Fact::Expired))?,
        "charge.refunded" => refunded(object(event.data)?),
        kind if kind.starts_with("charge.dispute.") => disputed(object(event.data)?),
        _ => None,
    };
    Ok(said.map(|(about, payment, fact)| Notice { event: event.id, about, payment, fact }))
}

/// What we told Stripe about a payment, if we did.
pub(super) fn purpose(metadata: &Metadata) -> Option<Purpose> {
    Some(Purpose {
        tenant: metadata.get(TENANT)?.parse().ok()?,
        transaction: metadata.get(TRANSACTION)?.parse().ok()?,
        attempt: metadata.get(ATTEMPT)?.parse().ok()?,
    })
}

fn object<T: for<'de> Deserialize<'de>>(data: Data) -> Result<T, WebhookRefusal> {
    T::deserialize(data.object).map_err(|_| WebhookRefusal::Malformed)
}

fn session(data: Data, fact: impl FnOnce(&Session) -> Option<Fact>) -> Result<Option<Said>, WebhookRefusal> {
    let told: Session = object(data)?;
    let (about, fact) = (purpose(&told.metadata).map(About::Purpose), fact(&told));
    Ok(about.zip(fact).map(|(about, fact)| (about, told.payment_intent, fact)))
}

/// Without an amount it is none: that fits no transaction, so nothing comes of it.
fn money(session: &Session) -> Funds {
    Funds { cents: session.amount_total.unwrap_or(0), currency: session.currency.clone().unwrap_or_default() }
}

fn refunded(charge: Charge) -> Option<Said> {
    let of = Funds { cents: charge.amount, currency: charge.currency };
    let payment = charge.payment_intent;
    let about = purpose(&charge.metadata).map(About::Purpose).or(payment.clone().map(About::Payment))?;
    Some((about, payment, Fact::Refunded { cents: charge.amount_refunded, of }))
}

fn disputed(complaint: Complaint) -> Option<Said> {
    let state = match complaint.status.as_str() {
        "needs_response" | "under_review" => Dispute::Open,
        "won" => Dispute::Won,
        "lost" => Dispute::Lost,
        _ => return None,
    };
    let payment = complaint.payment_intent?;
    Some((About::Payment(payment.clone()), Some(payment), Fact::Disputed { state, cents: complaint.amount }))
}

/// A map of texts; whatever else stands there is none.
pub(super) fn metadata<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Metadata, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    let members = value.as_object().into_iter().flatten();
    Ok(members.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{TenantId, TransactionId};
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn ours() -> Purpose {
        Purpose { tenant: TenantId(Uuid::from_u128(1)), transaction: TransactionId(Uuid::from_u128(2)), attempt: 3 }
    }

    fn told() -> Value {
        let (tenant, transaction) = (Uuid::from_u128(1).to_string(), Uuid::from_u128(2).to_string());
        json!({ TENANT: tenant, TRANSACTION: transaction, ATTEMPT: "3", "more": "x" })
    }

    fn event(kind: &str, object: Value) -> Vec<u8> {
        json!({ "id": "evt_1", "object": "event", "type": kind, "data": { "object": object } }).to_string().into()
    }

    fn checkout(status: &str) -> Value {
        json!({ "id": "cs_1", "object": "checkout.session", "payment_status": status, "amount_total": 500,
                "currency": "usd", "metadata": told(), "payment_intent": "pi_1", "customer": null })
    }

    fn complaint(status: &str) -> Value {
        json!({ "id": "dp_1", "amount": 500, "status": status, "payment_intent": "pi_1", "metadata": {} })
    }

    #[test]
    fn every_kind_says_its_fact() {
        let (paid, processing) = (Fact::Paid(Funds::usd(500)), Fact::Processing(Funds::usd(500)));
        let dispute = |state| Fact::Disputed { state, cents: 500 };
        let by_payment = || About::Payment("pi_1".into());
        let charge = |metadata: Value| {
            json!({ "id": "ch_1", "amount": 500, "amount_refunded": 200, "currency": "usd", "metadata": metadata,
                    "payment_intent": "pi_1" })
        };
        let back = Fact::Refunded { cents: 200, of: Funds::usd(500) };
        for (kind, object, about, fact) in [
            ("checkout.session.completed", checkout("paid"), About::Purpose(ours()), paid.clone()),
            ("checkout.session.completed", checkout("no_payment_required"), About::Purpose(ours()), paid.clone()),
            ("checkout.session.completed", checkout("unpaid"), About::Purpose(ours()), processing),
            ("checkout.session.async_payment_succeeded", checkout("paid"), About::Purpose(ours()), paid),
            ("checkout.session.async_payment_failed", checkout("unpaid"), About::Purpose(ours()), Fact::Failed),
            ("checkout.session.expired", checkout("unpaid"), About::Purpose(ours()), Fact::Expired),
            ("charge.refunded", charge(told()), About::Purpose(ours()), back.clone()),
            ("charge.refunded", charge(json!({})), by_payment(), back),
            ("charge.dispute.created", complaint("needs_response"), by_payment(), dispute(Dispute::Open)),
            ("charge.dispute.updated", complaint("under_review"), by_payment(), dispute(Dispute::Open)),
            ("charge.dispute.funds_withdrawn", complaint("needs_response"), by_payment(), dispute(Dispute::Open)),
            ("charge.dispute.funds_reinstated", complaint("won"), by_payment(), dispute(Dispute::Won)),
            ("charge.dispute.closed", complaint("won"), by_payment(), dispute(Dispute::Won)),
            ("charge.dispute.closed", complaint("lost"), by_payment(), dispute(Dispute::Lost)),
        ] {
            let notice = Notice { event: "evt_1".into(), about, payment: Some("pi_1".into()), fact };
            assert_eq!(read(&event(kind, object)), Ok(Some(notice)), "{kind}");
        }
    }

    #[test]
    fn what_says_nothing_of_ours_is_left_alone() {
        let mut foreign = checkout("paid");
        for metadata in [json!({}), json!([]), json!(null), json!({ TENANT: "x" }), json!({ TENANT: 1 })] {
            foreign["metadata"] = metadata;
            assert_eq!(read(&event("checkout.session.completed", foreign.clone())), Ok(None), "{foreign}");
        }
        for (kind, object) in [
            ("checkout.session.completed", checkout("perhaps")),
            ("charge.dispute.created", complaint("warning_needs_response")),
            ("charge.dispute.closed", complaint("warning_closed")),
            ("charge.dispute.closed", json!({ "amount": 1, "status": "lost", "payment_intent": null })),
            ("payment_intent.canceled", json!({ "metadata": told() })),
            ("payment_intent.succeeded", json!({})),
            ("customer.created", json!(7)),
        ] {
            assert_eq!(read(&event(kind, object)), Ok(None), "{kind}");
        }
    }

    #[test]
    fn what_is_no_event_is_refused() {
        for body in [&b""[..], b"{", b"[]", b"null", b"\xff", br#"{"id":1}"#, br#"{"id":"evt_1","type":"x"}"#] {
            assert_eq!(read(body), Err(WebhookRefusal::Malformed), "{body:?}");
        }
        for kind in ["checkout.session.completed", "charge.refunded", "charge.dispute.created"] {
            assert_eq!(read(&event(kind, json!("x"))), Err(WebhookRefusal::Malformed), "{kind}");
        }
        let mut amount = checkout("paid");
        amount["amount_total"] = json!("500");
        assert_eq!(read(&event("checkout.session.completed", amount)), Err(WebhookRefusal::Malformed));
    }
}
