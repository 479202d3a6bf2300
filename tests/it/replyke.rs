//! The Replyke v6 face, row by row of contract/replyke.md 2 to 6 and 9.

use crate::harness::{
    Answer, Client, Db, TestApp,
    app::{START_MS, TENANT},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use poem::{Body, Request, http::Method};
use serde_json::{Value, json};
use std::collections::BTreeMap;
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

on_both! {
    async fn route_1_asks(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let answer = ann.post(with(&ben), json!({ "message": "  Hello\u{0} Ben \n", "unknown": 1 })).await;
        let body = answer.expect(201);
        let asked_at = iso_date_time(app.ctx.clock.now_ms());
        assert_eq!(body, json!({ "id": body["id"], "status": "pending", "createdAt": asked_at }));
        assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
        assert_eq!(ben.get(at("/connections/pending/received")).await.expect(200)["requests"][0]["message"], "Hello\\0 Ben");

        // Checks in their order.
        let own = ann.to_string();
        for own in [own.to_uppercase(), own.replace('-', ""), format!("{{{own}}}"), own] {
            refused(&ann.post_empty(at(&format!("/users/{own}/connection"))).await, 400, "connection/self-request", SELF_REQUEST);
        }
        for bad in ["x", "0190", "me", "%20"] {
            refused(&ann.post_empty(at(&format!("/users/{bad}/connection"))).await, 400, "connection/invalid-receiver-id", BAD_USER);
        }
        let nobody = Uuid::new_v4();
        refused(&ann.post_empty(at(&format!("/users/{nobody}/connection"))).await, 404, "connection/user-not-found", NOBODY);
        refused(&ann.post_empty(with(&ben)).await, 409, "connection/request-pending", PENDING);
        refused(&ben.post_empty(with(&ann)).await, 409, "connection/request-pending", PENDING);
        let id = body["id"].as_str().unwrap();
        patch(&ben, by_id(id, "/accept")).await.expect(200);
        refused(&ann.post_empty(with(&ben)).await, 409, "connection/already-connected", CONNECTED);
        refused(&ben.post_empty(with(&ann)).await, 409, "connection/already-connected", CONNECTED);
    }

    async fn messages_are_tidied_or_refused(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        for (body, kept) in [
            (json!({}), Value::Null),
            (json!({ "message": null }), Value::Null),
            (json!({ "message": "" }), Value::Null),
            (json!({ "message": " \u{feff}\n\t" }), Value::Null),
            (json!({ "message": " a  b " }), json!("a  b")),
        ] {
            ann.post(with(&ben), body).await.expect(201);
            assert_eq!(ann.get(at("/connections/pending/sent")).await.expect(200)["requests"][0]["message"], kept);
            ann.delete(with(&ben)).await.expect(200);
        }
        for wrong in [json!(1), json!(true), json!({}), json!([])] {
            let answer = ann.post(with(&ben), json!({ "message": wrong })).await;
            assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (400, Some("request/invalid")));
            assert!(answer.json()["details"].as_str().unwrap().starts_with("body/message: "));
        }
        assert_eq!(ann.get(with(&ben)).await.expect(200), json!({ "status": "none" }), "no row");
        // A body without a content type, one that is none, one that is too large.
        let token = format!("Bearer {}", token(&ann));
        let auth = ("authorization", token.as_str());
        raw(&app, Method::POST, &with(&ben), &[auth], "{\"message\":\"hi\"}").await.expect(201);
        ann.delete(with(&ben)).await.expect(200);
        let json = ("content-type", "application/json");
        assert_eq!(raw(&app, Method::POST, &with(&ben), &[auth, json], "{").await.expect_problem("body/malformed")["error"].as_str().map(|e| e.starts_with("The body is not JSON")), Some(true));
        let large = format!("{{\"message\":\"{}\"}}", "x".repeat(110_000));
        refused(&raw(&app, Method::POST, &with(&ben), &[auth, json], &large).await, 413, "body/too-large", "The body is too large.");
    }

    async fn route_2_tells_how_it_stands(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let none = json!({ "status": "none" });
        assert_eq!(ann.get(with(&ben)).await.expect(200), none);
        assert_eq!(ann.get(at(&format!("/users/{}/connection", Uuid::new_v4()))).await.expect(200), none);
        refused(&ann.get(with(&ann)).await, 400, "connection/self-check", "Cannot check connection status with yourself");
        refused(&ann.get(at(&format!("/users/{}/connection", ann.to_string().to_uppercase()))).await, 400, "connection/self-check", "Cannot check connection status with yourself");
        refused(&ann.get(at("/users/x/connection")).await, 400, "connection/invalid-user-id", BAD_USER);

        let asked = ann.post_empty(with(&ben)).await.expect(201);
        let (id, created) = (&asked["id"], &asked["createdAt"]);
        assert_eq!(ann.get(with(&ben)).await.expect(200), json!({ "status": "pending", "type": "sent", "connectionId": id, "createdAt": created }));
        assert_eq!(ben.get(with(&ann)).await.expect(200), json!({ "status": "pending", "type": "received", "connectionId": id, "createdAt": created }));
        app.clock.advance_ms(61_234);
        let accepted = patch(&ben, by_id(id.as_str().unwrap(), "/accept")).await.expect(200);
        let answered = &accepted["respondedAt"];
        assert_eq!(accepted, json!({ "id": id, "status": "accepted", "respondedAt": iso_date_time(app.ctx.clock.now_ms()) }));
        for (me, other) in [(&ann, &ben), (&ben, &ann)] {
            assert_eq!(me.get(with(other)).await.expect(200), json!({ "status": "connected", "connectionId": id, "connectedAt": answered, "requestedAt": created }));
        }
        ann.delete(with(&ben)).await.expect(200);
        let again = asked_again(&app, &ben, &ann).await;
        assert_ne!(&again["id"], id, "a new row has a new id");
        let declined = patch(&ann, by_id(again["id"].as_str().unwrap(), "/decline")).await.expect(200);
        assert_eq!(declined["status"], "declined");
        for (me, other, side) in [(&ann, &ben, "received"), (&ben, &ann, "sent")] {
            assert_eq!(me.get(with(other)).await.expect(200), json!({ "status": "declined", "type": side, "connectionId": again["id"], "respondedAt": declined["respondedAt"] }));
        }
    }

    async fn route_3_removes_by_user(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let nobody = at(&format!("/users/{}/connection", Uuid::new_v4()));
        refused(&ann.delete(with(&ben)).await, 404, "connection/not-found", NOT_REMOVABLE);
        refused(&ann.delete(nobody).await, 404, "connection/not-found", NOT_REMOVABLE);
        refused(&ann.delete(with(&ann)).await, 400, "connection/self-disconnect", "Cannot disconnect from yourself");
        refused(&ann.delete(at("/users/-/connection")).await, 400, "connection/invalid-user-id", BAD_USER);

        asked(&ann, &ben).await;
        assert_eq!(ann.delete(with(&ben)).await.expect(200), json!({ "message": "Connection request withdrawn successfully.", "action": "withdraw" }));
        let id = connected(&ann, &ben).await;
        refused(&patch(&ben, by_id(&id, "/accept")).await, 404, "connection/not-found", NOT_PENDING);
        assert_eq!(ben.delete(with(&ann)).await.expect(200), json!({ "message": "Connection removed successfully.", "action": "disconnect" }));
        let id = asked(&ann, &ben).await;
        app.clock.advance_ms(5);
        assert_eq!(ben.delete(with(&ann)).await.expect(200), json!({ "id": id, "status": "declined", "respondedAt": iso_date_time(app.ctx.clock.now_ms()) }));
        refused(&ann.delete(with(&ben)).await, 404, "connection/not-found", NOT_REMOVABLE);
        refused(&ben.delete(with(&ann)).await, 404, "connection/not-found", NOT_REMOVABLE);
    }

    async fn a_declined_pair_starts_anew_by_its_receiver(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let id = asked(&ann, &ben).await;
        patch(&ben, by_id(&id, "/decline")).await.expect(200);
        refused(&ann.post_empty(with(&ben)).await, 409, "connection/request-declined", DECLINED);
        for act in ["/accept", "/decline"] {
            for who in [&ann, &ben] {
                refused(&patch(who, by_id(&id, act)).await, 404, "connection/not-found", NOT_PENDING);
            }
        }
        refused(&ann.delete(by_id(&id, "")).await, 404, "connection/not-found", NOT_WITHDRAWABLE);
        let anew = ben.post(with(&ann), json!({ "message": "after all" })).await.expect(201);
        let sent = ben.get(at("/connections/pending/sent")).await.expect(200);
        assert_eq!((&sent["requests"][0]["id"], &sent["requests"][0]["message"]), (&anew["id"], &json!("after all")));
        assert_eq!(sent["pagination"]["totalCount"], 1);
        patch(&ann, by_id(anew["id"].as_str().unwrap(), "/accept")).await.expect(200);
        assert_eq!(ann.get(with(&ben)).await.expect(200)["status"], "connected");
    }

    async fn routes_10_and_11_answer_by_id(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let cal = somebody(&app, "Cal").await;
        let id = asked(&ann, &ben).await;
        for who in [&ann, &cal] {
            refused(&patch(who, by_id(&id, "/accept")).await, 403, "connection/unauthorized", "Only the receiver can accept a connection request.");
            refused(&patch(who, by_id(&id, "/decline")).await, 403, "connection/unauthorized", "Only the receiver can decline a connection request.");
        }
        for act in ["/accept", "/decline"] {
            refused(&patch(&ben, by_id(&Uuid::new_v4().to_string(), act)).await, 404, "connection/not-found", NOT_PENDING);
            refused(&patch(&ben, by_id("pending", act)).await, 400, "connection/invalid-connection-id", BAD_CONNECTION);
        }
        // PUT beside PATCH, a body that is ignored whatever it is, the id in any spelling.
        let spelt = by_id(&id.to_uppercase().replace('-', ""), "/accept");
        let token = format!("Bearer {}", token(&ben));
        raw(&app, Method::PUT, &spelt, &[("authorization", &token), ("content-type", "text/plain")], "no JSON").await.expect(200);
        for who in [&ann, &ben, &cal] {
            refused(&patch(who, by_id(&id, "/accept")).await, 404, "connection/not-found", NOT_PENDING);
        }
        ann.delete(with(&ben)).await.expect(200);
        refused(&patch(&ben, by_id(&id, "/accept")).await, 404, "connection/not-found", NOT_PENDING);
        let id = asked(&ben, &ann).await;
        let declined = ann.put(by_id(&id, "/decline"), json!({})).await.expect(200);
        assert_eq!(declined, json!({ "id": id, "status": "declined", "respondedAt": declined["respondedAt"] }));
    }

    async fn route_12_removes_by_id(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let cal = somebody(&app, "Cal").await;
        let id = asked(&ann, &ben).await;
        for who in [&ben, &cal] {
            refused(&who.delete(by_id(&id, "")).await, 403, "connection/unauthorized", "Only the requester can withdraw a pending connection request.");
        }
        assert_eq!(ann.delete(by_id(&id, "")).await.expect(200), json!({ "message": "Connection request withdrawn successfully." }));
        refused(&ann.delete(by_id(&id, "")).await, 404, "connection/not-found", NOT_WITHDRAWABLE);
        let id = connected(&ann, &ben).await;
        refused(&cal.delete(by_id(&id, "")).await, 403, "connection/unauthorized", "Only connected users can disconnect.");
        assert_eq!(ben.delete(by_id(&format!("{{{id}}}").replace('{', "%7B").replace('}', "%7D"), "")).await.expect(200), json!({ "message": "Connection removed successfully." }));
        refused(&ben.delete(by_id(&id, "")).await, 404, "connection/not-found", NOT_WITHDRAWABLE);
        refused(&ben.delete(by_id("x", "")).await, 400, "connection/invalid-connection-id", BAD_CONNECTION);
    }

    async fn lists_are_numbered_pages(app) {
        let ann = somebody(&app, "Ann").await;
        let mut ids = vec![];
        for n in 0..5 {
            let other = somebody(&app, &format!("Other {n}")).await;
            ids.push(if n % 2 == 0 { asked(&ann, &other).await } else { asked(&other, &ann).await });
            app.clock.advance_ms(1000);
            if n != 4 {
                let (receiver, id) = if n % 2 == 0 { (&other, &ids[n]) } else { (&ann, &ids[n]) };
                patch(receiver, by_id(id, "/accept")).await.expect(200);
            }
            app.clock.advance_ms(1000);
        }
        let all = ann.get(at("/connections")).await.expect(200);
        let listed = |list: &Value, name: &str| list[name].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let newest: Vec<String> = ids[..4].iter().rev().cloned().collect();
        assert_eq!(listed(&all, "connections"), newest, "by request, newest first");
        assert_eq!(all["pagination"], json!({ "currentPage": 1, "totalPages": 1, "totalCount": 4, "hasNextPage": false, "hasPreviousPage": false, "limit": 20 }));
        let names: Vec<_> = all["connections"].as_array().unwrap().iter().map(|c| c["connectedUser"]["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Other 3", "Other 2", "Other 1", "Other 0"]);
        assert_eq!(app.anonymous().get(at(&format!("/users/{ann}/connections"))).await.expect(200), all, "anyone may look");
        assert_eq!(app.anonymous().get(format!("/api/v6/users/{ann}/connections")).await.expect(200), all, "in the default project");
        for (query, page, limit) in [
            ("page=2&limit=3", 2, 3), ("page=2abc&limit=0x3", 2, 3), ("limit=1e2&page=+2", 2, 1), ("page=-1&limit=-5", 1, 20), ("page=0&limit=0", 1, 20),
            ("page=&limit=abc", 1, 20), ("page=%202&limit=2.7&limit=9", 2, 2), ("limit=1000", 1, 100),
        ] {
            let list = ann.get(at(&format!("/connections?{query}"))).await.expect(200);
            let shown: Vec<String> = newest.iter().skip((page - 1) * limit).take(limit).cloned().collect();
            assert_eq!(listed(&list, "connections"), shown, "{query}");
            let pages = 4_usize.div_ceil(limit);
            assert_eq!(list["pagination"], json!({ "currentPage": page, "totalPages": pages, "totalCount": 4, "hasNextPage": page < pages, "hasPreviousPage": page > 1, "limit": limit }), "{query}");
        }
        let beyond = ann.get(at("/connections?page=99999999999999999999")).await.expect(200);
        assert_eq!((&beyond["connections"], &beyond["pagination"]["hasPreviousPage"]), (&json!([]), &json!(true)));

        let sent = ann.get(at("/connections/pending/sent")).await.expect(200);
        assert_eq!(listed(&sent, "requests"), [ids[4].clone()]);
        assert_eq!((&sent["requests"][0]["type"], &sent["requests"][0]["user"]["name"]), (&json!("sent"), &json!("Other 4")));
        let received = ann.get(at("/connections/pending/received")).await.expect(200);
        assert_eq!(received, json!({ "requests": [], "pagination": { "currentPage": 1, "totalPages": 0, "totalCount": 0, "hasNextPage": false, "hasPreviousPage": false, "limit": 20 } }));

        for path in ["/connections/count".to_owned(), format!("/users/{ann}/connections-count")] {
            assert_eq!(ann.get(at(&path)).await.expect(200), json!({ "count": 4 }));
        }
        let nobody = Uuid::new_v4();
        assert_eq!(ann.get(at(&format!("/users/{nobody}/connections-count"))).await.expect(200), json!({ "count": 0 }));
        assert_eq!(ann.get(at(&format!("/users/{nobody}/connections"))).await.expect(200)["connections"], json!([]));
        for path in ["/users/x/connections", "/users/x/connections-count"] {
            refused(&ann.get(at(path)).await, 400, "user/invalid-user-id", BAD_USER);
        }
    }

    async fn users_have_fifteen_keys(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        asked(&ben, &ann).await;
        let user = ann.get(at("/connections/pending/received")).await.expect(200)["requests"][0]["user"].take();
        let born = iso_date_time(START_MS + 1);
        assert_eq!(user, json!({
            "id": ben.to_string(), "projectId": TENANT.to_string(), "role": "visitor", "foreignId": null, "name": "Ben Ortiz", "username": null,
            "avatar": null, "bio": null, "birthdate": null, "location": null, "reputation": 0, "metadata": {}, "createdAt": born, "updatedAt": born, "deletedAt": null,
        }));
        let keys: Vec<_> = user.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys.len(), 15);
    }

    async fn public_lists_and_counts_agree_on_who_is_seen(app) {
        let ann = somebody(&app, "Ann").await;
        let hide = async |who: &Client<'_>, visibility: Visibility| {
            let mut tx = app.ctx.store.write().await.unwrap();
            let mut user = tx.lock_user(TENANT, who.id).await.unwrap().unwrap();
            user.visibility = Some(visibility);
            tx.save_user(&user).await.unwrap();
            tx.commit().await.unwrap();
        };
        let mut others = vec![];
        for (n, visibility) in [Visibility::Public, Visibility::Matches, Visibility::Seniors, Visibility::Volunteers, Visibility::Public].into_iter().enumerate() {
            let other = somebody(&app, &format!("Other {n}")).await;
            // Either may have asked.
            if n % 2 == 0 { connected(&ann, &other).await } else { connected(&other, &ann).await };
            hide(&other, visibility).await;
            others.push(other);
            app.clock.advance_ms(1000);
        }
        // Pages of one, the latest request first; the count says as many.
        let shown = async |who: &Client<'_>| {
            let mut names = vec![];
            for page in 1.. {
                let list = who.get(at(&format!("/users/{ann}/connections?limit=1&page={page}"))).await.expect(200);
                let entries = list["connections"].as_array().unwrap();
                names.extend(entries.iter().map(|entry| entry["connectedUser"]["name"].as_str().unwrap().to_owned()));
                assert!(entries.len() == 1 || list["pagination"]["totalCount"] == 0, "no hole: {list}");
                if list["pagination"]["hasNextPage"] == false {
                    assert_eq!(list["pagination"]["totalCount"], names.len());
                    break;
                }
            }
            let count = who.get(at(&format!("/users/{ann}/connections-count"))).await.expect(200);
            assert_eq!(count, json!({ "count": names.len() }));
            names
        };
        let (senior, volunteer) = (somebody(&app, "Sue").await, app.person("Vic", UserType::Volunteer).await);
        let volunteer = Client { token: Some(token(&volunteer)), ..volunteer };
        assert_eq!(shown(&app.anonymous()).await, ["Other 4", "Other 0"]);
        assert_eq!(shown(&senior).await, ["Other 4", "Other 2", "Other 0"]);
        assert_eq!(shown(&volunteer).await, ["Other 4", "Other 3", "Other 0"]);
        assert_eq!(shown(&others[1]).await, ["Other 4", "Other 2", "Other 1", "Other 0"], "people see themselves");
        assert_eq!(shown(&ann).await, ["Other 4", "Other 3", "Other 2", "Other 1", "Other 0"], "their own: everything");
        // Tokens that are of no use, or of another project, say nothing.
        for useless in ["x".to_owned(), sign(Algorithm::HS256, &claims(&ann), "another secret")] {
            let someone = Client { token: Some(useless), ..ann.clone() };
            assert_eq!(shown(&someone).await, ["Other 4", "Other 0"]);
        }
        // Who is hidden has no connections but for those who may see them.
        hide(&ann, Visibility::Matches).await;
        assert_eq!(shown(&app.anonymous()).await, Vec::<String>::new());
        assert_eq!(shown(&senior).await, Vec::<String>::new());
        assert_eq!(shown(&others[0]).await, ["Other 4", "Other 2", "Other 0"]);
    }

    async fn tokens_end_with_the_sessions(app) {
        let nobody = app.anonymous();
        let other = app.another_process().await;
        let given = json!({ "email": "bea@example.com", "password": "Tulips-1951" });
        let path = |end: &str| at(&format!("/auth/{end}"));
        let bea = nobody.post(path("sign-up"), given.clone()).await.expect(201);
        let id: talkamie::domain::ids::UserId = bea["user"]["id"].as_str().unwrap().parse().unwrap();
        let with = |token: &str| Client { id, token: Some(token.to_owned()), ..nobody.clone() };
        let made = |iat: Option<Value>| {
            let mut made = claims(&with(""));
            match iat {
                Some(iat) => made["iat"] = iat,
                None => drop(made.as_object_mut().unwrap().remove("iat")),
            }
            with(&sign(Algorithm::HS256, &made, SECRET))
        };
        let works = async |who: &Client<'_>| {
            let answer = who.get(at("/connections/count")).await;
            let elsewhere = talkamie::operations::replyke::tokens::authenticate(&other, who.token.as_deref().unwrap(), None).await;
            if answer.status == 200 {
                return (true, elsewhere.is_ok());
            }
            plain(&answer, 403, "Forbidden");
            (false, elsewhere.is_ok())
        };
        let now_s = || app.ctx.clock.now_ms() / 1000;
        let again = || nobody.post(path("sign-in"), given.clone());
        let (first, second) = (with(bea["accessToken"].as_str().unwrap()), again().await.expect(200));
        let second = with(second["accessToken"].as_str().unwrap());
        app.clock.advance_ms(2_500);
        let (hosts, bare) = (made(Some(json!(now_s()))), made(None));
        for who in [&first, &second, &hosts, &bare] {
            assert_eq!(works(who).await, (true, true));
        }
        // Changed through the other door: every session but the caller's ends, at once here and within a second everywhere.
        app.clock.advance_ms(1_000);
        let v1 = nobody.post("/v1/auth/sign-in", given.clone()).await.expect(200);
        let v1 = with(v1["tokens"]["access"].as_str().unwrap());
        for who in [&first, &second, &hosts, &bare] {
            assert_eq!(works(who).await, (true, true));
        }
        let changed_s = now_s();
        let change = json!({ "oldPassword": "Tulips-1951", "newPassword": "Roses-1951" });
        v1.put(format!("/v1/user/{id}/password"), change).await.expect(200);
        for who in [&first, &second, &hosts] {
            assert!(!works(who).await.0);
        }
        app.clock.advance_ms(500);
        for who in [&first, &second, &hosts] {
            assert_eq!(works(who).await, (false, false));
        }
        // What says no time is not known to be older; a time of the same second is not either.
        let given = json!({ "email": "bea@example.com", "password": "Roses-1951" });
        let third = nobody.post(path("sign-in"), given.clone()).await.expect(200);
        let (refresh, third) = (third["refreshToken"].clone(), with(third["accessToken"].as_str().unwrap()));
        for who in [&third, &bare, &made(Some(json!(changed_s))), &made(Some(json!("soon")))] {
            assert_eq!(works(who).await, (true, true));
        }
        assert_eq!(works(&made(Some(json!(changed_s - 1)))).await, (false, false));
        let fourth = nobody.post(path("request-new-access-token"), json!({ "refreshToken": refresh })).await.expect(200);
        assert_eq!(works(&with(fourth["accessToken"].as_str().unwrap())).await, (true, true));

        // Changed through this one: the session of the token stays, though it was made before.
        let fifth = with(nobody.post(path("sign-in"), given).await.expect(200)["accessToken"].as_str().unwrap());
        app.clock.advance_ms(1_500);
        let change = |old: &str, new: &str| json!({ "password": old, "newPassword": new });
        refused(&third.post(path("change-password"), change("Tulips-1951", "x")).await, 401, "auth/wrong-password", "Incorrect password.");
        for missing in [json!({}), json!({ "password": "Roses-1951" }), change("Roses-1951", ""), change("", "x")] {
            refused(&third.post(path("change-password"), missing).await, 400, "auth/missing-fields", "Password and new password are required.");
        }
        plain(&nobody.post(path("change-password"), change("Roses-1951", "x")).await, 401, "Unauthorized");
        let changed = third.post(path("change-password"), change("Roses-1951", "Daisies-1951")).await;
        assert_eq!((changed.status.as_u16(), changed.text().as_str()), (204, ""));
        app.clock.advance_ms(500);
        assert_eq!(works(&third).await, (true, true));
        assert_eq!((works(&fifth).await, works(&v1).await.0), ((false, false), false));
        // With a token that names no session all of them end, and itself.
        app.clock.advance_ms(2_000);
        let mine = made(Some(json!(now_s() - 1)));
        mine.post(path("change-password"), change("Daisies-1951", "Lilies-1951")).await;
        app.clock.advance_ms(1_000);
        for who in [&third, &mine] {
            assert_eq!(works(who).await, (false, false));
        }
        // Who has no password, and who is not there.
        let cee = somebody(&app, "Cee").await;
        refused(&cee.post(path("change-password"), change("a", "b")).await, 403, "auth/invalid-credentials", "Invalid credentials.");
        let ghost = Client { id: talkamie::domain::ids::UserId(Uuid::new_v4()), ..cee.clone() };
        let ghost = Client { token: Some(token(&ghost)), ..ghost };
        refused(&ghost.post(path("change-password"), change("a", "b")).await, 403, "auth/no-user-found", "User not found.");

        // Closing.
        let given = json!({ "email": "bea@example.com", "password": "Lilies-1951" });
        let last = with(nobody.post(path("sign-in"), given.clone()).await.expect(200)["accessToken"].as_str().unwrap());
        let v1 = with(nobody.post("/v1/auth/sign-in", given).await.expect(200)["tokens"]["access"].as_str().unwrap());
        assert_eq!(works(&last).await, (true, true));
        v1.delete(format!("/v1/user/{id}")).await.expect(200);
        assert!(!works(&last).await.0);
        app.clock.advance_ms(500);
        assert_eq!(works(&last).await, (false, false));
    }

    async fn signing_out_ends_one_session(app) {
        let nobody = app.anonymous();
        let path = |end: &str| at(&format!("/auth/{end}"));
        let given = json!({ "email": "bea@example.com", "password": "pw" });
        let first = nobody.post(path("sign-up"), given.clone()).await.expect(201);
        let second = nobody.post(path("sign-in"), given).await.expect(200);
        let with = |signed: &Value| Client { token: signed["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
        let out = async |body: Value| {
            let answer = nobody.post(path("sign-out"), body).await;
            assert_eq!((answer.status.as_u16(), answer.text().as_str(), answer.header("set-cookie")), (204, "", None));
        };
        // Nothing to end, whatever it is: nothing is told.
        let forged = sign(Algorithm::HS256, &json!({ "sub": first["user"]["id"], "jti": Uuid::new_v4().to_string(), "projectId": TENANT.to_string() }), "refresh-secret-of-the-tests-00000");
        for nothing in [json!({}), json!({ "refreshToken": null }), json!({ "refreshToken": "" }), json!({ "refreshToken": "x" }), json!({ "refreshToken": first["accessToken"] }), json!({ "refreshToken": forged })] {
            out(nothing).await;
        }
        assert_eq!(nobody.post_empty(path("sign-out")).await.status, 204);
        for signed in [&first, &second] {
            with(signed).get(at("/connections/count")).await.expect(200);
        }
        // As the published client does it: by the body.
        out(json!({ "refreshToken": first["refreshToken"] })).await;
        plain(&with(&first).get(at("/connections/count")).await, 403, "Forbidden");
        let renew = nobody.post(path("request-new-access-token"), json!({ "refreshToken": first["refreshToken"] })).await;
        refused(&renew, 403, "auth/refresh-token-mismatch", "Refresh token not recognized.");
        with(&second).get(at("/connections/count")).await.expect(200);
        out(json!({ "refreshToken": first["refreshToken"] })).await;
        // As a browser does it: by the cookie, which goes.
        let cookie = format!("replyke-refresh-jwt={}", second["refreshToken"].as_str().unwrap());
        let gone = raw(&app, Method::POST, &path("sign-out"), &[("cookie", &cookie), ("content-type", "application/json")], "{}").await;
        assert_eq!((gone.status.as_u16(), gone.header("set-cookie")), (204, Some("replyke-refresh-jwt=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=None")));
        plain(&with(&second).get(at("/connections/count")).await, 403, "Forbidden");
        nobody.post(format!("/api/v6/{}/auth/sign-out", Uuid::new_v4()), json!({})).await.expect_problem("project/not-found");
    }

    async fn notifications_are_marked_as_read(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let (list, count) = (at("/app-notifications"), at("/app-notifications/count"));
        for _ in 0..3 {
            let id = asked(&ann, &ben).await;
            ann.delete(by_id(&id, "")).await.expect(200);
            app.clock.advance_ms(1);
        }
        let told = ben.get(&list).await.expect(200);
        let mark = |id: &str| at(&format!("/app-notifications/{id}/mark-as-read"));
        let newest = told[0]["id"].as_str().unwrap();
        app.clock.advance_ms(1_000);
        for _ in 0..2 {
            let marked = patch(&ben, mark(newest)).await;
            assert_eq!((marked.status.as_u16(), marked.text().as_str()), (200, ""));
            app.clock.advance_ms(1);
        }
        let now = ben.get(&list).await.expect(200);
        assert_eq!((&now[0]["isRead"], &now[1]["isRead"], &now[0]["createdAt"]), (&json!(true), &json!(false), &told[0]["createdAt"]));
        assert_eq!(now[0]["updatedAt"], iso_date_time(app.ctx.clock.now_ms() - 2), "the first time counts");
        assert_eq!(ben.get(&count).await.expect(200), json!(2));
        for (who, id) in [(&ann, newest), (&ben, "x"), (&ben, &Uuid::new_v4().to_string())] {
            refused(&patch(who, mark(id)).await, 404, "app-notification/not-found", "Notification not found");
        }
        let all = at("/app-notifications/mark-all-as-read");
        assert_eq!(patch(&ann, all.clone()).await.expect(200), json!({ "markedAsRead": 0 }));
        assert_eq!(patch(&ben, all.clone()).await.expect(200), json!({ "markedAsRead": 2 }));
        assert_eq!((ben.get(&count).await.expect(200), patch(&ben, all.clone()).await.expect(200)), (json!(0), json!({ "markedAsRead": 0 })));
        plain(&patch(&app.anonymous(), all).await, 401, "Unauthorized");
    }

    async fn addresses_that_cannot_be_read_are_this_faces_too(app) {
        let (ann, _) = ann_and_ben(&app).await;
        for id in ["%FF", "%00", "a%00b", "%C3%28", "%ff%fe"] {
            refused(&ann.get(at(&format!("/users/{id}/connection"))).await, 400, "connection/invalid-user-id", BAD_USER);
            refused(&ann.post_empty(at(&format!("/users/{id}/connection"))).await, 400, "connection/invalid-receiver-id", BAD_USER);
            refused(&ann.get(at(&format!("/users/{id}/connections"))).await, 400, "user/invalid-user-id", BAD_USER);
            refused(&patch(&ann, by_id(id, "/accept")).await, 400, "connection/invalid-connection-id", BAD_CONNECTION);
            plain(&app.anonymous().get(at(&format!("/users/{id}/connection"))).await, 401, "Unauthorized");
            refused(&app.anonymous().get(format!("/api/v6/{id}/users/{ann}/connections-count")).await, 404, "project/not-found", "Project not found.");
            ann.get(at(&format!("/{id}"))).await.expect_problem("route/unknown");
        }
        for base in ["/API/v6", "/Api/V6"] {
            assert_eq!(ann.get(format!("{base}/{TENANT}/Connections/COUNT/?a=B")).await.expect(200), json!({ "count": 0 }));
        }
        for (method, path) in [(Method::PUT, at("/connections")), (Method::GET, at("/nothing")), (Method::GET, "/api/v6".to_owned()), (Method::GET, "/api/v6/".to_owned())] {
            refused(&ann.send(method, &path, None).await, 404, "route/unknown", "There is nothing at this address.");
        }
    }

    async fn whom_one_cannot_see_one_cannot_ask(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let mut tx = app.ctx.store.write().await.unwrap();
        let mut user = tx.lock_user(TENANT, ben.id).await.unwrap().unwrap();
        user.visibility = Some(Visibility::Matches);
        tx.save_user(&user).await.unwrap();
        tx.commit().await.unwrap();
        refused(&ann.post_empty(with(&ben)).await, 404, "connection/user-not-found", NOBODY);
        asked(&ben, &ann).await;
    }

    async fn lists_cost_a_constant_number_of_statements(app) {
        let ann = somebody(&app, "Ann").await;
        let mut counts = vec![];
        for n in 0..6 {
            let other = somebody(&app, &format!("Other {n}")).await;
            connected(&ann, &other).await;
            let before = app.ctx.store.log().count();
            ann.get(at("/connections")).await.expect(200);
            counts.push(app.ctx.store.log().count() - before);
        }
        assert_eq!(counts, [2; 6]);
        let before = app.ctx.store.log().count();
        ann.get(with(&ann)).await.expect_problem("connection/self-check");
        assert_eq!(app.ctx.store.log().count() - before, 0, "a token costs no statement");
        ann.get(at("/connections/count")).await.expect(200);
        assert_eq!(app.ctx.store.log().count() - before, 1);
    }

    async fn tokens_are_missing_or_refused(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let path = with(&ben);
        let call = async |value: &str| raw(&app, Method::GET, &path, &[("authorization", value)], "").await;
        plain(&app.anonymous().get(&path).await, 401, "Unauthorized");
        plain(&call("").await, 401, "Unauthorized");
        let good = token(&ann);
        for value in [format!("Bearer {good}"), format!("bearer {good}"), format!("Whatever {good}"), format!("Bearer {good} more")] {
            call(&value).await.expect(200);
        }
        for algorithm in [Algorithm::HS384, Algorithm::HS512] {
            call(&format!("Bearer {}", sign(algorithm, &claims(&ann), SECRET))).await.expect(200);
        }
        // Nothing but sub, exp and nbf is looked at, and the project.
        for (claim, value) in [("aud", json!("x")), ("iss", json!(1)), ("role", json!("admin")), ("exp", Value::Null), ("projectId", json!(TENANT.to_string().to_uppercase()))] {
            let mut changed = claims(&ann);
            match value {
                Value::Null => drop(changed.as_object_mut().unwrap().remove(claim)),
                value => changed[claim] = value,
            }
            call(&format!("Bearer {}", sign(Algorithm::HS256, &changed, SECRET))).await.expect(200);
        }
        let (front, _) = good.rsplit_once('.').unwrap();
        let none = format!("eyJhbGciOiJub25lIn0.{}.", good.split('.').nth(1).unwrap());
        let mut bad = vec!["Bearer".to_owned(), format!("Bearer  {good}"), "Bearer null".into(), "Bearer x.y.z".into(), format!("Bearer {front}."), format!("Bearer {good}x"), format!("Bearer {none}"), format!("Bearer {}", sign(Algorithm::HS256, &claims(&ann), "another secret"))];
        for (claim, value) in [
            ("exp", json!(START_S)), ("exp", json!("soon")), ("nbf", json!(START_S + 100)), ("nbf", json!([])), ("sub", json!("")), ("sub", Value::Null), ("sub", json!("me")), ("sub", json!(5)),
            ("projectId", json!("x")), ("projectId", json!(Uuid::new_v4().to_string())), ("projectId", json!(5)),
        ] {
            let mut changed = claims(&ann);
            changed[claim] = value;
            bad.push(format!("Bearer {}", sign(Algorithm::HS256, &changed, SECRET)));
        }
        for value in bad {
            plain(&call(&value).await, 403, "Forbidden");
        }
        // Half an hour and its end.
        let mut short = claims(&ann);
        short["exp"] = json!(START_S + 1800);
        let short = format!("Bearer {}", sign(Algorithm::HS256, &short, SECRET));
        call(&short).await.expect(200);
        app.clock.advance_ms(1_800_000);
        plain(&call(&short).await, 403, "Forbidden");
        // A token of somebody who is not there.
        let ghost = Client { id: talkamie::domain::ids::UserId(Uuid::new_v4()), ..ann.clone() };
        let ghost = Client { token: Some(token(&ghost)), ..ghost };
        refused(&ghost.post_empty(with(&ben)).await, 404, "connection/user-not-found", NOBODY);
        assert_eq!(ghost.get(with(&ben)).await.expect(200), json!({ "status": "none" }));
        refused(&ghost.delete(with(&ben)).await, 404, "connection/not-found", NOT_REMOVABLE);
        assert_eq!(ghost.get(at("/connections/count")).await.expect(200), json!({ "count": 0 }));
        let id = asked(&ann, &ben).await;
        assert_eq!(patch(&ghost, by_id(&id, "/accept")).await.status, 403);
    }

    async fn projects_are_apart(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let mut tx = app.ctx.store.write().await.unwrap();
        let other = Tenant { id: OTHER, name: "other".into(), replyke_access_secret: Some(OTHER_SECRET.into()), replyke_refresh_secret: None, replyke_external_key: None, created_at_ms: START_MS };
        tx.add_tenant(&other).await.unwrap();
        let closed = Tenant { id: TenantId(Uuid::from_u128(3)), replyke_access_secret: None, ..other };
        tx.add_tenant(&closed).await.unwrap();
        tx.commit().await.unwrap();
        let id = connected(&ann, &ben).await;
        // A token of one project under the path of another.
        plain(&ann.get(format!("/api/v6/{OTHER}/connections")).await, 403, "Forbidden");
        // A genuine token of the other project does not reach this one's records.
        let mut there = claims(&ann);
        there["projectId"] = json!(OTHER.to_string());
        let there = Client { token: Some(sign(Algorithm::HS256, &there, OTHER_SECRET)), ..ann.clone() };
        plain(&there.get(with(&ben)).await, 403, "Forbidden");
        assert_eq!(there.get(format!("/api/v6/{OTHER}/connections/count")).await.expect(200), json!({ "count": 0 }));
        assert_eq!(there.get("/api/v6/connections/count").await.expect(200), json!({ "count": 0 }), "the alias takes the token's project");
        refused(&there.delete(format!("/api/v6/{OTHER}/connections/{id}")).await, 404, "connection/not-found", NOT_WITHDRAWABLE);
        refused(&there.post_empty(format!("/api/v6/{OTHER}/users/{ben}/connection")).await, 404, "connection/user-not-found", NOBODY);
        assert_eq!(app.anonymous().get(format!("/api/v6/{OTHER}/users/{ann}/connections-count")).await.expect(200), json!({ "count": 0 }));
        // A secret signs for its own project only.
        let mut forged = claims(&ann);
        forged["projectId"] = json!(TENANT.to_string());
        let forged = Client { token: Some(sign(Algorithm::HS256, &forged, OTHER_SECRET)), ..ann.clone() };
        plain(&forged.get("/api/v6/connections/count").await, 403, "Forbidden");
        // A token that names no project is the path's, if its secret signed it.
        let mut plain_token = claims(&ann);
        plain_token.as_object_mut().unwrap().remove("projectId");
        let unnamed = Client { token: Some(sign(Algorithm::HS256, &plain_token, SECRET)), ..ann.clone() };
        assert_eq!(unnamed.get(at("/connections/count")).await.expect(200), json!({ "count": 1 }));
        plain(&unnamed.get(format!("/api/v6/{OTHER}/connections/count")).await, 403, "Forbidden");
        plain(&unnamed.get("/api/v6/connections/count").await, 403, "Forbidden");
        for unknown in ["x".to_owned(), Uuid::new_v4().to_string(), closed.id.to_string()] {
            refused(&ann.get(format!("/api/v6/{unknown}/connections")).await, 404, "project/not-found", "Project not found.");
            refused(&app.anonymous().get(format!("/api/v6/{unknown}/users/{ann}/connections")).await, 404, "project/not-found", "Project not found.");
        }
    }

    async fn the_published_client_needs_no_project_in_the_path(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let path = |rest: &str| format!("/api/v6{rest}");
        let id = ann.post(path(&format!("/users/{ben}/connection")), json!({})).await.expect(201)["id"].as_str().unwrap().to_owned();
        assert_eq!(ben.get(path("/connections/pending/received?page=1&limit=20")).await.expect(200)["requests"][0]["id"], id);
        assert_eq!(ann.get(path("/connections/pending/sent?page=1&limit=20")).await.expect(200)["requests"][0]["id"], id);
        ben.send(Method::PATCH, &path(&format!("/connections/{id}/accept")), Some(b"{}".to_vec())).await.expect(200);
        assert_eq!(ann.get(path(&format!("/users/{ben}/connection"))).await.expect(200)["status"], "connected");
        assert_eq!(ann.get(path("/connections?page=1&limit=20")).await.expect(200)["pagination"]["totalCount"], 1);
        assert_eq!(ann.get(path("/connections/count")).await.expect(200)["count"], 1);
        assert_eq!(app.anonymous().get(path(&format!("/users/{ben}/connections-count"))).await.expect(200)["count"], 1);
        ann.delete(path(&format!("/connections/{id}"))).await.expect(200);
        let id = ann.post_empty(path(&format!("/users/{ben}/connection"))).await.expect(201)["id"].as_str().unwrap().to_owned();
        ben.put(path(&format!("/connections/{id}/decline")), json!({})).await.expect(200);
        ann.delete(path(&format!("/users/{ben}/connection"))).await.expect_problem("connection/not-found");
    }

    async fn routing_is_lenient(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        connected(&ann, &ben).await;
        let tenant = TENANT.to_string().to_uppercase();
        for path in [at("/connections/"), at("/Connections"), format!("/api/v6/{tenant}/CONNECTIONS/"), "/api/v6/connections/".to_owned(), at("/connections/?page=1")] {
            assert_eq!(ann.get(&path).await.expect(200)["pagination"]["totalCount"], 1, "{path}");
        }
        ann.get(at(&format!("/Users/{}/Connection/", ben.to_string().to_uppercase()))).await.expect(200);
        // HEAD on every GET.
        let whole = ann.get(at("/connections")).await;
        let head = ann.send(Method::HEAD, &at("/connections"), None).await;
        assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
        assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()));
        for name in ["etag", "content-type"] {
            assert_eq!(head.header(name), whole.header(name), "{name}");
        }
        let refused_head = app.anonymous().send(Method::HEAD, &at("/connections"), None).await;
        assert_eq!((refused_head.status.as_u16(), refused_head.body.len()), (401, 0));
        // ETags.
        let etag = whole.header("etag").unwrap().to_owned();
        assert!(etag.starts_with("W/\""), "{etag}");
        let token = format!("Bearer {}", token(&ann));
        for (given, status) in [(etag.clone(), 304), (format!("\"x\", {etag}"), 304), ("*".into(), 304), (etag.replace("W/", ""), 304), ("W/\"x\"".into(), 200)] {
            let answer = raw(&app, Method::GET, &at("/connections"), &[("authorization", &token), ("if-none-match", &given)], "").await;
            assert_eq!((answer.status.as_u16(), answer.body.is_empty(), answer.header("etag")), (status, status == 304, Some(etag.as_str())), "{given}");
        }
        ann.delete(with(&ben)).await.expect(200);
        let answer = raw(&app, Method::GET, &at("/connections"), &[("authorization", &token), ("if-none-match", &etag)], "").await;
        assert_eq!(answer.expect(200)["connections"], json!([]));
        // What is not there.
        let id = asked(&ann, &ben).await;
        let nothing = |answer: &Answer| {
            assert_eq!(answer.status, 404);
            assert_eq!(answer.json()["error"], "There is nothing at this address.");
        };
        nothing(&ann.put(with(&ben), json!({})).await);
        nothing(&ben.post_empty(by_id(&id, "/accept")).await);
        nothing(&ann.get(by_id(&id, "")).await);
        nothing(&ann.get(at("/connections/pending")).await);
        nothing(&ann.get(at("/users/connections")).await);
        nothing(&ann.get(at("/follows")).await);
        nothing(&ann.get("/api/v6").await);
        nothing(&ann.get(at("/connections//count")).await);
    }

    async fn people_sign_up_in_and_stay(app) {
        let nobody = app.anonymous();
        let path = |what: &str| at(&format!("/auth/{what}"));
        let given = json!({
            "email": "Bea@Example.com", "password": "pw", "name": "  Bea ", "username": " BeA ", "bio": " hm ", "avatar": "https://a.b/c.png",
            "location": { "longitude": 4.5, "latitude": -52.25 }, "birthdate": "1990-02-28T23:00:00.000Z", "metadata": { "team": "blue" }, "secureMetadata": { "x": 1 },
        });
        let answer = nobody.post(path("sign-up"), given.clone()).await;
        let signed = answer.expect(201);
        let now = iso_date_time(app.ctx.clock.now_ms());
        let user = json!({
            "id": signed["user"]["id"], "foreignId": null, "role": "visitor", "email": "bea@example.com", "name": "Bea", "username": "bea", "avatar": "https://a.b/c.png",
            "bio": "hm", "metadata": { "team": "blue" }, "reputation": 0, "isVerified": false, "isActive": true, "lastActive": now, "suspensions": [],
        });
        assert_eq!((&signed["success"], &signed["user"]), (&json!(true), &user));
        let refresh = signed["refreshToken"].as_str().unwrap().to_owned();
        assert_eq!(answer.header("set-cookie").unwrap(), format!("replyke-refresh-jwt={refresh}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=None"));
        let claims = |jwt: &Value| {
            use base64::Engine as _;
            let middle = jwt.as_str().unwrap().split('.').nth(1).unwrap().to_owned();
            serde_json::from_slice::<Value>(&base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(middle).unwrap()).unwrap()
        };
        let iat = app.ctx.clock.now_ms() / 1000;
        let common = json!({ "sub": user["id"], "projectId": TENANT.to_string(), "aud": "replyke.com", "iss": "replyke.com", "iat": iat });
        let mut access = common.clone();
        access["role"] = json!("user");
        access["exp"] = json!(iat + 1800);
        let jti = claims(&signed["refreshToken"])["jti"].clone();
        access["sid"] = jti.clone();
        assert_eq!(claims(&signed["accessToken"]), access);
        let mut long = common;
        long["jti"] = jti.clone();
        long["exp"] = json!(iat + 2_592_000);
        assert_eq!(claims(&signed["refreshToken"]), long);

        // How others see her.
        let ann = somebody(&app, "Ann").await;
        ann.post_empty(at(&format!("/users/{}/connection", user["id"].as_str().unwrap()))).await.expect(201);
        let shown = ann.get(at("/connections/pending/sent")).await.expect(200)["requests"][0]["user"].take();
        assert_eq!(shown["location"], json!({ "crs": { "type": "name", "properties": { "name": "EPSG:4326" } }, "type": "Point", "coordinates": [4.5, -52.25] }));
        assert_eq!((&shown["birthdate"], &shown["metadata"], &shown["username"]), (&json!("1990-02-28T00:00:00.000Z"), &json!({ "team": "blue" }), &json!("bea")));

        // Refusals of signing up.
        let taken = "A user with this email or username already exists.";
        refused(&nobody.post(path("sign-up"), given).await, 409, "auth/already-exists", taken);
        refused(&nobody.post(path("sign-up"), json!({ "email": "x@y.example", "password": "p", "username": "BEA" })).await, 409, "auth/already-exists", taken);
        for missing in [json!({}), json!({ "email": "a@b.example" }), json!({ "password": "p" }), json!({ "email": "", "password": "p" }), json!({ "email": "a@b.example", "password": "" })] {
            refused(&nobody.post(path("sign-up"), missing.clone()).await, 400, "auth/missing-fields", "Missing required fields");
            refused(&nobody.post(path("sign-in"), missing).await, 400, "auth/missing-fields", "Email, and password are required.");
        }
        refused(&nobody.post_empty(path("sign-in")).await, 400, "auth/missing-fields", "Email, and password are required.");
        nobody.post(path("sign-up"), json!({ "email": "a@b.example", "password": "p", "name": 5 })).await.expect_problem("request/invalid");
        nobody.post(path("sign-up"), json!({ "email": "a@b.example", "password": "p", "birthdate": "soon" })).await.expect_problem("auth/validation-failed");
        for nowhere in [json!({}), json!({ "longitude": 4.5 }), json!({ "type": "Point", "coordinates": [4.5, 95.0] })] {
            nobody.post(path("sign-up"), json!({ "email": "a@b.example", "password": "p", "location": nowhere })).await.expect_problem("auth/validation-failed");
        }
        refused(&nobody.post(format!("/api/v6/{}/auth/sign-up", Uuid::new_v4()), json!({ "email": "a@b.example", "password": "p" })).await, 404, "project/not-found", "Project not found.");

        // Signing in.
        let again = nobody.post(path("sign-in"), json!({ "email": "BEA@example.com", "password": "pw" })).await;
        assert!(again.header("set-cookie").is_some());
        assert_eq!(again.expect(200)["user"]["id"], user["id"]);
        refused(&nobody.post(path("sign-in"), json!({ "email": "bea@example.com", "password": "no" })).await, 401, "auth/wrong-password", "Incorrect password.");
        refused(&nobody.post(path("sign-in"), json!({ "email": "nobody@example.com", "password": "pw" })).await, 403, "auth/no-user-found", "User not found.");
        refused(&nobody.post(path("sign-in"), json!({ "email": "ann@example.com", "password": "pw" })).await, 403, "auth/invalid-credentials", "Invalid credentials.");

        // Staying: the cookie goes first, the refresh token stays the same.
        app.clock.advance_ms(1_800_000);
        let bea = Client { token: signed["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
        plain(&bea.get(at("/connections/count")).await, 403, "Forbidden");
        let renew = path("request-new-access-token");
        for _ in 0..2 {
            let renewed = nobody.post(renew.as_str(), json!({ "refreshToken": refresh })).await;
            assert_eq!(renewed.header("set-cookie"), None);
            let renewed = renewed.expect(200);
            assert_eq!((&renewed["success"], &renewed["user"]["id"]), (&json!(true), &user["id"]));
            assert_eq!(renewed.as_object().unwrap().len(), 3);
            let bea = Client { token: renewed["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
            assert_eq!(bea.get(at("/connections/count")).await.expect(200), json!({ "count": 0 }));
        }
        let cookie = format!("other=1; replyke-refresh-jwt={refresh}");
        let kept = raw(&app, Method::POST, &renew, &[("cookie", &cookie), ("content-type", "application/json")], "{\"refreshToken\":\"x\"}").await;
        assert_eq!(kept.expect(200)["user"]["id"], user["id"]);
        for nothing in [Some(json!({ "refreshToken": null })), Some(json!({ "refreshToken": "" })), Some(json!({})), None] {
            let answer = match nothing {
                Some(body) => nobody.post(renew.as_str(), body).await,
                None => nobody.post_empty(renew.as_str()).await,
            };
            assert_eq!(answer.expect(200), json!({ "user": null, "accessToken": null }));
        }
        let bad = async |token: &str, code: &str, sentence: &str| refused(&nobody.post(renew.as_str(), json!({ "refreshToken": token })).await, 403, code, sentence);
        let secret = "refresh-secret-of-the-tests-00000";
        bad("x", "auth/refresh-token-invalid", "Invalid or expired refresh token.").await;
        bad(signed["accessToken"].as_str().unwrap(), "auth/refresh-token-invalid", "Invalid or expired refresh token.").await;
        for (claim, value) in [("projectId", json!(OTHER.to_string())), ("jti", Value::Null), ("sub", json!("")), ("projectId", Value::Null)] {
            let mut changed = long.clone();
            changed[claim] = value;
            bad(&sign(Algorithm::HS256, &changed, secret), "auth/invalid-refresh-token", "Invalid refresh token.").await;
        }
        for (claim, value) in [("jti", json!(Uuid::new_v4().to_string())), ("sub", json!(ann.to_string())), ("iat", json!(iat + 1))] {
            let mut changed = long.clone();
            changed[claim] = value;
            bad(&sign(Algorithm::HS256, &changed, secret), "auth/refresh-token-mismatch", "Refresh token not recognized.").await;
        }
        // Revoked, and expired.
        let mut tx = app.ctx.store.write().await.unwrap();
        let session = SessionId(jti.as_str().unwrap().parse().unwrap());
        assert!(tx.revoke_session(TENANT, session, app.ctx.clock.now_ms()).await.unwrap());
        tx.commit().await.unwrap();
        bad(&refresh, "auth/refresh-token-mismatch", "Refresh token not recognized.").await;
        app.clock.advance_ms(30 * 86_400_000);
        bad(&refresh, "auth/refresh-token-invalid", "Invalid or expired refresh token.").await;
    }

    async fn a_project_vouches_for_its_own_users(app) {
        let nobody = app.anonymous();
        let path = at("/auth/verify-external-user");
        let key = EncodingKey::from_rsa_pem(include_bytes!("keys/external.pem")).unwrap();
        let jwt = |claims: Value| encode(&Header::new(Algorithm::RS256), &claims, &key).unwrap();
        let says = |data: Value| jwt(json!({ "sub": "crm-4711", "iss": TENANT.to_string(), "exp": START_S + 600, "userData": data }));
        refused(&nobody.post(path.as_str(), json!({ "userJwt": says(json!({})) })).await, 403, "auth/missing-keys", "Missing JWT keys");
        let mut tx = app.ctx.store.write().await.unwrap();
        let mut tenant = tx.find_tenant(TENANT).await.unwrap().unwrap();
        tenant.replyke_external_key = Some(include_str!("keys/external.pub.pem").to_owned());
        tx.save_tenant(&tenant).await.unwrap();
        tx.commit().await.unwrap();
        app.clock.advance_ms(5_000);

        let first = nobody.post(path.as_str(), json!({ "userJwt": says(json!({ "email": "Cee@example.com", "name": "Cee", "username": "CEE", "avatar": null, "bio": "" })) })).await;
        assert!(first.header("set-cookie").is_some());
        let first = first.expect(200);
        assert_eq!((&first["user"]["foreignId"], &first["user"]["email"], &first["user"]["username"]), (&json!("crm-4711"), &json!("cee@example.com"), &json!("cee")));
        let me = Client { token: first["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
        assert_eq!(me.get(at("/connections/count")).await.expect(200), json!({ "count": 0 }));
        // The same person, brought up to date; what is not said stays.
        let second = nobody.post(path.as_str(), json!({ "userJwt": says(json!({ "name": "Cee Q", "metadata": { "a": [1] }, "location": { "type": "Point", "coordinates": [1.0, 2.0] } })) })).await.expect(200);
        assert_eq!((&second["user"]["id"], &second["user"]["name"], &second["user"]["username"]), (&first["user"]["id"], &json!("Cee Q"), &json!("cee")));
        assert_eq!(second["user"]["metadata"], json!({ "a": [1] }));
        assert_eq!(nobody.post(path.as_str(), json!({ "userJwt": jwt(json!({ "sub": 7, "iss": TENANT.to_string() })) })).await.expect(200)["user"]["foreignId"], "7");

        for missing in [json!({}), json!({ "userJwt": "" }), json!({ "userJwt": 5 })] {
            refused(&nobody.post(path.as_str(), missing).await, 400, "auth/missing-jwt", "Missing userJwt");
        }
        let good = says(json!({}));
        for bad in ["x".to_owned(), format!("{good}x"), sign(Algorithm::HS256, &json!({ "sub": "crm-4711", "iss": TENANT.to_string() }), include_str!("keys/external.pub.pem")), jwt(json!({ "sub": "a", "iss": TENANT.to_string(), "exp": START_S }))] {
            refused(&nobody.post(path.as_str(), json!({ "userJwt": bad })).await, 403, "auth/invalid-token", "Invalid token");
        }
        refused(&nobody.post(path.as_str(), json!({ "userJwt": jwt(json!({ "sub": "a", "iss": OTHER.to_string() })) })).await, 403, "auth/project-mismatch", "Project ID mismatch");
        for data in [json!([]), json!({ "name": 5 }), json!({ "email": "no address" }), json!({ "birthdate": "x" })] {
            let body = nobody.post(path.as_str(), json!({ "userJwt": says(data) })).await.expect_problem("auth/validation-failed");
            assert!(body["error"].as_str().unwrap().starts_with("User validation failed: "), "{body}");
        }
        nobody.post(path.as_str(), json!({ "userJwt": jwt(json!({ "sub": "b", "iss": TENANT.to_string(), "userData": { "email": "cee@example.com" } })) })).await.expect_problem("auth/already-exists");
        // First seen twice at once: one person.
        for n in 0..20 {
            let one = jwt(json!({ "sub": format!("race-{n}"), "iss": TENANT.to_string() }));
            let see = || nobody.post(path.as_str(), json!({ "userJwt": one }));
            let (a, b) = tokio::join!(see(), see());
            assert_eq!(a.expect(200)["user"]["id"], b.expect(200)["user"]["id"]);
        }
    }

    async fn notifications_tell_of_requests_and_acceptances(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let list = at("/app-notifications");
        assert_eq!(ben.get(&list).await.expect(200), json!([]));
        let id = asked(&ann, &ben).await;
        let now = iso_date_time(app.ctx.clock.now_ms());
        let told = ben.get(&list).await.expect(200);
        assert_eq!(told, json!([{
            "id": told[0]["id"], "projectId": TENANT.to_string(), "userId": ben.to_string(), "type": "connection-request", "isRead": false, "action": "open-profile",
            "metadata": { "connectionId": id, "initiatorId": ann.to_string(), "initiatorName": "Ann Lee", "initiatorUsername": null, "initiatorAvatar": null },
            "createdAt": now, "updatedAt": now,
        }]));
        app.clock.advance_ms(1);
        patch(&ben, by_id(&id, "/accept")).await.expect(200);
        let told = ann.get(&list).await.expect(200);
        assert_eq!((&told[0]["type"], &told[0]["metadata"]["initiatorId"]), (&json!("connection-accepted"), &json!(ben.to_string())));
        // Ending tells nobody, and takes nothing back.
        ann.delete(with(&ben)).await.expect(200);
        for _ in 0..6 {
            app.clock.advance_ms(1);
            let id = asked(&ann, &ben).await;
            ann.delete(by_id(&id, "")).await.expect(200);
        }
        let id = asked(&ann, &ben).await;
        patch(&ben, by_id(&id, "/decline")).await.expect(200);
        assert_eq!(ann.get(&list).await.expect(200).as_array().map(Vec::len), Some(1));
        assert_eq!(ben.get(at("/app-notifications/count")).await.expect(200), json!(8));
        for (query, count) in [("", 5), ("?limit=7", 7), ("?limit=7&page=2", 1), ("?limit=1000", 8), ("?page=2", 3), ("?page=3", 0), ("?limit=0", 5)] {
            assert_eq!(ben.get(format!("{list}{query}")).await.expect(200).as_array().map(Vec::len), Some(count), "{query}");
        }
        refused(&ben.get(format!("{list}?limit=x")).await, 400, "app-notification/invalid-limit", "Invalid request: limit must be a number");
        for bad in ["0", "-1", "1.5", "x"] {
            refused(&ben.get(format!("{list}?page={bad}")).await, 400, "app-notification/invalid-page", "Invalid request: 'page' must be a whole number greater than 0");
        }
        plain(&app.anonymous().get(&list).await, 401, "Unauthorized");
    }

    async fn what_is_done_here_is_seen_through_talkamies_face(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let here = |client: &Client<'_>| token(client);
        let ann_here = Client { token: Some(here(&ann)), ..ann.clone() };
        let ben_here = Client { token: Some(here(&ben)), ..ben.clone() };
        let id = asked(&ann_here, &ben_here).await;
        assert_eq!(ben.get("/v1/connections/pending").await.expect(200)[0]["id"], id);
        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        assert_eq!(ann_here.get(with(&ben_here)).await.expect(200)["status"], "connected");
        assert_eq!(ann_here.get(at("/app-notifications")).await.expect(200)[0]["type"], "connection-accepted");
        ben_here.delete(with(&ann_here)).await.expect(200);
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect_problem("connection/not-found");
    }

    async fn races_have_one_winner(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let word = |answer: &Answer| match answer.status.as_u16() {
            200 | 201 => answer.json()["action"].as_str().map_or(answer.status.as_str().to_owned(), str::to_owned),
            _ => answer.json()["code"].as_str().unwrap_or("?").to_owned(),
        };
        let mut note = |race: &str, a: &Answer, b: &Answer| {
            let mut words = [word(a), word(b)];
            words.sort();
            *seen.entry(format!("{race}: {}", words.join(" + "))).or_default() += 1;
        };
        const ROUNDS: usize = 200;
        for _ in 0..ROUNDS {
            let (a, b) = tokio::join!(ann.post_empty(with(&ben)), ben.post_empty(with(&ann)));
            note("opposite requests", &a, &b);
            let winner = if a.status == 201 { &a } else { &b };
            let id = winner.json()["id"].as_str().unwrap().to_owned();
            let (asker, receiver) = if a.status == 201 { (&ann, &ben) } else { (&ben, &ann) };
            let (a, b) = tokio::join!(patch(receiver, by_id(&id, "/accept")), patch(receiver, by_id(&id, "/accept")));
            note("accept twice", &a, &b);
            let (a, b) = tokio::join!(ann.delete(with(&ben)), ben.delete(with(&ann)));
            note("disconnect twice", &a, &b);
            let (a, b) = tokio::join!(asker.post_empty(with(receiver)), asker.post_empty(with(receiver)));
            note("the same request twice", &a, &b);
            let id = if a.status == 201 { a.json()["id"].clone() } else { b.json()["id"].clone() };
            let id = id.as_str().unwrap().to_owned();
            let (a, b) = tokio::join!(patch(receiver, by_id(&id, "/accept")), asker.delete(by_id(&id, "")));
            if a.status == 200 {
                // Accepting came first: removing by id then disconnects.
                assert_eq!(b.json(), json!({ "message": "Connection removed successfully." }));
            } else {
                assert_eq!(b.json(), json!({ "message": "Connection request withdrawn successfully." }));
                assert_eq!(a.json()["code"], "connection/not-found");
            }
            let id = asked(asker, receiver).await;
            let (a, b) = tokio::join!(patch(receiver, by_id(&id, "/accept")), patch(receiver, by_id(&id, "/decline")));
            note("accept and decline", &a, &b);
            let status = asker.get(with(receiver)).await.json()["status"].clone();
            assert_eq!(status == "connected", a.status == 200);
            // Back to nothing: the receiver may ask anew after declining, so the pair is never stuck.
            if status == "connected" {
                asker.delete(with(receiver)).await.expect(200);
            } else {
                asked(receiver, asker).await;
                receiver.delete(with(asker)).await.expect(200);
            }
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [
            ("accept and decline: 200 + connection/not-found".to_owned(), ROUNDS),
            ("accept twice: 200 + connection/not-found".to_owned(), ROUNDS),
            ("disconnect twice: connection/not-found + disconnect".to_owned(), ROUNDS),
            ("opposite requests: 201 + connection/request-pending".to_owned(), ROUNDS),
            ("the same request twice: 201 + connection/request-pending".to_owned(), ROUNDS),
        ]);
    }
}

#[tokio::test]
async fn limits_are_kept_by_route_and_address() {
    let settings =
        EdgeSettings { rate_limits: true, trust_forwarded_for: true, check_answers: true, ..EdgeSettings::default() };
    let app = TestApp::start_with(Db::Sqlite, settings).await.unwrap();
    let (ann, ben) = ann_and_ben(&app).await;
    let from = async |address: &str, method: Method, path: &str, token: Option<&str>| {
        let bearer = format!("Bearer {}", token.unwrap_or_default());
        let mut headers = vec![("x-forwarded-for", address)];
        if token.is_some() {
            headers.push(("authorization", &bearer));
        }
        raw(&app, method, path, &headers, "").await
    };
    let began_s = (app.ctx.clock.now_ms() + 300_000 + 999) / 1000;
    let (a, path) = (token(&ann), with(&ben));
    // Limit, then token, then handler: a flood without a token gets 401s, then 429s.
    for n in 1..=25_u64 {
        app.clock.advance_ms(1000);
        let answer = if n % 2 == 0 {
            from("192.0.2.1", Method::POST, &path, Some(&a)).await
        } else {
            from("192.0.2.1", Method::POST, &path, None).await
        };
        assert_ne!(answer.status, 429, "{n}");
        let header = |name: &str| answer.header(name).and_then(|text| text.parse::<i64>().ok());
        assert_eq!(header("x-ratelimit-limit"), Some(25));
        assert_eq!(header("x-ratelimit-remaining"), Some(25 - i64::try_from(n).unwrap()));
        assert_eq!(header("x-ratelimit-reset"), Some(began_s + 1));
        assert_eq!(answer.header("ratelimit-limit"), None);
        assert_eq!(answer.header("retry-after"), None);
    }
    let over = from("192.0.2.1", Method::POST, &path, None).await;
    assert_eq!((over.status.as_u16(), over.text().as_str()), (429, "Too many attempts, please try again shortly"));
    assert_eq!(over.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!((over.header("retry-after"), over.header("x-ratelimit-remaining")), (Some("276"), Some("0")));
    // The alias is the same route; another address, another route have buckets of their own.
    assert_eq!(from("192.0.2.1", Method::POST, &format!("/api/v6/users/{ben}/connection"), Some(&a)).await.status, 429);
    assert_eq!(from("192.0.2.2", Method::POST, &path, Some(&a)).await.status, 409);
    assert_eq!(from("192.0.2.1", Method::GET, &path, Some(&a)).await.header("x-ratelimit-remaining"), Some("99"));
    // The window ends.
    app.clock.advance_ms(276_000);
    assert_eq!(from("192.0.2.1", Method::POST, &path, Some(&a)).await.status, 409);
    // Routes without a limit say nothing of one.
    let unlimited = from("192.0.2.1", Method::GET, &at("/app-notifications"), Some(&a)).await;
    assert_eq!(
        (unlimited.status.as_u16(), unlimited.header("x-ratelimit-limit"), unlimited.header("ratelimit-limit")),
        (200, None, None)
    );
    for (method, path, limit) in [
        (Method::DELETE, with(&ben), "50"),
        (Method::GET, at(&format!("/users/{ben}/connections")), "100"),
        (Method::GET, at(&format!("/users/{ben}/connections-count")), "100"),
        (Method::GET, at("/connections"), "100"),
        (Method::GET, at("/connections/count"), "100"),
        (Method::GET, at("/connections/pending/sent"), "100"),
        (Method::GET, at("/connections/pending/received"), "100"),
        (Method::PATCH, by_id("x", "/accept"), "50"),
        (Method::PUT, by_id("x", "/decline"), "50"),
        (Method::DELETE, by_id("x", ""), "50"),
        (Method::POST, at("/auth/sign-up"), "5"),
        (Method::POST, at("/auth/sign-in"), "5"),
        (Method::POST, at("/auth/verify-external-user"), "50"),
        (Method::POST, at("/auth/request-new-access-token"), "50"),
        (Method::POST, at("/auth/sign-out"), "5"),
        (Method::POST, at("/auth/change-password"), "5"),
        (Method::PATCH, at("/app-notifications/x/mark-as-read"), "100"),
        (Method::PATCH, at("/app-notifications/mark-all-as-read"), "20"),
        (Method::GET, at("/users/%FF/connection"), "100"),
    ] {
        let answer = from("192.0.2.1", method, &path, None).await;
        assert_eq!(answer.header("x-ratelimit-limit"), Some(limit), "{path}");
    }
}

#[tokio::test]
async fn a_mistake_of_ours_tells_nothing_of_ours() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, ben) = ann_and_ben(&app).await;
    ann.get(at("/connections/count")).await.expect(200);
    app.ctx.store.close().await;
    let answer = ann.get(with(&ben)).await;
    assert_eq!(answer.status, 503);
    let body = answer.json();
    assert_eq!(
        (&body["code"], &body["error"]),
        (&json!("store/unavailable"), &json!("The server cannot reach its database right now."))
    );
    assert_eq!(body["details"], format!("request {}", answer.header("x-request-id").unwrap()));
    assert_eq!(answer.header("retry-after"), Some("1"));
}

#[test]
fn what_is_routed_is_what_is_promised() {
    use std::collections::BTreeSet;
    use talkamie::contract::replyke::OPERATIONS;
    let routed = talkamie::http::face::routed::<talkamie::http::replyke::Api>();
    let served: BTreeSet<(String, String)> =
        routed.iter().map(|(method, path, ..)| (method.clone(), path.clone())).collect();
    let promised: BTreeSet<(String, String)> = OPERATIONS
        .iter()
        .flat_map(|o| o.aliases.iter().copied().chain([(o.method, o.path)]))
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    assert_eq!(served, promised);
}

/// A request by the second of two people who are one and the same to the database: the helper of `route_2`.
async fn asked_again(app: &TestApp, from: &Client<'_>, to: &Client<'_>) -> Value {
    app.clock.advance_ms(1000);
    from.post_empty(with(to)).await.expect(201)
}
