//! What operations need, on a database of the bench.

use crate::Outcome;
use std::{sync::Arc, time::Duration};
use talkamie::{
    adapters::{
        background::ByOperator,
        clock::{OsChance, SystemClock},
        files::{LocalFiles, Thumbnails},
        payments::SandboxTill,
        payouts::SandboxPayouts,
    },
    domain::{
        ids::TenantId,
        limits::{CERTIFICATE_BYTES_MAX, TOP_UP_HUNDREDTHS_MAX, TOP_UP_HUNDREDTHS_MIN},
    },
    operations::{
        CallSettings, CoinSettings, Ctx, Settings,
        calls::ice::IceSettings,
        passwords::{Cost, Passwords},
        payments::TopUps,
        ports::{
            Answering, Identities, Identity, IdentityError, Mail, OtpMail, Provider, Push, PushMessage, Pushed,
            Returns, SendError,
        },
    },
    store::{Store, StoreOptions},
};
use uuid::Uuid;

/// The tenant of the benches.
pub const TENANT: TenantId = TenantId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

/// A month, so that no token ends during a run.
const TOKEN_MS: i64 = 30 * 86_400_000;

/// Opens the database at `url`, brings it up to date, and gives what operations need.
pub async fn open(url: &str, group_commit: bool) -> Outcome<Ctx> {
    // Filling a database with a million people takes statements of minutes.
    let options =
        StoreOptions { group_commit, statement_timeout: Duration::from_secs(1_800), ..StoreOptions::default() };
    let store = Store::open(url, &options).await?;
    store.migrate().await?;
    Ok(Ctx {
        store,
        clock: Arc::new(SystemClock),
        chance: Arc::new(OsChance),
        passwords: Passwords::new(Cost::LEAST, 1, &OsChance),
        mail: Arc::new(Nobody),
        push: Arc::new(Nobody),
        identities: Arc::new(Nobody),
        bus: None,
        payments: Arc::new(SandboxTill::new("http://localhost", vec![], &OsChance)),
        files: Arc::new(LocalFiles::new("/nowhere".into(), "http://127.0.0.1", Arc::new(OsChance))),
        images: Arc::new(Thumbnails::default()),
        background_checks: Arc::new(ByOperator),
        believed: Arc::default(),
        projects: Arc::default(),
        payouts: Arc::new(SandboxPayouts),
        settings: Arc::new(Settings {
            default_tenant: TENANT,
            dev_stage: false,
            access_token_ms: TOKEN_MS,
            refresh_token_ms: TOKEN_MS,
            certificate_bytes_max: CERTIFICATE_BYTES_MAX,
            coins: CoinSettings::default(),
            calls: CallSettings::default(),
            ice: IceSettings::default(),
            top_ups: TopUps {
                hundredths_min: TOP_UP_HUNDREDTHS_MIN,
                hundredths_max: TOP_UP_HUNDREDTHS_MAX,
                returns: Returns { success: "http://localhost/yes".into(), cancel: "http://localhost/no".into() },
            },
        }),
    })
}

/// Sends no mail and no pushes, and vouches for nobody.
struct Nobody;

impl Mail for Nobody {
    fn send(&self, _: OtpMail) -> Answering<'_, Result<(), SendError>> {
        Box::pin(async { Ok(()) })
    }
}

impl Push for Nobody {
    fn push(&self, _: PushMessage) -> Answering<'_, Result<Pushed, SendError>> {
        Box::pin(async { Ok(Pushed::Taken) })
    }
}

impl Identities for Nobody {
    fn identify<'a>(&'a self, _: Provider, _: &'a str, _: i64) -> Answering<'a, Result<Identity, IdentityError>> {
        Box::pin(async { Err(IdentityError::Refused) })
    }
}
