//! `createTopUpSession`: what is answered, again and again, and what is refused.

use super::{TopUp, ask, audit, balance, begin, deliver, outcome, read, session_event, stands};
use crate::harness::{Client, TestApp};
use serde_json::json;
use std::sync::Arc;
use talkamie::domain::ids::UserId;

async fn transactions_of(app: &TestApp, user: UserId) -> usize {
    let mut tx = app.ctx.store.read().await.unwrap();
    tx.rows("SELECT id FROM transactions WHERE user_id = $1", [user.into()]).await.unwrap().len()
}

on_both! {
    async fn a_session_is_used_again_while_it_is_good(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let first = begin(&ann, 500.0).await;
        assert!(first.url.ends_with(&first.session), "{}", first.url);
        let again = json!({ "coins": 500, "transactionId": first.id });
        for _ in 0..2 {
            let same = read(&ask(&ann, None, &again).await);
            assert_eq!((same.id, same.session, same.url), (first.id.clone(), first.session.clone(), first.url.clone()));
        }
        assert_eq!(transactions_of(&app, ann.id).await, 1);

        // The page is good for a day, and not given out in its last minutes.
        app.clock.advance_ms(24 * 3_600_000 - 60_000);
        let next = read(&ask(&ann, None, &again).await);
        assert_eq!(next.id, first.id);
        assert_ne!(next.session, first.session);
        let old = TopUp { id: first.id.clone(), ..first };
        // What is told of the page before says nothing, unless it was paid.
        assert_eq!(outcome(&deliver(&app, &session_event("checkout.session.expired", &old, "unpaid", 500)).await), "known");
        assert_eq!(stands(&app, &next).await.0, "pending");
        assert_eq!(app.anonymous().get(old.url.strip_prefix(crate::harness::app::BASE).unwrap()).await.status, 404);

        // Somebody else's is not there.
        ask(&ben, None, &again).await.expect_problem("transaction/not-found");
        assert_eq!(outcome(&deliver(&app, &session_event("checkout.session.completed", &old, "paid", 500)).await), "applied");
        assert_eq!((stands(&app, &next).await.0.as_str(), balance(&ann).await), ("succeeded", 500.0));
        ask(&ann, None, &again).await.expect_problem("transaction/not-pending");
        audit(&app).await;
    }

    async fn a_request_that_comes_twice_is_done_once(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let body = json!({ "coins": 500 });
        let first = read(&ask(&ann, Some("key-1"), &body).await);
        let same = read(&ask(&ann, Some("key-1"), &body).await);
        assert_eq!((&same.id, &same.session, &same.url), (&first.id, &first.session, &first.url));
        assert_eq!(transactions_of(&app, ann.id).await, 1);
        ask(&ann, Some("key-1"), &json!({ "coins": 600 })).await.expect_problem("idempotency/key-reused");
        let other = read(&ask(&ben, Some("key-1"), &body).await);
        assert_ne!(other.id, first.id, "a key is its caller's own");

        // Also when it is decided by then: the answer is the one that was given.
        deliver(&app, &session_event("checkout.session.completed", &first, "paid", 500)).await.expect(200);
        let late = read(&ask(&ann, Some("key-1"), &body).await);
        assert_eq!((&late.id, &late.session), (&first.id, &first.session));

        let at_once = (0..8).map(|_| ask(&ann, Some("key-2"), &body));
        let answers = futures_util::future::join_all(at_once).await;
        let ids: std::collections::BTreeSet<_> = answers.iter().map(|answer| read(answer).id).collect();
        assert_eq!((ids.len(), transactions_of(&app, ann.id).await), (1, 2));
    }

    async fn what_cannot_be_bought(app) {
        let mut app = app;
        app.recompose(|ctx| {
            let mut settings = (*ctx.settings).clone();
            settings.top_ups.hundredths_min = 6_000;
            settings.top_ups.hundredths_max = 100_000;
            ctx.settings = Arc::new(settings);
        });
        let (ann, _) = app.ann_and_ben().await;
        for (body, pointers) in [
            (json!({}), vec!["/coins"]),
            (json!({ "coins": "500" }), vec!["/coins"]),
            (json!({ "coins": 49.99 }), vec!["/coins"]),
            (json!({ "coins": -1 }), vec!["/coins"]),
            (json!({ "coins": 1_000_001 }), vec!["/coins"]),
            (json!({ "coins": 59.99 }), vec!["/coins"]),
            (json!({ "coins": 1000.01 }), vec!["/coins"]),
            (json!({ "coins": 500, "transactionId": 7 }), vec!["/transactionId"]),
        ] {
            assert_eq!(ask(&ann, None, &body).await.expect_invalid(), pointers, "{body}");
        }
        ask(&ann, Some("with space"), &json!({ "coins": 500 })).await.expect_problem("request/invalid");
        for id in ["nothing", "0199c2f0-1b97-7c81-8f7f-5f3d3a4aabbb"] {
            let body = json!({ "coins": 500, "transactionId": id });
            ask(&ann, None, &body).await.expect_problem("transaction/not-found");
        }
        assert_eq!(transactions_of(&app, ann.id).await, 0);
        let least = begin(&ann, 60.0).await;
        begin(&ann, 1000.0).await;
        let other = json!({ "coins": 61, "transactionId": least.id });
        assert_eq!(ask(&ann, None, &other).await.expect_invalid(), ["/coins"], "another number is another top-up");
        // Part of a cent is paid whole.
        let part = begin(&ann, 60.505).await;
        let mut tx = app.ctx.store.read().await.unwrap();
        let known = tx.find_transaction(crate::harness::app::TENANT, part.id.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!((known.coins_hundredths, known.funds.unwrap().cents), (6_050, 61));
    }

    async fn a_failing_statement_loses_nothing(app) {
        let (ann, _) = app.ann_and_ben().await;
        let mut step = 1;
        loop {
            let (key, before) = (format!("step-{step}"), transactions_of(&app, ann.id).await);
            app.clock.advance_ms(60_000);
            app.ctx.store.faults().fail_nth(step);
            let answer = ask(&ann, Some(&key), &json!({ "coins": 500 })).await;
            let reached = !app.ctx.store.faults().waiting();
            app.ctx.store.faults().fail_nth(0);
            if reached {
                answer.expect_problem("store/unavailable");
            } else {
                answer.expect(200);
            }
            // Whatever was cut off, the same request heals it, and there is one transaction.
            let healed = read(&ask(&ann, Some(&key), &json!({ "coins": 500 })).await);
            assert_eq!(stands(&app, &healed).await.0, "pending");
            assert_eq!(transactions_of(&app, ann.id).await, before + 1, "step {step}");
            if !reached {
                break;
            }
            step += 1;
        }
        assert!(step > 8, "both transactions have steps that can fail: {step}");
    }

    async fn others_in_the_way_of_a_session_are_waited_for(app) {
        for step in 1..16 {
            let ann = app.person(&format!("Ann {step}"), talkamie::domain::user::UserType::Senior).await;
            ann.get("/v1/connections/users").await.expect(200);
            app.ctx.store.faults().contend_nth(step);
            begin(&ann, 500.0).await;
            app.ctx.store.faults().fail_nth(0);
            assert_eq!(transactions_of(&app, ann.id).await, 1);
        }
    }

    async fn who_may_buy(app) {
        let nobody = app.anonymous();
        ask(&nobody, None, &json!({ "coins": 500 })).await.expect_problem("auth/missing");
        let forged = Client { token: Some("x.y.z".into()), ..nobody };
        ask(&forged, None, &json!({ "coins": 500 })).await.expect_problem("auth/invalid");
    }
}
