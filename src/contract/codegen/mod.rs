//! The contract compiler: one face's `schemas/` and `openapi/` in; types, handler traits, routing glue, tables and
//! the published document out.
//!
//! ```text
//! read       files, references, names          → Face
//! profile    docs/CONTRACT-PROFILE.md, rule by rule; anything outside it is refused with file and pointer
//! operations shorthand (x-data, x-errors, …)   → Operation, with every answer it may give
//! model      schemas                           → the shapes that Rust can say
//! types      shapes                            → structs, enums, one-pass checks
//! tables     codes, operations, answers        → enums, constants, parameters
//! glue       operations                        → a trait per group and the poem-openapi routes that call it
//! document   everything                        → the OpenAPI 3.1 document
//! ```
//!
//! `build.rs` includes this folder by path; the library includes it for its own tests. It names no other room.

mod check;
mod document;
mod glue;
mod model;
mod names;
mod operations;
mod profile;
mod read;
mod tables;
mod types;

pub use read::Face;

use std::{fmt, path::Path};

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
}

/// Compiles the face called `face` from `schemas/<face>` and `openapi/<face>` under `root`.
///
/// # Errors
/// Every place that is outside the profile, all at once.
pub fn compile(root: &Path, face: &str) -> Result<Compiled, Vec<Refused>> {
    let read = Face::read(root, face)?;
    profile::hold(&read)?;
    let operations = operations::expand(&read)?;
    let document = document::write(&read, &operations);
    let shapes = model::shapes(&read);
    let vocabulary = {
        let types = types::emit(&read, &shapes);
        let tables = tables::emit(&read, &operations, &shapes);
        quote::quote!(#types #tables)
    };
    let glue = glue::emit(&read, &operations);
    let pretty = |tokens: proc_macro2::TokenStream, what: &str| match syn::parse2(tokens.clone()) {
        Ok(file) => Ok(format!("// Made by the contract compiler from schemas/{face} and openapi/{face}.\n{}", prettyplease::unparse(&file))),
        Err(error) => Err(vec![Refused::new(format!("{face} {what}"), format!("generated code does not parse: {error}\n{tokens}"))]),
    };
    Ok(Compiled { vocabulary: pretty(vocabulary, "vocabulary")?, glue: pretty(glue, "glue")?, document })
}
