//! Whatever a client sends is answered as the document says or ends the connection with a documented code, takes no memory that
//! stays, and disturbs nobody.
//!
//! What is sent is invented from a number: `FUZZ_SEED` is where the numbers begin and `FUZZ_ROUNDS` how many there are, for
//! long runs by hand; a failure names its number.

use super::raw::{Got, Raw, frame, head};
use crate::{
    chats::connect,
    harness::{Client, process::Server, sockets::Socket, witness},
};
use serde_json::{Value, json};
use std::{fs, net::SocketAddr};
use talkamie::domain::ids::UserId;
use uuid::Uuid;

/// Codes with which a connection ends on account of its client. Source: docs/WEBSOCKET.md.
const CODES: &[u16] = &[1002, 1003, 1007, 1008, 1009, 4004];
/// What the client says when nothing has ended the connection.
const BYE: u16 = 3_333;

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(usual)
}

/// Chance that is the same every time: `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        (0..self.below(most + 1)).map(|_| self.next() as u8).collect()
    }
}

/// The examples of all requests.
fn requests() -> Vec<Value> {
    let mut files: Vec<_> = fs::read_dir("schemas/v1/wss/request").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let schemas =
        files.into_iter().map(|file| serde_json::from_str::<Value>(&fs::read_to_string(file).unwrap()).unwrap());
    let examples = schemas.flat_map(|schema| schema["examples"].as_array().cloned().unwrap_or_default());
    let examples: Vec<Value> = examples.filter(|example| example["action"].is_string()).collect();
    assert!(examples.len() >= 9, "every request has an example");
    examples
}

/// JSON of any shape.
fn anything(dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth == 0 { 8 } else { 11 }) {
        0 => Value::Null,
        1 => Value::Bool(dice.below(2) == 0),
        2 => json!(dice.next() as i64),
        3 => json!(f64::from_bits(dice.next())),
        4 => json!(""),
        5 => json!("\u{0}\u{1f600}\u{202e}'; DROP TABLE users; --".repeat(dice.below(40))),
        6 => json!(Uuid::from_u64_pair(dice.next(), dice.next())),
        7 => json!(*dice.one(&[0.0, -1.0, 1e308, 0.5, 2_147_483_648.0, 9_007_199_254_740_993.0])),
        8 => (0..dice.below(5)).map(|_| anything(dice, depth - 1)).collect(),
        _ => {
            let names = ["id", "status", "text", "action", "key", "", "\u{e9}"];
            let pairs = (0..dice.below(5)).map(|n| (format!("{}{n}", dice.one(&names)), n)).collect::<Vec<_>>();
            Value::Object(pairs.into_iter().map(|(name, _)| (name, anything(dice, depth - 1))).collect())
        }
    }
}

/// One member somewhere in a value becomes something else, or goes.
fn bend(dice: &mut Dice, value: &mut Value) {
    let within = match value {
        Value::Object(members) if !members.is_empty() => {
            let name = dice.one(&members.keys().cloned().collect::<Vec<_>>()).clone();
            if dice.below(6) == 0 {
                members.remove(&name);
                return;
            }
            members.get_mut(&name)
        }
        Value::Array(items) if !items.is_empty() => {
            let at = dice.below(items.len());
            items.get_mut(at)
        }
        _ => None,
    };
    match within {
        Some(within) if dice.below(2) == 0 => bend(dice, within),
        Some(within) => *within = anything(dice, 3),
        None => *value = anything(dice, 3),
    }
}

