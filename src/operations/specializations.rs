//! The health-care areas that a volunteer can name. Source: openapi/v1/operations/specializations.yaml.

use super::{Failure, cursor};
use crate::{
    contract::{
        runtime::Page,
        v1::{ErrorCode, types::SpecializationArea},
    },
    domain::{
        page::{self, page_items},
        specializations::areas,
    },
};

/// The areas of the fixed list. Without `page_size` all at once. No statement.
///
/// # Errors
/// `cursor/invalid`.
///
/// Source: `getSpecializationAreas`.
pub fn get_specialization_areas(
    page_size: Option<i64>,
    after: Option<&str>,
    keyword: Option<&str>,
) -> Result<Page<SpecializationArea>, Failure> {
    let list = "getSpecializationAreas";
    let after = cursor::read_text(list, after)?;
    let mut found = areas(page::keyword(keyword), after.as_deref()).ok_or(ErrorCode::CursorInvalid)?.peekable();
    let limit = page_size.map_or(usize::MAX, |size| usize::try_from(page_items(Some(size))).unwrap_or(usize::MAX));
    let shown = |area: crate::domain::specializations::Area| SpecializationArea {
        name: area.name.to_owned(),
        code: area.code.to_owned(),
    };
    let items: Vec<_> = found.by_ref().take(limit).map(shown).collect();
    let last = items.last().filter(|_| found.peek().is_some()).map(|last| cursor::write_text(list, &last.code));
    Ok(Page { items, last_evaluated_key: last, total_items: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn pages_join_to_the_whole_list() -> Result<(), Failure> {
        let whole = get_specialization_areas(None, None, None)?;
        assert_eq!((whole.items.len(), whole.last_evaluated_key), (34, None));
        let (mut joined, mut after, mut pages) = (vec![], None::<String>, 0);
        loop {
            let page = get_specialization_areas(Some(17), after.as_deref(), None)?;
            joined.extend(page.items);
            pages += 1;
            let Some(key) = page.last_evaluated_key else { break };
            after = Some(Value::Object(key).to_string());
        }
        assert_eq!((pages, joined), (2, whole.items));
        Ok(())
    }

    #[test]
    fn an_invented_place_is_refused() {
        for after in ["x", "{}", "WFg", "{\"key\":1}"] {
            let refused = get_specialization_areas(None, Some(after), None).map_err(|failure| failure.code);
            assert_eq!(refused.err(), Some(ErrorCode::CursorInvalid), "{after}");
        }
    }
}
