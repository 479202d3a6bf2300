//! The coin ledger, wallets and transactions.

use talkamie::{
    domain::{
        ids::{MovementId, TenantId, TransactionId, UserId},
        ledger::{Account, End, Movement},
        transaction::{Funds, Intent, Kind, Status, Transaction},
    },
    store::{Cursor, Store, StoreError, Tx, Unique, ledger::Wallet, statements},
};

use super::{NOW_MS, each_store, fresh, people, tenant};

each_store! {
    coins_move_once_for_each_reference
    a_wallet_is_never_below_zero
    a_movement_has_two_ends_and_an_amount
    opposite_movements_do_not_lose_a_coin
    transactions_are_kept_as_they_are
    transactions_are_listed_newest_first
    withdrawals_are_summed_over_a_window
}

fn movement(tenant: TenantId, reference: &str, from: Account, to: Account, hundredths: i64) -> Movement {
    Movement {
        id: MovementId(fresh()),
        tenant,
        reference: reference.to_owned(),
        from: from.into(),
        to: to.into(),
        hundredths,
        moved_at_ms: NOW_MS,
    }
}

fn transaction(tenant: TenantId, user: UserId, kind: Kind, hundredths: i64, at_ms: i64) -> Transaction {
    Transaction::begun((TransactionId(fresh()), tenant, user), kind, None, hundredths, at_ms)
}

async fn holds(store: &Store, tenant: TenantId, user: UserId) -> i64 {
    let mut tx = store.read().await.expect("a connection is free");
    tx.find_user(tenant, user).await.expect("the store answers").expect("they are there").coins_hundredths
}

async fn kept(tx: Tx) {
    tx.commit().await.expect("it is kept");
}

async fn coins_move_once_for_each_reference(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let (a, b) = (Account::Wallet(ann.id), Account::Wallet(ben.id));
    let mut tx = store.write().await.expect("a transaction begins");
    let given = movement(tenant, "grant:1", Account::Grants, a, 500);
    assert!(tx.move_coins(&given).await.expect("given"));
    let again = Movement { id: MovementId(fresh()), ..given.clone() };
    assert!(!tx.move_coins(&again).await.expect("asked again"), "once");
    assert!(tx.move_coins(&movement(tenant, "call:1", a, b, 120)).await.expect("paid"));
    assert!(tx.move_coins(&movement(tenant, "withdrawal:1", b, Account::Payouts, 20)).await.expect("withdrawn"));
    assert!(tx.move_coins(&movement(tenant, "house", Account::Sales, Account::Commission, 5)).await.expect("moved"));
    let wallets = tx.lock_wallets(tenant, &[ben.id, ann.id]).await.expect("held");
    let mut expected = [Wallet { user: ann.id, hundredths: 380 }, Wallet { user: ben.id, hundredths: 100 }];
    expected.sort_by_key(|wallet| wallet.user);
    assert_eq!(wallets, expected, "by id");
    kept(tx).await;

    let mut tx = store.read().await.expect("a connection is free");
    assert_eq!(tx.find_movement(tenant, "grant:1").await.expect("asked"), Some(given));
    assert_eq!(tx.find_movement(tenant, "grant:2").await.expect("asked"), None);
    let all = tx.page_movements(tenant, None, 100).await.expect("listed");
    assert_eq!(all.len(), 4);
    let rest = tx.page_movements(tenant, Some(all[0].id), 2).await.expect("listed");
    assert_eq!(rest, all[1..3]);
    for check in tx.wallets_page(tenant, None, 100).await.expect("checked") {
        assert_eq!(check.holds_hundredths, check.moved_hundredths, "{}", check.user);
    }
    let first = expected[0].user;
    let rest = tx.wallets_page(tenant, Some(first), 100).await.expect("checked");
    assert_eq!(rest.iter().map(|check| check.user).collect::<Vec<_>>(), [expected[1].user]);
}

async fn a_wallet_is_never_below_zero(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let refused = tx.move_coins(&movement(tenant, "too much", Account::Wallet(ann.id), Account::Payouts, 1)).await;
    assert!(refused.is_err(), "the database refuses: {refused:?}");
    drop(tx);
    assert_eq!(holds(store, tenant, ann.id).await, 0);
    let mut tx = store.write().await.expect("a transaction begins");
    assert_eq!(tx.find_movement(tenant, "too much").await.expect("asked"), None, "nothing was written");
}

