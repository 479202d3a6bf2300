//! The schema: the twins agree, every statement fits, every uniqueness rule has its name.

use std::collections::BTreeSet;

use talkamie::store::{Kind, Store, StoreError, StoreOptions, Tx, Unique, statements};

use super::{Bed, each_store, forever, tenant};

each_store! { every_statement_fits_the_schema unique_rules_have_their_names migrating_again_changes_nothing }

async fn every_statement_fits_the_schema(store: &Store) {
    let mut tx = store.read().await.expect("a connection is free");
    for (group, name, sql) in statements() {
        let outcome = tx.prepare(sql).await;
        assert!(!sql.contains("--"), "{group} {name} has a comment, which would reach to its end on SQLite");
        assert!(outcome.is_ok(), "{group} {name}: {outcome:?}");
    }
}

async fn unique_rules_have_their_names(store: &Store) {
    let mut tx = store.read().await.expect("a connection is free");
    let found = unique_rules(&mut tx, store.kind()).await;
    let listed: BTreeSet<String> = Unique::ALL
        .iter()
        .map(
            |(_, name, columns)| {
                if store.kind() == Kind::Postgres { (*name).to_owned() } else { (*columns).to_owned() }
            },
        )
        .collect();
    assert!(listed.is_subset(&found), "listed, but not in the schema: {:?}", listed.difference(&found));
    // Keys that the program makes fresh, or that only `ON CONFLICT` meets.
    let fresh = [
        "alerts_pkey alerts.id",
        "app_notifications_pkey app_notifications.id",
        "calls_pkey calls.id",
        "chat_members_pkey chat_members.chat_id, chat_members.user_id",
        "chat_messages_number chat_messages.chat_id, chat_messages.number",
        "chat_messages_pkey chat_messages.id",
        "chats_pkey chats.id",
        "background_checks_pkey background_checks.tenant_id, background_checks.user_id",
        "connections_pkey connections.id",
        "event_counters_pkey event_counters.user_id",
        "events_pkey events.user_id, events.seq",
        "files_pkey files.path",
        "idempotency_keys_pkey idempotency_keys.user_id, idempotency_keys.key",
        "faqs_pkey faqs.id",
        "interests_pkey interests.id",
        "jobs_pkey jobs.id",
        "ledger_movements_pkey ledger_movements.id",
        "nodes_pkey nodes.id",
        "presence_pkey presence.user_id, presence.node_id",
        "ledger_movements_reference ledger_movements.tenant_id, ledger_movements.reference",
        "otp_addresses_pkey otp_addresses.tenant_id, otp_addresses.email",
        "otp_codes_pkey otp_codes.tenant_id, otp_codes.email, otp_codes.purpose",
        "payments_pkey payments.transaction_id",
        "reviews_pkey reviews.id",
        "schedules_pkey schedules.id",
        "sessions_pkey sessions.id",
        "support_messages_pkey support_messages.id",
        "support_tickets_pkey support_tickets.id",
        "transactions_pkey transactions.id",
        "user_interests_pkey user_interests.tenant_id, user_interests.user_id, user_interests.interest_id",
        "users_pkey users.number",
    ];
    let fresh: BTreeSet<String> = fresh
        .iter()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, columns)| if store.kind() == Kind::Postgres { name.to_owned() } else { columns.to_owned() })
        .collect();
    let unlisted: Vec<&String> =
        found.iter().filter(|rule| !listed.contains(*rule) && !fresh.contains(*rule)).collect();
    assert!(unlisted.is_empty(), "in the schema, but not listed: {unlisted:?}");
}

/// Each unique index: its name on PostgreSQL, its columns on SQLite.
async fn unique_rules(tx: &mut Tx, kind: Kind) -> BTreeSet<String> {
    let sql = match kind {
        Kind::Postgres => {
            "SELECT i.relname AS rule
               FROM pg_index AS x
               JOIN pg_class AS i ON i.oid = x.indexrelid
               JOIN pg_namespace AS n ON n.oid = i.relnamespace
              WHERE x.indisunique AND n.nspname = current_schema() AND i.relname NOT LIKE '%sqlx%'"
        }
        Kind::Sqlite => {
            "SELECT (SELECT group_concat(t.name || '.' || c.name, ', ')
                       FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno) AS c) AS rule
               FROM sqlite_schema AS t, pragma_index_list(t.name) AS l
              WHERE t.type = 'table' AND l.\"unique\" = 1 AND t.name NOT LIKE '%sqlx%' AND t.name NOT LIKE 'sqlite_%'"
        }
    };
    let rows = tx.rows(sql, []).await.expect("the catalogue answers");
    rows.into_iter().map(|mut row| row.text("rule").expect("a rule has a name")).collect()
}

