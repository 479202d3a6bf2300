//! The few words in which the two databases differ, put in once per statement.
//!
//! | word | PostgreSQL | SQLite |
//! | --- | --- | --- |
//! | ` FOR UPDATE`, ` FOR NO KEY UPDATE`, ` SKIP LOCKED` | as it stands | nothing: there is one writer |
//! | `IN_LIST($n)` | `= ANY($n)` | `IN (SELECT value FROM json_each($n))` |
//! | `LIST_ROWS($n)`, of texts | `unnest` as a table of `key` (from 0) and `value` | `json_each($n)`, which is one |
//! | `$n` | as it stands | `?n`: there, `$n` would be a name, not a number |

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

/// Statements as PostgreSQL wants them, in one text, and what is learnt of them once.
pub(super) struct Errand<C> {
    pub(super) text: Arc<str>,
    /// The columns of the answer, set with the first row that comes.
    pub(super) columns: OnceLock<C>,
}

/// The errands seen so far. A statement is a constant of the program, so its address and length name it.
pub(super) struct Errands<C> {
    known: RwLock<HashMap<Vec<Place>, Arc<Errand<C>>>>,
}

/// Where a statement lies, how long it is, and how many arguments it has.
type Place = [usize; 3];

/// What goes before, between and after the statements of an errand.
pub(super) type Around = [&'static str; 3];

/// Statements of most errands.
const STATEMENTS_USUAL: usize = 10;

impl<C> Errands<C> {
    pub(super) fn new() -> Self {
        Self { known: RwLock::default() }
    }

    /// One statement.
    pub(super) fn get(&self, sql: &'static str) -> Arc<Errand<C>> {
        self.get_all(["", "; ", ""], &[(sql, 0)])
    }

    /// Statements with as many arguments each, to be run together with what must go before, between and after them. Their
    /// arguments are numbered through.
    pub(super) fn get_all(&self, around: Around, statements: &[(&'static str, usize)]) -> Arc<Errand<C>> {
        let [before, between, after] = around;
        let mut places = Vec::with_capacity(STATEMENTS_USUAL);
        places.extend(around.map(|part| [part.as_ptr().addr(), part.len(), 0]));
        places.extend(statements.iter().map(|(sql, args)| [sql.as_ptr().addr(), sql.len(), *args]));
        // A panic elsewhere cannot leave the map half written.
        if let Some(errand) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&places) {
            return Arc::clone(errand);
        }
        let mut text = before.to_owned();
        let mut args_before = 0;
        for (n, (sql, args)) in statements.iter().enumerate() {
            if n > 0 {
                text.push_str(between);
            }
            text.push_str(&renumber(&rewrite(sql, Dialect::Postgres), args_before));
            args_before += args;
        }
        text.push_str(after);
        let errand = Arc::new(Errand { text: text.into(), columns: OnceLock::new() });
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(places).or_insert(errand))
    }
}

/// Adds `by` to the number of each `$n`.
fn renumber(text: &str, by: usize) -> Cow<'_, str> {
    if by == 0 {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut parts = text.split('$');
    out.extend(parts.next());
    for part in parts {
        let (number, rest) = part.split_at(part.bytes().take_while(u8::is_ascii_digit).count());
        out.push('$');
        match number.parse::<usize>() {
            Ok(number) => out.push_str(&(number + by).to_string()),
            Err(_) => out.push_str(number),
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

/// Puts the words of `dialect` in.
pub(super) fn rewrite(sql: &'static str, dialect: Dialect) -> Cow<'static, str> {
    let mut text = Cow::Borrowed(sql);
    match dialect {
        Dialect::Sqlite => {
            for word in [" FOR UPDATE", " FOR NO KEY UPDATE", " SKIP LOCKED"] {
                replace(&mut text, word, "");
            }
            expand(&mut text, "IN_LIST(", "IN (SELECT value FROM json_each(", "))");
            expand(&mut text, "LIST_ROWS(", "json_each(", ")");
            number(&mut text);
        }
        Dialect::Postgres => {
            expand(&mut text, "IN_LIST(", "= ANY(", ")");
            let rows = "(SELECT n - 1 AS key, value FROM unnest(";
            expand(&mut text, "LIST_ROWS(", rows, "::text[]) WITH ORDINALITY AS list (value, n))");
        }
    }
    text
}

/// Writes each `$n` as `?n`.
fn number(text: &mut Cow<'static, str>) {
    if !text.contains('$') {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('$').peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        if let Some(next) = parts.peek() {
            out.push(if next.starts_with(|c: char| c.is_ascii_digit()) { '?' } else { '$' });
        }
    }
    *text = Cow::Owned(out);
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
            "SELECT id FROM a JOIN json_each(?2) AS l ON l.value = id \
             WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id"
        );
        assert_eq!(
            rewrite(sql, Dialect::Postgres),
            "SELECT id FROM a JOIN (SELECT n - 1 AS key, value FROM unnest($2::text[]) WITH ORDINALITY AS list (value, n)) \
             AS l ON l.value = id WHERE id = ANY($1) ORDER BY id FOR UPDATE"
        );
    }

    #[test]
    fn only_numbers_are_numbered() {
        assert_eq!(
            rewrite("SELECT '$', json_extract(a, '$.b'), $11", Dialect::Sqlite),
            "SELECT '$', json_extract(a, '$.b'), ?11"
        );
    }

    #[test]
    fn a_statement_is_rewritten_once() {
        let errands = Errands::<()>::new();
        let sql = "SELECT 1 FOR UPDATE";
        assert!(Arc::ptr_eq(&errands.get(sql), &errands.get(sql)));
        assert_eq!(&*errands.get_all(["(", ") (", ")"], &[(sql, 0)]).text, "(SELECT 1 FOR UPDATE)");
    }

    #[test]
    fn arguments_of_an_errand_are_numbered_through() {
        let errands = Errands::<()>::new();
        let errand = errands.get_all(["(", ") (", ")"], &[("SELECT $2, $1", 2), ("SELECT '$', $11 + $1", 11)]);
        assert_eq!(&*errand.text, "(SELECT $2, $1) (SELECT '$', $13 + $3)");
    }
}
