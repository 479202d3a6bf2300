//! Work in the world outside, done after the commit it belongs to, at least once: mail, pushes, payouts, pictures.
//!
//! A job is a row written in the same transaction as what it is for. A worker claims it, does it and removes it; one whose worker
//! dies falls due again when the claim ends, so whatever a job does must bear being done twice. What fails is tried again
//! with growing pauses and is given up in the end, where operators see it (`talkamie jobs`).

mod operators;

pub use operators::{Depth, Shown, State, depth, list, remove, remove_all, retry_all, show, start_again};

use super::{
    Ctx, Failure, files,
    finance::payouts,
    otp, payments,
    ports::{PortError, SendError},
    push::{self, About},
    schedules, verification,
};
use crate::{
    domain::{
        ids::{AlertId, JobId, ScheduleId, SessionId, TenantId, TransactionId, UserId},
        retry,
        time::{MS_PER_MINUTE, MS_PER_SECOND},
    },
    store::{StoreError, Tx, jobs::Job as Claimed, outbox::NewJob, rerun},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::task::JoinSet;

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
    /// The checkout pages of somebody who has closed their account.
    EndTopUps { user: UserId },
    /// An alert, as it was raised then, for the devices of its receiver.
    Push { user: UserId, alert: AlertId, raised_at_ms: i64 },
    /// The same for the device of one session.
    PushDevice { user: UserId, alert: AlertId, raised_at_ms: i64, session: SessionId },
}

impl Job {
    /// Names of the jobs that have no point any more a week after they were given up. They hold addresses besides.
    pub(super) const STALE: &[&str] = &["otp-mail", "push", "push-device"];

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
            Self::EndTopUps { .. } => "end-top-ups",
            Self::Push { .. } => "push",
            Self::PushDevice { .. } => "push-device",
        }
    }

    /// What the queue keeps.
    pub(super) fn written(&self) -> String {
        // Texts and numbers under fixed names: there is nothing in a job that JSON cannot say.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobFault {
    /// It may work another time.
    #[error("{0}")]
    Again(String),
    /// It may work another time, `after_ms` from now at the earliest.
    #[error("{reason}")]
    Later { reason: String, after_ms: i64 },
    /// It never will.
    #[error("{0}")]
    Never(String),
}

impl From<PortError> for JobFault {
    fn from(error: PortError) -> Self {
        Self::Again(error.told())
    }
}

