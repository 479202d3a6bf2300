//! Where files lie.

use super::secret_in;
use crate::{
    adapters::{
        clock::OsChance,
        files::{LocalFiles, S3Files, S3Settings},
    },
    app::{
        Fault,
        config::{Config, Secret},
    },
    operations::ports::Files,
};
use std::sync::Arc;

/// Where files lie. `here` is the address at which this server listens.
///
/// # Errors
/// A file with a secret cannot be read, or the store's settings cannot be used.
pub fn files(config: &Config, here: &str) -> Result<Arc<dyn Files>, Fault> {
    let set = &config.files;
    let Some(bucket) = set.s3.bucket.clone() else {
        let base = config.public_url.as_deref().unwrap_or(here);
        return Ok(Arc::new(LocalFiles::new(set.folder.clone(), base, Arc::new(OsChance))));
    };
    let settings = S3Settings {
        bucket,
        endpoint: set.s3.endpoint.clone(),
        region: set.s3.region.clone(),
        path_style: set.s3.path_style,
        access_key_id: set.s3.access_key_id.clone().unwrap_or_default(),
        secret_access_key: match &set.s3.secret_access_key_file {
            Some(file) => secret_in(file, "files.s3.secret_access_key_file")?,
            None => set.s3.secret_access_key.as_ref().map(Secret::expose).unwrap_or_default().to_owned(),
        },
        public_url: set.s3.public_url.clone(),
    };
    Ok(Arc::new(S3Files::new(settings).map_err(|error| Fault::new("files.s3").because(error))?))
}
