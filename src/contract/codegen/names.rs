//! How contract names become Rust names.

use proc_macro2::{Ident, Span};

/// `basic_user` → `BasicUser`; `in-progress` → `InProgress`; `getUser` → `GetUser`.
pub(super) fn pascal(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        // A word in capitals (`PENDING`) is one word; any other keeps its inner capitals.
        let shout = word.len() > 1 && word.chars().all(|c| !c.is_ascii_lowercase());
        let mut chars = word.chars();
        out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        if shout {
            out.push_str(&chars.as_str().to_ascii_lowercase());
        } else {
            out.push_str(chars.as_str());
        }
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) || out.is_empty() {
        out.insert(0, 'N');
    }
    out
}

/// `lastEvaluatedKey` → `last_evaluated_key`.
pub(super) fn snake(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_uppercase() {
            if !out.is_empty() && !out.ends_with('_') {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
        } else if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('_') {
            out.push('_');
        }
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) {
        out.insert(0, 'n');
    }
    out
}

/// An identifier; keywords are written raw, and those that cannot be, with `_` behind.
pub(super) fn ident(text: &str) -> Ident {
    match text {
        "self" | "Self" | "super" | "crate" | "_" | "" => Ident::new(&format!("{text}_"), Span::call_site()),
        _ => syn::parse_str::<Ident>(text).unwrap_or_else(|_| Ident::new_raw(text, Span::call_site())),
    }
}

/// Whether a name of the contract gives a name of Rust that a reader would recognise.
pub(super) fn nameable(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_graphic()) && text.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The identifier of a field or function.
pub(super) fn field(text: &str) -> Ident {
    ident(&snake(text))
}

/// The identifier of a type or variant.
pub(super) fn upper(text: &str) -> Ident {
    ident(&pascal(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_contract() {
        for (text, upper, lower) in [
            ("basic_user", "BasicUser", "basic_user"),
            ("in-progress", "InProgress", "in_progress"),
            ("PENDING_INCOMING", "PendingIncoming", "p_e_n_d_i_n_g_i_n_c_o_m_i_n_g"),
            ("lastEvaluatedKey", "LastEvaluatedKey", "last_evaluated_key"),
            ("x-auth-provider", "XAuthProvider", "x_auth_provider"),
            ("alert.new", "AlertNew", "alert_new"),
        ] {
            assert_eq!(pascal(text), upper);
            assert_eq!(snake(text), lower);
        }
    }

    #[test]
    fn keywords_become_identifiers() {
        for (text, rust) in [("type", "r#type"), ("self", "self_"), ("crate", "crate_"), ("name", "name")] {
            assert_eq!(field(text).to_string(), rust);
        }
        assert_eq!(upper("self").to_string(), "Self_");
    }
}
