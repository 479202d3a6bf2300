//! One-time codes that prove an e-mail address. E-mail addresses are given in lower case.

use super::{Question, StoreResult, Tx, Value, statements::declare};
use crate::domain::{credentials::OTP_WINDOW_MS, ids::TenantId};

/// A code that was sent for one purpose, after it was tried.
#[derive(Clone, PartialEq, Eq)]
pub struct Otp {
    pub code_hash: String,
    pub expires_at_ms: i64,
    /// How often this code was tried.
    pub tries: i64,
    /// How often any code was tried at the address, for whatever purpose, since the window began, [`OTP_WINDOW_MS`] ago at most.
    pub tries_total: i64,
    /// When the window began.
    pub since_ms: i64,
    pub sent_at_ms: i64,
}

/// What was sent to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The purposes of the last codes, and when they were sent.
    pub codes: Vec<(String, i64)>,
    /// How many codes, for whatever purpose, since the window began.
    pub count: i64,
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
    /// Holds the address until the commit, so that whoever writes its codes does so one after the other.
    HOLD_ADDRESS = "
        INSERT INTO otp_addresses (tenant_id, email, since_ms, asked_at_ms)
        VALUES ($1, $2, $3, $3)
        ON CONFLICT (tenant_id, email) DO UPDATE
           SET tries_total = CASE WHEN otp_addresses.since_ms <= $4 THEN 0 ELSE otp_addresses.tries_total END,
               sends_total = CASE WHEN otp_addresses.since_ms <= $4 THEN 0 ELSE otp_addresses.sends_total END,
               since_ms = CASE WHEN otp_addresses.since_ms <= $4 THEN $3
                                     ELSE otp_addresses.since_ms END,
               asked_at_ms = excluded.asked_at_ms
        RETURNING sends_total";
    COUNT_SEND = "
        UPDATE otp_addresses
           SET sends_total = sends_total + 1
         WHERE tenant_id = $1 AND email = $2";
    CODES_SENT = "
        SELECT purpose, sent_at_ms
          FROM otp_codes
         WHERE tenant_id = $1 AND email = $2";
    /// `$3` purposes.
    PUT_CODE = "
        INSERT INTO otp_codes (tenant_id, email, purpose, code_hash, expires_at_ms, tries, sent_at_ms)
        SELECT $1, $2, purposes.value, $4, $5, 0, $6
          FROM LIST_ROWS($3) AS purposes
         WHERE TRUE
        ON CONFLICT (tenant_id, email, purpose) DO UPDATE
           SET code_hash = excluded.code_hash, expires_at_ms = excluded.expires_at_ms, tries = 0,
               sent_at_ms = excluded.sent_at_ms";
    COUNT_TRY_AT_ADDRESS = "
        UPDATE otp_addresses
           SET tries_total = tries_total + 1
         WHERE tenant_id = $1 AND email = $2
        RETURNING tries_total, since_ms";
    /// A code that serves for both purposes stands twice: a try of one is a try of the other.
    COUNT_TRY = "
        UPDATE otp_codes
           SET tries = tries + 1
         WHERE tenant_id = $1 AND email = $2
           AND code_hash = (SELECT tried.code_hash
                              FROM otp_codes AS tried
                             WHERE tried.tenant_id = $1 AND tried.email = $2 AND tried.purpose = $3)
        RETURNING code_hash, expires_at_ms, tries, sent_at_ms";
    USE_CODE = "
        DELETE FROM otp_codes
         WHERE tenant_id = $1 AND email = $2 AND code_hash = $3";
    FORGIVE_TRIES = "
        UPDATE otp_addresses
           SET tries_total = 0
         WHERE tenant_id = $1 AND email = $2";
    MARK_VERIFIED = "
        UPDATE otp_addresses
           SET verified_until_ms = $3
         WHERE tenant_id = $1 AND email = $2";
    EMAIL_VERIFIED = "
        SELECT verified_until_ms
          FROM otp_addresses
         WHERE tenant_id = $1 AND email = $2 AND verified_until_ms > $3";
    CONSUME_VERIFIED = "
        UPDATE otp_addresses
           SET verified_until_ms = NULL, tries_total = 0
         WHERE tenant_id = $1 AND email = $2 AND verified_until_ms > $3";
    SWEEP_ADDRESSES = "
        DELETE FROM otp_addresses
         WHERE asked_at_ms <= COALESCE((SELECT asked_at_ms
                                          FROM otp_addresses
                                         WHERE asked_at_ms < $1
                                         ORDER BY asked_at_ms
                                         LIMIT 1 OFFSET $2), $1 - 1)";
    REMOVE_ADDRESS = "
        DELETE FROM otp_addresses
         WHERE tenant_id = $1 AND email = $2";
}

