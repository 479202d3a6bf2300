//! Chats, as far as a connection opens them.

use super::{Row, StoreResult, Tx, Value, connections::ordered, statements::declare};
use crate::domain::ids::{ChatId, MessageId, TenantId, UserId};

/// A chat of two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    pub id: ChatId,
    /// `connect`: from a connection; `message`: from a message request.
    pub kind: String,
    pub created_at_ms: i64,
    pub last_activity_at_ms: i64,
    /// `None`: there is no request, or it was taken back.
    pub request: Option<ChatRequest>,
}

/// The message request of a chat. One born from a connection has only a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatRequest {
    /// `pending`, `accepted`, `rejected` or `canceled`.
    pub status: String,
    pub message: Option<MessageId>,
    pub text: Option<String>,
    pub sender: Option<UserId>,
    pub at_ms: Option<i64>,
    /// `sent`, `delivered` or `read`.
    pub delivery: Option<String>,
    pub delivery_at_ms: Option<i64>,
}

declare! {
    CLOSE_CHAT = "
        UPDATE chats
           SET request_status = NULL
         WHERE tenant_id = $1 AND low_id = $2 AND high_id = $3
        RETURNING id";
    PUT_CHAT = "
        INSERT INTO chats (id, tenant_id, low_id, high_id, kind, created_at_ms, last_activity_at_ms, request_status)
        VALUES ($1, $2, $3, $4, 'connect', $5, $5, 'accepted')
        ON CONFLICT (tenant_id, low_id, high_id) DO UPDATE
           SET request_status = 'accepted'
        RETURNING id AS chat_id, kind AS chat_kind, created_at_ms AS chat_created_at_ms, last_activity_at_ms,
                  request_status, request_message_id, request_text, request_sender_id, request_at_ms,
                  request_delivery, request_delivery_at_ms";
    PUT_CHAT_MEMBERS = "
        INSERT INTO chat_members (tenant_id, chat_id, user_id)
        SELECT $1, $2, members.value
          FROM LIST_ROWS($3) AS members
         WHERE true
        ON CONFLICT DO NOTHING";
}

/// Reads a chat's columns under the names that joins use too. `None`: the join found no chat.
pub(super) fn read(row: &mut Row) -> StoreResult<Option<Chat>> {
    let Some(id) = row.parsed_opt("chat_id")? else {
        return Ok(None);
    };
    Ok(Some(Chat {
        id,
        kind: row.text("chat_kind")?,
        created_at_ms: row.int("chat_created_at_ms")?,
        last_activity_at_ms: row.int("last_activity_at_ms")?,
        request: read_request(row)?,
    }))
}

fn read_request(row: &mut Row) -> StoreResult<Option<ChatRequest>> {
    let Some(status) = row.text_opt("request_status")? else {
        return Ok(None);
    };
    Ok(Some(ChatRequest {
        status,
        message: row.parsed_opt("request_message_id")?,
        text: row.text_opt("request_text")?,
        sender: row.parsed_opt("request_sender_id")?,
        at_ms: row.int_opt("request_at_ms")?,
        delivery: row.text_opt("request_delivery")?,
        delivery_at_ms: row.int_opt("request_delivery_at_ms")?,
    }))
}

impl Tx {
    /// Lets nobody write in the chat of two people any more: it has no accepted request. `None`: they have none.
    pub async fn close_chat(&mut self, tenant: TenantId, a: UserId, b: UserId) -> StoreResult<Option<ChatId>> {
        let (low, high) = ordered(a, b);
        let row = self.optional(CLOSE_CHAT, [tenant.into(), low.into(), high.into()]).await?;
        row.map(|mut row| row.parsed("id")).transpose()
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
        let chat = read(&mut self.one(PUT_CHAT, args).await?)?;
        let chat = chat.ok_or_else(|| super::StoreError::inconsistent("a chat without an id"))?;
        self.execute(PUT_CHAT_MEMBERS, [tenant.into(), chat.id.into(), Value::texts([low, high])]).await?;
        Ok(chat)
    }
}
