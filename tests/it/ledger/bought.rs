//! Coins that are bought in a world of chance: whatever a provider tells of its pages in whatever order, each top-up ends as the
//! set of what was told of it says, and has credited once.

use crate::{
    harness::{Client, TestApp, app::TENANT},
    payments::{self, TopUp, ask, deliver, dispute_event, outcome, refund_event, session_event},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};
use talkamie::{
    domain::{
        ids::{TransactionId, UserId},
        ledger::{Account, Movement},
        money::coins_json,
        payment::Dispute,
        transaction::Status,
    },
    store::payments::Payment,
};

/// How somebody asks for a checkout page.
#[derive(Debug, Clone, Copy)]
pub enum Wish {
    Anew {
        hundredths: i64,
    },
    /// With an `Idempotency-Key`, which the next one sends again.
    Keyed(u64),
    /// With the `transactionId` of the page that was asked for as this one.
    Again(usize),
}

/// What a provider tells of a page, whether it can be or not. Amounts are in thirds of the price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    Paid,
    /// Paid by a bank transfer.
    Arrived,
    Underway,
    Bounced,
    Expired,
    Refunded(i64),
    Disputed(Dispute, i64),
    /// Paid, and not what was asked for.
    Misfit,
}

impl News {
    fn event(self, page: &Page) -> Value {
        let (top_up, cents) = (&page.top_up, page.cents());
        let session =
            |kind: &str, status: &str| session_event(&format!("checkout.session.{kind}"), top_up, status, cents);
        match self {
            Self::Paid => session("completed", "paid"),
            Self::Arrived => session("async_payment_succeeded", "paid"),
            Self::Underway => session("completed", "unpaid"),
            Self::Bounced => session("async_payment_failed", "unpaid"),
            Self::Expired => session("expired", "unpaid"),
            Self::Refunded(thirds) => refund_event(top_up, part(cents, thirds), cents),
            Self::Disputed(state, thirds) => {
                let (kind, status) = match state {
                    Dispute::Won => ("closed", "won"),
                    Dispute::Lost => ("closed", "lost"),
                    Dispute::None | Dispute::Open => ("created", "needs_response"),
                };
                dispute_event(&format!("charge.dispute.{kind}"), status, part(cents, thirds), top_up)
            }
            Self::Misfit => session_event("checkout.session.completed", top_up, "paid", cents - 1),
        }
    }

    /// Whether it says that the page was paid, whatever became of the money.
    const fn is_of_money(self) -> bool {
        matches!(self, Self::Paid | Self::Arrived | Self::Refunded(_) | Self::Disputed(..))
    }
}

fn part(cents: i64, thirds: i64) -> i64 {
    cents * thirds / 3
}

/// A checkout page.
#[derive(Debug, Clone)]
struct Page {
    top_up: TopUp,
    hundredths: i64,
}

impl Page {
    /// What it asks for: a coin is a cent, a part of one is paid whole.
    const fn cents(&self) -> i64 {
        (self.hundredths + 99) / 100
    }
}

/// What must have come of a top-up.
#[derive(Debug, PartialEq, Eq)]
struct End {
    status: Status,
    /// The coins that are the person's.
    due_hundredths: i64,
    /// What the transaction shows.
    shown: (i64, i64),
}

/// What became of the top-ups of a world.
#[derive(Debug, Default)]
pub struct Tally {
    pub due_hundredths: i64,
    pub paid: usize,
    pub went_back: usize,
    /// Whose coins had been spent when the money went back.
    pub borne: usize,
}

/// The pages of a world, and what was told of them.
#[derive(Default)]
pub struct Bought {
    /// By the number of the step that asked for it.
    pages: Mutex<BTreeMap<usize, Page>>,
    /// The top-ups that were begun with a key.
    keys: Mutex<BTreeMap<(UserId, u64), String>>,
    told: Mutex<Vec<(Page, News)>>,
}

impl Bought {
    fn page(&self, number: usize) -> Option<Page> {
        self.pages.lock().unwrap().get(&number).cloned()
    }

