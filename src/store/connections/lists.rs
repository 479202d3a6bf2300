//! Lists of a person's connections.
//!
//! All run from the newest to the oldest, ties by id, and answer the whole record; the other party is
//! [`Connection::other_than`]. The newest is the latest request, but for [`Tx::page_accepted`]: there it is who was accepted last.
//! A person may be on either side of what is accepted, so those lists join two halves, each of which its index has in order.
//!
//! Numbered pages, which only the Replyke face has, are of as much as that face shows ([`Accepted`], [`Pending`]), and the statement
//! of a page counts the whole list: every value and every way to the database costs both sides.

use super::{connection_columns, read};
use crate::{
    domain::{
        connection::{Connection, Status},
        ids::{TenantId, UserId},
        user::Viewer,
    },
    store::{
        Cursor, Page, Question, Row, StoreResult, Tx, Value,
        engine::Answer,
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

/// An accepted connection in a list, as much of it as is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    pub id: String,
    pub accepted_at_ms: i64,
    pub other: Listed,
}

/// A pending request in a list, as much of it as is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    pub id: String,
    pub message: Option<String>,
    pub requested_at_ms: i64,
    pub other: Listed,
}

/// Some of a person's (`$2`) records, the person being on `$side`; the whole records when no columns are named.
macro_rules! of {
    ($side:literal, $($and:expr),+) => {
        of!(columns: connection_columns!(), $side, $($and),+)
    };
    (columns: $columns:expr, $side:literal, $($and:expr),+) => {
        concat!("
        SELECT ", $columns, "
          FROM connections AS c
         WHERE tenant_id = $1 AND ", $side, " = $2
           AND ", $($and),+)
    };
}

/// Both halves of what a person (`$2`) has accepted, each cut before they are joined; the whole records when no columns are named.
macro_rules! accepted {
    (by $time:literal, requester: $asked:expr, addressee: $was_asked:expr, $cut:literal, $page:literal) => {
        accepted!(
            by $time,
            columns: connection_columns!(),
            requester: connection_columns!(), $asked,
            addressee: connection_columns!(), $was_asked,
            $cut, $page
        )
    };
    (
        by $time:literal,
        columns: $columns:expr,
        requester: $of_asked:expr, $asked:expr,
        addressee: $of_was_asked:expr, $was_asked:expr,
        $cut:literal, $page:literal
    ) => {
        concat!(
            "
        SELECT ",
            $columns,
            " FROM (",
            of!(
                columns: $of_asked,
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
            $columns,
            " FROM (",
            of!(
                columns: $of_was_asked,
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

/// What is read of a record for a numbered page; the other party is in `$other`.
macro_rules! numbered {
    ($other:literal, $shown:literal) => {
        concat!("id, ", $other, " AS other_id, requested_at_ms, ", $shown)
    };
}

/// A numbered page of what a person (`$2`) has accepted: contract/replyke.md 2, route 9, in the order of the requests. When one was
/// accepted is what `operations::replyke` says of one alone, too.
macro_rules! accepted_at {
    (requester: $asked:expr, addressee: $was_asked:expr, $cut:literal, $page:literal) => {
        accepted!(
            by "requested_at_ms",
            columns: "id, other_id, requested_at_ms, accepted_at_ms",
            requester: numbered!("addressee_id", "COALESCE(responded_at_ms, updated_at_ms) AS accepted_at_ms"), $asked,
            addressee: numbered!("requester_id", "COALESCE(responded_at_ms, updated_at_ms) AS accepted_at_ms"), $was_asked,
            $cut, $page
        )
    };
}

/// A numbered page of the requests of one side; the other party is in `$other`.
macro_rules! pending_at {
    ($side:literal, $other:literal) => {
        of!(columns: numbered!($other, "message"), $side, "status = 'pending'", "
         ORDER BY requested_at_ms DESC, id DESC
         LIMIT $4 OFFSET $3")
    };
}

/// The records of `$page` as far as they are shown, each with the other party and with `$total`, of the whole list.
macro_rules! with_others {
    (of $total:expr, $shown:literal, $page:expr) => {
        concat!(
            "
        SELECT ",
            $total,
            " AS total, page.id, ",
            $shown,
            ",
               ",
            listed_columns!(),
            "
          FROM (",
            $page,
            ") AS page
          JOIN users AS u ON u.tenant_id = $1 AND u.id = page.other_id
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

/// How many a person (`$2`) is connected with.
macro_rules! count_accepted {
    () => {
        "(SELECT COUNT(*) FROM connections WHERE tenant_id = $1 AND requester_id = $2 AND status = 'accepted')
             + (SELECT COUNT(*) FROM connections WHERE tenant_id = $1 AND addressee_id = $2 AND status = 'accepted')"
    };
}

/// How many of what a person (`$2`) asked for, or was asked for, was accepted, and is seen.
macro_rules! count_accepted_seen {
    () => {
        concat!(
            count_accepted_seen!("requester_id", "addressee_id"),
            "
             + ",
            count_accepted_seen!("addressee_id", "requester_id")
        )
    };
    ($side:literal, $other:literal) => {
        concat!(
            "(SELECT COUNT(*)
           FROM connections AS c
          WHERE c.tenant_id = $1 AND c.",
            $side,
            " = $2 AND c.status = 'accepted'",
            seen!($other),
            ")"
        )
    };
}

/// How many requests of one side are pending.
macro_rules! count_pending {
    ($side:literal) => {
        concat!("(SELECT COUNT(*) FROM connections WHERE tenant_id = $1 AND ", $side, " = $2 AND status = 'pending')")
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
    PAGE_ACCEPTED_AT = with_others!(
        of count_accepted!(), "page.accepted_at_ms",
        accepted_at!(requester: "", addressee: "", "LIMIT CAST($3 AS BIGINT) + $4", "LIMIT $4 OFFSET $3")
    );
    /// A place is asked for by its number, so what comes before it is looked at, too.
    PAGE_ACCEPTED_SEEN_AT = with_others!(
        of count_accepted_seen!(), "page.accepted_at_ms",
        accepted_at!(
            requester: seen!("addressee_id"),
            addressee: seen!("requester_id"),
            "LIMIT CAST($5 AS BIGINT) + $6", "LIMIT $6 OFFSET $5"
        )
    );
    COUNT_ACCEPTED_SEEN = concat!("
        SELECT ", count_accepted_seen!(), " AS count");
    PAGE_SENT = of!("requester_id", "status = 'pending'", after!(), "
         ORDER BY requested_at_ms DESC, id DESC
         LIMIT $5");
    PAGE_RECEIVED = of!("addressee_id", "status = 'pending'", after!(), "
         ORDER BY requested_at_ms DESC, id DESC
         LIMIT $5");
    PAGE_SENT_AT = with_others!(
        of count_pending!("requester_id"), "page.requested_at_ms, page.message", pending_at!("requester_id", "addressee_id")
    );
    PAGE_RECEIVED_AT = with_others!(
        of count_pending!("addressee_id"), "page.requested_at_ms, page.message", pending_at!("addressee_id", "requester_id")
    );
    COUNT_ACCEPTED = concat!("
        SELECT ", count_accepted!(), " AS count");
    COUNT_SENT = concat!("
        SELECT ", count_pending!("requester_id"), " AS count");
    COUNT_RECEIVED = concat!("
        SELECT ", count_pending!("addressee_id"), " AS count");
    LIST_CONNECTIONS = concat!(
        of!("requester_id", "status IN_LIST($3)"), "
         UNION ALL", of!("addressee_id", "status IN_LIST($3)"), "
         ORDER BY requested_at_ms DESC, id DESC");
    LIST_CONNECTIONS_WITH = concat!(
        of!("requester_id", "status IN_LIST($3) AND addressee_id IN_LIST($4)"), "
         UNION ALL", of!("addressee_id", "status IN_LIST($3) AND requester_id IN_LIST($4)"), "
         ORDER BY requested_at_ms DESC, id DESC");
}

fn seen_by(viewer: Option<Viewer>) -> (Value, Value) {
    (viewer.map(|viewer| viewer.id).into(), viewer.and_then(|viewer| viewer.user_type).into())
}

/// Asks with how many a person is connected.
fn count_accepted(tenant: TenantId, user: UserId) -> Question<i64> {
    counting(COUNT_ACCEPTED, [tenant.into(), user.into()])
}

/// Asks with how many a person is connected whom `viewer` may see. `None`: nobody is signed in.
pub fn count_accepted_seen(tenant: TenantId, user: UserId, viewer: Option<Viewer>) -> Question<i64> {
    let (id, kind) = seen_by(viewer);
    counting(COUNT_ACCEPTED_SEEN, [tenant.into(), user.into(), id, kind])
}

/// Asks how many requests of one side are pending.
fn count_pending(tenant: TenantId, user: UserId, side: Side) -> Question<i64> {
    let sql = match side {
        Side::Sent => COUNT_SENT,
        Side::Received => COUNT_RECEIVED,
    };
    counting(sql, [tenant.into(), user.into()])
}

fn counting(sql: &'static str, args: impl Into<Vec<Value>>) -> Question<i64> {
    Question::new(sql, args, |answer| answer.one()?.int("count"))
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

    /// With whom a person is connected, from the `offset`-th on, and with how many in all. Like all numbered pages one statement,
    /// two when it lies after the last.
    pub async fn page_accepted_at(
        &mut self,
        tenant: TenantId,
        user: UserId,
        offset: i64,
        limit: i64,
    ) -> StoreResult<(i64, Vec<Accepted>)> {
        let args = [tenant.into(), user.into(), offset.into(), limit.into()];
        let page = self.ask(Question::new(PAGE_ACCEPTED_AT, args, accepted)).await?;
        self.counted(page, offset, count_accepted(tenant, user)).await
    }

    /// With whom a person is connected, as far as `viewer` may see them, from the `offset`-th of those on, and how many those are.
    /// `None`: nobody is signed in.
    pub async fn page_accepted_seen_at(
        &mut self,
        tenant: TenantId,
        user: UserId,
        viewer: Option<Viewer>,
        offset: i64,
        limit: i64,
    ) -> StoreResult<(i64, Vec<Accepted>)> {
        let (id, kind) = seen_by(viewer);
        let args = [tenant.into(), user.into(), id, kind, offset.into(), limit.into()];
        let page = self.ask(Question::new(PAGE_ACCEPTED_SEEN_AT, args, accepted)).await?;
        self.counted(page, offset, count_accepted_seen(tenant, user, viewer)).await
    }

    /// A person's pending requests of one side, from the `offset`-th on, and how many there are.
    pub async fn page_pending_at(
        &mut self,
        tenant: TenantId,
        user: UserId,
        side: Side,
        offset: i64,
        limit: i64,
    ) -> StoreResult<(i64, Vec<Pending>)> {
        let sql = match side {
            Side::Sent => PAGE_SENT_AT,
            Side::Received => PAGE_RECEIVED_AT,
        };
        let args = [tenant.into(), user.into(), offset.into(), limit.into()];
        let page = self.ask(Question::new(sql, args, pending)).await?;
        self.counted(page, offset, count_pending(tenant, user, side)).await
    }

    /// A numbered page, and how long its list is. A page without anybody does not tell: either the list is empty, or it is asked.
    async fn counted<T>(
        &mut self,
        (total, found): (Option<i64>, Vec<T>),
        offset: i64,
        count: Question<i64>,
    ) -> StoreResult<(i64, Vec<T>)> {
        let total = match total {
            Some(total) => total,
            None if offset == 0 => 0,
            None => self.ask(count).await?,
        };
        Ok((total, found))
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

fn accepted(answer: Answer) -> StoreResult<(Option<i64>, Vec<Accepted>)> {
    with_total(answer, |row| {
        Ok(Accepted { id: row.text("id")?, accepted_at_ms: row.int("accepted_at_ms")?, other: listed::read(row)? })
    })
}

fn pending(answer: Answer) -> StoreResult<(Option<i64>, Vec<Pending>)> {
    with_total(answer, |row| {
        Ok(Pending {
            id: row.text("id")?,
            requested_at_ms: row.int("requested_at_ms")?,
            message: row.text_opt("message")?,
            other: listed::read(row)?,
        })
    })
}

/// Rows that all say how long the whole list is, unless there are none.
fn with_total<T>(answer: Answer, read: fn(&mut Row) -> StoreResult<T>) -> StoreResult<(Option<i64>, Vec<T>)> {
    let mut total = None;
    let found = answer.each(|mut row| {
        total = Some(row.int("total")?);
        read(&mut row)
    })?;
    Ok((total, found))
}

fn page(rows: Vec<Row>, limit: i64, at_ms: impl Fn(&Connection) -> i64) -> StoreResult<Page<Connection>> {
    let place = |connection: &Connection| Cursor { at_ms: at_ms(connection), id: connection.id.to_string() };
    Page::from_rows(rows, limit, |mut row| read(&mut row), place)
}
