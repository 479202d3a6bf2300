use super::*;

const MASK: [u8; 4] = [0x37, 0xFA, 0x21, 0x3D];

/// A frame as a client sends it.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match payload.len() {
        size @ ..126 => bytes.push(MASKED | u8::try_from(size).expect("it is small")),
        size => {
            bytes.push(MASKED | 126);
            bytes.extend(u16::try_from(size).expect("it is not that large").to_be_bytes());
        }
    }
    bytes.extend(MASK);
    bytes.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    bytes
}

/// Everything that is heard of these bytes, when they come in pieces of a size, and why reading ended.
fn heard(bytes: &[u8], piece: usize) -> (Vec<Heard>, Option<Closing>) {
    let (mut reader, mut heard) = (Reader::default(), vec![]);
    for piece in bytes.chunks(piece) {
        reader.push(piece);
        loop {
            match reader.next() {
                Ok(Some(next)) => heard.push(next),
                Ok(None) => break,
                Err(closing) => return (heard, Some(closing)),
            }
        }
        assert!(reader.amid() || reader.bytes.capacity() == 0, "at rest it holds nothing");
    }
    (heard, None)
}

fn text(text: &str) -> Heard {
    Heard::Text(text.to_owned())
}

#[test]
fn messages_are_the_same_however_they_come() {
    let long = "wörter ".repeat(500);
    let bytes = [
        frame(0x81, b"whole"),
        frame(0x01, "hal\u{fc}".as_bytes()),
        frame(0x89, b"are you there"),
        frame(0x00, b""),
        frame(0x8A, b"unasked"),
        frame(0x80, "f\u{1F600}".as_bytes()),
        frame(0x81, b""),
        frame(0x81, long.as_bytes()),
        frame(0x88, &[0x03, 0xE8, b'b', b'y', b'e']),
    ]
    .concat();
    let whole = vec![
        text("whole"),
        Heard::Ping(b"are you there".to_vec()),
        Heard::Pong,
        text("hal\u{fc}f\u{1F600}"),
        text(""),
        text(&long),
        Heard::Goodbye(Some(1000)),
    ];
    for piece in [1, 2, 3, 5, 7, 64, bytes.len()] {
        assert_eq!(heard(&bytes, piece), (whole.clone(), None), "in pieces of {piece}");
    }
}

#[test]
fn what_is_wrong_is_seen_as_soon_as_it_is_there() {
    let head = |first, second| vec![first, second];
    let claim = |size: u64| [&[0x81, 0xFF][..], &size.to_be_bytes()].concat();
    for (bytes, closing) in [
        (vec![0xC1], Closing::Protocol),
        (vec![0xA1], Closing::Protocol),
        (vec![0x91], Closing::Protocol),
        (vec![0x83], Closing::Protocol),
        (vec![0x8B], Closing::Protocol),
        (vec![0x80], Closing::Protocol),
        (vec![0x09], Closing::Protocol),
        (vec![0x82], Closing::Binary),
        (head(0x81, 0x05), Closing::Protocol),
        (head(0x89, 0xFE), Closing::Protocol),
        (claim(64 * 1024 + 1), Closing::TooLarge),
        (claim(1 << 63), Closing::TooLarge),
        (claim(u64::MAX), Closing::TooLarge),
        ([frame(0x01, b"a"), vec![0x81]].concat(), Closing::Protocol),
        ([frame(0x01, b"a"), vec![0x82]].concat(), Closing::Protocol),
        (frame(0x81, b"\xCE\xBA\xFF").into_iter().take(9).collect(), Closing::NotUtf8),
        ([frame(0x01, b"\xE2\x82"), frame(0x00, b"(")].concat(), Closing::NotUtf8),
        ([frame(0x01, b"\xE2\x82"), frame(0x80, b"")].concat(), Closing::NotUtf8),
        (frame(0x81, b"\xED\xA0\x80"), Closing::NotUtf8),
        (frame(0x88, b"\x03"), Closing::Protocol),
        (frame(0x88, b"\x03\xED"), Closing::Protocol),
        (frame(0x88, b"\x03\xE8\xFF"), Closing::NotUtf8),
    ] {
        for piece in [1, bytes.len()] {
            assert_eq!(heard(&bytes, piece), (vec![], Some(closing)), "{bytes:x?}");
        }
    }
}

#[test]
fn a_message_is_as_large_as_its_frames_together() {
    let half = vec![b'a'; SOCKET_MESSAGE_BYTES_MAX / 2];
    let whole = [frame(0x01, &half), frame(0x80, &half)].concat();
    assert_eq!(heard(&whole, 4096).0.len(), 1, "the largest message there is");
    let more = [frame(0x01, &half), frame(0x00, &half), frame(0x80, b"a")].concat();
    assert_eq!(heard(&more, 4096), (vec![], Some(Closing::TooLarge)));
}

#[test]
fn a_message_ends_some_time() {
    let mut reader = Reader::default();
    reader.push(&frame(0x01, b""));
    let endless = (0..).find(|_| {
        reader.push(&frame(0x00, b""));
        reader.next().is_err()
    });
    assert_eq!(endless, Some(FRAMES_MAX - 1));
}

#[test]
fn what_is_claimed_takes_no_room() {
    let mut reader = Reader::default();
    reader.push(&[0x81, 0xFE, 0xFF, 0xFF, 0, 0, 0, 0, b'a']);
    assert_eq!(reader.next(), Ok(None));
    let message = reader.message.as_ref().expect("it was begun");
    assert!(message.text.capacity() < 64 && reader.bytes.capacity() == 0);
}

#[test]
fn codes_of_goodbyes_are_those_that_exist() {
    let good = |code: &u16| goodbye(&code.to_be_bytes()) == Ok(Some(*code));
    let codes: Vec<u16> = (0..=u16::MAX).filter(good).collect();
    let known = (1000..=1003).chain(1007..=1014).chain(3000..=4999);
    assert_eq!(codes, known.collect::<Vec<_>>());
    assert_eq!(goodbye(b""), Ok(None));
}

#[test]
fn frames_are_written_with_the_shortest_length() {
    for (size, head) in [
        (0, &[0x81, 0][..]),
        (125, &[0x81, 125]),
        (126, &[0x81, 126, 0, 126]),
        (65_535, &[0x81, 126, 0xFF, 0xFF]),
        (65_536, &[0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ] {
        let mut writer = Writer::default();
        writer.text(&"a".repeat(size));
        assert_eq!((&writer.waiting()[..head.len()], writer.waiting().len()), (head, head.len() + size));
    }
    let mut writer = Writer::default();
    writer.goodbye(Some(4001), "why");
    writer.sent(2);
    assert_eq!(writer.waiting(), b"\x0F\xA1why");
    writer.sent(5);
    assert!(writer.waiting().is_empty() && writer.bytes.capacity() == 0, "what was sent is let go");
    writer.goodbye(None, "");
    assert_eq!(writer.waiting(), [0x88, 0]);
}
