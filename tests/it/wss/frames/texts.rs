//! UTF-8: section 6.

use super::*;

/// What the tables of Unicode and of Markus Kuhn's stress test call well formed.
const GOOD: &[&str] = &[
    "Hello-\u{b5}@\u{df}\u{f6}\u{e4}\u{fc}\u{e0}\u{e1}-UTF-8!!",
    "\u{3ba}\u{1f79}\u{3c3}\u{3bc}\u{3b5}",
    "\u{80}",
    "\u{7ff}",
    "\u{800}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10000}",
    "\u{1fffe}\u{1ffff}",
    "\u{10ffff}",
    "\u{feff}",
];

/// And ill formed.
const BAD: &[&[u8]] = &[
    b"\x80",
    b"\xBF",
    b"\x80\xBF\x80",
    b"\xC0\x80",
    b"\xC1\xBF",
    b"\xE0\x80\xAF",
    b"\xE0\x9F\xBF",
    b"\xF0\x80\x80\xAF",
    b"\xF0\x8F\xBF\xBF",
    b"\xED\xA0\x80",
    b"\xED\xBF\xBF",
    b"\xED\xA0\x80\xED\xB0\x80",
    b"\xF4\x90\x80\x80",
    b"\xF5\x80\x80\x80",
    b"\xF8\x88\x80\x80\x80",
    b"\xFC\x84\x80\x80\x80\x80",
    b"\xFE",
    b"\xFF",
    b"\xC3\x28",
    b"\xE2\x28\xA1",
    b"\xE2\x82\x28",
    b"\xF0\x28\x8C\xBC",
    b"\xF0\x90\x28\xBC",
    b"\xF0\x9F\x98\x28",
    b"\xCE\xBA\xE1\xBD\xB9\xCF\x83\xCE\xBC\xCE\xB5\xED\xA0\x80edited",
];

/// Ends of texts that would need more.
const CUT_OFF: &[&[u8]] = &[b"\xC3", b"\xE2", b"\xE2\x82", b"\xF0", b"\xF0\x9F", b"\xF0\x9F\x98"];

#[tokio::test]
async fn what_is_well_formed_is_heard() {
    let (_app, server) = server().await;
    for good in GOOD {
        let message = named(good);
        assert_eq!(&echo(&server, &frame(TEXT, message.as_bytes())).await, good);
        let mut each: Vec<u8> = message.bytes().flat_map(|byte| frame(GOES_ON, &[byte])).collect();
        each[0] = TEXT_BEGINS;
        each.extend(frame(ENDS, b""));
        assert_eq!(&echo(&server, &each).await, good, "a frame for each byte");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_ill_formed_closes_with_1007() {
    let (_app, server) = server().await;
    for bad in BAD.iter().chain(CUT_OFF) {
        let text = [&b"{\"action\":\""[..], bad, b"\"}"].concat();
        assert_eq!(code(&server, &frame(TEXT, &text)).await, 1007, "{bad:x?}");
        let mut each: Vec<u8> = text.iter().flat_map(|byte| frame(GOES_ON, &[*byte])).collect();
        each[0] = TEXT_BEGINS;
        each.extend(frame(ENDS, b""));
        assert_eq!(code(&server, &each).await, 1007, "{bad:x?}, a frame for each byte");
    }
    for bad in CUT_OFF {
        assert_eq!(code(&server, &frame(TEXT, bad)).await, 1007, "{bad:x?} at the end");
        let fragments = [frame(TEXT_BEGINS, bad), frame(ENDS, b"")].concat();
        assert_eq!(code(&server, &fragments).await, 1007, "{bad:x?} at the end of the last fragment");
    }
    server.stop().await;
}

#[tokio::test]
async fn what_is_ill_formed_is_seen_before_the_message_ends() {
    let (_app, server) = server().await;
    for bad in BAD {
        // The message goes on, and so does the frame: nobody waits for the rest.
        let fragment = frame(TEXT_BEGINS, &[b"{", *bad].concat());
        assert_eq!(code(&server, &fragment).await, 1007, "{bad:x?} in the first fragment");
        let begun = &frame(TEXT, &[bad, &[b' '; 60_000][..]].concat())[..100];
        assert_eq!(code(&server, begun).await, 1007, "{bad:x?} at the beginning of a frame");
    }
    server.stop().await;
}
