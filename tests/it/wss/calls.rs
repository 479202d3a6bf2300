//! Calls over the WebSocket. Their actions have the same names in both dialects.

use super::DIALECTS;
use crate::{
    calls::{ann_calls_ben, come, go},
    harness::{Client, TestApp, app::TENANT, sockets::Socket},
};
use serde_json::{Value, json};
use talkamie::{domain::user::UserType, operations::calls::tending::tend_all};

fn call_user(chat: impl ToString) -> Value {
    json!({ "action": "call-user", "chatId": chat.to_string(), "type": "video" })
}

fn on_call(action: &str, call: &str) -> Value {
    json!({ "action": action, "callId": call })
}

/// Rings, and answers the call's id.
async fn ring(socket: &mut Socket, chat: impl ToString) -> String {
    let rung = socket.ask(call_user(chat)).await;
    assert_eq!((&rung["success"], &rung["data"]["call"]["status"]), (&json!(true), &json!("ringing")), "{rung}");
    rung["data"]["call"]["id"].as_str().unwrap().to_owned()
}

/// The names of the actions that come.
fn names(frames: &[Value]) -> Vec<&str> {
    frames.iter().map(|frame| frame["action"].as_str().unwrap()).collect()
}

/// Lets time pass, and the server look at its calls.
async fn pass(app: &TestApp, ms: i64) {
    app.clock.advance_ms(ms);
    tend_all(&app.ctx, TENANT).await.unwrap();
}

