//! What the Talkamie face tells a person: raising alerts, and their list.

mod list;
mod mark;
mod talk;
pub(super) mod view;

pub use list::get_alerts;
pub use mark::{Marked, mark};

use super::{
    Ctx, Failure,
    events::{self, EndedRequest, Event},
    push,
};
use crate::{
    contract::v1::types::AlertKind,
    domain::ids::{AlertId, TenantId, UserId},
    store::{
        Tx,
        alerts::{Alert, remove_alerts_about},
    },
};

/// Something to tell a person of.
#[derive(Debug, Clone, Copy)]
pub struct News<'a> {
    pub receiver: UserId,
    pub kind: AlertKind,
    /// The id of what it is about. One alert per receiver and subject: a later state takes the place of the earlier one.
    pub subject: &'a str,
    /// Who caused it; `None`: nobody in particular.
    pub actor: Option<UserId>,
    /// The subject's state now, in the words of its kind.
    pub state: &'a str,
}

/// Raises an alert, unread, and has the receiver's sockets and devices told, of it and of how many are unread then. One statement.
/// Answers the id that stays with the subject.
///
/// # Errors
/// The store's.
pub async fn tell(ctx: &Ctx, tx: &mut Tx, tenant: TenantId, news: News<'_>, now_ms: i64) -> Result<AlertId, Failure> {
    let alert = tx
        .put_alert(&Alert {
            id: AlertId(ctx.new_id()),
            tenant,
            user: news.receiver,
            kind: news.kind.as_str().to_owned(),
            subject: news.subject.to_owned(),
            actor: news.actor,
            state: news.state.to_owned(),
            raised_at_ms: now_ms,
            read_at_ms: None,
        })
        .await?;
    events::raise(tx, tenant, news.receiver, &Event::Alert { alert }, now_ms);
    // It is unread now, whatever it was: a client does not count an id anew.
    events::raise(tx, tenant, news.receiver, &Event::User, now_ms);
    push::enqueue(ctx, tx, tenant, news.receiver, alert, now_ms);
    Ok(alert)
}

/// Takes the alert of an earlier request from whoever asks anew: that somebody asked them, or rejected what they asked. It goes
/// without a word of its subject, which is the new request already. One statement.
///
/// # Errors
/// The store's.
pub async fn forget(
    tx: &mut Tx,
    tenant: TenantId,
    receiver: UserId,
    kind: AlertKind,
    subject: &str,
    now_ms: i64,
) -> Result<(), Failure> {
    if tx.remove_alert(tenant, receiver, kind.as_str(), subject).await?.is_some() {
        events::raise(tx, tenant, receiver, &Event::User, now_ms);
    }
    Ok(())
}

/// Takes the alerts of a request that ended from these people, and has their sockets told, also of how many are unread then. One
/// statement.
///
/// # Errors
/// The store's.
pub async fn take_back(
    tx: &mut Tx,
    tenant: TenantId,
    kind: AlertKind,
    people: &[UserId],
    request: &EndedRequest,
    now_ms: i64,
) -> Result<(), Failure> {
    let subject = match request {
        EndedRequest::Connect { id, .. } => id.to_string(),
        EndedRequest::Message { chat, .. } => chat.to_string(),
    };
    for (receiver, alert) in tx.ask(remove_alerts_about(tenant, kind.as_str(), &subject, people)).await? {
        events::raise(tx, tenant, receiver, &Event::RequestEnded { alert, request: request.clone() }, now_ms);
        events::raise(tx, tenant, receiver, &Event::User, now_ms);
    }
    Ok(())
}
