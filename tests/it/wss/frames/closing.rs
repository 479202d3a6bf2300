//! Goodbyes: section 7.

use super::{
    super::raw::{Got, Raw},
    *,
};

#[tokio::test]
async fn a_goodbye_is_answered_with_its_code() {
    let (_app, server) = server().await;
    assert_eq!(code(&server, &frame(CLOSE, b"")).await, 1005, "none is answered with none");
    for good in [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999_u16] {
        assert_eq!(code(&server, &frame(CLOSE, &good.to_be_bytes())).await, good);
        let reasoned = [&good.to_be_bytes()[..], "sch\u{f6}n war's ".repeat(8).as_bytes()].concat();
        assert_eq!(code(&server, &frame(CLOSE, &reasoned)).await, good, "with a reason");
    }
    let longest = [&1000_u16.to_be_bytes()[..], &[b'a'; 123]].concat();
    assert_eq!(code(&server, &frame(CLOSE, &longest)).await, 1000, "with the longest reason");
    server.stop().await;
}

#[tokio::test]
async fn a_goodbye_that_is_none_closes_too() {
    let (_app, server) = server().await;
    assert_eq!(code(&server, &frame(CLOSE, b"\x03")).await, 1002, "half a code");
    for bad in [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535_u16] {
        assert_eq!(code(&server, &frame(CLOSE, &bad.to_be_bytes())).await, 1002, "{bad}");
    }
    for bad in [&b"\xFF"[..], b"fine \xE2\x82", b"\xED\xA0\x80"] {
        let reasoned = [&1000_u16.to_be_bytes()[..], bad].concat();
        assert_eq!(code(&server, &frame(CLOSE, &reasoned)).await, 1007, "{bad:x?}");
    }
    let long = [&1000_u16.to_be_bytes()[..], &[b'a'; 124]].concat();
    assert_eq!(code(&server, &frame(CLOSE, &long)).await, 1002, "a reason that is too long");
    server.stop().await;
}

#[tokio::test]
async fn nothing_is_heard_after_a_goodbye() {
    let (_app, server) = server().await;
    let goodbye = frame(CLOSE, &1000_u16.to_be_bytes());
    for late in [
        frame(TEXT, named("late").as_bytes()),
        frame(PING, b"late"),
        goodbye.clone(),
        frame(0xF1, b"late"),
        vec![0xFF; 100_000],
    ] {
        assert_eq!(code(&server, &[goodbye.clone(), late].concat()).await, 1000);
    }
    // A message that was begun is not finished by it.
    let amid = [frame(TEXT_BEGINS, b"{"), goodbye].concat();
    assert_eq!(code(&server, &amid).await, 1000);
    server.stop().await;
}

#[tokio::test]
async fn what_was_asked_before_a_goodbye_is_answered() {
    let (_app, server) = server().await;
    let mut raw = Raw::open(server.address).await;
    let asked = [frame(TEXT, named("last").as_bytes()), frame(PING, b"words"), frame(CLOSE, b"")].concat();
    raw.send(&asked).await;
    assert_eq!(raw.echo().await, "last");
    assert_eq!(raw.got().await, Got::Pong(b"words".to_vec()));
    assert_eq!(raw.closed().await, 1005);
    server.stop().await;
}

#[tokio::test]
async fn a_client_that_does_not_answer_a_goodbye_is_cut_off() {
    let (_app, server) = server().await;
    let mut raw = Raw::open(server.address).await;
    raw.send(&frame(TEXT, named("here").as_bytes())).await;
    assert_eq!(raw.echo().await, "here");
    // It neither answers nor hangs up; the server does not wait for it.
    server.stop().await;
    assert_eq!(raw.closed().await, 1001);
}
