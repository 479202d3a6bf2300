//! Whose a stored file is: everyone's uploads lie in a folder of their own, and an address names the folder.
//!
//! Source: contract/talkamie.md B (signed-urls), `user/foreign-file`.

use super::ids::UserId;

/// The folder in which a person's uploads lie.
pub fn folder_of(user: UserId) -> String {
    format!("user/{user}")
}

/// Whether `url` names a file in `folder`: `http(s)://host/…/folder/file`.
///
/// The path alone is judged, and only a plain one: no empty, `.` or `..` segment and nothing percent-encoded, so that what
/// is judged is what a server will look up. Which host may stand before it is for the file store to say, once there is one.
pub fn is_in_folder(url: &str, folder: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return false;
    };
    let Some((authority, path)) = rest.split_once('/') else {
        return false;
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let plain = path.split('/').all(|segment| !matches!(segment, "" | "." | "..")) && !path.contains(['%', '\\']);
    let inside = path.starts_with(&format!("{folder}/")) || path.contains(&format!("/{folder}/"));
    !authority.is_empty() && !authority.contains(['@', '?', '#']) && plain && inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn only_addresses_in_the_folder_are_ones_own() {
        let ann = folder_of(UserId(Uuid::from_u128(1)));
        let ben = folder_of(UserId(Uuid::from_u128(2)));
        for (url, own) in [
            (format!("https://files.example/{ann}/picture/org.jpg"), true),
            (format!("http://127.0.0.1:8080/files/{ann}/org.jpg?v=1#top"), true),
            (format!("https://files.example/{ben}/picture/org.jpg"), false),
            (format!("https://files.example/{ann}/../../{ben}/org.jpg"), false),
            (format!("https://files.example/{ann}/%2e%2e/org.jpg"), false),
            (format!("https://files.example/{ann}//org.jpg"), false),
            (format!("https://files.example/{ann}/"), false),
            (format!("https://files.example/{ann}"), false),
            (format!("https://files.example/x{ann}/org.jpg"), false),
            (format!("https://files.example/org.jpg?{ann}/org.jpg"), false),
            (format!("https://files.example?/{ann}/org.jpg"), false),
            (format!("https://ann@files.example/{ann}/org.jpg"), false),
            (format!("https:///{ann}/org.jpg"), false),
            (format!("ftp://files.example/{ann}/org.jpg"), false),
            (String::new(), false),
        ] {
            assert_eq!(is_in_folder(&url, &ann), own, "{url}");
        }
    }
}
