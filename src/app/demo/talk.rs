//! What the invented people wrote to each other: a conversation in most chats, and message requests.

use super::{
    dice::Dice,
    people::{EACH, Person},
    ties::{ALL_THERE_MS, Ties},
    words,
};
use crate::{
    domain::{
        chat::{Delivery, RequestStatus},
        ids::{AlertId, ChatId, MessageId, TenantId, UserId},
        time::{MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE},
    },
    store::{
        StoreError, StoreResult, Tx,
        alerts::Alert,
        chats::NewRequest,
        messages::{Content, NewMessage},
    },
};
use std::collections::HashSet;

/// A conversation in a chat.
pub(super) struct Talk {
    lines: Vec<Line>,
    /// How many of the last lines their receiver has not read.
    unread: usize,
}

struct Line {
    message: NewMessage,
    at_ms: i64,
}

/// A message request between two who are not connected.
pub(super) struct Asked {
    request: NewRequest,
    at_ms: i64,
    alert: AlertId,
    rejected: bool,
}

pub(super) struct Talks {
    pub talks: Vec<Talk>,
    pub asked: Vec<Asked>,
}

impl Talks {
    pub(super) fn messages(&self) -> usize {
        self.talks.iter().map(|talk| talk.lines.len()).sum()
    }
}

/// Ann has talked with Ben, has something to read, and one request waits for her.
pub(super) fn all(dice: &mut Dice, tenant: TenantId, people: &[Person], ties: &Ties) -> Talks {
    let ids: Vec<UserId> = people.iter().map(|person| person.user.id).collect();
    let (seniors, volunteers) = ids.split_at(EACH.min(ids.len()));
    let is_senior: HashSet<UserId> = seniors.iter().copied().collect();
    let mut talks = Talks { talks: Vec::new(), asked: Vec::new() };
    for (index, tie) in ties.connections.iter().enumerate() {
        let Some(chat) = tie.chat else { continue };
        if index > 0 && dice.percent(15) {
            continue;
        }
        let (mut senior, mut volunteer) = (tie.connection.requester, tie.connection.addressee);
        if !is_senior.contains(&senior) {
            (senior, volunteer) = (volunteer, senior);
        }
        talks.talks.push(talk(dice, tenant, chat, (senior, volunteer), tie.connection.updated_at_ms, index == 0));
    }
    // A step that no connection takes: these two have nothing to do with each other.
    for (index, &senior) in seniors.iter().enumerate().step_by(6) {
        let volunteer = volunteers[(index + 75) % volunteers.len()];
        let at_ms = ALL_THERE_MS + dice.between(92 * 24, 120 * 24) * MS_PER_HOUR;
        talks.asked.push(Asked {
            request: NewRequest {
                tenant,
                chat: ChatId(dice.id(at_ms)),
                message: MessageId(dice.id(at_ms)),
                sender: volunteer,
                receiver: senior,
                text: dice.pick(&words::GREETINGS).to_owned(),
            },
            at_ms,
            alert: AlertId(dice.id(at_ms)),
            rejected: index > 0 && dice.percent(30),
        });
    }
    talks
}

fn talk(
    dice: &mut Dice,
    tenant: TenantId,
    chat: ChatId,
    (senior, volunteer): (UserId, UserId),
    connected_ms: i64,
    first: bool,
) -> Talk {
    let mut at_ms = connected_ms + dice.between(1, 60) * MS_PER_HOUR;
    let said = dice.pick(&words::TALKS);
    let mut lines = Vec::new();
    for (n, text) in said.iter().enumerate() {
        let (sender, receiver) = if n % 2 == 0 { (senior, volunteer) } else { (volunteer, senior) };
        let id = MessageId(dice.id(at_ms));
        let content = Content::Text((*text).to_owned());
        lines.push(Line { message: NewMessage { id, tenant, chat, sender, receiver, content }, at_ms });
        at_ms += dice.between(2, 600) * MS_PER_MINUTE;
    }
    if first {
        // The last word is Ben's, so that Ann has something to read.
        lines.truncate(lines.len() - lines.len() % 2);
    }
    let unread = usize::from(first || dice.percent(30));
    Talk { lines, unread }
}

impl Talk {
    /// Writes the conversation, and reads it.
    pub(super) async fn write(&self, tx: &mut Tx) -> StoreResult<()> {
        for Line { message, at_ms } in &self.lines {
            let added = tx.add_message(message.clone(), *at_ms).await?;
            added.ok_or_else(|| StoreError::inconsistent("a conversation of two without a chat"))?;
        }
        let read = &self.lines[..self.lines.len().saturating_sub(self.unread)];
        let (Some(first), Some(last)) = (read.first(), self.lines.last()) else { return Ok(()) };
        let NewMessage { tenant, chat, sender, receiver, .. } = first.message;
        for reader in [sender, receiver] {
            let ids = read.iter().filter(|line| line.message.receiver == reader).map(|line| line.message.id);
            let ids: Vec<MessageId> = ids.collect();
            tx.move_messages(tenant, chat, reader, &ids, Delivery::Read, last.at_ms).await?;
        }
        Ok(())
    }
}

impl Asked {
    /// Sends the request, tells its receiver, and has it answered, if it was.
    pub(super) async fn write(&self, tx: &mut Tx) -> StoreResult<()> {
        let NewRequest { tenant, sender, receiver, .. } = self.request;
        let chat = tx.put_request(&self.request, self.at_ms).await?.id;
        let (user, actor, state, at_ms) = if self.rejected {
            let at_ms = self.at_ms + MS_PER_DAY;
            tx.reject_request(tenant, chat, receiver, at_ms).await?;
            (sender, receiver, RequestStatus::Rejected, at_ms)
        } else {
            (receiver, sender, RequestStatus::Pending, self.at_ms)
        };
        let alert = Alert {
            id: self.alert,
            tenant,
            user,
            kind: "message-request".to_owned(),
            subject: chat.to_string(),
            actor: Some(actor),
            state: state.as_str().to_owned(),
            raised_at_ms: at_ms,
            read_at_ms: None,
        };
        tx.put_alert(&alert).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::people, super::ties, *};
    use crate::app::config::DEFAULT_TENANT;

    #[test]
    fn nobody_asks_whom_they_know_and_ann_has_something_to_read() {
        let mut dice = Dice::new(3);
        let people = people::all(&mut dice, DEFAULT_TENANT);
        let ties = ties::all(&mut dice, DEFAULT_TENANT, &people);
        let talks = all(&mut dice, DEFAULT_TENANT, &people, &ties);
        let pairs: HashSet<(UserId, UserId)> = ties
            .connections
            .iter()
            .flat_map(|tie| {
                let (a, b) = (tie.connection.requester, tie.connection.addressee);
                [(a, b), (b, a)]
            })
            .collect();
        for asked in &talks.asked {
            assert!(!pairs.contains(&(asked.request.sender, asked.request.receiver)));
        }
        let ann = people[0].user.id;
        assert!(talks.asked.iter().any(|asked| asked.request.receiver == ann && !asked.rejected));
        let last = talks.talks[0].lines.last().expect("Ann and Ben have talked");
        assert_eq!((last.message.receiver, talks.talks[0].unread), (ann, 1));
        for talk in &talks.talks {
            assert!(talk.lines.is_sorted_by(|a, b| a.at_ms < b.at_ms) && talk.lines.len() >= 2);
        }
        assert!(talks.messages() > 400, "{}", talks.messages());
    }
}
