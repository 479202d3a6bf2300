//! Entity tags: whether who asks has an answer already. Documents, files and the Replyke face read them alike.

use poem::http::{HeaderMap, header};

/// Whether `If-None-Match` names this tag.
pub(super) fn known(headers: &HeaderMap, tag: &str) -> bool {
    headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(|list| named(list, tag))
}

/// Whether a list of tags names this one, or any (`*`): weak comparison (RFC 9110, 8.8.3.2 and 13.1.2). Tags of ours have no comma.
pub(super) fn named(list: &str, tag: &str) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    list.split(',').map(str::trim).any(|named| named == "*" || opaque(named) == opaque(tag))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn tags_are_compared_weakly() {
        for (list, tag, is) in [
            ("\"a\"", "\"a\"", true),
            ("W/\"a\"", "\"a\"", true),
            ("\"a\"", "W/\"a\"", true),
            ("W/\"a\"", "W/\"a\"", true),
            ("\"b\", \"a\"", "\"a\"", true),
            ("\"b\",W/\"a\"", "\"a\"", true),
            ("*", "\"a\"", true),
            ("\"b\"", "\"a\"", false),
            ("W/\"b\"", "W/\"a\"", false),
            ("a", "\"a\"", false),
            ("", "\"a\"", false),
        ] {
            assert_eq!(named(list, tag), is, "{list} {tag}");
        }
    }
}
