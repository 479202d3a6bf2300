//! Message requests: sending, canceling, answering.

use super::{ask, connect, say, told, unread_chats, walk};
use serde_json::{Value, json};
use uuid::Uuid;

on_both! {
    async fn a_message_request_is_accepted_and_connects(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let sent = ask(&ben, &ann, "  May I write to you?  ").await;
        let chat = sent["chat"]["id"].as_str().unwrap().to_owned();
        assert_eq!(sent["chat"]["request"]["status"], "pending");
        assert_eq!(sent["chat"]["request"]["sender"]["id"], ben.to_string());
        assert_eq!(sent["chat"]["request"]["delivery"]["status"], "sent");
        assert_eq!(sent["message"]["isRequest"], true);
        assert_eq!(sent["message"]["id"], sent["chat"]["request"]["id"]);
        assert_eq!(sent["message"]["text"], "  May I write to you?  ", "as it was written");
        assert_eq!(sent["message"]["sender"], json!({ "id": ben.to_string(), "name": "Ben Ortiz" }));
        assert_eq!(told(&app, &ann).await, ["alert", "user"]);

        let seen = ann.get(format!("/v1/chat/{chat}")).await.expect(200);
        assert_eq!(seen["type"], "message");
        assert_eq!(seen["user"]["id"], ben.to_string());
        assert_eq!(seen["request"]["text"], "  May I write to you?  ");
        assert_eq!(seen["totalUnreadMessages"], 1);
        assert_eq!(seen.get("lastMessage"), None, "the request is not a message");
        assert_eq!(ben.get(format!("/v1/chat/{chat}")).await.expect(200)["totalUnreadMessages"], 0);
        assert_eq!(ann.get(format!("/v1/chat/{chat}/messages")).await.expect(200), json!([]));
        assert_eq!((unread_chats(&ann).await, unread_chats(&ben).await), (json!(1), json!(0)));
        for (client, other) in [(&ann, "Ben Ortiz"), (&ben, "Ann Lee")] {
            assert_eq!(walk(client, "/v1/chats/pending", 5).await, [other]);
            assert_eq!(walk(client, "/v1/chats", 5).await, [other]);
        }
        assert_eq!(walk(&ann, "/v1/chats/unread", 5).await, ["Ben Ortiz"]);

        app.clock.advance_ms(1000);
        let accepted = ann.post_empty(format!("/v1/user/{ben}/message/request/accept")).await.expect(200);
        assert_eq!(accepted["chat"]["id"], chat);
        assert_eq!(accepted["chat"]["request"]["status"], "accepted");
        assert_eq!(accepted["chat"]["request"]["delivery"]["status"], "read", "who answers has read it");
        let user = ann.get(format!("/v1/user/{ben}")).await.expect(200);
        assert_eq!(user["viewer"]["connectRequest"]["status"], "accepted");
        assert_eq!(user["viewer"]["chat"]["request"]["status"], "accepted");
        assert_eq!(ann.get("/v1/connections/users").await.expect(200)[0]["id"], ben.to_string());
        assert_eq!(unread_chats(&ann).await, 0);
        assert_eq!(walk(&ann, "/v1/chats/pending", 5).await, [""; 0]);
        assert_eq!(told(&app, &ben).await, ["chat", "alert", "user"], "one alert, not one of the connection too");
        assert_eq!(told(&app, &ann).await[2..], ["chat", "user"]);

        let alert = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(alert.as_array().unwrap().len(), 1);
        assert_eq!(alert[0]["type"], "message-request");
        assert_eq!(alert[0]["chat"]["id"], chat);
        assert_eq!(alert[0]["chat"]["request"]["status"], "accepted");
        assert_eq!(alert[0]["chat"]["user"]["name"], "Ann Lee");
        let alert = ann.get("/v1/alerts").await.expect(200);
        assert_eq!(alert[0]["requestStatus"], "pending", "what she was told then");
        assert_eq!(alert[0]["chat"], ann.get(format!("/v1/chat/{chat}")).await.expect(200), "the chat as it is: she can write");
        assert_eq!((&alert[0]["message"]["id"], &alert[0]["message"]["text"]), (&sent["message"]["id"], &sent["message"]["text"]));

        say(&ben, &chat, "Thank you!").await;
        let page = ann.get(format!("/v1/chat/{chat}/messages")).await.expect(200);
        assert_eq!(page.as_array().unwrap().len(), 1, "the request is not repeated among them");
        ben.post(format!("/v1/user/{ann}/message/request"), json!({ "text": "again" })).await
            .expect_problem("message-request/already-connected");
    }

    async fn refusals_come_in_the_documented_words(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let hello = || json!({ "text": "hello" });
        let (to_ben, to_ann) = (format!("/v1/user/{ben}/message/request"), format!("/v1/user/{ann}/message/request"));
        let stranger = Uuid::new_v4();

        ann.post(format!("/v1/user/{ann}/message/request"), hello()).await.expect_problem("message-request/with-self");
        ann.post(format!("/v1/user/{stranger}/message/request"), hello()).await.expect_problem("user/not-found");
        ann.post("/v1/user/nobody/message/request", hello()).await.expect_problem("user/not-found");
        for text in ["", " \n\t", &"x".repeat(4001)] {
            assert_eq!(ann.post(&to_ben, json!({ "text": text })).await.expect_invalid(), ["/text"], "{text:?}");
        }
        for path in [&to_ben, &format!("/v1/user/{stranger}/message/request"), &format!("/v1/user/{ann}/message/request"), &"/v1/user/x/message/request".to_owned()] {
            ann.delete(path).await.expect_problem("message-request/not-found");
            ann.post_empty(format!("{path}/accept")).await.expect_problem("message-request/not-found");
            ann.delete(format!("{path}/reject")).await.expect_problem("message-request/not-found");
        }
        app.anonymous().delete(&to_ben).await.expect_problem("auth/missing");

        ann.post(&to_ben, hello()).await.expect(200);
        ann.post(&to_ben, hello()).await.expect_problem("message-request/pending");
        ben.post(&to_ann, hello()).await.expect_problem("message-request/pending");
        ben.delete(&to_ann).await.expect_problem("message-request/not-sender");
        ann.post_empty(format!("{to_ben}/accept")).await.expect_problem("message-request/not-receiver");
        ann.delete(format!("{to_ben}/reject")).await.expect_problem("message-request/not-receiver");

        // Rejected: for good, also after the other one asked and thought better of it.
        let rejected = ben.delete(format!("{to_ann}/reject")).await.expect(200);
        assert_eq!(rejected["chat"]["request"]["status"], "rejected");
        ann.post(&to_ben, hello()).await.expect_problem("message-request/rejected");
        ben.delete(format!("{to_ann}/reject")).await.expect_problem("message-request/not-found");
        ann.delete(&to_ben).await.expect_problem("message-request/not-found");
        ben.post(&to_ann, hello()).await.expect(200);
        ann.post(&to_ben, hello()).await.expect_problem("message-request/pending");
        let canceled = ben.delete(&to_ann).await.expect(200);
        assert_eq!(canceled["chat"].get("request"), None);
        ann.post(&to_ben, hello()).await.expect_problem("message-request/rejected");
        // Until the two connect.
        connect(&ann, &ben).await;
        ann.post(&to_ben, hello()).await.expect_problem("message-request/already-connected");
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        ann.post(&to_ben, hello()).await.expect(200);
    }

    async fn whom_one_cannot_see_one_cannot_write_to(app) {
        let (ann, ben) = app.ann_and_ben().await;
        ann.put(format!("/v1/user/{ann}"), json!({ "visibility": "matches", "bio": "Grows roses" })).await.expect(200);
        let to_ann = format!("/v1/user/{ann}/message/request");
        ben.post(&to_ann, json!({ "text": "hello" })).await.expect_problem("user/not-found");
        // Who hides may write first, and then is seen in the chat.
        ask(&ann, &ben, "hello").await;
        assert_eq!(walk(&ben, "/v1/chats/pending", 5).await, ["Ann Lee"]);
        assert_eq!(ben.get(format!("/v1/user/{ann}")).await.expect(200)["viewer"]["chat"]["request"]["status"], "pending");
        assert_eq!(ben.get(format!("/v1/user/{ann}/reviews")).await.expect(200), json!([]));
        for (list, place) in [("/v1/chats", "/0/user"), ("/v1/chats/pending", "/0/user"), ("/v1/alerts", "/0/chat/user")] {
            assert_eq!(ben.get(list).await.expect(200).pointer(place).unwrap()["bio"], "Grows roses", "{list}");
        }
        // Whoever is seen can be asked, too.
        ben.post(&to_ann, json!({ "text": "hello" })).await.expect_problem("message-request/pending");
        ben.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
        ben.delete(format!("/v1/user/{ann}/connection")).await.expect(200);
        ben.delete(format!("{to_ann}/reject")).await.expect(200);
        ben.get(format!("/v1/user/{ann}")).await.expect_problem("user/not-found");
        ben.post_empty(format!("/v1/user/{ann}/connection")).await.expect_problem("user/not-found");
        ben.get(format!("/v1/user/{ann}/reviews")).await.expect_problem("user/not-found");
        // What they had is there, with a name in it.
        ann.put(format!("/v1/user/{ann}"), json!({ "bio": "Grows tulips" })).await.expect(200);
        let kept = json!({ "id": ann.to_string(), "name": "Ann Lee", "rating": 0.0, "type": "senior" });
        for (list, place) in [("/v1/chats", "/0/user"), ("/v1/alerts", "/0/chat/user")] {
            assert_eq!(ben.get(list).await.expect(200).pointer(place), Some(&kept), "{list}");
        }
        assert_eq!(ann.get("/v1/chats").await.expect(200)[0]["user"]["viewer"]["id"], ann.to_string(), "Ben hides from nobody");
    }

    async fn a_canceled_request_can_be_repeated_and_alerts_go_with_it(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let first = ask(&ben, &ann, "one").await;
        let alert = ann.get("/v1/alerts").await.expect(200)[0]["id"].clone();
        app.clock.advance_ms(1000);
        let canceled = ben.delete(format!("/v1/user/{ann}/message/request")).await.expect(200);
        assert_eq!(canceled, json!({ "chat": { "id": first["chat"]["id"] } }));
        assert_eq!(ann.get("/v1/alerts").await.expect(200), json!([]));
        assert_eq!(unread_chats(&ann).await, 0);
        let events = app.events(ann.id).await;
        assert_eq!(told(&app, &ann).await, ["alert", "user", "request-ended", "chat", "user"]);
        assert_eq!(events[2]["alert"], alert, "the alert that goes is the one that came");
        assert_eq!(events[2]["request"]["from"], ben.to_string());

        let again = ask(&ben, &ann, "two").await;
        assert_eq!(again["chat"]["id"], first["chat"]["id"]);
        assert_ne!(again["message"]["id"], first["message"]["id"]);
        assert_eq!(unread_chats(&ann).await, 1);
        app.clock.advance_ms(1000);
        ann.delete(format!("/v1/user/{ben}/message/request/reject")).await.expect(200);
        let alert = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(alert[0]["chat"]["request"]["status"], "rejected");
        assert_eq!(alert[0]["chat"]["request"]["text"], "two");
        assert_eq!(told(&app, &ben).await, ["chat", "alert", "chat", "user"]);
        assert_eq!(unread_chats(&ann).await, 0);
    }

    async fn what_was_told_of_a_request_does_not_outlive_it(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let alerts = async |of: &crate::harness::Client<'_>| of.get("/v1/alerts").await.expect(200);
        let (to_ann, to_ben) = (format!("/v1/user/{ann}/message/request"), format!("/v1/user/{ben}/message/request"));
        let first = ask(&ben, &ann, "one").await;
        ann.post_empty(format!("{to_ben}/accept")).await.expect(200);
        assert_eq!((alerts(&ann).await.as_array().unwrap().len(), alerts(&ben).await.as_array().unwrap().len()), (1, 1));
        let (of_ann, of_ben) = (told(&app, &ann).await.len(), told(&app, &ben).await.len());
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        for client in [&ann, &ben] {
            assert_eq!(alerts(client).await, json!([]), "nothing waits, and nobody can write");
            assert_eq!(client.get("/v1/auth").await.expect(200)["user"]["totalUnreadAlerts"], 0);
        }
        assert_eq!(told(&app, &ann).await[of_ann..], ["request-ended", "chat", "user"]);
        assert_eq!(told(&app, &ben).await[of_ben..], ["request-ended", "chat", "user"]);

        // A second request has an alert of its own, and the first one's is nowhere.
        let again = ask(&ben, &ann, "two").await;
        assert_eq!(again["chat"]["id"], first["chat"]["id"]);
        let waiting = alerts(&ann).await;
        assert_eq!((waiting.as_array().unwrap().len(), &waiting[0]["chat"]["request"]["id"]), (1, &again["message"]["id"]));
        assert_eq!((&waiting[0]["chat"]["request"]["status"], &waiting[0]["requestStatus"]), (&json!("pending"), &json!("pending")));
        assert_eq!(alerts(&ben).await, json!([]));
        ann.delete(format!("{to_ben}/reject")).await.expect(200);
        assert_eq!((&alerts(&ann).await[0]["chat"]["request"]["status"], &alerts(&ann).await[0]["requestStatus"]), (&json!("rejected"), &json!("pending")));
        assert_eq!(alerts(&ben).await[0]["requestStatus"], "rejected");

        // Now Ann asks: what she was told of Ben's request would speak of hers.
        app.clock.advance_ms(1000);
        let hers = ask(&ann, &ben, "three").await;
        assert_eq!(alerts(&ann).await, json!([]));
        assert_eq!(told(&app, &ann).await.last().unwrap(), "user", "she has one alert less");
        let asked = alerts(&ben).await;
        assert_eq!((asked.as_array().unwrap().len(), &asked[0]["requestStatus"], &asked[0]["chat"]["request"]["id"]), (1, &json!("pending"), &hers["message"]["id"]));
        // And when they connect in the other way, nothing of it is left.
        connect(&ann, &ben).await;
        for client in [&ann, &ben] {
            assert!(alerts(client).await.as_array().unwrap().iter().all(|alert| alert["type"] == "connect-request"));
        }
        ann.delete(&to_ben).await.expect_problem("message-request/not-found");
        ben.delete(&to_ann).await.expect_problem("message-request/not-found");
    }

    async fn a_connection_overtakes_a_message_request(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let chat = ask(&ben, &ann, "May I?").await["chat"]["id"].as_str().unwrap().to_owned();
        // Ann answers in her own way.
        assert_eq!(connect(&ann, &ben).await, chat);
        assert_eq!(walk(&ann, "/v1/chats/pending", 5).await, [""; 0]);
        let seen = ann.get(format!("/v1/chat/{chat}")).await.expect(200);
        assert_eq!(seen["request"]["status"], "accepted");
        assert_eq!(seen["request"]["text"], "May I?");
        assert_eq!((&seen["request"]["delivery"]["status"], &seen["totalUnreadMessages"]), (&json!("read"), &json!(0)), "nobody asks about it any more");
        assert_eq!(unread_chats(&ann).await, 0);
        let kinds = |alerts: Value| alerts.as_array().unwrap().iter().map(|alert| alert["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(kinds(ann.get("/v1/alerts").await.expect(200)), ["connect-request"], "nothing waits for her answer");
        ann.post_empty(format!("/v1/user/{ben}/message/request/accept")).await.expect_problem("message-request/not-found");
        ben.delete(format!("/v1/user/{ann}/message/request")).await.expect_problem("message-request/not-found");
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        let seen = ann.get(format!("/v1/chat/{chat}")).await.expect(200);
        assert_eq!((seen.get("request"), &seen["totalUnreadMessages"]), (None, &json!(0)));
    }

    async fn accepting_connects_whatever_stood_before(app) {
        for (round, before) in ["nothing", "asked", "was asked", "declined mine", "declined theirs"].into_iter().enumerate() {
            let (ann, ben) = app.ann_and_ben_again(&format!("R{round}")).await;
            match before {
                "asked" => drop(ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200)),
                "was asked" => drop(ben.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200)),
                "declined mine" => {
                    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
                    ben.delete(format!("/v1/user/{ann}/connection/reject")).await.expect(200);
                }
                "declined theirs" => {
                    ben.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
                    ann.delete(format!("/v1/user/{ben}/connection/reject")).await.expect(200);
                }
                _ => {}
            }
            ask(&ben, &ann, "May I?").await;
            let accepted = ann.post_empty(format!("/v1/user/{ben}/message/request/accept")).await.expect(200);
            let chat = accepted["chat"]["id"].as_str().unwrap();
            for (one, other) in [(&ann, &ben), (&ben, &ann)] {
                let user = one.get(format!("/v1/user/{other}")).await.expect(200);
                assert_eq!(user["viewer"]["connectRequest"]["status"], "accepted", "{before}");
                let me = one.get("/v1/auth").await.expect(200);
                assert_eq!((&me["user"]["totalConnections"], &me["user"]["totalPendingRequests"]), (&json!(1), &json!(0)), "{before}");
                let alerts = one.get("/v1/alerts").await.expect(200);
                let waiting = alerts.as_array().unwrap().iter().any(|alert| alert["connectRequest"]["status"] == "pending");
                assert!(!waiting || before.starts_with("declined"), "{before}: a request that waited is answered, too");
            }
            say(&ann, chat, "Yes").await;
        }
    }

    async fn a_request_with_a_key_is_sent_once(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let send = |key: &'static str, text: &'static str| {
            let request = poem::Request::builder()
                .method(poem::http::Method::POST)
                .uri_str(format!("/v1/user/{ann}/message/request"))
                .header("authorization", format!("Bearer {}", ben.token.as_deref().unwrap()))
                .header("idempotency-key", key)
                .content_type("application/json")
                .body(json!({ "text": text }).to_string());
            ben.request(request)
        };
        let first = send("k1", "May I?").await.expect(200);
        assert_eq!(send("k1", "May I?").await.expect(200), first);
        send("k1", "Another text").await.expect_problem("idempotency/key-reused");
        send("k2", "May I?").await.expect_problem("message-request/pending");
        assert_eq!(told(&app, &ann).await, ["alert", "user"], "done once");
        let (a, b) = tokio::join!(send("k1", "May I?"), send("k1", "May I?"));
        assert_eq!((a.expect(200), b.expect(200)), (first.clone(), first));

        // And accepted once.
        let accept = |key: &'static str, other: Uuid| {
            let request = poem::Request::builder()
                .method(poem::http::Method::POST)
                .uri_str(format!("/v1/user/{other}/message/request/accept"))
                .header("authorization", format!("Bearer {}", ann.token.as_deref().unwrap()))
                .header("idempotency-key", key)
                .finish();
            ann.request(request)
        };
        let accepted = accept("k3", ben.id.0).await.expect(200);
        assert_eq!(accept("k3", ben.id.0).await.expect(200), accepted);
        accept("k3", ann.id.0).await.expect_problem("idempotency/key-reused");
        accept("k4", ben.id.0).await.expect_problem("message-request/not-found");
    }
}
