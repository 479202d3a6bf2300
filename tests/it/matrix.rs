//! The generated matrix: every operation of every face against what callers get wrong, on both databases.
//!
//! Inputs are the contract's own examples, so the table is complete by construction.

use crate::harness::{
    Answer, TestApp,
    promise::{Promise, Visitor, implemented, refused_as},
    witness,
};
use poem::http::{HeaderName, Method, header};
use serde_json::Value;
use std::collections::BTreeMap;

/// Broken parameters at least, by face.
const BROKEN: [(&str, usize); 3] = [("v1", 500), ("replyke-v6", 40), ("symphony-pod", 15)];

/// A log-in of Symphony's that cannot be read is one that failed (contract/symphony.md 4).
fn logs_in(promise: &Promise) -> bool {
    promise.template.ends_with("/pubkey/authenticate")
}

/// The operation's path with the examples of its parameters.
fn path(promise: &Promise) -> String {
    promise.path(&|_| None)
}

fn example(promise: &Promise) -> Option<Vec<u8>> {
    promise.example().map(|body| body.to_string().into_bytes())
}

/// The header of a caller's token, and what a good one looks like in it.
fn credentials(promise: &Promise, of: &Visitor<'_>) -> (HeaderName, String) {
    let bearer = |token: &Option<String>| (header::AUTHORIZATION, format!("Bearer {}", token.as_ref().unwrap()));
    match promise.face {
        "v1" => bearer(&of.client.token),
        "replyke-v6" => bearer(&of.replyke),
        _ => (HeaderName::from_static("sessiontoken"), of.symphony.clone().unwrap()),
    }
}

/// The code of a refusal, or the sentence where there is none.
fn says(answer: &Answer) -> String {
    let body: Option<Value> = serde_json::from_slice(&answer.body).ok();
    body.and_then(|body| Some(body["code"].as_str()?.to_owned())).unwrap_or_else(|| answer.text())
}

/// Missing and broken tokens, and those of the other faces.
async fn tokens(promise: &Promise, ann: &Visitor<'_>, nobody: &Visitor<'_>) {
    let (face, id, path, body) = (promise.face, promise.id(), path(promise), example(promise));
    let without = nobody.call(promise, &path, body.clone()).await;
    if !promise.is_public() {
        refused_as(face, &without, "auth/missing");
    }
    let (name, good) = credentials(promise, ann);
    let mut bad = match face {
        "symphony-pod" => vec!["undefined".to_owned(), "x.y".into(), good[1..].into(), format!("Bearer {good}")],
        _ => ["Bearer undefined", "Bearer x.y", "Bearer ", "Basic YTpi"].map(str::to_owned).into(),
    };
    bad.push(format!("{good}x"));
    for other in implemented().iter().filter(|other| other.face != face) {
        let (_, theirs) = credentials(other, ann);
        let bare = theirs.trim_start_matches("Bearer ");
        let foreign = if face == "symphony-pod" { bare.to_owned() } else { format!("Bearer {bare}") };
        if !bad.contains(&foreign) {
            bad.push(foreign);
        }
    }
    for bad in bad {
        let with = [(name.clone(), bad.clone())];
        let answer = nobody.call_with(promise, &path, &with, "application/json", body.clone()).await;
        if promise.is_optional() {
            assert_eq!(answer.status, without.status, "{face} {id} {bad}: a token that is no good is as none");
        } else if !promise.is_public() {
            // Nothing behind the scheme, and another scheme, may be taken for no token at all.
            let none = matches!(&*bad, "Bearer " | "Basic YTpi") && says(&answer) == says(&without);
            refused_as(face, &answer, if none { "auth/missing" } else { "auth/invalid" });
        }
    }
}

