//! How jsonschema reads the contract: one set of options for the server's oracle and for the build, which holds every
//! example to it.

use super::formats;
use jsonschema::{Draft, PatternOptions, Registry, ValidationError, Validator};
use serde_json::Value;

/// Builds the validator of `schema`, whose references lead into `registry`.
///
/// # Errors
/// jsonschema's, for a schema that is none.
pub fn validator(schema: &Value, registry: &Registry<'_>) -> Result<Validator, ValidationError<'static>> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_registry(registry)
        .offline()
        .should_validate_formats(true)
        .with_format("email", formats::email)
        .with_format("uri", formats::uri)
        .with_format("date", formats::date)
        .with_format("date-time", formats::date_time)
        .with_format("uuid", formats::uuid)
        .with_pattern_options(PatternOptions::regex())
        .build(schema)
}
