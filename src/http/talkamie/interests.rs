//! The group `interests`: openapi/v1/operations/interests.yaml.

use super::{Caller, Face, Outcome, glue::interests::InterestsHandler, v1::{answers::*, op, params::*, types::*}};

impl InterestsHandler for Face {
    async fn get_interests(&self, caller: Caller, params: GetInterestsParams) -> Outcome<GetInterestsAnswer> {
        super::planned::<op::GetInterests>()
    }
}
