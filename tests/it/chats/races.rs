//! Two people at once: one winner, the loser's documented error, and counters that one could count.

use super::{ask, caller, connect, mark, unread_chats};
use crate::harness::{Answer, Client};
use serde_json::json;
use std::collections::BTreeMap;
use talkamie::{domain::chat::Delivery, operations::chats::messages as operations};

/// Rounds of each race.
const ROUNDS: usize = 100;

/// What an answer said.
fn word(answer: &Answer) -> String {
    match answer.status.as_u16() {
        200 => "done".to_owned(),
        _ => answer.json()["code"].as_str().unwrap_or("?").to_owned(),
    }
}

async fn try_to_ask(from: &Client<'_>, to: &Client<'_>) -> Answer {
    from.post(format!("/v1/user/{to}/message/request"), json!({ "text": "May I?" })).await
}

/// How the chat of the two stands for one of them: its request's status, whether it waits in the list, and whether they are
/// connected.
async fn standing(one: &Client<'_>, other: &Client<'_>) -> (String, bool, bool) {
    let user = one.get(format!("/v1/user/{other}")).await.expect(200);
    let status = user["viewer"]["chat"]["request"]["status"].as_str().unwrap_or("none").to_owned();
    let pending = one.get("/v1/chats/pending").await.expect(200) != json!([]);
    let connected = user["viewer"]["connectRequest"]["status"] == "accepted";
    assert_eq!(pending, status == "pending");
    assert_eq!(connected, status == "accepted", "who is connected may write, and nobody else");
    (status, pending, connected)
}

