//! The few words in which the two databases differ, put in once per statement.
//!
//! | word | PostgreSQL | SQLite |
//! | --- | --- | --- |
//! | ` FOR UPDATE`, ` FOR NO KEY UPDATE`, ` SKIP LOCKED` | as it stands | nothing: there is one writer |
//! | `IN_LIST($n)` | `= ANY($n)` | `IN ($n, $m)`; of many elements: `IN (SELECT value FROM json_each($n))` |
//! | `LIST_ROWS($n)`, of texts | `unnest` as a table of `key` (from 0) and `value` | `json_each($n)`, which is one |
//! | `$n` | as it stands | `?n`: there, `$n` would be a name, not a number |
//! | several blanks | as they stand | one |
//!
//! Statements have no comments: where blanks become one, a line's would reach to the end.
//!
//! SQLite has no lists. Those to look something up in mostly have few elements, up to three, and these become arguments of their own:
//! the first with the number of the list, the others with numbers after the last argument. Any other list is a JSON text. So
//! a statement has one text on PostgreSQL, and on SQLite one for each of the lengths that its lists have.

use std::{
    borrow::Cow,
    collections::HashMap,
    mem,
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use crate::store::Value;

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
            text.push_str(&renumber(&postgres(sql), args_before));
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

/// A statement as PostgreSQL wants it.
fn postgres(sql: &str) -> String {
    let text = expand(sql, "IN_LIST(", |list| format!("= ANY({list})"));
    expand(&text, "LIST_ROWS(", |list| {
        format!("(SELECT n - 1 AS key, value FROM unnest({list}::text[]) WITH ORDINALITY AS list (value, n))")
    })
}

/// Most elements of a list that become arguments of their own. One saves 30,000 instructions, two or three save 13,000.
const FEW: usize = 3;

/// The lists among the arguments: where each is, and how many elements it has if these are few, or else 0.
fn lists(args: &[Value]) -> impl Iterator<Item = (usize, usize)> {
    args.iter().enumerate().filter_map(|(at, arg)| {
        let length = match arg {
            Value::TextList(items) => items.len(),
            Value::IntList(items) => items.len(),
            Value::Int(_) | Value::Real(_) | Value::Text(_) | Value::Bool(_) => return None,
        };
        Some((at, if length > FEW { 0 } else { length }))
    })
}

/// The lengths of the lists as one number: with the same one a statement has the same text.
pub(super) fn lengths(args: &[Value]) -> usize {
    lists(args).fold(0, |lengths, (_, length)| lengths * (FEW + 1) + length)
}

/// A statement as SQLite wants it, with lists as long as those of `args`, and where those are that it wants [`spread`].
pub(super) fn sqlite(sql: &str, args: &[Value]) -> (String, Vec<usize>) {
    let mut text = sql.to_owned();
    for word in [" FOR UPDATE", " FOR NO KEY UPDATE", " SKIP LOCKED"] {
        text = text.replace(word, "");
    }
    let (mut spread, mut last) = (Vec::new(), args.len());
    for (at, length) in lists(args) {
        let list = format!("${}", at + 1);
        let (lookup, rows) = (format!("IN_LIST({list})"), format!("LIST_ROWS({list})"));
        // As rows they stay JSON: of rows that are written out SQLite makes a table in memory, which costs it more.
        if length == 0 || !text.contains(&lookup) || text.contains(&rows) {
            continue;
        }
        let others: String = (last + 1..last + length).map(|number| format!(", ${number}")).collect();
        last += length - 1;
        text = text.replace(&lookup, &format!("IN ({list}{others})"));
        spread.push(at);
    }
    text = expand(&text, "IN_LIST(", |list| format!("IN (SELECT value FROM json_each({list}))"));
    text = expand(&text, "LIST_ROWS(", |list| format!("json_each({list})"));
    (squeeze(&number(&text)), spread)
}

/// Makes the elements of these lists arguments of their own.
pub(super) fn spread(args: &mut Vec<Value>, lists: &[usize]) {
    for &at in lists {
        let elements: Vec<Value> = match &mut args[at] {
            Value::TextList(items) => mem::take(items).into_iter().map(Value::from).collect(),
            Value::IntList(items) => mem::take(items).into_iter().map(Value::from).collect(),
            Value::Int(_) | Value::Real(_) | Value::Text(_) | Value::Bool(_) => continue,
        };
        let mut elements = elements.into_iter();
        if let Some(first) = elements.next() {
            args[at] = first;
            args.extend(elements);
        }
    }
}

/// Writes each `$n` as `?n`.
fn number(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('$').peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        if let Some(next) = parts.peek() {
            out.push(if next.starts_with(|c: char| c.is_ascii_digit()) { '?' } else { '$' });
        }
    }
    out
}

