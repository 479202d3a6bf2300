//! What people write to each other in their chats, and how far it came.
//!
//! The messages of a chat are numbered from 1, in the order in which they were kept, and their times never run backwards:
//! the chat is held while a message is added to it. Numbers have no gaps, so how many messages lie between two moments is a
//! difference.

use super::{Cursor, Page, Row, StoreError, StoreResult, Tx, Value, connections::ordered, statements::declare};
use crate::domain::{
    chat::Delivery,
    ids::{ChatId, MessageId, ScheduleId, TenantId, UserId},
};

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub chat: ChatId,
    /// From 1, without gaps, in the order of the chat.
    pub number: i64,
    pub sender: UserId,
    pub receiver: UserId,
    pub content: Content,
    pub sent_at_ms: i64,
    pub delivery: Delivery,
    /// When it came that far.
    pub delivery_at_ms: i64,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// What the sender wrote.
    Text(String),
    /// That a call was scheduled. `None`: it was taken out of the calendar.
    Schedule(Option<ScheduleId>),
}

/// A message as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub id: MessageId,
    pub tenant: TenantId,
    pub chat: ChatId,
    pub sender: UserId,
    pub receiver: UserId,
    pub content: Content,
}

/// A message, or the text of a message request, that arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered {
    pub id: MessageId,
    pub chat: ChatId,
    pub sender: UserId,
}

/// The columns of a [`Message`] of the table `l`, but for its chat.
macro_rules! message_columns {
    () => {
        "l.id AS message_id, l.number, l.sender_id, l.receiver_id, l.type, l.text, l.schedule_id, l.sent_at_ms,
               l.delivery, l.delivery_at_ms"
    };
}
pub(super) use message_columns;

