//! Work after the commit: at least once, with pauses, given up in the end, and never by two at a time.

use crate::harness::TestApp;
use serde_json::Value;
use std::process::{Command, Output};
use talkamie::{
    domain::{ids::JobId, retry},
    operations::{
        jobs::{self, CLAIM_MS, Job, State},
        upkeep,
    },
    store::{Store, StoreOptions, outbox::NewJob},
};
use uuid::Uuid;

async fn enqueue(app: &TestApp, work: &str) -> JobId {
    let id = JobId(app.ctx.new_id());
    let tenant = app.ctx.settings.default_tenant;
    let mut tx = app.ctx.store.write().await.unwrap();
    tx.add_job(NewJob { id, tenant, work: work.to_owned(), run_at_ms: app.clock.now(), for_devices_of: None });
    tx.commit().await.unwrap();
    id
}

async fn mail(app: &TestApp, to: &str) -> JobId {
    let job = Job::OtpMail { to: to.into(), code: "0042".into(), minutes: 10, expires_at_ms: i64::MAX };
    enqueue(app, &serde_json::to_string(&job).unwrap()).await
}

on_both! {
    async fn a_job_is_kept_with_its_transaction_or_not_at_all(app) {
        let mut tx = app.ctx.store.write().await.unwrap();
        let job = Job::OtpMail { to: "ann@example.com".into(), code: "0042".into(), minutes: 10, expires_at_ms: i64::MAX };
        jobs::enqueue(&app.ctx, &mut tx, app.ctx.settings.default_tenant, &job, app.clock.now());
        drop(tx);
        app.work().await;
        assert!(app.outbox.0.lock().unwrap().is_empty(), "what was undone is not done");
    }

    async fn one_whose_worker_dies_is_done_by_another_when_the_claim_ends(app) {
        mail(&app, "ann@example.com").await;
        let now_ms = app.clock.now();
        let mut tx = app.ctx.store.write().await.unwrap();
        let lost = tx.claim_job(now_ms, now_ms + CLAIM_MS).await.unwrap().expect("it is due");
        tx.commit().await.unwrap();
        assert!(!jobs::run_next(&app.ctx).await.unwrap(), "it is claimed");
        app.clock.advance_ms(CLAIM_MS);
        app.work().await;
        assert_eq!(app.outbox.0.lock().unwrap().len(), 1);
        // The first worker was only slow: it finds that the job is not its own any more.
        let mut tx = app.ctx.store.write().await.unwrap();
        assert!(!tx.finish_job(&lost).await.unwrap());
        assert!(!tx.retry_job(&lost, now_ms, "slow").await.unwrap());
        assert!(!tx.bury_job(&lost, now_ms, "slow").await.unwrap());
    }

    async fn many_workers_do_every_job_once(app) {
        for n in 0..40 {
            mail(&app, &format!("p{n}@example.com")).await;
        }
        let workers = (0..8).map(|_| {
            let ctx = app.ctx.clone();
            tokio::spawn(async move { while jobs::run_next(&ctx).await.expect("the queue answers") {} })
        });
        for worker in workers.collect::<Vec<_>>() {
            worker.await.unwrap();
        }
        app.work().await;
        let mut sent: Vec<String> = app.outbox.0.lock().unwrap().iter().map(|mail| mail.to.clone()).collect();
        sent.sort();
        sent.dedup();
        assert_eq!((sent.len(), app.outbox.0.lock().unwrap().len()), (40, 40));
    }

    async fn what_cannot_be_done_is_given_up_and_can_begin_anew(app) {
        let id = enqueue(&app, r#"{"job":"of-another-release"}"#).await;
        app.work().await;
        let mut tx = app.ctx.store.write().await.unwrap();
        let dead = tx.dead_jobs(10).await.unwrap();
        assert_eq!(dead.iter().map(|job| job.id).collect::<Vec<_>>(), [id]);
        assert_eq!(dead[0].last_error.as_deref(), Some("not a job of this release"));
        assert!(tx.revive_job(id, app.clock.now()).await.unwrap());
        assert!(!tx.remove_dead_job(id).await.unwrap(), "it lives");
        tx.commit().await.unwrap();
        app.work().await;
        let mut tx = app.ctx.store.write().await.unwrap();
        assert!(tx.remove_dead_job(id).await.unwrap(), "it was tried again and given up again");
    }

    async fn what_always_fails_is_given_up_after_its_last_attempt(app) {
        let id = mail(&app, "ann@example.com").await;
        app.outbox.refuse();
        for attempt in 1..=retry::ATTEMPTS_MAX {
            assert!(jobs::run_next(&app.ctx).await.unwrap(), "attempt {attempt}");
            assert!(!jobs::run_next(&app.ctx).await.unwrap(), "a pause after attempt {attempt}");
            app.clock.advance_ms(2 * 3_600_000);
        }
        assert!(!jobs::run_next(&app.ctx).await.unwrap(), "no more");
        let mut tx = app.ctx.store.read().await.unwrap();
        assert_eq!(tx.dead_jobs(10).await.unwrap()[0].id, id);
    }

    /// A job that ends the program never says what came of it: it must not do so for ever.
    async fn what_never_comes_to_an_end_is_given_up_too(app) {
        let id = mail(&app, "ann@example.com").await;
        for _ in 0..retry::ATTEMPTS_MAX {
            let now_ms = app.clock.now();
            let mut tx = app.ctx.store.write().await.unwrap();
            assert!(tx.claim_job(now_ms, now_ms + CLAIM_MS).await.unwrap().is_some());
            tx.commit().await.unwrap();
            app.clock.advance_ms(CLAIM_MS);
        }
        app.work().await;
        assert!(app.outbox.0.lock().unwrap().is_empty());
        let dead = jobs::list(&app.ctx, false, 10).await.unwrap();
        assert_eq!(dead.iter().map(|job| job.id).collect::<Vec<_>>(), [id]);
        assert_eq!(dead[0].last_error.as_deref(), Some("begun too often without coming to an end"));
    }

    /// Whoever stops waiting for a job ends it: at shutdown nothing goes on behind the database's back.
    async fn a_job_that_is_left_is_aborted_and_begun_anew(app) {
        mail(&app, "ann@example.com").await;
        app.outbox.hang_once();
        let hanging = jobs::run_next(&app.ctx);
        tokio::select! {
            _ = hanging => panic!("it hangs"),
            () = app.outbox.hung() => {}
        }
        app.clock.advance_ms(CLAIM_MS);
        app.work().await;
        assert_eq!(app.outbox.0.lock().unwrap().len(), 1);
    }

    async fn operators_see_no_secrets_and_help_what_was_given_up(app) {
        let dead = enqueue(&app, r#"{"job":"of-another-release","to":"ann@example.com","deep":{"code":"0042"}}"#).await;
        app.work().await;
        app.clock.advance_ms(1);
        let waiting = mail(&app, "ann@example.com").await;
        let listed = jobs::list(&app.ctx, false, 10).await.unwrap();
        assert_eq!(listed.iter().map(|job| (job.id, job.state)).collect::<Vec<_>>(), [(dead, State::Dead)]);
        let all = jobs::list(&app.ctx, true, 10).await.unwrap();
        assert_eq!(all.iter().map(|job| (job.id, job.state)).collect::<Vec<_>>(), [(dead, State::Dead), (waiting, State::Due)]);
        assert_eq!(all.iter().map(|job| job.name.as_str()).collect::<Vec<_>>(), ["of-another-release", "otp-mail"]);
        let text = format!("{all:?}");
        assert!(!text.contains("ann@example.com") && !text.contains("0042"), "{text}");
        assert_eq!(jobs::show(&app.ctx, dead).await.unwrap().as_ref(), listed.first());

        assert!(!jobs::start_again(&app.ctx, waiting).await.unwrap(), "it was not given up");
        assert!(!jobs::remove(&app.ctx, waiting).await.unwrap(), "it was not given up");
        assert_eq!(jobs::retry_all(&app.ctx).await.unwrap(), 1);
        let depth = jobs::depth(&app.ctx).await.unwrap();
        assert_eq!((depth.due, depth.later, depth.dead), (2, 0, 0));
        app.clock.advance_ms(7_000);
        assert_eq!(jobs::depth(&app.ctx).await.unwrap().oldest_due_seconds, 7);
        app.work().await;
        assert_eq!(jobs::show(&app.ctx, waiting).await.unwrap(), None, "it is done");
        assert_eq!(jobs::remove_all(&app.ctx).await.unwrap(), 1);
        let depth = jobs::depth(&app.ctx).await.unwrap();
        assert_eq!((depth.due, depth.later, depth.dead, depth.oldest_due_seconds), (0, 0, 0, 0));
    }

    /// Nobody wants an old code; money is another matter.
    async fn what_has_lost_its_point_is_swept_away_after_a_week(app) {
        let id = mail(&app, "ann@example.com").await;
        app.outbox.refuse_for_good();
        app.work().await;
        assert_eq!(jobs::show(&app.ctx, id).await.unwrap().unwrap().state, State::Dead, "after one attempt");
        // Of two that were given up in the same moment either may come first.
        app.clock.advance_ms(1);
        let kept = enqueue(&app, r#"{"job":"of-another-release"}"#).await;
        app.work().await;
        let left = async || jobs::list(&app.ctx, true, 10).await.unwrap().iter().map(|job| job.id).collect::<Vec<_>>();
        app.clock.advance_ms(6 * 86_400_000);
        upkeep::sweep(&app.ctx).await.unwrap();
        assert_eq!(left().await, [id, kept]);
        app.clock.advance_ms(2 * 86_400_000);
        upkeep::sweep(&app.ctx).await.unwrap();
        assert_eq!(left().await, [kept]);
    }

    /// A panic in a job must not take the worker with it.
    async fn a_job_that_breaks_is_tried_again(app) {
        mail(&app, "ann@example.com").await;
        app.outbox.break_once();
        assert!(jobs::run_next(&app.ctx).await.unwrap());
        app.clock.advance_ms(5_000);
        app.work().await;
        assert_eq!(app.outbox.0.lock().unwrap().len(), 1);
    }
}

/// `talkamie jobs …` as operators run it.
#[tokio::test]
async fn operators_have_a_command() {
    let folder = std::env::temp_dir().join(format!("talkamie-{}", Uuid::new_v4().simple()));
    std::fs::create_dir_all(&folder).unwrap();
    let database = format!("sqlite:{}", folder.join("talkamie.db").display());
    let run = |words: &str| -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_talkamie"));
        command.args(["jobs"]).args(words.split(' ')).args(["--database", &database]).current_dir(&folder);
        command.output().expect("the program runs")
    };
    let told = |output: &Output| -> Value { serde_json::from_slice(&output.stdout).expect("JSON") };
    let empty = run("list --json");
    assert!(empty.status.success() && told(&empty)["jobs"] == serde_json::json!([]), "{empty:?}");

    // What a server left behind, as if it had given the job up.
    let store = Store::open(&database, &StoreOptions::default()).await.unwrap();
    let id = JobId(Uuid::from_u128(7));
    let tenant = crate::harness::app::TENANT;
    let job = Job::OtpMail { to: "ann@example.com".into(), code: "0042".into(), minutes: 10, expires_at_ms: i64::MAX };
    let mut tx = store.write().await.unwrap();
    tx.add_job(NewJob { id, tenant, work: serde_json::to_string(&job).unwrap(), run_at_ms: 1, for_devices_of: None });
    tx.commit().await.unwrap();
    let mut tx = store.write().await.unwrap();
    let claimed = tx.claim_job(2, 3).await.unwrap().expect("it is due");
    assert!(tx.bury_job(&claimed, 4, "the mail server refuses the mail: status 550").await.unwrap());
    tx.commit().await.unwrap();
    store.close().await;

    let shown = run(&format!("show {id} --json"));
    let job = told(&shown);
    assert_eq!((&job["job"], &job["state"], &job["attempts"]), (&"otp-mail".into(), &"dead".into(), &1.into()));
    assert_eq!(job["work"]["to"], "…");
    for output in [run("list"), run("list --all"), run(&format!("show {id}")), shown] {
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.contains(&id.to_string()) && text.contains("status 550"), "{text}");
        assert!(!text.contains("ann@example.com") && !text.contains("0042"), "{text}");
    }
    assert_eq!(told(&run(&format!("retry {id} --json")))["changed"], 1);
    for (words, code) in [
        (format!("retry {id}"), 1),
        (format!("remove {id}"), 1),
        (format!("show {}", Uuid::from_u128(8)), 1),
        ("show x".to_owned(), 2),
        ("remove".to_owned(), 2),
        ("remove --all".to_owned(), 0),
    ] {
        assert_eq!(run(&words).status.code(), Some(code), "{words}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}
