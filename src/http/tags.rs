//! Entity tags: whether who asks has an answer already. Documents, files and the Replyke face read them alike.

use poem::http::HeaderValue;

/// Whether `If-None-Match` names this tag: its values together are one list.
pub(super) fn known<'a>(values: impl IntoIterator<Item = &'a HeaderValue>, tag: &str) -> bool {
    values.into_iter().filter_map(|value| value.to_str().ok()).any(|list| named(list, tag))
}

/// Whether a list of tags names this one, or any (`*`): weak comparison (RFC 9110, 8.8.3.2 and 13.1.2). Tags of ours have no comma.
fn named(list: &str, tag: &str) -> bool {
    fn opaque(tag: &str) -> &str {
        tag.strip_prefix("W/").unwrap_or(tag)
    }
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
