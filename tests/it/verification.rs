//! The group `verification`, as volunteers and operators see it.

use crate::{
    files::uploaded,
    harness::{Client, TestApp},
};
use poem::{
    Request,
    http::{Method, header},
};
use serde_json::{Value, json};
use talkamie::{
    domain::user::{UserType, VerificationStatus},
    operations::{admin::Step, verification},
};

fn info() -> Value {
    json!({ "firstName": "Ben", "lastName": "Ortiz", "zipCode": "", "extra": "ignored", "workLocations": [
        { "countryCode": "US", "stateCode": "OR", "city": "Salem" }, { "countryCode": "", "city": "" },
    ]})
}

async fn with_key(who: &Client<'_>, path: &str, key: &str, body: &Value) -> crate::harness::Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri_str(path)
        .header(header::AUTHORIZATION, format!("Bearer {}", who.token.as_deref().unwrap()))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key);
    who.request(request.body(body.to_string())).await
}

async fn kept(app: &TestApp, who: &Client<'_>) -> Option<Value> {
    let mut tx = app.ctx.store.read().await.unwrap();
    let check = tx.find_background_check(app.ctx.settings.default_tenant, who.id).await.unwrap();
    check.map(|check| serde_json::from_str(&check.info).unwrap())
}

async fn set(app: &TestApp, email: &str, step: Step, status: VerificationStatus) {
    verification::set(&app.ctx, app.ctx.settings.default_tenant, email, step, status).await.unwrap();
}

const BEN: &str = "ben.ortiz@example.com";

