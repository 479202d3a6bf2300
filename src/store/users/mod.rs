//! People: their record, and changing it. What others see of them is in [`shown`], finding one in [`find`], lists are in
//! [`pages`].

pub mod find;
pub mod listed;
pub mod pages;
pub mod shown;

use std::ops::{Deref, DerefMut};

use self::shown::Profile;
use super::{Question, Row, StoreResult, Tx, Value, statements::declare};
use crate::domain::ids::{TenantId, UserId};

/// A person as the database has them, without the password's hash, which only [`find::Credentials`] carry: what others see
/// of them, and what is theirs alone.
///
/// JSON columns are texts that were checked when they came in.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    pub profile: Profile,
    pub tenant: TenantId,
    /// What Symphony calls them. Given by the database.
    pub number: i64,
    /// In lower case.
    pub email: Option<String>,
    /// In lower case.
    pub username: Option<String>,
    pub file_dir_path: Option<String>,
    /// JSON, a `compressed_file`.
    pub certificate_file: Option<String>,
    pub certificate_state: Option<String>,
    pub license_id: Option<String>,
    /// Longest call in seconds; `None`: unlimited.
    pub max_call_duration_s: Option<i64>,
    /// Most calls a day; `None`: no limit.
    pub max_call_count: Option<i64>,
    pub push_enabled: bool,
    pub paypal_email: Option<String>,
    /// The wallet. Never written by [`Tx::save_user`]: coins move by their own verbs.
    pub coins_hundredths: i64,
    /// Replyke: `admin`, `moderator` or `visitor`.
    pub role: String,
    pub foreign_id: Option<String>,
    pub avatar: Option<String>,
    /// JSON, a GeoJSON point.
    pub geo_location: Option<String>,
    /// JSON objects; the secure one never leaves.
    pub metadata: String,
    pub secure_metadata: String,
    pub reputation: i64,
    pub updated_at_ms: i64,
}

/// A person as far as they were read: whole, or what Talkamie shows of them to others.
trait FromRow: Sized {
    /// Takes its columns out of a row.
    fn from_row(row: &mut Row) -> StoreResult<Self>;
}

impl User {
    /// Someone of whom nothing is known yet.
    pub fn new(id: UserId, tenant: TenantId, now_ms: i64) -> Self {
        Self {
            profile: Profile::new(id, now_ms),
            tenant,
            number: 0,
            email: None,
            username: None,
            file_dir_path: None,
            certificate_file: None,
            certificate_state: None,
            license_id: None,
            max_call_duration_s: None,
            max_call_count: None,
            push_enabled: true,
            paypal_email: None,
            coins_hundredths: 0,
            role: "visitor".into(),
            foreign_id: None,
            avatar: None,
            geo_location: None,
            metadata: "{}".into(),
            secure_metadata: "{}".into(),
            reputation: 0,
            updated_at_ms: now_ms,
        }
    }
}

/// Who has the record has the profile: `user.name` is the profile's, and what shows a [`Profile`] or a
/// [`Card`](shown::Card) shows a person's.
impl Deref for User {
    type Target = Profile;

    fn deref(&self) -> &Profile {
        &self.profile
    }
}

impl DerefMut for User {
    fn deref_mut(&mut self) -> &mut Profile {
        &mut self.profile
    }
}

/// The columns of a [`User`], in the order in which it is read.
macro_rules! user_columns {
    () => {
        concat!(
            $crate::store::users::shown::profile_columns!(),
            ",
               u.tenant_id, u.number, u.email, u.username, u.file_dir_path, u.certificate_file, u.certificate_state,
               u.license_id, u.max_call_duration_s, u.max_call_count, u.push_enabled, u.paypal_email,
               u.coins_hundredths, u.role, u.foreign_id, u.avatar, u.geo_location, u.metadata, u.secure_metadata,
               u.reputation, u.updated_at_ms"
        )
    };
}
use user_columns;

