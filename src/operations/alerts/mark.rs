//! Marking alerts as read.

use crate::{
    domain::ids::AlertId,
    operations::{
        Caller, Ctx, Failure,
        events::{self, Event, Origin},
    },
    store::rerun,
};

/// What became of marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Those of the named alerts that are the caller's: all of them are read now.
    pub alerts: Vec<AlertId>,
    /// How many alerts the caller has not read.
    pub unread: i64,
}

/// Marks alerts of the caller's as read; ids that are nobody's or another's are passed over. The caller's sockets are told but for
/// `origin`. Three statements and those of the event.
///
/// # Errors
/// `store/unavailable`.
///
/// Source: contract/talkamie.md C.3, `alerts.update`.
pub async fn mark<'a>(
    ctx: &Ctx,
    caller: Caller,
    named: impl Iterator<Item = &'a str>,
    origin: Option<Origin>,
) -> Result<Marked, Failure> {
    let named: Vec<AlertId> = named.filter_map(|id| id.parse().ok()).collect();
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let moved = tx.read_alerts(caller.tenant, caller.user, &named, now_ms).await?;
        let own = tx.find_alerts(caller.tenant, caller.user, &named).await?;
        let unread = tx.count_unread_alerts(caller.tenant, caller.user).await?;
        if !moved.is_empty() {
            let read = Event::AlertsRead { alerts: moved, origin };
            events::raise(&mut tx, caller.tenant, caller.user, &read, now_ms);
        }
        tx.commit().await?;
        Ok(Marked { alerts: own.into_iter().map(|alert| alert.id).collect(), unread })
    })
    .await
}
