//! Two people at once, at any two doors of the house: one record, one winner, the loser's documented error. On both
//! databases.
//!
//! Each race is run with every pair of operations that lead to it, within a face and across faces, both requests on threads
//! of their own.

use crate::harness::{
    Answer, TestApp,
    promise::{Promise, Visitor, implemented},
};
use serde_json::json;
use std::{collections::BTreeMap, env, future::Future, sync::Barrier};
use tokio::runtime::Handle;

/// Rounds of each race, shared out among its pairs of doors; `TALKAMIE_TEST_ROUNDS=2000` lets them run for longer.
const ROUNDS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Act {
    Ask,
    Accept,
    Refuse,
    Withdraw,
    End,
}

/// The operations of an act, one for each door; Symphony's requests are not withdrawn.
fn doors(act: Act) -> Vec<Promise> {
    let wanted: &[(&str, &str)] = match act {
        Act::Ask => &[
            ("v1", "sendConnectionRequest"),
            ("replyke-v6", "requestConnection"),
            ("symphony-pod", "createConnection"),
        ],
        Act::Accept => {
            &[("v1", "acceptConnection"), ("replyke-v6", "acceptConnection"), ("symphony-pod", "acceptConnection")]
        }
        Act::Refuse => &[
            ("v1", "rejectConnectionRequest"),
            ("replyke-v6", "declineConnection"),
            ("symphony-pod", "rejectConnection"),
        ],
        Act::Withdraw => &[
            ("v1", "cancelConnectionRequest"),
            ("replyke-v6", "removeConnectionByUser"),
            ("replyke-v6", "removeConnection"),
        ],
        Act::End => &[
            ("v1", "disconnectUser"),
            ("replyke-v6", "removeConnectionByUser"),
            ("replyke-v6", "removeConnection"),
            ("symphony-pod", "removeConnection"),
        ],
    };
    let mut all = implemented();
    let mut of = |(face, id): &(&str, &str)| {
        let at = all.iter().position(|promise| promise.face == *face && promise.id() == *id).unwrap();
        all.swap_remove(at)
    };
    wanted.iter().map(&mut of).collect()
}

/// How the record stands: what it says and who asked, or none.
type Stand = Option<(&'static str, &'static str)>;

/// Ann and Ben, and the one record that they can have.
struct Pair<'a> {
    app: &'a TestApp,
    ann: Visitor<'a>,
    ben: Visitor<'a>,
}

impl Pair<'_> {
    fn of(&self, name: &str) -> (&Visitor<'_>, &Visitor<'_>) {
        if name == "Ann" { (&self.ann, &self.ben) } else { (&self.ben, &self.ann) }
    }

    /// Somebody does something with the other one, through a door.
    async fn act(&self, name: &str, door: &Promise, connection: &str) -> Answer {
        let (who, whom) = self.of(name);
        let path = door.path(&|part| match (door.face, part) {
            ("v1", "id") | ("replyke-v6", "userId") => Some(whom.client.to_string()),
            ("replyke-v6", "connectionId") => Some(connection.to_owned()),
            ("symphony-pod", "uid") => Some(whom.number.to_string()),
            _ => None,
        });
        let names = door.face == "symphony-pod" && door.body().is_some();
        let body = names.then(|| json!({ "userId": whom.number }).to_string().into_bytes());
        who.call(door, &path, body).await
    }

    /// Every record there is, with who asked.
    async fn records(&self) -> Vec<(String, String, String)> {
        let mut tx = self.app.ctx.store.read().await.unwrap();
        let rows = tx.rows("SELECT id, status, requester_id FROM connections", []).await.unwrap();
        let mut records = vec![];
        for mut row in rows {
            let by_ann = row.text("requester_id").unwrap() == self.ann.client.to_string();
            let asker = if by_ann { "Ann" } else { "Ben" };
            records.push((row.text("id").unwrap(), row.text("status").unwrap(), asker.to_owned()));
        }
        records
    }

    /// Brings the two to where a race begins, from wherever the one before ended. Answers the record's id.
    async fn begin(&self, stand: Stand) -> String {
        let mut tx = self.app.ctx.store.write().await.unwrap();
        tx.execute("DELETE FROM connections", []).await.unwrap();
        tx.commit().await.unwrap();
        let Some((status, asker)) = stand else { return String::new() };
        let (asker, asked) = self.of(asker);
        asker.client.post_empty(format!("/v1/user/{}/connection", asked.client)).await.expect(200);
        if status == "accepted" {
            asked.client.post_empty(format!("/v1/user/{}/connection/accept", asker.client)).await.expect(200);
        }
        self.records().await.remove(0).0
    }

    /// Who does what, twice, from where: all pairs of doors in turn.
    async fn race(&self, stand: Stand, first: (&'static str, Act), second: (&'static str, Act)) {
        let (ours, theirs) = (doors(first.1), doors(second.1));
        let pairs: Vec<(&Promise, &Promise)> = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))).collect();
        let mut won: BTreeMap<&str, usize> = BTreeMap::new();
        let rounds = env::var("TALKAMIE_TEST_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
        for round in 0..rounds.next_multiple_of(pairs.len()) {
            let (a, b) = pairs[round % pairs.len()];
            let id = self.begin(stand).await;
            let (x, y) = at_once(|| self.act(first.0, a, &id), || self.act(second.0, b, &id));
            let place = format!(
                "round {round}: {first:?} {} {} → {} {}\n{second:?} {} {} → {} {}",
                a.face,
                a.id(),
                x.status,
                x.text(),
                b.face,
                b.id(),
                y.status,
                y.text()
            );
            let records: Vec<_> = self.records().await.into_iter().map(|(_, status, asker)| (status, asker)).collect();
            let holds = |stand: Stand| {
                let wanted: Vec<_> = stand.into_iter().map(|(s, a)| (s.to_owned(), a.to_owned())).collect();
                assert_eq!(records, wanted, "{place}");
            };
            let (who, winner, loser, lost) = match (x.status.is_success(), y.status.is_success()) {
                (true, false) => ("first", first, (second.1, b), &y),
                (false, true) => ("second", second, (first.1, a), &x),
                // Accepted, then removed: Replyke has one word for withdrawing and for ending, and both were done.
                (true, true) if second.1 == Act::Withdraw && b.face == "replyke-v6" => {
                    assert!(!y.text().contains("withdraw"), "{place}");
                    holds(None);
                    *won.entry("both").or_default() += 1;
                    continue;
                }
                _ => panic!("one wins: {place}"),
            };
            *won.entry(who).or_default() += 1;
            let asker = stand.map_or(winner.0, |(_, asker)| asker);
            let after = match winner.1 {
                Act::Ask => Some(("pending", asker)),
                Act::Accept => Some(("accepted", asker)),
                Act::Refuse => Some(("declined", asker)),
                Act::Withdraw | Act::End => None,
            };
            holds(after);
            assert_eq!(said(loser.1, lost), refusal(loser.0, loser.1, after.is_some()), "{place}");
        }
        eprintln!("{first:?} and {second:?}: {won:?}");
        // Who always comes first has met nobody. Where both were done, the first one came first.
        let came_first = |who: &[&str]| rounds < ROUNDS || who.iter().any(|who| won.contains_key(who));
        assert!(came_first(&["first", "both"]) && came_first(&["second"]), "no race: {won:?}");
    }
}