impl FromRow for User {
    fn from_row(row: &mut Row) -> StoreResult<Self> {
        Ok(Self {
            profile: Profile::from_row(row)?,
            tenant: row.parsed("tenant_id")?,
            number: row.int("number")?,
            email: row.text_opt("email")?,
            username: row.text_opt("username")?,
            file_dir_path: row.text_opt("file_dir_path")?,
            certificate_file: row.text_opt("certificate_file")?,
            certificate_state: row.text_opt("certificate_state")?,
            license_id: row.text_opt("license_id")?,
            max_call_duration_s: row.int_opt("max_call_duration_s")?,
            max_call_count: row.int_opt("max_call_count")?,
            push_enabled: row.flag("push_enabled")?,
            paypal_email: row.text_opt("paypal_email")?,
            coins_hundredths: row.int("coins_hundredths")?,
            role: row.text("role")?,
            foreign_id: row.text_opt("foreign_id")?,
            avatar: row.text_opt("avatar")?,
            geo_location: row.text_opt("geo_location")?,
            metadata: row.text("metadata")?,
            secure_metadata: row.text("secure_metadata")?,
            reputation: row.int("reputation")?,
            updated_at_ms: row.int("updated_at_ms")?,
        })
    }
}

/// What [`ADD_USER`] and [`SAVE_USER`] both write, in their order.
fn parameters(user: &User) -> [Value; 41] {
    [
        user.tenant.into(),
        user.id.into(),
        (&user.email).into(),
        (&user.username).into(),
        (&user.name).into(),
        user.name.as_deref().unwrap_or_default().to_lowercase().into(),
        user.user_type.into(),
        user.gender.into(),
        (&user.bio).into(),
        (&user.dob).into(),
        (&user.language).into(),
        (&user.country).into(),
        (&user.state).into(),
        (&user.city).into(),
        user.visibility.into(),
        (&user.file_dir_path).into(),
        (&user.picture).into(),
        (&user.video).into(),
        (&user.certificate_file).into(),
        (&user.certificate_state).into(),
        (&user.license_id).into(),
        (&user.specialization_area).into(),
        user.max_call_duration_s.into(),
        user.max_call_count.into(),
        user.push_enabled.into(),
        user.timezone_offset_min.into(),
        (&user.paypal_email).into(),
        (&user.availability_weekly).into(),
        (&user.availability_custom).into(),
        user.verification_basic.into(),
        user.verification_admin.into(),
        user.verification_background.into(),
        (&user.role).into(),
        (&user.foreign_id).into(),
        (&user.avatar).into(),
        (&user.geo_location).into(),
        (&user.metadata).into(),
        (&user.secure_metadata).into(),
        user.reputation.into(),
        user.updated_at_ms.into(),
        user.bio.as_deref().unwrap_or_default().to_lowercase().into(),
    ]
}

