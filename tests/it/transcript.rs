//! The examples in the document of v1 are what two people were answered in this story: every operation once, with the request
//! and the answer as they went over the wire, in `openapi/v1/examples/<operationId>.json`.
//!
//! What differs from run to run is replaced: ids by ids in the order in which they are met, tokens and keys by words. When
//! an answer changes, `UPDATE_GOLDEN=1 cargo test` writes the new examples, and the next build puts them into the document.

use crate::{
    accounts::mailed,
    calls, chats,
    files::{png, uploaded},
    harness::{Client, TestApp, witness},
    support,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use poem::http::Method;
use regex::{Captures, Regex};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
    sync::{LazyLock, Mutex},
};
use talkamie::{
    contract::v1,
    domain::{
        call::Act,
        ids::UserId,
        time::{MS_PER_DAY, MS_PER_MINUTE},
        user::UserType,
    },
    operations::{
        admin,
        interests::desk::{self, Wanted},
    },
};

const FOLDER: &str = "openapi/v1/examples";
const MARGARET: &str = "margaret.ellis@example.com";
/// The ids that people and their chat have in the other examples of the document.
const KNOWN: [&str; 3] = [
    "0199c2f0-1a25-7123-82dd-5f3acf9fe111",
    "0199c2f0-1a4a-7246-85ba-5f3b0d7dc222",
    "0199c2f0-1a6f-7369-8897-5f3b4b5ba333",
];

/// What was said and answered: the first time for each operation.
#[derive(Default)]
struct Tape(Mutex<BTreeMap<String, Value>>);

impl Tape {
    /// One request, which must succeed; answers its `data`.
    async fn call(&self, who: &Client<'_>, method: Method, path: &str, body: Option<Value>) -> Value {
        let bytes = body.as_ref().map(|body| body.to_string().into_bytes());
        let answer = who.send(method.clone(), path, bytes).await;
        let data = if answer.header("content-type").is_some_and(|media| media.starts_with("application/json")) {
            answer.expect(200)
        } else {
            assert_eq!(answer.status.as_u16(), 200, "{method} {path}");
            Value::String(answer.text())
        };
        let (_, operation) = witness::find(&method, path.split('?').next().unwrap()).expect("an operation");
        let mut exchange = Map::new();
        exchange.extend(body.map(|body| ("request".to_owned(), body)));
        let whole = serde_json::from_slice(&answer.body).unwrap_or_else(|_| data.clone());
        exchange.insert("answer".to_owned(), whole);
        let id = operation["operationId"].as_str().unwrap().to_owned();
        self.0.lock().unwrap().entry(id).or_insert(Value::Object(exchange));
        who.app.clock.advance_ms(1_000);
        data
    }

    async fn get(&self, who: &Client<'_>, path: impl AsRef<str>) -> Value {
        self.call(who, Method::GET, &format!("/v1{}", path.as_ref()), None).await
    }

    async fn delete(&self, who: &Client<'_>, path: impl AsRef<str>) -> Value {
        self.call(who, Method::DELETE, &format!("/v1{}", path.as_ref()), None).await
    }

    async fn put(&self, who: &Client<'_>, path: impl AsRef<str>, body: Value) -> Value {
        self.call(who, Method::PUT, &format!("/v1{}", path.as_ref()), Some(body)).await
    }

