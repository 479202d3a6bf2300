//! Fills a database for the benches, and writes the requests that wrk replays.
//!
//! People are many, callers few of them, spread evenly over all. Each caller is connected with the next `ties` callers,
//! so that every caller has as many connections in a small world as in a large one; everybody else is connected with their
//! neighbour. People and ties are made by the database itself, from numbers; sessions by the operations, as signing in
//! makes them.

use crate::{
    Outcome,
    world::{self, TENANT},
};
use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::json;
use std::{fmt::Write as _, fs, path::Path};
use talkamie::{
    domain::ids::UserId,
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
                       created_at_ms, updated_at_ms)
    WITH RECURSIVE n(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)
    SELECT ID(i), $1, 'person' || i || '@example.com', 'person' || i, 'Person ' || i, 'person ' || i,
           CASE i % 2 WHEN 0 THEN 'senior' ELSE 'volunteer' END, CASE i % 3 WHEN 0 THEN 'male' ELSE 'female' END,
           'Number ' || i || ' of many who like gardens, boats and old radios.', '1960-01-01', 'English', 'Canada',
           'Salem', '{\"org\":{\"mimeType\":\"image/jpeg\",\"url\":\"https://files.example.com/' || i || '.jpg\"}}',
           CASE i % 10 WHEN 1 THEN 'volunteers' WHEN 2 THEN 'seniors' WHEN 3 THEN 'matches' ELSE 'public' END,
           $3, 60, 40, 9, $4 + i, $4 + i
      FROM n";

/// `c`: the caller's number; `t`: which of their ties. Ids begin after those of people.
const TIES: &str = "
    INSERT INTO connections (id, tenant_id, low_id, high_id, requester_id, addressee_id, status, request_count,
                             first_requested_at_ms, requested_at_ms, responded_at_ms, updated_at_ms)
    WITH RECURSIVE n(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $3 * $4),
         pairs AS (SELECT i, (i / $4) * ($2 / $3) AS a, ((i / $4 + i % $4 + 1) % $3) * ($2 / $3) AS b FROM n)
    SELECT ID($2 + i), $1, CASE WHEN a < b THEN ID(a) ELSE ID(b) END, CASE WHEN a < b THEN ID(b) ELSE ID(a) END,
           ID(a), ID(b), 'accepted', 1, $5 + i, $5 + i, $5 + i, $5 + i
      FROM pairs";

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
    INSERT INTO chats (id, tenant_id, low_id, high_id, kind, created_at_ms, last_activity_at_ms, request_status)
    SELECT id, tenant_id, low_id, high_id, 'connect', responded_at_ms, responded_at_ms, 'accepted'
      FROM connections
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
    run(&ctx.store, PEOPLE, [TENANT.into(), people.into(), true.into(), long_ago_ms.into()]).await?;
    run(&ctx.store, TIES, [TENANT.into(), people.into(), callers.into(), ties.into(), long_ago_ms.into()]).await?;
    run(&ctx.store, NEIGHBOURS, [TENANT.into(), people.into(), callers.into(), long_ago_ms.into()]).await?;
    run(&ctx.store, ALERTS, [TENANT.into()]).await?;
    run(&ctx.store, CHATS, [TENANT.into()]).await?;

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
    write(Path::new(folder), plan, &tokens)
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

/// Requests, one a line: method, path, token. Who asks next is always somebody else.
fn write(folder: &Path, plan: Plan, tokens: &[String]) -> Outcome {
    let [mut ends, mut profiles, mut lists, mut status, mut twenty] = [const { String::new() }; 5];
    let project = TENANT;
    for tie in 1..=plan.ties {
        for (n, token) in (0..).zip(tokens) {
            let other = person(plan.caller(n + tie));
            writeln!(ends, "DELETE /v1/user/{other}/connection/disconnect {token}")?;
            writeln!(profiles, "GET /v1/user/{other} {token}")?;
        }
    }
    for (n, token) in (0..).zip(tokens) {
        writeln!(lists, "GET /v1/users?pageSize=25 {token}")?;
        let (me, other) = (person(plan.caller(n)), person(plan.caller(n + 1)));
        let claims = json!({
            "sub": me.to_string(), "projectId": project.to_string(), "role": "user", "aud": "replyke.com", "iss": "replyke.com",
            "iat": 1_700_000_000, "exp": 4_000_000_000_u64,
        });
        let token = encode(&Header::default(), &claims, &EncodingKey::from_secret(SECRET.as_bytes()))?;
        writeln!(status, "GET /api/v6/{project}/users/{other}/connection {token}")?;
        writeln!(twenty, "GET /api/v6/{project}/connections?limit=20 {token}")?;
    }
    fs::create_dir_all(folder)?;
    for (name, text) in [
        ("disconnect", ends),
        ("profile", profiles),
        ("page", lists),
        ("replyke-status", status),
        ("replyke-list", twenty),
    ] {
        fs::write(folder.join(name), text)?;
    }
    let me = person(plan.caller(0));
    fs::write(folder.join("update"), format!("PUT /v1/user/{me} {}\n", tokens[0]))?;
    Ok(())
}
