//! Alerts as their reader sees them.

use super::talk::Talk;
use crate::{
    contract::v1::types::{
        AlertHeadStatus, AlertKind, AlertTypeConnectRequestType, AlertTypeMessageRequestType, AlertTypeReviewType,
        AlertTypeScheduleType, AlertTypeTransactionType, BasicAlert, BasicChatRequest, ConnectRequestAlert,
        ConnectRequestStatus, FullCallSchedule, FullChat, FullConnectRequest, FullReview, MessageRequestAlert,
        Reference, ReviewAlert, ScheduleAlert, TransactionAlert, UserCard,
    },
    domain::{
        connection::Connection,
        ids::{AlertId, ConnectionId, ReviewId, ScheduleId, TenantId, TransactionId, UserId},
        time::iso_date_time,
        transaction::Transaction,
    },
    operations::{Failure, chats, events::EndedRequest, finance, reviews, schedules, view},
    store::{Tx, alerts::Alert},
};
use std::collections::{HashMap, HashSet};

/// Alerts of a person with what each is about, in their order; one whose subject is gone is left out. At most seventeen statements, however
/// many there are: some for each kind of alert that is among them.
///
/// A connect request is shown in the state it had when the alert was raised: who was asked reads "sent you" also after they accepted,
/// since their clients make the sentence of it (contract F.11). A chat is shown as it is, since clients replace theirs with it (contract
/// D): what an alert of a message request tells of stands beside it. No alert outlives the request it was raised for.
///
/// # Errors
/// The store's.
pub async fn full(
    tx: &mut Tx,
    tenant: TenantId,
    reader: UserId,
    alerts: &[Alert],
    now_ms: i64,
) -> Result<Vec<BasicAlert>, Failure> {
    let about = alerts.iter().filter(|alert| alert.kind == AlertKind::ConnectRequest.as_str());
    let about: Vec<ConnectionId> = about.filter_map(|alert| alert.subject.parse().ok()).collect();
    let connections = tx.find_connections(tenant, &about).await?;
    let others: Vec<UserId> = connections.iter().filter_map(|connection| connection.other_than(reader)).collect();
    let (looks, mut users) = view::looked_at(tx, tenant, reader, &others).await?;
    users.retain(|user| user.deleted_at_ms.is_none());
    let cards = view::cards(tx, tenant, looks, &users, now_ms).await?;
    let about = alerts.iter().filter(|alert| alert.kind == AlertKind::Schedule.as_str());
    let about: Vec<ScheduleId> = about.filter_map(|alert| alert.subject.parse().ok()).collect();
    let schedules = tx.find_schedules(tenant, &about).await?;
    let schedules = schedules::view::full(tx, tenant, reader, &schedules, now_ms).await?;
    let about = alerts.iter().filter(|alert| alert.kind == AlertKind::Transaction.as_str());
    let about: Vec<TransactionId> = about.filter_map(|alert| alert.subject.parse().ok()).collect();
    let transactions = tx.find_transactions(tenant, &about).await?;
    let about = alerts.iter().filter(|alert| alert.kind == AlertKind::Review.as_str());
    let about: Vec<ReviewId> = about.filter_map(|alert| alert.subject.parse().ok()).collect();
    // Who accepted a request has a chat with the reader since.
    let is_accepted = |alert: &&Alert| {
        alert.kind == AlertKind::ConnectRequest.as_str() && alert.state == ConnectRequestStatus::Accepted.as_str()
    };
    let accepted = alerts.iter().filter(is_accepted).filter_map(|alert| alert.actor);
    let accepted: HashSet<String> = accepted.map(|user| user.to_string()).collect();
    let opened = cards.iter().filter(|card| accepted.contains(&card.id));
    let opened = opened.filter_map(|card| card.viewer.as_ref()?.chat.as_ref()?.id.parse().ok());
    let subjects = Subjects {
        reviews: reviews::of_alerts(tx, tenant, reader, &about, now_ms).await?,
        talk: Talk::find(tx, tenant, reader, alerts, opened, now_ms).await?,
        reader,
        schedules: schedules.iter().map(|schedule| (schedule.id.as_str(), schedule)).collect(),
        connections: connections.iter().map(|connection| (connection.id.to_string(), connection)).collect(),
        transactions: transactions.iter().map(|transaction| (transaction.id.to_string(), transaction)).collect(),
        cards: cards.iter().map(|card| (card.id.as_str(), card)).collect(),
    };
    Ok(alerts.iter().filter_map(|alert| subjects.shown(alert)).collect())
}

/// An alert whose request has ended, for those who have it: `canceled`, so that they take it away. A chat is as it is for the rest.
/// Two statements for a connect request; three for a message request, four when the newest message of its chat tells of a call.
///
/// # Errors
/// The store's.
pub async fn ended(
    tx: &mut Tx,
    tenant: TenantId,
    reader: UserId,
    alert: AlertId,
    request: &EndedRequest,
    now_ms: i64,
) -> Result<BasicAlert, Failure> {
    let (id, timestamp) = (alert.to_string(), iso_date_time(now_ms));
    Ok(match request {
        EndedRequest::Connect { id: connection, from, to } => {
            let other = if *from == reader { *to } else { *from };
            let (looks, users) = view::looked_at(tx, tenant, reader, &[other]).await?;
            let card = view::cards(tx, tenant, looks, &users, now_ms).await?.pop();
            BasicAlert::ConnectRequestAlert(Box::new(ConnectRequestAlert {
                id,
                timestamp,
                status: None,
                r#type: AlertTypeConnectRequestType::ConnectRequest,
                connect_request: Some(FullConnectRequest {
                    id: connection.to_string(),
                    status: Some(ConnectRequestStatus::Canceled),
                    from: Some(Reference { id: from.to_string() }),
                    to: Some(Reference { id: to.to_string() }),
                    user: card.map(Box::new),
                }),
                chat: None,
            }))
        }
        EndedRequest::Message { chat, .. } => {
            let entry = tx.chats_of(tenant, reader, &[*chat]).await?;
            let shown = chats::view::full(tx, tenant, reader, &entry, now_ms).await?.pop();
            let shown = shown.unwrap_or_else(|| FullChat { id: chat.to_string(), ..FullChat::default() });
            // The words of the request went with it: another one may stand in the chat by now.
            let request =
                BasicChatRequest { status: Some(ConnectRequestStatus::Canceled), ..BasicChatRequest::default() };
            BasicAlert::MessageRequestAlert(Box::new(MessageRequestAlert {
                id,
                timestamp,
                status: None,
                r#type: AlertTypeMessageRequestType::MessageRequest,
                chat: Some(FullChat { request: Some(request), ..shown }),
                message: None,
                request_status: Some(ConnectRequestStatus::Canceled),
            }))
        }
    })
}

/// What the alerts of a page are about.
struct Subjects<'a> {
    reader: UserId,
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
                let other = connection.other_than(self.reader)?.to_string();
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
                chat: Some(self.talk.chat(&alert.subject).filter(|chat| chat.request.is_some())?),
                message: self.talk.request(&alert.subject),
                request_status: ConnectRequestStatus::parse(&alert.state),
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
