//! Calls between people at two processes, of which one dies.

use super::{Nodes, Person, on_each_bus};
use crate::harness::sockets::Socket;
use serde_json::{Value, json};
use talkamie::store::{Store, StoreOptions};

/// Gives somebody 100 coins.
async fn give(nodes: &Nodes, person: &Person) {
    let store = Store::open(&nodes.one.database, &StoreOptions::default()).await.unwrap();
    let mut tx = store.write().await.unwrap();
    tx.execute("UPDATE users SET coins_hundredths = 10000 WHERE id = $1", [person.id.into()]).await.unwrap();
    tx.commit().await.unwrap();
}

fn on_call(action: &str, call: &Value) -> Value {
    json!({ "action": action, "callId": call })
}

/// Rings, and answers the call's id.
async fn ring(socket: &mut Socket, chat: &str) -> Value {
    let rung = socket.ask(json!({ "action": "call-user", "chatId": chat, "type": "audio" })).await;
    assert_eq!(rung["data"]["call"]["status"], "ringing", "{rung}");
    rung["data"]["call"]["id"].clone()
}

on_each_bus! {
    async fn calls_cross_and_outlive_a_process(nodes) {
        let (ann, ben, chat) = nodes.friends().await;
        give(&nodes, &ann).await;
        let (mut anns, mut bens) = (ann.socket(&nodes.one).await, ben.socket(&nodes.two).await);
        let call = ring(&mut anns, &chat).await;
        assert_eq!(bens.hear_of("user-calling").await["data"]["call"]["id"], call);
        bens.ask(on_call("accept-call", &call)).await;
        anns.hear_of("call-accepted").await;
        for n in 0..15 {
            anns.say(json!({ "action": "signal", "chatId": chat, "signal": { "n": n } })).await;
            bens.say(json!({ "action": "signal", "chatId": chat, "signal": { "n": n } })).await;
        }
        for n in 0..15 {
            for socket in [&mut anns, &mut bens] {
                assert_eq!(socket.hear_of("signal").await["data"]["signal"], json!({ "n": n }), "in order");
            }
        }
        for socket in [&mut anns, &mut bens] {
            socket.say(on_call("call-connected", &call)).await;
            socket.caught_up().await;
        }

        // Ben's process dies; he comes back at the other one, and the call is still there.
        let Nodes { one, two, .. } = nodes;
        let killed = two.kill();
        let mut bens = ben.socket(&one).await;
        let ended = bens.ask(on_call("end-call", &call)).await;
        assert_eq!(ended["data"]["call"]["status"], "accepted");
        let told = anns.hear_of("call-ended").await;
        assert_eq!(told["data"]["me"]["ledger"]["coins"]["balance"], 90.0, "a minute, once: {told}");

        // The process where it began to ring dies; the other one sees to its end.
        let two = killed.restart().await;
        let mut anns = ann.socket(&two).await;
        let call = ring(&mut anns, &chat).await;
        bens.hear_of("user-calling").await;
        let killed = two.kill();
        let ended = bens.hear_of("call-ended").await;
        assert_eq!((&ended["data"]["call"]["id"], &ended["data"]["call"]["status"]), (&call, &json!("missed")));
        drop(killed.restart().await);
    }
}
