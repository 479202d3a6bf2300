//! Who takes the money for coins and who pays it out, and what calls cost.

use super::secret_in;
use crate::{
    adapters::{
        clock::OsChance,
        payments::{SandboxTill, Stripe, StripeSettings},
        payouts::{PayPal, PayPalSettings, SandboxPayouts},
    },
    app::{
        Fault,
        config::{Config, PaymentProvider, Secret},
    },
    domain::{
        limits::{CALL_MINUTE_HUNDREDTHS_DEFAULT, HUNDREDTHS_PER_COIN},
        money::coins_hundredths,
        time::{MS_PER_DAY, MS_PER_SECOND},
    },
    operations::{
        CallSettings, CoinSettings,
        payments::TopUps,
        ports::{Clock, Payments, Payouts, Returns},
    },
};
use std::sync::Arc;

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

/// PayPal where there is an account of it, else the sandbox.
pub(super) fn payouts(config: &Config, clock: &Arc<dyn Clock>) -> Arc<dyn Payouts> {
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

pub(super) fn coins(config: &Config) -> CoinSettings {
    let coins = &config.coins;
    let hundredths = |coins: i64| coins.saturating_mul(HUNDREDTHS_PER_COIN);
    CoinSettings {
        withdrawal_hundredths_min: hundredths(coins.withdrawal_coins_min),
        withdrawal_window_cents_max: coins.withdrawal_window_cents_max,
        withdrawal_window_ms: coins.withdrawal_window_days.saturating_mul(MS_PER_DAY),
    }
}

pub(super) fn calls(config: &Config) -> CallSettings {
    let calls = &config.calls;
    CallSettings {
        // The check of the configuration has seen that these are coins.
        minute_hundredths: coins_hundredths(calls.minute_coins).unwrap_or(CALL_MINUTE_HUNDREDTHS_DEFAULT),
        share_percent: calls.share_percent,
        low_minutes: calls.low_minutes,
        ring_ms_max: calls.ring_seconds_max.saturating_mul(MS_PER_SECOND),
    }
}

pub(super) fn top_ups(config: &Config) -> TopUps {
    let payments = &config.payments;
    TopUps {
        hundredths_min: payments.top_up_coins_min.saturating_mul(HUNDREDTHS_PER_COIN),
        hundredths_max: payments.top_up_coins_max.saturating_mul(HUNDREDTHS_PER_COIN),
        returns: Returns { success: payments.success_url.clone(), cancel: payments.cancel_url.clone() },
    }
}
