//! Schedules, as far as a profile shows which slots are booked.

use super::{Question, Row, StoreResult, Tx, Value, statements::declare};
use crate::domain::ids::{ScheduleId, TenantId, UserId};

/// A call agreed for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    pub id: ScheduleId,
    pub senior: UserId,
    pub volunteer: UserId,
    pub title: String,
    /// `audio` or `video`. The contract calls it `type`.
    pub kind: String,
    pub from_ms: i64,
    pub to_ms: i64,
    /// `none`, `daily` or `weekly`: repeated from `from_ms` on.
    pub recurrence: String,
}

declare! {
    SCHEDULES_OF = "
        SELECT id, senior_id, volunteer_id, title, type, from_ms, to_ms, recurrence
          FROM schedules
         WHERE tenant_id = $1 AND senior_id = $2 AND (to_ms > $3 OR recurrence <> 'none')
         UNION ALL
        SELECT id, senior_id, volunteer_id, title, type, from_ms, to_ms, recurrence
          FROM schedules
         WHERE tenant_id = $1 AND volunteer_id = $2 AND (to_ms > $3 OR recurrence <> 'none')
         ORDER BY from_ms, id";
    FIND_SCHEDULES = "
        SELECT id, senior_id, volunteer_id, title, type, from_ms, to_ms, recurrence
          FROM schedules
         WHERE tenant_id = $1 AND id IN_LIST($2)";
    REMOVE_SCHEDULES_OF = "
        DELETE FROM schedules
         WHERE tenant_id = $1 AND (senior_id = $2 OR volunteer_id = $2) AND (to_ms > $3 OR recurrence <> 'none')";
}

fn read(mut row: Row) -> StoreResult<Schedule> {
    Ok(Schedule {
        id: row.parsed("id")?,
        senior: row.parsed("senior_id")?,
        volunteer: row.parsed("volunteer_id")?,
        title: row.text("title")?,
        kind: row.text("type")?,
        from_ms: row.int("from_ms")?,
        to_ms: row.int("to_ms")?,
        recurrence: row.text("recurrence")?,
    })
}

/// Asks for a person's schedules that end after `now_ms` or repeat, soonest first.
pub fn schedules_of(tenant: TenantId, user: UserId, now_ms: i64) -> Question<Vec<Schedule>> {
    Question::new(SCHEDULES_OF, [tenant.into(), user.into(), now_ms.into()], |answer| answer.each(read))
}

impl Tx {
    /// Those of these schedules that exist, in any order.
    pub async fn find_schedules(&mut self, tenant: TenantId, schedules: &[ScheduleId]) -> StoreResult<Vec<Schedule>> {
        if schedules.is_empty() {
            return Ok(Vec::new());
        }
        self.rows(FIND_SCHEDULES, [tenant.into(), Value::texts(schedules)]).await?.into_iter().map(read).collect()
    }

    /// Answers [`schedules_of`].
    pub async fn schedules_of(&mut self, tenant: TenantId, user: UserId, now_ms: i64) -> StoreResult<Vec<Schedule>> {
        self.ask(schedules_of(tenant, user, now_ms)).await
    }

    /// Removes a person's schedules that end after `now_ms` or repeat, and answers how many there were.
    pub async fn remove_schedules_of(&mut self, tenant: TenantId, user: UserId, now_ms: i64) -> StoreResult<u64> {
        self.execute(REMOVE_SCHEDULES_OF, [tenant.into(), user.into(), now_ms.into()]).await
    }
}
