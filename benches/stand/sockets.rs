//! Clients of the WebSocket, many in one process: a handshake, text frames and no more, so that they cost the machine little.

use crate::Outcome;
use bytes::{Buf, BytesMut};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    fs,
    io::stdin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::{Semaphore, mpsc},
    task::JoinSet,
    time::{Instant, sleep, timeout},
};

/// Longest wait for anything.
const WAIT_MAX: Duration = Duration::from_secs(30);

/// Shortest time between two messages of one client: the server takes 20 a second.
const PACE: Duration = Duration::from_millis(52);

/// How many clients come at a time, where no storm is meant.
const CALM: usize = 100;

/// A client's connection.
struct Socket {
    stream: TcpStream,
    bytes: BytesMut,
}

impl Socket {
    /// Opens the WebSocket and says who speaks.
    async fn open(address: &str, token: &str) -> Outcome<Self> {
        timeout(WAIT_MAX, async {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let mut socket = Self { stream, bytes: BytesMut::new() };
            let head = format!(
                "GET /v1/wss?dialect=dotted HTTP/1.1\r\nhost: {address}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\
                 sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            );
            socket.stream.write_all(head.as_bytes()).await?;
            loop {
                if let Some(end) = socket.bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                    let head = socket.bytes.split_to(end + 4);
                    if !head.starts_with(b"HTTP/1.1 101") {
                        return Err(String::from_utf8_lossy(&head).into_owned().into());
                    }
                    break;
                }
                socket.fill().await?;
            }
            socket.say(&json!({ "action": "authenticate", "token": token })).await?;
            loop {
                let said = socket.hear().await?;
                if said["action"] == "authenticate" {
                    return if said["success"] == true { Ok(socket) } else { Err(said.to_string().into()) };
                }
            }
        })
        .await?
    }

    async fn fill(&mut self) -> Outcome {
        if self.stream.read_buf(&mut self.bytes).await? == 0 {
            return Err("the server went away".into());
        }
        Ok(())
    }

    async fn say(&mut self, what: &Value) -> Outcome {
        Ok(self.stream.write_all(&frame(what)).await?)
    }

    /// The next message.
    async fn hear(&mut self) -> Outcome<Value> {
        loop {
            match taken(&mut self.bytes) {
                Some((1, text)) => return Ok(serde_json::from_slice(&text)?),
                Some((9, _)) => self.stream.write_all(&[0x8a, 0x80, 0, 0, 0, 0]).await?,
                Some((8, reason)) => return Err(format!("closed: {}", String::from_utf8_lossy(&reason)).into()),
                Some(_) => {}
                None => self.fill().await?,
            }
        }
    }
}

