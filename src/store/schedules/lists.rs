//! Lists of a person's schedules.
//!
//! Ordered by the end of the call, ties by id; a person's calls never overlap, so that is the order of their starts too. A
//! call that repeats stands where its running or next occurrence is **at a fixed moment**, the one at which the first page
//! was asked for: while the clock goes on, an occurrence that passes would otherwise carry its schedule to another page.
//!
//! Single calls come from an index that has them in this order, cut before the halves are joined. Those that repeat are read
//! whole: they never overlap either, so there is room for few.

use super::{Schedule, read, schedule_columns};
use crate::{
    domain::ids::{TenantId, UserId},
    store::{Cursor, Page, Question, Row, StoreResult, Tx, page::containing, statements::declare},
};

/// A place in a list whose order depends on the moment for which it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// For which moment occurrences are reckoned.
    pub as_of_ms: i64,
    pub after: Cursor,
}

/// The keyword is in the title or in the other one's name.
macro_rules! named {
    ($other:literal, $keyword:literal) => {
        concat!(
            "
           AND (s.title_search LIKE ",
            $keyword,
            " ESCAPE '\\' OR EXISTS (SELECT 1
                  FROM users AS u
                 WHERE u.tenant_id = $1 AND u.id = s.",
            $other,
            " AND u.name_search LIKE ",
            $keyword,
            " ESCAPE '\\'))"
        )
    };
}

/// Single calls of the person `$2` beyond the place `($3, $4)`.
macro_rules! once {
    ($side:literal, $beyond:literal, $order:literal, $named:expr) => {
        concat!(
            "
        SELECT ",
            schedule_columns!(),
            ", place_ms FROM (
        SELECT ",
            schedule_columns!(),
            ", to_ms AS place_ms
          FROM schedules AS s
         WHERE s.tenant_id = $1 AND s.",
            $side,
            " = $2 AND s.recurrence = 'none' AND (s.to_ms, s.id) ",
            $beyond,
            " ($3, $4)",
            $named,
            "
         ORDER BY to_ms ",
            $order,
            ", id ",
            $order,
            "
         LIMIT $5) AS once_as_",
            $side
        )
    };
}

/// Calls of the person `$2` that repeat, beyond the place `($7, $8)` as of the moment `$6`.
macro_rules! repeated {
    ($side:literal, $beyond:literal, $named:expr) => {
        concat!(
            "
        SELECT ",
            schedule_columns!(),
            ", place_ms FROM (
        SELECT ",
            schedule_columns!(),
            ",
               CASE WHEN to_ms > $6 THEN to_ms
                    WHEN recurrence = 'daily' THEN to_ms + (($6 - to_ms) / 86400000 + 1) * 86400000
                    ELSE to_ms + (($6 - to_ms) / 604800000 + 1) * 604800000 END AS place_ms
          FROM schedules AS s
         WHERE s.tenant_id = $1 AND s.",
            $side,
            " = $2 AND s.recurrence <> 'none'",
            $named,
            ") AS repeated_as_",
            $side,
            "
         WHERE (place_ms, id) ",
            $beyond,
            " ($7, $8)"
        )
    };
}

/// All four parts, in one order.
macro_rules! whole {
    ($beyond:literal, $order:literal, named: $named_volunteer:expr, $named_senior:expr) => {
        concat!(
            once!("senior_id", $beyond, $order, $named_volunteer),
            " UNION ALL",
            once!("volunteer_id", $beyond, $order, $named_senior),
            " UNION ALL",
            repeated!("senior_id", $beyond, $named_volunteer),
            " UNION ALL",
            repeated!("volunteer_id", $beyond, $named_senior),
            "
         ORDER BY place_ms ",
            $order,
            ", id ",
            $order,
            "
         LIMIT $5"
        )
    };
}

/// The halves of what is over: single calls only, since one that repeats is never past.
macro_rules! past {
    (named: $named_volunteer:expr, $named_senior:expr) => {
        concat!(
            once!("senior_id", "<", "DESC", $named_volunteer),
            " UNION ALL",
            once!("volunteer_id", "<", "DESC", $named_senior),
            "
         ORDER BY place_ms DESC, id DESC
         LIMIT $5"
        )
    };
}

