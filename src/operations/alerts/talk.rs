//! The chats and messages that alerts show beside what they are about.

use crate::{
    contract::v1::types::{AlertKind, BasicChatMessage, FullChat},
    domain::ids::{ChatId, ScheduleId, TenantId, UserId},
    operations::{Failure, chats},
    store::{Tx, alerts::Alert, messages::Content},
};
use std::collections::HashMap;

/// What alerts show of their reader's chats.
pub(super) struct Talk {
    /// Whole, because clients replace their copy with it.
    chats: HashMap<String, FullChat>,
    /// The texts of message requests, by chat.
    requests: HashMap<String, BasicChatMessage>,
    /// Which chat was told of a schedule, and with which message.
    schedules: HashMap<String, (String, BasicChatMessage)>,
}

impl Talk {
    /// Finds the chats of message requests, those in which schedules were told of, and `others`: five statements at most, none when
    /// there is nothing to be found.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn find(
        tx: &mut Tx,
        tenant: TenantId,
        reader: UserId,
        alerts: &[Alert],
        others: impl Iterator<Item = ChatId> + Send,
        now_ms: i64,
    ) -> Result<Self, Failure> {
        let about = |kind: AlertKind| alerts.iter().filter(move |alert| alert.kind == kind.as_str());
        let schedules: Vec<ScheduleId> =
            about(AlertKind::Schedule).filter_map(|alert| alert.subject.parse().ok()).collect();
        let told = tx.messages_of_schedules(tenant, &schedules).await?;
        let requested = about(AlertKind::MessageRequest).filter_map(|alert| alert.subject.parse().ok());
        let mut ids: Vec<ChatId> = requested.chain(told.iter().map(|message| message.chat)).chain(others).collect();
        ids.sort_unstable();
        ids.dedup();
        let entries = tx.chats_of(tenant, reader, &ids).await?;
        let (shown, known) = chats::view::full_with(tx, tenant, reader, &entries, &told, now_ms).await?;
        let requests = entries.iter().filter_map(|entry| Some((&entry.chat, known.request_message(&entry.chat)?)));
        let schedules = told.iter().filter_map(|message| match message.content {
            Content::Schedule(Some(id)) => Some((id.to_string(), (message.chat.to_string(), known.message(message)))),
            _ => None,
        });
        Ok(Self {
            requests: requests.map(|(chat, message)| (chat.id.to_string(), message)).collect(),
            schedules: schedules.collect(),
            chats: shown.into_iter().map(|chat| (chat.id.clone(), chat)).collect(),
        })
    }

    /// A chat of the reader's.
    pub(super) fn chat(&self, id: &str) -> Option<FullChat> {
        self.chats.get(id).cloned()
    }

    /// The text of a chat's message request.
    pub(super) fn request(&self, chat: &str) -> Option<BasicChatMessage> {
        self.requests.get(chat).cloned()
    }

    /// The chat in which a schedule was told of, and the message that told of it.
    pub(super) fn schedule(&self, id: &str) -> (Option<FullChat>, Option<BasicChatMessage>) {
        let told = self.schedules.get(id).and_then(|(chat, message)| Some((self.chat(chat)?, message.clone())));
        told.unzip()
    }
}
