//! `talkamie ticket`.

use super::{Common, OfTenant};
use crate::{
    app::Fault,
    domain::{ids::TicketId, time::iso_date_time},
    operations::support::{
        TEAM,
        desk::{self, OwnedTicket},
    },
    store::tickets::SupportMessage,
};
use clap::Subcommand;
use serde::Serialize;
use std::fmt;

#[derive(Subcommand)]
pub(super) enum Ticket {
    /// List open tickets, newest first
    List {
        #[command(flatten)]
        tenant: OfTenant,
        /// Closed ones, too
        #[arg(long)]
        all: bool,
        /// Most tickets to list
        #[arg(long, default_value_t = 50, value_name = "COUNT")]
        limit: usize,
    },
    /// Show a ticket with all that was written in it
    Show {
        #[command(flatten)]
        tenant: OfTenant,
        id: TicketId,
    },
    /// Write to the owner of an open ticket
    Reply {
        #[command(flatten)]
        tenant: OfTenant,
        id: TicketId,
        text: String,
    },
    /// Close a ticket: the owner's next message opens another
    Close {
        #[command(flatten)]
        tenant: OfTenant,
        id: TicketId,
    },
}

/// A ticket with its owner.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Shown {
    id: String,
    /// `open` or `closed`.
    status: String,
    /// Id of the owner.
    user_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<String>,
}

/// What was written.
#[derive(Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Message {
    id: String,
    /// `owner` or `support`.
    from: &'static str,
    text: String,
    /// `sent`, `delivered` or `read`.
    delivery: String,
    at: String,
}

#[derive(Serialize, schemars::JsonSchema)]
struct All {
    tickets: Vec<Shown>,
}

#[derive(Serialize, schemars::JsonSchema)]
struct Whole {
    ticket: Shown,
    messages: Vec<Message>,
}

impl From<OwnedTicket> for Shown {
    fn from(OwnedTicket { ticket, owner }: OwnedTicket) -> Self {
        Self {
            id: ticket.id.to_string(),
            status: ticket.status.to_string(),
            user_id: owner.id.to_string(),
            name: owner.profile.card.name,
            email: owner.email,
            created_at: iso_date_time(ticket.created_at_ms),
            closed_at: ticket.closed_at_ms.map(iso_date_time),
        }
    }
}

impl From<SupportMessage> for Message {
    fn from(message: SupportMessage) -> Self {
        Self {
            id: message.id.to_string(),
            from: if message.sender.is_some() { "owner" } else { TEAM },
            text: message.text,
            delivery: message.delivery.to_string(),
            at: iso_date_time(message.created_at_ms),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let Self { id, status, created_at, .. } = self;
        write!(f, "{id}  {status:6}  {created_at}  {} <{}>", or(&self.name), or(&self.email))
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {:7}  {:9}  {}", self.at, self.from, self.delivery, self.text)
    }
}

impl fmt::Display for All {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tickets: {}", self.tickets.len())?;
        self.tickets.iter().try_for_each(|ticket| write!(f, "\n{ticket}"))
    }
}

impl fmt::Display for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.ticket)?;
        self.messages.iter().try_for_each(|message| write!(f, "\n{message}"))
    }
}

impl Ticket {
    pub(super) fn run(self, common: &Common) -> Result<(), Fault> {
        match self {
            Self::List { tenant, all, limit } => common.on_database(async |ctx| {
                let found = desk::tickets(&ctx, tenant.of(&ctx), !all, limit).await?;
                Ok(All { tickets: found.into_iter().map(Shown::from).collect() })
            }),
            Self::Show { tenant, id } => common.on_database(async |ctx| {
                let (ticket, messages) = desk::show(&ctx, tenant.of(&ctx), id).await?;
                Ok(Whole { ticket: ticket.into(), messages: messages.into_iter().map(Message::from).collect() })
            }),
            Self::Reply { tenant, id, text } => {
                common.on_database(async |ctx| Ok(Message::from(desk::reply(&ctx, tenant.of(&ctx), id, &text).await?)))
            }
            Self::Close { tenant, id } => {
                common.on_database(async |ctx| Ok(Shown::from(desk::close(&ctx, tenant.of(&ctx), id).await?)))
            }
        }
    }
}
