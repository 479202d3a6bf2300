//! Messages, pings, reserved bits, opcodes, fragments, limits, resets: sections 1 to 5, 9 and 10.

use super::{
    super::raw::{Got, Raw, frame, head, masked},
    *,
};
use tokio::io::AsyncWriteExt;

#[tokio::test]
async fn messages_of_every_length_are_heard() {
    let (_app, server) = server().await;
    let around = named("").len();
    // At the borders of the three ways to write a length.
    for size in [around, 125, 126, 127, 128, 1_000, 65_535, 65_536] {
        let name = "n".repeat(size - around);
        let message = named(&name);
        assert_eq!(message.len(), size);
        assert_eq!(echo(&server, &frame(TEXT, message.as_bytes())).await, name);
    }
    let name = named("n");
    assert_eq!(echo(&server, &masked(TEXT, name.as_bytes(), [0; 4])).await, "n", "a mask of nothing is a mask");
    // A length that is written longer than it must be is read all the same.
    let mut long = vec![TEXT, 0xFF, 0, 0, 0, 0, 0, 0, 0, name.len() as u8, 0, 0, 0, 0];
    long.extend(name.as_bytes());
    assert_eq!(echo(&server, &long).await, "n");
    server.stop().await;
}

#[tokio::test]
async fn an_empty_message_is_a_message() {
    let (_app, server) = server().await;
    let mut raw = Raw::open(server.address).await;
    for empty in [frame(TEXT, b""), [frame(TEXT_BEGINS, b""), frame(GOES_ON, b""), frame(ENDS, b"")].concat()] {
        raw.send(&empty).await;
        let Got::Text(text) = raw.got().await else { panic!("an answer") };
        assert!(text.contains("body/malformed"), "{text}");
    }
    server.stop().await;
}

