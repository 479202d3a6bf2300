//! One-time codes: sending one, trying one. Source: openapi/v1/operations/otp.yaml.
//!
//! Nothing here asks whether an address has an account, so neither the answer nor its time can tell.

use super::{
    Ctx, Failure,
    jobs::{self, Job, JobFault},
    ports::OtpMail,
};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{Empty, OtpBody, OtpCode, OtpGenerated, OtpPurpose, OtpVerification},
    },
    domain::{
        credentials::{
            EMAIL_VERIFIED_REMEMBERED_MS, IssuedOtp, OTP_CODES, OTP_FLOODED_SECONDS, OTP_LIFETIME_MS,
            OTP_RESEND_SECONDS, OTP_SENDS_FREE, OTP_TRIES_PER_DAY_MAX, OTP_WINDOW_MS, OtpRefusal, check_otp,
            normal_email, otp_text, otp_text_of_number, otp_wait_seconds,
        },
        ids::{JobId, TenantId},
        time::{MS_PER_MINUTE, MS_PER_SECOND},
    },
    store::{
        Tx,
        otps::{Otp, Sent},
        rerun,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Bytes of the salt beside a kept code: no two kept alike are seen to be the same.
const SALT_BYTES: usize = 16;

/// Sends a one-time code to an address and keeps its hash. In the development stage the answer shows the code.
///
/// A proof that the address has stays. One transaction, five statements; the mail is a job that is written with it.
///
/// # Errors
/// In this order: `rate/limited` when one that serves for the same was sent less than a minute ago and was not used yet, half an hour
/// where the address was sent thirty in a day; `store/unavailable`.
///
/// Source: `generateOtp`.
pub async fn generate_otp(ctx: &Ctx, body: OtpBody) -> Result<(OtpGenerated, Option<String>), Failure> {
    let tenant = ctx.settings.default_tenant;
    let email = normal_email(&body.email);
    let purposes = body.purpose.as_ref().map_or(OtpPurpose::ALL, std::slice::from_ref);
    let purposes: Vec<&str> = purposes.iter().map(|purpose| purpose.as_str()).collect();
    let code = draw(ctx);
    let kept = seal(ctx, &email, &code);
    let wait_seconds = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let sent = tx.hold_otp_address(tenant, &email, now_ms).await?;
        let wait_seconds = wait_seconds(&sent, &purposes, now_ms);
        if wait_seconds > 0 {
            return Ok(wait_seconds);
        }
        let expires_at_ms = now_ms + OTP_LIFETIME_MS;
        tx.put_otp(tenant, &email, &purposes, &kept, expires_at_ms, now_ms);
        let minutes = OTP_LIFETIME_MS / MS_PER_MINUTE;
        let mail = Job::OtpMail { to: email.clone(), code: code.clone(), minutes, expires_at_ms };
        jobs::enqueue(ctx, &mut tx, tenant, &mail, now_ms);
        tx.commit().await?;
        Ok::<i64, Failure>(0)
    })
    .await?;
    if let Ok(wait_seconds @ 1..) = u64::try_from(wait_seconds) {
        let detail = format!(
            "Codes were sent to this address already, please wait {wait_seconds} seconds before asking for another"
        );
        return Err(Failure::of(ErrorCode::RateLimited).saying(detail).retry_after(wait_seconds));
    }
    let shown = ctx.settings.dev_stage.then_some(code);
    let message = shown.as_ref().map(|code| format!("Your code is {code}"));
    Ok((OtpGenerated { otp: shown }, message))
}

/// How long to wait for another code that serves for any of these.
fn wait_seconds(sent: &Sent, purposes: &[&str], now_ms: i64) -> i64 {
    if sent.count < OTP_SENDS_FREE {
        otp_wait_seconds(last_sent_ms(&sent.codes, purposes, now_ms), OTP_RESEND_SECONDS, now_ms)
    } else {
        let all = OtpPurpose::ALL.iter().map(|purpose| purpose.as_str()).collect::<Vec<_>>();
        otp_wait_seconds(last_sent_ms(&sent.codes, &all, now_ms), OTP_FLOODED_SECONDS, now_ms)
    }
}

/// When a code was sent last that serves for any of these. A little ahead of us is another process's clock, or who came first;
/// what is further ahead was sent before the clock was set back, and does not count.
fn last_sent_ms(sent: &[(String, i64)], purposes: &[&str], now_ms: i64) -> Option<i64> {
    let near_ms = now_ms + OTP_RESEND_SECONDS * MS_PER_SECOND;
    let sent =
        sent.iter().filter(|(purpose, sent_at_ms)| purposes.contains(&purpose.as_str()) && *sent_at_ms <= near_ms);
    sent.map(|(_, sent_at_ms)| *sent_at_ms).max()
}

