//! Looking at chats: one, its messages, and the four lists.

use super::{chat_id, shared, view};
use crate::{
    contract::{
        runtime::Page,
        v1::{
            ErrorCode,
            types::{BasicChatMessage, FullChat},
        },
    },
    domain::{
        limits::FREQUENT_CHATS_WINDOW_MS,
        page::{keyword, page_items},
    },
    operations::{Caller, Ctx, Failure, cursor},
    store::chats::lists::{FrequentPlace, Which},
};

/// One chat of the caller's. Three statements, four when its newest message tells of a schedule.
///
/// # Errors
/// `chat/not-found`, also for a chat of others; `store/unavailable`.
///
/// Source: `getChat`.
pub async fn get_chat(ctx: &Ctx, caller: Caller, id: &str) -> Result<FullChat, Failure> {
    let now_ms = ctx.clock.now_ms();
    let id = chat_id(id)?;
    let mut tx = ctx.store.read().await?;
    let entry = tx.chats_of(caller.tenant, caller.user, &[id]).await?;
    let shown = view::full(&mut tx, caller.tenant, caller.user, &entry, now_ms).await?.pop();
    shown.ok_or_else(|| ErrorCode::ChatNotFound.into())
}

/// The messages of a chat of the caller's, newest first. Three statements a page, four when a message tells of a schedule.
///
/// The text of a message request is not among them. What is written while somebody pages is newer than every place.
///
/// # Errors
/// In this order: `cursor/invalid`; `chat/not-found`, also for a chat of others; `store/unavailable`.
///
/// Source: `getMessages`.
pub async fn get_messages(
    ctx: &Ctx,
    caller: Caller,
    id: &str,
    page_size: Option<i64>,
    after: Option<&str>,
) -> Result<Page<BasicChatMessage>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = format!("getMessages {id}");
    let after = cursor::read(&list, after)?;
    let id = chat_id(id)?;
    let mut tx = ctx.store.read().await?;
    let (_, other) = shared(tx.find_chat(caller.tenant, id).await?, caller)?;
    let page = tx.page_messages(caller.tenant, id, after, page_items(page_size)).await?;
    let known = view::Known::find(&mut tx, caller.tenant, &[caller.user, other], page.items.iter(), now_ms).await?;
    Ok(Page {
        items: page.items.iter().map(|message| known.message(message)).collect(),
        last_evaluated_key: page.next.as_ref().map(|next| cursor::write(&list, next)),
        total_items: None,
    })
}

/// What a list of chats was asked with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    pub page_size: Option<i64>,
    pub after: Option<&'a str>,
    /// Looked for in the other one's name.
    pub keyword: Option<&'a str>,
}

/// The caller's chats, the latest activity first. Three statements a page, four when a newest message tells of a schedule.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getChats`.
pub async fn get_chats(ctx: &Ctx, caller: Caller, asked: Asked<'_>) -> Result<Page<FullChat>, Failure> {
    page(ctx, caller, Which::All, asked).await
}

/// The caller's chats with something that they have not read, as [`get_chats`].
///
/// # Errors
/// As [`get_chats`].
///
/// Source: `getUnreadChats`.
pub async fn get_unread_chats(ctx: &Ctx, caller: Caller, asked: Asked<'_>) -> Result<Page<FullChat>, Failure> {
    page(ctx, caller, Which::Unread, asked).await
}

/// The caller's chats whose message request waits, sent or received, as [`get_chats`].
///
/// # Errors
/// As [`get_chats`].
///
/// Source: `getPendingChats`.
pub async fn get_pending_chats(ctx: &Ctx, caller: Caller, asked: Asked<'_>) -> Result<Page<FullChat>, Failure> {
    page(ctx, caller, Which::Pending, asked).await
}

async fn page(ctx: &Ctx, caller: Caller, which: Which, asked: Asked<'_>) -> Result<Page<FullChat>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = match which {
        Which::All => "getChats",
        Which::Unread => "getUnreadChats",
        Which::Pending => "getPendingChats",
    };
    let after = cursor::read(list, asked.after)?;
    let mut tx = ctx.store.read().await?;
    let limit = page_items(asked.page_size);
    let page = tx.page_chats(caller.tenant, caller.user, which, keyword(asked.keyword), after, limit).await?;
    Ok(Page {
        items: view::full(&mut tx, caller.tenant, caller.user, &page.items, now_ms).await?,
        last_evaluated_key: page.next.as_ref().map(|next| cursor::write(list, next)),
        total_items: None,
    })
}

/// The caller's chats, those with the most messages of the last 30 days first, then by activity. As [`get_chats`], but the time
/// over which is counted is that of the first page, so that the order holds while somebody pages.
///
/// # Errors
/// As [`get_chats`].
///
/// Source: `getFrequentChats`.
pub async fn get_frequent_chats(ctx: &Ctx, caller: Caller, asked: Asked<'_>) -> Result<Page<FullChat>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let list = "getFrequentChats";
    let after = match cursor::read_text(list, asked.after)? {
        Some(text) => read_place(&text).ok_or(ErrorCode::CursorInvalid)?,
        None => FrequentPlace::start(now_ms - FREQUENT_CHATS_WINDOW_MS),
    };
    let mut tx = ctx.store.read().await?;
    let limit = page_items(asked.page_size);
    let (entries, next) =
        tx.page_frequent_chats(caller.tenant, caller.user, keyword(asked.keyword), after, limit).await?;
    Ok(Page {
        items: view::full(&mut tx, caller.tenant, caller.user, &entries, now_ms).await?,
        last_evaluated_key: next.as_ref().map(|place| cursor::write_text(list, &written_place(place))),
        total_items: None,
    })
}

fn written_place(place: &FrequentPlace) -> String {
    format!("{}:{}:{}:{}", place.since_ms, place.messages, place.last_activity_at_ms, place.chat)
}

/// The place that a client sent back, bounded and typed.
fn read_place(text: &str) -> Option<FrequentPlace> {
    let mut parts = text.splitn(4, ':');
    let mut number = || parts.next()?.parse().ok();
    let (since_ms, messages, last_activity_at_ms) = (number()?, number()?, number()?);
    let chat = chat_id(parts.next()?).ok()?.to_string();
    Some(FrequentPlace { since_ms, messages, last_activity_at_ms, chat })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_as_it_went() {
        let place = FrequentPlace {
            since_ms: 1_732_190_400_000,
            messages: 12,
            last_activity_at_ms: 1_734_190_400_000,
            chat: "0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55".into(),
        };
        assert_eq!(read_place(&written_place(&place)), Some(place));
        for bad in ["", "1:2:3", "1:2:3:x", "a:2:3:0197f3a2-6f2b-7c31-9f0e-2f6d3b1c9a55", "1:2:99999999999999999999:x"]
        {
            assert_eq!(read_place(bad), None, "{bad}");
        }
    }
}
