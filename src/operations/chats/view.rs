//! Chats and messages as the Talkamie face shows them.

use crate::{
    contract::v1::types::{BasicChatMessage, BasicUser, ChatMessageType, ChatType, FullChat},
    domain::{
        ids::{ScheduleId, TenantId, UserId},
        time::iso_date_time,
        user::Viewer,
    },
    operations::{Failure, schedules, view},
    store::{
        Tx,
        chats::{Chat, lists::Entry},
        messages::{Content, Message},
        schedules::Schedule,
        users::shown::Card,
    },
};
use std::collections::HashMap;

/// Who wrote messages and what they are about: what showing them needs to know.
#[derive(Debug, Default)]
pub struct Known {
    users: HashMap<UserId, Card>,
    schedules: HashMap<ScheduleId, Schedule>,
    now_ms: i64,
}

impl Known {
    /// One who writes, for what tells of no schedule.
    pub fn of(user: &Card, now_ms: i64) -> Self {
        Self { users: HashMap::from([(user.id, user.clone())]), schedules: HashMap::new(), now_ms }
    }

    /// Finds these people and what the messages are about: one statement, two when a message tells of a schedule.
    ///
    /// # Errors
    /// The store's.
    pub async fn find(
        tx: &mut Tx,
        tenant: TenantId,
        people: &[UserId],
        messages: impl Iterator<Item = &Message> + Send,
        now_ms: i64,
    ) -> Result<Self, Failure> {
        let told = messages.filter_map(|message| match message.content {
            Content::Schedule(schedule) => schedule,
            Content::Text(_) => None,
        });
        let told: Vec<ScheduleId> = told.collect();
        let users = tx.find_cards(tenant, people).await?;
        let schedules = tx.find_schedules(tenant, &told).await?;
        Ok(Self {
            users: users.into_iter().map(|user| (user.id, user)).collect(),
            schedules: schedules.into_iter().map(|schedule| (schedule.id, schedule)).collect(),
            now_ms,
        })
    }

    /// A message with who wrote it and, as it stands now, the call that it tells of.
    pub fn message(&self, message: &Message) -> BasicChatMessage {
        let (kind, text, schedule) = match &message.content {
            Content::Text(text) => (ChatMessageType::Text, Some(text.clone()), None),
            Content::Schedule(id) => (ChatMessageType::Schedule, None, id.and_then(|id| self.schedules.get(&id))),
        };
        BasicChatMessage {
            id: message.id.to_string(),
            r#type: Some(kind),
            text,
            schedule: schedule.map(|schedule| schedules::view::basic(schedule, self.now_ms)),
            timestamp: Some(iso_date_time(message.sent_at_ms)),
            sender: Some(self.writer(message.sender)),
            delivery: Some(view::delivery(message.delivery, Some(message.delivery_at_ms))),
            is_request: None,
        }
    }

    /// The text of a chat's request in the form of a message; `None`: it has none.
    pub fn request_message(&self, chat: &Chat) -> Option<BasicChatMessage> {
        let request = chat.request.as_ref()?;
        Some(BasicChatMessage {
            id: request.message?.to_string(),
            r#type: Some(ChatMessageType::Text),
            text: request.text.clone(),
            schedule: None,
            timestamp: request.at_ms.map(iso_date_time),
            sender: request.sender.map(|sender| self.writer(sender)),
            delivery: request.delivery.map(|state| view::delivery(state, request.delivery_at_ms)),
            is_request: Some(true),
        })
    }

    /// Who wrote something: the id, and what others call them.
    fn writer(&self, user: UserId) -> BasicUser {
        let name = self.users.get(&user).and_then(view::name);
        BasicUser { id: user.to_string(), name, ..BasicUser::default() }
    }
}

/// Chats as this person has them, in the same order: two statements, three when a newest message tells of a schedule.
///
/// # Errors
/// The store's.
pub async fn full(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: UserId,
    entries: &[Entry],
    now_ms: i64,
) -> Result<Vec<FullChat>, Failure> {
    Ok(full_with(tx, tenant, viewer, entries, &[], now_ms).await?.0)
}

/// As [`full`], and what showing these `messages` of the same chats needs to know.
///
/// # Errors
/// The store's.
pub async fn full_with(
    tx: &mut Tx,
    tenant: TenantId,
    viewer: UserId,
    entries: &[Entry],
    messages: &[Message],
    now_ms: i64,
) -> Result<(Vec<FullChat>, Known), Failure> {
    if entries.is_empty() {
        return Ok((vec![], Known::default()));
    }
    let others = entries.iter().map(|entry| entry.other);
    let people: Vec<UserId> = others.clone().chain([viewer]).collect();
    let told = entries.iter().filter_map(|entry| entry.last.as_ref()).chain(messages);
    let known = Known::find(tx, tenant, &people, told, now_ms).await?;
    let others: Vec<UserId> = others.collect();
    let relations = tx.relations(tenant, viewer, &others).await?;
    let looks = Viewer { id: viewer, user_type: known.users.get(&viewer).and_then(|user| user.user_type) };
    let shown = entries.iter().map(|entry| FullChat {
        id: entry.chat.id.to_string(),
        r#type: ChatType::parse(entry.chat.kind.as_str()),
        timestamp: Some(iso_date_time(entry.chat.last_activity_at_ms)),
        request: view::chat_request(&entry.chat),
        user: known.users.get(&entry.other).map(|user| view::basic(user, relations.get(&entry.other), looks, now_ms)),
        last_message: entry.last.as_ref().map(|message| known.message(message)),
        total_unread_messages: Some(entry.unread),
    });
    let shown = shown.collect();
    Ok((shown, known))
}
