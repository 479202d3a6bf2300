//! What people's sockets are shown of what happened: an event in words, as its receiver sees it now.
//!
//! An event names what it tells of by ids. What it is shown with is read when it is told, so that the newest state is what
//! arrives last, whatever became of it in between; what is gone by then is not told.

use super::{
    Ctx, Failure, alerts, calls, chats,
    events::{EndedRequest, Event},
    schedules, support, view,
};
use crate::{
    contract::v1::{
        actions::Action,
        types::{
            AlertMark, AlertMarkStatus, BasicAlert, BasicChatMessage, BasicSupportMessage, ChatMessagesBundle,
            ConnectRequestStatus, ExtendedUser, FullCallSchedule, FullChat, FullSupportTicket, Reference, UnreadCounts,
            WssActionAlertData, WssActionCallData, WssActionChatData, WssActionSupportData, WssActionUserData,
        },
    },
    domain::ids::{AlertId, ChatId, MessageId, ScheduleId, SupportMessageId, TenantId, TicketId, UserId},
    store::Tx,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Something to show on a socket.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    pub action: Action,
    pub data: Data,
}

/// The `data` of what the server says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Data {
    Me(Box<ExtendedUser>),
    Alert(Box<WssActionAlertData>),
    Call(Box<WssActionCallData>),
    Chat(Box<WssActionChatData>),
    Support(Box<WssActionSupportData>),
    User(Box<WssActionUserData>),
    Upcoming { schedule: Box<FullCallSchedule> },
}

impl Data {
    /// Whether somebody learns of a message request to them: its text has arrived.
    #[must_use]
    pub fn tells_of_a_message_request(&self) -> bool {
        let Self::Alert(data) = self else { return false };
        let Some(BasicAlert::MessageRequestAlert(alert)) = &data.alert else { return false };
        alert.request_status == Some(ConnectRequestStatus::Pending)
    }
}

/// What `reader` is shown of an event. `None`: nothing, or it is gone by now. At most five statements, fourteen for an alert.
///
/// # Errors
/// The store's.
pub async fn of(ctx: &Ctx, tenant: TenantId, reader: UserId, event: &Event) -> Result<Option<News>, Failure> {
    let now_ms = ctx.clock.now_ms();
    let mut tx = ctx.store.read().await?;
    let mut telling = Telling { ctx, tx: &mut tx, tenant, reader, now_ms };
    match event {
        Event::Alert { alert } => telling.alert(*alert).await,
        Event::RequestEnded { alert, request } => telling.request_ended(*alert, request).await.map(Some),
        Event::AlertsRead { alerts, .. } => telling.alerts_read(alerts).await.map(Some),
        Event::Message { chat, message } => telling.message(*chat, *message).await,
        Event::Wrote { chat, message, .. } => telling.wrote(*chat, *message).await,
        Event::MessagesSeen { chat, messages } => telling.seen(*chat, messages, false).await,
        Event::Saw { chat, messages, .. } => telling.seen(*chat, messages, true).await,
        Event::MessagesDelivered { chat, messages } => telling.delivered(*chat, messages).await,
        Event::Chat { chat } => telling.chat(*chat).await,
        Event::Call { call, news, .. } => calls::news::of(ctx, &mut tx, (tenant, reader), (*call, *news), now_ms).await,
        Event::Signal { chat, signal } => Ok(Some(calls::news::signal(*chat, signal.clone()))),
        Event::Upcoming { schedule, .. } => telling.upcoming(*schedule).await,
        Event::SupportMessage { ticket, message } => telling.support_message(*ticket, *message).await,
        Event::SupportWrote { ticket, message, .. } => telling.support_wrote(*ticket, *message).await,
        Event::SupportSeen { ticket, messages } => telling.support_saw(*ticket, messages).await.map(Some),
        Event::SupportSaw { ticket, messages, .. } => telling.support_saw(*ticket, messages).await.map(Some),
        Event::CoinsLow => telling.coins_low().await,
        Event::User => telling.user().await,
        Event::SessionsEnded { .. } => Ok(None),
    }
}

/// What telling one event needs.
struct Telling<'a> {
    ctx: &'a Ctx,
    tx: &'a mut Tx,
    tenant: TenantId,
    reader: UserId,
    now_ms: i64,
}