on_both! {
    async fn opposite_requests_have_one_winner(app) {
        let (ann, ben) = app.ann_and_ben().await;
        for round in 0..ROUNDS {
            let (a, b) = tokio::join!(try_to_ask(&ann, &ben), try_to_ask(&ben, &ann));
            let mut words = [word(&a), word(&b)];
            words.sort();
            assert_eq!(words, ["done", "message-request/pending"], "round {round}");
            let (asker, other) = if a.status.is_success() { (&ann, &ben) } else { (&ben, &ann) };
            assert_eq!((unread_chats(asker).await, unread_chats(other).await), (json!(0), json!(1)));
            asker.delete(format!("/v1/user/{other}/message/request")).await.expect(200);
        }
        assert_eq!((unread_chats(&ann).await, unread_chats(&ben).await), (json!(0), json!(0)));
    }

    async fn canceling_accepting_and_rejecting_have_one_winner(app) {
        let mut seen = BTreeMap::new();
        for round in 0..ROUNDS {
            // A rejected request cannot be repeated, so now and then the people change.
            let (ann, ben) = app.ann_and_ben_again(&format!("R{round}")).await;
            ask(&ben, &ann, "May I?").await;
            let (cancel, accept, reject) = tokio::join!(
                ben.delete(format!("/v1/user/{ann}/message/request")),
                ann.post_empty(format!("/v1/user/{ben}/message/request/accept")),
                ann.delete(format!("/v1/user/{ben}/message/request/reject"))
            );
            let answers = [("none", cancel), ("accepted", accept), ("rejected", reject)];
            let won: Vec<&str> = answers.iter().filter(|(_, answer)| answer.status.is_success()).map(|(what, _)| *what).collect();
            assert_eq!(won.len(), 1, "round {round}: {won:?}");
            let lost = answers.iter().filter(|(_, answer)| !answer.status.is_success());
            assert!(lost.clone().all(|(_, answer)| word(answer) == "message-request/not-found"), "round {round}");
            for (one, other) in [(&ann, &ben), (&ben, &ann)] {
                assert_eq!(standing(one, other).await.0, won[0], "round {round}");
                assert_eq!(unread_chats(one).await, 0, "round {round}");
            }
            *seen.entry(won[0]).or_insert(0) += 1;
        }
        assert_eq!(seen.values().sum::<usize>(), ROUNDS);
    }

    async fn message_requests_and_connections_agree_whoever_comes_first(app) {
        for round in 0..ROUNDS {
            let (ann, ben) = app.ann_and_ben_again(&format!("R{round}")).await;
            ben.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
            ask(&ben, &ann, "May I?").await;
            let accept_message = ann.post_empty(format!("/v1/user/{ben}/message/request/accept"));
            // Against an act on the connection, each kind in turn.
            let (message, connection) = match round % 4 {
                0 => tokio::join!(accept_message, ann.post_empty(format!("/v1/user/{ben}/connection/accept"))),
                1 => tokio::join!(accept_message, ann.delete(format!("/v1/user/{ben}/connection/reject"))),
                2 => tokio::join!(accept_message, ben.delete(format!("/v1/user/{ann}/connection"))),
                _ => tokio::join!(accept_message, ben.delete(format!("/v1/user/{ann}/connection/disconnect"))),
            };
            let (message, connection) = (word(&message), word(&connection));
            let ended = round % 4 == 3 && connection == "done";
            for (one, other) in [(&ann, &ben), (&ben, &ann)] {
                assert_eq!(standing(one, other).await.2, !ended, "round {round}: {message} {connection}");
                assert_eq!(one.get("/v1/auth").await.expect(200)["user"]["totalConnections"], i32::from(!ended));
            }
            let possible = match round % 4 {
                // The connection was accepted first: then no message request waits. Else no connection request does.
                0 => [("message-request/not-found", "done"), ("done", "connection/not-found")],
                // Rejected or taken back first: the message request connects them all the same.
                1 | 2 => [("done", "done"), ("done", "connection/not-found")],
                // Ended after it began, or tried before.
                _ => [("done", "done"), ("done", "connection/not-found")],
            };
            assert!(possible.contains(&(message.as_str(), connection.as_str())), "round {round}: {message} {connection}");
        }
    }

    /// Writing, reading and disconnecting at once: nothing is written after the end, and what is unread is what one counts.
    async fn counters_are_exact_under_writing_reading_and_ending(app) {
        for round in 0..ROUNDS / 4 {
            let (ann, ben) = app.ann_and_ben_again(&format!("R{round}")).await;
            let chat = connect(&ann, &ben).await;
            let say = async |who: &Client<'_>, text: &str| operations::send(&app.ctx, caller(who), &chat, text, None).await.is_ok();
            let read = async |who: &Client<'_>| {
                let page = who.get(format!("/v1/chat/{chat}/messages")).await.expect(200);
                let ids: Vec<&str> = page.as_array().unwrap().iter().map(|message| message["id"].as_str().unwrap()).collect();
                mark(who, &chat, &ids.iter().map(|id| (*id, Delivery::Read)).collect::<Vec<_>>()).await;
            };
            let (a, b, c, d, (), (), _) = tokio::join!(
                say(&ann, "1"),
                say(&ben, "2"),
                say(&ann, "3"),
                say(&ben, "4"),
                read(&ann),
                read(&ben),
                ann.delete(format!("/v1/user/{ben}/connection/disconnect"))
            );
            assert!(!say(&ann, "after the end").await);
            let page = ann.get(format!("/v1/chat/{chat}/messages")).await.expect(200);
            let page = page.as_array().unwrap();
            assert_eq!(page.len(), [a, b, c, d].into_iter().filter(|done| *done).count(), "what was answered was kept");
            for who in [&ann, &ben] {
                let unread = page.iter().filter(|m| m["sender"]["id"] != who.to_string() && m["delivery"]["status"] != "read");
                let unread = unread.count();
                assert_eq!(who.get(format!("/v1/chat/{chat}")).await.expect(200)["totalUnreadMessages"], unread);
                assert_eq!(unread_chats(who).await, i32::from(unread > 0));
                assert_eq!(who.get("/v1/chats/unread").await.expect(200).as_array().unwrap().len(), usize::from(unread > 0));
            }
        }
    }
}
