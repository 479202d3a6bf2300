//! Support: a person's tickets and what is written in them. Source: openapi/v1/operations/support.yaml; the messages of
//! contract/talkamie.md C.3, `support.*`, call the same stories. What the team does is in [`desk`].

pub mod desk;

use super::{
    Caller, Ctx, Failure, cursor,
    events::{self, Event, Origin},
    view,
};
use crate::{
    contract::{
        runtime::Page,
        v1::{
            ErrorCode,
            types::{
                self, BasicSupportMessage, BasicSupportMessageType, DeliveryStatus, FullSupportTicket, Reference,
                SupportTicketStatus,
            },
        },
    },
    domain::{
        chat::Delivery,
        ids::{SupportMessageId, TenantId, TicketId},
        page::page_items,
        support::{Side, TicketStatus, moves_on},
        time::iso_date_time,
    },
    store::{
        Tx, rerun,
        tickets::{SupportMessage, Ticket},
        users::User,
    },
};
use std::collections::BTreeMap;

/// Whom a message names that the team wrote: its members are nobody's to know.
pub const TEAM: &str = "support";

/// The caller's open ticket, if there is one. Two statements.
///
/// # Errors
/// `auth/invalid` when the caller's account is closed; `store/unavailable`.
///
/// Source: `getOpenTicket`.
pub async fn get_open_ticket(ctx: &Ctx, caller: Caller) -> Result<Option<FullSupportTicket>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    let me = tx.find_user(caller.tenant, caller.user).await?.filter(|user| user.deleted_at_ms.is_none());
    let me = me.ok_or(ErrorCode::AuthInvalid)?;
    let open = tx.open_ticket(caller.tenant, caller.user).await?;
    Ok(open.map(|ticket| ticket_shown(&ticket, &me, now_ms)))
}

/// The messages of a ticket of the caller's, open or closed, newest first. Two statements.
///
/// # Errors
/// In this order: `cursor/invalid`, `support/ticket-not-found`; `store/unavailable`.
///
/// Source: `getTicketMessages`.
pub async fn get_ticket_messages(
    ctx: &Ctx,
    caller: Caller,
    ticket: &str,
    page_size: Option<i64>,
    after: Option<&str>,
) -> Result<Page<BasicSupportMessage>, Failure> {
    let list = format!("getTicketMessages {ticket}");
    let after = cursor::read(&list, after)?;
    let id = ticket_id(ticket)?;
    let mut tx = ctx.store.read().await?;
    let ticket = tx.find_ticket(caller.tenant, id).await?;
    own(ticket, caller)?;
    let page = tx.page_support_messages(caller.tenant, id, after, page_items(page_size)).await?;
    Ok(Page {
        items: page.items.iter().map(message_shown).collect(),
        last_evaluated_key: page.next.as_ref().map(|next| cursor::write(&list, next)),
        total_items: None,
    })
}

/// What came of writing to the team.
#[derive(Debug, Clone)]
pub struct Sent {
    pub ticket: FullSupportTicket,
    pub message: BasicSupportMessage,
}

