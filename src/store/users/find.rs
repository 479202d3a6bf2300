//! Finding people: one by what names them, or several at once.

use super::{
    FromRow, User,
    shown::{Card, Profile, card_columns, profile_columns},
    user_columns,
};
use crate::{
    domain::{
        ids::{TenantId, UserId},
        user::Viewer,
    },
    store::{Question, Row, StoreResult, Tx, Value, statements::declare, totals::calls_today_of_u},
};

/// What signing in by password needs to know.
#[derive(Clone, PartialEq)]
pub struct Credentials {
    pub user: UserId,
    /// `None`: this account has no password (single sign-on only).
    pub password_hash: Option<String>,
}

/// Hashes are not for logs.
impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

declare! {
    FIND_USER = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.id = $2");
    FIND_VIEWER = "
        SELECT u.id, u.type
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.id = $2 AND u.deleted_at_ms IS NULL";
    LOCK_USER = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.id = $2 AND u.deleted_at_ms IS NULL FOR NO KEY UPDATE");
    FIND_USER_BY_EMAIL = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.email = $2");
    FIND_USER_BY_USERNAME = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.username = $2");
    FIND_USER_BY_FOREIGN_ID = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.foreign_id = $2");
    FIND_USER_BY_NUMBER = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.number = $2");
    FIND_USER_BY_IDENTITY = concat!("
        SELECT ", user_columns!(), "
          FROM user_identities AS i
          JOIN users AS u ON u.id = i.user_id AND u.tenant_id = i.tenant_id
         WHERE i.tenant_id = $1 AND i.provider = $2 AND i.subject = $3");
    FIND_PROFILE = concat!("
        SELECT ", profile_columns!(), "
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.id = $2");
    /// With the calls of their day.
    FIND_PROFILE_TODAY = concat!("
        SELECT ", profile_columns!(), ",
               ", calls_today_of_u!(), "
            AS calls_today
          FROM users AS u
         WHERE u.tenant_id = $1 AND u.id = $2");
    FIND_PROFILES = concat!("
        SELECT ", profile_columns!(), "
          FROM users AS u
         WHERE u.id IN_LIST($2) AND NOT u.tenant_id <> $1");
    FIND_CARDS = concat!("
        SELECT ", card_columns!(), "
          FROM users AS u
         WHERE u.id IN_LIST($2) AND NOT u.tenant_id <> $1");
    FIND_USERS = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.id IN_LIST($2) AND NOT u.tenant_id <> $1");
    FIND_USERS_BY_NUMBERS = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.number IN_LIST($2) AND NOT u.tenant_id <> $1");
    NUMBERS_OF_USERS = "
        SELECT id, number
          FROM users
         WHERE id IN_LIST($2) AND NOT tenant_id <> $1 AND deleted_at_ms IS NULL";
    FIND_CREDENTIALS_BY_EMAIL = "
        SELECT id, password_hash
          FROM users
         WHERE tenant_id = $1 AND email = $2";
    FIND_CREDENTIALS = "
        SELECT id, password_hash
          FROM users
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL";
    LOCK_USERS = concat!("
        SELECT ", user_columns!(), "
          FROM users AS u
         WHERE u.id IN_LIST($2) AND NOT u.tenant_id <> $1 AND u.deleted_at_ms IS NULL
         ORDER BY u.id FOR NO KEY UPDATE");
}

/// Asks for who looks: as much of a person as decides whom they may see. `None`: nobody in this tenant, or deleted.
pub fn find_viewer(tenant: TenantId, user: UserId) -> Question<Option<Viewer>> {
    Question::new(FIND_VIEWER, [tenant.into(), user.into()], |answer| {
        let viewer = |mut row: Row| Ok(Viewer { id: row.parsed("id")?, user_type: row.parsed_opt("type")? });
        answer.optional()?.map(viewer).transpose()
    })
}

/// Asks for the person of that id. `None`: nobody in this tenant.
pub fn find_user(tenant: TenantId, user: UserId) -> Question<Option<User>> {
    single(FIND_USER, tenant, user.into())
}

/// Asks for what others see of the person of that id. `None`: nobody in this tenant.
pub fn find_profile(tenant: TenantId, user: UserId) -> Question<Option<Profile>> {
    single(FIND_PROFILE, tenant, user.into())
}

/// Asks for what others see of the person of that id, and how many calls they have had today, by their own clock. `None`: nobody in
/// this tenant.
pub fn find_profile_today(tenant: TenantId, user: UserId, now_ms: i64) -> Question<Option<(Profile, i64)>> {
    Question::new(FIND_PROFILE_TODAY, [tenant.into(), user.into(), now_ms.into()], |answer| {
        let today = |mut row: Row| Ok((Profile::from_row(&mut row)?, row.int("calls_today")?));
        answer.optional()?.map(today).transpose()
    })
}

/// Asks for those of these people who exist, in any order.
fn find_users(tenant: TenantId, users: &[UserId]) -> Question<Vec<User>> {
    several(FIND_USERS, tenant, Value::texts(users))
}

/// Holds these people for this transaction and asks for those who exist and are not deleted, by id, as they are now.
///
/// Whoever writes what two people share (their connection, their chat) holds both first: always in the same order, so
/// that two such transactions queue and never deadlock. Others may still read them and add records that point at them.
pub fn lock_users(tenant: TenantId, users: &[UserId]) -> Question<Vec<User>> {
    several(LOCK_USERS, tenant, Value::texts(users))
}

fn single<T: FromRow>(sql: &'static str, tenant: TenantId, by: Value) -> Question<Option<T>> {
    Question::new(sql, [tenant.into(), by], |answer| answer.optional()?.as_mut().map(T::from_row).transpose())
}

fn several<T: FromRow>(sql: &'static str, tenant: TenantId, by: Value) -> Question<Vec<T>> {
    Question::new(sql, [tenant.into(), by], |answer| answer.each(|mut row| T::from_row(&mut row)))
}

/// In every verb here: an e-mail address and a user name are asked for in lower case. Who deleted their account has
/// neither, nor a foreign id; by id and number they are found, with `deleted_at_ms` set.
impl Tx {
    /// Answers [`find_user`].
    pub async fn find_user(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Option<User>> {
        self.ask(find_user(tenant, user)).await
    }

    /// The person of that id, for writing back: nobody else writes them until this transaction ends. `None`: nobody in this
    /// tenant, or deleted.
    pub async fn lock_user(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Option<User>> {
        self.find(LOCK_USER, tenant, user.into()).await
    }

    /// The person with that e-mail address. `None`: nobody in this tenant.
    pub async fn find_user_by_email(&mut self, tenant: TenantId, email: &str) -> StoreResult<Option<User>> {
        self.find(FIND_USER_BY_EMAIL, tenant, email.into()).await
    }

    /// The person with that user name. `None`: nobody in this tenant.
    pub async fn find_user_by_username(&mut self, tenant: TenantId, username: &str) -> StoreResult<Option<User>> {
        self.find(FIND_USER_BY_USERNAME, tenant, username.into()).await
    }

    /// The person whom the tenant's own system knows by that id. `None`: nobody in this tenant.
    pub async fn find_user_by_foreign_id(&mut self, tenant: TenantId, foreign: &str) -> StoreResult<Option<User>> {
        self.find(FIND_USER_BY_FOREIGN_ID, tenant, foreign.into()).await
    }

    /// The person with that number, as Symphony names them. `None`: nobody in this tenant.
    pub async fn find_user_by_number(&mut self, tenant: TenantId, number: i64) -> StoreResult<Option<User>> {
        self.find(FIND_USER_BY_NUMBER, tenant, number.into()).await
    }

    /// The person with that identity at a provider of single sign-on. `None`: nobody in this tenant.
    pub async fn find_user_by_identity(
        &mut self,
        tenant: TenantId,
        provider: &str,
        subject: &str,
    ) -> StoreResult<Option<User>> {
        let args = [tenant.into(), provider.into(), subject.into()];
        self.optional(FIND_USER_BY_IDENTITY, args).await?.as_mut().map(User::from_row).transpose()
    }

    /// Those of these people who exist, in any order.
    pub async fn find_users(&mut self, tenant: TenantId, users: &[UserId]) -> StoreResult<Vec<User>> {
        if users.is_empty() {
            return Ok(Vec::new());
        }
        self.ask(find_users(tenant, users)).await
    }

    /// The cards of those of these people who exist, in any order.
    pub async fn find_cards(&mut self, tenant: TenantId, users: &[UserId]) -> StoreResult<Vec<Card>> {
        if users.is_empty() {
            return Ok(Vec::new());
        }
        self.ask(several(FIND_CARDS, tenant, Value::texts(users))).await
    }

    /// The profiles of those of these people who exist, in any order.
    pub async fn find_profiles(&mut self, tenant: TenantId, users: &[UserId]) -> StoreResult<Vec<Profile>> {
        if users.is_empty() {
            return Ok(Vec::new());
        }
        self.ask(several(FIND_PROFILES, tenant, Value::texts(users))).await
    }

    /// Those of these people who exist, in any order, as Symphony names them.
    pub async fn find_users_by_numbers(&mut self, tenant: TenantId, numbers: &[i64]) -> StoreResult<Vec<User>> {
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        self.ask(several(FIND_USERS_BY_NUMBERS, tenant, numbers.to_vec().into())).await
    }

    /// The numbers of those of these people who exist and are not deleted, in any order.
    pub async fn numbers_of_users(&mut self, tenant: TenantId, users: &[UserId]) -> StoreResult<Vec<(UserId, i64)>> {
        if users.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.rows(NUMBERS_OF_USERS, [tenant.into(), Value::texts(users)]).await?;
        rows.into_iter().map(|mut row| Ok((row.parsed("id")?, row.int("number")?))).collect()
    }

    /// What signing in with that e-mail address needs. `None`: nobody in this tenant.
    pub async fn find_credentials_by_email(
        &mut self,
        tenant: TenantId,
        email: &str,
    ) -> StoreResult<Option<Credentials>> {
        self.credentials(FIND_CREDENTIALS_BY_EMAIL, tenant, email.into()).await
    }

    /// What changing a password needs. `None`: nobody in this tenant, or deleted.
    pub async fn find_credentials(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Option<Credentials>> {
        self.credentials(FIND_CREDENTIALS, tenant, user.into()).await
    }

    /// Answers [`lock_users`].
    pub async fn lock_users(&mut self, tenant: TenantId, users: &[UserId]) -> StoreResult<Vec<User>> {
        self.ask(lock_users(tenant, users)).await
    }

    async fn find(&mut self, sql: &'static str, tenant: TenantId, by: Value) -> StoreResult<Option<User>> {
        self.ask(single(sql, tenant, by)).await
    }

    async fn credentials(
        &mut self,
        sql: &'static str,
        tenant: TenantId,
        by: Value,
    ) -> StoreResult<Option<Credentials>> {
        let row = self.optional(sql, [tenant.into(), by]).await?;
        row.map(|mut row| Ok(Credentials { user: row.parsed("id")?, password_hash: row.text_opt("password_hash")? }))
            .transpose()
    }
}
