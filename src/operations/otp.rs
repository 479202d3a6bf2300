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
            EMAIL_VERIFIED_REMEMBERED_MS, IssuedOtp, OTP_CODES, OTP_LIFETIME_MS, OTP_RESEND_SECONDS, OtpRefusal,
            check_otp, normal_email, otp_resend_wait_seconds, otp_text, otp_text_of_number,
        },
        ids::{JobId, TenantId},
        time::{MS_PER_MINUTE, MS_PER_SECOND},
    },
    store::{Tx, otps::Otp, rerun},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Bytes of the salt beside a kept code: no two kept alike are seen to be the same.
const SALT_BYTES: usize = 16;

/// What a kept code says of its purpose when it serves for all of them.
const ANY_PURPOSE: &str = "any";

/// Sends a one-time code to an address and keeps its hash. In the development stage the answer shows the code.
///
/// One transaction, two statements; the mail is a job that is written with it.
///
/// # Errors
/// In this order: `rate/limited` when one was sent less than a minute ago; `store/unavailable`.
///
/// Source: `generateOtp`.
pub async fn generate_otp(ctx: &Ctx, body: OtpBody) -> Result<(OtpGenerated, Option<String>), Failure> {
    let tenant = ctx.settings.default_tenant;
    let email = normal_email(&body.email);
    let code = draw(ctx);
    let kept = seal(ctx, body.purpose, &email, &code);
    let wait_seconds = rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let since_ms = now_ms - OTP_RESEND_SECONDS * MS_PER_SECOND;
        let mut tx = ctx.store.write().await?;
        if tx.renew_otp(tenant, &email, &kept, now_ms + OTP_LIFETIME_MS, since_ms, now_ms).await? {
            let mail = Job::OtpMail {
                to: email.clone(),
                code: code.clone(),
                minutes: OTP_LIFETIME_MS / MS_PER_MINUTE,
                expires_at_ms: now_ms + OTP_LIFETIME_MS,
            };
            jobs::enqueue(ctx, &mut tx, tenant, &mail, now_ms);
            tx.commit().await?;
            return Ok(0);
        }
        let sent_at_ms = tx.find_otp(tenant, &email).await?.map(|otp| otp.sent_at_ms);
        Ok::<i64, Failure>(otp_resend_wait_seconds(sent_at_ms, now_ms).max(1))
    })
    .await?;
    if let Ok(wait_seconds @ 1..) = u64::try_from(wait_seconds) {
        let detail =
            format!("A code was sent a moment ago, please wait {wait_seconds} seconds before asking for another");
        return Err(Failure::of(ErrorCode::RateLimited).saying(detail).retry_after(wait_seconds));
    }
    let shown = ctx.settings.dev_stage.then_some(code);
    let message = shown.as_ref().map(|code| format!("Your code is {code}"));
    Ok((OtpGenerated { otp: shown }, message))
}

/// Checks a code for signing up and remembers that the address is proven. The try is counted whatever comes of it.
///
/// One transaction, one or two statements.
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
        if verdict.is_ok() {
            tx.mark_otp_verified(tenant, &email, now_ms + EMAIL_VERIFIED_REMEMBERED_MS).await?;
        }
        tx.commit().await?;
        Ok::<_, Failure>(verdict)
    })
    .await?;
    verdict.map(|_| Empty {})
}

/// Counts a try of a code and judges it: one statement. Commit it also when the code was wrong.
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
    let kept = tx.count_otp_try(tenant, email).await?;
    let text = match code {
        OtpCode::String(text) => Some(text.clone()),
        OtpCode::Integer(number) => otp_text_of_number(*number),
    };
    let sent_at_ms = kept.as_ref().map(|otp| otp.sent_at_ms);
    let verdict = judge(kept, purpose, email, text.as_deref().unwrap_or_default(), now_ms);
    Ok(verdict.map_err(|refusal| refused(refusal, sent_at_ms, now_ms)))
}

/// Judges a try that is counted already.
fn judge(kept: Option<Otp>, purpose: OtpPurpose, email: &str, code: &str, now_ms: i64) -> Result<Otp, OtpRefusal> {
    // One that proved the address is used up; one for something else is none.
    let live = kept.filter(|otp| otp.verified_until_ms.is_none() && serves(&otp.code_hash, purpose));
    let matches = live.as_ref().is_some_and(|otp| opens(&otp.code_hash, email, code));
    let issued = live.as_ref().map(|otp| IssuedOtp {
        issued_at_ms: otp.sent_at_ms,
        wrong_tries: u32::try_from(otp.tries - 1).unwrap_or(u32::MAX),
        tries_today: u32::try_from(otp.tries_total - 1).unwrap_or(u32::MAX),
    });
    check_otp(issued, matches, now_ms)?;
    live.ok_or(OtpRefusal::NotIssued)
}

