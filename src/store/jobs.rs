//! The queue of work that is done after a commit, at least once.

use super::{Row, StoreResult, Tx, Value, statements::declare};
use crate::domain::ids::{JobId, TenantId};

/// A job as somebody claimed it.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    pub id: JobId,
    pub tenant: TenantId,
    /// JSON.
    pub work: String,
    /// How often it was begun, this time included. Names the claim.
    pub attempts: i64,
    pub run_at_ms: i64,
    /// Why the last attempt failed; for operators.
    pub last_error: Option<String>,
    /// When it was given up.
    pub dead_at_ms: Option<i64>,
}

/// Work may hold codes and addresses.
impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("id", &self.id).field("attempts", &self.attempts).finish_non_exhaustive()
    }
}

declare! {
    JOB_DUE = "
        SELECT id
          FROM jobs
         WHERE dead_at_ms IS NULL AND run_at_ms <= $1
         ORDER BY run_at_ms, id
         LIMIT 1";
    /// Two that claim at once never get the same one.
    CLAIM_JOB = "
        UPDATE jobs
           SET attempts = attempts + 1, run_at_ms = $2
         WHERE id = (SELECT id
                       FROM jobs
                      WHERE dead_at_ms IS NULL AND run_at_ms <= $1
                      ORDER BY run_at_ms, id
                      LIMIT 1
                        FOR UPDATE SKIP LOCKED)
        RETURNING id, tenant_id, work, attempts, run_at_ms, last_error, dead_at_ms";
    FINISH_JOB = "
        DELETE FROM jobs
         WHERE id = $1 AND attempts = $2 AND dead_at_ms IS NULL";
    RETRY_JOB = "
        UPDATE jobs
           SET run_at_ms = $3, last_error = $4
         WHERE id = $1 AND attempts = $2 AND dead_at_ms IS NULL";
    BURY_JOB = "
        UPDATE jobs
           SET dead_at_ms = $3, last_error = $4
         WHERE id = $1 AND attempts = $2 AND dead_at_ms IS NULL";
    DEAD_JOBS = "
        SELECT id, tenant_id, work, attempts, run_at_ms, last_error, dead_at_ms
          FROM jobs
         WHERE dead_at_ms IS NOT NULL
         ORDER BY dead_at_ms, id
         LIMIT $1";
    WAITING_JOBS = "
        SELECT id, tenant_id, work, attempts, run_at_ms, last_error, dead_at_ms
          FROM jobs
         WHERE dead_at_ms IS NULL AND run_at_ms >= 0
         ORDER BY run_at_ms, id
         LIMIT $1";
    FIND_JOB = "
        SELECT id, tenant_id, work, attempts, run_at_ms, last_error, dead_at_ms
          FROM jobs
         WHERE id = $1";
    /// Counts up to `$2` of each, so that a long queue costs no more than that to look at.
    JOBS_DEPTH = "
        SELECT (SELECT COUNT(*)
                  FROM (SELECT id FROM jobs WHERE dead_at_ms IS NULL AND run_at_ms <= $1
                         ORDER BY run_at_ms, id LIMIT $2) AS counted) AS due,
               (SELECT COUNT(*)
                  FROM (SELECT id FROM jobs WHERE dead_at_ms IS NULL AND run_at_ms > $1
                         ORDER BY run_at_ms, id LIMIT $2) AS counted) AS later,
               (SELECT COUNT(*)
                  FROM (SELECT id FROM jobs WHERE dead_at_ms IS NOT NULL
                         ORDER BY dead_at_ms, id LIMIT $2) AS counted) AS dead,
               (SELECT run_at_ms
                  FROM jobs
                 WHERE dead_at_ms IS NULL AND run_at_ms <= $1
                 ORDER BY run_at_ms, id
                 LIMIT 1) AS oldest_due_ms";
    REVIVE_JOB = "
        UPDATE jobs
           SET dead_at_ms = NULL, attempts = 0, run_at_ms = $2
         WHERE id = $1 AND dead_at_ms IS NOT NULL";
    REVIVE_JOBS = "
        UPDATE jobs
           SET dead_at_ms = NULL, attempts = 0, run_at_ms = $1
         WHERE dead_at_ms <= $1";
    REMOVE_DEAD_JOB = "
        DELETE FROM jobs
         WHERE id = $1 AND dead_at_ms IS NOT NULL";
    REMOVE_DEAD_JOBS = "
        DELETE FROM jobs
         WHERE dead_at_ms <= $1";
    /// A job begins with its name.
    SWEEP_DEAD_JOBS = "
        DELETE FROM jobs
         WHERE dead_at_ms < $1
           AND EXISTS (SELECT 1 FROM LIST_ROWS($2) AS names WHERE work LIKE '{\"job\":\"' || names.value || '\",%')";
}

