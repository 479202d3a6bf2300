//! The refusals that every operation can give: a database that does not answer, a caller who asks too often, a body that is
//! none.

use crate::harness::{
    Db, TestApp,
    promise::{Promise, Visitor, implemented},
};
use serde_json::json;
use talkamie::{domain::user::UserType, http::EdgeSettings};

/// Operations that ask no database: nothing of it can fail.
const WITHOUT_STATEMENTS: &[&str] = &["getSpecializationAreas"];

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
        if !promise.statuses().contains(&503) || WITHOUT_STATEMENTS.contains(&promise.id()) {
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
            if promise.statuses().contains(&status) && !(status == 415 && promise.face == "symphony-pod") {
                let answer = ann.call_as(promise, &path, content_type, Some(bytes)).await;
                let (face, id) = (promise.face, promise.id());
                assert_eq!(answer.status.as_u16(), status, "{face} {id}: {}", answer.text());
            }
        }
    }
}
