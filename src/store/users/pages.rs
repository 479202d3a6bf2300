//! Lists of people.

use super::{
    FromRow, User,
    shown::{Card, card_columns},
    user_columns,
};
use crate::{
    domain::{
        ids::TenantId,
        user::{Gender, UserType, Viewer},
    },
    store::{Cursor, Page, Question, StoreResult, Tx, page::containing, statements::declare},
};

/// Who is looked for. `None` leaves a criterion out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserFilter {
    pub user_type: Option<UserType>,
    /// Anywhere in the name or in what they say of themself, whatever the case.
    pub keyword: Option<String>,
    /// The exact address, in lower case.
    pub email: Option<String>,
    /// Born on this day or later, `YYYY-MM-DD`: not older than …
    pub dob_min: Option<String>,
    /// Born on this day or earlier: at least as old as …
    pub dob_max: Option<String>,
    /// The country's name, exactly.
    pub country: Option<String>,
    pub gender: Option<Gender>,
}

/// Whom the viewer `$2` of type `$3` may see: the rule of [`visible`](crate::domain::user::visible), for a list. Not with
/// `EXISTS`: PostgreSQL would read the connections of everybody first, to have them at hand.
macro_rules! visible {
    () => {
        "(u.visibility IS NULL OR u.visibility = 'public'
               OR (u.visibility = 'seniors' AND $3 = 'senior')
               OR (u.visibility = 'volunteers' AND $3 = 'volunteer')
               OR (SELECT c.status
                     FROM connections AS c
                    WHERE c.tenant_id = $1
                      AND c.low_id = CASE WHEN u.id < $2 THEN u.id ELSE $2 END
                      AND c.high_id = CASE WHEN u.id < $2 THEN $2 ELSE u.id END) IN ('pending', 'accepted'))"
    };
}

/// The criteria besides the type, `$4` to `$11`; those that are not given hold for everybody.
///
/// PostgreSQL plans this once, whatever is given. Of `dob = $8 OR $8 IS NULL` it expects next to nobody, and would read and sort
/// everybody; of a `CASE` it expects half, and walks the index in its order until the page is full.
macro_rules! matching {
    () => {
        "u.deleted_at_ms IS NULL AND u.id <> $2
           AND (u.created_at_ms, u.id) < ($4, $5)
           AND CASE WHEN u.name_search LIKE $6 ESCAPE '\\' OR u.bio_search LIKE $6 ESCAPE '\\' THEN TRUE ELSE $6 IS NULL END
           AND CASE WHEN u.email = $7 THEN TRUE ELSE $7 IS NULL END
           AND CASE WHEN u.dob >= $8 THEN TRUE ELSE $8 IS NULL END
           AND CASE WHEN u.dob <= $9 THEN TRUE ELSE $9 IS NULL END
           AND CASE WHEN u.country = $10 THEN TRUE ELSE $10 IS NULL END
           AND CASE WHEN u.gender = $11 THEN TRUE ELSE $11 IS NULL END"
    };
}

declare! {
    PAGE_USERS = concat!("
        SELECT ", card_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND ", matching!(), "
           AND ", visible!(), "
         ORDER BY u.created_at_ms DESC, u.id DESC
         LIMIT $12");
    PAGE_USERS_OF_TYPE = concat!("
        SELECT ", card_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.type = $13 AND ", matching!(), "
           AND ", visible!(), "
         ORDER BY u.created_at_ms DESC, u.id DESC
         LIMIT $12");
    PAGE_USERS_OF_EMAIL = concat!("
        SELECT ", card_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.email = $14 AND (u.type = $13 OR $13 IS NULL) AND ", matching!(), "
           AND ", visible!(), "
         ORDER BY u.created_at_ms DESC, u.id DESC
         LIMIT $12");
    PAGE_EVERYONE = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.deleted_at_ms IS NULL AND (u.created_at_ms, u.id) < ($2, $3)
         ORDER BY u.created_at_ms DESC, u.id DESC
         LIMIT $4");
    /// The condition is that of the index `users_to_verify`, term by term.
    PAGE_TO_VERIFY = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.deleted_at_ms IS NULL AND u.type = 'volunteer'
           AND (u.verification_background = 'in-progress'
                OR (u.verification_basic = 'complete' AND u.verification_admin IN ('pending', 'in-progress')))
           AND (u.created_at_ms, u.id) > ($2, $3)
         ORDER BY u.created_at_ms, u.id
         LIMIT $4");
}

impl Tx {
    /// Volunteers who wait for an operator, the oldest accounts first: with a background check that is not decided, or with the
    /// basic step done and the admin step not.
    pub async fn page_to_verify(
        &mut self,
        tenant: TenantId,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<User>> {
        let (at_ms, id) = after.map_or((i64::MIN, String::new()), |after| (after.at_ms, after.id));
        let rows = self.rows(PAGE_TO_VERIFY, [tenant.into(), at_ms.into(), id.into(), (limit + 1).into()]).await?;
        Page::from_rows(rows, limit, |mut row| User::from_row(&mut row), |user| place(user))
    }

    /// Everybody in a tenant, newest first: for operators, whom nobody hides from.
    pub async fn page_everyone(
        &mut self,
        tenant: TenantId,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<User>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = self.rows(PAGE_EVERYONE, args).await?;
        Page::from_rows(rows, limit, |mut row| User::from_row(&mut row), |user| place(user))
    }

    /// People whom `viewer` may see, newest first, without the viewer.
    pub async fn page_users(
        &mut self,
        tenant: TenantId,
        viewer: Viewer,
        filter: &UserFilter,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Card>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [
            tenant.into(),
            viewer.id.into(),
            viewer.user_type.into(),
            after.at_ms.into(),
            after.id.into(),
            filter.keyword.as_deref().map(containing).into(),
            (&filter.email).into(),
            (&filter.dob_min).into(),
            (&filter.dob_max).into(),
            (&filter.country).into(),
            filter.gender.into(),
            (limit + 1).into(),
        ];
        // An address and a type have statements of their own, so that their indexes are used.
        let mut args = Vec::from(args);
        let sql = match (&filter.email, filter.user_type) {
            (Some(email), user_type) => {
                args.extend([user_type.into(), email.into()]);
                PAGE_USERS_OF_EMAIL
            }
            (None, Some(user_type)) => {
                args.push(user_type.into());
                PAGE_USERS_OF_TYPE
            }
            (None, None) => PAGE_USERS,
        };
        let rows = self.ask(Question::new(sql, args, |answer| Ok(answer.rows))).await?;
        Page::from_rows(rows, limit, |mut row| Card::from_row(&mut row), place)
    }
}

/// Where a list stands after this person.
fn place(user: &Card) -> Cursor {
    Cursor { at_ms: user.created_at_ms, id: user.id.to_string() }
}
