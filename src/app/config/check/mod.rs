//! What must hold of a configuration beyond the form of its values.

mod bus;
mod files;
mod money;
mod outward;
mod turn;

use super::{Config, load::Problem};
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
    let named = url.strip_prefix("sqlite:").is_none_or(|file| !file.trim_start_matches('/').is_empty());
    unless(known && named, "database", "expected sqlite:FILE or postgres://…");
    unless(
        config.origins.iter().all(|origin| is_origin(origin)),
        "origins",
        "expected origins such as https://app.example.org, without a path and without *",
    );
    unless(
        config.wss.aliases.iter().all(|path| is_alias(path)),
        "wss.aliases",
        "expected paths such as /ws, of letters, digits and -._~, at which nothing else is served",
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
    for (key, address) in [
        ("google.tokeninfo_url", &config.google.tokeninfo_url),
        ("google.userinfo_url", &config.google.userinfo_url),
        ("apple.keys_url", &config.apple.keys_url),
        ("paypal.base_url", &config.paypal.base_url),
        ("payments.stripe_url", &config.payments.stripe_url),
        ("push.fcm.url", &config.push.fcm.url),
    ] {
        unless(is_safe(address), key, "expected an https address; http only on this machine");
    }
    for (key, ids) in [("google.client_ids", &config.google.client_ids), ("apple.client_ids", &config.apple.client_ids)]
    {
        unless(ids.iter().all(|id| !id.trim().is_empty()), key, "expected ids that are not empty");
    }
    unless(!config.apple.issuer.is_empty(), "apple.issuer", "expected an issuer");
    outward::mail(&config.mail, &mut unless);
    outward::push(&config.push, &mut unless);
    money::coins_and_calls(config, &mut unless);
    unless(
        config.sqlite.readers_max.is_none_or(|most| (1..=64).contains(&most)),
        "sqlite.readers_max",
        "expected 1 to 64",
    );
    unless((8..=65_536).contains(&config.sqlite.cache_mib), "sqlite.cache_mib", "expected 8 to 65536");
    unless((1..=1_000).contains(&config.postgres.connections_max), "postgres.connections_max", "expected 1 to 1000");
    unless(
        config.public_url.as_deref().is_none_or(|url| is_page(url) && !url.contains(['?', '#'])),
        "public_url",
        "expected an address such as https://api.example.org",
    );
    money::payments(config, &mut unless);
    files::files(&config.files, &mut unless);
    turn::turn(&config.turn, &mut unless);
    bus::bus(config, &mut unless);
    found
}

/// What the program serves itself, and what is under it.
const SERVED: [&str; 15] = [
    "",
    "api",
    "asyncapi.json",
    "docs",
    "files",
    "healthz",
    "login",
    "metrics",
    "openapi",
    "openapi.json",
    "pod",
    "readyz",
    "relay",
    "sandbox",
    "webhooks",
];

/// A path at which the WebSocket is in nobody's way. Other characters mean something in a route.
fn is_alias(path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/') else { return false };
    let first = rest.split('/').next().unwrap_or_default();
    let version = first.strip_prefix('v').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let plain = rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte));
    plain && !version && !SERVED.contains(&first)
}

/// An address that a browser can be sent to. Quotes and parentheses end it in style sheets (contract A.7).
fn is_page(address: &str) -> bool {
    let plain = !address.contains(['"', '\'', '(', ')', ' ']);
    plain
        && reqwest::Url::parse(address).is_ok_and(|url| {
            let nobody = url.username().is_empty() && url.password().is_none();
            matches!(url.scheme(), "http" | "https") && url.has_host() && nobody
        })
}

fn is_origin(origin: &str) -> bool {
    let Some(host) = origin.strip_prefix("https://").or(origin.strip_prefix("http://")) else {
        return false;
    };
    !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
}

/// Names of this machine.
const LOCAL: [&str; 4] = ["localhost", "127.0.0.1", "::1", "[::1]"];

/// Tokens go to these addresses: in the clear only when they stay on this machine.
pub(in crate::app) fn is_safe(address: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(address) else {
        return false;
    };
    let local = url.host_str().is_some_and(|host| LOCAL.contains(&host));
    url.scheme() == "https" || (url.scheme() == "http" && local)
}

/// The keys that a change of the defaults makes impossible.
#[cfg(test)]
fn broken(change: impl FnOnce(&mut Config)) -> Vec<String> {
    let mut config = Config::default();
    change(&mut config);
    problems(&config).into_iter().map(|problem| problem.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::config::DatabaseUrl,
        contract::{symphony, v1},
    };

    #[test]
    fn the_defaults_are_fine() {
        assert_eq!(problems(&Config::default()), []);
    }

    #[test]
    fn addresses_are_whole_and_in_nobodys_way() {
        for (path, good) in [
            ("/ws", true),
            ("/prod/", true),
            ("/chat/v1", true),
            ("ws", false),
            ("/", false),
            ("/v1/faqs", false),
            ("/v1", false),
            ("/docs/wss", false),
            ("/a/:b*", false),
            ("/ws?a", false),
        ] {
            assert_eq!(is_alias(path), good, "{path}");
        }
        let symphony = symphony::OPERATIONS.iter().map(|operation| operation.path.to_owned());
        let talkamie = v1::OPERATIONS.iter().map(|operation| format!("/v1{}", operation.path));
        for path in symphony.chain(talkamie) {
            let plain = path.replace(['{', '}'], "");
            assert!(!is_alias(&plain), "{path} is served");
        }
        assert_eq!(broken(|config| config.database = DatabaseUrl::new("sqlite:")), ["database"]);
        assert_eq!(broken(|config| config.sqlite.cache_mib = 7), ["sqlite.cache_mib"]);
        assert_eq!(
            broken(|config| config.public_url = Some("https://ann:secret@api.example.org".into())),
            ["public_url"]
        );
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
