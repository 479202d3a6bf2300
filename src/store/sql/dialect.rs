//! The few words in which the two databases differ, put in once per statement.
//!
//! | word | PostgreSQL | SQLite |
//! | --- | --- | --- |
//! | ` FOR UPDATE`, ` FOR NO KEY UPDATE`, ` SKIP LOCKED` | as it stands | nothing: there is one writer |
//! | `IN_LIST($n)` | `= ANY($n)` | `IN (SELECT value FROM json_each($n))` |
//! | `LIST_ROWS($n)`, of texts | `unnest` as a table of `key` (from 0) and `value` | `json_each($n)`, which is one |

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

/// How words are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Sqlite,
    Postgres,
}

/// A statement as this database wants it, and what is learnt of it once.
pub(super) struct Statement<C> {
    pub(super) text: Arc<str>,
    /// The columns of its answer, set with the first row that comes.
    pub(super) columns: OnceLock<C>,
}

/// The statements seen so far. A statement is a constant of the program, so its address and
/// length name it.
pub(super) struct Statements<C> {
    dialect: Dialect,
    known: RwLock<HashMap<Place, Arc<Statement<C>>>>,
}

/// Where a statement and what goes before it lie, and how long they are.
type Place = [(usize, usize); 2];

impl<C> Statements<C> {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, known: RwLock::default() }
    }

    pub(super) fn get(&self, sql: &'static str) -> Arc<Statement<C>> {
        self.get_after("", sql)
    }

    /// `sql`, to be run together with what must go before it.
    pub(super) fn get_after(&self, before: &'static str, sql: &'static str) -> Arc<Statement<C>> {
        let place = [before, sql].map(|part| (part.as_ptr().addr(), part.len()));
        // A panic elsewhere cannot leave the map half written.
        if let Some(statement) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
            return Arc::clone(statement);
        }
        let text = Arc::from(format!("{before}{}", rewrite(sql, self.dialect)));
        let statement = Arc::new(Statement { text, columns: OnceLock::new() });
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(place).or_insert(statement))
    }
}

/// Puts the words of `dialect` in.
fn rewrite(sql: &'static str, dialect: Dialect) -> Cow<'static, str> {
    let mut text = Cow::Borrowed(sql);
    match dialect {
        Dialect::Sqlite => {
            for word in [" FOR UPDATE", " FOR NO KEY UPDATE", " SKIP LOCKED"] {
                replace(&mut text, word, "");
            }
            expand(&mut text, "IN_LIST(", "IN (SELECT value FROM json_each(", "))");
            expand(&mut text, "LIST_ROWS(", "json_each(", ")");
        }
        Dialect::Postgres => {
            expand(&mut text, "IN_LIST(", "= ANY(", ")");
            let rows = "(SELECT n - 1 AS key, value FROM unnest(";
            expand(&mut text, "LIST_ROWS(", rows, "::text[]) WITH ORDINALITY AS list (value, n))");
        }
    }
    text
}

fn replace(text: &mut Cow<'static, str>, word: &str, with: &str) {
    if text.contains(word) {
        *text = Cow::Owned(text.replace(word, with));
    }
}

/// Rewrites each `WORD(…)` (nothing nested) as `open … close`.
fn expand(text: &mut Cow<'static, str>, word: &str, open: &str, close: &str) {
    if !text.contains(word) {
        return;
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest: &str = text;
    while let Some((before, after)) = rest.split_once(word) {
        let (inside, tail) = after.split_once(')').unwrap_or((after, ""));
        out.extend([before, open, inside, close]);
        rest = tail;
    }
    out.push_str(rest);
    *text = Cow::Owned(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_put_for_each_database() {
        let sql =
            "SELECT id FROM a JOIN LIST_ROWS($2) AS l ON l.value = id WHERE id IN_LIST($1) ORDER BY id FOR UPDATE";
        assert_eq!(
            rewrite(sql, Dialect::Sqlite),
            "SELECT id FROM a JOIN json_each($2) AS l ON l.value = id \
             WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id"
        );
        assert_eq!(
            rewrite(sql, Dialect::Postgres),
            "SELECT id FROM a JOIN (SELECT n - 1 AS key, value FROM unnest($2::text[]) WITH ORDINALITY AS list (value, n)) \
             AS l ON l.value = id WHERE id = ANY($1) ORDER BY id FOR UPDATE"
        );
    }

    #[test]
    fn a_statement_is_rewritten_once() {
        let statements = Statements::<()>::new(Dialect::Sqlite);
        let sql = "SELECT 1 FOR UPDATE";
        assert!(Arc::ptr_eq(&statements.get(sql), &statements.get(sql)));
        assert_eq!(&*statements.get_after("BEGIN;", sql).text, "BEGIN;SELECT 1");
    }
}