async fn migrating_again_changes_nothing(store: &Store) {
    let tenant = tenant(store).await;
    store.migrate().await.expect("there is nothing left to do");
    let mut tx = store.read().await.expect("a connection is free");
    assert!(tx.find_tenant(tenant).await.expect("the store answers").is_some());
}

#[test]
fn the_twins_of_migrations_agree() {
    let folder = |engine: &str| format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
    let files = |engine: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(folder(engine)).expect("the folder is there");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(files("sqlite"), files("postgres"));
    for file in files("sqlite") {
        let read = |engine: &str| std::fs::read_to_string(format!("{}/{file}", folder(engine))).expect("a file");
        assert_eq!(common(&read("sqlite")), common(&read("postgres")), "{file}");
    }
}

/// A migration in the words that both databases share.
fn common(sql: &str) -> Vec<String> {
    // What the databases have no common words for (triggers) stands at the end of a file, under this line.
    let shared = sql.split("-- In this database's own words:").next().unwrap_or_default();
    shared
        .replace(" COLLATE \"C\"", "")
        .replace(" (COLLATE \"C\")", "")
        .replace("BIGINT GENERATED ALWAYS AS IDENTITY CONSTRAINT users_pkey PRIMARY KEY", "NUMBER")
        .replace("INTEGER CONSTRAINT users_pkey PRIMARY KEY AUTOINCREMENT", "NUMBER")
        .replace("BIGINT", "INTEGER")
        .replace(") STRICT;", ");")
        .lines()
        .map(|line| match line.split_once(" INTEGER NOT NULL CHECK (") {
            Some((column, rest)) if rest.contains(" IN (0, 1))") => {
                format!("{column} BOOLEAN NOT NULL{}", rest.split_once("(0, 1))").map_or("", |(_, end)| end))
            }
            _ => line.to_owned(),
        })
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[tokio::test]
async fn the_twins_have_the_same_tables_and_columns() {
    let Some(postgres) = Bed::postgres().await else {
        return;
    };
    let sqlite = Bed::sqlite().await;
    let columns = async |store: &Store| -> BTreeSet<String> {
        let sql = match store.kind() {
            Kind::Postgres => {
                "SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END AS name
                   FROM information_schema.columns
                  WHERE table_schema = current_schema() AND table_name NOT LIKE '%sqlx%'"
            }
            Kind::Sqlite => {
                "SELECT t.name || '.' || c.name || CASE WHEN c.\"notnull\" OR t.name || c.name = 'usersnumber'
                                                        THEN ' NOT NULL' ELSE '' END AS name
                   FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
                  WHERE t.type = 'table' AND t.name NOT LIKE '%sqlx%' AND t.name NOT LIKE 'sqlite_%'"
            }
        };
        let mut tx = store.read().await.expect("a connection is free");
        let rows = tx.rows(sql, []).await.expect("the catalogue answers");
        rows.into_iter().map(|mut row| row.text("name").expect("a column has a name")).collect()
    };
    assert_eq!(columns(&sqlite.store).await, columns(&postgres.store).await);
    sqlite.end().await;
    postgres.end().await;
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let mut beds = vec![Bed::sqlite().await];
    beds.extend(Bed::postgres().await);
    for bed in beds {
        let mut tx = bed.store.write().await.expect("a transaction begins");
        let truth = if bed.store.kind() == Kind::Postgres { "true, ''::bytea" } else { "1, x''" };
        let sql = forever(format!(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'from the future', {truth}, 0)"
        ));
        tx.execute(sql, []).await.expect("the table of migrations takes it");
        tx.commit().await.expect("it is kept");
        let refused = bed.store.migrate().await;
        assert!(matches!(refused, Err(StoreError::Newer { database: 9999, program: 1..9999 })), "{refused:?}");
        bed.end().await;
    }
}

#[tokio::test]
async fn many_programs_may_migrate_at_once() {
    let options = StoreOptions { connections_max: 2, ..StoreOptions::default() };
    let mut beds = vec![Bed::empty_sqlite(&options).await];
    beds.extend(Bed::empty_postgres().await);
    for bed in beds {
        let programs = (0..4).map(|_| async {
            let store = Store::open(&bed.address(), &options).await.expect("the database opens");
            store.migrate().await.expect("it migrates, or finds it done");
            store.close().await;
        });
        futures_util::future::join_all(programs).await;
        tenant(&bed.store).await;
        bed.end().await;
    }
}
