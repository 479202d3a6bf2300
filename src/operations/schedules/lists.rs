//! The three lists of a person's scheduled calls.

use super::view;
use crate::{
    contract::{
        runtime::Page,
        v1::{ErrorCode, types::FullCallSchedule},
    },
    domain::page::{keyword, page_items},
    operations::{Caller, Ctx, Failure, cursor},
    store::{Cursor, Page as Found, Tx, schedules::Schedule, schedules::lists::Place},
};

/// What a list is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    pub page_size: Option<i64>,
    pub after: Option<&'a str>,
    pub keyword: Option<&'a str>,
}

/// All of the caller's schedules, the latest first. Four statements a page, however many there are.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getAllSchedules`.
pub async fn get_all_schedules(
    ctx: &Ctx,
    caller: Caller,
    search: Search<'_>,
) -> Result<Page<FullCallSchedule>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = "getAllSchedules";
    let place = read(list, search.after)?.unwrap_or_else(|| Place::latest(now_ms));
    let (as_of_ms, limit) = (place.as_of_ms, page_items(search.page_size));
    let mut tx = ctx.store.read().await?;
    let found = tx.page_schedules(caller.tenant, caller.user, keyword(search.keyword), place, limit).await?;
    shown(&mut tx, caller, found, |next| write(list, as_of_ms, next), now_ms).await
}

/// The caller's schedules that are not over, soonest first, those that are going on among them. Four statements a page.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getUpcomingSchedules`.
pub async fn get_upcoming_schedules(
    ctx: &Ctx,
    caller: Caller,
    search: Search<'_>,
) -> Result<Page<FullCallSchedule>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = "getUpcomingSchedules";
    let place = read(list, search.after)?.unwrap_or_else(|| Place::soonest(now_ms));
    let (as_of_ms, limit) = (place.as_of_ms, page_items(search.page_size));
    let mut tx = ctx.store.read().await?;
    let found =
        tx.page_upcoming_schedules(caller.tenant, caller.user, keyword(search.keyword), place, now_ms, limit).await?;
    shown(&mut tx, caller, found, |next| write(list, as_of_ms, next), now_ms).await
}

/// The caller's schedules that are over, the latest first. Four statements a page.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getPastSchedules`.
pub async fn get_past_schedules(
    ctx: &Ctx,
    caller: Caller,
    search: Search<'_>,
) -> Result<Page<FullCallSchedule>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = "getPastSchedules";
    let (after, limit) = (cursor::read(list, search.after)?, page_items(search.page_size));
    let mut tx = ctx.store.read().await?;
    let found =
        tx.page_past_schedules(caller.tenant, caller.user, keyword(search.keyword), after, now_ms, limit).await?;
    shown(&mut tx, caller, found, |next| cursor::write(list, next), now_ms).await
}

async fn shown(
    tx: &mut Tx,
    caller: Caller,
    found: Found<(Schedule, i64)>,
    write: impl Fn(&Cursor) -> serde_json::Map<String, serde_json::Value>,
    now_ms: i64,
) -> Result<Page<FullCallSchedule>, Failure> {
    let last_evaluated_key = found.next.as_ref().map(write);
    let schedules: Vec<Schedule> = found.items.into_iter().map(|(schedule, _)| schedule).collect();
    let items = view::full(tx, caller.tenant, caller.user, &schedules, now_ms).await?;
    Ok(Page { items, last_evaluated_key, total_items: None })
}

/// The place for the wire: the moment for which the list was made, the last item's time, its id.
fn write(list: &str, as_of_ms: i64, last: &Cursor) -> serde_json::Map<String, serde_json::Value> {
    cursor::write_text(list, &format!("{as_of_ms}:{}:{}", last.at_ms, last.id))
}

/// Latest moment for which a list can be asked: the end of the year 9999, far inside of what the databases reckon with.
const AS_OF_MS_MAX: i64 = 253_402_300_799_999;

/// # Errors
/// `cursor/invalid`.
fn read(list: &str, text: Option<&str>) -> Result<Option<Place>, Failure> {
    let Some(text) = cursor::read_text(list, text)? else { return Ok(None) };
    place(&text).map(Some).ok_or_else(|| ErrorCode::CursorInvalid.into())
}

fn place(text: &str) -> Option<Place> {
    let (as_of, rest) = text.split_once(':')?;
    let (at, id) = rest.split_once(':')?;
    let as_of_ms = as_of.parse().ok().filter(|as_of_ms| (0..=AS_OF_MS_MAX).contains(as_of_ms))?;
    let id_is_plain = id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    id_is_plain.then_some(Place { as_of_ms, after: Cursor { at_ms: at.parse().ok()?, id: id.to_owned() } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let last = Cursor { at_ms: 1_773_472_855_000, id: "0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55".into() };
        let wire = Value::Object(write("getAllSchedules", 7, &last)).to_string();
        let found = read("getAllSchedules", Some(&wire)).expect("a place of our own");
        assert_eq!(found, Some(Place { as_of_ms: 7, after: last }));
        assert!(read("getUpcomingSchedules", Some(&wire)).is_err(), "a place of another list");
        for text in
            ["", "7", "7:8", "x:8:a", "7:x:a", "-1:8:a", "253402300800000:8:a", "7:8:a b", "9223372036854775808:8:a"]
        {
            assert_eq!(place(text), None, "{text}");
        }
    }
}
