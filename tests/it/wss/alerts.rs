//! Alerts over the WebSocket.

use super::DIALECTS;
use serde_json::{Value, json};

fn alert(frame: &Value) -> (&str, &str) {
    let alert = &frame["data"]["alert"];
    (alert["id"].as_str().unwrap(), alert["connectRequest"]["status"].as_str().unwrap())
}

on_both! {
    async fn a_request_is_told_answered_and_read(app) {
        for dialect in DIALECTS {
            let (ann, ben) = app.ann_and_ben_again(dialect).await;
            let server = app.listen().await;
            let (mut anns, mut bens) = (server.socket_in(dialect, &ann).await, server.socket_in(dialect, &ben).await);
            let mut bens_other = server.socket_in(dialect, &ben).await;
            let new = anns.named("alert.new", "alert");

            ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
            let told = bens.hear_of(new).await;
            assert_eq!(alert(&told).1, "pending");
            assert_eq!(told["data"]["connectRequest"], told["data"]["alert"]["connectRequest"], "and beside it");
            assert_eq!(told["data"]["connectRequest"]["user"]["id"], ann.to_string(), "who asks");
            let id = alert(&told).0.to_owned();
            let counters = bens.hear_of(bens.named("user.update", "update-user")).await;
            assert_eq!(counters["data"]["user"]["totalUnreadAlerts"], 1);
            assert_eq!(counters["data"]["user"]["totalPendingRequests"], 1);

            let update = bens.named("alerts.update", "update-alerts");
            let nobodys = app.ctx.new_id().to_string();
            let marks = json!({ &id: { "status": "read" }, nobodys: { "status": "read" } });
            let read = bens.ask(json!({ "action": update, "alertsMap": marks })).await;
            assert_eq!(read["data"]["alertsMap"], json!({ &id: { "status": "read" } }), "only what is Ben's");
            assert_eq!(read["data"]["viewer"], json!({ "id": ben.to_string(), "totalUnreadAlerts": 0 }));
            assert_eq!(bens_other.hear_of(update).await["data"], read["data"], "Ben's other connection knows it too");
            let list = ben.get("/v1/alerts").await.json();
            assert_eq!(list["data"][0]["status"], "read");

            ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
            assert_eq!(alert(&anns.hear_of(new).await).1, "accepted");
            anns.hear_of("chat.update").await;
            assert_eq!(anns.hear_of(anns.named("user.update", "update-user")).await["data"]["user"]["totalConnections"], 1);
            server.stop().await;
        }
    }

    async fn a_request_that_is_taken_back_takes_its_alert_along(app) {
        for dialect in DIALECTS {
            let (ann, ben) = app.ann_and_ben_again(dialect).await;
            let server = app.listen().await;
            let mut bens = server.socket_in(dialect, &ben).await;
            ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
            let id = alert(&bens.hear_of(bens.named("alert.new", "alert")).await).0.to_owned();
            ann.delete(format!("/v1/user/{ben}/connection")).await.expect(200);
            let gone = bens.hear_of(bens.named("alert.update", "alert")).await;
            assert_eq!(alert(&gone), (id.as_str(), "canceled"));
            assert_eq!(gone["data"]["connectRequest"]["status"], "canceled");

            ann.post(format!("/v1/user/{ben}/message/request"), json!({ "text": "Hello" })).await.expect(200);
            let asked = bens.hear_of(bens.named("alert.new", "alert")).await;
            assert_eq!(asked["data"]["chat"]["request"]["status"], "pending");
            ann.delete(format!("/v1/user/{ben}/message/request")).await.expect(200);
            let gone = bens.hear_of(bens.named("alert.update", "alert")).await;
            assert_eq!(gone["data"]["chat"]["request"]["status"], "canceled");
            assert_eq!(gone["data"]["alert"]["id"], asked["data"]["alert"]["id"]);
            let mut chat = gone["data"]["chat"].clone();
            chat.as_object_mut().unwrap().remove("request");
            let path = format!("/v1/chat/{}", chat["id"].as_str().unwrap());
            assert_eq!(chat, ben.get(&path).await.expect(200), "complete: clients replace theirs with it");

            // The same where an account is closed.
            ann.post(format!("/v1/user/{ben}/message/request"), json!({ "text": "Again" })).await.expect(200);
            bens.hear_of(bens.named("alert.new", "alert")).await;
            ann.delete(format!("/v1/user/{ann}")).await.expect(200);
            let gone = bens.hear_of(bens.named("alert.update", "alert")).await;
            assert_eq!(gone["data"]["chat"]["request"], json!({ "status": "canceled" }));
            let mut chat = gone["data"]["chat"].clone();
            chat.as_object_mut().unwrap().remove("request");
            assert_eq!(chat, ben.get(&path).await.expect(200));
            server.stop().await;
        }
    }

    async fn nobody_reads_the_alerts_of_others(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let server = app.listen().await;
        let (mut anns, mut bens) = (server.socket(&ann).await, server.socket(&ben).await);
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        let id = alert(&bens.hear_of("alert.new").await).0.to_owned();
        let read = anns.ask(json!({ "action": "alerts.update", "alertsMap": { &id: { "status": "read" } } })).await;
        assert_eq!(read["data"]["alertsMap"], json!({}));
        assert!(ben.get("/v1/alerts").await.json()["data"][0].get("status").is_none());
        for wrong in [json!({}), json!({ &id: { "status": "gone" } }), json!({ &id: "read" }), json!([])] {
            let refused = anns.ask_refused(json!({ "action": "alerts.update", "alertsMap": wrong })).await;
            assert_eq!(refused, "request/invalid", "{wrong}");
        }
        server.stop().await;
    }
}
