//! `talkamie asyncapi`: the document of the WebSocket, as it is served but for the host that it names, without a
//! database.

use super::print;
use crate::{app::Fault, contract::v1};

pub(super) fn run() -> Result<(), Fault> {
    let document: Result<serde_json::Value, _> = serde_json::from_str(v1::ASYNCAPI);
    let text = document.and_then(|document| serde_json::to_string_pretty(&document));
    print(&text.map_err(|error| Fault::new("the document is no JSON").because(error))?)
}
