//! Refreshing, resetting, and what ends a session.

use super::{MINUTE_MS, PASSWORD, code_of, counted, entered, mailed, other_than, prove, sign_in, signed_up};
use crate::harness::Client;
use serde_json::{Value, json};
use talkamie::domain::ids::UserId;
use uuid::Uuid;

on_both! {
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