async fn a_movement_has_two_ends_and_an_amount(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let wallet = Account::Wallet(ann.id);
    let nobody = Account::Wallet(UserId(fresh()));
    for (what, from, to, hundredths) in [
        ("nothing", Account::Grants, wallet, 0),
        ("less than nothing", Account::Grants, wallet, -1),
        ("to itself", wallet, wallet, 1),
        ("the house to itself", Account::Sales, Account::Sales, 1),
        ("to nobody", Account::Grants, nobody, 1),
    ] {
        let mut tx = store.write().await.expect("a transaction begins");
        let refused = tx.move_coins(&movement(tenant, what, from, to, hundredths)).await;
        assert!(refused.is_err(), "{what}: {refused:?}");
    }
    let other = super::tenant(store).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let refused = tx.move_coins(&movement(other, "of another tenant", Account::Grants, wallet, 1)).await;
    assert!(matches!(refused, Err(StoreError::Inconsistent { .. })), "{refused:?}");
    drop(tx);
    assert_eq!(holds(store, tenant, ann.id).await, 0);
}

async fn opposite_movements_do_not_lose_a_coin(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let (a, b) = (Account::Wallet(ann.id), Account::Wallet(ben.id));
    let mut tx = store.write().await.expect("a transaction begins");
    for (reference, to) in [("a", a), ("b", b)] {
        tx.move_coins(&movement(tenant, reference, Account::Grants, to, 1_000)).await.expect("given");
    }
    kept(tx).await;
    let run = async |from: Account, to: Account, mark: &str| {
        for n in 0..30 {
            let mut tx = store.write().await.expect("a transaction begins");
            let owners: Vec<UserId> = [from, to].iter().filter_map(|account| account.owner()).collect();
            tx.lock_wallets(tenant, &owners).await.expect("held");
            tx.move_coins(&movement(tenant, &format!("{mark}{n}"), from, to, 7)).await.expect("moved");
            kept(tx).await;
        }
    };
    tokio::join!(run(a, b, "ab"), run(b, a, "ba"), run(a, Account::Payouts, "ap"));
    assert_eq!((holds(store, tenant, ann.id).await, holds(store, tenant, ben.id).await), (1_000 - 210, 1_000));
}

async fn transactions_are_kept_as_they_are(store: &Store) {
    let tenant = tenant(store).await;
    let [ann] = people(store, tenant, ["Ann"]).await;
    let mut bought = Transaction {
        intent: Some(Intent::TopUp),
        funds: Some(Funds::usd(500)),
        provider: Some("sandbox".into()),
        session_id: Some("cs_1".into()),
        session_url: Some("https://example.org/cs_1".into()),
        ..transaction(tenant, ann.id, Kind::Purchase, 50_000, NOW_MS)
    };
    let mut tx = store.write().await.expect("a transaction begins");
    tx.add_transaction(&bought).await.expect("added");
    assert_eq!(tx.find_transaction(tenant, bought.id).await.expect("asked").as_ref(), Some(&bought));
    bought.status = Status::Succeeded;
    bought.payment_id = Some("pi_1".into());
    bought.payout_id = Some("po_1".into());
    bought.payout_email = Some("ann@example.org".into());
    bought.failure = Some("declined".into());
    bought.updated_at_ms += 5;
    assert!(tx.save_transaction(&bought).await.expect("saved"));
    assert_eq!(tx.lock_transaction(tenant, bought.id).await.expect("held").as_ref(), Some(&bought));
    assert_eq!(tx.find_transaction_by_session(tenant, "cs_1").await.expect("asked").as_ref(), Some(&bought));
    assert_eq!(tx.find_transaction_by_payment(tenant, "pi_1").await.expect("asked").as_ref(), Some(&bought));
    assert_eq!(tx.find_transaction_by_payout(tenant, "po_1").await.expect("asked").as_ref(), Some(&bought));
    let gone = TransactionId(fresh());
    assert_eq!(tx.find_transactions(tenant, &[gone, bought.id]).await.expect("asked"), [bought.clone()]);
    assert_eq!(tx.find_transaction(tenant, gone).await.expect("asked"), None);
    let unknown = Transaction { id: gone, ..bought.clone() };
    assert!(!tx.save_transaction(&unknown).await.expect("asked"), "there is none");
    kept(tx).await;

    let other = super::tenant(store).await;
    let mut tx = store.read().await.expect("a connection is free");
    assert_eq!(tx.find_transaction(other, bought.id).await.expect("asked"), None);
    assert_eq!(tx.find_transaction_by_session(other, "cs_1").await.expect("asked"), None);
    drop(tx);
    let taken = |change: fn(&mut Transaction), rule: Unique| {
        let mut second = transaction(tenant, ann.id, Kind::Purchase, 1, NOW_MS);
        change(&mut second);
        (second, rule)
    };
    for (second, rule) in [
        taken(|t| t.session_id = Some("cs_1".into()), Unique::TransactionSession),
        taken(|t| t.payment_id = Some("pi_1".into()), Unique::TransactionPayment),
        taken(|t| t.payout_id = Some("po_1".into()), Unique::TransactionPayout),
    ] {
        let mut tx = store.write().await.expect("a transaction begins");
        let refused = tx.add_transaction(&second).await;
        assert!(matches!(refused, Err(StoreError::Taken(found)) if found == rule), "{refused:?}");
    }
}

