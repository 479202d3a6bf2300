//! The Replyke v6 face, row by row of contract/replyke.md 2 to 6 and 9.

mod accounts;
mod connections;
mod edge;
mod lists;

use crate::harness::{
    Answer, Client, Db, TestApp,
    app::{START_MS, TENANT},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use poem::{Body, Request, http::Method};
use serde_json::{Value, json};
use talkamie::{
    domain::{
        ids::{SessionId, TenantId},
        time::iso_date_time,
        user::{UserType, Visibility},
    },
    http::EdgeSettings,
    store::tenants::Tenant,
};
use uuid::Uuid;

/// The access secret of the tests' tenant.
const SECRET: &str = "access-secret-of-the-tests-000000";

/// Another project, with another secret.
const OTHER: TenantId = TenantId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002));
const OTHER_SECRET: &str = "access-secret-of-the-others-00000";

/// Seconds since 1970 at the start of every test.
const START_S: i64 = START_MS / 1000;

fn sign(algorithm: Algorithm, claims: &Value, secret: &str) -> String {
    encode(&Header::new(algorithm), claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
}

/// Gives the tests' project a key, and answers what its own system says of somebody in its name.
pub async fn vouched(app: &TestApp) -> String {
    let mut tx = app.ctx.store.write().await.unwrap();
    let mut tenant = tx.find_tenant(TENANT).await.unwrap().unwrap();
    tenant.replyke_external_key = Some(include_str!("../keys/external.pub.pem").to_owned());
    tx.save_tenant(&tenant).await.unwrap();
    tx.commit().await.unwrap();
    let key = EncodingKey::from_rsa_pem(include_bytes!("../keys/external.pem")).unwrap();
    let claims = json!({ "sub": "crm-4711", "iss": TENANT.to_string(), "userData": { "name": "Cee" } });
    encode(&Header::new(Algorithm::RS256), &claims, &key).unwrap()
}

/// The access token that the project's host would make.
pub fn token(client: &Client<'_>) -> String {
    sign(Algorithm::HS256, &claims(client), SECRET)
}

fn claims(client: &Client<'_>) -> Value {
    json!({
        "sub": client.to_string(), "projectId": TENANT.to_string(), "role": "user", "aud": "replyke.com",
        "iss": "replyke.com", "iat": START_S, "exp": START_S + 86_400 * 30,
    })
}

/// Somebody with a token of this face.
async fn somebody<'a>(app: &'a TestApp, name: &str) -> Client<'a> {
    let client = app.person(name, UserType::Senior).await;
    Client { token: Some(token(&client)), ..client }
}

async fn ann_and_ben(app: &TestApp) -> (Client<'_>, Client<'_>) {
    (somebody(app, "Ann Lee").await, somebody(app, "Ben Ortiz").await)
}

fn at(path: &str) -> String {
    format!("/api/v6/{TENANT}{path}")
}

/// The path of a connection with somebody.
fn with(other: &Client<'_>) -> String {
    at(&format!("/users/{other}/connection"))
}

fn by_id(id: &str, act: &str) -> String {
    at(&format!("/connections/{id}{act}"))
}

async fn patch(client: &Client<'_>, path: String) -> Answer {
    client.send(Method::PATCH, &path, None).await
}

/// A request that waits: its id.
async fn asked(from: &Client<'_>, to: &Client<'_>) -> String {
    from.post_empty(with(to)).await.expect(201)["id"].as_str().unwrap().to_owned()
}

/// A connection: its id.
async fn connected(from: &Client<'_>, to: &Client<'_>) -> String {
    let id = asked(from, to).await;
    patch(to, by_id(&id, "/accept")).await.expect(200);
    id
}

/// A request with headers of its own.
async fn raw(app: &TestApp, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = Request::builder().method(method).uri_str(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.anonymous().request(request.body(Body::from(body.to_owned()))).await
}

#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str, sentence: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
    assert_eq!(answer.json(), json!({ "error": sentence, "code": code }));
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
}

/// Plain text, as the original's framework sends it.
#[track_caller]
fn plain(answer: &Answer, status: u16, text: &str) {
    assert_eq!((answer.status.as_u16(), answer.text().as_str()), (status, text));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
}

const SELF_REQUEST: &str = "A user cannot send a connection request to themselves.";
const NOBODY: &str = "One or both users involved in the connection do not exist.";
const PENDING: &str = "A connection request is already pending between these users.";
const CONNECTED: &str = "Users are already connected.";
const DECLINED: &str = "Connection request was declined. Only the receiver can initiate a new request.";
const NOT_REMOVABLE: &str = "No connection found between these users that can be removed.";
const NOT_PENDING: &str = "Pending connection request not found.";
const NOT_WITHDRAWABLE: &str = "Connection not found or cannot be withdrawn.";
const BAD_USER: &str = "Missing or invalid userId in request parameters";
const BAD_CONNECTION: &str = "Missing or invalid connectionId in request parameters";
