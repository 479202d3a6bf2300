//! What the support team does: see tickets, reply, close. The command line's stories.

use super::{message, written};
use crate::{
    domain::{
        ids::{TenantId, TicketId, UserId},
        limits::PAGE_ITEMS_MAX,
        support::{Side, TicketStatus},
    },
    operations::{
        Ctx,
        admin::AdminError,
        events::{self, Event},
    },
    store::{
        Cursor, Tx, rerun,
        tickets::{SupportMessage, Ticket},
        users::User,
    },
};
use std::collections::HashMap;

/// A ticket with its owner.
#[derive(Debug, Clone)]
pub struct OwnedTicket {
    pub ticket: Ticket,
    pub owner: User,
}

/// Tickets with their owners, newest first, at most `most`; only those that are open, if wished. Two statements a page.
///
/// # Errors
/// The store's.
pub async fn tickets(
    ctx: &Ctx,
    tenant: TenantId,
    only_open: bool,
    most: usize,
) -> Result<Vec<OwnedTicket>, AdminError> {
    let mut tx = ctx.store.read().await?;
    let (mut found, mut after) = (Vec::new(), None::<Cursor>);
    while found.len() < most {
        let wanted = i64::try_from(most - found.len()).unwrap_or(PAGE_ITEMS_MAX).min(PAGE_ITEMS_MAX);
        let page = tx.page_tickets(tenant, only_open, after.take(), wanted).await?;
        let owners: Vec<UserId> = page.items.iter().map(|ticket| ticket.user).collect();
        let owners = tx.find_users(tenant, &owners).await?;
        let owners: HashMap<UserId, User> = owners.into_iter().map(|user| (user.id, user)).collect();
        found.extend(
            page.items
                .into_iter()
                .filter_map(|ticket| Some(OwnedTicket { owner: owners.get(&ticket.user)?.clone(), ticket })),
        );
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    Ok(found)
}

/// A ticket with all that was written in it, oldest first.
///
/// # Errors
/// `NoSuchTicket`; the store's.
pub async fn show(ctx: &Ctx, tenant: TenantId, id: TicketId) -> Result<(OwnedTicket, Vec<SupportMessage>), AdminError> {
    let mut tx = ctx.store.read().await?;
    let ticket = tx.find_ticket(tenant, id).await?.ok_or(AdminError::NoSuchTicket)?;
    let ticket = owned(&mut tx, tenant, ticket).await?;
    let (mut messages, mut after) = (Vec::new(), None);
    loop {
        let page = tx.page_support_messages(tenant, id, after, PAGE_ITEMS_MAX).await?;
        messages.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    messages.reverse();
    Ok((ticket, messages))
}

/// Replies in an open ticket; its owner is told. Whoever replies has read what the owner wrote, and the owner is told that, too.
/// To see a ticket does not count as reading it: programs do that as well.
///
/// # Errors
/// `NoReply`; `NoSuchTicket`, `TicketClosed`; the store's.
pub async fn reply(ctx: &Ctx, tenant: TenantId, id: TicketId, text: &str) -> Result<SupportMessage, AdminError> {
    let text = written(text).ok_or(AdminError::NoReply)?;
    rerun(async || {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let ticket = held(&mut tx, tenant, id).await?;
        let read = tx.read_support_messages(tenant, id, now_ms).await?;
        if !read.is_empty() {
            let seen = Event::SupportSeen { ticket: ticket.id, messages: read };
            events::raise(&mut tx, tenant, ticket.user, &seen, now_ms);
        }
        let reply = message(ctx, &ticket, Side::Team, text, now_ms);
        tx.add_support_message(tenant, &reply).await?;
        let news = Event::SupportMessage { ticket: ticket.id, message: reply.id };
        events::raise(&mut tx, tenant, ticket.user, &news, now_ms);
        tx.commit().await?;
        Ok(reply)
    })
    .await
}

/// Closes a ticket: it takes no more messages, and the owner's next one opens another. They are told.
///
/// # Errors
/// `NoSuchTicket`, `TicketClosed`; the store's.
pub async fn close(ctx: &Ctx, tenant: TenantId, id: TicketId) -> Result<OwnedTicket, AdminError> {
    rerun(async || {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        let ticket = held(&mut tx, tenant, id).await?;
        tx.close_ticket(tenant, id, now_ms).await?;
        let closed = Ticket { status: TicketStatus::Closed, closed_at_ms: Some(now_ms), ..ticket };
        let closed = owned(&mut tx, tenant, closed).await?;
        events::raise(&mut tx, tenant, closed.owner.id, &Event::User, now_ms);
        tx.commit().await?;
        Ok(closed)
    })
    .await
}

async fn held(tx: &mut Tx, tenant: TenantId, id: TicketId) -> Result<Ticket, AdminError> {
    let ticket = tx.lock_ticket(tenant, id).await?.ok_or(AdminError::NoSuchTicket)?;
    if ticket.status == TicketStatus::Closed { Err(AdminError::TicketClosed) } else { Ok(ticket) }
}

async fn owned(tx: &mut Tx, tenant: TenantId, ticket: Ticket) -> Result<OwnedTicket, AdminError> {
    let owner = tx.find_user(tenant, ticket.user).await?.ok_or(AdminError::NoSuchTicket)?;
    Ok(OwnedTicket { ticket, owner })
}
