//! What comes out of a statement.

use std::{ops::Range, str::FromStr, sync::Arc};

use super::{StoreError, StoreResult};

/// One value of a row, as the database gave it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Bool(bool),
    /// Where it stands among the texts of its row.
    Text(Range<usize>),
}

/// Room for texts in a first row, a column: a third of an id.
const TEXT_BYTES: usize = 12;

/// One row of an answer. Columns are asked for by name.
///
/// Asking in the order of the `SELECT` finds each column at the first look; any other order works too. Texts stand one behind the
/// other in one buffer: what is only parsed, as ids and words are, needs no memory of its own.
#[derive(Debug, Clone)]
pub struct Row {
    names: Arc<[String]>,
    cells: Vec<Cell>,
    texts: String,
    /// Where the next column probably is.
    next: usize,
}

impl Row {
    /// A row of such columns that has no cells yet.
    pub(crate) fn new(names: Arc<[String]>) -> Self {
        let texts = String::with_capacity(names.len() * TEXT_BYTES);
        Self { cells: Vec::with_capacity(names.len()), names, texts, next: 0 }
    }

    /// A row of the same columns that has no cells yet, with room for texts as long.
    pub(crate) fn like(&self) -> Self {
        let (cells, texts) = (Vec::with_capacity(self.names.len()), String::with_capacity(self.texts.len()));
        Self { names: Arc::clone(&self.names), cells, texts, next: 0 }
    }

    /// The same cells as those of columns with these names.
    pub(crate) fn named(self, names: Arc<[String]>) -> Self {
        Self { names, ..self }
    }

    /// Adds the cell of the next column.
    pub(crate) fn push(&mut self, cell: Cell) {
        self.cells.push(cell);
    }

    /// Adds the cell of the next column, a text.
    pub(crate) fn push_text(&mut self, text: &str) {
        let begin = self.texts.len();
        self.texts.push_str(text);
        self.cells.push(Cell::Text(begin..self.texts.len()));
    }

    /// A whole number that is there.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] when the column is missing, absent or of another type; so in all getters.
    pub fn int(&mut self, name: &str) -> StoreResult<i64> {
        self.int_opt(name)?.ok_or_else(|| absent(name))
    }

    /// A whole number, or `None` where the database has NULL.
    pub fn int_opt(&mut self, name: &str) -> StoreResult<Option<i64>> {
        match self.cell(name)? {
            Cell::Null => Ok(None),
            Cell::Int(n) => Ok(Some(n)),
            other => Err(mismatch(name, "a whole number", &other)),
        }
    }

    /// A number with a fraction.
    pub fn real(&mut self, name: &str) -> StoreResult<f64> {
        match self.cell(name)? {
            Cell::Real(n) => Ok(n),
            // Some ways of a number with a fraction leave out one of nothing.
            #[expect(clippy::cast_precision_loss, reason = "it was a number with a fraction before")]
            Cell::Int(n) => Ok(n as f64),
            other => Err(mismatch(name, "a number", &other)),
        }
    }

    /// A truth value. SQLite keeps them as 0 and 1.
    pub fn flag(&mut self, name: &str) -> StoreResult<bool> {
        match self.cell(name)? {
            Cell::Bool(b) => Ok(b),
            Cell::Int(n @ (0 | 1)) => Ok(n == 1),
            other => Err(mismatch(name, "a truth value", &other)),
        }
    }

    /// A text that is there.
    pub fn text(&mut self, name: &str) -> StoreResult<String> {
        self.text_opt(name)?.ok_or_else(|| absent(name))
    }

    /// A text, or `None` where the database has NULL.
    pub fn text_opt(&mut self, name: &str) -> StoreResult<Option<String>> {
        Ok(self.str_opt(name)?.map(str::to_owned))
    }

    /// A text that is an id or a known word.
    pub fn parsed<T: FromStr>(&mut self, name: &str) -> StoreResult<T> {
        self.parsed_opt(name)?.ok_or_else(|| absent(name))
    }

    /// A text that is an id or a known word, or `None` where the database has NULL.
    pub fn parsed_opt<T: FromStr>(&mut self, name: &str) -> StoreResult<Option<T>> {
        let Some(text) = self.str_opt(name)? else {
            return Ok(None);
        };
        match text.parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(StoreError::inconsistent(format!("column {name} holds a text that is not of its kind"))),
        }
    }

    /// The columns' names, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    fn str_opt(&mut self, name: &str) -> StoreResult<Option<&str>> {
        match self.cell(name)? {
            Cell::Null => Ok(None),
            Cell::Text(at) => Ok(Some(&self.texts[at])),
            other => Err(mismatch(name, "a text", &other)),
        }
    }

    fn cell(&mut self, name: &str) -> StoreResult<Cell> {
        let count = self.names.len();
        let found = (self.next..count).chain(0..self.next.min(count)).find(|&at| self.names[at] == name);
        let cell = found.and_then(|at| {
            self.next = at + 1;
            self.cells.get(at).cloned()
        });
        cell.ok_or_else(|| StoreError::inconsistent(format!("the answer has no column {name}")))
    }
}

fn absent(name: &str) -> StoreError {
    StoreError::inconsistent(format!("column {name} is absent"))
}

/// Says which type was there, never the value: it may be personal.
fn mismatch(name: &str, expected: &str, found: &Cell) -> StoreError {
    let found = match found {
        Cell::Null => "nothing",
        Cell::Int(_) => "a whole number",
        Cell::Real(_) => "a number",
        Cell::Bool(_) => "a truth value",
        Cell::Text(_) => "a text",
    };
    StoreError::inconsistent(format!("column {name} should be {expected} and is {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let names: Arc<[String]> = ["id", "count", "on"].map(String::from).into();
        let mut row = Row::new(names);
        row.push_text("x");
        row.push(Cell::Null);
        row.push(Cell::Int(1));
        row
    }

    #[test]
    fn columns_are_found_in_any_order() {
        let mut row = row();
        assert!(row.flag("on").is_ok_and(|on| on));
        assert_eq!(row.text("id").ok().as_deref(), Some("x"));
        assert_eq!(row.int_opt("count").ok(), Some(None));
    }

    #[test]
    fn a_mismatch_is_inconsistent_and_names_no_value() {
        let mut row = row();
        let told = row.int("id").map_err(|e| e.to_string());
        assert_eq!(
            told,
            Err("the database and the program do not agree: column id should be a whole number and is a text".into())
        );
        assert!(row.int("count").is_err());
        assert!(row.int("nowhere").is_err());
    }
}
