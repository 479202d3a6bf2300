//! Pages of lists.

use super::{Row, StoreResult};

/// Where a page ended: the next one begins after it. Lists run from new to old, ties by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The time by which the list is ordered, of the last item.
    pub at_ms: i64,
    /// The id of the last item.
    pub id: String,
}

impl Cursor {
    /// Before the first item: every real time is earlier.
    pub(crate) fn start() -> Self {
        Self { at_ms: i64::MAX, id: String::new() }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The items, in the order of the list.
    pub items: Vec<T>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// A page of at most `limit` items from an answer that was asked for one more: the one more tells whether
    /// there is a next page.
    pub(crate) fn from_rows(
        rows: Vec<Row>,
        limit: i64,
        read: impl Fn(Row) -> StoreResult<T>,
        place: impl Fn(&T) -> Cursor,
    ) -> StoreResult<Self> {
        let limit = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > limit;
        let items = rows.into_iter().take(limit).map(read).collect::<StoreResult<Vec<T>>>()?;
        let next = if more { items.last().map(place) } else { None };
        Ok(Self { items, next })
    }

    /// The same page with other items.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}

/// A pattern for `LIKE … ESCAPE '\'` that finds `keyword` anywhere in a lower-cased column.
pub(crate) fn containing(keyword: &str) -> String {
    let mut pattern = String::with_capacity(keyword.len() + 2);
    pattern.push('%');
    for c in keyword.to_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::containing;

    #[test]
    fn a_keyword_is_words_and_not_a_pattern() {
        assert_eq!(containing("50%_Ä\\"), "%50\\%\\_ä\\\\%");
    }
}