fn refused(refusal: OtpRefusal, sent_at_ms: Option<i64>, now_ms: i64) -> Failure {
    match refusal {
        OtpRefusal::NotIssued | OtpRefusal::Expired => ErrorCode::OtpExpired.into(),
        OtpRefusal::Wrong => ErrorCode::OtpWrong.into(),
        OtpRefusal::TooManyTries => {
            // Trying again makes sense with another code: as soon as one may be asked for.
            let wait_seconds = otp_resend_wait_seconds(sent_at_ms, now_ms).max(1);
            Failure::of(ErrorCode::OtpTooManyTries).retry_after(u64::try_from(wait_seconds).unwrap_or(1))
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

/// What the database keeps of a code: `purpose.salt.hash`.
fn seal(ctx: &Ctx, purpose: Option<OtpPurpose>, email: &str, code: &str) -> String {
    let mut salt = [0; SALT_BYTES];
    ctx.chance.fill(&mut salt);
    let salt = BASE64.encode(salt);
    let purpose = purpose.map_or(ANY_PURPOSE, OtpPurpose::as_str);
    format!("{purpose}.{salt}.{}", digest(&salt, email, code))
}

fn serves(kept: &str, wanted: OtpPurpose) -> bool {
    let purpose = kept.split('.').next().unwrap_or_default();
    purpose == ANY_PURPOSE || purpose == wanted.as_str()
}

fn opens(kept: &str, email: &str, code: &str) -> bool {
    let mut parts = kept.splitn(3, '.').skip(1);
    let (Some(salt), Some(hash)) = (parts.next(), parts.next()) else { return false };
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

    fn kept(purpose: &str, tries: i64) -> Otp {
        let code_hash = format!("{purpose}.salt.{}", digest("salt", "ann@example.org", "0042"));
        Otp {
            code_hash,
            expires_at_ms: NOW_MS + OTP_LIFETIME_MS,
            tries,
            tries_total: tries,
            sent_at_ms: NOW_MS,
            verified_until_ms: None,
        }
    }

    fn verdict(kept: Option<Otp>, purpose: OtpPurpose, email: &str, code: &str, now_ms: i64) -> Option<OtpRefusal> {
        judge(kept, purpose, email, code, now_ms).err()
    }

    #[test]
    fn a_code_opens_only_what_it_was_sent_for() {
        use OtpPurpose::{ResetPassword, SignUp};
        for (sent_for, tried_for, refusal) in [
            ("any", SignUp, None),
            ("any", ResetPassword, None),
            ("sign-up", SignUp, None),
            ("sign-up", ResetPassword, Some(OtpRefusal::NotIssued)),
            ("reset-password", ResetPassword, None),
            ("reset-password", SignUp, Some(OtpRefusal::NotIssued)),
        ] {
            assert_eq!(
                verdict(Some(kept(sent_for, 1)), tried_for, "ann@example.org", "0042", NOW_MS),
                refusal,
                "{sent_for}"
            );
        }
        assert_eq!(verdict(None, SignUp, "ann@example.org", "0042", NOW_MS), Some(OtpRefusal::NotIssued));
        assert_eq!(verdict(Some(kept("any", 1)), SignUp, "ben@example.org", "0042", NOW_MS), Some(OtpRefusal::Wrong));
    }

    #[test]
    fn tries_and_time_run_out() {
        let tried = |tries, code, ms| {
            verdict(Some(kept("any", tries)), OtpPurpose::SignUp, "ann@example.org", code, NOW_MS + ms)
        };
        assert_eq!(tried(1, "0043", 0), Some(OtpRefusal::Wrong));
        assert_eq!(tried(5, "0042", 0), None, "the fifth try may be right");
        assert_eq!(tried(6, "0042", 0), Some(OtpRefusal::TooManyTries));
        assert_eq!(tried(1, "0042", OTP_LIFETIME_MS), Some(OtpRefusal::Expired));
        let used = Otp { verified_until_ms: Some(NOW_MS + 1), ..kept("any", 2) };
        let again = verdict(Some(used), OtpPurpose::SignUp, "ann@example.org", "0042", NOW_MS);
        assert_eq!(again, Some(OtpRefusal::NotIssued), "a code works once");
    }

    #[test]
    fn what_is_kept_does_not_show_the_code() {
        assert!(!kept("any", 1).code_hash.contains("0042"));
        assert!(!opens("any", "ann@example.org", "0042"), "a kept text without its parts opens nothing");
    }
}
