//! What the invented people have to do with each other: connections in every state, chats, alerts, reviews.

use super::{
    FIRST_MS,
    calls::PastCall,
    dice::Dice,
    people::{EACH, Person},
    words,
};
use crate::{
    domain::{
        connection::{Connection, Status},
        ids::{AlertId, ChatId, ConnectionId, ReviewId, TenantId, UserId},
        time::{MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE},
    },
    store::{alerts::Alert, reviews::NewReview},
};

/// When they all had signed up.
pub(super) const ALL_THERE_MS: i64 = FIRST_MS + 61 * MS_PER_DAY;

/// A connection and what follows from its state.
pub(super) struct Tie {
    pub connection: Connection,
    /// Of a connection that is accepted.
    pub chat: Option<ChatId>,
    /// For who has to answer, or got an answer.
    pub alert: Option<Alert>,
}

pub(super) struct Ties {
    pub connections: Vec<Tie>,
    pub reviews: Vec<NewReview>,
    /// Made when the rest is ([`super::calls`]).
    pub calls: Vec<PastCall>,
}

/// Each senior has to do with three or four volunteers; Ann with one in every state, and with Ben.
pub(super) fn all(dice: &mut Dice, tenant: TenantId, people: &[Person]) -> Ties {
    let mut ties = Ties { connections: Vec::new(), reviews: Vec::new(), calls: Vec::new() };
    let ids: Vec<UserId> = people.iter().map(|person| person.user.id).collect();
    let (seniors, volunteers) = ids.split_at(EACH.min(ids.len()));
    for (index, &senior) in seniors.iter().enumerate() {
        // Steps that never meet modulo a hundred: no pair comes twice.
        for step in [0, 7, 19, 42] {
            if step == 42 && index > 0 && dice.percent(50) {
                continue;
            }
            let volunteer = volunteers[(index + step) % volunteers.len()];
            let status = match (index, step) {
                (0, 0 | 42) => Status::Accepted,
                (0, 7) => Status::Pending,
                (0, _) => Status::Declined,
                _ => match dice.below(100) {
                    0..55 => Status::Accepted,
                    55..85 => Status::Pending,
                    _ => Status::Declined,
                },
            };
            let senior_asks = index == 0 || dice.percent(60);
            let (requester, addressee) = if senior_asks { (senior, volunteer) } else { (volunteer, senior) };
            ties.connections.push(tie(dice, tenant, requester, addressee, status));
            if status == Status::Accepted && (index == 0 || dice.percent(45)) {
                ties.reviews.push(review(dice, senior, volunteer));
            }
        }
    }
    // Somebody waits for Ann's answer: the volunteer of a step that she has not taken.
    ties.connections.push(tie(dice, tenant, volunteers[60 % volunteers.len()], seniors[0], Status::Pending));
    ties
}

fn tie(dice: &mut Dice, tenant: TenantId, requester: UserId, addressee: UserId, status: Status) -> Tie {
    let asked_ms = ALL_THERE_MS + dice.between(0, 90 * 24) * MS_PER_HOUR + dice.between(0, 59) * MS_PER_MINUTE;
    let answered_ms = (status != Status::Pending).then(|| asked_ms + dice.between(5, 3_000) * MS_PER_MINUTE);
    let message = dice.percent(70).then(|| dice.pick(&words::GREETINGS).to_owned());
    let connection = Connection {
        id: ConnectionId(dice.id(asked_ms)),
        tenant,
        requester,
        addressee,
        status,
        message,
        request_count: 1,
        first_requested_at_ms: asked_ms,
        requested_at_ms: asked_ms,
        responded_at_ms: answered_ms,
        updated_at_ms: answered_ms.unwrap_or(asked_ms),
    };
    let alert = |dice: &mut Dice, user, actor| Alert {
        id: AlertId(dice.id(connection.updated_at_ms)),
        tenant,
        user,
        kind: "connect-request".to_owned(),
        subject: connection.id.to_string(),
        actor: Some(actor),
        state: status.as_str().to_owned(),
        raised_at_ms: connection.updated_at_ms,
        read_at_ms: None,
    };
    let alert = match status {
        Status::Pending => Some(alert(dice, addressee, requester)),
        Status::Accepted => Some(alert(dice, requester, addressee)),
        Status::Declined => None,
    };
    let chat = (status == Status::Accepted).then(|| ChatId(dice.id(connection.updated_at_ms)));
    Tie { connection, chat, alert }
}

fn review(dice: &mut Dice, senior: UserId, volunteer: UserId) -> NewReview {
    let at_ms = ALL_THERE_MS + dice.between(95 * 24, 150 * 24) * MS_PER_HOUR;
    let (stars, text) = dice.pick(&words::REVIEWS);
    NewReview { id: ReviewId(dice.id(at_ms)), rater: senior, ratee: volunteer, stars, text: text.to_owned(), at_ms }
}

#[cfg(test)]
mod tests {
    use super::{super::people, *};
    use crate::app::config::DEFAULT_TENANT;
    use std::collections::HashSet;

    #[test]
    fn every_state_is_there_and_no_pair_twice() {
        let mut dice = Dice::new(3);
        let people = people::all(&mut dice, DEFAULT_TENANT);
        let ties = all(&mut dice, DEFAULT_TENANT, &people);
        let ann = people[0].user.id;
        let mut pairs = HashSet::new();
        for tie in &ties.connections {
            let Connection { requester, addressee, .. } = tie.connection;
            assert!(pairs.insert((requester.min(addressee), requester.max(addressee))));
        }
        for status in [Status::Pending, Status::Accepted, Status::Declined] {
            assert!(
                ties.connections.iter().any(|tie| tie.connection.status == status && tie.connection.requester == ann)
            );
        }
        assert!(ties.connections.iter().any(|tie| tie.connection.addressee == ann));
        assert!(ties.connections.len() > 300 && ties.reviews.len() > 60, "{}", ties.reviews.len());
    }
}
