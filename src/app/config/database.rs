//! How SQLite and PostgreSQL are used.

use crate::store::StoreOptions;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Used when `database` is SQLite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sqlite {
    /// How many reads may take long at a time. Absent: as many as there are cores, 2 to 8.
    #[schemars(range(min = 1, max = 64))]
    pub readers_max: Option<u32>,
    /// Most memory for pages of the file, in MiB: the threads that serve and the writer share it, but for a little for reads that
    /// take long. It fills as pages are read.
    #[schemars(range(min = 8, max = 65_536))]
    pub cache_mib: u32,
    /// How a commit waits for the disk: `full`, on the disk when it answers; `normal`, the last ones may be missing after a
    /// power failure; `off`, for tests.
    pub synchronous: Synchronous,
    /// Whether writers that wait are committed together. Off only to measure what it is worth.
    pub group_commit: bool,
}

impl Default for Sqlite {
    fn default() -> Self {
        let cache_mib = StoreOptions::default().cache_mib;
        Self { readers_max: None, cache_mib, synchronous: Synchronous::default(), group_commit: true }
    }
}

/// How SQLite waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Synchronous {
    #[default]
    Full,
    Normal,
    Off,
}

/// Used when `database` is PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Postgres {
    /// Most connections of this process. Two to four times the database's cores keep it busy; more only queue there.
    #[schemars(range(min = 1, max = 1_000))]
    pub connections_max: u32,
}

impl Default for Postgres {
    fn default() -> Self {
        Self { connections_max: StoreOptions::default().connections_max }
    }
}
