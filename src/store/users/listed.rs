//! People as Replyke's lists show them: far from all of a record, and read with what lists them.

use crate::store::{Row, StoreResult};

/// As much of a person as Replyke's lists show.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// As text, which is how it is shown; nothing else is asked of it.
    pub id: String,
    pub role: String,
    pub foreign_id: Option<String>,
    pub name: Option<String>,
    pub username: Option<String>,
    pub avatar: Option<String>,
    pub bio: Option<String>,
    /// Day of birth, `YYYY-MM-DD`. Who came through Talkamie gave it for nobody else to see, so theirs is not even read.
    pub dob: Option<String>,
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
        "u.id AS user_id, u.role, u.foreign_id, u.name, u.username, u.avatar, u.bio,
               CASE WHEN u.type IS NULL THEN u.dob END AS dob,
               u.geo_location, u.reputation, u.metadata, u.created_at_ms, u.updated_at_ms, u.deleted_at_ms"
    };
}
pub(in crate::store) use listed_columns;

/// Reads the columns, which come after those read before.
pub(in crate::store) fn read(row: &mut Row) -> StoreResult<Listed> {
    Ok(Listed {
        id: row.text("user_id")?,
        role: row.text("role")?,
        foreign_id: row.text_opt("foreign_id")?,
        name: row.text_opt("name")?,
        username: row.text_opt("username")?,
        avatar: row.text_opt("avatar")?,
        bio: row.text_opt("bio")?,
        dob: row.text_opt("dob")?,
        geo_location: row.text_opt("geo_location")?,
        reputation: row.int("reputation")?,
        metadata: row.text("metadata")?,
        created_at_ms: row.int("created_at_ms")?,
        updated_at_ms: row.int("updated_at_ms")?,
        deleted_at_ms: row.int_opt("deleted_at_ms")?,
    })
}
