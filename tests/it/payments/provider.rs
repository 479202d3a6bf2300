//! Stripe behind the port, over the network, with everything that goes wrong there.

use super::{
    TopUp, ask, audit, balance, begin, outcome, post, read, stands,
    stripe::{FakeStripe, KEY, SECRETS, Trouble, event},
};
use crate::harness::{Answer, TestApp, app::START_MS};
use serde_json::{Value, json};
use std::sync::Arc;
use talkamie::{adapters::payments::signed, operations::ports::Clock as _};

/// The app with a Stripe that has this key. New sessions are good for a day.
async fn with_stripe(app: &mut TestApp, secret_key: &str) -> FakeStripe {
    let stripe = FakeStripe::start(START_MS / 1000 + 86_400).await;
    let adapter = Arc::new(stripe.adapter(secret_key));
    app.recompose(|ctx| ctx.payments = adapter);
    stripe
}

async fn deliver(app: &TestApp, event: &Value) -> Answer {
    let body = event.to_string().into_bytes();
    let now_s = app.clock.now_ms() / 1000;
    // While a secret is rotated, Stripe signs with both: in either order.
    let [old, new] = SECRETS.map(|secret| signed(secret, &body, now_s));
    let both = format!("{new},{}", old.split_once(',').unwrap().1);
    let answer = post(app, "/webhooks/stripe", Some(&both), body.clone()).await;
    for signature in [old, new] {
        assert_eq!(outcome(&post(app, "/webhooks/stripe", Some(&signature), body.clone()).await), "known");
    }
    answer
}

