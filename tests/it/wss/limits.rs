//! How fast and how long: what a connection may use up. Source: docs/WEBSOCKET.md, limits.

use super::raw::{Got, Raw, frame, head};
use crate::harness::{process::Server, sockets::Listening};
use rlimit::Resource;
use serde_json::json;
use std::time::Duration;
use talkamie::wss::Limits;
use tokio::net::TcpListener;

async fn port() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

/// Waits until a connection is given, as it is once another one has ended.
pub async fn place(server: &Listening) -> Raw {
    loop {
        let mut raw = Raw::connect(server.address).await;
        match raw.upgrade().await {
            101 => return raw,
            status => assert_eq!(status, 503),
        }
        tokio::task::yield_now().await;
    }
}

on_both! {
    async fn who_speaks_too_fast_is_told_and_then_closed(app) {
        let (ann, _) = app.ann_and_ben().await;
        let server = app.listen().await;
        let mut socket = server.socket(&ann).await;
        // `authenticate` was the first of 60.
        for _ in 0..59 {
            assert_eq!(socket.ask(json!({ "action": "ping" })).await["statusCode"], 200);
        }
        let refused = socket.ask(json!({ "action": "ping" })).await;
        assert_eq!((&refused["code"], &refused["statusCode"]), (&"rate/limited".into(), &429.into()), "{refused}");
        // Twenty a second come back.
        app.clock.advance_ms(1_000);
        for _ in 0..20 {
            assert_eq!(socket.ask(json!({ "action": "ping" })).await["statusCode"], 200);
        }
        for _ in 0..50 {
            assert_eq!(socket.ask_refused(json!({ "action": "ping" })).await, "rate/limited");
        }
        socket.say(json!({ "action": "ping" })).await;
        assert_eq!(socket.closed().await, 4004, "the fifty-first");
        server.stop().await;
    }

    async fn who_says_nothing_that_means_something_is_closed(app) {
        let (ann, _) = app.ann_and_ben().await;
        let server = app.listen().await;
        let mut socket = server.socket(&ann).await;
        for _ in 0..50 {
            app.clock.advance_ms(1_000);
            assert_eq!(socket.ask_refused(json!({ "action": "dance" })).await, "action/unknown");
        }
        assert_eq!(socket.ask(json!({ "action": "ping" })).await["statusCode"], 200, "which begins the count anew");
        for _ in 0..51 {
            app.clock.advance_ms(1_000);
            socket.say(json!({ "action": "dance" })).await;
        }
        assert_eq!(socket.closed().await, 4004);
        server.stop().await;
    }
}

#[tokio::test]
async fn pings_of_the_protocol_count_too() {
    let (_app, server) = super::frames::server().await;
    for opcode in [0x89, 0x8A] {
        let mut raw = Raw::open(server.address).await;
        raw.send(&frame(opcode, b"").repeat(60 + 50)).await;
        if opcode == 0x89 {
            for _ in 0..60 {
                assert_eq!(raw.got().await, Got::Pong(vec![]));
            }
        }
        raw.send(&frame(opcode, b"")).await;
        assert_eq!(raw.closed().await, 4004);
    }
    server.stop().await;
}

#[tokio::test]
async fn who_says_nothing_is_closed_some_time() {
    let (app, server) = super::frames::server().await;
    server.stop().await;
    let (ann, _) = app.ann_and_ben().await;
    let short = Duration::from_millis(50);

    let server = app.listen_on(port().await, Limits { anonymous: short, ..Limits::default() }).await;
    assert_eq!(Raw::open(server.address).await.closed().await, 4003, "who does not say who it is");
    let mut raw = Raw::open(server.address).await;
    loop {
        // Other words do not help.
        raw.try_send(&frame(0x89, b"")).await;
        match raw.got().await {
            Got::Pong(_) => app.clock.advance_ms(1_000),
            Got::Goodbye(code, _) => break assert_eq!(code, 4003),
            got => panic!("{got:?}"),
        }
    }
    server.stop().await;

    let server = app.listen_on(port().await, Limits { silence: short, ..Limits::default() }).await;
    let mut raw = Raw::open(server.address).await.authenticate(ann.token.as_deref()).await;
    assert_eq!(raw.closed().await, 4002, "who says nothing more");
    server.stop().await;

    let server = app.listen_on(port().await, Limits { message: short, ..Limits::default() }).await;
    for begun in [vec![0x81], head(0x81, 1_000), frame(0x01, b"{"), frame(0x81, b"{}")[..7].to_vec()] {
        let mut raw = Raw::open(server.address).await;
        raw.send(&begun).await;
        assert_eq!(raw.closed().await, 4002, "who begins and does not go on: {begun:x?}");
    }
    server.stop().await;
}

#[tokio::test]
async fn there_are_only_so_many_connections() {
    let (app, server) = super::frames::server().await;
    server.stop().await;
    let server = app.listen_on(port().await, Limits { connections: 2, ..Limits::default() }).await;
    let (mut one, mut two) = (Raw::open(server.address).await, Raw::open(server.address).await);
    let mut three = Raw::connect(server.address).await;
    three.send(format!("{}\r\n", super::raw::UPGRADE).as_bytes()).await;
    let refused = three.head().await.to_lowercase();
    assert!(refused.starts_with("http/1.1 503 ") && refused.contains("retry-after: 5\r\n"), "{refused}");
    one.send(&frame(0x88, b"")).await;
    assert_eq!(one.closed().await, 1005);
    drop(one);
    let mut three = place(&server).await;
    for raw in [&mut two, &mut three] {
        raw.send(&frame(0x89, b"here")).await;
        assert_eq!(raw.got().await, Got::Pong(b"here".to_vec()));
    }
    server.stop().await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_takes_as_many_open_files_as_it_may() {
    let (_, hard) = Resource::NOFILE.get().unwrap();
    // What the server is started with.
    Resource::NOFILE.set(hard / 2, hard).unwrap();
    let server = Server::sqlite(&[]).await;
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.pid())).unwrap();
    let files = limits.lines().find_map(|line| line.strip_prefix("Max open files")).unwrap();
    let files: Vec<&str> = files.split_whitespace().collect();
    assert_eq!(files[0], files[1], "soft and hard");
}
