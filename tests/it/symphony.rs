//! The Symphony Pod face, as its clients see it: contract/symphony.md.

use crate::harness::{Answer, Client, Db, TestApp};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use poem::{
    Body, Request,
    http::{Method, header},
};
use serde_json::{Value, json};
use talkamie::{
    domain::{
        limits::{SYMPHONY_OLD_KEY_LIFETIME_MS, SYMPHONY_SESSION_LIFETIME_MS},
        symphony::symphony_id,
        user::{UserType, Visibility},
    },
    http::EdgeSettings,
    operations::sessions,
};

/// Keys that open nothing but these tests.
const KEYS: [(&str, &str); 2] = [
    (include_str!("keys/test-only-1.pem"), include_str!("keys/test-only-1.pub.pem")),
    (include_str!("keys/test-only-2.pem"), include_str!("keys/test-only-2.pub.pem")),
];

/// Somebody at a Symphony client.
pub struct Pod<'a> {
    pub client: Client<'a>,
    pub id: i64,
    /// What signing in through this face gives: a Talkamie token opens nothing here.
    session: String,
}

impl<'a> Pod<'a> {
    pub async fn of(client: Client<'a>) -> Self {
        let ctx = &client.app.ctx;
        let tenant = ctx.settings.default_tenant;
        let mut tx = ctx.store.write().await.unwrap();
        let user = tx.find_user(tenant, client.id).await.unwrap().unwrap();
        let tokens = sessions::begin(ctx, &mut tx, tenant, client.id, "symphony", None).await.unwrap();
        tx.commit().await.unwrap();
        Self { id: symphony_id(user.number).unwrap(), client, session: tokens.access }
    }

    /// As the Python BDK sends it: everything is announced as JSON, also what has no body.
    async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = Request::builder().method(method).uri_str(path).header(header::CONTENT_TYPE, "application/json");
        let request = request.header("sessionToken", &self.session);
        self.client.request(request.body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())))).await
    }

    pub async fn get(&self, path: impl AsRef<str>) -> Answer {
        self.send(Method::GET, path.as_ref(), None).await
    }

    pub async fn act(&self, act: &str, other: i64) -> Answer {
        match act {
            "remove" => self.send(Method::POST, &format!("/pod/v1/connection/user/{other}/remove"), None).await,
            _ => self.send(Method::POST, &format!("/pod/v1/connection/{act}"), Some(json!({"userId": other}))).await,
        }
    }

    /// What the caller sees of the other one; `-` for nothing.
    async fn sees(&self, other: i64) -> String {
        let info = self.get(format!("/pod/v1/connection/user/{other}/info")).await;
        if info.status == 404 {
            return "-".into();
        }
        info.expect(200)["status"].as_str().unwrap().to_owned()
    }

    async fn list(&self, query: &str) -> Vec<(i64, String)> {
        let list = self.get(format!("/pod/v1/connection/list{query}")).await.expect(200);
        let shown = |item: &Value| (item["userId"].as_i64().unwrap(), item["status"].as_str().unwrap().to_owned());
        let mut list: Vec<_> = list.as_array().unwrap().iter().map(shown).collect();
        list.sort();
        list
    }
}

async fn two(app: &TestApp) -> (Pod<'_>, Pod<'_>) {
    let (ann, ben) = app.ann_and_ben().await;
    (Pod::of(ann).await, Pod::of(ben).await)
}

/// A refusal in the one shape, the status once more inside.
#[track_caller]
fn refused(answer: &Answer, status: u16) -> String {
    let body = answer.expect(status);
    assert_eq!(body["code"], status);
    assert_eq!(body.as_object().unwrap().len(), 2, "{body}");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    body["message"].as_str().unwrap().to_owned()
}

/// In this one place an id is a string: the vendor's client reads nothing else.
fn not_found(id: i64) -> Value {
    json!({"error": "user.not.found", "id": id.to_string()})
}

const OUT: &str = "PENDING_OUTGOING";
const IN: &str = "PENDING_INCOMING";
const YES: &str = "ACCEPTED";
const NO: &str = "REJECTED";
const ACTS: [&str; 4] = ["create", "accept", "reject", "remove"];

