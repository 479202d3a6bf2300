//! What happens in a world of chance.

use super::{
    bought::{Bought, News, Wish},
    grant,
};
use crate::{
    calls::{ann_calls_ben, caller},
    harness::{Client, TestApp, app::TENANT},
};
use serde_json::json;
use std::sync::Mutex;
use talkamie::{
    domain::{
        call::{Act, Media},
        ids::{ChatId, TransactionId},
        payment::Dispute,
    },
    operations::{
        calls::{signalling, tending},
        finance,
        ledger::move_coins,
    },
};

const PAIRS: u64 = 3;

/// Chance with a seed, so that a failure can be seen again.
pub struct Dice(u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }

    fn index(&mut self, len: usize) -> usize {
        self.below(len as u64) as usize
    }
}

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Step {
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
    /// Somebody asks for a checkout page, the one of that number.
    TopUp {
        buyer: Buyer,
        number: usize,
        wish: Wish,
    },
    /// The provider tells something of a page.
    Webhook {
        number: usize,
        news: News,
    },
}

/// One of a pair.
#[derive(Debug, Clone, Copy)]
pub struct Buyer {
    pair: usize,
    by_senior: bool,
}

/// What will happen: the same for the same seed, whatever came of the steps before.
pub struct Fate {
    pub dice: Dice,
    /// Who asked for each page.
    buyers: Vec<Buyer>,
    told: Vec<(usize, News)>,
}

impl Fate {
    pub const fn new(seed: u64) -> Self {
        Self { dice: Dice(seed), buyers: Vec::new(), told: Vec::new() }
    }

    pub fn step(&mut self) -> Step {
        let dice = &mut self.dice;
        let pair = dice.below(PAIRS) as usize;
        let by_senior = dice.below(2) == 0;
        match dice.below(30) {
            0 => Step::Grant { pair, reference: dice.below(8) },
            1 | 2 => Step::Ring { pair, by_senior },
            3..8 => {
                let act = [Act::Accept, Act::Accept, Act::Connect, Act::Connect, Act::Disconnect, Act::End]
                    [dice.below(6) as usize];
                Step::Act { pair, by_senior, act }
            }
            8..11 => Step::Tend,
            11 | 12 | 28 | 29 => {
                let key = (dice.below(2) == 0).then(|| dice.below(3));
                Step::Withdraw { pair, coins: 100 + dice.below(40), key }
            }
            13 => Step::Retry { pair },
            14 => Step::Work,
            15 => Step::Pay { pair },
            // More of those who withdraw: what was bought is gone, perhaps, when the money is asked back.
            16..20 => {
                let by_senior = by_senior && dice.below(2) == 0;
                self.top_up(Buyer { pair, by_senior })
            }
            _ if self.buyers.is_empty() => Step::Tend,
            _ => self.webhook(),
        }
    }

    fn top_up(&mut self, buyer: Buyer) -> Step {
        let (dice, number) = (&mut self.dice, self.buyers.len());
        let (buyer, wish) = match dice.below(4) {
            0 if number > 0 => {
                let earlier = dice.index(number);
                (self.buyers[earlier], Wish::Again(earlier))
            }
            1 => (buyer, Wish::Keyed(dice.below(2))),
            // Enough to withdraw, and not always whole coins.
            _ => (buyer, Wish::Anew { hundredths: 10_000 + dice.below(8) as i64 * 1_111 }),
        };
        self.buyers.push(buyer);
        Step::TopUp { buyer, number, wish }
    }

    /// News of a page, of one of the last ones rather, or what was told before.
    fn webhook(&mut self) -> Step {
        let dice = &mut self.dice;
        if !self.told.is_empty() && dice.below(3) == 0 {
            let (number, news) = self.told[dice.index(self.told.len())];
            return Step::Webhook { number, news };
        }
        let pages = self.buyers.len();
        let last = if dice.below(2) == 0 { pages } else { pages.min(5) };
        let number = pages - 1 - dice.index(last);
        let thirds = 1 + dice.below(3) as i64;
        let news = match dice.below(16) {
            0..5 => News::Paid,
            5 => News::Arrived,
            6 => News::Underway,
            7 => News::Bounced,
            8 => News::Expired,
            9..12 => News::Refunded(thirds),
            12 => News::Disputed(Dispute::Open, thirds),
            13 => News::Disputed(Dispute::Won, thirds),
            14 => News::Disputed(Dispute::Lost, thirds),
            _ => News::Misfit,
        };
        self.told.push((number, news));
        Step::Webhook { number, news }
    }
}

/// A senior and a volunteer, their call and the volunteer's last withdrawal.
pub struct Pair<'a> {
    pub senior: Client<'a>,
    pub volunteer: Client<'a>,
    chat: ChatId,
    withdrawal: Mutex<Option<(TransactionId, u64)>>,
}

/// Some pairs, and what they bought.
pub struct World<'a> {
    app: &'a TestApp,
    pub pairs: Vec<Pair<'a>>,
    pub bought: Bought,
}

impl<'a> World<'a> {
    pub async fn new(app: &'a TestApp, seed: u64) -> Self {
        let mut pairs = vec![];
        for n in 0..PAIRS {
            let (senior, volunteer, chat) = ann_calls_ben(app, &format!("w{seed}n{n}"), 40).await;
            // Too little to withdraw: what is withdrawn was earned or bought.
            app.credit(volunteer.id, 20).await;
            pairs.push(Pair { senior, volunteer, chat, withdrawal: Mutex::default() });
        }
        Self { app, pairs, bought: Bought::default() }
    }

    fn who(&self, pair: usize, by_senior: bool) -> &Client<'a> {
        let Pair { senior, volunteer, .. } = &self.pairs[pair];
        if by_senior { senior } else { volunteer }
    }

    pub async fn happen(&self, step: Step) {
        let app = self.app;
        match step {
            Step::Grant { pair, reference } => {
                let user = self.pairs[pair].senior.id;
                let wish = grant(&format!("again:{user}:{reference}"), user, 3_000);
                let mut tx = app.ctx.store.write().await.unwrap();
                move_coins(&app.ctx, &mut tx, &wish, app.clock.now()).await.unwrap();
                tx.commit().await.unwrap();
            }
            Step::Ring { pair, by_senior } => {
                let who = caller(self.who(pair, by_senior)).await;
                let _refused = signalling::begin(&app.ctx, who, self.pairs[pair].chat, Media::Audio).await;
            }
            Step::Act { pair, by_senior, act } => {
                let active = app.ctx.store.read().await.unwrap().watched_calls(TENANT, None, 0, 100).await.unwrap();
                for watched in active {
                    // Not a party: refused.
                    let who = caller(self.who(pair, by_senior)).await;
                    let _refused = signalling::act(&app.ctx, who, watched.call.id, act, None).await;
                }
            }
            Step::Tend => {
                app.clock.advance_ms(20_000);
                tending::tend_all(&app.ctx, TENANT).await.unwrap();
            }
            Step::Withdraw { pair, coins, key } => {
                let Pair { volunteer, withdrawal, .. } = &self.pairs[pair];
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
                let Pair { volunteer, withdrawal, .. } = &self.pairs[pair];
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
                let Some((id, _)) = *self.pairs[pair].withdrawal.lock().unwrap() else { return };
                let _lost = finance::payouts::pay(&app.ctx, TENANT, id).await;
            }
            Step::TopUp { buyer: Buyer { pair, by_senior }, number, wish } => {
                self.bought.ask(self.who(pair, by_senior), number, wish).await;
            }
            Step::Webhook { number, news } => self.bought.hear(app, number, news).await,
        }
    }
}
