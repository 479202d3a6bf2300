//! Chats: one of each pair that ever had something to say to each other, and its message request. Lists are in [`lists`],
//! what is written in [`messages`](super::messages).
//!
//! Who writes what two people share holds both people first ([`Tx::lock_users`]), then the chat; who only writes a message or moves
//! one on holds the chat alone. So the numbers kept with a chat are exact whoever comes at once.

pub mod lists;

use super::{Question, Row, StoreError, StoreResult, Tx, Value, connections::ordered, statements::declare};
use crate::domain::{
    chat::{Delivery, Kind, RequestStatus},
    ids::{ChatId, MessageId, TenantId, UserId},
};

/// A chat of two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    pub id: ChatId,
    pub kind: Kind,
    pub created_at_ms: i64,
    pub last_activity_at_ms: i64,
    /// `None`: there is no request, or it was taken back.
    pub request: Option<ChatRequest>,
}

/// The message request of a chat. One born from a connection has only a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatRequest {
    pub status: RequestStatus,
    pub message: Option<MessageId>,
    pub text: Option<String>,
    pub sender: Option<UserId>,
    pub at_ms: Option<i64>,
    pub delivery: Option<Delivery>,
    pub delivery_at_ms: Option<i64>,
}

impl ChatRequest {
    /// Whether its text is counted as unread for this person: it was sent to them, and they have not read it.
    pub fn unread_by(&self, user: UserId) -> bool {
        self.sender.is_some_and(|sender| sender != user) && self.delivery.is_some_and(|state| state != Delivery::Read)
    }
}

/// A chat with the two who take part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedChat {
    pub chat: Chat,
    low: UserId,
    high: UserId,
    low_rejected_at_ms: Option<i64>,
    high_rejected_at_ms: Option<i64>,
}

impl SharedChat {
    /// The one who takes part beside `one`; `None`: `one` takes no part.
    pub fn other_than(&self, one: UserId) -> Option<UserId> {
        if one == self.low {
            Some(self.high)
        } else if one == self.high {
            Some(self.low)
        } else {
            None
        }
    }

    /// Whether a message request of this person was rejected here, and the two have not connected since.
    pub fn was_rejected(&self, one: UserId) -> bool {
        (one == self.low && self.low_rejected_at_ms.is_some())
            || (one == self.high && self.high_rejected_at_ms.is_some())
    }

    /// Whether messages can be written: the two are connected (contract F.6).
    pub fn is_open(&self) -> bool {
        self.chat.request.as_ref().is_some_and(|request| request.status == RequestStatus::Accepted)
    }
}

/// A message request as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRequest {
    pub tenant: TenantId,
    /// For a chat that is new; one that exists keeps its id.
    pub chat: ChatId,
    /// Names the request among the messages.
    pub message: MessageId,
    pub sender: UserId,
    pub receiver: UserId,
    pub text: String,
}

/// The columns of a [`Chat`] under the names that joins use too.
macro_rules! chat_columns {
    () => {
        "id AS chat_id, kind AS chat_kind, created_at_ms AS chat_created_at_ms, last_activity_at_ms,
                  request_status, request_message_id, request_text, request_sender_id, request_at_ms,
                  request_delivery, request_delivery_at_ms"
    };
}

/// The columns of a [`SharedChat`].
macro_rules! shared_columns {
    () => {
        concat!(chat_columns!(), ", low_id, high_id, low_rejected_at_ms, high_rejected_at_ms")
    };
}

