//! Putting the configuration together, and saying what is wrong with it: the key, where it came from, why.

use super::{Config, check};
use figment::{
    Figment, Metadata, Profile, Provider, Source,
    error::Kind,
    providers::{Format, Toml},
    value::{Dict, Map, Value},
};
use std::path::{Path, PathBuf};

/// Looked for in the current folder when no file is named.
const FILE: &str = "talkamie.toml";
const PREFIX: &str = "TALKAMIE_";
/// Variables with our prefix that are not ours to read: the file's own place, tests', and those that Kubernetes sets for a
/// service named `talkamie`.
const NOT_KEYS: [&str; 4] = ["CONFIG", "TEST_", "SERVICE_", "PORT"];

/// Where a configuration comes from, weakest first: defaults, file, environment, flags.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// `None`: `talkamie.toml` in the current folder, if there is one.
    pub file: Option<PathBuf>,
    /// The process's environment, usually.
    pub environment: Vec<(String, String)>,
    /// Keys with the values that flags gave them.
    pub flags: Vec<(&'static str, Value)>,
}

/// One key that cannot be as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub key: String,
    /// Where its value came from.
    pub source: String,
    pub why: String,
}

impl Problem {
    pub(super) fn new(key: &str, why: &str) -> Self {
        Self { key: key.to_owned(), source: String::new(), why: why.to_owned() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({}): {}", self.key, self.source, self.why)
    }
}

/// The configuration cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the configuration cannot be used:{}", listed(.0))]
pub struct ConfigError(pub Vec<Problem>);

fn listed(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |list, problem| list + "\n  " + &problem.to_string())
}

/// The configuration that these sources make together.
///
/// # Errors
/// Every problem that was found.
pub fn load(sources: &Sources) -> Result<Config, ConfigError> {
    let mut figment = Figment::new();
    let file = sources.file.clone().or_else(|| Path::new(FILE).exists().then(|| FILE.into()));
    if let Some(file) = file {
        if !file.is_file() {
            let source = file.display().to_string();
            return Err(ConfigError(vec![Problem { key: "--config".into(), source, why: "no such file".into() }]));
        }
        figment = figment.merge(Toml::file_exact(file));
    }
    figment = figment.merge(Environment(&sources.environment)).merge(Flags(&sources.flags));
    let config: Config = figment.extract().map_err(|error| explained(&figment, error))?;
    let problems = check::problems(&config);
    if problems.is_empty() {
        return Ok(config);
    }
    let named = problems.into_iter().map(|problem| {
        let source =
            figment.find_metadata(&problem.key).map_or_else(|| "default".to_owned(), |from| named(from, &problem.key));
        Problem { source, ..problem }
    });
    Err(ConfigError(named.collect()))
}

fn explained(figment: &Figment, error: figment::Error) -> ConfigError {
    let problems = error.into_iter().map(|error| {
        let mut path = error.path.clone();
        let why = match &error.kind {
            Kind::UnknownField(field, known) => {
                if path.last() != Some(field) {
                    path.push(field.clone());
                }
                format!("no such key; known are {}", known.join(", "))
            }
            Kind::UnknownVariant(word, known) => format!("{word:?} is none of {}", known.join(", ")),
            kind => kind.to_string(),
        };
        let key = path.join(".");
        let from = figment.find_metadata(&key).or(error.metadata.as_ref());
        let source = from.map_or_else(|| "default".to_owned(), |from| named(from, &key));
        Problem { key: if key.is_empty() { "file".into() } else { key }, source, why }
    });
    ConfigError(problems.collect())
}

/// A source as an operator knows it.
fn named(from: &Metadata, key: &str) -> String {
    match &from.source {
        Some(Source::File(path)) => format!("file {}", path.display()),
        _ if from.name == ENVIRONMENT => format!("environment {}", variable(key)),
        _ => from.name.to_string(),
    }
}

/// The variable that sets a key.
pub(super) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}

const ENVIRONMENT: &str = "environment";

/// `TALKAMIE_LOG__FORMAT=json` sets `log.format`. Numbers, truth values and lists (`["a", "b"]`) are read as such, the rest
/// is text; a text that looks like one of them goes in quotes.
struct Environment<'a>(&'a [(String, String)]);

impl Provider for Environment<'_> {
    fn metadata(&self) -> Metadata {
        Metadata::named(ENVIRONMENT)
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let mut dict = Dict::new();
        for (name, value) in self.0 {
            let Some(name) = name.strip_prefix(PREFIX) else { continue };
            if name.is_empty() || value.is_empty() || NOT_KEYS.iter().any(|other| name.starts_with(other)) {
                continue;
            }
            let value = value.parse().unwrap_or_else(|_| Value::from(value.as_str()));
            insert(&mut dict, &name.to_lowercase().replace("__", "."), value);
        }
        Ok(Profile::Default.collect(dict))
    }
}

struct Flags<'a>(&'a [(&'static str, Value)]);

impl Provider for Flags<'_> {
    fn metadata(&self) -> Metadata {
        Metadata::named("command line")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let mut dict = Dict::new();
        for (key, value) in self.0 {
            insert(&mut dict, key, value.clone());
        }
        Ok(Profile::Default.collect(dict))
    }
}

fn insert(dict: &mut Dict, key: &str, value: Value) {
    let Some((table, rest)) = key.split_once('.') else {
        dict.insert(key.to_owned(), value);
        return;
    };
    let inner = dict.entry(table.to_owned()).or_insert_with(|| Value::from(Dict::new()));
    if let Value::Dict(_, inner) = inner {
        insert(inner, rest, value);
    }
}

#[cfg(test)]
mod tests;
