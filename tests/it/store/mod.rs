//! The store, held to the same stories on both databases.
//!
//! SQLite runs in a file of its own per test; PostgreSQL in a schema of its own on the server that
//! `TALKAMIE_TEST_POSTGRES` names (`postgres://user@host:port/database`), and is left out when that is not set.

mod chats;
mod connections;
mod hearing;
mod ledger;
mod people;
mod plans;
mod questions;
mod schedules;
mod schema;
mod sessions;
mod sizes;
mod writer;

use std::path::PathBuf;

use talkamie::{
    domain::ids::{TenantId, UserId},
    store::{Store, StoreOptions, Synchronous, Tx, tenants::Tenant, users::User},
};
use uuid::Uuid;

/// Where the stories begin, in milliseconds since 1970.
pub const NOW_MS: i64 = 1_732_190_400_000;

/// A store of a test's own, migrated.
pub struct Bed {
    pub store: Store,
    place: Place,
}

enum Place {
    File(PathBuf),
    Schema(String),
}

impl Bed {
    pub async fn sqlite() -> Self {
        Self::sqlite_with(&StoreOptions { synchronous: Synchronous::Off, ..StoreOptions::default() }).await
    }

    pub async fn sqlite_with(options: &StoreOptions) -> Self {
        Self::empty_sqlite(options).await.migrated().await
    }

    pub async fn postgres() -> Option<Self> {
        Some(Self::empty_postgres().await?.migrated().await)
    }

    /// A store without tables.
    pub async fn empty_sqlite(options: &StoreOptions) -> Self {
        let file = std::env::temp_dir().join(format!("talkamie-store-{}.db", fresh()));
        let store = Store::open(&format!("sqlite:{}", file.display()), options).await.expect("a new file opens");
        Self { store, place: Place::File(file) }
    }

    /// A store without tables, nor the schema for them.
    pub async fn empty_postgres() -> Option<Self> {
        let server = std::env::var("TALKAMIE_TEST_POSTGRES").ok()?;
        let schema = format!("store_{}", fresh().simple());
        let options = StoreOptions { connections_max: 8, ..StoreOptions::default() };
        let store = Store::open(&format!("{server}?schema={schema}"), &options).await.expect("the server answers");
        Some(Self { store, place: Place::Schema(schema) })
    }

    async fn migrated(self) -> Self {
        self.store.migrate().await.expect("a new database migrates");
        self
    }

    /// The address under which another store opens the same data.
    pub fn address(&self) -> String {
        match &self.place {
            Place::File(file) => format!("sqlite:{}", file.display()),
            Place::Schema(schema) => {
                let server = std::env::var("TALKAMIE_TEST_POSTGRES").expect("it was set a moment ago");
                format!("{server}?schema={schema}")
            }
        }
    }

    /// Clears away. A test that fails leaves its data to be looked at.
    pub async fn end(self) {
        if let Place::Schema(schema) = &self.place {
            let mut tx = self.store.write().await.expect("a transaction begins");
            tx.execute(forever(format!("DROP SCHEMA {schema} CASCADE")), []).await.expect("the schema is ours");
            tx.commit().await.expect("the schema is dropped");
        }
        self.store.close().await;
        if let Place::File(file) = &self.place {
            for end in ["", "-wal", "-shm"] {
                let mut path = file.clone().into_os_string();
                path.push(end);
                // The two helpers are gone when the last connection closed cleanly.
                std::fs::remove_file(path).ok();
            }
        }
    }
}

/// Statements are constants of the program; a test may make one up.
pub fn forever(sql: String) -> &'static str {
    Box::leak(sql.into_boxed_str())
}

/// Runs each story on each database.
macro_rules! each_store {
    ($($story:ident)*) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $story() {
                let bed = crate::store::Bed::sqlite().await;
                super::$story(&bed.store).await;
                bed.end().await;
            })*
        }

        mod on_postgres {
            $(#[tokio::test]
            async fn $story() {
                let Some(bed) = crate::store::Bed::postgres().await else {
                    return;
                };
                super::$story(&bed.store).await;
                bed.end().await;
            })*
        }
    };
}
pub(crate) use each_store;

/// A new id, later than those before it.
#[expect(clippy::disallowed_methods, reason = "the store has no clock; its tests name no ids")]
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}

pub fn user_id() -> UserId {
    UserId(fresh())
}

/// A tenant to live in.
pub async fn tenant(store: &Store) -> TenantId {
    let mut tx = store.write().await.expect("a transaction begins");
    let tenant = tenant_in(&mut tx).await;
    tx.commit().await.expect("the tenant is kept");
    tenant
}

pub async fn tenant_in(tx: &mut Tx) -> TenantId {
    let tenant = Tenant {
        id: TenantId(fresh()),
        name: "A tenant".into(),
        replyke_access_secret: Some("access".into()),
        replyke_refresh_secret: None,
        replyke_external_key: None,
        created_at_ms: NOW_MS,
    };
    tx.add_tenant(&tenant).await.expect("a new tenant is added");
    tenant.id
}

/// People of these names, each a millisecond younger than the one before.
pub async fn people<const N: usize>(store: &Store, tenant: TenantId, names: [&str; N]) -> [User; N] {
    let mut tx = store.write().await.expect("a transaction begins");
    let mut added = Vec::new();
    for (at, name) in names.into_iter().enumerate() {
        let mut user = User::new(user_id(), tenant, NOW_MS + at as i64);
        user.name = Some(name.into());
        user.email = Some(format!("{}@example.org", name.to_lowercase().replace(' ', ".")));
        added.push(tx.add_user(user, Some("hash")).await.expect("a new person is added"));
    }
    tx.commit().await.expect("the people are kept");
    added.try_into().expect("as many as names")
}
