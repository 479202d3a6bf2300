//! Clients that do not read what they are told: what they cost is bounded, and others are not disturbed.

use super::{limits::place, raw::Raw};
use crate::{
    chats::connect,
    harness::{
        Client, Db, TestApp,
        sockets::{Listening, Socket},
    },
};
use serde_json::json;
use std::time::Duration;
use talkamie::wss::Limits;
use tokio::net::{TcpListener, TcpSocket};

/// A listener whose connections hold little of what is not read.
fn narrow() -> TcpListener {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_send_buffer_size(4 * 1024).unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    socket.listen(1024).unwrap()
}

/// Somebody's connection that reads nothing from now on.
async fn stuck(server: &Listening, client: &Client<'_>) -> Raw {
    let mut raw = Raw::narrow(server.address).await;
    assert_eq!(raw.upgrade().await, 101);
    raw.authenticate(client.token.as_deref()).await
}

/// Long messages of Ann's. What Ben is told of one has about 12 KB.
async fn tell(app: &TestApp, anns: &mut Socket, chat: &str, count: usize) {
    for n in 0..count {
        app.clock.advance_ms(100);
        let text = format!("{n} {}", "\u{20ac}".repeat(3_900));
        let sent =
            anns.ask(json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": text } })).await;
        assert_eq!(sent["statusCode"], 200, "Ann is answered whoever does not read: {sent}");
    }
}

/// Hears so many messages, each once and in order.
async fn hear(bens: &mut Socket, count: usize) {
    for n in 0..count {
        let told = bens.hear_of("chat.message.new").await;
        assert!(told["data"]["message"]["text"].as_str().unwrap().starts_with(&format!("{n} ")));
    }
}

async fn world() -> TestApp {
    TestApp::start(Db::Sqlite).await.expect("SQLite is embedded")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_who_do_not_read_disturb_nobody() {
    const MANY: usize = 1_000;
    // Each has two ends in this process.
    rlimit::increase_nofile_limit(u64::MAX).unwrap();
    let app = world().await;
    let (ann, ben) = app.ann_and_ben().await;
    let chat = connect(&ann, &ben).await;
    // Time enough to look at every one of them.
    let server = app.listen_on(narrow(), Limits { goodbye: Duration::from_secs(600), ..Limits::default() }).await;
    let (mut anns, mut bens) = (server.socket(&ann).await, server.socket(&ben).await);
    let mut slow = vec![];
    for _ in 0..MANY {
        slow.push(stuck(&server, &ben).await);
    }
    tell(&app, &mut anns, &chat, 20).await;
    hear(&mut bens, 20).await;
    // Nobody was closed: they hold less than they may. Who reads now has missed nothing.
    let mut late = slow.pop().unwrap();
    for n in 0..20 {
        let said = late.text_of("chat.message.new").await;
        assert!(said["data"]["message"]["text"].as_str().unwrap().starts_with(&format!("{n} ")));
    }
    tell(&app, &mut anns, &chat, 20).await;
    hear(&mut bens, 20).await;
    for slow in &mut slow {
        assert_eq!(slow.ended().await, 4005);
    }
    assert!(anns.caught_up().await.iter().all(|frame| frame["action"] == "chats.update"));
    drop(slow);
    drop(late);
    server.stop().await;
}

/// A server that has room for three: Ann, Ben and somebody who does not read.
async fn full(app: &TestApp, limits: Limits) -> Listening {
    app.listen_on(narrow(), Limits { connections: 3, goodbye: Duration::from_millis(50), ..limits }).await
}

#[tokio::test]
async fn who_reads_nothing_for_too_long_is_cut_off() {
    let app = world().await;
    let (ann, ben) = app.ann_and_ben().await;
    let chat = connect(&ann, &ben).await;
    // Ann is at a server that is patient: the other one has no patience with anybody.
    let patient = app.listen().await;
    let limits = Limits { stall: Duration::from_millis(100), connections: 1, ..Limits::default() };
    let server = app.listen_on(narrow(), Limits { goodbye: Duration::from_millis(50), ..limits }).await;
    let mut anns = patient.socket(&ann).await;
    let mut slow = stuck(&server, &ben).await;
    tell(&app, &mut anns, &chat, 15).await;
    drop(place(&server).await);
    assert_eq!(slow.ended().await, 1006, "there was no room for a goodbye");
    server.stop().await;
    patient.stop().await;
}

#[tokio::test]
async fn who_reads_nothing_still_ends_with_its_session() {
    let app = world().await;
    let (ann, ben) = app.ann_and_ben().await;
    let chat = connect(&ann, &ben).await;
    let patient = Limits { stall: Duration::from_secs(3_600), ..Limits::default() };
    let server = full(&app, patient).await;
    let mut anns = server.socket(&ann).await;
    let mut slow = stuck(&server, &ben).await;
    let mut slow_too = stuck(&server, &ben).await;
    tell(&app, &mut anns, &chat, 15).await;
    // It wants an answer as well, and is not heard before it reads.
    slow.say(&json!({ "action": "ping" })).await;
    ben.delete("/v1/auth/sign-out").await.expect(200);
    drop(place(&server).await);
    assert_eq!((slow.ended().await, slow_too.ended().await), (1006, 1006));
    server.stop().await;
}

#[tokio::test]
async fn who_reads_nothing_does_not_keep_a_server_from_stopping() {
    let app = world().await;
    let (ann, ben) = app.ann_and_ben().await;
    let chat = connect(&ann, &ben).await;
    let patient = Limits { stall: Duration::from_secs(3_600), ..Limits::default() };
    let server = full(&app, patient).await;
    let mut anns = server.socket(&ann).await;
    let mut slow = stuck(&server, &ben).await;
    tell(&app, &mut anns, &chat, 15).await;
    let stopping = tokio::spawn(server.stop());
    assert_eq!(anns.closed().await, 1001);
    stopping.await.unwrap();
    assert_eq!(slow.ended().await, 1006);
}

#[tokio::test]
async fn an_answer_may_be_larger_than_what_may_wait() {
    let app = world().await;
    let (ann, ben) = app.ann_and_ben().await;
    let chat = connect(&ann, &ben).await;
    let server = app.listen().await;
    let (mut anns, mut bens) = (server.socket(&ann).await, server.socket(&ben).await);
    tell(&app, &mut anns, &chat, 40).await;
    hear(&mut bens, 40).await;
    let page = bens.ask(json!({ "action": "chat.messages.get", "chatId": chat, "pageSize": 100 })).await;
    let messages = page["data"]["messages"].as_array().unwrap();
    assert_eq!(messages.len(), 40);
    let read: serde_json::Map<_, _> = messages
        .iter()
        .map(|message| (message["id"].as_str().unwrap().to_owned(), json!({ "status": "read" })))
        .collect();
    bens.ask(json!({ "action": "chat.messages.update", "chatId": chat, "messagesMap": read })).await;
    // And so may what somebody is told.
    let seen = anns.hear_of("chat.messages.update").await;
    assert_eq!(seen["data"]["messagesMap"].as_object().unwrap().len(), 40);
    assert!(seen.to_string().len() > 256 * 1024);
    server.stop().await;
}
