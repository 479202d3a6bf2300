//! E-mail addresses, passwords and one-time codes: what is acceptable, and for how long.
//!
//! Hashing and comparing secrets is not done here; these rules see only shapes, counts and moments.
//! Source: contract/talkamie.md F.12, G16, G22; B (otp).

use super::time::{MS_PER_MINUTE, MS_PER_SECOND};

/// Shortest new password, in characters. Source: contract/talkamie.md G16. Old ones are judged by their hash alone.
pub const PASSWORD_CHARS_MIN: usize = 8;
/// Longest new password, in characters: bounds the work of hashing.
pub const PASSWORD_CHARS_MAX: usize = 128;
/// Digits of a one-time code. Source: contract/talkamie.md F.12, the client has four boxes.
pub const OTP_DIGITS: usize = 4;
/// How many different codes there are: chance draws below this.
pub const OTP_CODES: u32 = 10_000;
/// Wrong tries after which a code is dead: a guesser's chance is then 5 in 10,000 a code.
pub const OTP_TRIES_MAX: u32 = 5;
/// Most tries of all codes for one address in a day, right ones too: one guess in 500 for somebody who orders code after code.
pub const OTP_TRIES_PER_DAY_MAX: u32 = 20;
/// Codes to one address in a day after which each further one waits for [`OTP_FLOODED_SECONDS`]: others cannot flood somebody's mail,
/// nor keep its owner out by trying to.
pub const OTP_SENDS_FREE: i64 = 30;
/// How long to wait then, in seconds.
pub const OTP_FLOODED_SECONDS: i64 = 30 * 60;
/// How long tries and codes for an address are counted together, in milliseconds: a day.
pub const OTP_WINDOW_MS: i64 = 24 * 60 * MS_PER_MINUTE;
/// How long a code is good. Long enough for a slow mail and a slow typist.
pub const OTP_LIFETIME_MS: i64 = 10 * MS_PER_MINUTE;
/// How long to wait before another code is sent, in seconds. Source: contract/talkamie.md B, the client's countdown.
pub const OTP_RESEND_SECONDS: i64 = 60;
/// How long a verified e-mail address is remembered for the sign-up that follows. Source: contract/talkamie.md G22.
pub const EMAIL_VERIFIED_REMEMBERED_MS: i64 = 30 * MS_PER_MINUTE;

/// The form in which an e-mail address is kept and compared: no space around it, lower case.
pub fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Whether this is an e-mail address by the client's rule. Judge the [normal form](normal_email).
///
/// A local part of word characters, `-` and `.`; `@`; at least two labels of word characters and `-` with dots between;
/// the last label has at least two characters. Word characters are ASCII letters, digits and `_`. Beyond the client's
/// rule the local part may have `+`, which contract/talkamie.md A.6 wants kept in look-ups.
pub fn email_is_valid(email: &str) -> bool {
    crate::contract::formats::email(email)
}

/// Why a new password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    #[error("a password has at least {PASSWORD_CHARS_MIN} characters")]
    TooShort,
    #[error("a password has at most {PASSWORD_CHARS_MAX} characters")]
    TooLong,
}

/// Judges a new password by its length alone, in Unicode scalar values; any character counts, spaces too.
///
/// # Errors
/// `TooShort`, `TooLong`.
pub fn check_new_password(password: &str) -> Result<(), PasswordRefusal> {
    match password.chars().take(PASSWORD_CHARS_MAX + 1).count() {
        ..PASSWORD_CHARS_MIN => Err(PasswordRefusal::TooShort),
        PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX => Ok(()),
        _ => Err(PasswordRefusal::TooLong),
    }
}

/// A one-time code's text from a number drawn below [`OTP_CODES`]; leading zeros stay.
pub fn otp_text(drawn: u32) -> String {
    format!("{:0width$}", drawn % OTP_CODES, width = OTP_DIGITS)
}

/// A code as its text, when the client sent it as a number and so lost the zeros in front.
pub fn otp_text_of_number(number: i64) -> Option<String> {
    let drawn = u32::try_from(number).ok().filter(|&drawn| drawn < OTP_CODES)?;
    Some(otp_text(drawn))
}

/// Whether this can be a code at all. One that cannot be still counts as a wrong try.
pub fn otp_is_well_formed(code: &str) -> bool {
    code.len() == OTP_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// Why a code is not accepted. A caller shows all four alike, so that nothing is learned from guessing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OtpRefusal {
    #[error("no code was asked for")]
    NotIssued,
    #[error("the code has expired")]
    Expired,
    #[error("too many wrong tries")]
    TooManyTries,
    #[error("the code is wrong")]
    Wrong,
}

/// What is known of the code that was sent last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssuedOtp {
    pub issued_at_ms: i64,
    pub wrong_tries: u32,
    /// Tries of all codes for the address in the last day, without this one.
    pub tries_today: u32,
}

/// Judges one try. `matches` says whether the code given is the code sent. On `Wrong` the caller counts the try; on
/// success the code is used up.
///
/// # Errors
/// In this order: `NotIssued`, `Expired`, `TooManyTries`, `Wrong`.
pub fn check_otp(issued: Option<IssuedOtp>, matches: bool, now_ms: i64) -> Result<(), OtpRefusal> {
    let issued = issued.ok_or(OtpRefusal::NotIssued)?;
    if now_ms.saturating_sub(issued.issued_at_ms) >= OTP_LIFETIME_MS {
        Err(OtpRefusal::Expired)
    } else if issued.wrong_tries >= OTP_TRIES_MAX || issued.tries_today >= OTP_TRIES_PER_DAY_MAX {
        Err(OtpRefusal::TooManyTries)
    } else if !matches {
        Err(OtpRefusal::Wrong)
    } else {
        Ok(())
    }
}

