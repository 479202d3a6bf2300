//! What a push says of an alert, for a lock screen: who did what, never a text that somebody wrote.

use crate::contract::v1::types::AlertKind;

/// Longest name that is shown, in characters: a lock screen has room for about this much beside the sentence.
const NAME_CHARS_MAX: usize = 60;

/// Headline and text for an alert of that kind in that state, caused by `actor`.
///
/// Total: a state that is new to this table is told by its kind.
#[must_use]
pub fn words(kind: AlertKind, state: &str, actor: Option<&str>) -> (&'static str, String) {
    let actor = actor.map(|name| name.chars().take(NAME_CHARS_MAX).collect::<String>());
    let who = actor.as_deref().unwrap_or("Somebody");
    match (kind, state) {
        (AlertKind::ConnectRequest, "pending") => ("New connect request", format!("{who} sent you a connect request")),
        (AlertKind::ConnectRequest, "accepted") => {
            ("Connect request accepted", format!("{who} accepted your connect request"))
        }
        (AlertKind::ConnectRequest, "rejected") => {
            ("Connect request declined", format!("{who} declined your connect request"))
        }
        (AlertKind::ConnectRequest, _) => ("Connect request", format!("There is news of a connect request with {who}")),
        (AlertKind::MessageRequest, "pending") => ("New message request", format!("{who} would like to write to you")),
        (AlertKind::MessageRequest, "accepted") => {
            ("Message request accepted", format!("{who} accepted your message request"))
        }
        (AlertKind::MessageRequest, "rejected") => {
            ("Message request declined", format!("{who} declined your message request"))
        }
        (AlertKind::MessageRequest, _) => ("Message request", format!("There is news of a message request with {who}")),
        (AlertKind::Schedule, _) => match &actor {
            Some(name) => ("Scheduled call", format!("There is news of your call with {name}")),
            None => ("Scheduled call", "There is news of a scheduled call".to_owned()),
        },
        (AlertKind::Review, _) => ("New review", format!("{who} reviewed you")),
        (AlertKind::Transaction, "succeeded") => ("Transaction succeeded", "A transaction is complete".to_owned()),
        (AlertKind::Transaction, "failed" | "canceled" | "expired" | "incomplete") => {
            ("Transaction failed", "A transaction did not go through".to_owned())
        }
        (AlertKind::Transaction, "refunded") => ("Transaction refunded", "A transaction was refunded".to_owned()),
        (AlertKind::Transaction, _) => ("Transaction", "There is news of a transaction".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Longest headline and longest text, in characters. Source: schemas/v1/alert/push_notification_json_data.json.
    const WORDS_CHARS_MAX: (usize, usize) = (60, 200);

    #[test]
    fn every_kind_and_state_has_a_sentence() {
        let states = [
            "pending",
            "accepted",
            "rejected",
            "canceled",
            "upcoming",
            "written",
            "succeeded",
            "failed",
            "of-tomorrow",
        ];
        for kind in AlertKind::ALL {
            for state in states {
                for actor in [Some("Ann Lee"), Some(&*"ä".repeat(500)), None] {
                    let (title, body) = words(*kind, state, actor);
                    let chars = (title.chars().count(), body.chars().count());
                    assert!(
                        chars.0 <= WORDS_CHARS_MAX.0 && chars.1 <= WORDS_CHARS_MAX.1,
                        "{kind:?} {state}: {chars:?}"
                    );
                    assert!(!title.is_empty() && !body.is_empty() && !body.contains("None"), "{kind:?} {state}");
                }
            }
        }
    }

    #[test]
    fn names_are_told_and_end_somewhere() {
        let table = [
            (AlertKind::ConnectRequest, "pending", Some("Ann Lee"), "Ann Lee sent you a connect request"),
            (AlertKind::ConnectRequest, "accepted", None, "Somebody accepted your connect request"),
            (AlertKind::MessageRequest, "pending", Some("Ben"), "Ben would like to write to you"),
            (AlertKind::Schedule, "upcoming", Some("Ben"), "There is news of your call with Ben"),
            (AlertKind::Review, "written", Some("Ann"), "Ann reviewed you"),
            (AlertKind::Transaction, "expired", None, "A transaction did not go through"),
        ];
        for (kind, state, actor, expected) in table {
            assert_eq!(words(kind, state, actor).1, expected);
        }
        let (_, body) = words(AlertKind::Review, "written", Some(&"ä".repeat(500)));
        assert_eq!(body.chars().count(), NAME_CHARS_MAX + " reviewed you".len());
    }
}
