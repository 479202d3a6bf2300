//! A process is killed in the middle of traffic, again and again: no acknowledged message is lost, none comes twice to one socket,
//! and each socket hears them in their order.

use super::{Person, on_each_bus, until};
use crate::harness::sockets::Socket;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::Duration,
};
use tokio::task::JoinHandle;

/// How often a process is killed, first the one and then the other.
const KILLS: usize = 6;

/// Where the processes are. A client that loses one goes to the other.
type Places = Arc<Mutex<[String; 2]>>;

/// One client: writes numbers into the chat on a socket, and has another one to hear.
struct Client {
    person: Person,
    chat: String,
    places: Places,
    /// The place it tries first.
    home: usize,
    stop: Arc<AtomicBool>,
    /// Numbers that the server said it has.
    acknowledged: Arc<Mutex<Vec<u64>>>,
    /// What it knows that the other one wrote, heard or read.
    known: Arc<Mutex<BTreeSet<u64>>>,
    /// How many of them it heard.
    heard: Arc<Mutex<u64>>,
}

impl Client {
    /// A socket at some process.
    async fn socket(&self) -> Socket {
        for turn in 0.. {
            let address = self.places.lock().unwrap()[(self.home + turn) % 2].clone();
            if let Some(socket) = self.person.try_socket(&address).await {
                return socket;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        unreachable!("it tries for ever")
    }

    /// Writes one number after the other. One that was not acknowledged may be there or not; it is not written again.
    async fn write(self: Arc<Self>) {
        let mut next = 0;
        while !self.stop.load(SeqCst) {
            let mut socket = self.socket().await;
            while !self.stop.load(SeqCst) {
                next += 1;
                let text = next.to_string();
                let send = json!({ "action": "chat.message.send", "chatId": self.chat, "message": { "text": text } });
                let Some(sent) = socket.try_ask(send).await else { break };
                assert_eq!(sent["success"], true, "{sent}");
                self.acknowledged.lock().unwrap().push(next);
            }
        }
    }

    /// Hears what the other one writes; after every reconnect, reads what came meanwhile.
    async fn hear(self: Arc<Self>) {
        loop {
            let mut socket = self.socket().await;
            let (mut theirs, mut own) = (0, 0);
            let Some(waiting) = self.read(&mut socket, &mut theirs, &mut own).await else { continue };
            let known = waiting.iter().copied().collect::<BTreeSet<u64>>();
            self.known.lock().unwrap().extend(known);
            while let Ok(frame) = socket.next().await {
                self.take(&frame, &mut theirs, &mut own);
            }
        }
    }

    /// One frame: numbers only grow on a socket, the other one's and one's own.
    fn take(&self, frame: &Value, theirs: &mut u64, own: &mut u64) {
        let last = match frame["action"].as_str() {
            Some("chat.message.new") => theirs,
            Some("chat.message.send") => own,
            _ => return,
        };
        let by_other = frame["action"] == "chat.message.new";
        let number: u64 = frame["data"]["message"]["text"].as_str().unwrap().parse().unwrap();
        assert!(number > *last, "{number} came after {last}: twice, or out of order");
        *last = number;
        if by_other {
            self.known.lock().unwrap().insert(number);
            *self.heard.lock().unwrap() += 1;
        }
    }

    /// What the other one wrote, page by page, until something known. `None`: the server is gone.
    async fn read(&self, socket: &mut Socket, theirs: &mut u64, own: &mut u64) -> Option<Vec<u64>> {
        let mut found = vec![];
        let mut after = Value::Null;
        let known = self.known.lock().unwrap().clone();
        loop {
            let mut get = json!({ "action": "chat.messages.get", "chatId": self.chat, "pageSize": 50 });
            if !after.is_null() {
                get["lastEvaluatedKey"] = after;
            }
            socket.try_say(get).await?;
            let page = loop {
                let frame = socket.next().await.ok()?;
                if frame["action"] == "chat.messages.get" {
                    break frame;
                }
                self.take(&frame, theirs, own);
            };
            let messages = page["data"]["messages"].as_array().unwrap();
            let other = messages.iter().filter(|message| message["sender"]["id"] != self.person.id.to_string());
            let numbers: Vec<u64> = other.filter_map(|message| message["text"].as_str()?.parse().ok()).collect();
            let overlap = numbers.iter().any(|number| known.contains(number));
            found.extend(numbers);
            after = page["pagination"]["lastEvaluatedKey"].clone();
            if after.is_null() || overlap {
                return Some(found);
            }
        }
    }
}

on_each_bus! {
    async fn nothing_acknowledged_is_lost(nodes) {
        let (ann, ben, chat) = nodes.friends().await;
        let places = Arc::new(Mutex::new([nodes.one.address.clone(), nodes.two.address.clone()]));
        let stop = Arc::new(AtomicBool::new(false));
        let client = |person: &Person, home| {
            Arc::new(Client {
                person: person.clone(),
                chat: chat.clone(),
                places: Arc::clone(&places),
                home,
                stop: Arc::clone(&stop),
                acknowledged: Arc::default(),
                known: Arc::default(),
                heard: Arc::default(),
            })
        };
        let clients = [client(&ann, 0), client(&ben, 1)];
        let hearing: Vec<JoinHandle<()>> = clients.iter().map(|c| tokio::spawn(Arc::clone(c).hear())).collect();
        let writing: Vec<JoinHandle<()>> = clients.iter().map(|c| tokio::spawn(Arc::clone(c).write())).collect();
        let mut nodes = nodes;
        for round in 0..KILLS {
            let written = || clients.each_ref().map(|client| client.acknowledged.lock().unwrap().len());
            let before = written();
            until("both write", async || written().iter().zip(before).all(|(now, before)| *now > before + 10)).await;
            if round % 2 == 0 {
                nodes.one = nodes.one.kill_and_restart().await;
                places.lock().unwrap()[0] = nodes.one.address.clone();
            } else {
                nodes.two = nodes.two.kill_and_restart().await;
                places.lock().unwrap()[1] = nodes.two.address.clone();
            }
        }
        stop.store(true, SeqCst);
        for writing in writing {
            writing.await.unwrap();
        }
        for (writer, reader) in [(&clients[0], &clients[1]), (&clients[1], &clients[0])] {
            let acknowledged: BTreeSet<u64> = writer.acknowledged.lock().unwrap().iter().copied().collect();
            until("everything acknowledged is known to the other one", async || {
                reader.known.lock().unwrap().is_superset(&acknowledged)
            })
            .await;
            assert!(acknowledged.len() > KILLS * 10);
            assert!(*reader.heard.lock().unwrap() > acknowledged.len() as u64 / 2, "most are told, not read");
        }
        for hearing in hearing {
            assert!(!hearing.is_finished(), "it heard nothing twice and nothing out of order");
            hearing.abort();
        }
    }
}
