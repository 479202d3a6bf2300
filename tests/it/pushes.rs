//! Pushes: who is told of an alert on which device.

use crate::{
    accounts::{prove, with},
    harness::{Answer, Client, TestApp},
};
use poem::http::Method;
use serde_json::json;
use talkamie::{
    contract::v1,
    domain::{ids::UserId, user::UserType},
    operations::{
        jobs,
        ports::{Pushed, SendError},
    },
};

const PASSWORD: &str = "Tulips-1951";

/// Somebody who signed up on a device.
async fn on_device<'a>(app: &'a TestApp, name: &str, device: &str) -> Client<'a> {
    let email = format!("{}@example.com", name.to_lowercase());
    prove(app, &email).await;
    let body = json!({ "name": name, "email": email, "password": PASSWORD, "type": "volunteer" });
    let answer = with(&app.anonymous(), Method::POST, "/v1/auth/sign-up", &[("x-user-device", device)], body).await;
    app.clock.advance_ms(1);
    entered(app, &answer)
}

/// The same person on another device.
async fn also_on<'a>(app: &'a TestApp, name: &str, device: &str) -> Client<'a> {
    let body = json!({ "email": format!("{}@example.com", name.to_lowercase()), "password": PASSWORD });
    let answer = with(&app.anonymous(), Method::POST, "/v1/auth/sign-in", &[("x-user-device", device)], body).await;
    app.clock.advance_ms(1);
    entered(app, &answer)
}

fn entered<'a>(app: &'a TestApp, answer: &Answer) -> Client<'a> {
    let account = answer.expect(200);
    let id: UserId = account["user"]["id"].as_str().unwrap().parse().unwrap();
    Client { app, id, token: Some(account["tokens"]["access"].as_str().unwrap().to_owned()) }
}

/// Ann asks Ben to connect: an alert for him.
async fn ask(ann: &Client<'_>, ben: &Client<'_>) {
    ann.app.clock.advance_ms(1);
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
}

/// Ann takes it back.
async fn take_back(ann: &Client<'_>, ben: &Client<'_>) {
    ann.delete(format!("/v1/user/{ben}/connection")).await.expect(200);
}

fn to(devices: &[&str]) -> Vec<(String, String)> {
    devices.iter().map(|device| ((*device).to_owned(), "Ann Lee sent you a connect request".to_owned())).collect()
}