/// How long the queue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Jobs that could be begun now.
    pub due: i64,
    /// Jobs for another time, those at which somebody works among them.
    pub later: i64,
    /// Jobs that were given up.
    pub dead: i64,
    /// When the oldest of those that are due fell due.
    pub oldest_due_ms: Option<i64>,
}

fn read(mut row: Row) -> StoreResult<Job> {
    Ok(Job {
        id: row.parsed("id")?,
        tenant: row.parsed("tenant_id")?,
        work: row.text("work")?,
        attempts: row.int("attempts")?,
        run_at_ms: row.int("run_at_ms")?,
        last_error: row.text_opt("last_error")?,
        dead_at_ms: row.int_opt("dead_at_ms")?,
    })
}

impl Tx {
    /// Whether a job is due.
    pub async fn job_due(&mut self, now_ms: i64) -> StoreResult<bool> {
        Ok(self.optional(JOB_DUE, [now_ms.into()]).await?.is_some())
    }

    /// Takes the job that is due longest; until `until_ms` nobody else gets it. `None`: none is due.
    pub async fn claim_job(&mut self, now_ms: i64, until_ms: i64) -> StoreResult<Option<Job>> {
        self.optional(CLAIM_JOB, [now_ms.into(), until_ms.into()]).await?.map(read).transpose()
    }

    /// Removes a claimed job that is done. `false`: the claim had ended and somebody else has it.
    pub async fn finish_job(&mut self, job: &Job) -> StoreResult<bool> {
        Ok(self.execute(FINISH_JOB, [job.id.into(), job.attempts.into()]).await? == 1)
    }

    /// Puts a claimed job back until `run_at_ms`. `false`: the claim had ended.
    pub async fn retry_job(&mut self, job: &Job, run_at_ms: i64, error: &str) -> StoreResult<bool> {
        let args = [job.id.into(), job.attempts.into(), run_at_ms.into(), error.into()];
        Ok(self.execute(RETRY_JOB, args).await? == 1)
    }

    /// Gives a claimed job up: it stays for operators to see. `false`: the claim had ended.
    pub async fn bury_job(&mut self, job: &Job, now_ms: i64, error: &str) -> StoreResult<bool> {
        let args = [job.id.into(), job.attempts.into(), now_ms.into(), error.into()];
        Ok(self.execute(BURY_JOB, args).await? == 1)
    }

    /// Jobs that were given up, the oldest first.
    pub async fn dead_jobs(&mut self, limit: i64) -> StoreResult<Vec<Job>> {
        self.rows(DEAD_JOBS, [limit.into()]).await?.into_iter().map(read).collect()
    }

    /// Jobs that are to be done, the next first.
    pub async fn waiting_jobs(&mut self, limit: i64) -> StoreResult<Vec<Job>> {
        self.rows(WAITING_JOBS, [limit.into()]).await?.into_iter().map(read).collect()
    }

    /// The job of that id, to be done or given up. `None`: it is done, or never was.
    pub async fn find_job(&mut self, id: JobId) -> StoreResult<Option<Job>> {
        self.optional(FIND_JOB, [id.into()]).await?.map(read).transpose()
    }

    /// How many jobs there are of each kind, up to `most`.
    pub async fn count_jobs(&mut self, now_ms: i64, most: i64) -> StoreResult<Counted> {
        let mut row = self.one(JOBS_DEPTH, [now_ms.into(), most.into()]).await?;
        Ok(Counted {
            due: row.int("due")?,
            later: row.int("later")?,
            dead: row.int("dead")?,
            oldest_due_ms: row.int_opt("oldest_due_ms")?,
        })
    }

    /// Lets every job that was given up until now begin anew. Answers how many.
    pub async fn revive_jobs(&mut self, now_ms: i64) -> StoreResult<u64> {
        self.execute(REVIVE_JOBS, [now_ms.into()]).await
    }

    /// Removes every job that was given up until now. Answers how many.
    pub async fn remove_dead_jobs(&mut self, now_ms: i64) -> StoreResult<u64> {
        self.execute(REMOVE_DEAD_JOBS, [now_ms.into()]).await
    }

    /// Forgets jobs with these names that were given up before `before_ms`, and answers how many there were.
    pub async fn sweep_dead_jobs(&mut self, names: &[&str], before_ms: i64) -> StoreResult<u64> {
        self.execute(SWEEP_DEAD_JOBS, [before_ms.into(), Value::texts(names)]).await
    }

    /// Lets a job that was given up begin anew. `false`: there is no such one.
    pub async fn revive_job(&mut self, id: JobId, now_ms: i64) -> StoreResult<bool> {
        Ok(self.execute(REVIVE_JOB, [id.into(), now_ms.into()]).await? == 1)
    }

    /// Removes a job that was given up. `false`: there is no such one.
    pub async fn remove_dead_job(&mut self, id: JobId) -> StoreResult<bool> {
        Ok(self.execute(REMOVE_DEAD_JOB, [id.into()]).await? == 1)
    }
}
