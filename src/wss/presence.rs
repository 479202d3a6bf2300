//! Who is here, as every process is to know.

use super::told;
use crate::{
    domain::ids::{NodeId, TenantId, UserId},
    operations::{Ctx, Failure, presence},
};
use std::{collections::HashMap, time::Duration};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{MissedTickBehavior, interval, timeout},
};

/// Changes that are written at a time.
const NOTED_AT_ONCE: usize = 500;
/// Rest after the database could not be asked.
const REST: Duration = Duration::from_millis(500);
/// Longest that somebody who comes waits for it to be known: more than that, and others learn it a moment later.
const KNOWN_WITHIN: Duration = Duration::from_secs(2);

/// Writes down who comes and goes, in the order in which they do, many at a time.
pub(super) struct Presence(mpsc::UnboundedSender<Change>);

/// Somebody's first connection came, or their last one went.
struct Change {
    user: UserId,
    /// Where they came to; `None`: they went.
    came: Option<TenantId>,
    known: Option<oneshot::Sender<()>>,
}

impl Presence {
    /// Writes until `stop`.
    pub(super) fn start(ctx: Ctx, stop: watch::Receiver<bool>) -> Self {
        let (changes, noted) = mpsc::unbounded_channel();
        tokio::spawn(keep(ctx, noted, stop));
        Self(changes)
    }

    /// Somebody came. Resolves when every process can know it.
    pub(super) fn came(&self, tenant: TenantId, user: UserId) -> impl Future<Output = ()> + Send + use<> {
        let (known, knows) = oneshot::channel();
        self.note(Change { user, came: Some(tenant), known: Some(known) });
        async {
            if timeout(KNOWN_WITHIN, knows).await.is_err() {
                tracing::warn!("Who came could not be written down in time");
            }
        }
    }

    /// Somebody left.
    pub(super) fn left(&self, user: UserId) {
        self.note(Change { user, came: None, known: None });
    }

    fn note(&self, change: Change) {
        // When the other end is gone the process ends, and everybody is gone with it.
        let _noted = self.0.send(change);
    }
}

async fn keep(ctx: Ctx, mut changes: mpsc::UnboundedReceiver<Change>, mut stop: watch::Receiver<bool>) {
    let node = NodeId(ctx.new_id());
    let mut beat = interval(Duration::from_millis(presence::BEAT_MS.unsigned_abs()));
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut taken = Vec::new();
    loop {
        tokio::select! {
            _ = beat.tick() => {
                if let Err(failure) = presence::beat(&ctx, node).await {
                    warn(&failure);
                }
            }
            count = changes.recv_many(&mut taken, NOTED_AT_ONCE) => {
                if count == 0 {
                    break;
                }
                note(&ctx, node, std::mem::take(&mut taken)).await;
            }
            () = told(&mut stop) => break,
        }
    }
    if let Err(failure) = presence::end(&ctx, node).await {
        warn(&failure);
    }
}

/// Writes changes down, until that works.
async fn note(ctx: &Ctx, node: NodeId, changes: Vec<Change>) {
    // Of each person what came last counts.
    let last: HashMap<UserId, Option<TenantId>> = changes.iter().map(|change| (change.user, change.came)).collect();
    let mut came: Vec<(TenantId, UserId)> =
        last.iter().filter_map(|(user, tenant)| Some(((*tenant)?, *user))).collect();
    came.sort_unstable();
    let left: Vec<UserId> = last.iter().filter(|(_, tenant)| tenant.is_none()).map(|(user, _)| *user).collect();
    while let Err(failure) = presence::note(ctx, node, &came, &left).await {
        warn(&failure);
        tokio::time::sleep(REST).await;
    }
    for known in changes.into_iter().filter_map(|change| change.known) {
        // Whoever came may have gone.
        let _told = known.send(());
    }
}

fn warn(failure: &Failure) {
    tracing::warn!(code = failure.code.slug(), "Who is here could not be written down; trying again");
}
