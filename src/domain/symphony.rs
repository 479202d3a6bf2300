//! Symphony's words for people and connections: 64-bit ids, statuses as the caller sees them, and the list's filter.
//!
//! Source: contract/symphony.md 1, 2 and 4; DESIGN.md 4 (every person counts as a pod of their own).

use super::connection::Standing;
use super::words;
use std::collections::BTreeSet;

/// Bits of an id that name the person within the pod; those above name the pod.
const PERSON_BITS: u32 = 36;
/// The one person of each pod.
const PERSON: i64 = 1;
/// The highest number a person can have here: the pod has 27 bits.
pub const USER_NUMBER_MAX: i64 = (1 << 27) - 1;

/// The 64-bit id of the person with this number, 1 to [`USER_NUMBER_MAX`]: `(number << 36) + 1`.
///
/// The number becomes the pod, so that nobody shares one: Symphony connects the people of one pod implicitly, and here
/// nobody is. `None` for a number out of range.
pub fn symphony_id(number: i64) -> Option<i64> {
    (1..=USER_NUMBER_MAX).contains(&number).then_some((number << PERSON_BITS) + PERSON)
}

/// The number of the person with this 64-bit id; `None` for an id that nobody can have.
pub fn user_number(symphony_id: i64) -> Option<i64> {
    let number = symphony_id >> PERSON_BITS;
    (self::symphony_id(number) == Some(symphony_id)).then_some(number)
}

/// A 64-bit id in decimal, from 1 to 2^63-1, digits only. `None` for anything else.
///
/// An id that reads well may still be nobody's.
pub fn parse_symphony_id(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|&id: &i64| digits && id >= 1)
}

/// The name under which a person logs in and is shown: the user name they chose, or their 64-bit id in decimal when they
/// have none or one that reads as an id.
///
/// So every person has one, it is nobody else's, and it is never an e-mail address.
pub fn pod_username(username: Option<&str>, number: i64) -> String {
    match username.filter(|name| !name.is_empty() && matches!(read_username(name), LoginName::Username(_))) {
        Some(name) => name.to_owned(),
        None => symphony_id(number).unwrap_or_default().to_string(),
    }
}

/// Whom a name that somebody logs in with means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoginName {
    /// The person with this number.
    Number(i64),
    /// The person who chose this user name, in lower case.
    Username(String),
}

/// Reads a name as [`pod_username`] writes it; letter case does not count.
pub fn read_username(name: &str) -> LoginName {
    match parse_symphony_id(name).and_then(user_number) {
        Some(number) => LoginName::Number(number),
        None => LoginName::Username(name.to_lowercase()),
    }
}

/// A name to show, taken apart at its first space: Symphony has two fields where we have one.
pub fn first_and_last_name(name: &str) -> (Option<String>, Option<String>) {
    let (first, last) = name.trim().split_once(char::is_whitespace).unwrap_or((name.trim(), ""));
    let part = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    (part(first), part(last))
}

/// A connection's status as the caller sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PodStatus {
    /// The other one asked.
    PendingIncoming,
    /// The caller asked.
    PendingOutgoing,
    Accepted,
    /// Declined, whoever of the two asked.
    Rejected,
}
words!(PodStatus {
    PendingIncoming = "PENDING_INCOMING",
    PendingOutgoing = "PENDING_OUTGOING",
    Accepted = "ACCEPTED",
    Rejected = "REJECTED",
});

/// The status to show for a standing; `None` when there is nothing to show (404, or left out of a list).
pub fn pod_status(standing: Standing) -> Option<PodStatus> {
    match standing {
        Standing::AskedOfMe => Some(PodStatus::PendingIncoming),
        Standing::AskedByMe => Some(PodStatus::PendingOutgoing),
        Standing::Accepted => Some(PodStatus::Accepted),
        Standing::DeclinedMine | Standing::DeclinedTheirs => Some(PodStatus::Rejected),
        Standing::None | Standing::PendingOfOthers | Standing::AcceptedOfOthers => None,
    }
}

/// Which statuses a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StatusFilter {
    /// Nothing was asked for: the pending ones, both directions.
    #[default]
    Pending,
    /// One status.
    Only(PodStatus),
    /// `ALL`.
    All,
}

impl StatusFilter {
    /// Whether a connection with this status belongs in the list.
    pub fn admits(self, status: PodStatus) -> bool {
        match self {
            Self::Pending => matches!(status, PodStatus::PendingIncoming | PodStatus::PendingOutgoing),
            Self::Only(one) => status == one,
            Self::All => true,
        }
    }
}

