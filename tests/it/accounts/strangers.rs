//! What strangers may try, and what they learn by it.

use super::{MINUTE_MS, PASSWORD, code_of, counted, mailed, other_than, sign_in, signed_up};
use crate::harness::{Answer, Db, TestApp};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use talkamie::http::EdgeSettings;

on_both! {
    /// Whatever one tries, an address without an account answers like one with: word for word, header for header.
    async fn nobody_learns_who_has_an_account(app) {
        signed_up(&app, "Ann", "ann@example.com").await;
        app.clock.advance_ms(MINUTE_MS);
        let nobody = app.anonymous();
        let mut told = vec![];
        for email in ["ann@example.com", "ben@example.com"] {
            let mut words = vec![];
            let mut note = |answer: Answer| {
                let mut body = answer.json();
                for (part, name) in [("", "requestId"), ("data", "otp"), ("", "message")] {
                    let part = if part.is_empty() { Some(&mut body) } else { body.get_mut(part) };
                    if let Some(Value::Object(members)) = part { members.remove(name); }
                }
                let mut names: Vec<_> = answer.headers.keys().map(|name| name.as_str().to_owned()).collect();
                names.sort();
                words.push((answer.status, names, body));
            };
            let reset = |code: &str| nobody.put("/v1/auth/reset-password", json!({ "email": email, "code": code, "newPassword": "Roses-1951" }));
            note(reset("0000").await);
            for purpose in ["reset-password", "sign-up"] {
                note(nobody.post("/v1/otp", json!({ "email": email, "purpose": purpose })).await);
            }
            let wrong = other_than(&mailed(&app, email).await);
            for _ in 0..6 {
                note(reset(&wrong).await);
            }
            note(nobody.post("/v1/otp/verify", json!({ "email": email, "code": wrong })).await);
            app.work().await;
            told.push((words, app.outbox.0.lock().unwrap().iter().filter(|mail| mail.to == email).count()));
        }
        let (ben, ann) = (told.pop().unwrap(), told.pop().unwrap());
        assert_eq!(ann.0, ben.0);
        assert_eq!((ann.1, ben.1), (3, 2), "both got a mail for each purpose; Ann had one more for her sign-up");

        // Only who reads the mailbox learns it: with the right code.
        app.clock.advance_ms(MINUTE_MS);
        nobody.post("/v1/otp", json!({ "email": "ben@example.com", "purpose": "reset-password" })).await.expect(200);
        let body = json!({ "email": "ben@example.com", "code": mailed(&app, "ben@example.com").await, "newPassword": "Roses-1951" });
        nobody.put("/v1/auth/reset-password", body).await.expect_problem("otp/expired");
    }
}

#[tokio::test]
async fn sensitive_operations_have_limits_of_their_own() {
    let edge = EdgeSettings { check_answers: true, rate_limits: true, ..EdgeSettings::default() };
    let app = TestApp::start_with(Db::Sqlite, edge).await.unwrap();
    let mut seen = vec![];
    for _ in 0..31 {
        seen.push(code_of(&sign_in(&app, "nobody@example.com", PASSWORD).await));
    }
    let expected = BTreeMap::from([("auth/account-unknown".to_owned(), 30), ("rate/limited".to_owned(), 1)]);
    assert_eq!(counted(seen), expected);
}

/// A team behind one address signs up in one afternoon; in the development stage a suite does so in a minute. The headers say
/// what is true.
#[tokio::test]
async fn many_people_sign_up_behind_one_address() {
    for (generous, people, told) in [(false, 60, "60"), (true, 150, "6000")] {
        let edge = EdgeSettings { check_answers: true, rate_limits: true, generous, ..EdgeSettings::default() };
        let app = TestApp::start_with(Db::Sqlite, edge).await.unwrap();
        for n in 1..=people {
            let sent = app.anonymous().post("/v1/otp", json!({ "email": format!("person-{n}@example.com") })).await;
            sent.expect(200);
            assert_eq!(sent.header("ratelimit-limit"), Some(told));
            let left = told.parse::<u64>().unwrap() - n;
            assert_eq!(sent.header("ratelimit-remaining"), Some(left.to_string().as_str()));
        }
        let more = app.anonymous().post("/v1/otp", json!({ "email": "more@example.com" })).await;
        assert_eq!(code_of(&more), if generous { "done" } else { "rate/limited" });
        let usual = app.anonymous().get("/v1/auth").await;
        assert_eq!(usual.header("ratelimit-limit"), Some(if generous { "120000" } else { "1200" }));
        // The other face keeps the numbers of its contract.
        let other = app
            .anonymous()
            .post(format!("/api/v6/{}/auth/request-new-access-token", crate::harness::app::TENANT), json!({}))
            .await;
        assert_eq!(other.header("x-ratelimit-limit"), Some("50"));
    }
}
