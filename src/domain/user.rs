//! What a person is, who may see them, how old they are, and when they count as verified.
//!
//! Source: contract/talkamie.md D (v1/user), F.1, F.3, F.8.

use super::{
    connection::Standing,
    ids::UserId,
    limits::AGE_YEARS_MAX,
    time::{Date, iso_date, parse_iso_date},
    words,
};
use time::Month;

/// The two kinds of people. Unset (`None`) until chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UserType {
    Senior,
    Volunteer,
}
words!(UserType { Senior = "senior", Volunteer = "volunteer" });

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    Male,
    Female,
    Unspecified,
}
words!(Gender { Male = "male", Female = "female", Unspecified = "unspecified" });

/// Whom a person wants to be seen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Visibility {
    /// By everyone who is signed in. Also when nothing was chosen (contract/talkamie.md G9).
    #[default]
    Public,
    /// By those they are in touch with, and by nobody else.
    Matches,
    /// By volunteers too.
    Volunteers,
    /// By seniors too.
    Seniors,
}
words!(Visibility { Public = "public", Matches = "matches", Volunteers = "volunteers", Seniors = "seniors" });

/// How far one step of verification got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum VerificationStatus {
    #[default]
    Pending,
    InProgress,
    Failed,
    Complete,
}
words!(VerificationStatus { Pending = "pending", InProgress = "in-progress", Failed = "failed", Complete = "complete" });

/// What decides, of each of the two, who may see whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    pub id: UserId,
    pub user_type: Option<UserType>,
}

/// Who is looked at. See [`Viewer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    pub id: UserId,
    pub visibility: Visibility,
}

/// Whether `viewer` may see `target`, who stand to each other so. `None` is a caller who is not signed in.
///
/// People always see themselves, and people who are in touch see each other: the connected, and both parties of a
/// request that is not answered yet. The asked one must see who asks in order to answer, and the asker must come back
/// to the profile to take the request back; both knew of each other when it was made. Declining or taking back ends it.
/// So asking must itself be for visible people only, or asking would open what is hidden.
pub fn visible(viewer: Option<Viewer>, target: Target, standing: Standing) -> bool {
    let Some(viewer) = viewer else {
        return false;
    };
    if viewer.id == target.id || in_touch(standing) {
        return true;
    }
    match target.visibility {
        Visibility::Public => true,
        Visibility::Matches => false,
        Visibility::Volunteers => viewer.user_type == Some(UserType::Volunteer),
        Visibility::Seniors => viewer.user_type == Some(UserType::Senior),
    }
}

/// Whether two who stand so see each other whatever they chose. The lists' statements follow the same rule.
pub fn in_touch(standing: Standing) -> bool {
    match standing {
        Standing::Accepted | Standing::AskedByMe | Standing::AskedOfMe => true,
        Standing::None
        | Standing::DeclinedMine
        | Standing::DeclinedTheirs
        | Standing::PendingOfOthers
        | Standing::AcceptedOfOthers => false,
    }
}

/// How old someone born on `dob` (`YYYY-MM-DD`) is on the day `today`, in whole years.
///
/// Who was born on 29 February has their birthday on 1 March in other years. `None` when `dob` is no day or is yet to
/// come: an age is then left out rather than invented.
pub fn age_years(dob: &str, today: Date) -> Option<i32> {
    let dob = parse_iso_date(dob)?;
    if dob > today {
        return None;
    }
    let had_birthday = (u8::from(today.month()), today.day()) >= (u8::from(dob.month()), dob.day());
    Some(today.year() - dob.year() - i32::from(!had_birthday))
}

/// Why a day cannot be someone's day of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DobRefusal {
    #[error("not a day of the calendar")]
    NotADay,
    #[error("this day is yet to come")]
    InTheFuture,
    #[error("more than {AGE_YEARS_MAX} years ago")]
    TooLongAgo,
}