/// What a list is restricted to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListFilter {
    pub status: StatusFilter,
    /// Only connections with these people; `None` means everybody. Each once, in order.
    pub user_ids: Option<Vec<i64>>,
}

/// Why a list's query is refused (400).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListFilterRefusal {
    #[error("status must be PENDING_INCOMING, PENDING_OUTGOING, ACCEPTED, REJECTED or ALL")]
    Status,
    #[error("userIds must be whole numbers from 1 to 9223372036854775807 with commas between")]
    UserIds,
}

/// Reads the list's query. Empty means absent; status words are good in either case; spaces around an id do no harm.
///
/// # Errors
/// In this order: `Status`, `UserIds`.
pub fn parse_list_filter(status: Option<&str>, user_ids: Option<&str>) -> Result<ListFilter, ListFilterRefusal> {
    let status = match status.filter(|text| !text.is_empty()) {
        None => StatusFilter::Pending,
        Some(text) => match text.to_ascii_uppercase().as_str() {
            "ALL" => StatusFilter::All,
            word => StatusFilter::Only(word.parse().map_err(|_| ListFilterRefusal::Status)?),
        },
    };
    let user_ids = match user_ids.filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => Some(parse_ids(text).collect::<Option<BTreeSet<i64>>>().ok_or(ListFilterRefusal::UserIds)?),
    };
    Ok(ListFilter { status, user_ids: user_ids.map(|ids| ids.into_iter().collect()) })
}

/// Most people who are looked up at once. Source: contract/symphony.md 4, the vendor's own limit.
pub const LOOK_UP_USERS_MAX: usize = 100;

/// Why a look-up of people is refused (400).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("uid must be 1 to {LOOK_UP_USERS_MAX} whole numbers from 1 to 9223372036854775807 with commas between")]
pub struct UserIdsRefusal;

/// Reads the ids of a look-up of people, each once, in the order given. Spaces around an id do no harm.
///
/// # Errors
/// One of them is no id, or there are too many.
pub fn parse_user_ids(text: &str) -> Result<Vec<i64>, UserIdsRefusal> {
    let mut ids = vec![];
    for id in parse_ids(text) {
        let id = id.ok_or(UserIdsRefusal)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
        if ids.len() > LOOK_UP_USERS_MAX {
            return Err(UserIdsRefusal);
        }
    }
    Ok(ids)
}