/// How two came to where they stand: who acts (`true`: the caller), and how. Then, for each of [`ACTS`], the status and
/// what both see afterwards: the table of contract/symphony.md 2, first reading.
type Row = (&'static [(bool, &'static str)], [(u16, &'static str, &'static str); 4]);
const TABLE: [Row; 8] = [
    (&[], [(200, OUT, IN), (404, "-", "-"), (404, "-", "-"), (400, "-", "-")]),
    (&[(true, "create")], [(400, OUT, IN), (400, OUT, IN), (400, OUT, IN), (400, OUT, IN)]),
    (&[(false, "create")], [(400, IN, OUT), (200, YES, YES), (200, NO, NO), (200, NO, NO)]),
    (&[(true, "create"), (false, "accept")], [(200, YES, YES), (400, YES, YES), (400, YES, YES), (200, "-", "-")]),
    (&[(false, "create"), (true, "accept")], [(200, YES, YES), (400, YES, YES), (400, YES, YES), (200, "-", "-")]),
    // Declined by the caller, who had been asked: the one row in which remove brings a request back.
    (&[(false, "create"), (true, "reject")], [(200, OUT, IN), (400, NO, NO), (400, NO, NO), (200, IN, OUT)]),
    (&[(false, "create"), (true, "remove")], [(200, OUT, IN), (400, NO, NO), (400, NO, NO), (200, IN, OUT)]),
    (&[(true, "create"), (false, "reject")], [(200, OUT, IN), (400, NO, NO), (400, NO, NO), (400, NO, NO)]),
];

