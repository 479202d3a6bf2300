//! The coin ledger under everything at once: whatever comes in whatever order, sums balance, no wallet is negative, nothing is
//! paid twice.

mod bought;
mod steps;

use crate::harness::{
    TestApp,
    app::{Booked, PayoutAnswer, TENANT},
};
use bought::Tally;
use std::collections::BTreeMap;
use steps::{Fate, Step, World};
use talkamie::{
    domain::{
        call::Status,
        ids::{MovementId, TransactionId, UserId},
        ledger::{Account, Movement, Refusal},
        transaction::{Kind, Status as Outcome},
    },
    operations::{
        audit::audit,
        calls::tending,
        ledger::{Move, Moved, Unmoved, move_coins},
        payments,
        ports::PayoutState,
    },
};

/// Worlds, and what happens in each.
const WORLDS: u64 = 16;
const STEPS: usize = 140;
/// How many act at a time.
const AT_ONCE: usize = 4;

const DAY_MS: i64 = 86_400_000;
/// Days that go by in a world at most: its people sign in once, and tokens end after a week.
const DAYS: usize = 5;

/// The seeds of the worlds. Who looks for more than a build has time for says how many: `TALKAMIE_TEST_WORLDS=200`.
fn seeds() -> std::ops::Range<u64> {
    0..std::env::var("TALKAMIE_TEST_WORLDS").map_or(WORLDS, |worlds| worlds.parse().unwrap())
}

fn grant(reference: &str, user: UserId, hundredths: i64) -> Move {
    Move {
        tenant: TENANT,
        reference: reference.to_owned(),
        from: Account::Grants.into(),
        to: Account::Wallet(user).into(),
        hundredths,
    }
}

/// What the provider has really paid, by order, is what the books say was paid out: no more, no less, and nothing of which the
/// coins came back.
async fn nothing_was_paid_twice(app: &TestApp, world: &World<'_>) {
    let books: BTreeMap<String, Booked> = app.payouts.books.lock().unwrap().clone();
    let mut tx = app.ctx.store.read().await.unwrap();
    for pair in &world.pairs {
        let page = tx.page_transactions(TENANT, pair.volunteer.id, Some(Kind::Withdrawal), None, 1_000).await.unwrap();
        for withdrawal in page.items {
            let booked = &books[&withdrawal.id.to_string()];
            assert_eq!(Some(booked.cents), withdrawal.funds.as_ref().map(|funds| funds.cents), "{withdrawal:?}");
            let is_right = match withdrawal.status {
                Outcome::Succeeded => booked.taken && booked.state == PayoutState::Paid,
                // Refused, or sent and returned.
                Outcome::Failed => matches!(booked.state, PayoutState::Failed(_)),
                _ => false,
            };
            assert!(is_right, "{withdrawal:?}\n{booked:?}");
        }
    }
    drop(tx);
    let paid = books.values().filter(|booked| booked.state == PayoutState::Paid).map(|booked| booked.cents);
    assert_eq!(app.audit().await.house_holds_hundredths["payouts"], paid.sum::<i64>() * 100, "a coin is a cent");
}

