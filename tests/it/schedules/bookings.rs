//! Many people book, change and call off at once: never two calls of anybody at one time. On both databases.

use super::{DAY_MS, always_available, connect, hour_of};
use crate::harness::{Answer, Client, TestApp, app::TENANT};
use poem::http::Method;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use talkamie::{
    domain::{
        availability::{Slot, overlap},
        ids::UserId,
        time::{MS_PER_DAY, MS_PER_HOUR, iso_date_time},
        user::UserType,
    },
    store::schedules::Schedule,
};

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Everything that is booked by these people.
async fn booked(app: &TestApp, people: &[UserId]) -> BTreeMap<UserId, Vec<Schedule>> {
    let mut tx = app.ctx.store.read().await.unwrap();
    tx.schedules_of_people(TENANT, people, 0).await.unwrap().into_iter().collect()
}

fn assert_apart(booked: &BTreeMap<UserId, Vec<Schedule>>, round: usize) {
    for (person, schedules) in booked {
        for (at, a) in schedules.iter().enumerate() {
            for b in &schedules[at + 1..] {
                assert!(!overlap(a.slot(), b.slot()), "round {round}, {person}: {:?} and {:?}", a.slot(), b.slot());
            }
        }
    }
}

/// A few hours on a few days, so that most of what is asked for overlaps something.
fn slot(dice: &mut Dice) -> Slot {
    let from_ms = DAY_MS + (1 + dice.below(9) as i64) * MS_PER_DAY + dice.below(8) as i64 * MS_PER_HOUR / 2;
    let recurrence = ["none", "none", "weekly", "daily"][dice.below(4) as usize];
    Slot {
        from_ms,
        to_ms: from_ms + (1 + dice.below(3) as i64) * MS_PER_HOUR / 2,
        recurrence: recurrence.parse().unwrap(),
    }
}

async fn act(who: Client<'_>, method: Method, path: String, body: Option<String>) -> Answer {
    who.send(method, &path, body.map(String::into_bytes)).await
}

on_both! {
    async fn random_bookings_never_overlap(app) {
        const ROUNDS: usize = 25;
        const AT_ONCE: usize = 8;
        let mut seniors = vec![];
        let mut volunteers = vec![];
        for n in 0..2 {
            seniors.push(app.person(&format!("Senior {n}"), UserType::Senior).await);
            volunteers.push(app.person(&format!("Volunteer {n}"), UserType::Volunteer).await);
            always_available(&volunteers[n]).await;
        }
        for senior in &seniors {
            for volunteer in &volunteers {
                connect(senior, volunteer).await;
            }
        }
        let people: Vec<UserId> = seniors.iter().chain(&volunteers).map(|person| person.id).collect();
        let mut dice = Dice(20_260_314);
        let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
        for round in 0..ROUNDS {
            let known = booked(&app, &people).await;
            let known: BTreeSet<String> = known.values().flatten().map(|schedule| schedule.id.to_string()).collect();
            let known: Vec<String> = known.into_iter().collect();
            let acts: Vec<_> = (0..AT_ONCE)
                .map(|_| {
                    let (senior, volunteer) = (&seniors[dice.below(2) as usize], &volunteers[dice.below(2) as usize]);
                    let (by, with) = if dice.below(2) == 0 { (senior, volunteer) } else { (volunteer, senior) };
                    let slot = slot(&mut dice);
                    let mut body = json!({ "startDateTime": iso_date_time(slot.from_ms), "endDateTime": iso_date_time(slot.to_ms), "recurrence": slot.recurrence.as_str() });
                    let one = (!known.is_empty()).then(|| known[dice.below(known.len() as u64) as usize].clone());
                    match (dice.below(10), one) {
                        (0 | 1, Some(id)) => act(by.clone(), Method::DELETE, format!("/v1/schedule/{id}"), None),
                        (2..5, Some(id)) => act(by.clone(), Method::PUT, format!("/v1/schedule/{id}"), Some(body.to_string())),
                        (5, _) if round % 8 == 7 => act(by.clone(), Method::DELETE, format!("/v1/user/{with}/schedules"), None),
                        _ => {
                            body["type"] = json!("video");
                            act(by.clone(), Method::POST, format!("/v1/user/{with}/schedule"), Some(body.to_string()))
                        }
                    }
                })
                .collect();
            for answer in futures_util::future::join_all(acts).await {
                let word = if answer.status.is_success() { "done".to_owned() } else { answer.json()["code"].as_str().unwrap().to_owned() };
                *outcomes.entry(word).or_default() += 1;
            }
            assert_apart(&booked(&app, &people).await, round);
        }
        // The world was full enough for the rule to matter, and never so full that nothing happened.
        let known: BTreeSet<&str> = outcomes.keys().map(String::as_str).collect();
        assert!(known.is_subset(&["done", "schedule/overlap", "schedule/not-found"].into()), "{outcomes:?}");
        assert!(outcomes["done"] > 20 && outcomes["schedule/overlap"] > 20, "{outcomes:?}");
    }

    async fn of_equal_bookings_at_once_one_wins(app) {
        let ben = app.person("Ben", UserType::Volunteer).await;
        always_available(&ben).await;
        let mut seniors = vec![];
        for n in 0..4 {
            seniors.push(app.person(&format!("Senior {n}"), UserType::Senior).await);
            connect(&seniors[n], &ben).await;
        }
        for round in 0..20 {
            let recurrence = ["none", "daily", "weekly"][round % 3];
            let body = hour_of(1, 9, recurrence).to_string();
            let acts = seniors.iter().map(|senior| act(senior.clone(), Method::POST, format!("/v1/user/{ben}/schedule"), Some(body.clone())));
            let answers = futures_util::future::join_all(acts).await;
            let won = answers.iter().filter(|answer| answer.status.is_success()).count();
            assert_eq!(won, 1, "round {round}");
            for answer in answers.iter().filter(|answer| !answer.status.is_success()) {
                answer.expect_problem("schedule/overlap");
            }
            ben.delete(format!("/v1/user/{ben}/schedules")).await.expect(200);
        }
    }
}
