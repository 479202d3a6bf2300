//! Whose events are new, across processes.
//!
//! Events are rows (decision record 5). Who has sockets to tell hears whose are new and reads them. Word of that comes from this
//! process itself; from the others by the database (PostgreSQL's LISTEN and NOTIFY) or by a [`Bus`] outside. Word may be lost: a
//! process can die between its commit and its word. So whoever hears also looks by itself now and then, and what is committed is told.

use super::{
    Ctx, Failure,
    ports::{Bus, Hears, PortError, Whose},
};
use crate::{contract::v1::ErrorCode, store::events};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::{sync::oneshot, task::JoinHandle, time::timeout};

pub use events::Heard;

/// Hears whose events are new, from all processes on this database.
pub struct Hearing {
    /// This process, and the others if the database tells.
    store: events::Hearing,
    /// The others, if a bus does.
    bus: Option<Box<dyn Hears>>,
}

/// Begins to hear whose events are new. What was committed before is not told.
///
/// # Errors
/// The store's; `store/unavailable` also when the bus cannot be used.
pub async fn hear(ctx: &Ctx) -> Result<Hearing, Failure> {
    let store = ctx.store.hear().await?;
    let bus = match &ctx.bus {
        Some(bus) => Some(bus.hear().await.map_err(|error| unheard(&error))?),
        None => None,
    };
    Ok(Hearing { store, bus })
}

impl Hearing {
    /// The next thing heard; waits for it. `None`: hear anew.
    pub async fn next(&mut self) -> Option<Heard> {
        match &mut self.bus {
            None => self.store.next().await,
            Some(bus) => tokio::select! {
                heard = self.store.next() => heard,
                heard = bus.next() => heard,
            },
        }
    }
}

fn unheard(error: &PortError) -> Failure {
    tracing::warn!(%error, "The bus cannot be listened to");
    Failure::of(ErrorCode::StoreUnavailable)
}

/// Most people that one word names; beyond that it says anybody.
const NAMED_MAX: usize = 1_000;
/// Most commits that go into one word.
const HEARD_AT_ONCE: usize = 4_096;
/// Longest that the last word may take.
const LAST_WORD: Duration = Duration::from_secs(2);

/// Tells the other processes whose events this one commits, many at a time.
pub struct Relay {
    end: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Relay {
    /// Begins, before anything is committed that is to be told. `None`: there is nothing to do, the database tells.
    #[must_use]
    pub fn start(ctx: &Ctx) -> Option<Self> {
        let bus = Arc::clone(ctx.bus.as_ref()?);
        let (end, ended) = oneshot::channel();
        Some(Self { end, task: tokio::spawn(relay(bus, ctx.store.hear_own(), ended)) })
    }

    /// Tells what was committed until now, and ends; within two seconds, or the others find out by themselves.
    pub async fn finish(self) {
        let Self { end, mut task } = self;
        // An error means that it has ended.
        let _told = end.send(());
        if timeout(LAST_WORD, &mut task).await.is_err() {
            task.abort();
            tracing::warn!("The other processes could not be told of the last events; they find them by looking");
        }
    }
}

async fn relay(bus: Arc<dyn Bus>, mut own: events::Hearing, mut ended: oneshot::Receiver<()>) {
    let mut lost = false;
    loop {
        let first = tokio::select! {
            heard = own.next() => heard,
            _ = &mut ended => break,
        };
        let Some(first) = first else { return };
        lost = tell(&*bus, &mut own, first, lost).await;
    }
    while let Some(first) = own.ready() {
        lost = tell(&*bus, &mut own, first, lost).await;
    }
}

/// Tells of `first`, and in the same word of whatever was committed while the one before it left. `lost`, and the answer: whether
/// a word came to nothing.
async fn tell(bus: &dyn Bus, own: &mut events::Hearing, first: Heard, lost: bool) -> bool {
    let heard = std::iter::once(first).chain(std::iter::from_fn(|| own.ready()).take(HEARD_AT_ONCE));
    let named = named(heard);
    let whose = if lost { Whose::Anybody } else { named };
    let told = bus.tell(whose).await;
    if let Err(error) = &told {
        tracing::warn!(%error, "The other processes could not be told of new events");
    }
    told.is_err()
}

fn named(heard: impl Iterator<Item = Heard>) -> Whose {
    let (mut people, mut gap) = (BTreeSet::new(), false);
    for heard in heard {
        match heard {
            Heard::Of(user) => {
                people.insert(user);
            }
            Heard::Gap => gap = true,
        }
    }
    if gap || people.len() > NAMED_MAX { Whose::Anybody } else { Whose::These(people) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::UserId;
    use uuid::Uuid;

    #[test]
    fn a_word_names_each_once_or_anybody() {
        let of = |n: u128| Heard::Of(UserId(Uuid::from_u128(n)));
        let these = |people: &[u128]| Whose::These(people.iter().map(|n| UserId(Uuid::from_u128(*n))).collect());
        assert_eq!(named([of(1), of(2), of(1)].into_iter()), these(&[1, 2]));
        assert_eq!(named([of(1), Heard::Gap].into_iter()), Whose::Anybody);
        assert_eq!(named((0..1_000).map(of)), these(&(0..1_000).collect::<Vec<_>>()));
        assert_eq!(named((0..1_001).map(of)), Whose::Anybody);
    }
}
