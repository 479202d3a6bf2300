//! A group of writes: how far its transaction is, and what each member's end does to it. [`super::sqlite_writer`] lends the
//! connection.

use std::time::Duration;

use tokio::{sync::oneshot, time::Instant};

use super::{
    sqlite::elsewhere,
    sqlite_connection::{BEGIN, Connection, meaning},
};
use crate::store::{StoreError, StoreResult};

/// Most members of one group.
///
/// One wait on the disk costs about what ten to thirty small writes do, so shared by 64 it all but disappears; more
/// would only make the first member wait longer.
pub(super) const GROUP_MEMBERS_MAX: usize = 64;

/// Oldest a group may be and still take a member in, in milliseconds.
///
/// Bounds what slow members add to the wait of fast ones to about two frames of a screen.
const GROUP_AGE_MS_MAX: u64 = 30;

/// Whom to tell whether what they wrote is kept.
pub(super) type Member = oneshot::Sender<StoreResult<()>>;

/// How far the transaction of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// There is none yet.
    Closed,
    /// Its first member is at work, or was kept: undoing that one undoes all.
    Begun,
    /// A later member is at work, or was kept, since the savepoint.
    Since(Savepoint),
    /// The member since the savepoint was undone: the next one may use it as it is.
    Clean(Savepoint),
}

/// The savepoint of the latest member. Two names take turns: if what begins a member did not get through, going back to
/// its savepoint fails, where a name used twice would lead back before the member that was kept last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Savepoint {
    A,
    B,
}

impl Mark {
    /// What begins the next member, and how far the transaction is then.
    fn next(self) -> (&'static [&'static str], Self) {
        match self {
            Self::Closed => (&[BEGIN], Self::Begun),
            Self::Begun => (&["SAVEPOINT a"], Self::Since(Savepoint::A)),
            Self::Since(Savepoint::A) => (&["RELEASE a", "SAVEPOINT b"], Self::Since(Savepoint::B)),
            Self::Since(Savepoint::B) => (&["RELEASE b", "SAVEPOINT a"], Self::Since(Savepoint::A)),
            Self::Clean(savepoint) => (&[], Self::Since(savepoint)),
        }
    }
}

/// What comes back from a session.
pub(super) struct Returned {
    pub(super) connection: Connection,
    /// Whether a statement was tried, and with it what begins a member.
    pub(super) began: bool,
    /// Whom to tell that it is kept; `None`: undo.
    pub(super) keep: Option<Member>,
}

/// Those who share one commit.
pub(super) struct Group {
    mark: Mark,
    members: Vec<Member>,
    since: Instant,
}

impl Group {
    pub(super) fn new() -> Self {
        Self { mark: Mark::Closed, members: Vec::new(), since: Instant::now() }
    }

    /// What must go before the first statement of the next member.
    pub(super) fn before(&self) -> &'static [&'static str] {
        self.mark.next().0
    }

    /// Whether another member may be taken in.
    pub(super) fn has_room(&self, members_max: usize) -> bool {
        let young = self.since.elapsed() < Duration::from_millis(GROUP_AGE_MS_MAX);
        young && self.members.len() < members_max
    }

    /// Takes the member in that wants to be kept, or undoes it.
    ///
    /// # Errors
    /// When the transaction is no more, and with it what earlier members wrote.
    pub(super) fn settle(&mut self, returned: &mut Returned) -> StoreResult<()> {
        let keep = returned.keep.take();
        if !returned.began {
            if let Some(member) = keep {
                // It wrote nothing; there is nothing to wait for.
                member.send(Ok(())).ok();
            }
            return Ok(());
        }
        self.mark = self.mark.next().1;
        match keep {
            Some(member) => self.members.push(member),
            None => self.undo(&returned.connection)?,
        }
        Ok(())
    }

    /// Undoes the member that has just been at work.
    fn undo(&mut self, connection: &Connection) -> StoreResult<()> {
        if connection.is_idle() {
            // Its transaction did not begin, or is gone: some errors (a full disk, say) make SQLite undo all by itself.
            self.mark = Mark::Closed;
            return if self.members.is_empty() { Ok(()) } else { Err(StoreError::Contended) };
        }
        let (back, then) = match self.mark {
            Mark::Since(Savepoint::A) => ("ROLLBACK TO a", Mark::Clean(Savepoint::A)),
            Mark::Since(Savepoint::B) => ("ROLLBACK TO b", Mark::Clean(Savepoint::B)),
            // The first member.
            Mark::Closed | Mark::Begun | Mark::Clean(_) => ("ROLLBACK", Mark::Closed),
        };
        // If this fails, nobody knows what is there, and all is undone.
        connection.control(back).map_err(meaning)?;
        self.mark = then;
        Ok(())
    }

    /// Commits and tells every member. Answers the connection if it is fit for more.
    pub(super) async fn commit(mut self, connection: Connection) -> Option<Connection> {
        let end = match (self.mark, self.members.is_empty()) {
            (Mark::Closed, _) => return Some(connection),
            (_, true) => "ROLLBACK",
            (_, false) => "COMMIT",
        };
        // The one place where the disk is waited for.
        let ended = elsewhere(move || match connection.control(end) {
            Ok(()) => Ok(connection),
            // Closing the connection undoes.
            Err(error) => Err(meaning(error)),
        });
        match ended.await.flatten() {
            Ok(connection) => {
                self.tell(&Ok(()));
                Some(connection)
            }
            Err(error) => {
                self.fail(error);
                None
            }
        }
    }

    /// Tells every member that all is undone, which it is when the connection has been closed.
    pub(super) fn fail(mut self, error: StoreError) {
        let members = self.members.len();
        self.tell(&Err(error.clone()));
        tracing::warn!(%error, members, "A group of writes was undone");
    }

    pub(super) fn tell(&mut self, outcome: &StoreResult<()>) {
        for member in self.members.drain(..) {
            // A member that stopped waiting learns it from the data.
            member.send(outcome.clone()).ok();
        }
    }
}
