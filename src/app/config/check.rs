//! What must hold of a configuration beyond the form of its values.

use super::{BusKind, Config, Files, PaymentProvider, Payments, load::Problem};
use crate::domain::{
    limits::{HUNDREDTHS_PER_COIN, TOP_UP_HUNDREDTHS_MAX, TOP_UP_HUNDREDTHS_MIN},
    money::coins_hundredths,
};
use argon2::Params;
use tracing_subscriber::EnvFilter;

/// Every key that cannot be as it is.
pub(super) fn problems(config: &Config) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut unless = |holds: bool, key: &str, why: &str| {
        if !holds {
            found.push(Problem::new(key, why));
        }
    };
    let url = config.database.expose();
    let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme));
    unless(known, "database", "expected sqlite:FILE or postgres://…");
    unless(
        config.origins.iter().all(|origin| is_origin(origin)),
        "origins",
        "expected origins such as https://app.example.org, without a path and without *",
    );
    unless(
        config.wss.aliases.iter().all(|path| path.starts_with('/') && !path.contains(['?', '#'])),
        "wss.aliases",
        "expected paths such as /ws",
    );
    unless(config.shutdown_seconds <= 600, "shutdown_seconds", "expected at most 600");
    unless(
        EnvFilter::try_new(&config.log.filter).is_ok(),
        "log.filter",
        "expected a level or rules such as info,talkamie::store=debug",
    );
    unless(config.tokens.access_seconds > 0, "tokens.access_seconds", "expected at least 1");
    unless(
        config.tokens.refresh_seconds > config.tokens.access_seconds,
        "tokens.refresh_seconds",
        "expected more than tokens.access_seconds",
    );
    // Held to what the argon2 library takes: Passwords::new relies on it.
    let cost = &config.passwords;
    let possible = cost.memory_kib <= 4_194_304 && cost.passes <= 1_000;
    unless(
        possible && Params::new(cost.memory_kib, cost.passes, 1, None).is_ok(),
        "passwords",
        "expected memory_kib from 8 to 4194304 and passes from 1 to 1000",
    );
    unless(
        cost.parallel_hashes_max.is_none_or(|most| (1..=1_000).contains(&most)),
        "passwords.parallel_hashes_max",
        "expected 1 to 1000",
    );
    unless(!config.mail.folder.as_os_str().is_empty(), "mail.folder", "expected a folder");
    for (key, address) in [
        ("google.tokeninfo_url", &config.google.tokeninfo_url),
        ("google.userinfo_url", &config.google.userinfo_url),
        ("apple.keys_url", &config.apple.keys_url),
        ("paypal.base_url", &config.paypal.base_url),
        ("payments.stripe_url", &config.payments.stripe_url),
    ] {
        unless(is_safe(address), key, "expected an https address; http only on this machine");
    }
    for (key, ids) in [("google.client_ids", &config.google.client_ids), ("apple.client_ids", &config.apple.client_ids)]
    {
        unless(ids.iter().all(|id| !id.trim().is_empty()), key, "expected ids that are not empty");
    }
    unless(!config.apple.issuer.is_empty(), "apple.issuer", "expected an issuer");
    money(config, &mut unless);
    unless(
        config.sqlite.readers_max.is_none_or(|most| (1..=64).contains(&most)),
        "sqlite.readers_max",
        "expected 1 to 64",
    );
    unless((1..=1_000).contains(&config.postgres.connections_max), "postgres.connections_max", "expected 1 to 1000");
    unless(
        config.public_url.as_deref().is_none_or(|url| is_page(url) && !url.contains(['?', '#'])),
        "public_url",
        "expected an address such as https://api.example.org",
    );
    payments(&config.payments, &mut unless);
    files(&config.files, &mut unless);
    bus(config, &mut unless);
    found
}

/// What concerns telling other copies of the program.
fn bus(config: &Config, unless: &mut impl FnMut(bool, &str, &str)) {
    let nats = &config.nats;
    unless(
        nats.url.split(',').all(is_nats),
        "nats.url",
        "expected nats://HOST:PORT or tls://HOST:PORT, without a name and password; several with commas between",
    );
    let tokens = nats.subject.split('.');
    let plain = tokens.into_iter().all(|token| {
        !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    });
    unless(plain, "nats.subject", "expected words of letters, digits, - and _, with dots between");
    let secrets = [nats.token.is_some(), nats.token_file.is_some(), nats.credentials_file.is_some()];
    let one = secrets.into_iter().filter(|set| *set).count() <= 1;
    unless(one, "nats", "expected one of token, token_file and credentials_file");
    unless(nats.token.as_ref().is_none_or(|token| !token.expose().trim().is_empty()), "nats.token", "is empty");
    let sqlite = config.database.expose().starts_with("sqlite:");
    unless(
        config.bus == BusKind::Database || !sqlite,
        "bus",
        "nats is for several copies of the program, which need PostgreSQL",
    );
}

fn is_nats(server: &str) -> bool {
    reqwest::Url::parse(server).is_ok_and(|url| {
        let bare = url.username().is_empty() && url.password().is_none() && url.query().is_none();
        matches!(url.scheme(), "nats" | "tls") && url.has_host() && bare && matches!(url.path(), "" | "/")
    })
}

