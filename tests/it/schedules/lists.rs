//! The three lists: order, keywords, pages to the end while the clock goes on.

use super::{DAY_MS, at, book, connect, friends, hour_of, id, slot};
use crate::harness::Client;
use serde_json::{Value, json};
use talkamie::domain::{
    time::{MS_PER_DAY, MS_PER_HOUR},
    user::UserType,
};

/// Titles of a list, all pages of it; `between` runs after each page.
async fn titles(who: &Client<'_>, list: &str, size: usize, mut between: impl AsyncFnMut()) -> Vec<String> {
    let (mut seen, mut query) = (vec![], format!("pageSize={size}"));
    loop {
        let page = who.get(format!("/v1/{list}?{query}")).await;
        let items = page.expect(200);
        let items = items.as_array().unwrap();
        assert!(items.len() <= size);
        seen.extend(items.iter().map(|item| item["title"].as_str().unwrap().to_owned()));
        let whole = page.json();
        let Some(key) = whole["pagination"].get("lastEvaluatedKey") else { return seen };
        let key: String = key.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
        query = format!("pageSize={size}&lastEvaluatedKey={key}");
        between().await;
    }
}

async fn still() {}

fn called(title: &str, mut slot: Value) -> Value {
    slot["title"] = json!(title);
    slot
}