on_both! {
    async fn every_cell_of_the_table(app) {
        let mut pair = 0;
        for (way, cells) in TABLE {
            for (act, (status, mine, theirs)) in ACTS.into_iter().zip(cells) {
                pair += 1;
                let ann = Pod::of(app.person(&format!("Ann {pair}"), UserType::Senior).await).await;
                let ben = Pod::of(app.person(&format!("Ben {pair}"), UserType::Volunteer).await).await;
                for (by_caller, step) in way {
                    let (who, whom) = if *by_caller { (&ann, ben.id) } else { (&ben, ann.id) };
                    who.act(step, whom).await.expect(200);
                }
                let answer = ann.act(act, ben.id).await;
                let place = format!("{way:?} {act}");
                match (status, act) {
                    (200, "remove") => {
                        assert_eq!(answer.expect(200), json!({"format": "TEXT", "message": "Connection Removed."}), "{place}");
                    }
                    (200, _) => {
                        let shown = answer.expect(200);
                        assert_eq!((&shown["userId"], &shown["status"]), (&json!(ben.id), &json!(mine)), "{place}");
                    }
                    _ => drop(refused(&answer, status)),
                }
                let seen = (ann.sees(ben.id).await, ben.sees(ann.id).await);
                assert_eq!(seen, (mine.to_owned(), theirs.to_owned()), "{place}");
            }
        }
    }

    async fn with_oneself_and_with_nobody(app) {
        let (ann, _) = two(&app).await;
        for act in ACTS {
            refused(&ann.act(act, ann.id).await, 400);
            for nobody in [symphony_id(9_999).unwrap(), 7_078_106_126_503, 1, i64::MAX] {
                refused(&ann.act(act, nobody).await, 404);
            }
        }
        assert_eq!(ann.sees(ann.id).await, "-");
        assert_eq!(ann.sees(i64::MAX).await, "-");
    }

    async fn who_cannot_be_seen_is_not_there(app) {
        let (ann, ben) = two(&app).await;
        let mut tx = app.ctx.store.write().await.unwrap();
        let mut hidden = tx.find_user(app.ctx.settings.default_tenant, ben.client.id).await.unwrap().unwrap();
        hidden.visibility = Some(Visibility::Matches);
        tx.save_user(&hidden).await.unwrap();
        tx.commit().await.unwrap();
        for act in ACTS {
            refused(&ann.act(act, ben.id).await, 404);
        }
        assert_eq!(ann.get(format!("/pod/v2/user?uid={}", ben.id)).await.status, 204);
        assert_eq!(ann.get(format!("/pod/v3/users?uid={}", ben.id)).await.expect(200), json!({"users": [], "errors": [not_found(ben.id)]}));
        // Asking opens the door from the other side.
        ben.act("create", ann.id).await.expect(200);
        assert_eq!(ann.get(format!("/pod/v2/user?uid={}", ben.id)).await.expect(200)["id"], ben.id);
        ann.act("remove", ben.id).await.expect(200);
        ann.act("remove", ben.id).await.expect(200);
        assert_eq!(ann.sees(ben.id).await, IN);
    }

    async fn times_and_counter_follow_the_request(app) {
        let (ann, ben) = two(&app).await;
        let record = async |pod: &Pod<'_>, other: i64| pod.get(format!("/pod/v1/connection/user/{other}/info")).await.expect(200);
        let began_ms = app.ctx.clock.now_ms();
        let asked = ann.act("create", ben.id).await.expect(200);
        let fields = |at: i64, count: i64, status: &str| {
            json!({"userId": ben.id, "status": status, "firstRequestedAt": began_ms, "updatedAt": at, "requestCounter": count})
        };
        assert_eq!(asked, fields(began_ms, 1, OUT));
        app.clock.advance_ms(1_000);
        ben.act("reject", ann.id).await.expect(200);
        assert_eq!(record(&ann, ben.id).await, fields(began_ms + 1_000, 1, NO));
        app.clock.advance_ms(1_000);
        assert_eq!(ann.act("create", ben.id).await.expect(200), fields(began_ms + 2_000, 2, OUT));
        app.clock.advance_ms(1_000);
        ben.act("accept", ann.id).await.expect(200);
        let accepted = fields(began_ms + 3_000, 2, YES);
        assert_eq!(record(&ann, ben.id).await, accepted);
        app.clock.advance_ms(1_000);
        assert_eq!(ann.act("create", ben.id).await.expect(200), accepted, "an accepted one is answered as it is");
        ben.act("remove", ann.id).await.expect(200);
        let afresh = ann.act("create", ben.id).await.expect(200);
        assert_eq!((&afresh["requestCounter"], &afresh["firstRequestedAt"]), (&json!(1), &json!(began_ms + 4_000)));
    }

    async fn the_other_faces_see_the_same_record(app) {
        let (ann, ben) = two(&app).await;
        ann.client.post_empty(format!("/v1/user/{}/connection", ben.client)).await.expect(200);
        assert_eq!(ben.sees(ann.id).await, IN);
        ben.act("accept", ann.id).await.expect(200);
        let friends = ann.client.get("/v1/connections/users").await.expect(200);
        assert_eq!(friends[0]["id"], ben.client.to_string());
        assert!(friends[0]["viewer"]["chat"]["id"].is_string(), "accepting opens the chat, whichever face it came through");
    }

    async fn lists_follow_their_rules(app) {
        let (ann, ben) = two(&app).await;
        let mut others = vec![];
        for n in 0..4 {
            others.push(Pod::of(app.person(&format!("Other {n}"), UserType::Volunteer).await).await);
        }
        let [cat, dan, eve, fay] = &others[..] else { unreachable!() };
        ann.act("create", ben.id).await.expect(200);
        cat.act("create", ann.id).await.expect(200);
        ann.act("create", dan.id).await.expect(200);
        dan.act("accept", ann.id).await.expect(200);
        eve.act("create", ann.id).await.expect(200);
        ann.act("reject", eve.id).await.expect(200);
        let as_seen = |shown: &[(i64, &str)]| shown.iter().map(|(id, status)| (*id, (*status).to_owned())).collect::<Vec<_>>();
        let (b, c, d, e) = ((ben.id, OUT), (cat.id, IN), (dan.id, YES), (eve.id, NO));
        let some = format!("{},{},{},7", ben.id, dan.id, fay.id);
        for (query, shown) in [
            (String::new(), as_seen(&[b, c])),
            ("?status=".into(), as_seen(&[b, c])),
            ("?status=ALL".into(), as_seen(&[b, c, d, e])),
            ("?status=all".into(), as_seen(&[b, c, d, e])),
            ("?status=pending_incoming".into(), as_seen(&[c])),
            ("?status=PENDING_OUTGOING".into(), as_seen(&[b])),
            ("?status=ACCEPTED".into(), as_seen(&[d])),
            ("?status=Rejected".into(), as_seen(&[e])),
            (format!("?status=ALL&userIds={some}"), as_seen(&[b, d])),
            (format!("?status=ALL&userIds={}", some.replace(',', "%2C")), as_seen(&[b, d])),
            (format!("?status=ALL&userIds={}&userIds={},7", ben.id, dan.id), as_seen(&[b, d])),
            (format!("?userIds={some}"), as_seen(&[b])),
            (format!("?status=ALL&userIds={},{}", i64::MAX, fay.id), vec![]),
        ] {
            assert_eq!(ann.list(&query).await, shown, "{query}");
        }
        for query in ["?status=NONE", "?status=PENDING", "?userIds=1,x", "?userIds=0", "?userIds=9223372036854775808", "?userIds=1;2"] {
            refused(&ann.get(format!("/pod/v1/connection/list{query}")).await, 400);
        }
        assert_eq!(fay.list("?status=ALL").await, vec![]);
    }

    async fn requests_that_cannot_be_read(app) {
        let (ann, ben) = two(&app).await;
        for act in ["create", "accept", "reject"] {
            let path = format!("/pod/v1/connection/{act}");
            for body in ["{}", "[]", "null", "{", "{\"userId\":null}", "{\"userId\":\"5\"}", "{\"userId\":0}", "{\"userId\":-1}",
                "{\"userId\":1.5}", "{\"userId\":9223372036854775808}", "{\"userId\":1e40}"] {
                let request = Request::builder().method(Method::POST).uri_str(&path).header("sessionToken", &ann.session);
                refused(&ann.client.request(request.body(body)).await, 400);
            }
            refused(&ann.send(Method::POST, &path, None).await, 400);
        }
        let said = refused(&ann.act("create", 0).await, 400);
        assert!(said.contains("userId"), "{said}");
        for id in ["0", "-5", "abc", "1.5", "9223372036854775808", "%20"] {
            refused(&ann.get(format!("/pod/v1/connection/user/{id}/info")).await, 400);
            refused(&ann.send(Method::POST, &format!("/pod/v1/connection/user/{id}/remove"), None).await, 400);
        }
        // However it is announced, JSON is read.
        for announced in ["text/plain", "application/x-www-form-urlencoded", "nonsense"] {
            let request = Request::builder().method(Method::POST).uri_str("/pod/v1/connection/create");
            let request = request.header("SESSIONTOKEN", &ann.session).header(header::CONTENT_TYPE, announced);
            let answer = ann.client.request(request.body(json!({"userId": ben.id, "more": true}).to_string())).await;
            assert!(matches!(answer.status.as_u16(), 200 | 400), "{announced}: {}", answer.text());
            assert_eq!(ann.sees(ben.id).await, OUT, "{announced}");
        }
    }

    async fn sessions_are_needed(app) {
        let (ann, ben) = two(&app).await;
        let good = ann.session.clone();
        let calls = [
            (Method::POST, "/pod/v1/connection/create".to_owned()),
            (Method::POST, "/pod/v1/connection/accept".to_owned()),
            (Method::POST, "/pod/v1/connection/reject".to_owned()),
            (Method::GET, "/pod/v1/connection/list".to_owned()),
            (Method::GET, format!("/pod/v1/connection/user/{}/info", ben.id)),
            (Method::POST, format!("/pod/v1/connection/user/{}/remove", ben.id)),
            (Method::GET, "/pod/v2/sessioninfo".to_owned()),
            (Method::GET, "/pod/v3/users?uid=1".to_owned()),
            (Method::GET, "/pod/v2/user?uid=1".to_owned()),
        ];
        for (method, path) in calls {
            let tokens = [None, Some(""), Some("x"), Some("a.b"), Some(&good[1..]), Some("\u{fc}")];
            for token in tokens {
                let mut request = Request::builder().method(method.clone()).uri_str(&path).header("authorization", format!("Bearer {good}"));
                if let Some(token) = token {
                    request = request.header("sessionToken", token);
                }
                let said = refused(&ann.client.request(request.finish()).await, 401);
                assert_eq!(said, "Invalid session", "{path} {token:?}");
            }
        }
    }

    async fn users_are_looked_up_without_their_secrets(app) {
        let (ann, ben) = two(&app).await;
        let me = ann.get("/pod/v2/sessioninfo").await.expect(200);
        assert_eq!(me["id"], ann.id);
        assert_eq!(me["emailAddress"], "ann.lee@example.com");
        assert_eq!(me["accountType"], "NORMAL");
        assert_eq!((&me["displayName"], &me["firstName"], &me["lastName"]), (&json!("Ann Lee"), &json!("Ann"), &json!("Lee")));
        assert_eq!(me["username"], ann.id.to_string(), "who chose no name is called by their id");

        let found = ann.get(format!("/pod/v3/users?uid={},{},7,{}&local=false", ben.id, ann.id, ben.id)).await.expect(200);
        let ids: Vec<_> = found["users"].as_array().unwrap().iter().map(|user| user["id"].as_i64().unwrap()).collect();
        assert_eq!(ids, [ben.id, ann.id]);
        assert_eq!(found["errors"], json!([not_found(7)]));
        assert!(!found.to_string().contains("example.com"), "{found}");
        assert_eq!(ann.get(format!("/pod/v3/users?uid={}%2C{}", ben.id, ann.id)).await.expect(200)["users"].as_array().unwrap().len(), 2);

        let one = ann.get(format!("/pod/v2/user?uid={}", ben.id)).await.expect(200);
        assert_eq!((&one["id"], &one["displayName"]), (&json!(ben.id), &json!("Ben Ortiz")));
        assert!(one.get("emailAddress").is_none());
        let nobody = ann.get("/pod/v2/user?uid=7").await;
        assert_eq!((nobody.status.as_u16(), nobody.body.len()), (204, 0));
        let many = (1..=101).map(|id| id.to_string()).collect::<Vec<_>>().join(",");
        for query in ["", "?uid=", "?uid=x", "?uid=1,,2", "?uid=-1", &format!("?uid={many}")] {
            refused(&ann.get(format!("/pod/v3/users{query}")).await, 400);
        }
        refused(&ann.get("/pod/v2/user?uid=1,2").await, 400);
    }

    async fn logging_in_with_a_signed_token(app) {
        let (ann, ben) = two(&app).await;
        login_needs_a_key(&app, &ann).await;
        let session = login(&app, "login", &signed(&app, 0, json!({"sub": ann.id.to_string()}))).await.expect(200);
        assert_eq!(session["name"], "sessionToken");
        let token = session["token"].as_str().unwrap().to_owned();
        let bot = Pod { id: ann.id, client: ann.client.clone(), session: token };
        assert_eq!(bot.get("/pod/v2/sessioninfo").await.expect(200)["id"], ann.id);
        bot.act("create", ben.id).await.expect(200);

        let manager = login(&app, "relay", &signed(&app, 0, json!({"sub": ann.id.to_string()}))).await.expect(200);
        assert_eq!(manager["name"], "keyManagerToken");
        let token = manager["token"].as_str().unwrap().to_owned();
        let keeper = Pod { id: ann.id, client: ann.client.clone(), session: token };
        refused(&keeper.get("/pod/v2/sessioninfo").await, 401);

        app.clock.advance_ms(SYMPHONY_SESSION_LIFETIME_MS - 60_000);
        bot.get("/pod/v2/sessioninfo").await.expect(200);
        app.clock.advance_ms(60_000);
        refused(&bot.get("/pod/v2/sessioninfo").await, 401);
    }

    async fn a_replaced_key_is_good_for_three_days(app) {
        let (ann, _) = two(&app).await;
        let sub = json!({"sub": ann.id.to_string()});
        add_key(&app, &ann, 0).await;
        app.clock.advance_ms(1_000);
        add_key(&app, &ann, 1).await;
        for key in [0, 1] {
            login(&app, "login", &signed(&app, key, sub.clone())).await.expect(200);
        }
        app.clock.advance_ms(SYMPHONY_OLD_KEY_LIFETIME_MS);
        refused(&login(&app, "login", &signed(&app, 0, sub.clone())).await, 401);
        login(&app, "login", &signed(&app, 1, sub)).await.expect(200);
    }

    async fn a_database_that_does_not_answer_lets_nobody_in(app) {
        let (ann, _) = two(&app).await;
        add_key(&app, &ann, 0).await;
        for path in ["login", "relay"] {
            let token = signed(&app, 0, json!({ "sub": ann.id.to_string() }));
            app.ctx.store.faults().fail_nth(1);
            let answer = login(&app, path, &token).await;
            app.ctx.store.faults().fail_nth(0);
            assert_eq!(answer.status, 503, "{}", answer.text());
            login(&app, path, &token).await.expect(200);
        }
    }

    async fn user_names_log_in_in_either_case(app) {
        let (ann, _) = two(&app).await;
        add_key(&app, &ann, 0).await;
        let mut tx = app.ctx.store.write().await.unwrap();
        let mut user = tx.find_user(app.ctx.settings.default_tenant, ann.client.id).await.unwrap().unwrap();
        user.username = Some("ann_bot".into());
        tx.save_user(&user).await.unwrap();
        tx.commit().await.unwrap();
        for name in ["ann_bot", "Ann_Bot"] {
            login(&app, "login", &signed(&app, 0, json!({"sub": name}))).await.expect(200);
        }
        assert_eq!(ann.get("/pod/v2/sessioninfo").await.expect(200)["username"], "ann_bot");
    }
}

