//! Where files lie: a local folder behind addresses that this program signs and serves, or any store that speaks S3.

pub mod local;
pub mod s3;
pub mod thumbnails;

pub use local::LocalFiles;
pub use s3::{S3Files, S3Settings};
pub use thumbnails::Thumbnails;

use crate::domain::files::FilePath;

/// The file that an address below `base` names. What follows the path (a link's signature) does not matter.
fn path_below(base: &str, url: &str) -> Option<FilePath> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.strip_prefix(base)?.strip_prefix('/')?.parse().ok()
}
