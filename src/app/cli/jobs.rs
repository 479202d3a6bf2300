//! `talkamie jobs`.

use super::Common;
use crate::{
    app::Fault,
    domain::{ids::JobId, time::iso_date_time},
    operations::jobs,
};
use clap::Subcommand;
use serde::Serialize;
use std::fmt;

#[derive(Subcommand)]
pub(super) enum Jobs {
    /// List jobs that were given up, the oldest first
    List {
        /// And those that are to be done, the next first
        #[arg(long)]
        all: bool,
        /// Most jobs to list of each
        #[arg(long, default_value_t = 50, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..))]
        limit: u16,
    },
    /// Show a job; what is secret or personal in it is covered
    Show { id: JobId },
    /// Let jobs that were given up begin anew, at once
    Retry {
        #[arg(required_unless_present = "all", conflicts_with = "all", value_name = "ID")]
        ids: Vec<JobId>,
        /// Every job that was given up
        #[arg(long)]
        all: bool,
    },
    /// Remove jobs that were given up, for good
    Remove {
        #[arg(required_unless_present = "all", conflicts_with = "all", value_name = "ID")]
        ids: Vec<JobId>,
        /// Every job that was given up
        #[arg(long)]
        all: bool,
    },
}

/// A job.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Shown {
    id: String,
    tenant: String,
    job: String,
    /// `dead`: given up; `due`; `later`: for another time, or somebody is at it.
    state: &'static str,
    /// How often it was begun.
    attempts: i64,
    run_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dead_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_error: Option<String>,
    /// What it is about; texts that are no ids are covered.
    work: serde_json::Value,
}

#[derive(Serialize, schemars::JsonSchema)]
struct Listed {
    jobs: Vec<Shown>,
}

/// How many jobs a command changed.
#[derive(Serialize, schemars::JsonSchema)]
struct Changed {
    changed: u64,
    #[serde(skip)]
    verb: &'static str,
}

impl From<jobs::Shown> for Shown {
    fn from(job: jobs::Shown) -> Self {
        Self {
            id: job.id.to_string(),
            tenant: job.tenant.to_string(),
            job: job.name,
            state: match job.state {
                jobs::State::Due => "due",
                jobs::State::Later => "later",
                jobs::State::Dead => "dead",
            },
            attempts: job.attempts,
            run_at: iso_date_time(job.run_at_ms),
            dead_at: job.dead_at_ms.map(iso_date_time),
            last_error: job.last_error,
            work: job.work,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.job, self.id)?;
        writeln!(f, "  state       {}", self.state)?;
        writeln!(f, "  attempts    {}", self.attempts)?;
        writeln!(f, "  due         {}", self.run_at)?;
        self.dead_at.iter().try_for_each(|at| writeln!(f, "  given up    {at}"))?;
        self.last_error.iter().try_for_each(|why| writeln!(f, "  last error  {why}"))?;
        writeln!(f, "  tenant      {}", self.tenant)?;
        write!(f, "  work        {}", self.work)
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Jobs: {}", self.jobs.len())?;
        for job in &self.jobs {
            let (at, why) = (job.dead_at.as_ref().unwrap_or(&job.run_at), job.last_error.as_deref().unwrap_or("-"));
            write!(f, "\n{}  {:16}  {:5}  {at}  {:2} attempts  {why}", job.id, job.job, job.state, job.attempts)?;
        }
        Ok(())
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.verb, self.changed, if self.changed == 1 { "job" } else { "jobs" })
    }
}

impl Jobs {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        match self {
            Self::List { all, limit } => common.on_database(async |ctx| {
                let jobs = jobs::list(&ctx, all, i64::from(limit)).await?;
                Ok(Listed { jobs: jobs.into_iter().map(Shown::from).collect() })
            }),
            Self::Show { id } => common.on_database(async |ctx| {
                let job = jobs::show(&ctx, id).await?;
                job.map(Shown::from)
                    .ok_or_else(|| Fault::new(format!("there is no job {id}: it is done, or never was")))
            }),
            Self::Retry { ids, .. } => common.on_database(async |ctx| {
                let mut changed = 0;
                if ids.is_empty() {
                    changed = jobs::retry_all(&ctx).await?;
                }
                for id in ids {
                    changed += found(id, jobs::start_again(&ctx, id).await?)?;
                }
                Ok(Changed { changed, verb: "Began anew:" })
            }),
            Self::Remove { ids, .. } => common.on_database(async |ctx| {
                let mut changed = 0;
                if ids.is_empty() {
                    changed = jobs::remove_all(&ctx).await?;
                }
                for id in ids {
                    changed += found(id, jobs::remove(&ctx, id).await?)?;
                }
                Ok(Changed { changed, verb: "Removed" })
            }),
        }
    }
}

/// One job more, or what is told when it was not there. Those before it stay changed.
fn found(id: JobId, found: bool) -> Result<u64, Fault> {
    if found { Ok(1) } else { Err(Fault::new(format!("job {id} was not given up, or is not there"))) }
}
