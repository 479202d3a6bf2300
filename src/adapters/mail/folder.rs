//! Mail into a folder: the default, for development and for trying things out. One file a mail, newest last by name.

use super::{Sender, message};
use crate::{
    adapters::folder,
    operations::ports::{Answering, Chance, Clock, Mail, OtpMail, SendError},
};
use std::{path::PathBuf, sync::Arc};

/// Writes each mail as a file, readable by this account alone, since mails hold codes. A mail that is sent again replaces itself.
pub struct MailFolder {
    folder: PathBuf,
    sender: Sender,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

impl MailFolder {
    /// The folder is made with the first mail.
    pub fn new(folder: PathBuf, sender: Sender, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Self {
        Self { folder, sender, clock, chance }
    }

    async fn save(&self, mail: OtpMail) -> Result<(), SendError> {
        let message = message(&mail, &self.sender, self.clock.now_ms())?;
        let mut salt = [0; 4];
        self.chance.fill(&mut salt);
        // Ids of jobs begin with their time.
        let name = format!("{}.eml", mail.id);
        let saved = folder::write(&self.folder, &name, u32::from_be_bytes(salt), &message.formatted()).await;
        saved.map_err(|error| SendError::again("the mail could not be saved", error))?;
        tracing::info!(file = name, "Mail saved");
        Ok(())
    }
}

impl Mail for MailFolder {
    fn send(&self, mail: OtpMail) -> Answering<'_, Result<(), SendError>> {
        Box::pin(self.save(mail))
    }
}
