//! Closing an account, whole: nothing of the person can be read any more by anybody through any face, and what others were
//! told stays.

use crate::{
    harness::app::TENANT,
    promises::world::{MARK, World, everything},
    support,
};
use serde_json::{Value, json};
use talkamie::{
    domain::{
        ids::{ChatId, MessageId},
        user::UserType,
    },
    store::chats::NewRequest,
};

on_both! {
    async fn nothing_of_the_person_is_left(app) {
        let world = World::new(&app).await;
        let (ann, ben) = (&world.ann, &world.ben);
        let cy = app.person("Cy Young", UserType::Volunteer).await;
        // A request that waits, an alert and a notification at Cy's, and a message request with a text.
        ann.client.put(format!("/v1/user/{}", ann.client), json!({ "visibility": "public" })).await.expect(200);
        ann.client.post_empty(format!("/v1/user/{cy}/connection")).await.expect(200);
        let dee = app.person("Dee Young", UserType::Volunteer).await;
        let request = NewRequest {
            tenant: TENANT,
            chat: ChatId(app.ctx.new_id()),
            message: MessageId(app.ctx.new_id()),
            sender: ann.client.id,
            receiver: dee.id,
            text: format!("Do you like {MARK}s?"),
        };
        let mut tx = app.ctx.store.write().await.unwrap();
        tx.put_request(&request, app.ctx.clock.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
        // Notifications outlive the connection that they tell of.
        let eve = app.person("Eve Young", UserType::Volunteer).await;
        crate::reviews::connect(&ann.client, &eve).await;
        eve.delete(format!("/v1/user/{}/connection/disconnect", ann.client)).await.expect(200);

        let people = [&ben.client, &cy, &dee, &eve];
        let before = readable(&world, &people).await;
        assert!(before.iter().any(|(_, text)| text.contains(MARK)), "there is something to forget");
        ann.client.delete(format!("/v1/user/{}", ann.client)).await.expect(200);
        for (what, text) in readable(&world, &people).await {
            for personal in [MARK, "ann."] {
                assert!(!text.to_lowercase().contains(personal), "{what} shows {personal}: {text}");
            }
        }
        // Nor does the database keep it, but for what was written to others.
        let kept = ["chat_messages"];
        for row in everything(&app, |_| false).await {
            let table = row.split(':').next().unwrap();
            assert!(!row.contains(MARK) || kept.contains(&table), "{row}");
        }
        // No door is open.
        ann.client.get("/v1/auth").await.expect_problem("auth/invalid");
        ann.client.post("/v1/auth/refresh", json!({ "refresh": ann.refresh })).await.expect_problem("auth/refresh-invalid");
        for promise in crate::harness::promise::implemented() {
            if ["getSessionInfo", "listConnections"].contains(&promise.id()) {
                let answer = ann.call(&promise, &promise.path(&|_| None), None).await;
                assert_eq!(answer.status, 401, "{}: {}", promise.id(), answer.text());
            }
        }
    }

    async fn what_others_were_told_stays(app) {
        let world = World::new(&app).await;
        let (ann, ben) = (&world.ann.client, &world.ben.client);
        let ratings = async || ben.get("/v1/auth").await.expect(200)["user"].take();
        let before = ratings().await;
        let told = app.events(ben.id).await.len();
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        let reviews = ben.get("/v1/reviews").await.expect(200);
        assert_eq!(reviews[0]["text"], "He listens well");
        assert_eq!(reviews[0]["rater"], json!({ "id": ann.to_string(), "name": "Former member" }));
        let after = ratings().await;
        assert_eq!((&after["rating"], &after["totalReviews"]), (&before["rating"], &before["totalReviews"]));
        assert_eq!((&after["totalConnections"], &after["totalUnreadChats"], &after["totalUnreadAlerts"]), (&json!(0), &json!(0), &json!(0)));
        assert_eq!(ben.get("/v1/alerts").await.expect(200), json!([]));
        let words: Vec<Value> = app.events(ben.id).await[told..].iter().map(|event| event["event"].clone()).collect();
        assert_eq!(words, ["request-ended", "chat", "user"], "the other counters, and the slot that is free");
        // The chat is there, and nobody can write in it.
        let mut tx = app.ctx.store.read().await.unwrap();
        let chat = tx.find_chat(TENANT, world.ids["chat"].parse().unwrap()).await.unwrap().unwrap();
        assert!(!chat.is_open());
        // His review of her is gone with her: nobody can ask for it.
        assert!(tx.review_between(TENANT, ben.id, ann.id).await.unwrap().is_none());
        drop(tx);
        ben.delete(format!("/v1/user/{ann}/review")).await.expect_problem("review/not-found");
        ben.get(format!("/v1/user/{ann}/reviews")).await.expect_problem("user/not-found");
        ben.post(format!("/v1/user/{ann}/review"), json!({ "text": "Again", "rate": 1 })).await.expect_problem("user/not-found");
    }

    /// What waits for an answer is taken back, and counted no more.
    async fn a_message_request_is_taken_back(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let request = NewRequest {
            tenant: TENANT,
            chat: ChatId(app.ctx.new_id()),
            message: MessageId(app.ctx.new_id()),
            sender: ben.id,
            receiver: ann.id,
            text: "Hello".into(),
        };
        let mut tx = app.ctx.store.write().await.unwrap();
        let chat = tx.put_request(&request, app.ctx.clock.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ann.get("/v1/auth").await.expect(200)["user"]["totalUnreadChats"], 1);
        ben.delete(format!("/v1/user/{ben}")).await.expect(200);
        assert_eq!(ann.get("/v1/auth").await.expect(200)["user"]["totalUnreadChats"], 0);
        let mut tx = app.ctx.store.read().await.unwrap();
        assert_eq!(tx.find_chat(TENANT, chat.id).await.unwrap().unwrap().chat.request, None);
    }

    async fn coins_stay_where_nobody_moves_them(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        talkamie::operations::admin::credit_coins(&app.ctx, TENANT, "ann.lee@example.com", 5000).await.unwrap();
        assert_eq!(app.events(ann.id).await, [json!({ "event": "user" })], "they are told of coins they are given");
        support::write(&ann, "Help").await;
        ann.delete(format!("/v1/user/{ann}")).await.expect(200);
        let mut tx = app.ctx.store.read().await.unwrap();
        let left = tx.find_user(TENANT, ann.id).await.unwrap().unwrap();
        assert_eq!((left.coins_hundredths, &left.name, &left.email), (5000, &None, &None));
        assert!(tx.page_tickets(TENANT, false, None, 10).await.unwrap().items.is_empty());
    }
}

/// Every answer of every operation that reads, of every face, to each of these people: about Ann, about themselves, and lists.
async fn readable(world: &World<'_>, people: &[&crate::harness::Client<'_>]) -> Vec<(String, String)> {
    let mut all = vec![];
    for person in people {
        let visitor = crate::harness::promise::Visitor::of((*person).clone()).await;
        for promise in crate::harness::promise::implemented() {
            if promise.method != "get" {
                continue;
            }
            let own = person.to_string();
            for path in
                [world.path(&promise), promise.path(&|name| (name == "userId" || name == "id").then(|| own.clone()))]
            {
                let answer = visitor.call(&promise, &path, None).await;
                all.push((format!("{person}: {} {path}", promise.id()), answer.text()));
            }
        }
    }
    all
}
