//! Signing up and in, by password and by a provider.

use super::{
    MINUTE_MS, PASSWORD, Silence, code_of, counted, entered, google, prove, sign_in, signed_up, via_google, with,
};
use crate::harness::{Db, TestApp, app::PROVIDER_DOWN};
use poem::http::Method;
use serde_json::{Value, json};
use std::sync::Arc;
use talkamie::{
    contract::v1::ErrorCode,
    operations::{Ctx, auth, sessions},
};

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
