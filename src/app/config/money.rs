//! Coins: buying them, what calls cost, paying them out.

use super::{Secret, text};
use crate::{
    adapters::payments::StripeSettings,
    domain::{
        limits::{
            CALL_MINUTE_HUNDREDTHS_DEFAULT, CALL_RING_MS_MAX, CALL_SHARE_PERCENT_DEFAULT, COINS_LOW_MINUTES_DEFAULT,
            HUNDREDTHS_PER_COIN, TOP_UP_HUNDREDTHS_MAX, TOP_UP_HUNDREDTHS_MIN, WITHDRAWAL_HUNDREDTHS_MIN,
            WITHDRAWAL_WINDOW_CENTS_MAX, WITHDRAWAL_WINDOW_MS,
        },
        money::coins_json,
        time::{MS_PER_DAY, MS_PER_SECOND},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Buying coins. docs/PAYMENTS.md says how to set it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Payments {
    /// `sandbox`: a checkout page of our own on which no real money moves; `stripe`: Stripe Checkout.
    pub provider: PaymentProvider,
    /// Page of the web app to which a checkout returns after the payment; `transactionId` is added to its query.
    pub success_url: String,
    /// Page of the web app to which a checkout returns when the person changes their mind.
    pub cancel_url: String,
    /// Stripe's secret key. Better in a file or in the environment than here.
    pub stripe_secret_key: Option<Secret>,
    /// File that holds Stripe's secret key.
    pub stripe_secret_key_file: Option<PathBuf>,
    /// Signing secrets of the webhook endpoint: two while they are rotated. A list, or a text with commas between.
    #[serde(deserialize_with = "text::secrets::deserialize")]
    pub webhook_secrets: Vec<Secret>,
    /// Files that hold one signing secret of the webhook endpoint each.
    pub webhook_secret_files: Vec<PathBuf>,
    /// Where Stripe is. `https`, unless on this machine.
    pub stripe_url: String,
    /// Fewest coins that may be bought at a time.
    #[schemars(range(min = 50, max = 1_000_000))]
    pub top_up_coins_min: i64,
    /// Most coins that may be bought at a time.
    #[schemars(range(min = 50, max = 1_000_000))]
    pub top_up_coins_max: i64,
}

impl Default for Payments {
    fn default() -> Self {
        Self {
            provider: PaymentProvider::default(),
            success_url: "http://localhost:3000/checkout/success".to_owned(),
            cancel_url: "http://localhost:3000/checkout/cancel".to_owned(),
            stripe_secret_key: None,
            stripe_secret_key_file: None,
            webhook_secrets: Vec::new(),
            webhook_secret_files: Vec::new(),
            stripe_url: StripeSettings::BASE_URL.to_owned(),
            top_up_coins_min: TOP_UP_HUNDREDTHS_MIN / HUNDREDTHS_PER_COIN,
            top_up_coins_max: TOP_UP_HUNDREDTHS_MAX / HUNDREDTHS_PER_COIN,
        }
    }
}

/// Who takes the money for coins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaymentProvider {
    #[default]
    Sandbox,
    Stripe,
}

/// What calls cost, and how long they ring. A call keeps the price at which it began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Calls {
    /// Price of a started minute of connected time, in coins with up to two decimals. The senior pays it.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub minute_coins: f64,
    /// The volunteer's part of the price, in percent. The rest is commission.
    #[schemars(range(min = 0, max = 100))]
    pub share_percent: i64,
    /// Coins are low, and the senior is told, when they do not cover this many minutes. They are told once more when the last minute
    /// of a call begins.
    #[schemars(range(min = 0, max = 1_440))]
    pub low_minutes: i64,
    /// How long a call rings before it is missed, in seconds.
    #[schemars(range(min = 5, max = 600))]
    pub ring_seconds_max: i64,
}

impl Default for Calls {
    fn default() -> Self {
        Self {
            minute_coins: coins_json(CALL_MINUTE_HUNDREDTHS_DEFAULT),
            share_percent: CALL_SHARE_PERCENT_DEFAULT,
            low_minutes: COINS_LOW_MINUTES_DEFAULT,
            ring_seconds_max: CALL_RING_MS_MAX / MS_PER_SECOND,
        }
    }
}

/// What may be withdrawn. A coin is worth a US cent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Coins {
    /// Fewest coins that are paid out at once.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub withdrawal_coins_min: i64,
    /// Most that one person is paid out within `withdrawal_window_days`, in US cents.
    #[schemars(range(min = 0))]
    pub withdrawal_window_cents_max: i64,
    /// The time over which payouts are summed, in days.
    #[schemars(range(min = 1, max = 3_650))]
    pub withdrawal_window_days: i64,
}

impl Default for Coins {
    fn default() -> Self {
        Self {
            withdrawal_coins_min: WITHDRAWAL_HUNDREDTHS_MIN / HUNDREDTHS_PER_COIN,
            withdrawal_window_cents_max: WITHDRAWAL_WINDOW_CENTS_MAX,
            withdrawal_window_days: WITHDRAWAL_WINDOW_MS / MS_PER_DAY,
        }
    }
}

/// Paying coins out with PayPal (Payouts API).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PayPal {
    /// This service's client id at PayPal. Empty: payouts go to a sandbox that says paid at once, and no money moves.
    pub client_id: String,
    /// The secret that belongs to it. Better put into `TALKAMIE_PAYPAL__CLIENT_SECRET` than into a file.
    pub client_secret: Secret,
    /// Where PayPal is: `https`, unless on this machine.
    pub base_url: String,
    /// What the mail is about that PayPal sends to who is paid.
    pub email_subject: String,
}

impl Default for PayPal {
    fn default() -> Self {
        Self {
            client_id: String::new(),
            client_secret: Secret::default(),
            base_url: "https://api-m.paypal.com".to_owned(),
            email_subject: "Your Talkamie coins were paid out".to_owned(),
        }
    }
}