declare! {
    ADD_USER = "
        INSERT INTO users (tenant_id, id, email, username, name, name_search, type, gender, bio, dob, language, country,
                           state, city, visibility, file_dir_path, picture, video, certificate_file, certificate_state,
                           license_id, specialization_area, max_call_duration_s, max_call_count, push_enabled,
                           timezone_offset_min, paypal_email, availability_weekly, availability_custom,
                           verification_basic, verification_admin, verification_background, role, foreign_id, avatar,
                           geo_location, metadata, secure_metadata, reputation, updated_at_ms, bio_search,
                           password_hash, created_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43)
        RETURNING number";
    SAVE_USER = "
        UPDATE users
           SET email = $3, username = $4, name = $5, name_search = $6, type = $7, gender = $8, bio = $9, dob = $10,
               language = $11, country = $12, state = $13, city = $14, visibility = $15, file_dir_path = $16,
               picture = $17, video = $18, certificate_file = $19, certificate_state = $20, license_id = $21,
               specialization_area = $22, max_call_duration_s = $23, max_call_count = $24, push_enabled = $25,
               timezone_offset_min = $26, paypal_email = $27, availability_weekly = $28, availability_custom = $29,
               verification_basic = $30, verification_admin = $31, verification_background = $32, role = $33,
               foreign_id = $34, avatar = $35, geo_location = $36, metadata = $37, secure_metadata = $38,
               reputation = $39, updated_at_ms = $40, bio_search = $41
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL";
    PROVE_EMAIL = "
        UPDATE users
           SET email_proven_at_ms = $3
         WHERE tenant_id = $1 AND id = $2 AND email_proven_at_ms IS NULL";
    FORGET_PASSWORD = "
        UPDATE users
           SET password_hash = NULL, updated_at_ms = $3
         WHERE tenant_id = $1 AND id = $2";
    SET_PASSWORD = "
        UPDATE users
           SET password_hash = $3, updated_at_ms = $4
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL";
    SET_TIMEZONE_OFFSET = "
        UPDATE users
           SET timezone_offset_min = $3
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL";
    SET_PAYPAL_EMAIL = "
        UPDATE users
           SET paypal_email = $3
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL";
    ADD_IDENTITY = "
        INSERT INTO user_identities (tenant_id, provider, subject, user_id, added_at_ms)
        VALUES ($1, $2, $3, $4, $5)";
    PUT_IDENTITY = "
        INSERT INTO user_identities (tenant_id, provider, subject, user_id, added_at_ms)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    /// What others' records point at stays; what says who it was goes. Coins stay: they are owed.
    ANONYMISE_USER = "
        UPDATE users
           SET email = NULL, username = NULL, password_hash = NULL, name = NULL, name_search = '', gender = NULL,
               bio = NULL, bio_search = '', dob = NULL, language = NULL, country = NULL, state = NULL, city = NULL,
               file_dir_path = NULL, picture = NULL, video = NULL, certificate_file = NULL, certificate_state = NULL,
               license_id = NULL, specialization_area = NULL, timezone_offset_min = NULL, paypal_email = NULL,
               availability_weekly = '{}', availability_custom = '{}', foreign_id = NULL, avatar = NULL,
               geo_location = NULL, metadata = '{}', secure_metadata = '{}', visibility = NULL,
               max_call_duration_s = NULL, max_call_count = NULL, verification_basic = 'pending',
               verification_admin = 'pending', verification_background = 'pending', reputation = 0,
               updated_at_ms = $3, deleted_at_ms = $3
         WHERE tenant_id = $1 AND id = $2 AND deleted_at_ms IS NULL";
    FORGET_IDENTITIES = "
        DELETE FROM user_identities
         WHERE tenant_id = $1 AND user_id = $2";
    FORGET_KEYS = "
        DELETE FROM symphony_keys
         WHERE tenant_id = $1 AND user_id = $2";
    FORGET_CHOICES = "
        DELETE FROM user_interests
         WHERE tenant_id = $1 AND user_id = $2";
    FORGET_INTERESTS = "
        DELETE FROM interests
         WHERE tenant_id = $1 AND owner_id = $2";
    FORGET_ALERTS = "
        DELETE FROM alerts
         WHERE tenant_id = $1 AND user_id = $2";
    FORGET_NOTIFICATIONS = "
        DELETE FROM app_notifications
         WHERE tenant_id = $1 AND user_id = $2";
}

impl Tx {
    /// Adds a person and answers them with their number. `number`, the wallet and the rating of `user` are not looked at:
    /// a person begins with a new number and nothing.
    ///
    /// # Errors
    /// `Taken` with `User`, `UserEmail`, `UserUsername` or `UserForeignId`.
    pub async fn add_user(&mut self, mut user: User, password_hash: Option<&str>) -> StoreResult<User> {
        let mut args = Vec::from(parameters(&user));
        args.extend([password_hash.into(), user.created_at_ms.into()]);
        user.number = self.ask(Question::new(ADD_USER, args, |answer| answer.one()?.int("number"))).await?;
        user.coins_hundredths = 0;
        (user.rating_total, user.rating_count, user.deleted_at_ms) = (0, 0, None);
        Ok(user)
    }