/// Writes to the team: into the named ticket, or without one into the caller's open ticket, which is opened when there is
/// none. The caller's sockets are told but for `origin`. At most five statements and those of the event.
///
/// # Errors
/// In this order: `request/invalid` for a text that is blank or too long; `auth/invalid` when the caller's account is closed;
/// `support/ticket-not-found`, `support/ticket-closed`; `store/unavailable`.
///
/// Source: contract/talkamie.md C.3, `support.message.send`.
pub async fn send_support_message(
    ctx: &Ctx,
    caller: Caller,
    ticket: Option<&str>,
    text: &str,
    origin: Option<Origin>,
) -> Result<Sent, Failure> {
    let text = written(text)
        .ok_or_else(|| Failure::field("/message/text", "minLength", "Write something, in at most 4000 characters"))?;
    let named = ticket.map(ticket_id).transpose()?;
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        // Held first: of two first messages at once, one opens the ticket and the other goes to it.
        let me = tx.lock_user(caller.tenant, caller.user).await?.ok_or(ErrorCode::AuthInvalid)?;
        let ticket = match named {
            Some(id) => {
                let ticket = own(tx.lock_ticket(caller.tenant, id).await?, caller)?;
                if ticket.status == TicketStatus::Closed {
                    return Err(Failure::of(ErrorCode::SupportTicketClosed));
                }
                ticket
            }
            None => open_or_opened(ctx, &mut tx, caller, now_ms).await?,
        };
        let message = message(ctx, &ticket, Side::Owner, text, now_ms);
        tx.add_support_message(caller.tenant, &message).await?;
        let wrote = Event::SupportWrote { ticket: ticket.id, message: message.id, origin };
        events::raise(&mut tx, caller.tenant, caller.user, &wrote, now_ms);
        tx.commit().await?;
        Ok(Sent { ticket: ticket_shown(&ticket, &me, now_ms), message: message_shown(&message) })
    })
    .await
}

/// The caller's open ticket, held; a new one when there is none, or when the team closed it a moment ago.
async fn open_or_opened(ctx: &Ctx, tx: &mut Tx, caller: Caller, now_ms: i64) -> Result<Ticket, Failure> {
    if let Some(open) = tx.open_ticket(caller.tenant, caller.user).await?
        && let Some(held) = tx.lock_ticket(caller.tenant, open.id).await?
        && held.status == TicketStatus::Open
    {
        return Ok(held);
    }
    let ticket = Ticket {
        id: TicketId(ctx.new_id()),
        user: caller.user,
        status: TicketStatus::Open,
        created_at_ms: now_ms,
        closed_at_ms: None,
    };
    tx.add_ticket(caller.tenant, &ticket).await?;
    Ok(ticket)
}

/// Notes how far messages of the team have come to the caller, and answers those that are moved on, whole. What is not the
/// team's, not in this ticket or further already is left as it is. The caller's sockets are told but for `origin`. At most four
/// statements and those of the event, however many there are.
///
/// # Errors
/// `support/ticket-not-found`; `store/unavailable`.
///
/// Source: contract/talkamie.md C.3, `support.messages.update`.
pub async fn update_support_messages(
    ctx: &Ctx,
    caller: Caller,
    ticket: &str,
    said: &[(String, Delivery)],
    origin: Option<Origin>,
) -> Result<Vec<BasicSupportMessage>, Failure> {
    let id = ticket_id(ticket)?;
    let said: Vec<(SupportMessageId, Delivery)> =
        said.iter().filter_map(|(message, delivery)| Some((message.parse().ok()?, *delivery))).collect();
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        own(tx.lock_ticket(caller.tenant, id).await?, caller)?;
        let moved = moved_on(&mut tx, caller, id, &said, now_ms).await?;
        if !moved.is_empty() {
            let messages = moved.iter().map(|message| message.id).collect();
            let saw = Event::SupportSaw { ticket: id, messages, origin };
            events::raise(&mut tx, caller.tenant, caller.user, &saw, now_ms);
        }
        tx.commit().await?;
        Ok(moved.iter().map(message_shown).collect())
    })
    .await
}

async fn moved_on(
    tx: &mut Tx,
    caller: Caller,
    ticket: TicketId,
    said: &[(SupportMessageId, Delivery)],
    now_ms: i64,
) -> Result<Vec<SupportMessage>, Failure> {
    let ids: Vec<SupportMessageId> = said.iter().map(|(id, _)| *id).collect();
    let mut moved = Vec::new();
    for mut message in tx.find_support_messages(caller.tenant, ticket, &ids).await? {
        let furthest = said.iter().filter(|(id, _)| *id == message.id).map(|(_, delivery)| *delivery).max();
        let Some(to) = furthest.filter(|&to| moves_on(writer(&message), Side::Owner, message.delivery, to)) else {
            continue;
        };
        (message.delivery, message.delivery_at_ms) = (to, now_ms);
        moved.push(message);
    }
    for to in [Delivery::Delivered, Delivery::Read] {
        let those: Vec<SupportMessageId> =
            moved.iter().filter(|message| message.delivery == to).map(|message| message.id).collect();
        tx.set_support_delivery(caller.tenant, ticket, &those, to, now_ms).await?;
    }
    Ok(moved)
}

