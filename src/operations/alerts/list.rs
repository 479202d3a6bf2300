//! The list of alerts. Source: openapi/v1/operations/alerts.yaml.

use super::talk::Talk;
use crate::{
    contract::{
        runtime::Page,
        v1::types::{
            AlertHeadStatus, AlertKind, AlertTypeConnectRequestType, AlertTypeMessageRequestType, AlertTypeReviewType,
            AlertTypeScheduleType, AlertTypeTransactionType, BasicAlert, ConnectRequestAlert, ConnectRequestStatus,
            FullCallSchedule, FullReview, MessageRequestAlert, ReviewAlert, ScheduleAlert, TransactionAlert, UserCard,
        },
    },
    domain::{
        connection::Connection,
        ids::{ConnectionId, ReviewId, ScheduleId, TransactionId, UserId},
        page::page_items,
        time::iso_date_time,
        transaction::Transaction,
    },
    operations::{Caller, Ctx, Failure, chats, cursor, finance, reviews, schedules, view},
    store::alerts::Alert,
};
use std::collections::{HashMap, HashSet};

/// The caller's alerts, newest first, each with what it is about. A constant number of statements a page: two, and some more for
/// each kind of alert that is on it.
///
/// A connect request is shown, and a message request too, in the state it had when the alert was raised: who was asked reads "sent you" also after
/// they accepted, since their clients make the sentence of it (contract F.11). An alert whose subject is gone is left out.
///
/// # Errors
/// `cursor/invalid`; `store/unavailable`.
///
/// Source: `getAlerts`.
pub async fn get_alerts(
    ctx: &Ctx,
    caller: Caller,
    page_size: Option<i64>,
    after: Option<&str>,
) -> Result<Page<BasicAlert>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let after = cursor::read(after)?;
    let mut tx = ctx.store.read().await?;
    let page = tx.page_alerts(caller.tenant, caller.user, after, page_items(page_size)).await?;
    let about = page.items.iter().filter(|alert| alert.kind == AlertKind::ConnectRequest.as_str());
    let about: Vec<ConnectionId> = about.filter_map(|alert| alert.subject.parse().ok()).collect();
    let connections = tx.find_connections(caller.tenant, &about).await?;
    let others: Vec<UserId> = connections.iter().filter_map(|connection| connection.other_than(caller.user)).collect();
    let mut users = tx.find_users(caller.tenant, &others).await?;
    users.retain(|user| user.deleted_at_ms.is_none());
    let cards = view::cards(&mut tx, caller.tenant, caller.user, &users, now_ms).await?;
    let about = page.items.iter().filter(|alert| alert.kind == AlertKind::Schedule.as_str());
    let about: Vec<ScheduleId> = about.filter_map(|alert| alert.subject.parse().ok()).collect();
    let schedules = tx.find_schedules(caller.tenant, &about).await?;
    let schedules = schedules::view::full(&mut tx, caller.tenant, caller.user, &schedules, now_ms).await?;
    let about = page.items.iter().filter(|alert| alert.kind == AlertKind::Transaction.as_str());
    let about: Vec<TransactionId> = about.filter_map(|alert| alert.subject.parse().ok()).collect();
    let transactions = tx.find_transactions(caller.tenant, &about).await?;
    let about = page.items.iter().filter(|alert| alert.kind == AlertKind::Review.as_str());
    let about: Vec<ReviewId> = about.filter_map(|alert| alert.subject.parse().ok()).collect();
    // Who accepted a request has a chat with the reader since.
    let is_accepted = |alert: &&Alert| {
        alert.kind == AlertKind::ConnectRequest.as_str() && alert.state == ConnectRequestStatus::Accepted.as_str()
    };
    let accepted = page.items.iter().filter(is_accepted).filter_map(|alert| alert.actor);
    let accepted: HashSet<String> = accepted.map(|user| user.to_string()).collect();
    let opened = cards.iter().filter(|card| accepted.contains(&card.id));
    let opened = opened.filter_map(|card| card.viewer.as_ref()?.chat.as_ref()?.id.parse().ok());
    let subjects = Subjects {
        reviews: reviews::of_alerts(&mut tx, caller.tenant, caller.user, &about, now_ms).await?,
        talk: Talk::find(&mut tx, caller.tenant, caller.user, &page.items, opened, now_ms).await?,
        caller: caller.user,
        schedules: schedules.iter().map(|schedule| (schedule.id.as_str(), schedule)).collect(),
        connections: connections.iter().map(|connection| (connection.id.to_string(), connection)).collect(),
        transactions: transactions.iter().map(|transaction| (transaction.id.to_string(), transaction)).collect(),
        cards: cards.iter().map(|card| (card.id.as_str(), card)).collect(),
    };
    Ok(Page {
        items: page.items.iter().filter_map(|alert| subjects.shown(alert)).collect(),
        last_evaluated_key: page.next.as_ref().map(cursor::write),
        total_items: None,
    })
}

