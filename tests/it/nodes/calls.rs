//! Calls between people at two processes.

use super::{Nodes, Person, on_each_bus, until};
use crate::harness::sockets::Socket;
use serde_json::{Value, json};
use std::time::Duration;

fn on_call(action: &str, call: &str) -> Value {
    json!({ "action": action, "callId": call })
}

/// Ann, who has coins, calls Ben, whose sockets all ring; he accepts with the first of them: the call's id.
async fn call(nodes: &Nodes, ann: &Person, anns: &mut Socket, bens: &mut [&mut Socket], chat: &str) -> String {
    nodes.two.run(&["coins", "credit", &ann.email, "100"]).await;
    let rung = anns.ask(json!({ "action": "call-user", "chatId": chat, "type": "video" })).await;
    assert_eq!(rung["data"]["call"]["status"], "ringing", "{rung}");
    let id = rung["data"]["call"]["id"].as_str().unwrap().to_owned();
    // An answer ends the ringing of all: one that was told late would not ring.
    for socket in bens.iter_mut() {
        assert_eq!(socket.hear_of("user-calling").await["data"]["call"]["id"], id);
    }
    assert_eq!(bens[0].ask(on_call("accept-call", &id)).await["data"]["call"]["status"], "accepted");
    assert_eq!(anns.hear_of("call-accepted").await["data"]["call"]["id"], id);
    id
}

on_each_bus! {
    async fn calls_cross(nodes) {
        let (ann, ben, chat) = nodes.friends().await;
        let (mut anns, mut bens) = (ann.socket(&nodes.one).await, ben.socket(&nodes.two).await);
        let mut bens_other = ben.socket(&nodes.one).await;
        let id = call(&nodes, &ann, &mut anns, &mut [&mut bens, &mut bens_other], &chat).await;

        // In order, unchanged, to the other one only.
        let said = |n: i64| json!({ "candidate": { "candidate": format!("candidate:{n} 1 UDP"), "sdpMid": null, "sdpMLineIndex": n } });
        for n in 0..15 {
            anns.say(json!({ "action": "signal", "chatId": chat, "signal": said(n) })).await;
            bens.say(json!({ "action": "signal", "chatId": chat, "signal": said(100 + n) })).await;
        }
        for n in 0..15 {
            assert_eq!(bens.hear_of("signal").await["data"]["signal"], said(n));
            assert_eq!(anns.hear_of("signal").await["data"]["signal"], said(100 + n));
        }
        for socket in [&mut anns, &mut bens] {
            let mut connected = on_call("call-connected", &id);
            connected["timestamp"] = 0.into();
            socket.say(connected).await;
            socket.caught_up().await;
        }
        let ended = bens.ask(on_call("end-call", &id)).await;
        assert_eq!(ended["data"]["call"]["status"], "accepted", "{ended}");
        let told = anns.hear_of("call-ended").await;
        assert_eq!(told["data"]["call"]["id"], id);
        assert_eq!(told["data"]["me"]["ledger"]["coins"]["balance"], 90.0, "a started minute: {told}");
        assert_eq!(bens_other.hear_of("call-ended").await["data"]["call"]["id"], id);
        nodes.one.run(&["coins", "audit"]).await;
    }

    /// The process dies at which Ann is, and she does not come back: the other process ends the call and charges it.
    async fn a_call_whose_process_died_ends(nodes) {
        let (ann, ben, chat) = nodes.friends().await;
        let (mut anns, mut bens) = (ann.socket(&nodes.one).await, ben.socket(&nodes.two).await);
        let id = call(&nodes, &ann, &mut anns, &mut [&mut bens], &chat).await;
        for socket in [&mut anns, &mut bens] {
            let mut connected = on_call("call-connected", &id);
            connected["timestamp"] = 0.into();
            socket.say(connected).await;
            socket.caught_up().await;
        }
        let two = nodes.two;
        let _killed = nodes.one.kill();
        let (asks, ended) = (tokio::sync::Mutex::new(bens), tokio::sync::Mutex::new(None));
        // Dead after fifteen seconds, away after forty-five more.
        until("Ben is told that the call ended", async || {
            let heard = asks.lock().await.caught_up().await;
            let mut ended = ended.lock().await;
            *ended = heard.into_iter().find(|frame| frame["action"] == "call-ended");
            tokio::time::sleep(Duration::from_millis(400)).await;
            ended.is_some()
        })
        .await;
        let ended = ended.into_inner().unwrap();
        assert_eq!((&ended["data"]["call"]["id"], &ended["data"]["call"]["status"]), (&json!(id), &json!("accepted")));
        let earned = ended["data"]["me"]["ledger"]["coins"]["balance"].as_f64().unwrap();
        assert!(earned > 0.0, "a started minute is paid: {ended}");
        two.run(&["coins", "audit"]).await;
    }

    /// What an operator does by the command line, in a process of its own.
    async fn an_operators_answer_crosses(nodes) {
        let ann = nodes.person("Ann Lee", "senior").await;
        let (mut anns, mut anns_other) = (ann.socket(&nodes.one).await, ann.socket(&nodes.two).await);
        let asked = anns.ask(json!({ "action": "support.message.send", "message": { "text": "Help" } })).await;
        let ticket = asked["data"]["ticket"]["id"].as_str().unwrap();
        anns_other.hear_of("support.message.send").await;
        nodes.one.run(&["ticket", "reply", ticket, "Hello"]).await;
        for socket in [&mut anns, &mut anns_other] {
            assert_eq!(socket.hear_of("support.message.new").await["data"]["message"]["text"], "Hello");
        }
    }
}