impl Telling<'_> {
    async fn alert(&mut self, alert: AlertId) -> Result<Option<News>, Failure> {
        let found = self.tx.find_alerts(self.tenant, self.reader, &[alert]).await?;
        let shown = alerts::view::full(self.tx, self.tenant, self.reader, &found, self.now_ms).await?.pop();
        Ok(shown.map(|shown| News { action: Action::AlertNew, data: with_parts(shown) }))
    }

    async fn request_ended(&mut self, alert: AlertId, request: &EndedRequest) -> Result<News, Failure> {
        let shown = alerts::view::ended(self.tx, self.tenant, self.reader, alert, request, self.now_ms).await?;
        Ok(News { action: Action::AlertUpdate, data: with_parts(shown) })
    }

    async fn alerts_read(&mut self, alerts: &[AlertId]) -> Result<News, Failure> {
        let unread = self.tx.count_unread_alerts(self.tenant, self.reader).await?;
        Ok(News { action: Action::AlertsUpdate, data: alerts_read(self.reader, alerts, unread) })
    }

    async fn message(&mut self, chat: ChatId, message: MessageId) -> Result<Option<News>, Failure> {
        let Some(message) = self.written(chat, message).await? else { return Ok(None) };
        let viewer = self.unread_chats().await?;
        let data = WssActionChatData { viewer: Some(viewer), ..written(chat, message) };
        Ok(Some(News { action: Action::ChatMessageNew, data: Data::Chat(Box::new(data)) }))
    }

    async fn wrote(&mut self, chat: ChatId, message: MessageId) -> Result<Option<News>, Failure> {
        let found = self.written(chat, message).await?;
        Ok(found.map(|message| News {
            action: Action::ChatMessageSend,
            data: Data::Chat(Box::new(written(chat, message))),
        }))
    }

    async fn written(&mut self, chat: ChatId, message: MessageId) -> Result<Option<BasicChatMessage>, Failure> {
        Ok(chats::messages::shown(self.tx, self.tenant, chat, &[message], self.now_ms).await?.into_values().next())
    }

    async fn unread_chats(&mut self) -> Result<UnreadCounts, Failure> {
        let unread = self.tx.count_unread_chats(self.tenant, self.reader).await?;
        Ok(unread_chats(self.reader, unread))
    }

    async fn seen(&mut self, chat: ChatId, messages: &[MessageId], own: bool) -> Result<Option<News>, Failure> {
        let messages = chats::messages::shown(self.tx, self.tenant, chat, messages, self.now_ms).await?;
        if messages.is_empty() {
            return Ok(None);
        }
        let viewer = if own { Some(self.unread_chats().await?) } else { None };
        let data = Data::Chat(Box::new(marked(chat, messages, viewer)));
        Ok(Some(News { action: Action::ChatMessagesUpdate, data }))
    }

    async fn delivered(&mut self, chat: ChatId, messages: &[MessageId]) -> Result<Option<News>, Failure> {
        let messages_map = chats::messages::shown(self.tx, self.tenant, chat, messages, self.now_ms).await?;
        if messages_map.is_empty() {
            return Ok(None);
        }
        let chat = chat.to_string();
        let bundle = ChatMessagesBundle { chat: Reference { id: chat.clone() }, messages_map };
        let data =
            WssActionChatData { chats_map: Some(BTreeMap::from([(chat, bundle)])), ..WssActionChatData::default() };
        Ok(Some(News { action: Action::ChatsUpdate, data: Data::Chat(Box::new(data)) }))
    }

    async fn chat(&mut self, chat: ChatId) -> Result<Option<News>, Failure> {
        let entry = self.tx.chats_of(self.tenant, self.reader, &[chat]).await?;
        let shown = chats::view::full(self.tx, self.tenant, self.reader, &entry, self.now_ms).await?.pop();
        Ok(shown.map(|chat| News {
            action: Action::ChatUpdate,
            data: Data::Chat(Box::new(WssActionChatData { chat: Some(chat), ..WssActionChatData::default() })),
        }))
    }

    async fn upcoming(&mut self, schedule: ScheduleId) -> Result<Option<News>, Failure> {
        let found = self.tx.find_schedules(self.tenant, &[schedule]).await?;
        let shown = schedules::view::full(self.tx, self.tenant, self.reader, &found, self.now_ms).await?.pop();
        Ok(shown.map(|schedule| News {
            action: Action::ScheduleUpcoming,
            data: Data::Upcoming { schedule: Box::new(schedule) },
        }))
    }

    async fn support_message(&mut self, ticket: TicketId, message: SupportMessageId) -> Result<Option<News>, Failure> {
        let found = self.tx.find_support_messages(self.tenant, ticket, &[message]).await?.pop();
        let ticket = FullSupportTicket { id: ticket.to_string(), ..FullSupportTicket::default() };
        Ok(found.map(|message| News {
            action: Action::SupportMessageNew,
            data: support_written(ticket, support::message_shown(&message)),
        }))
    }

    /// As the connection that wrote was answered: with the whole ticket, which may be a new one.
    async fn support_wrote(&mut self, ticket: TicketId, message: SupportMessageId) -> Result<Option<News>, Failure> {
        let message = self.tx.find_support_messages(self.tenant, ticket, &[message]).await?.pop();
        let ticket = self.tx.find_ticket(self.tenant, ticket).await?;
        let owner = self.tx.find_user(self.tenant, self.reader).await?;
        let (Some(message), Some(ticket), Some(owner)) = (message, ticket, owner) else { return Ok(None) };
        let ticket = support::ticket_shown(&ticket, &owner, self.now_ms);
        let data = support_written(ticket, support::message_shown(&message));
        Ok(Some(News { action: Action::SupportMessageSend, data }))
    }

    async fn support_saw(&mut self, ticket: TicketId, messages: &[SupportMessageId]) -> Result<News, Failure> {
        let found = self.tx.find_support_messages(self.tenant, ticket, messages).await?;
        let shown = found.iter().map(support::message_shown).collect();
        Ok(News { action: Action::SupportMessagesUpdate, data: support_marked(ticket.to_string(), shown) })
    }

    async fn coins_low(&mut self) -> Result<Option<News>, Failure> {
        let found = self.tx.find_user(self.tenant, self.reader).await?;
        Ok(found.map(|user| {
            let (id, ledger) = (self.reader.to_string(), Some(view::ledger_of(&user)));
            let user = ExtendedUser { id, ledger, ..ExtendedUser::default() };
            News { action: Action::UserCoinsLow, data: Data::User(Box::new(WssActionUserData { user: Some(user) })) }
        }))
    }

    /// Who closed their account a moment ago has nothing to be told.
    async fn user(&mut self) -> Result<Option<News>, Failure> {
        let found = self.tx.find_user(self.tenant, self.reader).await?.filter(|user| user.deleted_at_ms.is_none());
        let Some(user) = found else { return Ok(None) };
        let me = view::own_of(self.ctx, self.tx, &user, self.now_ms).await?;
        let data = Data::User(Box::new(WssActionUserData { user: Some(me) }));
        Ok(Some(News { action: Action::UserUpdate, data }))
    }
}

