//! Where pictures, videos and certificates lie.

use super::Secret;
use crate::domain::limits::CERTIFICATE_BYTES_MAX;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Pictures, videos and certificates. docs/FILES.md says how they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// Folder in which files lie, unless `files.s3.bucket` is set: keep it private and back it up. Several copies of the program
    /// share it.
    pub folder: PathBuf,
    /// Largest certificate, in bytes.
    #[schemars(range(min = 1024, max = 1_073_741_824))]
    pub certificate_bytes_max: u64,
    /// A store that speaks S3.
    pub s3: S3,
}

impl Default for Files {
    fn default() -> Self {
        Self {
            folder: PathBuf::from("talkamie-files"),
            certificate_bytes_max: CERTIFICATE_BYTES_MAX,
            s3: S3::default(),
        }
    }
}

/// A store of files that speaks S3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct S3 {
    /// Bucket. Absent: files lie in `files.folder`.
    pub bucket: Option<String>,
    /// The store's own address. `https`, unless on this machine.
    pub endpoint: String,
    /// Region of the bucket.
    pub region: String,
    /// Whether the bucket is a part of the path rather than of the host: most stores but Amazon's want it so.
    pub path_style: bool,
    /// Id of the access key.
    pub access_key_id: Option<String>,
    /// The secret access key. Better in a file or in the environment than here.
    pub secret_access_key: Option<Secret>,
    /// File that holds the secret access key.
    pub secret_access_key_file: Option<PathBuf>,
    /// What stands before a file's path where anybody reads pictures and videos, such as `https://cdn.example.org`. Absent: the
    /// bucket's own address.
    pub public_url: Option<String>,
}

impl Default for S3 {
    fn default() -> Self {
        Self {
            bucket: None,
            endpoint: "https://s3.us-east-1.amazonaws.com".to_owned(),
            region: "us-east-1".to_owned(),
            path_style: false,
            access_key_id: None,
            secret_access_key: None,
            secret_access_key_file: None,
            public_url: None,
        }
    }
}
