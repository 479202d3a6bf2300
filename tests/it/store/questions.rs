//! Questions that go together, and statements that wait for the next errand.

use talkamie::{
    domain::ids::ConnectionId,
    store::{
        Store, StoreError, Value,
        connections::{add_connection, connection_between, remove_connection},
        interests::interests_of_user,
        relations::relation,
        totals::totals,
        users::find::{find_user, find_viewer, lock_users},
    },
};

use super::{NOW_MS, connections::request, each_store, fresh, people, tenant, user_id};

each_store! {
    questions_are_answered_in_their_order each_sees_what_those_before_it_wrote what_waits_is_kept_by_the_commit
    what_waits_and_fails_fails_the_errand what_waits_and_fails_fails_the_commit
    a_failed_errand_is_in_nobodys_way lists_of_any_length_are_asked_alike
}

async fn questions_are_answered_in_their_order(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let mut tx = store.read().await.expect("a connection is free");
    let before = store.log().count();
    let (viewer, user, nobody, between, interests) = tx
        .ask((
            find_viewer(tenant, ann.id),
            find_user(tenant, ben.id),
            find_user(tenant, user_id()),
            relation(tenant, ann.id, ben.id),
            interests_of_user(tenant, ben.id),
        ))
        .await
        .expect("the store answers");
    assert_eq!(store.log().count() - before, 5, "each is counted");
    assert_eq!(viewer.map(|viewer| viewer.id), Some(ann.id));
    assert_eq!((user.map(|user| user.id), nobody), (Some(ben.id), None));
    assert!(between.connection.is_none() && interests.is_empty());
    assert_eq!(tx.ask(find_user(tenant, ann.id)).await.expect("the store answers").map(|user| user.id), Some(ann.id));
}

async fn each_sees_what_those_before_it_wrote(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let asked = request(tenant, ann.id, ben.id, NOW_MS);
    let mut tx = store.write().await.expect("a transaction begins");
    let (held, none) = tx
        .ask((lock_users(tenant, &[ann.id, ben.id]), connection_between(tenant, ann.id, ben.id)))
        .await
        .expect("the store answers");
    assert_eq!((held.len(), none), (2, None));
    tx.later(add_connection(&asked));
    let (found, numbers) = tx
        .ask((connection_between(tenant, ben.id, ann.id), totals(tenant, ben.id, 0)))
        .await
        .expect("the store answers");
    assert_eq!((found, numbers.pending_requests), (Some(asked), 1));
}

async fn what_waits_is_kept_by_the_commit(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let asked = request(tenant, ann.id, ben.id, NOW_MS);
    let mut tx = store.write().await.expect("a transaction begins");
    tx.later(add_connection(&asked));
    tx.commit().await.expect("it is kept");
    let mut tx = store.write().await.expect("a transaction begins");
    tx.later(remove_connection(tenant, asked.id));
    drop(tx);
    let mut tx = store.read().await.expect("a connection is free");
    let found = tx.find_connection(tenant, asked.id).await.expect("the store answers");
    assert_eq!(found, Some(asked), "what waits in a dropped transaction is not done");
}

async fn what_waits_and_fails_fails_the_errand(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, _] = people(store, tenant, ["Ann", "Ben"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    tx.later(remove_connection(tenant, ConnectionId(fresh())));
    let refused = tx.ask(find_user(tenant, ann.id)).await;
    assert!(matches!(refused, Err(StoreError::Inconsistent { .. })), "nothing was there to be removed");
    assert!(tx.ask(find_user(tenant, ann.id)).await.is_err(), "the transaction is over");
    assert!(tx.commit().await.is_err(), "what failed cannot be kept");
}

async fn what_waits_and_fails_fails_the_commit(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let asked = request(tenant, ann.id, ben.id, NOW_MS);
    let mut tx = store.write().await.expect("a transaction begins");
    tx.later(add_connection(&asked));
    tx.later(remove_connection(tenant, ConnectionId(fresh())));
    assert!(matches!(tx.commit().await, Err(StoreError::Inconsistent { .. })));
    let mut tx = store.read().await.expect("a connection is free");
    assert_eq!(tx.find_connection(tenant, asked.id).await.expect("the store answers"), None, "nothing was kept");
}

async fn a_failed_errand_is_in_nobodys_way(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    for n in 0..4 {
        let mut tx = store.read().await.expect("a connection is free");
        tx.later(remove_connection(tenant, ConnectionId(fresh())));
        let refused = tx.ask((find_user(tenant, ann.id), find_user(tenant, ben.id))).await;
        assert!(matches!(refused, Err(StoreError::Inconsistent { .. })), "round {n}: {refused:?}");
        drop(tx);
        let mut tx = store.read().await.expect("a connection is free");
        let (ann, ben) =
            tx.ask((find_user(tenant, ann.id), find_user(tenant, ben.id))).await.expect("the next is served");
        assert!(ann.is_some() && ben.is_some());
    }
}

async fn lists_of_any_length_are_asked_alike(store: &Store) {
    const NUMBERS: &str = "SELECT n
          FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS numbers
         WHERE n IN_LIST($1) AND n <> $2
         ORDER BY n";
    const ROWS: &str = "SELECT ones.key, ones.value AS one, others.value AS other
          FROM LIST_ROWS($2) AS ones
          JOIN LIST_ROWS($1) AS others ON others.key = ones.key
         WHERE ones.value IN_LIST($2) OR ones.value = $3
         ORDER BY ones.key";
    let mut tx = store.read().await.expect("a connection is free");
    for length in 0..6 {
        // Numbers that are not there, and one twice.
        let list: Vec<i64> = [3, 9, 3, 1, 4].into_iter().take(length).collect();
        let mut expected: Vec<i64> = list.iter().copied().filter(|n| *n < 4).collect();
        expected.sort_unstable();
        expected.dedup();
        let rows = tx.rows(NUMBERS, [list.into(), 4_i64.into()]).await.expect("the store answers");
        let found: Vec<i64> = rows.into_iter().map(|mut row| row.int("n").expect("a number")).collect();
        assert_eq!(found, expected);

        let (ones, others) = (["a", "it's", "", "a", "\"d\""], ["v", "w", "x", "y", "z"]);
        let list = |texts: [&str; 5]| Value::texts(texts.into_iter().take(length));
        let rows = tx.rows(ROWS, [list(others), list(ones), "a".into()]).await.expect("the store answers");
        let found: Vec<(i64, String, String)> = rows
            .into_iter()
            .map(|mut row| Ok((row.int("key")?, row.text("one")?, row.text("other")?)))
            .collect::<Result<_, StoreError>>()
            .expect("a key and two texts");
        let expected = (0..length.min(5)).map(|at| (at as i64, ones[at].to_owned(), others[at].to_owned()));
        assert_eq!(found, expected.collect::<Vec<_>>());
    }
}