/// A text frame, masked with nothing but zeros.
fn frame(what: &Value) -> Vec<u8> {
    let text = what.to_string();
    let mut out = vec![0x81];
    match u8::try_from(text.len()) {
        Ok(short) if short < 126 => out.push(0x80 | short),
        _ => {
            out.push(0x80 | 126);
            out.extend(u16::try_from(text.len()).unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    out.extend([0; 4]);
    out.extend(text.into_bytes());
    out
}

/// A whole frame from the front: its kind and what it carries.
fn taken(bytes: &mut BytesMut) -> Option<(u8, BytesMut)> {
    let (&kind, &length) = (bytes.first()?, bytes.get(1)?);
    let (head, length) = match length & 0x7f {
        126 => (4, u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?).into()),
        127 => (10, usize::try_from(u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?)).ok()?),
        short => (2, short.into()),
    };
    if bytes.len() < head + length {
        return None;
    }
    bytes.advance(head);
    Some((kind & 0x0f, bytes.split_to(length)))
}

/// Opens a connection for each token, so many at a time. Answers them, and why some are missing.
async fn open_all(address: &str, tokens: &[String], at_a_time: usize) -> (Vec<Socket>, Vec<String>) {
    let places = Arc::new(Semaphore::new(at_a_time));
    let mut tasks = JoinSet::new();
    for token in tokens {
        let (address, token, places) = (address.to_owned(), token.clone(), Arc::clone(&places));
        tasks.spawn(async move {
            let _place = places.acquire_owned().await.map_err(|error| error.to_string())?;
            Socket::open(&address, &token).await.map_err(|error| error.to_string())
        });
    }
    let (mut open, mut failed) = (vec![], vec![]);
    while let Some(ended) = tasks.join_next().await {
        match ended.map_err(|error| error.to_string()).flatten() {
            Ok(socket) => open.push(socket),
            Err(error) => failed.push(error),
        }
    }
    (open, failed)
}

/// Holds so many connections. Each line of the input is a wish: `storm` has all of them leave and come back at once, anything
/// else ends it.
pub async fn hold(address: &str, file: &str, count: usize) -> Outcome {
    let tokens: Vec<String> = fs::read_to_string(file)?.lines().take(count).map(str::to_owned).collect();
    let report = |begun: Instant, open: &[Socket], failed: &[String]| {
        let told = json!({ "open": open.len(), "ms": begun.elapsed().as_millis(), "failed": failed.len(), "why": failed.first() });
        println!("{told}");
    };
    let begun = Instant::now();
    let (mut open, failed) = open_all(address, &tokens, CALM).await;
    report(begun, &open, &failed);
    let mut wish = String::new();
    while stdin().read_line(&mut wish)? > 0 && wish.trim() == "storm" {
        wish.clear();
        let begun = Instant::now();
        drop(open);
        let (again, failed) = open_all(address, &tokens, usize::MAX >> 4).await;
        open = again;
        report(begun, &open, &failed);
    }
    Ok(())
}

/// What the clients have seen.
#[derive(Default)]
struct Seen {
    /// When each message was sent, by its text.
    sent: Mutex<HashMap<String, Instant>>,
    /// Microseconds from sending to the other's socket, and to the sender's own answer.
    arrived_us: Mutex<Vec<u64>>,
    answered_us: Mutex<Vec<u64>>,
    counting: AtomicBool,
    ended: AtomicBool,
    refused: AtomicU64,
}

impl Seen {
    fn note(&self, list: &Mutex<Vec<u64>>, since: Instant) {
        if self.counting.load(Relaxed) {
            let us = u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX);
            list.lock().expect("nobody panics").push(us);
        }
    }
}

