//! The generated matrix: every operation of the Talkamie face against what callers get wrong.
//!
//! Inputs are the contract's own examples, so the table is complete by construction.

use crate::harness::{Answer, Client, Db, TestApp};
use poem::{
    Body, Request,
    http::{Method, header},
};
use serde_json::Value;
use std::sync::LazyLock;
use talkamie::contract::{
    runtime::{Access, OperationInfo, Place},
    v1::{self, ErrorCode},
};

type Info = OperationInfo<ErrorCode>;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(v1::DOCUMENT).unwrap());

/// The operation's path with the examples of its parameters.
fn path(o: &Info) -> String {
    let parameters = DOCUMENT["paths"][o.path][o.method]["parameters"].as_array().cloned().unwrap_or_default();
    let mut path = format!("/v1{}", o.path);
    for parameter in parameters.iter().filter(|p| p["in"] == "path") {
        let example = parameter["example"].as_str().unwrap();
        path = path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), example);
    }
    path
}

fn example(o: &Info) -> Option<Value> {
    let (component, _) = o.body?;
    Some(DOCUMENT["components"]["schemas"][component]["examples"][0].clone())
}

async fn send(
    client: &Client<'_>,
    o: &Info,
    method: &str,
    token: Option<&str>,
    content_type: &str,
    body: Option<Vec<u8>>,
) -> Answer {
    let mut request = Request::builder().method(method.to_uppercase().parse::<Method>().unwrap()).uri_str(path(o));
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, token);
    }
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, content_type);
    }
    client.request(request.body(body.map_or_else(Body::empty, Body::from))).await
}

#[tokio::test]
async fn every_operation_against_what_callers_get_wrong() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, _) = app.ann_and_ben().await;
    let good = format!("Bearer {}", ann.token.clone().unwrap());
    let nobody = app.anonymous();
    for o in v1::OPERATIONS {
        let json = "application/json";
        let body = example(o).map(|b| b.to_string().into_bytes());
        // Tokens.
        if o.access == Access::Token {
            send(&nobody, o, o.method, None, json, body.clone()).await.expect_problem("auth/missing");
            for bad in &["Bearer undefined", "Bearer x.y", "Bearer ", "Basic YTpi", &format!("{good}x")] {
                let answer = send(&nobody, o, o.method, Some(bad), json, body.clone()).await;
                let code = answer.json()["code"].as_str().unwrap().to_owned();
                assert!(
                    code == "auth/invalid" || (code == "auth/missing" && matches!(*bad, "Bearer " | "Basic YTpi")),
                    "{} {bad}: {code}",
                    o.id
                );
            }
        }
        // Bodies.
        if o.body.is_some() {
            let refused = async |content_type, bytes: &[u8]| {
                send(&nobody, o, o.method, Some(&good), content_type, Some(bytes.to_vec())).await
            };
            for malformed in [&b"{"[..], b"\xff\xfe", b"{} {}", b"{\"a\":}", "[".repeat(200_000).as_bytes()] {
                let answer = refused(json, malformed).await;
                let code = answer.json()["code"].as_str().unwrap().to_owned();
                assert!(code == "body/malformed" || code == "body/too-large", "{}: {code}", o.id);
            }
            refused("text/plain", b"{}").await.expect_problem("body/unsupported-type");
            refused(json, &vec![b' '; 2_000_000]).await.expect_problem("body/too-large");
            for wrong in [&b"[]"[..], b"null", b"1", b"\"x\""] {
                refused(json, wrong).await.expect_problem("request/invalid");
            }
            send(&nobody, o, o.method, Some(&good), json, None).await.expect_problem("body/malformed");
        }
        // Parameters.
        for p in o.parameters.iter().filter(|p| p.place == Place::Query && p.schema.contains("integer")) {
            let uri = format!("{}?{}=abc", path(o), p.name);
            let mut request = Request::builder().method(o.method.to_uppercase().parse().unwrap()).uri_str(uri);
            request = request.header(header::AUTHORIZATION, &good);
            let answer = ann.request(request.finish()).await;
            assert_eq!(answer.expect_invalid(), [format!("/{}", p.name)], "{}", o.id);
        }
        // Methods.
        let used: Vec<&str> = v1::OPERATIONS
            .iter()
            .filter(|x| x.path == o.path)
            .flat_map(|x| x.aliases.iter().filter(|a| a.1 == o.path).map(|a| a.0).chain([x.method]))
            .collect();
        let wrong = ["patch", "put", "post", "delete"].into_iter().find(|m| !used.contains(m));
        let answer = send(&nobody, o, wrong.unwrap(), Some(&good), json, None).await;
        answer.expect_problem("route/method-not-allowed");
        // Planned ones say so.
        if o.planned {
            let answer = send(&nobody, o, o.method, Some(&good), json, body).await;
            if answer.status != 422 {
                answer.expect_problem("operation/planned");
            }
        }
    }
    for unknown in ["/v1", "/v1/", "/v1/nothing", "/v1/user", "/nothing", "/v1/user/x/y/z"] {
        nobody.get(unknown).await.expect_problem("route/unknown");
    }
}
