//! Statements per operation are a golden number: a query in a loop shows as one line in review.

use crate::{
    accounts::mailed,
    calls::{ann_calls_ben, caller, go},
    files::uploaded,
    harness::{
        Answer, Client, TestApp,
        app::TENANT,
        promise::{Promise, implemented},
    },
    symphony::{Pod, add_key, login, signed},
};
use poem::http::Method;
use serde_json::json;
use std::{collections::BTreeSet, fmt::Write as _, fs, future::Future};
use talkamie::{domain::user::UserType, operations::calls::signalling, store::Kind};

const GOLDEN: &str = "tests/golden/statements.txt";

on_both! {
    async fn statements_per_operation_are_golden(app) {
        let counted = [talkamie(&app).await, replyke(&app).await, symphony(&app).await].concat();
        if std::env::var_os("UPDATE_GOLDEN").is_some() && app.ctx.store.kind() == Kind::Sqlite {
            fs::create_dir_all("tests/golden").unwrap();
            fs::write(GOLDEN, &counted).unwrap();
        }
        let golden = fs::read_to_string(GOLDEN).unwrap_or_default();
        assert_eq!(counted, golden, "UPDATE_GOLDEN=1 rewrites {GOLDEN}; the diff is the review");
        // Every operation of every face has its line.
        let names: BTreeSet<&str> = counted.lines().map(|line| line.split([' ', '\n']).next().unwrap()).collect();
        let missing: Vec<_> = implemented().iter().map(name).filter(|name| !names.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "nothing counts {missing:?}");
    }
}

/// What an operation is called here: those of Talkamie by their ids, the others with their face.
fn name(promise: &Promise) -> String {
    if promise.face == "v1" { promise.id().to_owned() } else { format!("{}/{}", promise.face, promise.id()) }
}

