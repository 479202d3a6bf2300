//! From a configuration to what operations and faces need.

use super::{
    Fault,
    config::{Config, PaymentProvider, Secret, Stage, Synchronous},
};
use crate::{
    adapters::{
        background::ByOperator,
        clock::{NoChance, OsChance, StoppedClock, SystemClock},
        files::{LocalFiles, S3Files, S3Settings, Thumbnails},
        identities::{AppleSettings, GoogleSettings, SingleSignOn},
        mail::MailFolder,
        payments::{SandboxTill, Stripe, StripeSettings},
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
        payments::TopUps,
        ports::{Chance, Clock, Files, Payments, Payouts, Returns},
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
    let ctx = ctx(config, store)?;
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
/// A file with a secret cannot be read.
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
    let payments = payments(config, &format!("http://{}", config.listen))?;
    let files = files(config, &format!("http://{}", config.listen))?;
    Ok(Ctx {
        store,
        passwords: Passwords::new(cost, at_once, &*chance),
        mail: Arc::new(MailFolder::new(config.mail.folder.clone(), Arc::clone(&clock), Arc::clone(&chance))),
        identities: Arc::new(SingleSignOn::new(google, apple)),
        files,
        images: Arc::new(Thumbnails::default()),
        background_checks: Arc::new(ByOperator),
        payouts: payouts(config, &clock),
        payments,
        believed: Arc::new(Believed::default()),
        projects: Arc::default(),
        settings: Arc::new(Settings {
            default_tenant: config.default_tenant,
            dev_stage: config.stage == Stage::Dev,
            access_token_ms: config.tokens.access_seconds.saturating_mul(MS_PER_SECOND),
            refresh_token_ms: config.tokens.refresh_seconds.saturating_mul(MS_PER_SECOND),
            certificate_bytes_max: config.files.certificate_bytes_max,
            coins: coins(config),
            calls: calls(config),
            top_ups: TopUps {
                hundredths_min: config.payments.top_up_coins_min.saturating_mul(HUNDREDTHS_PER_COIN),
                hundredths_max: config.payments.top_up_coins_max.saturating_mul(HUNDREDTHS_PER_COIN),
                returns: Returns {
                    success: config.payments.success_url.clone(),
                    cancel: config.payments.cancel_url.clone(),
                },
            },
        }),
        clock,
        chance,
    })
}

/// What a server needs that answers with examples: nothing outside, and always the same time and the same names, so that
/// the same request gets the same answer.
///
/// # Errors
/// A file with a secret cannot be read.
pub fn nowhere(config: &Config) -> Result<Ctx, Fault> {
    Ok(Ctx { clock: Arc::new(StoppedClock), chance: Arc::new(NoChance), ..ctx(config, Store::nowhere())? })
}

/// Who takes the money for coins. `here` is the address at which this server listens.
///
/// # Errors
/// A file with a secret cannot be read.
pub fn payments(config: &Config, here: &str) -> Result<Arc<dyn Payments>, Fault> {
    let set = &config.payments;
    let mut webhook_secrets: Vec<String> =
        set.webhook_secrets.iter().map(|secret| secret.expose().to_owned()).collect();
    for file in &set.webhook_secret_files {
        webhook_secrets.push(secret_in(file, "payments.webhook_secret_files")?);
    }
    Ok(match set.provider {
        PaymentProvider::Sandbox => {
            let base = config.public_url.as_deref().unwrap_or(here);
            Arc::new(SandboxTill::new(base, webhook_secrets, &OsChance))
        }
        PaymentProvider::Stripe => Arc::new(Stripe::new(StripeSettings {
            base_url: set.stripe_url.trim_end_matches('/').to_owned(),
            secret_key: match &set.stripe_secret_key_file {
                Some(file) => secret_in(file, "payments.stripe_secret_key_file")?,
                None => set.stripe_secret_key.as_ref().map(Secret::expose).unwrap_or_default().to_owned(),
            },
            webhook_secrets,
            pause: StripeSettings::PAUSE,
        })),
    })
}

/// Where files lie. `here` is the address at which this server listens.
///
/// # Errors
/// A file with a secret cannot be read, or the store's settings cannot be used.
pub fn files(config: &Config, here: &str) -> Result<Arc<dyn Files>, Fault> {
    let set = &config.files;
    let Some(bucket) = set.s3.bucket.clone() else {
        let base = config.public_url.as_deref().unwrap_or(here);
        return Ok(Arc::new(LocalFiles::new(set.folder.clone(), base, Arc::new(OsChance))));
    };
    let settings = S3Settings {
        bucket,
        endpoint: set.s3.endpoint.clone(),
        region: set.s3.region.clone(),
        path_style: set.s3.path_style,
        access_key_id: set.s3.access_key_id.clone().unwrap_or_default(),
        secret_access_key: match &set.s3.secret_access_key_file {
            Some(file) => secret_in(file, "files.s3.secret_access_key_file")?,
            None => set.s3.secret_access_key.as_ref().map(Secret::expose).unwrap_or_default().to_owned(),
        },
        public_url: set.s3.public_url.clone(),
    };
    Ok(Arc::new(S3Files::new(settings).map_err(|error| Fault::new("files.s3").because(error))?))
}

/// What a file with a secret says, without the line's end that editors add.
fn secret_in(file: &Path, key: &str) -> Result<String, Fault> {
    let cannot = || format!("cannot read {} ({key})", file.display());
    let text = std::fs::read_to_string(file).map_err(Fault::io(cannot()))?;
    let secret = text.trim();
    if secret.is_empty() { Err(Fault::new(format!("{}: it is empty", cannot()))) } else { Ok(secret.to_owned()) }
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
        requests_per_minute: None,
        check_answers: config.check_answers.unwrap_or(config.stage == Stage::Dev),
        visitors: vec![],
        mock: false,
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
