//! Every list of v1, turned page by page to its end while others write to it; and a long page asks the database no more than a
//! short one. The lists come from the document: one that is added needs a line in [`Shelf::add`].

use crate::{
    calls,
    chats::{ask, connect, say},
    finance,
    harness::{
        Client, TestApp,
        app::TENANT,
        promise::{Promise, implemented},
    },
    support,
    users::{interests_for_everyone, paged},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use talkamie::{
    domain::{
        call::Media,
        faq::FaqType,
        time::MS_PER_HOUR,
        transaction::{Kind, Status},
        user::UserType,
    },
    operations::{
        calls::signalling,
        faqs::desk::{self, Wanted},
    },
};

/// Items that are there before the first page is turned: seven pages.
const THERE: usize = 13;
/// Items of a page.
const PAGE: usize = 2;
/// Items that come while pages are turned, one with each page.
const COMING: usize = 6;

/// Two people of their own for each list.
struct Shelf<'a> {
    app: &'a TestApp,
    ann: Client<'a>,
    ben: Client<'a>,
    chat: String,
}

impl<'a> Shelf<'a> {
    async fn new(app: &'a TestApp, list: &str) -> Self {
        let (ann, ben) = app.ann_and_ben_again(list).await;
        let chat = connect(&ann, &ben).await;
        app.credit(ann.id, 1_000).await;
        Self { app, ann, ben, chat }
    }

