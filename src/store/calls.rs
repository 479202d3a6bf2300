//! Calls: the record of each, who is in one and who has left it, and histories.
//!
//! Whoever writes a call holds both people first ([`Tx::lock_wallets`] or [`Tx::lock_users`]).

use super::{Cursor, Page, Question, Row, StoreResult, Tx, Value, page::containing, statements::declare};
use crate::domain::{
    call::{Away, Call, Terms},
    ids::{CallId, ChatId, TenantId, UserId},
    transaction::Status,
};

/// What a call cost by its own record, and by the transactions of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallCheck {
    pub call: Call,
    pub payment: Option<(Status, i64)>,
    pub earning: Option<(Status, i64)>,
}

/// A call that is not over, and who of the two is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    pub call: Call,
    pub caller: Seen,
    pub callee: Seen,
}

/// How one of the two was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Whether they have an open socket now.
    pub here: bool,
    /// Since when they were noted to have none.
    pub away_since_ms: Option<i64>,
}

impl Watched {
    /// Since when each has been away; who is missed for the first time, since now.
    #[must_use]
    pub fn away(&self, now_ms: i64) -> Away {
        Away { caller_since_ms: self.caller.away_ms(now_ms), callee_since_ms: self.callee.away_ms(now_ms) }
    }
}

impl Seen {
    fn away_ms(self, now_ms: i64) -> Option<i64> {
        (!self.here).then_some(self.away_since_ms.unwrap_or(now_ms))
    }
}

/// The columns of a [`Call`], in the order in which [`read`] asks for them.
macro_rules! call_columns {
    () => {
        "c.id, c.tenant_id, c.chat_id, c.caller_id, c.callee_id, c.payer_id, c.earner_id, c.type, c.status,
               c.minute_hundredths, c.share_percent, c.duration_s_max, c.started_at_ms, c.answered_at_ms,
               c.answered_on, c.caller_connected_at_ms, c.callee_connected_at_ms, c.connected_since_ms, c.connected_ms,
               c.charged_minutes, c.payment_id, c.earning_id, c.ended_at_ms"
    };
}

/// Whether a person has a socket at a process that was seen alive at `$3` or later.
macro_rules! is_here {
    ($person:literal) => {
        concat!(
            "EXISTS (SELECT 1
                         FROM presence AS p
                         JOIN nodes AS n ON n.id = p.node_id
                        WHERE p.tenant_id = $1 AND p.user_id = c.",
            $person,
            " AND n.seen_at_ms >= $3)"
        )
    };
}

/// Calls that are not over, with who is there.
macro_rules! watched {
    ($which:literal) => {
        concat!(
            "
        SELECT ",
            call_columns!(),
            ",
               ",
            is_here!("caller_id"),
            " AS caller_here,
               ",
            is_here!("callee_id"),
            " AS callee_here,
               a.away_since_ms AS caller_away_ms, b.away_since_ms AS callee_away_ms
          FROM active_calls AS a
          JOIN calls AS c ON c.id = a.call_id AND c.caller_id = a.user_id
          JOIN active_calls AS b ON b.tenant_id = c.tenant_id AND b.user_id = c.callee_id
         WHERE a.tenant_id = $1 AND ",
            $which
        )
    };
}

/// A person's (`$2`) ended calls on `$side` after the place `($3, $4)`, newest first, cut.
macro_rules! half {
    ($side:literal, $and:expr) => {
        concat!(
            "
        SELECT ",
            call_columns!(),
            "
          FROM calls AS c
         WHERE c.tenant_id = $1 AND c.",
            $side,
            " = $2 AND c.ended_at_ms IS NOT NULL AND (c.started_at_ms, c.id) < ($3, $4)",
            $and,
            "
         ORDER BY c.started_at_ms DESC, c.id DESC
         LIMIT $5"
        )
    };
}

