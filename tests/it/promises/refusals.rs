//! The refusals that every operation can give whatever it is asked: a database that does not answer, a caller who asks too
//! often. What else callers get wrong is in `matrix.rs`.

use crate::harness::promise::{Promise, Visitor, implemented, refused_as};
use serde_json::json;
use talkamie::http::EdgeSettings;

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

on_both! {
    async fn a_database_that_does_not_answer_is_said(app) {
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
            refused_as(promise.face, &answer, "store/unavailable");
            assert!(answer.header("retry-after").is_some());
        }
    }

    async fn who_asks_too_often_is_told_to_wait(app) {
        let mut app = app;
        app.behind(EdgeSettings { rate_limits: true, requests_per_minute: Some(2), check_answers: true, ..EdgeSettings::default() });
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
            refused_as(promise.face, &over, "rate/limited");
            assert!(over.header("retry-after").is_some());
        }
    }
}
