//! The handshake: RFC 6455, 4.

use super::{
    super::raw::{ACCEPT, Got, KEY, Raw, UPGRADE},
    *,
};

/// Status and head of the answer to a request.
async fn asked(server: &Listening, request: &str) -> (u16, String) {
    let mut raw = Raw::connect(server.address).await;
    raw.send(request.as_bytes()).await;
    let head = raw.head().await;
    (head.split(' ').nth(1).unwrap().parse().unwrap(), head.to_lowercase())
}

/// A request to upgrade with other headers than usual.
fn request(line: &str, headers: &[(&str, &str)]) -> String {
    let usual = [
        ("Host", "localhost"),
        ("Connection", "Upgrade"),
        ("Upgrade", "websocket"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", KEY),
    ];
    let others = usual.iter().filter(|usual| !headers.iter().any(|header| header.0 == usual.0));
    let all = others.chain(headers).filter(|header| header.1 != "-");
    let all: String = all.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("{line}\r\n{all}\r\n")
}

const LINE: &str = "GET /v1/wss HTTP/1.1";

#[tokio::test]
async fn a_good_request_is_accepted_however_it_is_written() {
    let (_app, server) = server().await;
    let good = [
        request(LINE, &[]),
        request(LINE, &[("Connection", "upgrade")]),
        request(LINE, &[("Connection", "keep-alive, Upgrade")]),
        request(LINE, &[("Connection", "keep-alive ,\tUPGRADE ")]),
        request(LINE, &[("Connection", "keep-alive"), ("connection", "Upgrade")]),
        request(LINE, &[("Upgrade", "WebSocket")]),
        request(LINE, &[("Upgrade", "  websocket  ")]),
        request(LINE, &[("Upgrade", "h2c, websocket")]),
        request(LINE, &[("Sec-WebSocket-Version", "   13 ")]),
        request(LINE, &[("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")]),
        // What is offered and not known is passed over.
        request(LINE, &[("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits, x-none")]),
        request(LINE, &[("Sec-WebSocket-Protocol", "chat, superchat")]),
        request(LINE, &[("Origin", "https://elsewhere.example.org"), ("Cookie", "a=b"), ("X-Odd", "\u{fc}")]),
        request("GET /v1/wss?dialect=dotted HTTP/1.1", &[]),
        request("GET /v1/wss?dialect=hyphenated&x=y HTTP/1.1", &[]),
        request("GET /v1/wss?dialect= HTTP/1.1", &[]),
        request("GET /v1/wss?token=passed-over HTTP/1.1", &[]),
        request("GET /ws HTTP/1.1", &[]),
        request("GET /ws/ HTTP/1.1", &[]),
        request("GET /v1/wss/ HTTP/1.1", &[]),
        request("GET /v1/wss/?dialect=dotted HTTP/1.1", &[]),
        request("GET http://localhost/v1/wss HTTP/1.1", &[]),
    ];
    for good in good {
        let (status, head) = asked(&server, &good).await;
        assert_eq!(status, 101, "{good}\n{head}");
        assert!(head.contains("connection: upgrade\r\n") && head.contains("upgrade: websocket\r\n"), "{head}");
        if good.contains(KEY) {
            assert!(head.contains(&format!("sec-websocket-accept: {}\r\n", ACCEPT.to_lowercase())), "{head}");
        }
        assert!(!head.contains("sec-websocket-extensions") && !head.contains("sec-websocket-protocol"), "{head}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_request_that_is_wrong_is_told_why() {
    let (_app, server) = server().await;
    for (status, bad) in [
        (405, request("POST /v1/wss HTTP/1.1", &[])),
        (405, request("PUT /v1/wss HTTP/1.1", &[("Content-Length", "0")])),
        (405, request("HEAD /v1/wss HTTP/1.1", &[])),
        (426, request(LINE, &[("Connection", "-")])),
        (426, request(LINE, &[("Connection", "close")])),
        (426, request(LINE, &[("Connection", "upgraded")])),
        (426, request(LINE, &[("Upgrade", "-")])),
        (426, request(LINE, &[("Upgrade", "h2c")])),
        (426, request(LINE, &[("Upgrade", "websockets")])),
        (426, request(LINE, &[("Sec-WebSocket-Version", "-")])),
        (426, request(LINE, &[("Sec-WebSocket-Version", "8")])),
        (426, request(LINE, &[("Sec-WebSocket-Version", "13, 8")])),
        (426, request(LINE, &[("Sec-WebSocket-Version", "14")])),
        (400, request(LINE, &[("Sec-WebSocket-Key", "-")])),
        (400, request(LINE, &[("Sec-WebSocket-Key", "")])),
        (400, request(LINE, &[("Sec-WebSocket-Key", "c2hvcnQ=")])),
        (400, request(LINE, &[("Sec-WebSocket-Key", "not base64, not base64!!")])),
        (400, request(LINE, &[("Sec-WebSocket-Key", KEY), ("sec-websocket-key", KEY)])),
        (400, request("GET /v1/wss?dialect=loud HTTP/1.1", &[])),
        (400, request("GET /v1/wss?x=y&dialect=Dotted HTTP/1.1", &[])),
        (426, request("GET /v1/wss HTTP/1.0", &[])),
        (404, request("GET /v1/wss// HTTP/1.1", &[])),
        (404, request("GET /v1/wss/more HTTP/1.1", &[])),
        (404, request("GET /WS HTTP/1.1", &[])),
    ] {
        let (answered, head) = asked(&server, &bad).await;
        assert_eq!(answered, status, "{bad}\n{head}");
        assert!(
            head.contains("content-type: application/problem+json\r\n") && head.contains("x-request-id: "),
            "{head}"
        );
        match status {
            405 => assert!(head.contains("allow: get\r\n"), "{head}"),
            426 => assert!(head.contains("sec-websocket-version: 13\r\n") && head.contains("upgrade: websocket\r\n")),
            _ => {}
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn frames_may_come_before_the_answer_is_read() {
    let (_app, server) = server().await;
    let mut raw = Raw::connect(server.address).await;
    // In one piece with the request, and as many as there are.
    let frames = [frame(TEXT, named("early").as_bytes()), frame(PING, b"bird"), frame(TEXT_BEGINS, b"{\"action\":")];
    raw.send(&[format!("{UPGRADE}\r\n").into_bytes(), frames.concat()].concat()).await;
    assert!(raw.head().await.starts_with("HTTP/1.1 101 "));
    assert_eq!(raw.echo().await, "early");
    assert_eq!(raw.got().await, Got::Pong(b"bird".to_vec()));
    raw.send(&frame(ENDS, b"\"late\"}")).await;
    assert_eq!(raw.echo().await, "late");
    server.stop().await;
}

#[tokio::test]
async fn a_request_may_come_byte_by_byte() {
    let (_app, server) = server().await;
    let mut raw = Raw::connect(server.address).await;
    for byte in format!("{UPGRADE}\r\n").bytes().chain(frame(TEXT, named("slowly").as_bytes())) {
        raw.send(&[byte]).await;
    }
    assert!(raw.head().await.starts_with("HTTP/1.1 101 "));
    assert_eq!(raw.echo().await, "slowly");
    server.stop().await;
}
