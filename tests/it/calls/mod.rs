//! Calls: their stories, as the realtime face drives them, and the group `calls` as its callers see it.

mod away;
mod faults;
mod ice;
mod told;

use crate::harness::{Client, TestApp, app::TENANT};
use serde_json::{Value, json};
use std::sync::Arc;
use talkamie::{
    domain::{
        call::{Act, Call, CannotCall, Change, Media, Refusal, Status},
        ids::{CallId, ChatId, NodeId, UserId},
        user::UserType,
    },
    operations::{
        CallSettings, Caller, Ctx, Settings,
        calls::{
            signalling::{self, Declined},
            tending::{tend, tend_all},
        },
        sessions,
    },
};

/// The one who asks, as a socket knows them.
pub async fn caller(who: &Client<'_>) -> Caller {
    sessions::authenticate(&who.app.ctx, who.token.as_deref().unwrap(), "talkamie").await.unwrap()
}

/// Two who are connected, the senior with coins, and their chat.
pub async fn ann_calls_ben<'a>(app: &'a TestApp, mark: &str, coins: i64) -> (Client<'a>, Client<'a>, ChatId) {
    let (ann, ben) = app.ann_and_ben_again(mark).await;
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
    let accepted = ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
    if coins > 0 {
        app.credit(ann.id, coins).await;
    }
    come(app, &[ann.id, ben.id]).await;
    (ann, ben, accepted["chat"]["id"].as_str().unwrap().parse().unwrap())
}

/// A process that is alive as long as the test runs.
const NODE: NodeId = NodeId(uuid::Uuid::from_u128(0xE0));

/// Opens a socket for each of these people.
pub async fn come(app: &TestApp, people: &[UserId]) {
    let mut tx = app.ctx.store.write().await.unwrap();
    tx.beat(NODE, i64::MAX).await.unwrap();
    tx.put_presence(TENANT, NODE, people).await.unwrap();
    tx.commit().await.unwrap();
}

