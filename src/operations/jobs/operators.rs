//! What operators see of the queue and do about jobs that were given up. Nothing that is secret or personal is shown.

use crate::{
    domain::{
        ids::{JobId, TenantId},
        time::MS_PER_SECOND,
    },
    operations::{Ctx, Failure},
    store::{jobs::Job as Kept, rerun},
};
use serde_json::Value;
use uuid::Uuid;

/// A job as operators see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub id: JobId,
    pub tenant: TenantId,
    pub name: String,
    pub state: State,
    /// How often it was begun.
    pub attempts: i64,
    /// When it is due, or was.
    pub run_at_ms: i64,
    pub dead_at_ms: Option<i64>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// What it is about: ids and numbers as they are, all else covered.
    pub work: Value,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It could be begun now.
    Due,
    /// It is for another time, or somebody works at it.
    Later,
    /// It was given up.
    Dead,
}

/// How long the queue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depth {
    pub due: i64,
    pub later: i64,
    pub dead: i64,
    /// How long the oldest of those that are due has been so, in seconds.
    pub oldest_due_seconds: i64,
}

/// Most jobs of a state that are counted: more is told as this many.
const COUNTED_MAX: i64 = 10_000;

/// How long the queue is, in all tenants. One statement, which looks at 10,000 jobs of each state at most.
///
/// # Errors
/// The store's.
pub async fn depth(ctx: &Ctx) -> Result<Depth, Failure> {
    let now_ms = ctx.clock.now_ms();
    let counted = ctx.store.read().await?.count_jobs(now_ms, COUNTED_MAX).await?;
    let oldest_due_seconds = counted.oldest_due_ms.map_or(0, |due_ms| (now_ms - due_ms) / MS_PER_SECOND);
    Ok(Depth { due: counted.due, later: counted.later, dead: counted.dead, oldest_due_seconds })
}

/// Jobs that were given up, the oldest first; with `all` those that are to be done after them, the next first. Up to `limit` of
/// each.
///
/// # Errors
/// The store's.
pub async fn list(ctx: &Ctx, all: bool, limit: i64) -> Result<Vec<Shown>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    let mut jobs = tx.dead_jobs(limit).await?;
    if all {
        jobs.extend(tx.waiting_jobs(limit).await?);
    }
    Ok(jobs.into_iter().map(|job| shown(job, now_ms)).collect())
}

/// The job of that id. `None`: it is done, or never was.
///
/// # Errors
/// The store's.
pub async fn show(ctx: &Ctx, id: JobId) -> Result<Option<Shown>, Failure> {
    let now_ms = ctx.clock.now_ms();
    Ok(ctx.store.read().await?.find_job(id).await?.map(|job| shown(job, now_ms)))
}

/// Lets a job that was given up begin anew, at once. `false`: no such one was given up.
///
/// # Errors
/// The store's.
pub async fn start_again(ctx: &Ctx, id: JobId) -> Result<bool, Failure> {
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let found = tx.revive_job(id, now_ms).await?;
        tx.commit().await?;
        Ok(found)
    })
    .await
}

/// Lets every job that was given up begin anew. Answers how many.
///
/// # Errors
/// The store's.
pub async fn retry_all(ctx: &Ctx) -> Result<u64, Failure> {
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let count = tx.revive_jobs(now_ms).await?;
        tx.commit().await?;
        Ok(count)
    })
    .await
}

/// Removes a job that was given up. `false`: no such one was given up.
///
/// # Errors
/// The store's.
pub async fn remove(ctx: &Ctx, id: JobId) -> Result<bool, Failure> {
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let found = tx.remove_dead_job(id).await?;
        tx.commit().await?;
        Ok(found)
    })
    .await
}

/// Removes every job that was given up. Answers how many.
///
/// # Errors
/// The store's.
pub async fn remove_all(ctx: &Ctx) -> Result<u64, Failure> {
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let count = tx.remove_dead_jobs(now_ms).await?;
        tx.commit().await?;
        Ok(count)
    })
    .await
}

fn shown(job: Kept, now_ms: i64) -> Shown {
    let state = match job.dead_at_ms {
        Some(_) => State::Dead,
        None if job.run_at_ms <= now_ms => State::Due,
        None => State::Later,
    };
    let mut work: Value = serde_json::from_str(&job.work).unwrap_or_default();
    let name = word(&work);
    if let Some(members) = work.as_object_mut() {
        members.remove("job");
    }
    cover(&mut work);
    Shown {
        id: job.id,
        tenant: job.tenant,
        name,
        state,
        attempts: job.attempts,
        run_at_ms: job.run_at_ms,
        dead_at_ms: job.dead_at_ms,
        last_error: job.last_error,
        work,
    }
}

/// What a job is called, also one of another release.
pub(super) fn name_of(work: &str) -> String {
    word(&serde_json::from_str(work).unwrap_or_default())
}

/// The name, if it is one: it goes into logs and figures.
fn word(work: &Value) -> String {
    let name = work["job"].as_str().unwrap_or_default();
    let good = (1..=40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if good { name } else { "unknown" }.to_owned()
}

/// Covers every text that is not an id: addresses, codes, and whatever else a job may hold one day.
fn cover(value: &mut Value) {
    match value {
        Value::String(text) if Uuid::try_parse(text).is_err() => *text = "…".to_owned(),
        Value::Array(items) => items.iter_mut().for_each(cover),
        Value::Object(members) => members.values_mut().for_each(cover),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_ids_and_numbers_are_shown() {
        let id = "0199c2f0-1a25-7123-82dd-5f3acf9fe111";
        let mut work =
            json!({ "to": "ann@example.org", "code": "0042", "minutes": 10, "user": id, "deep": [{ "a": "b" }] });
        cover(&mut work);
        assert_eq!(work, json!({ "to": "…", "code": "…", "minutes": 10, "user": id, "deep": [{ "a": "…" }] }));
    }

    #[test]
    fn a_name_is_a_word() {
        for (work, name) in [
            (r#"{"job":"otp-mail"}"#, "otp-mail"),
            (r#"{"job":"ann@example.org"}"#, "unknown"),
            (r#"{"job":""}"#, "unknown"),
            ("no JSON", "unknown"),
        ] {
            assert_eq!(name_of(work), name, "{work}");
        }
    }
}