    /// Keys are remembered for a day.
    pub fn forget_keys(&self) {
        self.keys.lock().unwrap().clear();
    }

    pub async fn ask(&self, who: &Client<'_>, number: usize, wish: Wish) {
        let (key, hundredths, again) = match wish {
            Wish::Anew { hundredths } => (None, hundredths, None),
            Wish::Keyed(key) => (Some(key), if key == 0 { 11_000 } else { 12_001 }, None),
            Wish::Again(earlier) => match self.page(earlier) {
                Some(page) => (None, page.hundredths, Some(page.top_up.id)),
                None => return,
            },
        };
        let mut body = json!({ "coins": coins_json(hundredths) });
        if let Some(id) = &again {
            body["transactionId"] = json!(id);
        }
        let header = key.map(|key| format!("top-up-{key}"));
        let answer = ask(who, header.as_deref(), &body).await;
        if answer.status != 200 {
            answer.expect_problem("transaction/not-pending");
            assert!(again.is_some(), "only one that was begun before is decided: {}", answer.text());
            return;
        }
        let top_up = payments::read(&answer);
        if let Some(id) = again {
            assert_eq!(top_up.id, id, "the same one");
        }
        if let Some(key) = key {
            let mut keys = self.keys.lock().unwrap();
            let first = keys.entry((who.id, key)).or_insert_with(|| top_up.id.clone());
            assert_eq!(*first, top_up.id, "one key begins one top-up");
        }
        self.pages.lock().unwrap().insert(number, Page { top_up, hundredths });
    }

    /// The provider tells something of a page, if it is there.
    pub async fn hear(&self, app: &TestApp, number: usize, news: News) {
        let Some(page) = self.page(number) else { return };
        let heard = outcome(&deliver(app, &news.event(&page)).await);
        if news == News::Misfit {
            assert_eq!(heard, "misfit");
            return;
        }
        self.told.lock().unwrap().push((page, news));
    }

    /// Everything that was told is told once more, the last first: nothing comes of it.
    pub async fn hear_everything_again(&self, app: &TestApp) {
        let told = self.told.lock().unwrap().clone();
        for (page, news) in told.iter().rev() {
            let heard = outcome(&deliver(app, &news.event(page)).await);
            assert_ne!(heard, "applied", "{news:?} of {page:?}");
        }
    }

    /// Sees that each top-up is what was told of it. `swept`: those of which nothing was told have expired.
    pub async fn are_as_was_told(&self, app: &TestApp, swept: bool) -> Tally {
        let told = self.told.lock().unwrap().clone();
        let sold: BTreeMap<String, Page> =
            self.pages.lock().unwrap().values().map(|page| (page.top_up.id.clone(), page.clone())).collect();
        let moved = settlements(app).await;
        let mut tally = Tally::default();
        let mut tx = app.ctx.store.read().await.unwrap();
        for (id, page) in &sold {
            let named: TransactionId = id.parse().unwrap();
            let payment = tx.find_payment(TENANT, named).await.unwrap().expect("a sale");
            let transaction = tx.find_transaction(TENANT, named).await.unwrap().expect("a transaction");
            let of_it: Vec<(i64, News)> = told
                .iter()
                .filter(|(page, _)| page.top_up.id == *id)
                .map(|(page, news)| (page.top_up.attempt, *news))
                .collect();
            let place = format!("{transaction:?}\n{payment:?}\ntold: {of_it:?}");
            let end = end(page, &of_it, &payment, swept, &place);
            let shown = (transaction.coins_hundredths, transaction.funds.as_ref().map_or(0, |funds| funds.cents));
            assert_eq!((transaction.status, shown), (end.status, end.shown), "{place}");

            let steps = moved.get(id);
            let mut given = 0;
            for step in steps.into_iter().flat_map(BTreeMap::values) {
                given += step.hundredths;
                assert!((0..=page.hundredths).contains(&given), "credited twice\n{place}");
            }
            assert_eq!(given, end.due_hundredths, "{place}");
            tally.due_hundredths += end.due_hundredths;
            tally.paid += usize::from(payment.standing.paid_attempt.is_some());
            tally.went_back += usize::from(end.status == Status::Refunded);
            tally.borne += usize::from(steps.is_some_and(|steps| steps.values().any(|step| step.is_borne)));
        }
        tally
    }
}

