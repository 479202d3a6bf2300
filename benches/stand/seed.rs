//! Fills a database for the benches, and writes the requests that wrk replays.
//!
//! People are many, callers few of them, spread evenly over all. Each caller is connected with the next `ties` callers,
//! so that every caller has as many connections in a small world as in a large one, and with the person after them, who is of
//! the other type; everybody else is connected with their neighbour. People and ties are made by the database itself, from numbers; sessions by the operations, as signing in
//! makes them.

use crate::{
    Outcome,
    world::{self, TENANT},
};
use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::json;
use std::{collections::BTreeMap, fs, path::Path};
use talkamie::{
    domain::{
        ids::UserId,
        time::{Date, date_utc},
    },
    operations::sessions,
    store::{Kind, Store, Value, tenants::Tenant},
};
use uuid::Uuid;

/// How large a world is.
#[derive(Clone, Copy)]
pub struct Plan {
    pub people: u64,
    pub callers: u64,
    pub ties: u64,
}

impl Plan {
    /// Who is the `n`th caller.
    fn caller(self, n: u64) -> u64 {
        (n % self.callers) * (self.people / self.callers)
    }
}

/// What signs the tokens of the Replyke face.
const SECRET: &str = "access-secret-of-the-benches-0000";

/// Ids come in order, as version 7 makes them: `IDS` and a number.
const IDS: u128 = 0x0199_c2f0_0000_7000_8000_0000_0000_0000;

/// The `n`th person.
pub fn person(n: u64) -> UserId {
    UserId(Uuid::from_u128(IDS + u128::from(n)))
}

/// What the statements below write as `ID(n)`, for people, connections and chats.
const ID: (&str, &str) =
    ("printf('0199c2f0-0000-7000-8000-%012x', {})", "('0199c2f0-0000-7000-8000-' || lpad(to_hex({}), 12, '0'))");

const PEOPLE: &str = "
    INSERT INTO users (id, tenant_id, email, username, name, name_search, type, gender, bio, dob, language, country,
                       city, picture, visibility, push_enabled, timezone_offset_min, rating_total, rating_count,
                       availability_weekly, created_at_ms, updated_at_ms)
    WITH RECURSIVE n(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)
    SELECT ID(i), $1, 'person' || i || '@example.com', 'person' || i, 'Person ' || i, 'person ' || i,
           CASE i % 2 WHEN 0 THEN 'senior' ELSE 'volunteer' END, CASE i % 3 WHEN 0 THEN 'male' ELSE 'female' END,
           'Number ' || i || ' of many who like gardens, boats and old radios.', '1960-01-01', 'English', 'Canada',
           'Salem', '{\"org\":{\"mimeType\":\"image/jpeg\",\"url\":\"https://files.example.com/' || i || '.jpg\"}}',
           CASE i % 10 WHEN 1 THEN 'volunteers' WHEN 2 THEN 'seniors' WHEN 3 THEN 'matches' ELSE 'public' END,
           $3, 60, 40, 9, $5, $4 + i, $4 + i
      FROM n";

/// Everybody has time on every day, from midnight to midnight.
const ALWAYS: &str = r#"{"sun":[{"start":"00:00:00","end":"00:00:00"}],"mon":[{"start":"00:00:00","end":"00:00:00"}],"tue":[{"start":"00:00:00","end":"00:00:00"}],"wed":[{"start":"00:00:00","end":"00:00:00"}],"thur":[{"start":"00:00:00","end":"00:00:00"}],"fri":[{"start":"00:00:00","end":"00:00:00"}],"sat":[{"start":"00:00:00","end":"00:00:00"}]}"#;

/// `c`: the caller's number; `t`: which of their ties. Ids begin after those of people.
const TIES: &str = "
    INSERT INTO connections (id, tenant_id, low_id, high_id, requester_id, addressee_id, status, request_count,
                             first_requested_at_ms, requested_at_ms, responded_at_ms, updated_at_ms)
    WITH RECURSIVE n(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $3 * $4),
         pairs AS (SELECT i, (i / $4) * ($2 / $3) AS a, ((i / $4 + i % $4 + 1) % $3) * ($2 / $3) AS b FROM n)
    SELECT ID($2 + i), $1, CASE WHEN a < b THEN ID(a) ELSE ID(b) END, CASE WHEN a < b THEN ID(b) ELSE ID(a) END,
           ID(a), ID(b), 'accepted', 1, $5 + i, $5 + i, $5 + i, $5 + i
      FROM pairs";

