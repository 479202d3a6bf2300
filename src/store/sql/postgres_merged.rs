//! Several reads in one round trip: PostgreSQL makes JSON of each answer, and one statement of all of them.
//!
//! ```text
//! SELECT (SELECT CAST(JSON_AGG(answer) AS TEXT) FROM (first) AS answer) AS answer, (SELECT … FROM (second) AS answer) …
//! ```
//!
//! The driver asks one question at a time, and a way there and back costs both sides more than making and reading the JSON of
//! a few rows. Long lists go by themselves: their rows come faster as they are. The order of a `SELECT` inside stays: see
//! <https://www.postgresql.org/docs/15/functions-aggregate.html>, "supplying the input values from a sorted subquery".

use std::{fmt, sync::Arc};

use serde::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::store::{Row, StoreError, StoreResult, row::Cell};

/// Whether a statement only reads, and a few rows at that.
pub(super) fn fits(sql: &str) -> bool {
    sql.trim_start().starts_with("SELECT") && !sql.contains(" UPDATE") && !sql.contains("LIMIT")
}

/// What goes around the statements when they become one, and between them.
pub(super) const OPEN: &str = "SELECT (SELECT CAST(JSON_AGG(answer) AS TEXT) FROM (";
pub(super) const BETWEEN: &str = ") AS answer), (SELECT CAST(JSON_AGG(answer) AS TEXT) FROM (";
pub(super) const CLOSE: &str = ") AS answer)";

/// The rows of one answer. `json` is `None` when there were none.
pub(super) fn rows(json: Option<&str>) -> StoreResult<Vec<Row>> {
    let Some(json) = json else { return Ok(Vec::new()) };
    let rows = serde_json::Deserializer::from_str(json).deserialize_seq(Rows);
    rows.map_err(|error| StoreError::inconsistent(format!("an answer is no rows: {error}")))
}

struct Rows;

impl<'de> Visitor<'de> for Rows {
    type Value = Vec<Row>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Row>, A::Error> {
        let mut rows: Vec<Row> = Vec::new();
        while let Some(row) = seq.next_element_seed(Object { before: rows.last() })? {
            rows.push(row);
        }
        Ok(rows)
    }
}

/// A row as JSON. The first tells the names of the columns, those after it have the same in the same order.
struct Object<'a> {
    before: Option<&'a Row>,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Row, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        if let Some(before) = self.before {
            let mut row = before.like();
            while map.next_key::<IgnoredAny>()?.is_some() {
                map.next_value_seed(Put(&mut row))?;
            }
            return Ok(row);
        }
        let (mut names, mut row) = (Vec::new(), Row::new(Arc::default()));
        while let Some(name) = map.next_key::<String>()? {
            names.push(name);
            map.next_value_seed(Put(&mut row))?;
        }
        Ok(row.named(names.into()))
    }
}

/// Adds a value to a row.
struct Put<'a>(&'a mut Row);

impl<'de> DeserializeSeed<'de> for Put<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl Visitor<'_> for Put<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, a number, a truth value, a text or nothing")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push(Cell::Null);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.push(Cell::Bool(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.push(Cell::Int(value));
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.visit_i64(i64::try_from(value).map_err(E::custom)?)
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.push(Cell::Real(value));
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.push_text(value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{fits, rows};

    #[test]
    fn rows_are_read_from_json() {
        let json = r#"[{"id":"a\"b","n":-3,"on":true,"half":0.5,"none":null}, {"id":"c","n":4,"on":false,"half":2,"none":null}]"#;
        let mut found = rows(Some(json)).expect("two rows");
        assert_eq!(found.len(), 2);
        let (first, second) = found.split_at_mut(1);
        let (first, second) = (&mut first[0], &mut second[0]);
        assert_eq!(first.text("id").ok().as_deref(), Some("a\"b"));
        assert_eq!(
            (first.int("n").ok(), first.flag("on").ok(), first.int_opt("none").ok()),
            (Some(-3), Some(true), Some(None))
        );
        assert_eq!((first.real("half").ok(), second.real("half").ok()), (Some(0.5), Some(2.0)));
        assert!(rows(None).is_ok_and(|rows| rows.is_empty()));
        assert!(rows(Some("[[1]]")).is_err());
    }

    #[test]
    fn only_reads_of_a_few_rows_fit() {
        assert!(fits("\n    SELECT id FROM users"));
        for other in ["DELETE FROM a", "SELECT id FROM a FOR NO KEY UPDATE", "SELECT id FROM a LIMIT $1"] {
            assert!(!fits(other), "{other}");
        }
    }
}
