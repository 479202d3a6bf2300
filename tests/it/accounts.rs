//! The groups `auth` and `otp`, as their callers see them.

use crate::harness::{Answer, Client, Db, TestApp, app::PROVIDER_DOWN};
use poem::{
    Request,
    http::{Method, header},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};
use talkamie::{
    contract::v1::{ErrorCode, types::OtpBody},
    domain::ids::UserId,
    http::EdgeSettings,
    operations::{
        Ctx, Settings, auth, jobs, otp,
        ports::{Answering, Identities, Identity, IdentityError, Mail, OtpMail, PortError, Provider, SendError},
        sessions,
    },
};
use uuid::Uuid;

const MINUTE_MS: i64 = 60_000;
const PASSWORD: &str = "Tulips-1951";

/// A request with headers of one's own.
pub async fn with(client: &Client<'_>, method: Method, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
    let mut request = Request::builder().method(method).uri_str(path).header(header::CONTENT_TYPE, "application/json");
    if let Some(token) = &client.token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.request(if body.is_null() { request.finish() } else { request.body(body.to_string()) }).await
}

/// The code in the newest mail to that address.
pub async fn mailed(app: &TestApp, email: &str) -> String {
    app.work().await;
    let mails = app.outbox.0.lock().unwrap();
    mails.iter().rev().find(|mail| mail.to == email).expect("a mail").code.clone()
}

/// A code that is not that one.
fn other_than(code: &str) -> String {
    format!("{:04}", (code.parse::<u32>().unwrap() + 1) % 10_000)
}

/// Proves an address by its code.
pub async fn prove(app: &TestApp, email: &str) {
    app.anonymous().post("/v1/otp", json!({ "email": email })).await.expect(200);
    let code = mailed(app, email).await;
    app.anonymous().post("/v1/otp/verify", json!({ "email": email, "code": code })).await.expect(200);
}

/// Somebody who signed up like everybody does.
pub async fn signed_up<'a>(app: &'a TestApp, name: &str, email: &str) -> Client<'a> {
    prove(app, email).await;
    let body = json!({ "name": name, "email": email, "password": PASSWORD });
    entered(app, &app.anonymous().post("/v1/auth/sign-up", body).await)
}

fn entered<'a>(app: &'a TestApp, answer: &Answer) -> Client<'a> {
    let account = answer.expect(200);
    let id: UserId = account["user"]["id"].as_str().unwrap().parse().unwrap();
    Client { app, id, token: Some(account["tokens"]["access"].as_str().unwrap().to_owned()) }
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    app.anonymous().post("/v1/auth/sign-in", json!({ "email": email, "password": password })).await
}

fn code_of(answer: &Answer) -> String {
    match answer.status.as_u16() {
        200 => "done".into(),
        _ => answer.json()["code"].as_str().unwrap_or("?").to_owned(),
    }
}