on_both! {
    async fn coins_are_bought_at_stripe(app) {
        let mut app = app;
        let stripe = with_stripe(&mut app, KEY).await;
        let (ann, _) = app.ann_and_ben().await;
        let top_up = begin(&ann, 500.5).await;
        assert_eq!(top_up.url, "https://checkout.stripe.com/c/pay/cs_test_1");
        let [asked] = &stripe.asked()[..] else { panic!("one request") };
        assert_eq!(asked.line, "POST /v1/checkout/sessions");
        assert_eq!(asked.headers["idempotency-key"], format!("top-up-{}-1", top_up.id));
        assert_eq!(asked.headers["content-type"], "application/x-www-form-urlencoded");
        assert_eq!(asked.form["line_items[0][price_data][unit_amount]"], "501");
        assert_eq!(asked.form["line_items[0][price_data][product_data][name]"], "500.5 Talk Coins");
        assert_eq!(asked.form["client_reference_id"], top_up.id);
        let cancel = format!("https://app.example.com/checkout/cancel?transactionId={}", top_up.id);
        assert_eq!(asked.form["cancel_url"], cancel);
        assert!(!format!("{asked:?}").contains("example.com/v1") && !asked.form.values().any(|v| v.contains('@')));

        let paid = stripe.complete(&top_up.session, "paid");
        assert_eq!(outcome(&deliver(&app, &paid).await), "applied");
        assert_eq!(stands(&app, &top_up).await, ("succeeded".into(), 500.5));
        assert_eq!(balance(&ann).await, 500.5);

        // A bank's complaint only names the payment: Stripe is asked what it was for.
        let intent = format!("pi_of_{}", top_up.session);
        let complaint = json!({ "id": "dp_1", "amount": 501, "status": "lost", "payment_intent": intent });
        let lost = event("charge.dispute.closed", complaint);
        stripe.trouble(&[Trouble::Status(500); 3]);
        let body = lost.to_string().into_bytes();
        let signature = signed(SECRETS[0], &body, app.clock.now_ms() / 1000);
        let late = post(&app, "/webhooks/stripe", Some(&signature), body).await;
        late.expect_problem("payment/unavailable");
        assert!(late.header("retry-after").is_some());
        assert_eq!(balance(&ann).await, 500.5);
        assert_eq!(outcome(&deliver(&app, &lost).await), "applied");
        assert_eq!((stands(&app, &top_up).await.0.as_str(), balance(&ann).await), ("refunded", 0.0));
        let unknown = json!({ "id": "dp_2", "amount": 1, "status": "lost", "payment_intent": "pi_of_others" });
        let body = event("charge.dispute.closed", unknown).to_string().into_bytes();
        let signature = signed(SECRETS[1], &body, app.clock.now_ms() / 1000);
        assert_eq!(outcome(&post(&app, "/webhooks/stripe", Some(&signature), body).await), "ignored");

        // There is no sandbox any more.
        let page = app.anonymous().get("/sandbox/checkout/cs_test_1").await;
        page.expect_problem("route/unknown");
        assert_eq!(post(&app, "/webhooks/sandbox", None, vec![]).await.status, 404);
        audit(&app).await;
    }

    async fn trouble_that_passes_is_not_noticed(app) {
        let mut app = app;
        let stripe = with_stripe(&mut app, KEY).await;
        let (ann, _) = app.ann_and_ben().await;
        for troubles in [
            &[Trouble::Status(409)][..],
            &[Trouble::Status(429), Trouble::Status(503)],
            &[Trouble::Status(500), Trouble::LostAnswer],
            &[Trouble::LostAnswer, Trouble::LostAnswer],
        ] {
            let before = stripe.sessions().len();
            stripe.trouble(troubles);
            begin(&ann, 500.0).await;
            assert!(stripe.untroubled());
            assert_eq!(stripe.sessions().len(), before + 1, "{troubles:?}: one page, however often it was asked for");
        }
    }

    async fn a_provider_that_is_down_costs_nothing_and_is_gone_on_with(app) {
        let mut app = app;
        let stripe = with_stripe(&mut app, KEY).await;
        let (ann, _) = app.ann_and_ben().await;
        for (n, trouble) in
            [Trouble::Status(500), Trouble::Status(429), Trouble::LostAnswer, Trouble::Babble, Trouble::StatusForGood(409)]
                .into_iter()
                .enumerate()
        {
            stripe.trouble(&[trouble; 3]);
            let (key, body) = (format!("key-{n}"), json!({ "coins": 500 }));
            let refused = ask(&ann, Some(&key), &body).await;
            refused.expect_problem("payment/unavailable");
            assert!(refused.header("retry-after").is_some());
            assert!(!refused.text().contains(KEY) && !refused.text().contains("127.0.0.1"), "{}", refused.text());
            stripe.trouble(&[]);
            let healed = read(&ask(&ann, Some(&key), &body).await);
            assert_eq!(stands(&app, &healed).await.0, "pending");
            let again = json!({ "coins": 500, "transactionId": healed.id });
            assert_eq!(read(&ask(&ann, None, &again).await).session, healed.session);
        }
        let mut tx = app.ctx.store.read().await.unwrap();
        let rows = tx.rows("SELECT id FROM transactions", []).await.unwrap();
        assert_eq!(rows.len(), 5, "one for each wish");
    }

    async fn nobody_there_and_a_wrong_key(app) {
        let mut app = app;
        let stripe = with_stripe(&mut app, "sk_test_wrong").await;
        let (ann, _) = app.ann_and_ben().await;
        ask(&ann, None, &json!({ "coins": 500 })).await.expect_problem("payment/unavailable");
        assert_eq!(stripe.asked().len(), 1, "what an operator must mend is asked once");
        let nowhere = stripe.moved_to("http://127.0.0.1:9");
        let adapter = Arc::new(nowhere.adapter(KEY));
        app.recompose(|ctx| ctx.payments = adapter);
        let (ann, _) = app.ann_and_ben_again("again").await;
        ask(&ann, Some("k"), &json!({ "coins": 500 })).await.expect_problem("payment/unavailable");
    }

    async fn pages_that_ended_are_replaced_and_paid_ones_are_not(app) {
        let mut app = app;
        let stripe = with_stripe(&mut app, KEY).await;
        let (ann, _) = app.ann_and_ben().await;
        let first = begin(&ann, 500.0).await;
        let again = json!({ "coins": 500, "transactionId": first.id });
        app.clock.advance_ms(24 * 3_600_000);
        stripe.expire_at(START_MS / 1000 + 2 * 86_400);
        let second = read(&ask(&ann, None, &again).await);
        assert_ne!(second.session, first.session);
        assert_eq!(second.id, first.id);
        let lines: Vec<_> = stripe.asked().into_iter().map(|asked| asked.line).collect();
        assert_eq!(lines[1..], [format!("POST /v1/checkout/sessions/{}/expire", first.session), "POST /v1/checkout/sessions".into()]);
        assert_eq!(stripe.sessions()[0]["status"], "expired", "nobody can pay twice");

        // This one was paid, and the news is late.
        let paid = stripe.complete(&second.session, "paid");
        app.clock.advance_ms(24 * 3_600_000);
        ask(&ann, None, &again).await.expect_problem("transaction/not-pending");
        assert_eq!(stripe.sessions().len(), 2);
        assert_eq!(outcome(&deliver(&app, &paid).await), "applied");
        assert_eq!(balance(&ann).await, 500.0);
        ask(&ann, None, &again).await.expect_problem("transaction/not-pending");
    }

    async fn a_page_that_stripe_remembers_too_late_is_replaced(app) {
        let mut app = app;
        let stripe = with_stripe(&mut app, KEY).await;
        let (ann, _) = app.ann_and_ben().await;
        // The first answer is of a page that is over already.
        stripe.expire_at(START_MS / 1000 - 1);
        let body = json!({ "coins": 500 });
        let asked = ask(&ann, Some("k"), &body).await;
        asked.expect_problem("payment/unavailable");
        stripe.expire_at(START_MS / 1000 + 86_400);
        let healed: TopUp = read(&ask(&ann, Some("k"), &body).await);
        assert_eq!(stands(&app, &healed).await.0, "pending");
    }

    async fn another_provider_takes_over(app) {
        let mut app = app;
        let (id, token, first) = {
            let (ann, _) = app.ann_and_ben().await;
            let first = begin(&ann, 500.0).await;
            (ann.id, ann.token.clone(), first)
        };
        with_stripe(&mut app, KEY).await;
        let ann = crate::harness::Client { app: &app, id, token };
        let second = read(&ask(&ann, None, &json!({ "coins": 500, "transactionId": first.id })).await);
        assert_eq!((second.id.as_str(), second.session.as_str()), (first.id.as_str(), "cs_test_1"));
    }
}
