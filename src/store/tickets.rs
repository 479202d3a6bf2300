//! Support tickets, as far as a profile shows the open one.

use super::{Question, Row, StoreResult, Tx, statements::declare};
use crate::domain::ids::{TenantId, TicketId, UserId};

/// A support ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    pub id: TicketId,
    /// `open` or `closed`.
    pub status: String,
    pub created_at_ms: i64,
}

declare! {
    OPEN_TICKET = "
        SELECT id, status, created_at_ms
          FROM support_tickets
         WHERE tenant_id = $1 AND user_id = $2 AND status = 'open'";
}

fn read(mut row: Row) -> StoreResult<Ticket> {
    Ok(Ticket { id: row.parsed("id")?, status: row.text("status")?, created_at_ms: row.int("created_at_ms")? })
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
}
