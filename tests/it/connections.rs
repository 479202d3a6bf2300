//! The group `connections`, as its callers see it.

use crate::{
    calls, chats,
    files::{local, png, uploaded},
    harness::{Client, TestApp, app::TENANT},
    journey, schedules, support,
};
use serde_json::{Value, json};
use talkamie::{
    domain::{call::Act, time::MS_PER_MINUTE, user::UserType},
    operations::interests::desk::{self, Wanted},
};

/// All that a volunteer says of himself, and what an operator makes of it. Answers the addresses of his picture and video.
async fn filled(app: &TestApp, ben: &Client<'_>) -> [String; 2] {
    let icon = Some("https://files.example.org/roses.svg".to_owned());
    let roses = Wanted { name: "Roses".into(), emoji: Some("🌹".into()), icon_src: icon };
    desk::set(&app.ctx, TENANT, &roses).await.unwrap();
    let picture = uploaded(ben, "picture", "image/png", &png(800)).await;
    let video = uploaded(ben, "video", "video/mp4", b"film").await;
    let profile = json!({
        "bio": "Nurse and good listener", "dob": "1996-07-01", "gender": "male", "language": "English",
        "country": "United States", "state": "Oregon", "city": "Salem", "visibility": "seniors",
        "fileDirPath": format!("user/{ben}"), "picture": { "org": { "url": picture } }, "video": { "org": { "url": video } },
        "interests": [{ "name": "roses" }, { "name": "Kites", "emoji": "🪁" }],
        "maxCallDuration": 1200, "maxCallCount": 5, "pushNotification": { "enabled": false },
    });
    let request = poem::Request::builder()
        .method(poem::http::Method::PUT)
        .uri_str(format!("/v1/user/{ben}"))
        .header("authorization", format!("Bearer {}", ben.token.as_deref().unwrap()))
        .header("x-user-timezone-offset", "480")
        .content_type("application/json");
    ben.request(request.body(profile.to_string())).await.expect(200);
    journey::verify(app, ben, "ben.ortiz@example.com").await;
    ben.put("/v1/availability/weekly", json!({ "sun": [{ "start": "14:00:00", "end": "18:00:00" }] }))
        .await
        .expect(200);
    ben.put("/v1/availability/custom", json!({ "2026-03-20": [{ "start": "09:00:00", "end": "12:00:00" }] }))
        .await
        .expect(200);
    app.work().await;
    [picture, video]
}

/// A call of two and a half minutes, which earn him thirty coins, of which and of what he had he withdraws a hundred.
async fn earned(app: &TestApp, ann: &Client<'_>, ben: &Client<'_>, chat: &str) {
    app.credit(ann.id, 100).await;
    app.credit(ben.id, 120).await;
    calls::come(app, &[ann.id, ben.id]).await;
    let call = calls::connected(ann, ben, chat.parse().unwrap()).await;
    calls::pass(app, &call, 2 * MS_PER_MINUTE + 30_000).await;
    calls::act(ann, &call, Act::End).await.unwrap();
    let wish = json!({ "coins": 100, "paypal": { "email": "ben@paypal.example.com" } });
    ben.post("/v1/finance/withdraw", wish).await.expect(200);
}

