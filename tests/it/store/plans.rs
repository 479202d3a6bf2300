//! Every statement that grows with data has an index: no plan reads a table from end to end.

use std::array;

use talkamie::store::{Kind, Store, Value, statements};

use super::{each_store, forever};

each_store! {
    no_statement_reads_a_whole_table no_statement_walks_a_tenant a_long_list_is_looked_up_like_a_short_one
    calls_of_the_day_are_found_by_their_person
}

/// What may be read whole, and why.
pub(super) const SMALL: &[(&str, &str)] =
    &[("ALL_TENANTS", "an operator's list of a few"), ("SWEEP_NODES", "as many rows as processes that run")];

async fn no_statement_reads_a_whole_table(store: &Store) {
    let mut whole = Vec::new();
    for (group, name, sql) in statements() {
        if SMALL.iter().any(|(small, _)| *small == name) {
            continue;
        }
        if store.kind() == Kind::Sqlite && SKIPS_CHECKS.contains(&name) {
            continue;
        }
        for plan in plans(store, sql, false).await {
            if plan.iter().any(|step| reads_a_whole_table(step)) {
                whole.push(format!("{group} {name}:\n    {}", plan.join("\n    ")));
            }
        }
    }
    assert!(whole.is_empty(), "{}", whole.join("\n"));
}

/// What may walk all of a tenant, and why.
pub(super) const OF_TENANTS: &[(&str, &str)] = &[
    ("PAGE_WATCHED", "as many rows as calls that go on"),
    ("LAST_FAQ", "the last entry of the index, and no more"),
    ("REMOVE_FAQS", "all are meant; a handful"),
    ("ALL_INTERESTS", "all are meant; what people choose from"),
];

/// Who searches an index for a tenant and nothing else reads all that the tenant has in it.
async fn no_statement_walks_a_tenant(store: &Store) {
    if store.kind() == Kind::Postgres {
        // It knows how large its tables are: with nothing in them any index will do. See `sizes.rs`.
        return;
    }
    let mut walks = Vec::new();
    for (group, name, sql) in statements() {
        if OF_TENANTS.iter().any(|(known, _)| *known == name) {
            continue;
        }
        for plan in plans(store, sql, false).await {
            if plan.iter().any(|step| walks_a_tenant(step)) {
                walks.push(format!("{group} {name}:\n    {}", plan.join("\n    ")));
            }
        }
    }
    assert!(walks.is_empty(), "{}", walks.join("\n"));
}

/// Whether a step of a plan of SQLite's searches an index for a tenant and nothing else.
pub(super) fn walks_a_tenant(step: &str) -> bool {
    step.starts_with("SEARCH ") && step.contains(" (tenant_id=?)")
}