/// What the alerts of a page are about.
struct Subjects<'a> {
    caller: UserId,
    connections: HashMap<String, &'a Connection>,
    transactions: HashMap<String, &'a Transaction>,
    cards: HashMap<&'a str, &'a UserCard>,
    schedules: HashMap<&'a str, &'a FullCallSchedule>,
    reviews: HashMap<String, FullReview>,
    talk: Talk,
}

impl Subjects<'_> {
    /// An alert with what it is about; `None` when that is gone.
    fn shown(&self, alert: &Alert) -> Option<BasicAlert> {
        let (id, timestamp) = (alert.id.to_string(), iso_date_time(alert.raised_at_ms));
        let status = alert.read_at_ms.map(|_| AlertHeadStatus::Read);
        Some(match AlertKind::parse(&alert.kind)? {
            AlertKind::ConnectRequest => {
                let connection = *self.connections.get(&alert.subject)?;
                let other = connection.other_than(self.caller)?.to_string();
                let card = (*self.cards.get(other.as_str())?).clone();
                let state = ConnectRequestStatus::parse(&alert.state)?;
                let chat = card.viewer.as_ref().and_then(|viewer| viewer.chat.as_ref());
                let chat = chat.filter(|_| state == ConnectRequestStatus::Accepted);
                let chat = chat.and_then(|chat| self.talk.chat(&chat.id));
                BasicAlert::ConnectRequestAlert(Box::new(ConnectRequestAlert {
                    id,
                    timestamp,
                    status,
                    r#type: AlertTypeConnectRequestType::ConnectRequest,
                    connect_request: Some(view::request_in(connection, state, Some(card))),
                    chat,
                }))
            }
            AlertKind::Schedule => {
                let (chat, message) = self.talk.schedule(&alert.subject);
                BasicAlert::ScheduleAlert(Box::new(ScheduleAlert {
                    id,
                    timestamp,
                    status,
                    r#type: AlertTypeScheduleType::Schedule,
                    schedule: Some((*self.schedules.get(alert.subject.as_str())?).clone()),
                    chat,
                    message,
                }))
            }
            AlertKind::MessageRequest => BasicAlert::MessageRequestAlert(Box::new(MessageRequestAlert {
                id,
                timestamp,
                status,
                r#type: AlertTypeMessageRequestType::MessageRequest,
                chat: Some(chats::view::in_state(self.talk.chat(&alert.subject)?, alert.state.parse().ok()?)),
                message: self.talk.request(&alert.subject),
            })),
            AlertKind::Review => BasicAlert::ReviewAlert(Box::new(ReviewAlert {
                id,
                timestamp,
                status,
                r#type: AlertTypeReviewType::Review,
                review: Some(self.reviews.get(&alert.subject)?.clone()),
            })),
            AlertKind::Transaction => BasicAlert::TransactionAlert(Box::new(TransactionAlert {
                id,
                timestamp,
                status,
                r#type: AlertTypeTransactionType::Transaction,
                transaction: Some(finance::shown(self.transactions.get(&alert.subject)?)),
            })),
        })
    }
}
