//! Sessions: what one sign-in began, until it is signed out, revoked or expired.

use super::{Question, Row, StoreResult, Tx, statements::declare};
use crate::domain::ids::{SessionId, TenantId, UserId};

/// A session. Of tokens only hashes are known.
#[derive(Clone, PartialEq)]
pub struct Session {
    pub id: SessionId,
    pub tenant: TenantId,
    pub user: UserId,
    /// Through which face it began: `talkamie`, `replyke` or `symphony`.
    pub face: String,
    pub access_hash: String,
    pub access_expires_at_ms: i64,
    /// `None`: this session cannot be refreshed.
    pub refresh_hash: Option<String>,
    pub refresh_expires_at_ms: Option<i64>,
    /// What the client said of its device. Forgotten with the session.
    pub device: Option<String>,
    pub created_at_ms: i64,
    /// `None` while it is open.
    pub revoked_at_ms: Option<i64>,
}

/// Hashes are not for logs.
impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("id", &self.id).field("user", &self.user).finish_non_exhaustive()
    }
}

/// A device that takes pushes, as long as its session is open.
#[derive(Clone, PartialEq, Eq)]
pub struct Device {
    pub session: SessionId,
    /// What the push service knows it by.
    pub token: String,
}

/// Who has the token can send to the device.
impl std::fmt::Debug for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Device").field("session", &self.session).finish_non_exhaustive()
    }
}

/// The hashes of a new pair of tokens.
#[derive(Clone)]
pub struct NewTokens {
    pub access_hash: String,
    pub access_expires_at_ms: i64,
    pub refresh_hash: String,
    pub refresh_expires_at_ms: i64,
}

/// What a token that proves itself is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// The person's tokens made before this moment are over. `None`: nobody ended them yet, or nobody is known by that id.
    pub tokens_from_ms: Option<i64>,
    /// Whether the session that the token names is open. `None`: it names none of this person's.
    pub session_open: Option<bool>,
}

/// What a refresh token was worth.
#[derive(Debug, Clone, PartialEq)]
pub enum Rotation {
    /// It was the current one; the session now has the new tokens.
    Rotated(Session),
    /// It was one that has been used before: someone has a copy. The session is still open: revoke it.
    Reused(Session),
    /// It is of no open session, or expired. Nothing changed.
    Refused,
}

