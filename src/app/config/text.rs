//! Values that are texts in the configuration and more than that in the program.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};
use std::{borrow::Cow, fmt};

/// A database's address. It may hold a password: only [`DatabaseUrl::expose`] shows that.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The address as it is, for opening the database and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Default for DatabaseUrl {
    fn default() -> Self {
        Self::new("sqlite:talkamie.db")
    }
}

/// The address without its password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, rest)) = self.0.split_once("://") else {
            return f.write_str(&self.0);
        };
        // A password may itself hold an `@`: the last one before the path ends it. What follows `?` may hold another.
        let (rest, query) = rest.split_once('?').map_or((rest, ""), |(rest, _)| (rest, "?…"));
        match rest.rsplit_once('@') {
            Some((user, host)) => {
                let user = user.split(':').next().unwrap_or_default();
                write!(f, "{scheme}://{user}:…@{host}{query}")
            }
            None => write!(f, "{scheme}://{rest}{query}"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl Serialize for DatabaseUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for DatabaseUrl {
    fn schema_name() -> Cow<'static, str> {
        "DatabaseUrl".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^(sqlite:|postgres://|postgresql://)" })
    }
}

/// A secret. Only [`Secret::expose`] shows it.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret as it is, for whom it is meant and for nobody else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() { "\"\"" } else { "…" })
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.is_empty() { "" } else { "…" })
    }
}

impl JsonSchema for Secret {
    fn schema_name() -> Cow<'static, str> {
        "Secret".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// Several texts: a list, or one text with commas between, which is how an environment has them.
pub mod list {
    use serde::{Deserialize, Deserializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        One(String),
        Many(Vec<String>),
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
        Ok(match Written::deserialize(deserializer)? {
            Written::One(text) => text.split(',').map(|part| part.trim().to_owned()).collect(),
            Written::Many(all) => all,
        })
    }
}

/// Several secrets, written as a [`list`]. So that no message quotes a secret that stands where a list is expected.
pub mod secrets {
    use super::{Secret, list};
    use serde::Deserializer;

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Secret>, D::Error> {
        Ok(list::deserialize(deserializer)?.into_iter().map(Secret).collect())
    }
}

/// A tenant's id.
pub mod tenant {
    use crate::domain::ids::TenantId;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(tenant: &TenantId, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(tenant)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TenantId, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom("expected a UUID"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_stay_inside() {
        #[derive(Deserialize)]
        struct Written {
            #[serde(deserialize_with = "secrets::deserialize")]
            all: Vec<Secret>,
        }
        for (text, count) in [(r#"{"all":"a, b"}"#, 2), (r#"{"all":["a"]}"#, 1), (r#"{"all":[]}"#, 0)] {
            let written: Written = serde_json::from_str(text).expect("secrets");
            assert_eq!(written.all.len(), count, "{text}");
        }
        let refused = serde_json::from_str::<Written>(r#"{"all":[["s3cret"]]}"#).err().map(|error| error.to_string());
        assert!(refused.is_some_and(|told| !told.contains("s3cret")));
        let secret = Secret::new("s3cret");
        assert_eq!(
            (format!("{secret:?}"), serde_json::to_string(&secret).expect("a text")),
            ("…".into(), "\"…\"".into())
        );
        assert_eq!(secret.expose(), "s3cret");
    }

    #[test]
    fn passwords_stay_inside() {
        for (url, shown) in [
            ("sqlite:talkamie.db", "sqlite:talkamie.db"),
            ("postgres://ann:secret@db/talk", "postgres://ann:…@db/talk"),
            ("postgres://ann:se@cret@db:5432/talk?schema=a&password=secret", "postgres://ann:…@db:5432/talk?…"),
            ("postgres:///talk?host=/run&password=secret", "postgres:///talk?…"),
        ] {
            let url = DatabaseUrl::new(url);
            assert_eq!(url.to_string(), shown);
            assert!(!format!("{url:?}").contains("secret"));
            assert!(!serde_json::to_string(&url).expect("a text").contains("secret"));
        }
        let secret = Secret::new("s3cret");
        assert!(!format!("{secret:?}{}", serde_json::to_string(&secret).expect("a text")).contains("s3cret"));
        assert_eq!((secret.expose(), format!("{:?}", Secret::default()).as_str()), ("s3cret", "\"\""));
    }
}
