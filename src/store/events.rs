//! What sockets are told: reading the events that [`outbox`](super::outbox) writes, and hearing of new ones.

use super::{Row, Store, StoreResult, Tx, Value, statements::declare};
use crate::domain::ids::{TenantId, UserId};
use std::{collections::HashMap, pin::Pin};
use tokio::sync::broadcast::{
    Receiver,
    error::{RecvError, TryRecvError},
};

declare! {
    LAST_EVENTS = "
        SELECT user_id, last_seq
          FROM event_counters
         WHERE user_id IN_LIST($1)";
    EVENTS_AFTER = "
        SELECT seq, event, raised_at_ms
          FROM events
         WHERE tenant_id = $1 AND user_id = $2 AND seq > $3
         ORDER BY seq
         LIMIT $4";
}

/// An event as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its number among its person's events.
    pub seq: i64,
    /// JSON.
    pub event: String,
    pub raised_at_ms: i64,
}

impl Tx {
    /// The number of each person's last event. Who never had one is left out.
    pub async fn last_events(&mut self, users: &[UserId]) -> StoreResult<HashMap<UserId, i64>> {
        let rows = self.rows(LAST_EVENTS, [Value::texts(users)]).await?;
        rows.into_iter().map(|mut row| Ok((row.parsed("user_id")?, row.int("last_seq")?))).collect()
    }

    /// A person's events after number `seq`, in order.
    pub async fn events_after(
        &mut self,
        tenant: TenantId,
        user: UserId,
        seq: i64,
        limit: i64,
    ) -> StoreResult<Vec<Written>> {
        let rows = self.rows(EVENTS_AFTER, [tenant.into(), user.into(), seq.into(), limit.into()]).await?;
        let read = |mut row: Row| {
            Ok(Written { seq: row.int("seq")?, event: row.text("event")?, raised_at_ms: row.int("raised_at_ms")? })
        };
        rows.into_iter().map(read).collect()
    }
}

/// Something heard about new events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// This person has new events.
    Of(UserId),
    /// Something may have been missed: look at everybody.
    Gap,
}

/// Hears whose events are new: from all processes on the same database, or from this one.
pub struct Hearing(Source);

enum Source {
    /// This process.
    Here(Receiver<UserId>),
    Database(Box<dyn Listener>),
}

/// What a database that tells of events answers with.
pub(crate) trait Listener: Send {
    /// The next thing heard. Reconnects by itself.
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Heard> + Send + '_>>;
}

impl Store {
    /// Begins to hear of new events: of all processes, or of this one alone when the database does not tell. What was committed
    /// before is not told.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`](super::StoreError::Unavailable) when the database cannot be listened to.
    pub async fn hear(&self) -> StoreResult<Hearing> {
        Ok(Hearing(match self.engine.listen().await? {
            Some(listener) => Source::Database(listener),
            None => return Ok(self.hear_own()),
        }))
    }

    /// Begins to hear of events that this process commits.
    pub fn hear_own(&self) -> Hearing {
        Hearing(Source::Here(self.watch.raised.subscribe()))
    }
}

impl Hearing {
    /// The next thing heard; waits for it. `None`: the store is gone.
    pub async fn next(&mut self) -> Option<Heard> {
        match &mut self.0 {
            Source::Database(listener) => Some(listener.next().await),
            Source::Here(receiver) => match receiver.recv().await {
                Ok(user) => Some(Heard::Of(user)),
                Err(RecvError::Lagged(_)) => Some(Heard::Gap),
                Err(RecvError::Closed) => None,
            },
        }
    }

    /// What this process has committed and nobody took yet, without waiting. `None`: nothing.
    pub fn ready(&mut self) -> Option<Heard> {
        match &mut self.0 {
            Source::Database(_) => None,
            Source::Here(receiver) => match receiver.try_recv() {
                Ok(user) => Some(Heard::Of(user)),
                Err(TryRecvError::Lagged(_)) => Some(Heard::Gap),
                Err(TryRecvError::Empty | TryRecvError::Closed) => None,
            },
        }
    }
}
