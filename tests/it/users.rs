//! The groups `users`, `interests` and `specializations`, as their callers see them.

use crate::{
    accounts::{mailed, prove, signed_up, with},
    files::uploaded,
    harness::{Client, TestApp, app::TENANT},
};
use poem::http::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use talkamie::{
    domain::{ids::InterestId, user::UserType},
    store::interests::Interest,
};

/// What only the owner sees (contract D, "own view only").
const PRIVATE: [&str; 12] = [
    "email",
    "ledger",
    "preferences",
    "dob",
    "fileDirPath",
    "license",
    "licence",
    "certificate",
    "visibility",
    "support",
    "totalConnections",
    "totalUnreadAlerts",
];

/// The names of all members, however deep.
fn members(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            out.insert(name.clone());
            members(value, out);
        }),
        Value::Array(items) => items.iter().for_each(|item| members(item, out)),
        _ => {}
    }
}

fn private_in(value: &Value) -> Vec<&'static str> {
    let mut found = BTreeSet::new();
    members(value, &mut found);
    PRIVATE.into_iter().filter(|name| found.contains(*name)).collect()
}

pub fn ids(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// Every item of a list, page by page.
pub async fn paged(client: &Client<'_>, path: &str, size: usize) -> Vec<Value> {
    let (mut seen, mut after) = (vec![], String::new());
    loop {
        let joint = if path.contains('?') { '&' } else { '?' };
        let page = client.get(format!("{path}{joint}pageSize={size}&lastEvaluatedKey={after}")).await;
        page.expect(200);
        let body = page.json();
        let items = body["data"].as_array().unwrap();
        assert!(items.len() <= size);
        seen.extend(items.iter().cloned());
        let Some(key) = body["pagination"].get("lastEvaluatedKey") else { return seen };
        after = key.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
    }
}

async fn update(client: &Client<'_>, body: Value) -> Value {
    client.put(format!("/v1/user/{client}"), body).await.expect(200)
}

pub async fn interests_for_everyone(app: &TestApp, names: &[&str]) {
    let mut tx = app.ctx.store.write().await.unwrap();
    for name in names {
        let interest = Interest {
            id: InterestId(app.ctx.new_id()),
            name: (*name).to_owned(),
            emoji: Some("🎲".into()),
            icon_src: None,
        };
        tx.add_interest(TENANT, &interest, 0).await.unwrap();
    }
    tx.commit().await.unwrap();
}

on_both! {
    async fn signed_out_only_an_exact_address_is_told(app) {
        let ann = signed_up(&app, "Ann", "ann+x@example.com").await;
        let nobody = app.anonymous();
        nobody.get("/v1/users").await.expect_problem("auth/missing");
        nobody.get("/v1/users?email=&keyword=ann").await.expect_problem("auth/missing");
        assert_eq!(nobody.get("/v1/users?email=Ann%2Bx@example.com").await.expect(200), json!([{ "id": ann.to_string() }]));
        assert_eq!(nobody.get("/v1/users?email=ann+x@example.com&type=senior&lastEvaluatedKey=x").await.expect(200), json!([{ "id": ann.to_string() }]));
        for other in ["ann", "ann%25", "ann+x@example.co", "%25"] {
            assert_eq!(nobody.get(format!("/v1/users?email={other}")).await.expect(200), json!([]), "{other}");
        }
        let undefined = Client { token: Some("undefined".into()), ..app.anonymous() };
        assert_eq!(undefined.get("/v1/users?email=ann+x@example.com").await.expect(200), json!([{ "id": ann.to_string() }]));
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        assert_eq!(nobody.get("/v1/users?email=ann+x@example.com").await.expect(200), json!([]));
    }

    async fn people_are_found_by_every_filter(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let cy = app.person("Cy Young", UserType::Volunteer).await;
        update(&ben, json!({ "dob": "1996-03-15", "country": "Canada", "gender": "male", "bio": "Loves ÄPFEL and 100% juice" })).await;
        update(&cy, json!({ "name": "Cy Ößel", "dob": "1950-01-01", "country": "United States", "gender": "unspecified" })).await;
        let found = async |query: &str| ids(&ann.get(format!("/v1/users?{query}")).await.expect(200));
        let (ben_id, cy_id) = (ben.to_string(), cy.to_string());

        assert_eq!(found("").await, [cy_id.clone(), ben_id.clone()], "newest first, without the caller");
        assert_eq!(found("type=volunteer").await, [cy_id.clone(), ben_id.clone()]);
        assert_eq!(found("type=senior").await, Vec::<String>::new());
        assert_eq!(found("keyword=ORTIZ").await, std::slice::from_ref(&ben_id));
        assert_eq!(found("keyword=%C3%A4pfel").await, std::slice::from_ref(&ben_id), "in what they say, whatever the case");
        assert_eq!(found("keyword=%C3%96%C3%9F").await, std::slice::from_ref(&cy_id));
        assert_eq!(found("keyword=100%25+juice").await, std::slice::from_ref(&ben_id));
        assert_eq!(found("keyword=100_").await, Vec::<String>::new(), "a keyword is no pattern");
        assert_eq!(found("email=BEN.ortiz@example.com").await, std::slice::from_ref(&ben_id));
        assert_eq!(found("email=ben.ortiz@example.com&type=volunteer").await, std::slice::from_ref(&ben_id));
        assert_eq!(found("email=ben.ortiz@example.com&type=senior").await, Vec::<String>::new());
        assert_eq!(found("email=ann.lee@example.com").await, Vec::<String>::new(), "not oneself");
        // It is 14 March 2026: Ben turns 30 tomorrow.
        assert_eq!(found("age=29").await, std::slice::from_ref(&ben_id));
        assert_eq!(found("age=30").await, Vec::<String>::new());
        assert_eq!(found("minAge=30").await, std::slice::from_ref(&cy_id));
        assert_eq!(found("maxAge=29&minAge=").await, std::slice::from_ref(&ben_id));
        assert_eq!(found("minAge=29&maxAge=76").await, [cy_id.clone(), ben_id.clone()]);
        assert_eq!(found("location=Canada").await, std::slice::from_ref(&ben_id));
        assert_eq!(found("gender=unspecified").await, std::slice::from_ref(&cy_id));
        assert_eq!(found("gender=male&location=Canada&age=29&type=volunteer&keyword=ben").await, std::slice::from_ref(&ben_id));
        app.clock.advance_ms(86_400_000);
        assert_eq!(found("age=30").await, std::slice::from_ref(&ben_id));

        let invalid = ann.get("/v1/users?type=boss&age=x&gender=1&pageSize=101").await.expect_invalid();
        assert_eq!(invalid, ["/age", "/gender", "/pageSize", "/type"]);
        ann.get("/v1/users?lastEvaluatedKey=x").await.expect_problem("cursor/invalid");
        assert_eq!(ann.get("/v1/users?keyword=%00&email=a%00&location=%00").await.expect_invalid(), ["/email", "/keyword", "/location"]);
    }

    async fn a_page_of_people_costs_the_same_however_long(app) {
        let (ann, _) = app.ann_and_ben().await;
        for n in 0..9 {
            let user_type = if n % 3 == 0 { UserType::Senior } else { UserType::Volunteer };
            let other = app.person(&format!("Other {n}"), user_type).await;
            if n % 2 == 0 {
                ann.post_empty(format!("/v1/user/{other}/connection")).await.expect(200);
            }
        }
        let whole = ids(&ann.get("/v1/users").await.expect(200));
        assert_eq!(whole.len(), 10);
        for path in ["/v1/users", "/v1/users?type=volunteer", "/v1/users?keyword=other"] {
            let whole = ann.get(path).await.expect(200);
            for size in [1, 3, 100] {
                assert_eq!(Value::Array(paged(&ann, path, size).await), whole, "{path} {size}");
            }
        }
        let mut costs = BTreeSet::new();
        for size in [1, 3, 10] {
            let before = app.ctx.store.log().count();
            ann.get(format!("/v1/users?pageSize={size}")).await.expect(200);
            costs.insert(app.ctx.store.log().count() - before);
        }
        assert_eq!(costs, BTreeSet::from([3]));
    }

    async fn who_is_hidden_is_not_there(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        let cy = app.person("Cy Young", UserType::Senior).await;
        for (visibility, senior_sees, volunteer_sees) in [("public", true, true), ("matches", false, false), ("seniors", true, false), ("volunteers", false, true)] {
            update(&cy, json!({ "visibility": visibility })).await;
            for (viewer, sees) in [(&ann, senior_sees), (&ben, volunteer_sees)] {
                let listed = ids(&viewer.get("/v1/users").await.expect(200)).contains(&cy.to_string());
                let by_email = !ids(&viewer.get("/v1/users?email=cy.young@example.com").await.expect(200)).is_empty();
                let shown = viewer.get(format!("/v1/user/{cy}")).await;
                assert_eq!((listed, by_email, shown.status.is_success()), (sees, sees, sees), "{visibility}");
                if !sees {
                    shown.expect_problem("user/not-found");
                }
            }
        }
        // Who is asked may see who asks, and the connected see each other.
        update(&cy, json!({ "visibility": "matches" })).await;
        cy.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        ben.get(format!("/v1/user/{cy}")).await.expect(200);
        assert!(ids(&ben.get("/v1/users").await.expect(200)).contains(&cy.to_string()));
        ben.delete(format!("/v1/user/{cy}/connection/reject")).await.expect(200);
        ben.get(format!("/v1/user/{cy}")).await.expect_problem("user/not-found");
        for odd in ["nobody".to_owned(), uuid::Uuid::new_v4().to_string()] {
            ann.get(format!("/v1/user/{odd}")).await.expect_problem("user/not-found");
        }
    }

    async fn a_profile_shows_the_relation_and_nothing_private(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let (paper, picture) = (uploaded(&ben, "certificate", "application/pdf", b"%PDF").await, uploaded(&ben, "picture", "image/png", b"png").await);
        update(&ben, json!({
            "bio": "Nurse", "dob": "1996-03-01", "country": "Canada", "language": "English", "specialization": "Nursing",
            "licenseId": "RN-1", "certificateState": "Oregon", "fileDirPath": format!("user/{ben}"), "visibility": "seniors",
            "certificate": { "org": { "url": paper } },
            "picture": { "org": { "url": picture, "mimeType": "image/png" } },
            "interests": [{ "name": "chess" }], "maxCallCount": 3
        })).await;
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);

        let before = app.ctx.store.log().count();
        let seen = ann.get(format!("/v1/user/{ben}")).await.expect(200);
        assert_eq!(app.ctx.store.log().count() - before, 5);
        assert_eq!(private_in(&seen), Vec::<&str>::new());
        assert_eq!((&seen["age"], &seen["bio"], &seen["specialization"]["area"]), (&json!(30), &json!("Nurse"), &json!("Nursing")));
        assert_eq!(seen["viewer"]["id"], ann.to_string());
        assert_eq!(seen["viewer"]["connectRequest"]["status"], "pending");
        assert_eq!(seen["interests"][0]["name"], "chess");
        assert_eq!(seen["availability"]["bookedSlots"], json!({ "custom": {}, "weekly": {} }));
        assert_eq!(seen["verification"], json!({ "verified": false }));
        assert_eq!(private_in(&ann.get("/v1/users").await.expect(200)), Vec::<&str>::new());
        assert_eq!(private_in(&ben.get("/v1/connections/pending").await.expect(200)), Vec::<&str>::new());

        let own = ben.get(format!("/v1/user/{ben}")).await.expect(200);
        assert_eq!(own, ben.get("/v1/auth").await.expect(200)["user"]);
        assert_eq!((&own["email"], &own["license"]["id"]), (&json!("ben.ortiz@example.com"), &json!("RN-1")));
    }

    /// Contract D keeps neither from others: how busy somebody was today, by their own clock, and what that clock shows.
    async fn a_profile_shows_the_day_of_its_owner(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let zone = |minutes: &'static str| [("x-user-timezone-offset", minutes)];
        let calls = async || {
            let seen = ann.get(format!("/v1/user/{ben}")).await.expect(200);
            (seen["timezoneOffset"].clone(), seen["dailyInfo"]["totalCalls"].clone())
        };
        let now_ms = app.ctx.clock.now_ms();
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        assert_eq!(calls().await, (Value::Null, json!(0)));
        assert_eq!(ann.get(format!("/v1/user/{ben}")).await.expect(200)["rating"], 0.0, "without reviews");
        let midnight_ms = now_ms - now_ms % 86_400_000;
        let mut tx = app.ctx.store.write().await.unwrap();
        for (n, (caller, callee, at_ms)) in [(ann.id, ben.id, midnight_ms), (ben.id, ann.id, midnight_ms - 1), (ben.id, ann.id, midnight_ms - 3_600_000)].into_iter().enumerate() {
            let sql = "INSERT INTO calls (id, tenant_id, chat_id, caller_id, callee_id, type, status, started_at_ms, ended_at_ms) SELECT $1, $2, id, $3, $4, 'audio', 'accepted', $5, $5 FROM chats WHERE tenant_id = $2";
            let args = [format!("call-{n}").into(), crate::harness::app::TENANT.into(), caller.into(), callee.into(), at_ms.into()];
            tx.execute(sql, args).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(calls().await, (Value::Null, json!(1)));
        for (minutes, today) in [("-60", 3), ("0", 1)] {
            with(&ben, Method::GET, "/v1/auth", &zone(minutes), Value::Null).await.expect(200);
            let (offset, seen) = calls().await;
            assert_eq!((offset, seen), (json!(minutes.parse::<i64>().unwrap()), json!(today)));
            assert_eq!(ben.get("/v1/auth").await.expect(200)["user"]["dailyInfo"]["totalCalls"], today, "as they see it themselves");
        }
    }

    async fn an_update_is_flat_and_its_answer_nested(app) {
        let ann = signed_up(&app, "Ann", "ann@example.com").await;
        let folder = format!("user/{ann}");
        let file = |url: &str| json!({ "org": { "url": url } });
        let picture = uploaded(&ann, "picture", "image/png", b"png").await;
        let (video, paper) = (uploaded(&ann, "video", "video/mp4", b"film").await, uploaded(&ann, "certificate", "application/pdf", b"%PDF").await);
        let body = json!({
            "name": "Ann Lee", "type": "volunteer", "gender": "female", "bio": "Hello", "dob": "1990-03-14", "language": "English",
            "country": "Canada", "state": "Ontario", "city": "Ottawa", "visibility": "matches", "fileDirPath": folder,
            "picture": file(&picture), "video": file(&video), "certificate": file(&paper), "specialization": "Nursing",
            "certificateState": "Oregon", "licenseId": "RN-1", "interests": [{ "name": "Chess", "id": "x" }, { "name": "chess" }, { "name": "go", "emoji": "⚫" }],
            "maxCallDuration": 900, "maxCallCount": 5, "pushNotification": { "enabled": false }, "changed": true
        });
        let answer = with(&ann, Method::PUT, &format!("/v1/user/{ann}"), &[("x-user-timezone-offset", "-60")], body).await;
        let me = answer.expect(200);
        assert_eq!(me["age"], 36);
        assert_eq!(me["location"], json!({ "city": "Ottawa", "country": "Canada", "state": "Ontario" }));
        assert_eq!(me["specialization"]["area"], "Nursing");
        assert_eq!(me["certificate"]["state"], "Oregon");
        assert_eq!(me["certificate"]["file"]["org"]["mimeType"], "application/pdf");
        assert!(me["certificate"]["file"]["org"]["url"].as_str().unwrap().starts_with(&format!("{paper}?")), "with a link's signature");
        assert_eq!(me["video"], json!({ "org": { "url": video, "mimeType": "video/mp4" } }));
        assert_eq!(me["license"]["id"], "RN-1");
        assert_eq!(me["preferences"], json!({ "call": { "maxCount": 5, "maxDuration": 900 }, "notifications": { "push": { "enabled": false } } }));
        assert_eq!(me["verification"]["basic"]["status"], "complete");
        assert_eq!(me["timezoneOffset"], -60);
        assert_eq!(me["interests"].as_array().unwrap().iter().map(|i| i["name"].as_str().unwrap()).collect::<Vec<_>>(), ["Chess", "go"]);
        assert_eq!(me, ann.get("/v1/auth").await.expect(200)["user"], "what was answered is what is kept");

        let me = update(&ann, json!({ "country": "", "state": "", "city": "", "bio": "", "licenseId": "", "picture": {}, "interests": [{ "name": "go" }], "maxCallDuration": "unlimited" })).await;
        // Clients put what comes in the place of what they have: so what was cleared comes, and comes empty (contract A.10).
        for cleared in ["location", "license", "licence", "picture", "support"] {
            assert_eq!(me[cleared], json!({}), "{cleared}");
        }
        assert_eq!((&me["bio"], &me["language"]), (&json!(""), &json!("English")));
        let rest = json!({ "language": " ", "video": {}, "certificate": {}, "certificateState": "  ", "specialization": " ", "gender": "", "dob": "", "maxCallCount": "unlimited" });
        let bare = update(&ann, rest).await;
        for cleared in ["video", "certificate", "specialization"] {
            assert_eq!(bare[cleared], json!({}), "{cleared}");
        }
        assert_eq!(bare["language"], "");
        assert_eq!((bare.get("gender"), bare.get("dob"), bare.get("age")), (None, None, None), "they have no empty form");
        assert_eq!(bare["preferences"]["call"], json!({ "maxDuration": "unlimited" }));
        update(&ann, json!({ "maxCallCount": 5 })).await;
        assert_eq!(me["verification"]["basic"]["status"], "in-progress");
        assert_eq!(me["preferences"]["call"], json!({ "maxCount": 5, "maxDuration": "unlimited" }));
        assert_eq!(me["interests"].as_array().unwrap().len(), 1);
        assert_eq!(me["name"], "Ann Lee");
        assert_eq!(update(&ann, json!({ "interests": [] })).await["interests"], json!([]));
        assert_eq!(update(&ann, json!({})).await, ann.get("/v1/auth").await.expect(200)["user"]);
    }

    async fn updates_are_refused_in_the_documented_words(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let put = async |body: Value| ann.put(format!("/v1/user/{ann}"), body).await;
        ann.put(format!("/v1/user/{ben}"), json!({ "name": "X" })).await.expect_problem("user/not-self");
        ann.put("/v1/user/me", json!({})).await.expect_problem("user/not-self");
        put(json!({ "type": "volunteer", "fileDirPath": "user/x" })).await.expect_problem("user/type-fixed");
        put(json!({ "type": "senior" })).await.expect(200);
        put(json!({ "fileDirPath": format!("user/{ben}") })).await.expect_problem("user/foreign-file");
        put(json!({ "video": { "org": { "url": format!("https://files.example/user/{ben}/v.mp4") } } })).await.expect_problem("user/foreign-file");
        for dob in ["2026-03-15", "1890-01-01"] {
            assert_eq!(put(json!({ "dob": dob })).await.expect_invalid(), ["/dob"], "{dob}");
        }
        assert_eq!(put(json!({ "dob": "1990-13-01", "name": "", "maxCallDuration": 0 })).await.expect_invalid(), ["/dob", "/maxCallDuration", "/name"]);
        let blank = json!({ "dob": "1990-02-30", "name": "   ", "interests": [{ "name": "tea" }, { "name": " " }] });
        assert_eq!(put(blank).await.expect_invalid(), ["/dob", "/interests/1/name", "/name"]);
        assert_eq!(put(json!({ "gender": "other", "maxCallCount": "many" })).await.expect_invalid(), ["/gender", "/maxCallCount"]);
        // What clients echo is ignored, whatever it is.
        put(json!({ "interests": [{ "id": "", "name": "tea", "iconSrc": "" }, { "id": "?", "name": "go", "iconSrc": "no address" }] })).await.expect(200);
        put(json!({ "bio": "a\u{0}b", "interests": [{ "name": "a\u{0}b" }] })).await.expect_problem("body/malformed");
        assert_eq!(ben.get(format!("/v1/user/{ann}")).await.expect(200)["name"], "Ann Lee", "nothing was half done");
    }

    async fn a_new_password_ends_the_other_sessions(app) {
        let ann = signed_up(&app, "Ann", "ann@example.com").await;
        let (ben, _) = app.ann_and_ben().await;
        let sign_in = |password: &str| { let body = json!({ "email": "ann@example.com", "password": password }); async { app.anonymous().post("/v1/auth/sign-in", body).await } };
        let token = sign_in("Tulips-1951").await.expect(200)["tokens"]["access"].as_str().unwrap().to_owned();
        let elsewhere = Client { token: Some(token), ..ann.clone() };
        let change = |old: &str, new: &str| json!({ "oldPassword": old, "newPassword": new });

        ann.put(format!("/v1/user/{ben}/password"), change("Tulips-1951", "Roses-1951")).await.expect_problem("user/not-self");
        ann.put(format!("/v1/user/{ann}/password"), change("Wrong-1951", "Roses-1951")).await.expect_problem("user/wrong-password");
        assert_eq!(ann.put(format!("/v1/user/{ann}/password"), change("Tulips-1951", "short")).await.expect_invalid(), ["/newPassword"]);
        ben.put(format!("/v1/user/{ben}/password"), change("Tulips-1951", "Roses-1951")).await.expect_problem("user/wrong-password");
        elsewhere.get("/v1/auth").await.expect(200);
        ann.put(format!("/v1/user/{ann}/password"), change("Tulips-1951", "Roses-1951")).await.expect(200);
        ann.get("/v1/auth").await.expect(200);
        elsewhere.get("/v1/auth").await.expect_problem("auth/invalid");
        sign_in("Tulips-1951").await.expect_problem("auth/wrong-password");
        sign_in("Roses-1951").await.expect(200);

        // Two changes from one old password: one of them is no more from the old one.
        let (a, b) = tokio::join!(
            ann.put(format!("/v1/user/{ann}/password"), change("Roses-1951", "Roses-0001")),
            ann.put(format!("/v1/user/{ann}/password"), change("Roses-1951", "Roses-0002"))
        );
        assert_eq!(u8::from(a.status.is_success()) + u8::from(b.status.is_success()), 1);
        if a.status.is_success() { &b } else { &a }.expect_problem("user/wrong-password");
    }

    async fn who_closes_an_account_is_forgotten(app) {
        let ann = signed_up(&app, "Ann", "ann@example.com").await;
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        let cy = app.person("Cy Young", UserType::Senior).await;
        update(&ann, json!({ "bio": "Hello", "interests": [{ "name": "chess" }] })).await;
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        cy.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
        cy.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);

        ben.delete(format!("/v1/user/{ann}")).await.expect_problem("user/not-self");
        let before = app.ctx.store.log().count();
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        assert!(app.ctx.store.log().count() - before <= 32, "{}", app.ctx.store.log().count() - before);

        ann.get("/v1/auth").await.expect_problem("auth/invalid");
        ann.delete(format!("/v1/user/{ann}")).await.expect_problem("auth/invalid");
        ben.get(format!("/v1/user/{ann}")).await.expect_problem("user/not-found");
        ben.post_empty(format!("/v1/user/{ann}/connection")).await.expect_problem("user/not-found");
        assert_eq!(ids(&ben.get("/v1/users").await.expect(200)), [cy.to_string()]);
        assert_eq!(ben.get("/v1/connections/users").await.expect(200), json!([]));
        let left = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(left.as_array().unwrap().len(), 1, "only what Cy caused: {left}");
        assert_eq!(left[0]["connectRequest"]["user"]["id"], cy.to_string());
        assert_eq!(cy.get("/v1/alerts").await.expect(200), json!([]));
        let mut tx = app.ctx.store.read().await.unwrap();
        for user in [ben.id, cy.id] {
            let told = tx.page_notifications_at(TENANT, user, 0, 50).await.unwrap();
            assert!(told.iter().all(|notification| !notification.metadata.contains(&ann.to_string())), "{told:?}");
        }
        drop(tx);
        app.anonymous().post("/v1/auth/sign-in", json!({ "email": "ann@example.com", "password": "Tulips-1951" })).await.expect_problem("auth/account-unknown");

        app.clock.advance_ms(60_000);
        prove(&app, "ann@example.com").await;
        let anew = app.anonymous().post("/v1/auth/sign-up", json!({ "name": "Ann", "email": "ann@example.com", "password": "Tulips-1951" })).await.expect(200);
        assert_ne!(anew["user"]["id"], ann.to_string());
        assert_eq!(anew["user"]["interests"], json!([]));
        assert_eq!(mailed(&app, "ann@example.com").await.len(), 4);
    }

    /// However close they come, nobody is connected with, or told of, somebody who is gone.
    async fn closing_and_connecting_at_once_leave_nothing_behind(app) {
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        for n in 0..20 {
            let ann = app.person(&format!("Ann {n}"), UserType::Senior).await;
            let (gone, asked, was_asked) = tokio::join!(
                ann.delete(format!("/v1/user/{ann}")),
                ann.post_empty(format!("/v1/user/{ben}/connection")),
                ben.post_empty(format!("/v1/user/{ann}/connection"))
            );
            gone.expect(200);
            for answer in [asked, was_asked] {
                let code = answer.json()["code"].as_str().unwrap_or("done").to_owned();
                assert!(["done", "auth/invalid", "user/not-found", "connection/request-pending"].contains(&code.as_str()), "{code}");
            }
        }
        assert_eq!(ben.get("/v1/alerts").await.expect(200), json!([]));
        assert_eq!(ben.get("/v1/connections/pending").await.expect(200), json!([]));
        assert_eq!(ben.get("/v1/auth").await.expect(200)["user"]["totalPendingRequests"], 0);
    }

    async fn interests_are_everyones_and_ones_own(app) {
        let (ann, ben) = app.ann_and_ben().await;
        interests_for_everyone(&app, &["swimming", "Äpfel", "chess", "100% go"]).await;
        update(&ann, json!({ "interests": [{ "name": "CHESS" }, { "name": "jigsaw", "emoji": "🧩" }, { "name": "bees" }] })).await;
        let names = |list: &Value| list.as_array().unwrap().iter().map(|i| i["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let all = ann.get("/v1/interests?pageSize=&lastEvaluatedKey=&keyword=").await.expect(200);
        assert_eq!(names(&all), ["100% go", "bees", "chess", "jigsaw", "swimming", "Äpfel"]);
        assert_eq!(names(&ben.get("/v1/interests").await.expect(200)), ["100% go", "chess", "swimming", "Äpfel"]);
        assert_eq!(names(&ann.get("/v1/interests?keyword=%C3%84P").await.expect(200)), ["Äpfel"]);
        assert_eq!(names(&ann.get("/v1/interests?keyword=%20chess%09").await.expect(200)), ["chess"], "without the space around it");
        assert_eq!(ann.get("/v1/interests?keyword=%20%20").await.expect(200), all, "which says nothing");
        assert_eq!(names(&ann.get("/v1/interests?keyword=0%25").await.expect(200)), ["100% go"]);
        for size in [1, 2, 6, 100] {
            assert_eq!(Value::Array(paged(&ann, "/v1/interests", size).await), all, "{size}");
        }
        ann.get("/v1/interests?lastEvaluatedKey=%7B%7D").await.expect_problem("cursor/invalid");
        ann.get("/v1/interests?lastEvaluatedKey=eA").await.expect_problem("cursor/invalid");
        // An own one that was put away is offered no more.
        update(&ann, json!({ "interests": [{ "name": "bees" }] })).await;
        assert_eq!(names(&ann.get("/v1/interests").await.expect(200)), ["100% go", "bees", "chess", "swimming", "Äpfel"]);
    }

    async fn areas_are_a_fixed_list(app) {
        let nobody = app.anonymous();
        let all = nobody.get("/v1/specializations/areas").await.expect(200);
        assert_eq!((all.as_array().unwrap().len(), &all[0]), (34, &json!({ "name": "Cardiology", "code": "CR" })));
        assert_eq!(nobody.get("/v1/specializations/areas?keyword=PHN").await.expect(200), json!([{ "name": "Public Health Nursing", "code": "PHN" }]));
        assert_eq!(Value::Array(paged(&nobody, "/v1/specializations/areas", 10).await), all);
        nobody.get("/v1/specializations/areas?lastEvaluatedKey=x").await.expect_problem("cursor/invalid");
    }
}
