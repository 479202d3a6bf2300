//! SQLite's one writer: groups, undoing one member, losing the connection. And what dropping means on both.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use talkamie::{
    domain::ids::TenantId,
    store::{Store, StoreError, StoreOptions, Unique, rerun, users::User},
};

use super::{Bed, NOW_MS, on_both, people, tenant, user_id};

on_both! {
    what_is_dropped_is_undone what_is_committed_is_seen after_an_error_nothing_is_kept many_writers_all_succeed
    a_failure_at_any_step_leaves_nothing contended_work_is_run_again a_deadlock_is_contended_or_queued
    what_is_cancelled_midway_is_undone a_taken_name_is_named
}

async fn add(store: &Store, tenant: TenantId, name: &str) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    let mut user = User::new(user_id(), tenant, NOW_MS);
    user.username = Some(name.into());
    tx.add_user(user, None).await?;
    tx.commit().await
}

async fn count(store: &Store) -> i64 {
    let mut tx = store.read().await.expect("a connection is free");
    let mut row = tx.one("SELECT COUNT(*) AS count FROM users", []).await.expect("the store counts");
    row.int("count").expect("a count is a number")
}

async fn what_is_dropped_is_undone(store: &Store) {
    let tenant = tenant(store).await;
    let mut tx = store.write().await.expect("a transaction begins");
    tx.add_user(User::new(user_id(), tenant, NOW_MS), None).await.expect("a new person is added");
    drop(tx);
    add(store, tenant, "ann").await.expect("the next writer is not in the way of the dropped one");
    assert_eq!(count(store).await, 1);
}

async fn what_is_committed_is_seen(store: &Store) {
    let tenant = tenant(store).await;
    for n in 1..=5 {
        add(store, tenant, &format!("user{n}")).await.expect("a new person is added");
        assert_eq!(count(store).await, n);
    }
}

async fn after_an_error_nothing_is_kept(store: &Store) {
    let tenant = tenant(store).await;
    add(store, tenant, "ann").await.expect("a new person is added");
    let mut tx = store.write().await.expect("a transaction begins");
    tx.add_user(User::new(user_id(), tenant, NOW_MS), None).await.expect("a new person is added");
    let mut second = User::new(user_id(), tenant, NOW_MS);
    second.username = Some("ann".into());
    assert!(matches!(tx.add_user(second, None).await, Err(StoreError::Taken(Unique::UserUsername))));
    assert!(tx.find_tenant(tenant).await.is_err(), "the transaction is over");
    assert!(tx.commit().await.is_err(), "what failed cannot be kept");
    assert_eq!(count(store).await, 1);
}

async fn many_writers_all_succeed(store: &Store) {
    let tenant = tenant(store).await;
    let outcomes = join_all((0..64).map(|n| async move {
        match n % 8 {
            // Some change their mind, some fail.
            3 => {
                let mut tx = store.write().await?;
                tx.add_user(User::new(user_id(), tenant, NOW_MS), None).await.map(drop)
            }
            5 => match add(store, tenant, "user0").await {
                Err(StoreError::Taken(Unique::UserUsername)) | Ok(()) => Ok(()),
                other => other,
            },
            _ => add(store, tenant, &format!("user{}", n + 100)).await,
        }
    }))
    .await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(count(store).await, 64 - 8 - 8 + 1);
}

async fn a_failure_at_any_step_leaves_nothing(store: &Store) {
    let tenant = tenant(store).await;
    for step in 1..=3 {
        store.faults().fail_nth(step);
        let outcome = add(store, tenant, "ann").await;
        assert!(matches!(outcome, Err(StoreError::Unavailable(_))), "step {step}: {outcome:?}");
        assert!(!store.faults().waiting());
        assert_eq!(count(store).await, 0, "step {step}");
    }
    add(store, tenant, "ann").await.expect("nothing was left behind");
}

async fn contended_work_is_run_again(store: &Store) {
    let tenant = tenant(store).await;
    store.faults().contend_nth(2);
    rerun(|| add(store, tenant, "ann")).await.expect("the second run succeeds");
    assert_eq!(count(store).await, 1);
}