/// Judges a day of birth (`YYYY-MM-DD`).
///
/// # Errors
/// In this order: `NotADay`, `InTheFuture`, `TooLongAgo`.
pub fn check_dob(dob: &str, today: Date) -> Result<(), DobRefusal> {
    let date = parse_iso_date(dob).ok_or(DobRefusal::NotADay)?;
    if date > today {
        return Err(DobRefusal::InTheFuture);
    }
    match age_years(dob, today) {
        Some(age) if age <= AGE_YEARS_MAX => Ok(()),
        _ => Err(DobRefusal::TooLongAgo),
    }
}

/// First and last day of birth, both included, as `YYYY-MM-DD`; compare them as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DobRange {
    pub from: Option<String>,
    pub to: Option<String>,
}

/// Exactly the days of birth whose [`age_years`] today is at least `min_years` and at most `max_years`.
///
/// For filters: a comparison of days uses an index, a computed age does not. A least age above the most gives a range
/// with no days in it. Days yet to come have no age, so `to` is always set when a bound is.
pub fn dob_range_for_ages(min_years: Option<i32>, max_years: Option<i32>, today: Date) -> DobRange {
    if min_years.is_none() && max_years.is_none() {
        return DobRange::default();
    }
    let from = max_years.map(|max| match latest_dob_for_age(max.saturating_add(1), today).next_day() {
        Some(day) => iso_date(day),
        None => iso_date(Date::MAX),
    });
    let to = Some(iso_date(latest_dob_for_age(min_years.unwrap_or(0).max(0), today)));
    DobRange { from, to }
}

/// The last day of birth that makes someone at least `years` old on the day `today`; held to the years 0000 to 9999.
fn latest_dob_for_age(years: i32, today: Date) -> Date {
    let year = today.year().saturating_sub(years).clamp(0, 9999);
    // Without a 29 February that year, the day before it is the last that is not later.
    Date::from_calendar_date(year, today.month(), today.day())
        .or_else(|_| Date::from_calendar_date(year, Month::February, 28))
        .unwrap_or(Date::MIN)
}

/// Which of the four items of the basic step a volunteer has handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BasicItems {
    pub specialization: bool,
    pub certificate_state: bool,
    pub license_id: bool,
    pub certificate_file: bool,
}

/// Where the basic step stands after an update of the profile.
///
/// All four items complete it, some put it in progress, none leave it pending. An update that touches none of the items
/// (`items_changed` is false) leaves the status alone: so a step that an operator failed stays failed, and one that he
/// completed stays complete, until the volunteer hands in something else; then the items decide again.
pub fn basic_verification(before: VerificationStatus, items: BasicItems, items_changed: bool) -> VerificationStatus {
    if !items_changed {
        return before;
    }
    let handed_in = [items.specialization, items.certificate_state, items.license_id, items.certificate_file];
    match handed_in.iter().filter(|&&is_in| is_in).count() {
        0 => VerificationStatus::Pending,
        4 => VerificationStatus::Complete,
        _ => VerificationStatus::InProgress,
    }
}

/// Why a background check cannot be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckRefusal {
    NotVolunteer,
    AlreadyComplete,
    InProgress,
}

/// Whether somebody may hand in what a background check needs: a volunteer whose check was not begun, or failed. The other
/// steps do not matter (contract/talkamie.md G20).
///
/// # Errors
/// In this order: `NotVolunteer`, `AlreadyComplete`, `InProgress`.
pub fn may_begin_check(user_type: Option<UserType>, background: VerificationStatus) -> Result<(), CheckRefusal> {
    if user_type != Some(UserType::Volunteer) {
        return Err(CheckRefusal::NotVolunteer);
    }
    match background {
        VerificationStatus::Pending | VerificationStatus::Failed => Ok(()),
        VerificationStatus::Complete => Err(CheckRefusal::AlreadyComplete),
        VerificationStatus::InProgress => Err(CheckRefusal::InProgress),
    }
}

