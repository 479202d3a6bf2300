//! The group `finance`, as its callers see it: transactions and withdrawals.

use crate::harness::{
    Answer, Client, TestApp,
    app::{PayoutAnswer, TENANT},
};
use poem::{Request, http::Method};
use serde_json::{Value, json};
use std::sync::Arc;
use talkamie::{
    domain::{
        ids::TransactionId,
        limits::PAYOUT_REFUSED_MS,
        transaction::{Funds, Intent, Kind, Status, Transaction},
        user::UserType,
    },
    operations::{finance, jobs::JobFault, ports::PayoutState},
};
use tokio::sync::Notify;

const DAY_MS: i64 = 86_400_000;
/// After which an order that was refused is asked for again, where the clock stands: what happens to it is a millisecond apart.
const ASKED_AGAIN_MS: i64 = PAYOUT_REFUSED_MS + 100;

fn withdrawal(coins: f64) -> Value {
    json!({ "coins": coins, "paypal": { "email": "ben@paypal.example.com" } })
}

async fn withdraw(who: &Client<'_>, coins: f64) -> Answer {
    who.post("/v1/finance/withdraw", withdrawal(coins)).await
}

/// With an idempotency key.
async fn withdraw_with_key(who: &Client<'_>, key: &str, body: Value) -> Answer {
    let request = Request::builder().method(Method::POST).uri_str("/v1/finance/withdraw");
    let request = request.header("authorization", format!("Bearer {}", who.token.clone().unwrap()));
    who.request(request.header("idempotency-key", key).content_type("application/json").body(body.to_string())).await
}

/// A transaction that is simply there.
pub async fn transaction(app: &TestApp, who: &Client<'_>, kind: Kind, status: Status) -> TransactionId {
    let id = TransactionId(app.ctx.new_id());
    let intent = (kind == Kind::Purchase).then_some(Intent::TopUp);
    let begun = Transaction::begun((id, TENANT, who.id), kind, intent, 50_000, app.clock.now());
    let mut tx = app.ctx.store.write().await.unwrap();
    tx.add_transaction(&Transaction { status, funds: Some(Funds::usd(500)), ..begun }).await.unwrap();
    tx.commit().await.unwrap();
    app.clock.advance_ms(1);
    id
}

async fn status(who: &Client<'_>, id: &Value) -> Value {
    let path = format!("/v1/finance/transaction/{}", id.as_str().unwrap());
    who.get(path).await.expect(200)["transaction"]["status"].take()
}

/// Whether somebody who would have a payout sent came too early for it, and has to come back.
fn is_early(outcome: Result<(), JobFault>) -> bool {
    match outcome {
        Ok(()) => false,
        Err(JobFault::Later { after_ms, .. }) => (1..=ASKED_AGAIN_MS).contains(&after_ms),
        Err(other) => panic!("{other}"),
    }
}

async fn ben_with(app: &TestApp, coins: i64) -> Client<'_> {
    let (_, ben) = app.ann_and_ben().await;
    app.credit(ben.id, coins).await;
    ben
}

