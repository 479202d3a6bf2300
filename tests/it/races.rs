//! Two people at once: one record, one winner, the loser's documented error. On both databases.

use std::collections::BTreeMap;

/// Rounds of each race.
const ROUNDS: usize = 200;

/// What two answers of a race said, sorted.
fn outcome(a: &crate::harness::Answer, b: &crate::harness::Answer) -> String {
    let word = |answer: &crate::harness::Answer| match answer.status.as_u16() {
        200 | 201 => "done".to_owned(),
        _ => answer.json()["code"].as_str().unwrap_or("?").to_owned(),
    };
    let mut words = [word(a), word(b)];
    words.sort();
    words.join(" + ")
}

on_both! {
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