/// Checks a code for signing up, uses it up and remembers that the address is proven. The try is counted whatever comes of it.
///
/// One transaction, two or four statements.
///
/// # Errors
/// In this order: `otp/expired`, `otp/too-many-tries`, `otp/wrong`; `store/unavailable`.
///
/// Source: `verifyOtp`.
pub async fn verify_otp(ctx: &Ctx, body: OtpVerification) -> Result<Empty, Failure> {
    let tenant = ctx.settings.default_tenant;
    let email = normal_email(&body.email);
    let verdict = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let verdict = count_try(&mut tx, tenant, OtpPurpose::SignUp, &email, &body.code, now_ms).await?;
        if let Ok(right) = &verdict {
            tx.use_otp(tenant, &email, &right.code_hash).await?;
            tx.mark_otp_verified(tenant, &email, now_ms + EMAIL_VERIFIED_REMEMBERED_MS).await?;
        }
        tx.commit().await?;
        Ok::<_, Failure>(verdict)
    })
    .await?;
    verdict.map(|_| Empty {})
}

/// Counts a try of a code and judges it: two statements. Commit it also when the code was wrong.
///
/// # Errors
/// The store's; inside, the refusal of the code: `otp/expired`, `otp/too-many-tries`, `otp/wrong`.
pub(super) async fn count_try(
    tx: &mut Tx,
    tenant: TenantId,
    purpose: OtpPurpose,
    email: &str,
    code: &OtpCode,
    now_ms: i64,
) -> Result<Result<Otp, Failure>, Failure> {
    let kept = tx.count_otp_try(tenant, email, purpose.as_str()).await?;
    let text = match code {
        OtpCode::String(text) => Some(text.clone()),
        OtpCode::Integer(number) => otp_text_of_number(*number),
    };
    let wait_seconds = kept.as_ref().map(|otp| next_try_seconds(otp, now_ms)).unwrap_or_default();
    let verdict = judge(kept, email, text.as_deref().unwrap_or_default(), now_ms);
    Ok(verdict.map_err(|refusal| refused(refusal, wait_seconds)))
}

/// Judges a try that is counted already.
fn judge(kept: Option<Otp>, email: &str, code: &str, now_ms: i64) -> Result<Otp, OtpRefusal> {
    let matches = kept.as_ref().is_some_and(|otp| opens(&otp.code_hash, email, code));
    let issued = kept.as_ref().map(|otp| IssuedOtp {
        issued_at_ms: otp.sent_at_ms,
        wrong_tries: u32::try_from(otp.tries - 1).unwrap_or(u32::MAX),
        tries_today: u32::try_from(otp.tries_total - 1).unwrap_or(u32::MAX),
    });
    check_otp(issued, matches, now_ms)?;
    kept.ok_or(OtpRefusal::NotIssued)
}

/// When trying again makes sense: with another code, as soon as one may be asked for, or when the day is over whose tries are used up.
fn next_try_seconds(tried: &Otp, now_ms: i64) -> i64 {
    if tried.tries_total > i64::from(OTP_TRIES_PER_DAY_MAX) {
        otp_wait_seconds(Some(tried.since_ms), OTP_WINDOW_MS / MS_PER_SECOND, now_ms)
    } else {
        otp_wait_seconds(Some(tried.sent_at_ms), OTP_RESEND_SECONDS, now_ms)
    }
}

fn refused(refusal: OtpRefusal, wait_seconds: i64) -> Failure {
    match refusal {
        OtpRefusal::NotIssued | OtpRefusal::Expired => ErrorCode::OtpExpired.into(),
        OtpRefusal::Wrong => ErrorCode::OtpWrong.into(),
        OtpRefusal::TooManyTries => {
            let wait_seconds = u64::try_from(wait_seconds).unwrap_or_default().max(1);
            Failure::of(ErrorCode::OtpTooManyTries).retry_after(wait_seconds)
        }
    }
}

/// Sends the mail with a code: a job. One that comes too late for its code is let go; one that comes late says how long the
/// code is still good.
///
/// # Errors
/// The mail was not taken over: it is tried again, unless its receiver was refused for good.
pub(super) async fn mail(
    ctx: &Ctx,
    id: JobId,
    to: String,
    code: String,
    minutes: i64,
    expires_at_ms: i64,
) -> Result<(), JobFault> {
    let left_ms = expires_at_ms.saturating_sub(ctx.clock.now_ms());
    if left_ms <= 0 {
        tracing::warn!(job.id = %id, "A mail with a code could not be sent before the code expired");
        return Ok(());
    }
    let minutes = minutes.min((left_ms - 1) / MS_PER_MINUTE + 1);
    Ok(ctx.mail.send(OtpMail { id, to, code, minutes }).await?)
}

