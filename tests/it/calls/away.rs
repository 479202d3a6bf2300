//! Calls of people who lose all their sockets, and of servers that die.

use super::{NODE, act, ann_calls_ben, come, connected, go, ring};
use crate::harness::{Db, TestApp, app::TENANT};
use talkamie::{
    domain::{
        call::{Act, Call, Phase, Status},
        ids::NodeId,
    },
    operations::{
        calls::tending::{tend, tend_all},
        presence,
    },
};

/// Lets time pass second by second, as a server lives it.
async fn live(app: &TestApp, seconds: i64) {
    for _ in 0..seconds {
        app.clock.advance_ms(1_000);
        tend_all(&app.ctx, TENANT).await.unwrap();
    }
}

async fn record(app: &TestApp, call: &Call) -> Call {
    app.ctx.store.read().await.unwrap().find_call(TENANT, call.id).await.unwrap().unwrap()
}

on_both! {
    async fn a_call_ends_as_of_the_moment_at_which_somebody_left(app) {
        for (n, who) in [(0, "senior"), (1, "volunteer"), (2, "both")] {
            let (ann, ben, chat) = ann_calls_ben(&app, who, 1_000).await;
            let call = connected(&ann, &ben, chat).await;
            let began_ms = app.clock.now();
            live(&app, 50).await;
            let gone = [vec![ann.id], vec![ben.id], vec![ann.id, ben.id]];
            go(&app, &gone[n]).await;
            // They are missed at the next look; the second minute would begin ten seconds later.
            live(&app, 1).await;
            live(&app, 44).await;
            assert_eq!(record(&app, &call).await.phase(), Phase::Connected, "they may come back");
            assert_eq!(app.holds(ann.id).await, 990.0, "nothing is paid meanwhile");
            live(&app, 1).await;
            let ended = record(&app, &call).await;
            assert_eq!((ended.status, ended.ended_at_ms), (Status::Accepted, Some(began_ms + 51_000)));
            assert_eq!((ended.duration_s(0), ended.charged_minutes, app.holds(ben.id).await), (51, 1, 10.0));
            for person in [ann.id, ben.id] {
                let told = app.events(person).await;
                let ends = told.iter().filter(|event| event["news"] == "ended").count();
                assert_eq!(ends, 1, "{who}: {told:?}");
            }
            assert_eq!(tend_all(&app.ctx, TENANT).await.unwrap(), 0, "and nobody is in a call");
        }
        app.audit().await;
    }

    async fn who_comes_back_in_time_goes_on_and_pays(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "back", 1_000).await;
        let call = connected(&ann, &ben, chat).await;
        live(&app, 50).await;
        go(&app, &[ann.id]).await;
        live(&app, 40).await;
        assert_eq!(app.holds(ann.id).await, 990.0);
        come(&app, &[ann.id]).await;
        live(&app, 2).await;
        assert_eq!(app.holds(ann.id).await, 980.0, "the minute that began meanwhile");
        // Away again: the time begins anew.
        go(&app, &[ann.id]).await;
        live(&app, 44).await;
        come(&app, &[ann.id]).await;
        live(&app, 1).await;
        assert_eq!(record(&app, &call).await.phase(), Phase::Connected);
        act(&ben, &call, Act::End).await.unwrap();
        let ended = record(&app, &call).await;
        assert_eq!((ended.duration_s(0), ended.charged_minutes), (137, 3));
        app.audit().await;
    }

    async fn a_ring_waits_for_its_caller_and_an_answered_call_for_both(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "ring", 1_000).await;
        let call = ring(&ann, chat).await.unwrap();
        go(&app, &[ben.id]).await;
        live(&app, 20).await;
        come(&app, &[ben.id]).await;
        live(&app, 1).await;
        act(&ben, &call, Act::Accept).await.expect("who is called may come back");
        go(&app, &[ben.id]).await;
        live(&app, 45).await;
        assert_eq!(record(&app, &call).await.phase(), Phase::Answered);
        live(&app, 1).await;
        let ended = record(&app, &call).await;
        assert_eq!((ended.phase(), ended.status, ended.charged_minutes), (Phase::Over, Status::Accepted, 0));
        assert_eq!(app.holds(ann.id).await, 1_000.0);
    }

    async fn looking_after_no_call_costs_one_statement(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "cheap", 1_000).await;
        let count = || app.ctx.store.log().count();
        let before = count();
        tend_all(&app.ctx, TENANT).await.unwrap();
        assert_eq!(count() - before, 1, "nobody calls");
        connected(&ann, &ben, chat).await;
        let before = count();
        tend_all(&app.ctx, TENANT).await.unwrap();
        assert_eq!(count() - before, 1, "somebody does, and nothing is due");
    }

    async fn more_calls_than_are_read_at_a_time_are_all_looked_after(app) {
        let mut pairs = vec![];
        for n in 0..3 {
            pairs.push(ann_calls_ben(&app, &format!("many{n}"), 1_000).await);
        }
        for (ann, ben, chat) in &pairs {
            connected(ann, ben, *chat).await;
        }
        let mut tx = app.ctx.store.read().await.unwrap();
        let first = tx.watched_calls(TENANT, None, 0, 2).await.unwrap();
        let rest = tx.watched_calls(TENANT, Some(first[1].call.id), 0, 2).await.unwrap();
        assert_eq!((first.len(), rest.len()), (2, 1));
        assert!(first.iter().chain(&rest).all(|watched| watched.caller.here && watched.callee.here));
        drop(tx);
        assert_eq!(tend_all(&app.ctx, TENANT).await.unwrap(), 3);
    }

    /// Its people's sockets died with it, and it cannot say so: the others see it by its silence.
    async fn the_calls_of_a_process_that_died_end(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "died", 1_000).await;
        let node = NodeId(app.ctx.new_id());
        go(&app, &[ben.id]).await;
        presence::note(&app.ctx, node, &[(TENANT, ben.id)], &[]).await.unwrap();
        let call = connected(&ann, &ben, chat).await;
        let began_ms = app.clock.now();
        live(&app, 30).await;
        let missed_ms = began_ms + 11_000;
        assert_eq!(record(&app, &call).await.phase(), Phase::Connected);
        live(&app, 26).await;
        let ended = record(&app, &call).await;
        // It was seen last when the call began to ring, five seconds before.
        assert_eq!(ended.ended_at_ms, Some(missed_ms), "fifteen seconds after it was seen last");
        assert_eq!((ended.duration_s(0), ended.charged_minutes), (11, 1));
        app.audit().await;
    }
}

