//! Mock mode: every operation of every face answers with what its document shows, refuses as the real server does, and
//! asks no database.

use crate::{
    harness::{
        Answer, Db, TestApp,
        app::TENANT,
        process::Server,
        promise::{Promise, Visitor, implemented},
    },
    promises::violations::broken,
};
use poem::http::{HeaderName, header};
use reqwest::Client;
use serde_json::{Value, json};
use std::fs;
use talkamie::{domain::user::UserType, http::EdgeSettings};

const PREFER: HeaderName = HeaderName::from_static("prefer");

async fn mock() -> TestApp {
    let edge = EdgeSettings { mock: true, check_answers: true, ..EdgeSettings::default() };
    TestApp::start_with(Db::Sqlite, edge).await.unwrap()
}

/// Somebody who has credentials, whatever they are worth.
fn somebody(app: &TestApp) -> Visitor<'_> {
    let token = Some("any.token".to_owned());
    let mut visitor = Visitor::nobody(app);
    (visitor.client.token, visitor.replyke, visitor.symphony) = (token.clone(), token.clone(), token);
    visitor
}

async fn preferring(visitor: &Visitor<'_>, promise: &Promise, preference: &str) -> Answer {
    let headers = [(PREFER, preference.to_owned())];
    let body = promise.example().map(|body| body.to_string().into_bytes());
    visitor.call_with(promise, &promise.path(&|_| None), &headers, "application/json", body).await
}

/// The code of a refusal; the Symphony face and plain texts have none.
fn code(answer: &Answer) -> Option<String> {
    serde_json::from_slice::<Value>(&answer.body).ok()?["code"].as_str().map(str::to_owned)
}

#[tokio::test]
async fn every_documented_answer_can_be_had() {
    let app = mock().await;
    let (somebody, nobody) = (somebody(&app), Visitor::nobody(&app));
    let asked = app.ctx.store.log().count();
    let mut had = 0;
    for promise in implemented() {
        let place = format!("{} {}", promise.face, promise.id());
        // The witness holds each of these to the document.
        let first = preferring(&somebody, &promise, "").await;
        assert!(first.status.is_success(), "{place}: {}", first.text());
        assert_eq!(first.header("preference-applied"), None, "{place}");
        for unknown in ["code=299", "code=teapot", "example=no-such", "respond-async"] {
            let answer = preferring(&somebody, &promise, unknown).await;
            assert_eq!((answer.status, &answer.body), (first.status, &first.body), "{place}: {unknown} is ignored");
            assert_eq!(answer.header("preference-applied"), None, "{place}: {unknown}");
        }
        for name in promise.shown() {
            let answer = preferring(&somebody, &promise, &format!("example={name}")).await;
            assert_eq!(answer.header("preference-applied"), Some(&*format!("example={name}")), "{place}");
        }
        // A log-in that cannot be read is one that failed: Symphony answers 401 where others say 400.
        let statuses = promise
            .statuses()
            .into_iter()
            .filter(|status| !(promise.path(&|_| None).contains("/pubkey/") && *status == 400));
        for status in statuses {
            if status == 304 {
                // Whoever has the answer is told so, as by the real server.
                let headers = [(header::IF_NONE_MATCH, first.header("etag").unwrap().to_owned())];
                let again =
                    somebody.call_with(&promise, &promise.path(&|_| None), &headers, "application/json", None).await;
                assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{place}");
                had += 1;
                continue;
            }
            let answer = preferring(&somebody, &promise, &format!("code={status}")).await;
            assert_eq!(answer.status.as_u16(), status, "{place}: {}", answer.text());
            assert_eq!(answer.header("preference-applied"), Some(&*format!("code={status}")), "{place}");
            had += 1;
        }
        for wanted in promise.codes() {
            let by_name = preferring(&somebody, &promise, &format!("example={wanted}")).await;
            let dashed = preferring(&somebody, &promise, &format!("example={}", wanted.replace('/', "-"))).await;
            assert_eq!(by_name.status, dashed.status, "{place} {wanted}");
            // Symphony's codes are statuses; Replyke calls a mistake of ours by the name of its family.
            let named = code(&by_name).is_none_or(|code| code == wanted || code.ends_with("server-error"));
            assert!(promise.face == "symphony-pod" || named, "{place} {wanted}");
            let applied = format!("code={}, example={wanted}", by_name.status.as_u16());
            let both = preferring(&somebody, &promise, &applied).await;
            if !promise.path(&|_| None).contains("/pubkey/") {
                assert_eq!(both.header("preference-applied"), Some(&*applied), "{place}");
            }
            assert_eq!(code(&both), code(&by_name), "{place} {wanted}");
        }
        if !promise.is_public() {
            assert_eq!(preferring(&nobody, &promise, "").await.status, 401, "{place}");
        }
    }
    assert_eq!(app.ctx.store.log().count(), asked, "nothing was asked of the database");
    assert!(had > 700, "{had} answers");
}

