//! One-time codes and their mails.

use super::{MINUTE_MS, PASSWORD, Silence, code_of, counted, mailed, other_than, prove, signed_up};
use crate::harness::{Db, TestApp};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};
use talkamie::{
    contract::v1::types::OtpBody,
    operations::{Ctx, Settings, jobs, otp},
};

on_both! {
    async fn codes_are_few_short_lived_and_work_once(app) {
        let nobody = app.anonymous();
        let email = "ann@example.com";
        let verify = async |code: Value| nobody.post("/v1/otp/verify", json!({ "email": email, "code": code })).await;
        verify(json!("0000")).await.expect_problem("otp/expired");

        let sent = nobody.post("/v1/otp", json!({ "email": " Ann@Example.com".trim() })).await;
        let code = mailed(&app, email).await;
        assert_eq!(sent.expect(200), json!({ "otp": code }));
        assert!(sent.json()["message"].as_str().unwrap().contains(&code), "the development stage shows the code");

        let early = nobody.post("/v1/otp", json!({ "email": email })).await;
        early.expect_problem("rate/limited");
        assert_eq!(early.header("retry-after"), Some("60"));
        app.work().await;
        assert_eq!(app.outbox.0.lock().unwrap().len(), 1);

        for _ in 0..4 {
            verify(json!(other_than(&code))).await.expect_problem("otp/wrong");
        }
        // As a number, which has no zeros in front.
        verify(json!(code.parse::<u32>().unwrap())).await.expect(200);
        verify(json!(code)).await.expect_problem("otp/expired");

        app.clock.advance_ms(MINUTE_MS);
        nobody.post("/v1/otp", json!({ "email": email })).await.expect(200);
        let code = mailed(&app, email).await;
        for _ in 0..5 {
            verify(json!(other_than(&code))).await.expect_problem("otp/wrong");
        }
        verify(json!(code)).await.expect_problem("otp/too-many-tries");

        app.clock.advance_ms(MINUTE_MS);
        nobody.post("/v1/otp", json!({ "email": email })).await.expect(200);
        app.clock.advance_ms(10 * MINUTE_MS);
        verify(json!(mailed(&app, email).await)).await.expect_problem("otp/expired");
        assert_eq!(verify(json!("12a4")).await.expect_invalid(), ["/code"]);
    }

    /// Contract G22: a proof is remembered for half an hour, whatever is asked for meanwhile.
    async fn a_proof_stays_when_other_codes_are_asked_for(app) {
        let nobody = app.anonymous();
        let ask = async |purpose: Option<&str>| {
            let mut body = json!({ "email": "ann@example.com" });
            if let Some(purpose) = purpose { body["purpose"] = json!(purpose); }
            nobody.post("/v1/otp", body).await
        };
        prove(&app, "ann@example.com").await;
        for purpose in [Some("reset-password"), Some("sign-up"), None] {
            app.clock.advance_ms(MINUTE_MS);
            ask(purpose).await.expect(200);
        }
        nobody.post("/v1/otp/verify", json!({ "email": "ann@example.com", "code": other_than(&mailed(&app, "ann@example.com").await) })).await.expect_problem("otp/wrong");
        let body = json!({ "name": "Ann", "email": "ann@example.com", "password": PASSWORD });
        nobody.post("/v1/auth/sign-up", body.clone()).await.expect(200);
        // It was used up: who closes the account and comes back proves the address again.
        nobody.post("/v1/auth/sign-up", body).await.expect_problem("auth/email-taken");
    }

    async fn nobodys_mail_is_flooded_by_others(app) {
        let nobody = app.anonymous();
        let ask = async |purpose: &str| nobody.post("/v1/otp", json!({ "email": "ann@example.com", "purpose": purpose })).await;
        for _ in 0..15 {
            ask("sign-up").await.expect(200);
            ask("reset-password").await.expect(200);
            app.clock.advance_ms(MINUTE_MS);
        }
        let refused = ask("sign-up").await;
        refused.expect_problem("rate/limited");
        assert_eq!(refused.header("retry-after"), Some("1740"), "half an hour after the last one");
        nobody.post("/v1/otp", json!({ "email": "ben@example.com" })).await.expect(200);
        app.clock.advance_ms(29 * MINUTE_MS);
        ask("sign-up").await.expect(200);
        ask("reset-password").await.expect_problem("rate/limited");
        app.clock.advance_ms(24 * 60 * MINUTE_MS);
        ask("sign-up").await.expect(200);
        ask("reset-password").await.expect(200);
    }

    async fn a_code_for_one_purpose_does_not_hold_back_the_other(app) {
        signed_up(&app, "Ann", "ann@example.com").await;
        let nobody = app.anonymous();
        let ask = async |purpose: &str| nobody.post("/v1/otp", json!({ "email": "ann@example.com", "purpose": purpose })).await;
        app.clock.advance_ms(MINUTE_MS);
        ask("sign-up").await.expect(200);
        let for_sign_up = mailed(&app, "ann@example.com").await;
        ask("reset-password").await.expect(200);
        let for_reset = mailed(&app, "ann@example.com").await;
        for early in [ask("sign-up").await, ask("reset-password").await, nobody.post("/v1/otp", json!({ "email": "ann@example.com" })).await] {
            early.expect_problem("rate/limited");
            assert_eq!(early.header("retry-after"), Some("60"));
        }
        nobody.post("/v1/otp/verify", json!({ "email": "ann@example.com", "code": for_sign_up })).await.expect(200);
        let body = json!({ "email": "ann@example.com", "code": for_reset, "newPassword": "Roses-1951" });
        nobody.put("/v1/auth/reset-password", body).await.expect(200);
    }

    /// Ten thousand codes are few: the day's tries are those at the address, by whatever way, of whatever code.
    async fn two_purposes_are_not_two_times_as_many_guesses(app) {
        signed_up(&app, "Ann", "ann@example.com").await;
        let nobody = app.anonymous();
        let verify = async |code: &str| nobody.post("/v1/otp/verify", json!({ "email": "ann@example.com", "code": code })).await;
        let reset = async |code: &str| nobody.put("/v1/auth/reset-password", json!({ "email": "ann@example.com", "code": code, "newPassword": "Roses-1951" })).await;
        let ask = async |body: Value| {
            app.clock.advance_ms(MINUTE_MS);
            nobody.post("/v1/otp", body).await.expect(200);
            mailed(&app, "ann@example.com").await
        };
        // A code for both has five tries, not five for each.
        let both = ask(json!({ "email": "ann@example.com" })).await;
        for n in 0..5 {
            let wrong = other_than(&both);
            if n % 2 == 0 { verify(&wrong).await } else { reset(&wrong).await }.expect_problem("otp/wrong");
        }
        verify(&both).await.expect_problem("otp/too-many-tries");
        reset(&both).await.expect_problem("otp/too-many-tries");
        let mut wrong = 7;
        'day: for _ in 0..9 {
            for purpose in ["sign-up", "reset-password"] {
                let code = ask(json!({ "email": "ann@example.com", "purpose": purpose })).await;
                for _ in 0..4 {
                    let bad = other_than(&code);
                    let answer = if purpose == "sign-up" { verify(&bad).await } else { reset(&bad).await };
                    if code_of(&answer) == "otp/too-many-tries" { break 'day; }
                    answer.expect_problem("otp/wrong");
                    wrong += 1;
                }
            }
        }
        assert_eq!(wrong, 20, "tries of a day");
        let code = ask(json!({ "email": "ann@example.com" })).await;
        verify(&code).await.expect_problem("otp/too-many-tries");
    }

    async fn a_code_serves_only_its_purpose(app) {
        signed_up(&app, "Ann", "ann@example.com").await;
        let nobody = app.anonymous();
        let reset = |code: String| nobody.put("/v1/auth/reset-password", json!({ "email": "ann@example.com", "code": code, "newPassword": "Roses-1951" }));
        let verify = |code: String| nobody.post("/v1/otp/verify", json!({ "email": "ann@example.com", "code": code }));
        for (purpose, verified, was_reset) in [("sign-up", "done", "otp/expired"), ("reset-password", "otp/expired", "done")] {
            app.clock.advance_ms(MINUTE_MS);
            nobody.post("/v1/otp", json!({ "email": "ann@example.com", "purpose": purpose })).await.expect(200);
            let code = mailed(&app, "ann@example.com").await;
            let (wrong_way, right_way) = if verified == "done" {
                (reset(code.clone()).await, verify(code).await)
            } else {
                (verify(code.clone()).await, reset(code).await)
            };
            let seen = if verified == "done" { (code_of(&right_way), code_of(&wrong_way)) } else { (code_of(&wrong_way), code_of(&right_way)) };
            assert_eq!(seen, (verified.to_owned(), was_reset.to_owned()), "{purpose}");
        }
    }

    async fn guessing_in_parallel_gives_no_further_tries(app) {
        let nobody = app.anonymous();
        nobody.post("/v1/otp", json!({ "email": "ann@example.com" })).await.expect(200);
        let code = mailed(&app, "ann@example.com").await;
        let wrong = other_than(&code);
        let tries = (0..25).map(|_| nobody.post("/v1/otp/verify", json!({ "email": "ann@example.com", "code": wrong })));
        let seen = counted(futures_util::future::join_all(tries).await.iter().map(code_of));
        assert_eq!(seen, BTreeMap::from([("otp/wrong".to_owned(), 5), ("otp/too-many-tries".to_owned(), 20)]));
        nobody.post("/v1/otp/verify", json!({ "email": "ann@example.com", "code": code })).await.expect_problem("otp/too-many-tries");

        // A new code does not make guessing free again on the same day.
        app.clock.advance_ms(MINUTE_MS);
        nobody.post("/v1/otp", json!({ "email": "ann@example.com" })).await.expect(200);
        let code = mailed(&app, "ann@example.com").await;
        nobody.post("/v1/otp/verify", json!({ "email": "ann@example.com", "code": code })).await.expect_problem("otp/too-many-tries");

        app.clock.advance_ms(24 * 60 * MINUTE_MS);
        let asked = (0..5).map(|_| nobody.post("/v1/otp", json!({ "email": "ann@example.com" })));
        let seen = counted(futures_util::future::join_all(asked).await.iter().map(code_of));
        assert_eq!(seen, BTreeMap::from([("done".to_owned(), 1), ("rate/limited".to_owned(), 4)]), "one mail at a time");
        let code = mailed(&app, "ann@example.com").await;
        let tries = (0..5).map(|_| nobody.post("/v1/otp/verify", json!({ "email": "ann@example.com", "code": code })));
        let seen = counted(futures_util::future::join_all(tries).await.iter().map(code_of));
        assert_eq!(seen, BTreeMap::from([("done".to_owned(), 1), ("otp/expired".to_owned(), 4)]), "a right code works once");
    }
}

