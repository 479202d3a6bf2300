//! What happens at one process is told at the other.

use super::{Nodes, on_each_bus, until};
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::{Duration, Instant},
};
use talkamie::{adapters::clock::SystemClock, operations::ports::Clock as _};
use talkamie::{
    app::config::DEFAULT_TENANT,
    operations::presence,
    store::{Store, StoreOptions},
};
use tokio::net::{TcpListener, TcpStream};

fn now_ms() -> i64 {
    SystemClock.now_ms()
}

on_each_bus! {
    async fn messages_and_receipts_cross(nodes) {
        let (ann, ben, chat) = nodes.friends().await;
        let (mut anns, mut bens) = (ann.socket(&nodes.one).await, ben.socket(&nodes.two).await);
        let mut anns_other = ann.socket(&nodes.two).await;
        for n in 0..20 {
            let text = format!("message {n}");
            let send = json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": text } });
            let sent = anns.ask(send).await;
            let id = sent["data"]["message"]["id"].as_str().unwrap().to_owned();
            let told = bens.hear_of("chat.message.new").await;
            assert_eq!((&told["data"]["message"]["id"], &told["data"]["message"]["text"]), (&json!(id), &json!(text)));
            assert_eq!(anns_other.hear_of("chat.message.send").await["data"]["message"]["text"], text);
            let delivered = anns.hear_of("chats.update").await;
            assert_eq!(delivered["data"]["chatsMap"][&chat]["messagesMap"][&id]["delivery"]["status"], "delivered");
            let read = json!({ "action": "chat.messages.update", "chatId": chat, "messagesMap": { &id: { "status": "read" } } });
            bens.ask(read).await;
            let seen = anns.hear_of("chat.messages.update").await;
            assert_eq!(seen["data"]["messagesMap"][&id]["delivery"]["status"], "read");
        }
    }

    async fn alerts_cross(nodes) {
        let (ann, ben) = (nodes.person("Ann Lee", "senior").await, nodes.person("Ben Ortiz", "volunteer").await);
        let (mut bens, mut bens_other) = (ben.socket(&nodes.two).await, ben.socket(&nodes.one).await);
        ann.post(&nodes.one, &format!("/v1/user/{}/connection", ben.id), json!({})).await;
        let told = bens.hear_of("alert.new").await;
        assert_eq!(told, bens_other.hear_of("alert.new").await, "all of a person's sockets hear the same");
        let alert = told["data"]["alert"]["id"].as_str().expect("an alert").to_owned();
        bens.ask(json!({ "action": "alerts.update", "alertsMap": { &alert: { "status": "read" } } })).await;
        let read = bens_other.hear_of("alerts.update").await;
        assert!(read["data"].to_string().contains(&alert), "{read}");
    }

    /// A word crosses at once; looking would take ten seconds.
    async fn signing_out_closes_everywhere_within_a_second(nodes) {
        let mut times = vec![];
        for n in 0..5 {
            let ann = nodes.person(&format!("Ann {n}"), "senior").await;
            let (mut here, mut there) = (ann.socket(&nodes.one).await, ann.socket(&nodes.two).await);
            let since = Instant::now();
            ann.delete(&nodes.one, "/v1/auth/sign-out").await;
            assert_eq!((here.closed().await, there.closed().await), (4001, 4001));
            times.push(since.elapsed());
        }
        times.sort_unstable();
        assert!(times[2] < Duration::from_secs(1), "{times:?}");
    }

    async fn presence_is_known_everywhere_and_ends_with_its_process(nodes) {
        let (ann, ben) = (nodes.person("Ann Lee", "senior").await, nodes.person("Ben Ortiz", "volunteer").await);
        let store = Store::open(&nodes.one.database, &StoreOptions::default()).await.unwrap();
        let here = async |who| {
            let mut tx = store.read().await.unwrap();
            presence::is_here(&mut tx, DEFAULT_TENANT, who, now_ms()).await.unwrap()
        };
        assert!(!here(ann.id).await);
        let (anns, bens) = (ann.socket(&nodes.one).await, ben.socket(&nodes.two).await);
        assert!(here(ann.id).await && here(ben.id).await, "who is answered is known to be here");
        let anns_other = ann.socket(&nodes.two).await;
        drop(anns);
        until("node one forgets Ann, who is at node two", async || {
            let mut tx = store.read().await.unwrap();
            let rows = tx.rows("SELECT node_id FROM presence WHERE user_id = $1", [ann.id.into()]).await.unwrap();
            rows.len() == 1
        })
        .await;
        assert!(here(ann.id).await);
        let _killed = nodes.two.kill();
        until("a process that does not beat is dead", async || !here(ann.id).await && !here(ben.id).await).await;
        drop((anns_other, bens));
        let _back = ben.socket(&nodes.one).await;
        assert!(here(ben.id).await);
    }

    async fn figures_tell_how_news_travel(nodes) {
        let (ann, ben, chat) = nodes.friends().await;
        let (mut anns, mut bens) = (ann.socket(&nodes.one).await, ben.socket(&nodes.two).await);
        anns.ask(json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": "hello" } })).await;
        bens.hear_of("chat.message.new").await;
        let figures = reqwest::get(format!("http://{}/metrics", nodes.two.address)).await.unwrap().text().await.unwrap();
        for name in ["wss_events_told_total", "wss_event_lag_seconds_bucket", "wss_heard_gaps_total", "wss_events_late_total"] {
            assert!(figures.contains(name), "{name}:\n{figures}");
        }
        let by_nats = figures.contains("bus_connected 1");
        assert_eq!(by_nats, figures.contains("bus_words_total"), "{figures}");
    }
}

/// A way to a server that can be cut.
struct Way {
    address: String,
    open: Arc<AtomicBool>,
}

impl Way {
    async fn to(server: &str) -> Self {
        let server = server.trim_start_matches("nats://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("nats://{}", listener.local_addr().unwrap());
        let open = Arc::new(AtomicBool::new(true));
        let gate = Arc::clone(&open);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (gate, server) = (Arc::clone(&gate), server.clone());
                tokio::spawn(async move {
                    let Ok(mut far) = TcpStream::connect(server).await else { return };
                    let cut = async {
                        while gate.load(SeqCst) {
                            tokio::time::sleep(Duration::from_millis(20)).await;
                        }
                    };
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                        () = cut => {}
                    }
                });
            }
        });
        Self { address, open }
    }
}

/// Without NATS people wait a moment longer and miss nothing, whichever side was cut off.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn news_cross_while_nats_is_away() {
    let Ok(server) = std::env::var("TALKAMIE_TEST_NATS") else {
        return eprintln!("skipped: TALKAMIE_TEST_NATS names no server");
    };
    let (way_one, way_two) = (Way::to(&server).await, Way::to(&server).await);
    let Some(nodes) = Nodes::on_nats_at(&way_one.address, &way_two.address).await else { return };
    let (ann, ben, chat) = nodes.friends().await;
    let (mut anns, mut bens) = (ann.socket(&nodes.one).await, ben.socket(&nodes.two).await);
    let mut n = 0;
    for (one, two) in [(true, true), (true, false), (true, true), (false, true), (false, false), (true, true)] {
        way_one.open.store(one, SeqCst);
        way_two.open.store(two, SeqCst);
        for _ in 0..3 {
            n += 1;
            let text = format!("message {n}");
            anns.ask(json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": text } })).await;
            assert_eq!(bens.hear_of("chat.message.new").await["data"]["message"]["text"], text, "{one} {two}");
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }
    assert!(nodes.two.logged().contains("NATS is lost"), "the way was cut");
}
