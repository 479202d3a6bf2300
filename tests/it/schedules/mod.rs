//! The group `schedules`, as its callers see it. Lists are in [`lists`], concurrent bookings in [`bookings`].

mod bookings;
mod lists;

use crate::{
    faults::everything,
    harness::{
        Client, TestApp,
        app::{START_MS, TENANT},
    },
};
use poem::{Request, http::Method};
use serde_json::{Value, json};
use talkamie::{
    domain::{
        connection::{Act, Face},
        ids::ScheduleId,
        time::{MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, iso_date_time},
        user::UserType,
    },
    operations::connections::{self, Wish},
    store::schedules::Schedule,
};

/// Midnight of the day on which tests begin, 2026-03-14, a Saturday.
const DAY_MS: i64 = START_MS - START_MS % MS_PER_DAY;

/// So many days, hours and minutes after the midnight before tests begin.
pub fn at(day: i64, hour: i64, minute: i64) -> String {
    iso_date_time(DAY_MS + day * MS_PER_DAY + hour * MS_PER_HOUR + minute * MS_PER_MINUTE)
}

pub fn slot(from: String, to: String, recurrence: &str) -> Value {
    json!({ "type": "video", "recurrence": recurrence, "startDateTime": from, "endDateTime": to })
}

/// An hour of a day, from `hour` on.
fn hour_of(day: i64, hour: i64, recurrence: &str) -> Value {
    slot(at(day, hour, 0), at(day, hour + 1, 0), recurrence)
}

async fn connect(ann: &Client<'_>, ben: &Client<'_>) {
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
    ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
}

/// Whoever it is has time at any hour of the week.
async fn always_available(person: &Client<'_>) {
    let day = json!([{ "start": "00:00:00", "end": "00:00:00" }]);
    let week: Value = ["sun", "mon", "tue", "wed", "thur", "fri", "sat"].iter().map(|d| (*d, day.clone())).collect();
    person.put("/v1/availability/weekly", week).await.expect(200);
}

/// A senior and a volunteer who are connected; the volunteer has time at any hour.
pub async fn friends(app: &TestApp) -> (Client<'_>, Client<'_>) {
    let (ann, ben) = app.ann_and_ben().await;
    connect(&ann, &ben).await;
    always_available(&ben).await;
    (ann, ben)
}

pub async fn book(by: &Client<'_>, with: &Client<'_>, slot: Value) -> Value {
    by.post(format!("/v1/user/{with}/schedule"), slot).await.expect(200)["schedule"].take()
}

fn id(schedule: &Value) -> &str {
    schedule["id"].as_str().expect("a schedule has an id")
}

