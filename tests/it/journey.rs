//! The whole story of a senior and a volunteer, from the first code to the money in the volunteer's hands, as their apps, the
//! operator and the provider of payments see it.

use crate::{
    calls::{act, come, pass, ring},
    chats::{mark, say},
    files::{local, png, uploaded},
    harness::{
        Client, TestApp,
        app::{BASE, START_MS, TENANT},
    },
};
use poem::http::Method;
use serde_json::{Value, json};
use talkamie::{
    domain::{
        call::{Act, Change, Status},
        chat::Delivery,
        ids::UserId,
        time::{MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, iso_date_time},
        user::VerificationStatus,
    },
    operations::{admin::Step, verification},
};

/// Proves an address with the code that the development stage shows, and signs up.
async fn sign_up<'a>(app: &'a TestApp, name: &str, email: &str, kind: &str) -> Client<'a> {
    let nobody = app.anonymous();
    assert_eq!(nobody.get(format!("/v1/users?email={email}")).await.expect(200), json!([]), "the address is free");
    let code = nobody.post("/v1/otp", json!({ "email": email })).await.expect(200)["otp"].take();
    nobody.post("/v1/otp/verify", json!({ "email": email, "code": code })).await.expect(200);
    let body = json!({ "name": name, "email": email, "password": "correct horse", "type": kind });
    let account = nobody.post("/v1/auth/sign-up", body).await.expect(200);
    assert_eq!((&account["user"]["name"], &account["user"]["type"]), (&json!(name), &json!(kind)));
    let id: UserId = account["user"]["id"].as_str().unwrap().parse().unwrap();
    Client { app, id, token: account["tokens"]["access"].as_str().map(str::to_owned) }
}

/// What somebody sees of themself.
async fn me(who: &Client<'_>) -> Value {
    who.get("/v1/auth").await.expect(200)["user"].take()
}

async fn balance(who: &Client<'_>) -> f64 {
    me(who).await["ledger"]["coins"]["balance"].as_f64().unwrap()
}

/// The types of a person's alerts, the newest first.
async fn alerts(who: &Client<'_>) -> Vec<String> {
    let alerts = who.get("/v1/alerts").await.expect(200);
    alerts.as_array().unwrap().iter().map(|alert| alert["type"].as_str().unwrap().to_owned()).collect()
}

/// The volunteer's papers: what they hand in, and what an operator makes of it.
pub async fn verify(app: &TestApp, ben: &Client<'_>, email: &str) {
    let certificate = uploaded(ben, "certificate", "application/pdf", b"%PDF-1.7").await;
    let papers = json!({
        "specialization": "Nursing", "licenseId": "RN-1", "certificateState": "Oregon",
        "certificate": { "org": { "url": certificate } },
    });
    let handed_in = ben.put(format!("/v1/user/{ben}"), papers).await.expect(200);
    assert_eq!(handed_in["verification"]["basic"]["status"], "complete");
    let set =
        async |step| verification::set(&app.ctx, TENANT, email, step, VerificationStatus::Complete).await.unwrap();
    set(Step::Admin).await;
    let info = json!({ "firstName": "Ben", "lastName": "Ortiz", "workLocations": [{ "countryCode": "US", "stateCode": "OR", "city": "Salem" }] });
    let checked = ben.post("/v1/verification/background", info).await.expect(200);
    assert_eq!(checked["me"]["verification"]["background"]["status"], "in-progress");
    app.work().await;
    set(Step::Background).await;
    assert_eq!(me(ben).await["verification"]["verified"], true);
}

/// Buys coins on the sandbox's page, whose webhook we send ourselves.
async fn buy(who: &Client<'_>, coins: i64) {
    let nobody = who.app.anonymous();
    let begun = who.post("/v1/web/finance/top-up/session", json!({ "coins": coins })).await.expect(200);
    let id = begun["transaction"]["id"].as_str().unwrap();
    let page = begun["session"]["url"].as_str().unwrap().strip_prefix(BASE).expect("the page is ours");
    assert!(nobody.get(page).await.text().contains("No real money moves here"));
    assert_eq!(balance(who).await, 0.0, "nothing is paid yet");
    let paid = nobody.send(Method::POST, &format!("{page}/pay"), None).await;
    let back = format!("https://app.example.com/checkout/success?transactionId={id}");
    assert_eq!((paid.status.as_u16(), paid.header("location")), (303, Some(back.as_str())));
    let bought = who.get(format!("/v1/finance/transaction/{id}")).await.expect(200);
    assert_eq!(
        (&bought["transaction"]["status"], &bought["transaction"]["coins"]["amount"]),
        (&json!("succeeded"), &json!(500.0))
    );
}