/// Two who hold the same two people in opposite order: one waits (SQLite), or one is told to run again (PostgreSQL).
async fn a_deadlock_is_contended_or_queued(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let crosswise = async |first: &User, second: &User| {
        rerun(|| async {
            let mut tx = store.write().await?;
            for user in [first, second] {
                tx.lock_users(tenant, &[user.id]).await?;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            tx.commit().await
        })
        .await
    };
    let (one, other) = tokio::join!(crosswise(&ann, &ben), crosswise(&ben, &ann));
    one.expect("it succeeds in the end");
    other.expect("so does the other");
}

async fn what_is_cancelled_midway_is_undone(store: &Store) {
    let tenant = tenant(store).await;
    for micros in [0, 50, 200, 1_000, 5_000] {
        let name = format!("user{micros}");
        let work = add(store, tenant, &name);
        // It may be anywhere when its time is over; what matters is that the store goes on.
        let kept = tokio::time::timeout(Duration::from_micros(micros), work).await;
        let before = count(store).await;
        add(store, tenant, &format!("after{micros}")).await.expect("the store goes on");
        let after = count(store).await;
        assert!(after == before + 1 || (kept.is_err() && after == before + 2), "{micros}: {before}, then {after}");
    }
}

#[tokio::test]
async fn a_closed_store_is_unavailable() {
    let mut beds = vec![Bed::sqlite().await];
    beds.extend(Bed::postgres().await);
    for bed in beds {
        let store = Store::open(&bed.address(), &StoreOptions::default()).await.expect("the database opens again");
        add(&store, tenant(&store).await, "ann").await.expect("a new person is added");
        store.close().await;
        assert!(matches!(store.read().await, Err(StoreError::Unavailable(_))));
        assert!(matches!(store.write().await, Err(StoreError::Unavailable(_))));
        assert!(store.ping().await.is_err());
        store.close().await;
        assert_eq!(count(&bed.store).await, 1, "what was kept stays, and others go on");
        bed.end().await;
    }
}

async fn a_taken_name_is_named(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let mut twin = User::new(user_id(), tenant, NOW_MS);
    twin.email = ann.email.clone();
    let mut tx = store.write().await.expect("a transaction begins");
    assert!(matches!(tx.add_user(twin, None).await, Err(StoreError::Taken(Unique::UserEmail))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_who_stop_waiting_do_no_harm() {
    let bed = Bed::sqlite().await;
    let tenant = tenant(&bed.store).await;
    let tx = bed.store.write().await.expect("a transaction begins");
    let waiting: Vec<_> = (0..20)
        .map(|n| {
            let store = bed.store.clone();
            tokio::spawn(async move { add(&store, tenant, &format!("user{n}")).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(20)).await;
    for (n, task) in waiting.iter().enumerate() {
        if n % 2 == 0 {
            task.abort();
        }
    }
    tx.commit().await.expect("the first is kept");
    let mut kept = 0;
    for task in waiting {
        if let Ok(outcome) = task.await {
            outcome.expect("who kept waiting is served");
            kept += 1;
        }
    }
    assert_eq!(kept, 10);
    assert_eq!(count(&bed.store).await, 10);
    bed.end().await;
}

/// Whoever was told "kept" is there, and nobody else but those who stopped waiting for the answer: whatever the moment at
/// which their neighbours in the group were cancelled.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cancelled_neighbours_undo_nobody_else() {
    let bed = Bed::sqlite().await;
    let tenant = tenant(&bed.store).await;
    let mut kept = Vec::new();
    for round in 0..10 {
        let tasks: Vec<_> = (0..60_u64)
            .map(|n| {
                let store = bed.store.clone();
                let name = format!("user{round}-{n}");
                tokio::spawn(async move {
                    let work = add(&store, tenant, &name);
                    // Every third has patience; the others' time ends at some point of their own.
                    let patience_us = if n % 3 == 0 { 10_000_000 } else { n * 97 };
                    (n, name.clone(), tokio::time::timeout(Duration::from_micros(patience_us), work).await)
                })
            })
            .collect();
        for task in tasks {
            let (n, name, outcome) = task.await.expect("no task panics");
            match outcome {
                Ok(outcome) => {
                    outcome.expect("a neighbour is no reason to fail");
                    kept.push(name);
                }
                Err(_) => assert_ne!(n % 3, 0, "the patient are served"),
            }
        }
    }
    let mut tx = bed.store.read().await.expect("a connection is free");
    for name in &kept {
        assert!(tx.find_user_by_username(tenant, name).await.expect("the store answers").is_some(), "{name}");
    }
    assert!(kept.len() >= 200);
    drop(tx);
    bed.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panicking_writer_is_undone() {
    let bed = Bed::sqlite().await;
    let tenant = tenant(&bed.store).await;
    let store = bed.store.clone();
    let task = tokio::spawn(async move {
        let mut tx = store.write().await.expect("a transaction begins");
        tx.add_user(User::new(user_id(), tenant, NOW_MS), None).await.expect("a new person is added");
        panic!("this test's own");
    });
    assert!(task.await.is_err());
    add(&bed.store, tenant, "ann").await.expect("the store goes on");
    assert_eq!(count(&bed.store).await, 1);
    bed.end().await;
}

#[tokio::test]
async fn a_group_that_loses_its_connection_is_told_and_undone() {
    let bed = Bed::sqlite().await;
    let tenant = tenant(&bed.store).await;
    let store = &bed.store;
    // Three queue behind the first, so that all are one group; the connection goes with the second.
    let first = store.write().await.expect("a transaction begins");
    let lost = Arc::new(tokio::sync::Notify::new());
    let (outcomes, ()) = tokio::join!(
        async {
            let before = add(store, tenant, "before");
            let losing = async {
                let mut tx = store.write().await?;
                tx.add_user(User::new(user_id(), tenant, NOW_MS), None).await?;
                store.faults().lose_writer();
                drop(tx);
                lost.notify_one();
                Ok::<_, StoreError>(())
            };
            let after = add(store, tenant, "after");
            tokio::join!(before, losing, after)
        },
        async { drop(first) }
    );
    lost.notified().await;
    let (before, losing, after) = outcomes;
    assert!(matches!(before, Err(StoreError::Contended)), "its group was lost: {before:?}");
    losing.expect("the loser only dropped");
    after.expect("who comes after has a new connection");
    assert_eq!(count(store).await, 1);
    add(store, tenant, "before").await.expect("it may be run again");
    bed.end().await;
}

#[tokio::test]
async fn a_killed_connection_is_replaced() {
    let Some(bed) = Bed::postgres().await else {
        return;
    };
    let tenant = tenant(&bed.store).await;
    let store = &bed.store;
    let mut tx = store.write().await.expect("a transaction begins");
    let pid =
        tx.one("SELECT pg_backend_pid() AS pid", []).await.expect("it has a number").int("pid").expect("a number");
    tx.add_user(User::new(user_id(), tenant, NOW_MS), None).await.expect("a new person is added");
    let mut killer = store.read().await.expect("a connection is free");
    killer.one("SELECT pg_terminate_backend($1::int) AS done", [pid.into()]).await.expect("we may");
    drop(killer);
    assert!(matches!(tx.commit().await, Err(StoreError::Unavailable(_))));
    for n in 0..10 {
        add(store, tenant, &format!("user{n}")).await.expect("the store goes on");
    }
    assert_eq!(count(store).await, 10);
    bed.end().await;
}

#[tokio::test]
async fn groups_are_an_option_and_change_no_outcome() {
    for group_commit in [true, false] {
        let bed = Bed::sqlite_with(&StoreOptions { group_commit, ..StoreOptions::default() }).await;
        many_writers_all_succeed(&bed.store).await;
        bed.end().await;
    }
}

#[tokio::test]
async fn what_was_committed_outlives_the_store() {
    let bed = Bed::sqlite().await;
    let tenant = tenant(&bed.store).await;
    add(&bed.store, tenant, "ann").await.expect("a new person is added");
    bed.store.close().await;
    let again = Store::open(&bed.address(), &StoreOptions::default()).await.expect("the file opens again");
    assert_eq!(count(&again).await, 1);
    again.close().await;
    bed.end().await;
}
