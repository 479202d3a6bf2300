//! The plans of all statements when there is much of everything, and the databases know it: statistics must not talk them into
//! reading a table from end to end.

use super::{
    NOW_MS, each_store, forever,
    plans::{OF_TENANTS, SKIPS_CHECKS, SMALL, plans, reads_a_whole_table, walks_a_tenant},
    tenant,
};
use std::time::Instant;
use talkamie::store::{Kind, Store, statements};

each_store! { no_statement_reads_what_has_grown }

const PEOPLE: i64 = 100_000;
/// Of the other things there is one for each so many people.
const SHARE: i64 = 10;

/// What grows with people, one statement each. `WHO(n)` is a person's id, `i` runs from 0. Person `i` knows person `i + 1`.
const GROWN: &[(&str, i64, &str)] = &[
    (
        "users",
        1,
        "(id, tenant_id, email, username, name, name_search, bio, bio_search, type, visibility, push_enabled, created_at_ms,
          updated_at_ms)
         SELECT WHO(i), $1, 'person' || i || '@example.org', 'person' || i, 'Person ' || i, 'person ' || i, 'Likes gardens',
                'likes gardens', CASE i % 2 WHEN 0 THEN 'senior' ELSE 'volunteer' END, 'public', true, $2 + i, $2 + i",
    ),
    (
        "sessions",
        SHARE,
        "(id, tenant_id, user_id, face, access_hash, access_expires_at_ms, device, created_at_ms)
         SELECT 's' || i, $1, WHO(i), 'talkamie', 'hash' || i, $2 + i, 'device' || i, $2 + i",
    ),
    (
        "connections",
        SHARE,
        "(id, tenant_id, low_id, high_id, requester_id, addressee_id, status, request_count, first_requested_at_ms,
          requested_at_ms, updated_at_ms)
         SELECT 'c' || i, $1, WHO(i), WHO(i + 1), WHO(i), WHO(i + 1), CASE i % 5 WHEN 0 THEN 'pending' ELSE 'accepted' END, 1,
                $2 + i, $2 + i, $2 + i",
    ),
    (
        "alerts",
        SHARE,
        "(id, tenant_id, user_id, kind, subject_id, actor_id, state, raised_at_ms)
         SELECT 'a' || i, $1, WHO(i), 'connect-request', 'c' || i, WHO(i + 1), 'accepted', $2 + i",
    ),
    (
        "app_notifications",
        SHARE,
        "(id, tenant_id, user_id, type, action, metadata, is_read, created_at_ms, updated_at_ms, initiator_id)
         SELECT 'n' || i, $1, WHO(i), 'connection-accepted', 'open-profile', '{}', false, $2 + i, $2 + i, WHO(i + 1)",
    ),
    (
        "events",
        SHARE,
        "(tenant_id, user_id, seq, event, raised_at_ms) SELECT $1, WHO(i), 1, '{\"event\":\"user\"}', $2 + i",
    ),
    (
        "chats",
        SHARE,
        "(id, tenant_id, low_id, high_id, kind, created_at_ms, last_activity_at_ms, request_status, message_count)
         SELECT 'h' || i, $1, WHO(i), WHO(i + 1), 'connect', $2 + i, $2 + i, 'accepted', 1",
    ),
    (
        "chat_members",
        SHARE,
        "(tenant_id, chat_id, user_id, other_id, unread_count, is_pending, last_activity_at_ms)
         SELECT $1, 'h' || i, WHO(i), WHO(i + 1), i % 2, false, $2 + i",
    ),
    (
        "chat_messages",
        SHARE,
        "(id, tenant_id, chat_id, number, sender_id, receiver_id, type, text, sent_at_ms, delivery, delivery_at_ms)
         SELECT 'm' || i, $1, 'h' || i, 1, WHO(i), WHO(i + 1), 'text', 'Hello', $2 + i,
                CASE i % 10 WHEN 0 THEN 'sent' ELSE 'read' END, $2 + i",
    ),
    (
        "reviews",
        SHARE,
        "(id, tenant_id, rater_id, ratee_id, rate, text, created_at_ms)
         SELECT 'r' || i, $1, WHO(i), WHO(i + 1), 5, 'Kind', $2 + i",
    ),
    (
        "transactions",
        SHARE,
        "(id, tenant_id, user_id, type, status, coins_hundredths, created_at_ms, updated_at_ms)
         SELECT 't' || i, $1, WHO(i), CASE i % 2 WHEN 0 THEN 'payment' ELSE 'earning' END, 'succeeded', 100, $2 + i, $2 + i",
    ),
    (
        "ledger_movements",
        SHARE,
        "(id, tenant_id, reference, from_account, to_account, to_user_id, to_transaction_id, hundredths, moved_at_ms)
         SELECT 'l' || i, $1, 'given:' || i, 'grants', 'wallet', WHO(i), 't' || i, 100, $2 + i",
    ),
    (
        "calls",
        SHARE,
        "(id, tenant_id, chat_id, caller_id, callee_id, payer_id, earner_id, type, status, started_at_ms, ended_at_ms)
         SELECT 'k' || i, $1, 'h' || i, WHO(i), WHO(i + 1), WHO(i), WHO(i + 1), 'video', 'accepted', $2 + i, $2 + i",
    ),
];

