//! The numbers on a person's own profile.

use super::{Question, StoreResult, Tx, statements::declare};
use crate::domain::ids::{TenantId, UserId};

/// The numbers on a person's own profile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Established ones.
    pub connections: i64,
    /// Requests that wait for the person's answer.
    pub pending_requests: i64,
    /// Reviews about the person.
    pub reviews: i64,
    pub unread_alerts: i64,
    /// Chats with at least one unread message.
    pub unread_chats: i64,
    /// Accepted calls since the given beginning of the day.
    pub calls_today: i64,
}

declare! {
    TOTALS = "
        SELECT (SELECT COUNT(*) FROM connections WHERE tenant_id = $1 AND requester_id = $2 AND status = 'accepted')
             + (SELECT COUNT(*) FROM connections WHERE tenant_id = $1 AND addressee_id = $2 AND status = 'accepted')
            AS connections,
               (SELECT COUNT(*) FROM connections WHERE tenant_id = $1 AND addressee_id = $2 AND status = 'pending')
            AS pending_requests,
               (SELECT COUNT(*) FROM reviews WHERE tenant_id = $1 AND ratee_id = $2)
            AS reviews,
               (SELECT COUNT(*) FROM alerts WHERE tenant_id = $1 AND user_id = $2 AND read_at_ms IS NULL)
            AS unread_alerts,
               (SELECT COUNT(*) FROM chat_members WHERE tenant_id = $1 AND user_id = $2 AND unread_count > 0)
            AS unread_chats,
               (SELECT COUNT(*) FROM calls
                 WHERE tenant_id = $1 AND caller_id = $2 AND status = 'accepted' AND started_at_ms >= $3)
             + (SELECT COUNT(*) FROM calls
                 WHERE tenant_id = $1 AND callee_id = $2 AND status = 'accepted' AND started_at_ms >= $3)
            AS calls_today";
}

/// Asks for the numbers on a person's own profile; their day began at `day_start_ms`. All zero for nobody.
pub fn totals(tenant: TenantId, user: UserId, day_start_ms: i64) -> Question<Totals> {
    Question::new(TOTALS, [tenant.into(), user.into(), day_start_ms.into()], |answer| {
        let mut row = answer.one()?;
        Ok(Totals {
            connections: row.int("connections")?,
            pending_requests: row.int("pending_requests")?,
            reviews: row.int("reviews")?,
            unread_alerts: row.int("unread_alerts")?,
            unread_chats: row.int("unread_chats")?,
            calls_today: row.int("calls_today")?,
        })
    })
}

impl Tx {
    /// Answers [`totals`].
    pub async fn totals(&mut self, tenant: TenantId, user: UserId, day_start_ms: i64) -> StoreResult<Totals> {
        self.ask(totals(tenant, user, day_start_ms)).await
    }
}
