//! What waits to be said on one connection, in its dialect: bounded, whatever the client does.

use super::{closing::Closing, frames::Dialect};
use crate::domain::limits::SOCKET_WAITING_BYTES_MAX;
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
};
use tokio::sync::Notify;

/// What waits for a connection.
#[derive(Default)]
pub(super) struct Line {
    hyphenated: AtomicBool,
    waiting: Mutex<Waiting>,
    ready: Notify,
}

#[derive(Default)]
struct Waiting {
    frames: VecDeque<Arc<str>>,
    bytes: usize,
    closing: Option<Closing>,
}

impl Line {
    pub(super) fn dialect(&self) -> Dialect {
        if self.hyphenated.load(SeqCst) { Dialect::Hyphenated } else { Dialect::Dotted }
    }

    pub(super) fn speak(&self, dialect: Dialect) {
        self.hyphenated.store(dialect == Dialect::Hyphenated, SeqCst);
    }

    /// Gives a frame to the connection, or has it closed when too much waits already: its client is too slow, and reads anew. One
    /// frame may always wait, however large it is.
    pub(super) fn say(&self, frame: Arc<str>) {
        let mut waiting = self.lock();
        if waiting.bytes > 0 && waiting.bytes + frame.len() > SOCKET_WAITING_BYTES_MAX {
            waiting.closing.get_or_insert(Closing::Slow);
            waiting.frames = VecDeque::new();
            waiting.bytes = 0;
        } else if waiting.closing.is_none() {
            waiting.bytes += frame.len();
            waiting.frames.push_back(frame);
        }
        drop(waiting);
        self.ready.notify_one();
    }

    pub(super) fn close(&self, closing: Closing) {
        self.lock().closing.get_or_insert(closing);
        self.ready.notify_one();
    }

    /// Resolves when there may be something to do.
    pub(super) async fn ready(&self) {
        self.ready.notified().await;
    }

    /// The next frame to be said.
    pub(super) fn next(&self) -> Option<Arc<str>> {
        let mut waiting = self.lock();
        let frame = waiting.frames.pop_front();
        match &frame {
            Some(frame) => waiting.bytes -= frame.len(),
            // An idle connection keeps nothing.
            None => waiting.frames = VecDeque::new(),
        }
        frame
    }

    /// Why the connection is to be closed, when it is. What waits is to be said first, as far as there is time.
    pub(super) fn closing(&self) -> Option<Closing> {
        self.lock().closing
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // A panic elsewhere cannot leave a list half written.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_takes_nothing_in_is_closed_and_holds_nothing() {
        let line = Line::default();
        let frame = Arc::<str>::from("x".repeat(100 * 1024));
        line.say(frame.clone());
        line.say(frame.clone());
        assert!(line.next().is_some());
        line.say(frame.clone());
        assert_eq!(line.closing(), None);
        line.say(frame.clone());
        assert_eq!((line.closing(), line.next()), (Some(Closing::Slow), None), "what waited is let go");
        line.say(Arc::<str>::from("y"));
        assert_eq!(line.next(), None, "nothing is said after that");
        assert_eq!(line.lock().bytes, 0);
    }

    #[test]
    fn one_frame_may_wait_however_large_it_is() {
        let line = Line::default();
        line.say(Arc::<str>::from("x".repeat(2 * SOCKET_WAITING_BYTES_MAX)));
        assert_eq!(line.closing(), None);
        line.say(Arc::<str>::from("y"));
        assert_eq!(line.closing(), Some(Closing::Slow));
    }

    #[test]
    fn what_was_to_be_said_is_there_at_the_end() {
        let line = Line::default();
        line.say(Arc::<str>::from("last words"));
        line.close(Closing::SessionEnded);
        line.say(Arc::<str>::from("too late"));
        assert_eq!(line.closing(), Some(Closing::SessionEnded));
        assert_eq!(line.next().as_deref(), Some("last words"));
        assert_eq!(line.next(), None);
    }
}