/// Both halves joined.
macro_rules! history {
    ($made:expr, $taken:expr) => {
        concat!(
            "
        SELECT * FROM (",
            half!("caller_id", $made),
            ") AS made
         UNION ALL
        SELECT * FROM (",
            half!("callee_id", $taken),
            ") AS taken
         ORDER BY started_at_ms DESC, id DESC
         LIMIT $5"
        )
    };
}

/// The other one's name is like `$6`.
macro_rules! named {
    ($other:literal) => {
        concat!(
            "
           AND EXISTS (SELECT 1
                         FROM users AS u
                        WHERE u.tenant_id = $1 AND u.id = c.",
            $other,
            " AND u.name_search LIKE $6 ESCAPE '\\')"
        )
    };
}

declare! {
    PEOPLE_OF_CHAT = "
        SELECT low_id, high_id
          FROM chats
         WHERE tenant_id = $1 AND id = $2";
    ADD_CALL = "
        INSERT INTO calls (id, tenant_id, chat_id, caller_id, callee_id, payer_id, earner_id, type, minute_hundredths,
                           share_percent, duration_s_max, started_at_ms, status, answered_at_ms, answered_on,
                           caller_connected_at_ms, callee_connected_at_ms, connected_since_ms, connected_ms,
                           charged_minutes, payment_id, earning_id, ended_at_ms, duration_s)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                $24)";
    SAVE_CALL = "
        UPDATE calls
           SET status = $3, answered_at_ms = $4, answered_on = $5, caller_connected_at_ms = $6,
               callee_connected_at_ms = $7, connected_since_ms = $8, connected_ms = $9, charged_minutes = $10,
               payment_id = $11, earning_id = $12, ended_at_ms = $13, duration_s = $14
         WHERE tenant_id = $1 AND id = $2";
    FIND_CALL = concat!("
        SELECT ", call_columns!(), "
          FROM calls AS c
         WHERE c.tenant_id = $1 AND c.id = $2");
    BEGIN_CALL = "
        INSERT INTO active_calls (tenant_id, call_id, user_id)
        SELECT $1, $2, people.value
          FROM LIST_ROWS($3) AS people";
    END_CALL = "
        DELETE FROM active_calls
         WHERE tenant_id = $1 AND call_id = $2";
    BUSY_AMONG = "
        SELECT user_id
          FROM active_calls
         WHERE tenant_id = $1 AND user_id IN_LIST($2)";
    /// Who is away stays so since the first time that they were missed.
    MARK_AWAY = "
        UPDATE active_calls
           SET away_since_ms = $4
         WHERE tenant_id = $1 AND call_id = $2 AND user_id = $3 AND away_since_ms IS NULL";
    MARK_BACK = "
        UPDATE active_calls
           SET away_since_ms = NULL
         WHERE tenant_id = $1 AND call_id = $2 AND user_id = $3";
    ACTIVE_CALL_OF = concat!("
        SELECT ", call_columns!(), "
          FROM active_calls AS a
          JOIN calls AS c ON c.id = a.call_id
         WHERE a.tenant_id = $1 AND a.user_id = $2");
    FIND_WATCHED = watched!("a.call_id = $2");
    PAGE_WATCHED = watched!("a.call_id > $2
         ORDER BY a.call_id
         LIMIT $4");
    COUNT_ANSWERED = "
        SELECT (SELECT COUNT(*) FROM calls
                 WHERE tenant_id = $1 AND caller_id = $2 AND status = 'accepted' AND started_at_ms >= $3)
             + (SELECT COUNT(*) FROM calls
                 WHERE tenant_id = $1 AND callee_id = $2 AND status = 'accepted' AND started_at_ms >= $3)
            AS count";
    PAGE_HISTORY = history!("", "");
    PAGE_HISTORY_NAMED = history!(named!("callee_id"), named!("caller_id"));
    PAGE_CHECKED_CALLS = concat!("
        SELECT ", call_columns!(), ",
               p.status AS payment_status, p.coins_hundredths AS payment_hundredths,
               e.status AS earning_status, e.coins_hundredths AS earning_hundredths
          FROM calls AS c
          LEFT JOIN transactions AS p ON p.id = c.payment_id
          LEFT JOIN transactions AS e ON e.id = c.earning_id
         WHERE c.id > $2 AND NOT c.tenant_id <> $1
         ORDER BY c.id
         LIMIT $3");
}

fn read(row: &mut Row) -> StoreResult<Call> {
    Ok(Call {
        id: row.parsed("id")?,
        tenant: row.parsed("tenant_id")?,
        chat: row.parsed("chat_id")?,
        caller: row.parsed("caller_id")?,
        callee: row.parsed("callee_id")?,
        payer: row.parsed("payer_id")?,
        earner: row.parsed("earner_id")?,
        media: row.parsed("type")?,
        status: row.parsed("status")?,
        terms: Terms {
            minute_hundredths: row.int("minute_hundredths")?,
            share_percent: row.int("share_percent")?,
            duration_s_max: row.int_opt("duration_s_max")?,
        },
        started_at_ms: row.int("started_at_ms")?,
        answered_at_ms: row.int_opt("answered_at_ms")?,
        answered_on: row.parsed_opt("answered_on")?,
        caller_connected_at_ms: row.int_opt("caller_connected_at_ms")?,
        callee_connected_at_ms: row.int_opt("callee_connected_at_ms")?,
        connected_since_ms: row.int_opt("connected_since_ms")?,
        connected_ms: row.int("connected_ms")?,
        charged_minutes: row.int("charged_minutes")?,
        payment: row.parsed_opt("payment_id")?,
        earning: row.parsed_opt("earning_id")?,
        ended_at_ms: row.int_opt("ended_at_ms")?,
    })
}

fn read_watched(mut row: Row) -> StoreResult<Watched> {
    Ok(Watched {
        call: read(&mut row)?,
        caller: Seen { here: row.flag("caller_here")?, away_since_ms: row.int_opt("caller_away_ms")? },
        callee: Seen { here: row.flag("callee_here")?, away_since_ms: row.int_opt("callee_away_ms")? },
    })
}

/// What can change of a call, in the order of both statements that write it.
fn changeable(call: &Call) -> [Value; 12] {
    [
        call.status.into(),
        call.answered_at_ms.into(),
        call.answered_on.map(|connection| connection.to_string()).into(),
        call.caller_connected_at_ms.into(),
        call.callee_connected_at_ms.into(),
        call.connected_since_ms.into(),
        call.connected_ms.into(),
        call.charged_minutes.into(),
        call.payment.into(),
        call.earning.into(),
        call.ended_at_ms.into(),
        call.ended_at_ms.map_or(0, |ended_at_ms| call.duration_s(ended_at_ms)).into(),
    ]
}

/// Asks for the call that a person is in.
pub fn active_call_of(tenant: TenantId, user: UserId) -> Question<Option<Call>> {
    Question::new(ACTIVE_CALL_OF, [tenant.into(), user.into()], |answer| {
        answer.optional()?.map(|mut row| read(&mut row)).transpose()
    })
}

impl Tx {
    /// The two people of a chat.
    pub async fn people_of_chat(&mut self, tenant: TenantId, chat: ChatId) -> StoreResult<Option<(UserId, UserId)>> {
        let row = self.optional(PEOPLE_OF_CHAT, [tenant.into(), chat.into()]).await?;
        row.map(|mut row| Ok((row.parsed("low_id")?, row.parsed("high_id")?))).transpose()
    }

    /// Adds a call; one that is not over takes both people's places.
    ///
    /// # Errors
    /// `Taken(ActiveCall)` when one of them is in another call.
    pub async fn add_call(&mut self, call: &Call) -> StoreResult<()> {
        let mut args = vec![
            call.id.into(),
            call.tenant.into(),
            call.chat.into(),
            call.caller.into(),
            call.callee.into(),
            call.payer.into(),
            call.earner.into(),
            call.media.into(),
            call.terms.minute_hundredths.into(),
            call.terms.share_percent.into(),
            call.terms.duration_s_max.into(),
            call.started_at_ms.into(),
        ];
        args.extend(changeable(call));
        self.ask(Question::new(ADD_CALL, args, |_| Ok(()))).await?;
        if call.ended_at_ms.is_none() {
            let people = Value::texts([call.caller, call.callee]);
            self.execute(BEGIN_CALL, [call.tenant.into(), call.id.into(), people]).await?;
        }
        Ok(())
    }

    /// Writes a call back; one that is over gives both people's places free. `false`: no such call.
    pub async fn save_call(&mut self, call: &Call) -> StoreResult<bool> {
        let mut args = vec![call.tenant.into(), call.id.into()];
        args.extend(changeable(call));
        let saved = self.ask(Question::new(SAVE_CALL, args, |answer| Ok(answer.affected == 1))).await?;
        if call.ended_at_ms.is_some() {
            self.execute(END_CALL, [call.tenant.into(), call.id.into()]).await?;
        }
        Ok(saved)
    }

    /// The call of that id.
    pub async fn find_call(&mut self, tenant: TenantId, call: CallId) -> StoreResult<Option<Call>> {
        let row = self.optional(FIND_CALL, [tenant.into(), call.into()]).await?;
        row.map(|mut row| read(&mut row)).transpose()
    }

    /// Those of these people who are in a call.
    pub async fn busy_among(&mut self, tenant: TenantId, people: &[UserId]) -> StoreResult<Vec<UserId>> {
        let rows = self.rows(BUSY_AMONG, [tenant.into(), Value::texts(people)]).await?;
        rows.into_iter().map(|mut row| row.parsed("user_id")).collect()
    }

    /// Answers [`active_call_of`].
    pub async fn active_call_of(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Option<Call>> {
        self.ask(active_call_of(tenant, user)).await
    }

    /// The call of that id, if it is not over; here is who has a socket at a process that was alive at `seen_since_ms`.
    pub async fn watched_call(
        &mut self,
        tenant: TenantId,
        call: CallId,
        seen_since_ms: i64,
    ) -> StoreResult<Option<Watched>> {
        let row = self.optional(FIND_WATCHED, [tenant.into(), call.into(), seen_since_ms.into()]).await?;
        row.map(read_watched).transpose()
    }

    /// Calls that are not over, by id, those after `after`; as [`watched_call`](Self::watched_call) has them.
    pub async fn watched_calls(
        &mut self,
        tenant: TenantId,
        after: Option<CallId>,
        seen_since_ms: i64,
        limit: i64,
    ) -> StoreResult<Vec<Watched>> {
        let after = after.map_or_else(String::new, |id| id.to_string());
        let args = [tenant.into(), after.into(), seen_since_ms.into(), limit.into()];
        self.rows(PAGE_WATCHED, args).await?.into_iter().map(read_watched).collect()
    }

    /// Notes with the next errand that one of the two of a call is away, or is back.
    pub fn mark_away(&mut self, call: &Call, user: UserId, since_ms: Option<i64>) {
        let [tenant, id, user] = [call.tenant.into(), call.id.into(), user.into()];
        match since_ms {
            Some(since_ms) => {
                self.later(Question::new(MARK_AWAY, [tenant, id, user, since_ms.into()], |_| Ok(())));
            }
            None => self.later(Question::new(MARK_BACK, [tenant, id, user], |_| Ok(()))),
        }
    }

    /// How many answered calls a person has had since then.
    pub async fn count_answered_calls(&mut self, tenant: TenantId, user: UserId, since_ms: i64) -> StoreResult<i64> {
        self.one(COUNT_ANSWERED, [tenant.into(), user.into(), since_ms.into()]).await?.int("count")
    }

    /// A person's ended calls, newest first; only those with `keyword` in the other one's name, if given.
    pub async fn page_calls(
        &mut self,
        tenant: TenantId,
        user: UserId,
        keyword: Option<&str>,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Call>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), user.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = match keyword {
            None => self.rows(PAGE_HISTORY, args).await?,
            Some(keyword) => {
                let [tenant, user, at_ms, id, limit] = args;
                let args = [tenant, user, at_ms, id, limit, containing(keyword).into()];
                self.rows(PAGE_HISTORY_NAMED, args).await?
            }
        };
        let place = |call: &Call| Cursor { at_ms: call.started_at_ms, id: call.id.to_string() };
        Page::from_rows(rows, limit, |mut row| read(&mut row), place)
    }

    /// Calls by id, those after `after`, with what their transactions say at the same moment. For audits.
    pub async fn checked_calls_page(
        &mut self,
        tenant: TenantId,
        after: Option<CallId>,
        limit: i64,
    ) -> StoreResult<Vec<CallCheck>> {
        let after = after.map_or_else(String::new, |id| id.to_string());
        let rows = self.rows(PAGE_CHECKED_CALLS, [tenant.into(), after.into(), limit.into()]).await?;
        let side = |row: &mut Row, status: &str, hundredths: &str| -> StoreResult<Option<(Status, i64)>> {
            Ok(row.parsed_opt(status)?.zip(row.int_opt(hundredths)?))
        };
        rows.into_iter()
            .map(|mut row| {
                Ok(CallCheck {
                    call: read(&mut row)?,
                    payment: side(&mut row, "payment_status", "payment_hundredths")?,
                    earning: side(&mut row, "earning_status", "earning_hundredths")?,
                })
            })
            .collect()
    }
}
