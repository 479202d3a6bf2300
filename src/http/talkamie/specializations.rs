//! The group `specializations`: openapi/v1/operations/specializations.yaml.

use super::{Caller, Face, Outcome, glue::specializations::SpecializationsHandler, v1::{answers::*, op, params::*, types::*}};

impl SpecializationsHandler for Face {
    async fn get_specialization_areas(&self, params: GetSpecializationAreasParams) -> Outcome<GetSpecializationAreasAnswer> {
        super::planned::<op::GetSpecializationAreas>()
    }
}