impl Tx {
    /// Holds an address until the commit, known or not, and answers what it was sent. Counting of tries and codes begins anew when
    /// the window is over.
    pub async fn hold_otp_address(&mut self, tenant: TenantId, email: &str, now_ms: i64) -> StoreResult<Sent> {
        let args = [tenant.into(), email.into(), now_ms.into(), (now_ms - OTP_WINDOW_MS).into()];
        let held = Question::new(HOLD_ADDRESS, args, |answer| answer.one()?.int("sends_total"));
        let codes = Question::new(CODES_SENT, [tenant.into(), email.into()], |answer| {
            answer.each(|mut row| Ok((row.text("purpose")?, row.int("sent_at_ms")?)))
        });
        let (count, codes) = self.ask((held, codes)).await?;
        Ok(Sent { codes, count })
    }

    /// Keeps a code that is about to be sent, in the place of any earlier one for these purposes. Hold the address first.
    pub fn put_otp(
        &mut self,
        tenant: TenantId,
        email: &str,
        purposes: &[&str],
        code_hash: &str,
        expires_at_ms: i64,
        now_ms: i64,
    ) {
        let purposes = Value::texts(purposes);
        let args = [tenant.into(), email.into(), purposes, code_hash.into(), expires_at_ms.into(), now_ms.into()];
        self.later(Question::new(PUT_CODE, args, |_| Ok(())));
        self.later(Question::new(COUNT_SEND, [tenant.into(), email.into()], |_| Ok(())));
    }

    /// Counts a try, right or wrong, and answers the code for that purpose after it: of many tries at once each sees its own
    /// counts. Commit it also when the code was wrong. `None`: none is kept.
    pub async fn count_otp_try(&mut self, tenant: TenantId, email: &str, purpose: &str) -> StoreResult<Option<Otp>> {
        let at_address = Question::new(COUNT_TRY_AT_ADDRESS, [tenant.into(), email.into()], |answer| {
            answer.optional()?.map(|mut row| Ok((row.int("tries_total")?, row.int("since_ms")?))).transpose()
        });
        let of_code = Question::new(COUNT_TRY, [tenant.into(), email.into(), purpose.into()], |answer| {
            answer.each(|mut row| {
                Ok(Otp {
                    code_hash: row.text("code_hash")?,
                    expires_at_ms: row.int("expires_at_ms")?,
                    tries: row.int("tries")?,
                    tries_total: 0,
                    since_ms: 0,
                    sent_at_ms: row.int("sent_at_ms")?,
                })
            })
        });
        let (at_address, codes) = self.ask((at_address, of_code)).await?;
        // Two rows of one code are alike.
        let code = codes.into_iter().next().zip(at_address);
        Ok(code.map(|(code, (tries_total, since_ms))| Otp { tries_total, since_ms, ..code }))
    }

    /// Uses up the code of that hash, for all its purposes. `false`: it was used before, or another took its place.
    pub async fn use_otp(&mut self, tenant: TenantId, email: &str, code_hash: &str) -> StoreResult<bool> {
        Ok(self.execute(USE_CODE, [tenant.into(), email.into(), code_hash.into()]).await? >= 1)
    }

    /// Lets counting of tries at the address begin anew: its owner came.
    pub fn forgive_otp_tries(&mut self, tenant: TenantId, email: &str) {
        self.later(Question::new(FORGIVE_TRIES, [tenant.into(), email.into()], |_| Ok(())));
    }

    /// Lets the address count as proven until then. `false`: no code was ever sent to it.
    pub async fn mark_otp_verified(&mut self, tenant: TenantId, email: &str, until_ms: i64) -> StoreResult<bool> {
        let args = [tenant.into(), email.into(), until_ms.into()];
        Ok(self.execute(MARK_VERIFIED, args).await? == 1)
    }

    /// Whether the address is proven.
    pub async fn otp_verified(&mut self, tenant: TenantId, email: &str, now_ms: i64) -> StoreResult<bool> {
        let args = [tenant.into(), email.into(), now_ms.into()];
        Ok(self.optional(EMAIL_VERIFIED, args).await?.is_some())
    }

    /// Uses up the proof of an address. `false`: it is not proven, or no more.
    pub async fn consume_verified_otp(&mut self, tenant: TenantId, email: &str, now_ms: i64) -> StoreResult<bool> {
        let args = [tenant.into(), email.into(), now_ms.into()];
        Ok(self.execute(CONSUME_VERIFIED, args).await? == 1)
    }

    /// Forgets addresses, with their codes and counts, that were sent none since then: of all tenants the oldest `limit` and those
    /// as old. Answers how many.
    pub async fn sweep_otps(&mut self, before_ms: i64, limit: i64) -> StoreResult<u64> {
        self.execute(SWEEP_ADDRESSES, [before_ms.into(), limit.into()]).await
    }

    /// Forgets an address, its codes and its proof. `false`: nothing was kept.
    pub async fn remove_otp(&mut self, tenant: TenantId, email: &str) -> StoreResult<bool> {
        Ok(self.execute(REMOVE_ADDRESS, [tenant.into(), email.into()]).await? == 1)
    }
}
