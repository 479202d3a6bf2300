//! How a store is opened.

use std::time::Duration;

/// How a store is opened. [`Default`] is what a server should use.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// Connections of the PostgreSQL pool.
    ///
    /// Twice to four times the server's cores keep a machine busy; more only queue in the database.
    pub connections_max: u32,
    /// How many reads of SQLite may take long at a time. They never wait for the writer.
    pub readers_max: u32,
    /// Most memory for pages of a SQLite file, in MiB: all connections share it, those for long reads get least. Filled as pages are read.
    pub cache_mib: u32,
    /// How SQLite waits for the disk.
    pub synchronous: Synchronous,
    /// Whether SQLite commits waiting writers together. Off only to measure what it is worth.
    pub group_commit: bool,
    /// Longest wait for a free connection, and for the writer's turn.
    pub acquire_timeout: Duration,
    /// Longest run of one statement (PostgreSQL).
    pub statement_timeout: Duration,
    /// Longest wait for a row that another transaction holds (PostgreSQL), or for another process (SQLite).
    pub lock_timeout: Duration,
    /// Whether commits keep to themselves whose events are new: processes tell each other in another way (PostgreSQL).
    pub silent: bool,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            connections_max: 16,
            readers_max: std::thread::available_parallelism()
                .map_or(2, |n| u32::try_from(n.get().clamp(2, 8)).unwrap_or(2)),
            cache_mib: 256,
            synchronous: Synchronous::Full,
            group_commit: true,
            acquire_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(10),
            lock_timeout: Duration::from_secs(5),
            silent: false,
        }
    }
}

/// How SQLite waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synchronous {
    /// A commit is on the disk when it answers.
    Full,
    /// A commit survives the program, and after a power failure the last ones may be missing.
    Normal,
    /// Nothing is waited for. For tests.
    Off,
}