on_both! {
    async fn three_lists_in_their_orders(app) {
        let (ann, ben) = friends(&app).await;
        let cat = app.person("Cat Moss", UserType::Senior).await;
        connect(&cat, &ben).await;
        for (by, title, slot) in [
            (&ann, "first", hour_of(0, 9, "none")),
            (&ann, "second", hour_of(0, 11, "none")),
            (&ann, "every day", hour_of(0, 13, "daily")),
            (&cat, "Cat's", hour_of(1, 9, "none")),
            (&ann, "every week", hour_of(2, 9, "weekly")),
            (&ann, "last", hour_of(20, 9, "none")),
        ] {
            book(by, &ben, called(title, slot)).await;
        }
        // 11:30 of the first day: the second call is going on.
        app.clock.advance_ms(DAY_MS + 11 * MS_PER_HOUR + MS_PER_HOUR / 2 - app.clock.now());
        for size in [1, 2, 3, 25] {
            assert_eq!(titles(&ben, "schedules", size, still).await, ["last", "every week", "Cat's", "every day", "second", "first"]);
            assert_eq!(titles(&ben, "schedules/past", size, still).await, ["first"]);
            assert_eq!(titles(&ben, "schedules/upcoming", size, still).await, ["second", "every day", "Cat's", "every week", "last"]);
        }
        assert_eq!(titles(&cat, "schedules", 25, still).await, ["Cat's"]);
        let first = ben.get("/v1/schedules/upcoming").await.expect(200)[0].take();
        assert_eq!((&first["status"], &first["attendee"]["name"]), (&json!("on-going"), &json!("Ann Lee")));
        let past = ann.get("/v1/schedules/past").await.expect(200)[0].take();
        assert_eq!((&past["status"], &past["attendee"]["name"]), (&json!("past"), &json!("Ben Ortiz")));
        assert!(past["attendee"]["availability"].is_object(), "for a senior");

        // Two days later the daily call has moved on, and more is past.
        app.clock.advance_ms(2 * MS_PER_DAY);
        assert_eq!(titles(&ben, "schedules/upcoming", 2, still).await, ["every day", "every week", "last"]);
        assert_eq!(titles(&ben, "schedules/past", 2, still).await, ["Cat's", "second", "first"]);
        assert_eq!(titles(&ben, "schedules", 2, still).await, ["last", "every week", "every day", "Cat's", "second", "first"]);
    }

    async fn keywords_find_titles_and_names(app) {
        let (ann, ben) = friends(&app).await;
        let cat = app.person("Cat", UserType::Senior).await;
        connect(&cat, &ben).await;
        cat.put(format!("/v1/user/{cat}"), json!({ "name": "Cat Möller" })).await.expect(200);
        for (by, title, slot) in [
            (&ann, "Straße 50%", hour_of(0, 9, "none")),
            (&ann, "Chess", hour_of(1, 9, "none")),
            (&ann, "CHESS again", hour_of(1, 11, "daily")),
            (&cat, "Tea", hour_of(2, 9, "none")),
        ] {
            book(by, &ben, called(title, slot)).await;
        }
        for (keyword, found) in [
            ("chess", vec!["CHESS again", "Chess"]),
            ("M%C3%96LL", vec!["Tea"]),
            ("ann", vec!["CHESS again", "Chess", "Straße 50%"]),
            ("50%25", vec!["Straße 50%"]),
            ("%25", vec!["Straße 50%"]),
            ("nobody", vec![]),
        ] {
            assert_eq!(titles(&ben, &format!("schedules?keyword={keyword}&x="), 25, still).await, found, "{keyword}");
        }
        let upcoming = ben.get("/v1/schedules/upcoming?keyword=CHESS").await.expect(200);
        assert_eq!(upcoming.as_array().unwrap().iter().map(|s| s["title"].as_str().unwrap()).collect::<Vec<_>>(), ["Chess", "CHESS again"]);
        app.clock.advance_ms(3 * MS_PER_DAY);
        assert_eq!(ben.get("/v1/schedules/past?keyword=moeller").await.expect(200), json!([]));
        let past = ben.get("/v1/schedules/past?keyword=m%C3%B6ller").await.expect(200);
        assert_eq!(past[0]["title"], "Tea");
        // One's own name is in every call: it finds nothing.
        assert_eq!(ben.get("/v1/schedules?keyword=Ortiz").await.expect(200), json!([]));
    }

    async fn pages_reach_the_end_while_the_clock_goes_on(app) {
        let (ann, ben) = friends(&app).await;
        let mut expected = vec![];
        for n in 0..9 {
            // Half of them repeat: their occurrences pass while the pages are turned.
            let (recurrence, from) = if n % 2 == 0 { ("daily", at(0, 8 + n, 0)) } else { ("none", at(2 + n, 23, 0)) };
            let to = if n % 2 == 0 { at(0, 8 + n, 30) } else { at(2 + n, 23, 30) };
            book(&ann, &ben, called(&format!("call {n}"), slot(from, to, recurrence))).await;
            expected.push(format!("call {n}"));
        }
        let sorted = |mut all: Vec<String>| {
            all.sort();
            all
        };
        for list in ["schedules", "schedules/upcoming"] {
            // Each page is turned five hours after the one before: daily calls go from before the place to after it.
            let turned = titles(&ann, list, 2, async || app.clock.advance_ms(5 * MS_PER_HOUR)).await;
            assert_eq!(sorted(turned), expected, "{list}: each once");
        }
    }

    async fn pages_are_stable_while_others_book_and_call_off(app) {
        let (ann, ben) = friends(&app).await;
        let mut ids = vec![];
        for n in 0..8 {
            ids.push(id(&book(&ann, &ben, called(&format!("call {n}"), hour_of(1 + n, 9, "none"))).await).to_owned());
        }
        let mut round = 0;
        let turned = titles(&ben, "schedules/upcoming", 3, async || {
            // One before the place and one after it comes, and one that was shown goes.
            book(&ann, &ben, called(&format!("early {round}"), hour_of(0, 10 + round, "none"))).await;
            book(&ann, &ben, called(&format!("late {round}"), hour_of(30 + round, 9, "weekly"))).await;
            ann.delete(format!("/v1/schedule/{}", ids[round as usize])).await.expect(200);
            round += 1;
        })
        .await;
        assert_eq!(turned[..8], (0..8).map(|n| format!("call {n}")).collect::<Vec<_>>(), "each once, in order");
        assert_eq!(turned[8..], ["late 0", "late 1", "late 2"]);
    }

    async fn made_up_places_are_refused(app) {
        let (ann, ben) = friends(&app).await;
        book(&ann, &ben, hour_of(1, 9, "weekly")).await;
        for list in ["schedules", "schedules/upcoming", "schedules/past"] {
            for key in ["%7B%22key%22%3A%22x%22%7D", "%7B%7D", "LTE6MTp4"] {
                ann.get(format!("/v1/{list}?lastEvaluatedKey={key}")).await.expect_problem("cursor/invalid");
            }
            assert_eq!(ann.get(format!("/v1/{list}?pageSize=0")).await.expect_invalid(), ["/pageSize"]);
            app.anonymous().get(format!("/v1/{list}")).await.expect_problem("auth/missing");
        }
        // A place far away is none that breaks: 9999-12-31 as of which everything repeats.
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
        for place in ["253402300799999:-9223372036854775808:a", "0:9223372036854775807:z"] {
            for (list, name) in [("schedules", "getAllSchedules"), ("schedules/upcoming", "getUpcomingSchedules")] {
                let key = URL_SAFE_NO_PAD.encode(format!("{name}|{place}"));
                ann.get(format!("/v1/{list}?lastEvaluatedKey={key}")).await.expect(200);
            }
        }
    }
}
