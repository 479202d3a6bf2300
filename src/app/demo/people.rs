//! The invented people: a hundred seniors and a hundred volunteers.

use super::{FIRST_MS, dice::Dice, words};
use crate::{
    domain::{
        ids::{TenantId, UserId},
        time::{MS_PER_HOUR, MS_PER_MINUTE},
        user::{Gender, UserType, VerificationStatus, Visibility},
    },
    store::users::User,
};
use serde_json::{Map, Value, json};

/// How many there are of each kind.
pub(super) const EACH: usize = 100;

/// Somebody, with what is not in their record.
pub(super) struct Person {
    pub user: User,
    /// Names and emojis.
    pub interests: Vec<(&'static str, &'static str)>,
    pub coins_hundredths: i64,
}

/// Seniors first, then volunteers; the first of each is the one a newcomer signs in as.
pub(super) fn all(dice: &mut Dice, tenant: TenantId) -> Vec<Person> {
    let mut people: Vec<Person> = (0..EACH).map(|index| senior(dice, tenant, index)).collect();
    people.extend((0..EACH).map(|index| volunteer(dice, tenant, index)));
    people
}

fn senior(dice: &mut Dice, tenant: TenantId, index: usize) -> Person {
    let (first, gender) = first_name(&words::SENIOR_WOMEN, &words::SENIOR_MEN, index);
    let last = if index == 0 { "Lee" } else { words::LAST_NAMES[(index * 37 + 11) % words::LAST_NAMES.len()] };
    let mut user = somebody(dice, tenant, index * 2, first, last);
    let interests = dice.some(&words::INTERESTS, 4);
    user.user_type = Some(UserType::Senior);
    user.gender = Some(gender);
    user.dob = Some(birthday(dice, 1934, 1961));
    user.bio = Some(format!(
        "{} {} {}",
        dice.pick(&words::SENIOR_WORK),
        dice.pick(&words::SENIOR_HOME),
        loves(dice.pick(&words::SENIOR_WISHES), &interests)
    ));
    user.visibility = Some(if index > 0 && dice.percent(10) { Visibility::Volunteers } else { Visibility::Public });
    let coins_hundredths = if index == 0 { 50_000 } else { dice.between(0, 300) * 100 };
    Person { user, interests, coins_hundredths }
}

fn volunteer(dice: &mut Dice, tenant: TenantId, index: usize) -> Person {
    // Ben is the first volunteer: the men's list goes first here.
    let (first, gender) = first_name(&words::VOLUNTEER_WOMEN, &words::VOLUNTEER_MEN, index + 1);
    let last = if index == 0 { "Ortiz" } else { words::LAST_NAMES[(index * 53 + 29) % words::LAST_NAMES.len()] };
    let mut user = somebody(dice, tenant, index * 2 + 1, first, last);
    let interests = dice.some(&words::INTERESTS, 4);
    user.user_type = Some(UserType::Volunteer);
    user.gender = Some(gender);
    user.dob = Some(birthday(dice, 1968, 2004));
    user.bio = Some(format!(
        "{} {} {}",
        dice.pick(&words::VOLUNTEER_WORK),
        dice.pick(&words::VOLUNTEER_WHY),
        loves(dice.pick(&words::VOLUNTEER_WISHES), &interests)
    ));
    user.visibility = Some(if index > 0 && dice.percent(5) { Visibility::Seniors } else { Visibility::Public });
    user.availability_weekly = week(dice);
    if index == 0 {
        // Ben keeps two holidays free, each in its own way.
        let party = json!([{ "start": "15:00:00", "end": "20:00:00" }, { "start": "22:00:00", "end": "01:00:00" }]);
        user.availability_custom = json!({ "2026-12-24": [], "2026-12-31": party }).to_string();
    }
    user.max_call_duration_s = Some(dice.pick(&[600, 900, 1_200]));
    user.max_call_count = Some(dice.between(2, 8));
    verify(dice, &mut user, index);
    Person { user, interests, coins_hundredths: dice.between(0, 120) * 100 }
}

