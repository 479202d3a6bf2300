//! Schedules: calls agreed for a time. Lists are in [`lists`].
//!
//! Whoever writes one holds its two people first ([`Tx::lock_users`]): then nobody else books for either of them until the
//! transaction ends, and what [`Tx::schedules_near`] answers stays true. The tables hold the same line against everybody:
//! `schedules_no_overlap` (migration 0007) refuses a row that shares a moment with another of the same person.
//!
//! A person's schedules are found from both sides, as senior and as volunteer, and single calls apart from those that
//! repeat: each part has an index of its own, in the order of the lists.

pub mod lists;

use super::{Question, Row, StoreResult, Tx, Value, statements::declare};
use crate::domain::{
    availability::Slot,
    ids::{ScheduleId, TenantId, UserId},
    limits::SLOT_MS_MAX,
};
use std::collections::HashMap;

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
    /// When it was agreed.
    pub created_at_ms: i64,
    /// When it was changed last: what a calendar takes for newer.
    pub updated_at_ms: i64,
}

impl Schedule {
    /// The time it takes, for the rules.
    pub fn slot(&self) -> Slot {
        Slot { from_ms: self.from_ms, to_ms: self.to_ms, recurrence: self.recurrence.parse().unwrap_or_default() }
    }

    /// Gives it another time.
    pub fn set_slot(&mut self, slot: Slot) {
        (self.from_ms, self.to_ms) = (slot.from_ms, slot.to_ms);
        self.recurrence = slot.recurrence.as_str().to_owned();
    }

    /// The other one of the two; `None` for somebody who is neither.
    pub fn other_than(&self, user: UserId) -> Option<UserId> {
        match user {
            user if user == self.senior => Some(self.volunteer),
            user if user == self.volunteer => Some(self.senior),
            _ => None,
        }
    }
}

/// The columns of a [`Schedule`], in the order in which [`read`] asks for them.
macro_rules! schedule_columns {
    () => {
        "id, senior_id, volunteer_id, title, type, from_ms, to_ms, recurrence, created_at_ms, updated_at_ms"
    };
}
use schedule_columns;