/// Closes all sockets of these people.
pub async fn go(app: &TestApp, people: &[UserId]) {
    let mut tx = app.ctx.store.write().await.unwrap();
    tx.remove_presence(NODE, people).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn ring(who: &Client<'_>, chat: ChatId) -> Result<Call, Declined> {
    Ok(signalling::begin(&who.app.ctx, caller(who).await, chat, Media::Video).await?.0)
}

pub async fn act(who: &Client<'_>, call: &Call, wished: Act) -> Result<Change, Declined> {
    Ok(signalling::act(&who.app.ctx, caller(who).await, call.id, wished, None).await?.0.change)
}

/// Lets time pass for a call, and the server see to it when it wants to be seen to.
pub async fn pass(app: &TestApp, call: &Call, ms: i64) -> Call {
    let until_ms = app.clock.now() + ms;
    loop {
        let (now, next_ms) = tend(&app.ctx, TENANT, call.id).await.unwrap();
        match next_ms.filter(|next_ms| *next_ms <= until_ms) {
            Some(next_ms) => app.clock.advance_ms((next_ms - app.clock.now()).max(0)),
            None => {
                app.clock.advance_ms(until_ms - app.clock.now());
                return now;
            }
        }
    }
}

/// An answered call on which both are connected.
pub async fn connected(ann: &Client<'_>, ben: &Client<'_>, chat: ChatId) -> Call {
    let call = ring(ann, chat).await.unwrap();
    ann.app.clock.advance_ms(5_000);
    act(ben, &call, Act::Accept).await.unwrap();
    act(ann, &call, Act::Connect).await.unwrap();
    act(ben, &call, Act::Connect).await.unwrap();
    call
}

fn told(events: &[Value], word: &str) -> usize {
    events.iter().filter(|event| event["event"] == word).count()
}

async fn transactions(who: &Client<'_>, path: &str) -> Vec<(String, String, f64)> {
    let listed = who.get(format!("/v1/finance/transactions{path}")).await.expect(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let item = |t: &Value| (text(&t["type"]), text(&t["status"]), t["coins"]["amount"].as_f64().unwrap());
    listed.as_array().unwrap().iter().map(item).collect()
}

on_both! {
    async fn a_call_is_paid_minute_by_minute(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "pays", 100).await;
        let call = connected(&ann, &ben, chat).await;
        assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (90.0, 10.0), "connecting starts the first minute");
        pass(&app, &call, 60_000).await;
        assert_eq!(app.holds(ann.id).await, 90.0);
        pass(&app, &call, 1).await;
        pass(&app, &call, 0).await;
        assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (80.0, 20.0));
        app.audit().await;
        assert_eq!(transactions(&ann, "").await, [("payment".into(), "processing".into(), 20.0)]);

        pass(&app, &call, 29_999).await;
        let running = ann.get(format!("/v1/call/{}", call.id)).await.expect(200);
        assert_eq!((&running["status"], &running["duration"]), (&json!("accepted"), &json!(90)));
        assert_eq!(ben.get("/v1/calls/histories").await.expect(200), json!([]), "it is not over");
        assert_eq!(act(&ben, &call, Act::End).await.unwrap(), Change::End(Status::Accepted));
        assert_eq!(act(&ann, &call, Act::End).await.unwrap(), Change::Keep, "the other client ends it as well");
        assert_eq!(transactions(&ann, "").await, [("payment".into(), "succeeded".into(), 20.0)]);
        assert_eq!(transactions(&ben, "/earnings").await, [("earning".into(), "succeeded".into(), 20.0)]);
        for (client, path) in [(&ann, "/purchases"), (&ann, "/earnings"), (&ben, "/withdrawals")] {
            assert_eq!(transactions(client, path).await, []);
        }
        let (of_ann, of_ben) = (app.events(ann.id).await, app.events(ben.id).await);
        assert_eq!((told(&of_ann, "coins-low"), told(&of_ben, "coins-low")), (0, 0));
        assert_eq!(of_ann.last().unwrap()["event"], "user", "balances and the day's calls have changed");
        assert_eq!(of_ben.last().unwrap()["event"], "user");
        app.audit().await;
    }

    async fn a_senior_who_runs_out_of_coins_is_told_and_the_call_ends(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "runs out", 35).await;
        let call = connected(&ann, &ben, chat).await;
        let mut low = vec![];
        for _ in 0..3 {
            low.push((app.holds(ann.id).await, told(&app.events(ann.id).await, "coins-low")));
            pass(&app, &call, 60_001).await;
        }
        assert_eq!(low, [(25.0, 0), (15.0, 1), (5.0, 2)], "told when they are low, and when the last minute begins");
        let ended = pass(&app, &call, 600_000).await;
        assert_eq!((ended.charged_minutes, ended.duration_s(0)), (3, 180));
        assert!(ended.ended_at_ms.is_some());
        assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (5.0, 30.0));
        assert!(matches!(ring(&ann, chat).await, Err(Declined::CannotCall(CannotCall::CoinsTooLow))));
        app.audit().await;
    }

    async fn the_share_and_the_price_are_settings_and_stay_with_the_call(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "shares", 100).await;
        let with = |calls: CallSettings| Ctx { settings: Arc::new(Settings { calls, ..(*app.ctx.settings).clone() }), ..app.ctx.clone() };
        let dear = with(CallSettings { minute_hundredths: 333, share_percent: 80, ..CallSettings::default() });
        let call = signalling::begin(&dear, caller(&ben).await, chat, Media::Audio).await.unwrap().0;
        act(&ann, &call, Act::Accept).await.unwrap();
        act(&ben, &call, Act::Connect).await.unwrap();
        pass(&app, &call, 61_000).await;
        act(&ann, &call, Act::End).await.unwrap();
        assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (100.0 - 6.66, 5.32), "a volunteer may call; the senior pays");
        let audit = app.audit().await;
        assert_eq!(audit.house_holds_hundredths["commission"], 2 * 67);

        let free = with(CallSettings { minute_hundredths: 0, ..CallSettings::default() });
        let call = signalling::begin(&free, caller(&ann).await, chat, Media::Audio).await.unwrap().0;
        act(&ben, &call, Act::Accept).await.unwrap();
        act(&ben, &call, Act::Connect).await.unwrap();
        pass(&app, &call, 61_000).await;
        act(&ann, &call, Act::End).await.unwrap();
        assert_eq!(app.holds(ben.id).await, 5.32);
        let shown = ann.get(format!("/v1/call/{}", call.id)).await.expect(200);
        assert_eq!((&shown["duration"], &shown["type"]), (&json!(61), &json!("audio")));
        app.audit().await;
    }

    async fn a_call_that_nobody_answers_is_missed(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "misses", 100).await;
        let call = ring(&ann, chat).await.unwrap();
        assert_eq!(pass(&app, &call, 44_999).await.status, Status::Ringing);
        let missed = pass(&app, &call, 10_000).await;
        assert_eq!((missed.status, missed.ended_at_ms), (Status::Missed, Some(call.started_at_ms + 45_000)));
        assert!(matches!(act(&ben, &call, Act::Accept).await, Err(Declined::Refused(Refusal::Over))));

        app.clock.advance_ms(1);
        go(&app, &[ben.id]).await;
        let unreachable = ring(&ann, chat).await.unwrap();
        assert_eq!((unreachable.status, unreachable.ended_at_ms), (Status::Missed, Some(unreachable.started_at_ms)));
        come(&app, &[ben.id]).await;
        app.clock.advance_ms(1);
        let rejected = ring(&ann, chat).await.unwrap();
        assert!(matches!(act(&ann, &rejected, Act::Reject).await, Err(Declined::Refused(Refusal::NotCallee))));
        assert!(matches!(act(&ann, &rejected, Act::Connect).await, Err(Declined::Refused(Refusal::NotAnswered))));
        assert!(matches!(act(&ann, &rejected, Act::Charge).await, Err(Declined::Refused(Refusal::NotServer))));
        act(&ben, &rejected, Act::Reject).await.unwrap();
        let listed = ben.get("/v1/calls/histories").await.expect(200);
        let seen: Vec<_> = listed.as_array().unwrap().iter().map(|call| call["status"].as_str().unwrap()).collect();
        assert_eq!(seen, ["rejected", "missed", "missed"]);
        assert_eq!(listed[0]["direction"], "incoming");
        assert_eq!(app.audit().await.transactions, 0);
    }

    async fn who_may_call_whom(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "may call", 100).await;
        let (cy, dee, other) = ann_calls_ben(&app, "others", 100).await;
        assert!(matches!(ring(&ann, other).await, Err(Declined::NoChat)));
        assert!(matches!(ring(&ann, ChatId(uuid::Uuid::new_v4())).await, Err(Declined::NoChat)));

        let call = connected(&ann, &ben, chat).await;
        assert!(matches!(act(&cy, &call, Act::End).await, Err(Declined::NoCall)), "a stranger ends nothing");
        assert!(matches!(ring(&ben, chat).await, Err(Declined::CannotCall(CannotCall::Busy))));
        cy.get(format!("/v1/call/{}", call.id)).await.expect_problem("call/not-found");
        cy.get("/v1/call/nothing").await.expect_problem("call/not-found");
        cy.get(format!("/v1/call/{}", uuid::Uuid::new_v4())).await.expect_problem("call/not-found");

        // Somebody else calls Ben while he talks.
        cy.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        let accepted = ben.post_empty(format!("/v1/user/{cy}/connection/accept")).await.expect(200);
        let third: ChatId = accepted["chat"]["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(ring(&cy, third).await.unwrap().status, Status::Missed);
        act(&ben, &call, Act::End).await.unwrap();
        let again = ring(&cy, third).await.unwrap();
        assert_eq!(again.status, Status::Ringing);
        assert!(matches!(ring(&ann, chat).await, Ok(missed) if missed.status == Status::Missed));
        act(&cy, &again, Act::End).await.unwrap();

        // Enough for today; tomorrow is another day.
        let mut tx = app.ctx.store.write().await.unwrap();
        let mut user = tx.lock_user(TENANT, dee.id).await.unwrap().unwrap();
        (user.max_call_count, user.max_call_duration_s) = (Some(1), Some(300));
        tx.save_user(&user).await.unwrap();
        tx.commit().await.unwrap();
        let call = connected(&cy, &dee, other).await;
        let ended = pass(&app, &call, 3_600_000).await;
        assert_eq!((ended.duration_s(0), ended.charged_minutes), (300, 5), "as long as the volunteer wishes at most");
        assert!(matches!(ring(&cy, other).await, Err(Declined::CannotCall(CannotCall::EnoughForToday))));
        app.clock.advance_ms(86_400_000);
        assert_eq!(ring(&cy, other).await.unwrap().status, Status::Ringing);

        // Who is not connected any more does not call.
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        assert!(matches!(ring(&ann, chat).await, Err(Declined::CannotCall(CannotCall::NotConnected))));
        let eve = app.person("Eve", UserType::Senior).await;
        come(&app, &[eve.id]).await;
        ann.post_empty(format!("/v1/user/{eve}/connection")).await.expect(200);
        let accepted = eve.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        let seniors: ChatId = accepted["chat"]["id"].as_str().unwrap().parse().unwrap();
        assert!(matches!(ring(&ann, seniors).await, Err(Declined::CannotCall(CannotCall::NeedsSeniorAndVolunteer))));
        app.audit().await;
    }

    async fn both_call_at_once_and_one_call_rings(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "at once", 1_000).await;
        for _ in 0..20 {
            let (a, b) = tokio::join!(ring(&ann, chat), ring(&ben, chat));
            let rings: Vec<&Call> = [&a, &b].into_iter().flatten().filter(|call| call.status == Status::Ringing).collect();
            assert_eq!(rings.len(), 1, "{a:?} {b:?}");
            let call = rings[0].clone();
            let callee = if call.callee == ann.id { &ann } else { &ben };
            // Answering, hanging up and time itself at once: it ends once, whoever wins.
            let (accepted, ended, _) = tokio::join!(act(callee, &call, Act::Accept), act(&ann, &call, Act::End), tend(&app.ctx, TENANT, call.id));
            assert!(ended.is_ok() && accepted.map_or_else(|e| matches!(e, Declined::Refused(_)), |_| true));
            act(&ben, &call, Act::End).await.unwrap();
        }
        app.audit().await;
    }

    async fn a_minute_is_paid_once_whoever_asks(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "once", 1_000).await;
        let call = connected(&ann, &ben, chat).await;
        for minute in 2..=10 {
            app.clock.advance_ms(60_001);
            let look = || tend(&app.ctx, TENANT, call.id);
            let outcomes = tokio::join!(look(), look(), look(), look());
            assert!(outcomes.0.is_ok() && outcomes.1.is_ok() && outcomes.2.is_ok() && outcomes.3.is_ok());
            assert_eq!(app.holds(ben.id).await, f64::from(minute) * 10.0);
        }
        act(&ann, &call, Act::End).await.unwrap();
        app.audit().await;
    }

    async fn what_a_stopped_server_left_ends_and_is_not_paid(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "left", 1_000).await;
        let call = connected(&ann, &ben, chat).await;
        let (cy, _, other) = ann_calls_ben(&app, "left ringing", 1_000).await;
        let ringing = ring(&cy, other).await.unwrap();
        app.clock.advance_ms(3_600_000);
        assert_eq!(tend_all(&app.ctx, TENANT).await.unwrap(), 2);
        assert_eq!(tend_all(&app.ctx, TENANT).await.unwrap(), 0, "nobody is in a call");
        assert_eq!(app.holds(ann.id).await, 990.0, "an hour that nobody watched is not paid");
        let shown = cy.app.ctx.store.read().await.unwrap().find_call(TENANT, ringing.id).await.unwrap().unwrap();
        assert_eq!((shown.status, shown.ended_at_ms), (Status::Missed, Some(ringing.started_at_ms + 45_000)));
        let shown = ben.get(format!("/v1/call/{}", call.id)).await.expect(200);
        assert_eq!(shown["duration"], 60);
        assert!(matches!(tend(&app.ctx, TENANT, CallId(uuid::Uuid::new_v4())).await, Err(Declined::NoCall)));
        app.audit().await;
    }

    async fn a_lost_connection_stops_the_clock_and_in_the_end_the_call(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "lost", 1_000).await;
        let call = connected(&ann, &ben, chat).await;
        pass(&app, &call, 10_000).await;
        act(&ann, &call, Act::Disconnect).await.unwrap();
        act(&ben, &call, Act::Disconnect).await.unwrap();
        pass(&app, &call, 60_000).await;
        act(&ann, &call, Act::Connect).await.unwrap();
        pass(&app, &call, 49_000).await;
        assert_eq!(app.holds(ann.id).await, 990.0, "59 seconds of the first minute");
        act(&ann, &call, Act::Disconnect).await.unwrap();
        let ended = pass(&app, &call, 600_000).await;
        assert_eq!((ended.phase(), ended.duration_s(0)), (talkamie::domain::call::Phase::Over, 59));
        app.audit().await;
    }

    /// Both keep the call; who parts and hides keeps a name in it.
    async fn who_parted_and_hides_is_a_name_in_the_calls(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "parts", 1_000).await;
        let call = connected(&ann, &ben, chat).await;
        let be = async |bio: &str| ann.put(format!("/v1/user/{ann}"), json!({ "visibility": "matches", "bio": bio })).await.expect(200);
        be("Grows roses").await;
        let path = format!("/v1/call/{}", call.id);
        assert_eq!(ben.get(&path).await.expect(200)["user"]["bio"], "Grows roses");
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        be("Grows tulips").await;
        let kept = json!({ "id": ann.to_string(), "name": "Ann parts", "rating": 0.0, "type": "senior" });
        assert_eq!(ben.get(&path).await.expect(200)["user"], kept);
        assert_eq!(ben.get("/v1/calls/histories").await.expect(200)[0]["user"], kept);
        assert_eq!(ann.get(&path).await.expect(200)["user"]["verification"]["verified"], false, "Ben hides from nobody");
    }

    async fn histories_are_paged_and_searched(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "history", 1_000).await;
        let eve = app.person("Eve Stone", UserType::Volunteer).await;
        come(&app, &[eve.id]).await;
        ann.post_empty(format!("/v1/user/{eve}/connection")).await.expect(200);
        let accepted = eve.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        let other: ChatId = accepted["chat"]["id"].as_str().unwrap().parse().unwrap();
        let mut made = vec![];
        for n in 0..7 {
            let (from, chat) = match n % 3 {
                0 => (&ann, chat),
                1 => (&ben, chat),
                _ => (&ann, other),
            };
            let call = ring(from, chat).await.unwrap();
            act(&ann, &call, Act::End).await.unwrap();
            made.push((call.id.to_string(), n % 3 == 2));
            app.clock.advance_ms(1_000);
        }
        made.reverse();
        for size in [1, 2, 3, 25] {
            let (mut seen, mut query) = (vec![], format!("pageSize={size}"));
            loop {
                let answer = ann.get(format!("/v1/calls/histories?{query}")).await;
                answer.expect(200);
                let page = answer.json();
                seen.extend(page["data"].as_array().unwrap().iter().map(|call| call["id"].as_str().unwrap().to_owned()));
                let Some(key) = page["pagination"].get("lastEvaluatedKey") else { break };
                let key: String = key.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
                query = format!("pageSize={size}&lastEvaluatedKey={key}");
            }
            assert_eq!(seen, made.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), "{size}");
        }
        let found = ann.get("/v1/calls/histories?keyword=STONE").await.expect(200);
        let ids: Vec<_> = found.as_array().unwrap().iter().map(|call| call["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, made.iter().filter(|(_, of_eve)| *of_eve).map(|(id, _)| id.clone()).collect::<Vec<_>>());
        assert_eq!((&found[0]["user"]["name"], &found[0]["chat"]["id"]), (&json!("Eve Stone"), &json!(other.to_string())));
        assert_eq!(ann.get("/v1/calls/histories?keyword=ann").await.expect(200), json!([]), "the other one's name");
        ann.get("/v1/calls/histories?lastEvaluatedKey=x").await.expect_problem("cursor/invalid");
        assert_eq!(eve.get("/v1/calls/histories").await.expect(200).as_array().unwrap().len(), 2);

        // Who left keeps no name; the call stays.
        eve.delete(format!("/v1/user/{eve}")).await.expect(200);
        let listed = ann.get("/v1/calls/histories").await.expect(200);
        assert_eq!(listed.as_array().unwrap().len(), 7);
        assert_eq!(listed[1]["user"]["id"], eve.to_string());
        assert_eq!(listed[1]["user"]["name"], "Former member");
    }
}
