//! Servers that help browsers to reach each other.

use super::secret_in;
use crate::{
    app::{
        Fault,
        config::{Config, Secret},
    },
    domain::time::MS_PER_SECOND,
    operations::calls::ice::{IceSettings, needs_credential},
};

/// What helps browsers to reach each other.
///
/// # Errors
/// The file with the secret cannot be read.
pub(super) fn ice(config: &Config) -> Result<IceSettings, Fault> {
    let turn = &config.turn;
    let (turn_urls, stun_urls) = turn.urls.iter().cloned().partition(|url| needs_credential(url));
    Ok(IceSettings {
        stun_urls,
        turn_urls,
        turn_secret: match &turn.secret_file {
            Some(file) => secret_in(file, "turn.secret_file")?,
            None => turn.secret.as_ref().map(Secret::expose).unwrap_or_default().to_owned(),
        },
        credential_ms: turn.seconds.saturating_mul(MS_PER_SECOND),
    })
}
