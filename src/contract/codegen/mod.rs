//! The contract compiler: one face's `schemas/` and `openapi/` in; types, handler traits, routing glue, tables and
//! the published document out.
//!
//! ```text
//! read       files, references, names          → Face
//! profile    docs/CONTRACT-PROFILE.md, rule by rule; anything outside it is refused with file and pointer
//! registry   info.yaml, errors.yaml, parameters.yaml
//! ending     deprecated operations             → what their answers tell
//! operations shorthand (x-data, x-errors, …)   → Operation, with every answer it may give
//! model      schemas                           → the shapes that Rust can say
//! types      shapes                            → structs, enums, one-pass checks
//! tables     codes, operations, answers        → enums, constants, parameters
//! glue       operations                        → a trait per group and the poem-openapi routes that call it
//! headers    limits, tags, refusals            → the headers that answers have
//! document   everything                        → the OpenAPI 3.1 document
//! socket     socket.yaml                       the WebSocket of a face: address, dialects, close codes
//! actions    actions/*.yaml                    → what is said over the WebSocket, in Rust
//! asyncapi   actions, shapes                   → the AsyncAPI 3.0 document
//! links      from an answer to the operations it leads to, held to both
//! examples   every example and default, held to its schema by the server's own validator
//! ```
//!
//! `build.rs` and `tests/it/compiler.rs` include this folder by path. It names no other room; the two files beside it that
//! it shares with the server, `formats` and `judge`, it includes by path as well.

mod actions;
mod asyncapi;
mod check;
mod document;
mod ending;
mod examples;
#[path = "../formats.rs"]
mod formats;
mod glue;
mod headers;
#[path = "../judge.rs"]
mod judge;
mod links;
mod model;
mod names;
mod operations;
mod pattern;
mod profile;
mod read;
mod registry;
mod socket;
mod tables;
mod types;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use read::Face;
use std::{collections::BTreeSet, fmt, path::Path};

/// Why a contract was refused: where, what, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// File and JSON pointer, `schemas/v1/user/x.json#/properties/y`.
    pub place: String,
    /// What is wrong, and what to write instead.
    pub reason: String,
}

impl Refused {
    fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { place: place.into(), reason: reason.into() }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n    {}", self.place, self.reason)
    }
}

/// Everything that one face's contract becomes.
pub struct Compiled {
    /// Types, answers, tables and checks: free of any transport.
    pub vocabulary: String,
    /// Handler traits and poem-openapi routes.
    pub glue: String,
    /// The published OpenAPI 3.1 document, with every reference local.
    pub document: serde_json::Value,
    /// The published AsyncAPI 3.0 document; null for a face without actions.
    pub asyncapi: serde_json::Value,
}

/// Compiles the face called `face` from `schemas/<face>` and `openapi/<face>` under `root`.
///
/// # Errors
/// Every place that is outside the profile, all at once.
pub fn compile(root: &Path, face: &str) -> Result<Compiled, Vec<Refused>> {
    let compiled = compile_all(root, face);
    compiled.map_err(|reasons: Vec<Refused>| {
        // What several operations share is refused once.
        let mut seen = BTreeSet::new();
        reasons.into_iter().filter(|reason| seen.insert(reason.to_string())).collect()
    })
}

fn compile_all(root: &Path, name: &str) -> Result<Compiled, Vec<Refused>> {
    let face = Face::read(root, name)?;
    let claims = profile::hold(&face)?;
    registry::hold(&face)?;
    let operations = operations::expand(&face)?;
    socket::hold(&face)?;
    let actions = actions::read(&face)?;
    let shapes = model::shapes(&face)?;
    let document = document::write(&face, &operations);
    links::hold(&operations, &document)?;
    examples::hold(&face, &operations, &document, claims)?;
    let (types, tables) = (types::emit(&face, &shapes), tables::emit(&face, &operations, &shapes));
    let said = actions::emit(&actions, &shapes);
    let asyncapi = asyncapi::write(&face, &actions);
    examples::hold_messages(&asyncapi)?;
    let pretty = |tokens: TokenStream, what: &str| match syn::parse2(tokens.clone()) {
        Ok(file) => Ok(format!(
            "// Made by the contract compiler from schemas/{name} and openapi/{name}.\n{}",
            prettyplease::unparse(&file)
        )),
        Err(error) => Err(vec![Refused::new(
            format!("{name} {what}"),
            format!("generated code does not parse, which is a mistake of the compiler: {error}\n{tokens}"),
        )]),
    };
    Ok(Compiled {
        vocabulary: pretty(quote!(#types #tables #said), "vocabulary")?,
        glue: pretty(glue::emit(&face, &operations), "glue")?,
        document,
        asyncapi,
    })
}

/// The `use` lines that the generated `code` of the vocabulary needs, and no others.
fn imports(code: &TokenStream) -> TokenStream {
    let (words, text) = (words(code), code.to_string());
    let needed = |word: &str, line: TokenStream| words.contains(word).then_some(line);
    let lines = [
        needed(
            "checks",
            quote!(
                use super::checks;
            ),
        ),
        needed(
            "types",
            quote!(
                use super::types;
            ),
        ),
        needed(
            "formats",
            quote!(
                use crate::contract::formats;
            ),
        ),
        needed(
            "runtime",
            quote!(
                use crate::contract::runtime;
            ),
        ),
        // Inside an implementation of the trait its methods are in scope anyway.
        (text.contains(". accepts (") && !text.contains("impl runtime :: Accepts")).then(|| {
            quote!(
                use crate::contract::runtime::Accepts as _;
            )
        }),
        needed(
            "Deserialize",
            quote!(
                use serde::Deserialize;
            ),
        ),
        needed(
            "Serialize",
            quote!(
                use serde::Serialize;
            ),
        ),
        needed(
            "BTreeMap",
            quote!(
                use std::collections::BTreeMap;
            ),
        ),
    ];
    lines.into_iter().flatten().collect()
}

/// Every identifier in `code`.
fn words(code: &TokenStream) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for token in code.clone() {
        match token {
            TokenTree::Ident(word) => drop(out.insert(word.to_string())),
            TokenTree::Group(group) => out.extend(self::words(&group.stream())),
            _ => {}
        }
    }
    out
}