/// However many are looked for at once, each is looked up. SQLite expects many elements of a list whose length it does not know,
/// and little of a tenant or a person whom it does not know: left to itself it reads all that is theirs.
async fn a_long_list_is_looked_up_like_a_short_one(store: &Store) {
    if store.kind() == Kind::Postgres {
        // One plan for every length.
        return;
    }
    let mut others = Vec::new();
    for (group, name, sql) in statements().filter(|(.., sql)| sql.contains("IN_LIST(")) {
        let [short, long] = [searches(store, sql, 1).await, searches(store, sql, LENGTH_MAX).await];
        if short != long {
            others.push(format!("{group} {name}:\n    {}\n  but\n    {}", long.join("\n    "), short.join("\n    ")));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}

/// How tables are searched where lists have so many elements, in order.
async fn searches(store: &Store, sql: &'static str, length: usize) -> Vec<String> {
    let plan = sqlite_plan(store, sql, length).await;
    plan.iter().filter(|step| step.starts_with("SEARCH ")).map(|step| step.replace("COVERING ", "")).collect()
}

/// Also where nothing is known of the calls: PostgreSQL keeps such a plan until they are analyzed.
async fn calls_of_the_day_are_found_by_their_person(store: &Store) {
    let counted: Vec<_> =
        statements().filter(|(.., sql)| sql.contains("FROM calls") && sql.contains("started_at_ms >= $3")).collect();
    assert_eq!(counted.len(), 4, "{counted:?}");
    for (_, name, sql) in counted {
        for plan in plans(store, sql, false).await {
            let sides = |index: &str| plan.iter().filter(|step| step.contains(index)).count();
            assert_eq!([sides("calls_made_answered"), sides("calls_taken_answered")], [1, 1], "{name}: {plan:#?}");
        }
    }
}

/// SQLite's plan also lists the checks of foreign keys that an insert skips while no key is violated (`OP_FkIfZero`).
/// PostgreSQL's plan of the same statement is looked at.
pub(super) const SKIPS_CHECKS: &[&str] = &["ADD_USER", "PUT_CHAT", "PUT_REQUEST", "ADD_PERSONAL_INTERESTS"];

/// Lists of arguments and what the statement itself has gathered are not tables.
pub(super) fn reads_a_whole_table(step: &str) -> bool {
    let step = step.trim_start_matches(['-', '>', ' ']);
    match step.strip_prefix("SCAN ") {
        Some(rest) => {
            let lists = [
                "VIRTUAL TABLE",
                "asked",
                "was_asked",
                "once_as_",
                "repeated_as_",
                "counted",
                "made",
                "taken",
                "page",
                "active",
                "quiet",
                "CONSTANT ROW",
                "VALUES CLAUSE",
            ];
            !lists.iter().any(|list| rest.contains(list)) && !rest.starts_with('(')
        }
        None => step.starts_with("Seq Scan") || step.starts_with("Parallel Seq Scan"),
    }
}

/// The plans of a statement: SQLite has one for each length of its lists.
pub(super) async fn plans(store: &Store, sql: &'static str, may_scan: bool) -> Vec<Vec<String>> {
    if store.kind() == Kind::Postgres {
        return vec![postgres_plan(store, sql, may_scan).await];
    }
    let mut plans = vec![sqlite_plan(store, sql, 0).await];
    if sql.contains("IN_LIST(") {
        for length in 1..=LENGTH_MAX {
            plans.push(sqlite_plan(store, sql, length).await);
        }
    }
    plans
}

/// Longer lists are all planned alike, and as empty ones are.
const LENGTH_MAX: usize = 4;

/// The highest number that an argument has which is a list.
const LIST_NUMBER_MAX: usize = 9;

/// SQLite's plan, where each list has so many elements.
async fn sqlite_plan(store: &Store, sql: &'static str, length: usize) -> Vec<String> {
    let is_list = |n: usize| ["IN_LIST", "LIST_ROWS"].iter().any(|word| sql.contains(&format!("{word}(${n})")));
    let lists: [Value; LIST_NUMBER_MAX] = array::from_fn(|at| match is_list(at + 1) {
        true => Value::texts(vec!["a"; length]),
        false => Value::Text(None),
    });
    let mut tx = store.write().await.expect("a transaction begins");
    let rows = tx.rows(forever(format!("EXPLAIN QUERY PLAN {sql}")), lists).await.expect("it can be explained");
    rows.into_iter().map(|mut row| row.text("detail").expect("a step has words")).collect()
}

/// The plan for whatever arguments. Scans of tables may be made so dear that they are only chosen when there is no index.
async fn postgres_plan(store: &Store, sql: &'static str, may_scan: bool) -> Vec<String> {
    let mut tx = store.write().await.expect("a transaction begins");
    let scans = if may_scan { "SET LOCAL enable_seqscan = on" } else { "SET LOCAL enable_seqscan = off" };
    for set in [scans, "SET LOCAL plan_cache_mode = force_generic_plan"] {
        tx.execute(set, []).await.expect("it is a setting");
    }
    let arguments = (1..=64).rev().find(|n| sql.contains(&format!("${n}"))).unwrap_or(0);
    tx.execute(forever(format!("PREPARE explained AS {sql}")), []).await.expect("it can be prepared");
    let nothing = vec!["NULL"; arguments].join(", ");
    let call = if arguments == 0 { String::new() } else { format!("({nothing})") };
    let rows = tx.rows(forever(format!("EXPLAIN EXECUTE explained{call}")), []).await.expect("it can be explained");
    tx.execute("DEALLOCATE explained", []).await.expect("it was prepared");
    rows.into_iter().map(|mut row| row.text("QUERY PLAN").expect("a step has words")).collect()
}