on_both! {
    async fn a_senior_and_a_volunteer(app) {
        let (ann_at, ben_at) = ("ann@example.com", "ben@example.com");
        let ann = sign_up(&app, "Ann Lee", ann_at, "senior").await;
        let ben = sign_up(&app, "Ben Ortiz", ben_at, "volunteer").await;
        assert_eq!(app.anonymous().get(format!("/v1/users?email={ann_at}")).await.expect(200), json!([{ "id": ann.to_string() }]), "taken");

        // Who they are.
        let picture = uploaded(&ann, "picture", "image/png", &png(800)).await;
        let profile = json!({
            "bio": "I grow roses", "dob": "1950-02-03", "gender": "female", "country": "United States", "state": "Oregon", "city": "Salem",
            "interests": [{ "name": "Roses" }, { "name": "Chess" }], "picture": { "org": { "url": picture } },
        });
        ann.put(format!("/v1/user/{ann}"), profile).await.expect(200);
        app.work().await;
        let about_ben = json!({ "bio": "Nurse and good listener", "dob": "1996-07-01", "country": "United States" });
        ben.put(format!("/v1/user/{ben}"), about_ben).await.expect(200);
        verify(&app, &ben, ben_at).await;

        // They find each other, and connect.
        let found = ann.get("/v1/users?type=volunteer&keyword=listener&location=United%20States&minAge=18").await.expect(200);
        assert_eq!((found.as_array().unwrap().len(), &found[0]["id"]), (1, &json!(ben.to_string())));
        assert_eq!(found[0]["verification"], json!({ "verified": true }));
        let asked = ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
        assert_eq!(asked["status"], "pending");
        let waiting = ben.get("/v1/connections/pending").await.expect(200);
        assert_eq!(waiting[0]["user"]["name"], "Ann Lee");
        let small = waiting[0]["user"]["picture"]["sm"]["url"].as_str().unwrap();
        assert_eq!(app.anonymous().get(local(small)).await.header("content-type"), Some("image/jpeg"));
        app.clock.advance_ms(1000);
        let accepted = ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
        let chat = accepted["chat"]["id"].as_str().unwrap().to_owned();
        assert_eq!((me(&ann).await["totalConnections"].as_i64(), me(&ben).await["totalConnections"].as_i64()), (Some(1), Some(1)));
        let told = ann.get("/v1/alerts").await.expect(200);
        assert_eq!((&told[0]["connectRequest"]["status"], &told[0]["chat"]["id"]), (&json!("accepted"), &json!(chat)));

        // A time that suits both: tomorrow, a Sunday, at ten.
        let sundays = json!({ "sun": [{ "start": "09:00:00", "end": "12:00:00" }] });
        ben.put("/v1/availability/weekly", sundays.clone()).await.expect(200);
        assert_eq!(ann.get(format!("/v1/user/{ben}")).await.expect(200)["availability"]["weekly"], sundays);
        let ten_ms = START_MS - START_MS % MS_PER_DAY + MS_PER_DAY + 10 * MS_PER_HOUR;
        let slot = |from_ms: i64| json!({
            "type": "video", "recurrence": "none", "title": "Roses",
            "startDateTime": iso_date_time(from_ms), "endDateTime": iso_date_time(from_ms + MS_PER_HOUR),
        });
        ann.post(format!("/v1/user/{ben}/schedule"), slot(ten_ms + 4 * MS_PER_HOUR)).await.expect_problem("schedule/outside-availability");
        app.clock.advance_ms(1000);
        let agreed = ann.post(format!("/v1/user/{ben}/schedule"), slot(ten_ms)).await.expect(200)["schedule"].take();
        let schedule = agreed["id"].as_str().unwrap();
        let told = ben.get("/v1/alerts").await.expect(200);
        assert_eq!((&told[0]["schedule"]["title"], &told[0]["chat"]["id"]), (&json!("Roses"), &json!(chat)));
        assert_eq!(told[0]["message"]["schedule"]["id"], schedule);
        let calendar = ann.get(format!("/v1/schedule/{schedule}.ics")).await.text();
        assert!(calendar.contains("SUMMARY:Roses") && calendar.contains("DTSTART:20260315T100000Z"), "{calendar}");
        assert_eq!(ben.get("/v1/schedules/upcoming").await.expect(200)[0]["attendee"]["name"], "Ann Lee");

        // They write to each other.
        let hello = say(&ann, &chat, "Shall I bring my roses?").await;
        assert_eq!(ben.get("/v1/chats/unread").await.expect(200)[0]["totalUnreadMessages"], 2, "the message, and that a call was agreed");
        let messages = ben.get(format!("/v1/chat/{chat}/messages")).await.expect(200);
        let ids: Vec<&str> = messages.as_array().unwrap().iter().map(|message| message["id"].as_str().unwrap()).collect();
        assert_eq!((messages[0]["id"].as_str(), &messages[1]["type"]), (Some(hello.as_str()), &json!("schedule")));
        mark(&ben, &chat, &[(ids[0], Delivery::Read), (ids[1], Delivery::Read)]).await;
        say(&ben, &chat, "Please do!").await;
        let seen = ann.get(format!("/v1/chat/{chat}")).await.expect(200);
        assert_eq!((&seen["lastMessage"]["text"], &seen["totalUnreadMessages"]), (&json!("Please do!"), &json!(1)));
        assert_eq!(ann.get(format!("/v1/chat/{chat}/messages")).await.expect(200)[1]["delivery"]["status"], "read");
        assert_eq!(me(&ben).await["totalUnreadChats"], 0);

        buy(&ann, 500).await;
        assert_eq!(balance(&ann).await, 500.0);

        // The call, ten o'clock: eleven and a half minutes that are connected, twelve that are paid.
        app.clock.advance_ms(ten_ms - 5 * MS_PER_MINUTE - app.clock.now());
        app.work().await;
        assert_eq!(alerts(&ann).await[0], "schedule", "the reminder");
        app.clock.advance_ms(5 * MS_PER_MINUTE);
        app.work().await;
        assert_eq!(ann.get(format!("/v1/schedule/{schedule}")).await.expect(200)["status"], "on-going");
        come(&app, &[ann.id, ben.id]).await;
        let call = ring(&ann, chat.parse().unwrap()).await.unwrap();
        assert_eq!(call.status, Status::Ringing);
        app.clock.advance_ms(4000);
        act(&ben, &call, Act::Accept).await.unwrap();
        act(&ann, &call, Act::Connect).await.unwrap();
        act(&ben, &call, Act::Connect).await.unwrap();
        assert_eq!((balance(&ann).await, balance(&ben).await), (490.0, 10.0), "a minute that was begun is paid");
        pass(&app, &call, 11 * MS_PER_MINUTE + 30_000).await;
        assert_eq!(ann.get(format!("/v1/call/{}", call.id)).await.expect(200)["status"], "accepted");
        assert_eq!(act(&ann, &call, Act::End).await.unwrap(), Change::End(Status::Accepted));
        assert_eq!((balance(&ann).await, balance(&ben).await), (380.0, 120.0));

        // What is kept of it.
        for (who, direction, other) in [(&ann, "outgoing", "Ben Ortiz"), (&ben, "incoming", "Ann Lee")] {
            let history = who.get("/v1/calls/histories").await.expect(200);
            assert_eq!((&history[0]["duration"], &history[0]["direction"]), (&json!(690), &json!(direction)));
            assert_eq!((&history[0]["user"]["name"], &history[0]["chat"]["id"]), (&json!(other), &json!(chat)));
        }
        for (who, list, amount) in [(&ann, "", 120.0), (&ann, "/purchases", 500.0), (&ben, "/earnings", 120.0)] {
            let listed = who.get(format!("/v1/finance/transactions{list}")).await.expect(200);
            assert_eq!((&listed[0]["status"], &listed[0]["coins"]["amount"]), (&json!("succeeded"), &json!(amount)), "{list}");
        }

        let review = ann.post(format!("/v1/user/{ben}/review"), json!({ "text": "He listens well", "rate": 5 })).await.expect(200);
        assert_eq!(review["user"], json!({ "id": ben.to_string(), "rating": 5.0, "totalReviews": 1 }));
        let of_ben = ben.get("/v1/reviews").await.expect(200);
        assert_eq!((&of_ben[0]["text"], &of_ben[0]["rater"]["name"]), (&json!("He listens well"), &json!("Ann Lee")));

        // The volunteer's coins become money.
        app.clock.advance_ms(1000);
        let wish = json!({ "coins": 100, "paypal": { "email": "ben@paypal.example.com" } });
        ann.post("/v1/finance/withdraw", wish.clone()).await.expect_problem("withdrawal/not-volunteer");
        let withdrawn = ben.post("/v1/finance/withdraw", wish).await.expect(200)["transaction"].take();
        assert_eq!((&withdrawn["status"], balance(&ben).await), (&json!("pending"), 20.0));
        app.work().await;
        let id = withdrawn["id"].as_str().unwrap();
        let paid = ben.get(format!("/v1/finance/transaction/{id}")).await.expect(200);
        assert_eq!((&paid["transaction"]["status"], &paid["transaction"]["funds"]), (&json!("succeeded"), &json!({ "amount": 100, "currency": "usd" })));
        assert_eq!(app.payouts.paid(id), Some(100));
        assert_eq!(alerts(&ben).await[..2], ["transaction", "review"]);

        // They part as friends: what was said and paid stays.
        let parted = ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);
        assert_eq!(parted["me"]["totalConnections"], 0);
        assert_eq!(ann.get(format!("/v1/chat/{chat}/messages")).await.expect(200).as_array().unwrap().len(), 3);
        let audit = app.audit().await;
        assert_eq!((audit.house_holds_hundredths["sales"], audit.house_holds_hundredths["payouts"]), (-50_000, 10_000));
        assert_eq!((balance(&ann).await, balance(&ben).await), (380.0, 20.0));
    }
}
