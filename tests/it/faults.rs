//! Failing at every step: whichever statement of an operation fails, the answer is a clean problem and the database is as
//! it was.

use crate::harness::{Answer, Client, TestApp};
use serde_json::{Value, json};

/// Every table that an operation may write.
const TABLES: &[&str] = &[
    "SELECT * FROM users ORDER BY id",
    "SELECT * FROM connections ORDER BY id",
    "SELECT * FROM alerts ORDER BY id",
    "SELECT * FROM app_notifications ORDER BY id",
    "SELECT * FROM chats ORDER BY id",
    "SELECT * FROM chat_members ORDER BY chat_id, user_id",
    "SELECT * FROM chat_messages ORDER BY id",
    "SELECT * FROM schedules ORDER BY id",
    "SELECT * FROM interests ORDER BY id",
    "SELECT * FROM user_interests ORDER BY user_id, interest_id",
    "SELECT * FROM sessions ORDER BY id",
    "SELECT * FROM otp_addresses ORDER BY tenant_id, email",
    "SELECT * FROM otp_codes ORDER BY tenant_id, email, purpose",
    "SELECT * FROM files ORDER BY path",
    "SELECT * FROM background_checks ORDER BY user_id",
    "SELECT * FROM transactions ORDER BY id",
    "SELECT * FROM ledger_movements ORDER BY id",
    "SELECT * FROM calls ORDER BY id",
    "SELECT * FROM active_calls ORDER BY user_id",
    "SELECT * FROM jobs ORDER BY id",
    "SELECT * FROM events ORDER BY user_id, seq",
    "SELECT * FROM event_counters ORDER BY user_id",
    "SELECT * FROM idempotency_keys ORDER BY user_id, key",
];

pub async fn everything(app: &TestApp) -> String {
    let mut tx = app.ctx.store.read().await.unwrap();
    let mut out = String::new();
    for sql in TABLES {
        out.push_str(&format!("{sql}: {:?}\n", tx.rows(sql, []).await.unwrap()));
    }
    out
}

/// One call that writes.
struct Case {
    name: &'static str,
    method: &'static str,
    path: &'static str,
    body: Option<Value>,
    /// Whether Ben calls rather than Ann.
    by_ben: bool,
    /// Calls that lead up to it, as (method, path, by Ben).
    before: &'static [(&'static str, &'static str, bool)],
}

fn cases() -> Vec<Case> {
    const ASK: (&str, &str, bool) = ("POST", "/v1/user/BEN/connection", false);
    const ACCEPT: (&str, &str, bool) = ("POST", "/v1/user/ANN/connection/accept", true);
    let case = |name, method, path, by_ben, before| Case { name, method, path, body: None, by_ben, before };
    const WRITE: (&str, &str, bool) = ("POST", "/v1/user/ANN/message/request", true);
    vec![
        Case {
            body: Some(json!({ "text": "May I?" })),
            ..case("sendMessageRequest", "POST", "/v1/user/ANN/message/request", true, &[])
        },
        case("cancelMessageRequest", "DELETE", "/v1/user/ANN/message/request", true, &[WRITE]),
        case("acceptMessageRequest", "POST", "/v1/user/BEN/message/request/accept", false, &[WRITE]),
        case("rejectMessageRequest", "DELETE", "/v1/user/BEN/message/request/reject", false, &[WRITE]),
        case("sendConnectionRequest", "POST", "/v1/user/BEN/connection", false, &[]),
        case("cancelConnectionRequest", "DELETE", "/v1/user/BEN/connection", false, &[ASK]),
        case("acceptConnection", "POST", "/v1/user/ANN/connection/accept", true, &[ASK]),
        case("rejectConnectionRequest", "DELETE", "/v1/user/ANN/connection/reject", true, &[ASK]),
        case("disconnectUser", "DELETE", "/v1/user/BEN/connection/disconnect", false, &[ASK, ACCEPT]),
        Case {
            body: Some(json!({ "name": "Ann L.", "bio": "new", "interests": [{ "name": "Roses" }] })),
            ..case("updateUser", "PUT", "/v1/user/ANN", false, &[])
        },
        Case {
            body: Some(json!({ "type": "user", "items": {
                "picture": { "name": "a.png", "mimeType": "image/png", "objectType": "picture" }
            }})),
            ..case("createSignedUrls", "POST", "/v1/signed/urls", false, &[])
        },
        Case {
            body: Some(json!({
                "firstName": "Ben", "lastName": "Ortiz", "workLocations": [{ "countryCode": "US", "stateCode": "OR" }]
            })),
            ..case("addBackgroundInfo", "POST", "/v1/verification/background", true, &[])
        },
        Case {
            body: Some(json!({ "coins": 100, "paypal": { "email": "ben@example.com" } })),
            ..case("withdrawCoins", "POST", "/v1/finance/withdraw", true, &[])
        },
        case("signOut", "DELETE", "/v1/auth/sign-out", false, &[]),
        case("deleteUser", "DELETE", "/v1/user/ANN", false, &[ASK, ACCEPT]),
    ]
}

async fn call(
    who: &Client<'_>,
    method: &str,
    path: &str,
    ann: &Client<'_>,
    ben: &Client<'_>,
    body: Option<&Value>,
) -> Answer {
    let path = path.replace("ANN", &ann.to_string()).replace("BEN", &ben.to_string());
    who.send(method.parse().unwrap(), &path, body.map(|b| b.to_string().into_bytes())).await
}

on_both! {
    async fn a_failing_statement_leaves_everything_as_it_was(app) {
        for case in cases() {
            let mut step = 1;
            loop {
                let (ann, ben) = app.ann_and_ben_again(&format!("{}{step}", case.name)).await;
                app.credit(ben.id, 100).await;
                for (method, path, by_ben) in case.before {
                    let body = path.ends_with("/message/request").then(|| json!({ "text": "May I?" }));
                    call(if *by_ben { &ben } else { &ann }, method, path, &ann, &ben, body.as_ref()).await.expect(200);
                }
                let caller = if case.by_ben { &ben } else { &ann };
                // Every call begins alike: no session is believed without asking.
                app.clock.advance_ms(60_000);
                let before = everything(&app).await;
                app.ctx.store.faults().fail_nth(step);
                let answer = call(caller, case.method, case.path, &ann, &ben, case.body.as_ref()).await;
                let reached = !app.ctx.store.faults().waiting();
                app.ctx.store.faults().fail_nth(0);
                if !reached {
                    answer.expect(200);
                    break;
                }
                answer.expect_problem("store/unavailable");
                assert!(answer.header("retry-after").is_some());
                assert_eq!(everything(&app).await, before, "{} failing at step {step} left something behind", case.name);
                step += 1;
            }
            assert!(step > 3, "{} has steps that can fail", case.name);
        }
    }

    async fn others_in_the_way_are_waited_for(app) {
        for step in 1..12 {
            let (ann, ben) = app.ann_and_ben_again(&format!("again{step}")).await;
            // Her session is believed from here on, so that only the writing transaction is in the way of others.
            ann.get("/v1/connections/users").await.expect(200);
            app.ctx.store.faults().contend_nth(step);
            ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
            app.ctx.store.faults().fail_nth(0);
        }
    }
}
