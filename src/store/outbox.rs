//! What leaves after a commit: jobs, and events for sockets. Gathered while a transaction runs, written at its end, so that
//! every story pays for it once and takes the locks in one order.

use super::{Question, StoreResult, Tx, Value, statements::declare};
use crate::domain::ids::{JobId, TenantId, UserId};
use std::collections::{HashMap, HashSet};

/// Work to be done.
#[derive(Clone, PartialEq, Eq)]
pub struct NewJob {
    pub id: JobId,
    pub tenant: TenantId,
    /// JSON.
    pub work: String,
    pub run_at_ms: i64,
    /// Write it only if this person wants pushes and has a device that takes them. `None`: write it.
    pub for_devices_of: Option<UserId>,
}

/// Work may hold codes and addresses.
impl std::fmt::Debug for NewJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewJob").field("id", &self.id).field("run_at_ms", &self.run_at_ms).finish_non_exhaustive()
    }
}

/// Something that a person's sockets are to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    pub tenant: TenantId,
    pub user: UserId,
    /// JSON.
    pub event: String,
    /// Whether it sums up: its person is told once, after everything else of the transaction.
    pub sums_up: bool,
    pub raised_at_ms: i64,
}

/// What a transaction has gathered.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    pub(super) jobs: Vec<NewJob>,
    pub(super) events: Vec<NewEvent>,
}

impl Outbox {
    /// Puts the events in the order in which they are told: what sums up comes last, and once.
    pub(super) fn sum_up(&mut self) {
        let mut said = HashSet::new();
        self.events.retain(|event| !event.sums_up || said.insert((event.tenant, event.user, event.event.clone())));
        self.events.sort_by_key(|event| event.sums_up);
    }
}

/// Rows that one statement writes: joining two lists costs the square of their length.
const ROWS_AT_ONCE: usize = 50;

declare! {
    /// `$2` to `$5` are lists of one length; an empty person in `$5` stands for nobody.
    ADD_JOBS = "
        INSERT INTO jobs (id, tenant_id, work, run_at_ms)
        SELECT ids.value, $1, works.value, CAST(times.value AS BIGINT)
          FROM LIST_ROWS($2) AS ids
          JOIN LIST_ROWS($3) AS works ON works.key = ids.key
          JOIN LIST_ROWS($4) AS times ON times.key = ids.key
          JOIN LIST_ROWS($5) AS people ON people.key = ids.key
         WHERE people.value = ''
            OR EXISTS (SELECT 1
                         FROM users AS u
                         JOIN sessions AS s
                           ON s.tenant_id = u.tenant_id AND s.user_id = u.id AND s.revoked_at_ms IS NULL
                          AND s.device IS NOT NULL
                        WHERE u.tenant_id = $1 AND u.id = people.value AND u.push_enabled)";
    /// In the order of the people, so that two transactions never wait for each other.
    NUMBER_EVENTS = "
        INSERT INTO event_counters (tenant_id, user_id, last_seq)
        SELECT $1, people.value, COUNT(*)
          FROM LIST_ROWS($2) AS people
         WHERE true
         GROUP BY people.value
         ORDER BY people.value
            ON CONFLICT (user_id) DO UPDATE SET last_seq = event_counters.last_seq + excluded.last_seq
        RETURNING user_id, last_seq";
    /// `$2` to `$5` are lists of one length.
    ADD_EVENTS = "
        INSERT INTO events (tenant_id, user_id, seq, event, raised_at_ms)
        SELECT $1, people.value, CAST(numbers.value AS BIGINT), events.value, CAST(times.value AS BIGINT)
          FROM LIST_ROWS($2) AS people
          JOIN LIST_ROWS($3) AS numbers ON numbers.key = people.key
          JOIN LIST_ROWS($4) AS events ON events.key = people.key
          JOIN LIST_ROWS($5) AS times ON times.key = people.key";
    SWEEP_EVENTS = "
        DELETE FROM events
         WHERE raised_at_ms <= COALESCE((SELECT raised_at_ms
                                           FROM events
                                          WHERE raised_at_ms < $1
                                          ORDER BY raised_at_ms
                                          LIMIT 1 OFFSET $2), $1 - 1)";
}

impl Tx {
    /// Writes what was gathered: one statement for jobs, two for events; none where there is nothing. What is left to the next
    /// errand goes with the commit.
    pub(super) async fn write_out(&mut self, outbox: &Outbox) -> StoreResult<()> {
        for jobs in outbox.jobs.chunk_by(|a, b| a.tenant == b.tenant) {
            for jobs in jobs.chunks(ROWS_AT_ONCE) {
                self.add_jobs(jobs);
            }
        }
        for events in outbox.events.chunk_by(|a, b| a.tenant == b.tenant) {
            self.add_events(events).await?;
        }
        Ok(())
    }

    fn add_jobs(&mut self, jobs: &[NewJob]) {
        let [first, ..] = jobs else { return };
        let args = [
            first.tenant.into(),
            Value::texts(jobs.iter().map(|job| job.id)),
            Value::texts(jobs.iter().map(|job| &job.work)),
            Value::texts(jobs.iter().map(|job| job.run_at_ms)),
            Value::texts(jobs.iter().map(|job| job.for_devices_of.map_or_else(String::new, |user| user.to_string()))),
        ];
        self.later(Question::new(ADD_JOBS, args, |_| Ok(())));
    }

    async fn add_events(&mut self, events: &[NewEvent]) -> StoreResult<()> {
        let [first, ..] = events else { return Ok(()) };
        let people = Value::texts(events.iter().map(|event| event.user));
        let mut last: HashMap<UserId, i64> = HashMap::new();
        for mut row in self.rows(NUMBER_EVENTS, [first.tenant.into(), people]).await? {
            last.insert(row.parsed("user_id")?, row.int("last_seq")?);
        }
        // The statement answered each person's last number: from the end backwards every event finds its own.
        let mut numbered: Vec<(&NewEvent, i64)> = Vec::with_capacity(events.len());
        for event in events.iter().rev() {
            let next = last
                .get_mut(&event.user)
                .ok_or_else(|| super::StoreError::inconsistent("a person of an event was not counted"))?;
            numbered.push((event, *next));
            *next -= 1;
        }
        for part in numbered.chunks(ROWS_AT_ONCE) {
            let args = [
                first.tenant.into(),
                Value::texts(part.iter().map(|(event, _)| event.user)),
                Value::texts(part.iter().map(|(_, number)| number)),
                Value::texts(part.iter().map(|(event, _)| &event.event)),
                Value::texts(part.iter().map(|(event, _)| event.raised_at_ms)),
            ];
            self.later(Question::new(ADD_EVENTS, args, |_| Ok(())));
        }
        Ok(())
    }

    /// Forgets events that were raised before `before_ms`: the oldest `limit` and those as old. Answers how many.
    pub async fn sweep_events(&mut self, before_ms: i64, limit: i64) -> StoreResult<u64> {
        self.execute(SWEEP_EVENTS, [before_ms.into(), limit.into()]).await
    }
}