/// What a refusal says, without the request's name.
fn said(answer: &Answer) -> (u16, Option<String>, Value) {
    let mut body = serde_json::from_slice(&answer.body).unwrap_or_else(|_| json!(answer.text()));
    if let Some(members) = body.as_object_mut() {
        members.remove("requestId");
    }
    (answer.status.as_u16(), answer.header("content-type").map(str::to_owned), body)
}

#[tokio::test]
async fn what_is_wrong_is_refused_as_in_the_real_server() {
    let (real, mock) = (TestApp::start(Db::Sqlite).await.unwrap(), mock().await);
    let ann = Visitor::of(real.person("Ann Lee", UserType::Senior).await).await;
    let somebody = somebody(&mock);
    let mut compared = 0;
    for promise in implemented() {
        let path = promise.path(&|_| None);
        let mut bodies: Vec<Vec<u8>> = broken(&promise).iter().map(|body| body.to_string().into_bytes()).collect();
        if promise.body().is_some() {
            bodies.extend(["{", "[]", "null", "", "{\"a\":\"\\u0000\"}"].map(|text| text.as_bytes().to_vec()));
            bodies.push(vec![b' '; 2_000_000]);
        }
        for body in bodies {
            let shown: String = String::from_utf8_lossy(&body).chars().take(200).collect();
            let mocked = somebody.call(&promise, &path, Some(body.clone())).await;
            let really = ann.call(&promise, &path, Some(body)).await;
            // A schema that accepts a bent body leaves the last word to the operation, which only the real one has.
            if mocked.status.is_success() && matches!(said(&really).0, 200..300 | 401..410 | 422) {
                continue;
            }
            assert_eq!(said(&mocked), said(&really), "{} {}: {shown}", promise.face, promise.id());
            compared += 1;
        }
        for parameter in promise.parameters("query") {
            let joint = if path.contains('?') { '&' } else { '?' };
            let broken = format!("{path}{joint}{}={}x", parameter["name"].as_str().unwrap(), "9".repeat(3000));
            let body = promise.example().map(|body| body.to_string().into_bytes());
            let mocked = somebody.call(&promise, &broken, body.clone()).await;
            let really = ann.call(&promise, &broken, body).await;
            if !mocked.status.is_success() {
                assert_eq!(said(&mocked), said(&really), "{} {}", promise.face, promise.id());
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared} refusals compared");
    for path in ["/v1/nothing", "/api/v6/nothing/at/all/here", "/pod/v1/nothing", "/nothing"] {
        assert_eq!(said(&somebody.client.get(path).await), said(&ann.client.get(path).await), "{path}");
    }
}

#[tokio::test]
async fn the_program_serves_all_faces_and_their_pages_from_nothing() {
    let server = Server::mock().await;
    let (client, base) = (Client::new(), format!("http://{}", server.address));
    for (path, part) in [
        ("/docs/", "swagger-ui"),
        ("/openapi.json", "getUserByToken"),
        ("/docs/errors/connection/not-found", "connection/not-found"),
        ("/readyz", "ready"),
    ] {
        let answer = client.get(format!("{base}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert!(answer.text().await.unwrap().contains(part), "{path}");
    }
    for (path, header) in [
        ("/v1/chats".to_owned(), "authorization"),
        (format!("/api/v6/{TENANT}/connections"), "authorization"),
        ("/pod/v1/connection/list".to_owned(), "sessiontoken"),
    ] {
        let ask = async || {
            let answer = client.get(format!("{base}{path}")).header(header, "Bearer x").send().await.unwrap();
            let mut headers = answer.headers().clone();
            headers.remove("date");
            (answer.status(), headers, answer.text().await.unwrap())
        };
        let first = ask().await;
        assert_eq!(first.0, 200, "{path}: {}", first.2);
        assert_eq!(ask().await, first, "{path}: the same request, the same answer");
    }
    let refused = async || {
        let body = client.post(format!("{base}/v1/otp")).json(&json!({ "email": 7 })).send().await.unwrap();
        (body.status(), body.text().await.unwrap())
    };
    let first = refused().await;
    assert_eq!(first.0, 422, "{}", first.1);
    assert_eq!(refused().await, first, "a refusal too, with the name of its request");
    let left: Vec<_> = fs::read_dir(&server.folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["log.txt"], "no database, no mail, no files");
}