/// The story of the Talkamie face.
async fn talkamie(app: &TestApp) -> String {
    let (ann, ben) = app.ann_and_ben().await;
    let (eve, dan) = app.ann_and_ben_again("Again").await;
    eve.post_empty(format!("/v1/user/{dan}/connection")).await.expect(200);
    dan.post_empty(format!("/v1/user/{eve}/connection/accept")).await.expect(200);
    let mut counted = String::new();
    let mut count =
        |name: &str, before: u64| writeln!(counted, "{name} {}", app.ctx.store.log().count() - before).unwrap();
    macro_rules! counted {
        ($name:literal, $call:expr) => {{
            // A session found good a moment ago costs no statement: let each begin alike.
            app.clock.advance_ms(60_000);
            let before = app.ctx.store.log().count();
            let answer = $call.await;
            assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
            count($name, before);
        }};
    }
    counted!("sendConnectionRequest", ann.post_empty(format!("/v1/user/{ben}/connection")));
    counted!("getPendingConnectionRequests", ben.get("/v1/connections/pending"));
    counted!("acceptConnection", ben.post_empty(format!("/v1/user/{ann}/connection/accept")));
    counted!("getConnectedUsers", ann.get("/v1/connections/users"));
    counted!("disconnectUser", ann.delete(format!("/v1/user/{ben}/connection/disconnect")));
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
    counted!("rejectConnectionRequest", ben.delete(format!("/v1/user/{ann}/connection/reject")));
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
    counted!("cancelConnectionRequest", ann.delete(format!("/v1/user/{ben}/connection")));

    let hello = || json!({ "text": "May I?" });
    counted!("sendMessageRequest", ben.post(format!("/v1/user/{ann}/message/request"), hello()));
    counted!("cancelMessageRequest", ben.delete(format!("/v1/user/{ann}/message/request")));
    ben.post(format!("/v1/user/{ann}/message/request"), hello()).await.expect(200);
    counted!("getPendingChats", ann.get("/v1/chats/pending"));
    counted!("getAlerts (message request)", ann.get("/v1/alerts"));
    counted!("rejectMessageRequest", ann.delete(format!("/v1/user/{ben}/message/request/reject")));
    let asked = ann.post(format!("/v1/user/{ben}/message/request"), hello()).await.expect(200);
    let chat = asked["chat"]["id"].as_str().unwrap().to_owned();
    counted!("acceptMessageRequest", ben.post_empty(format!("/v1/user/{ann}/message/request/accept")));
    crate::chats::say(&ann, &chat, "Hello").await;
    counted!("getChat", ben.get(format!("/v1/chat/{chat}")));
    counted!("getMessages", ben.get(format!("/v1/chat/{chat}/messages")));
    counted!("getChats", ben.get("/v1/chats"));
    counted!("getFrequentChats", ben.get("/v1/chats/frequent"));
    counted!("getUnreadChats", ben.get("/v1/chats/unread"));
    ann.delete(format!("/v1/user/{ben}/connection/disconnect")).await.expect(200);

    let nobody = app.anonymous();
    let email = "cy@example.com";
    counted!("generateOtp", nobody.post("/v1/otp", json!({ "email": email })));
    let code = mailed(app, email).await;
    counted!("verifyOtp", nobody.post("/v1/otp/verify", json!({ "email": email, "code": code })));
    counted!(
        "signUp",
        nobody.post("/v1/auth/sign-up", json!({ "name": "Cy", "email": email, "password": "Tulips-1951" }))
    );
    let entry = json!({ "email": email, "password": "Tulips-1951" });
    counted!("signIn", nobody.post("/v1/auth/sign-in", entry.clone()));
    let account = nobody.post("/v1/auth/sign-in", entry).await.expect(200);
    counted!("refreshTokens", nobody.post("/v1/auth/refresh", json!({ "refresh": account["tokens"]["refresh"] })));
    nobody.post("/v1/otp", json!({ "email": email })).await.expect(200);
    let reset = json!({ "email": email, "code": mailed(app, email).await, "newPassword": "Roses-1951" });
    counted!("resetPassword", nobody.put("/v1/auth/reset-password", reset));
    let account =
        nobody.post("/v1/auth/sign-in", json!({ "email": email, "password": "Roses-1951" })).await.expect(200);
    let id = account["user"]["id"].as_str().unwrap().parse().unwrap();
    let cy = Client { app, id, token: account["tokens"]["access"].as_str().map(str::to_owned) };
    cy.post_empty(format!("/v1/user/{ann}/connection")).await.expect(200);
    counted!("getUserByToken", cy.get("/v1/auth"));
    counted!("getUsers (signed out)", nobody.get(format!("/v1/users?email={email}")));
    counted!("getUsers", cy.get("/v1/users"));
    counted!("getUser", cy.get(format!("/v1/user/{ann}")));
    counted!("getUser (own)", cy.get(format!("/v1/user/{cy}")));
    counted!("getAlerts", ann.get("/v1/alerts"));
    let week = json!({ "sat": [{ "start": "00:00:00", "end": "00:00:00" }] });
    counted!("setWeeklyAvailability", dan.put("/v1/availability/weekly", week.clone()));
    counted!("getWeeklyAvailability", dan.get("/v1/availability/weekly"));
    counted!("setCustomAvailability", dan.put("/v1/availability/custom", json!({})));
    counted!("getCustomAvailability", dan.get("/v1/availability/custom"));
    let hour = |hour: u32| json!({ "type": "video", "recurrence": "weekly", "startDateTime": format!("2026-03-21T{hour:02}:00:00.000Z"), "endDateTime": format!("2026-03-21T{hour:02}:30:00.000Z") });
    counted!("scheduleCall", eve.post(format!("/v1/user/{dan}/schedule"), hour(9)));
    for n in 10..20 {
        eve.post(format!("/v1/user/{dan}/schedule"), hour(n)).await.expect(200);
    }
    let it = eve.get("/v1/schedules").await.expect(200)[0]["id"].as_str().unwrap().to_owned();
    counted!("getSchedule", eve.get(format!("/v1/schedule/{it}")));
    counted!("getScheduleCalendar", eve.get(format!("/v1/schedule/{it}.ics")));
    counted!("getAllSchedules", eve.get("/v1/schedules"));
    counted!("getPastSchedules", eve.get("/v1/schedules/past"));
    counted!("getUpcomingSchedules", eve.get("/v1/schedules/upcoming?keyword=ben"));
    counted!("getAlerts (schedules)", dan.get("/v1/alerts"));
    let change = json!({ "title": "Tea", "recurrence": "none" });
    counted!("updateSchedule", eve.put(format!("/v1/schedule/{it}"), change));
    counted!("deleteSchedule", eve.delete(format!("/v1/schedule/{it}")));
    counted!("clearSchedules", eve.delete(format!("/v1/user/{dan}/schedules")));
    counted!("clearSchedules (own)", eve.delete(format!("/v1/user/{eve}/schedules")));
    counted!("updateUser", cy.put(format!("/v1/user/{cy}"), json!({ "bio": "Hello" })));
    let interests = json!({ "interests": [{ "name": "chess" }, { "name": "go" }, { "name": "bees" }] });
    counted!("updateUser (interests)", cy.put(format!("/v1/user/{cy}"), interests));
    let picture = uploaded(&cy, "picture", "image/png", b"png").await;
    counted!(
        "updateUser (picture)",
        cy.put(format!("/v1/user/{cy}"), json!({ "picture": { "org": { "url": picture } } }))
    );
    let items = json!({ "a": { "name": "a", "mimeType": "image/png", "objectType": "picture" } });
    counted!("createSignedUrls", cy.post("/v1/signed/urls", json!({ "type": "user", "items": items })));
    let info =
        json!({ "firstName": "Ben", "lastName": "O", "workLocations": [{ "countryCode": "US", "stateCode": "OR" }] });
    counted!("addBackgroundInfo", ben.post("/v1/verification/background", info));
    let (senior, volunteer, chat) = ann_calls_ben(app, "counted", 100).await;
    app.credit(volunteer.id, 500).await;
    let withdrawal = json!({ "coins": 100, "paypal": { "email": "v@example.com" } });
    counted!("withdrawCoins", volunteer.post("/v1/finance/withdraw", withdrawal));
    let media = talkamie::domain::call::Media::Video;
    go(app, &[volunteer.id]).await;
    let (missed, _) = signalling::begin(&app.ctx, caller(&senior).await, chat, media).await.unwrap();
    counted!("getIceServers", volunteer.get("/v1/calls/ice-servers"));
    counted!("getCall", volunteer.get(format!("/v1/call/{}", missed.id)));
    counted!("getCallHistories", senior.get("/v1/calls/histories"));
    counted!("getCallHistories (keyword)", senior.get("/v1/calls/histories?keyword=ben"));
    counted!("getAllTransactions", volunteer.get("/v1/finance/transactions"));
    counted!("getEarnings", volunteer.get("/v1/finance/transactions/earnings"));
    counted!("getPurchases", volunteer.get("/v1/finance/transactions/purchases"));
    counted!("getWithdrawals", volunteer.get("/v1/finance/transactions/withdrawals"));
    let listed = volunteer.get("/v1/finance/transactions").await.expect(200);
    let transaction = listed[0]["id"].as_str().unwrap().to_owned();
    counted!("getTransaction", volunteer.get(format!("/v1/finance/transaction/{transaction}")));
    counted!("getAlerts (transaction)", volunteer.get("/v1/alerts"));
    counted!("getInterests", cy.get("/v1/interests"));
    counted!("getSpecializationAreas", nobody.get("/v1/specializations/areas"));
    ann.post_empty(format!("/v1/user/{cy}/connection/accept")).await.expect(200);
    let review = json!({ "text": "Kind", "rate": 5 });
    counted!("reviewUser", cy.post(format!("/v1/user/{ann}/review"), review));
    counted!("getUserReviews", cy.get(format!("/v1/user/{ann}/reviews")));
    counted!("getYourReviews", ann.get("/v1/reviews"));
    counted!("getAlerts (review)", ann.get("/v1/alerts"));
    counted!("updateReview", cy.put(format!("/v1/user/{ann}/review"), json!({ "rate": 4 })));
    counted!("deleteReview", cy.delete(format!("/v1/user/{ann}/review")));
    counted!("getFaqs", nobody.get("/v1/faqs"));
    counted!("getFaqsByType", nobody.get("/v1/faqs/senior"));
    let ticket = crate::support::write(&cy, "Help").await;
    counted!("getOpenTicket", cy.get("/v1/support/open/ticket"));
    counted!("getTicketMessages", cy.get(format!("/v1/support/ticket/{ticket}/messages")));
    let change = json!({ "oldPassword": "Roses-1951", "newPassword": "Tulips-1951" });
    counted!("changePassword", cy.put(format!("/v1/user/{cy}/password"), change));
    counted!("signOut", ben.delete("/v1/auth/sign-out"));
    let wish = json!({ "coins": 500 });
    let begun = ann.post("/v1/web/finance/top-up/session", wish).await.expect(200);
    let again = json!({ "coins": 500, "transactionId": begun["transaction"]["id"] });
    counted!("createTopUpSession", ann.post("/v1/web/finance/top-up/session", json!({ "coins": 500 })));
    counted!("createTopUpSession (again)", ann.post("/v1/web/finance/top-up/session", again));
    counted!("deleteUser", cy.delete(format!("/v1/user/{cy}")));
    counted
}

