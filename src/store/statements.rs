//! Every statement of the store, by name: what tests prepare, explain and count.

/// Declares a group's statements as constants, and lists them.
///
/// Upper-case words, one clause a line, `$1` counted from the arguments, columns by name. Both databases read the same
/// text; the few words that differ are in [`sql::dialect`](super::sql).
///
/// `NOT tenant_id <> $1` is `tenant_id = $1` where rows are found by something better, such as their ids: PostgreSQL reads the one as
/// the other, SQLite looks nothing up by it. Of a tenant that it has not counted SQLite expects a dozen rows, and of a list two
/// dozen elements: with `=` it would read all that the tenant has. The plans are tested (`tests/it/store/plans.rs`).
macro_rules! declare {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* const $name: &str = $sql;)*

        /// The statements of this group, by name.
        pub(in crate::store) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}
pub(super) use declare;

/// Every statement the store can run: its group, its name, its text.
pub fn statements() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let groups = [
        ("alerts", super::alerts::STATEMENTS),
        ("availability", super::availability::STATEMENTS),
        ("calls", super::calls::STATEMENTS),
        ("chats", super::chats::STATEMENTS),
        ("chats/lists", super::chats::lists::STATEMENTS),
        ("connections", super::connections::STATEMENTS),
        ("connections/lists", super::connections::lists::STATEMENTS),
        ("events", super::events::STATEMENTS),
        ("files", super::files::STATEMENTS),
        ("presence", super::presence::STATEMENTS),
        ("faqs", super::faqs::STATEMENTS),
        ("idempotency", super::idempotency::STATEMENTS),
        ("interests", super::interests::STATEMENTS),
        ("jobs", super::jobs::STATEMENTS),
        ("keys", super::keys::STATEMENTS),
        ("messages", super::messages::STATEMENTS),
        ("ledger", super::ledger::STATEMENTS),
        ("notifications", super::notifications::STATEMENTS),
        ("otps", super::otps::STATEMENTS),
        ("outbox", super::outbox::STATEMENTS),
        ("payments", super::payments::STATEMENTS),
        ("relations", super::relations::STATEMENTS),
        ("reviews", super::reviews::STATEMENTS),
        ("schedules", super::schedules::STATEMENTS),
        ("schedules/lists", super::schedules::lists::STATEMENTS),
        ("sessions", super::sessions::STATEMENTS),
        ("tenants", super::tenants::STATEMENTS),
        ("tickets", super::tickets::STATEMENTS),
        ("totals", super::totals::STATEMENTS),
        ("transactions", super::transactions::STATEMENTS),
        ("users", super::users::STATEMENTS),
        ("users/find", super::users::find::STATEMENTS),
        ("users/pages", super::users::pages::STATEMENTS),
        ("verification", super::verification::STATEMENTS),
    ];
    groups.into_iter().flat_map(|(group, list)| list.iter().map(move |(name, sql)| (group, *name, *sql)))
}