/// What a refusal says: the status, and the code or, where there is none, the sentence.
fn said(door: &Promise, answer: &Answer) -> (u16, String) {
    let body = answer.json();
    let word = if door.face == "symphony-pod" { &body["message"] } else { &body["code"] };
    (answer.status.as_u16(), word.as_str().unwrap_or_default().to_owned())
}

/// What who comes too late is told, by face; `stays`: whether the winner has left a record.
/// Source: DESIGN.md 13; contract/symphony.md 2.
fn refusal(act: Act, door: &Promise, stays: bool) -> (u16, String) {
    let (status, word) = match (door.face, act, stays) {
        ("symphony-pod", Act::End, _) => (400, "The users are not connected."),
        ("symphony-pod", Act::Ask, _) => (
            400,
            "Status change requested is not consistent with current status: a request between these users is pending.",
        ),
        ("symphony-pod", _, true) => (
            400,
            "Status change requested is not consistent with current status: no request is pending between these users.",
        ),
        ("symphony-pod", _, false) => (404, "Connection cannot be found."),
        (_, Act::Ask, _) => (409, "connection/request-pending"),
        _ => (404, "connection/not-found"),
    };
    (status, word.to_owned())
}

/// Two requests at the same time, each on a thread of its own.
fn at_once<A, B>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (Answer, Answer)
where
    A: Future<Output = Answer>,
    B: Future<Output = Answer>,
{
    let (runtime, start) = (Handle::current(), Barrier::new(2));
    std::thread::scope(|scope| {
        let a = scope.spawn(|| {
            start.wait();
            runtime.block_on(a())
        });
        let b = scope.spawn(|| {
            start.wait();
            runtime.block_on(b())
        });
        (a.join().unwrap(), b.join().unwrap())
    })
}

/// Ann and Ben, who have nothing yet.
async fn pair(app: &TestApp) -> Pair<'_> {
    let (ann, ben) = app.ann_and_ben().await;
    Pair { app, ann: Visitor::of(ann).await, ben: Visitor::of(ben).await }
}

const ASKED: Stand = Some(("pending", "Ann"));
const CONNECTED: Stand = Some(("accepted", "Ann"));

on_both! {
    async fn opposite_requests_have_one_winner(app) {
        pair(&app).await.race(None, ("Ann", Act::Ask), ("Ben", Act::Ask)).await;
    }

    async fn the_same_request_twice_has_one_winner(app) {
        pair(&app).await.race(None, ("Ann", Act::Ask), ("Ann", Act::Ask)).await;
    }

    async fn accepting_twice_has_one_winner(app) {
        pair(&app).await.race(ASKED, ("Ben", Act::Accept), ("Ben", Act::Accept)).await;
    }

    async fn accepting_and_refusing_have_one_winner(app) {
        pair(&app).await.race(ASKED, ("Ben", Act::Accept), ("Ben", Act::Refuse)).await;
    }

    async fn accepting_and_withdrawing_have_one_winner(app) {
        pair(&app).await.race(ASKED, ("Ben", Act::Accept), ("Ann", Act::Withdraw)).await;
    }

    async fn disconnecting_twice_has_one_winner(app) {
        pair(&app).await.race(CONNECTED, ("Ann", Act::End), ("Ben", Act::End)).await;
    }
}