    async fn post(&self, who: &Client<'_>, path: impl AsRef<str>, body: impl Into<Option<Value>>) -> Value {
        self.call(who, Method::POST, &format!("/v1{}", path.as_ref()), body.into()).await
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Signs Margaret up, in, and in again with another password.
async fn enter<'a>(app: &'a TestApp, tape: &Tape) -> Client<'a> {
    let nobody = app.anonymous();
    tape.post(&nobody, "/otp", json!({ "email": MARGARET })).await;
    let code = mailed(app, MARGARET).await;
    tape.post(&nobody, "/otp/verify", json!({ "email": MARGARET, "code": code })).await;
    let account = json!({ "name": "Margaret Ellis", "email": MARGARET, "password": "Tulips-1951", "type": "senior" });
    let account = tape.post(&nobody, "/auth/sign-up", account).await;
    let id: UserId = text(&account["user"]["id"]).parse().unwrap();
    let margaret = Client { app, id, token: Some(text(&account["tokens"]["access"]).to_owned()) };
    let change = json!({ "oldPassword": "Tulips-1951", "newPassword": "Roses-and-Rain-7" });
    tape.put(&margaret, format!("/user/{margaret}/password"), change).await;
    tape.post(&nobody, "/otp", json!({ "email": MARGARET, "purpose": "reset-password" })).await;
    let reset = json!({ "email": MARGARET, "code": mailed(app, MARGARET).await, "newPassword": "Tulips-and-Rain-7" });
    tape.put(&nobody, "/auth/reset-password", reset).await;
    let account = json!({ "email": MARGARET, "password": "Tulips-and-Rain-7" });
    let account = tape.post(&nobody, "/auth/sign-in", account).await;
    let tokens = tape.post(&nobody, "/auth/refresh", json!({ "refresh": account["tokens"]["refresh"] })).await;
    Client { token: Some(text(&tokens["access"]).to_owned()), ..margaret }
}

/// What both say of themselves.
async fn introduce(tape: &Tape, margaret: &Client<'_>, daniel: &Client<'_>) {
    let (app, icon) = (margaret.app, "https://files.talkamie.com/interests/photography.svg");
    let offered = Wanted { name: "photography".into(), emoji: Some("📷".into()), icon_src: Some(icon.into()) };
    desk::set(&app.ctx, app.ctx.settings.default_tenant, &offered).await.unwrap();
    let profile = json!({
        "bio": "I grow tulips and take pictures of them.", "dob": "1951-11-02", "gender": "female", "language": "English",
        "country": "United States", "state": "Oregon", "city": "Portland",
        "interests": [{ "name": "photography", "emoji": "📷" }, { "name": "tulips" }],
    });
    tape.put(margaret, format!("/user/{margaret}"), profile).await;
    let picture = uploaded(daniel, "picture", "image/png", &png(400)).await;
    let video = uploaded(daniel, "video", "video/mp4", b"film").await;
    let certificate = uploaded(daniel, "certificate", "application/pdf", b"%PDF-1.7").await;
    let file = |url: &str| json!({ "org": { "url": url } });
    let profile = json!({
        "bio": "Nurse and good listener.", "dob": "1996-08-17", "gender": "male", "language": "English",
        "country": "United States", "state": "Oregon", "city": "Salem", "fileDirPath": format!("user/{daniel}"),
        "picture": file(&picture), "video": file(&video), "interests": [{ "name": "photography" }, { "name": "cycling", "emoji": "🚴" }],
        "specialization": "Nursing", "licenseId": "RN-100200", "certificateState": "Oregon", "certificate": file(&certificate),
        "maxCallDuration": 1200, "maxCallCount": 5,
    });
    daniel.put(format!("/v1/user/{daniel}"), profile).await.expect(200);
    app.work().await;
    tape.get(margaret, "/auth").await;
    tape.get(margaret, "/interests").await;
    tape.get(&margaret.app.anonymous(), "/specializations/areas?pageSize=3").await;
    tape.get(&margaret.app.anonymous(), "/faqs?pageSize=2").await;
    tape.get(&margaret.app.anonymous(), "/faqs/senior?pageSize=2").await;
    let items = json!({ "picture": { "name": "garden.jpg", "mimeType": "image/jpeg", "objectType": "picture" } });
    tape.post(margaret, "/signed/urls", json!({ "type": "user", "items": items })).await;
    let week = json!({ "sat": [{ "start": "09:00:00", "end": "18:00:00" }], "sun": [{ "start": "14:00:00", "end": "18:00:00" }] });
    tape.post(daniel, "/availability/weekly", week).await;
    tape.get(daniel, "/availability/weekly").await;
    tape.post(daniel, "/availability/custom", json!({ "2026-03-20": [{ "start": "09:00:00", "end": "12:00:00" }] }))
        .await;
    tape.get(daniel, "/availability/custom").await;
    let info = json!({ "firstName": "Daniel", "lastName": "Ortiz", "zipCode": "97301", "workLocations": [{ "countryCode": "US", "stateCode": "OR", "city": "Salem" }] });
    tape.post(daniel, "/verification/background", info).await;
}