fn parse_ids(text: &str) -> impl Iterator<Item = Option<i64>> {
    text.split(',').map(|entry| parse_symphony_id(entry.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_person_is_a_pod() {
        for (number, id) in [
            (1, Some(68_719_476_737)),
            (2, Some(137_438_953_473)),
            (1 << 17, Some((1_i64 << 53) + 1)),
            (USER_NUMBER_MAX, Some(i64::MAX - (1 << 36) + 2)),
            (0, None),
            (-1, None),
            (USER_NUMBER_MAX + 1, None),
            (i64::MAX, None),
            (i64::MIN, None),
        ] {
            assert_eq!(symphony_id(number), id, "{number}");
            if let Some(id) = id {
                assert_eq!((user_number(id), id >> 36), (Some(number), number));
            }
        }
    }

    #[test]
    fn other_ids_are_nobodys() {
        for id in [i64::MIN, -1, 0, 1, 2, 1 << 36, (1 << 36) + 2, i64::MAX, 12_987_981_103_203, 7_078_106_126_503] {
            assert_eq!(user_number(id), None, "{id}");
        }
    }

    #[test]
    fn ids_are_read_whole() {
        for (text, id) in [
            ("1", Some(1)),
            ("007", Some(7)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9007199254740993", Some(9_007_199_254_740_993)),
            ("9223372036854775808", None),
            ("0", None),
            ("-1", None),
            ("+1", None),
            ("1.0", None),
            ("1e3", None),
            ("", None),
            (" 1", None),
            ("abc", None),
            ("１", None),
        ] {
            assert_eq!(parse_symphony_id(text), id, "{text:?}");
        }
    }

    #[test]
    fn the_caller_sees_his_side() {
        let seen = Standing::ALL.map(|standing| pod_status(standing).map(PodStatus::as_str));
        assert_eq!(
            seen,
            [
                None,
                Some("PENDING_OUTGOING"),
                Some("PENDING_INCOMING"),
                Some("ACCEPTED"),
                Some("REJECTED"),
                Some("REJECTED"),
                None,
                None,
            ]
        );
    }

    #[test]
    fn lists_are_filtered() {
        use StatusFilter::{All, Only, Pending};
        for (status, read) in [
            (None, Ok(Pending)),
            (Some(""), Ok(Pending)),
            (Some("ALL"), Ok(All)),
            (Some("all"), Ok(All)),
            (Some("pending_incoming"), Ok(Only(PodStatus::PendingIncoming))),
            (Some("PENDING_OUTGOING"), Ok(Only(PodStatus::PendingOutgoing))),
            (Some("ACCEPTED"), Ok(Only(PodStatus::Accepted))),
            (Some("Rejected"), Ok(Only(PodStatus::Rejected))),
            (Some("PENDING"), Err(ListFilterRefusal::Status)),
            (Some("NONE"), Err(ListFilterRefusal::Status)),
            (Some("ACCEPTED,REJECTED"), Err(ListFilterRefusal::Status)),
            (Some(" ALL"), Err(ListFilterRefusal::Status)),
        ] {
            assert_eq!(parse_list_filter(status, None).map(|filter| filter.status), read, "{status:?}");
        }
        for (ids, read) in [
            (None, Ok(None)),
            (Some(""), Ok(None)),
            (Some("7"), Ok(Some(vec![7]))),
            (Some("3,1,2,3"), Ok(Some(vec![1, 2, 3]))),
            (Some("1, 2"), Ok(Some(vec![1, 2]))),
            (Some("1,,2"), Err(ListFilterRefusal::UserIds)),
            (Some("1,"), Err(ListFilterRefusal::UserIds)),
            (Some(","), Err(ListFilterRefusal::UserIds)),
            (Some("1;2"), Err(ListFilterRefusal::UserIds)),
            (Some("0"), Err(ListFilterRefusal::UserIds)),
            (Some("1,9223372036854775808"), Err(ListFilterRefusal::UserIds)),
        ] {
            assert_eq!(parse_list_filter(None, ids).map(|filter| filter.user_ids), read, "{ids:?}");
        }
        assert_eq!(parse_list_filter(Some("x"), Some("x")), Err(ListFilterRefusal::Status));
    }

    #[test]
    fn look_ups_keep_their_order() {
        assert_eq!(parse_user_ids("3, 1,3,2"), Ok(vec![3, 1, 2]));
        for text in ["", ",", "1,", "a", "-1", "0", "9223372036854775808"] {
            assert_eq!(parse_user_ids(text), Err(UserIdsRefusal), "{text:?}");
        }
        let many = |n: usize| (1..=n).map(|id| id.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(parse_user_ids(&many(LOOK_UP_USERS_MAX)).map(|ids| ids.len()), Ok(LOOK_UP_USERS_MAX));
        assert_eq!(parse_user_ids(&many(LOOK_UP_USERS_MAX + 1)), Err(UserIdsRefusal));
    }

    #[test]
    fn everybody_has_one_name_to_log_in_with() {
        let id = |number| symphony_id(number).unwrap_or_default().to_string();
        for (username, number, shown) in [
            (Some("ann"), 1, "ann".to_owned()),
            (Some("12"), 1, "12".to_owned()),
            (None, 1, id(1)),
            (Some(""), 2, id(2)),
            // Somebody who took another one's id for a name is not found by it.
            (Some(id(7).as_str()), 3, id(3)),
        ] {
            assert_eq!(pod_username(username, number), shown);
            let meant = match read_username(&shown.to_uppercase()) {
                LoginName::Number(found) => found == number,
                LoginName::Username(name) => Some(name.as_str()) == username,
            };
            assert!(meant, "{shown}");
        }
    }

    #[test]
    fn names_are_taken_apart() {
        let part = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        for (name, first, last) in
            [("Ann Lee", "Ann", "Lee"), ("Ann", "Ann", ""), (" Ann  van Lee ", "Ann", "van Lee"), ("", "", "")]
        {
            assert_eq!(first_and_last_name(name), (part(first), part(last)), "{name:?}");
        }
    }

    #[test]
    fn filters_admit() {
        // Columns in the order of PodStatus::ALL.
        for (filter, admitted) in [
            (StatusFilter::Pending, [true, true, false, false]),
            (StatusFilter::All, [true; 4]),
            (StatusFilter::Only(PodStatus::PendingIncoming), [true, false, false, false]),
            (StatusFilter::Only(PodStatus::Rejected), [false, false, false, true]),
        ] {
            let seen: Vec<bool> = PodStatus::ALL.iter().map(|&status| filter.admits(status)).collect();
            assert_eq!(seen, admitted, "{filter:?}");
        }
    }
}
