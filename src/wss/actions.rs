//! What a client asks for → an operation → what it is answered.

mod calls;

use super::frames::Said;
use crate::{
    contract::{
        runtime::Page,
        v1::{
            actions::{Action, Request},
            types::{self, Pagination, WssActionChatData, WssActionSupportData},
        },
    },
    domain::chat::Delivery,
    operations::{
        Caller, Ctx, Failure, alerts, chats,
        events::Origin,
        news::{self, Data},
        support,
    },
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Messages of a page, unless the client says how many. Source: contract C.3.
const PAGE_ITEMS: i64 = 4;

/// Does what a client asks for. `None`: nothing is answered.
///
/// # Errors
/// Those that the action's file promises, in its order.
pub(super) async fn perform(
    ctx: &Ctx,
    caller: Caller,
    here: Origin,
    request: Request,
) -> Result<Option<Said>, Failure> {
    let origin = Some(here);
    let said = match request {
        Request::AlertsUpdate(asked) => {
            let marked = alerts::mark(ctx, caller, asked.alerts_map.keys().map(String::as_str), origin).await?;
            let data = news::alerts_read(caller.user, &marked.alerts, marked.unread);
            Said::answer(Action::AlertsUpdate, Some(data))
        }
        Request::ChatMessageSend(asked) => {
            let sent = chats::messages::send(ctx, caller, &asked.chat_id, &asked.message.text, origin).await?;
            chat(Action::ChatMessageSend, news::written(sent.chat, sent.message))
        }
        Request::ChatMessagesGet(asked) => {
            let (size, after) = place(asked.page_size, asked.last_evaluated_key);
            let page = chats::get_messages(ctx, caller, &asked.chat_id, size, after.as_deref()).await?;
            let (messages, pagination) = paged(page);
            let data = WssActionChatData {
                chat: Some(types::FullChat { id: asked.chat_id, ..types::FullChat::default() }),
                messages: Some(messages),
                ..WssActionChatData::default()
            };
            Said { pagination, ..chat(Action::ChatMessagesGet, data) }
        }
        Request::ChatMessagesUpdate(asked) => {
            let wished: BTreeMap<String, Delivery> = wished(asked.messages_map).collect();
            let marked = chats::messages::mark(ctx, caller, &asked.chat_id, &wished, origin).await?;
            let viewer = news::unread_chats(caller.user, marked.unread_chats);
            chat(Action::ChatMessagesUpdate, news::marked(marked.chat, marked.messages, Some(viewer)))
        }
        Request::SupportMessageSend(asked) => {
            let sent =
                support::send_support_message(ctx, caller, asked.ticket_id.as_deref(), &asked.message.text, origin);
            let sent = sent.await?;
            Said::answer(Action::SupportMessageSend, Some(news::support_written(sent.ticket, sent.message)))
        }
        Request::SupportMessagesGet(asked) => {
            let (size, after) = place(asked.page_size, asked.last_evaluated_key);
            let page = support::get_ticket_messages(ctx, caller, &asked.ticket_id, size, after.as_deref()).await?;
            let (messages, pagination) = paged(page);
            let data = WssActionSupportData {
                ticket: Some(types::FullSupportTicket { id: asked.ticket_id, ..types::FullSupportTicket::default() }),
                messages: Some(messages),
                ..WssActionSupportData::default()
            };
            Said { pagination, ..Said::answer(Action::SupportMessagesGet, Some(Data::Support(Box::new(data)))) }
        }
        Request::SupportMessagesUpdate(asked) => {
            let wished: Vec<(String, Delivery)> = wished(asked.messages_map).collect();
            let marked = support::update_support_messages(ctx, caller, &asked.ticket_id, &wished, origin).await?;
            let data = news::support_marked(asked.ticket_id, marked);
            Said::answer(Action::SupportMessagesUpdate, Some(data))
        }
        Request::CallUser(asked) => calls::user(ctx, caller, asked).await?,
        Request::AcceptCall(asked) => calls::accept(ctx, caller, here, asked).await?,
        Request::RejectCall(asked) => calls::reject(ctx, caller, here, asked).await?,
        Request::EndCall(asked) => calls::end(ctx, caller, here, asked).await?,
        Request::CallConnected(asked) => return calls::connected(ctx, caller, here, asked).await.map(|()| None),
        Request::CallDisconnected(asked) => return calls::disconnected(ctx, caller, here, asked).await.map(|()| None),
        Request::Signal(asked) => return calls::signal(ctx, caller, asked).await.map(|()| None),
        // The connection answers these itself.
        Request::Authenticate(_) | Request::Ping(_) => return Ok(None),
    };
    Ok(Some(said))
}

fn chat(action: Action, data: WssActionChatData) -> Said {
    Said::answer(action, Some(Data::Chat(Box::new(data))))
}

/// How many are asked for, and from where on.
fn place(size: Option<i64>, after: Option<Map<String, Value>>) -> (Option<i64>, Option<String>) {
    (Some(size.unwrap_or(PAGE_ITEMS)), after.map(|after| Value::Object(after).to_string()))
}

fn paged<T>(page: Page<T>) -> (Vec<T>, Option<Pagination>) {
    let pagination = Pagination { last_evaluated_key: page.last_evaluated_key, total_items: page.total_items };
    (page.items, Some(pagination))
}

/// Receipts by message.
fn wished(marks: BTreeMap<String, types::MessageMark>) -> impl Iterator<Item = (String, Delivery)> {
    marks.into_iter().filter_map(|(id, mark)| Some((id, mark.status.as_str().parse().ok()?)))
}
