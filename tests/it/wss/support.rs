//! Support over the WebSocket.

use super::DIALECTS;
use crate::nodes::until;
use serde_json::json;
use talkamie::operations::support::desk;

on_both! {
    async fn a_ticket_is_opened_answered_read_and_closed(app) {
        for dialect in DIALECTS {
            let (ann, _) = app.ann_and_ben_again(dialect).await;
            let server = app.listen().await;
            let (mut anns, mut other) = (server.socket_in(dialect, &ann).await, server.socket_in(dialect, &ann).await);
            let send = anns.named("support.message.send", "send-support-message");
            let sent = anns.ask(json!({ "action": send, "message": { "text": "I hear nothing." } })).await;
            let ticket = sent["data"]["ticket"].clone();
            assert_eq!((&ticket["status"], &ticket["user"]["id"]), (&"open".into(), &ann.to_string().into()));
            assert!(ticket["user"]["email"].as_str().is_some_and(|email| email.ends_with("@example.com")), "{ticket}");
            assert_eq!(sent["data"]["message"]["text"], "I hear nothing.");
            assert_eq!(other.hear_of(send).await["data"], sent["data"], "the whole ticket, as it was answered");
            app.clock.advance_ms(10);
            let again = json!({ "action": send, "ticketId": ticket["id"], "message": { "text": "Hello?" } });
            assert_eq!(anns.ask(again.clone()).await["data"]["ticket"]["id"], ticket["id"]);

            app.clock.advance_ms(10);
            let id = ticket["id"].as_str().unwrap().parse().unwrap();
            desk::reply(&app.ctx, app.ctx.settings.default_tenant, id, "Is it on?").await.unwrap();
            let update = anns.named("support.messages.update", "update-support-messages");
            for socket in [&mut anns, &mut other] {
                let seen = socket.hear_of(update).await["data"]["messagesMap"].clone();
                let states: Vec<_> = seen.as_object().unwrap().values().map(|message| &message["delivery"]["status"]).collect();
                assert_eq!(states, ["read", "read"], "who replies has read it: {seen}");
            }
            let told = anns.hear_of(anns.named("support.message.new", "new-support-message")).await;
            assert_eq!((&told["data"]["ticket"]["id"], &told["data"]["message"]["text"]), (&ticket["id"], &"Is it on?".into()));
            let message = told["data"]["message"]["id"].as_str().unwrap();
            // It was told to a connection of Ann's, so it is delivered: noted a moment after it was told.
            let ticket_messages = format!("/v1/support/ticket/{}/messages", ticket["id"].as_str().unwrap());
            until("the reply is delivered", async || {
                ann.get(&ticket_messages).await.expect(200)[0]["delivery"]["status"] == "delivered"
            })
            .await;

            let marks = json!({ message: { "status": "read" } });
            let read = anns.ask(json!({ "action": update, "ticketId": ticket["id"], "messagesMap": marks })).await;
            assert_eq!(read["data"]["messagesMap"][message]["delivery"]["status"], "read", "{read}");
            assert_eq!(other.hear_of(update).await["data"], read["data"]);

            let get = anns.named("support.messages.get", "get-support-messages");
            let page = anns.ask(json!({ "action": get, "ticketId": ticket["id"], "pageSize": 2 })).await;
            assert_eq!(page["data"]["messages"][0]["text"], "Is it on?");
            let key = &page["pagination"]["lastEvaluatedKey"];
            let rest = json!({ "action": get, "ticketId": ticket["id"], "pageSize": 2, "lastEvaluatedKey": key });
            assert_eq!(anns.ask(rest).await["data"]["messages"][0]["text"], "I hear nothing.");

            for nothing in [json!(null), json!(""), json!("null"), json!("undefined")] {
                let first = json!({ "action": get, "ticketId": ticket["id"], "pageSize": nothing, "lastEvaluatedKey": nothing });
                assert!(anns.ask(first).await["data"]["messages"].as_array().unwrap().len() >= 3, "{nothing}");
                let more = json!({ "action": send, "ticketId": nothing, "message": { "text": "Still here." } });
                assert_eq!(anns.ask(more).await["data"]["ticket"]["id"], ticket["id"], "the one that is open");
            }

            desk::close(&app.ctx, app.ctx.settings.default_tenant, id).await.unwrap();
            assert_eq!(anns.ask_refused(again).await, "support/ticket-closed");
            server.stop().await;
        }
    }

    async fn the_tickets_of_others_do_not_exist(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let server = app.listen().await;
        let (mut anns, mut bens) = (server.socket(&ann).await, server.socket(&ben).await);
        let sent = anns.ask(json!({ "action": "support.message.send", "message": { "text": "Hello" } })).await;
        let (ticket, message) = (&sent["data"]["ticket"]["id"], sent["data"]["message"]["id"].as_str().unwrap());
        for mut frame in [
            json!({ "action": "support.message.send", "message": { "text": "Hello" } }),
            json!({ "action": "support.messages.get" }),
            json!({ "action": "support.messages.update", "messagesMap": { message: { "status": "read" } } }),
        ] {
            frame["ticketId"] = ticket.clone();
            assert_eq!(bens.ask_refused(frame).await, "support/ticket-not-found");
        }
        let blank = json!({ "action": "support.message.send", "message": { "text": " " } });
        assert_eq!(anns.ask_refused(blank).await, "request/invalid");
        let odd = json!({ "action": "support.messages.get", "ticketId": ticket, "lastEvaluatedKey": { "key": "%" } });
        assert_eq!(anns.ask_refused(odd).await, "cursor/invalid");
        server.stop().await;
    }
}