on_both! {
    async fn whatever_happens_the_books_balance(app) {
        let (mut calls, mut all) = (0, Tally::default());
        for seed in seeds() {
            // A failure shows it.
            eprintln!("seed {seed}");
            let mut fate = Fate::new(seed);
            let world = World::new(&app, seed).await;
            let answers = [PayoutAnswer::Lose, PayoutAnswer::Down, PayoutAnswer::Refuse("BLOCKED"), PayoutAnswer::Say(PayoutState::Underway), PayoutAnswer::Say(PayoutState::Paid), PayoutAnswer::Say(PayoutState::Failed("RETURNED".into()))];
            app.payouts.will((0..200).map(|_| answers[fate.dice.below(6) as usize].clone()));
            let mut days = 0;
            for _ in 0..STEPS / AT_ONCE {
                // Now and then a day goes by: keys are forgotten, and pages end.
                if fate.dice.below(16) == 0 && days < DAYS {
                    days += 1;
                    app.clock.advance_ms(DAY_MS + 1);
                    world.bought.forget_keys();
                }
                let steps: Vec<Step> = (0..AT_ONCE).map(|_| fate.step()).collect();
                futures_util::future::join_all(steps.into_iter().map(|step| world.happen(step))).await;
            }
            app.audit().await;
            world.bought.are_as_was_told(&app, false).await;

            // Everything comes to its end: calls are over, payouts decided.
            app.payouts.will([PayoutAnswer::Say(PayoutState::Paid)]);
            let mut minutes = 0;
            while tending::tend_all(&app.ctx, TENANT).await.unwrap() > 0 {
                app.clock.advance_ms(61_000);
                minutes += 1;
                assert!(minutes < 1_000, "a call has no end");
            }
            for _ in 0..12 {
                app.work().await;
                app.clock.advance_ms(7_200_000);
            }
            nothing_was_paid_twice(&app, &world).await;
            world.bought.hear_everything_again(&app).await;
            calls = app.audit().await.calls;
            for pair in &world.pairs {
                let mut tx = app.ctx.store.read().await.unwrap();
                for client in [&pair.senior, &pair.volunteer] {
                    let page = tx.page_transactions(TENANT, client.id, None, None, 1_000).await.unwrap();
                    let waits = |kind: Kind, status: Outcome| kind != Kind::Purchase && status.is_open();
                    assert!(!page.items.iter().any(|transaction| waits(transaction.kind, transaction.status)));
                }
            }
            world.bought.are_as_was_told(&app, false).await;
            app.clock.advance_ms(6 * DAY_MS);
            payments::expire(&app.ctx).await.unwrap();
            let tally = world.bought.are_as_was_told(&app, true).await;
            all.due_hundredths += tally.due_hundredths;
            all.paid += tally.paid;
            all.went_back += tally.went_back;
            all.borne += tally.borne;
            assert_eq!(app.audit().await.house_holds_hundredths["sales"], -all.due_hundredths, "sold is what is paid for");
            // The tokens have ended; the next world has people of its own.
        }
        assert!(calls > 10, "something happened");
        eprintln!("{all:?}");
        assert!(all.paid > 10 && all.went_back > 0 && all.borne > 0, "{all:?}");
        let mut tx = app.ctx.store.read().await.unwrap();
        let charged = tx.checked_calls_page(TENANT, None, 1_000).await.unwrap();
        assert!(charged.iter().any(|check| check.call.status == Status::Accepted && check.call.charged_minutes > 0));
    }

    async fn coins_move_once_and_only_where_they_are(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let given = grant("grant:1", ann.id, 500);
        let pays = Move { reference: "pay:1".into(), from: Account::Wallet(ann.id).into(), to: Account::Wallet(ben.id).into(), hundredths: 500, ..given.clone() };
        let mut tx = app.ctx.store.write().await.unwrap();
        let now_ms = app.clock.now();
        assert_eq!(move_coins(&app.ctx, &mut tx, &given, now_ms).await.unwrap(), Moved::Now);
        assert_eq!(move_coins(&app.ctx, &mut tx, &given, now_ms).await.unwrap(), Moved::Before);
        assert_eq!(move_coins(&app.ctx, &mut tx, &pays, now_ms).await.unwrap(), Moved::Now);
        assert_eq!(move_coins(&app.ctx, &mut tx, &pays, now_ms).await.unwrap(), Moved::Before, "though the wallet is empty now");
        let other = Move { hundredths: 499, ..pays.clone() };
        assert!(matches!(move_coins(&app.ctx, &mut tx, &other, now_ms).await, Err(Unmoved::OtherMovement)));
        let more = Move { reference: "pay:2".into(), hundredths: 1, ..pays.clone() };
        assert!(matches!(move_coins(&app.ctx, &mut tx, &more, now_ms).await, Err(Unmoved::Refused(Refusal::Insufficient))));
        let full = grant("grant:2", ben.id, i64::MAX);
        assert!(matches!(move_coins(&app.ctx, &mut tx, &full, now_ms).await, Err(Unmoved::Refused(Refusal::Full))));
        let nothing = Move { hundredths: 0, ..grant("grant:3", ben.id, 1) };
        assert!(matches!(move_coins(&app.ctx, &mut tx, &nothing, now_ms).await, Err(Unmoved::Refused(Refusal::Nothing))));
        let nobody = grant("grant:4", UserId(uuid::Uuid::new_v4()), 1);
        assert!(matches!(move_coins(&app.ctx, &mut tx, &nobody, now_ms).await, Err(Unmoved::NoWallet)));
        tx.commit().await.unwrap();
        assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (0.0, 5.0));
        assert_eq!(app.audit().await.movements, 2);
    }

    async fn an_audit_sees_what_was_done_behind_the_ledgers_back(app) {
        let (ann, ben) = app.ann_and_ben().await;
        app.credit(ann.id, 50).await;
        assert_eq!(app.audit().await.faults.len(), 0);
        let id = TransactionId(app.ctx.new_id());
        let mut tx = app.ctx.store.write().await.unwrap();
        tx.execute("UPDATE users SET coins_hundredths = coins_hundredths + 7 WHERE id = $1", [ben.id.into()]).await.unwrap();
        let ids = (id, TENANT, ann.id);
        let paid = talkamie::domain::transaction::Transaction::begun(ids, Kind::Purchase, None, 100, app.clock.now());
        tx.add_transaction(&talkamie::domain::transaction::Transaction { status: Outcome::Succeeded, ..paid }).await.unwrap();
        tx.commit().await.unwrap();
        let mut faults = audit(&app.ctx, TENANT).await.unwrap().faults;
        faults.sort();
        assert_eq!(
            faults,
            [format!("the succeeded purchase {id} moved 0 instead of 100"), format!("the wallet of {ben} holds 7 and its movements come to 0")]
        );
        // A movement may not be made up either: both its ends must be there.
        let mut tx = app.ctx.store.write().await.unwrap();
        let movement = Movement {
            id: MovementId(app.ctx.new_id()),
            tenant: TENANT,
            reference: "made up".into(),
            from: Account::Wallet(ann.id).into(),
            to: Account::Commission.into(),
            hundredths: 5_001,
            moved_at_ms: 0,
        };
        assert!(tx.move_coins(&movement).await.is_err());
    }
}