/// Two processes look at once, again and again: each minute is paid once, and one of them ends the call.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_pay_each_minute_once() {
    let Some(app) = TestApp::start(Db::Postgres).await else { return };
    let other = app.another_process().await;
    let (ann, ben, chat) = ann_calls_ben(&app, "two", 155).await;
    let call = connected(&ann, &ben, chat).await;
    for minute in 2..=15 {
        app.clock.advance_ms(60_001);
        let (one, two) = tokio::join!(tend_all(&app.ctx, TENANT), tend_all(&other, TENANT));
        assert_eq!((one.unwrap(), two.unwrap()), (1, 1));
        assert_eq!(app.holds(ben.id).await, f64::from(minute) * 10.0);
    }
    app.clock.advance_ms(60_001);
    let looks = tokio::join!(tend_all(&app.ctx, TENANT), tend_all(&other, TENANT), tend(&other, TENANT, call.id));
    assert!(looks.0.is_ok() && looks.1.is_ok() && looks.2.is_ok());
    let ended = record(&app, &call).await;
    assert_eq!((ended.phase(), ended.charged_minutes), (Phase::Over, 15));
    let ends = app.events(ann.id).await.into_iter().filter(|event| event["news"] == "ended").count();
    assert_eq!(ends, 1);
    app.audit().await;

    // One of them rings, and dies; the other sees to it.
    app.credit(ann.id, 100).await;
    let ringing = ring(&ann, chat).await.unwrap();
    app.clock.advance_ms(45_000);
    assert_eq!(tend_all(&other, TENANT).await.unwrap(), 1);
    assert_eq!(record(&app, &ringing).await.status, Status::Missed);
    let mut tx = app.ctx.store.write().await.unwrap();
    tx.remove_node(NODE).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ring(&ann, chat).await.unwrap().status, Status::Missed, "nobody is anywhere");
}
