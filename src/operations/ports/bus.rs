//! How processes on one database tell each other whose events are new, when the database itself does not.

use super::{Answering, PortError};
use crate::{domain::ids::UserId, store::events::Heard};
use std::collections::BTreeSet;

/// Whose events are new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    These(BTreeSet<UserId>),
    /// Perhaps anybody's: some word was lost.
    Anybody,
}

/// Carries word of new events between processes. Words may be lost, come twice or in another order: events are read where they
/// are kept, in their order, and a word only says when to look.
pub trait Bus: Send + Sync {
    /// Tells the others. Resolves when the word is on its way; waits while the others cannot be reached.
    fn tell(&self, whose: Whose) -> Answering<'_, Result<(), PortError>>;

    /// Begins to hear the others. What this process tells itself need not be heard.
    fn hear(&self) -> Answering<'_, Result<Box<dyn Hears>, PortError>>;
}

/// Hears what others tell.
pub trait Hears: Send {
    /// The next thing heard; may be dropped midway. Says [`Heard::Gap`] once it hears again after it could not, and now and then
    /// while it cannot. `None`: hear anew.
    fn next(&mut self) -> Answering<'_, Option<Heard>>;
}
