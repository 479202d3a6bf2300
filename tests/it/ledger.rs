//! The coin ledger under everything at once: whatever comes in whatever order, sums balance, no wallet is negative, nothing is
//! paid twice.

use crate::{
    calls::{ann_calls_ben, caller},
    harness::{
        Client, TestApp,
        app::{PayoutAnswer, TENANT},
    },
};
use serde_json::json;
use std::{collections::BTreeMap, sync::Mutex};
use talkamie::{
    domain::{
        call::{Act, Media, Status},
        ids::{ChatId, MovementId, TransactionId, UserId},
        ledger::{Account, Movement, Refusal},
        transaction::{Kind, Status as Outcome},
    },
    operations::{
        audit::audit,
        calls::{signalling, tending},
        finance,
        ledger::{Move, Moved, Unmoved, move_coins},
        ports::PayoutState,
    },
};

/// Worlds, and what happens in each.
const WORLDS: u64 = 6;
const STEPS: usize = 60;
/// How many act at a time.
const AT_ONCE: usize = 4;

/// Chance with a seed, so that a failure can be seen again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

/// Something that happens.
#[derive(Debug, Clone)]
enum Step {
    /// An operator gives coins; the same wish may come again.
    Grant {
        pair: usize,
        reference: u64,
    },
    Ring {
        pair: usize,
        by_senior: bool,
    },
    Act {
        pair: usize,
        by_senior: bool,
        act: Act,
    },
    Tend,
    Withdraw {
        pair: usize,
        coins: u64,
        key: Option<u64>,
    },
    /// The last withdrawal, sent again.
    Retry {
        pair: usize,
    },
    Work,
    /// A payout's job, done beside the queue.
    Pay {
        pair: usize,
    },
}

fn step(dice: &mut Dice, pairs: u64) -> Step {
    let pair = dice.below(pairs) as usize;
    let by_senior = dice.below(2) == 0;
    match dice.below(16) {
        0 => Step::Grant { pair, reference: dice.below(8) },
        1 | 2 => Step::Ring { pair, by_senior },
        3..8 => {
            let act = [Act::Accept, Act::Accept, Act::Connect, Act::Connect, Act::Disconnect, Act::End]
                [dice.below(6) as usize];
            Step::Act { pair, by_senior, act }
        }
        8..11 => Step::Tend,
        11 | 12 => {
            let key = (dice.below(2) == 0).then(|| dice.below(3));
            Step::Withdraw { pair, coins: 100 + dice.below(40), key }
        }
        13 => Step::Retry { pair },
        14 => Step::Work,
        _ => Step::Pay { pair },
    }
}

/// A senior and a volunteer, their call and the volunteer's last withdrawal.
struct Pair<'a> {
    senior: Client<'a>,
    volunteer: Client<'a>,
    chat: ChatId,
    withdrawal: Mutex<Option<(TransactionId, u64)>>,
}

