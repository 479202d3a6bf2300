//! Top-ups that nobody paid and nobody told of.

use super::{
    TopUp, ask, audit, balance, begin, deliver, dispute_event, outcome, refund_event, session_event, stands,
    stripe::{FakeStripe, KEY, Trouble},
};
use crate::harness::{
    Client, TestApp,
    app::{START_MS, TENANT},
};
use serde_json::{Value, json};
use std::sync::Arc;
use talkamie::{
    contract::v1::{ErrorCode, types::TopUpBody},
    domain::{ids::UserId, time::MS_PER_DAY, transaction::Status},
    operations::{payments, upkeep},
};

async fn alerts(who: &Client<'_>) -> Vec<Value> {
    let alerts = who.get("/v1/alerts").await.expect(200);
    alerts.as_array().unwrap().iter().map(|alert| alert["transaction"]["status"].clone()).collect()
}

/// How many top-ups of a person wait to be paid.
async fn open(app: &TestApp, user: UserId) -> usize {
    let mut tx = app.ctx.store.read().await.unwrap();
    tx.open_top_ups_of(TENANT, user).await.unwrap().len()
}

on_both! {
    async fn what_nobody_paid_expires_after_five_days(app) {
        let (ann, _) = app.ann_and_ben().await;
        let (paid, forgotten) = (begin(&ann, 500.0).await, begin(&ann, 700.0).await);
        deliver(&app, &session_event("checkout.session.completed", &paid, "paid", 500)).await.expect(200);
        app.clock.advance_ms(3 * MS_PER_DAY);
        let tried_again = begin(&ann, 800.0).await;
        app.clock.advance_ms(2 * MS_PER_DAY - 1);
        assert_eq!(payments::expire(&app.ctx).await.unwrap(), 0, "news may still come");
        app.clock.advance_ms(1000);
        upkeep::sweep(&app.ctx).await.unwrap();
        assert_eq!(stands(&app, &forgotten).await, ("expired".into(), 700.0));
        assert_eq!(stands(&app, &paid).await.0, "succeeded");
        assert_eq!(stands(&app, &tried_again).await.0, "pending");
        assert_eq!(alerts(&ann).await, ["expired", "succeeded"], "told as if the provider had told");
        assert_eq!(payments::expire(&app.ctx).await.unwrap(), 0, "once");
        let again = json!({ "coins": 700, "transactionId": forgotten.id });
        ask(&ann, None, &again).await.expect_problem("transaction/not-pending");

        // Money that came all the same counts more.
        let late = session_event("checkout.session.completed", &forgotten, "paid", 700);
        assert_eq!(outcome(&deliver(&app, &late).await), "applied");
        assert_eq!((stands(&app, &forgotten).await.0.as_str(), balance(&ann).await), ("succeeded", 1200.0));
        audit(&app).await;
    }

    async fn pages_are_ended_at_the_provider_first(app) {
        let mut app = app;
        let stripe = FakeStripe::start(START_MS / 1000 + 86_400).await;
        let adapter = Arc::new(stripe.adapter(KEY));
        app.recompose(|ctx| ctx.payments = adapter);
        let (ann, _) = app.ann_and_ben().await;
        let (paid, unpaid) = (begin(&ann, 500.0).await, begin(&ann, 600.0).await);
        // The news of it never came.
        stripe.complete(&paid.session, "paid");
        // And a page that was never made.
        stripe.trouble(&[Trouble::Status(500); 3]);
        ask(&ann, None, &json!({ "coins": 900 })).await.expect_problem("payment/unavailable");
        app.clock.advance_ms(6 * MS_PER_DAY);

        stripe.trouble(&[Trouble::Status(500); 3]);
        assert_eq!(payments::expire(&app.ctx).await.unwrap(), 0, "the provider is away: another time");
        assert_eq!(stands(&app, &unpaid).await.0, "pending");
        assert_eq!(payments::expire(&app.ctx).await.unwrap(), 2);
        assert_eq!(stands(&app, &paid).await.0, "pending", "an operator has to look");
        assert_eq!(stands(&app, &unpaid).await.0, "expired");
        let closed = stripe.sessions().iter().find(|session| session["id"] == unpaid.session.as_str()).unwrap()["status"].clone();
        assert_eq!(closed, "expired", "nobody can pay on it any more");
        assert_eq!(alerts(&ann).await, ["expired", "expired"]);
        audit(&app).await;
    }

    async fn closing_an_account_ends_its_pages(app) {
        let mut app = app;
        let stripe = FakeStripe::start(START_MS / 1000 + 86_400).await;
        let adapter = Arc::new(stripe.adapter(KEY));
        app.recompose(|ctx| ctx.payments = adapter);
        let (ann, ben) = app.ann_and_ben().await;
        let (open, paid, his) = (begin(&ann, 500.0).await, begin(&ann, 600.0).await, begin(&ben, 700.0).await);
        stripe.complete(&paid.session, "paid");
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        let of = async |top_up: &TopUp| {
            let mut tx = app.ctx.store.read().await.unwrap();
            tx.find_transaction(TENANT, top_up.id.parse().unwrap()).await.unwrap().unwrap().status
        };
        assert_eq!(of(&open).await, Status::Pending, "the provider is asked after the commit");
        // It is away at first.
        stripe.trouble(&[Trouble::Status(500); 3]);
        for _ in 0..3 {
            app.work().await;
            app.clock.advance_ms(MS_PER_DAY);
        }
        assert_eq!((of(&open).await, of(&paid).await, of(&his).await), (Status::Expired, Status::Pending, Status::Pending));
    }

    async fn what_is_paid_after_closing_is_to_be_given_back(app) {
        let (ann, _) = app.ann_and_ben().await;
        let (before, open) = (begin(&ann, 500.0).await, begin(&ann, 600.0).await);
        let paid = |top_up, cents| session_event("checkout.session.completed", top_up, "paid", cents);
        assert_eq!(outcome(&deliver(&app, &paid(&before, 500)).await), "applied");
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        assert_eq!(outcome(&deliver(&app, &paid(&open, 600)).await), "misfit");
        assert_eq!(outcome(&deliver(&app, &paid(&before, 500)).await), "known");
        app.work().await;
        assert_eq!(outcome(&deliver(&app, &paid(&open, 600)).await), "misfit");
        // What says that it was paid before the news of the payment itself.
        for news in [
            refund_event(&open, 100, 600),
            dispute_event("charge.dispute.created", "needs_response", 600, &open),
            dispute_event("charge.dispute.closed", "won", 600, &open),
        ] {
            assert_eq!(outcome(&deliver(&app, &news).await), "misfit", "{news}");
        }
        assert_eq!(app.holds(ann.id).await, 500.0, "nobody could use the coins");
        assert_eq!(outcome(&deliver(&app, &refund_event(&open, 600, 600)).await), "applied", "that ends it");
        assert_eq!(app.holds(ann.id).await, 500.0);
        audit(&app).await;
    }

    async fn a_closed_account_begins_no_top_up(app) {
        let (ann, _) = app.ann_and_ben().await;
        let caller = crate::chats::caller(&ann);
        let wish: TopUpBody = serde_json::from_value(json!({ "coins": 500 })).unwrap();
        payments::create_top_up_session(&app.ctx, caller, Some("a key"), &wish).await.unwrap();
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        app.work().await;
        // Whoever was let in a moment before.
        for key in [None, Some("a key"), Some("another key")] {
            let begun = payments::create_top_up_session(&app.ctx, caller, key, &wish).await;
            assert!(begun.is_err_and(|failure| failure.code == ErrorCode::AuthInvalid), "{key:?}");
        }
        assert_eq!(open(&app, ann.id).await, 0);
    }

    async fn closing_and_beginning_leave_nothing_open(app) {
        for round in 0..20 {
            let (ann, _) = app.ann_and_ben_again(&format!("closes {round}")).await;
            let wish = json!({ "coins": 500 });
            let close = async {
                ann.delete(format!("/v1/user/{ann}")).await.expect(200);
                app.work().await;
            };
            let (asked, ()) = tokio::join!(ask(&ann, None, &wish), close);
            // Begun before, refused afterwards, or ended in between.
            assert!([200, 401, 409].contains(&asked.status.as_u16()), "{}", asked.text());
            for _ in 0..3 {
                app.clock.advance_ms(MS_PER_DAY);
                app.work().await;
            }
            assert_eq!(open(&app, ann.id).await, 0, "round {round}");
        }
        audit(&app).await;
    }

    async fn what_another_provider_began_expires_too(app) {
        let mut app = app;
        let (id, token, begun) = {
            let (ann, _) = app.ann_and_ben().await;
            let begun = begin(&ann, 500.0).await;
            (ann.id, ann.token.clone(), begun)
        };
        let stripe = FakeStripe::start(START_MS / 1000 + 86_400).await;
        let adapter = Arc::new(stripe.adapter(KEY));
        app.recompose(|ctx| ctx.payments = adapter);
        app.clock.advance_ms(6 * MS_PER_DAY);
        assert_eq!(payments::expire(&app.ctx).await.unwrap(), 1);
        assert!(stripe.asked().is_empty(), "it knows nothing of it");
        assert_eq!(alerts(&Client { app: &app, id, token }).await, ["expired"]);
        assert_eq!(stands(&app, &begun).await.0, "expired");
    }

    /// Whoever goes on with a top-up while the sweep is at it, keeps it.
    async fn a_sweep_and_a_second_try_have_one_winner(app) {
        for coins in 500..510 {
            let (ann, _) = app.ann_and_ben_again(&format!("wants {coins}")).await;
            let begun = begin(&ann, f64::from(coins)).await;
            app.clock.advance_ms(6 * MS_PER_DAY);
            let again = json!({ "coins": coins, "transactionId": begun.id });
            let (swept, asked) = tokio::join!(payments::expire(&app.ctx), ask(&ann, None, &again));
            swept.unwrap();
            let outcome = (asked.status.as_u16(), stands(&app, &begun).await.0);
            assert!([(200, "pending".into()), (409, "expired".into())].contains(&outcome), "{outcome:?}");
        }
        audit(&app).await;
    }
}
