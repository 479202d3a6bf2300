//! The group `alerts`, as its callers see it.

use crate::harness::Client;
use serde_json::json;
use std::collections::BTreeSet;
use talkamie::domain::user::UserType;

on_both! {
    async fn requests_tell_both_sides_and_take_it_back(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let asked = ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        let told = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(told.as_array().unwrap().len(), 1);
        assert_eq!(told[0]["type"], "connect-request");
        assert_eq!(told[0].get("status"), None, "unread");
        assert_eq!(told[0]["connectRequest"]["id"], asked["id"]);
        assert_eq!(told[0]["connectRequest"]["status"], "pending");
        assert_eq!(told[0]["connectRequest"]["user"]["name"], "Ann Lee");
        assert_eq!(told[0]["connectRequest"]["user"]["viewer"]["id"], ben.to_string());
        assert_eq!(told[0]["connectRequest"]["user"].get("email"), None);
        assert_eq!(told[0]["timestamp"], "2026-03-14T07:20:55.002Z");
        assert_eq!(ann.get("/v1/alerts").await.expect(200), json!([]), "who asks is not told");

        app.clock.advance_ms(1000);
        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        let answered = ann.get("/v1/alerts").await.expect(200);
        assert_eq!(answered[0]["connectRequest"]["status"], "accepted");
        assert_eq!(answered[0]["connectRequest"]["user"]["id"], ben.to_string());
        let chat = answered[0]["connectRequest"]["user"]["viewer"]["chat"]["id"].as_str().unwrap();
        assert_eq!(answered[0]["chat"], ann.get(format!("/v1/chat/{chat}")).await.expect(200), "whole, as Ann sees it");
        let told = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(told[0]["connectRequest"]["status"], "pending", "what he was told then");
        assert_eq!(told[0].get("chat"), None, "there was none then");

        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        assert_eq!(ann.get("/v1/alerts").await.expect(200), json!([]));
        assert_eq!(ben.get("/v1/alerts").await.expect(200), json!([]));
    }

    /// Both keep the alert of a request that was rejected; who hides keeps a name in it.
    async fn who_was_rejected_and_who_rejected_see_what_they_may(app) {
        let (ann, ben) = app.ann_and_ben().await;
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        for (person, bio) in [(&ann, "Grows roses"), (&ben, "Likes tea")] {
            person.put(format!("/v1/user/{person}"), json!({ "visibility": "matches", "bio": bio })).await.expect(200);
        }
        let user = async |reader: &Client<'_>| reader.get("/v1/alerts").await.expect(200)[0]["connectRequest"]["user"].take();
        assert_eq!(user(&ben).await["bio"], "Grows roses", "who asks is seen by who may answer");
        ben.delete(format!("/v1/user/{ann}/connection/reject")).await.expect(200);
        let kept = |of: &Client<'_>, name: &str, is: &str| json!({ "id": of.to_string(), "name": name, "rating": 0.0, "type": is });
        assert_eq!(user(&ben).await, kept(&ann, "Ann Lee", "senior"));
        assert_eq!(user(&ann).await, kept(&ben, "Ben Ortiz", "volunteer"));
        ben.put(format!("/v1/user/{ben}"), json!({ "visibility": "seniors" })).await.expect(200);
        assert_eq!(user(&ann).await["bio"], "Likes tea", "she is one");
    }

    async fn an_alert_keeps_its_id_and_moves_to_the_top(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let cy = app.person("Cy Young", UserType::Senior).await;
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        app.clock.advance_ms(1000);
        cy.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        let first = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(first[0]["connectRequest"]["user"]["id"], cy.to_string());
        assert_eq!(first[1]["connectRequest"]["user"]["id"], ann.to_string());

        app.clock.advance_ms(1000);
        ben.delete(format!("/v1/user/{ann}/connection/reject")).await.expect(200);
        assert_eq!(ann.get("/v1/alerts").await.expect(200)[0]["connectRequest"]["status"], "rejected");
        app.clock.advance_ms(1000);
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        let again = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(again[0]["id"], first[1]["id"]);
        assert_eq!(again[1]["id"], first[0]["id"]);
        assert_eq!(again.as_array().unwrap().len(), 2);
        assert_eq!(ben.get("/v1/auth").await.expect(200)["user"]["totalUnreadAlerts"], 2);
    }

    async fn pages_are_stable_and_cost_the_same(app) {
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        for n in 0..7 {
            let other = app.person(&format!("Other {n}"), UserType::Senior).await;
            other.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        }
        let whole = ben.get("/v1/alerts?pageSize=&lastEvaluatedKey=").await.expect(200);
        let page = ben.get("/v1/alerts?pageSize=3").await.json();
        assert_eq!(page["data"].as_array().unwrap()[..], whole.as_array().unwrap()[..3]);
        // Something new comes between two pages: the second goes on where the first ended.
        let late = app.person("Late Comer", UserType::Senior).await;
        late.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        let key: String = page["pagination"]["lastEvaluatedKey"].to_string().bytes().map(|b| format!("%{b:02X}")).collect();
        let rest = ben.get(format!("/v1/alerts?pageSize=100&lastEvaluatedKey={key}")).await;
        assert_eq!(rest.expect(200).as_array().unwrap()[..], whole.as_array().unwrap()[3..]);
        assert_eq!(rest.json()["pagination"], json!({}));

        let mut costs = BTreeSet::new();
        for size in [1, 3, 8] {
            let before = app.ctx.store.log().count();
            ben.get(format!("/v1/alerts?pageSize={size}")).await.expect(200);
            costs.insert(app.ctx.store.log().count() - before);
        }
        assert_eq!(costs, BTreeSet::from([4]));
        ben.get("/v1/alerts?lastEvaluatedKey=x").await.expect_problem("cursor/invalid");
        assert_eq!(ben.get("/v1/alerts?pageSize=0").await.expect_invalid(), ["/pageSize"]);
    }
}