#[tokio::test]
async fn a_mail_that_does_not_leave_is_sent_as_soon_as_it_can_while_its_code_is_good() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let silent = Ctx { mail: Arc::new(Silence), ..app.ctx.clone() };
    let body = |email: &str| OtpBody { email: email.into(), purpose: None };
    otp::generate_otp(&app.ctx, body("ann@example.com")).await.expect("the mail is kept with the code");
    assert!(jobs::run_next(&silent).await.unwrap(), "a first attempt");
    assert!(!jobs::run_next(&app.ctx).await.unwrap(), "not at once again");
    app.clock.advance_ms(3_000);
    assert_eq!(mailed(&app, "ann@example.com").await.len(), 4);

    app.clock.advance_ms(MINUTE_MS);
    otp::generate_otp(&app.ctx, body("ben@example.com")).await.expect("the mail is kept with the code");
    assert!(jobs::run_next(&silent).await.unwrap(), "a first attempt");
    app.clock.advance_ms(11 * MINUTE_MS);
    assert!(jobs::run_next(&app.ctx).await.unwrap(), "it is let go");
    assert_eq!(app.outbox.0.lock().unwrap().len(), 1, "a code that expired is not sent");
    assert!(!jobs::run_next(&app.ctx).await.unwrap(), "nothing is left");
}

#[tokio::test]
async fn only_the_development_stage_shows_codes() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let settings = Settings { dev_stage: false, ..(*app.ctx.settings).clone() };
    let production = Ctx { settings: Arc::new(settings), ..app.ctx.clone() };
    let (shown, message) =
        otp::generate_otp(&production, OtpBody { email: "ann@example.com".into(), purpose: None }).await.unwrap();
    assert_eq!((shown.otp, message), (None, None));
    app.work().await;
    assert_eq!(app.outbox.0.lock().unwrap().len(), 1);
}
