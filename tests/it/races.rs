//! Two people at once: one record, one winner, the loser's documented error. On both databases.

use crate::harness::{Answer, Client, app::TENANT};
use poem::{Request, http::Method};
use std::collections::BTreeMap;
use talkamie::{domain::symphony::symphony_id, operations::sessions};

/// Rounds of each race.
const ROUNDS: usize = 200;

/// What two answers of a race said, sorted.
fn outcome(a: &Answer, b: &Answer) -> String {
    let word = |answer: &Answer| match answer.status.as_u16() {
        200 | 201 => "done".to_owned(),
        _ => answer.json()["code"].as_str().unwrap_or("?").to_owned(),
    };
    let mut words = [word(a), word(b)];
    words.sort();
    words.join(" + ")
}

/// Somebody at the three doors of one house.
struct Doors<'a> {
    talkamie: Client<'a>,
    replyke: Client<'a>,
    session: String,
    number: i64,
}

impl<'a> Doors<'a> {
    async fn of(client: Client<'a>) -> Self {
        let ctx = &client.app.ctx;
        let mut tx = ctx.store.write().await.unwrap();
        let user = tx.find_user(TENANT, client.id).await.unwrap().unwrap();
        let tokens = sessions::begin(ctx, &mut tx, TENANT, client.id, "symphony", None).await.unwrap();
        tx.commit().await.unwrap();
        let replyke = Client { token: Some(crate::replyke::token(&client)), ..client.clone() };
        Self { number: symphony_id(user.number).unwrap(), session: tokens.access, replyke, talkamie: client }
    }

    /// Asks `other` through one of the doors.
    async fn ask(&self, door: usize, other: &Doors<'_>) -> Answer {
        match door % 3 {
            0 => self.talkamie.post_empty(format!("/v1/user/{}/connection", other.talkamie)).await,
            1 => self.replyke.post_empty(format!("/api/v6/{TENANT}/users/{}/connection", other.talkamie)).await,
            _ => {
                let request = Request::builder().method(Method::POST).uri_str("/pod/v1/connection/create");
                let request = request.header("sessionToken", &self.session).content_type("application/json");
                let body = serde_json::json!({ "userId": other.number }).to_string();
                self.talkamie.request(request.body(body)).await
            }
        }
    }
}

on_both! {
    async fn opposite_requests_through_two_faces_have_one_winner(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let (ann, ben) = (Doors::of(ann).await, Doors::of(ben).await);
        for round in 0..ROUNDS {
            // Every pair of doors in turn.
            let (a, b) = tokio::join!(ann.ask(round, &ben), ben.ask(round + 1 + round / 3 % 2, &ann));
            let won = [&a, &b].map(|answer| answer.status.is_success());
            assert!(won[0] != won[1], "round {round}: {} {}", a.text(), b.text());
            let lost = if won[0] { &b } else { &a };
            assert!(matches!(lost.status.as_u16(), 400 | 409), "round {round}: {}", lost.text());
            let (asker, other) = if won[0] { (&ann, &ben) } else { (&ben, &ann) };
            asker.talkamie.delete(format!("/v1/user/{}/connection", other.talkamie)).await.expect(200);
        }
    }

    async fn opposite_requests_have_one_winner(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let mut seen = BTreeMap::new();
        for _ in 0..ROUNDS {
            let (a, b) = tokio::join!(ann.post_empty(format!("/v1/user/{ben}/connection")), ben.post_empty(format!("/v1/user/{ann}/connection")));
            *seen.entry(outcome(&a, &b)).or_insert(0) += 1;
            let asker = if a.status.is_success() { &ann } else { &ben };
            let other = if a.status.is_success() { &ben } else { &ann };
            asker.delete(format!("/v1/user/{other}/connection")).await.expect(200);
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [("connection/request-pending + done".to_owned(), ROUNDS)]);
    }

    async fn accepting_twice_has_one_winner(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let mut seen = BTreeMap::new();
        for _ in 0..ROUNDS {
            ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
            let accept = || ben.post_empty(format!("/v1/user/{ann}/connection/accept"));
            let (a, b) = tokio::join!(accept(), accept());
            *seen.entry(outcome(&a, &b)).or_insert(0) += 1;
            let end = || ann.delete(format!("/v1/user/{ben}/connection/disconnect"));
            let (a, b) = tokio::join!(end(), end());
            *seen.entry(format!("end: {}", outcome(&a, &b))).or_insert(0) += 1;
        }
        assert_eq!(
            seen.into_iter().collect::<Vec<_>>(),
            [("connection/not-found + done".to_owned(), ROUNDS), ("end: connection/not-found + done".to_owned(), ROUNDS)]
        );
    }

    async fn accepting_and_withdrawing_have_one_winner(app) {
        let (ann, ben) = app.ann_and_ben().await;
        for _ in 0..ROUNDS {
            ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
            let (accept, withdraw) = tokio::join!(ben.post_empty(format!("/v1/user/{ann}/connection/accept")), ann.delete(format!("/v1/user/{ben}/connection")));
            assert_eq!(outcome(&accept, &withdraw), "connection/not-found + done");
            let me = ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await;
            assert_eq!(me.status.is_success(), accept.status.is_success(), "connected exactly when accepting won");
        }
    }
}
