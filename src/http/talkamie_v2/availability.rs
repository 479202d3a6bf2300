//! The group `availability`: openapi/v2/operations/availability.yaml.

use super::{
    Caller, Face, Outcome,
    glue::availability::AvailabilityHandler,
    retold,
    v2::{answers::*, params::*, types},
};
use crate::{contract::v1, operations::availability as operations};

impl AvailabilityHandler for Face {
    async fn get_weekly_availability(
        &self,
        caller: Caller,
        _: GetWeeklyAvailabilityParams,
    ) -> Outcome<GetWeeklyAvailabilityAnswer> {
        Ok(GetWeeklyAvailabilityAnswer::Ok(weekly(self, caller).await?))
    }

    async fn get_week(&self, caller: Caller, _: GetWeekParams) -> Outcome<GetWeekAnswer> {
        Ok(GetWeekAnswer::Ok(weekly(self, caller).await?))
    }
}

async fn weekly(face: &Face, caller: Caller) -> Outcome<types::WeeklyAvailabilityItems> {
    let items = operations::get_weekly_availability(face.ctx(), caller).await.map_err(retold)?;
    Ok(items.into_iter().map(|(day, ranges)| (day_of(day), ranges.into_iter().map(range_of).collect())).collect())
}

/// All that v2 changes: the name of Thursday.
fn day_of(day: String) -> String {
    if day == v1::types::WeekDayAbbr::Thur.as_str() { types::WeekDayAbbr::Thu.as_str().to_owned() } else { day }
}

fn range_of(range: v1::types::TimeRange) -> types::TimeRange {
    types::TimeRange { start: range.start, end: range.end }
}
