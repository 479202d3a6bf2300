//! When a volunteer has time. Source: openapi/v1/operations/availability.yaml.
//!
//! The maps are kept as their owner wrote them, each day put in order ([`availability::tidy`]). Bookings are never taken out
//! of them: what is booked is shown beside (`bookedSlots`).

use super::{Caller, Ctx, Failure};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{CustomAvailabilityItems, TimeRange, WeeklyAvailabilityItems},
    },
    domain::{
        availability::{self, Custom, Weekly},
        time::parse_iso_date,
    },
    store::{availability::Map, rerun, users::User},
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// The caller's ranges that repeat every week. One statement.
///
/// # Errors
/// `auth/invalid` when the account is closed; `store/unavailable`.
///
/// Source: `getWeeklyAvailability`.
pub async fn get_weekly_availability(ctx: &Ctx, caller: Caller) -> Result<WeeklyAvailabilityItems, Failure> {
    Ok(weekly_of(&own(ctx, caller).await?))
}

/// The caller's ranges on single dates. One statement.
///
/// # Errors
/// `auth/invalid` when the account is closed; `store/unavailable`.
///
/// Source: `getCustomAvailability`.
pub async fn get_custom_availability(ctx: &Ctx, caller: Caller) -> Result<CustomAvailabilityItems, Failure> {
    Ok(custom_of(&own(ctx, caller).await?))
}

/// Replaces the caller's ranges that repeat every week. One statement.
///
/// # Errors
/// `auth/invalid` when the account is closed; `store/unavailable`.
///
/// Source: `setWeeklyAvailability`.
pub async fn set_weekly_availability(
    ctx: &Ctx,
    caller: Caller,
    body: WeeklyAvailabilityItems,
) -> Result<WeeklyAvailabilityItems, Failure> {
    replace(ctx, caller, Map::Weekly, body).await
}

/// Replaces the caller's ranges on single dates. One statement.
///
/// # Errors
/// `auth/invalid` when the account is closed; `store/unavailable`.
///
/// Source: `setCustomAvailability`.
pub async fn set_custom_availability(
    ctx: &Ctx,
    caller: Caller,
    body: CustomAvailabilityItems,
) -> Result<CustomAvailabilityItems, Failure> {
    replace(ctx, caller, Map::Custom, body).await
}

/// A person's ranges that repeat every week, as the wire shows them.
pub(super) fn weekly_of(user: &User) -> WeeklyAvailabilityItems {
    stored(&user.availability_weekly)
}

/// A person's ranges on single dates, as the wire shows them.
pub(super) fn custom_of(user: &User) -> CustomAvailabilityItems {
    stored(&user.availability_custom)
}

/// What a person has offered, for the rules.
pub(super) fn offered(user: &User) -> (Custom, Weekly) {
    let ranges = |ranges: &Vec<TimeRange>| ranges.iter().filter_map(range).collect::<Vec<_>>();
    let custom = custom_of(user);
    let custom = custom.iter().filter_map(|(day, of_day)| Some((parse_iso_date(day)?, ranges(of_day))));
    let weekly = weekly_of(user);
    let weekly = weekly.iter().filter_map(|(day, of_day)| Some((day.to_string().parse().ok()?, ranges(of_day))));
    (custom.collect(), weekly.collect())
}

/// JSON that was checked when it came in; what does not read back offers nothing.
fn stored<T: DeserializeOwned + Default>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_default()
}

async fn own(ctx: &Ctx, caller: Caller) -> Result<User, Failure> {
    let mut tx = ctx.store.read().await?;
    let user = tx.find_user(caller.tenant, caller.user).await?.filter(|user| user.deleted_at_ms.is_none());
    Ok(user.ok_or(ErrorCode::AuthInvalid)?)
}

async fn replace(
    ctx: &Ctx,
    caller: Caller,
    which: Map,
    body: BTreeMap<String, Vec<TimeRange>>,
) -> Result<BTreeMap<String, Vec<TimeRange>>, Failure> {
    let tidied: BTreeMap<_, _> = body.into_iter().map(|(day, ranges)| (day, tidy(&ranges))).collect();
    let json = serde_json::to_string(&tidied).map_err(Failure::internal)?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        if !tx.set_availability(caller.tenant, caller.user, which, &json, now_ms).await? {
            return Err(Failure::of(ErrorCode::AuthInvalid));
        }
        tx.commit().await?;
        Ok(())
    })
    .await?;
    Ok(tidied)
}

/// One day's ranges as [`availability::tidy`] puts them, each time of day as it was written.
fn tidy(written: &[TimeRange]) -> Vec<TimeRange> {
    let mut texts: BTreeMap<i64, &str> = BTreeMap::new();
    for text in written.iter().flat_map(|range| [&range.start, &range.end]) {
        if let Some(seconds) = availability::parse_time_of_day_seconds(text) {
            texts.entry(seconds).or_insert(text);
        }
    }
    let text = |seconds: i64| {
        texts.get(&seconds).map_or_else(|| availability::time_of_day_text(seconds), |&text| text.to_owned())
    };
    let ranges: Vec<_> = written.iter().filter_map(range).collect();
    let tidied = availability::tidy(&ranges).into_iter();
    tidied.map(|range| TimeRange { start: text(range.start_seconds), end: text(range.end_seconds) }).collect()
}

fn range(written: &TimeRange) -> Option<availability::TimeRange> {
    availability::TimeRange::parse(&written.start, &written.end)
}
