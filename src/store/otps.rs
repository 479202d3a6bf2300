//! One-time codes that prove an e-mail address. E-mail addresses are given in lower case.

use super::{Row, StoreResult, Tx, statements::declare};
use crate::domain::ids::TenantId;

/// How long tries of all codes for an address are counted together, in milliseconds: a day.
pub const TRIES_WINDOW_MS: i64 = 24 * 60 * 60 * 1000;

/// The code that was sent last to an address.
#[derive(Clone, PartialEq, Eq)]
pub struct Otp {
    pub code_hash: String,
    pub expires_at_ms: i64,
    /// How often a code was tried since it was sent.
    pub tries: i64,
    /// How often any code was tried since the window began, [`TRIES_WINDOW_MS`] ago at most.
    pub tries_total: i64,
    pub sent_at_ms: i64,
    /// Until when the address counts as proven; `None`: not proven.
    pub verified_until_ms: Option<i64>,
}

/// Hashes are not for logs.
impl std::fmt::Debug for Otp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Otp")
            .field("tries", &self.tries)
            .field("expires_at_ms", &self.expires_at_ms)
            .finish_non_exhaustive()
    }
}

declare! {
    PUT_OTP = "
        INSERT INTO otps (tenant_id, email, code_hash, expires_at_ms, tries, sent_at_ms, tries_since_ms)
        VALUES ($1, $2, $3, $4, 0, $5, $5)
        ON CONFLICT (tenant_id, email) DO UPDATE
           SET code_hash = excluded.code_hash, expires_at_ms = excluded.expires_at_ms, tries = 0,
               sent_at_ms = excluded.sent_at_ms, verified_until_ms = NULL";
    /// A code of the future (the clock was set back) does not count as sent lately.
    RENEW_OTP = "
        INSERT INTO otps (tenant_id, email, code_hash, expires_at_ms, tries, sent_at_ms, tries_since_ms)
        VALUES ($1, $2, $3, $4, 0, $5, $5)
        ON CONFLICT (tenant_id, email) DO UPDATE
           SET code_hash = excluded.code_hash, expires_at_ms = excluded.expires_at_ms, tries = 0,
               tries_total = CASE WHEN otps.tries_since_ms <= $7 THEN 0 ELSE otps.tries_total END,
               tries_since_ms = CASE WHEN otps.tries_since_ms <= $7 THEN $5 ELSE otps.tries_since_ms END,
               sent_at_ms = excluded.sent_at_ms, verified_until_ms = NULL
         WHERE otps.sent_at_ms <= $6 OR otps.sent_at_ms > excluded.sent_at_ms";
    FIND_OTP = "
        SELECT code_hash, expires_at_ms, tries, tries_total, sent_at_ms, verified_until_ms
          FROM otps
         WHERE tenant_id = $1 AND email = $2";
    COUNT_TRY = "
        UPDATE otps
           SET tries = tries + 1, tries_total = tries_total + 1
         WHERE tenant_id = $1 AND email = $2
        RETURNING code_hash, expires_at_ms, tries, tries_total, sent_at_ms, verified_until_ms";
    MARK_VERIFIED = "
        UPDATE otps
           SET verified_until_ms = $3
         WHERE tenant_id = $1 AND email = $2";
    CONSUME_VERIFIED = "
        DELETE FROM otps
         WHERE tenant_id = $1 AND email = $2 AND verified_until_ms > $3";
    USE_OTP = "
        DELETE FROM otps
         WHERE tenant_id = $1 AND email = $2 AND code_hash = $3 AND verified_until_ms IS NULL";
    SWEEP_OTPS = "
        DELETE FROM otps
         WHERE sent_at_ms <= COALESCE((SELECT sent_at_ms
                                         FROM otps
                                        WHERE sent_at_ms < $1
                                        ORDER BY sent_at_ms
                                        LIMIT 1 OFFSET $2), $1 - 1)";
    REMOVE_OTP = "
        DELETE FROM otps
         WHERE tenant_id = $1 AND email = $2";
}

