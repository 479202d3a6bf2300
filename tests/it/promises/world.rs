//! Ann and Ben, and one of everything that two people can have, marked so that it is found wherever it shows.

use crate::{
    harness::{
        Client, TestApp,
        app::TENANT,
        promise::{Promise, Visitor},
    },
    reviews::connect,
    support,
};
use serde_json::json;
use std::collections::HashMap;
use talkamie::{domain::user::UserType, store::Kind};

/// Words that stand in everything that is Ann's, and nowhere else.
pub const MARK: &str = "zinnia";

/// Two people who are connected, with what they have.
pub struct World<'a> {
    pub ann: Visitor<'a>,
    pub ben: Visitor<'a>,
    /// Ids by the kind of thing they name.
    pub ids: HashMap<&'static str, String>,
}

impl<'a> World<'a> {
    pub async fn new(app: &'a TestApp) -> Self {
        let ann = app.person(&format!("Ann {MARK}"), UserType::Senior).await;
        let ben = app.person("Ben Ortiz", UserType::Volunteer).await;
        connect(&ann, &ben).await;
        let folder = format!("user/{ann}");
        let file = |name: &str| json!({ "org": { "url": format!("https://files.example/{folder}/{MARK}-{name}.png"), "mimeType": "image/png" } });
        let profile = json!({
            "bio": format!("I grow {MARK}s"), "dob": "1950-02-03", "language": format!("{MARK}ish"), "country": format!("{MARK} land"),
            "state": format!("{MARK} state"), "city": format!("{MARK} town"), "visibility": "matches",
            "interests": [{ "name": format!("{MARK} watching") }],
            "licenseId": format!("{MARK}-7"), "certificateState": format!("{MARK} state"),
        });
        ann.put(format!("/v1/user/{ann}"), profile).await.expect(200);
        // As if they had been uploaded.
        let mut tx = app.ctx.store.write().await.unwrap();
        let (picture, certificate) = (file("picture").to_string(), file("certificate").to_string());
        let sql = "UPDATE users SET picture = $2, certificate_file = $3 WHERE id = $1";
        tx.execute(sql, [ann.id.into(), picture.into(), certificate.into()]).await.unwrap();
        tx.commit().await.unwrap();
        ben.put(format!("/v1/user/{ben}"), json!({ "visibility": "matches" })).await.expect(200);
        ann.post(format!("/v1/user/{ben}/review"), json!({ "text": "He listens well", "rate": 5 })).await.expect(200);
        ben.post(format!("/v1/user/{ann}/review"), json!({ "text": format!("She knows her {MARK}s"), "rate": 5 }))
            .await
            .expect(200);
        let ticket = support::write(&ann, &format!("My {MARK}s are gone")).await;
        let relation = ann.get(format!("/v1/user/{ben}")).await.expect(200)["viewer"].take();
        let mut ids = HashMap::from([
            ("user", ann.to_string()),
            ("chat", relation["chat"]["id"].as_str().unwrap().to_owned()),
            ("connection", relation["connectRequest"]["id"].as_str().unwrap().to_owned()),
            ("ticket", ticket.to_string()),
        ]);
        let told = app.ctx.store.read().await.unwrap().page_notifications_at(TENANT, ann.id, 0, 1).await.unwrap();
        ids.insert("notification", told[0].id.to_string());
        for (kind, id) in rows(app, &ann, &ben, &ids["chat"]).await {
            ids.insert(kind, id);
        }
        let (ann, ben) = (Visitor::of(ann).await, Visitor::of(ben).await);
        Self { ann, ben, ids }
    }

    /// What stands in a path of the Talkamie face by that name, of Ann's; an operation on a new kind of thing needs one here.
    pub fn path(&self, promise: &Promise) -> String {
        promise.path(&|name| match (promise.face, name) {
            ("v1", "id") => {
                let kind = promise.template.split("/{id}").next()?.rsplit('/').next()?;
                Some(
                    self.ids.get(kind).unwrap_or_else(|| panic!("world.rs has no {kind} for {}", promise.id())).clone(),
                )
            }
            ("replyke-v6", "userId") => Some(self.ids["user"].clone()),
            ("replyke-v6", "notificationId") => Some(self.ids["notification"].clone()),
            ("replyke-v6", "connectionId") => Some(self.ids["connection"].clone()),
            ("symphony-pod", "userId" | "uid") => Some(self.ann.number.to_string()),
            _ => None,
        })
    }
}

/// What no operation makes yet, as rows: a call to come, one of the past, a transaction.
async fn rows(app: &TestApp, ann: &Client<'_>, ben: &Client<'_>, chat: &str) -> Vec<(&'static str, String)> {
    let (now_ms, hour_ms) = (app.ctx.clock.now_ms(), 3_600_000);
    let mut made = vec![];
    let mut tx = app.ctx.store.write().await.unwrap();
    for (kind, columns, values) in [
        (
            "schedule",
            "senior_id, volunteer_id, title, type, from_ms, to_ms, recurrence",
            format!("'{ann}', '{ben}', 'On {MARK}s', 'video', {}, {}, 'none'", now_ms + hour_ms, now_ms + 2 * hour_ms),
        ),
        (
            "call",
            "caller_id, callee_id, payer_id, earner_id, chat_id, type, status, started_at_ms, connected_ms, ended_at_ms",
            format!(
                "'{ann}', '{ben}', '{ann}', '{ben}', '{chat}', 'video', 'accepted', {}, 60000, {now_ms}",
                now_ms - hour_ms
            ),
        ),
        (
            "transaction",
            "user_id, type, status, coins_hundredths, created_at_ms, updated_at_ms",
            format!("'{ann}', 'purchase', 'succeeded', 5000, {now_ms}, {now_ms}"),
        ),
    ] {
        let id = app.ctx.new_id().to_string();
        let sql = format!("INSERT INTO {kind}s (id, tenant_id, {columns}) VALUES ('{id}', '{TENANT}', {values})");
        tx.execute(crate::store::forever(sql), []).await.unwrap();
        made.push((kind, id));
    }
    tx.commit().await.unwrap();
    made
}

/// Every table of ours.
pub async fn tables(app: &TestApp) -> Vec<String> {
    let tables = match app.ctx.store.kind() {
        Kind::Postgres => {
            "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1"
        }
        Kind::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        }
    };
    let mut tx = app.ctx.store.read().await.unwrap();
    let names = tx.rows(tables, []).await.unwrap().into_iter().map(|mut table| table.text("name").unwrap());
    names.filter(|name| !name.contains("sqlx")).collect()
}

/// Every row of every table.
pub async fn all_rows(app: &TestApp) -> Vec<String> {
    let tables = tables(app).await;
    let mut tx = app.ctx.store.read().await.unwrap();
    let mut all = vec![];
    for table in &tables {
        let rows = tx.rows(crate::store::forever(format!("SELECT * FROM {table}")), []).await.unwrap();
        all.extend(rows.iter().map(|row| format!("{table}: {row:?}")));
    }
    all.sort();
    all
}

/// Every row of every table, but those of which this says that they are somebody's.
pub async fn everything(app: &TestApp, theirs: impl Fn(&str) -> bool) -> Vec<String> {
    let mut all = all_rows(app).await;
    // A payment names its transaction, which is compared, and not the person.
    all.retain(|row| !row.starts_with("payments: ") && !theirs(row));
    all
}

/// What is in one of both and not in the other.
pub fn changes<'r>(before: &'r [String], after: &'r [String]) -> Vec<&'r String> {
    let only = |here: &'r [String], there: &'r [String]| here.iter().filter(|row| !there.contains(row));
    only(after, before).chain(only(before, after)).collect()
}
