//! What is written, how far it came, and who may read it.

use super::{ask, caller, connect, key, mark, say, told, unread_chats, walk};
use crate::harness::Client;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use talkamie::{
    contract::v1::ErrorCode,
    domain::{
        chat::Delivery,
        ids::ScheduleId,
        time::{MS_PER_DAY, MS_PER_HOUR},
        user::UserType,
    },
    operations::{chats::messages as operations, ports::Clock as _},
    store::schedules::Schedule,
};
use uuid::Uuid;

on_both! {
    async fn messages_are_read_page_by_page_and_only_by_the_two(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let cy = app.person("Cy Young", UserType::Senior).await;
        let chat = connect(&ann, &ben).await;
        let mut said = vec![];
        for n in 0..7 {
            said.push(say(if n % 2 == 0 { &ann } else { &ben }, &chat, &format!("number {n}")).await);
        }
        let newest = ann.get(format!("/v1/chat/{chat}/messages?pageSize=1")).await.expect(200);
        assert_eq!(newest[0]["type"], "text");
        assert_eq!(newest[0]["text"], "number 6");
        assert_eq!(newest[0]["sender"], json!({ "id": ann.to_string(), "name": "Ann Lee" }));
        assert_eq!(newest[0]["delivery"]["status"], "sent");
        assert_eq!(newest[0]["delivery"]["at"], newest[0]["timestamp"]);
        let (mut seen, mut query) = (vec![], "pageSize=3".to_owned());
        loop {
            let page = ben.get(format!("/v1/chat/{chat}/messages?{query}")).await.json();
            seen.extend(page["data"].as_array().unwrap().iter().map(|message| message["id"].as_str().unwrap().to_owned()));
            // What comes meanwhile is newer than every place.
            say(&ann, &chat, "meanwhile").await;
            let Some(key) = key(&page) else { break };
            query = format!("pageSize=3&lastEvaluatedKey={key}");
        }
        said.reverse();
        assert_eq!(seen, said);

        for path in [format!("/v1/chat/{chat}"), format!("/v1/chat/{chat}/messages"), format!("/v1/chat/{}", Uuid::new_v4()), "/v1/chat/nothing/messages".to_owned()] {
            cy.get(path).await.expect_problem("chat/not-found");
        }
        cy.get(format!("/v1/chat/{chat}/messages?lastEvaluatedKey=x")).await.expect_problem("cursor/invalid");
        let refused = operations::send(&app.ctx, caller(&cy), &chat, "hello", None).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::ChatNotFound);
        let wished = BTreeMap::from([(said[0].clone(), Delivery::Read)]);
        let refused = operations::mark(&app.ctx, caller(&cy), &chat, &wished, None).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::ChatNotFound);
        assert_eq!(walk(&cy, "/v1/chats", 5).await, [""; 0]);
    }

    async fn only_who_is_connected_can_write(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let chat = ask(&ben, &ann, "May I?").await["chat"]["id"].as_str().unwrap().to_owned();
        let write = async |who: &Client<'_>, text: &str| {
            operations::send(&app.ctx, caller(who), &chat, text, None).await.map_err(|failure| failure.code)
        };
        assert_eq!(write(&ann, "before an answer").await, Err(ErrorCode::ChatNotWritable));
        assert_eq!(write(&ben, "before an answer").await, Err(ErrorCode::ChatNotWritable));
        ann.post_empty(format!("/v1/user/{ben}/message/request/accept")).await.expect(200);
        assert_eq!(write(&ann, " ").await, Err(ErrorCode::RequestInvalid));
        let sent = write(&ann, "Hello").await.unwrap();
        assert_eq!(sent.message.text.as_deref(), Some("Hello"));
        let events = app.events(ben.id).await;
        let event = events.last().unwrap();
        assert_eq!((&event["event"], &event["message"]), (&json!("message"), &json!(sent.message.id)));
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        assert_eq!(write(&ann, "after the end").await, Err(ErrorCode::ChatNotWritable));
        let kept = ben.get(format!("/v1/chat/{chat}/messages")).await.expect(200);
        assert_eq!(kept.as_array().unwrap().len(), 1, "what was written stays readable");
        let refused = operations::send(&app.ctx, caller(&ann), "nothing", "Hello", None).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::ChatNotFound);
    }

    async fn receipts_move_messages_on_and_tell_the_sender(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let asked = ask(&ben, &ann, "May I?").await;
        let (chat, request) = (asked["chat"]["id"].as_str().unwrap(), asked["message"]["id"].as_str().unwrap());
        let unknown = Uuid::new_v4().to_string();

        let marked = mark(&ben, chat, &[(request, Delivery::Read)]).await;
        assert_eq!(marked.messages[request].delivery.as_ref().unwrap().status.unwrap().as_str(), "sent", "only the receiver may");
        let marked = mark(&ann, chat, &[(request, Delivery::Delivered), (&unknown, Delivery::Read), ("x", Delivery::Read)]).await;
        assert_eq!((marked.messages.len(), marked.unread_chats), (1, 1));
        app.clock.advance_ms(1000);
        let marked = mark(&ann, chat, &[(request, Delivery::Read)]).await;
        let shown = serde_json::to_value(&marked.messages[request]).unwrap();
        assert_eq!((&shown["isRequest"], &shown["text"], &shown["delivery"]["status"]), (&json!(true), &json!("May I?"), &json!("read")));
        assert_eq!(marked.unread_chats, 0);
        let marked = mark(&ann, chat, &[(request, Delivery::Delivered)]).await;
        assert_eq!(marked.messages[request].delivery, serde_json::from_value(shown["delivery"].clone()).ok(), "never back");
        assert_eq!(told(&app, &ben).await, ["messages-seen", "messages-seen"], "of what moved, once each");

        ann.post_empty(format!("/v1/user/{ben}/message/request/accept")).await.expect(200);
        let (one, two, own) = (say(&ben, chat, "one").await, say(&ben, chat, "two").await, say(&ann, chat, "own").await);
        assert_eq!(unread_chats(&ann).await, 1);
        let marked = mark(&ann, chat, &[(&one, Delivery::Read), (&two, Delivery::Delivered), (&own, Delivery::Read)]).await;
        let states: BTreeMap<&str, &str> = marked.messages.iter().map(|(id, message)| (id.as_str(), message.delivery.as_ref().unwrap().status.unwrap().as_str())).collect();
        assert_eq!(states, BTreeMap::from([(one.as_str(), "read"), (two.as_str(), "delivered"), (own.as_str(), "sent")]));
        assert_eq!(ann.get(format!("/v1/chat/{chat}")).await.expect(200)["totalUnreadMessages"], 1);
        let event = app.events(ben.id).await.into_iter().rfind(|event| event["event"] == "messages-seen").unwrap();
        assert_eq!(BTreeSet::from_iter(event["messages"].as_array().unwrap().iter().map(|id| id.as_str().unwrap())), BTreeSet::from([one.as_str(), two.as_str()]));
        let told_before = told(&app, &ben).await.len();
        assert_eq!(mark(&ann, chat, &[(&two, Delivery::Read)]).await.unread_chats, 0);
        mark(&ann, chat, &[(&two, Delivery::Read)]).await;
        assert_eq!(told(&app, &ben).await.len(), told_before + 1);

        let many = (0..201).map(|_| (Uuid::new_v4().to_string(), Delivery::Read)).collect();
        let refused = operations::mark(&app.ctx, caller(&ann), chat, &many, None).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::RequestInvalid);
    }

    async fn what_waits_is_delivered_when_somebody_comes_back(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let cy = app.person("Cy Young", UserType::Volunteer).await;
        let chat = connect(&ann, &ben).await;
        ask(&cy, &ann, "May I?").await;
        let deliver = async |who: &Client<'_>| operations::deliver_waiting(&app.ctx, caller(who).tenant, who.id).await.unwrap();
        assert_eq!(deliver(&ben).await, 0);
        for n in 0..205 {
            say(&ben, &chat, &format!("{n}")).await;
        }
        say(&ann, &chat, "own").await;
        let before = (told(&app, &ben).await.len(), told(&app, &cy).await.len());
        assert_eq!(deliver(&ann).await, 206);
        assert_eq!(deliver(&ann).await, 0);
        assert_eq!(told(&app, &ben).await[before.0..], ["messages-delivered", "messages-delivered"], "two parts");
        assert_eq!(told(&app, &cy).await[before.1..], ["messages-delivered"]);
        let page = ann.get(format!("/v1/chat/{chat}/messages?pageSize=2")).await.expect(200);
        assert_eq!((&page[0]["delivery"]["status"], &page[1]["delivery"]["status"]), (&json!("sent"), &json!("delivered")));
        assert_eq!(ann.get(format!("/v1/chat/{chat}")).await.expect(200)["totalUnreadMessages"], 205, "delivered is not read");
        let pending = ann.get("/v1/chats/pending").await.expect(200);
        assert_eq!(pending[0]["request"]["delivery"]["status"], "delivered");
    }

    async fn what_a_closed_account_wrote_stays_readable(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let cy = app.person("Cy Young", UserType::Senior).await;
        let chat = connect(&ann, &ben).await;
        say(&ben, &chat, "Goodbye").await;
        ask(&ben, &cy, "Never answered").await;
        ben.delete(format!("/v1/user/{ben}")).await.expect(200);

        let kept = ann.get(format!("/v1/chat/{chat}")).await.expect(200);
        assert_eq!(kept["user"]["id"], ben.to_string());
        assert_eq!(kept["user"]["name"], "Former member");
        assert_eq!(kept.get("request"), None);
        assert_eq!(kept["totalUnreadMessages"], 1);
        let last = ann.get(format!("/v1/chat/{chat}/messages")).await.expect(200)[0].clone();
        assert_eq!((&last["text"], &last["sender"]["name"]), (&json!("Goodbye"), &json!("Former member")));
        let refused = operations::send(&app.ctx, caller(&ann), &chat, "Are you there?", None).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::ChatNotWritable);
        ann.post(format!("/v1/user/{ben}/message/request"), json!({ "text": "hello" })).await.expect_problem("user/not-found");
        assert_eq!(cy.get("/v1/alerts").await.expect(200), json!([]));
        assert_eq!(cy.get("/v1/chats/pending").await.expect(200), json!([]));
        assert_eq!(unread_chats(&cy).await, 0);
        cy.post_empty(format!("/v1/user/{ben}/message/request/accept")).await.expect_problem("message-request/not-found");
        assert_eq!(told(&app, &cy).await, ["alert", "user", "request-ended", "chat", "user"]);
    }

    async fn a_schedule_message_shows_the_call_while_there_is_one(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let chat = connect(&ann, &ben).await;
        let (tenant, now_ms) = (caller(&ann).tenant, app.clock.now_ms());
        let schedule = Schedule {
            id: ScheduleId(app.ctx.new_id()),
            senior: ann.id,
            volunteer: ben.id,
            title: "Meeting with Ben".into(),
            kind: "video".into(),
            from_ms: now_ms + MS_PER_DAY,
            to_ms: now_ms + MS_PER_DAY + MS_PER_HOUR,
            recurrence: "none".into(),
            created_at_ms: now_ms,
            updated_at_ms: now_ms,
        };
        let mut tx = app.ctx.store.write().await.unwrap();
        tx.add_schedule(tenant, &schedule).await.unwrap();
        let content = operations::Content::Schedule(schedule.id);
        let message = operations::NewMessage { tenant, chat: chat.parse().unwrap(), sender: ann.id, receiver: ben.id, content };
        operations::post(&app.ctx, &mut tx, message, now_ms).await.unwrap();
        tx.commit().await.unwrap();

        let shown = ben.get(format!("/v1/chat/{chat}/messages")).await.expect(200)[0].clone();
        assert_eq!((&shown["type"], shown.get("text")), (&json!("schedule"), None));
        assert_eq!(shown["schedule"]["id"], schedule.id.to_string());
        assert_eq!(shown["schedule"]["status"], "upcoming");
        let seen = ben.get("/v1/chats/unread").await.expect(200)[0].clone();
        assert_eq!((&seen["lastMessage"]["schedule"], &seen["totalUnreadMessages"]), (&shown["schedule"], &json!(1)));

        let mut tx = app.ctx.store.write().await.unwrap();
        assert!(tx.remove_schedule(tenant, schedule.id).await.unwrap());
        tx.commit().await.unwrap();
        let kept = ben.get(format!("/v1/chat/{chat}/messages")).await.expect(200)[0].clone();
        assert_eq!((&kept["id"], &kept["type"], kept.get("schedule")), (&shown["id"], &json!("schedule"), None));
    }
}
