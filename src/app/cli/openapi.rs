//! `talkamie openapi`: a document, as it is served, without a database.

use super::print;
use crate::{app::Fault, http::docs};
use clap::{Args, builder::PossibleValuesParser};

#[derive(Args)]
pub(super) struct Openapi {
    /// Which one
    #[arg(value_parser = PossibleValuesParser::new(docs::all().map(|published| published.name)))]
    document: String,
}

impl Openapi {
    pub(super) fn run(self) -> Result<(), Fault> {
        let published = docs::all().find(|published| published.name == self.document);
        let published = published.ok_or_else(|| Fault::new("there is no such document"))?;
        let text = serde_json::to_string_pretty(&docs::served(published.bundled));
        print(&text.map_err(|error| Fault::new("the document is no JSON").because(error))?)
    }
}