on_both! {
    async fn an_alert_is_pushed_in_the_words_of_the_contract(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = on_device(&app, "Ben", "bens-phone").await;
        ask(&ann, &ben).await;
        app.work().await;
        let pushed = app.pushes.taken.lock().unwrap().remove(0);
        assert_eq!(pushed.device, "bens-phone");
        let data = serde_json::to_value(&pushed.data).unwrap();
        assert!(v1::oracle().judge("PushNotificationJsonData", &data).is_empty(), "{data}");
        let alerts = ben.get("/v1/alerts").await.expect(200);
        assert_eq!(data["action"], "alert.new");
        assert_eq!((&data["alertId"], &data["timestamp"]), (&alerts[0]["id"], &alerts[0]["timestamp"]));
        assert_eq!(data["type"], "connect-request");
        assert_eq!(data["connectRequestId"], alerts[0]["connectRequest"]["id"]);
        assert_eq!(data["title"], "New connect request");
        assert_eq!(data["body"], "Ann Lee sent you a connect request");
        assert!(data.as_object().unwrap().values().all(serde_json::Value::is_string), "push services carry only texts");
        assert_eq!(data.as_object().unwrap().len(), 7, "no id but the subject's: {data}");
        assert!(app.pushes.take().is_empty(), "once");

        ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        app.work().await;
        assert!(app.pushes.take().is_empty(), "Ann said nothing of a device");
    }

    async fn who_switched_pushes_off_or_signed_out_gets_none(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = on_device(&app, "Ben", "bens-phone").await;
        let switch = async |on: bool| {
            ben.put(format!("/v1/user/{ben}"), json!({ "pushNotification": { "enabled": on } })).await.expect(200);
        };
        switch(false).await;
        ask(&ann, &ben).await;
        let queued = jobs::list(&app.ctx, true, 10).await.unwrap();
        assert!(queued.iter().all(|job| job.name != "push"), "nothing is even queued: {queued:?}");
        take_back(&ann, &ben).await;
        // Switched off, and signed out, after the alert and before the push.
        switch(true).await;
        ask(&ann, &ben).await;
        switch(false).await;
        app.work().await;
        assert!(app.pushes.take().is_empty());
        take_back(&ann, &ben).await;
        switch(true).await;
        ask(&ann, &ben).await;
        ben.delete("/v1/auth/sign-out").await.expect(200);
        app.work().await;
        assert!(app.pushes.take().is_empty());
    }

    async fn what_was_taken_back_or_told_anew_is_not_pushed_twice(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = on_device(&app, "Ben", "bens-phone").await;
        ask(&ann, &ben).await;
        take_back(&ann, &ben).await;
        app.work().await;
        assert!(app.pushes.take().is_empty(), "the alert is gone");
        // Rejected and asked again before the first push left: one alert, two jobs, one push.
        ask(&ann, &ben).await;
        app.clock.advance_ms(1);
        ben.delete(format!("/v1/user/{ann}/connection/reject")).await.expect(200);
        ask(&ann, &ben).await;
        app.work().await;
        assert_eq!(app.pushes.take(), to(&["bens-phone"]));
    }

    async fn a_device_belongs_to_its_newest_session(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = on_device(&app, "Ben", "the-tablet").await;
        also_on(&app, "Ben", "the-tablet").await;
        ask(&ann, &ben).await;
        app.work().await;
        assert_eq!(app.pushes.take(), to(&["the-tablet"]), "once, though two sessions named it");
        let cy = on_device(&app, "Cy", "the-tablet").await;
        take_back(&ann, &ben).await;
        ask(&ann, &ben).await;
        ask(&ann, &cy).await;
        app.work().await;
        assert_eq!(app.pushes.take(), to(&["the-tablet"]), "Cy's, and no more Ben's");
    }

    /// The header may be longer than what an index takes.
    async fn a_device_may_have_a_long_name(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let (long, other) = ("x".repeat(4096), format!("{}y", "x".repeat(4095)));
        let ben = on_device(&app, "Ben", &long).await;
        on_device(&app, "Cy", &other).await;
        ask(&ann, &ben).await;
        app.work().await;
        assert_eq!(app.pushes.take(), to(&[&long]), "another device begins alike");
    }

    async fn each_device_is_told_once_whatever_happens_to_others(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = on_device(&app, "Ben", "phone").await;
        also_on(&app, "Ben", "tablet").await;
        also_on(&app, "Ben", "watch").await;
        app.pushes.answer("tablet", Err(|| SendError::again("the push service is away", "status 503")));
        ask(&ann, &ben).await;
        app.work().await;
        assert_eq!(app.pushes.take(), to(&["phone", "watch"]));
        app.pushes.answer("tablet", Ok(Pushed::Taken));
        app.clock.advance_ms(10_000);
        app.work().await;
        assert_eq!(app.pushes.take(), to(&["tablet"]), "the others have it already");
        assert!(jobs::list(&app.ctx, true, 10).await.unwrap().is_empty());
    }

    /// The worker that told all devices to be told dies before it says so: nobody is told twice.
    async fn a_person_with_many_devices_is_told_once_though_a_worker_dies(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = on_device(&app, "Ben", "phone").await;
        also_on(&app, "Ben", "tablet").await;
        ask(&ann, &ben).await;
        // Claim, then fail at every step of writing down what came of it.
        for step in 3..8 {
            app.ctx.store.faults().fail_nth(step);
            let _lost = jobs::run_next(&app.ctx).await;
            app.ctx.store.faults().fail_nth(0);
            app.clock.advance_ms(jobs::CLAIM_MS);
        }
        app.work().await;
        assert_eq!(app.pushes.take(), to(&["phone", "tablet"]));
    }

    async fn a_pause_that_is_asked_for_is_kept(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = on_device(&app, "Ben", "phone").await;
        app.pushes.answer("phone", Err(|| match SendError::again("too many", "status 429") {
            SendError::Again { error, .. } => SendError::Again { error, after_ms: Some(600_000) },
            never => never,
        }));
        ask(&ann, &ben).await;
        app.work().await;
        app.pushes.answer("phone", Ok(Pushed::Taken));
        app.clock.advance_ms(599_000);
        app.work().await;
        assert!(app.pushes.take().is_empty(), "not yet");
        app.clock.advance_ms(1_000);
        app.work().await;
        assert_eq!(app.pushes.take(), to(&["phone"]));
    }

    async fn a_device_that_is_gone_is_forgotten(app) {
        let ann = app.person("Ann Lee", UserType::Senior).await;
        let ben = on_device(&app, "Ben", "old-phone").await;
        app.pushes.answer("old-phone", Ok(Pushed::DeviceGone));
        ask(&ann, &ben).await;
        app.work().await;
        app.pushes.answer("old-phone", Ok(Pushed::Taken));
        take_back(&ann, &ben).await;
        ask(&ann, &ben).await;
        assert!(jobs::list(&app.ctx, true, 10).await.unwrap().is_empty(), "no device, no push");
        // His session goes on; a new sign-in brings the device back.
        ben.get("/v1/alerts").await.expect(200);
        also_on(&app, "Ben", "old-phone").await;
        take_back(&ann, &ben).await;
        ask(&ann, &ben).await;
        app.work().await;
        assert_eq!(app.pushes.take(), to(&["old-phone"]));
    }
}