/// Lines of another face: its operations, by their names.
struct Lines<'a> {
    app: &'a TestApp,
    face: &'static str,
    counted: String,
}

impl Lines<'_> {
    async fn of(&mut self, operation: &str, call: impl Future<Output = Answer>) -> Answer {
        // A session found good a moment ago costs no statement: let each begin alike.
        self.app.clock.advance_ms(60_000);
        let before = self.app.ctx.store.log().count();
        let answer = call.await;
        assert!(answer.status.is_success(), "{operation}: {}", answer.text());
        let count = self.app.ctx.store.log().count() - before;
        writeln!(self.counted, "{}/{operation} {count}", self.face).unwrap();
        answer
    }
}

/// The story of the Replyke face, with lists of several.
async fn replyke(app: &TestApp) -> String {
    let mut lines = Lines { app, face: "replyke-v6", counted: String::new() };
    let at = |path: &str| format!("/api/v6/{TENANT}{path}");
    let somebody = async |name: &str| {
        let client = app.person(name, UserType::Senior).await;
        Client { token: Some(crate::replyke::token(&client)), ..client }
    };
    let with = |other: &Client<'_>| at(&format!("/users/{other}/connection"));
    let patch = async |who: &Client<'_>, path: String| who.send(Method::PATCH, &path, None).await;
    let id = |answer: &Answer| answer.json()["id"].as_str().unwrap().to_owned();

    let nobody = app.anonymous();
    let entry = json!({ "email": "bea@example.org", "password": "Tulips-1951" });
    lines.of("signUp", nobody.post(at("/auth/sign-up"), entry.clone())).await;
    let signed = lines.of("signIn", nobody.post(at("/auth/sign-in"), entry)).await.json();
    let refresh = json!({ "refreshToken": signed["refreshToken"] });
    let renewed = lines.of("requestNewAccessToken", nobody.post(at("/auth/request-new-access-token"), refresh.clone()));
    let renewed = renewed.await.json();
    let bea = Client { token: renewed["accessToken"].as_str().map(str::to_owned), ..nobody.clone() };
    let change = json!({ "password": "Tulips-1951", "newPassword": "Roses-1951" });
    lines.of("changePassword", bea.post(at("/auth/change-password"), change)).await;
    lines.of("signOut", nobody.post(at("/auth/sign-out"), refresh)).await;
    let user_jwt = crate::replyke::vouched(app).await;
    let vouched = json!({ "userJwt": user_jwt });
    lines.of("verifyExternalUser", nobody.post(at("/auth/verify-external-user"), vouched)).await;

    let (ann, ben) = (somebody("Ann Replyke").await, somebody("Ben Replyke").await);
    for n in 0..6 {
        let other = somebody(&format!("Other Replyke {n}")).await;
        let asked = other.post_empty(with(&ann)).await;
        ann.post_empty(with(&somebody(&format!("Asked Replyke {n}")).await)).await.expect(201);
        if n % 2 == 0 {
            patch(&ann, at(&format!("/connections/{}/accept", id(&asked)))).await.expect(200);
        }
    }
    let asked = id(&lines.of("requestConnection", ben.post_empty(with(&ann))).await);
    lines.of("getConnectionStatus", ben.get(with(&ann))).await;
    lines.of("getSentRequests", ann.get(at("/connections/pending/sent"))).await;
    lines.of("getReceivedRequests", ann.get(at("/connections/pending/received"))).await;
    lines.of("acceptConnection", patch(&ann, at(&format!("/connections/{asked}/accept")))).await;
    lines.of("getConnections", ann.get(at("/connections"))).await;
    lines.of("getConnectionsCount", ann.get(at("/connections/count"))).await;
    lines.of("getUserConnections", ben.get(at(&format!("/users/{ann}/connections")))).await;
    lines.of("getUserConnectionsCount", ben.get(at(&format!("/users/{ann}/connections-count")))).await;
    lines.of("removeConnectionByUser", ann.delete(with(&ben))).await;
    let asked = id(&ben.post_empty(with(&ann)).await);
    lines.of("declineConnection", patch(&ann, at(&format!("/connections/{asked}/decline")))).await;
    let asked = id(&ann.post_empty(with(&ben)).await);
    lines.of("removeConnection", ann.delete(at(&format!("/connections/{asked}")))).await;
    let told = lines.of("getAppNotifications", ann.get(at("/app-notifications"))).await.json();
    lines.of("countAppNotifications", ann.get(at("/app-notifications/count"))).await;
    let one = at(&format!("/app-notifications/{}/mark-as-read", told[0]["id"].as_str().unwrap()));
    lines.of("markAppNotificationAsRead", patch(&ann, one)).await;
    lines.of("markAllAppNotificationsAsRead", patch(&ann, at("/app-notifications/mark-all-as-read"))).await;
    lines.counted
}

