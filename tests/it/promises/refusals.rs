//! The refusals that every operation can give: a database that does not answer, a caller who asks too often, a body that is
//! none.

use crate::harness::{
    Db, TestApp,
    app::TENANT,
    promise::{Promise, Visitor, implemented},
};
use poem::http::HeaderName;
use serde_json::json;
use talkamie::{domain::user::UserType, http::EdgeSettings};

/// Operations that ask no database: nothing of it can fail.
const WITHOUT_STATEMENTS: &[&str] = &["getSpecializationAreas"];

/// Operations that ask only what a good signature gives them the right to: `symphony.rs` tells of them.
const SIGNED: &[&str] = &["authenticatePubkey", "authenticateKeyManager"];

fn examples(promise: &Promise, other: &Visitor<'_>) -> (String, Option<Vec<u8>>) {
    let path = promise.path(&|name| match name {
        "uid" => Some(other.number.to_string()),
        "userId" if promise.face == "symphony-pod" => Some(other.number.to_string()),
        _ => None,
    });
    (path, promise.example().map(|body| body.to_string().into_bytes()))
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_said() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, ben) = app.ann_and_ben().await;
    let (ann, ben) = (Visitor::of(ann).await, Visitor::of(ben).await);
    for promise in implemented() {
        let silent = [WITHOUT_STATEMENTS, SIGNED].concat();
        if !promise.statuses().contains(&503) || silent.contains(&promise.id()) {
            continue;
        }
        let (path, mut body) = examples(&promise, &ben);
        if promise.id() == "refreshTokens" {
            // One that cannot be read is refused without asking.
            body = Some(json!({ "refresh": ann.refresh }).to_string().into_bytes());
        }
        // No session and no project is believed without asking.
        app.clock.advance_ms(60_000);
        app.ctx.store.faults().fail_nth(1);
        let answer = ann.call(&promise, &path, body).await;
        let reached = !app.ctx.store.faults().waiting();
        app.ctx.store.faults().fail_nth(0);
        assert!(reached, "{} {} asked nothing: {}", promise.face, promise.id(), answer.text());
        assert_eq!(answer.status, 503, "{} {}: {}", promise.face, promise.id(), answer.text());
        assert!(answer.header("retry-after").is_some());
    }
}

#[tokio::test]
async fn who_asks_too_often_is_told_to_wait() {
    let settings = EdgeSettings {
        rate_limits: true,
        requests_per_minute: Some(2),
        check_answers: true,
        ..EdgeSettings::default()
    };
    let app = TestApp::start_with(Db::Sqlite, settings).await.unwrap();
    let nobody = Visitor::nobody(&app);
    for promise in implemented() {
        if !promise.statuses().contains(&429) {
            continue;
        }
        let (path, _) = examples(&promise, &nobody);
        let limit = promise.limit().unwrap_or(2);
        for n in 1..=limit {
            let answer = nobody.call(&promise, &path, None).await;
            assert_ne!(answer.status, 429, "{} {n} of {limit}", promise.id());
        }
        let over = nobody.call(&promise, &path, None).await;
        assert_eq!(over.status, 429, "{}: {}", promise.id(), over.text());
        assert!(over.header("retry-after").is_some());
    }
}

#[tokio::test]
async fn a_body_that_is_none_is_refused() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let ann = app.person("Ann Lee", UserType::Senior).await;
    let ann = Visitor::of(ann).await;
    for promise in implemented().iter().filter(|promise| promise.body().is_some()) {
        let (path, _) = examples(promise, &ann);
        let cases: [(u16, &str, Vec<u8>); 3] = [
            (413, "application/json", vec![b' '; 2_000_000]),
            (415, "text/plain", b"{}".to_vec()),
            (400, "application/json", b"{".to_vec()),
        ];
        for (status, content_type, bytes) in cases {
            let unlike =
                promise.face == "symphony-pod" && (status == 415 || (SIGNED.contains(&promise.id()) && status == 400));
            if promise.statuses().contains(&status) && !unlike {
                let answer = ann.call_as(promise, &path, content_type, Some(bytes)).await;
                let (face, id) = (promise.face, promise.id());
                assert_eq!(answer.status.as_u16(), status, "{face} {id}: {}", answer.text());
            }
        }
    }
}

/// A caller without a token, and one whose token is none; a project that nobody has; parameters that break their schemas.
#[tokio::test]
async fn what_every_operation_looks_at_first_is_refused() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let ann = Visitor::of(app.person("Ann Lee", UserType::Senior).await).await;
    let nobody = Visitor::nobody(&app);
    let garbage = "no.such.token".to_owned();
    let mut forged = Visitor::nobody(&app);
    (forged.client.token, forged.replyke, forged.symphony) =
        (Some(garbage.clone()), Some(garbage.clone()), Some(garbage));
    for promise in implemented() {
        let (path, body) = examples(&promise, &ann);
        if !promise.is_public() {
            let place = format!("{} {}", promise.face, promise.id());
            assert_eq!(nobody.call(&promise, &path, body.clone()).await.status, 401, "{place}");
            let answer = forged.call(&promise, &path, body.clone()).await;
            assert_eq!(
                answer.status,
                if promise.face == "replyke-v6" { 403 } else { 401 },
                "{place}: {}",
                answer.text()
            );
        }
        if promise.face == "replyke-v6" && promise.codes().contains(&"project/not-found") {
            let unknown = path.replace(&TENANT.to_string(), "3f6e0c52-7b1d-4a8e-9c25-d1e8f4a7b960");
            let answer = ann.call(&promise, &unknown, body.clone()).await;
            assert!(matches!(answer.status.as_u16(), 403 | 404), "{}: {}", promise.id(), answer.text());
            nobody.call(&promise, &unknown, body.clone()).await;
        }
        // Each parameter broken by itself: too long for any, and no number.
        let long = "9".repeat(3000);
        for parameter in promise.parameters("path") {
            let name = parameter["name"].as_str().unwrap();
            let broken = promise.path(&|wanted| (wanted == name).then(|| long.clone()));
            let answer = ann.call(&promise, &broken, body.clone()).await;
            assert!(answer.status.is_client_error(), "{} {name}: {}", promise.id(), answer.text());
        }
        for parameter in promise.parameters("query") {
            let joint = if path.contains('?') { '&' } else { '?' };
            let answer = ann
                .call(&promise, &format!("{path}{joint}{}={long}x", parameter["name"].as_str().unwrap()), body.clone())
                .await;
            if promise.face == "v1" {
                assert_eq!(answer.status, 422, "{} {}: {}", promise.id(), parameter["name"], answer.text());
            }
        }
        for parameter in promise.parameters("header") {
            let name: HeaderName = parameter["name"].as_str().unwrap().parse().unwrap();
            let answer =
                ann.call_with(&promise, &path, &[(name, format!("{long} x"))], "application/json", body.clone()).await;
            if promise.face == "v1" && !promise.is_public() {
                assert_eq!(answer.status, 422, "{} {}: {}", promise.id(), parameter["name"], answer.text());
            }
        }
    }
}
