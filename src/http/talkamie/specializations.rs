//! The group `specializations`: openapi/v1/operations/specializations.yaml.

use super::{
    Face, Outcome,
    glue::specializations::SpecializationsHandler,
    v1::{answers::*, params::*},
};
use crate::operations::specializations as operations;

impl SpecializationsHandler for Face {
    async fn get_specialization_areas(
        &self,
        params: GetSpecializationAreasParams,
    ) -> Outcome<GetSpecializationAreasAnswer> {
        let page = operations::get_specialization_areas(
            params.page_size,
            params.last_evaluated_key.as_deref(),
            params.keyword.as_deref(),
        )?;
        Ok(GetSpecializationAreasAnswer::Ok(page))
    }
}