    /// Writes a person back, whole: read them for writing first ([`Tx::lock_user`]). The wallet, the rating, the password
    /// and the number stay as they are. `false`: no such person, or deleted.
    ///
    /// # Errors
    /// `Taken` with `UserEmail`, `UserUsername` or `UserForeignId`.
    pub async fn save_user(&mut self, user: &User) -> StoreResult<bool> {
        Ok(self.execute(SAVE_USER, parameters(user)).await? == 1)
    }

    /// Notes that a person showed their e-mail address to be theirs. `false`: that was known.
    pub async fn prove_email(&mut self, tenant: TenantId, user: UserId, now_ms: i64) -> StoreResult<bool> {
        Ok(self.execute(PROVE_EMAIL, [tenant.into(), user.into(), now_ms.into()]).await? == 1)
    }

    /// Takes a person's password away: nobody signs in with one until another is set.
    pub async fn forget_password(&mut self, tenant: TenantId, user: UserId, now_ms: i64) -> StoreResult<()> {
        self.execute(FORGET_PASSWORD, [tenant.into(), user.into(), now_ms.into()]).await.map(drop)
    }

    /// Sets the hash of a new password. `false`: no such person, or deleted.
    ///
    /// # Errors
    /// Only `Contended` and `Unavailable`; so of every verb that says nothing else.
    pub async fn set_password(&mut self, tenant: TenantId, user: UserId, hash: &str, now_ms: i64) -> StoreResult<bool> {
        let args = [tenant.into(), user.into(), hash.into(), now_ms.into()];
        Ok(self.execute(SET_PASSWORD, args).await? == 1)
    }

    /// Notes in which time zone a person is: UTC minus local, in minutes. `false`: no such person, or deleted.
    pub async fn set_timezone_offset(&mut self, tenant: TenantId, user: UserId, minutes: i64) -> StoreResult<bool> {
        Ok(self.execute(SET_TIMEZONE_OFFSET, [tenant.into(), user.into(), minutes.into()]).await? == 1)
    }

    /// Notes where a person wants to be paid. `false`: no such person, or deleted.
    pub async fn set_paypal_email(&mut self, tenant: TenantId, user: UserId, email: &str) -> StoreResult<bool> {
        Ok(self.execute(SET_PAYPAL_EMAIL, [tenant.into(), user.into(), email.into()]).await? == 1)
    }

    /// Notes who a person is at a provider of single sign-on. `false`: that identity is someone's already, and stays so.
    pub async fn put_identity(
        &mut self,
        tenant: TenantId,
        provider: &str,
        subject: &str,
        user: UserId,
        now_ms: i64,
    ) -> StoreResult<bool> {
        let args = [tenant.into(), provider.into(), subject.into(), user.into(), now_ms.into()];
        Ok(self.execute(PUT_IDENTITY, args).await? == 1)
    }

    /// Notes who a person is at a provider of single sign-on.
    ///
    /// # Errors
    /// `Taken(UserIdentity)` when that identity is someone's already.
    pub async fn add_identity(
        &mut self,
        tenant: TenantId,
        provider: &str,
        subject: &str,
        user: UserId,
        now_ms: i64,
    ) -> StoreResult<()> {
        let args = [tenant.into(), provider.into(), subject.into(), user.into(), now_ms.into()];
        self.execute(ADD_IDENTITY, args).await.map(drop)
    }

    /// Closes an account: what says who it was is gone, the record stays for what others' records point at. `false`: no
    /// such person, or deleted before, and nothing changed.
    ///
    /// Not in here, because others must be told: ending their sessions ([`Tx::revoke_sessions_of`]) and their
    /// connections ([`Tx::remove_connections_of`]).
    pub async fn anonymise_user(&mut self, tenant: TenantId, user: UserId, now_ms: i64) -> StoreResult<bool> {
        if self.execute(ANONYMISE_USER, [tenant.into(), user.into(), now_ms.into()]).await? == 0 {
            return Ok(false);
        }
        for forget in
            [FORGET_IDENTITIES, FORGET_KEYS, FORGET_CHOICES, FORGET_INTERESTS, FORGET_ALERTS, FORGET_NOTIFICATIONS]
        {
            self.execute(forget, [tenant.into(), user.into()]).await?;
        }
        Ok(true)
    }
}
