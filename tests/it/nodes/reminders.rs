//! `schedule.upcoming` is told exactly once for each reminder of each occurrence, with several processes, one of which dies again
//! and again.

use super::{Person, on_each_bus, until};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use talkamie::{adapters::clock::SystemClock, operations::ports::Clock as _};
use talkamie::{
    domain::time::{MS_PER_DAY, MS_PER_HOUR, iso_date_time},
    store::{Store, StoreOptions},
};

/// Calls, each every day at its hour.
const CALLS: i64 = 12;
/// How often a process is killed.
const KILLS: usize = 4;

/// Reminders that a person was told of, in order: the call and when it begins.
async fn raised(store: &Store, person: &Person) -> Vec<(String, i64)> {
    let mut tx = store.read().await.unwrap();
    let rows = tx.rows("SELECT event FROM events WHERE user_id = $1 ORDER BY seq", [person.id.into()]).await.unwrap();
    let events = rows.into_iter().map(|mut row| serde_json::from_str::<Value>(&row.text("event").unwrap()).unwrap());
    events
        .filter(|event| event["event"] == "upcoming")
        .map(|event| (event["schedule"].as_str().unwrap().to_owned(), event["from_ms"].as_i64().unwrap()))
        .collect()
}

/// Lets every reminder fall due, also one that a process has claimed.
async fn hurry(store: &Store) {
    let mut tx = store.write().await.unwrap();
    tx.execute("UPDATE jobs SET run_at_ms = 1 WHERE work LIKE '%schedule-reminder%'", []).await.unwrap();
    tx.commit().await.unwrap();
}

on_each_bus! {
    async fn reminders_come_exactly_once(nodes) {
        let (ann, ben, _) = nodes.friends().await;
        let day = json!([{ "start": "00:00:00", "end": "00:00:00" }]);
        let week: Value = ["sun", "mon", "tue", "wed", "thur", "fri", "sat"].iter().map(|d| (*d, day.clone())).collect();
        ben.put(&nodes.one, "/v1/availability/weekly", week).await;
        let now_ms = SystemClock.now_ms();
        let tomorrow_ms = now_ms - now_ms % MS_PER_DAY + MS_PER_DAY;
        for n in 0..CALLS {
            let from_ms = tomorrow_ms + 2 * n * MS_PER_HOUR;
            let slot = json!({
                "type": "video", "recurrence": "daily",
                "startDateTime": iso_date_time(from_ms), "endDateTime": iso_date_time(from_ms + MS_PER_HOUR),
            });
            ann.post(&nodes.one, &format!("/v1/user/{}/schedule", ben.id), slot).await;
        }
        let store = Store::open(&nodes.two.database, &StoreOptions::default()).await.unwrap();
        // Ben is at the process that lives.
        let heard = Arc::new(Mutex::new(vec![]));
        let (mut bens, hears) = (ben.socket(&nodes.two).await, Arc::clone(&heard));
        let listening = tokio::spawn(async move {
            loop {
                let told = bens.hear_of("schedule.upcoming").await;
                hears.lock().unwrap().push(told["data"]["schedule"]["id"].as_str().unwrap().to_owned());
            }
        });
        let mut nodes = nodes;
        for round in 0..KILLS {
            hurry(&store).await;
            let known = CALLS as usize * round;
            until("some reminders came", async || raised(&store, &ben).await.len() > known).await;
            nodes.one = nodes.one.kill_and_restart().await;
        }
        until("every chain goes on", async || {
            hurry(&store).await;
            raised(&store, &ben).await.len() >= CALLS as usize * (KILLS + 2)
        })
        .await;

        for person in [&ann, &ben] {
            let raised = raised(&store, person).await;
            let mut calls: Vec<&String> = raised.iter().map(|(call, _)| call).collect();
            calls.sort();
            calls.dedup();
            assert_eq!(calls.len(), CALLS as usize);
            for call in calls {
                let times: Vec<i64> = raised.iter().filter(|(of, _)| of == call).map(|(_, from_ms)| *from_ms).collect();
                for pair in times.chunks(2) {
                    assert!(pair.iter().all(|from_ms| *from_ms == pair[0]), "ten minutes before and at the start: {times:?}");
                }
                let starts: Vec<i64> = times.chunks(2).map(|pair| pair[0]).collect();
                assert!(starts.windows(2).all(|two| two[1] == two[0] + MS_PER_DAY), "every day once: {times:?}");
            }
        }
        // What was raised is told, each once, in its order.
        let raised: Vec<String> = raised(&store, &ben).await.into_iter().map(|(call, _)| call).collect();
        until("Ben heard it", async || heard.lock().unwrap().len() >= raised.len()).await;
        assert_eq!(heard.lock().unwrap()[..raised.len()], raised);
        assert!(!listening.is_finished(), "the socket stays open");
        listening.abort();
    }
}