on_both! {
    async fn a_volunteer_is_verified_step_by_step(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let steps = async || {
            let me = ben.get(format!("/v1/user/{ben}")).await.expect(200);
            let step = |name: &str| me["verification"][name]["status"].as_str().unwrap().to_owned();
            (step("basic"), step("admin"), step("background"), me["verification"]["verified"].as_bool().unwrap())
        };
        let waiting = async || {
            let page = verification::waiting(&app.ctx, app.ctx.settings.default_tenant, None, 10).await.unwrap();
            page.items.into_iter().map(|user| user.id).collect::<Vec<_>>()
        };
        let are = |basic: &str, admin: &str, background: &str| (basic.to_owned(), admin.to_owned(), background.to_owned(), false);
        let update = |body: Value| ben.put(format!("/v1/user/{ben}"), body);
        assert_eq!(steps().await, are("pending", "pending", "pending"));
        update(json!({ "specialization": "Nursing", "licenseId": "RN-1" })).await.expect(200);
        assert_eq!(steps().await, are("in-progress", "pending", "pending"));
        assert_eq!(waiting().await, []);
        let certificate = uploaded(&ben, "certificate", "application/pdf", b"%PDF-1.7").await;
        update(json!({ "certificateState": "Oregon", "certificate": { "org": { "url": certificate } } })).await.expect(200);
        assert_eq!(steps().await, are("complete", "pending", "pending"));
        assert_eq!(waiting().await, [ben.id], "the operator's turn");

        let dossier = verification::dossier(&app.ctx, app.ctx.settings.default_tenant, BEN).await.unwrap();
        let link = dossier.certificate.expect("a link");
        assert_eq!(app.anonymous().get(crate::files::local(&link)).await.body, b"%PDF-1.7", "an operator can read it");
        // The command does not know where the server listens: an address of another name is opened where it is.
        let elsewhere = certificate.replacen(certificate.split('/').nth(2).unwrap(), "127.0.0.1:8181", 1);
        let foreign = elsewhere.replace(&ben.to_string(), &ann.to_string());
        for (kept, opened) in [(&elsewhere, true), (&foreign, false)] {
            let mut tx = app.ctx.store.write().await.unwrap();
            let file = json!({ "org": { "url": kept, "mimeType": "application/pdf" } }).to_string();
            tx.execute("UPDATE users SET certificate_file = $2 WHERE id = $1", [ben.id.into(), file.into()]).await.unwrap();
            tx.commit().await.unwrap();
            let dossier = verification::dossier(&app.ctx, app.ctx.settings.default_tenant, BEN).await.unwrap();
            let link = dossier.certificate.expect("an address");
            assert_eq!(link.starts_with(&format!("{kept}?")), opened, "{link}");
            assert!(opened || link == *kept, "another's file is not opened: {link}");
            if opened {
                assert_eq!(app.anonymous().get(link.split_once(":8181").unwrap().1).await.body, b"%PDF-1.7");
            }
        }
        set(&app, BEN, Step::Admin, VerificationStatus::Complete).await;
        assert_eq!(waiting().await, []);
        let events = app.events(ben.id).await.len();
        let me = ben.post("/v1/verification/background", info()).await.expect(200)["me"].take();
        assert_eq!(me["verification"]["background"]["status"], "in-progress");
        app.work().await;
        assert_eq!(waiting().await, [ben.id]);
        let asked = json!({ "firstName": "Ben", "lastName": "Ortiz", "workLocations": [{ "countryCode": "US", "stateCode": "OR", "city": "Salem" }] });
        assert_eq!(kept(&app, &ben).await, Some(asked), "only what says something");
        set(&app, BEN, Step::Background, VerificationStatus::Complete).await;
        assert_eq!(kept(&app, &ben).await, None, "forgotten once it is decided");
        assert!(steps().await.3);
        assert_eq!(app.events(ben.id).await.len(), events + 2, "told at the start and at the end");
        let seen = ann.get(format!("/v1/user/{ben}")).await.expect(200);
        assert_eq!(seen["verification"], json!({ "verified": true }));
    }

    async fn a_check_is_begun_once_until_it_fails(app) {
        let (ann, ben) = app.ann_and_ben().await;
        let own = format!("/v1/user/{ben}/verification/background");
        ben.post(format!("/v1/user/{ann}/verification/background"), info()).await.expect_problem("user/not-self");
        ben.post("/v1/user/nobody/verification/background", info()).await.expect_problem("user/not-self");
        ann.post("/v1/verification/background", info()).await.expect_problem("verification/not-volunteer");
        assert_eq!(kept(&app, &ann).await, None);
        ben.post(&own, info()).await.expect(200);
        ben.post("/v1/verification/background", info()).await.expect_problem("verification/in-progress");
        set(&app, BEN, Step::Background, VerificationStatus::Failed).await;
        assert_eq!(kept(&app, &ben).await, None);
        ben.post("/v1/verification/background", info()).await.expect(200);
        set(&app, BEN, Step::Background, VerificationStatus::Complete).await;
        ben.post(&own, info()).await.expect_problem("verification/already-complete");
        app.work().await;
        app.anonymous().post("/v1/verification/background", info()).await.expect_problem("auth/missing");
    }

    async fn the_first_place_of_work_is_named(app) {
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        for (places, pointers) in [
            (json!([]), vec!["/workLocations"]),
            (json!([{}]), vec!["/workLocations/0/countryCode", "/workLocations/0/stateCode"]),
            (json!([{ "countryCode": "US", "stateCode": "" }, { "countryCode": "US", "stateCode": "OR" }]), vec!["/workLocations/0/stateCode"]),
            (json!([{ "countryCode": "us", "stateCode": "OR" }]), vec!["/workLocations/0/countryCode"]),
        ] {
            let body = json!({ "firstName": "Ben", "lastName": "Ortiz", "workLocations": places });
            assert_eq!(ben.post("/v1/verification/background", body).await.expect_invalid(), pointers, "{places}");
        }
        // Nobody can correct them afterwards: a second try is refused while the first one is looked at.
        let blank = json!({ "firstName": " ", "lastName": "\u{a0}", "workLocations": [{ "countryCode": "US", "stateCode": "OR" }] });
        assert_eq!(ben.post("/v1/verification/background", blank).await.expect_invalid(), ["/firstName", "/lastName"]);
        assert_eq!(kept(&app, &ben).await, None);
    }

    async fn a_request_that_comes_twice_is_done_once(app) {
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        let path = "/v1/verification/background";
        let first = with_key(&ben, path, "k1", &info()).await.expect(200);
        let events = app.events(ben.id).await.len();
        assert_eq!(with_key(&ben, path, "k1", &info()).await.expect(200), first);
        assert_eq!(with_key(&ben, &format!("/v1/user/{ben}/verification/background"), "k1", &info()).await.expect(200), first, "the alias is the same operation");
        assert_eq!(app.events(ben.id).await.len(), events);
        let mut other = info();
        other["lastName"] = json!("Other");
        with_key(&ben, path, "k1", &other).await.expect_problem("idempotency/key-reused");
        with_key(&ben, path, "k2", &info()).await.expect_problem("verification/in-progress");
    }

    async fn who_leaves_takes_it_along(app) {
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        ben.post("/v1/verification/background", info()).await.expect(200);
        ben.delete(format!("/v1/user/{ben}")).await.expect(200);
        assert_eq!(kept(&app, &ben).await, None);
        app.work().await;
        ben.post("/v1/verification/background", info()).await.expect_problem("auth/invalid");
    }

    async fn those_who_wait_are_paged_oldest_first(app) {
        let mut expected = vec![];
        for n in 0..7 {
            let person = app.person(&format!("V {n}"), UserType::Volunteer).await;
            person.post("/v1/verification/background", info()).await.expect(200);
            expected.push(person.id);
        }
        let (mut seen, mut after) = (vec![], None);
        loop {
            let page = verification::waiting(&app.ctx, app.ctx.settings.default_tenant, after, 3).await.unwrap();
            seen.extend(page.items.into_iter().map(|user| user.id));
            after = page.next;
            if after.is_none() { break }
        }
        assert_eq!(seen, expected);
    }
}
