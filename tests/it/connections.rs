//! The group `connections`, as its callers see it.

use serde_json::json;

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
