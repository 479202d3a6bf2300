//! What must hold of a configuration beyond the form of its values.

use super::{Config, TlsMode, load::Problem};
use crate::adapters::mail::Sender;
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
    unless(Sender::parse(&config.mail.from).is_ok(), "mail.from", "expected an address, or Name <address>");
    let smtp = &config.mail.smtp;
    let host = smtp.host.as_deref();
    unless(host.is_none_or(is_host), "mail.smtp.host", "expected the name or address of a machine");
    unless(
        smtp.tls != TlsMode::None || host.is_none_or(|host| LOCAL.contains(&host)),
        "mail.smtp.tls",
        "expected starttls or implicit: codes and passwords leave this machine covered",
    );
    unless(smtp.port != Some(0), "mail.smtp.port", "expected 1 to 65535");
    unless((1..=60).contains(&smtp.answer_seconds), "mail.smtp.answer_seconds", "expected 1 to 60");
    let password = usize::from(smtp.password.is_some()) + usize::from(smtp.password_file.is_some());
    unless(password <= 1, "mail.smtp.password_file", "expected either this or mail.smtp.password");
    unless(smtp.user.is_some() == (password > 0), "mail.smtp.user", "expected a user name with a password, or neither");
    unless(!config.push.folder.as_os_str().is_empty(), "push.folder", "expected a folder");
    for (key, address) in [
        ("google.tokeninfo_url", &config.google.tokeninfo_url),
        ("google.userinfo_url", &config.google.userinfo_url),
        ("apple.keys_url", &config.apple.keys_url),
        ("push.fcm.url", &config.push.fcm.url),
    ] {
        unless(is_safe(address), key, "expected an https address; http only on this machine");
    }
    let token_url = config.push.fcm.token_url.as_deref();
    unless(token_url.is_none_or(is_safe), "push.fcm.token_url", "expected an https address; http only on this machine");
    for (key, ids) in [("google.client_ids", &config.google.client_ids), ("apple.client_ids", &config.apple.client_ids)]
    {
        unless(ids.iter().all(|id| !id.trim().is_empty()), key, "expected ids that are not empty");
    }
    unless(!config.apple.issuer.is_empty(), "apple.issuer", "expected an issuer");
    unless(
        config.sqlite.readers_max.is_none_or(|most| (1..=64).contains(&most)),
        "sqlite.readers_max",
        "expected 1 to 64",
    );
    unless((1..=1_000).contains(&config.postgres.connections_max), "postgres.connections_max", "expected 1 to 1000");
    found
}

fn is_origin(origin: &str) -> bool {
    let Some(host) = origin.strip_prefix("https://").or(origin.strip_prefix("http://")) else {
        return false;
    };
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}

/// Names of this machine.
const LOCAL: [&str; 4] = ["localhost", "127.0.0.1", "::1", "[::1]"];

fn is_host(host: &str) -> bool {
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:_".contains(&byte))
}

/// Tokens go to these addresses: in the clear only when they stay on this machine.
pub(in crate::app) fn is_safe(address: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(address) else {
        return false;
    };
    let local = url.host_str().is_some_and(|host| LOCAL.contains(&host));
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

    #[test]
    fn codes_leave_this_machine_covered() {
        let keys = |change: fn(&mut Config)| {
            let mut config = Config::default();
            change(&mut config);
            problems(&config).into_iter().map(|problem| problem.key).collect::<Vec<_>>()
        };
        fn server(config: &mut Config, host: &str, tls: TlsMode) {
            (config.mail.smtp.host, config.mail.smtp.tls) = (Some(host.to_owned()), tls);
        }
        assert!(keys(|config| server(config, "mail.example.org", TlsMode::StartTls)).is_empty());
        assert!(keys(|config| server(config, "localhost", TlsMode::None)).is_empty());
        assert_eq!(keys(|config| server(config, "mail.example.org", TlsMode::None)), ["mail.smtp.tls"]);
        assert_eq!(keys(|config| server(config, "mail example", TlsMode::Implicit)), ["mail.smtp.host"]);
        assert_eq!(keys(|config| config.mail.smtp.user = Some("ann".into())), ["mail.smtp.user"]);
        assert_eq!(keys(|config| config.mail.smtp.password = Some(Secret::new("s"))), ["mail.smtp.user"]);
        assert_eq!(keys(|config| config.mail.from = "Talkamie".into()), ["mail.from"]);
        assert_eq!(keys(|config| config.push.fcm.url = "http://example.org".into()), ["push.fcm.url"]);
    }
}
