//! Lists of a person's chats, each chat with its newest message.
//!
//! All but one run from the latest activity to the earliest, ties by id. A page is cut from the person's side of the chats,
//! which an index has in order; only then the chats and their newest messages are looked up.

use super::{Chat, read};
use crate::{
    domain::ids::{ChatId, TenantId, UserId},
    store::{
        Cursor, Page, Question, Row, StoreError, StoreResult, Tx, Value,
        messages::{Message, message_columns, read_of},
        page::containing,
        statements::declare,
    },
};

/// A chat as one of the two has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub chat: Chat,
    pub other: UserId,
    /// How many messages the person has not read.
    pub unread: i64,
    /// The newest message. `None`: nobody wrote yet.
    pub last: Option<Message>,
}

/// Which of a person's chats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    /// With something the person has not read.
    Unread,
    /// With a message request that waits for an answer, the person's own or the other's.
    Pending,
}

/// Where a page of the most frequent chats ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrequentPlace {
    /// Messages are counted from then on: the same moment for all pages of one walk.
    pub since_ms: i64,
    /// How many the last chat had.
    pub messages: i64,
    pub last_activity_at_ms: i64,
    pub chat: String,
}

impl FrequentPlace {
    /// Before the first chat, counting from `since_ms` on.
    pub fn start(since_ms: i64) -> Self {
        Self { since_ms, messages: i64::MAX, last_activity_at_ms: i64::MAX, chat: String::new() }
    }
}

