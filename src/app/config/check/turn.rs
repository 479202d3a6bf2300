//! What must hold of the servers that help browsers to reach each other.

use crate::{app::config::Turn, operations::calls::ice::needs_credential};

/// Without the secret the addresses of relays are of no use.
pub(super) fn turn(turn: &Turn, unless: &mut impl FnMut(bool, &str, &str)) {
    unless(
        turn.urls.len() <= 20 && turn.urls.iter().all(|url| is_ice_url(url)),
        "turn.urls",
        "expected at most 20 addresses such as stun:turn.example.org:3478 or turn:turn.example.org:3478?transport=udp",
    );
    let relays = turn.urls.iter().any(|url| needs_credential(url));
    let two = turn.secret.is_some() && turn.secret_file.is_some();
    unless(!two, "turn.secret", "is set twice: here and in turn.secret_file");
    unless(turn.secret.as_ref().is_none_or(|secret| !secret.expose().trim().is_empty()), "turn.secret", "is empty");
    unless(
        !relays || turn.secret.is_some() || turn.secret_file.is_some(),
        "turn.secret_file",
        "is needed with turn: addresses in turn.urls (or TALKAMIE_TURN__SECRET)",
    );
    unless((60..=86_400).contains(&turn.seconds), "turn.seconds", "expected 60 to 86400");
}

/// An address of a STUN or TURN server. Source: RFC 7064 and 7065, without the parts that browsers refuse.
fn is_ice_url(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let (place, query) = rest.split_once('?').map_or((rest, None), |(place, query)| (place, Some(query)));
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    let known = match scheme {
        "stun" | "stuns" => query.is_none(),
        "turn" | "turns" => query.is_none_or(|query| matches!(query, "transport=udp" | "transport=tcp")),
        _ => false,
    };
    known && !place.is_empty() && url.len() <= 300 && place.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::config::{Secret, check::broken};

    #[test]
    fn turn_servers_are_whole() {
        assert_eq!(
            broken(|config| config.turn.urls = vec!["stun:stun.example.org".into()]),
            [""; 0],
            "needs no secret"
        );
        assert_eq!(broken(|config| config.turn.urls = vec!["turn:turn.example.org".into()]), ["turn.secret_file"]);
        assert_eq!(
            broken(|config| {
                config.turn.urls = vec!["turns:turn.example.org:443?transport=tcp".into()];
                config.turn.secret = Some(Secret::new("shared"));
            }),
            [""; 0]
        );
        assert_eq!(
            broken(|config| {
                config.turn.secret = Some(Secret::new(" "));
                config.turn.secret_file = Some("secret".into());
                config.turn.seconds = 59;
            }),
            ["turn.secret", "turn.secret", "turn.seconds"]
        );
        for (url, good) in [
            ("stun:turn.example.org:3478", true),
            ("turn:[2001:db8::1]:3478?transport=udp", true),
            ("turn:turn.example.org?transport=sctp", false),
            ("stun:turn.example.org?transport=udp", false),
            ("turn:", false),
            ("turn.example.org", false),
            ("https://turn.example.org", false),
            ("turn:user@turn.example.org", false),
        ] {
            assert_eq!(is_ice_url(url), good, "{url}");
        }
    }
}