/// Pairs write to each other: `TOKEN TOKEN CHAT` a line. Each writes, waits for the answer, and writes again, no faster than the
/// server allows. Prints how many messages reached the other's socket in the time, and how long they took.
pub async fn talk(address: &str, file: &str, pairs: usize, seconds: u64) -> Outcome {
    let seen = Arc::new(Seen::default());
    let mut tasks = JoinSet::new();
    let lines = fs::read_to_string(file)?;
    // All are there before the first one writes.
    let mut open = Vec::with_capacity(pairs);
    for line in lines.lines().take(pairs) {
        let [one, other, chat] = line.split(' ').collect::<Vec<_>>()[..] else {
            return Err("a pair has three words".into());
        };
        open.push((Socket::open(address, one).await?, Socket::open(address, other).await?, chat.to_owned()));
    }
    for (n, (mut writer, reader, chat)) in open.into_iter().enumerate() {
        tasks.spawn(arrivals(reader, Arc::clone(&seen)));
        let seen = Arc::clone(&seen);
        tasks.spawn(async move {
            for count in 0_u64.. {
                if seen.ended.load(Relaxed) {
                    break;
                }
                let text = format!("Message {count} of pair {n}: shall we talk this afternoon?");
                let begun = Instant::now();
                seen.sent.lock().expect("nobody panics").insert(text.clone(), begun);
                writer
                    .say(&json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": text } }))
                    .await?;
                loop {
                    let said = timeout(WAIT_MAX, writer.hear()).await??;
                    if said["action"] == "chat.message.send" {
                        if said["success"] != true {
                            seen.refused.fetch_add(1, Relaxed);
                        }
                        break;
                    }
                }
                seen.note(&seen.answered_us, begun);
                sleep(PACE.saturating_sub(begun.elapsed())).await;
            }
            Ok(())
        });
    }
    watch(&seen, seconds).await;
    none_failed(&mut tasks)?;
    told(&seen, seconds)
}

/// Ends the clients. One that ended by itself, whatever for, makes the figures worthless.
fn none_failed(tasks: &mut JoinSet<Outcome>) -> Outcome {
    while let Some(ended) = tasks.try_join_next() {
        ended??;
    }
    tasks.abort_all();
    Ok(())
}

/// Notes each message that is pushed to a socket, until it is ended from outside.
async fn arrivals(mut reader: Socket, seen: Arc<Seen>) -> Outcome {
    loop {
        let said = reader.hear().await?;
        if said["action"] == "chat.message.new" {
            let text = said["data"]["message"]["text"].as_str().unwrap_or_default();
            let since = seen.sent.lock().expect("nobody panics").remove(text);
            if let Some(since) = since {
                seen.note(&seen.arrived_us, since);
            }
        }
    }
}

/// One person's sockets are told of alerts: the first line of the file is their token, each other one a request that raises an
/// alert for them. Prints how many reached a socket in the time.
pub async fn fan(address: &str, file: &str, sockets: usize, seconds: u64) -> Outcome {
    let text = fs::read_to_string(file)?;
    let mut lines = text.lines();
    let token = lines.next().ok_or("the file is empty")?.to_owned();
    let seen = Arc::new(Seen::default());
    let mut tasks: JoinSet<Outcome> = JoinSet::new();
    let (readers, failed) = open_all(address, &vec![token; sockets], CALM).await;
    if let Some(why) = failed.into_iter().next() {
        return Err(why.into());
    }
    for mut reader in readers {
        let seen = Arc::clone(&seen);
        tasks.spawn(async move {
            loop {
                let said = reader.hear().await?;
                if said["action"] == "alert.new" {
                    let asker = said["data"]["alert"]["payload"]["chat"]["user"]["id"].as_str();
                    let asker = asker.or_else(|| said["data"]["chat"]["user"]["id"].as_str()).unwrap_or_default();
                    let since = seen.sent.lock().expect("nobody panics").get(asker).copied();
                    seen.note(&seen.arrived_us, since.ok_or("an alert of somebody who did not ask")?);
                }
            }
        });
    }
    let (requests, waiting) = mpsc::unbounded_channel::<String>();
    for line in lines {
        requests.send(line.to_owned())?;
    }
    let waiting = Arc::new(tokio::sync::Mutex::new(waiting));
    for _ in 0..8 {
        let (address, waiting, seen) = (address.to_owned(), Arc::clone(&waiting), Arc::clone(&seen));
        tasks.spawn(async move {
            let mut caller = Caller { stream: TcpStream::connect(&address).await?, bytes: BytesMut::new() };
            while !seen.ended.load(Relaxed) {
                let line = waiting.lock().await.try_recv().map_err(|_| "there are too few requests for the time")?;
                let [id, path, token, body] = line.splitn(4, ' ').collect::<Vec<_>>()[..] else { break };
                let begun = Instant::now();
                seen.sent.lock().expect("nobody panics").insert(id.to_owned(), begun);
                if !caller.post(path, token, body).await? {
                    seen.refused.fetch_add(1, Relaxed);
                }
                seen.note(&seen.answered_us, begun);
            }
            Ok(())
        });
    }
    watch(&seen, seconds).await;
    none_failed(&mut tasks)?;
    told(&seen, seconds)
}

/// Asks by HTTP on one connection.
struct Caller {
    stream: TcpStream,
    bytes: BytesMut,
}

impl Caller {
    /// Whether the answer is 200.
    async fn post(&mut self, path: &str, token: &str, body: &str) -> Outcome<bool> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        loop {
            if let Some(end) = self.bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.bytes[..end]).to_ascii_lowercase();
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
                let whole = end + 4 + length.unwrap_or(0_usize);
                if self.bytes.len() >= whole {
                    self.bytes.advance(whole);
                    return Ok(head.starts_with("http/1.1 200"));
                }
            }
            if self.stream.read_buf(&mut self.bytes).await? == 0 {
                return Err("the server went away".into());
            }
        }
    }
}

/// Lets the clients warm up, and then counts for so long.
async fn watch(seen: &Seen, seconds: u64) {
    sleep(Duration::from_secs(2)).await;
    println!("counting");
    seen.counting.store(true, Relaxed);
    sleep(Duration::from_secs(seconds)).await;
    seen.counting.store(false, Relaxed);
    println!("counted");
    seen.ended.store(true, Relaxed);
    sleep(Duration::from_millis(300)).await;
}

fn told(seen: &Seen, seconds: u64) -> Outcome {
    let spread = |list: &Mutex<Vec<u64>>| {
        let mut list = std::mem::take(&mut *list.lock().expect("nobody panics"));
        list.sort_unstable();
        let at = |part: usize| list.get((list.len() * part / 100).min(list.len().saturating_sub(1))).copied();
        json!({ "count": list.len(), "p50us": at(50), "p99us": at(99) })
    };
    let told = json!({
        "seconds": seconds, "refused": seen.refused.load(Relaxed),
        "arrived": spread(&seen.arrived_us), "answered": spread(&seen.answered_us),
    });
    println!("{told}");
    Ok(())
}