/// Whether someone carries the badge: all three steps are complete.
pub fn verified(basic: VerificationStatus, admin: VerificationStatus, background: VerificationStatus) -> bool {
    [basic, admin, background].iter().all(|&step| step == VerificationStatus::Complete)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        parse_iso_date(text).expect("a day")
    }

    #[test]
    fn words_come_back_as_they_went() {
        fn both_ways<T: Copy + PartialEq + std::fmt::Debug + std::str::FromStr>(
            all: &[T],
            as_str: fn(T) -> &'static str,
        ) {
            for &value in all {
                assert_eq!(as_str(value).parse().ok(), Some(value));
                assert!(as_str(value).to_uppercase().parse::<T>().is_err());
            }
            assert!("".parse::<T>().is_err());
        }
        both_ways(UserType::ALL, UserType::as_str);
        both_ways(Gender::ALL, Gender::as_str);
        both_ways(Visibility::ALL, Visibility::as_str);
        both_ways(VerificationStatus::ALL, VerificationStatus::as_str);
    }

    #[test]
    fn ages_change_on_the_birthday() {
        for (dob, today, age) in [
            ("1990-06-15", "2024-06-14", Some(33)),
            ("1990-06-15", "2024-06-15", Some(34)),
            ("1990-06-15", "2024-12-31", Some(34)),
            ("2024-06-15", "2024-06-15", Some(0)),
            ("2024-06-16", "2024-06-15", None),
            ("2000-02-29", "2023-02-28", Some(22)),
            ("2000-02-29", "2023-03-01", Some(23)),
            ("2000-02-29", "2024-02-28", Some(23)),
            ("2000-02-29", "2024-02-29", Some(24)),
            ("2023-02-29", "2024-02-29", None),
            ("", "2024-02-29", None),
        ] {
            assert_eq!(age_years(dob, day(today)), age, "{dob} {today}");
        }
    }

    #[test]
    fn days_of_birth_are_judged() {
        let today = day("2024-06-15");
        for (dob, judged) in [
            ("2024-06-15", Ok(())),
            ("1893-06-16", Ok(())),
            ("1893-06-15", Err(DobRefusal::TooLongAgo)),
            ("2024-06-16", Err(DobRefusal::InTheFuture)),
            ("2024-06-31", Err(DobRefusal::NotADay)),
            ("yesterday", Err(DobRefusal::NotADay)),
        ] {
            assert_eq!(check_dob(dob, today), judged, "{dob}");
        }
    }

    /// The filter and the age must never disagree, on any day of a leap year, the year after it and a century's turn.
    #[test]
    fn a_filter_by_age_finds_exactly_the_people_of_that_age() {
        for today in ["2024-02-28", "2024-02-29", "2024-03-01", "2023-02-28", "2023-03-01", "2024-12-31", "2024-01-01"]
        {
            let today = day(today);
            for (min, max) in
                [(Some(0), Some(0)), (Some(1), None), (None, Some(3)), (Some(2), Some(4)), (Some(4), Some(2))]
            {
                let range = dob_range_for_ages(min, max, today);
                let mut dob = day("2017-01-01");
                while dob < day("2025-03-01") {
                    let text = iso_date(dob);
                    let inside = range.from.as_ref().is_none_or(|from| *from <= text)
                        && range.to.as_ref().is_none_or(|to| text <= *to);
                    let wanted = age_years(&text, today)
                        .is_some_and(|age| min.is_none_or(|min| min <= age) && max.is_none_or(|max| age <= max));
                    assert_eq!(inside, wanted, "{text} {today} {min:?} {max:?}");
                    dob = dob.next_day().expect("a next day");
                }
            }
        }
    }

    #[test]
    fn absurd_ages_give_ranges_all_the_same() {
        let today = day("2024-06-15");
        assert_eq!(dob_range_for_ages(None, None, today), DobRange::default());
        let all = DobRange { from: Some("0000-06-16".into()), to: Some("2024-06-15".into()) };
        assert_eq!(dob_range_for_ages(Some(-5), Some(i32::MAX), today), all);
        let none = DobRange { from: None, to: Some("0000-06-15".into()) };
        assert_eq!(dob_range_for_ages(Some(i32::MAX), None, today), none);
        let unborn = dob_range_for_ages(None, Some(-1), today);
        assert!(unborn.from > unborn.to, "{unborn:?}");
        assert!(dob_range_for_ages(None, Some(i32::MIN), today).from > Some("2024-06-15".into()));
    }

    #[test]
    fn who_sees_whom() {
        let (ann, ben) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        let viewers = [None, Some(None), Some(Some(UserType::Senior)), Some(Some(UserType::Volunteer))];
        // Columns: not signed in, type not chosen, senior, volunteer.
        for (visibility, strangers) in [
            (Visibility::Public, [false, true, true, true]),
            (Visibility::Matches, [false, false, false, false]),
            (Visibility::Volunteers, [false, false, false, true]),
            (Visibility::Seniors, [false, false, true, false]),
        ] {
            for (viewer, sees_stranger) in viewers.into_iter().zip(strangers) {
                let signed_in = viewer.is_some();
                let viewer = viewer.map(|user_type| Viewer { id: ann, user_type });
                let target = Target { id: ben, visibility };
                for standing in Standing::ALL {
                    let touching = matches!(standing, Standing::Accepted | Standing::AskedByMe | Standing::AskedOfMe);
                    let expected = signed_in && (touching || sees_stranger);
                    assert_eq!(visible(viewer, target, standing), expected, "{viewer:?} {visibility} {standing:?}");
                }
                let oneself = Target { id: ann, visibility };
                assert_eq!(visible(viewer, oneself, Standing::None), signed_in, "people see themselves");
            }
        }
    }

    #[test]
    fn the_basic_step_follows_its_items() {
        use VerificationStatus::{Complete, Failed, InProgress, Pending};
        for bits in 0..16_u8 {
            let items = BasicItems {
                specialization: bits & 1 != 0,
                certificate_state: bits & 2 != 0,
                license_id: bits & 4 != 0,
                certificate_file: bits & 8 != 0,
            };
            let derived = match bits {
                0 => Pending,
                15 => Complete,
                _ => InProgress,
            };
            for before in [Pending, InProgress, Failed, Complete] {
                assert_eq!(basic_verification(before, items, true), derived);
                assert_eq!(basic_verification(before, items, false), before);
            }
        }
    }

    #[test]
    fn volunteers_begin_a_check_once() {
        use VerificationStatus::{Complete, Failed, InProgress, Pending};
        for (user_type, background, verdict) in [
            (Some(UserType::Volunteer), Pending, Ok(())),
            (Some(UserType::Volunteer), Failed, Ok(())),
            (Some(UserType::Volunteer), InProgress, Err(CheckRefusal::InProgress)),
            (Some(UserType::Volunteer), Complete, Err(CheckRefusal::AlreadyComplete)),
            (Some(UserType::Senior), Pending, Err(CheckRefusal::NotVolunteer)),
            (Some(UserType::Senior), Complete, Err(CheckRefusal::NotVolunteer)),
            (None, Failed, Err(CheckRefusal::NotVolunteer)),
        ] {
            assert_eq!(may_begin_check(user_type, background), verdict, "{user_type:?} {background}");
        }
    }

    #[test]
    fn the_badge_needs_all_three() {
        let all = VerificationStatus::ALL;
        let mut badges = 0;
        for &basic in all {
            for &admin in all {
                for &background in all {
                    badges += i32::from(verified(basic, admin, background));
                }
            }
        }
        assert_eq!(badges, 1);
        let complete = VerificationStatus::Complete;
        assert!(verified(complete, complete, complete));
    }
}