/// Bodies that are none, or none of JSON's objects.
async fn bodies(promise: &Promise, ann: &Visitor<'_>) {
    if promise.body().is_none() {
        return;
    }
    let (face, path) = (promise.face, path(promise));
    let send = async |content_type, bytes: &[u8]| ann.call_as(promise, &path, content_type, Some(bytes.to_vec())).await;
    let (json, is_login) = ("application/json", logs_in(promise));
    let code = |usual| if is_login { "login/failed" } else { usual };
    for malformed in [&b"{"[..], b"\xff\xfe", b"{} {}", b"{\"a\":}", "[".repeat(200_000).as_bytes()] {
        let answer = send(json, malformed).await;
        let large = malformed.len() > 1000 && answer.status == 413;
        refused_as(face, &answer, if large { "body/too-large" } else { code("body/malformed") });
    }
    refused_as(face, &send(json, &vec![b' '; 2_000_000]).await, "body/too-large");
    let announced = send("text/plain", b"[]").await;
    // Symphony's clients announce anything.
    refused_as(
        face,
        &announced,
        if face == "symphony-pod" { code("request/invalid") } else { "body/unsupported-type" },
    );
    let packed = [(header::CONTENT_ENCODING, "gzip".to_owned())];
    let answer = ann.call_with(promise, &path, &packed, json, Some(b"\x1f\x8b\x08".to_vec())).await;
    refused_as(face, &answer, "body/unsupported-type");
    assert!(answer.text().contains("gzip"), "{face} {}: {}", promise.id(), answer.text());
    for wrong in [&b"[]"[..], b"null", b"1", b"\"x\""] {
        refused_as(face, &send(json, wrong).await, code("request/invalid"));
    }
    if promise.operation["requestBody"]["required"] == true {
        let none = ann.call(promise, &path, None).await;
        let missing = match (face, promise.id()) {
            ("replyke-v6", "verifyExternalUser") => "auth/missing-jwt",
            ("replyke-v6", _) => "auth/missing-fields",
            _ => code("body/malformed"),
        };
        refused_as(face, &none, missing);
    }
}

/// Texts that break the schema of a parameter, each in one way.
fn broken(schema: &Value) -> Vec<String> {
    let number = |keyword: &str| schema[keyword].as_i64();
    let mut texts = vec![];
    if schema["type"] == "integer" {
        texts.extend(["abc", "1.5", "9223372036854775808"].map(str::to_owned));
        texts.extend(number("minimum").map(|least| (least - 1).to_string()));
        texts.extend(number("maximum").and_then(|most| most.checked_add(1)).map(|above| above.to_string()));
    }
    texts.extend(number("maxLength").map(|most| "x".repeat(most as usize + 1)));
    if schema["enum"].is_array() {
        texts.push("no-such-word".to_owned());
    }
    if schema["pattern"].is_string() {
        texts.push("a b".to_owned());
    }
    texts
}

/// Parameters that break their schemas, one at a time: the answer says which. Answers how many there were.
async fn parameters(promise: &Promise, ann: &Visitor<'_>) -> usize {
    let (face, id, json, mut count) = (promise.face, promise.id(), "application/json", 0);
    for place in ["path", "query", "header", "cookie"] {
        for parameter in promise.parameters(place) {
            let name = parameter["name"].as_str().unwrap();
            for text in broken(&parameter["schema"]) {
                let encoded = text.replace(' ', "%20");
                let mut path = promise.path(&|wanted| (wanted == name && place != "header").then(|| encoded.clone()));
                if place == "query" && parameter["required"] != true {
                    let joint = if path.contains('?') { '&' } else { '?' };
                    path = format!("{path}{joint}{name}={encoded}");
                }
                let headers = match place {
                    "header" => vec![(name.parse().unwrap(), text.clone())],
                    "cookie" => vec![(header::COOKIE, format!("{name}={text}"))],
                    _ => vec![],
                };
                let answer = ann.call_with(promise, &path, &headers, json, example(promise)).await;
                let sent: String = text.chars().take(30).collect();
                let at = format!("{face} {id} {place} {name}={sent}: {}", answer.text());
                count += 1;
                // Projects are looked for before anything else is read.
                if name == "projectId" && answer.status == 404 {
                    refused_as(face, &answer, "project/not-found");
                    continue;
                }
                refused_as(face, &answer, "request/invalid");
                let told = match face {
                    "v1" => answer.expect_invalid().contains(&format!("/{name}")),
                    "replyke-v6" => answer.json()["details"].as_str().unwrap().contains(&format!("{place}/{name}: ")),
                    _ => answer.json()["message"].as_str().unwrap().contains(&format!("{place} {name}: ")),
                };
                assert!(told, "{at}");
            }
        }
    }
    count
}

