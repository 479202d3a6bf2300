//! Support tickets, as far as a profile shows the open one.

use super::{StoreResult, Tx, statements::declare};
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

impl Tx {
    /// A person's open ticket. `None`: none is open.
    pub async fn open_ticket(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Option<Ticket>> {
        let row = self.optional(OPEN_TICKET, [tenant.into(), user.into()]).await?;
        row.map(|mut row| {
            Ok(Ticket { id: row.parsed("id")?, status: row.text("status")?, created_at_ms: row.int("created_at_ms")? })
        })
        .transpose()
    }
}
