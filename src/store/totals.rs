//! The numbers on a person's own profile.

use super::{Question, StoreResult, Tx, Value, statements::declare};
use crate::domain::ids::{TenantId, UserId};
use std::collections::HashMap;

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

/// How many calls the person `u` has had on their local day, at the moment `$3`. It began at their own midnight; see
/// `domain::time::local_day_start_ms`.
macro_rules! calls_today_of_u {
    () => {
        concat!(calls_today_of_u!(@ "caller_id"), "
             + ", calls_today_of_u!(@ "callee_id"))
    };
    (@ $side:literal) => {
        concat!("(SELECT COUNT(*) FROM calls AS c
                 WHERE c.tenant_id = $1 AND c.", $side, " = u.id AND c.status = 'accepted'
                   AND c.started_at_ms >= $3 - ($3 - COALESCE(u.timezone_offset_min, 0) * 60000) % 86400000)")
    };
}
pub(super) use calls_today_of_u;

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
    /// `$2` people.
    CALLS_TODAY = concat!("
        SELECT u.id,
               ", calls_today_of_u!(), "
            AS calls_today
          FROM users AS u
         WHERE u.id IN_LIST($2) AND NOT u.tenant_id <> $1");
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

/// Asks how many calls each of these people has had today, by their own clock.
pub fn calls_today(tenant: TenantId, people: &[UserId], now_ms: i64) -> Question<HashMap<UserId, i64>> {
    Question::new(CALLS_TODAY, [tenant.into(), Value::texts(people), now_ms.into()], |answer| {
        answer.rows.into_iter().map(|mut row| Ok((row.parsed("id")?, row.int("calls_today")?))).collect()
    })
}

impl Tx {
    /// Answers [`totals`].
    pub async fn totals(&mut self, tenant: TenantId, user: UserId, day_start_ms: i64) -> StoreResult<Totals> {
        self.ask(totals(tenant, user, day_start_ms)).await
    }
}
