//! People as Replyke's lists show them: far from all of a record, and read with what lists them.

use crate::{
    domain::{
        ids::{TenantId, UserId},
        user::{UserType, Visibility},
    },
    store::{Row, StoreResult},
};

/// As much of a person as Replyke's lists show, and what decides whether they do.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub id: UserId,
    pub tenant: TenantId,
    pub role: String,
    pub foreign_id: Option<String>,
    pub name: Option<String>,
    pub username: Option<String>,
    pub avatar: Option<String>,
    pub bio: Option<String>,
    /// Day of birth, `YYYY-MM-DD`.
    pub dob: Option<String>,
    /// `None` also for who did not come through Talkamie.
    pub user_type: Option<UserType>,
    /// `None` until chosen, which means the default.
    pub visibility: Option<Visibility>,
    /// JSON, a GeoJSON point.
    pub geo_location: Option<String>,
    pub reputation: i64,
    /// A JSON object.
    pub metadata: String,
    pub created_at_ms: i64,
    pub updated_at_ms: i64,
    pub deleted_at_ms: Option<i64>,
}

/// The columns of a [`Listed`], in the order in which [`read`] asks for them.
macro_rules! listed_columns {
    () => {
        "u.id, u.tenant_id, u.role, u.foreign_id, u.name, u.username, u.avatar, u.bio, u.dob, u.type, u.visibility,
               u.geo_location, u.reputation, u.metadata, u.created_at_ms, u.updated_at_ms, u.deleted_at_ms"
    };
}
pub(in crate::store) use listed_columns;

/// Reads the columns, which come after those read before.
pub(in crate::store) fn read(row: &mut Row) -> StoreResult<Listed> {
    Ok(Listed {
        id: row.parsed("id")?,
        tenant: row.parsed("tenant_id")?,
        role: row.text("role")?,
        foreign_id: row.text_opt("foreign_id")?,
        name: row.text_opt("name")?,
        username: row.text_opt("username")?,
        avatar: row.text_opt("avatar")?,
        bio: row.text_opt("bio")?,
        dob: row.text_opt("dob")?,
        user_type: row.parsed_opt("type")?,
        visibility: row.parsed_opt("visibility")?,
        geo_location: row.text_opt("geo_location")?,
        reputation: row.int("reputation")?,
        metadata: row.text("metadata")?,
        created_at_ms: row.int("created_at_ms")?,
        updated_at_ms: row.int("updated_at_ms")?,
        deleted_at_ms: row.int_opt("deleted_at_ms")?,
    })
}