/// Seconds until `pause_seconds` after that moment; 0 means now.
pub fn otp_wait_seconds(since_ms: Option<i64>, pause_seconds: i64, now_ms: i64) -> i64 {
    let Some(since_ms) = since_ms else {
        return 0;
    };
    let wait_ms = since_ms.saturating_add(pause_seconds * MS_PER_SECOND).saturating_sub(now_ms);
    // Rounded up, so that waiting as told is enough; never more than the rule, should the clock have been set back.
    (wait_ms.max(0).saturating_add(MS_PER_SECOND - 1) / MS_PER_SECOND).min(pause_seconds)
}

/// Whether an address verified at that moment still counts as verified.
pub fn email_verification_holds(verified_at_ms: i64, now_ms: i64) -> bool {
    now_ms.saturating_sub(verified_at_ms) < EMAIL_VERIFIED_REMEMBERED_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_judged_by_the_clients_rule() {
        for (email, valid) in [
            ("ann@example.com", true),
            ("ann.b-c_d@mail.example.co", true),
            ("ann+test@example.com", true),
            ("a@b.co", true),
            ("1@2.33", true),
            (".ann.@example.com", true),
            ("ann@my-host.example.museum", true),
            ("ann@_x.-y.zz", true),
            ("", false),
            ("ann", false),
            ("@example.com", false),
            ("ann@", false),
            ("ann@example", false),
            ("ann@example.c", false),
            ("ann@example.com.", false),
            ("ann@.com", false),
            ("ann@a..com", false),
            ("ann@b@example.com", false),
            ("ann b@example.com", false),
            (" ann@example.com", false),
            ("ann@example.com\n", false),
            ("änn@example.com", false),
            ("ann@exämple.com", false),
            ("\"ann\"@example.com", false),
            ("ann@[127.0.0.1]", false),
        ] {
            assert_eq!(email_is_valid(email), valid, "{email:?}");
        }
        let at_most = format!("{}@example.com", "a".repeat(254 - 12));
        assert!(email_is_valid(&at_most));
        assert!(!email_is_valid(&format!("a{at_most}")));
    }

    #[test]
    fn addresses_have_one_form() {
        assert_eq!(normal_email("  Ann.B@Example.COM\n"), "ann.b@example.com");
        assert_eq!(normal_email(&normal_email(" A+B@C.DE ")), "a+b@c.de");
    }

    #[test]
    fn passwords_are_judged_by_length() {
        for (password, judged) in [
            ("".to_owned(), Err(PasswordRefusal::TooShort)),
            ("1234567".to_owned(), Err(PasswordRefusal::TooShort)),
            ("ééééééé".to_owned(), Err(PasswordRefusal::TooShort)),
            ("12345678".to_owned(), Ok(())),
            ("        ".to_owned(), Ok(())),
            ("é".repeat(128), Ok(())),
            ("é".repeat(129), Err(PasswordRefusal::TooLong)),
            ("x".repeat(100_000), Err(PasswordRefusal::TooLong)),
        ] {
            assert_eq!(check_new_password(&password), judged, "{} characters", password.chars().count());
        }
    }

    #[test]
    fn codes_keep_their_zeros() {
        for (number, text) in
            [(0, Some("0000")), (42, Some("0042")), (9_999, Some("9999")), (10_000, None), (-1, None), (i64::MAX, None)]
        {
            assert_eq!(otp_text_of_number(number).as_deref(), text);
        }
        for drawn in 0..OTP_CODES {
            assert!(otp_is_well_formed(&otp_text(drawn)));
        }
        for text in ["", "123", "12345", "12a4", "١٢٣٤", " 123"] {
            assert!(!otp_is_well_formed(text), "{text:?}");
        }
    }

    #[test]
    fn a_try_is_judged_in_order() {
        let now_ms = 1_000_000_000;
        let sent = |ago_ms: i64, wrong_tries| {
            Some(IssuedOtp { issued_at_ms: now_ms - ago_ms, wrong_tries, tries_today: wrong_tries })
        };
        for (issued, matches, judged) in [
            (None, true, Err(OtpRefusal::NotIssued)),
            (sent(0, 0), true, Ok(())),
            (sent(0, 0), false, Err(OtpRefusal::Wrong)),
            (sent(OTP_LIFETIME_MS - 1, 4), true, Ok(())),
            (sent(OTP_LIFETIME_MS, 0), true, Err(OtpRefusal::Expired)),
            (sent(OTP_LIFETIME_MS, 5), false, Err(OtpRefusal::Expired)),
            (sent(0, 5), true, Err(OtpRefusal::TooManyTries)),
            (sent(0, 5), false, Err(OtpRefusal::TooManyTries)),
        ] {
            assert_eq!(check_otp(issued, matches, now_ms), judged, "{issued:?} {matches}");
        }
    }

    #[test]
    fn codes_are_not_sent_too_often_and_proofs_fade() {
        for (ago_ms, wait) in
            [(0, 60), (1, 60), (999, 60), (1_000, 59), (59_001, 1), (60_000, 0), (99_000, 0), (-5_000, 60)]
        {
            assert_eq!(otp_wait_seconds(Some(1_000_000 - ago_ms), OTP_RESEND_SECONDS, 1_000_000), wait, "{ago_ms}");
        }
        assert_eq!(otp_wait_seconds(None, OTP_RESEND_SECONDS, 0), 0);
        assert!(email_verification_holds(0, EMAIL_VERIFIED_REMEMBERED_MS - 1));
        assert!(!email_verification_holds(0, EMAIL_VERIFIED_REMEMBERED_MS));
    }
}
