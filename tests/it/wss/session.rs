//! A connection's life: opening, authenticating, staying, closing. Source: contract/talkamie.md C.1.

use super::DIALECTS;
use crate::harness::sockets::Listening;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

on_both! {
    async fn who_authenticates_is_told_who_they_are(app) {
        let (ann, _) = app.ann_and_ben().await;
        let server = app.listen().await;
        for dialect in DIALECTS {
            let mut socket = server.socket_in(dialect, &ann).await;
            let pong = socket.ask(json!({ "action": "ping" })).await;
            assert_eq!(pong, json!({ "action": "ping", "success": true, "statusCode": 200 }));
            // Said again, it is answered again.
            let me = socket.ask(json!({ "action": "authenticate", "token": ann.token })).await;
            assert_eq!(me["data"]["name"], "Ann Lee");
            assert!(me["data"]["ledger"].is_object(), "the own view: {me}");
        }
        let mut elsewhere = server.open("/ws").await.expect("an alias of the path");
        let me = elsewhere.ask(json!({ "action": "authenticate", "token": ann.token })).await;
        assert_eq!(me["data"]["id"], ann.to_string());
        server.stop().await;
    }

    async fn nothing_but_a_ping_is_done_before(app) {
        let server = app.listen().await;
        let mut socket = server.open("/v1/wss").await.expect("the server takes sockets");
        for (action, request) in [
            ("chat.message.send", json!({ "chatId": "x", "message": { "text": "hello" } })),
            ("get-messages", json!({ "chatId": "x" })),
            ("alerts.update", json!({ "alertsMap": {} })),
            // Who speaks comes first, whatever is said.
            ("dance", json!({})),
            ("chat.message.new", json!({})),
        ] {
            let mut frame = request;
            frame["action"] = action.into();
            let refused = socket.ask(frame).await;
            assert_eq!((&refused["code"], &refused["statusCode"]), (&"auth/missing".into(), &401.into()), "{refused}");
        }
        assert_eq!(socket.ask(json!({ "action": "ping" })).await["success"], true);
        server.stop().await;
    }

    async fn a_bad_token_is_told_and_closes(app) {
        let (ann, _) = app.ann_and_ben().await;
        let server = app.listen().await;
        let signed_out = app.person("Cy Dow", talkamie::domain::user::UserType::Senior).await;
        signed_out.delete("/v1/auth/sign-out").await.expect(200);
        for token in ["nonsense".to_owned(), ann.token.clone().unwrap() + "x", signed_out.token.clone().unwrap()] {
            let mut socket = server.open("/v1/wss").await.expect("the server takes sockets");
            let refused = socket.ask(json!({ "action": "authenticate", "token": token })).await;
            assert_eq!((&refused["code"], &refused["statusCode"]), (&"auth/invalid".into(), &401.into()));
            assert_eq!(socket.closed().await, 1008);
        }
        for no_token in [json!({}), json!({ "token": 7 }), json!({ "token": null }), json!({ "token": "" })] {
            let mut socket = server.open("/v1/wss").await.expect("the server takes sockets");
            let mut frame = no_token.clone();
            frame["action"] = "authenticate".into();
            assert_eq!(socket.ask_refused(frame).await, "request/invalid", "{no_token}");
            assert_eq!(socket.closed().await, 1008, "{no_token}");
        }
        server.stop().await;
    }

    async fn what_means_nothing_is_told(app) {
        let (ann, _) = app.ann_and_ben().await;
        let server = app.listen().await;
        let mut socket = server.socket(&ann).await;
        for (text, code) in [
            ("", "body/malformed"),
            ("{", "body/malformed"),
            ("[]", "request/invalid"),
            ("7", "request/invalid"),
            ("{}", "request/invalid"),
            (r#"{"action": 7}"#, "request/invalid"),
            (r#"{"action": "dance"}"#, "action/unknown"),
            (r#"{"action": "chat.message.new"}"#, "action/unknown"),
            (r#"{"action": "chat.message.send"}"#, "request/invalid"),
            // Half of a character.
            (r#"{"action": "chat.message.send", "chatId": "x", "message": {"text": "\ud800"}}"#, "body/malformed"),
        ] {
            socket.send(Message::text(text)).await;
            let refused = socket.hear().await;
            assert_eq!(refused["code"], code, "{text}: {refused}");
            assert!(refused["requestId"].is_string());
        }
        let refused = socket.ask(json!({ "action": "chat.message.send", "chatId": 7, "message": { "text": "" } })).await;
        let pointers: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/chatId", "/message/text"], "every field, by its pointer");
        server.stop().await;
    }

    async fn the_end_of_a_session_closes_its_connections(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let server = app.listen().await;
        let (mut one, mut two) = (server.socket(&ann).await, server.socket(&ann).await);
        let mut other = server.socket(&ben).await;
        ann.delete("/v1/auth/sign-out").await.expect(200);
        assert_eq!((one.closed().await, two.closed().await), (4001, 4001));
        assert_eq!(other.caught_up().await, Vec::<serde_json::Value>::new(), "nobody else's");
        server.stop().await;
    }

    async fn a_server_that_stops_says_goodbye(app) {
        let (ann, _) = app.ann_and_ben().await;
        let server: Listening = app.listen().await;
        let mut socket = server.socket(&ann).await;
        let mut nobody = server.open("/v1/wss").await.expect("the server takes sockets");
        let stopping = tokio::spawn(server.stop());
        assert_eq!((socket.closed().await, nobody.closed().await), (1001, 1001));
        stopping.await.unwrap();
    }
}
