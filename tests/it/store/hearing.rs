//! Hearing whose events are new: from this process, from others on the same PostgreSQL, and not from those that keep silent.

use super::{Bed, NOW_MS, each_store, forever, people, tenant};
use talkamie::{
    domain::ids::{TenantId, UserId},
    store::{Store, StoreOptions, events::Heard, outbox::NewEvent},
};

each_store! { every_commit_is_heard what_was_undone_is_not_heard }

async fn raise(store: &Store, tenant: TenantId, users: &[UserId]) {
    let mut tx = store.write().await.expect("a transaction begins");
    for user in users {
        tx.raise(NewEvent { tenant, user: *user, event: "{}".into(), sums_up: false, raised_at_ms: NOW_MS });
    }
    tx.commit().await.expect("it is kept");
}

async fn every_commit_is_heard(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let mut hearing = store.hear().await.expect("the store is heard");
    let mut own = store.hear_own();
    raise(store, tenant, &[ann.id]).await;
    raise(store, tenant, &[ben.id]).await;
    assert_eq!((own.ready(), own.ready(), own.ready()), (Some(Heard::Of(ann.id)), Some(Heard::Of(ben.id)), None));
    assert_eq!(hearing.next().await, Some(Heard::Of(ann.id)));
    assert_eq!(hearing.next().await, Some(Heard::Of(ben.id)));
}

async fn what_was_undone_is_not_heard(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let mut hearing = store.hear().await.expect("the store is heard");
    let mut tx = store.write().await.expect("a transaction begins");
    tx.raise(NewEvent { tenant, user: ann.id, event: "{}".into(), sums_up: false, raised_at_ms: NOW_MS });
    drop(tx);
    raise(store, tenant, &[ben.id]).await;
    assert_eq!(hearing.next().await, Some(Heard::Of(ben.id)));
}

/// A thousand commits that nobody took in: something was missed, and that is said.
#[tokio::test]
async fn who_does_not_listen_is_told_of_the_gap() {
    let bed = Bed::sqlite().await;
    let tenant = tenant(&bed.store).await;
    let [ann] = people(&bed.store, tenant, ["Ann"]).await;
    let mut own = bed.store.hear_own();
    raise(&bed.store, tenant, &[ann.id; 5_000]).await;
    assert_eq!(own.ready(), Some(Heard::Gap));
    assert_eq!(own.ready(), Some(Heard::Of(ann.id)), "and then what is left");
    bed.end().await;
}

/// Processes that tell each other in another way do not hold up each other's commits, on none of their connections.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_keeps_silent_is_not_heard() {
    let Some(bed) = Bed::postgres().await else { return };
    let tenant = tenant(&bed.store).await;
    let [ann, ben] = people(&bed.store, tenant, ["Ann", "Ben"]).await;
    let options = StoreOptions { connections_max: 4, silent: true, ..StoreOptions::default() };
    let silent = Store::open(&bed.address(), &options).await.expect("the server answers");
    let mut hearing = bed.store.hear().await.expect("the store is heard");
    let mut own = silent.hear().await.expect("a silent store hears itself");
    for _ in 0..3 {
        // Every connection of the pool at once.
        let mut all = vec![];
        for _ in 0..4 {
            let mut tx = silent.write().await.expect("a transaction begins");
            let set = tx.one("SELECT current_setting('talkamie.silent') AS silent", []).await;
            assert_eq!(set.expect("it is set").text("silent").expect("a text"), "on");
            all.push(tx);
        }
        drop(all);
        raise(&silent, tenant, &[ann.id]).await;
        assert_eq!(own.next().await, Some(Heard::Of(ann.id)));
    }
    raise(&bed.store, tenant, &[ben.id]).await;
    assert_eq!(hearing.next().await, Some(Heard::Of(ben.id)), "nothing of Ann came before");
    silent.close().await;
    bed.end().await;
}

/// When the connection that listens is cut, that is said once another one listens.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_connection_is_a_gap() {
    let Some(bed) = Bed::postgres().await else { return };
    let tenant = tenant(&bed.store).await;
    let [ann] = people(&bed.store, tenant, ["Ann"]).await;
    let mut hearing = bed.store.hear().await.expect("the store is heard");
    let schema = bed.address().split_once("schema=").expect("it has a schema").1.to_owned();
    for _ in 0..3 {
        let cut = forever(format!(
            "SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity WHERE query LIKE 'LISTEN%talkamie_events_{schema}%'"
        ));
        let mut tx = bed.store.read().await.expect("a connection is free");
        assert_eq!(tx.rows(cut, []).await.expect("the server answers").len(), 1);
        assert_eq!(hearing.next().await, Some(Heard::Gap));
        raise(&bed.store, tenant, &[ann.id]).await;
        assert_eq!(hearing.next().await, Some(Heard::Of(ann.id)));
    }
    bed.end().await;
}
