//! From a configuration to what operations and faces need.

mod bus;
mod files;
mod folders;
mod outward;
mod payments;
mod turn;

pub use bus::nats;
pub use files::files;
pub use folders::folders;
pub use outward::{mail, push};
pub use payments::payments;

use super::{
    Fault,
    config::{BusKind, Config, Stage, Synchronous},
};
use crate::{
    adapters::{
        background::ByOperator,
        clock::{NoChance, OsChance, StoppedClock, SystemClock},
        files::Thumbnails,
        identities::{AppleSettings, GoogleSettings, SingleSignOn},
    },
    domain::time::MS_PER_SECOND,
    http::EdgeSettings,
    operations::{
        Ctx, Settings, admin,
        passwords::{Cost, Passwords},
        ports::{Chance, Clock},
        sessions::Believed,
    },
    store::{self, Store, StoreOptions},
};
use std::{path::Path, sync::Arc, thread::available_parallelism};

/// Opens the configured database, brings it up to this program's version and sees to the default tenant.
///
/// # Errors
/// The database cannot be reached, or was migrated by a newer program.
pub async fn ready(config: &Config) -> Result<Ctx, Fault> {
    let store = open(config).await?;
    let migrated = store.migrate().await;
    migrated.map_err(|error| Fault::new(format!("cannot bring {} up to date", config.database)).because(error))?;
    let ctx = Ctx { bus: bus::bus(config).await?, ..ctx(config, store)? };
    admin::ensure_tenant(&ctx, config.default_tenant, admin::DEFAULT_TENANT_NAME).await?;
    Ok(ctx)
}

/// Opens the configured database as it is.
///
/// # Errors
/// It cannot be reached.
pub async fn open(config: &Config) -> Result<Store, Fault> {
    let opened = Store::open(config.database.expose(), &store_options(config)).await;
    opened.map_err(|error| Fault::new(format!("cannot open {}", config.database)).because(error))
}

/// What operations need. The costly parts (a password's decoy hash) are made here, once.
///
/// # Errors
/// A file that the configuration names cannot be read, or is not what it should be.
pub fn ctx(config: &Config, store: Store) -> Result<Ctx, Fault> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let chance: Arc<dyn Chance> = Arc::new(OsChance);
    let cost = Cost { memory_kib: config.passwords.memory_kib, passes: config.passwords.passes };
    let cores = available_parallelism().map_or(1, usize::from);
    let at_once = config.passwords.parallel_hashes_max.unwrap_or(cores);
    let google = GoogleSettings {
        client_ids: config.google.client_ids.clone(),
        tokeninfo_url: config.google.tokeninfo_url.clone(),
        userinfo_url: config.google.userinfo_url.clone(),
    };
    let apple = AppleSettings {
        client_ids: config.apple.client_ids.clone(),
        keys_url: config.apple.keys_url.clone(),
        issuer: config.apple.issuer.clone(),
    };
    let here = format!("http://{}", config.listen);
    Ok(Ctx {
        store,
        passwords: Passwords::new(cost, at_once, &*chance),
        mail: mail(config, &clock, &chance)?,
        push: push(config, &clock, &chance)?,
        identities: Arc::new(SingleSignOn::new(google, apple)),
        files: files(config, &here)?,
        images: Arc::new(Thumbnails::default()),
        background_checks: Arc::new(ByOperator),
        payouts: payments::payouts(config, &clock),
        payments: payments(config, &here)?,
        bus: None,
        believed: Arc::new(Believed::default()),
        projects: Arc::default(),
        settings: Arc::new(Settings {
            default_tenant: config.default_tenant,
            dev_stage: config.stage == Stage::Dev,
            access_token_ms: config.tokens.access_seconds.saturating_mul(MS_PER_SECOND),
            refresh_token_ms: config.tokens.refresh_seconds.saturating_mul(MS_PER_SECOND),
            certificate_bytes_max: config.files.certificate_bytes_max,
            coins: payments::coins(config),
            calls: payments::calls(config),
            ice: turn::ice(config)?,
            top_ups: payments::top_ups(config),
        }),
        clock,
        chance,
    })
}

/// What a server needs that answers with examples: nothing outside, and always the same time and the same names, so that
/// the same request gets the same answer.
///
/// # Errors
/// As [`ctx`].
pub fn nowhere(config: &Config) -> Result<Ctx, Fault> {
    Ok(Ctx { clock: Arc::new(StoppedClock), chance: Arc::new(NoChance), ..ctx(config, Store::nowhere())? })
}

/// What a file with a secret says, without the line's end that editors add.
fn secret_in(file: &Path, key: &str) -> Result<String, Fault> {
    let cannot = || format!("cannot read {} ({key})", file.display());
    let text = std::fs::read_to_string(file).map_err(Fault::io(cannot()))?;
    let secret = text.trim();
    if secret.is_empty() { Err(Fault::new(format!("{}: it is empty", cannot()))) } else { Ok(secret.to_owned()) }
}

/// What the edge of the faces needs.
#[must_use]
pub fn edge(config: &Config) -> EdgeSettings {
    EdgeSettings {
        origins: config.origins.clone(),
        trust_forwarded_for: config.trust_forwarded_for,
        rate_limits: config.rate_limits,
        requests_per_minute: None,
        generous: config.stage == Stage::Dev,
        check_answers: config.check_answers.unwrap_or(config.stage == Stage::Dev),
        previews: config.previews,
        ..EdgeSettings::default()
    }
}

fn store_options(config: &Config) -> StoreOptions {
    let default = StoreOptions::default();
    StoreOptions {
        connections_max: config.postgres.connections_max,
        readers_max: config.sqlite.readers_max.unwrap_or(default.readers_max),
        cache_mib: config.sqlite.cache_mib,
        synchronous: match config.sqlite.synchronous {
            Synchronous::Full => store::Synchronous::Full,
            Synchronous::Normal => store::Synchronous::Normal,
            Synchronous::Off => store::Synchronous::Off,
        },
        group_commit: config.sqlite.group_commit,
        silent: config.bus == BusKind::Nats,
        ..default
    }
}