async fn transactions_are_listed_newest_first(store: &Store) {
    let tenant = tenant(store).await;
    let [ann, ben] = people(store, tenant, ["Ann", "Ben"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    let mut all = Vec::new();
    for n in 0..9_i64 {
        // Three moments, three kinds.
        let kind = Kind::ALL[(n % 3) as usize];
        let one = transaction(tenant, ann.id, kind, 1 + n, NOW_MS + n / 3);
        tx.add_transaction(&one).await.expect("added");
        all.push(one);
    }
    tx.add_transaction(&transaction(tenant, ben.id, Kind::Purchase, 1, NOW_MS)).await.expect("added");
    all.sort_by_key(|one| (-one.created_at_ms, std::cmp::Reverse(one.id)));
    for kind in [None, Some(Kind::Earning), Some(Kind::Payment)] {
        let (mut found, mut after): (Vec<Transaction>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let page = tx.page_transactions(tenant, ann.id, kind, after, 2).await.expect("listed");
            found.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<_> = all.iter().filter(|one| kind.is_none_or(|kind| one.kind == kind)).cloned().collect();
        assert_eq!(found, expected, "{kind:?}");
    }
    let checked = tx.checked_transactions_page(tenant, None, 4).await.expect("checked");
    assert!(checked.len() == 4 && checked.is_sorted_by_key(|check| check.transaction.id));
    let last = checked.last().map(|check| check.transaction.id);
    assert_eq!(tx.checked_transactions_page(tenant, last, 100).await.expect("checked").len(), 6);

    // What the ledger says of a transaction is what went in less what went out.
    let (bought, paid) = (all[0].id, all[1].id);
    let end = |account, transaction| End { account, transaction: Some(transaction) };
    let wallet = Account::Wallet(ann.id);
    let gives = Movement { to: end(wallet, bought), ..movement(tenant, "1", Account::Sales, wallet, 90) };
    let takes = Movement { from: end(wallet, paid), ..movement(tenant, "2", wallet, Account::Commission, 40) };
    for one in [gives, takes] {
        assert!(tx.move_coins(&one).await.expect("moved"));
    }
    let moved = tx.checked_transactions_page(tenant, None, 100).await.expect("checked");
    let moved = |id| moved.iter().find(|check| check.transaction.id == id).map(|check| check.moved_hundredths);
    assert_eq!((moved(bought), moved(paid), moved(all[2].id)), (Some(90), Some(-40), Some(0)));
}

async fn withdrawals_are_summed_over_a_window(store: &Store) {
    let tenant = tenant(store).await;
    let [ben] = people(store, tenant, ["Ben"]).await;
    let mut tx = store.write().await.expect("a transaction begins");
    for (kind, status, at_ms, cents) in [
        (Kind::Withdrawal, Status::Pending, NOW_MS, 1),
        (Kind::Withdrawal, Status::Processing, NOW_MS + 1, 10),
        (Kind::Withdrawal, Status::Succeeded, NOW_MS + 2, 100),
        (Kind::Withdrawal, Status::Failed, NOW_MS + 3, 1_000),
        (Kind::Purchase, Status::Succeeded, NOW_MS + 4, 10_000),
    ] {
        let one = transaction(tenant, ben.id, kind, 100, at_ms);
        tx.add_transaction(&Transaction { status, funds: Some(Funds::usd(cents)), ..one }).await.expect("added");
    }
    for (since_ms, cents) in [(0, 111), (NOW_MS, 110), (NOW_MS + 1, 100), (NOW_MS + 2, 0)] {
        assert_eq!(tx.withdrawn_cents(tenant, ben.id, since_ms).await.expect("summed"), cents, "{since_ms}");
    }
}

#[test]
fn only_the_ledger_writes_wallets() {
    let writers: Vec<_> =
        statements().filter(|(.., sql)| sql.contains("UPDATE users") && sql.contains("coins_hundredths = ")).collect();
    let names: Vec<_> = writers.iter().map(|(group, name, _)| (*group, *name)).collect();
    assert_eq!(names, [("ledger", "MOVE_COINS")]);
}
