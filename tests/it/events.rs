//! What sockets are to be told: written with what happened, in the order of the commits.

use crate::harness::TestApp;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use talkamie::{
    domain::{ids::UserId, user::UserType},
    operations::{
        events::{self, Event},
        upkeep,
    },
};

/// The words of a person's events, in order.
async fn told(app: &TestApp, user: UserId) -> Vec<String> {
    let word = |event: &Value| event["event"].as_str().unwrap().to_owned();
    app.events(user).await.iter().map(word).collect()
}

on_both! {
    async fn a_connection_tells_what_the_contract_says(app) {
        let ann = app.person("Ann", UserType::Senior).await;
        let ben = app.person("Ben", UserType::Volunteer).await;
        let asked = format!("/v1/user/{}/connection", ben.id);
        ann.post_empty(&asked).await.expect(200);
        assert_eq!(told(&app, ben.id).await, ["alert", "user"]);
        assert!(told(&app, ann.id).await.is_empty());
        ann.delete(&asked).await.expect(200);
        let events = app.events(ben.id).await;
        assert_eq!(events[2]["event"], "request-ended");
        assert_eq!(events[2]["alert"], events[0]["alert"], "the alert that goes is the one that came");
        assert_eq!(events[2]["request"]["from"], ann.id.to_string());

        ann.post_empty(&asked).await.expect(200);
        ben.post_empty(format!("/v1/user/{}/connection/accept", ann.id)).await.expect(200);
        assert_eq!(told(&app, ann.id).await, ["alert", "chat", "user"]);
        ben.delete(format!("/v1/user/{}/connection/disconnect", ann.id)).await.expect(200);
        assert_eq!(told(&app, ann.id).await[3..], ["request-ended", "chat", "user"]);
    }

    async fn a_refused_act_tells_nobody(app) {
        let ann = app.person("Ann", UserType::Senior).await;
        let ben = app.person("Ben", UserType::Volunteer).await;
        ann.delete(format!("/v1/user/{}/connection", ben.id)).await.expect_problem("connection/not-found");
        assert!(told(&app, ben.id).await.is_empty());
    }

    /// Whatever commits at once: each person's events are numbered without a gap and without a double.
    async fn many_at_once_are_numbered_in_order(app) {
        let people = [app.person("Ann", UserType::Senior).await.id, app.person("Ben", UserType::Volunteer).await.id];
        let tasks = (0..40).map(|n| {
            let ctx = app.ctx.clone();
            tokio::spawn(async move {
                talkamie::store::rerun(|| async {
                    let mut tx = ctx.store.write().await?;
                    // In both orders: two transactions must not wait for each other.
                    for person in [people[n % 2], people[(n + 1) % 2], people[n % 2]] {
                        events::raise(&mut tx, ctx.settings.default_tenant, person, &Event::CoinsLow, 1);
                    }
                    tx.commit().await
                })
                .await
                .expect("it is kept");
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        let mut tx = app.ctx.store.read().await.unwrap();
        for person in people {
            let rows = tx.rows("SELECT seq FROM events WHERE user_id = $1 ORDER BY seq", [person.into()]).await.unwrap();
            let numbers: BTreeSet<i64> = rows.into_iter().map(|mut row| row.int("seq").unwrap()).collect();
            assert_eq!(numbers, (1..=60).collect());
        }
    }

    /// In portions, so that others write in between: the last of them is found too.
    async fn what_is_old_is_swept_to_its_end(app) {
        let ann = app.person("Ann", UserType::Senior).await.id;
        let tenant = app.ctx.settings.default_tenant;
        let mut tx = app.ctx.store.write().await.unwrap();
        for raised_at_ms in 1..=1_100 {
            // Several of one moment, too.
            events::raise(&mut tx, tenant, ann, &Event::CoinsLow, raised_at_ms / 3);
        }
        events::raise(&mut tx, tenant, ann, &Event::CoinsLow, app.ctx.clock.now_ms());
        tx.commit().await.unwrap();
        upkeep::sweep(&app.ctx).await.unwrap();
        assert_eq!(told(&app, ann).await, ["coins-low"]);
    }

    /// Wherever in a transaction it is raised: a client counts alerts until it is told their number.
    async fn how_somebody_stands_is_told_once_and_last(app) {
        let [ann, ben] = [app.person("Ann", UserType::Senior).await.id, app.person("Ben", UserType::Volunteer).await.id];
        let tenant = app.ctx.settings.default_tenant;
        let mut tx = app.ctx.store.write().await.unwrap();
        for (person, event, at_ms) in [
            (ann, Event::User, 3),
            (ben, Event::User, 1),
            (ann, Event::CoinsLow, 1),
            (ann, Event::User, 2),
            (ben, Event::CoinsLow, 2),
            (ann, Event::CoinsLow, 4),
        ] {
            events::raise(&mut tx, tenant, person, &event, at_ms);
        }
        tx.commit().await.unwrap();
        assert_eq!(told(&app, ann).await, ["coins-low", "coins-low", "user"]);
        assert_eq!(told(&app, ben).await, ["coins-low", "user"]);
    }

    async fn an_alert_comes_before_what_counts_it(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let request = json!({ "text": "May I write to you?" });
        ben.post(format!("/v1/user/{ann}/message/request"), request).await.expect(200);
        ann.post_empty(format!("/v1/user/{ben}/message/request/accept")).await.expect(200);
        assert_eq!(told(&app, ben.id).await, ["chat", "alert", "user"]);
    }

    /// A read alert that is raised again, or that goes, changes how many are unread.
    async fn whose_alerts_change_is_told_how_many_are_unread(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let asked = format!("/v1/user/{ben}/connection");
        ann.post_empty(&asked).await.expect(200);
        let seen = app.events(ben.id).await.len();
        ann.delete(&asked).await.expect(200);
        assert_eq!(told(&app, ben.id).await[seen..], ["request-ended", "user"]);
        ann.post_empty(&asked).await.expect(200);
        ben.delete(format!("/v1/user/{ann}/connection/reject")).await.expect(200);
        assert_eq!(told(&app, ann.id).await, ["alert", "user"], "who asked has one more to read");
    }
}
