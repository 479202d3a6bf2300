//! From a configuration to what operations and faces need.

use super::{
    Fault,
    config::{Config, Stage, Synchronous},
};
use crate::{
    adapters::{
        clock::{OsChance, SystemClock},
        identities::{AppleSettings, GoogleSettings, SingleSignOn},
        mail::MailFolder,
        payouts::{PayPal, PayPalSettings, SandboxPayouts},
    },
    domain::{
        limits::{CALL_MINUTE_HUNDREDTHS_DEFAULT, HUNDREDTHS_PER_COIN},
        money::coins_hundredths,
        time::{MS_PER_DAY, MS_PER_SECOND},
    },
    http::EdgeSettings,
    operations::{
        CallSettings, CoinSettings, Ctx, Settings, admin,
        passwords::{Cost, Passwords},
        ports::{Chance, Clock, Payouts},
        sessions::Believed,
    },
    store::{self, Store, StoreOptions},
};
use std::{sync::Arc, thread::available_parallelism};

/// Opens the configured database, brings it up to this program's version and sees to the default tenant.
///
/// # Errors
/// The database cannot be reached, or was migrated by a newer program.
pub async fn ready(config: &Config) -> Result<Ctx, Fault> {
    let store = open(config).await?;
    let migrated = store.migrate().await;
    migrated.map_err(|error| Fault::new(format!("cannot bring {} up to date", config.database)).because(error))?;
    let ctx = ctx(config, store);
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
pub fn ctx(config: &Config, store: Store) -> Ctx {
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
    Ctx {
        store,
        passwords: Passwords::new(cost, at_once, &*chance),
        mail: Arc::new(MailFolder::new(config.mail.folder.clone(), Arc::clone(&clock), Arc::clone(&chance))),
        identities: Arc::new(SingleSignOn::new(google, apple)),
        payouts: payouts(config, &clock),
        believed: Arc::new(Believed::default()),
        projects: Arc::default(),
        settings: Arc::new(Settings {
            default_tenant: config.default_tenant,
            dev_stage: config.stage == Stage::Dev,
            access_token_ms: config.tokens.access_seconds.saturating_mul(MS_PER_SECOND),
            refresh_token_ms: config.tokens.refresh_seconds.saturating_mul(MS_PER_SECOND),
            coins: coins(config),
            calls: calls(config),
        }),
        clock,
        chance,
    }
}

/// PayPal where there is an account of it, else the sandbox.
fn payouts(config: &Config, clock: &Arc<dyn Clock>) -> Arc<dyn Payouts> {
    let paypal = &config.paypal;
    if paypal.client_id.is_empty() {
        return Arc::new(SandboxPayouts);
    }
    let settings = PayPalSettings {
        base_url: paypal.base_url.clone(),
        client_id: paypal.client_id.clone(),
        client_secret: paypal.client_secret.expose().to_owned(),
        email_subject: paypal.email_subject.clone(),
    };
    Arc::new(PayPal::new(settings, Arc::clone(clock)))
}

fn coins(config: &Config) -> CoinSettings {
    let coins = &config.coins;
    let hundredths = |coins: i64| coins.saturating_mul(HUNDREDTHS_PER_COIN);
    CoinSettings {
        top_up_hundredths_min: hundredths(coins.top_up_coins_min),
        top_up_hundredths_max: hundredths(coins.top_up_coins_max),
        withdrawal_hundredths_min: hundredths(coins.withdrawal_coins_min),
        withdrawal_window_cents_max: coins.withdrawal_window_cents_max,
        withdrawal_window_ms: coins.withdrawal_window_days.saturating_mul(MS_PER_DAY),
    }
}

fn calls(config: &Config) -> CallSettings {
    let calls = &config.calls;
    CallSettings {
        // The check of the configuration has seen that these are coins.
        minute_hundredths: coins_hundredths(calls.minute_coins).unwrap_or(CALL_MINUTE_HUNDREDTHS_DEFAULT),
        share_percent: calls.share_percent,
        low_minutes: calls.low_minutes,
        ring_ms_max: calls.ring_seconds_max.saturating_mul(MS_PER_SECOND),
    }
}

/// What the edge of the faces needs.
#[must_use]
pub fn edge(config: &Config) -> EdgeSettings {
    EdgeSettings {
        origins: config.origins.clone(),
        trust_forwarded_for: config.trust_forwarded_for,
        rate_limits: config.rate_limits,
        check_answers: config.check_answers.unwrap_or(config.stage == Stage::Dev),
    }
}

fn store_options(config: &Config) -> StoreOptions {
    let default = StoreOptions::default();
    StoreOptions {
        connections_max: config.postgres.connections_max,
        readers_max: config.sqlite.readers_max.unwrap_or(default.readers_max),
        synchronous: match config.sqlite.synchronous {
            Synchronous::Full => store::Synchronous::Full,
            Synchronous::Normal => store::Synchronous::Normal,
            Synchronous::Off => store::Synchronous::Off,
        },
        group_commit: config.sqlite.group_commit,
        ..default
    }
}