/// Replyke's ids are read by the operations: what is none has a code of its own.
async fn ids(promise: &Promise, ann: &Visitor<'_>) {
    for parameter in promise.parameters("path").filter(|_| promise.face == "replyke-v6") {
        let name = parameter["name"].as_str().unwrap();
        let code = match name {
            "projectId" => "project/not-found",
            "notificationId" => "app-notification/not-found",
            _ => promise.codes().into_iter().find(|code| code.ends_with("-id")).unwrap(),
        };
        for bad in ["x", "0190", "%20", "%00", "0190f000-0000-7000-8000-00000000000g"] {
            let path = promise.path(&|wanted| (wanted == name).then(|| bad.to_owned()));
            refused_as(promise.face, &ann.call(promise, &path, example(promise)).await, code);
        }
        if name == "projectId" {
            let unknown = promise.path(&|wanted| (wanted == name).then(|| uuid::Uuid::from_u128(404).to_string()));
            refused_as(promise.face, &ann.call(promise, &unknown, example(promise)).await, code);
        }
    }
}

/// Methods that the path does not have, and a path that is none.
async fn addresses(promise: &Promise, ann: &Visitor<'_>) {
    let (face, path) = (promise.face, path(promise));
    let path = path.split('?').next().unwrap();
    let unused = |method: &Method| witness::find(method, path).is_none();
    let methods = [Method::PATCH, Method::PUT, Method::POST, Method::DELETE, Method::GET];
    let wrong: Vec<_> = methods.into_iter().filter(unused).collect();
    assert!(!wrong.is_empty(), "{path}");
    for method in wrong {
        let answer = ann.client.send(method, path, None).await;
        if face == "replyke-v6" {
            // The original knows no other answer.
            refused_as(face, &answer, "route/unknown");
            continue;
        }
        refused_as(face, &answer, "route/method-not-allowed");
        let allowed = answer.header("allow").unwrap();
        assert!(allowed.split(", ").any(|method| method == promise.method.to_uppercase()), "{path}: {allowed}");
    }
    for method in [Method::GET, promise.method.to_uppercase().parse().unwrap()] {
        let answer = ann.client.send(method, &format!("{path}/no/such/thing"), None).await;
        refused_as(face, &answer, "route/unknown");
    }
}

/// Answers how many parameters were broken, by face.
async fn everything(app: &TestApp) -> BTreeMap<&'static str, usize> {
    let ann = Visitor::of(app.ann_and_ben().await.0).await;
    let nobody = Visitor::nobody(app);
    let mut broken = BTreeMap::new();
    for promise in implemented() {
        tokens(&promise, &ann, &nobody).await;
        bodies(&promise, &ann).await;
        *broken.entry(promise.face).or_default() += parameters(&promise, &ann).await;
        ids(&promise, &ann).await;
        addresses(&promise, &ann).await;
    }
    broken
}

on_both! {
    async fn every_operation_against_what_callers_get_wrong(app) {
        let broken = everything(&app).await;
        for (face, least) in BROKEN {
            assert!(broken[face] >= least, "parameters were broken: {broken:?}");
        }
        for unknown in ["/v1", "/v1/", "/v1/nothing", "/v1/user", "/nothing", "/v1/user/x/y/z"] {
            app.anonymous().get(unknown).await.expect_problem("route/unknown");
        }
    }
}