declare! {
    /// Holds the chat of the pair `$3`, `$4`, in order.
    NEXT_MESSAGE = "
        UPDATE chats
           SET message_count = message_count + 1,
               last_activity_at_ms = CASE WHEN last_activity_at_ms < $5 THEN $5 ELSE last_activity_at_ms END
         WHERE tenant_id = $1 AND id = $2 AND low_id = $3 AND high_id = $4
        RETURNING message_count, last_activity_at_ms";
    ADD_MESSAGE = "
        INSERT INTO chat_messages (id, tenant_id, chat_id, number, sender_id, receiver_id, type, text, schedule_id,
                                   sent_at_ms, delivery, delivery_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'sent', $10)";
    MESSAGE_ADDED = "
        UPDATE chat_members
           SET last_activity_at_ms = $3, unread_count = unread_count + CASE WHEN user_id = $4 THEN 1 ELSE 0 END
         WHERE chat_id = $2 AND NOT tenant_id <> $1";
    PAGE_MESSAGES = concat!("
        SELECT ", message_columns!(), "
          FROM chat_messages AS l
         WHERE l.tenant_id = $1 AND l.chat_id = $2 AND l.number < $3
         ORDER BY l.number DESC
         LIMIT $4");
    FIND_MESSAGES = concat!("
        SELECT ", message_columns!(), "
          FROM chat_messages AS l
         WHERE l.id IN_LIST($3) AND NOT l.tenant_id <> $1 AND NOT l.chat_id <> $2");
    MESSAGES_OF_SCHEDULES = concat!("
        SELECT l.chat_id, ", message_columns!(), "
          FROM chat_messages AS l
         WHERE l.tenant_id = $1 AND l.schedule_id IN_LIST($2)
         ORDER BY l.sent_at_ms, l.number");
    /// To the receiver `$3`: on to `$5`, from `$6` or `$7`.
    MOVE_MESSAGES = "
        UPDATE chat_messages
           SET delivery = $5, delivery_at_ms = $8
         WHERE id IN_LIST($4) AND NOT tenant_id <> $1 AND NOT chat_id <> $2 AND receiver_id = $3 AND delivery IN ($6, $7)
        RETURNING id";
    /// `delivery` again, outside: what moved while this waited is not moved back. In other words than those of the index of what
    /// waits, which SQLite would else read whole when it thinks that little does.
    DELIVER_WAITING = "
        UPDATE chat_messages
           SET delivery = 'delivered', delivery_at_ms = $3
         WHERE id IN (SELECT w.id
                        FROM chat_messages AS w
                       WHERE w.tenant_id = $1 AND w.receiver_id = $2 AND w.delivery = 'sent'
                       ORDER BY w.id
                       LIMIT $4)
           AND delivery NOT IN ('delivered', 'read')
        RETURNING id, chat_id, sender_id";
    DELIVER_REQUESTS = "
        UPDATE chats
           SET request_delivery = 'delivered', request_delivery_at_ms = $3
         WHERE id IN (SELECT m.chat_id FROM chat_members AS m WHERE m.tenant_id = $1 AND m.user_id = $2 AND m.is_pending)
           AND request_status = 'pending' AND request_sender_id <> $2 AND request_delivery = 'sent'
        RETURNING request_message_id AS id, id AS chat_id, request_sender_id AS sender_id";
    ANYTHING_WAITS = "
        SELECT EXISTS (SELECT 1
                         FROM chat_messages
                        WHERE tenant_id = $1 AND receiver_id = $2 AND delivery = 'sent')
            OR EXISTS (SELECT 1
                         FROM chat_members AS m
                         JOIN chats AS c ON c.id = m.chat_id
                        WHERE m.tenant_id = $1 AND m.user_id = $2 AND m.is_pending
                          AND c.request_sender_id <> $2 AND c.request_delivery = 'sent') AS anything";
    COUNT_UNREAD_CHATS = "
        SELECT COUNT(*) AS count
          FROM chat_members
         WHERE tenant_id = $1 AND user_id = $2 AND unread_count > 0";
}

fn read_there(chat: ChatId, row: &mut Row) -> StoreResult<Message> {
    read_of(chat, row)?.ok_or_else(|| StoreError::inconsistent("a message without an id"))
}

/// Reads a message's columns under the names that joins use too. `None`: the join found no message.
pub(super) fn read_of(chat: ChatId, row: &mut Row) -> StoreResult<Option<Message>> {
    let Some(id) = row.parsed_opt("message_id")? else {
        return Ok(None);
    };
    Ok(Some(Message {
        id,
        chat,
        number: row.int("number")?,
        sender: row.parsed("sender_id")?,
        receiver: row.parsed("receiver_id")?,
        content: match row.text("type")?.as_str() {
            "text" => Content::Text(row.text("text")?),
            _ => Content::Schedule(row.parsed_opt("schedule_id")?),
        },
        sent_at_ms: row.int("sent_at_ms")?,
        delivery: row.parsed("delivery")?,
        delivery_at_ms: row.int("delivery_at_ms")?,
    }))
}

fn read_delivered(mut row: Row) -> StoreResult<Delivered> {
    Ok(Delivered { id: row.parsed("id")?, chat: row.parsed("chat_id")?, sender: row.parsed("sender_id")? })
}

impl Tx {
    /// Adds a message to the chat of its sender and receiver, as its newest, and counts it as unread for the receiver. Three
    /// statements; the chat is held from the first. `None`: the chat is not theirs.
    pub async fn add_message(&mut self, message: NewMessage, now_ms: i64) -> StoreResult<Option<Message>> {
        let NewMessage { id, tenant, chat, sender, receiver, content } = message;
        let (low, high) = ordered(sender, receiver);
        let args = [tenant.into(), chat.into(), low.into(), high.into(), now_ms.into()];
        let Some(mut next) = self.optional(NEXT_MESSAGE, args).await? else {
            return Ok(None);
        };
        let (number, sent_at_ms) = (next.int("message_count")?, next.int("last_activity_at_ms")?);
        let (kind, text, schedule) = match &content {
            Content::Text(text) => ("text", Some(text.as_str()), None),
            Content::Schedule(schedule) => ("schedule", None, *schedule),
        };
        let args = [
            id.into(),
            tenant.into(),
            chat.into(),
            number.into(),
            sender.into(),
            receiver.into(),
            kind.into(),
            text.into(),
            schedule.into(),
            sent_at_ms.into(),
        ];
        self.execute(ADD_MESSAGE, args).await?;
        self.execute(MESSAGE_ADDED, [tenant.into(), chat.into(), sent_at_ms.into(), receiver.into()]).await?;
        let (delivery, delivery_at_ms) = (Delivery::Sent, sent_at_ms);
        Ok(Some(Message { id, chat, number, sender, receiver, content, sent_at_ms, delivery, delivery_at_ms }))
    }

    /// The messages of a chat, newest first. The place of a page is the number of its last message.
    pub async fn page_messages(
        &mut self,
        tenant: TenantId,
        chat: ChatId,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Message>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), chat.into(), after.at_ms.into(), (limit + 1).into()];
        let rows = self.rows(PAGE_MESSAGES, args).await?;
        let place = |message: &Message| Cursor { at_ms: message.number, id: message.id.to_string() };
        Page::from_rows(rows, limit, |mut row| read_there(chat, &mut row), place)
    }

    /// Those of these messages that the chat has, in any order.
    pub async fn find_messages(
        &mut self,
        tenant: TenantId,
        chat: ChatId,
        messages: &[MessageId],
    ) -> StoreResult<Vec<Message>> {
        if messages.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.rows(FIND_MESSAGES, [tenant.into(), chat.into(), Value::texts(messages)]).await?;
        rows.into_iter().map(|mut row| read_there(chat, &mut row)).collect()
    }

    /// The messages that tell of these schedules, oldest first.
    pub async fn messages_of_schedules(
        &mut self,
        tenant: TenantId,
        schedules: &[ScheduleId],
    ) -> StoreResult<Vec<Message>> {
        if schedules.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.rows(MESSAGES_OF_SCHEDULES, [tenant.into(), Value::texts(schedules)]).await?;
        let read = |mut row: Row| {
            let chat = row.parsed("chat_id")?;
            read_there(chat, &mut row)
        };
        rows.into_iter().map(read).collect()
    }

    /// Moves those of these messages on to `delivery` that the chat has, that were sent to `receiver` and that are not as far,
    /// and counts them out of the unread ones if they are read now. Answers which moved.
    pub async fn move_messages(
        &mut self,
        tenant: TenantId,
        chat: ChatId,
        receiver: UserId,
        messages: &[MessageId],
        delivery: Delivery,
        now_ms: i64,
    ) -> StoreResult<Vec<MessageId>> {
        if messages.is_empty() || delivery == Delivery::Sent {
            return Ok(Vec::new());
        }
        // To `read` from both states before it, to `delivered` from one.
        let before = if delivery == Delivery::Read { Delivery::Delivered } else { Delivery::Sent };
        let args = [
            tenant.into(),
            chat.into(),
            receiver.into(),
            Value::texts(messages),
            delivery.into(),
            Delivery::Sent.into(),
            before.into(),
            now_ms.into(),
        ];
        let rows = self.rows(MOVE_MESSAGES, args).await?;
        let moved: Vec<MessageId> = rows.into_iter().map(|mut row| row.parsed("id")).collect::<StoreResult<_>>()?;
        if !moved.is_empty() && delivery == Delivery::Read {
            let fewer = i64::try_from(moved.len()).unwrap_or(i64::MAX);
            self.less_unread(tenant, chat, receiver, fewer).await?;
        }
        Ok(moved)
    }

    /// Whether a message or a message request to this person has not arrived at any device of theirs.
    pub async fn anything_waits(&mut self, tenant: TenantId, receiver: UserId) -> StoreResult<bool> {
        self.one(ANYTHING_WAITS, [tenant.into(), receiver.into()]).await?.flag("anything")
    }

    /// Moves up to `limit` messages to this person that are `sent` on to `delivered`, and answers which.
    pub async fn deliver_waiting(
        &mut self,
        tenant: TenantId,
        receiver: UserId,
        limit: i64,
        now_ms: i64,
    ) -> StoreResult<Vec<Delivered>> {
        let args = [tenant.into(), receiver.into(), now_ms.into(), limit.into()];
        self.rows(DELIVER_WAITING, args).await?.into_iter().map(read_delivered).collect()
    }

    /// Moves the message requests that wait for this person's answer and are `sent` on to `delivered`, and answers which.
    pub async fn deliver_requests(
        &mut self,
        tenant: TenantId,
        receiver: UserId,
        now_ms: i64,
    ) -> StoreResult<Vec<Delivered>> {
        let args = [tenant.into(), receiver.into(), now_ms.into()];
        self.rows(DELIVER_REQUESTS, args).await?.into_iter().map(read_delivered).collect()
    }

    /// How many of a person's chats have something they have not read.
    pub async fn count_unread_chats(&mut self, tenant: TenantId, user: UserId) -> StoreResult<i64> {
        self.one(COUNT_UNREAD_CHATS, [tenant.into(), user.into()]).await?.int("count")
    }
}