/// What is read whole on purpose, and why.
const ON_PURPOSE: &[(&str, &str)] = &[];

async fn no_statement_reads_what_has_grown(store: &Store) {
    let tenant = tenant(store).await;
    let begun = Instant::now();
    let mut tx = store.write().await.expect("a transaction begins");
    if store.kind() == Kind::Postgres {
        // Loading so much is no statement of the program's.
        tx.execute("SET LOCAL statement_timeout = 0", []).await.expect("it is a setting");
    }
    for (table, share, rows) in GROWN {
        let (columns, select) = rows.split_once("SELECT").expect("rows are selected");
        let sql = format!(
            "INSERT INTO {table} {columns}
             WITH RECURSIVE n(i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $3)
             SELECT {select} FROM n"
        );
        let count = PEOPLE / share - i64::from(*share != 1);
        let args = [tenant.into(), NOW_MS.into(), count.into()];
        tx.execute(forever(who(&sql)), args).await.unwrap_or_else(|error| panic!("{table}: {error:?}"));
    }
    for (table, ..) in GROWN {
        tx.execute(forever(format!("ANALYZE {table}")), []).await.expect("the database looks at what it has");
    }
    tx.commit().await.expect("all of it is kept");
    eprintln!("{:?}: loaded and analysed in {:.1} s", store.kind(), begun.elapsed().as_secs_f64());

    let mut whole = Vec::new();
    for (group, name, sql) in statements() {
        let known = |list: &[(&str, &str)]| list.iter().any(|(known, _)| *known == name);
        if known(SMALL) || known(ON_PURPOSE) || (store.kind() == Kind::Sqlite && SKIPS_CHECKS.contains(&name)) {
            continue;
        }
        for plan in plans(store, sql, true).await {
            let reads_whole = |step: &String| reads_a_whole_table(step) && is_of_a_grown_table(store.kind(), sql, step);
            let walks =
                !known(OF_TENANTS) && (plan.iter().any(|step| walks_a_tenant(step)) || reads_much_of_a_tenant(&plan));
            if plan.iter().any(reads_whole) || walks || sorts_much(&plan) {
                whole.push(format!("{group} {name}:\n    {}", plan.join("\n    ")));
            }
        }
    }
    assert!(whole.is_empty(), "{}", whole.join("\n"));
}

/// Most rows that are read to be sorted, or because they are a tenant's, as PostgreSQL expects it of a hundred thousand people: more
/// is an index that was not walked in its order, or the wrong one.
const READ_MAX: u64 = 1_000;

/// How many rows PostgreSQL expects of a step.
fn rows(step: &str) -> Option<u64> {
    step.split_once(" rows=")?.1.split(' ').next()?.parse().ok()
}

/// Whether PostgreSQL searches an index for a tenant and nothing else, and finds much.
fn reads_much_of_a_tenant(plan: &[String]) -> bool {
    let by_tenant = |step: &str| step.trim_start().starts_with("Index Cond: (tenant_id = ");
    plan.windows(2).any(|pair| by_tenant(&pair[1]) && rows(&pair[0]) > Some(READ_MAX))
}

/// Whether a page is cut from much that was read and sorted first. SQLite does not tell how much.
fn sorts_much(plan: &[String]) -> bool {
    let step = |step: &String| step.trim_start_matches(['-', '>', ' ']).to_owned();
    let steps: Vec<String> = plan.iter().map(step).collect();
    let cuts = steps.iter().any(|step| step.starts_with("Limit"));
    let sorts = steps.iter().any(|step| step.starts_with("Sort ") || step.starts_with("Incremental Sort"));
    cuts && sorts
        && steps.iter().filter(|step| step.contains("Scan")).filter_map(|step| rows(step)).max() > Some(READ_MAX)
}

/// Ids of one length, so that they are in the order of their numbers.
fn who(sql: &str) -> String {
    sql.replace("WHO(i + 1)", "('u' || (1000001 + i))").replace("WHO(i)", "('u' || (1000000 + i))")
}

/// Whether a step reads one of the tables that were filled; SQLite names them as the statement does.
fn is_of_a_grown_table(kind: Kind, sql: &str, step: &str) -> bool {
    let step = step.trim_start_matches(['-', '>', ' ']);
    let words: Vec<&str> = step.split_whitespace().collect();
    let grown = |table: &str| GROWN.iter().any(|(grown, ..)| *grown == table);
    match kind {
        Kind::Postgres => words.iter().skip_while(|word| **word != "on").nth(1).is_some_and(|table| grown(table)),
        Kind::Sqlite => {
            let named = words.get(1).copied().unwrap_or_default();
            let is_alias = |table: &str| sql.contains(&format!("{table} AS {named}"));
            grown(named) || GROWN.iter().any(|(table, ..)| is_alias(table))
        }
    }
}
