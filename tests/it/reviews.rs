//! The group `reviews`, as its callers see it.

use crate::{
    harness::{Client, TestApp, app::TENANT},
    users::{ids, paged},
};
use poem::{Request, http::Method};
use serde_json::{Value, json};
use talkamie::domain::user::UserType;

/// Makes two people connected.
pub async fn connect(a: &Client<'_>, b: &Client<'_>) {
    a.post_empty(format!("/v1/user/{b}/connection")).await.expect(200);
    b.post_empty(format!("/v1/user/{a}/connection/accept")).await.expect(200);
}

fn of(user: &Client<'_>) -> String {
    format!("/v1/user/{user}/review")
}

/// Whether the counters of everybody are what their reviews add up to.
async fn counters_are_exact(app: &TestApp) {
    let mut tx = app.ctx.store.read().await.unwrap();
    let wrong = tx
        .rows(
            "SELECT u.id
               FROM users AS u
              WHERE u.tenant_id = $1
                AND (u.rating_count <> (SELECT COUNT(*) FROM reviews AS r WHERE r.tenant_id = $1 AND r.ratee_id = u.id)
                  OR u.rating_total <> (SELECT COALESCE(SUM(r.rate), 0) FROM reviews AS r
                                         WHERE r.tenant_id = $1 AND r.ratee_id = u.id))",
            [TENANT.into()],
        )
        .await
        .unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");
}

