//! People as the Replyke face shows them: fifteen fields in lists, others to themselves.

use crate::{
    contract::replyke::types::{
        AuthUser, GeoPoint, GeoPointCrs, GeoPointCrsName, GeoPointCrsNameName, GeoPointCrsType, GeoPointType, Metadata,
        Pagination, SignUpLocation, User, UserRole,
    },
    domain::{ids::TenantId, page, time::iso_date_time, user::verified},
    store::users::{self, listed::Listed},
};

/// Somebody in a list of this project: exactly fifteen fields, of which the e-mail address is none.
pub fn user(project: TenantId, user: Listed) -> User {
    User {
        id: user.id,
        project_id: project.to_string(),
        role: role(&user.role),
        foreign_id: user.foreign_id,
        name: user.name,
        username: user.username,
        avatar: user.avatar,
        bio: user.bio,
        // The original keeps a moment; ours is a day, shown as its beginning.
        birthdate: user.dob.map(|day| format!("{day}T00:00:00.000Z")),
        location: user.geo_location.as_deref().and_then(|text| serde_json::from_str(text).ok()),
        reputation: reputation(user.reputation),
        metadata: metadata(&user.metadata),
        created_at: iso_date_time(user.created_at_ms),
        updated_at: iso_date_time(user.updated_at_ms),
        deleted_at: user.deleted_at_ms.map(iso_date_time),
    }
}

/// Somebody to themselves, as they sign in: which is when they were last active.
pub fn auth_user(user: &users::User, now_ms: i64) -> AuthUser {
    AuthUser {
        id: user.id.to_string(),
        foreign_id: user.foreign_id.clone(),
        role: role(&user.role),
        email: user.email.clone(),
        name: user.name.clone(),
        username: user.username.clone(),
        avatar: user.avatar.clone(),
        bio: user.bio.clone(),
        metadata: metadata(&user.metadata),
        reputation: reputation(user.reputation),
        is_verified: verified(user.verification_basic, user.verification_admin, user.verification_background),
        is_active: user.deleted_at_ms.is_none(),
        last_active: Some(iso_date_time(now_ms)),
        suspensions: vec![],
    }
}

/// A place as it is stored and shown.
pub fn geo_point(location: &SignUpLocation) -> Option<GeoPoint> {
    let (longitude, latitude) = match (location.longitude, location.latitude, location.coordinates.as_deref()) {
        (Some(longitude), Some(latitude), _) => (longitude, latitude),
        (None, None, Some(&[longitude, latitude])) if (-90.0..=90.0).contains(&latitude) => (longitude, latitude),
        _ => return None,
    };
    Some(GeoPoint {
        crs: GeoPointCrs {
            r#type: GeoPointCrsType::Name,
            properties: GeoPointCrsName { name: GeoPointCrsNameName::ALL[0] },
        },
        r#type: GeoPointType::Point,
        coordinates: vec![longitude, latitude],
    })
}

/// Where a page stands in its list.
pub fn pagination(page: u64, limit: u64, total: i64) -> Pagination {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let said = page::Pagination::of(page, limit, u64::try_from(total).unwrap_or(0));
    Pagination {
        current_page: whole(said.current_page),
        total_pages: whole(said.total_pages),
        total_count: whole(said.total_count),
        has_next_page: said.has_next_page,
        has_previous_page: said.has_previous_page,
        limit: whole(said.limit),
    }
}

fn role(word: &str) -> UserRole {
    UserRole::parse(word).unwrap_or(UserRole::Visitor)
}

fn reputation(points: i64) -> i64 {
    points.clamp(i32::MIN.into(), i32::MAX.into())
}

fn metadata(json: &str) -> Metadata {
    serde_json::from_str(json).unwrap_or_default()
}