/// Each caller with the person after them, when those are no callers.
const PARTNERS: &str = "
    INSERT INTO connections (id, tenant_id, low_id, high_id, requester_id, addressee_id, status, request_count,
                             first_requested_at_ms, requested_at_ms, responded_at_ms, updated_at_ms)
    WITH RECURSIVE n(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $3),
         pairs AS (SELECT i, i * ($2 / $3) AS a, i * ($2 / $3) + 1 AS b FROM n)
    SELECT ID(200 * $2 + i), $1, ID(a), ID(b), ID(a), ID(b), 'accepted', 1, $4 + i, $4 + i, $4 + i, $4 + i
      FROM pairs
     WHERE $2 / $3 > 1";

/// Everybody who is no caller, with the next one who is none.
const NEIGHBOURS: &str = "
    INSERT INTO connections (id, tenant_id, low_id, high_id, requester_id, addressee_id, status, request_count,
                             first_requested_at_ms, requested_at_ms, responded_at_ms, updated_at_ms)
    WITH RECURSIVE n(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2 - 1)
    SELECT ID(100 * $2 + i), $1, ID(i), ID(i + 1), ID(i), ID(i + 1), 'accepted', 1, $4 + i, $4 + i, $4 + i, $4 + i
      FROM n
     WHERE i % ($2 / $3) <> 0 AND (i + 1) % ($2 / $3) <> 0";

const ALERTS: &str = "
    INSERT INTO alerts (id, tenant_id, user_id, kind, subject_id, actor_id, state, raised_at_ms)
    SELECT id, tenant_id, requester_id, 'connect-request', id, addressee_id, 'accepted', responded_at_ms
      FROM connections
     WHERE tenant_id = $1";

const CHATS: &str = "
    INSERT INTO chats (id, tenant_id, low_id, high_id, kind, created_at_ms, last_activity_at_ms, request_status,
                       message_count)
    SELECT id, tenant_id, low_id, high_id, 'connect', responded_at_ms, responded_at_ms, 'accepted', 1
      FROM connections
     WHERE tenant_id = $1";

const SIDES: &str = "
    INSERT INTO chat_members (tenant_id, chat_id, user_id, other_id, unread_count, is_pending, last_activity_at_ms)
    SELECT tenant_id, id, low_id, high_id, 0, $2, last_activity_at_ms FROM chats WHERE tenant_id = $1
     UNION ALL
    SELECT tenant_id, id, high_id, low_id, 0, $2, last_activity_at_ms FROM chats WHERE tenant_id = $1";

const MESSAGES: &str = "
    INSERT INTO chat_messages (id, tenant_id, chat_id, number, sender_id, receiver_id, type, text, sent_at_ms, delivery,
                               delivery_at_ms)
    SELECT id, tenant_id, id, 1, low_id, high_id, 'text', 'Good morning! Shall we talk this afternoon?',
           last_activity_at_ms, 'read', last_activity_at_ms
      FROM chats
     WHERE tenant_id = $1";

/// Fills the database and writes the requests to `folder`.
pub async fn fill(database: &str, folder: &str, plan: Plan) -> Outcome {
    let ctx = world::open(database, true).await?;
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.write().await?;
    let tenant = Tenant {
        id: TENANT,
        name: "benches".into(),
        replyke_access_secret: Some(SECRET.into()),
        replyke_refresh_secret: Some(SECRET.chars().rev().collect()),
        replyke_external_key: None,
        created_at_ms: now_ms,
    };
    tx.add_tenant(&tenant).await?;
    tx.commit().await?;

    let (people, callers, ties) = (number(plan.people)?, number(plan.callers)?, number(plan.ties)?);
    let long_ago_ms = now_ms - 100 * 86_400_000;
    run(&ctx.store, PEOPLE, [TENANT.into(), people.into(), true.into(), long_ago_ms.into(), ALWAYS.into()]).await?;
    run(&ctx.store, TIES, [TENANT.into(), people.into(), callers.into(), ties.into(), long_ago_ms.into()]).await?;
    run(&ctx.store, NEIGHBOURS, [TENANT.into(), people.into(), callers.into(), long_ago_ms.into()]).await?;
    run(&ctx.store, PARTNERS, [TENANT.into(), people.into(), callers.into(), long_ago_ms.into()]).await?;
    run(&ctx.store, ALERTS, [TENANT.into()]).await?;
    run(&ctx.store, CHATS, [TENANT.into()]).await?;
    run(&ctx.store, SIDES, [TENANT.into(), false.into()]).await?;
    run(&ctx.store, MESSAGES, [TENANT.into()]).await?;

    let mut tokens = vec![];
    let mut tx = ctx.store.write().await?;
    for n in 0..plan.callers {
        tokens.push(sessions::begin(&ctx, &mut tx, TENANT, person(plan.caller(n)), "talkamie", None).await?.access);
    }
    tx.commit().await?;
    if ctx.store.kind() == Kind::Postgres {
        // What the server's own housekeeping would do a minute later.
        run(&ctx.store, "ANALYZE", []).await?;
    }
    ctx.store.close().await;
    write(Path::new(folder), plan, &tokens, date_utc(now_ms))
}