/// The schedules of those whom `$who` names, from both sides: single ones with these bounds of their end, and all that repeat.
macro_rules! of_people {
    ($who:literal, $once:literal) => {
        of_people!($who, $once, "", "")
    };
    ($who:literal, $once:literal, $with_volunteer:literal, $with_senior:literal) => {
        concat!(
            of_people!(@ "senior_id", $who, "recurrence = 'none'", $once, $with_volunteer), " UNION ALL",
            of_people!(@ "volunteer_id", $who, "recurrence = 'none'", $once, $with_senior), " UNION ALL",
            of_people!(@ "senior_id", $who, "recurrence <> 'none'", "", $with_volunteer), " UNION ALL",
            of_people!(@ "volunteer_id", $who, "recurrence <> 'none'", "", $with_senior)
        )
    };
    (@ $side:literal, $who:literal, $kind:literal, $bounds:literal, $with:literal) => {
        concat!("
        SELECT ", schedule_columns!(), "
          FROM schedules
         WHERE tenant_id = $1 AND ", $side, " ", $who, " AND ", $kind, $bounds, $with)
    };
}

/// Removes the schedules of the person `$2` that end after `$3` or repeat, each part found by its index.
macro_rules! remove_of {
    ($with_volunteer:literal, $with_senior:literal) => {
        concat!(
            "
        DELETE FROM schedules
         WHERE tenant_id = $1 AND id IN (",
            remove_of!(@ "senior_id", "recurrence = 'none' AND to_ms > $3", $with_volunteer), " UNION ALL",
            remove_of!(@ "volunteer_id", "recurrence = 'none' AND to_ms > $3", $with_senior), " UNION ALL",
            remove_of!(@ "senior_id", "recurrence <> 'none'", $with_volunteer), " UNION ALL",
            remove_of!(@ "volunteer_id", "recurrence <> 'none'", $with_senior), ")
        RETURNING ", schedule_columns!()
        )
    };
    (@ $side:literal, $kind:literal, $with:literal) => {
        concat!("
        SELECT id
          FROM schedules
         WHERE tenant_id = $1 AND ", $side, " = $2 AND ", $kind, $with)
    };
}

declare! {
    SCHEDULES_OF = concat!(of_people!("IN_LIST($2)", " AND to_ms > $3"), "
         ORDER BY from_ms, id");
    /// Each profile asks this, and a list of one costs SQLite three times as much.
    SCHEDULES_OF_ONE = concat!(of_people!("= $2", " AND to_ms > $3"), "
         ORDER BY from_ms, id");
    SCHEDULES_BETWEEN =
        of_people!("= $2", " AND to_ms > $3", " AND volunteer_id = $4", " AND senior_id = $4");
    SCHEDULES_NEAR = of_people!("IN_LIST($2)", " AND to_ms > $3 AND to_ms < $4");
    FIND_SCHEDULE = concat!("
        SELECT ", schedule_columns!(), "
          FROM schedules
         WHERE tenant_id = $1 AND id = $2");
    FIND_SCHEDULES = concat!("
        SELECT ", schedule_columns!(), "
          FROM schedules
         WHERE tenant_id = $1 AND id IN_LIST($2)");
    ADD_SCHEDULE = "
        INSERT INTO schedules (id, tenant_id, senior_id, volunteer_id, title, title_search, type, from_ms, to_ms,
                               recurrence, created_at_ms, updated_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    SAVE_SCHEDULE = "
        UPDATE schedules
           SET title = $3, title_search = $4, type = $5, from_ms = $6, to_ms = $7, recurrence = $8, updated_at_ms = $9
         WHERE tenant_id = $1 AND id = $2";
    MARK_REMINDED = concat!("
        UPDATE schedules
           SET reminded_ms = $3
         WHERE tenant_id = $1 AND id = $2 AND reminded_ms < $3
        RETURNING ", schedule_columns!());
    REMOVE_SCHEDULE = "
        DELETE FROM schedules
         WHERE tenant_id = $1 AND id = $2";
    REMOVE_SCHEDULES_OF = remove_of!("", "");
    REMOVE_SCHEDULES_BETWEEN = remove_of!(" AND volunteer_id = $4", " AND senior_id = $4");
}

fn read(row: &mut Row) -> StoreResult<Schedule> {
    Ok(Schedule {
        id: row.parsed("id")?,
        senior: row.parsed("senior_id")?,
        volunteer: row.parsed("volunteer_id")?,
        title: row.text("title")?,
        kind: row.text("type")?,
        from_ms: row.int("from_ms")?,
        to_ms: row.int("to_ms")?,
        recurrence: row.text("recurrence")?,
        created_at_ms: row.int("created_at_ms")?,
        updated_at_ms: row.int("updated_at_ms")?,
    })
}

/// Asks for a person's schedules that end after `now_ms` or repeat, soonest first.
pub fn schedules_of(tenant: TenantId, user: UserId, now_ms: i64) -> Question<Vec<Schedule>> {
    Question::new(SCHEDULES_OF_ONE, [tenant.into(), user.into(), now_ms.into()], |answer| {
        answer.each(|mut row| read(&mut row))
    })
}

/// Asks for two people's schedules that end after `now_ms` or repeat, in any order.
pub fn schedules_between(tenant: TenantId, a: UserId, b: UserId, now_ms: i64) -> Question<Vec<Schedule>> {
    Question::new(SCHEDULES_BETWEEN, [tenant.into(), a.into(), now_ms.into(), b.into()], |answer| {
        answer.each(|mut row| read(&mut row))
    })
}

/// Removes two people's schedules that end after `now_ms` or repeat, and answers what was removed.
fn remove_schedules_between(tenant: TenantId, a: UserId, b: UserId, now_ms: i64) -> Question<Vec<Schedule>> {
    Question::new(REMOVE_SCHEDULES_BETWEEN, [tenant.into(), a.into(), now_ms.into(), b.into()], |answer| {
        answer.each(|mut row| read(&mut row))
    })
}

impl Tx {
    /// Answers [`schedules_of`].
    pub async fn schedules_of(&mut self, tenant: TenantId, user: UserId, now_ms: i64) -> StoreResult<Vec<Schedule>> {
        self.ask(schedules_of(tenant, user, now_ms)).await
    }

    /// Several people's schedules that end after `now_ms` or repeat, each person's soonest first. Who has none is left out.
    pub async fn schedules_of_people(
        &mut self,
        tenant: TenantId,
        people: &[UserId],
        now_ms: i64,
    ) -> StoreResult<HashMap<UserId, Vec<Schedule>>> {
        let mut found: HashMap<UserId, Vec<Schedule>> = HashMap::new();
        if people.is_empty() {
            return Ok(found);
        }
        for mut row in self.rows(SCHEDULES_OF, [tenant.into(), Value::texts(people), now_ms.into()]).await? {
            let schedule = read(&mut row)?;
            for person in [schedule.senior, schedule.volunteer] {
                let theirs = if people.contains(&person) { found.entry(person).or_default() } else { continue };
                // A schedule of two of these people is found from both sides.
                if theirs.last() != Some(&schedule) {
                    theirs.push(schedule.clone());
                }
            }
        }
        Ok(found)
    }

    /// What of these people's schedules may share a moment with the time from `from_ms` up to `to_ms` (`None`: from
    /// `from_ms` on without end): every one that does is among them, some others are too, one may come twice.
    ///
    /// Held against the people's other bookings only while they are locked ([`Tx::lock_users`]).
    pub async fn schedules_near(
        &mut self,
        tenant: TenantId,
        people: &[UserId],
        from_ms: i64,
        to_ms: Option<i64>,
    ) -> StoreResult<Vec<Schedule>> {
        // No call is longer than a day, so what ends a day after the slot began after it.
        let ends_before_ms = to_ms.map_or(i64::MAX, |to_ms| to_ms.saturating_add(SLOT_MS_MAX));
        let args = [tenant.into(), Value::texts(people), from_ms.into(), ends_before_ms.into()];
        self.rows(SCHEDULES_NEAR, args).await?.iter_mut().map(read).collect()
    }

    /// The schedule of that id. `None`: none in this tenant. To change it, hold its two people and ask again.
    pub async fn find_schedule(&mut self, tenant: TenantId, schedule: ScheduleId) -> StoreResult<Option<Schedule>> {
        self.optional(FIND_SCHEDULE, [tenant.into(), schedule.into()]).await?.as_mut().map(read).transpose()
    }

    /// Those of these schedules that exist, in any order.
    pub async fn find_schedules(&mut self, tenant: TenantId, schedules: &[ScheduleId]) -> StoreResult<Vec<Schedule>> {
        if schedules.is_empty() {
            return Ok(Vec::new());
        }
        self.rows(FIND_SCHEDULES, [tenant.into(), Value::texts(schedules)]).await?.iter_mut().map(read).collect()
    }

    /// Adds a schedule.
    pub async fn add_schedule(&mut self, tenant: TenantId, schedule: &Schedule) -> StoreResult<()> {
        let args = [
            schedule.id.into(),
            tenant.into(),
            schedule.senior.into(),
            schedule.volunteer.into(),
            (&schedule.title).into(),
            schedule.title.to_lowercase().into(),
            (&schedule.kind).into(),
            schedule.from_ms.into(),
            schedule.to_ms.into(),
            (&schedule.recurrence).into(),
            schedule.created_at_ms.into(),
            schedule.updated_at_ms.into(),
        ];
        self.execute(ADD_SCHEDULE, args).await.map(drop)
    }

    /// Writes a schedule back; its people stay. `false`: it is gone.
    pub async fn save_schedule(&mut self, tenant: TenantId, schedule: &Schedule) -> StoreResult<bool> {
        let args = [
            tenant.into(),
            schedule.id.into(),
            (&schedule.title).into(),
            schedule.title.to_lowercase().into(),
            (&schedule.kind).into(),
            schedule.from_ms.into(),
            schedule.to_ms.into(),
            (&schedule.recurrence).into(),
            schedule.updated_at_ms.into(),
        ];
        Ok(self.execute(SAVE_SCHEDULE, args).await? == 1)
    }

    /// Notes that its people are reminded at `at_ms`, and answers the schedule. `None`: it is gone, or they were reminded then or
    /// later already.
    pub async fn mark_reminded(
        &mut self,
        tenant: TenantId,
        schedule: ScheduleId,
        at_ms: i64,
    ) -> StoreResult<Option<Schedule>> {
        let args = [tenant.into(), schedule.into(), at_ms.into()];
        self.optional(MARK_REMINDED, args).await?.as_mut().map(read).transpose()
    }

    /// Removes a schedule. `false`: it was gone.
    pub async fn remove_schedule(&mut self, tenant: TenantId, schedule: ScheduleId) -> StoreResult<bool> {
        Ok(self.execute(REMOVE_SCHEDULE, [tenant.into(), schedule.into()]).await? == 1)
    }

    /// Removes a person's schedules that end after `now_ms` or repeat, and answers what was removed.
    pub async fn remove_schedules_of(
        &mut self,
        tenant: TenantId,
        user: UserId,
        now_ms: i64,
    ) -> StoreResult<Vec<Schedule>> {
        let args = [tenant.into(), user.into(), now_ms.into()];
        self.rows(REMOVE_SCHEDULES_OF, args).await?.iter_mut().map(read).collect()
    }

    /// Answers [`remove_schedules_between`].
    pub async fn remove_schedules_between(
        &mut self,
        tenant: TenantId,
        a: UserId,
        b: UserId,
        now_ms: i64,
    ) -> StoreResult<Vec<Schedule>> {
        self.ask(remove_schedules_between(tenant, a, b, now_ms)).await
    }
}
