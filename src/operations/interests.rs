//! The interests that profiles can list. Source: openapi/v1/operations/interests.yaml. What operators do with them is in
//! [`desk`].

pub mod desk;

use super::{Caller, Ctx, Failure, cursor, view};
use crate::{
    contract::{
        runtime::Page,
        v1::{ErrorCode, types::BasicInterest},
    },
    domain::{
        ids::InterestId,
        page::{self, page_items},
    },
    store::interests::Interest,
};

/// The interests offered to everyone and the caller's own, by name. Without `page_size` all at once. One statement.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getInterests`.
pub async fn get_interests(
    ctx: &Ctx,
    caller: Caller,
    page_size: Option<i64>,
    after: Option<&str>,
    keyword: Option<&str>,
) -> Result<Page<BasicInterest>, Failure> {
    let list = "getInterests";
    let after = cursor::read_text(list, after)?;
    let after = after.as_deref().map(|place| place_of(place).ok_or(ErrorCode::CursorInvalid)).transpose()?;
    let limit = page_size.map(|size| page_items(Some(size)));
    let mut tx = ctx.store.read().await?;
    let (found, more) = tx.page_interests(caller.tenant, caller.user, page::keyword(keyword), after, limit).await?;
    let last = found.last().filter(|_| more).map(|last| cursor::write_text(list, &place(last)));
    Ok(Page { items: found.iter().map(view::interest).collect(), last_evaluated_key: last, total_items: None })
}

/// Where a page ended: in the order of the list, which is by name in lower case, ties by id.
fn place(interest: &Interest) -> String {
    format!("{}:{}", interest.id, interest.name.to_lowercase())
}

fn place_of(place: &str) -> Option<(&str, InterestId)> {
    let (id, name) = place.split_once(':')?;
    Some((name, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let id = InterestId(Uuid::from_u128(7));
        let interest = Interest { id, name: "Q: and A".into(), emoji: None, icon_src: None };
        assert_eq!(place_of(&place(&interest)), Some(("q: and a", id)));
        for wrong in ["", "x", "x:y"] {
            assert_eq!(place_of(wrong), None, "{wrong}");
        }
    }
}
