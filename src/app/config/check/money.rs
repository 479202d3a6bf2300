//! What must hold of coins, calls and payments.

use super::is_page;
use crate::{
    app::config::{Config, PaymentProvider, Payments},
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
pub(super) fn payments(payments: &Payments, unless: &mut impl FnMut(bool, &str, &str)) {
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
}