declare! {
    PAGE_SCHEDULES = whole!("<", "DESC", named: "", "");
    PAGE_SCHEDULES_NAMED = whole!("<", "DESC", named: named!("volunteer_id", "$9"), named!("senior_id", "$9"));
    PAGE_UPCOMING = whole!(">", "ASC", named: "", "");
    PAGE_UPCOMING_NAMED = whole!(">", "ASC", named: named!("volunteer_id", "$9"), named!("senior_id", "$9"));
    PAGE_PAST = past!(named: "", "");
    PAGE_PAST_NAMED = past!(named: named!("volunteer_id", "$6"), named!("senior_id", "$6"));
}

/// Behind every id: the last of those that share a time.
const AFTER_EVERY_ID: &str = "~";

impl Tx {
    /// All of a person's schedules, the latest first; those that repeat at their running or next occurrence.
    pub async fn page_schedules(
        &mut self,
        tenant: TenantId,
        user: UserId,
        keyword: Option<&str>,
        place: Place,
        limit: i64,
    ) -> StoreResult<Page<(Schedule, i64)>> {
        let sql = if keyword.is_some() { PAGE_SCHEDULES_NAMED } else { PAGE_SCHEDULES };
        let singles = place.after.clone();
        self.page_whole(sql, tenant, user, keyword, place, singles, limit).await
    }

    /// A person's schedules that are not over at `now_ms`, soonest first, those that are going on among them.
    pub async fn page_upcoming_schedules(
        &mut self,
        tenant: TenantId,
        user: UserId,
        keyword: Option<&str>,
        place: Place,
        now_ms: i64,
        limit: i64,
    ) -> StoreResult<Page<(Schedule, i64)>> {
        let sql = if keyword.is_some() { PAGE_UPCOMING_NAMED } else { PAGE_UPCOMING };
        // What ended since the first page was asked for is past by now.
        let over = Cursor { at_ms: now_ms, id: AFTER_EVERY_ID.to_owned() };
        let singles =
            if (place.after.at_ms, &place.after.id) > (over.at_ms, &over.id) { place.after.clone() } else { over };
        self.page_whole(sql, tenant, user, keyword, place, singles, limit).await
    }

    /// A person's schedules that are over at `now_ms`, the latest first.
    pub async fn page_past_schedules(
        &mut self,
        tenant: TenantId,
        user: UserId,
        keyword: Option<&str>,
        after: Option<Cursor>,
        now_ms: i64,
        limit: i64,
    ) -> StoreResult<Page<(Schedule, i64)>> {
        let over = Cursor { at_ms: now_ms, id: AFTER_EVERY_ID.to_owned() };
        let after = after.filter(|after| after.at_ms <= now_ms).unwrap_or(over);
        let mut args = vec![tenant.into(), user.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let sql = if keyword.is_some() { PAGE_PAST_NAMED } else { PAGE_PAST };
        args.extend(keyword.map(|keyword| containing(keyword).into()));
        page(self.ask(Question::new(sql, args, |answer| Ok(answer.rows))).await?, limit)
    }

    #[expect(clippy::too_many_arguments, reason = "it is what the two lists above have in common")]
    async fn page_whole(
        &mut self,
        sql: &'static str,
        tenant: TenantId,
        user: UserId,
        keyword: Option<&str>,
        place: Place,
        singles: Cursor,
        limit: i64,
    ) -> StoreResult<Page<(Schedule, i64)>> {
        let mut args = vec![
            tenant.into(),
            user.into(),
            singles.at_ms.into(),
            singles.id.into(),
            (limit + 1).into(),
            place.as_of_ms.into(),
            place.after.at_ms.into(),
            place.after.id.into(),
        ];
        args.extend(keyword.map(|keyword| containing(keyword).into()));
        page(self.ask(Question::new(sql, args, |answer| Ok(answer.rows))).await?, limit)
    }
}

impl Place {
    /// Before the first item of a list that runs from the latest to the earliest.
    pub fn latest(as_of_ms: i64) -> Self {
        Self { as_of_ms, after: Cursor::start() }
    }

    /// Before the first item of a list that runs from the soonest on: what ends after this moment.
    pub fn soonest(as_of_ms: i64) -> Self {
        Self { as_of_ms, after: Cursor { at_ms: as_of_ms, id: AFTER_EVERY_ID.to_owned() } }
    }
}

fn page(rows: Vec<Row>, limit: i64) -> StoreResult<Page<(Schedule, i64)>> {
    Page::from_rows(
        rows,
        limit,
        |mut row| {
            let schedule = read(&mut row)?;
            Ok((schedule, row.int("place_ms")?))
        },
        |(schedule, place_ms)| Cursor { at_ms: *place_ms, id: schedule.id.to_string() },
    )
}
