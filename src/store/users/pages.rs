//! Lists of people.

use super::{User, read, user_columns};
use crate::{
    domain::ids::{TenantId, UserId},
    store::{Cursor, Page, StoreResult, Tx, page::containing, statements::declare},
};

/// Who is looked for. `None` leaves a criterion out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserFilter {
    /// `senior` or `volunteer`.
    pub kind: Option<String>,
    /// Anywhere in the name, whatever the case.
    pub keyword: Option<String>,
    /// The exact address, in lower case.
    pub email: Option<String>,
    /// Born on this day or later, `YYYY-MM-DD`: not older than …
    pub dob_min: Option<String>,
    /// Born on this day or earlier: at least as old as …
    pub dob_max: Option<String>,
    /// The country's name, exactly.
    pub country: Option<String>,
    pub gender: Option<String>,
}

/// Who may see whom (contract/talkamie.md F.3), `$2` being the viewer and `$3` their type: the public, those who show
/// themselves to the viewer's type, and those connected with the viewer.
macro_rules! visible {
    () => {
        "(u.visibility IS NULL OR u.visibility = 'public'
               OR (u.visibility = 'seniors' AND $3 = 'senior')
               OR (u.visibility = 'volunteers' AND $3 = 'volunteer')
               OR EXISTS (SELECT 1
                            FROM connections AS c
                           WHERE c.tenant_id = $1
                             AND c.low_id = CASE WHEN u.id < $2 THEN u.id ELSE $2 END
                             AND c.high_id = CASE WHEN u.id < $2 THEN $2 ELSE u.id END
                             AND c.status = 'accepted'))"
    };
}

/// The criteria besides the type, `$4` to `$11`.
macro_rules! matching {
    () => {
        "u.deleted_at_ms IS NULL AND u.id <> $2
           AND (u.created_at_ms, u.id) < ($4, $5)
           AND ($6 IS NULL OR u.name_search LIKE $6 ESCAPE '\\')
           AND ($7 IS NULL OR u.email = $7)
           AND ($8 IS NULL OR u.dob >= $8)
           AND ($9 IS NULL OR u.dob <= $9)
           AND ($10 IS NULL OR u.country = $10)
           AND ($11 IS NULL OR u.gender = $11)"
    };
}

declare! {
    PAGE_USERS = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND ", matching!(), "
           AND ", visible!(), "
         ORDER BY u.created_at_ms DESC, u.id DESC
         LIMIT $12");
    PAGE_USERS_OF_TYPE = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.type = $13 AND ", matching!(), "
           AND ", visible!(), "
         ORDER BY u.created_at_ms DESC, u.id DESC
         LIMIT $12");
    IS_VISIBLE = concat!("
        SELECT u.id
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.id = $4 AND u.deleted_at_ms IS NULL
           AND (u.id = $2 OR ", visible!(), ")");
}

impl Tx {
    /// People whom `viewer`, of type `viewer_kind`, may see, newest first, without the viewer.
    pub async fn page_users(
        &mut self,
        tenant: TenantId,
        viewer: UserId,
        viewer_kind: Option<&str>,
        filter: &UserFilter,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<User>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [
            tenant.into(),
            viewer.into(),
            viewer_kind.into(),
            after.at_ms.into(),
            after.id.into(),
            filter.keyword.as_deref().map(containing).into(),
            (&filter.email).into(),
            (&filter.dob_min).into(),
            (&filter.dob_max).into(),
            (&filter.country).into(),
            (&filter.gender).into(),
            (limit + 1).into(),
        ];
        // A type has its own statement, so that its index is used.
        let rows = match &filter.kind {
            None => self.rows(PAGE_USERS, args).await?,
            Some(kind) => {
                let mut args = Vec::from(args);
                args.push(kind.into());
                self.rows(PAGE_USERS_OF_TYPE, args).await?
            }
        };
        Page::from_rows(rows, limit, read, |user| Cursor { at_ms: user.created_at_ms, id: user.id.to_string() })
    }

    /// Whether `viewer`, of type `viewer_kind`, may see `user`. `false` also when there is no such person.
    pub async fn is_visible(
        &mut self,
        tenant: TenantId,
        viewer: UserId,
        viewer_kind: Option<&str>,
        user: UserId,
    ) -> StoreResult<bool> {
        let args = [tenant.into(), viewer.into(), viewer_kind.into(), user.into()];
        Ok(self.optional(IS_VISIBLE, args).await?.is_some())
    }
}
