//! From a configuration to what operations and faces need.

use super::{
    Fault,
    cli::read_key,
    config::{Config, Smtp, Stage, Synchronous, TlsMode, is_safe},
};
use crate::{
    adapters::{
        clock::{OsChance, SystemClock},
        identities::{AppleSettings, GoogleSettings, SingleSignOn},
        mail::{MailFolder, Sender, SmtpMail, SmtpSettings, SmtpTls},
        push::{Fcm, FcmSettings, PushFolder, ServiceAccount},
    },
    domain::time::MS_PER_SECOND,
    http::EdgeSettings,
    operations::{
        Ctx, Settings, admin,
        passwords::{Cost, Passwords},
        ports::{Chance, Clock, Mail, PortError, Push},
        sessions::Believed,
    },
    store::{self, Store, StoreOptions},
};
use std::{sync::Arc, thread::available_parallelism, time::Duration};

/// Longest time for a whole mail: less than a job may take.
const MAIL_TIME: Duration = Duration::from_secs(60);

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
    Ok(Ctx {
        store,
        passwords: Passwords::new(cost, at_once, &*chance),
        mail: mail(config, &clock, &chance)?,
        push: push(config, &clock, &chance)?,
        identities: Arc::new(SingleSignOn::new(google, apple)),
        believed: Arc::new(Believed::default()),
        projects: Arc::default(),
        settings: Arc::new(Settings {
            default_tenant: config.default_tenant,
            dev_stage: config.stage == Stage::Dev,
            access_token_ms: config.tokens.access_seconds.saturating_mul(MS_PER_SECOND),
            refresh_token_ms: config.tokens.refresh_seconds.saturating_mul(MS_PER_SECOND),
        }),
        clock,
        chance,
    })
}

/// Where mail goes: a mail server if one is named, else a folder.
///
/// # Errors
/// The files of `mail.smtp` cannot be read, or are not what they should be.
pub fn mail(config: &Config, clock: &Arc<dyn Clock>, chance: &Arc<dyn Chance>) -> Result<Arc<dyn Mail>, Fault> {
    let told = |key: &str| {
        let what = format!("{key} cannot be used");
        move |error: PortError| Fault::new(what).because(error.told())
    };
    let sender = Sender::parse(&config.mail.from).map_err(told("mail.from"))?;
    let Some(host) = config.mail.smtp.host.clone() else {
        return Ok(Arc::new(MailFolder::new(
            config.mail.folder.clone(),
            sender,
            Arc::clone(clock),
            Arc::clone(chance),
        )));
    };
    let smtp = &config.mail.smtp;
    let (tls, usual_port) = match smtp.tls {
        TlsMode::None => (SmtpTls::None, 25),
        TlsMode::StartTls => (SmtpTls::StartTls, 587),
        TlsMode::Implicit => (SmtpTls::Implicit, 465),
    };
    let settings = SmtpSettings {
        host,
        port: smtp.port.unwrap_or(usual_port),
        tls,
        credentials: credentials(smtp)?,
        trusted: smtp.trusted_file.as_ref().map(read_key).transpose()?.map(String::into_bytes),
        answer_time: Duration::from_secs(smtp.answer_seconds),
        mail_time: MAIL_TIME,
    };
    Ok(Arc::new(SmtpMail::new(settings, sender, Arc::clone(clock)).map_err(told("mail.smtp"))?))
}

/// User name and password at the mail server.
fn credentials(smtp: &Smtp) -> Result<Option<(String, String)>, Fault> {
    let Some(user) = smtp.user.clone() else { return Ok(None) };
    let password = match (&smtp.password, &smtp.password_file) {
        (Some(password), _) => password.expose().to_owned(),
        // Editors leave a line break behind it.
        (None, Some(file)) => read_key(file)?.trim_end_matches(['\r', '\n']).to_owned(),
        (None, None) => return Ok(None),
    };
    Ok(Some((user, password)))
}

/// Where pushes go: Google's push service if an account there is named, else a folder.
///
/// # Errors
/// The file of `push.fcm` cannot be read, or is no service account.
pub fn push(config: &Config, clock: &Arc<dyn Clock>, chance: &Arc<dyn Chance>) -> Result<Arc<dyn Push>, Fault> {
    let Some(file) = &config.push.fcm.credentials_file else {
        return Ok(Arc::new(PushFolder::new(config.push.folder.clone(), Arc::clone(clock), Arc::clone(chance))));
    };
    let unusable =
        |why: &str| Fault::new(format!("push.fcm.credentials_file ({}) cannot be used: {why}", file.display()));
    // The parser's words would quote the key.
    let account = serde_json::from_str::<ServiceAccount>(&read_key(file)?);
    let account = account.map_err(|_| unusable("expected the JSON of a service account"))?;
    if config.push.fcm.token_url.is_none() && !is_safe(&account.token_uri) {
        return Err(unusable("its token_uri is no https address"));
    }
    let settings =
        FcmSettings { account, url: config.push.fcm.url.clone(), token_url: config.push.fcm.token_url.clone() };
    Ok(Arc::new(Fcm::new(settings, Arc::clone(clock)).map_err(unusable)?))
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