declare! {
    FIND_CHAT = concat!("
        SELECT ", shared_columns!(), "
          FROM chats
         WHERE tenant_id = $1 AND id = $2");
    CHAT_BETWEEN = concat!("
        SELECT ", shared_columns!(), "
          FROM chats
         WHERE tenant_id = $1 AND low_id = $2 AND high_id = $3");
    LOCK_CHAT = concat!("
        SELECT ", shared_columns!(), "
          FROM chats
         WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE");
    LOCK_CHAT_BETWEEN = concat!("
        SELECT ", shared_columns!(), "
          FROM chats
         WHERE tenant_id = $1 AND low_id = $2 AND high_id = $3 FOR NO KEY UPDATE");
    PUT_CHAT = concat!("
        INSERT INTO chats (id, tenant_id, low_id, high_id, kind, created_at_ms, last_activity_at_ms, request_status)
        VALUES ($1, $2, $3, $4, 'connect', $5, $5, 'accepted')
        ON CONFLICT (tenant_id, low_id, high_id) DO UPDATE
           SET request_status = 'accepted', low_rejected_at_ms = NULL, high_rejected_at_ms = NULL,
               last_activity_at_ms = CASE WHEN chats.last_activity_at_ms < excluded.last_activity_at_ms
                                          THEN excluded.last_activity_at_ms ELSE chats.last_activity_at_ms END
        RETURNING ", chat_columns!());
    /// The pair `$3`, `$4` in order, the sender `$7`.
    PUT_REQUEST = concat!("
        INSERT INTO chats (id, tenant_id, low_id, high_id, kind, created_at_ms, last_activity_at_ms, request_status,
                           request_message_id, request_text, request_sender_id, request_at_ms, request_delivery,
                           request_delivery_at_ms)
        VALUES ($1, $2, $3, $4, 'message', $8, $8, 'pending', $5, $6, $7, $8, 'sent', $8)
        ON CONFLICT (tenant_id, low_id, high_id) DO UPDATE
           SET request_status = 'pending', request_message_id = excluded.request_message_id,
               request_text = excluded.request_text, request_sender_id = excluded.request_sender_id,
               request_at_ms = excluded.request_at_ms, request_delivery = 'sent',
               request_delivery_at_ms = excluded.request_delivery_at_ms,
               last_activity_at_ms = CASE WHEN chats.last_activity_at_ms < excluded.last_activity_at_ms
                                          THEN excluded.last_activity_at_ms ELSE chats.last_activity_at_ms END
        RETURNING ", chat_columns!());
    CLEAR_REQUEST = "
        UPDATE chats
           SET request_status = NULL, request_message_id = NULL, request_text = NULL, request_sender_id = NULL,
               request_at_ms = NULL, request_delivery = NULL, request_delivery_at_ms = NULL
         WHERE tenant_id = $1 AND id = $2";
    REJECT_REQUEST = concat!("
        UPDATE chats
           SET request_status = 'rejected',
               low_rejected_at_ms = CASE WHEN request_sender_id = low_id THEN $3 ELSE low_rejected_at_ms END,
               high_rejected_at_ms = CASE WHEN request_sender_id = high_id THEN $3 ELSE high_rejected_at_ms END
         WHERE tenant_id = $1 AND id = $2
        RETURNING ", chat_columns!());
    CLOSE_CHAT = "
        UPDATE chats
           SET request_status = NULL
         WHERE tenant_id = $1 AND low_id = $2 AND high_id = $3
        RETURNING id, request_sender_id, request_delivery";
    LOCK_CHATS_OF = concat!("
        SELECT ", shared_columns!(), "
          FROM chats
         WHERE id IN (SELECT m.chat_id FROM chat_members AS m WHERE m.tenant_id = $1 AND m.user_id = $2)
           AND NOT tenant_id <> $1
         ORDER BY id FOR NO KEY UPDATE");
    CLOSE_CHATS = "
        UPDATE chats
           SET request_status = NULL, request_message_id = NULL, request_text = NULL, request_sender_id = NULL,
               request_at_ms = NULL, request_delivery = NULL, request_delivery_at_ms = NULL
         WHERE id IN_LIST($2) AND NOT tenant_id <> $1";
    REQUESTS_ENDED = "
        UPDATE chat_members
           SET is_pending = false
         WHERE chat_id IN_LIST($2) AND NOT tenant_id <> $1 AND is_pending";
    /// `$2` chats, `$3` people, of one length.
    ONE_LESS_UNREAD = "
        UPDATE chat_members
           SET unread_count = unread_count - 1
         WHERE (chat_id, user_id) IN (SELECT chats.value, people.value
                                        FROM LIST_ROWS($2) AS chats
                                        JOIN LIST_ROWS($3) AS people ON people.key = chats.key)
           AND NOT tenant_id <> $1";
    /// A request to `$3`: on to `$4`, from `$5` or `$6`.
    MOVE_REQUEST = "
        UPDATE chats
           SET request_delivery = $4, request_delivery_at_ms = $7
         WHERE tenant_id = $1 AND id = $2 AND request_sender_id <> $3 AND request_delivery IN ($5, $6)";
    /// Both sides; `$5` has one more to read, if given.
    PUT_CHAT_MEMBERS = "
        INSERT INTO chat_members (tenant_id, chat_id, user_id, other_id, unread_count, is_pending, last_activity_at_ms)
        VALUES ($1, $2, $3, $4, CASE WHEN $3 = $5 THEN 1 ELSE 0 END, $6, $7),
               ($1, $2, $4, $3, CASE WHEN $4 = $5 THEN 1 ELSE 0 END, $6, $7)
        ON CONFLICT (chat_id, user_id) DO UPDATE
           SET unread_count = chat_members.unread_count + excluded.unread_count, is_pending = excluded.is_pending,
               last_activity_at_ms = excluded.last_activity_at_ms";
    REQUEST_ENDED = "
        UPDATE chat_members
           SET is_pending = false
         WHERE chat_id = $2 AND NOT tenant_id <> $1";
    LESS_UNREAD = "
        UPDATE chat_members
           SET unread_count = unread_count - $4
         WHERE tenant_id = $1 AND chat_id = $2 AND user_id = $3";
}

/// Reads a chat's columns under the names that joins use too. `None`: the join found no chat.
pub(super) fn read(row: &mut Row) -> StoreResult<Option<Chat>> {
    let Some(id) = row.parsed_opt("chat_id")? else {
        return Ok(None);
    };
    Ok(Some(Chat {
        id,
        kind: row.parsed("chat_kind")?,
        created_at_ms: row.int("chat_created_at_ms")?,
        last_activity_at_ms: row.int("last_activity_at_ms")?,
        request: read_request(row)?,
    }))
}

fn read_request(row: &mut Row) -> StoreResult<Option<ChatRequest>> {
    let Some(status) = row.parsed_opt("request_status")? else {
        return Ok(None);
    };
    Ok(Some(ChatRequest {
        status,
        message: row.parsed_opt("request_message_id")?,
        text: row.text_opt("request_text")?,
        sender: row.parsed_opt("request_sender_id")?,
        at_ms: row.int_opt("request_at_ms")?,
        delivery: row.parsed_opt("request_delivery")?,
        delivery_at_ms: row.int_opt("request_delivery_at_ms")?,
    }))
}

fn read_one(mut row: Row) -> StoreResult<Chat> {
    read(&mut row)?.ok_or_else(|| StoreError::inconsistent("a chat without an id"))
}

fn read_shared(mut row: Row) -> StoreResult<SharedChat> {
    Ok(SharedChat {
        chat: read(&mut row)?.ok_or_else(|| StoreError::inconsistent("a chat without an id"))?,
        low: row.parsed("low_id")?,
        high: row.parsed("high_id")?,
        low_rejected_at_ms: row.int_opt("low_rejected_at_ms")?,
        high_rejected_at_ms: row.int_opt("high_rejected_at_ms")?,
    })
}

/// Asks for the chat of two people. `None`: they have none. While both are held, only how far its messages have come can change.
pub fn chat_between(tenant: TenantId, a: UserId, b: UserId) -> Question<Option<SharedChat>> {
    let (low, high) = ordered(a, b);
    Question::new(CHAT_BETWEEN, [tenant.into(), low.into(), high.into()], |answer| {
        answer.optional()?.map(read_shared).transpose()
    })
}

impl Tx {
    /// The chat of that id. `None`: none in this tenant.
    pub async fn find_chat(&mut self, tenant: TenantId, chat: ChatId) -> StoreResult<Option<SharedChat>> {
        self.optional(FIND_CHAT, [tenant.into(), chat.into()]).await?.map(read_shared).transpose()
    }

    /// The chat of that id, for writing: nobody else writes to it until this transaction ends. `None`: none in this tenant.
    pub async fn lock_chat(&mut self, tenant: TenantId, chat: ChatId) -> StoreResult<Option<SharedChat>> {
        self.optional(LOCK_CHAT, [tenant.into(), chat.into()]).await?.map(read_shared).transpose()
    }

    /// The chat of two people, for writing. `None`: they have none, and only [`Tx::lock_users`] before keeps another from
    /// opening one.
    pub async fn lock_chat_between(
        &mut self,
        tenant: TenantId,
        a: UserId,
        b: UserId,
    ) -> StoreResult<Option<SharedChat>> {
        let (low, high) = ordered(a, b);
        let row = self.optional(LOCK_CHAT_BETWEEN, [tenant.into(), low.into(), high.into()]).await?;
        row.map(read_shared).transpose()
    }

    /// Opens the chat of two people who are connected now, or reuses theirs; its request counts as accepted (contract F.6:
    /// else nobody could write in it). `id` is for a new one: the id that counts is the answer's.
    pub async fn put_chat(
        &mut self,
        tenant: TenantId,
        id: ChatId,
        a: UserId,
        b: UserId,
        now_ms: i64,
    ) -> StoreResult<Chat> {
        let (low, high) = ordered(a, b);
        let args = [id.into(), tenant.into(), low.into(), high.into(), now_ms.into()];
        let chat = read_one(self.one(PUT_CHAT, args).await?)?;
        self.put_members(tenant, &chat, (low, high), None, false).await?;
        Ok(chat)
    }

    /// Opens the chat of two people with a request that waits, or puts the request into theirs, and counts it as unread for
    /// its receiver. The id that counts is the answer's.
    pub async fn put_request(&mut self, request: &NewRequest, now_ms: i64) -> StoreResult<Chat> {
        let (low, high) = ordered(request.sender, request.receiver);
        let args = [
            request.chat.into(),
            request.tenant.into(),
            low.into(),
            high.into(),
            request.message.into(),
            (&request.text).into(),
            request.sender.into(),
            now_ms.into(),
        ];
        let chat = read_one(self.one(PUT_REQUEST, args).await?)?;
        self.put_members(request.tenant, &chat, (low, high), Some(request.receiver), true).await?;
        Ok(chat)
    }

    /// Takes the request of a chat out, read or not: its sender took it back.
    pub async fn clear_request(&mut self, tenant: TenantId, chat: &SharedChat) -> StoreResult<()> {
        let id = chat.chat.id;
        self.execute(CLEAR_REQUEST, [tenant.into(), id.into()]).await?;
        self.execute(REQUEST_ENDED, [tenant.into(), id.into()]).await?;
        let request = chat.chat.request.as_ref();
        let receiver = request
            .and_then(|request| chat.other_than(request.sender?))
            .filter(|receiver| request.is_some_and(|request| request.unread_by(*receiver)));
        if let Some(receiver) = receiver {
            self.less_unread(tenant, id, receiver, 1).await?;
        }
        Ok(())
    }

    /// Says no to the request of a chat, for good: its sender is remembered. Who answers has read it.
    pub async fn reject_request(
        &mut self,
        tenant: TenantId,
        chat: ChatId,
        receiver: UserId,
        now_ms: i64,
    ) -> StoreResult<Chat> {
        self.move_request(tenant, chat, receiver, Delivery::Read, now_ms).await?;
        self.execute(REQUEST_ENDED, [tenant.into(), chat.into()]).await?;
        read_one(self.one(REJECT_REQUEST, [tenant.into(), chat.into(), now_ms.into()]).await?)
    }

    /// Moves the text of a chat's request on to `delivery`, if it was sent to `receiver` and is not as far. `false`: nothing
    /// moved.
    pub async fn move_request(
        &mut self,
        tenant: TenantId,
        chat: ChatId,
        receiver: UserId,
        delivery: Delivery,
        now_ms: i64,
    ) -> StoreResult<bool> {
        // To `read` from both states before it, to `delivered` from one.
        let before = if delivery == Delivery::Read { Delivery::Delivered } else { Delivery::Sent };
        let args = [
            tenant.into(),
            chat.into(),
            receiver.into(),
            delivery.into(),
            Delivery::Sent.into(),
            before.into(),
            now_ms.into(),
        ];
        let moved = delivery > Delivery::Sent && self.execute(MOVE_REQUEST, args).await? == 1;
        if moved && delivery == Delivery::Read {
            self.less_unread(tenant, chat, receiver, 1).await?;
        }
        Ok(moved)
    }

    /// Lets nobody write in the chat of two people any more: it has no accepted request. `None`: they have none.
    ///
    /// The text of a request it began with stays with it, for when they connect again, and counts as read: what is not shown
    /// cannot be unread. Answers the chat, and who sent that request, if one was ever sent.
    pub async fn close_chat(
        &mut self,
        tenant: TenantId,
        a: UserId,
        b: UserId,
        now_ms: i64,
    ) -> StoreResult<Option<(ChatId, Option<UserId>)>> {
        let (low, high) = ordered(a, b);
        let Some(mut row) = self.optional(CLOSE_CHAT, [tenant.into(), low.into(), high.into()]).await? else {
            return Ok(None);
        };
        let (id, sender) = (row.parsed("id")?, row.parsed_opt::<UserId>("request_sender_id")?);
        let state = row.parsed_opt::<Delivery>("request_delivery")?;
        if let Some(sender) = sender.filter(|_| state != Some(Delivery::Read)) {
            let receiver = if sender == low { high } else { low };
            self.move_request(tenant, id, receiver, Delivery::Read, now_ms).await?;
        }
        Ok(Some((id, sender)))
    }

    /// Lets nobody write in any chat of a person any more and takes the requests out with their texts, also where they are not
    /// shown; answers the chats as they were. Messages stay. Four statements, one when there is no chat. Whoever does this holds
    /// the person; the chats are held from the first, so that nobody reads a request while it is counted out.
    pub async fn close_chats_of(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Vec<SharedChat>> {
        let rows = self.rows(LOCK_CHATS_OF, [tenant.into(), user.into()]).await?;
        let chats = rows.into_iter().map(read_shared).collect::<StoreResult<Vec<_>>>()?;
        if chats.is_empty() {
            return Ok(chats);
        }
        let unread = chats.iter().flat_map(|shared| {
            let request = shared.chat.request.as_ref();
            let readers = [shared.low, shared.high].into_iter();
            readers
                .filter(move |one| request.is_some_and(|request| request.unread_by(*one)))
                .map(|one| (shared.chat.id, one))
        });
        let (unread, readers): (Vec<ChatId>, Vec<UserId>) = unread.unzip();
        self.execute(ONE_LESS_UNREAD, [tenant.into(), Value::texts(unread), Value::texts(readers)]).await?;
        let ids = || Value::texts(chats.iter().map(|shared| shared.chat.id));
        self.execute(CLOSE_CHATS, [tenant.into(), ids()]).await?;
        self.execute(REQUESTS_ENDED, [tenant.into(), ids()]).await?;
        Ok(chats)
    }

    /// Counts so many of a person's messages in a chat as read.
    pub(super) async fn less_unread(
        &mut self,
        tenant: TenantId,
        chat: ChatId,
        user: UserId,
        fewer: i64,
    ) -> StoreResult<()> {
        self.execute(LESS_UNREAD, [tenant.into(), chat.into(), user.into(), fewer.into()]).await.map(drop)
    }

    async fn put_members(
        &mut self,
        tenant: TenantId,
        chat: &Chat,
        (low, high): (UserId, UserId),
        unread_by: Option<UserId>,
        is_pending: bool,
    ) -> StoreResult<()> {
        let args = [
            tenant.into(),
            chat.id.into(),
            low.into(),
            high.into(),
            unread_by.into(),
            is_pending.into(),
            chat.last_activity_at_ms.into(),
        ];
        self.execute(PUT_CHAT_MEMBERS, args).await.map(drop)
    }
}