/// Notes that what the team wrote has come to a device of the owner's. A statement for each ticket; what was read meanwhile stays so.
///
/// # Errors
/// The store's.
pub async fn delivered(ctx: &Ctx, tenant: TenantId, replies: &[(TicketId, SupportMessageId)]) -> Result<(), Failure> {
    let mut of: BTreeMap<TicketId, Vec<SupportMessageId>> = BTreeMap::new();
    for (ticket, message) in replies {
        of.entry(*ticket).or_default().push(*message);
    }
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        for (ticket, messages) in &of {
            tx.deliver_support_messages(tenant, *ticket, messages, now_ms).await?;
        }
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// A text without space around it, if it is one that a message can have.
fn written(text: &str) -> Option<&str> {
    let kept = text.trim();
    let fits = !kept.is_empty() && !kept.contains('\0') && kept.chars().count() <= SUPPORT_TEXT_CHARS_MAX;
    fits.then_some(kept)
}

/// Longest text of a support message. Source: schemas/v1/support/basic_support_message.json.
const SUPPORT_TEXT_CHARS_MAX: usize = 4_000;

fn ticket_id(text: &str) -> Result<TicketId, Failure> {
    text.parse().map_err(|_| Failure::of(ErrorCode::SupportTicketNotFound))
}

/// A ticket if it is the caller's: to others it does not exist.
fn own(ticket: Option<Ticket>, caller: Caller) -> Result<Ticket, Failure> {
    ticket.filter(|ticket| ticket.user == caller.user).ok_or_else(|| ErrorCode::SupportTicketNotFound.into())
}

fn writer(message: &SupportMessage) -> Side {
    if message.sender.is_some() { Side::Owner } else { Side::Team }
}

fn message(ctx: &Ctx, ticket: &Ticket, writer: Side, text: &str, now_ms: i64) -> SupportMessage {
    SupportMessage {
        id: SupportMessageId(ctx.new_id()),
        ticket: ticket.id,
        sender: (writer == Side::Owner).then_some(ticket.user),
        text: text.to_owned(),
        created_at_ms: now_ms,
        delivery: Delivery::Sent,
        delivery_at_ms: now_ms,
    }
}

/// A ticket as its owner sees it, which is all who ever get one.
pub(super) fn ticket_shown(ticket: &Ticket, owner: &User, now_ms: i64) -> FullSupportTicket {
    FullSupportTicket {
        id: ticket.id.to_string(),
        status: SupportTicketStatus::parse(ticket.status.as_str()),
        user: Some(view::oneself(owner, now_ms)),
    }
}

/// A message as the ticket's owner sees it.
pub fn message_shown(message: &SupportMessage) -> BasicSupportMessage {
    BasicSupportMessage {
        id: message.id.to_string(),
        r#type: Some(BasicSupportMessageType::Text),
        text: Some(message.text.clone()),
        timestamp: Some(iso_date_time(message.created_at_ms)),
        delivery: Some(types::Delivery {
            status: DeliveryStatus::parse(message.delivery.as_str()),
            at: Some(iso_date_time(message.delivery_at_ms)),
        }),
        sender: Some(Reference { id: message.sender.map_or_else(|| TEAM.to_owned(), |id| id.to_string()) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_something_to_read_and_an_end() {
        let longest = "x".repeat(SUPPORT_TEXT_CHARS_MAX);
        for (text, kept) in [
            ("", None),
            (" \n\t", None),
            (" hello \n", Some("hello")),
            ("a\0b", None),
            (longest.as_str(), Some(longest.as_str())),
            (&format!("{longest}x"), None),
        ] {
            assert_eq!(written(text), kept, "{} characters", text.len());
        }
    }
}