async fn run<const N: usize>(store: &Store, sql: &str, args: [Value; N]) -> Outcome {
    let id = if store.kind() == Kind::Sqlite { ID.0 } else { ID.1 };
    // Once a run: no harm in never freeing it.
    let sql: &'static str = replaced(sql, id).leak();
    let mut tx = store.write().await?;
    tx.execute(sql, args).await?;
    Ok(tx.commit().await?)
}

/// Each `ID(…)`, nothing nested, as the database makes an id.
fn replaced(sql: &str, id: &str) -> String {
    let mut out = String::new();
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("ID(") {
        let (inside, tail) = after.split_once(')').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(&id.replace("{}", inside));
        rest = tail;
    }
    out + rest
}

fn number(n: u64) -> Outcome<i64> {
    Ok(i64::try_from(n)?)
}

/// Requests, one a line: method, path, token and, if there is one, the body. Who asks next is always somebody else.
fn write(folder: &Path, plan: Plan, tokens: &[String], today: Date) -> Outcome {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    let mut line = |file, line: String| files.entry(file).or_default().push_str(&(line + "\n"));
    let project = TENANT;
    for tie in 1..=plan.ties {
        let day = today.saturating_add(time::Duration::days(30 + i64::try_from(tie)?));
        for (n, token) in (0..).zip(tokens) {
            let me = plan.caller(n);
            let other = person(plan.caller(n + tie));
            line("disconnect", format!("DELETE /v1/user/{other}/connection/disconnect {token}"));
            line("profile", format!("GET /v1/user/{other} {token}"));
            // The hours of both who book each other in a small world are apart.
            let (partner, hour) = (person((me + 1) % plan.people), me % 12 * 2);
            let slot =
                format!(r#""startDateTime":"{day}T{hour:02}:00:00.000Z","endDateTime":"{day}T{hour:02}:45:00.000Z""#);
            let body = format!(r#"{{"title":"Garden talk","type":"video","recurrence":"none",{slot}}}"#);
            line("schedule", format!("POST /v1/user/{partner}/schedule {token} {body}"));
            // Everybody sees those whose number ends in 5, who ask nobody themselves.
            if me % 10 != 5 {
                let stranger = person((me / 10 * 10 + plan.people / 2 + 10 * tie + 5) % plan.people);
                let body = r#"{"text":"Hello, I grow roses too. May I write to you?"}"#;
                line("request", format!("POST /v1/user/{stranger}/message/request {token} {body}"));
            }
        }
    }
    for (n, token) in (0..).zip(tokens) {
        line("page", format!("GET /v1/users?pageSize=25 {token}"));
        line("chats", format!("GET /v1/chats?pageSize=25 {token}"));
        let (me, other) = (person(plan.caller(n)), person(plan.caller(n + 1)));
        let claims = json!({
            "sub": me.to_string(), "projectId": project.to_string(), "role": "user", "aud": "replyke.com", "iss": "replyke.com",
            "iat": 1_700_000_000, "exp": 4_000_000_000_u64,
        });
        let token = encode(&Header::default(), &claims, &EncodingKey::from_secret(SECRET.as_bytes()))?;
        line("replyke-status", format!("GET /api/v6/{project}/users/{other}/connection {token}"));
        line("replyke-list", format!("GET /api/v6/{project}/connections?limit=20 {token}"));
    }
    // Everybody's token; pairs who have a chat; one person whom many ask.
    for (n, token) in (0..).zip(tokens) {
        line("sockets", token.clone());
        if let Some(other) = tokens.get(usize::try_from(n)? + 1).filter(|_| n % 2 == 0) {
            line("pairs", format!("{token} {other} {}", person(plan.people + n * plan.ties)));
        }
    }
    let asked = (0..plan.callers).find(|n| plan.caller(*n) % 10 == 5);
    if let Some(asked) = asked {
        line("asked", tokens[usize::try_from(asked)?].clone());
        for (n, token) in (0..).zip(tokens).skip(usize::try_from(asked + plan.ties + 1)?) {
            let (me, other) = (plan.caller(n), person(plan.caller(asked)));
            if me % 10 != 5 && n + plan.ties < plan.callers {
                let body = r#"{"text":"Hello, I grow roses too. May I write to you?"}"#;
                line("asked", format!("{} /v1/user/{other}/message/request {token} {body}", person(me)));
            }
        }
    }
    line("update", format!("PUT /v1/user/{} {}", person(plan.caller(0)), tokens[0]));
    fs::create_dir_all(folder)?;
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}