async fn happen(app: &TestApp, pairs: &[Pair<'_>], step: Step) {
    match step {
        Step::Grant { pair, reference } => {
            let user = pairs[pair].senior.id;
            let wish = grant(&format!("again:{user}:{reference}"), user, 3_000);
            let mut tx = app.ctx.store.write().await.unwrap();
            move_coins(&app.ctx, &mut tx, &wish, app.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
        }
        Step::Ring { pair, by_senior } => {
            let Pair { senior, volunteer, chat, .. } = &pairs[pair];
            let who = caller(if by_senior { senior } else { volunteer }).await;
            let _refused = signalling::begin(&app.ctx, who, *chat, Media::Audio).await;
        }
        Step::Act { pair, by_senior, act } => {
            let Pair { senior, volunteer, .. } = &pairs[pair];
            let active = app.ctx.store.read().await.unwrap().watched_calls(TENANT, None, 0, 100).await.unwrap();
            for watched in active {
                // Not a party: refused.
                let who = caller(if by_senior { senior } else { volunteer }).await;
                let _refused = signalling::act(&app.ctx, who, watched.call.id, act, None).await;
            }
        }
        Step::Tend => {
            app.clock.advance_ms(20_000);
            tending::tend_all(&app.ctx, TENANT).await.unwrap();
        }
        Step::Withdraw { pair, coins, key } => {
            let Pair { volunteer, withdrawal, .. } = &pairs[pair];
            let body =
                serde_json::from_value(json!({ "coins": coins, "paypal": { "email": "v@example.com" } })).unwrap();
            let key = key.map(|key| format!("key-{key}-{coins}"));
            let who = caller(volunteer).await;
            if let Ok(answer) = finance::withdraw_coins(&app.ctx, who, key.as_deref(), &body).await {
                let id = answer.transaction.id.parse().unwrap();
                *withdrawal.lock().unwrap() = Some((id, coins));
            }
        }
        Step::Retry { pair } => {
            let Pair { volunteer, withdrawal, .. } = &pairs[pair];
            let Some((id, coins)) = *withdrawal.lock().unwrap() else { return };
            let body =
                json!({ "coins": coins, "paypal": { "email": "v@example.com" }, "transactionId": id.to_string() });
            let who = caller(volunteer).await;
            if let Ok(answer) =
                finance::withdraw_coins(&app.ctx, who, None, &serde_json::from_value(body).unwrap()).await
            {
                assert_eq!(answer.transaction.id, id.to_string(), "the same one");
            }
        }
        Step::Work => {
            app.clock.advance_ms(40_000);
            app.work().await;
        }
        Step::Pay { pair } => {
            let Some((id, _)) = *pairs[pair].withdrawal.lock().unwrap() else { return };
            let _lost = finance::payouts::pay(&app.ctx, TENANT, id).await;
        }
    }
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

/// What the provider really sent, by order, must be what the books say was paid out.
async fn nothing_was_paid_twice(app: &TestApp, pairs: &[Pair<'_>]) {
    let taken: BTreeMap<String, i64> = app.payouts.taken.lock().unwrap().clone();
    let mut tx = app.ctx.store.read().await.unwrap();
    for pair in pairs {
        let page = tx.page_transactions(TENANT, pair.volunteer.id, Some(Kind::Withdrawal), None, 1_000).await.unwrap();
        for withdrawal in page.items {
            let sent = taken.get(&withdrawal.id.to_string());
            if withdrawal.status == Outcome::Succeeded {
                assert_eq!(sent, withdrawal.funds.as_ref().map(|funds| &funds.cents), "{withdrawal:?}");
            }
        }
    }
}

on_both! {
    async fn whatever_happens_the_books_balance(app) {
        let mut calls = 0;
        for world in 0..WORLDS {
            let mut dice = Dice(world);
            let mut pairs = vec![];
            for n in 0..3 {
                let (senior, volunteer, chat) = ann_calls_ben(&app, &format!("w{world}n{n}"), 120).await;
                app.credit(volunteer.id, 150).await;
                pairs.push(Pair { senior, volunteer, chat, withdrawal: Mutex::default() });
            }
            let answers = [PayoutAnswer::Lose, PayoutAnswer::Down, PayoutAnswer::Refuse("BLOCKED"), PayoutAnswer::Say(PayoutState::Underway), PayoutAnswer::Say(PayoutState::Paid), PayoutAnswer::Say(PayoutState::Failed("RETURNED".into()))];
            app.payouts.will((0..200).map(|_| answers[dice.below(6) as usize].clone()));
            for _ in 0..STEPS / AT_ONCE {
                let steps: Vec<Step> = (0..AT_ONCE).map(|_| step(&mut dice, 3)).collect();
                futures_util::future::join_all(steps.into_iter().map(|step| happen(&app, &pairs, step))).await;
            }
            let found = audit(&app.ctx, TENANT).await.unwrap();
            assert_eq!(found.faults, Vec::<String>::new(), "seed {world}");

            // Everything comes to its end: calls are over, payouts decided.
            app.payouts.will([PayoutAnswer::Say(PayoutState::Paid)]);
            app.clock.advance_ms(3_600_000);
            tending::tend_all(&app.ctx, TENANT).await.unwrap();
            for _ in 0..12 {
                app.work().await;
                app.clock.advance_ms(7_200_000);
            }
            let found = app.audit().await;
            nothing_was_paid_twice(&app, &pairs).await;
            calls = found.calls;
            for pair in &pairs {
                let mut tx = app.ctx.store.read().await.unwrap();
                for client in [&pair.senior, &pair.volunteer] {
                    let page = tx.page_transactions(TENANT, client.id, None, None, 1_000).await.unwrap();
                    assert!(page.items.iter().all(|transaction| !transaction.status.is_open()), "seed {world}");
                }
            }
            // Tokens end after a week; the next world has people of its own.
        }
        assert!(calls > 10, "something happened");
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
