//! Lists of a person's connections.
//!
//! All run from the newest to the oldest, ties by id, and answer the whole record; the other party is
//! [`Connection::other_than`]. The newest is the latest request, but for [`Tx::page_accepted`]: there it is who was accepted last.
//! A person may be on either side of what is accepted, so those lists join two halves, each of which its index has in order.

use super::{connection_columns, read};
use crate::{
    domain::{
        connection::{Connection, Status},
        ids::{TenantId, UserId},
        user::Viewer,
    },
    store::{
        Cursor, Page, Question, Row, StoreResult, Tx, Value,
        page::containing,
        statements::declare,
        users::listed::{self, Listed, listed_columns},
    },
};

/// One side of a pending request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Requests the person made.
    Sent,
    /// Requests others made to the person.
    Received,
}

/// Some of a person's (`$2`) records, the person being on `$side`.
macro_rules! of {
    ($side:literal, $($and:expr),+) => {
        concat!("
        SELECT ", connection_columns!(), "
          FROM connections AS c
         WHERE tenant_id = $1 AND ", $side, " = $2
           AND ", $($and),+)
    };
}

/// Both halves of what a person (`$2`) has accepted, each cut before they are joined.
macro_rules! accepted {
    (by $time:literal, requester: $asked:expr, addressee: $was_asked:expr, $cut:literal, $page:literal) => {
        concat!(
            "
        SELECT ",
            connection_columns!(),
            " FROM (",
            of!(
                "requester_id",
                "status = 'accepted'",
                $asked,
                "
         ORDER BY ",
                $time,
                " DESC, id DESC
         ",
                $cut
            ),
            ") AS asked
         UNION ALL
        SELECT ",
            connection_columns!(),
            " FROM (",
            of!(
                "addressee_id",
                "status = 'accepted'",
                $was_asked,
                "
         ORDER BY ",
                $time,
                " DESC, id DESC
         ",
                $cut
            ),
            ") AS was_asked
         ORDER BY ",
            $time,
            " DESC, id DESC
         ",
            $page
        )
    };
}

/// The records of `$page`, each with the other party.
macro_rules! with_others {
    ($($page:expr),+) => {
        concat!(
            "
        SELECT page.id, page.tenant_id, page.requester_id, page.addressee_id, page.status, page.message,
               page.request_count, page.first_requested_at_ms, page.requested_at_ms, page.responded_at_ms,
               page.updated_at_ms,
               ",
            listed_columns!(),
            "
          FROM (",
            $($page,)+
            ") AS page
          JOIN users AS u
            ON u.tenant_id = $1
           AND u.id = CASE WHEN page.requester_id = $2 THEN page.addressee_id ELSE page.requester_id END
         ORDER BY page.requested_at_ms DESC, page.id DESC"
        )
    };
}

/// After the place `($3, $4)`.
macro_rules! after {
    () => {
        after!(by "requested_at_ms")
    };
    (by $time:literal) => {
        concat!(" AND (", $time, ", id) < ($3, $4)")
    };
}

/// The other party's name is like `$6`.
macro_rules! named {
    ($other:literal) => {
        concat!(
            "
           AND EXISTS (SELECT 1
                         FROM users AS u
                        WHERE u.tenant_id = $1 AND u.id = c.",
            $other,
            " AND u.name_search LIKE $6 ESCAPE '\\')"
        )
    };
}

/// The viewer `$3` of type `$4` may see the other party: the rule of [`visible`](crate::domain::user::visible), and nobody but
/// the public where nobody looks (`NULL`). Not with `EXISTS`: PostgreSQL would read everybody's connections first.
macro_rules! seen {
    ($other:literal) => {
        concat!(
            "
           AND (SELECT u.visibility IS NULL OR u.visibility = 'public' OR u.id = $3
                       OR (u.visibility = 'seniors' AND $4 = 'senior')
                       OR (u.visibility = 'volunteers' AND $4 = 'volunteer')
                       OR (SELECT t.status
                             FROM connections AS t
                            WHERE t.tenant_id = $1
                              AND t.low_id = CASE WHEN u.id < $3 THEN u.id ELSE $3 END
                              AND t.high_id = CASE WHEN u.id < $3 THEN $3 ELSE u.id END) IN ('pending', 'accepted')
                  FROM users AS u
                 WHERE u.tenant_id = $1 AND u.id = c.",
            $other,
            ")"
        )
    };
}

/// How many of what a person (`$2`) asked for, or was asked for, was accepted, and is seen.
macro_rules! count_seen {
    ($side:literal, $other:literal) => {
        concat!(
            "
        (SELECT COUNT(*)
           FROM connections AS c
          WHERE c.tenant_id = $1 AND c.",
            $side,
            " = $2 AND c.status = 'accepted'",
            seen!($other),
            ")"
        )
    };
}

declare! {
    PAGE_ACCEPTED = accepted!(
        by "responded_at_ms",
        requester: after!(by "responded_at_ms"),
        addressee: after!(by "responded_at_ms"),
        "LIMIT $5", "LIMIT $5"
    );
    PAGE_ACCEPTED_NAMED = accepted!(
        by "responded_at_ms",
        requester: concat!(after!(by "responded_at_ms"), named!("addressee_id")),
        addressee: concat!(after!(by "responded_at_ms"), named!("requester_id")),
        "LIMIT $5", "LIMIT $5"
    );
    /// In the order of the requests: contract/replyke.md 2, route 9.
    PAGE_ACCEPTED_AT = with_others!(
        accepted!(by "requested_at_ms", requester: "", addressee: "", "LIMIT CAST($3 AS BIGINT) + $4", "LIMIT $4 OFFSET $3")
    );
    /// A place is asked for by its number, so what comes before it is looked at, too.
    PAGE_ACCEPTED_SEEN_AT = with_others!(
        accepted!(
            by "requested_at_ms",
            requester: seen!("addressee_id"),
            addressee: seen!("requester_id"),
            "LIMIT CAST($5 AS BIGINT) + $6", "LIMIT $6 OFFSET $5"
        )
    );
    COUNT_ACCEPTED_SEEN = concat!(
        "
        SELECT", count_seen!("requester_id", "addressee_id"), "
             +", count_seen!("addressee_id", "requester_id"), "
            AS count");
    PAGE_SENT = of!("requester_id", "status = 'pending'", after!(), "
         ORDER BY requested_at_ms DESC, id DESC
         LIMIT $5");
    PAGE_RECEIVED = of!("addressee_id", "status = 'pending'", after!(), "
         ORDER BY requested_at_ms DESC, id DESC
         LIMIT $5");
    PAGE_SENT_AT = with_others!(of!("requester_id", "status = 'pending'", "
         ORDER BY requested_at_ms DESC, id DESC
         LIMIT $4 OFFSET $3"));
    PAGE_RECEIVED_AT = with_others!(of!("addressee_id", "status = 'pending'", "
         ORDER BY requested_at_ms DESC, id DESC
         LIMIT $4 OFFSET $3"));
    COUNT_ACCEPTED = "
        SELECT (SELECT COUNT(*) FROM connections WHERE tenant_id = $1 AND requester_id = $2 AND status = 'accepted')
             + (SELECT COUNT(*) FROM connections WHERE tenant_id = $1 AND addressee_id = $2 AND status = 'accepted')
            AS count";
    COUNT_SENT = "
        SELECT COUNT(*) AS count
          FROM connections
         WHERE tenant_id = $1 AND requester_id = $2 AND status = 'pending'";
    COUNT_RECEIVED = "
        SELECT COUNT(*) AS count
          FROM connections
         WHERE tenant_id = $1 AND addressee_id = $2 AND status = 'pending'";
    LIST_CONNECTIONS = concat!(
        of!("requester_id", "status IN_LIST($3)"), "
         UNION ALL", of!("addressee_id", "status IN_LIST($3)"), "
         ORDER BY requested_at_ms DESC, id DESC");
    LIST_CONNECTIONS_WITH = concat!(
        of!("requester_id", "status IN_LIST($3) AND addressee_id IN_LIST($4)"), "
         UNION ALL", of!("addressee_id", "status IN_LIST($3) AND requester_id IN_LIST($4)"), "
         ORDER BY requested_at_ms DESC, id DESC");
}

/// Asks with whom a person is connected, from the `offset`-th on. For the Replyke face, whose pages are numbered.
pub fn page_accepted_at(
    tenant: TenantId,
    user: UserId,
    offset: i64,
    limit: i64,
) -> Question<Vec<(Connection, Listed)>> {
    with_others(PAGE_ACCEPTED_AT, [tenant.into(), user.into(), offset.into(), limit.into()])
}

/// Asks with whom a person is connected, as far as `viewer` may see them, from the `offset`-th of those on. `None`: nobody is
/// signed in.
pub fn page_accepted_seen_at(
    tenant: TenantId,
    user: UserId,
    viewer: Option<Viewer>,
    offset: i64,
    limit: i64,
) -> Question<Vec<(Connection, Listed)>> {
    let (id, kind) = seen_by(viewer);
    with_others(PAGE_ACCEPTED_SEEN_AT, [tenant.into(), user.into(), id, kind, offset.into(), limit.into()])
}

fn seen_by(viewer: Option<Viewer>) -> (Value, Value) {
    (viewer.map(|viewer| viewer.id).into(), viewer.and_then(|viewer| viewer.user_type).into())
}

/// Asks for a person's pending requests of one side, from the `offset`-th on. For the Replyke face.
pub fn page_pending_at(
    tenant: TenantId,
    user: UserId,
    side: Side,
    offset: i64,
    limit: i64,
) -> Question<Vec<(Connection, Listed)>> {
    let sql = match side {
        Side::Sent => PAGE_SENT_AT,
        Side::Received => PAGE_RECEIVED_AT,
    };
    with_others(sql, [tenant.into(), user.into(), offset.into(), limit.into()])
}

fn with_others(sql: &'static str, args: impl Into<Vec<Value>>) -> Question<Vec<(Connection, Listed)>> {
    Question::new(sql, args, |answer| answer.each(|mut row| Ok((read(&mut row)?, listed::read(&mut row)?))))
}

/// Asks with how many a person is connected.
pub fn count_accepted(tenant: TenantId, user: UserId) -> Question<i64> {
    Question::new(COUNT_ACCEPTED, [tenant.into(), user.into()], |answer| answer.one()?.int("count"))
}

/// Asks with how many a person is connected whom `viewer` may see. `None`: nobody is signed in.
pub fn count_accepted_seen(tenant: TenantId, user: UserId, viewer: Option<Viewer>) -> Question<i64> {
    let (id, kind) = seen_by(viewer);
    Question::new(COUNT_ACCEPTED_SEEN, [tenant.into(), user.into(), id, kind], |answer| answer.one()?.int("count"))
}

/// Asks how many requests of one side are pending.
pub fn count_pending(tenant: TenantId, user: UserId, side: Side) -> Question<i64> {
    let sql = match side {
        Side::Sent => COUNT_SENT,
        Side::Received => COUNT_RECEIVED,
    };
    Question::new(sql, [tenant.into(), user.into()], |answer| answer.one()?.int("count"))
}

impl Tx {
    /// With whom a person is connected, whoever was accepted last first; only those with `keyword` in their name, if given.
    pub async fn page_accepted(
        &mut self,
        tenant: TenantId,
        user: UserId,
        keyword: Option<&str>,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Connection>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), user.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = match keyword {
            None => self.rows(PAGE_ACCEPTED, args).await?,
            Some(keyword) => {
                let [tenant, user, at_ms, id, limit] = args;
                let args = [tenant, user, at_ms, id, limit, containing(keyword).into()];
                self.rows(PAGE_ACCEPTED_NAMED, args).await?
            }
        };
        // What is accepted has been answered.
        page(rows, limit, |connection| connection.responded_at_ms.unwrap_or(connection.updated_at_ms))
    }

    /// A person's pending requests of one side.
    pub async fn page_pending(
        &mut self,
        tenant: TenantId,
        user: UserId,
        side: Side,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Connection>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), user.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let sql = match side {
            Side::Sent => PAGE_SENT,
            Side::Received => PAGE_RECEIVED,
        };
        page(self.rows(sql, args).await?, limit, |connection| connection.requested_at_ms)
    }

    /// With how many a person is connected.
    pub async fn count_accepted(&mut self, tenant: TenantId, user: UserId) -> StoreResult<i64> {
        self.ask(count_accepted(tenant, user)).await
    }

    /// How many requests of one side are pending.
    pub async fn count_pending(&mut self, tenant: TenantId, user: UserId, side: Side) -> StoreResult<i64> {
        self.ask(count_pending(tenant, user, side)).await
    }

    /// Every record of a person with one of these statuses; only those with one of `others`, if given. For the Symphony
    /// face, whose lists have no pages.
    pub async fn list_connections(
        &mut self,
        tenant: TenantId,
        user: UserId,
        statuses: &[Status],
        others: Option<&[UserId]>,
    ) -> StoreResult<Vec<Connection>> {
        let statuses = Value::texts(statuses.iter().map(|status| status.as_str()));
        match others {
            None => self.list(LIST_CONNECTIONS, [tenant.into(), user.into(), statuses]).await,
            Some(others) => {
                let args = [tenant.into(), user.into(), statuses, Value::texts(others)];
                self.list(LIST_CONNECTIONS_WITH, args).await
            }
        }
    }

    async fn list<const N: usize>(&mut self, sql: &'static str, args: [Value; N]) -> StoreResult<Vec<Connection>> {
        self.rows(sql, args).await?.iter_mut().map(read).collect()
    }
}

fn page(rows: Vec<Row>, limit: i64, at_ms: impl Fn(&Connection) -> i64) -> StoreResult<Page<Connection>> {
    let place = |connection: &Connection| Cursor { at_ms: at_ms(connection), id: connection.id.to_string() };
    Page::from_rows(rows, limit, |mut row| read(&mut row), place)
}