on_both! {
    async fn two_people_connect_and_disconnect(app) {
        let (ann, ben) = app.ann_and_ben().await;

        let asked = ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        assert_eq!(asked["status"], "pending");
        assert_eq!(asked["from"]["id"], ann.to_string());
        assert_eq!(asked["to"]["id"], ben.to_string());
        assert_eq!(asked["user"]["name"], "Ben Ortiz");
        assert_eq!(asked["me"]["id"], ann.to_string());

        let waiting = ben.get("/v1/connections/pending?pageSize=20&lastEvaluatedKey=").await.expect(200);
        assert_eq!(waiting[0]["user"]["id"], ann.to_string());
        assert_eq!(waiting[0]["id"], asked["id"]);

        let accepted = ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        assert_eq!(accepted["status"], "accepted");
        assert_eq!(accepted["chat"]["request"]["status"], "accepted");
        assert_eq!(accepted["me"]["totalConnections"], 1);
        assert_eq!(accepted["me"]["totalPendingRequests"], 0);

        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect_problem("connection/already-connected");
        ann.get("/v1/connections/users?lastEvaluatedKey=x").await.expect_problem("cursor/invalid");
        let friends = ann.get("/v1/connections/users?keyword=ORT").await.expect(200);
        assert_eq!(friends[0]["id"], ben.to_string());
        assert_eq!(friends[0]["viewer"]["chat"]["id"], accepted["chat"]["id"]);
        assert_eq!(ann.get("/v1/connections/users?keyword=nobody").await.expect(200), json!([]));

        let me = ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200)["me"].take();
        assert_eq!(me["id"], ann.to_string());
        assert_eq!(me["totalConnections"], 0);
        assert_eq!(me["ledger"]["coins"]["balance"], 0.0);
        assert_eq!(me["preferences"]["call"]["maxDuration"], "unlimited");
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect_problem("connection/not-found");
    }

    /// Each member that the contract's page of the operation shows, with something in it: but `viewer` has only `id`, since nobody is
    /// connected with themself, and `sm` is made of pictures only.
    async fn who_disconnects_is_answered_all_that_they_have(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let (clara, dora) = (app.person("Clara Hughes", UserType::Senior).await, app.person("Dora Moss", UserType::Senior).await);
        let [picture, video] = filled(&app, &ben).await;
        let (with_ann, with_clara) = (chats::connect(&ann, &ben).await, chats::connect(&clara, &ben).await);
        dora.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        earned(&app, &ann, &ben, &with_ann).await;
        ann.post(format!("/v1/user/{ben}/review"), json!({ "text": "He listens well", "rate": 4 })).await.expect(200);
        let at = schedules::at;
        schedules::book(&clara, &ben, schedules::slot(at(6, 9, 0), at(6, 10, 0), "none")).await;
        schedules::book(&clara, &ben, schedules::slot(at(1, 14, 0), at(1, 15, 0), "weekly")).await;
        schedules::book(&ann, &ben, schedules::slot(at(6, 11, 0), at(6, 12, 0), "none")).await;
        chats::say(&clara, &with_clara, "Until Friday!").await;
        let ticket = support::write(&ben, "Where is my certificate?").await;

        let mut me = ben.delete(format!("/v1/user/{ann}/connection/disconnect")).await.expect(200)["me"].take();
        assert_eq!(me, ben.get("/v1/auth").await.expect(200)["user"], "as at any other place");
        // Addresses that are not known before: they are ours, and lead somewhere.
        let mut address = async |pointer: &str| {
            let url = me.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is there")).take();
            assert_eq!(app.anonymous().get(local(url.as_str().unwrap())).await.status, 200, "{pointer}: {url}");
            url
        };
        let small = address("/picture/sm/url").await;
        assert_eq!(address("/support/ticket/user/picture/sm/url").await, small);
        address("/certificate/file/org/url").await;
        let interests: Vec<Value> = me["interests"].as_array_mut().unwrap().iter_mut().map(|one| one["id"].take()).collect();
        assert!(interests.iter().all(Value::is_string), "{interests:?}");
        let oneself = json!({
            "id": ben.to_string(), "name": "Ben Ortiz", "age": 29, "bio": "Nurse and good listener", "email": "ben.ortiz@example.com",
            "gender": "male", "location": { "city": "Salem", "country": "United States", "state": "Oregon" },
            "picture": {
                "sm": { "mimeType": "image/jpeg", "url": null },
                "org": { "mimeType": "image/png", "url": picture },
            },
            "rating": 4.0, "type": "volunteer", "viewer": { "id": ben.to_string() },
        });
        let mut expected = json!({
            "availability": {
                "custom": { "2026-03-20": [{ "start": "09:00:00", "end": "12:00:00" }] },
                "weekly": { "sun": [{ "start": "14:00:00", "end": "18:00:00" }] },
                "bookedSlots": {
                    "custom": { "2026-03-20": [{ "start": "09:00:00", "end": "10:00:00" }] },
                    "weekly": { "sun": [{ "start": "14:00:00", "end": "15:00:00" }] },
                },
            },
            "dailyInfo": { "totalCalls": 1 },
            "dob": "1996-07-01",
            "fileDirPath": format!("user/{ben}"),
            "interests": [
                { "id": null, "name": "Roses", "emoji": "🌹", "iconSrc": "https://files.example.org/roses.svg" },
                { "id": null, "name": "Kites", "emoji": "🪁" },
            ],
            "language": "English",
            "ledger": { "coins": { "balance": 50.0 }, "paypal": { "email": "ben@paypal.example.com" } },
            "preferences": {
                "call": { "maxCount": 5, "maxDuration": 1200 },
                "notifications": { "push": { "enabled": false } },
            },
            "timezoneOffset": 480,
            "totalConnections": 1,
            "totalPendingRequests": 1,
            "totalReviews": 1,
            "totalUnreadAlerts": 6,
            "totalUnreadChats": 2,
            "verification": {
                "verified": true,
                "basic": { "status": "complete" }, "admin": { "status": "complete" }, "background": { "status": "complete" },
            },
            "video": { "org": { "mimeType": "video/mp4", "url": video } },
            "visibility": "seniors",
            "license": { "id": "RN-1" },
            "licence": { "id": "RN-1" },
            "certificate": { "file": { "org": { "mimeType": "application/pdf", "url": null } }, "state": "Oregon" },
            "specialization": { "area": "Nursing" },
            "support": { "ticket": { "id": ticket.to_string(), "status": "open", "user": oneself.clone() } },
        });
        expected.as_object_mut().unwrap().extend(oneself.as_object().unwrap().clone());
        assert_eq!(me, expected);
    }

    async fn refusals_come_in_the_documented_words(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let stranger = uuid::Uuid::new_v4();

        ann.post_empty(format!("/v1/user/{ann}/connection")).await.expect_problem("connection/with-self");
        ann.post_empty(format!("/v1/user/{stranger}/connection")).await.expect_problem("user/not-found");
        ann.post_empty("/v1/user/nobody/connection").await.expect_problem("user/not-found");
        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect_problem("connection/not-found");
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect_problem("connection/request-pending");
        ben.post_empty(format!("/v1/user/{ann}/connection")).await.expect_problem("connection/request-pending");
        ann.post_empty(format!("/v1/user/{ben}/connection/accept")).await.expect_problem("connection/not-receiver");
        ben.delete(format!("/v1/user/{ann}/connection")).await.expect_problem("connection/not-requester");
        ann.delete(format!("/v1/user/{ben}/connection/reject")).await.expect_problem("connection/not-receiver");
        ben.delete(format!("/v1/user/{ann}/connection/disconnect")).await.expect_problem("connection/not-found");
        ben.delete(format!("/v1/user/{ann}/connection/reject")).await.expect(200);
        ben.delete(format!("/v1/user/{ann}/connection/reject")).await.expect_problem("connection/not-found");
        assert_eq!(ben.get("/v1/connections/pending").await.expect(200), json!([]));
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        ann.delete(format!("/v1/user/{ben}/connection")).await.expect(200);
        ann.delete(format!("/v1/user/{ben}/connection")).await.expect_problem("connection/not-found");
        app.anonymous().delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect_problem("auth/missing");
    }

    async fn a_request_with_a_key_is_done_once(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let post = async |who: &crate::harness::Client<'_>, path: String, key: &str| {
            let request = poem::Request::builder()
                .method(poem::http::Method::POST)
                .uri_str(path)
                .header("authorization", format!("Bearer {}", who.token.as_deref().unwrap()))
                .header("idempotency-key", key)
                .finish();
            who.request(request).await
        };
        let (ask, accept) = (format!("/v1/user/{ben}/connection"), format!("/v1/user/{ann}/connection/accept"));
        let asked = post(&ann, ask.clone(), "k1").await.expect(200);
        let told = app.events(ben.id).await.len();
        assert_eq!(post(&ann, ask.clone(), "k1").await.expect(200), asked);
        assert_eq!(app.events(ben.id).await.len(), told, "nobody is told twice");
        post(&ann, accept.clone(), "k1").await.expect_problem("idempotency/key-reused");
        post(&ann, ask.clone(), "k2").await.expect_problem("connection/request-pending");
        let accepted = post(&ben, accept.clone(), "k1").await.expect(200);
        let told = app.events(ann.id).await.len();
        assert_eq!(post(&ben, accept.clone(), "k1").await.expect(200), accepted);
        assert_eq!(app.events(ann.id).await.len(), told, "nobody is told twice");
        post(&ben, ask, "k1").await.expect_problem("idempotency/key-reused");
        post(&ben, accept, "k2").await.expect_problem("connection/not-found");
    }

    async fn who_asks_anew_is_not_told_of_the_time_before(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let alerts = async |of: &crate::harness::Client<'_>| of.get("/v1/alerts").await.expect(200);
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        ben.delete(format!("/v1/user/{ann}/connection/reject")).await.expect(200);
        assert_eq!(alerts(&ann).await[0]["connectRequest"]["status"], "rejected");
        assert_eq!(alerts(&ben).await[0]["connectRequest"]["status"], "pending");
        app.clock.advance_ms(1000);
        // The record is the same, and the other way round: Ben asks.
        ben.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
        assert_eq!(alerts(&ben).await, json!([]), "nobody asks him");
        assert_eq!(app.events(ben.id).await.last().unwrap()["event"], "user", "he has one alert less");
        let asked = alerts(&ann).await;
        assert_eq!((asked.as_array().unwrap().len(), &asked[0]["connectRequest"]["status"]), (1, &json!("pending")));
        assert_eq!(asked[0]["connectRequest"]["from"]["id"], ben.to_string());
    }

    async fn people_are_listed_by_when_they_connected(app) {
        let (ann, _) = app.ann_and_ben().await;
        let mut others = vec![];
        for n in 0..5 {
            let other = app.person(&format!("Other {n}"), talkamie::domain::user::UserType::Volunteer).await;
            // On either side of the requests.
            let (from, to) = if n % 2 == 0 { (&other, &ann) } else { (&ann, &other) };
            from.post_empty(format!("/v1/user/{to}/connection")).await.expect(200);
            others.push(other);
            app.clock.advance_ms(1000);
        }
        for n in [3, 0, 4, 2, 1] {
            let (by, of) = if n % 2 == 0 { (&ann, &others[n]) } else { (&others[n], &ann) };
            by.post_empty(format!("/v1/user/{of}/connection/accept")).await.expect(200);
            app.clock.advance_ms(1000);
        }
        for keyword in ["", "other"] {
            let (mut seen, mut query) = (vec![], format!("pageSize=2&keyword={keyword}"));
            loop {
                let page = ann.get(format!("/v1/connections/users?{query}")).await.json();
                seen.extend(page["data"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()));
                let Some(key) = page["pagination"].get("lastEvaluatedKey") else { break };
                let key: String = key.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
                query = format!("pageSize=2&keyword={keyword}&lastEvaluatedKey={key}");
            }
            assert_eq!(seen, ["Other 1", "Other 2", "Other 4", "Other 0", "Other 3"], "whoever connected last first");
        }
    }

    async fn lists_are_paged_to_their_end(app) {
        let (ann, _) = app.ann_and_ben().await;
        for n in 0..7 {
            let other = app.person(&format!("Other {n}"), talkamie::domain::user::UserType::Volunteer).await;
            other.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
            app.clock.advance_ms(1000);
        }
        let (mut seen, mut query) = (vec![], "pageSize=3".to_owned());
        loop {
            let page = ann.get(format!("/v1/connections/pending?{query}")).await.json();
            seen.extend(page["data"].as_array().unwrap().iter().map(|item| item["user"]["name"].as_str().unwrap().to_owned()));
            let Some(key) = page["pagination"].get("lastEvaluatedKey") else { break };
            let key: String = key.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
            query = format!("pageSize=3&lastEvaluatedKey={key}");
        }
        assert_eq!(seen, (0..7).rev().map(|n| format!("Other {n}")).collect::<Vec<_>>(), "newest first, each once");
        ann.get("/v1/connections/pending?lastEvaluatedKey=%7B%22key%22%3A%22x%22%7D").await.expect_problem("cursor/invalid");
        assert_eq!(ann.get("/v1/connections/pending?pageSize=0").await.expect_invalid(), ["/pageSize"]);
    }
}