fn read(mut row: Row) -> StoreResult<Otp> {
    Ok(Otp {
        code_hash: row.text("code_hash")?,
        expires_at_ms: row.int("expires_at_ms")?,
        tries: row.int("tries")?,
        tries_total: row.int("tries_total")?,
        sent_at_ms: row.int("sent_at_ms")?,
        verified_until_ms: row.int_opt("verified_until_ms")?,
    })
}

impl Tx {
    /// Keeps a code that is about to be sent, in the place of any earlier one; tries begin anew.
    pub async fn put_otp(
        &mut self,
        tenant: TenantId,
        email: &str,
        code_hash: &str,
        expires_at_ms: i64,
        now_ms: i64,
    ) -> StoreResult<()> {
        let args = [tenant.into(), email.into(), code_hash.into(), expires_at_ms.into(), now_ms.into()];
        self.execute(PUT_OTP, args).await.map(drop)
    }

    /// As [`Tx::put_otp`], but only if none was sent after `since_ms`. `false`: one was, and it stays. Of two at once one wins.
    pub async fn renew_otp(
        &mut self,
        tenant: TenantId,
        email: &str,
        code_hash: &str,
        expires_at_ms: i64,
        since_ms: i64,
        now_ms: i64,
    ) -> StoreResult<bool> {
        let args = [
            tenant.into(),
            email.into(),
            code_hash.into(),
            expires_at_ms.into(),
            now_ms.into(),
            since_ms.into(),
            (now_ms - TRIES_WINDOW_MS).into(),
        ];
        Ok(self.execute(RENEW_OTP, args).await? == 1)
    }

    /// The code sent last to that address. `None`: none is kept.
    pub async fn find_otp(&mut self, tenant: TenantId, email: &str) -> StoreResult<Option<Otp>> {
        self.optional(FIND_OTP, [tenant.into(), email.into()]).await?.map(read).transpose()
    }

    /// Counts a try, right or wrong, and answers what is kept after it: of many tries at once each sees its own count.
    /// Commit it also when the code was wrong. `None`: none is kept.
    pub async fn count_otp_try(&mut self, tenant: TenantId, email: &str) -> StoreResult<Option<Otp>> {
        self.optional(COUNT_TRY, [tenant.into(), email.into()]).await?.map(read).transpose()
    }

    /// Lets the address count as proven until then. `false`: no code is kept.
    pub async fn mark_otp_verified(&mut self, tenant: TenantId, email: &str, until_ms: i64) -> StoreResult<bool> {
        let args = [tenant.into(), email.into(), until_ms.into()];
        Ok(self.execute(MARK_VERIFIED, args).await? == 1)
    }

    /// Uses up the proof of an address. `false`: it is not proven, or no more.
    pub async fn consume_verified_otp(&mut self, tenant: TenantId, email: &str, now_ms: i64) -> StoreResult<bool> {
        let args = [tenant.into(), email.into(), now_ms.into()];
        Ok(self.execute(CONSUME_VERIFIED, args).await? == 1)
    }

    /// Uses up the code of that hash. `false`: it was used before, or another took its place.
    pub async fn use_otp(&mut self, tenant: TenantId, email: &str, code_hash: &str) -> StoreResult<bool> {
        Ok(self.execute(USE_OTP, [tenant.into(), email.into(), code_hash.into()]).await? == 1)
    }

    /// Forgets codes, with their counts, that were sent before then: of all tenants the oldest `limit` and those as old. Answers
    /// how many.
    pub async fn sweep_otps(&mut self, before_ms: i64, limit: i64) -> StoreResult<u64> {
        self.execute(SWEEP_OTPS, [before_ms.into(), limit.into()]).await
    }

    /// Forgets the code of an address. `false`: none was kept.
    pub async fn remove_otp(&mut self, tenant: TenantId, email: &str) -> StoreResult<bool> {
        Ok(self.execute(REMOVE_OTP, [tenant.into(), email.into()]).await? == 1)
    }
}