/// What the facts come to, whatever their order. Source: docs/PAYMENTS.md.
fn end(page: &Page, told: &[(i64, News)], payment: &Payment, swept: bool, place: &str) -> End {
    let of =
        |attempt: i64| -> Vec<News> { told.iter().filter(|(of, _)| *of == attempt).map(|(_, news)| *news).collect() };
    let (hundredths, cents) = (page.hundredths, page.cents());
    let paid: BTreeSet<i64> = told.iter().filter(|(_, news)| news.is_of_money()).map(|(attempt, _)| *attempt).collect();
    let Some(attempt) = payment.standing.paid_attempt else {
        assert!(paid.is_empty(), "money came and nothing was made of it\n{place}");
        // What is told of the end of a page that was replaced says nothing.
        let newest = of(payment.attempt);
        let is_underway = told.iter().any(|(_, news)| *news == News::Underway);
        let status = if newest.contains(&News::Bounced) {
            Status::Failed
        } else if newest.contains(&News::Expired) || (swept && !is_underway) {
            Status::Expired
        } else if is_underway {
            Status::Processing
        } else {
            Status::Pending
        };
        return End { status, due_hundredths: 0, shown: (hundredths, cents) };
    };
    // Of two pages that were paid, the first counts.
    assert!(paid.contains(&attempt), "paid without news\n{place}");
    let news = of(attempt);
    let says = |wanted| news.iter().any(|news| matches!(news, News::Disputed(state, _) if *state == wanted));
    let most = |thirds: &dyn Fn(&News) -> Option<i64>| part(cents, news.iter().filter_map(thirds).max().unwrap_or(0));
    let refunded = most(&|news| if let News::Refunded(thirds) = news { Some(*thirds) } else { None });
    let disputed = most(&|news| if let News::Disputed(_, thirds) = news { Some(*thirds) } else { None });
    let gone = refunded + if says(Dispute::Lost) { disputed } else { 0 };
    let kept = (cents - gone).max(0);
    let status = if kept == 0 {
        Status::Refunded
    } else if says(Dispute::Open) && !says(Dispute::Won) && !says(Dispute::Lost) {
        Status::Processing
    } else {
        Status::Succeeded
    };
    if status != Status::Succeeded {
        return End { status, due_hundredths: 0, shown: (hundredths, cents) };
    }
    let due_hundredths = (hundredths * kept + cents - 1) / cents;
    End { status, due_hundredths, shown: (due_hundredths, kept) }
}

/// How coins moved for a top-up at one time.
#[derive(Default)]
struct Settlement {
    /// What was sold, or, below 0, taken back.
    hundredths: i64,
    is_borne: bool,
}

/// The settlements of all top-ups, in order.
async fn settlements(app: &TestApp) -> BTreeMap<String, BTreeMap<u64, Settlement>> {
    let mut all: BTreeMap<String, BTreeMap<u64, Settlement>> = BTreeMap::new();
    let mut tx = app.ctx.store.read().await.unwrap();
    let mut after = None;
    loop {
        let page = tx.page_movements(TENANT, after, 1_000).await.unwrap();
        let Some(last) = page.last() else { return all };
        after = Some(last.id);
        for Movement { reference, from, hundredths, .. } in &page {
            let Some(words) = reference.strip_prefix("top-up:") else { continue };
            let words: Vec<&str> = words.split(':').collect();
            let [id, number, side] = words[..] else { panic!("{reference}") };
            let steps = all.entry(id.to_owned()).or_default();
            let step = steps.entry(number.parse().unwrap()).or_default();
            step.hundredths += if from.account == Account::Sales { *hundredths } else { -*hundredths };
            step.is_borne |= side == "house";
        }
    }
}