/// Every way that a request may go; they are connected at the end. Answers their chat.
async fn connect(tape: &Tape, margaret: &Client<'_>, daniel: &Client<'_>) -> String {
    tape.get(margaret, "/users?type=volunteer&pageSize=5").await;
    let to_daniel = format!("/user/{daniel}/connection");
    tape.post(margaret, &to_daniel, None).await;
    tape.delete(margaret, &to_daniel).await;
    margaret.post_empty(format!("/v1{to_daniel}")).await.expect(200);
    tape.get(daniel, "/connections/pending").await;
    tape.delete(daniel, format!("/user/{margaret}/connection/reject")).await;
    margaret.post_empty(format!("/v1{to_daniel}")).await.expect(200);
    let accepted = tape.post(daniel, format!("/user/{margaret}/connection/accept"), None).await;
    tape.get(margaret, "/connections/users").await;
    tape.get(margaret, format!("/user/{daniel}")).await;
    text(&accepted["chat"]["id"]).to_owned()
}

/// Message requests of Daniel's to two others.
async fn ask(app: &TestApp, tape: &Tape, daniel: &Client<'_>) {
    let clara = app.person("Clara Hughes", UserType::Senior).await;
    let words = || json!({ "text": "Hello Clara, I grow roses too. May I write to you?" });
    let to_clara = format!("/user/{clara}/message/request");
    tape.post(daniel, &to_clara, words()).await;
    tape.delete(daniel, &to_clara).await;
    daniel.post(format!("/v1{to_clara}"), words()).await.expect(200);
    tape.get(daniel, "/chats/pending").await;
    tape.post(&clara, format!("/user/{daniel}/message/request/accept"), None).await;
    let henry = app.person("Henry Moss", UserType::Senior).await;
    daniel.post(format!("/v1/user/{henry}/message/request"), words()).await.expect(200);
    tape.delete(&henry, format!("/user/{daniel}/message/request/reject")).await;
    tape.delete(&henry, format!("/user/{henry}")).await;
}

async fn write(tape: &Tape, margaret: &Client<'_>, daniel: &Client<'_>, chat: &str) {
    chats::say(daniel, chat, "Good morning! How are your tulips?").await;
    chats::say(margaret, chat, "In full bloom. Shall we talk on Saturday?").await;
    chats::say(daniel, chat, "With pleasure.").await;
    for list in ["/chats?pageSize=5", "/chats/unread", "/chats/frequent?pageSize=5"] {
        tape.get(margaret, list).await;
    }
    tape.get(margaret, format!("/chat/{chat}")).await;
    tape.get(margaret, format!("/chat/{chat}/messages?pageSize=2")).await;
}

/// Calls to come, one that takes place, one that is called off.
async fn schedule(app: &TestApp, tape: &Tape, margaret: &Client<'_>, daniel: &Client<'_>) {
    let slot = |day: &str, from: &str, to: &str, recurrence: &str| {
        let at = |time: &str| format!("2026-03-{day}T{time}:00.000Z");
        json!({ "title": "Tulips and roses", "type": "video", "recurrence": recurrence, "startDateTime": at(from), "endDateTime": at(to) })
    };
    let to_daniel = format!("/user/{daniel}/schedule");
    let made = tape.post(margaret, &to_daniel, slot("14", "14:00", "15:00", "none")).await;
    let path = format!("/schedule/{}", text(&made["schedule"]["id"]));
    tape.get(margaret, &path).await;
    let moved = json!({ "startDateTime": "2026-03-14T16:00:00.000Z", "endDateTime": "2026-03-14T16:30:00.000Z" });
    tape.put(margaret, &path, moved).await;
    tape.get(margaret, format!("{path}.ics")).await;
    margaret.post(format!("/v1{to_daniel}"), slot("15", "14:00", "15:00", "weekly")).await.expect(200);
    tape.get(margaret, "/schedules/upcoming?pageSize=5").await;
    tape.get(margaret, "/schedules?pageSize=5").await;
    let other = margaret.post(format!("/v1{to_daniel}"), slot("21", "09:00", "10:00", "none")).await.expect(200);
    tape.delete(margaret, format!("/schedule/{}", text(&other["schedule"]["id"]))).await;
    app.clock.advance_ms(MS_PER_DAY);
    tape.get(margaret, "/schedules/past?pageSize=5").await;
    tape.delete(margaret, format!("/user/{daniel}/schedules")).await;
}

