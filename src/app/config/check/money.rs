//! What must hold of coins, calls and payments.

use super::is_page;
use crate::{
    app::config::{Config, PaymentProvider},
    domain::{
        limits::{HUNDREDTHS_PER_COIN, TOP_UP_HUNDREDTHS_MAX, TOP_UP_HUNDREDTHS_MIN},
        money::coins_hundredths,
    },
};

/// What concerns coins and calls.
pub(super) fn coins_and_calls(config: &Config, unless: &mut impl FnMut(bool, &str, &str)) {
    let (coins, calls, paypal) = (&config.coins, &config.calls, &config.paypal);
    unless(
        (1..=1_000_000).contains(&coins.withdrawal_coins_min),
        "coins.withdrawal_coins_min",
        "expected 1 to 1000000",
    );
    unless(coins.withdrawal_window_cents_max >= 0, "coins.withdrawal_window_cents_max", "expected at least 0");
    unless((1..=3_650).contains(&coins.withdrawal_window_days), "coins.withdrawal_window_days", "expected 1 to 3650");
    let price = coins_hundredths(calls.minute_coins).filter(|_| calls.minute_coins <= 1_000_000.0);
    unless(price.is_some(), "calls.minute_coins", "expected 0 to 1000000");
    unless((0..=100).contains(&calls.share_percent), "calls.share_percent", "expected 0 to 100");
    unless((0..=1_440).contains(&calls.low_minutes), "calls.low_minutes", "expected 0 to 1440");
    unless((5..=600).contains(&calls.ring_seconds_max), "calls.ring_seconds_max", "expected 5 to 600");
    unless(
        paypal.client_id.is_empty() == paypal.client_secret.is_empty(),
        "paypal.client_secret",
        "expected with paypal.client_id, and not without it",
    );
}

/// What concerns buying coins.
pub(super) fn payments(config: &Config, unless: &mut impl FnMut(bool, &str, &str)) {
    let payments = &config.payments;
    for (key, page) in [("payments.success_url", &payments.success_url), ("payments.cancel_url", &payments.cancel_url)]
    {
        unless(is_page(page), key, "expected an http or https address");
    }
    let (least, most) = (TOP_UP_HUNDREDTHS_MIN / HUNDREDTHS_PER_COIN, TOP_UP_HUNDREDTHS_MAX / HUNDREDTHS_PER_COIN);
    unless((least..=most).contains(&payments.top_up_coins_min), "payments.top_up_coins_min", "expected 50 to 1000000");
    unless(
        (payments.top_up_coins_min..=most).contains(&payments.top_up_coins_max),
        "payments.top_up_coins_max",
        "expected payments.top_up_coins_min to 1000000",
    );
    let two_keys = payments.stripe_secret_key.is_some() && payments.stripe_secret_key_file.is_some();
    unless(!two_keys, "payments.stripe_secret_key", "is set twice: here and in payments.stripe_secret_key_file");
    let blank =
        payments.stripe_secret_key.iter().chain(&payments.webhook_secrets).any(|s| s.expose().trim().is_empty());
    unless(!blank, "payments", "has an empty secret");
    // Coins for nothing would be paid out for money.
    let is_free = payments.provider == PaymentProvider::Sandbox;
    let pays = !config.paypal.client_id.is_empty() && is_live(&config.paypal.base_url);
    unless(!(is_free && pays), "payments.provider", "cannot be sandbox while paypal pays real money out");
    if payments.provider == PaymentProvider::Stripe {
        unless(
            payments.stripe_secret_key.is_some() || payments.stripe_secret_key_file.is_some(),
            "payments.stripe_secret_key_file",
            "is needed with payments.provider = stripe (or TALKAMIE_PAYMENTS__STRIPE_SECRET_KEY)",
        );
        unless(
            !payments.webhook_secrets.is_empty() || !payments.webhook_secret_files.is_empty(),
            "payments.webhook_secret_files",
            "is needed with payments.provider = stripe (or TALKAMIE_PAYMENTS__WEBHOOK_SECRETS)",
        );
    }
}

/// Whether this is the PayPal that moves money.
fn is_live(address: &str) -> bool {
    let url = reqwest::Url::parse(address).ok();
    url.is_some_and(|url| matches!(url.host_str(), Some("api-m.paypal.com" | "api.paypal.com")))
}

#[cfg(test)]
mod tests {
    use crate::app::config::{PaymentProvider, Secret, check::broken};

    #[test]
    fn payments_are_whole() {
        assert_eq!(
            broken(|config| config.payments.provider = PaymentProvider::Stripe),
            ["payments.stripe_secret_key_file", "payments.webhook_secret_files"]
        );
        assert_eq!(
            broken(|config| {
                config.payments.provider = PaymentProvider::Stripe;
                config.payments.stripe_secret_key = Some(Secret::new("sk_test_1"));
                config.payments.webhook_secret_files = vec!["secret".into()];
            }),
            [""; 0]
        );
        assert_eq!(
            broken(|config| {
                config.payments.stripe_secret_key = Some(Secret::new(" "));
                config.payments.stripe_secret_key_file = Some("key".into());
            }),
            ["payments.stripe_secret_key", "payments"]
        );
        assert_eq!(
            broken(|config| {
                config.payments.success_url = "/checkout/success".into();
                config.payments.cancel_url = "javascript:alert(1)".into();
                config.public_url = Some("https://api.example.org/?x".into());
            }),
            ["public_url", "payments.success_url", "payments.cancel_url"]
        );
        assert_eq!(broken(|config| config.payments.top_up_coins_min = 49), ["payments.top_up_coins_min"]);
        assert_eq!(
            broken(|config| {
                config.payments.top_up_coins_min = 100;
                config.payments.top_up_coins_max = 99;
            }),
            ["payments.top_up_coins_max"]
        );
    }

    #[test]
    fn coins_for_nothing_are_not_paid_out() {
        let with = |address: &'static str, provider: PaymentProvider| {
            broken(move |config| {
                (config.paypal.client_id, config.paypal.client_secret) = ("id".into(), Secret::new("s3cret"));
                config.paypal.base_url = address.into();
                config.payments.provider = provider;
                config.payments.stripe_secret_key = Some(Secret::new("sk_live_1"));
                config.payments.webhook_secrets = vec![Secret::new("whsec_1")];
            })
        };
        for live in ["https://api-m.paypal.com", "https://API-M.paypal.com:443/", "https://api.paypal.com"] {
            assert_eq!(with(live, PaymentProvider::Sandbox), ["payments.provider"], "{live}");
            assert_eq!(with(live, PaymentProvider::Stripe), [""; 0], "{live}");
        }
        assert_eq!(with("https://api-m.sandbox.paypal.com", PaymentProvider::Sandbox), [""; 0]);
        assert_eq!(
            broken(|config| config.payments.provider = PaymentProvider::Sandbox),
            [""; 0],
            "nothing is paid out"
        );
    }
}
