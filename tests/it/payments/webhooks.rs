//! The webhook: who is believed, and what follows, whatever the order.

use super::{
    TopUp, audit, balance, begin, deliver, dispute_event, outcome, post, refund_event, session_event, spend, stands,
    stripe, told,
};
use crate::harness::{TestApp, app::WEBHOOK_SECRET};
use poem::http::Method;
use serde_json::{Value, json};
use talkamie::{adapters::payments::signed, operations::ports::Clock as _};

const PAID: &str = "checkout.session.completed";

async fn everything(app: &TestApp) -> String {
    let mut tx = app.ctx.store.read().await.unwrap();
    let mut out = String::new();
    for sql in [
        "SELECT * FROM transactions ORDER BY id",
        "SELECT * FROM payments ORDER BY transaction_id",
        "SELECT * FROM ledger_movements ORDER BY id",
        "SELECT * FROM alerts ORDER BY id",
        "SELECT * FROM events ORDER BY user_id, seq",
        "SELECT id, coins_hundredths FROM users ORDER BY id",
    ] {
        out.push_str(&format!("{:?}\n", tx.rows(sql, []).await.unwrap()));
    }
    out
}

on_both! {
    async fn only_what_is_signed_lately_is_believed(app) {
        let (ann, _) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.0).await;
        let body = session_event(PAID, &top_up, "paid", 500).to_string().into_bytes();
        let now_s = app.clock.now_ms() / 1000;
        let before = everything(&app).await;
        for (signature, why) in [
            (None, "no signature"),
            (Some(String::new()), "an empty one"),
            (Some("t=1,v1=00".to_owned()), "a broken one"),
            (Some(signed("whsec_other", &body, now_s)), "another secret"),
            (Some(signed("", &body, now_s)), "no secret"),
            (Some(signed(WEBHOOK_SECRET, b"{}", now_s)), "another body"),
            (Some(signed(WEBHOOK_SECRET, &body, now_s - 301)), "too old"),
            (Some(signed(WEBHOOK_SECRET, &body, now_s + 301)), "of the future"),
        ] {
            let answer = post(&app, "/webhooks/sandbox", signature.as_deref(), body.clone()).await;
            assert_eq!(answer.status, 400, "{why}");
            answer.expect_problem("body/malformed");
            assert!(!answer.text().contains(WEBHOOK_SECRET));
        }
        // Signed and nonsense.
        for nonsense in [&b""[..], b"{", b"[]", b"\xff\xfe", br#"{"id":"evt_1","type":"charge.refunded","data":{"object":1}}"#] {
            let signature = signed(WEBHOOK_SECRET, nonsense, now_s);
            let answer = post(&app, "/webhooks/sandbox", Some(&signature), nonsense.to_vec()).await;
            assert_eq!(answer.status, 400, "{nonsense:?}");
        }
        let large = vec![b' '; 256 * 1024 + 1];
        let signature = signed(WEBHOOK_SECRET, &large, now_s);
        post(&app, "/webhooks/sandbox", Some(&signature), large).await.expect_problem("body/too-large");
        let signature = signed(WEBHOOK_SECRET, &body, now_s);
        for path in ["/webhooks/stripe", "/webhooks/x", "/webhooks"] {
            assert_eq!(post(&app, path, Some(&signature), body.clone()).await.status, 404, "{path}");
        }
        let answer = app.anonymous().send(Method::GET, "/webhooks/sandbox", None).await;
        assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, Some("POST")));
        assert_eq!(everything(&app).await, before, "nothing came of any of them");
        assert_eq!(outcome(&post(&app, "/webhooks/sandbox", Some(&signature), body).await), "applied");
        assert_eq!(balance(&ann).await, 500.0);
    }

    async fn what_does_not_fit_does_nothing(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.0).await;
        let before = everything(&app).await;
        let mut euros = session_event(PAID, &top_up, "paid", 500);
        euros["data"]["object"]["currency"] = json!("eur");
        let mut amountless = session_event(PAID, &top_up, "paid", 500);
        amountless["data"]["object"]["amount_total"] = Value::Null;
        for event in [
            session_event(PAID, &top_up, "paid", 499),
            session_event(PAID, &top_up, "paid", 50_000),
            session_event(PAID, &top_up, "unpaid", 1),
            refund_event(&top_up, 100, 400),
            euros,
            amountless,
        ] {
            assert_eq!(outcome(&deliver(&app, &event).await), "misfit", "{event}");
        }
        let mut stranger = session_event(PAID, &top_up, "paid", 500);
        stranger["data"]["object"]["metadata"]["tenant_id"] = json!("0190aaaa-0000-7000-8000-000000000001");
        let mut unknown = session_event(PAID, &top_up, "paid", 500);
        unknown["data"]["object"]["metadata"]["transaction_id"] = json!("0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb");
        let mut foreign = session_event(PAID, &top_up, "paid", 500);
        foreign["data"]["object"]["metadata"] = json!({});
        for event in [
            stranger,
            unknown,
            foreign,
            session_event("checkout.session.completed", &top_up, "perhaps", 500),
            stripe::event("customer.created", json!({})),
            stripe::event("payment_intent.canceled", json!({ "metadata": told(&top_up, 1) })),
            stripe::event("charge.dispute.created", json!({ "amount": 1, "status": "lost", "payment_intent": "pi_x" })),
            dispute_event("charge.dispute.created", "warning_needs_response", 500, &top_up),
        ] {
            assert_eq!(outcome(&deliver(&app, &event).await), "ignored", "{event}");
        }
        assert_eq!(everything(&app).await, before);
        assert_eq!((balance(&ann).await, balance(&ben).await), (0.0, 0.0));
    }

    async fn twenty_at_once_credit_once(app) {
        let (ann, _) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.0).await;
        let event = session_event(PAID, &top_up, "paid", 500);
        let heard = futures_util::future::join_all((0..20).map(|_| deliver(&app, &event))).await;
        let applied = heard.iter().filter(|answer| outcome(answer) == "applied").count();
        assert_eq!(applied, 1);
        assert_eq!((balance(&ann).await, stands(&app, &top_up).await.0.as_str()), (500.0, "succeeded"));
        assert_eq!(ann.get("/v1/alerts").await.expect(200).as_array().unwrap().len(), 1);
        assert_eq!(app.events(ann.id).await.len(), 2);
        audit(&app).await;
    }

    async fn no_order_changes_the_end(app) {
        let events = |top_up: &TopUp| {
            vec![
                session_event(PAID, top_up, "unpaid", 500),
                session_event("checkout.session.async_payment_succeeded", top_up, "paid", 500),
                session_event("checkout.session.expired", top_up, "unpaid", 500),
                refund_event(top_up, 100, 500),
                dispute_event("charge.dispute.created", "needs_response", 400, top_up),
                dispute_event("charge.dispute.closed", "won", 400, top_up),
            ]
        };
        // Every rotation, forwards and backwards: each event is first, last, and before and after each neighbour.
        for turn in 0..12 {
            let ann = app.person(&format!("Ann {turn}"), talkamie::domain::user::UserType::Senior).await;
            let top_up = begin(&ann, 500.0).await;
            let mut order = events(&top_up);
            order.rotate_left(turn % 6);
            if turn >= 6 {
                order.reverse();
            }
            for event in order.iter().flat_map(|event| [event, event]) {
                deliver(&app, event).await.expect(200);
                audit(&app).await;
            }
            let before = everything(&app).await;
            for event in order.iter().rev() {
                assert_eq!(outcome(&deliver(&app, event).await), "known", "{event}");
            }
            assert_eq!(everything(&app).await, before, "a replay leaves no trace");
            assert_eq!(stands(&app, &top_up).await, ("succeeded".into(), 400.0));
            assert_eq!(balance(&ann).await, 400.0);
        }
    }

    async fn disputes_hold_coins_until_they_are_decided(app) {
        for (end, status, coins, shown) in [("won", "succeeded", 500.0, 500.0), ("lost", "refunded", 0.0, 500.0)] {
            let ann = app.person(&format!("Ann {end}"), talkamie::domain::user::UserType::Senior).await;
            let top_up = begin(&ann, 500.0).await;
            deliver(&app, &session_event(PAID, &top_up, "paid", 500)).await.expect(200);
            spend(&app, ann.id, 20_000).await;
            deliver(&app, &dispute_event("charge.dispute.created", "needs_response", 500, &top_up)).await.expect(200);
            assert_eq!((stands(&app, &top_up).await.0.as_str(), balance(&ann).await), ("processing", 0.0));
            audit(&app).await;
            let closed = dispute_event("charge.dispute.closed", end, 500, &top_up);
            assert_eq!(outcome(&deliver(&app, &closed).await), "applied");
            assert_eq!(stands(&app, &top_up).await, (status.into(), shown));
            // What was spent stays spent: only the rest comes back.
            assert_eq!(balance(&ann).await, if coins > 0.0 { 300.0 } else { 0.0 });
            audit(&app).await;
        }
    }

    async fn a_second_payment_is_told_to_the_operator_and_moves_nothing(app) {
        let (ann, _) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.0).await;
        deliver(&app, &session_event(PAID, &top_up, "paid", 500)).await.expect(200);
        let mut second = session_event(PAID, &top_up, "paid", 500);
        second["data"]["object"]["metadata"] = told(&top_up, 2);
        assert_eq!(outcome(&deliver(&app, &second).await), "misfit");
        let mut back = refund_event(&top_up, 500, 500);
        back["data"]["object"]["metadata"] = told(&top_up, 2);
        assert_eq!(outcome(&deliver(&app, &back).await), "known");
        assert_eq!((balance(&ann).await, stands(&app, &top_up).await.0.as_str()), (500.0, "succeeded"));
        audit(&app).await;
    }

    async fn a_webhook_that_fails_halfway_comes_again(app) {
        let mut step = 1;
        loop {
            let ann = app.person(&format!("Ann {step}"), talkamie::domain::user::UserType::Senior).await;
            let top_up = begin(&ann, 500.0).await;
            let event = session_event(PAID, &top_up, "paid", 500);
            let before = everything(&app).await;
            app.ctx.store.faults().fail_nth(step);
            let answer = deliver(&app, &event).await;
            let reached = !app.ctx.store.faults().waiting();
            app.ctx.store.faults().fail_nth(0);
            if !reached {
                assert_eq!(outcome(&answer), "applied");
                break;
            }
            answer.expect_problem("store/unavailable");
            assert!(answer.header("retry-after").is_some());
            assert_eq!(everything(&app).await, before, "step {step} left something behind");
            assert_eq!(outcome(&deliver(&app, &event).await), "applied");
            assert_eq!(balance(&ann).await, 500.0);
            step += 1;
        }
        assert!(step > 8, "{step}");
    }
}