fn files(files: &Files, unless: &mut impl FnMut(bool, &str, &str)) {
    unless(!files.folder.as_os_str().is_empty(), "files.folder", "expected a folder");
    unless(
        (1024..=1_073_741_824).contains(&files.certificate_bytes_max),
        "files.certificate_bytes_max",
        "expected 1024 to 1073741824",
    );
    let s3 = &files.s3;
    unless(is_safe(&s3.endpoint), "files.s3.endpoint", "expected an https address; http only on this machine");
    unless(
        s3.public_url.as_deref().is_none_or(|url| is_page(url) && !url.contains(['?', '#'])),
        "files.s3.public_url",
        "expected an address such as https://cdn.example.org",
    );
    let two_keys = s3.secret_access_key.is_some() && s3.secret_access_key_file.is_some();
    unless(!two_keys, "files.s3.secret_access_key", "is set twice: here and in files.s3.secret_access_key_file");
    if let Some(bucket) = &s3.bucket {
        unless(!bucket.is_empty(), "files.s3.bucket", "expected the name of a bucket");
        unless(s3.access_key_id.is_some(), "files.s3.access_key_id", "is needed with files.s3.bucket");
        unless(
            s3.secret_access_key.is_some() || s3.secret_access_key_file.is_some(),
            "files.s3.secret_access_key_file",
            "is needed with files.s3.bucket (or TALKAMIE_FILES__S3__SECRET_ACCESS_KEY)",
        );
    }
}

/// An address that a browser can be sent to. Quotes and parentheses end it in style sheets (contract A.7).
fn is_page(address: &str) -> bool {
    let plain = !address.contains(['"', '\'', '(', ')', ' ']);
    plain && reqwest::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// What concerns coins and calls.
fn money(config: &Config, unless: &mut impl FnMut(bool, &str, &str)) {
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
fn payments(payments: &Payments, unless: &mut impl FnMut(bool, &str, &str)) {
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

fn is_origin(origin: &str) -> bool {
    let Some(host) = origin.strip_prefix("https://").or(origin.strip_prefix("http://")) else {
        return false;
    };
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}

/// Tokens go to these addresses: in the clear only when they stay on this machine.
fn is_safe(address: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(address) else {
        return false;
    };
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && local)
}

#[cfg(test)]
mod tests {
    use super::{super::Secret, *};

    #[test]
    fn the_defaults_are_fine() {
        assert_eq!(problems(&Config::default()), []);
    }

    #[test]
    fn payments_are_whole() {
        let broken = |change: fn(&mut Config)| {
            let mut config = Config::default();
            change(&mut config);
            problems(&config).into_iter().map(|problem| problem.key).collect::<Vec<_>>()
        };
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
    fn the_file_store_is_whole() {
        let broken = |change: fn(&mut Config)| {
            let mut config = Config::default();
            change(&mut config);
            problems(&config).into_iter().map(|problem| problem.key).collect::<Vec<_>>()
        };
        assert_eq!(
            broken(|config| config.files.s3.bucket = Some("files".into())),
            ["files.s3.access_key_id", "files.s3.secret_access_key_file"]
        );
        assert_eq!(
            broken(|config| {
                config.public_url = Some("https://api.example.org/a(b)".into());
                config.files.s3.public_url = Some("cdn".into());
                config.files.s3.endpoint = "http://s3.example.org".into();
                config.files.s3.secret_access_key = Some(crate::app::config::Secret::new("x"));
                config.files.s3.secret_access_key_file = Some("x".into());
                config.files.certificate_bytes_max = 1;
            }),
            [
                "public_url",
                "files.certificate_bytes_max",
                "files.s3.endpoint",
                "files.s3.public_url",
                "files.s3.secret_access_key"
            ]
        );
    }

    #[test]
    fn the_bus_is_whole() {
        let broken = |change: fn(&mut Config)| {
            let mut config = Config::default();
            change(&mut config);
            problems(&config).into_iter().map(|problem| problem.key).collect::<Vec<_>>()
        };
        assert_eq!(broken(|config| config.bus = BusKind::Nats), ["bus"], "on SQLite");
        assert_eq!(
            broken(|config| {
                config.bus = BusKind::Nats;
                config.database = crate::app::config::DatabaseUrl::new("postgres://db/talkamie");
                config.nats.url = "nats://one:4222,tls://two.example.org".into();
                config.nats.credentials_file = Some("nats.creds".into());
            }),
            [""; 0]
        );
        assert_eq!(
            broken(|config| {
                config.nats.token = Some(Secret::new(" "));
                config.nats.token_file = Some("token".into());
                config.nats.subject = "talkamie.>".into();
            }),
            ["nats.subject", "nats", "nats.token"]
        );
        for url in ["", "nats://", "http://one:4222", "nats://ann:secret@one:4222", "nats://one:4222,", "nats://one/x"]
        {
            let mut config = Config::default();
            config.nats.url = url.into();
            let keys: Vec<_> = problems(&config).into_iter().map(|problem| problem.key).collect();
            assert_eq!(keys, ["nats.url"], "{url}");
        }
    }

    #[test]
    fn origins_are_exact_and_tokens_stay_covered() {
        for (origin, good) in [
            ("https://app.example.org", true),
            ("http://localhost:3000", true),
            ("https://app.example.org/", false),
            ("*", false),
            ("https://*.example.org", false),
            ("app.example.org", false),
        ] {
            assert_eq!(is_origin(origin), good, "{origin}");
        }
        for (address, good) in [
            ("https://appleid.apple.com/auth/keys", true),
            ("http://127.0.0.1:9/keys", true),
            ("http://[::1]:9/keys", true),
            ("http://localhost.example.org/keys", false),
            ("http://appleid.apple.com/auth/keys", false),
            ("ftp://localhost/", false),
            ("keys", false),
        ] {
            assert_eq!(is_safe(address), good, "{address}");
        }
    }
}
