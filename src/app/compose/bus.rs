//! How processes tell each other of new events.

use super::secret_in;
use crate::{
    adapters::{
        bus::{Nats, NatsSettings},
        clock::OsChance,
    },
    app::{
        Fault,
        config::{BusKind, Config},
    },
    operations::ports::Bus,
};
use std::{path::PathBuf, sync::Arc};

/// The bus, unless the database tells. Does not wait until it can be reached.
///
/// # Errors
/// As [`nats`]; the settings cannot be used.
pub(super) async fn bus(config: &Config) -> Result<Option<Arc<dyn Bus>>, Fault> {
    let Some(settings) = nats(config)? else { return Ok(None) };
    let nats = Nats::open(&settings, &OsChance).await.map_err(|error| Fault::new("nats").because(error))?;
    Ok(Some(Arc::new(nats)))
}

/// The settings of NATS, if it is used.
///
/// # Errors
/// A file with a secret cannot be read.
pub fn nats(config: &Config) -> Result<Option<NatsSettings>, Fault> {
    let set = &config.nats;
    if config.bus == BusKind::Database {
        return Ok(None);
    }
    let read = |file: &Option<PathBuf>, key| file.as_deref().map(|file| secret_in(file, key)).transpose();
    Ok(Some(NatsSettings {
        servers: set.url.split(',').map(str::to_owned).collect(),
        subject: set.subject.clone(),
        token: match &set.token {
            Some(token) => Some(token.expose().to_owned()),
            None => read(&set.token_file, "nats.token_file")?,
        },
        credentials: read(&set.credentials_file, "nats.credentials_file")?,
        root_certificates: set.root_certificates_file.clone(),
    }))
}