    /// The reader of a list.
    fn reader(&self, list: &str) -> &Client<'a> {
        if list == "getYourReviews" { &self.ben } else { &self.ann }
    }

    async fn path(&self, promise: &Promise) -> String {
        let id = match promise.id() {
            "getMessages" => self.chat.clone(),
            "getUserReviews" => self.ben.to_string(),
            "getTicketMessages" => support::write(&self.ann, "Hello").await.to_string(),
            _ => String::new(),
        };
        promise.path(&|name| (name == "id").then(|| id.clone()))
    }

    /// Puts one more item into a list. `false`: nobody can.
    async fn add(&self, list: &str, n: usize) -> bool {
        let (app, ann, ben) = (self.app, &self.ann, &self.ben);
        let somebody = async |kind| app.person(&format!("{list} {n}"), kind).await;
        match list {
            "getUsers" => drop(somebody(UserType::Volunteer).await),
            "getAlerts" | "getPendingConnectionRequests" => {
                let other = somebody(UserType::Volunteer).await;
                other.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
            }
            "getConnectedUsers" | "getChats" | "getFrequentChats" | "getUnreadChats" => {
                let other = somebody(UserType::Volunteer).await;
                let chat = connect(ann, &other).await;
                // Not all of them as often, so that the order by frequency is another one.
                let often = if list == "getUnreadChats" { 1 + n % 3 } else { n % 3 };
                for _ in 0..often {
                    say(&other, &chat, "Hello").await;
                }
            }
            "getPendingChats" => drop(ask(&somebody(UserType::Volunteer).await, ann, "May I write to you?").await),
            "getMessages" => drop(say(ben, &self.chat, &format!("Message {n}")).await),
            "getCallHistories" => {
                let chat = self.chat.parse().unwrap();
                signalling::begin(&app.ctx, calls::caller(ann).await, chat, Media::Video).await.unwrap();
                app.clock.advance_ms(1);
            }
            "getAllTransactions" => drop(finance::transaction(app, ann, Kind::Payment, Status::Succeeded).await),
            "getEarnings" => drop(finance::transaction(app, ann, Kind::Earning, Status::Succeeded).await),
            "getPurchases" => drop(finance::transaction(app, ann, Kind::Purchase, Status::Succeeded).await),
            "getWithdrawals" => drop(finance::transaction(app, ann, Kind::Withdrawal, Status::Succeeded).await),
            "getYourReviews" | "getUserReviews" => {
                let rater = somebody(UserType::Senior).await;
                connect(&rater, ben).await;
                rater.post(format!("/v1/user/{ben}/review"), json!({ "text": "Kind", "rate": 4 })).await.expect(200);
            }
            "getAllSchedules" | "getUpcomingSchedules" => self.agree(1 + n as i64).await,
            "getPastSchedules" => self.agree(-2 - n as i64).await,
            "getFaqs" | "getFaqsByType" => {
                // In front of and behind those that are there.
                let position = if n.is_multiple_of(2) { 1_000 + n as i64 } else { 1_000 - n as i64 };
                let wanted = Wanted {
                    kind: Some(FaqType::Senior),
                    position: Some(position),
                    question: Some(format!("{n}?")),
                    answer: Some("Yes.".into()),
                    ..Wanted::default()
                };
                desk::add(&app.ctx, TENANT, &wanted).await.unwrap();
            }
            "getInterests" => {
                interests_for_everyone(app, &[&format!("{} {n}", (b'a' + (n * 7 % 26) as u8) as char)]).await
            }
            "getTicketMessages" => drop(support::write(ann, &format!("Message {n}")).await),
            "getSpecializationAreas" => return false,
            _ => panic!("lists.rs puts nothing into {list}"),
        }
        true
    }

    /// A call of the two, so many hours from now, as a row: the past cannot be agreed on any more.
    async fn agree(&self, hours: i64) {
        let (app, ann, ben) = (self.app, &self.ann, &self.ben);
        let from_ms = app.clock.now() / MS_PER_HOUR * MS_PER_HOUR + hours * MS_PER_HOUR;
        let (id, to_ms) = (app.ctx.new_id(), from_ms + MS_PER_HOUR / 2);
        let sql = format!(
            "INSERT INTO schedules (id, tenant_id, senior_id, volunteer_id, title, type, from_ms, to_ms, recurrence)
             VALUES ('{id}', '{TENANT}', '{ann}', '{ben}', 'Call {hours}', 'video', {from_ms}, {to_ms}, 'none')"
        );
        let mut tx = app.ctx.store.write().await.unwrap();
        tx.execute(crate::store::forever(sql), []).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// What tells the items of a list apart.
fn marks(items: &[Value]) -> Vec<String> {
    let mark = |item: &Value| item.get("id").or_else(|| item.get("code")).and_then(Value::as_str).map(str::to_owned);
    items.iter().map(|item| mark(item).expect("an item has an id")).collect()
}

on_both! {
    async fn every_list_is_paged_to_its_end_while_others_write_to_it(app) {
        let is_list = |promise: &Promise| promise.parameters("query").any(|parameter| parameter["name"] == "lastEvaluatedKey");
        let lists: Vec<Promise> = implemented().into_iter().filter(|promise| promise.face == "v1" && is_list(promise)).collect();
        assert!(lists.len() >= 24, "the document has lists: {}", lists.len());
        let mut of_another: Option<String> = None;
        for promise in &lists {
            let list = promise.id();
            let shelf = Shelf::new(&app, list).await;
            let (reader, path) = (shelf.reader(list), shelf.path(promise).await);
            let joint = if path.contains('?') { '&' } else { '?' };
            let mut grows = true;
            for n in 0..THERE {
                grows = shelf.add(list, n).await;
            }
            let there = marks(&paged(reader, &path, 100).await);
            assert!(there.len() >= THERE, "{list}: {}", there.len());

            if let Some(key) = of_another.take() {
                reader.get(format!("{path}{joint}lastEvaluatedKey={key}")).await.expect_problem("cursor/invalid");
            }
            let (mut seen, mut after, mut pages, mut come) = (vec![], String::new(), 0, 0);
            loop {
                let turn = reader.get(format!("{path}{joint}pageSize={PAGE}&lastEvaluatedKey={after}"));
                // One more comes while the page is read.
                let page = if grows && come < COMING {
                    come += 1;
                    tokio::join!(turn, shelf.add(list, THERE + come)).0
                } else {
                    turn.await
                };
                page.expect(200);
                let body = page.json();
                let items = body["data"].as_array().unwrap();
                assert!(items.len() <= PAGE, "{list}");
                seen.extend(marks(items));
                pages += 1;
                let Some(key) = body["pagination"].get("lastEvaluatedKey") else { break };
                assert_eq!(items.len(), PAGE, "{list}: only the last page is short");
                after = key.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
            }
            of_another = Some(after);
            assert!(pages >= THERE.div_ceil(PAGE), "{list}: {pages} pages");
            let distinct: BTreeSet<&String> = seen.iter().collect();
            assert_eq!(distinct.len(), seen.len(), "{list}: something was shown twice");
            let steady: Vec<&String> = seen.iter().filter(|id| there.contains(id)).collect();
            assert_eq!(steady, there.iter().collect::<Vec<_>>(), "{list}: what was there is shown once, in its order");
            let all = marks(&paged(reader, &path, 100).await);
            assert_eq!(all.len(), there.len() + come, "{list}: what came is there now");
            assert!(seen.iter().all(|id| all.contains(id)), "{list}");

            // The newest ones are of one kind. The session was found good a moment ago: it costs neither page a statement.
            let asked = async |items: usize| {
                let before = app.ctx.store.log().count();
                let page = reader.get(format!("{path}{joint}pageSize={items}")).await.expect(200);
                assert_eq!(page.as_array().unwrap().len(), items, "{list}");
                app.ctx.store.log().count() - before
            };
            let (short, long) = (asked(1).await, asked(THERE).await);
            assert_eq!(short, long, "{list}: as many statements for one item as for {THERE}");
        }
    }
}
