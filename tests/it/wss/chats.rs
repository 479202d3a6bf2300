//! Chats over the WebSocket.

use super::DIALECTS;
use crate::chats::{ask, connect};
use serde_json::{Value, json};

fn text(frame: &Value) -> &str {
    frame["data"]["message"]["text"].as_str().unwrap()
}

on_both! {
    async fn a_message_is_answered_told_delivered_and_read(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let chat = connect(&ann, &ben).await;
        let server = app.listen().await;
        for dialect in DIALECTS {
            let mut anns = server.socket_in(dialect, &ann).await;
            let mut anns_other = server.socket_in(dialect, &ann).await;
            let mut bens = server.socket_in(dialect, &ben).await;
            let send = anns.named("chat.message.send", "send-message");

            let sent = anns.ask(json!({ "action": send, "chatId": chat, "message": { "text": "Hello Ben" } })).await;
            assert_eq!((&sent["data"]["chat"]["id"], text(&sent)), (&chat.as_str().into(), "Hello Ben"));
            assert_eq!(sent["data"]["message"]["sender"]["id"], ann.to_string());
            assert_eq!(sent["data"]["message"]["delivery"]["status"], "sent");
            let id = sent["data"]["message"]["id"].as_str().unwrap().to_owned();

            let told = bens.hear_of(bens.named("chat.message.new", "new-message")).await;
            assert_eq!((&told["data"]["message"]["id"], text(&told)), (&id.as_str().into(), "Hello Ben"));
            assert_eq!(told["data"]["viewer"], json!({ "id": ben.to_string(), "totalUnreadChats": 1 }));
            assert!(told.get("statusCode").is_none(), "a push: {told}");
            assert_eq!(text(&anns_other.hear_of(send).await), "Hello Ben", "the sender's other connections too");

            // It was told to a connection of Ben's, so it is delivered.
            let delivered = anns.hear_of(anns.named("chats.update", "update-chats")).await;
            let bundle = &delivered["data"]["chatsMap"][&chat];
            assert_eq!(bundle["messagesMap"][&id]["delivery"]["status"], "delivered", "{delivered}");

            let update = bens.named("chat.messages.update", "update-messages");
            let read = json!({ "action": update, "chatId": chat, "messagesMap": { &id: { "status": "read" } } });
            let marked = bens.ask(read).await;
            assert_eq!(marked["data"]["messagesMap"][&id]["delivery"]["status"], "read", "{marked}");
            assert_eq!(marked["data"]["messagesMap"][&id]["text"], "Hello Ben", "complete");
            assert_eq!(marked["data"]["viewer"]["totalUnreadChats"], 0);
            let seen = anns.hear_of(update).await;
            assert_eq!(seen["data"]["messagesMap"][&id]["delivery"]["status"], "read");

            let get = bens.named("chat.messages.get", "get-messages");
            let page = bens.ask(json!({ "action": get, "chatId": chat, "pageSize": 1 })).await;
            assert_eq!(page["data"]["messages"][0]["id"], id.as_str());
            assert!(anns.caught_up().await.is_empty() && anns_other.caught_up().await.len() == 2);
        }
        server.stop().await;
    }

    async fn a_message_request_is_delivered_to_who_is_there(app) {
        for dialect in DIALECTS {
            let (ann, ben) = app.ann_and_ben_again(dialect).await;
            let server = app.listen().await;
            let (mut anns, mut bens) = (server.socket_in(dialect, &ann).await, server.socket_in(dialect, &ben).await);
            let sent = ask(&ben, &ann, "May I?").await;
            let (chat, id) = (sent["chat"]["id"].as_str().unwrap(), sent["message"]["id"].as_str().unwrap());
            assert_eq!(sent["chat"]["request"]["delivery"]["status"], "sent");
            anns.hear_of(anns.named("alert.new", "alert")).await;
            let delivered = bens.hear_of(bens.named("chats.update", "update-chats")).await;
            let message = &delivered["data"]["chatsMap"][chat]["messagesMap"][id];
            assert_eq!((&message["delivery"]["status"], &message["isRequest"]), (&json!("delivered"), &json!(true)));
            let seen = ben.get(format!("/v1/chat/{chat}")).await.expect(200);
            assert_eq!(seen["request"]["delivery"]["status"], "delivered");
            server.stop().await;
        }
    }

    async fn messages_wait_for_who_is_away(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let chat = connect(&ann, &ben).await;
        let server = app.listen().await;
        let mut anns = server.socket(&ann).await;
        for word in ["one", "two", "three", "four", "five"] {
            anns.ask(json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": word } })).await;
        }
        let mut bens = server.socket(&ben).await;
        let delivered = anns.hear_of("chats.update").await;
        let messages = delivered["data"]["chatsMap"][&chat]["messagesMap"].as_object().unwrap();
        assert_eq!(messages.len(), 5);
        assert!(messages.values().all(|message| message["delivery"]["status"] == "delivered"));
        assert!(bens.caught_up().await.is_empty(), "what came before is read, not told");

        let page = bens.ask(json!({ "action": "chat.messages.get", "chatId": chat })).await;
        let words = |page: &Value| {
            let messages = page["data"]["messages"].as_array().unwrap().clone();
            messages.iter().map(|message| message["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words(&page), ["five", "four", "three", "two"], "four at a time, newest first");
        let key = &page["pagination"]["lastEvaluatedKey"];
        let rest = bens.ask(json!({ "action": "chat.messages.get", "chatId": chat, "lastEvaluatedKey": key })).await;
        assert_eq!(words(&rest), ["one"]);
        assert!(rest["pagination"].get("lastEvaluatedKey").is_none());
        let get = |key: Value, size: Value| {
            json!({ "action": "chat.messages.get", "chatId": chat, "lastEvaluatedKey": key, "pageSize": size })
        };
        for nothing in [json!(null), json!(""), json!("null"), json!("undefined")] {
            let page = bens.ask(get(nothing.clone(), nothing.clone())).await;
            assert_eq!(words(&page), ["five", "four", "three", "two"], "{nothing}: absent");
        }
        assert_eq!(words(&bens.ask(get(key.to_string().into(), json!(4))).await), ["one"], "as HTTP takes it");
        for wrong in [json!("soon"), json!(7), json!("[]")] {
            assert_eq!(bens.ask_refused(get(wrong, json!(4))).await, "request/invalid");
        }
        server.stop().await;
    }

    /// Contract G2.
    async fn the_first_older_name_makes_pushes_older_for_good(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let chat = connect(&ann, &ben).await;
        let server = app.listen().await;
        let mut anns = server.socket(&ann).await;
        let mut free = server.socket(&ben).await;
        let mut fixed = [server.socket_in("dotted", &ben).await, server.socket_in("hyphenated", &ben).await];
        let mut told = async |socket: &mut crate::harness::sockets::Socket| {
            anns.ask(json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": "Hello" } })).await;
            let is_news = |frame: &Value| ["chat.message.new", "new-message"].iter().any(|name| frame["action"] == *name);
            loop {
                let frame = socket.hear().await;
                if is_news(&frame) {
                    return frame["action"].as_str().unwrap().to_owned();
                }
            }
        };
        assert_eq!(told(&mut free).await, "chat.message.new");
        for (name, pushes) in [
            ("chat.messages.get", "chat.message.new"),
            ("get-messages", "new-message"),
            ("chat.messages.get", "new-message"),
        ] {
            let answer = free.ask(json!({ "action": name, "chatId": chat })).await;
            assert_eq!((&answer["action"], &answer["success"]), (&name.into(), &true.into()), "under the name that was asked");
            assert_eq!(told(&mut free).await, pushes, "after {name}");
        }
        let [dotted, hyphenated] = &mut fixed;
        for (socket, name, pushes) in [
            (dotted, "get-messages", "chat.message.new"),
            (hyphenated, "chat.messages.get", "new-message"),
        ] {
            socket.ask(json!({ "action": name, "chatId": chat })).await;
            assert_eq!(told(socket).await, pushes, "the address chose");
        }
        server.stop().await;
    }

    async fn what_becomes_of_a_message_request_is_told_to_both(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let server = app.listen().await;
        let (mut anns, mut bens) = (server.socket(&ann).await, server.socket(&ben).await);
        for (ends, by, to, status) in [("", &ben, &ann, None), ("/reject", &ann, &ben, Some("rejected"))] {
            ask(&ben, &ann, "May I?").await;
            by.delete(format!("/v1/user/{to}/message/request{ends}")).await.expect(200);
            for socket in [&mut anns, &mut bens] {
                let chat = socket.hear_of("chat.update").await["data"]["chat"].clone();
                assert_eq!(chat["request"]["status"].as_str(), status, "{ends}: {chat}");
            }
        }
        server.stop().await;
    }

    /// Ben asked for a chat; then Ann asked for a connection, or Ben did, and it is accepted.
    async fn a_message_request_that_is_overtaken_is_read_and_goes(app) {
        for (mark, ann_asks) in [("a", true), ("b", false)] {
            let (ann, ben) = app.ann_and_ben_again(mark).await;
            let server = app.listen().await;
            ask(&ben, &ann, "May I?").await;
            let (from, to) = if ann_asks { (&ann, &ben) } else { (&ben, &ann) };
            from.post_empty(format!("/v1/user/{to}/connection")).await.expect(200);
            let mut anns = server.socket(&ann).await;
            to.post_empty(format!("/v1/user/{from}/connection/accept")).await.expect(200);
            let mut heard: Vec<Value> = vec![];
            while heard.last().is_none_or(|frame| frame["action"] != "user.update") {
                heard.push(anns.hear().await);
            }
            let names: Vec<_> = heard.iter().map(|frame| frame["action"].as_str().unwrap()).collect();
            let accepted: &[_] = if ann_asks { &["alert.new"] } else { &[] };
            assert_eq!(names, [&["alert.update"], accepted, &["chat.update", "user.update"]].concat(), "what ends, first");
            assert_eq!(heard[0]["data"]["chat"]["request"]["status"], "canceled");
            for frame in &heard[1..heard.len() - 1] {
                let chat = &frame["data"]["chat"];
                assert_eq!(chat["request"]["status"], "accepted", "{frame}");
                assert_eq!(chat["request"]["delivery"]["status"], "read", "{frame}");
                assert_eq!(chat["totalUnreadMessages"], 0, "{frame}");
            }
            assert_eq!(heard.last().unwrap()["data"]["user"]["totalUnreadChats"], 0);
            server.stop().await;
        }
    }

    async fn what_cannot_be_written_or_read_is_refused(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let cy = app.person("Cy Dow", talkamie::domain::user::UserType::Senior).await;
        let chat = connect(&ann, &ben).await;
        let server = app.listen().await;
        let (mut anns, mut cys) = (server.socket(&ann).await, server.socket(&cy).await);
        let nowhere = ann.app.ctx.new_id().to_string();
        for id in [chat.as_str(), nowhere.as_str(), "nonsense"] {
            for mut frame in [
                json!({ "action": "chat.message.send", "message": { "text": "hello" } }),
                json!({ "action": "chat.messages.get" }),
                json!({ "action": "chat.messages.update", "messagesMap": { "x": { "status": "read" } } }),
            ] {
                frame["chatId"] = id.into();
                assert_eq!(cys.ask_refused(frame).await, "chat/not-found", "{id}");
            }
        }
        let blank = json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": " \n" } });
        assert_eq!(anns.ask_refused(blank).await, "request/invalid");
        let odd = json!({ "action": "chat.messages.get", "chatId": chat, "lastEvaluatedKey": { "key": "%" } });
        assert_eq!(anns.ask_refused(odd).await, "cursor/invalid");
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        let late = json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": "hello" } });
        assert_eq!(anns.ask_refused(late).await, "chat/not-writable");
        server.stop().await;
    }
}