on_both! {
    async fn a_review_is_written_changed_and_removed(app) {
        let (ann, ben) = app.ann_and_ben().await;
        connect(&ann, &ben).await;
        let saved = ann.post(of(&ben), json!({ "text": "  Ben listens well.\n", "rate": 4 })).await.expect(200);
        assert_eq!(saved["user"], json!({ "id": ben.to_string(), "rating": 4.0, "totalReviews": 1 }));
        assert_eq!(saved["review"]["text"], "Ben listens well.");
        assert_eq!(saved["review"]["rater"]["id"], ann.to_string());
        let written = saved["review"]["timestamp"].clone();

        let seen = ben.get("/v1/reviews").await.expect(200);
        assert_eq!(seen[0]["id"], saved["review"]["id"]);
        assert_eq!(seen[0]["rater"]["name"], "Ann Lee");
        assert_eq!(seen[0]["rater"].get("email"), None);
        assert_eq!(ann.get("/v1/reviews").await.expect(200), json!([]), "what others say of Ann");
        assert_eq!(ann.get(format!("/v1/user/{ben}/reviews")).await.expect(200)[0]["rate"], 4);
        assert_eq!(ben.get(format!("/v1/user/{ben}/reviews")).await.expect(200), seen, "one's own by the other path");
        let profile = ann.get(format!("/v1/user/{ben}")).await.expect(200);
        assert_eq!(profile["viewer"]["review"], json!({ "id": saved["review"]["id"] }));
        assert_eq!((&profile["rating"], &profile["totalReviews"]), (&json!(4.0), &json!(1)));

        app.clock.advance_ms(5000);
        let changed = ann.put(of(&ben), json!({ "rate": 5 })).await.expect(200);
        assert_eq!((&changed["review"]["rate"], &changed["review"]["text"]), (&json!(5), &json!("Ben listens well.")));
        assert_eq!(changed["user"]["rating"], 5.0);
        assert_eq!(changed["review"]["timestamp"], written, "when it was written, by which lists are ordered");
        let same = ann.put(of(&ben), json!({})).await.expect(200);
        assert_eq!(same, changed, "nothing said, nothing changed");
        assert_eq!(ann.put(of(&ben), json!({ "text": "Still good." })).await.expect(200)["review"]["text"], "Still good.");

        // What was said stays possible to change after a disconnect.
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        assert_eq!(ann.put(of(&ben), json!({ "rate": 2 })).await.expect(200)["user"]["rating"], 2.0);
        counters_are_exact(&app).await;
        let gone = ann.delete(of(&ben)).await.expect(200);
        assert_eq!(gone, json!({ "user": { "id": ben.to_string(), "rating": 0.0, "totalReviews": 0 } }));
        assert_eq!(ben.get("/v1/reviews").await.expect(200), json!([]));
        counters_are_exact(&app).await;
    }

    async fn the_reviewed_person_is_told(app) {
        let (ann, ben) = app.ann_and_ben().await;
        connect(&ann, &ben).await;
        app.clock.advance_ms(1);
        let told = async || app.events(ben.id).await.iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let before = told().await.len();
        let saved = ann.post(of(&ben), json!({ "text": "Kind", "rate": 5 })).await.expect(200);
        assert_eq!(told().await[before..], ["alert", "user"]);
        let alerts = ben.get("/v1/alerts").await.expect(200);
        assert_eq!((&alerts[0]["type"], &alerts[0]["review"]["id"]), (&json!("review"), &saved["review"]["id"]));
        assert_eq!(alerts[0]["review"]["rater"]["name"], "Ann Lee");
        assert_eq!(alerts[0]["review"]["rater"].get("email"), None);
        ann.put(of(&ben), json!({ "rate": 1 })).await.expect(200);
        assert_eq!(told().await[before + 2..], ["user"]);
        assert_eq!(ben.get("/v1/alerts").await.expect(200)[0]["review"]["rate"], 1, "as it is now");
        ann.put(of(&ben), json!({ "rate": 1 })).await.expect(200);
        assert_eq!(told().await[before + 2..], ["user"], "nothing changed, nothing told");
        ann.delete(of(&ben)).await.expect(200);
        assert_eq!(told().await[before + 3..], ["user"]);
        assert_eq!(ben.get("/v1/alerts").await.expect(200).as_array().unwrap().len(), 1, "only the connect request");
    }

    async fn a_key_makes_twice_once(app) {
        let (ann, ben) = app.ann_and_ben().await;
        connect(&ann, &ben).await;
        let send = async |key: &str, body: Value| {
            let request = Request::builder().method(Method::POST).uri_str(of(&ben));
            let request = request.header("authorization", format!("Bearer {}", ann.token.clone().unwrap())).header("idempotency-key", key);
            ann.request(request.content_type("application/json").body(body.to_string())).await
        };
        let good = json!({ "text": "Kind", "rate": 5 });
        // A refused request leaves its key unused.
        assert_eq!(send("k1", json!({ "text": " ", "rate": 5 })).await.expect_invalid(), ["/text"]);
        let (a, b) = tokio::join!(send("k1", good.clone()), send("k1", good.clone()));
        assert_eq!(a.expect(200), b.expect(200));
        app.clock.advance_ms(5000);
        assert_eq!(send("k1", good.clone()).await.expect(200), a.expect(200));
        send("k1", json!({ "text": "Kind", "rate": 4 })).await.expect_problem("idempotency/key-reused");
        send("k2", good).await.expect_problem("review/exists");
        counters_are_exact(&app).await;
    }

    async fn refusals_come_in_the_documented_words(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let good = json!({ "text": "Kind", "rate": 5 });
        ann.post(of(&ann), good.clone()).await.expect_problem("review/with-self");
        ann.post("/v1/user/nobody/review", good.clone()).await.expect_problem("user/not-found");
        ann.post(format!("/v1/user/{}/review", uuid::Uuid::new_v4()), good.clone()).await.expect_problem("user/not-found");
        ann.post(of(&ben), good.clone()).await.expect_problem("review/not-connected");
        ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        ann.post(of(&ben), good.clone()).await.expect_problem("review/not-connected");
        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        for blank in ["", " ", "\n\t\u{a0}"] {
            assert_eq!(ann.post(of(&ben), json!({ "text": blank, "rate": 5 })).await.expect_invalid(), ["/text"]);
        }
        for (method, path) in [(Method::PUT, of(&ben)), (Method::PUT, of(&ann)), (Method::PUT, "/v1/user/x/review".into())] {
            ann.send(method, &path, Some(b"{}".to_vec())).await.expect_problem("review/not-found");
        }
        for path in [of(&ben), of(&ann), "/v1/user/x/review".into()] {
            ann.delete(path).await.expect_problem("review/not-found");
        }
        ann.post(of(&ben), good.clone()).await.expect(200);
        ann.post(of(&ben), good.clone()).await.expect_problem("review/exists");
        assert_eq!(ann.put(of(&ben), json!({ "text": " " })).await.expect_invalid(), ["/text"]);
        ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        ann.post(of(&ben), good).await.expect_problem("review/exists");
        ben.delete(of(&ann)).await.expect_problem("review/not-found");
        counters_are_exact(&app).await;
    }

    async fn reviews_are_seen_by_whom_the_person_is(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let cy = app.person("Cy Young", UserType::Senior).await;
        connect(&ann, &ben).await;
        ann.post(of(&ben), json!({ "text": "Kind", "rate": 5 })).await.expect(200);
        assert_eq!(ids(&cy.get(format!("/v1/user/{ben}/reviews")).await.expect(200)).len(), 1);
        // Who hides from a reader has signed all the same, and shows nothing else.
        ann.put(format!("/v1/user/{ann}"), json!({ "visibility": "matches", "bio": "Loves roses", "country": "Canada" })).await.expect(200);
        let seen = cy.get(format!("/v1/user/{ben}/reviews")).await.expect(200);
        assert_eq!(seen[0]["rater"], json!({ "id": ann.to_string(), "name": "Ann Lee" }));
        assert_eq!(ben.get("/v1/reviews").await.expect(200)[0]["rater"]["bio"], "Loves roses", "Ben is connected with her");
        // And so does the reviewed person.
        ben.put(format!("/v1/user/{ben}"), json!({ "visibility": "matches" })).await.expect(200);
        cy.get(format!("/v1/user/{ben}/reviews")).await.expect_problem("user/not-found");
        cy.get("/v1/user/nobody/reviews").await.expect_problem("user/not-found");
        cy.post(of(&ben), json!({ "text": "Kind", "rate": 5 })).await.expect_problem("user/not-found");
        assert_eq!(ids(&ann.get(format!("/v1/user/{ben}/reviews")).await.expect(200)).len(), 1, "Ann is connected with him");
    }

    async fn lists_are_paged_to_their_end(app) {
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        let mut written = vec![];
        for n in 0..7 {
            let rater = app.person(&format!("Rater {n}"), UserType::Senior).await;
            connect(&rater, &ben).await;
            let saved = rater.post(of(&ben), json!({ "text": format!("Review {n}"), "rate": n % 5 + 1 })).await.expect(200);
            written.insert(0, saved["review"]["id"].as_str().unwrap().to_owned());
        }
        let cy = app.person("Cy Young", UserType::Senior).await;
        for (reader, path) in [(&ben, "/v1/reviews".to_owned()), (&cy, format!("/v1/user/{ben}/reviews"))] {
            for size in [1, 3, 100] {
                assert_eq!(ids(&Value::Array(paged(reader, &path, size).await)), written, "{path} by {size}");
            }
            let (mut costs, mut sizes) = (std::collections::BTreeSet::new(), vec![]);
            for size in [1, 3, 7] {
                let before = app.ctx.store.log().count();
                sizes.push(reader.get(format!("{path}?pageSize={size}")).await.expect(200).as_array().unwrap().len());
                costs.insert(app.ctx.store.log().count() - before);
            }
            assert_eq!((costs.len(), sizes), (1, vec![1, 3, 7]), "{path}: {costs:?}");
            reader.get(format!("{path}?lastEvaluatedKey=x")).await.expect_problem("cursor/invalid");
        }
        // Something new between two pages: the second goes on where the first ended.
        let first = ben.get("/v1/reviews?pageSize=3").await.json();
        let late = app.person("Late Comer", UserType::Senior).await;
        connect(&late, &ben).await;
        late.post(of(&ben), json!({ "text": "Late", "rate": 1 })).await.expect(200);
        let key: String = first["pagination"]["lastEvaluatedKey"].to_string().bytes().map(|b| format!("%{b:02X}")).collect();
        assert_eq!(ids(&ben.get(format!("/v1/reviews?lastEvaluatedKey={key}")).await.expect(200)), written[3..]);
    }

    /// Many reviewers of one person at once, who write, change and remove: the counters are what is there.
    async fn counters_are_exact_however_many_write_at_once(app) {
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        let mut raters = vec![];
        for n in 0..16 {
            let rater = app.person(&format!("Rater {n}"), UserType::Senior).await;
            connect(&rater, &ben).await;
            raters.push(rater);
        }
        let story = async |n: usize, rater: &Client<'_>| {
            let stars = n % 5 + 1;
            let body = json!({ "text": format!("Review {n}"), "rate": stars });
            // Twice at once: one is written.
            let (a, b) = tokio::join!(rater.post(of(&ben), body.clone()), rater.post(of(&ben), body));
            let (won, lost) = if a.status.is_success() { (a, b) } else { (b, a) };
            won.expect(200);
            lost.expect_problem("review/exists");
            let (changed, _) = tokio::join!(
                rater.put(of(&ben), json!({ "rate": 6 - stars })),
                ben.get("/v1/reviews")
            );
            changed.expect(200);
            if n.is_multiple_of(3) {
                let (a, b) = tokio::join!(rater.delete(of(&ben)), rater.delete(of(&ben)));
                let (won, lost) = if a.status.is_success() { (a, b) } else { (b, a) };
                won.expect(200);
                lost.expect_problem("review/not-found");
            }
            if n.is_multiple_of(6) {
                rater.post(of(&ben), json!({ "text": "Again", "rate": 3 })).await.expect(200);
            }
        };
        futures_util::future::join_all(raters.iter().enumerate().map(|(n, rater)| story(n, rater))).await;
        counters_are_exact(&app).await;
        let left = (0..16_usize).filter(|n| !n.is_multiple_of(3) || n.is_multiple_of(6));
        let stars: usize = left.clone().map(|n| if n.is_multiple_of(6) { 3 } else { 5 - n % 5 }).sum();
        let count = left.count();
        let me = ben.get("/v1/auth").await.expect(200)["user"].take();
        assert_eq!(me["totalReviews"], count);
        let mean = (stars as f64 / count as f64 * 100.0).round() / 100.0;
        assert_eq!(me["rating"], mean);
    }
}