/// A text, mostly of JSON.
fn text(dice: &mut Dice, requests: &[Value]) -> Vec<u8> {
    let mut request = dice.one(requests).clone();
    match dice.below(12) {
        0 => anything(dice, 4).to_string().into_bytes(),
        1 => {
            let deep = 1 + dice.below(10_000);
            let (open, close) = *dice.one(&[("[", "]"), ("{\"a\":", "}")]);
            let whole = format!("{}1{}", open.repeat(deep), close.repeat(deep));
            match dice.below(3) {
                0 => whole.into_bytes(),
                1 => open.repeat(deep).into_bytes(),
                _ => format!(r#"{{"action":"chat.messages.get","chatId":{whole}}}"#).into_bytes(),
            }
        }
        2 => dice.bytes(300),
        3 => {
            let mut bytes = request.to_string().into_bytes();
            for _ in 0..=dice.below(3) {
                let at = dice.below(bytes.len());
                bytes[at] = dice.next() as u8;
            }
            bytes
        }
        4 => {
            let bytes = request.to_string().into_bytes();
            bytes[..dice.below(bytes.len())].to_vec()
        }
        5 => {
            request["action"] = json!("x".repeat(dice.below(2_000)));
            request.to_string().into_bytes()
        }
        _ => {
            for _ in 0..=dice.below(3) {
                bend(dice, &mut request);
            }
            request.to_string().into_bytes()
        }
    }
}

/// Some bytes for a connection: good frames and bad ones.
fn sent(dice: &mut Dice, requests: &[Value]) -> Vec<u8> {
    let payload = text(dice, requests);
    match dice.below(16) {
        0 => dice.bytes(200),
        // The bit of compression, and every other one.
        1 => frame(0xC1, &payload),
        2 => frame(dice.next() as u8, &payload[..payload.len().min(200)]),
        3 => head(dice.next() as u8, dice.next()),
        4 => {
            let mut bytes = frame(0x81, &payload);
            let at = dice.below(bytes.len().min(16));
            bytes[at] ^= 1 << dice.below(8);
            bytes
        }
        5 => frame(0x82, &payload),
        6 => frame(0x81, &b" ".repeat(60_000 + dice.below(8_000))),
        7 | 8 => {
            let mut bytes = vec![];
            let cut = 1 + dice.below(payload.len().max(1));
            for (at, part) in payload.chunks(cut).enumerate().take(200) {
                bytes.extend(frame(if at == 0 { 0x01 } else { 0x00 }, part));
                if dice.below(4) == 0 {
                    bytes.extend(frame(0x89, &dice.bytes(125)));
                }
            }
            bytes.extend(frame(if payload.is_empty() { 0x81 } else { 0x80 }, b""));
            bytes
        }
        9 => frame(*dice.one(&[0x88, 0x89, 0x8A]), &dice.bytes(125)),
        _ => frame(0x81, &payload),
    }
}

/// Sends what a number comes to, and holds whatever comes back to the document.
async fn attack(address: SocketAddr, number: u64, speaker: Option<&Client<'_>>, requests: &[Value]) {
    let mut dice = Dice(number);
    let mut raw = Raw::open(address).await;
    if let Some(speaker) = speaker {
        raw = raw.authenticate(speaker.token.as_deref()).await;
    }
    for _ in 0..=dice.below(6) {
        let bytes = sent(&mut dice, requests);
        match dice.below(4) {
            0 => {
                for part in bytes.chunks(1 + dice.below(64)).take(100) {
                    raw.try_send(part).await;
                }
            }
            _ => raw.try_send(&bytes).await,
        }
    }
    raw.try_send(&frame(0x88, &BYE.to_be_bytes())).await;
    // Whatever frame is not whole yet ends here.
    let _closed = tokio::io::AsyncWriteExt::shutdown(&mut raw.stream).await;
    let reader = speaker.map_or(UserId(Uuid::nil()), |speaker| speaker.id);
    loop {
        // Who goes on sending after a goodbye may lose what was said last.
        match raw.try_got().await.unwrap_or(Got::End) {
            Got::Text(text) => {
                drop(witness::hear(reader, &serde_json::from_str(&text).expect("the server speaks JSON")))
            }
            Got::Pong(_) => {}
            // The end of a frame that was never whole: nobody said goodbye.
            Got::End => break,
            Got::Goodbye(code, reason) => {
                // Without a reason it is the client's own.
                assert!(reason.is_empty() || CODES.contains(&code), "attack {number} ended with {code}, {reason}");
                break;
            }
        }
    }
}

/// Says something to Ben, who hears it: nothing else.
async fn goes_on(anns: &mut Socket, bens: &mut Socket, chat: &str, number: u64) {
    let text = format!("after {number}");
    anns.ask(json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": text } })).await;
    let told = bens.hear_of("chat.message.new").await;
    assert_eq!(told["data"]["message"]["text"], text);
}

on_both! {
    async fn whatever_is_sent_is_answered_or_closes_as_documented(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let (attacker, _) = app.ann_and_ben_again("Fuzz").await;
        let chat = connect(&ann, &ben).await;
        let server = app.listen().await;
        let (mut anns, mut bens) = (server.socket(&ann).await, server.socket(&ben).await);
        let requests = requests();
        let (first, rounds) = (setting("FUZZ_SEED", 1), setting("FUZZ_ROUNDS", 400));
        for number in first..first + rounds {
            let speaker = (number % 3 > 0).then_some(&attacker);
            attack(server.address, number, speaker, &requests).await;
            if number % 20 == 0 {
                app.clock.advance_ms(10_000);
                goes_on(&mut anns, &mut bens, &chat, number).await;
            }
        }
        server.stop().await;
    }

    async fn every_member_of_every_request_may_be_anything(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let chat = connect(&ann, &ben).await;
        let server = app.listen().await;
        let mut socket = server.socket(&ann).await;
        let odd = [json!(null), json!(true), json!(-1), json!(0.5), json!(""), json!("x"), json!([]), json!([[]]), json!({}), json!({ "x": null })];
        for request in requests().into_iter().filter(|request| request["action"] != "authenticate") {
            let members: Vec<String> = request.as_object().unwrap().keys().cloned().collect();
            for name in members.iter().filter(|name| *name != "action") {
                for odd in &odd {
                    let mut bent = request.clone();
                    bent["chatId"] = chat.as_str().into();
                    bent[name.as_str()] = odd.clone();
                    app.clock.advance_ms(1_000);
                    // What is answered with nothing, or with more than one thing, is followed by something that is.
                    socket.say(bent).await;
                    socket.caught_up().await;
                }
            }
        }
        server.stop().await;
    }
}

/// What a process holds of the machine's memory, in KiB.
fn resident(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.pid())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attacks_leave_no_memory_behind() {
    let server = Server::sqlite(&[]).await;
    let address: SocketAddr = server.address.parse().unwrap();
    let requests = requests();
    let rounds = setting("FUZZ_ROUNDS", 400);
    let round = async |first: u64| {
        for number in first..first + rounds {
            attack(address, number, None, &requests).await;
        }
        // As much as there may be at a time, and none of it whole.
        let mut held = vec![];
        for _ in 0..100 {
            let mut raw = Raw::open(address).await;
            raw.send(&frame(0x01, &[b' '; 60_000])).await;
            held.push(raw);
        }
        for raw in &mut held {
            raw.send(&frame(0xC1, b"")).await;
            assert_eq!(raw.closed().await, 1002);
        }
    };
    round(1).await;
    let before = resident(&server);
    for n in 1..=4 {
        round(n * 1_000_000).await;
    }
    let after = resident(&server);
    assert!(after < before + 8 * 1024, "{before} KiB before, {after} KiB after four times as much");
}
