//! The groups `auth` and `otp`, as their callers see them.

mod codes;
mod doors;
mod sessions;
mod strangers;

use crate::harness::{Answer, Client, TestApp};
use poem::{
    Request,
    http::{Method, header},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use talkamie::{
    domain::ids::UserId,
    operations::ports::{
        Answering, Identities, Identity, IdentityError, Mail, OtpMail, PortError, Provider, SendError,
    },
};

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
