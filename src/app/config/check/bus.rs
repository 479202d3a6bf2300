//! What must hold of telling other copies of the program.

use crate::app::config::{BusKind, Config};

pub(super) fn bus(config: &Config, unless: &mut impl FnMut(bool, &str, &str)) {
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

#[cfg(test)]
mod tests {
    use crate::app::config::{BusKind, DatabaseUrl, Secret, check::broken};

    #[test]
    fn the_bus_is_whole() {
        assert_eq!(broken(|config| config.bus = BusKind::Nats), ["bus"], "on SQLite");
        assert_eq!(
            broken(|config| {
                config.bus = BusKind::Nats;
                config.database = DatabaseUrl::new("postgres://db/talkamie");
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
            assert_eq!(broken(|config| config.nats.url = url.into()), ["nats.url"], "{url}");
        }
    }
}