/// The story of the Symphony face, with lists of several.
async fn symphony(app: &TestApp) -> String {
    let mut lines = Lines { app, face: "symphony-pod", counted: String::new() };
    let somebody = async |name: &str| Pod::of(app.person(name, UserType::Volunteer).await).await;
    let (ann, ben) = (somebody("Ann Symphony").await, somebody("Ben Symphony").await);
    add_key(app, &ann, 0).await;
    let token = || signed(app, 0, json!({ "sub": ann.id.to_string() }));
    lines.of("authenticatePubkey", login(app, "login", &token())).await;
    lines.of("authenticateKeyManager", login(app, "relay", &token())).await;
    for n in 0..5 {
        somebody(&format!("Other Symphony {n}")).await.act("create", ann.id).await.expect(200);
    }
    lines.of("createConnection", ann.act("create", ben.id)).await;
    lines.of("acceptConnection", ben.act("accept", ann.id)).await;
    lines.of("getConnectionInfo", ann.get(format!("/pod/v1/connection/user/{}/info", ben.id))).await;
    lines.of("listConnections", ann.get("/pod/v1/connection/list?status=ALL")).await;
    lines.of("listConnections (ids)", ann.get(format!("/pod/v1/connection/list?status=ALL&userIds={}", ben.id))).await;
    lines.of("removeConnection", ann.act("remove", ben.id)).await;
    ann.act("create", ben.id).await.expect(200);
    lines.of("rejectConnection", ben.act("reject", ann.id)).await;
    lines.of("getSessionInfo", ann.get("/pod/v2/sessioninfo")).await;
    lines.of("listUsers", ann.get(format!("/pod/v3/users?uid={},{}", ann.id, ben.id))).await;
    lines.of("getUser", ann.get(format!("/pod/v2/user?uid={}", ben.id))).await;
    lines.counted
}
