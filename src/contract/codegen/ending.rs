//! Operations that come to an end: what their file says, and what their answers tell.

use serde_json::Value;
use time::{
    Date, UtcDateTime,
    format_description::well_known::{Iso8601, Rfc2822},
};

/// Where a reader learns what to do about it: the value of `Link`. Source: RFC 9745, 3.
pub const LINK: &str = "</docs/guide/versioning>; rel=\"deprecation\"; type=\"text/html\"";

/// When an operation was deprecated and when it goes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// The day from which it is deprecated.
    pub since: Date,
    /// The day on which it may be gone.
    pub sunset: Option<Date>,
}

impl Ending {
    /// What `deprecated`, `x-deprecated-since` and `x-sunset` of an operation say together; `None`: it stays.
    ///
    /// The day of the end may be left out until it is known. Nobody is given less than half a year, and so none ends before it
    /// was deprecated (RFC 9745, 4).
    ///
    /// # Errors
    /// The key that does not fit, and why.
    pub fn read(operation: &Value) -> Result<Option<Self>, (&'static str, &'static str)> {
        const DATE: &str = "a date, YYYY-MM-DD";
        let date = |key: &'static str| match &operation[key] {
            Value::Null => Ok(None),
            Value::String(text) if super::formats::date(text) => {
                Date::parse(text, &Iso8601::DATE).map(Some).map_err(|_| (key, DATE))
            }
            _ => Err((key, DATE)),
        };
        let (since, sunset) = (date("x-deprecated-since")?, date("x-sunset")?);
        match (&operation["deprecated"], since) {
            (Value::Null, None) if sunset.is_none() => Ok(None),
            (Value::Bool(true), Some(since)) => {
                if sunset.is_some_and(|sunset| day(sunset) < half_a_year_after(since)) {
                    return Err(("x-sunset", "six months after x-deprecated-since at the earliest"));
                }
                Ok(Some(Self { since, sunset }))
            }
            (Value::Bool(true), None) => Err(("x-deprecated-since", "a deprecated operation says since when")),
            _ => Err(("deprecated", "true; x-deprecated-since and x-sunset say something of deprecated operations")),
        }
    }

    /// The value of `Deprecation`. Source: RFC 9745, 2.
    pub fn deprecation(&self) -> String {
        format!("@{}", midnight(self.since).unix_timestamp())
    }

    /// The value of `Sunset`, an HTTP date. Source: RFC 8594, 3.
    pub fn http_date(&self) -> Option<String> {
        // The one is the other but for the word that names the zone.
        Some(midnight(self.sunset?).format(&Rfc2822).ok()?.replace("+0000", "GMT"))
    }

    /// The sentence that the published description begins with.
    pub fn sentence(&self) -> String {
        let gone = self.sunset.map(|date| format!(" It may be gone from {date}.")).unwrap_or_default();
        format!("**Deprecated since {}.**{gone}\n\n", self.since)
    }
}

fn midnight(date: Date) -> UtcDateTime {
    date.midnight().as_utc()
}

/// Year, month and day, which compare as the days do.
fn day(date: Date) -> (i32, u8, u8) {
    (date.year(), date.month().into(), date.day())
}

/// The same day six months later, which February may not have: it is compared, not shown.
fn half_a_year_after(date: Date) -> (i32, u8, u8) {
    let (year, month, day) = day(date);
    if month > 6 { (year + 1, month - 6, day) } else { (year, month + 6, day) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_ending_is_told_as_the_rfcs_say() {
        for (since, sunset, deprecation, gone) in [
            ("2026-11-22", Some("2027-06-01"), "@1795305600", Some("Tue, 01 Jun 2027 00:00:00 GMT")),
            ("1970-01-01", Some("2000-02-29"), "@0", Some("Tue, 29 Feb 2000 00:00:00 GMT")),
            ("2026-06-30", Some("2026-12-30"), "@1782777600", Some("Wed, 30 Dec 2026 00:00:00 GMT")),
            ("2025-08-31", Some("2026-03-01"), "@1756598400", Some("Sun, 01 Mar 2026 00:00:00 GMT")),
            ("2023-06-30", None, "@1688083200", None),
        ] {
            let operation = json!({ "deprecated": true, "x-deprecated-since": since, "x-sunset": sunset });
            let ending = Ending::read(&operation).unwrap().unwrap();
            assert_eq!(ending.deprecation(), deprecation, "{since}");
            assert_eq!(ending.http_date().as_deref(), gone, "{sunset:?}");
        }
        assert_eq!(Ending::read(&json!({})), Ok(None));
        for (wrong, key) in [
            (json!({ "deprecated": true }), "x-deprecated-since"),
            (json!({ "deprecated": true, "x-deprecated-since": "2026-02-30" }), "x-deprecated-since"),
            (json!({ "deprecated": true, "x-deprecated-since": "2026-02-03", "x-sunset": "soon" }), "x-sunset"),
            (json!({ "deprecated": true, "x-deprecated-since": "2026-02-03", "x-sunset": "2026-02-02" }), "x-sunset"),
            (json!({ "deprecated": true, "x-deprecated-since": "2026-02-03", "x-sunset": "2026-08-02" }), "x-sunset"),
            (json!({ "deprecated": true, "x-deprecated-since": "2025-08-31", "x-sunset": "2026-02-28" }), "x-sunset"),
            (json!({ "x-sunset": "2026-02-02" }), "deprecated"),
            (json!({ "deprecated": "yes", "x-deprecated-since": "2026-02-03" }), "deprecated"),
        ] {
            assert_eq!(Ending::read(&wrong).unwrap_err().0, key, "{wrong}");
        }
    }
}
