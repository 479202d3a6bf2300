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
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
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
    let objects: Vec<Object> = serde_json::from_str(json)
        .map_err(|error| StoreError::inconsistent(format!("an answer is no rows: {error}")))?;
    let names: Arc<[String]> = objects.first().map(|object| object.names.clone()).unwrap_or_default().into();
    Ok(objects.into_iter().map(|object| Row::new(Arc::clone(&names), object.cells)).collect())
}

/// A row as JSON: its columns, in order.
struct Object {
    names: Vec<String>,
    cells: Vec<Cell>,
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Columns;

        impl<'de> Visitor<'de> for Columns {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut object = Object { names: Vec::new(), cells: Vec::new() };
                while let Some((name, cell)) = map.next_entry()? {
                    object.names.push(name);
                    object.cells.push(cell);
                }
                Ok(object)
            }
        }

        from.deserialize_map(Columns)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;

        impl Visitor<'_> for Any {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, a number, a truth value, a text or nothing")
            }

            fn visit_unit<E>(self) -> Result<Cell, E> {
                Ok(Cell::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Cell, E> {
                Ok(Cell::Bool(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
                Ok(Cell::Int(value))
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Cell, E> {
                i64::try_from(value).map(Cell::Int).map_err(E::custom)
            }

            fn visit_f64<E>(self, value: f64) -> Result<Cell, E> {
                Ok(Cell::Real(value))
            }

            fn visit_str<E>(self, value: &str) -> Result<Cell, E> {
                Ok(Cell::Text(value.to_owned()))
            }
        }

        from.deserialize_any(Any)
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