/// An alert, and once more beside it what it is about: that is where the web client looks.
fn with_parts(alert: BasicAlert) -> Data {
    let mut data = WssActionAlertData::default();
    match &alert {
        BasicAlert::ScheduleAlert(about) => {
            data.schedule.clone_from(&about.schedule);
            data.chat.clone_from(&about.chat);
            data.message.clone_from(&about.message);
        }
        BasicAlert::ConnectRequestAlert(about) => {
            data.connect_request.clone_from(&about.connect_request);
            data.chat.clone_from(&about.chat);
        }
        BasicAlert::MessageRequestAlert(about) => {
            data.chat.clone_from(&about.chat);
            data.message.clone_from(&about.message);
        }
        BasicAlert::ReviewAlert(about) => data.review.clone_from(&about.review),
        BasicAlert::TransactionAlert(about) => data.transaction.clone_from(&about.transaction),
    }
    data.alert = Some(alert);
    Data::Alert(Box::new(data))
}

/// Alerts that were read, and how many are not.
#[must_use]
pub fn alerts_read(reader: UserId, alerts: &[AlertId], unread: i64) -> Data {
    let mark = |alert: &AlertId| (alert.to_string(), AlertMark { status: AlertMarkStatus::Read });
    Data::Alert(Box::new(WssActionAlertData {
        alerts_map: Some(alerts.iter().map(mark).collect()),
        viewer: Some(UnreadCounts {
            id: reader.to_string(),
            total_unread_alerts: Some(unread),
            total_unread_chats: None,
        }),
        ..WssActionAlertData::default()
    }))
}

/// A message of a chat.
#[must_use]
pub fn written(chat: ChatId, message: BasicChatMessage) -> WssActionChatData {
    WssActionChatData { chat: Some(chat_id(chat)), message: Some(message), ..WssActionChatData::default() }
}

/// Messages of a chat that were delivered or read.
#[must_use]
pub fn marked(
    chat: ChatId,
    messages: BTreeMap<String, BasicChatMessage>,
    viewer: Option<UnreadCounts>,
) -> WssActionChatData {
    WssActionChatData {
        chat: Some(chat_id(chat)),
        messages_map: Some(messages),
        viewer,
        ..WssActionChatData::default()
    }
}

/// In how many chats `reader` has something unread.
#[must_use]
pub fn unread_chats(reader: UserId, unread: i64) -> UnreadCounts {
    UnreadCounts { id: reader.to_string(), total_unread_alerts: None, total_unread_chats: Some(unread) }
}

/// A message of a ticket.
#[must_use]
pub fn support_written(ticket: FullSupportTicket, message: BasicSupportMessage) -> Data {
    Data::Support(Box::new(WssActionSupportData {
        ticket: Some(ticket),
        message: Some(message),
        ..WssActionSupportData::default()
    }))
}

/// Messages of a ticket that were delivered or read.
#[must_use]
pub fn support_marked(ticket: String, messages: Vec<BasicSupportMessage>) -> Data {
    Data::Support(Box::new(WssActionSupportData {
        ticket: Some(FullSupportTicket { id: ticket, ..FullSupportTicket::default() }),
        messages_map: Some(messages.into_iter().map(|message| (message.id.clone(), message)).collect()),
        ..WssActionSupportData::default()
    }))
}

fn chat_id(chat: ChatId) -> FullChat {
    FullChat { id: chat.to_string(), ..FullChat::default() }
}