#[tokio::test]
async fn however_the_bytes_come_messages_are_the_same() {
    let (_app, server) = server().await;
    let fragments = [
        frame(TEXT_BEGINS, br#"{"action":"#),
        frame(PING, b"between"),
        frame(GOES_ON, b""),
        frame(PONG, b"unasked"),
        frame(ENDS, "\"ei\u{df}\"}".as_bytes()),
    ]
    .concat();
    let bytes = [frame(TEXT, named("whole").as_bytes()), fragments].concat();
    for piece in [1, 2, 3, 7, bytes.len()] {
        let mut raw = Raw::open(server.address).await;
        for piece in bytes.chunks(piece) {
            raw.send(piece).await;
        }
        assert_eq!(raw.echo().await, "whole");
        assert_eq!(raw.got().await, Got::Pong(b"between".to_vec()), "before the message that it came in the midst of");
        assert_eq!(raw.echo().await, "ei\u{df}");
    }
    server.stop().await;
}

#[tokio::test]
async fn fragments_may_be_cut_anywhere() {
    let (_app, server) = server().await;
    let message = named("\u{df}\u{20ac}\u{1f600}");
    let message = message.as_bytes();
    for cut in 0..=message.len() {
        let cut = [frame(TEXT_BEGINS, &message[..cut]), frame(ENDS, &message[cut..])].concat();
        assert_eq!(echo(&server, &cut).await, "\u{df}\u{20ac}\u{1f600}");
    }
    let mut each: Vec<u8> = message.iter().flat_map(|byte| frame(GOES_ON, &[*byte])).collect();
    each[0] = TEXT_BEGINS;
    each.extend(frame(ENDS, b""));
    assert_eq!(echo(&server, &each).await, "\u{df}\u{20ac}\u{1f600}", "a frame for each byte");
    server.stop().await;
}

#[tokio::test]
async fn pings_are_answered_with_what_they_hold() {
    let (_app, server) = server().await;
    let mut raw = Raw::open(server.address).await;
    for payload in [&b""[..], b"hello", &[0x00, 0xFF, 0xFE, 0x80], &[0xAB; 125]] {
        raw.send(&frame(PING, payload)).await;
        assert_eq!(raw.got().await, Got::Pong(payload.to_vec()));
    }
    // Ten at once, among pongs nobody asked for, which are not answered.
    let many: Vec<u8> =
        (0..10).flat_map(|n| [frame(PING, &[n]), frame(PONG, &[n]), frame(PONG, b"")].concat()).collect();
    raw.send(&many).await;
    for n in 0..10 {
        assert_eq!(raw.got().await, Got::Pong(vec![n]));
    }
    raw.send(&frame(CLOSE, b"")).await;
    assert_eq!(raw.closed().await, 1005);
    server.stop().await;
}

#[tokio::test]
async fn what_is_not_the_protocol_closes_with_1002() {
    let (_app, server) = server().await;
    let begun = frame(TEXT_BEGINS, b"{");
    let mut cases: Vec<(String, Vec<u8>)> = vec![];
    for bits in 1..=7_u8 {
        for opcode in [TEXT, PING, CLOSE, GOES_ON, 0x82] {
            cases.push((format!("reserved bits {bits} of {opcode:x}"), frame(opcode | bits << 4, b"x")));
        }
    }
    for opcode in (3..=7).chain(0xB..=0xF_u8) {
        cases.push((format!("opcode {opcode:x}"), frame(0x80 | opcode, b"")));
        cases.push((format!("opcode {opcode:x} with a payload"), frame(0x80 | opcode, b"payload")));
        cases.push((format!("opcode {opcode:x} amid"), [begun.clone(), frame(0x80 | opcode, b"")].concat()));
    }
    for opcode in [CLOSE, PING, PONG] {
        cases.push((format!("{opcode:x} in fragments"), frame(opcode & 0x0F, b"a")));
        cases.push((format!("{opcode:x} of 126 bytes"), frame(opcode, &[b'a'; 126])));
        cases.push((format!("{opcode:x} that says it is large"), head(opcode, 1 << 40)));
        cases.push((format!("{opcode:x} without a mask"), vec![opcode, 0]));
    }
    let unmasked = [&[TEXT, 3][..], b"{}\n"].concat();
    cases.extend([
        ("a text without a mask".to_owned(), unmasked.clone()),
        ("a fragment without a mask".to_owned(), [begun.clone(), vec![ENDS, 1, b'}']].concat()),
        ("the end of nothing".to_owned(), frame(ENDS, b"x")),
        ("more of nothing".to_owned(), frame(GOES_ON, b"x")),
        ("a text in a text".to_owned(), [begun.clone(), frame(TEXT, b"{}")].concat()),
        ("a text that begins in a text".to_owned(), [begun.clone(), frame(TEXT_BEGINS, b"{}")].concat()),
        ("a binary frame in a text".to_owned(), [begun.clone(), frame(0x82, b"x")].concat()),
        ("a pong in fragments amid".to_owned(), [begun, frame(0x0A, b"x")].concat()),
        ("HTTP".to_owned(), b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec()),
    ]);
    for (what, bytes) in cases {
        let mut raw = Raw::open(server.address).await;
        // More on its way must not take the goodbye away.
        raw.send(&[bytes, unmasked.repeat(3_000)].concat()).await;
        assert_eq!(raw.closed().await, 1002, "{what}");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_was_asked_before_is_answered_before() {
    let (_app, server) = server().await;
    let mut raw = Raw::open(server.address).await;
    raw.send(&[frame(TEXT, named("one").as_bytes()), frame(PING, b"two"), frame(0xC1, b"three")].concat()).await;
    assert_eq!(raw.echo().await, "one");
    assert_eq!(raw.got().await, Got::Pong(b"two".to_vec()));
    assert_eq!(raw.closed().await, 1002);
    server.stop().await;
}

#[tokio::test]
async fn binary_frames_close_with_1003() {
    let (_app, server) = server().await;
    for bytes in [frame(0x82, b""), frame(0x82, &[0; 1_000]), frame(0x02, b"begins"), head(0x82, 1 << 40)] {
        assert_eq!(code(&server, &bytes).await, 1003);
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_too_large_closes_with_1009_when_it_is_claimed() {
    const MOST: usize = 64 * 1024;
    let (_app, server) = server().await;
    let half = vec![b' '; MOST / 2];
    for bytes in [
        // Nothing of it has come.
        head(TEXT, MOST as u64 + 1),
        head(TEXT, 1 << 40),
        head(TEXT, 1 << 63),
        head(TEXT, u64::MAX),
        head(TEXT_BEGINS, u64::MAX >> 1),
        [frame(TEXT_BEGINS, &half), head(ENDS, MOST as u64 / 2 + 1)].concat(),
        [frame(TEXT_BEGINS, b"{"), head(GOES_ON, u64::MAX)].concat(),
        [frame(TEXT_BEGINS, &half), frame(GOES_ON, &half), frame(ENDS, b" ")].concat(),
        frame(TEXT, &[b' '; MOST + 1]),
        frame(TEXT, &[b' '; 4 * MOST]),
    ] {
        let mut raw = Raw::open(server.address).await;
        raw.try_send(&bytes).await;
        assert_eq!(raw.closed().await, 1009, "{} bytes", bytes.len());
    }
    // Fragments of nothing are no way around it.
    let mut endless = frame(TEXT_BEGINS, b"");
    endless.extend(frame(GOES_ON, b"").repeat(MOST));
    assert_eq!(code(&server, &endless).await, 1009);
    server.stop().await;
}

#[tokio::test]
async fn the_largest_message_may_come_in_any_number_of_frames() {
    let (_app, server) = server().await;
    let name = "n".repeat(64 * 1024 - named("").len());
    let message = named(&name);
    for size in [1, 64, 1_000, 32 * 1024] {
        let mut bytes = vec![];
        for (at, part) in message.as_bytes().chunks(size).enumerate() {
            let last = if (at + 1) * size >= message.len() { 0x80 } else { 0 };
            bytes.extend(frame(last | if at == 0 { TEXT_BEGINS } else { GOES_ON }, part));
        }
        assert_eq!(echo(&server, &bytes).await, name, "in frames of {size}");
    }
    server.stop().await;
}

#[tokio::test]
async fn connections_that_break_off_leave_nothing() {
    let (_app, server) = server().await;
    for begun in [
        vec![],
        vec![TEXT],
        vec![TEXT, 0xFE, 0x01],
        frame(TEXT, b"whole"),
        frame(TEXT_BEGINS, b"half"),
        frame(TEXT, b"half")[..8].to_vec(),
    ] {
        // Half closed: nothing more comes, so the server ends it too.
        let mut raw = Raw::open(server.address).await;
        raw.send(&begun).await;
        raw.stream.shutdown().await.unwrap();
        raw.ended().await;
        // Reset: with something unread, a socket that is dropped resets its connection.
        let mut raw = Raw::open(server.address).await;
        raw.send(&[frame(PING, b"unread"), begun].concat()).await;
        raw.stream.set_zero_linger().unwrap();
        drop(raw);
    }
    // Everything is given back: the server ends at once.
    server.stop().await;
}