/// Every token that is not quite right, on both paths, and none of them tells what is wrong.
async fn login_needs_a_key(app: &TestApp, ann: &Pod<'_>) {
    let sub = ann.id.to_string();
    let now_s = app.ctx.clock.now_ms() / 1000;
    refused(&login(app, "login", &signed(app, 0, json!({"sub": sub}))).await, 401);
    add_key(app, ann, 0).await;
    let claims = json!({"sub": sub, "exp": now_s + 240});
    let good = signed(app, 0, claims.clone());
    let [head, payload, signature] = good.split('.').collect::<Vec<_>>()[..] else { unreachable!() };
    let part = |value: Value| BASE64.encode(value.to_string());
    login(app, "login", &signed(app, 0, json!({"sub": sub, "exp": now_s + 240, "nbf": now_s}))).await.expect(200);
    let hmac =
        |algorithm| encode(&Header::new(algorithm), &claims, &EncodingKey::from_secret(KEYS[0].1.as_bytes())).unwrap();
    let rsa = |algorithm| {
        encode(&Header::new(algorithm), &claims, &EncodingKey::from_rsa_pem(KEYS[0].0.as_bytes()).unwrap()).unwrap()
    };
    let bad = [
        ("another key", signed(app, 1, claims.clone())),
        ("nobody", signed(app, 0, json!({"sub": "nobody"}))),
        ("nobody's id", signed(app, 0, json!({"sub": symphony_id(9_999).unwrap().to_string()}))),
        ("an address", signed(app, 0, json!({"sub": "ann.lee@example.com"}))),
        ("expired", signed(app, 0, json!({"sub": sub, "exp": now_s}))),
        ("not yet valid", signed(app, 0, json!({"sub": sub, "exp": now_s + 240, "nbf": now_s + 60}))),
        ("too far ahead", signed(app, 0, json!({"sub": sub, "exp": now_s + 311}))),
        ("for ever", signed(app, 0, json!({"sub": sub, "exp": 1e300}))),
        ("no expiry", signed(app, 0, json!({"sub": sub, "exp": null}))),
        ("no name", signed(app, 0, json!({"sub": null}))),
        ("a public key as a secret", hmac(Algorithm::HS512)),
        ("a public key as a secret", hmac(Algorithm::HS256)),
        ("another hash", rsa(Algorithm::RS256)),
        ("another padding", rsa(Algorithm::PS512)),
        ("no algorithm", format!("{}.{payload}.", part(json!({"alg": "none", "typ": "JWT"})))),
        ("no algorithm, signed", format!("{}.{payload}.{signature}", part(json!({"alg": "none"})))),
        ("another header", format!("{}.{payload}.{signature}", part(json!({"alg": "RS512", "kid": "1"})))),
        ("other claims", format!("{head}.{}.{signature}", part(json!({"sub": sub, "exp": now_s + 241})))),
        ("no signature", format!("{head}.{payload}.")),
        ("two parts", format!("{head}.{payload}")),
        ("four parts", format!("{good}.x")),
        ("huge", format!("{good}{}", "A".repeat(90_000))),
        ("empty", String::new()),
        ("not a token", "\u{1f600}".to_owned()),
    ];
    for (what, token) in bad {
        for path in ["login", "relay"] {
            assert_eq!(refused(&login(app, path, &token).await, 401), "Unauthorized", "{path}: {what}");
        }
    }
    for body in ["", "{", "{}", "[]", "null", "{\"token\":null}", "{\"token\":5}"] {
        let request = Request::builder().method(Method::POST).uri_str("/login/pubkey/authenticate");
        assert_eq!(refused(&app.anonymous().request(request.body(body)).await, 401), "Unauthorized", "{body}");
    }
    for ahead_s in [1, 299, 300] {
        login(app, "login", &signed(app, 0, json!({"sub": sub, "exp": now_s + ahead_s}))).await.expect(200);
    }
}

