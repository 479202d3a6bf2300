//! The contract, as the build made it from `schemas/` and `openapi/`: types, checks, tables, documents.
//!
//! The innermost room: it names no other room, and every other room may name it. [`v1`] is Talkamie's own API,
//! [`replyke`] and [`symphony`] the two compatibility faces. The generated text lies in `OUT_DIR`
//! (`target/*/build/talkamie-*/out/<face>.vocabulary.rs`); what made it is the compiler in `codegen/`, which `build.rs`
//! and its tests include by path.

pub mod formats;
mod judge;
pub mod oracle;
pub mod runtime;

macro_rules! face {
    ($(#[$doc:meta])* $module:ident, $name:literal) => {
        $(#[$doc])*
        #[expect(clippy::all, reason = "generated: one form everywhere, even where a shorter one would do")]
        pub mod $module {
            use crate::contract::oracle::Oracle;
            use std::sync::LazyLock;

            include!(concat!(env!("OUT_DIR"), "/", $name, ".vocabulary.rs"));

            /// The published document, every reference local.
            pub const DOCUMENT: &str = include_str!(concat!(env!("OUT_DIR"), "/", $name, ".document.json"));

            /// The published document of its WebSocket (AsyncAPI); empty for a face that has none.
            pub const ASYNCAPI: &str = include_str!(concat!(env!("OUT_DIR"), "/", $name, ".asyncapi.json"));

            /// The judge of everything that the one-pass checks do not accept.
            pub fn oracle() -> &'static Oracle {
                static ORACLE: LazyLock<Oracle> = LazyLock::new(|| Oracle::new(DOCUMENT));
                &ORACLE
            }
        }
    };
}

face! {
    /// Talkamie v1.
    v1, "v1"
}
face! {
    /// Replyke v6: the compatibility face under `/api/v6`.
    replyke, "replyke-v6"
}
face! {
    /// Symphony Pod: the compatibility face under `/pod`, `/login` and `/relay`.
    symphony, "symphony-pod"
}