fn draw(ctx: &Ctx) -> String {
    let mut random = [0; 8];
    ctx.chance.fill(&mut random);
    // Of 2^64 values the remainder favours none by more than one in 10^15.
    otp_text(u32::try_from(u64::from_be_bytes(random) % u64::from(OTP_CODES)).unwrap_or_default())
}

/// What the database keeps of a code: `salt.hash`.
fn seal(ctx: &Ctx, email: &str, code: &str) -> String {
    let mut salt = [0; SALT_BYTES];
    ctx.chance.fill(&mut salt);
    let salt = BASE64.encode(salt);
    format!("{salt}.{}", digest(&salt, email, code))
}

fn opens(kept: &str, email: &str, code: &str) -> bool {
    let Some((salt, hash)) = kept.split_once('.') else { return false };
    digest(salt, email, code).as_bytes().ct_eq(hash.as_bytes()).into()
}

/// Slow hashing would help nobody: there are ten thousand codes. What guards a code is its few tries and its short life.
fn digest(salt: &str, email: &str, code: &str) -> String {
    BASE64.encode(Sha256::digest(format!("{salt}\n{email}\n{code}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: i64 = 1_732_190_400_000;

    fn kept(tries: i64) -> Otp {
        let code_hash = format!("salt.{}", digest("salt", "ann@example.org", "0042"));
        let expires_at_ms = NOW_MS + OTP_LIFETIME_MS;
        Otp { code_hash, expires_at_ms, tries, tries_total: tries, since_ms: NOW_MS, sent_at_ms: NOW_MS }
    }

    fn verdict(kept: Option<Otp>, email: &str, code: &str, now_ms: i64) -> Option<OtpRefusal> {
        judge(kept, email, code, now_ms).err()
    }

    #[test]
    fn a_code_opens_only_what_it_was_sent_for() {
        assert_eq!(verdict(None, "ann@example.org", "0042", NOW_MS), Some(OtpRefusal::NotIssued));
        assert_eq!(verdict(Some(kept(1)), "ann@example.org", "0042", NOW_MS), None);
        assert_eq!(verdict(Some(kept(1)), "ben@example.org", "0042", NOW_MS), Some(OtpRefusal::Wrong));
    }

    #[test]
    fn tries_and_time_run_out() {
        let tried = |tries, code, ms| verdict(Some(kept(tries)), "ann@example.org", code, NOW_MS + ms);
        assert_eq!(tried(1, "0043", 0), Some(OtpRefusal::Wrong));
        assert_eq!(tried(5, "0042", 0), None, "the fifth try may be right");
        assert_eq!(tried(6, "0042", 0), Some(OtpRefusal::TooManyTries));
        assert_eq!(tried(1, "0042", OTP_LIFETIME_MS), Some(OtpRefusal::Expired));
        let elsewhere = Otp { tries_total: 21, ..kept(1) };
        let today = verdict(Some(elsewhere), "ann@example.org", "0042", NOW_MS);
        assert_eq!(today, Some(OtpRefusal::TooManyTries), "tries of other codes count as well");
        let many = Otp { tries_total: 21, ..kept(1) };
        assert_eq!(next_try_seconds(&kept(6), NOW_MS + 1_000), 59, "another code may be right");
        assert_eq!(next_try_seconds(&many, NOW_MS + 1_000), 24 * 60 * 60 - 1, "no code is, today");
    }

    #[test]
    fn only_codes_for_the_same_are_waited_for() {
        let sent = [("sign-up".to_owned(), NOW_MS - 5), ("reset-password".to_owned(), NOW_MS - 9)];
        for (purposes, last_ms) in [
            (&["sign-up"][..], Some(NOW_MS - 5)),
            (&["reset-password"], Some(NOW_MS - 9)),
            (&["sign-up", "reset-password"], Some(NOW_MS - 5)),
        ] {
            assert_eq!(last_sent_ms(&sent, purposes, NOW_MS), last_ms, "{purposes:?}");
        }
        assert_eq!(last_sent_ms(&sent, &["sign-up"], NOW_MS - 6), Some(NOW_MS - 5), "another process's clock");
        assert_eq!(last_sent_ms(&sent, &["sign-up"], NOW_MS - 60_006), None, "a code of the future does not count");
        assert_eq!(last_sent_ms(&[], &["sign-up"], NOW_MS), None);
    }

    #[test]
    fn what_is_kept_does_not_show_the_code() {
        assert!(!kept(1).code_hash.contains("0042"));
        assert!(!opens("any", "ann@example.org", "0042"), "a kept text without its parts opens nothing");
    }
}