/// Coins are bought, spent in a call, earned and withdrawn.
async fn pay(app: &TestApp, tape: &Tape, margaret: &Client<'_>, daniel: &Client<'_>, chat: &str) {
    app.credit(margaret.id, 500).await;
    calls::come(app, &[margaret.id, daniel.id]).await;
    let call = calls::connected(margaret, daniel, chat.parse().unwrap()).await;
    calls::pass(app, &call, 14 * MS_PER_MINUTE + 30_000).await;
    calls::act(margaret, &call, Act::End).await.unwrap();
    tape.get(margaret, format!("/call/{}", call.id)).await;
    tape.get(margaret, "/calls/histories?pageSize=5").await;
    tape.get(margaret, "/calls/ice-servers").await;
    tape.get(daniel, "/finance/transactions/earnings?pageSize=5").await;
    let begun = tape.post(margaret, "/web/finance/top-up/session", json!({ "coins": 500 })).await;
    tape.get(margaret, format!("/finance/transaction/{}", text(&begun["transaction"]["id"]))).await;
    tape.get(margaret, "/finance/transactions/purchases?pageSize=5").await;
    tape.get(margaret, "/finance/transactions?pageSize=5").await;
    let withdrawal = json!({ "coins": 100, "paypal": { "email": "daniel.ortiz@example.com" } });
    tape.post(daniel, "/finance/withdraw", withdrawal).await;
    tape.get(daniel, "/finance/transactions/withdrawals?pageSize=5").await;
}

async fn review(tape: &Tape, margaret: &Client<'_>, daniel: &Client<'_>) {
    let path = format!("/user/{daniel}/review");
    tape.post(margaret, &path, json!({ "text": "Daniel listens well and never hurries.", "rate": 5 })).await;
    tape.put(margaret, &path, json!({ "rate": 4 })).await;
    tape.get(margaret, format!("/user/{daniel}/reviews?pageSize=5")).await;
    tape.get(daniel, "/reviews?pageSize=5").await;
    tape.delete(margaret, &path).await;
}

/// The whole story, and what of it has to be known to read it.
async fn told(app: &TestApp) -> (BTreeMap<String, Value>, [String; 3]) {
    admin::ensure_tenant(&app.ctx, app.ctx.settings.default_tenant, "test").await.unwrap();
    let tape = Tape::default();
    let margaret = enter(app, &tape).await;
    let daniel = app.person("Daniel Ortiz", UserType::Volunteer).await;
    introduce(&tape, &margaret, &daniel).await;
    let chat = connect(&tape, &margaret, &daniel).await;
    ask(app, &tape, &daniel).await;
    write(&tape, &margaret, &daniel, &chat).await;
    schedule(app, &tape, &margaret, &daniel).await;
    pay(app, &tape, &margaret, &daniel, &chat).await;
    review(&tape, &margaret, &daniel).await;
    let ticket = support::write(&margaret, "I hear nothing when Daniel calls.").await;
    tape.get(&margaret, "/support/open/ticket").await;
    tape.get(&margaret, format!("/support/ticket/{ticket}/messages?pageSize=5")).await;
    tape.get(&margaret, "/alerts?pageSize=3").await;
    // He has something of everything: his record shows what there can be.
    support::write(&daniel, "My certificate is not shown as checked.").await;
    tape.delete(&daniel, format!("/user/{margaret}/connection/disconnect")).await;
    tape.delete(&margaret, "/auth/sign-out").await;
    let ids = [margaret.to_string(), daniel.to_string(), chat];
    (tape.0.into_inner().unwrap(), ids)
}