async fn set(app: &TestApp, who: &Client<'_>, sql: &'static str) {
    let mut tx = app.ctx.store.write().await.unwrap();
    tx.execute(sql, [who.id.into()]).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_call_from_its_first_ring_to_its_last_coin(app) {
        let server = app.listen().await;
        for dialect in DIALECTS {
            let (ann, ben, chat) = ann_calls_ben(&app, dialect, 35).await;
            let (mut anns, mut anns_other) = (server.socket_in(dialect, &ann).await, server.socket_in(dialect, &ann).await);
            let (mut bens, mut bens_other) = (server.socket_in(dialect, &ben).await, server.socket_in(dialect, &ben).await);
            let chat_of = |frame: &Value| frame["data"]["chat"]["id"].as_str().unwrap().to_owned();

            let rung = anns.ask(call_user(chat)).await;
            let call = &rung["data"]["call"];
            assert_eq!((&rung["data"]["chatId"], &call["status"]), (&json!(chat.to_string()), &json!("ringing")));
            assert_eq!((&call["direction"], &call["type"], &call["duration"]), (&json!("outgoing"), &json!("video"), &json!(0)));
            assert_eq!((&call["user"]["id"], &call["chat"]["id"]), (&json!(ben.to_string()), &json!(chat.to_string())));
            let id = call["id"].as_str().unwrap().to_owned();
            for socket in [&mut bens, &mut bens_other] {
                let calling = socket.hear_of("user-calling").await;
                let call = &calling["data"]["call"];
                assert_eq!((&call["status"], &call["direction"]), (&json!("ringing"), &json!("incoming")), "what opens the window");
                assert_eq!((&call["id"], &call["user"]["id"]), (&json!(id), &json!(ann.to_string())));
                assert_eq!(chat_of(&calling), chat.to_string());
                assert!(calling.get("statusCode").is_none(), "a push");
            }

            let accepted = bens.ask(on_call("accept-call", &id)).await;
            assert_eq!((&accepted["data"]["chatId"], &accepted["data"]["call"]["status"]), (&json!(chat.to_string()), &json!("accepted")));
            for socket in [&mut anns, &mut anns_other] {
                let told = socket.hear_of("call-accepted").await;
                assert_eq!((chat_of(&told), &told["data"]["call"]["id"]), (chat.to_string(), &json!(id)));
            }
            assert_eq!(bens_other.ask_refused(on_call("accept-call", &id)).await, "call/answered");
            assert_eq!(bens_other.ask_refused(on_call("reject-call", &id)).await, "call/answered");

            // The browsers find each other: in order, unchanged, to the other one only.
            let said = |n: i64| json!({ "candidate": { "candidate": format!("candidate:{n} 1 UDP"), "sdpMid": null, "sdpMLineIndex": n } });
            for n in 0..20 {
                anns.say(json!({ "action": "signal", "chatId": chat.to_string(), "signal": said(n) })).await;
            }
            for n in 0..20 {
                let told = bens.hear().await;
                assert_eq!((told["action"].as_str(), &told["data"]["signal"]), (Some("signal"), &said(n)));
                assert_eq!(chat_of(&told), chat.to_string());
            }
            bens.say(json!({ "action": "signal", "chatId": chat.to_string(), "signal": { "type": "answer", "sdp": "v=0\r\n" } })).await;
            let told = anns.hear_of("signal").await;
            assert_eq!(told["data"]["signal"], json!({ "type": "answer", "sdp": "v=0\r\n" }));
            assert_eq!(names(&anns.caught_up().await), Vec::<&str>::new(), "nothing is answered");

            // Whatever their clocks say, the server's counts.
            for (socket, timestamp) in [(&mut anns, 0), (&mut bens, 9_007_199_254_740_991_i64)] {
                let mut connected = on_call("call-connected", &id);
                connected["timestamp"] = timestamp.into();
                socket.say(connected).await;
                assert_eq!(names(&socket.caught_up().await), Vec::<&str>::new(), "nothing is answered");
            }
            assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (25.0, 10.0));
            pass(&app, 60_001).await;
            let low = anns.hear_of("user.coins.low").await;
            assert_eq!(low["data"]["user"]["ledger"]["coins"]["balance"], 15.0);
            pass(&app, 60_000).await;
            let last = anns.hear_of("user.coins.low").await;
            assert_eq!(last["data"]["user"]["ledger"]["coins"]["balance"], 5.0, "a minute ahead");
            pass(&app, 60_000).await;
            for (socket, balance) in [(&mut anns, 5.0), (&mut bens, 30.0), (&mut anns_other, 5.0), (&mut bens_other, 30.0)] {
                let ended = socket.hear_of("call-ended").await;
                let call = &ended["data"]["call"];
                assert_eq!((&call["id"], &call["status"], &call["duration"]), (&json!(id), &json!("accepted"), &json!(180)));
                assert_eq!((chat_of(&ended), &ended["data"]["me"]["ledger"]["coins"]["balance"]), (chat.to_string(), &json!(balance)));
                let update = socket.named("user.update", "update-user");
                assert_eq!(socket.hear_of(update).await["data"]["user"]["ledger"]["coins"]["balance"], balance);
            }
            let again = bens.ask(on_call("end-call", &id)).await;
            assert_eq!((&again["data"]["call"]["status"], &again["data"]["call"]["duration"]), (&json!("accepted"), &json!(180)), "as it is");
            assert_eq!(names(&anns.caught_up().await), Vec::<&str>::new());
            // Browsers have not heard of it yet.
            bens.say(json!({ "action": "signal", "chatId": chat.to_string(), "signal": said(99) })).await;
            assert_eq!(names(&bens.caught_up().await), Vec::<&str>::new());
            assert_eq!(names(&anns.caught_up().await), Vec::<&str>::new());
        }
        app.audit().await;
        server.stop().await;
    }

    async fn a_call_is_turned_down_given_up_missed_and_hung_up(app) {
        let server = app.listen().await;
        for dialect in DIALECTS {
            let (ann, ben, chat) = ann_calls_ben(&app, dialect, 100).await;
            let mut anns = server.socket_in(dialect, &ann).await;
            let (mut bens, mut bens_other) = (server.socket_in(dialect, &ben).await, server.socket_in(dialect, &ben).await);
            let update = anns.named("user.update", "update-user");

            let id = ring(&mut anns, chat).await;
            bens_other.hear_of("user-calling").await;
            let rejected = bens.ask(on_call("reject-call", &id)).await;
            assert_eq!(rejected["data"]["call"]["status"], "rejected");
            let told = anns.hear_of("call-rejected").await;
            assert_eq!((&told["data"]["call"]["status"], &told["data"]["chat"]["id"]), (&json!("rejected"), &json!(chat.to_string())));
            assert_eq!(bens_other.hear_of("call-ended").await["data"]["call"]["status"], "rejected", "stops ringing");
            let ended = anns.ask(on_call("end-call", &id)).await;
            assert_eq!(ended["data"]["call"]["status"], "rejected", "the caller's client says it too");
            assert_eq!(bens.ask_refused(on_call("accept-call", &id)).await, "call/over");
            assert_eq!(bens.ask_refused(on_call("reject-call", &id)).await, "call/over");

            let id = ring(&mut anns, chat).await;
            bens.hear_of("user-calling").await;
            let ended = anns.ask(on_call("end-call", &id)).await;
            assert_eq!(ended["data"]["call"]["status"], "missed");
            assert_eq!(bens.hear_of("call-ended").await["data"]["call"]["status"], "missed");
            assert_eq!(anns.hear_of(update).await["data"]["user"]["id"], ann.to_string(), "who ended it has it from there");

            ring(&mut anns, chat).await;
            pass(&app, 45_000).await;
            assert_eq!(anns.hear_of("call-ended").await["data"]["call"]["status"], "missed");
            assert_eq!(bens.hear_of("call-ended").await["data"]["call"]["status"], "missed");

            // The volunteer calls, and hangs up after a minute and a half.
            let id = ring(&mut bens, chat).await;
            anns.ask(on_call("accept-call", &id)).await;
            bens.hear_of("call-accepted").await;
            for socket in [&mut anns, &mut bens] {
                socket.say(on_call("call-connected", &id)).await;
                socket.caught_up().await;
            }
            pass(&app, 60_001).await;
            pass(&app, 29_999).await;
            let ended = bens.ask(on_call("end-call", &id)).await;
            assert_eq!((&ended["data"]["call"]["status"], &ended["data"]["call"]["duration"]), (&json!("accepted"), &json!(90)));
            let told = anns.hear_of("call-ended").await;
            assert_eq!((&told["data"]["call"]["duration"], &told["data"]["me"]["ledger"]["coins"]["balance"]), (&json!(90), &json!(80.0)));
            bens.say(on_call("call-disconnected", &id)).await;
            assert!(!names(&bens.caught_up().await).contains(&"call-disconnected"), "nothing to say of what is over");

            // Nobody is there, or they talk to somebody else.
            drop((bens, bens_other));
            go(&app, &[ben.id]).await;
            let unreachable = loop {
                let answer = anns.ask(call_user(chat)).await;
                // The server learns a moment later that the connections are gone.
                if answer["data"]["call"]["status"] == "missed" {
                    break answer;
                }
                let id = answer["data"]["call"]["id"].as_str().unwrap().to_owned();
                anns.ask(on_call("end-call", &id)).await;
                app.clock.advance_ms(1_000);
            };
            assert_eq!(unreachable["data"]["call"]["direction"], "outgoing");
        }
        server.stop().await;
    }

    async fn who_may_not_call_is_told_why(app) {
        let server = app.listen().await;
        let (ann, ben, chat) = ann_calls_ben(&app, "may not", 100).await;
        let (cy, _, _) = ann_calls_ben(&app, "stranger", 100).await;
        let (mut anns, mut bens, mut cys) = (server.socket(&ann).await, server.socket(&ben).await, server.socket(&cy).await);
        let nowhere = app.ctx.new_id().to_string();
        for id in [chat.to_string(), nowhere.clone(), "nonsense".into()] {
            assert_eq!(cys.ask_refused(call_user(&id)).await, "chat/not-found");
            let said = json!({ "action": "signal", "chatId": id, "signal": { "type": "offer", "sdp": "v=0" } });
            assert_eq!(cys.ask_refused(said).await, "chat/not-found");
        }
        let said = json!({ "action": "signal", "chatId": chat.to_string(), "signal": { "type": "offer", "sdp": "v=0" } });
        assert_eq!(anns.ask_refused(said.clone()).await, "call/over", "nobody calls");

        let id = ring(&mut anns, chat).await;
        for action in ["accept-call", "reject-call", "end-call", "call-connected", "call-disconnected"] {
            for id in [id.as_str(), nowhere.as_str(), "nonsense"] {
                assert_eq!(cys.ask_refused(on_call(action, id)).await, "call/not-found", "{action}");
            }
        }
        assert_eq!(bens.ask_refused(call_user(chat)).await, "call/busy");
        for action in ["accept-call", "reject-call"] {
            assert_eq!(anns.ask_refused(on_call(action, &id)).await, "call/not-callee");
        }
        for action in ["call-connected", "call-disconnected"] {
            assert_eq!(anns.ask_refused(on_call(action, &id)).await, "call/not-answered");
        }
        bens.ask(on_call("accept-call", &id)).await;
        anns.ask(on_call("end-call", &id)).await;
        assert_eq!(anns.ask_refused(on_call("call-connected", &id)).await, "call/over");

        // What the preferences, the wallet and the connection say.
        set(&app, &ben, "UPDATE users SET max_call_count = 1 WHERE id = $1").await;
        assert_eq!(anns.ask_refused(call_user(chat)).await, "call/enough-for-today");
        set(&app, &ben, "UPDATE users SET max_call_count = NULL WHERE id = $1").await;
        set(&app, &ann, "UPDATE users SET coins_hundredths = 999 WHERE id = $1").await;
        assert_eq!(anns.ask_refused(call_user(chat)).await, "call/coins-too-low");
        assert_eq!(bens.ask_refused(call_user(chat)).await, "call/coins-too-low", "the senior pays, whoever calls");
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        assert_eq!(anns.ask_refused(call_user(chat)).await, "call/not-connected");
        let eve = app.person("Eve", UserType::Senior).await;
        ann.post_empty(format!("/v1/user/{eve}/connection")).await.expect(200);
        let accepted = eve.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        let seniors = accepted["chat"]["id"].as_str().unwrap();
        assert_eq!(anns.ask_refused(call_user(seniors)).await, "call/needs-senior-and-volunteer");

        // What is no request at all, from nobody at all.
        let mut nobody = server.open("/v1/wss").await.expect("the server takes sockets");
        app.clock.advance_ms(10_000);
        for (action, broken, pointer) in [
            ("call-user", json!({ "chatId": chat.to_string(), "type": "smell" }), "/type"),
            ("accept-call", json!({}), "/callId"),
            ("reject-call", json!({ "callId": 7 }), "/callId"),
            ("end-call", json!({ "callId": "" }), "/callId"),
            ("call-connected", json!({ "callId": id, "timestamp": -1 }), "/timestamp"),
            ("call-disconnected", json!({ "callId": id, "timestamp": "now" }), "/timestamp"),
            ("signal", json!({ "chatId": chat.to_string(), "signal": "v=0" }), "/signal"),
        ] {
            let mut frame = broken;
            frame["action"] = action.into();
            let refused = anns.ask(frame.clone()).await;
            assert_eq!((&refused["code"], &refused["errors"][0]["pointer"]), (&json!("request/invalid"), &json!(pointer)), "{refused}");
            assert_eq!(nobody.ask_refused(frame).await, "auth/missing");
        }
        server.stop().await;
    }

    /// Two servers on one database: what one commits, the other tells.
    async fn a_call_goes_from_server_to_server(app) {
        let (here, there) = (app.listen().await, app.listen().await);
        let (ann, ben, chat) = ann_calls_ben(&app, "across", 100).await;
        go(&app, &[ann.id, ben.id]).await;
        let mut anns = here.socket(&ann).await;
        assert_eq!(anns.ask(call_user(chat)).await["data"]["call"]["status"], "missed", "nobody is there");
        let mut bens = there.socket(&ben).await;
        let id = ring(&mut anns, chat).await;
        assert_eq!(bens.hear_of("user-calling").await["data"]["call"]["id"], id.as_str());
        bens.ask(on_call("accept-call", &id)).await;
        anns.hear_of("call-accepted").await;
        for n in 0..10 {
            anns.say(json!({ "action": "signal", "chatId": chat.to_string(), "signal": { "n": n } })).await;
        }
        for n in 0..10 {
            assert_eq!(bens.hear_of("signal").await["data"]["signal"], json!({ "n": n }));
        }
        // Large, and no larger than a frame may be.
        let large = "x".repeat(60 * 1024);
        bens.say(json!({ "action": "signal", "chatId": chat.to_string(), "signal": { "type": "answer", "sdp": large } })).await;
        assert_eq!(anns.hear_of("signal").await["data"]["signal"]["sdp"].as_str().map(str::len), Some(60 * 1024));
        // A server that stops takes its people with it; the call waits, and then ends for who is left.
        come(&app, &[ann.id]).await;
        there.stop().await;
        pass(&app, 1_000).await;
        pass(&app, 45_000).await;
        assert_eq!(anns.hear_of("call-ended").await["data"]["call"]["duration"], 0);
        here.stop().await;
    }
}