/// A token as clients make it: `exp` 240 s ahead unless the claims say otherwise.
pub fn signed(app: &TestApp, key: usize, mut claims: Value) -> String {
    let claims = claims.as_object_mut().unwrap();
    let exp = claims.entry("exp").or_insert_with(|| json!(app.ctx.clock.now_ms() / 1000 + 240));
    if exp.is_null() {
        claims.remove("exp");
    }
    encode(&Header::new(Algorithm::RS512), claims, &EncodingKey::from_rsa_pem(KEYS[key].0.as_bytes()).unwrap()).unwrap()
}

pub async fn login(app: &TestApp, path: &str, token: &str) -> Answer {
    app.anonymous().post(format!("/{path}/pubkey/authenticate"), json!({ "token": token })).await
}

pub async fn add_key(app: &TestApp, of: &Pod<'_>, key: usize) {
    let now_ms = app.ctx.clock.now_ms();
    let tenant = app.ctx.settings.default_tenant;
    let mut tx = app.ctx.store.write().await.unwrap();
    tx.add_symphony_key(tenant, of.client.id, KEYS[key].1, now_ms, now_ms + SYMPHONY_OLD_KEY_LIFETIME_MS)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn addresses_that_are_not_there_answer_in_the_faces_words() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let nobody = app.anonymous();
    for path in
        ["/pod", "/pod/", "/pod/v1", "/pod/v1/connection/user/5", "/login", "/login/x", "/relay", "/pod/v2/users"]
    {
        refused(&nobody.get(path).await, 404);
    }
    for (method, path, allowed) in [
        (Method::GET, "/pod/v1/connection/create", "POST"),
        (Method::DELETE, "/pod/v1/connection/user/5/remove", "POST"),
        (Method::POST, "/pod/v1/connection/list", "GET"),
        (Method::GET, "/login/pubkey/authenticate", "POST"),
        (Method::PUT, "/relay/pubkey/authenticate", "POST"),
    ] {
        let answer = nobody.send(method, path, None).await;
        refused(&answer, 405);
        assert_eq!(answer.header("allow"), Some(allowed), "{path}");
    }
}

#[tokio::test]
async fn connection_calls_are_never_limited() {
    let edge = EdgeSettings { rate_limits: true, check_answers: true, ..EdgeSettings::default() };
    let app = TestApp::start_with(Db::Sqlite, edge).await.unwrap();
    let nobody = app.anonymous();
    for _ in 0..1_300 {
        refused(&nobody.post_empty("/pod/v1/connection/user/5/remove").await, 401);
    }
    let mut last = 0;
    for _ in 0..1_300 {
        last = nobody.get("/pod/v2/sessioninfo").await.status.as_u16();
    }
    assert_eq!(last, 429, "look-ups are");
}