/// Puts known values in the place of those that differ from run to run.
struct Plain {
    ids: HashMap<String, String>,
}

impl Plain {
    fn id(&mut self, met: &str) -> String {
        let next = self.ids.len();
        let made = || format!("0199c2f0-{:04x}-7000-8000-5f3c{next:08x}", 0x2000 + next);
        self.ids.entry(met.to_owned()).or_insert_with(made).clone()
    }

    fn value(&mut self, value: &mut Value) {
        match value {
            Value::Object(members) => {
                for (name, member) in members.iter_mut() {
                    match (name.as_str(), &*member) {
                        ("access", Value::String(_)) => *member = json!("tka_9rT4mXq2VbLw8sZcKd1YhPn6"),
                        ("refresh", Value::String(_)) => *member = json!("tkr_Qe7uFj3NaRk5tWyBv0XoGm2S"),
                        ("id", Value::String(id)) if id.starts_with("cs_") => *member = json!("cs_sandbox_1"),
                        ("lastEvaluatedKey", Value::Object(_)) => {
                            *member = json!({ "key": self.cursor(text(&member["key"])) });
                        }
                        _ => self.value(member),
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::String(text) => *text = self.text(text),
            _ => {}
        }
    }

    /// A key of a page is opaque to clients; the ids inside are others in each run.
    fn cursor(&mut self, key: &str) -> String {
        let place = String::from_utf8(BASE64.decode(key).unwrap()).unwrap();
        BASE64.encode(self.text(&place))
    }

    fn text(&mut self, text: &str) -> String {
        static ID: LazyLock<Regex> =
            LazyLock::new(|| Regex::new("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").unwrap());
        // Addresses of files and pages of payment are not to be guessed.
        static SECRET: LazyLock<Regex> = LazyLock::new(|| Regex::new("[A-Za-z0-9_-]{22,}").unwrap());
        let text = ID.replace_all(text, |met: &Captures<'_>| self.id(&met[0])).into_owned();
        if !text.starts_with("https://") {
            return text;
        }
        let hide = |met: &Captures<'_>| match &met[0] {
            id if ID.is_match(id) => id.to_owned(),
            _ => "dGhpcy1pcy1hLXNlY3JldA".to_owned(),
        };
        SECRET.replace_all(&text, hide).into_owned()
    }
}

on_both! {
    async fn the_examples_are_what_was_answered(app) {
        let (exchanges, ids) = told(&app).await;
        let missing: Vec<_> = v1::OPERATIONS.iter().map(|o| o.id).filter(|id| !exchanges.contains_key(*id)).collect();
        assert_eq!(missing, [""; 0], "the story calls every operation");
        let mut plain = Plain { ids: ids.into_iter().zip(KNOWN.map(str::to_owned)).collect() };
        let mut differing = vec![];
        for operation in v1::OPERATIONS {
            let mut exchange = exchanges[operation.id].clone();
            plain.value(&mut exchange);
            let text = format!("{}\n", serde_json::to_string_pretty(&exchange).unwrap());
            let file = Path::new(FOLDER).join(format!("{}.json", operation.id));
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::create_dir_all(FOLDER).unwrap();
                fs::write(&file, &text).unwrap();
            }
            if fs::read_to_string(&file).unwrap_or_default() != text {
                differing.push(file);
            }
        }
        assert!(differing.is_empty(), "not what was answered: {differing:?}. UPDATE_GOLDEN=1 rewrites them; the diff is the review");
        assert_eq!(fs::read_dir(FOLDER).unwrap().count(), v1::OPERATIONS.len());
    }
}