impl From<SendError> for JobFault {
    fn from(error: SendError) -> Self {
        let reason = error.to_string();
        match error {
            SendError::Again { after_ms: Some(after_ms), .. } => Self::Later { reason, after_ms },
            SendError::Again { after_ms: None, .. } => Self::Again(reason),
            SendError::Never(_) => Self::Never(reason),
        }
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
    let id = JobId(ctx.new_id());
    tx.add_job(NewJob { id, tenant, work: job.written(), run_at_ms, for_devices_of: None });
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

/// One attempt, in a task of its own: a panic in it is a failed attempt, and nobody waits for it for ever. Whoever stops
/// waiting ends it. Answers what is to be done next.
async fn attempt(ctx: &Ctx, claimed: &Claimed) -> Result<Vec<Job>, JobFault> {
    if claimed.attempts > retry::ATTEMPTS_MAX {
        // No attempt said what came of it, the last allowed one neither: a job that ends the program must not do so for ever.
        return Err(JobFault::Never("begun too often without coming to an end".into()));
    }
    let job: Job =
        serde_json::from_str(&claimed.work).map_err(|_| JobFault::Never("not a job of this release".into()))?;
    let (ctx, tenant, id, name) = (ctx.clone(), claimed.tenant, claimed.id, job.name());
    tracing::debug!(job.id = %id, job.name = name, attempt = claimed.attempts, "Doing a job");
    // A set of one: dropping it aborts the task.
    let mut task = JoinSet::new();
    task.spawn(async move { run(&ctx, tenant, id, job).await });
    match tokio::time::timeout(JOB_TIME, task.join_next()).await {
        Ok(Some(Ok(outcome))) => outcome,
        Ok(_) => Err(JobFault::Again("the job broke".into())),
        Err(_) => Err(JobFault::Again(format!("not done within {} seconds", JOB_TIME.as_secs()))),
    }
}

/// Does a job. The jobs that it answers are written with its removal: all of them, once.
async fn run(ctx: &Ctx, tenant: TenantId, id: JobId, job: Job) -> Result<Vec<Job>, JobFault> {
    match job {
        Job::OtpMail { to, code, minutes, expires_at_ms } => otp::mail(ctx, id, to, code, minutes, expires_at_ms).await,
        Job::Thumbnail { path } => files::make_small(ctx, tenant, &path).await,
        Job::RemoveFiles { paths } => files::remove(ctx, &paths).await,
        Job::BackgroundCheck { user } => verification::hand_on(ctx, tenant, &user).await,
        Job::ScheduleReminder { schedule, at_ms } => schedules::reminders::remind(ctx, tenant, schedule, at_ms).await,
        Job::Payout { transaction } => payouts::pay(ctx, tenant, transaction).await,
        Job::EndTopUps { user } => payments::end_all_of(ctx, tenant, user).await,
        Job::Push { user, alert, raised_at_ms } => {
            return push::to_devices(ctx, tenant, About { user, alert, raised_at_ms }).await;
        }
        Job::PushDevice { user, alert, raised_at_ms, session } => {
            push::to_device(ctx, tenant, About { user, alert, raised_at_ms }, session).await
        }
    }?;
    Ok(vec![])
}

/// Writes down what came of an attempt.
async fn conclude(ctx: &Ctx, claimed: &Claimed, outcome: Result<Vec<Job>, JobFault>) -> Result<(), Failure> {
    let mut chance = [0];
    ctx.chance.fill(&mut chance);
    let attempts = claimed.attempts;
    let (pause_ms, reason) = match &outcome {
        Ok(_) => (None, String::new()),
        Err(JobFault::Again(reason)) => (retry::pause_ms(attempts, chance[0]), shortened(reason, REASON_CHARS_MAX)),
        Err(JobFault::Later { reason, after_ms }) => {
            (retry::pause_ms_asked(attempts, chance[0], Some(*after_ms)), shortened(reason, REASON_CHARS_MAX))
        }
        Err(JobFault::Never(reason)) => (None, shortened(reason, REASON_CHARS_MAX)),
    };
    let held = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let held = match (&outcome, pause_ms) {
            (Ok(_), _) => tx.finish_job(claimed).await?,
            (Err(_), Some(pause_ms)) => tx.retry_job(claimed, now_ms + pause_ms, &reason).await?,
            (Err(_), None) => tx.bury_job(claimed, now_ms, &reason).await?,
        };
        // Whoever has the job now answers for what comes next.
        for next in outcome.iter().flatten().filter(|_| held) {
            enqueue(ctx, &mut tx, claimed.tenant, next, now_ms);
        }
        tx.commit().await?;
        Ok::<_, Failure>(held)
    })
    .await?;
    tell(claimed, outcome.is_ok(), pause_ms, &reason);
    if !held {
        tracing::warn!(job.id = %claimed.id, "A job took longer than its claim and was begun anew by somebody else");
    }
    Ok(())
}

/// Logs and counts what came of an attempt.
fn tell(claimed: &Claimed, done: bool, pause_ms: Option<i64>, reason: &str) {
    let (id, attempt, name) = (claimed.id, claimed.attempts, operators::name_of(&claimed.work));
    let outcome = match pause_ms {
        _ if done => {
            tracing::debug!(job.id = %id, job.name = name, "Did a job");
            "done"
        }
        Some(pause_ms) => {
            let seconds = pause_ms / MS_PER_SECOND;
            tracing::warn!(job.id = %id, job.name = name, attempt, reason, seconds, "A job failed and is tried again");
            "failed"
        }
        None => {
            tracing::error!(job.id = %id, job.name = name, attempt, reason, "A job was given up");
            "dead"
        }
    };
    metrics::counter!("talkamie_jobs_total", "job" => name, "outcome" => outcome).increment(1);
}

/// As much of a reason as is kept.
pub(super) fn shortened(reason: &str, chars_max: usize) -> String {
    reason.chars().take(chars_max).collect()
}
