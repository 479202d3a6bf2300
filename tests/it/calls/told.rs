//! What sockets are to be told of calls, on which connection a call is answered, and what browsers say to each other.

use super::{ann_calls_ben, caller, come, connected, go, ring};
use crate::harness::{Client, TestApp, app::TENANT};
use serde_json::{Map, Value, json};
use talkamie::{
    domain::{
        call::{Act, Call, Change, Refusal, Status},
        connection::{self, Face},
        ids::ChatId,
    },
    operations::{
        calls::{
            signalling::{self, Declined},
            tending::tend_all,
        },
        connections::{self, Wish},
        events::Origin,
    },
};
use uuid::Uuid;

const PHONE: Option<Origin> = Some(Origin(Uuid::from_u128(1)));
const TABLET: Option<Origin> = Some(Origin(Uuid::from_u128(2)));

/// What a person was told of calls since the last look: `calling`, `ended but for 1`.
async fn news(app: &TestApp, who: &Client<'_>, seen: &mut usize) -> Vec<String> {
    let events = app.events(who.id).await;
    let of_calls = |event: &Value| {
        let but =
            event["origin"].as_str().map(|origin| format!(" but for {}", Uuid::parse_str(origin).unwrap().as_u128()));
        Some(event["news"].as_str()?.to_owned() + &but.unwrap_or_default())
    };
    let new = events[*seen..].iter().filter_map(of_calls).collect();
    *seen = events.len();
    new
}

async fn act_on(who: &Client<'_>, call: &Call, wished: Act, on: Option<Origin>) -> Result<Change, Declined> {
    Ok(signalling::act(&who.app.ctx, caller(who).await, call.id, wished, on).await?.0.change)
}

async fn signal(who: &Client<'_>, chat: ChatId, n: i64) -> Result<(), Declined> {
    let said = Map::from_iter([("candidate".to_owned(), json!({ "n": n, "sdpMid": null, "text": "\u{0}\"ü" }))]);
    signalling::signal(&who.app.ctx, caller(who).await, chat, &said).await
}

/// The numbers of the signals that a person was told, in order.
async fn signals(app: &TestApp, who: &Client<'_>) -> Vec<i64> {
    let events = app.events(who.id).await;
    events.iter().filter_map(|event| event["signal"]["candidate"]["n"].as_i64()).collect()
}