/// Women and men in turn; each first name once.
fn first_name(
    women: &[&'static str; EACH / 2],
    men: &[&'static str; EACH / 2],
    index: usize,
) -> (&'static str, Gender) {
    let place = (index / 2) % (EACH / 2);
    if index.is_multiple_of(2) { (women[place], Gender::Female) } else { (men[place], Gender::Male) }
}

/// What seniors and volunteers have in common.
fn somebody(dice: &mut Dice, tenant: TenantId, order: usize, first: &str, last: &str) -> User {
    let hours = i64::try_from(order).unwrap_or_default() * 7;
    let at_ms = FIRST_MS + hours * MS_PER_HOUR + dice.between(0, 300) * MS_PER_MINUTE;
    let (city, state, country, language, offset_min) = dice.pick(&words::PLACES);
    let address = format!("{first}.{last}").to_lowercase();
    let mut user = User::new(UserId(dice.id(at_ms)), tenant, at_ms);
    user.email = Some(format!("{address}@demo.talkamie.example"));
    user.username = Some(address);
    user.name = Some(format!("{first} {last}"));
    user.language = Some(language.to_owned());
    user.city = Some(city.to_owned());
    user.state = Some(state.to_owned());
    user.country = Some(country.to_owned());
    user.timezone_offset_min = Some(offset_min);
    user
}

fn birthday(dice: &mut Dice, from_year: i64, to_year: i64) -> String {
    format!("{:04}-{:02}-{:02}", dice.between(from_year, to_year), dice.between(1, 12), dice.between(1, 28))
}

/// A wish with two interests in it.
fn loves(wish: &str, interests: &[(&'static str, &'static str)]) -> String {
    let name = |index: usize| interests.get(index).map_or("talking", |(name, _)| name);
    wish.replace("{0}", name(0)).replace("{1}", name(1))
}

/// Two to five days with an hour or more of time, in UTC.
fn week(dice: &mut Dice) -> String {
    let count = 2 + dice.below(4);
    let mut week = Map::new();
    for day in dice.some(&["sun", "mon", "tue", "wed", "thur", "fri", "sat"], count) {
        let start = dice.between(7, 19);
        let end = (start + dice.between(1, 4)).min(23);
        let mut ranges = vec![json!({ "start": format!("{start:02}:00:00"), "end": format!("{end:02}:00:00") })];
        if start >= 12 && dice.percent(25) {
            ranges.insert(0, json!({ "start": "08:30:00", "end": "10:00:00" }));
        }
        week.insert(day.to_owned(), Value::Array(ranges));
    }
    Value::Object(week).to_string()
}

/// Most volunteers are verified; some are on the way, a few failed a step.
fn verify(dice: &mut Dice, user: &mut User, index: usize) {
    use VerificationStatus::{Complete, Failed, InProgress, Pending};
    let (basic, admin, background) = match if index == 0 { 0 } else { dice.below(100) } {
        0..60 => (Complete, Complete, Complete),
        60..75 => (Complete, InProgress, Pending),
        75..85 => (Complete, Complete, InProgress),
        85..90 => (Complete, Complete, Failed),
        90..95 => (InProgress, Pending, Pending),
        _ => (Pending, Pending, Pending),
    };
    if basic != Pending {
        user.specialization_area = Some(dice.pick(&words::SPECIALIZATIONS).to_owned());
        user.certificate_state = Some(dice.pick(&words::CERTIFICATE_STATES).to_owned());
    }
    if basic == Complete {
        user.license_id = Some(format!("RN-{}", dice.between(100_000, 999_999)));
        let url = format!("https://files.talkamie.example/demo/{}/certificate.pdf", user.id);
        user.certificate_file = Some(json!({ "org": { "mimeType": "application/pdf", "url": url } }).to_string());
    }
    (user.verification_basic, user.verification_admin, user.verification_background) = (basic, admin, background);
}

#[cfg(test)]
mod tests {
    use super::{
        super::{SENIOR_EMAIL, VOLUNTEER_EMAIL},
        *,
    };
    use crate::{
        app::config::DEFAULT_TENANT,
        domain::{credentials::email_is_valid, time::parse_iso_date},
    };
    use std::collections::HashSet;

    #[test]
    fn they_are_always_the_same_and_all_different() {
        let (people, again) = (all(&mut Dice::new(1), DEFAULT_TENANT), all(&mut Dice::new(1), DEFAULT_TENANT));
        assert_eq!(people.len(), 2 * EACH);
        assert!(people.iter().zip(&again).all(|(one, other)| one.user == other.user));
        let emails: HashSet<_> = people.iter().filter_map(|person| person.user.email.clone()).collect();
        let ids: HashSet<_> = people.iter().map(|person| person.user.id).collect();
        assert_eq!((emails.len(), ids.len()), (2 * EACH, 2 * EACH));
        assert!(emails.iter().all(|email| email_is_valid(email)));
        assert_eq!(people[0].user.email.as_deref(), Some(SENIOR_EMAIL));
        assert_eq!(people[EACH].user.email.as_deref(), Some(VOLUNTEER_EMAIL));
    }

    #[test]
    fn they_are_believable() {
        for person in all(&mut Dice::new(2), DEFAULT_TENANT) {
            let user = person.user;
            assert!(user.dob.as_deref().and_then(parse_iso_date).is_some());
            let bio = user.bio.clone().unwrap_or_default();
            assert!(bio.len() > 40 && !bio.contains('{'), "{bio}");
            assert_eq!(person.interests.len(), 4);
            let week: Map<String, Value> = serde_json::from_str(&user.availability_weekly).expect("JSON");
            assert_eq!(week.is_empty(), user.user_type == Some(UserType::Senior));
        }
    }
}