declare! {
    ADD_SESSION = "
        INSERT INTO sessions (id, tenant_id, user_id, face, access_hash, access_expires_at_ms, refresh_hash,
                              refresh_expires_at_ms, device, created_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    FIND_SESSION = "
        SELECT id, tenant_id, user_id, face, access_hash, access_expires_at_ms, refresh_hash, refresh_expires_at_ms,
               device, created_at_ms, revoked_at_ms
          FROM sessions
         WHERE tenant_id = $1 AND id = $2";
    ROTATE_REFRESH = "
        UPDATE sessions
           SET access_hash = $4, access_expires_at_ms = $5, previous_refresh_hash = refresh_hash, refresh_hash = $6,
               refresh_expires_at_ms = $7
         WHERE tenant_id = $1 AND id = $2 AND refresh_hash = $3 AND refresh_expires_at_ms > $8
           AND revoked_at_ms IS NULL
        RETURNING id, tenant_id, user_id, face, access_hash, access_expires_at_ms, refresh_hash, refresh_expires_at_ms,
                  device, created_at_ms, revoked_at_ms";
    FIND_REUSED = "
        SELECT id, tenant_id, user_id, face, access_hash, access_expires_at_ms, refresh_hash, refresh_expires_at_ms,
               device, created_at_ms, revoked_at_ms
          FROM sessions
         WHERE tenant_id = $1 AND id = $2 AND refresh_hash <> $3 AND access_hash <> $3 AND revoked_at_ms IS NULL";
    SWEEP_SESSIONS = "
        DELETE FROM sessions
         WHERE access_expires_at_ms <= COALESCE((SELECT access_expires_at_ms
                                                   FROM sessions
                                                  WHERE access_expires_at_ms < $1
                                                    AND (refresh_expires_at_ms IS NULL OR refresh_expires_at_ms < $1)
                                                  ORDER BY access_expires_at_ms
                                                  LIMIT 1 OFFSET $2), $1 - 1)
           AND (refresh_expires_at_ms IS NULL OR refresh_expires_at_ms < $1)";
    REVOKE_SESSION = "
        UPDATE sessions
           SET revoked_at_ms = $3, device = NULL
         WHERE tenant_id = $1 AND id = $2 AND revoked_at_ms IS NULL";
    REVOKE_SESSIONS_OF = "
        UPDATE sessions
           SET revoked_at_ms = $3, device = NULL
         WHERE tenant_id = $1 AND user_id = $2 AND revoked_at_ms IS NULL
        RETURNING id";
    REVOKE_OTHER_SESSIONS_OF = "
        UPDATE sessions
           SET revoked_at_ms = $4, device = NULL
         WHERE tenant_id = $1 AND user_id = $2 AND id <> $3 AND revoked_at_ms IS NULL
        RETURNING id";
    NOTE_TOKENS_FROM = "
        UPDATE users
           SET tokens_from_ms = $3
         WHERE tenant_id = $1 AND id = $2 AND (tokens_from_ms IS NULL OR tokens_from_ms < $3)";
    TOKENS_FROM = "
        SELECT tokens_from_ms
          FROM users
         WHERE tenant_id = $1 AND id = $2";
    FIND_STANDING = "
        SELECT u.tokens_from_ms, s.id AS session_id, s.revoked_at_ms
          FROM users AS u
          LEFT JOIN sessions AS s ON s.tenant_id = u.tenant_id AND s.user_id = u.id AND s.id = $3
         WHERE u.tenant_id = $1 AND u.id = $2";
    /// The index has the beginning of what the client said, which may be longer than an index takes.
    TAKE_DEVICE = "
        UPDATE sessions
           SET device = NULL
         WHERE tenant_id = $1 AND device IS NOT NULL AND substr(device, 1, 64) = substr($2, 1, 64) AND device = $2";
    DEVICES_OF = "
        SELECT s.id, s.device
          FROM sessions AS s
          JOIN users AS u ON u.tenant_id = s.tenant_id AND u.id = s.user_id
         WHERE s.tenant_id = $1 AND s.user_id = $2 AND s.revoked_at_ms IS NULL AND s.device IS NOT NULL
           AND (s.access_expires_at_ms > $3 OR s.refresh_expires_at_ms > $3)
           AND u.push_enabled AND u.deleted_at_ms IS NULL
         ORDER BY s.created_at_ms DESC, s.id DESC
         LIMIT $4";
    FORGET_DEVICE = "
        UPDATE sessions
           SET device = NULL
         WHERE tenant_id = $1 AND id = $2 AND device = $3";
}

fn read(mut row: Row) -> StoreResult<Session> {
    Ok(Session {
        id: row.parsed("id")?,
        tenant: row.parsed("tenant_id")?,
        user: row.parsed("user_id")?,
        face: row.text("face")?,
        access_hash: row.text("access_hash")?,
        access_expires_at_ms: row.int("access_expires_at_ms")?,
        refresh_hash: row.text_opt("refresh_hash")?,
        refresh_expires_at_ms: row.int_opt("refresh_expires_at_ms")?,
        device: row.text_opt("device")?,
        created_at_ms: row.int("created_at_ms")?,
        revoked_at_ms: row.int_opt("revoked_at_ms")?,
    })
}

impl Tx {
    /// Begins a session.
    pub async fn add_session(&mut self, session: &Session) -> StoreResult<()> {
        let args = [
            session.id.into(),
            session.tenant.into(),
            session.user.into(),
            (&session.face).into(),
            (&session.access_hash).into(),
            session.access_expires_at_ms.into(),
            (&session.refresh_hash).into(),
            session.refresh_expires_at_ms.into(),
            (&session.device).into(),
            session.created_at_ms.into(),
        ];
        self.execute(ADD_SESSION, args).await.map(drop)
    }

    /// The session of that id, open or not. `None`: none in this tenant.
    pub async fn find_session(&mut self, tenant: TenantId, session: SessionId) -> StoreResult<Option<Session>> {
        self.optional(FIND_SESSION, [tenant.into(), session.into()]).await?.map(read).transpose()
    }

    /// Exchanges the refresh token whose hash is `presented` for new tokens, or says why not. Of two that present the same
    /// one at once, one is `Rotated` and the other `Reused`.
    pub async fn rotate_refresh(
        &mut self,
        tenant: TenantId,
        session: SessionId,
        presented: &str,
        new: &NewTokens,
        now_ms: i64,
    ) -> StoreResult<Rotation> {
        let args = [
            tenant.into(),
            session.into(),
            presented.into(),
            (&new.access_hash).into(),
            new.access_expires_at_ms.into(),
            (&new.refresh_hash).into(),
            new.refresh_expires_at_ms.into(),
            now_ms.into(),
        ];
        if let Some(row) = self.optional(ROTATE_REFRESH, args).await? {
            return Ok(Rotation::Rotated(read(row)?));
        }
        let args = [tenant.into(), session.into(), presented.into()];
        match self.optional(FIND_REUSED, args).await? {
            Some(row) => Ok(Rotation::Reused(read(row)?)),
            None => Ok(Rotation::Refused),
        }
    }

    /// Forgets sessions that could not be used since then: of all tenants the oldest `limit` and those as old. Answers how many.
    pub async fn sweep_sessions(&mut self, before_ms: i64, limit: i64) -> StoreResult<u64> {
        self.execute(SWEEP_SESSIONS, [before_ms.into(), limit.into()]).await
    }

    /// Ends a session. `false`: there is no such open session.
    pub async fn revoke_session(&mut self, tenant: TenantId, session: SessionId, now_ms: i64) -> StoreResult<bool> {
        let args = [tenant.into(), session.into(), now_ms.into()];
        Ok(self.execute(REVOKE_SESSION, args).await? == 1)
    }

    /// Ends every session of a person and answers which they were.
    pub async fn revoke_sessions_of(
        &mut self,
        tenant: TenantId,
        user: UserId,
        now_ms: i64,
    ) -> StoreResult<Vec<SessionId>> {
        let args = [tenant.into(), user.into(), now_ms.into()];
        self.rows(REVOKE_SESSIONS_OF, args).await?.into_iter().map(|mut row| row.parsed("id")).collect()
    }

    /// Ends every session of a person but one, and answers which they were.
    pub async fn revoke_other_sessions_of(
        &mut self,
        tenant: TenantId,
        user: UserId,
        kept: SessionId,
        now_ms: i64,
    ) -> StoreResult<Vec<SessionId>> {
        let args = [tenant.into(), user.into(), kept.into(), now_ms.into()];
        self.rows(REVOKE_OTHER_SESSIONS_OF, args).await?.into_iter().map(|mut row| row.parsed("id")).collect()
    }

    /// Notes, with what is sent next, that a person's tokens made before this moment are over.
    pub fn note_tokens_from(&mut self, tenant: TenantId, user: UserId, from_ms: i64) {
        self.later(Question::new(NOTE_TOKENS_FROM, [tenant.into(), user.into(), from_ms.into()], |_| Ok(())));
    }

    /// What a token of a person, and of a session if it names one, is held to.
    pub async fn find_standing(
        &mut self,
        tenant: TenantId,
        user: UserId,
        session: Option<SessionId>,
    ) -> StoreResult<Standing> {
        let Some(session) = session else {
            let found = self.optional(TOKENS_FROM, [tenant.into(), user.into()]).await?;
            let tokens_from_ms = found.map(|mut row| row.int_opt("tokens_from_ms")).transpose()?.flatten();
            return Ok(Standing { tokens_from_ms, session_open: None });
        };
        let args = [tenant.into(), user.into(), session.into()];
        let Some(mut row) = self.optional(FIND_STANDING, args).await? else { return Ok(Standing::default()) };
        let tokens_from_ms = row.int_opt("tokens_from_ms")?;
        let named = row.text_opt("session_id")?.is_some();
        let revoked = row.int_opt("revoked_at_ms")?.is_some();
        Ok(Standing { tokens_from_ms, session_open: named.then_some(!revoked) })
    }

    /// Takes a device from every session that has it: it is in other hands now, or in a newer session.
    pub async fn take_device(&mut self, tenant: TenantId, device: &str) -> StoreResult<()> {
        self.execute(TAKE_DEVICE, [tenant.into(), device.into()]).await.map(drop)
    }

    /// The devices of a person's open sessions, newest first; none when they want no pushes.
    pub async fn devices_of(
        &mut self,
        tenant: TenantId,
        user: UserId,
        now_ms: i64,
        limit: i64,
    ) -> StoreResult<Vec<Device>> {
        let rows = self.rows(DEVICES_OF, [tenant.into(), user.into(), now_ms.into(), limit.into()]).await?;
        let devices =
            rows.into_iter().map(|mut row| Ok(Device { session: row.parsed("id")?, token: row.text("device")? }));
        devices.collect()
    }

    /// Forgets a device that takes nothing any more. Nothing happens when its session has another by now.
    pub async fn forget_device(&mut self, tenant: TenantId, device: &Device) -> StoreResult<()> {
        let args = [tenant.into(), device.session.into(), (&device.token).into()];
        self.execute(FORGET_DEVICE, args).await.map(drop)
    }
}
