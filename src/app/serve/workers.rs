//! Who does jobs: a few workers of every process. Any number of processes share one queue.

use super::listener;
use crate::operations::{Ctx, jobs};
use std::time::Duration;
use tokio::{sync::watch, task::JoinHandle, time::sleep};

/// How many jobs a process does at a time. Jobs mostly wait for others; one that hangs must not hold all the rest up.
const WORKERS: usize = 8;
/// How often a worker looks for jobs that fell due, or that another process left.
const LOOK: Duration = Duration::from_secs(1);
/// Longest wait before the queue is asked again when it could not be asked.
const AWAY_MAX: Duration = Duration::from_secs(30);
/// How often the queue is measured.
const MEASURE: Duration = Duration::from_secs(15);

/// Starts the workers, and who measures the queue. They end on `stop`: within `grace` what they are at is finished, and what is
/// not falls due again when its claim ends.
pub(super) fn start(ctx: &Ctx, stop: &watch::Receiver<bool>, grace: Duration) -> Vec<JoinHandle<()>> {
    let measuring = tokio::spawn(measuring(ctx.clone(), stop.clone()));
    let workers = (0..WORKERS).map(|_| tokio::spawn(working(ctx.clone(), stop.clone(), grace)));
    [measuring].into_iter().chain(workers).collect()
}

async fn working(ctx: Ctx, mut stop: watch::Receiver<bool>, grace: Duration) {
    let mut away = 0;
    while !*stop.borrow() {
        let mut ending = stop.clone();
        let done = tokio::select! {
            done = jobs::run_next(&ctx) => done,
            () = async { listener::told(&mut ending).await; sleep(grace).await } => {
                tracing::warn!("A job was left midway; it is begun anew when its claim ends");
                return;
            }
        };
        let pause = match done {
            Ok(true) => {
                away = 0;
                continue;
            }
            Ok(false) => {
                away = 0;
                LOOK
            }
            Err(failure) => {
                away += 1;
                if away == 1 {
                    tracing::warn!(code = failure.code.slug(), "The queue of jobs could not be asked; asking again");
                }
                pause_when_away(away)
            }
        };
        tokio::select! {
            () = listener::told(&mut stop) => return,
            () = ctx.store.job_added(), if away == 0 => {}
            () = sleep(pause) => {}
        }
    }
}

/// How long to wait after the queue could not be asked so many times in a row: twice as long each time.
fn pause_when_away(times: u32) -> Duration {
    LOOK.saturating_mul(1 << (times.clamp(1, 16) - 1)).min(AWAY_MAX)
}

/// Tells Prometheus how long the queue is. Every process tells the same: take the highest.
async fn measuring(ctx: Ctx, mut stop: watch::Receiver<bool>) {
    let mut beat = tokio::time::interval(MEASURE);
    loop {
        tokio::select! {
            () = listener::told(&mut stop) => return,
            _ = beat.tick() => {}
        }
        // When the database is away the workers say so.
        let Ok(depth) = jobs::depth(&ctx).await else { continue };
        for (state, count) in [("due", depth.due), ("later", depth.later), ("dead", depth.dead)] {
            metrics::gauge!("talkamie_jobs", "state" => state).set(f64::from(i32::try_from(count).unwrap_or(i32::MAX)));
        }
        let seconds = i32::try_from(depth.oldest_due_seconds).unwrap_or(i32::MAX);
        metrics::gauge!("talkamie_jobs_oldest_due_seconds").set(f64::from(seconds));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_away_is_asked_less_and_less_often() {
        let seconds: Vec<u64> = [0, 1, 2, 3, 5, 6, 100].into_iter().map(|n| pause_when_away(n).as_secs()).collect();
        assert_eq!(seconds, [1, 1, 2, 4, 16, 30, 30]);
    }
}
