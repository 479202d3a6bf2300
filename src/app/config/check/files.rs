//! What must hold of where files lie.

use super::{is_page, is_safe};
use crate::app::config::Files;

pub(super) fn files(files: &Files, unless: &mut impl FnMut(bool, &str, &str)) {
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

#[cfg(test)]
mod tests {
    use crate::app::config::{Secret, check::broken};

    #[test]
    fn the_file_store_is_whole() {
        assert_eq!(
            broken(|config| config.files.s3.bucket = Some("files".into())),
            ["files.s3.access_key_id", "files.s3.secret_access_key_file"]
        );
        assert_eq!(
            broken(|config| {
                config.public_url = Some("https://api.example.org/a(b)".into());
                config.files.s3.public_url = Some("cdn".into());
                config.files.s3.endpoint = "http://s3.example.org".into();
                config.files.s3.secret_access_key = Some(Secret::new("x"));
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
}
