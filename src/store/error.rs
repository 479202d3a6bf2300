//! Why the store did not do what was asked.

use std::{error::Error, sync::Arc};

use super::Unique;

/// What most of the store answers.
pub type StoreResult<T> = Result<T, StoreError>;

/// Why the store did not do what was asked. Whatever the reason, nothing of the transaction was kept, with one
/// exception: a commit that answers [`Unavailable`](Self::Unavailable) may have happened, as after any lost answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// A uniqueness rule refused: something else has that name, address or place already.
    #[error("{0:?} is taken")]
    Taken(Unique),
    /// Others were in the way (deadlock, lock not granted, a lost group). The same work may be run again at once.
    #[error("others were in the way; the work may be run again")]
    Contended,
    /// The database does not answer, or cannot work at present.
    #[error("the database is unavailable")]
    Unavailable(#[source] Arc<dyn Error + Send + Sync>),
    /// The database holds, or the program asked for, what cannot be. A mistake of ours; running it again will not help.
    #[error("the database and the program do not agree: {what}")]
    Inconsistent {
        /// What did not agree. For the log, never for a caller.
        what: String,
    },
    /// The database was migrated by a newer program.
    #[error("the database is at version {database}, this program knows versions up to {program}: use a newer program")]
    Newer {
        /// The newest migration that ran.
        database: i64,
        /// The newest migration this program has.
        program: i64,
    },
}

impl StoreError {
    pub(crate) fn unavailable(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Unavailable(Arc::from(source.into()))
    }

    pub(crate) fn inconsistent(what: impl Into<String>) -> Self {
        Self::Inconsistent { what: what.into() }
    }
}
