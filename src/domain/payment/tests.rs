//! Tables and whole enumerations: the rules are small enough.

use super::*;

const CENTS: i64 = 500;
const COINS: i64 = 50_000;

fn paid() -> Fact {
    Fact::Paid(Funds::usd(CENTS))
}

fn refunded(cents: i64) -> Fact {
    Fact::Refunded { cents, of: Funds::usd(CENTS) }
}

fn disputed(state: Dispute) -> Fact {
    Fact::Disputed { state, cents: CENTS }
}

fn told(facts: &[Fact]) -> Standing {
    let mut standing = Standing::default();
    for fact in facts {
        standing.learn(fact, 1, 1, CENTS).expect("it fits");
    }
    standing
}

#[test]
fn facts_make_a_status_and_a_sum() {
    use Status as T;
    let processing = || Fact::Processing(Funds::usd(CENTS));
    for (facts, status, due) in [
        (vec![], T::Pending, 0),
        (vec![processing()], T::Processing, 0),
        (vec![paid()], T::Succeeded, COINS),
        (vec![processing(), paid()], T::Succeeded, COINS),
        (vec![processing(), Fact::Failed], T::Failed, 0),
        (vec![Fact::Expired], T::Expired, 0),
        (vec![Fact::Expired, paid()], T::Succeeded, COINS),
        (vec![Fact::Failed, paid()], T::Succeeded, COINS),
        (vec![paid(), refunded(100)], T::Succeeded, 40_000),
        (vec![paid(), refunded(1)], T::Succeeded, 49_900),
        (vec![paid(), refunded(500)], T::Refunded, 0),
        (vec![refunded(500)], T::Refunded, 0),
        (vec![paid(), refunded(9_999)], T::Refunded, 0),
        (vec![paid(), disputed(Dispute::Open)], T::Processing, 0),
        (vec![paid(), disputed(Dispute::Open), disputed(Dispute::Won)], T::Succeeded, COINS),
        (vec![paid(), disputed(Dispute::Open), disputed(Dispute::Lost)], T::Refunded, 0),
        (vec![disputed(Dispute::Open)], T::Processing, 0),
        (vec![paid(), Fact::Disputed { state: Dispute::Lost, cents: 100 }], T::Succeeded, 40_000),
        (vec![paid(), refunded(400), Fact::Disputed { state: Dispute::Lost, cents: 100 }], T::Refunded, 0),
        (vec![paid(), Fact::Disputed { state: Dispute::Open, cents: 100 }], T::Processing, 0),
        (vec![paid(), refunded(100), disputed(Dispute::Open)], T::Processing, 0),
    ] {
        let standing = told(&facts);
        assert_eq!((standing.status(CENTS), standing.due_hundredths(COINS, CENTS)), (status, due), "{facts:?}");
    }
}

/// Every order of `facts`.
fn orders(facts: &[Fact]) -> Vec<Vec<Fact>> {
    if facts.is_empty() {
        return vec![vec![]];
    }
    let mut all = vec![];
    for at in 0..facts.len() {
        let mut rest = facts.to_vec();
        let first = rest.remove(at);
        all.extend(orders(&rest).into_iter().map(|mut order| {
            order.insert(0, first.clone());
            order
        }));
    }
    all
}

#[test]
fn no_order_and_no_replay_changes_the_end() {
    let facts = [
        Fact::Processing(Funds::usd(CENTS)),
        paid(),
        Fact::Expired,
        refunded(100),
        disputed(Dispute::Open),
        disputed(Dispute::Won),
    ];
    let expected = told(&facts);
    for order in orders(&facts) {
        let (mut standing, mut account, mut wallet) = (Standing::default(), Settled::default(), 0);
        for fact in order.iter().flat_map(|fact| [fact, fact]).chain(&order) {
            standing.learn(fact, 1, 1, CENTS).expect("it fits");
            let moved = account.settle(standing.due_hundredths(COINS, CENTS), wallet);
            (account, wallet) = (moved.after, wallet + moved.wallet_hundredths);
        }
        assert_eq!(standing, expected, "{order:?}");
        assert_eq!((wallet, account.shortfall_hundredths), (40_000, 0), "{order:?}");
    }
}

#[test]
fn money_that_does_not_fit_counts_for_nothing() {
    let euros = Funds { cents: CENTS, currency: "eur".into() };
    for fact in [
        Fact::Paid(Funds::usd(CENTS - 1)),
        Fact::Paid(Funds::usd(CENTS + 1)),
        Fact::Paid(Funds::usd(0)),
        Fact::Paid(euros.clone()),
        Fact::Processing(euros.clone()),
        Fact::Refunded { cents: 1, of: euros },
    ] {
        let mut standing = Standing::default();
        assert_eq!(standing.learn(&fact, 1, 1, CENTS), Err(Misfit::Amount), "{fact:?}");
        assert_eq!(standing, Standing::default());
    }
}

#[test]
fn the_end_of_an_older_page_says_nothing_its_payment_does() {
    let mut standing = Standing::default();
    assert_eq!(standing.learn(&Fact::Expired, 1, 2, CENTS), Ok(Learnt::Known));
    assert_eq!(standing.learn(&Fact::Failed, 1, 2, CENTS), Ok(Learnt::Known));
    assert_eq!(standing.status(CENTS), Status::Pending);
    assert_eq!(standing.learn(&paid(), 1, 2, CENTS), Ok(Learnt::New));
    assert_eq!(standing.learn(&paid(), 1, 2, CENTS), Ok(Learnt::Known));
    assert_eq!(standing.learn(&paid(), 2, 2, CENTS), Ok(Learnt::PaidTwice));
    assert_eq!(standing.learn(&refunded(CENTS), 2, 2, CENTS), Ok(Learnt::Known), "the second payment went back");
    assert_eq!(standing.learn(&disputed(Dispute::Lost), 2, 2, CENTS), Ok(Learnt::Known));
    assert_eq!(standing.due_hundredths(COINS, CENTS), COINS);
}

#[test]
fn wallets_never_go_below_zero_and_what_they_lacked_is_made_good_first() {
    let settlement = |wallet_hundredths, house_hundredths, due_hundredths, shortfall_hundredths| Settlement {
        wallet_hundredths,
        house_hundredths,
        after: Settled { due_hundredths, shortfall_hundredths },
    };
    let credited = Settled::default().settle(COINS, 7);
    assert_eq!(credited, settlement(COINS, 0, COINS, 0));
    // Most were spent before the bank complained.
    let taken = credited.after.settle(0, 10_000);
    assert_eq!(taken, settlement(-10_000, 40_000, 0, 40_000));
    assert_eq!(taken.after.settle(0, 99_999), settlement(0, 0, 0, 40_000), "a replay takes nothing more");
    assert_eq!(taken.after.settle(COINS, 0), settlement(10_000, -40_000, COINS, 0));
    assert_eq!(taken.after.settle(30_000, 0), settlement(0, -30_000, 30_000, 10_000));
    for due in [0, 1, COINS] {
        for balance in [0, 1, COINS - 1, COINS, COINS + 1] {
            let moved = credited.after.settle(due, balance);
            assert!(balance + moved.wallet_hundredths >= 0, "{due} {balance}");
            assert!(moved.after.shortfall_hundredths >= 0);
            assert_eq!(COINS + moved.wallet_hundredths - moved.house_hundredths, due, "{due} {balance}");
        }
    }
}

#[test]
fn a_part_of_a_cent_is_paid_whole() {
    assert_eq!(price(5_000), Funds::usd(50));
    assert_eq!(price(5_001), Funds::usd(51));
}
