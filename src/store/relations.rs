//! What a viewer and others are to each other: the connection, the chat and the viewer's review, for a page of people in
//! one statement.

use std::collections::HashMap;

use super::{
    Question, Row, StoreResult, Tx, Value,
    chats::{self, Chat},
    statements::declare,
};
use crate::domain::{
    connection::Connection,
    ids::{ConnectionId, ReviewId, TenantId, UserId},
};

/// What a viewer and one other are to each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relation {
    /// Also a declined one: what of it is shown is for the face to say.
    pub connection: Option<Connection>,
    pub chat: Option<Chat>,
    /// The viewer's review of the other.
    pub review: Option<ReviewId>,
}

declare! {
    RELATIONS = "
        SELECT u.id AS other_id,
               c.id, c.tenant_id, c.requester_id, c.addressee_id, c.status, c.message, c.request_count,
               c.first_requested_at_ms, c.requested_at_ms, c.responded_at_ms, c.updated_at_ms,
               h.id AS chat_id, h.kind AS chat_kind, h.created_at_ms AS chat_created_at_ms, h.last_activity_at_ms,
               h.request_status, h.request_message_id, h.request_text, h.request_sender_id, h.request_at_ms,
               h.request_delivery, h.request_delivery_at_ms,
               r.id AS review_id
          FROM users AS u
          LEFT JOIN connections AS c
            ON c.tenant_id = $1
           AND c.low_id = CASE WHEN u.id < $2 THEN u.id ELSE $2 END
           AND c.high_id = CASE WHEN u.id < $2 THEN $2 ELSE u.id END
          LEFT JOIN chats AS h
            ON h.tenant_id = $1
           AND h.low_id = CASE WHEN u.id < $2 THEN u.id ELSE $2 END
           AND h.high_id = CASE WHEN u.id < $2 THEN $2 ELSE u.id END
          LEFT JOIN reviews AS r
            ON r.tenant_id = $1 AND r.rater_id = $2 AND r.ratee_id = u.id
         WHERE u.id IN_LIST($3) AND NOT u.tenant_id <> $1";
}

fn read(mut row: Row) -> StoreResult<(UserId, Relation)> {
    let other = row.parsed("other_id")?;
    let connection = match row.parsed_opt::<ConnectionId>("id")? {
        None => None,
        Some(id) => Some(super::connections::read_rest(id, &mut row)?),
    };
    let chat = chats::read(&mut row)?;
    let review = row.parsed_opt("review_id")?;
    Ok((other, Relation { connection, chat, review }))
}

/// Asks what `viewer` and `other` are to each other. Nothing when `other` does not exist.
pub fn relation(tenant: TenantId, viewer: UserId, other: UserId) -> Question<Relation> {
    Question::new(RELATIONS, [tenant.into(), viewer.into(), Value::texts([other])], |answer| {
        Ok(answer.optional()?.map(read).transpose()?.map(|(_, relation)| relation).unwrap_or_default())
    })
}

impl Tx {
    /// What `viewer` and each of `others` are to each other. Others who do not exist are left out.
    pub async fn relations(
        &mut self,
        tenant: TenantId,
        viewer: UserId,
        others: &[UserId],
    ) -> StoreResult<HashMap<UserId, Relation>> {
        if others.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = self.rows(RELATIONS, [tenant.into(), viewer.into(), Value::texts(others)]).await?;
        rows.into_iter().map(read).collect()
    }

    /// Answers [`relation`].
    pub async fn relation(&mut self, tenant: TenantId, viewer: UserId, other: UserId) -> StoreResult<Relation> {
        self.ask(relation(tenant, viewer, other)).await
    }
}