/// The chats of a page that was cut as `page`, in its order.
macro_rules! entries {
    ($page:expr, $order:literal $(, $also:literal)?) => {
        concat!(
            "
        SELECT page.other_id, page.unread_count, ", $($also,)? "
               h.id AS chat_id, h.kind AS chat_kind, h.created_at_ms AS chat_created_at_ms, page.last_activity_at_ms,
               h.request_status, h.request_message_id, h.request_text, h.request_sender_id, h.request_at_ms,
               h.request_delivery, h.request_delivery_at_ms,
               ",
            message_columns!(),
            "
          FROM (",
            $page,
            ") AS page
          JOIN chats AS h ON h.id = page.chat_id
          LEFT JOIN chat_messages AS l ON l.chat_id = page.chat_id AND l.number = h.message_count
         ",
            $order
        )
    };
}

/// Some of a person's (`$2`) sides, latest activity first, after the place `($3, $4)`.
macro_rules! newest {
    ($($and:expr),*) => {
        entries!(
            concat!(
                "
        SELECT m.chat_id, m.other_id, m.unread_count, m.last_activity_at_ms
          FROM chat_members AS m
         WHERE m.tenant_id = $1 AND m.user_id = $2 AND (m.last_activity_at_ms, m.chat_id) < ($3, $4)",
                $($and,)*
                "
         ORDER BY m.last_activity_at_ms DESC, m.chat_id DESC
         LIMIT $5"
            ),
            "ORDER BY page.last_activity_at_ms DESC, page.chat_id DESC"
        )
    };
}

/// The most frequent: those with activity since `$3`, each with the number of its messages since then, and those without,
/// which have none; both halves cut before they are joined. After the place `($4, $5, $6)`.
///
/// The number is a difference: that of the newest message less that of the last one before `$3`.
macro_rules! frequent {
    ($($and:expr)?) => {
        entries!(
            concat!(
                "
        SELECT active.chat_id, active.other_id, active.unread_count, active.last_activity_at_ms, active.messages
          FROM (SELECT m.chat_id, m.other_id, m.unread_count, m.last_activity_at_ms,
                       c.message_count - COALESCE((SELECT b.number
                                                     FROM chat_messages AS b
                                                    WHERE b.chat_id = m.chat_id AND b.sent_at_ms < $3
                                                    ORDER BY b.sent_at_ms DESC, b.number DESC
                                                    LIMIT 1), 0) AS messages
                  FROM chat_members AS m
                  JOIN chats AS c ON c.id = m.chat_id
                 WHERE m.tenant_id = $1 AND m.user_id = $2 AND m.last_activity_at_ms >= $3",
                $($and,)?
                ") AS active
         WHERE (active.messages, active.last_activity_at_ms, active.chat_id) < ($4, $5, $6)
         UNION ALL
        SELECT quiet.chat_id, quiet.other_id, quiet.unread_count, quiet.last_activity_at_ms, 0 AS messages
          FROM (SELECT m.chat_id, m.other_id, m.unread_count, m.last_activity_at_ms
                  FROM chat_members AS m
                 WHERE m.tenant_id = $1 AND m.user_id = $2 AND m.last_activity_at_ms < $3
                   AND (0, m.last_activity_at_ms, m.chat_id) < ($4, $5, $6)",
                $($and,)?
                "
                 ORDER BY m.last_activity_at_ms DESC, m.chat_id DESC
                 LIMIT $7) AS quiet
         ORDER BY messages DESC, last_activity_at_ms DESC, chat_id DESC
         LIMIT $7"
            ),
            "ORDER BY page.messages DESC, page.last_activity_at_ms DESC, page.chat_id DESC",
            "page.messages,"
        )
    };
}

/// The other one's name is like `$6`, or `$8`.
macro_rules! named {
    ($like:literal) => {
        concat!(
            "
           AND EXISTS (SELECT 1
                         FROM users AS u
                        WHERE u.tenant_id = $1 AND u.id = m.other_id AND u.name_search LIKE ",
            $like,
            " ESCAPE '\\')"
        )
    };
}

declare! {
    PAGE_CHATS = newest!();
    PAGE_CHATS_NAMED = newest!(named!("$6"));
    PAGE_UNREAD_CHATS = newest!("
           AND m.unread_count > 0");
    PAGE_UNREAD_CHATS_NAMED = newest!("
           AND m.unread_count > 0", named!("$6"));
    PAGE_PENDING_CHATS = newest!("
           AND m.is_pending");
    PAGE_PENDING_CHATS_NAMED = newest!("
           AND m.is_pending", named!("$6"));
    PAGE_FREQUENT_CHATS = frequent!();
    PAGE_FREQUENT_CHATS_NAMED = frequent!(named!("$8"));
    CHATS_OF = entries!("
        SELECT m.chat_id, m.other_id, m.unread_count, m.last_activity_at_ms
          FROM chat_members AS m
         WHERE m.user_id = $2 AND m.chat_id IN_LIST($3) AND NOT m.tenant_id <> $1",
        "ORDER BY page.chat_id");
}

fn read_entry(mut row: Row) -> StoreResult<Entry> {
    let (other, unread) = (row.parsed("other_id")?, row.int("unread_count")?);
    let chat = read(&mut row)?.ok_or_else(|| StoreError::inconsistent("a chat without an id"))?;
    let last = read_of(chat.id, &mut row)?;
    Ok(Entry { chat, other, unread, last })
}

impl Tx {
    /// Some of a person's chats, latest activity first, only those with `keyword` in the other one's name, if given.
    pub async fn page_chats(
        &mut self,
        tenant: TenantId,
        user: UserId,
        which: Which,
        keyword: Option<&str>,
        after: Option<Cursor>,
        limit: i64,
    ) -> StoreResult<Page<Entry>> {
        let after = after.unwrap_or_else(Cursor::start);
        let args = [tenant.into(), user.into(), after.at_ms.into(), after.id.into(), (limit + 1).into()];
        let rows = match keyword {
            None => {
                let sql = match which {
                    Which::All => PAGE_CHATS,
                    Which::Unread => PAGE_UNREAD_CHATS,
                    Which::Pending => PAGE_PENDING_CHATS,
                };
                self.rows(sql, args).await?
            }
            Some(keyword) => {
                let sql = match which {
                    Which::All => PAGE_CHATS_NAMED,
                    Which::Unread => PAGE_UNREAD_CHATS_NAMED,
                    Which::Pending => PAGE_PENDING_CHATS_NAMED,
                };
                let [tenant, user, at_ms, id, limit] = args;
                self.rows(sql, [tenant, user, at_ms, id, limit, containing(keyword).into()]).await?
            }
        };
        let place = |entry: &Entry| Cursor { at_ms: entry.chat.last_activity_at_ms, id: entry.chat.id.to_string() };
        Page::from_rows(rows, limit, read_entry, place)
    }

    /// A person's chats, those with the most messages since `after.since_ms` first, then by latest activity; only those with
    /// `keyword` in the other one's name, if given. The second part of the answer is the next page's place.
    pub async fn page_frequent_chats(
        &mut self,
        tenant: TenantId,
        user: UserId,
        keyword: Option<&str>,
        after: FrequentPlace,
        limit: i64,
    ) -> StoreResult<(Vec<Entry>, Option<FrequentPlace>)> {
        let since_ms = after.since_ms;
        let args = [
            tenant.into(),
            user.into(),
            since_ms.into(),
            after.messages.into(),
            after.last_activity_at_ms.into(),
            after.chat.into(),
            (limit + 1).into(),
        ];
        let rows = match keyword {
            None => self.rows(PAGE_FREQUENT_CHATS, args).await?,
            Some(keyword) => {
                let mut args = Vec::from(args);
                args.push(containing(keyword).into());
                self.ask(Question::new(PAGE_FREQUENT_CHATS_NAMED, args, |answer| Ok(answer.rows))).await?
            }
        };
        let size = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > size;
        let mut read = Vec::with_capacity(rows.len().min(size));
        for mut row in rows.into_iter().take(size) {
            let messages = row.int("messages")?;
            read.push((messages, read_entry(row)?));
        }
        let next = read.last().filter(|_| more).map(|(messages, entry)| FrequentPlace {
            since_ms,
            messages: *messages,
            last_activity_at_ms: entry.chat.last_activity_at_ms,
            chat: entry.chat.id.to_string(),
        });
        Ok((read.into_iter().map(|(_, entry)| entry).collect(), next))
    }

    /// Those of these chats that the person takes part in, in any order.
    pub async fn chats_of(&mut self, tenant: TenantId, user: UserId, chats: &[ChatId]) -> StoreResult<Vec<Entry>> {
        if chats.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.rows(CHATS_OF, [tenant.into(), user.into(), Value::texts(chats)]).await?;
        rows.into_iter().map(read_entry).collect()
    }
}
