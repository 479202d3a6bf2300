//! Support: tickets, and what their owners and the team write in them.

use super::{Cursor, Page, Question, Row, StoreResult, Tx, Value, statements::declare};
use crate::domain::{
    chat::Delivery,
    ids::{SupportMessageId, TenantId, TicketId, UserId},
    support::TicketStatus,
};

/// A support ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    pub id: TicketId,
    /// Whose it is.
    pub user: UserId,
    pub status: TicketStatus,
    pub created_at_ms: i64,
    /// `None`: it is open.
    pub closed_at_ms: Option<i64>,
}

/// A message of a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportMessage {
    pub id: SupportMessageId,
    pub ticket: TicketId,
    /// The ticket's owner; `None`: the support team.
    pub sender: Option<UserId>,
    pub text: String,
    pub created_at_ms: i64,
    pub delivery: Delivery,
    pub delivery_at_ms: i64,
}

declare! {
    OPEN_TICKET = "
        SELECT id, user_id, status, created_at_ms, closed_at_ms
          FROM support_tickets
         WHERE tenant_id = $1 AND user_id = $2 AND status = 'open'";
    FIND_TICKET = "
        SELECT id, user_id, status, created_at_ms, closed_at_ms
          FROM support_tickets
         WHERE tenant_id = $1 AND id = $2";
    LOCK_TICKET = "
        SELECT id, user_id, status, created_at_ms, closed_at_ms
          FROM support_tickets
         WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE";
    PAGE_TICKETS = "
        SELECT id, user_id, status, created_at_ms, closed_at_ms
          FROM support_tickets
         WHERE tenant_id = $1 AND (created_at_ms, id) < ($2, $3)
         ORDER BY created_at_ms DESC, id DESC
         LIMIT $4";
    PAGE_OPEN_TICKETS = "
        SELECT id, user_id, status, created_at_ms, closed_at_ms
          FROM support_tickets
         WHERE tenant_id = $1 AND status = 'open' AND (created_at_ms, id) < ($2, $3)
         ORDER BY created_at_ms DESC, id DESC
         LIMIT $4";
    ADD_TICKET = "
        INSERT INTO support_tickets (id, tenant_id, user_id, status, created_at_ms)
        VALUES ($1, $2, $3, 'open', $4)";
    CLOSE_TICKET = "
        UPDATE support_tickets
           SET status = 'closed', closed_at_ms = $3
         WHERE tenant_id = $1 AND id = $2 AND status = 'open'";
    ADD_SUPPORT_MESSAGE = "
        INSERT INTO support_messages (id, tenant_id, ticket_id, sender_id, text, created_at_ms, delivery, delivery_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    PAGE_SUPPORT_MESSAGES = "
        SELECT id, ticket_id, sender_id, text, created_at_ms, delivery, delivery_at_ms
          FROM support_messages
         WHERE tenant_id = $1 AND ticket_id = $2 AND (created_at_ms, id) < ($3, $4)
         ORDER BY created_at_ms DESC, id DESC
         LIMIT $5";
    FIND_SUPPORT_MESSAGES = "
        SELECT id, ticket_id, sender_id, text, created_at_ms, delivery, delivery_at_ms
          FROM support_messages
         WHERE id IN_LIST($3) AND NOT tenant_id <> $1 AND NOT ticket_id <> $2
         ORDER BY created_at_ms, id";
    SET_SUPPORT_DELIVERY = "
        UPDATE support_messages
           SET delivery = $4, delivery_at_ms = $5
         WHERE id IN_LIST($3) AND NOT tenant_id <> $1 AND NOT ticket_id <> $2";
    DELIVER_SUPPORT_MESSAGES = "
        UPDATE support_messages
           SET delivery = 'delivered', delivery_at_ms = $4
         WHERE id IN_LIST($3) AND NOT tenant_id <> $1 AND NOT ticket_id <> $2 AND delivery = 'sent'";
    READ_SUPPORT_MESSAGES = "
        UPDATE support_messages
           SET delivery = 'read', delivery_at_ms = $3
         WHERE tenant_id = $1 AND ticket_id = $2 AND sender_id IS NOT NULL AND delivery <> 'read'
        RETURNING id";
    REMOVE_SUPPORT_MESSAGES_OF = "
        DELETE FROM support_messages
         WHERE tenant_id = $1
           AND ticket_id IN (SELECT id FROM support_tickets WHERE tenant_id = $1 AND user_id = $2)";
    REMOVE_TICKETS_OF = "
        DELETE FROM support_tickets
         WHERE tenant_id = $1 AND user_id = $2";
}

fn read(mut row: Row) -> StoreResult<Ticket> {
    Ok(Ticket {
        id: row.parsed("id")?,
        user: row.parsed("user_id")?,
        status: row.parsed("status")?,
        created_at_ms: row.int("created_at_ms")?,
        closed_at_ms: row.int_opt("closed_at_ms")?,
    })
}

fn read_message(mut row: Row) -> StoreResult<SupportMessage> {
    Ok(SupportMessage {
        id: row.parsed("id")?,
        ticket: row.parsed("ticket_id")?,
        sender: row.parsed_opt("sender_id")?,
        text: row.text("text")?,
        created_at_ms: row.int("created_at_ms")?,
        delivery: row.parsed("delivery")?,
        delivery_at_ms: row.int("delivery_at_ms")?,
    })
}

/// Asks for a person's open ticket. `None`: none is open.
pub fn open_ticket(tenant: TenantId, user: UserId) -> Question<Option<Ticket>> {
    Question::new(OPEN_TICKET, [tenant.into(), user.into()], |answer| answer.optional()?.map(read).transpose())
}

impl Tx {
    /// Answers [`open_ticket`].
    pub async fn open_ticket(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Option<Ticket>> {
        self.ask(open_ticket(tenant, user)).await
    }

    /// The ticket of that id. `None`: none in this tenant.
    pub async fn find_ticket(&mut self, tenant: TenantId, ticket: TicketId) -> StoreResult<Option<Ticket>> {
        self.optional(FIND_TICKET, [tenant.into(), ticket.into()]).await?.map(read).transpose()
    }

    /// The ticket of that id, for writing in it: nobody closes it until this transaction ends. `None`: none in this tenant.
    pub async fn lock_ticket(&mut self, tenant: TenantId, ticket: TicketId) -> StoreResult<Option<Ticket>> {
        self.optional(LOCK_TICKET, [tenant.into(), ticket.into()]).await?.map(read).transpose()
    }

    /// Everybody's tickets, newest first; only those that are open, if wished.
    pub async fn page_tickets(
        &mut self,
        tenant: TenantId,
        only_open: bool,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Ticket>> {
        let after = after.unwrap_or_else(Cursor::start);
        let sql = if only_open { PAGE_OPEN_TICKETS } else { PAGE_TICKETS };
        let rows = self.rows(sql, [tenant.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()]).await?;
        Page::from_rows(rows, limit, read, |ticket| Cursor { at_ms: ticket.created_at_ms, id: ticket.id.to_string() })
    }

    /// Opens a ticket.
    ///
    /// # Errors
    /// `Taken(TicketOpen)` when the person has an open one.
    pub async fn add_ticket(&mut self, tenant: TenantId, ticket: &Ticket) -> StoreResult<()> {
        let args = [ticket.id.into(), tenant.into(), ticket.user.into(), ticket.created_at_ms.into()];
        self.execute(ADD_TICKET, args).await.map(drop)
    }

    /// Closes a ticket. `false`: it was closed, or is gone.
    pub async fn close_ticket(&mut self, tenant: TenantId, ticket: TicketId, now_ms: i64) -> StoreResult<bool> {
        Ok(self.execute(CLOSE_TICKET, [tenant.into(), ticket.into(), now_ms.into()]).await? == 1)
    }

    /// Adds a message to a ticket: hold the ticket first ([`Tx::lock_ticket`]).
    pub async fn add_support_message(&mut self, tenant: TenantId, message: &SupportMessage) -> StoreResult<()> {
        let args = [
            message.id.into(),
            tenant.into(),
            message.ticket.into(),
            message.sender.into(),
            (&message.text).into(),
            message.created_at_ms.into(),
            message.delivery.into(),
            message.delivery_at_ms.into(),
        ];
        self.execute(ADD_SUPPORT_MESSAGE, args).await.map(drop)
    }

    /// The messages of a ticket, newest first.
    pub async fn page_support_messages(
        &mut self,
        tenant: TenantId,
        ticket: TicketId,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<SupportMessage>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), ticket.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = self.rows(PAGE_SUPPORT_MESSAGES, args).await?;
        Page::from_rows(rows, limit, read_message, |message| Cursor {
            at_ms: message.created_at_ms,
            id: message.id.to_string(),
        })
    }

    /// Those of these messages that are the ticket's, oldest first.
    pub async fn find_support_messages(
        &mut self,
        tenant: TenantId,
        ticket: TicketId,
        messages: &[SupportMessageId],
    ) -> StoreResult<Vec<SupportMessage>> {
        if messages.is_empty() {
            return Ok(Vec::new());
        }
        let args = [tenant.into(), ticket.into(), Value::texts(messages)];
        self.rows(FIND_SUPPORT_MESSAGES, args).await?.into_iter().map(read_message).collect()
    }

    /// Notes how far these messages of a ticket have come.
    pub async fn set_support_delivery(
        &mut self,
        tenant: TenantId,
        ticket: TicketId,
        messages: &[SupportMessageId],
        delivery: Delivery,
        now_ms: i64,
    ) -> StoreResult<()> {
        if messages.is_empty() {
            return Ok(());
        }
        let args = [tenant.into(), ticket.into(), Value::texts(messages), delivery.into(), now_ms.into()];
        self.execute(SET_SUPPORT_DELIVERY, args).await.map(drop)
    }

    /// Notes that these messages of a ticket were delivered, if they were not before.
    pub async fn deliver_support_messages(
        &mut self,
        tenant: TenantId,
        ticket: TicketId,
        messages: &[SupportMessageId],
        now_ms: i64,
    ) -> StoreResult<()> {
        let args = [tenant.into(), ticket.into(), Value::texts(messages), now_ms.into()];
        self.execute(DELIVER_SUPPORT_MESSAGES, args).await.map(drop)
    }

    /// Marks what a ticket's owner wrote as read, and answers what was not.
    pub async fn read_support_messages(
        &mut self,
        tenant: TenantId,
        ticket: TicketId,
        now_ms: i64,
    ) -> StoreResult<Vec<SupportMessageId>> {
        let rows = self.rows(READ_SUPPORT_MESSAGES, [tenant.into(), ticket.into(), now_ms.into()]).await?;
        rows.into_iter().map(|mut row| row.parsed("id")).collect()
    }

    /// Removes a person's tickets with all that was written in them.
    pub async fn remove_tickets_of(&mut self, tenant: TenantId, user: UserId) -> StoreResult<()> {
        self.execute(REMOVE_SUPPORT_MESSAGES_OF, [tenant.into(), user.into()]).await?;
        self.execute(REMOVE_TICKETS_OF, [tenant.into(), user.into()]).await.map(drop)
    }
}