on_both! {
    async fn a_withdrawal_is_debited_at_once_and_paid(app) {
        let ben = ben_with(&app, 1_500).await;
        let answer = withdraw(&ben, 1_200.509).await.expect(200);
        let shown = &answer["transaction"];
        assert_eq!(
            (&shown["type"], &shown["intent"], &shown["status"]),
            (&json!("withdrawal"), &json!("withdraw"), &json!("pending"))
        );
        assert_eq!((&shown["coins"]["amount"], &shown["funds"]), (&json!(1_200.0), &json!({ "amount": 1_200, "currency": "usd" })));
        let me = ben.get("/v1/auth").await.expect(200)["user"].take();
        assert_eq!(me["ledger"], json!({ "coins": { "balance": 300.0 }, "paypal": { "email": "ben@paypal.example.com" } }));
        app.audit().await;

        app.work().await;
        assert_eq!(status(&ben, &shown["id"]).await, "succeeded");
        assert_eq!(app.holds(ben.id).await, 300.0);
        let sent = app.payouts.asked.lock().unwrap().clone();
        assert_eq!((sent.len(), sent[0].email.as_str(), sent[0].cents), (1, "ben@paypal.example.com", 1_200));
        assert_eq!(sent[0].id, shown["id"].as_str().unwrap());

        // One alert, whose transaction is the newest state; two times told.
        let alerts = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(alerts.as_array().unwrap().len(), 1);
        assert_eq!((&alerts[0]["type"], &alerts[0]["transaction"]["status"]), (&json!("transaction"), &json!("succeeded")));
        let events = app.events(ben.id).await;
        let told: Vec<_> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
        assert_eq!(told, ["alert", "user", "alert", "user"]);
        app.audit().await;
    }

    async fn a_key_that_is_no_text_is_refused(app) {
        let ben = ben_with(&app, 200).await;
        let key = poem::http::HeaderValue::from_bytes(b"caf\xe9").unwrap();
        let request = Request::builder().method(Method::POST).uri_str("/v1/finance/withdraw").header("idempotency-key", key);
        let request = request.header("authorization", format!("Bearer {}", ben.token.clone().unwrap()));
        let answer = ben.request(request.content_type("application/json").body(withdrawal(200.0).to_string())).await;
        assert_eq!(answer.expect_invalid(), ["/idempotency-key"]);
        assert_eq!(app.holds(ben.id).await, 200.0);
    }

    async fn a_payout_that_takes_long_is_looked_after(app) {
        let ben = ben_with(&app, 200).await;
        app.payouts.will([PayoutAnswer::Say(PayoutState::Underway), PayoutAnswer::Say(PayoutState::Underway), PayoutAnswer::Down, PayoutAnswer::Say(PayoutState::Paid)]);
        let id = withdraw(&ben, 200.0).await.expect(200)["transaction"]["id"].take();
        let mut seen = vec![];
        for _ in 0..6 {
            app.work().await;
            seen.push(status(&ben, &id).await);
            app.clock.advance_ms(60_000);
        }
        assert_eq!(seen[0], "processing");
        assert_eq!(seen.last().unwrap(), "succeeded");
        assert_eq!(app.payouts.asked.lock().unwrap().len(), 1, "sent once, then looked up");
        assert_eq!(app.holds(ben.id).await, 0.0);
        app.audit().await;
    }

    async fn coins_come_back_once_when_a_payout_fails(app) {
        let ben = ben_with(&app, 500).await;
        for (answers, reason) in [
            (vec![PayoutAnswer::Refuse("RECEIVER_UNREGISTERED")], "RECEIVER_UNREGISTERED"),
            (vec![PayoutAnswer::Say(PayoutState::Underway), PayoutAnswer::Say(PayoutState::Failed("RETURNED".into()))], "RETURNED"),
        ] {
            app.payouts.will(answers);
            let id = withdraw(&ben, 300.0).await.expect(200)["transaction"]["id"].take();
            assert_eq!(app.holds(ben.id).await, 200.0);
            app.work().await;
            assert_eq!(app.holds(ben.id).await, 200.0);
            app.clock.advance_ms(ASKED_AGAIN_MS);
            app.work().await;
            assert_eq!(status(&ben, &id).await, "failed");
            assert_eq!(app.holds(ben.id).await, 500.0);
            let id: TransactionId = id.as_str().unwrap().parse().unwrap();
            let mut tx = app.ctx.store.read().await.unwrap();
            let known = tx.find_transaction(TENANT, id).await.unwrap().unwrap();
            drop(tx);
            assert_eq!((known.failure.as_deref(), known.payout_email), (Some(reason), None));
            // The job may come again: nothing happens.
            finance::payouts::pay(&app.ctx, TENANT, id).await.unwrap();
            assert_eq!(app.holds(ben.id).await, 500.0);
            app.audit().await;
        }
        let listed = ben.get("/v1/finance/transactions/withdrawals").await.expect(200);
        assert_eq!(listed.as_array().unwrap().iter().map(|t| t["status"].clone()).collect::<Vec<_>>(), ["failed", "failed"]);
    }

    async fn what_is_not_known_is_asked_again_and_sent_once(app) {
        let ben = ben_with(&app, 500).await;
        app.payouts.will([PayoutAnswer::Down, PayoutAnswer::Lose, PayoutAnswer::Lose, PayoutAnswer::Say(PayoutState::Paid)]);
        let id = withdraw(&ben, 500.0).await.expect(200)["transaction"]["id"].take();
        for _ in 0..5 {
            app.work().await;
            assert_eq!(app.holds(ben.id).await, 0.0, "never given back on suspicion");
            app.clock.advance_ms(60_000);
        }
        assert_eq!(status(&ben, &id).await, "succeeded");
        let asked = app.payouts.asked.lock().unwrap().clone();
        assert_eq!(asked.len(), 4);
        assert!(asked.iter().all(|order| *order == asked[0]), "each time the same order");
        app.audit().await;
    }

    async fn a_payout_concluded_by_two_is_concluded_once(app) {
        let ben = ben_with(&app, 500).await;
        app.payouts.will([PayoutAnswer::Refuse("BLOCKED")]);
        let id: TransactionId = withdraw(&ben, 500.0).await.expect(200)["transaction"]["id"].as_str().unwrap().parse().unwrap();
        let asked = || app.payouts.asked.lock().unwrap().len();
        let thrice = || async {
            let pay = || finance::payouts::pay(&app.ctx, TENANT, id);
            let outcomes = tokio::join!(pay(), pay(), pay());
            [outcomes.0, outcomes.1, outcomes.2].map(|outcome| !is_early(outcome))
        };
        // Of the first at least one is heard; then nobody asks, until one does whose refusal decides.
        assert!(thrice().await.contains(&true));
        let first = asked();
        assert_eq!((thrice().await, asked(), app.holds(ben.id).await), ([false; 3], first, 0.0));
        app.clock.advance_ms(PAYOUT_REFUSED_MS - 1);
        assert_eq!((thrice().await, asked(), app.holds(ben.id).await), ([false; 3], first, 0.0));
        app.clock.advance_ms(ASKED_AGAIN_MS - PAYOUT_REFUSED_MS);
        assert!(thrice().await.contains(&true));
        assert_eq!((asked(), app.holds(ben.id).await), (first + 1, 500.0));
        app.audit().await;
    }

    async fn an_order_that_is_long_on_its_way_is_waited_for(app) {
        // Before the first refusal, or after it: nobody's refusal gives the coins back while somebody is on their way.
        let ben = ben_with(&app, 1_000).await;
        for refused_before in [false, true] {
            let left = if refused_before { 0.0 } else { 500.0 };
            app.payouts.will([PayoutAnswer::Refuse("BLOCKED")]);
            let id = withdraw(&ben, 500.0).await.expect(200)["transaction"]["id"].take();
            let order: TransactionId = id.as_str().unwrap().parse().unwrap();
            let pay = || finance::payouts::pay(&app.ctx, TENANT, order);
            if refused_before {
                pay().await.unwrap();
                app.clock.advance_ms(ASKED_AGAIN_MS);
            }
            let road = Arc::new(Notify::new());
            app.payouts.roads.lock().unwrap().push_back(road.clone());
            let ctx = app.ctx.clone();
            let slow = tokio::spawn(async move { finance::payouts::pay(&ctx, TENANT, order).await });
            while !app.payouts.roads.lock().unwrap().is_empty() {
                tokio::task::yield_now().await;
            }
            // The others come within the time that a job may take.
            assert_eq!((is_early(pay().await), app.holds(ben.id).await), (refused_before, left));
            app.clock.advance_ms(80_000);
            assert_eq!((is_early(pay().await), app.holds(ben.id).await), (true, left));
            app.payouts.will([PayoutAnswer::Say(PayoutState::Paid)]);
            road.notify_one();
            slow.await.unwrap().unwrap();
            app.clock.advance_ms(ASKED_AGAIN_MS);
            app.work().await;
            assert_eq!((status(&ben, &id).await, app.holds(ben.id).await), (json!("succeeded"), left));
            assert_eq!(app.payouts.paid(id.as_str().unwrap()), Some(500));
            app.audit().await;
        }
    }

    async fn who_does_not_answer_after_a_refusal_is_asked_again_in_time(app) {
        let ben = ben_with(&app, 500).await;
        app.payouts.will([PayoutAnswer::Refuse("BLOCKED"), PayoutAnswer::Down, PayoutAnswer::Refuse("LOCKED")]);
        let id = withdraw(&ben, 500.0).await.expect(200)["transaction"]["id"].take();
        let mut seen = vec![];
        // What comes ten seconds after the silence is too early.
        for pause_ms in [0, ASKED_AGAIN_MS, 10_000, ASKED_AGAIN_MS] {
            app.clock.advance_ms(pause_ms);
            app.work().await;
            let asked = app.payouts.asked.lock().unwrap().len();
            seen.push((asked, status(&ben, &id).await, app.holds(ben.id).await));
        }
        let pending = |asked| (asked, json!("pending"), 0.0);
        assert_eq!(seen, [pending(1), pending(2), pending(2), (3, json!("failed"), 500.0)]);
        app.audit().await;
    }

    async fn what_is_refused_and_then_taken_is_not_given_back(app) {
        // Two workers ask; one hears a refusal, the other that the order was taken. Whichever of them is first to write it down.
        let mut left = 2_000.0;
        let mut ben = ben_with(&app, 2_000).await;
        for refused_first in [true, false] {
            for taken in [PayoutState::Underway, PayoutState::Paid] {
                left -= 500.0;
                app.payouts.will([PayoutAnswer::Refuse("BLOCKED"), PayoutAnswer::Say(taken), PayoutAnswer::Say(PayoutState::Paid)]);
                let id = withdraw(&ben, 500.0).await.expect(200)["transaction"]["id"].take();
                let order: TransactionId = id.as_str().unwrap().parse().unwrap();
                let gates = [Arc::new(Notify::new()), Arc::new(Notify::new())];
                app.payouts.gates.lock().unwrap().extend(gates.clone());
                let before = app.payouts.asked.lock().unwrap().len();
                let mut workers = vec![];
                for nth in 1..=2 {
                    let ctx = app.ctx.clone();
                    workers.push(tokio::spawn(async move { finance::payouts::pay(&ctx, TENANT, order).await }));
                    while app.payouts.asked.lock().unwrap().len() < before + nth {
                        tokio::task::yield_now().await;
                    }
                }
                let [refused, taken] = gates;
                let mut letting_go: Vec<_> = [refused, taken].into_iter().zip(workers).collect();
                if !refused_first {
                    letting_go.reverse();
                }
                for (gate, worker) in letting_go {
                    gate.notify_one();
                    worker.await.unwrap().unwrap();
                    assert_eq!(app.holds(ben.id).await, left);
                }
                for _ in 0..2 {
                    app.clock.advance_ms(ASKED_AGAIN_MS);
                    app.work().await;
                }
                ben = signed_in_again(&ben).await;
                assert_eq!(status(&ben, &id).await, "succeeded");
                assert_eq!((app.holds(ben.id).await, app.payouts.paid(id.as_str().unwrap())), (left, Some(500)));
                app.audit().await;
            }
        }
    }

    async fn what_was_refused_once_is_asked_for_again(app) {
        let ben = ben_with(&app, 500).await;
        app.payouts.will([PayoutAnswer::Refuse("BLOCKED"), PayoutAnswer::Say(PayoutState::Paid)]);
        let id = withdraw(&ben, 500.0).await.expect(200)["transaction"]["id"].take();
        app.work().await;
        assert_eq!((status(&ben, &id).await, app.holds(ben.id).await), (json!("pending"), 0.0));
        app.clock.advance_ms(ASKED_AGAIN_MS);
        app.work().await;
        assert_eq!((status(&ben, &id).await, app.holds(ben.id).await), (json!("succeeded"), 0.0));
        app.audit().await;
    }

    async fn who_left_is_owed_what_did_not_arrive(app) {
        let ben = ben_with(&app, 500).await;
        let id: TransactionId = withdraw(&ben, 400.0).await.expect(200)["transaction"]["id"].as_str().unwrap().parse().unwrap();
        ben.delete(format!("/v1/user/{ben}")).await.expect(200);
        app.payouts.will([PayoutAnswer::Refuse("BLOCKED")]);
        app.work().await;
        app.clock.advance_ms(ASKED_AGAIN_MS);
        app.work().await;
        assert_eq!(app.holds(ben.id).await, 500.0);
        let mut tx = app.ctx.store.read().await.unwrap();
        assert_eq!(tx.find_transaction(TENANT, id).await.unwrap().unwrap().status, Status::Failed);
        drop(tx);
        app.audit().await;
    }

    async fn refusals_come_in_the_documented_words(app) {
        let (ann, ben) = app.ann_and_ben().await;
        app.credit(ann.id, 1_000).await;
        app.credit(ben.id, 60_000).await;
        withdraw(&ann, 1.0).await.expect_problem("withdrawal/not-volunteer");
        for coins in [0.0, 99.999] {
            let told = withdraw(&ben, coins).await.expect_problem("withdrawal/below-minimum");
            assert_eq!(told["detail"], "At least 100 coins can be withdrawn");
        }
        let unknown = |id: &str| json!({ "coins": 100, "paypal": { "email": "b@example.com" }, "transactionId": id });
        let strange = transaction(&app, &ann, Kind::Withdrawal, Status::Pending).await.to_string();
        for id in ["nobody", &uuid::Uuid::new_v4().to_string(), &strange] {
            ben.post("/v1/finance/withdraw", unknown(id)).await.expect_problem("transaction/not-found");
        }
        for (kind, status) in [(Kind::Purchase, Status::Pending), (Kind::Withdrawal, Status::Failed)] {
            let id = transaction(&app, &ben, kind, status).await.to_string();
            ben.post("/v1/finance/withdraw", unknown(&id)).await.expect_problem("transaction/not-pending");
        }
        withdraw(&ben, 50_001.0).await.expect_problem("withdrawal/limit-reached");
        let cy = app.person("Cy", UserType::Volunteer).await;
        withdraw(&cy, 100.0).await.expect_problem("coins/insufficient");
        for body in [json!({ "coins": 100 }), json!({ "coins": "100", "paypal": { "email": "x" } }), json!({ "coins": -1, "paypal": {} })] {
            assert!(!ben.post("/v1/finance/withdraw", body).await.expect_invalid().is_empty());
        }
        assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (1_000.0, 60_000.0));
        app.anonymous().post("/v1/finance/withdraw", withdrawal(100.0)).await.expect_problem("auth/missing");
    }

    async fn the_ceiling_is_of_any_thirty_days(app) {
        let ben = ben_with(&app, 200_000).await;
        withdraw(&ben, 30_000.0).await.expect(200);
        app.clock.advance_ms(10 * DAY_MS);
        app.work().await;
        let ben = signed_in_again(&ben).await;
        withdraw(&ben, 20_000.0).await.expect(200);
        let told = withdraw(&ben, 100.0).await.expect_problem("withdrawal/limit-reached");
        assert_eq!(told["detail"], "You can withdraw 0 more coins at present");
        // The first falls out of the window a millisecond after its 30 days.
        app.clock.advance_ms(20 * DAY_MS - 1);
        let ben = signed_in_again(&ben).await;
        withdraw(&ben, 100.0).await.expect_problem("withdrawal/limit-reached");
        app.clock.advance_ms(1);
        withdraw(&ben, 30_000.0).await.expect(200);
        // What comes to nothing does not count.
        app.payouts.will([PayoutAnswer::Refuse("BLOCKED")]);
        app.work().await;
        app.clock.advance_ms(ASKED_AGAIN_MS);
        app.work().await;
        withdraw(&ben, 30_000.0).await.expect(200);
        app.audit().await;
    }

    async fn a_withdrawal_sent_twice_is_done_once(app) {
        let ben = ben_with(&app, 1_000).await;
        let first = withdraw(&ben, 300.0).await.expect(200);
        let id = first["transaction"]["id"].as_str().unwrap();
        let again = json!({ "coins": 300, "paypal": { "email": "ben@paypal.example.com" }, "transactionId": id });
        assert_eq!(ben.post("/v1/finance/withdraw", again.clone()).await.expect(200), first);
        assert_eq!(app.holds(ben.id).await, 700.0);
        app.work().await;
        ben.post("/v1/finance/withdraw", again).await.expect_problem("transaction/not-pending");

        let body = withdrawal(200.0);
        let (a, b) = tokio::join!(withdraw_with_key(&ben, "k-1", body.clone()), withdraw_with_key(&ben, "k-1", body.clone()));
        assert_eq!(a.expect(200), b.expect(200));
        assert_eq!(app.holds(ben.id).await, 500.0);
        app.work().await;
        assert_eq!(withdraw_with_key(&ben, "k-1", body).await.expect(200), a.expect(200), "as it was answered first");
        withdraw_with_key(&ben, "k-1", withdrawal(201.0)).await.expect_problem("idempotency/key-reused");
        // A refusal leaves its key unused.
        withdraw_with_key(&ben, "k-2", withdrawal(501.0)).await.expect_problem("coins/insufficient");
        app.credit(ben.id, 1).await;
        withdraw_with_key(&ben, "k-2", withdrawal(501.0)).await.expect(200);
        app.audit().await;
    }

    async fn withdrawals_at_once_never_take_more_than_there_is(app) {
        let ben = ben_with(&app, 250).await;
        let (a, b, c) = tokio::join!(withdraw(&ben, 100.0), withdraw(&ben, 100.0), withdraw(&ben, 100.0));
        let done = [&a, &b, &c].iter().filter(|answer| answer.status == 200).count();
        assert_eq!(done, 2, "{} {} {}", a.text(), b.text(), c.text());
        assert_eq!(app.holds(ben.id).await, 50.0);
        app.audit().await;
    }

    async fn lists_are_the_callers_own_and_paged_to_their_end(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let mut all = vec![];
        for n in 0..8 {
            let kind = Kind::ALL[n % 4];
            all.push((transaction(&app, &ann, kind, Status::Canceled).await.to_string(), kind));
        }
        all.reverse();
        transaction(&app, &ben, Kind::Earning, Status::Canceled).await;
        for (path, kind) in [
            ("", None),
            ("/earnings", Some(Kind::Earning)),
            ("/purchases", Some(Kind::Purchase)),
            ("/withdrawals", Some(Kind::Withdrawal)),
        ] {
            for size in [1, 3, 40] {
                let (mut seen, mut query) = (vec![], format!("pageSize={size}&lastEvaluatedKey="));
                loop {
                    let answer = ann.get(format!("/v1/finance/transactions{path}?{query}")).await;
                    answer.expect(200);
                    let page = answer.json();
                    seen.extend(page["data"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()));
                    // What is new meanwhile does not disturb the pages.
                    if size == 1 && seen.len() == 1 {
                        let mut other = transaction(&app, &ben, Kind::Purchase, Status::Canceled).await.to_string();
                        other.clear();
                    }
                    let Some(key) = page["pagination"].get("lastEvaluatedKey") else { break };
                    let key: String = key.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
                    query = format!("pageSize={size}&lastEvaluatedKey={key}");
                }
                let expected: Vec<_> =
                    all.iter().filter(|(_, of)| kind.is_none_or(|kind| *of == kind)).map(|(id, _)| id.clone()).collect();
                assert_eq!(seen, expected, "{path} {size}");
            }
            ann.get(format!("/v1/finance/transactions{path}?lastEvaluatedKey=x")).await.expect_problem("cursor/invalid");
        }
    }

    async fn a_transaction_is_its_owners(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let id = transaction(&app, &ann, Kind::Purchase, Status::Expired).await;
        let path = format!("/v1/finance/transaction/{id}");
        let shown = ann.get(&path).await.expect(200);
        assert_eq!(
            shown,
            json!({ "transaction": {
                "id": id.to_string(), "type": "purchase", "intent": "top-up", "status": "expired",
                "funds": { "amount": 500, "currency": "usd" }, "coins": { "amount": 500.0 },
                "timestamp": shown["transaction"]["timestamp"],
            } })
        );
        ben.get(&path).await.expect_problem("transaction/not-found");
        ann.get("/v1/finance/transaction/nothing").await.expect_problem("transaction/not-found");
        ann.get(format!("/v1/finance/transaction/{}", uuid::Uuid::new_v4())).await.expect_problem("transaction/not-found");
    }
}

/// Tokens end after a week.
async fn signed_in_again<'a>(who: &Client<'a>) -> Client<'a> {
    let mut tx = who.app.ctx.store.write().await.unwrap();
    let tokens = talkamie::operations::sessions::begin(&who.app.ctx, &mut tx, TENANT, who.id, "talkamie", None).await;
    tx.commit().await.unwrap();
    Client { token: Some(tokens.unwrap().access), ..who.clone() }
}