/// How often each word was said.
fn counted(words: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

fn google(app: &TestApp, token: &str, subject: &str, email: &str) {
    let identity = Identity { subject: subject.into(), email: email.into(), name: None };
    app.identities.0.lock().unwrap().insert(token.into(), identity);
}

async fn via_google(app: &TestApp, path: &str, token: &str, email: &str) -> Answer {
    let header = format!("google {token}");
    let body = json!({ "name": "Gail", "email": email });
    with(&app.anonymous(), Method::POST, path, &[("x-auth-provider", &header)], body).await
}

on_both! {
    async fn an_account_is_opened_left_and_entered_again(app) {
        prove(&app, "ann.lee@example.com").await;
        let body = json!({ "name": "Ann Lee", "email": "Ann.Lee@Example.com", "password": PASSWORD });
        let headers = [("x-user-device", "device-1"), ("x-user-timezone-offset", "-180")];
        let answer = with(&app.anonymous(), Method::POST, "/v1/auth/sign-up", &headers, body).await;
        let account = answer.expect(200);
        assert_eq!(account["user"]["email"], "ann.lee@example.com");
        assert_eq!(account["user"]["name"], "Ann Lee");
        assert_eq!(account["user"]["timezoneOffset"], -180);
        assert_eq!(account["user"].get("type"), None);
        let ann = entered(&app, &answer);

        let session = sessions::session_of(ann.token.as_deref().unwrap()).unwrap();
        let mut tx = app.ctx.store.read().await.unwrap();
        let kept = tx.find_session(crate::harness::app::TENANT, session).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(kept.device.as_deref(), Some("device-1"));

        assert_eq!(ann.get("/v1/auth").await.expect(200)["user"]["id"], ann.to_string());
        ann.delete("/v1/auth/sign-out").await.expect(200);
        ann.get("/v1/auth").await.expect_problem("auth/invalid");

        let again = entered(&app, &sign_in(&app, "ANN.LEE@example.com", PASSWORD).await);
        assert_eq!(again.id, ann.id);
        assert_eq!(again.get("/v1/auth").await.expect(200)["user"]["timezoneOffset"], -180);
    }

    async fn a_time_zone_is_written_only_when_it_changed(app) {
        let ann = signed_up(&app, "Ann", "ann@example.com").await;
        let load = async |minutes: &str| {
            app.clock.advance_ms(MINUTE_MS);
            let before = app.ctx.store.log().count();
            let answer = with(&ann, Method::GET, "/v1/auth", &[("x-user-timezone-offset", minutes)], Value::Null).await;
            (answer.expect(200)["user"]["timezoneOffset"].clone(), app.ctx.store.log().count() - before)
        };
        assert_eq!(load("60").await, (json!(60), 7));
        assert_eq!(load("60").await, (json!(60), 6), "nothing is written when nothing changed");
        assert_eq!(load("").await, (json!(60), 6), "no header is no change");
        assert_eq!(load("-840").await, (json!(-840), 7));
        assert_eq!(ann.get("/v1/auth").await.expect(200)["user"]["timezoneOffset"], -840);
    }

    async fn signing_up_is_refused_in_the_documented_words(app) {
        let nobody = app.anonymous();
        let up = async |body: Value| nobody.post("/v1/auth/sign-up", body).await;
        let body = json!({ "name": "Ann", "email": "ann@example.com", "password": PASSWORD });

        up(json!({ "name": "Ann", "email": "ann@example.com" })).await.expect_problem("auth/password-missing");
        up(body.clone()).await.expect_problem("auth/email-not-verified");
        assert_eq!(up(json!({ "name": "", "email": "x", "password": "short" })).await.expect_invalid(), ["/email", "/name", "/password"]);

        assert_eq!(up(json!({ "name": " \t ", "email": "ann@example.com", "password": PASSWORD })).await.expect_invalid(), ["/name"]);

        prove(&app, "ann@example.com").await;
        app.clock.advance_ms(30 * MINUTE_MS);
        up(body.clone()).await.expect_problem("auth/email-not-verified");
        prove(&app, "ann@example.com").await;
        app.clock.advance_ms(30 * MINUTE_MS - 1);
        up(body.clone()).await.expect(200);
        up(body.clone()).await.expect_problem("auth/email-taken");
        prove(&app, "ann@example.com").await;
        up(body.clone()).await.expect_problem("auth/email-taken");

        let ann = entered(&app, &sign_in(&app, "ann@example.com", PASSWORD).await);
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        up(body.clone()).await.expect_problem("auth/email-not-verified");
        app.clock.advance_ms(MINUTE_MS);
        prove(&app, "ann@example.com").await;
        up(body).await.expect(200);
    }

    async fn signing_in_is_refused_in_the_documented_words(app) {
        signed_up(&app, "Ann", "ann@example.com").await;
        app.person("Sso Only", talkamie::domain::user::UserType::Senior).await;
        let nobody = app.anonymous();
        nobody.post("/v1/auth/sign-in", json!({ "email": "ann@example.com" })).await.expect_problem("auth/password-missing");
        sign_in(&app, "nobody@example.com", PASSWORD).await.expect_problem("auth/account-unknown");
        sign_in(&app, "ann@example.com", "Roses-1951").await.expect_problem("auth/wrong-password");
        sign_in(&app, "sso.only@example.com", PASSWORD).await.expect_problem("auth/wrong-password");
        via_google(&app, "/v1/auth/sign-in", "forged", "ann@example.com").await.expect_problem("auth/provider-token-invalid");
        for path in ["/v1/auth/sign-in", "/v1/auth/sign-up"] {
            via_google(&app, path, PROVIDER_DOWN, "ann@example.com").await.expect_problem("auth/provider-unavailable");
        }
        let odd = with(&nobody, Method::POST, "/v1/auth/sign-in", &[("x-auth-provider", "github x")], json!({ "email": "ann@example.com" })).await;
        assert_eq!(odd.expect_invalid(), ["/x-auth-provider"]);
    }

    async fn google_opens_and_enters_accounts(app) {
        google(&app, "t-gail", "g-1", "Gail@Example.com");
        via_google(&app, "/v1/auth/sign-in", "t-gail", "gail@example.com").await.expect_problem("auth/sign-up-first");
        via_google(&app, "/v1/auth/sign-up", "t-gail", "other@example.com").await.expect_problem("auth/provider-token-invalid");
        let gail = entered(&app, &via_google(&app, "/v1/auth/sign-up", "t-gail", "gail@example.com").await);
        via_google(&app, "/v1/auth/sign-up", "t-gail", "gail@example.com").await.expect_problem("auth/email-taken");
        assert_eq!(entered(&app, &via_google(&app, "/v1/auth/sign-in", "t-gail", "gail@example.com").await).id, gail.id);

        // The person takes another address at Google: still their account, and not a second one.
        google(&app, "t-gail-2", "g-1", "new@example.com");
        assert_eq!(entered(&app, &via_google(&app, "/v1/auth/sign-in", "t-gail-2", "new@example.com").await).id, gail.id);
        via_google(&app, "/v1/auth/sign-up", "t-gail-2", "new@example.com").await.expect_problem("auth/email-taken");

        // Who signed up with a password may come through Google as well.
        let ann = signed_up(&app, "Ann", "ann@example.com").await;
        google(&app, "t-ann", "g-2", "ann@example.com");
        assert_eq!(entered(&app, &via_google(&app, "/v1/auth/sign-in", "t-ann", "ann@example.com").await).id, ann.id);
        assert_eq!(entered(&app, &sign_in(&app, "ann@example.com", PASSWORD).await).id, ann.id);

        // A closed account does not come back with the identity.
        gail.delete(format!("/v1/user/{gail}")).await.expect(200);
        via_google(&app, "/v1/auth/sign-in", "t-gail", "gail@example.com").await.expect_problem("auth/sign-up-first");
        assert_ne!(entered(&app, &via_google(&app, "/v1/auth/sign-up", "t-gail", "gail@example.com").await).id, gail.id);
    }

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

    async fn a_reset_ends_everything_that_was(app) {
        let ann = signed_up(&app, "Ann", "ann@example.com").await;
        let elsewhere = entered(&app, &sign_in(&app, "ann@example.com", PASSWORD).await);
        let nobody = app.anonymous();
        app.clock.advance_ms(MINUTE_MS);
        nobody.post("/v1/otp", json!({ "email": "ann@example.com", "purpose": "reset-password" })).await.expect(200);
        let body = |code: &str| json!({ "email": "Ann@example.com", "code": code, "newPassword": "Roses-and-Rain-7" });
        let code = mailed(&app, "ann@example.com").await;
        nobody.put("/v1/auth/reset-password", body(&other_than(&code))).await.expect_problem("otp/wrong");
        nobody.post("/v1/auth/reset-password", body(&code)).await.expect(200);
        nobody.put("/v1/auth/reset-password", body(&code)).await.expect_problem("otp/expired");
        for client in [&ann, &elsewhere] {
            client.get("/v1/auth").await.expect_problem("auth/invalid");
        }
        sign_in(&app, "ann@example.com", PASSWORD).await.expect_problem("auth/wrong-password");
        sign_in(&app, "ann@example.com", "Roses-and-Rain-7").await.expect(200);
    }

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

    async fn refresh_tokens_work_once(app) {
        prove(&app, "ann@example.com").await;
        let body = json!({ "name": "Ann", "email": "ann@example.com", "password": PASSWORD });
        let first = app.anonymous().post("/v1/auth/sign-up", body).await.expect(200)["tokens"].take();
        let nobody = app.anonymous();
        let refresh = async |tokens: &Value| nobody.post("/v1/auth/refresh", json!({ "refresh": tokens["refresh"] })).await;
        let load = async |tokens: &Value| {
            let token = tokens["access"].as_str().unwrap().to_owned();
            Client { app: &app, id: UserId(Uuid::nil()), token: Some(token) }.get("/v1/auth").await
        };
        load(&first).await.expect(200);
        let second = refresh(&first).await.expect(200);
        assert_ne!(second, first);
        load(&first).await.expect_problem("auth/invalid");
        load(&second).await.expect(200);
        let third = refresh(&second).await.expect(200);
        refresh(&second).await.expect_problem("auth/refresh-reused");
        load(&third).await.expect_problem("auth/invalid");
        refresh(&third).await.expect_problem("auth/refresh-invalid");
        for odd in ["x", "a.b", first["access"].as_str().unwrap()] {
            refresh(&json!({ "refresh": odd })).await.expect_problem("auth/refresh-invalid");
        }

        let tokens = sign_in(&app, "ann@example.com", PASSWORD).await.expect(200)["tokens"].take();
        app.clock.advance_ms(7 * 86_400_000);
        load(&tokens).await.expect_problem("auth/invalid");
        let tokens = refresh(&tokens).await.expect(200);
        app.clock.advance_ms(90 * 86_400_000);
        refresh(&tokens).await.expect_problem("auth/refresh-invalid");
    }

    async fn two_sign_ups_with_one_address_have_one_winner(app) {
        let nobody = app.anonymous();
        for round in 0..20 {
            let email = format!("ann{round}@example.com");
            prove(&app, &email).await;
            let up = |name: &str| nobody.post("/v1/auth/sign-up", json!({ "name": name, "email": email, "password": PASSWORD }));
            let (a, b) = tokio::join!(up("Ann"), up("Ben"));
            let seen = counted([code_of(&a), code_of(&b)]);
            assert_eq!(seen, counted(["done".into(), "auth/email-taken".into()]), "round {round}");
        }
    }

    async fn two_refreshes_at_once_end_the_session(app) {
        signed_up(&app, "Ann", "ann@example.com").await;
        for _ in 0..20 {
            let tokens = sign_in(&app, "ann@example.com", PASSWORD).await.expect(200)["tokens"].take();
            let nobody = app.anonymous();
            let refresh = || nobody.post("/v1/auth/refresh", json!({ "refresh": tokens["refresh"] }));
            let (a, b) = tokio::join!(refresh(), refresh());
            assert_eq!(counted([code_of(&a), code_of(&b)]), counted(["done".into(), "auth/refresh-reused".into()]));
            let won = if a.status.is_success() { a } else { b };
            let token = won.expect(200)["access"].as_str().unwrap().to_owned();
            Client { app: &app, id: UserId(Uuid::nil()), token: Some(token) }.get("/v1/auth").await.expect_problem("auth/invalid");
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

    /// A session that began with the old password does not outlive the reset, however close the two come.
    async fn no_session_slips_past_a_reset(app) {
        signed_up(&app, "Ann", "ann@example.com").await;
        let nobody = app.anonymous();
        let mut old = PASSWORD.to_owned();
        for round in 0..20 {
            app.clock.advance_ms(MINUTE_MS);
            nobody.post("/v1/otp", json!({ "email": "ann@example.com", "purpose": "reset-password" })).await.expect(200);
            let code = mailed(&app, "ann@example.com").await;
            let new = format!("Roses-{round:04}");
            let reset = nobody.put("/v1/auth/reset-password", json!({ "email": "ann@example.com", "code": code, "newPassword": new }));
            let (reset, entry) = tokio::join!(reset, sign_in(&app, "ann@example.com", &old));
            reset.expect(200);
            if entry.status.is_success() {
                entered(&app, &entry).get("/v1/auth").await.expect_problem("auth/invalid");
            } else {
                entry.expect_problem("auth/wrong-password");
            }
            old = new;
        }
    }
}

/// A world in which nothing outside answers.
struct Silence;

impl Mail for Silence {
    fn send(&self, _: OtpMail) -> Answering<'_, Result<(), SendError>> {
        Box::pin(async { Err(SendError::again("the mail server is away", "nobody answers")) })
    }
}

impl Identities for Silence {
    fn identify<'a>(&'a self, _: Provider, _: &'a str, _: i64) -> Answering<'a, Result<Identity, IdentityError>> {
        Box::pin(async { Err(IdentityError::Unavailable(PortError { what: "Google is away", cause: None })) })
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

#[tokio::test]
async fn a_provider_that_is_away_is_not_a_wrong_token() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let ctx = Ctx { identities: Arc::new(Silence), ..app.ctx.clone() };
    let arrival = auth::Arrival { provider: Some("apple x".into()), ..auth::Arrival::default() };
    let body = serde_json::from_value(json!({ "email": "ann@example.com" })).unwrap();
    let failed = auth::sign_in(&ctx, body, arrival).await.unwrap_err();
    assert_eq!(failed.code, ErrorCode::AuthProviderUnavailable);
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
