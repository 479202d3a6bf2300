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