/// The words of the events that a person was told since the first `known`.
async fn told(app: &TestApp, person: &Client<'_>, known: usize) -> Vec<String> {
    app.events(person.id).await[known..].iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    async fn a_call_is_scheduled_changed_and_called_off(app) {
        let (ann, ben) = app.ann_and_ben().await;
        connect(&ann, &ben).await;
        ben.put("/v1/availability/weekly", json!({ "sat": [{ "start": "09:00:00", "end": "12:00:00" }] })).await.expect(200);
        ben.put("/v1/availability/custom", json!({ "2026-03-20": [{ "start": "22:00:00", "end": "01:00:00" }] })).await.expect(200);
        let before = app.events(ben.id).await.len();

        let made = ann.post(format!("/v1/user/{ben}/schedule"), hour_of(7, 9, "none")).await.expect(200);
        let schedule = &made["schedule"];
        assert_eq!(schedule["title"], "Meeting with Ben Ortiz");
        assert_eq!(schedule["type"], "video");
        assert_eq!(schedule["status"], "upcoming");
        assert_eq!(schedule["timeslot"], json!({ "from": at(7, 9, 0), "to": at(7, 10, 0) }));
        assert_eq!(schedule.get("recurrence"), None, "a single call has none");
        assert_eq!(schedule["attendee"]["name"], "Ben Ortiz");
        assert_eq!(schedule["attendee"]["availability"]["weekly"]["sat"][0]["start"], "09:00:00");
        assert_eq!(schedule["attendee"]["availability"]["bookedSlots"]["custom"]["2026-03-21"], json!([{ "start": "09:00:00", "end": "10:00:00" }]));
        assert_eq!(made["message"]["type"], "schedule");
        assert_eq!(made["message"]["schedule"]["id"], schedule["id"]);
        assert_eq!(made["message"]["sender"]["id"], ann.to_string());
        assert_eq!(made["chat"]["id"], ann.get(format!("/v1/user/{ben}")).await.expect(200)["viewer"]["chat"]["id"]);
        assert!(told(&app, &ben, before).await.contains(&"alert".to_owned()));
        let alerts = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(alerts[0]["type"], "schedule");
        assert_eq!(alerts[0]["schedule"]["id"], schedule["id"]);
        assert_eq!(alerts[0]["schedule"]["attendee"]["name"], "Ann Lee");
        let chat = format!("/v1/chat/{}", made["chat"]["id"].as_str().unwrap());
        assert_eq!(alerts[0]["chat"], ben.get(&chat).await.expect(200), "whole, as Ben sees it");
        assert_eq!(alerts[0]["message"], ben.get(format!("{chat}/messages")).await.expect(200)[0]);
        assert_eq!(alerts[0]["message"]["id"], made["message"]["id"]);

        // Each of the two sees the other one; only the senior sees when the volunteer has time.
        let id = id(schedule);
        assert_eq!(ann.get(format!("/v1/schedule/{id}")).await.expect(200), *schedule);
        let bens = ben.get(format!("/v1/schedule/{id}")).await.expect(200);
        assert_eq!((&bens["attendee"]["name"], bens["attendee"].get("availability")), (&json!("Ann Lee"), None));

        // Only what is said is changed; what lies over midnight is inside the custom range.
        let renamed = ben.put(format!("/v1/schedule/{id}"), json!({ "title": "  Film evening ", "type": "audio" })).await.expect(200);
        assert_eq!((&renamed["title"], &renamed["type"]), (&json!("Film evening"), &json!("audio")));
        assert_eq!(renamed["timeslot"], schedule["timeslot"]);
        let moved = json!({ "startDateTime": at(6, 23, 30), "endDateTime": at(7, 0, 30), "title": "" });
        let moved = ann.put(format!("/v1/schedule/{id}"), moved).await.expect(200);
        assert_eq!(moved["timeslot"]["from"], at(6, 23, 30));
        assert_eq!(moved["title"], "Film evening", "blank is as if it was left out");
        assert_eq!(moved["attendee"]["availability"]["bookedSlots"]["custom"], json!({ "2026-03-20": [{ "start": "23:30:00", "end": "00:30:00" }] }));
        let weekly = json!({ "startDateTime": at(7, 11, 0), "endDateTime": at(7, 12, 0), "recurrence": "weekly" });
        let weekly = ann.put(format!("/v1/schedule/{id}"), weekly).await.expect(200);
        assert_eq!(weekly["recurrence"], "weekly");
        assert_eq!(weekly["attendee"]["availability"]["bookedSlots"]["weekly"], json!({ "sat": [{ "start": "11:00:00", "end": "12:00:00" }] }));
        let told_before = app.events(ben.id).await.len();
        ann.put(format!("/v1/schedule/{id}"), json!({ "startDateTime": at(7, 11, 0), "recurrence": "weekly" })).await.expect(200);
        assert_eq!(app.events(ben.id).await.len(), told_before, "what is no change tells nobody");

        let (anns, bens) = (app.events(ann.id).await.len(), app.events(ben.id).await.len());
        let gone = ben.delete(format!("/v1/schedule/{id}")).await.expect(200);
        assert_eq!(gone["schedule"]["id"], *id);
        assert_eq!(gone["me"]["availability"]["bookedSlots"], json!({ "custom": {}, "weekly": {} }));
        assert_eq!((told(&app, &ann, anns).await, told(&app, &ben, bens).await), (vec!["user".to_owned()], vec!["user".to_owned()]));
        for person in [&ann, &ben] {
            person.get(format!("/v1/schedule/{id}")).await.expect_problem("schedule/not-found");
            let kinds: Vec<_> = person.get("/v1/alerts").await.expect(200).as_array().unwrap().iter().map(|a| a["type"].clone()).collect();
            assert!(!kinds.contains(&json!("schedule")), "its alert is gone too");
        }
        ben.delete(format!("/v1/schedule/{id}")).await.expect_problem("schedule/not-found");
        book(&ann, &ben, hour_of(7, 11, "none")).await;
    }

    async fn who_may_schedule(app) {
        let (ann, ben) = app.ann_and_ben().await;
        always_available(&ben).await;
        let slot = hour_of(1, 9, "none");
        let ask = async |by: &Client<'_>, with: String, code: &str| {
            by.post(format!("/v1/user/{with}/schedule"), hour_of(1, 9, "none")).await.expect_problem(code);
        };
        ask(&ann, ann.to_string(), "schedule/with-self").await;
        ask(&ann, uuid::Uuid::new_v4().to_string(), "user/not-found").await;
        ask(&ann, "nobody".into(), "user/not-found").await;
        ask(&ann, ben.to_string(), "schedule/not-connected").await;
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        ask(&ann, ben.to_string(), "schedule/not-connected").await;
        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        // The apps offer it to the senior; the volunteer may propose a time as well.
        let made = ben.post(format!("/v1/user/{ann}/schedule"), slot.clone()).await.expect(200);
        assert_eq!(made["schedule"]["title"], "Meeting with Ann Lee");
        assert_eq!(made["schedule"]["attendee"].get("availability"), None);
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        ask(&ann, ben.to_string(), "schedule/not-connected").await;

        let cat = app.person("Cat Moss", UserType::Senior).await;
        connect(&ann, &cat).await;
        ask(&ann, cat.to_string(), "schedule/needs-senior-and-volunteer").await;
        // Who shows themself only to those they are in touch with is not there for others.
        ben.put(format!("/v1/user/{ben}"), json!({ "visibility": "matches" })).await.expect(200);
        ask(&cat, ben.to_string(), "user/not-found").await;
        app.anonymous().post(format!("/v1/user/{ben}/schedule"), slot).await.expect_problem("auth/missing");
    }

    async fn a_slot_must_be_in_order_and_offered(app) {
        let (ann, ben) = app.ann_and_ben().await;
        connect(&ann, &ben).await;
        let path = format!("/v1/user/{ben}/schedule");
        let past = |code: &'static str, body: Value| {
            let (ann, path) = (ann.clone(), path.clone());
            async move { ann.post(path, body).await.expect_problem(code) }
        };
        past("schedule/outside-availability", hour_of(7, 9, "none")).await;
        ben.put("/v1/availability/weekly", json!({ "sat": [{ "start": "09:00", "end": "12:00" }, { "start": "22:00", "end": "01:00" }] })).await.expect(200);
        ben.put("/v1/availability/custom", json!({ "2026-03-21": [{ "start": "12:00", "end": "13:00" }], "2026-03-23": [], "2026-04-04": [] })).await.expect(200);
        let time = past("schedule/time-invalid", slot(at(7, 10, 0), at(7, 9, 0), "none")).await;
        assert_eq!((&time["status"], &time["error"]), (&json!(422), &json!("The call must end after it starts")));
        past("schedule/time-invalid", slot(at(7, 10, 0), at(7, 10, 0), "none")).await;
        past("schedule/time-invalid", slot(at(0, 7, 0), at(0, 8, 0), "none")).await;
        past("schedule/time-invalid", slot(at(7, 10, 0), at(8, 10, 1), "none")).await;
        past("schedule/outside-availability", hour_of(7, 8, "none")).await;
        past("schedule/outside-availability", slot(at(7, 11, 30), at(7, 13, 1), "none")).await;
        past("schedule/outside-availability", hour_of(9, 9, "none")).await;
        past("schedule/outside-availability", slot(at(7, 11, 30), at(7, 12, 30), "weekly")).await;
        past("schedule/outside-availability", hour_of(7, 12, "daily")).await;
        // An empty list takes that date out of the week, for single calls.
        past("schedule/outside-availability", hour_of(21, 11, "none")).await;
        book(&ann, &ben, hour_of(21, 11, "weekly")).await;
        // Across a weekly and a custom range that touch; over midnight; repeated inside the weekly map.
        book(&ann, &ben, slot(at(7, 11, 30), at(7, 12, 30), "none")).await;
        book(&ann, &ben, slot(at(7, 23, 30), at(8, 0, 30), "weekly")).await;
        book(&ann, &ben, hour_of(14, 9, "daily")).await;

        let made = book(&ann, &ben, hour_of(700, 10, "none")).await;
        let path = format!("/v1/schedule/{}", id(&made));
        ann.put(&path, json!({ "endDateTime": at(700, 9, 0) })).await.expect_problem("schedule/time-invalid");
        ann.put(&path, json!({ "startDateTime": at(699, 10, 30), "endDateTime": at(699, 11, 0) })).await.expect_problem("schedule/outside-availability");
        // What is agreed stays when the volunteer offers other times, and may be renamed.
        ben.put("/v1/availability/weekly", json!({})).await.expect(200);
        let same = json!({ "title": "Chess", "startDateTime": at(700, 10, 0), "endDateTime": at(700, 11, 0), "recurrence": "none" });
        assert_eq!(ann.put(&path, same).await.expect(200)["title"], "Chess");
        ann.put(&path, json!({ "recurrence": "weekly" })).await.expect_problem("schedule/outside-availability");
    }

    async fn impossible_input_is_refused_with_its_place(app) {
        let (ann, ben) = friends(&app).await;
        let path = format!("/v1/user/{ben}/schedule");
        let good = hour_of(7, 9, "none");
        for (field, value, pointers) in [
            ("startDateTime", json!("2026-02-30T09:00:00.000Z"), vec!["/startDateTime"]),
            ("endDateTime", json!("2026-04-31T09:00:00.000Z"), vec!["/endDateTime"]),
            ("endDateTime", json!("2026-04-30T09:00:00Z"), vec!["/endDateTime"]),
            ("recurrence", json!("monthly"), vec!["/recurrence"]),
            ("type", json!("chat"), vec!["/type"]),
            ("title", json!("x".repeat(121)), vec!["/title"]),
        ] {
            let mut body = good.clone();
            body[field] = value;
            assert_eq!(ann.post(&path, body).await.expect_invalid(), pointers, "{field}");
        }
        assert_eq!(ann.post(&path, json!({})).await.expect_invalid(), ["/endDateTime", "/startDateTime"]);
        let made = book(&ann, &ben, good).await;
        let path = format!("/v1/schedule/{}", id(&made));
        assert_eq!(ann.put(&path, json!({ "startDateTime": "2027-02-29T09:00:00.000Z" })).await.expect_invalid(), ["/startDateTime"]);
        assert_eq!(ann.put(&path, json!({})).await.expect(200), made);
    }

    async fn nobody_is_in_two_calls_at_once(app) {
        let (ann, ben) = friends(&app).await;
        let (cat, dan) = app.ann_and_ben_again("Two").await;
        for (senior, volunteer) in [(&ann, &dan), (&cat, &ben)] {
            connect(senior, volunteer).await;
        }
        always_available(&dan).await;
        book(&ann, &ben, hour_of(7, 9, "none")).await;
        let refused = async |by: &Client<'_>, with: &Client<'_>, body: Value| {
            by.post(format!("/v1/user/{with}/schedule"), body).await.expect_problem("schedule/overlap");
        };
        refused(&ann, &ben, hour_of(7, 9, "none")).await;
        refused(&ann, &dan, slot(at(7, 9, 59), at(7, 10, 30), "none")).await;
        refused(&cat, &ben, slot(at(7, 8, 30), at(7, 9, 1), "none")).await;
        // What repeats meets it, now or later; what touches does not.
        refused(&ann, &dan, hour_of(0, 9, "weekly")).await;
        refused(&ann, &dan, hour_of(2, 9, "daily")).await;
        let daily = book(&ann, &dan, hour_of(8, 9, "daily")).await;
        book(&ann, &dan, slot(at(7, 10, 0), at(7, 10, 30), "none")).await;
        book(&ann, &dan, slot(at(7, 8, 30), at(7, 9, 0), "none")).await;
        refused(&ann, &ben, hour_of(3_000, 9, "none")).await;
        refused(&ann, &ben, hour_of(400, 9, "weekly")).await;
        let weekly = book(&ann, &ben, hour_of(9, 10, "weekly")).await;
        refused(&cat, &ben, hour_of(9 + 7 * 500, 10, "none")).await;
        let free = book(&cat, &ben, hour_of(10, 10, "none")).await;
        // Changing is judged like booking, but not against the call itself.
        cat.put(format!("/v1/schedule/{}", id(&free)), json!({ "startDateTime": at(9, 10, 30), "endDateTime": at(9, 11, 30) })).await.expect_problem("schedule/overlap");
        cat.put(format!("/v1/schedule/{}", id(&free)), json!({ "endDateTime": at(10, 10, 30) })).await.expect(200);
        ann.put(format!("/v1/schedule/{}", id(&daily)), json!({ "startDateTime": at(8, 9, 30), "endDateTime": at(8, 10, 30) })).await.expect_problem("schedule/overlap");
        // A slot that is freed can be booked.
        ben.delete(format!("/v1/schedule/{}", id(&weekly))).await.expect(200);
        book(&cat, &ben, hour_of(9 + 7 * 500, 10, "none")).await;
    }

    async fn the_clock_says_where_a_call_stands(app) {
        let (ann, ben) = friends(&app).await;
        let once = id(&book(&ann, &ben, hour_of(0, 9, "none")).await).to_owned();
        let daily = id(&book(&ann, &ben, hour_of(0, 11, "daily")).await).to_owned();
        let status = async |which: &str| ann.get(format!("/v1/schedule/{which}")).await.expect(200);
        let set = |ms: i64| app.clock.advance_ms(ms - app.clock.now());
        set(DAY_MS + 9 * MS_PER_HOUR - 1);
        assert_eq!(status(&once).await["status"], "upcoming");
        set(DAY_MS + 9 * MS_PER_HOUR);
        assert_eq!(status(&once).await["status"], "on-going");
        ann.put(format!("/v1/schedule/{once}"), json!({ "title": "late" })).await.expect_problem("schedule/not-upcoming");
        set(DAY_MS + 10 * MS_PER_HOUR);
        assert_eq!(status(&once).await["status"], "past");
        ann.put(format!("/v1/schedule/{once}"), json!({ "title": "late" })).await.expect_problem("schedule/not-upcoming");
        ben.delete(format!("/v1/schedule/{once}")).await.expect_problem("schedule/past");
        // One that repeats is on-going while it lasts and then upcoming again, a day later.
        set(DAY_MS + 11 * MS_PER_HOUR + 1);
        assert_eq!(status(&daily).await["status"], "on-going");
        ann.put(format!("/v1/schedule/{daily}"), json!({ "title": "late" })).await.expect_problem("schedule/not-upcoming");
        set(DAY_MS + 12 * MS_PER_HOUR);
        let next = status(&daily).await;
        assert_eq!((&next["status"], &next["timeslot"]["from"]), (&json!("upcoming"), &json!(at(1, 11, 0))));
        // What is left out stays as it is seen: the call that ends the repetition is the next one.
        let last = ann.put(format!("/v1/schedule/{daily}"), json!({ "recurrence": "none" })).await.expect(200);
        assert_eq!((last.get("recurrence"), &last["timeslot"]["from"]), (None, &json!(at(1, 11, 0))));
        // Deleting an on-going one is allowed: it is not past.
        set(DAY_MS + MS_PER_DAY + 11 * MS_PER_HOUR);
        ben.delete(format!("/v1/schedule/{daily}")).await.expect(200);
    }

    async fn clearing_frees_what_is_not_past(app) {
        let (ann, ben) = friends(&app).await;
        let (cat, dan) = app.ann_and_ben_again("Two").await;
        connect(&ann, &dan).await;
        connect(&cat, &ben).await;
        always_available(&dan).await;
        let past = book(&ann, &ben, hour_of(0, 9, "none")).await;
        for (by, with, body) in [
            (&ann, &ben, hour_of(3, 9, "none")),
            (&ann, &ben, hour_of(3, 10, "daily")),
            (&ann, &dan, hour_of(3, 12, "weekly")),
            (&cat, &ben, hour_of(3, 14, "none")),
        ] {
            book(by, with, body).await;
        }
        app.clock.advance_ms(4 * MS_PER_HOUR);
        let (anns, bens, dans) = (app.events(ann.id).await.len(), app.events(ben.id).await.len(), app.events(dan.id).await.len());
        let me = ann.delete(format!("/v1/user/{ben}/schedules")).await.expect(200);
        assert_eq!(me["me"]["availability"]["bookedSlots"], json!({ "custom": {}, "weekly": { "tue": [{ "start": "12:00:00", "end": "13:00:00" }] } }));
        assert_eq!(told(&app, &ann, anns).await, ["user"]);
        assert_eq!(told(&app, &ben, bens).await, ["user"]);
        assert!(told(&app, &dan, dans).await.is_empty());
        assert_eq!(ann.get(format!("/v1/schedule/{}", id(&past))).await.expect(200)["status"], "past");
        ann.delete(format!("/v1/user/{ben}/schedules")).await.expect(200);

        // With one's own id: everything of one's own, and nothing of others.
        let me = ben.delete(format!("/v1/user/{ben}/schedules")).await.expect(200);
        assert_eq!(me["me"]["availability"]["bookedSlots"], json!({ "custom": {}, "weekly": {} }));
        assert_eq!(cat.get("/v1/schedules/upcoming").await.expect(200), json!([]));
        assert_eq!(ann.get("/v1/schedules/upcoming").await.expect(200).as_array().unwrap().len(), 1);
        for other in [uuid::Uuid::new_v4().to_string(), "nobody".into()] {
            ann.delete(format!("/v1/user/{other}/schedules")).await.expect_problem("user/not-found");
        }
        dan.put(format!("/v1/user/{dan}"), json!({ "visibility": "matches" })).await.expect(200);
        cat.delete(format!("/v1/user/{dan}/schedules")).await.expect_problem("user/not-found");
    }

    async fn strangers_find_nothing(app) {
        let (ann, ben) = friends(&app).await;
        let cat = app.person("Cat Moss", UserType::Senior).await;
        let made = book(&ann, &ben, hour_of(7, 9, "none")).await;
        for which in [id(&made).to_owned(), uuid::Uuid::new_v4().to_string(), "nothing".into()] {
            let path = format!("/v1/schedule/{which}");
            cat.get(&path).await.expect_problem("schedule/not-found");
            cat.put(&path, json!({ "title": "mine" })).await.expect_problem("schedule/not-found");
            cat.delete(&path).await.expect_problem("schedule/not-found");
            cat.get(format!("{path}.ics")).await.expect_problem("schedule/not-found");
            app.anonymous().get(format!("{path}.ics")).await.expect_problem("auth/missing");
        }
        assert_eq!(ann.get(format!("/v1/schedule/{}", id(&made))).await.expect(200), made);
    }

    async fn what_was_agreed_stays_readable(app) {
        let (ann, ben) = friends(&app).await;
        let past = book(&ann, &ben, hour_of(0, 9, "none")).await;
        book(&ann, &ben, hour_of(7, 9, "none")).await;
        app.clock.advance_ms(4 * MS_PER_HOUR);
        // Who parted and hides keeps a name in it, and nothing else.
        ben.put(format!("/v1/user/{ben}"), json!({ "visibility": "matches", "bio": "likes tea" })).await.expect(200);
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        assert_eq!(ann.get("/v1/schedules/past").await.expect(200)[0]["id"], past["id"]);
        let path = format!("/v1/schedule/{}", id(&past));
        let attendee = ann.get(&path).await.expect(200)["attendee"].take();
        assert_eq!(attendee, json!({ "id": ben.to_string(), "name": "Ben Ortiz", "rating": 0.0, "type": "volunteer" }));
        // Who leaves takes what is to come out of everybody's calendar.
        let before = app.events(ann.id).await.len();
        ben.delete(format!("/v1/user/{ben}")).await.expect(200);
        assert!(told(&app, &ann, before).await.contains(&"user".to_owned()));
        assert_eq!(ann.get("/v1/schedules/upcoming").await.expect(200), json!([]));
        assert_eq!(ann.get(&path).await.expect(200)["attendee"]["id"], ben.to_string());
        let alerts = ann.get("/v1/alerts").await.expect(200);
        assert!(alerts.as_array().unwrap().iter().all(|alert| alert["type"] != "schedule" || alert["schedule"]["id"] == past["id"]));
    }

    /// Whichever face ends the connection, nothing of the two is to come, and the times are free.
    async fn a_disconnect_calls_off_what_is_to_come(app) {
        for (day, face) in (0..).zip(Face::ALL) {
            let (ann, ben) = app.ann_and_ben_again(&format!("{face:?}")).await;
            connect(&ann, &ben).await;
            always_available(&ben).await;
            let cleo = app.person(&format!("Cleo {face:?}"), UserType::Senior).await;
            connect(&cleo, &ben).await;
            let past = book(&ann, &ben, hour_of(day, 9, "none")).await;
            let next = book(&ann, &ben, hour_of(7, 9, "none")).await;
            let weekly = book(&ben, &ann, hour_of(8, 9, "weekly")).await;
            let hers = book(&cleo, &ben, hour_of(7, 11, "none")).await;
            app.clock.advance_ms(4 * MS_PER_HOUR);
            let (of_ann, of_ben) = (app.events(ann.id).await.len(), app.events(ben.id).await.len());
            let wish = Wish { tenant: TENANT, face, act: Act::End, caller: ann.id, message: None };
            connections::between(&app.ctx, &wish, ben.id).await.unwrap();
            for (person, known) in [(&ann, of_ann), (&ben, of_ben)] {
                let words = told(&app, person, known).await;
                assert_eq!(words.iter().filter(|word| *word == "user").count(), 1, "{face:?}: {words:?}");
                let alerts = person.get("/v1/alerts").await.expect(200);
                let about = |made: &Value| alerts.as_array().unwrap().iter().any(|alert| alert["schedule"]["id"] == made["id"]);
                assert!(!about(&next) && !about(&weekly), "{face:?}: nobody is told of them any more");
                for gone in [&next, &weekly] {
                    person.get(format!("/v1/schedule/{}", id(gone))).await.expect_problem("schedule/not-found");
                }
                assert_eq!(person.get(format!("/v1/schedule/{}", id(&past))).await.expect(200)["status"], "past");
            }
            assert_eq!(ann.get("/v1/schedules/upcoming").await.expect(200), json!([]));
            assert_eq!(ben.get("/v1/schedules/upcoming").await.expect(200)[0]["id"], hers["id"], "what he agreed with others stays");
            book(&cleo, &ben, hour_of(7, 9, "weekly")).await;
            app.clock.advance_ms(20 * MS_PER_HOUR);
        }
    }

    /// A call of two who are not connected any more, which a release before this one left behind: it can be called off, not changed.
    async fn only_people_who_are_connected_change_a_call(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let from_ms = DAY_MS + 7 * MS_PER_DAY;
        let left = Schedule {
            id: ScheduleId(app.ctx.new_id()),
            senior: ann.id,
            volunteer: ben.id,
            title: "Tea".into(),
            kind: "video".into(),
            from_ms,
            to_ms: from_ms + MS_PER_HOUR,
            recurrence: "none".into(),
            created_at_ms: DAY_MS,
            updated_at_ms: DAY_MS,
        };
        let mut tx = app.ctx.store.write().await.unwrap();
        tx.add_schedule(TENANT, &left).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/v1/schedule/{}", left.id);
        for person in [&ann, &ben] {
            person.put(&path, json!({ "title": "Coffee" })).await.expect_problem("schedule/not-connected");
            assert_eq!(person.get(&path).await.expect(200)["title"], "Tea");
        }
        ben.delete(&path).await.expect(200);
    }

    async fn what_is_left_out_has_its_default(app) {
        let (ann, ben) = friends(&app).await;
        let made = book(&ann, &ben, json!({ "startDateTime": at(7, 9, 0), "endDateTime": at(7, 10, 0) })).await;
        assert_eq!((&made["type"], made.get("recurrence").unwrap_or(&json!("none"))), (&json!("video"), &json!("none")));
        assert_eq!(made["title"], "Meeting with Ben Ortiz");
    }

    async fn the_same_request_is_done_once(app) {
        let (ann, ben) = friends(&app).await;
        let send = async |key: &str, body: Value| {
            let request = Request::builder().method(Method::POST).uri_str(format!("/v1/user/{ben}/schedule"))
                .header("authorization", format!("Bearer {}", ann.token.clone().unwrap()))
                .header("idempotency-key", key)
                .content_type("application/json");
            ann.request(request.body(body.to_string())).await
        };
        let first = send("one", hour_of(7, 9, "none")).await.expect(200);
        let before = app.events(ben.id).await.len();
        assert_eq!(send("one", hour_of(7, 9, "none")).await.expect(200), first);
        assert_eq!(app.events(ben.id).await.len(), before, "nobody is told twice");
        send("one", hour_of(7, 10, "none")).await.expect_problem("idempotency/key-reused");
        send("two", hour_of(7, 9, "none")).await.expect_problem("schedule/overlap");
        // A refused request leaves its key unused.
        send("two", hour_of(7, 10, "none")).await.expect(200);
        let (a, b) = tokio::join!(send("three", hour_of(7, 12, "none")), send("three", hour_of(7, 12, "none")));
        assert_eq!(a.expect(200), b.expect(200));
        assert_eq!(ann.get("/v1/schedules").await.expect(200).as_array().unwrap().len(), 3);
    }

    async fn a_failing_statement_leaves_everything_as_it_was(app) {
        for (name, method, path, body) in [
            ("schedule", Method::POST, "/v1/user/BEN/schedule", Some(hour_of(1, 9, "none"))),
            ("update", Method::PUT, "/v1/schedule/IT", Some(json!({ "title": "Tea", "recurrence": "daily" }))),
            ("delete", Method::DELETE, "/v1/schedule/IT", None),
            ("clear", Method::DELETE, "/v1/user/BEN/schedules", None),
            ("clear own", Method::DELETE, "/v1/user/ANN/schedules", None),
            ("availability", Method::POST, "/v1/availability/weekly", Some(json!({ "sun": [] }))),
        ] {
            let mut step = 1;
            loop {
                let (ann, ben) = app.ann_and_ben_again(&format!("{name}{step}").replace(' ', "")).await;
                connect(&ann, &ben).await;
                always_available(&ben).await;
                let it = book(&ann, &ben, hour_of(2, 9, "weekly")).await;
                let path = path.replace("BEN", &ben.to_string()).replace("ANN", &ann.to_string()).replace("IT", id(&it));
                app.clock.advance_ms(60_000);
                let before = everything(&app).await;
                app.ctx.store.faults().fail_nth(step);
                let answer = ann.send(method.clone(), &path, body.as_ref().map(|body| body.to_string().into_bytes())).await;
                let reached = !app.ctx.store.faults().waiting();
                app.ctx.store.faults().fail_nth(0);
                if !reached {
                    answer.expect(200);
                    break;
                }
                answer.expect_problem("store/unavailable");
                assert_eq!(everything(&app).await, before, "{name} failing at step {step} left something behind");
                step += 1;
            }
            assert!(step > 3, "{name} has steps that can fail");
        }
    }

    async fn both_are_reminded_before_each_call(app) {
        let (ann, ben) = friends(&app).await;
        let weekly = book(&ann, &ben, hour_of(0, 9, "weekly")).await;
        let moved = book(&ann, &ben, hour_of(0, 11, "none")).await;
        let dropped = book(&ann, &ben, hour_of(0, 13, "none")).await;
        let reminded = async |person: &Client<'_>| -> Vec<(String, i64)> {
            let events = app.events(person.id).await;
            let upcoming = events.iter().filter(|event| event["event"] == "upcoming");
            upcoming.map(|event| (event["schedule"].as_str().unwrap().to_owned(), event["from_ms"].as_i64().unwrap())).collect()
        };
        let set = |ms: i64| app.clock.advance_ms(ms - app.clock.now());
        app.work().await;
        assert!(reminded(&ann).await.is_empty(), "it is early");
        let (nine, week) = (DAY_MS + 9 * MS_PER_HOUR, 7 * MS_PER_DAY);
        set(nine - 10 * MS_PER_MINUTE);
        app.work().await;
        let first = (id(&weekly).to_owned(), nine);
        for person in [&ann, &ben] {
            assert_eq!(reminded(person).await, std::slice::from_ref(&first));
            let alert = person.get("/v1/alerts").await.expect(200)[0].take();
            assert_eq!((&alert["type"], &alert["schedule"]["status"]), (&json!("schedule"), &json!("upcoming")));
        }
        set(nine);
        app.work().await;
        assert_eq!(reminded(&ben).await, [first.clone(), first.clone()]);
        // One that is moved is announced for its new time only, one that is called off not at all.
        ann.put(format!("/v1/schedule/{}", id(&moved)), json!({ "startDateTime": at(0, 15, 0), "endDateTime": at(0, 16, 0) })).await.expect(200);
        ann.delete(format!("/v1/schedule/{}", id(&dropped))).await.expect(200);
        set(DAY_MS + 14 * MS_PER_HOUR);
        app.work().await;
        assert_eq!(reminded(&ben).await.len(), 2);
        set(DAY_MS + 15 * MS_PER_HOUR - 10 * MS_PER_MINUTE);
        app.work().await;
        set(DAY_MS + 15 * MS_PER_HOUR);
        app.work().await;
        let second = (id(&moved).to_owned(), DAY_MS + 15 * MS_PER_HOUR);
        assert_eq!(reminded(&ben).await[2..], [second.clone(), second]);
        // Three weeks without a server: nobody is reminded of what is over, and the next call is announced.
        set(nine + 2 * week + 2 * MS_PER_HOUR);
        app.work().await;
        assert_eq!(reminded(&ben).await.len(), 4);
        set(nine + 3 * week);
        app.work().await;
        // The worker comes late: one reminder stands for both.
        assert_eq!(reminded(&ben).await[4..], [(id(&weekly).to_owned(), nine + 3 * week)]);
        assert_eq!(reminded(&ann).await, reminded(&ben).await);
    }

    async fn a_call_goes_into_any_calendar(app) {
        let (ann, ben) = friends(&app).await;
        let mut body = hour_of(7, 23, "weekly");
        body["title"] = json!("Tea, cake; and \u{1F382} — a very long title for a line that no reader of calendars likes");
        body["type"] = json!("audio");
        let made = book(&ann, &ben, body).await;
        let answer = ann.get(format!("/v1/schedule/{}.ics", id(&made))).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
        let text = answer.text();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("\r\nEND:VCALENDAR\r\n"), "{text}");
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let lines = text.replace("\r\n ", "");
        for line in [
            format!("UID:{}@talkamie", id(&made)),
            "DTSTART:20260321T230000Z".into(),
            "DTEND:20260322T000000Z".into(),
            "RRULE:FREQ=WEEKLY".into(),
            "DTSTAMP:20260314T072055Z".into(),
            "SUMMARY:Tea\\, cake\\; and \u{1F382} — a very long title for a line that no reader of calendars likes".into(),
            "DESCRIPTION:Audio call with Ben Ortiz".into(),
            "SEQUENCE:0".into(),
            format!("ORGANIZER;CN=\"Ann Lee\":urn:uuid:{ann}"),
        ] {
            assert!(lines.contains(&format!("\r\n{line}\r\n")), "{line} is not in {lines}");
        }
        let bens = ben.get(format!("/v1/schedule/{}.ics", id(&made))).await.text();
        assert!(bens.contains("\r\nDESCRIPTION:Audio call with Ann Lee\r\n"));
        assert!(bens.replace("\r\n ", "").contains(&format!("\r\nORGANIZER;CN=\"Ann Lee\":urn:uuid:{ann}\r\n")), "{bens}");
        app.clock.advance_ms(1500);
        ben.put(format!("/v1/schedule/{}", id(&made)), json!({ "title": "Tea" })).await.expect(200);
        let changed = ann.get(format!("/v1/schedule/{}.ics", id(&made))).await.text();
        assert!(changed.contains("\r\nSEQUENCE:2\r\n"), "{changed}");
        // The ending is a route of its own: what else the schedule can do, it cannot.
        let answer = ann.delete(format!("/v1/schedule/{}.ics", id(&made))).await;
        assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, Some("GET")));
    }
}
