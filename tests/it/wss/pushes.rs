//! What is told unasked: what happens over HTTP, by time or by an operator reaches the sockets.

use super::DIALECTS;
use crate::{
    calls::ann_calls_ben,
    harness::app::START_MS,
    schedules::{at, book, friends, slot},
};
use serde_json::{Value, json};
use talkamie::{
    domain::{
        call::{Act, Media},
        time::{MS_PER_DAY, MS_PER_MINUTE},
    },
    operations::calls::signalling,
};

/// Milliseconds from now to a quarter of an hour before the call at ten o'clock of the second day.
const TO_A_QUARTER_BEFORE: i64 = 2 * MS_PER_DAY - START_MS % MS_PER_DAY + (9 * 60 + 45) * MS_PER_MINUTE;

on_both! {
    async fn a_call_is_announced_twice_to_both(app) {
        let (ann, ben) = friends(&app).await;
        let server = app.listen().await;
        let mut anns = server.socket_in("dotted", &ann).await;
        let mut bens = server.socket_in("hyphenated", &ben).await;
        let call = book(&ann, &ben, slot(at(2, 10, 0), at(2, 11, 0), "none")).await;
        let message = bens.hear_of("new-message").await;
        assert_eq!(message["data"]["message"]["schedule"]["id"], call["id"]);
        let told = bens.hear_of("alert").await;
        assert_eq!(told["data"]["schedule"]["id"], call["id"]);
        assert_eq!(told["data"]["alert"]["schedule"]["attendee"]["name"], "Ann Lee", "as Ben sees it");
        bens.hear_of("update-user").await;
        let own = anns.hear_of("chat.message.send").await;
        assert_eq!(own["data"]["message"]["id"], message["data"]["message"]["id"], "written over HTTP, as Ann's own");
        anns.hear_of("chats.update").await;
        anns.caught_up().await;

        app.clock.advance_ms(TO_A_QUARTER_BEFORE - (app.clock.now() - START_MS));
        app.work().await;
        let early = anns.caught_up().await;
        assert!(early.iter().all(|frame| frame["action"] != "schedule.upcoming"), "a quarter of an hour before: {early:?}");
        for minutes in [6, 10] {
            app.clock.advance_ms(minutes * MS_PER_MINUTE);
            app.work().await;
            for socket in [&mut anns, &mut bens] {
                let upcoming = socket.hear_of("schedule.upcoming").await;
                assert_eq!(upcoming["data"]["schedule"]["id"], call["id"], "{minutes}");
            }
        }
        app.clock.advance_ms(MS_PER_DAY);
        app.work().await;
        let rest = [anns.caught_up().await, bens.caught_up().await].concat();
        assert!(rest.iter().all(|frame| frame["action"] != "schedule.upcoming"), "{rest:?}");
        server.stop().await;
    }

    async fn coins_that_run_out_are_told(app) {
        for dialect in DIALECTS {
            let (ann, ben, chat) = ann_calls_ben(&app, dialect, 25).await;
            let server = app.listen().await;
            let mut anns = server.socket_in(dialect, &ann).await;
            let by = |who| crate::calls::caller(who);
            crate::calls::come(&app, &[ben.id]).await;
            let (call, _) = signalling::begin(&app.ctx, by(&ann).await, chat, Media::Video).await.unwrap();
            signalling::act(&app.ctx, by(&ben).await, call.id, Act::Accept, None).await.unwrap();
            for who in [&ann, &ben] {
                signalling::act(&app.ctx, by(who).await, call.id, Act::Connect, None).await.unwrap();
            }
            let low = anns.hear_of("user.coins.low").await;
            let ledger = ann.get(format!("/v1/user/{ann}")).await.expect(200)["ledger"].clone();
            assert!(ledger["paypal"].is_object(), "whole, for clients replace theirs: {ledger}");
            assert_eq!(low["data"]["user"], json!({ "id": ann.to_string(), "ledger": ledger }));
            signalling::act(&app.ctx, by(&ann).await, call.id, Act::End, None).await.unwrap();
            let update = anns.hear_of(anns.named("user.update", "update-user")).await;
            assert_eq!(update["data"]["user"]["ledger"]["coins"]["balance"], 15.0);
            server.stop().await;
        }
    }

    async fn everybody_concerned_is_told_of_the_end_of_a_connection(app) {
        for dialect in DIALECTS {
            let (ann, ben, chat) = ann_calls_ben(&app, dialect, 0).await;
            ann.put(format!("/v1/user/{ann}"), json!({ "visibility": "matches", "bio": "Grows roses" })).await.expect(200);
            let server = app.listen().await;
            let mut bens = server.socket_in(dialect, &ben).await;
            ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
            let kept = json!({ "id": ann.to_string(), "name": format!("Ann {dialect}"), "rating": 0.0, "type": "senior" });
            let told = bens.hear_of(bens.named("alert.update", "alert")).await;
            assert_eq!(told["data"]["connectRequest"]["status"], "canceled");
            assert_eq!(told["data"]["connectRequest"]["user"], kept, "as Ben sees her now");
            let told = bens.hear_of("chat.update").await;
            assert_eq!(told["data"]["chat"]["id"], chat.to_string());
            assert_eq!(told["data"]["chat"]["user"], kept);
            let me = bens.hear_of(bens.named("user.update", "update-user")).await;
            assert_eq!(me["data"]["user"]["totalConnections"], 0);
            server.stop().await;
        }
    }

    async fn what_one_does_oneself_reaches_ones_other_connections(app) {
        let (ann, ben) = friends(&app).await;
        let server = app.listen().await;
        let (mut one, mut two, mut bens) =
            (server.socket(&ann).await, server.socket(&ann).await, server.socket(&ben).await);
        ann.put(format!("/v1/user/{ann}"), json!({ "name": "Ann Marlowe" })).await.expect(200);
        for socket in [&mut one, &mut two] {
            assert_eq!(socket.hear_of("user.update").await["data"]["user"]["name"], "Ann Marlowe");
        }
        ann.post(format!("/v1/user/{ben}/review"), json!({ "text": "Kind.", "rate": 5 })).await.expect(200);
        let told = bens.hear_of("alert.new").await;
        assert_eq!((&told["data"]["review"]["text"], &told["data"]["alert"]["type"]), (&json!("Kind."), &json!("review")));
        assert_eq!(bens.hear_of("user.update").await["data"]["user"]["totalReviews"], 1);
        let none: [Vec<Value>; 2] = [one.caught_up().await, two.caught_up().await];
        assert!(none.iter().all(Vec::is_empty), "Ben's are not Ann's: {none:?}");
        server.stop().await;
    }

    async fn everything_is_told_once_and_in_the_order_of_the_commits(app) {
        let (ann, ben) = friends(&app).await;
        let chat = ann.get(format!("/v1/user/{ben}")).await.expect(200)["viewer"]["chat"]["id"].clone();
        let server = app.listen().await;
        // Two processes on one database, as far as this one can tell.
        let other = app.listen().await;
        let (mut first, mut second) = (server.socket(&ben).await, other.socket(&ben).await);
        let mut anns = [server.socket(&ann).await, other.socket(&ann).await, other.socket(&ann).await];
        let mut sent = vec![];
        for round in 0..20 {
            let [a, b, c] = &mut anns;
            let say = |word: &str| json!({ "action": "chat.message.send", "chatId": chat, "message": { "text": word } });
            let words = [format!("a{round}"), format!("b{round}"), format!("c{round}")];
            let said = tokio::join!(a.ask(say(&words[0])), b.ask(say(&words[1])), c.ask(say(&words[2])));
            for answer in [said.0, said.1, said.2] {
                assert_eq!(answer["success"], true, "{answer}");
                sent.push(answer["data"]["message"]["id"].as_str().unwrap().to_owned());
            }
        }
        let mut heard = vec![];
        for socket in [&mut first, &mut second] {
            let mut ids: Vec<String> = vec![];
            while ids.len() < sent.len() {
                ids.push(socket.hear_of("chat.message.new").await["data"]["message"]["id"].as_str().unwrap().to_owned());
            }
            assert!(socket.caught_up().await.iter().all(|frame| frame["action"] != "chat.message.new"));
            heard.push(ids);
        }
        assert_eq!(heard[0], heard[1], "the same order everywhere");
        let (mut all, mut once) = (sent, heard.remove(0));
        all.sort();
        once.sort();
        assert_eq!(all, once, "each once");
        server.stop().await;
        other.stop().await;
    }
}
