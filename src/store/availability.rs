//! When a volunteer has time: two maps of the person's record, each written whole.

use super::{StoreResult, Tx, statements::declare};
use crate::domain::ids::{TenantId, UserId};

/// One of the two maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Map {
    /// Ranges that repeat every week.
    Weekly,
    /// Ranges on single dates.
    Custom,
}

declare! {
    SET_WEEKLY_AVAILABILITY = "
        UPDATE users
           SET availability_weekly = $3, updated_at_ms = $4
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL";
    SET_CUSTOM_AVAILABILITY = "
        UPDATE users
           SET availability_custom = $3, updated_at_ms = $4
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL";
}

impl Tx {
    /// Replaces one of a person's two maps, given as JSON. `false`: nobody in this tenant, or deleted.
    pub async fn set_availability(
        &mut self,
        tenant: TenantId,
        user: UserId,
        map: Map,
        json: &str,
        now_ms: i64,
    ) -> StoreResult<bool> {
        let sql = match map {
            Map::Weekly => SET_WEEKLY_AVAILABILITY,
            Map::Custom => SET_CUSTOM_AVAILABILITY,
        };
        Ok(self.execute(sql, [tenant.into(), user.into(), json.into(), now_ms.into()]).await? == 1)
    }
}