/// Makes one blank of several, but not in quotes: a prepared statement is looked for by its whole text each time it runs.
fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    for c in text.trim().chars() {
        quoted ^= c == '\'';
        if quoted || !c.is_ascii_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Rewrites each `WORD(…)` (nothing nested).
fn expand(text: &str, word: &str, with: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(word) {
        let (inside, tail) = after.split_once(')').unwrap_or((after, ""));
        out.push_str(before);
        out.push_str(&with(inside));
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of so many ids.
    fn ids(count: usize) -> Value {
        Value::texts(0..count)
    }

    #[test]
    fn each_word_is_put_for_each_database() {
        let sql =
            "SELECT id FROM a JOIN LIST_ROWS($2) AS l ON l.value = id WHERE id IN_LIST($1) ORDER BY id FOR UPDATE";
        for long in [vec![], vec![ids(0), ids(1)], vec![ids(FEW + 1), ids(FEW + 1)]] {
            let (text, spread) = sqlite(sql, &long);
            assert_eq!(
                text,
                "SELECT id FROM a JOIN json_each(?2) AS l ON l.value = id \
                 WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id"
            );
            assert!(spread.is_empty());
        }
        assert_eq!(
            postgres(sql),
            "SELECT id FROM a JOIN (SELECT n - 1 AS key, value FROM unnest($2::text[]) WITH ORDINALITY AS list (value, n)) \
             AS l ON l.value = id WHERE id = ANY($1) ORDER BY id FOR UPDATE"
        );
    }

    #[test]
    fn a_few_elements_are_arguments_of_their_own() {
        let sql = "SELECT id FROM LIST_ROWS($3) AS l JOIN a ON id = l.value WHERE id IN_LIST($1) AND n IN_LIST($4) AND m = $2";
        let mut args = vec![ids(2), 7.into(), ids(1), vec![8, 9].into()];
        let (text, lists) = sqlite(sql, &args);
        assert_eq!(
            text,
            "SELECT id FROM json_each(?3) AS l JOIN a ON id = l.value WHERE id IN (?1, ?5) AND n IN (?4, ?6) AND m = ?2"
        );
        spread(&mut args, &lists);
        assert_eq!(args, ["0".into(), 7.into(), ids(1), 8.into(), "1".into(), 9.into()]);
    }

    #[test]
    fn each_of_the_lengths_has_its_number() {
        let numbers = (0..=FEW).flat_map(|one| (0..=FEW).map(move |other| lengths(&[ids(one), 5.into(), ids(other)])));
        let distinct: std::collections::BTreeSet<usize> = numbers.collect();
        assert_eq!(distinct.len(), (FEW + 1) * (FEW + 1));
        assert_eq!(lengths(&[ids(FEW + 1)]), lengths(&[ids(0)]));
    }

    #[test]
    fn only_numbers_are_numbered() {
        assert_eq!(sqlite("SELECT '$', json_extract(a, '$.b'), $11", &[]).0, "SELECT '$', json_extract(a, '$.b'), ?11");
    }

    #[test]
    fn blanks_are_squeezed_but_not_in_quotes() {
        let sql = "\n        SELECT a,\n               'it''s  two'\n          FROM b ";
        assert_eq!(sqlite(sql, &[]).0, "SELECT a, 'it''s  two' FROM b");
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
