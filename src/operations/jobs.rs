//! Work in the world outside, done after the commit it belongs to, at least once: mail, pushes, payouts, pictures.
//!
//! A job is a row written in the same transaction as what it is for. A worker claims it, does it and removes it; one whose worker
//! dies falls due again when the claim ends, so whatever a job does must bear being done twice. What fails is tried again
//! with growing pauses and is given up in the end: its row stays, with the reason.

use super::{Ctx, Failure, files, finance::payouts, otp, ports::PortError, schedules, verification};
use crate::{
    domain::{
        ids::{JobId, ScheduleId, TenantId, TransactionId},
        retry,
        time::{MS_PER_MINUTE, MS_PER_SECOND},
    },
    store::{StoreError, Tx, jobs::Job as Claimed, outbox::NewJob, rerun},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a claim lasts, in milliseconds: longer than any job may take.
pub const CLAIM_MS: i64 = 2 * MS_PER_MINUTE;
/// How long a job may take.
const JOB_TIME: Duration = Duration::from_secs(90);
/// Longest reason that is kept for operators, in characters.
const REASON_CHARS_MAX: usize = 300;

/// Work to be done. Rows outlive a release: a word once written never changes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "kebab-case")]
pub enum Job {
    /// A one-time code by mail. Of no use after `expires_at_ms`.
    OtpMail { to: String, code: String, minutes: i64, expires_at_ms: i64 },
    /// The small version of a picture that a profile took.
    Thumbnail { path: String },
    /// Files that nobody uses any more leave the store.
    RemoveFiles { paths: Vec<String> },
    /// A volunteer's background check is handed to whoever does it.
    BackgroundCheck { user: String },
    /// A reminder of a scheduled call, due at `at_ms`.
    ScheduleReminder { schedule: ScheduleId, at_ms: i64 },
    /// The money of a withdrawal: sent, or looked after.
    Payout { transaction: TransactionId },
}

impl Job {
    /// What it is called in logs and lists.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::OtpMail { .. } => "otp-mail",
            Self::Thumbnail { .. } => "thumbnail",
            Self::RemoveFiles { .. } => "remove-files",
            Self::BackgroundCheck { .. } => "background-check",
            Self::ScheduleReminder { .. } => "schedule-reminder",
            Self::Payout { .. } => "payout",
        }
    }
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobFault {
    /// It may work another time.
    #[error("{0}")]
    Again(String),
    /// It never will.
    #[error("{0}")]
    Never(String),
}

impl From<PortError> for JobFault {
    fn from(error: PortError) -> Self {
        Self::Again(error.to_string())
    }
}

impl From<Failure> for JobFault {
    fn from(failure: Failure) -> Self {
        Self::Again(failure.to_string())
    }
}

impl From<StoreError> for JobFault {
    fn from(error: StoreError) -> Self {
        Self::Again(error.to_string())
    }
}

/// Has `job` done after the commit, at `run_at_ms` or as soon as somebody is free.
pub fn enqueue(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, job: &Job, run_at_ms: i64) {
    // Texts and numbers under fixed names: there is nothing in a job that JSON cannot say.
    let work = serde_json::to_string(job).unwrap_or_default();
    tx.add_job(NewJob { id: JobId(ctx.new_id()), tenant, work, run_at_ms, for_devices_of: None });
}

/// Does the job that is due longest, if there is one. `true`: there was one; ask again at once.
///
/// # Errors
/// The store's: nothing was claimed, or the outcome is not written and the job falls due again.
pub async fn run_next(ctx: &Ctx) -> Result<bool, Failure> {
    // A look costs SQLite's only writer nothing; most looks find nothing.
    let due = ctx.store.read().await?.job_due(ctx.clock.now_ms()).await?;
    if !due {
        return Ok(false);
    }
    let claimed = rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let now_ms = ctx.clock.now_ms();
        let claimed = tx.claim_job(now_ms, now_ms + CLAIM_MS).await?;
        tx.commit().await?;
        Ok::<_, Failure>(claimed)
    })
    .await?;
    let Some(claimed) = claimed else { return Ok(false) };
    let outcome = attempt(ctx, &claimed).await;
    conclude(ctx, &claimed, outcome).await?;
    Ok(true)
}

/// One attempt, in a task of its own: a panic in it is a failed attempt, and nobody waits for it for ever.
async fn attempt(ctx: &Ctx, claimed: &Claimed) -> Result<(), JobFault> {
    let job: Job =
        serde_json::from_str(&claimed.work).map_err(|_| JobFault::Never("not a job of this release".into()))?;
    let (ctx, tenant, name) = (ctx.clone(), claimed.tenant, job.name());
    tracing::debug!(job.id = %claimed.id, job.name = name, attempt = claimed.attempts, "Doing a job");
    let mut task = tokio::spawn(async move { run(&ctx, tenant, job).await });
    match tokio::time::timeout(JOB_TIME, &mut task).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(JobFault::Again("the job broke".into())),
        Err(_) => {
            task.abort();
            Err(JobFault::Again(format!("not done within {} seconds", JOB_TIME.as_secs())))
        }
    }
}

async fn run(ctx: &Ctx, tenant: TenantId, job: Job) -> Result<(), JobFault> {
    match job {
        Job::OtpMail { to, code, minutes, expires_at_ms } => otp::mail(ctx, to, code, minutes, expires_at_ms).await,
        Job::Thumbnail { path } => files::make_small(ctx, tenant, &path).await,
        Job::RemoveFiles { paths } => files::remove(ctx, &paths).await,
        Job::BackgroundCheck { user } => verification::hand_on(ctx, tenant, &user).await,
        Job::ScheduleReminder { schedule, at_ms } => schedules::reminders::remind(ctx, tenant, schedule, at_ms).await,
        Job::Payout { transaction } => payouts::pay(ctx, tenant, transaction).await,
    }
}

/// Writes down what came of an attempt.
async fn conclude(ctx: &Ctx, claimed: &Claimed, outcome: Result<(), JobFault>) -> Result<(), Failure> {
    let mut chance = [0];
    ctx.chance.fill(&mut chance);
    let (pause_ms, reason) = match &outcome {
        Ok(()) => (None, String::new()),
        Err(JobFault::Again(reason)) => (retry::pause_ms(claimed.attempts, chance[0]), shortened(reason)),
        Err(JobFault::Never(reason)) => (None, shortened(reason)),
    };
    let held = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let held = match (&outcome, pause_ms) {
            (Ok(()), _) => tx.finish_job(claimed).await?,
            (Err(_), Some(pause_ms)) => tx.retry_job(claimed, now_ms + pause_ms, &reason).await?,
            (Err(_), None) => tx.bury_job(claimed, now_ms, &reason).await?,
        };
        tx.commit().await?;
        Ok::<_, Failure>(held)
    })
    .await?;
    match outcome {
        Ok(()) => tracing::debug!(job.id = %claimed.id, "Did a job"),
        Err(_) if pause_ms.is_some() => {
            let seconds = pause_ms.unwrap_or_default() / MS_PER_SECOND;
            tracing::warn!(job.id = %claimed.id, attempt = claimed.attempts, reason, seconds, "A job failed and is tried again");
        }
        Err(_) => tracing::error!(job.id = %claimed.id, attempt = claimed.attempts, reason, "A job was given up"),
    }
    if !held {
        tracing::warn!(job.id = %claimed.id, "A job took longer than its claim and was begun anew by somebody else");
    }
    Ok(())
}

fn shortened(reason: &str) -> String {
    reason.chars().take(REASON_CHARS_MAX).collect()
}
