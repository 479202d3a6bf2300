//! Pushes into a folder: the default, for development and for trying things out. One file a push, newest last by name.

use crate::{
    adapters::folder,
    operations::ports::{Answering, Chance, Clock, Push, PushMessage, Pushed, SendError},
};
use serde_json::json;
use std::{path::PathBuf, sync::Arc};

/// Writes each push as a file, readable by this account alone: what would have gone to which device.
pub struct PushFolder {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
}

impl PushFolder {
    /// The folder is made with the first push.
    pub fn new(folder: PathBuf, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Self {
        Self { folder, clock, chance }
    }

    async fn save(&self, push: PushMessage) -> Result<Pushed, SendError> {
        let mut salt = [0; 4];
        self.chance.fill(&mut salt);
        let salt = u32::from_be_bytes(salt);
        let name = format!("{}-{salt:08x}.json", self.clock.now_ms());
        let text = format!("{:#}\n", json!({ "device": push.device, "data": push.data }));
        let saved = folder::write(&self.folder, &name, salt, text.as_bytes()).await;
        saved.map_err(|error| SendError::again("the push could not be saved", error))?;
        tracing::info!(file = name, alert.id = %push.alert, "Push saved");
        Ok(Pushed::Taken)
    }
}

impl Push for PushFolder {
    fn push(&self, push: PushMessage) -> Answering<'_, Result<Pushed, SendError>> {
        Box::pin(self.save(push))
    }
}
