//! `talkamie config-schema`: the configuration's reference.

use super::print;
use crate::app::{Fault, config};
use clap::Args;

#[derive(Args)]
pub(super) struct ConfigSchema {
    /// Print the keys as a Markdown table instead
    #[arg(long)]
    table: bool,
}

impl ConfigSchema {
    pub(super) fn run(self) -> Result<(), Fault> {
        if self.table {
            return print(config::table().trim_end());
        }
        let text = serde_json::to_string_pretty(&config::schema());
        print(&text.map_err(|error| Fault::new("the schema is no JSON").because(error))?)
    }
}