on_both! {
    async fn each_end_is_told_to_who_does_not_know_it(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "told", 1_000).await;
        let (mut of_ann, mut of_ben) = (0, 0);
        macro_rules! told {
            ($ann:expr, $ben:expr) => {{
                let told = (news(&app, &ann, &mut of_ann).await, news(&app, &ben, &mut of_ben).await);
                let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
                assert_eq!(told, (words(&$ann), words(&$ben)));
            }};
        }
        // Answered, and ended by the callee.
        let call = ring(&ann, chat).await.unwrap();
        told!([], ["calling"]);
        act_on(&ben, &call, Act::Accept, PHONE).await.unwrap();
        told!(["accepted but for 1"], []);
        act_on(&ann, &call, Act::Connect, None).await.unwrap();
        act_on(&ann, &call, Act::Disconnect, None).await.unwrap();
        told!([], []);
        act_on(&ben, &call, Act::End, PHONE).await.unwrap();
        told!(["ended but for 1"], ["ended but for 1"]);
        act_on(&ann, &call, Act::End, TABLET).await.unwrap();
        told!([], []);

        // Turned down, by either word.
        for word in [Act::Reject, Act::End] {
            let call = ring(&ann, chat).await.unwrap();
            act_on(&ben, &call, word, TABLET).await.unwrap();
            told!(["rejected but for 2"], ["calling", "ended but for 2"]);
            assert_eq!(act_on(&ann, &call, Act::End, None).await.unwrap(), Change::Keep, "clients say it too");
            told!([], []);
        }

        // Given up by the caller; by time.
        let call = ring(&ann, chat).await.unwrap();
        assert_eq!(act_on(&ann, &call, Act::End, PHONE).await.unwrap(), Change::End(Status::Missed));
        told!(["ended but for 1"], ["calling", "ended but for 1"]);
        ring(&ann, chat).await.unwrap();
        app.clock.advance_ms(45_000);
        tend_all(&app.ctx, TENANT).await.unwrap();
        told!(["ended"], ["calling", "ended"]);

        // Who is not there is not told, nor is who called: they have the answer.
        go(&app, &[ben.id]).await;
        assert_eq!(ring(&ann, chat).await.unwrap().status, Status::Missed);
        told!([], []);
        come(&app, &[ben.id]).await;

        // As long as the coins last.
        let call = ring(&ben, chat).await.unwrap();
        act_on(&ann, &call, Act::Accept, None).await.unwrap();
        act_on(&ann, &call, Act::Connect, None).await.unwrap();
        told!(["calling"], ["accepted"]);
        let mut tx = app.ctx.store.write().await.unwrap();
        tx.execute("UPDATE users SET coins_hundredths = 0 WHERE id = $1", [ann.id.into()]).await.unwrap();
        tx.commit().await.unwrap();
        app.clock.advance_ms(60_001);
        tend_all(&app.ctx, TENANT).await.unwrap();
        told!(["ended"], ["ended"]);
    }

    /// Whichever face ends the connection: their call ends with it, paid like any other.
    async fn a_call_ends_with_the_connection(app) {
        for face in Face::ALL {
            for answered in [true, false] {
                let (ann, ben, chat) = ann_calls_ben(&app, &format!("{face:?} {answered}"), 100).await;
                let call = if answered { connected(&ann, &ben, chat).await } else { ring(&ann, chat).await.unwrap() };
                app.clock.advance_ms(20_000);
                let (mut anns, mut bens) = (app.events(ann.id).await.len(), app.events(ben.id).await.len());
                let wish = Wish { tenant: TENANT, face, act: connection::Act::End, caller: ben.id, message: None };
                connections::between(&app.ctx, &wish, ann.id).await.unwrap();
                assert_eq!(news(&app, &ann, &mut anns).await, ["ended"], "{face:?} {answered}");
                assert_eq!(news(&app, &ben, &mut bens).await, ["ended"], "{face:?} {answered}");
                let over = ann.get(format!("/v1/call/{}", call.id)).await.expect(200);
                let (status, seconds, left) = if answered { ("accepted", 20, 90.0) } else { ("missed", 0, 100.0) };
                assert_eq!((&over["status"], &over["duration"]), (&json!(status), &json!(seconds)));
                app.clock.advance_ms(300_000);
                tend_all(&app.ctx, TENANT).await.unwrap();
                assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (left, 100.0 - left), "{face:?}: and no more");
                assert_eq!(ben.get("/v1/calls/histories").await.expect(200)[0]["id"], call.id.to_string());
                app.audit().await;
            }
        }
    }

    /// A minute that had begun is paid when the call ends: the answer shows what is left.
    async fn who_parts_in_a_call_is_shown_what_is_left(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "parting", 100).await;
        connected(&ann, &ben, chat).await;
        app.clock.advance_ms(70_000);
        let me = ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200)["me"].take();
        assert_eq!((me["ledger"]["coins"]["balance"].as_f64(), app.holds(ann.id).await), (Some(80.0), 80.0));
        app.audit().await;
    }

    async fn a_call_ends_with_the_account(app) {
        for answered in [true, false] {
            let (ann, ben, chat) = ann_calls_ben(&app, &format!("closing {answered}"), 100).await;
            let call = if answered { connected(&ann, &ben, chat).await } else { ring(&ann, chat).await.unwrap() };
            app.clock.advance_ms(20_000);
            let mut bens = app.events(ben.id).await.len();
            ann.delete(format!("/v1/user/{ann}")).await.expect(200);
            assert_eq!(news(&app, &ben, &mut bens).await, ["ended"]);
            let over = ben.get(format!("/v1/call/{}", call.id)).await.expect(200);
            let (status, seconds, left) = if answered { ("accepted", 20, 90.0) } else { ("missed", 0, 100.0) };
            assert_eq!((&over["status"], &over["duration"]), (&json!(status), &json!(seconds)));
            assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (left, 100.0 - left));
            let now_ms = app.clock.now();
            app.clock.advance_ms(300_000);
            tend_all(&app.ctx, TENANT).await.unwrap();
            let mut tx = app.ctx.store.read().await.unwrap();
            assert_eq!(tx.find_call(TENANT, call.id).await.unwrap().unwrap().ended_at_ms, Some(now_ms), "at once");
            drop(tx);
            app.audit().await;
        }
    }

    async fn a_call_is_answered_on_one_connection(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "elsewhere", 1_000).await;
        let call = ring(&ann, chat).await.unwrap();
        let (one, two) = tokio::join!(act_on(&ben, &call, Act::Accept, PHONE), act_on(&ben, &call, Act::Accept, TABLET));
        let (phone, tablet) = (one.is_ok(), two.is_ok());
        assert!(phone != tablet, "one of them: {one:?} {two:?}");
        let (winner, loser) = if phone { (PHONE, TABLET) } else { (TABLET, PHONE) };
        assert_eq!(act_on(&ben, &call, Act::Accept, winner).await.unwrap(), Change::Keep, "said twice");
        assert!(matches!(act_on(&ben, &call, Act::Accept, loser).await, Err(Declined::Refused(Refusal::Answered))));
        assert!(matches!(act_on(&ben, &call, Act::Reject, winner).await, Err(Declined::Refused(Refusal::Answered))));
        act_on(&ben, &call, Act::End, loser).await.unwrap();
    }

    async fn browsers_hear_each_other_in_order_while_there_is_a_call(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "signals", 1_000).await;
        let (cy, dee, other) = ann_calls_ben(&app, "apart", 1_000).await;
        assert!(matches!(signal(&ann, chat, 0).await, Err(Declined::Refused(Refusal::Over))), "nobody calls");
        let call = ring(&ann, chat).await.unwrap();
        for n in 1..=30 {
            signal(&ann, chat, n).await.unwrap();
            signal(&ben, chat, 100 + n).await.unwrap();
        }
        assert!(matches!(signal(&cy, chat, 0).await, Err(Declined::NoChat)), "a stranger");
        assert!(matches!(signal(&ann, ChatId(Uuid::new_v4()), 0).await, Err(Declined::NoChat)));
        assert!(matches!(signal(&ann, other, 0).await, Err(Declined::NoChat)));
        act_on(&ben, &call, Act::Accept, None).await.unwrap();
        signal(&ann, chat, 31).await.unwrap();
        assert_eq!(signals(&app, &ben).await, (1..=31).collect::<Vec<_>>());
        assert_eq!(signals(&app, &ann).await, (101..=130).collect::<Vec<_>>());
        let said = app.events(ben.id).await.into_iter().find(|event| event["event"] == "signal").unwrap();
        assert_eq!(said["signal"]["candidate"], json!({ "n": 1, "sdpMid": null, "text": "\u{0}\"ü" }), "unchanged");

        act_on(&ann, &call, Act::End, None).await.unwrap();
        app.clock.advance_ms(10_000);
        signal(&ben, chat, 131).await.expect("browsers find candidates for some seconds");
        app.clock.advance_ms(1);
        assert!(matches!(signal(&ben, chat, 0).await, Err(Declined::Refused(Refusal::Over))));
        assert_eq!(signals(&app, &ann).await.len(), 30, "and nobody hears them");
        assert!(signals(&app, &dee).await.is_empty() && signals(&app, &cy).await.is_empty());
    }
}
