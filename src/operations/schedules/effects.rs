//! What agreeing on a call, changing it or calling it off tells others. Written with the act; pushed only after the commit.

use super::{reminders, view};
use crate::{
    contract::v1::types::{AlertKind, BasicChatMessage, ChatMessageType, Delivery, DeliveryStatus},
    domain::{
        availability::{Slot, slot_status},
        ids::{ChatId, TenantId, UserId},
        time::iso_date_time,
    },
    operations::{
        Caller, Ctx, Failure,
        alerts::{self, News},
        chats::messages::{self, Content, NewMessage},
        events::{self, Event},
        view as people,
    },
    store::{Tx, chats::Chat, schedules::Schedule, users::User},
};
use std::collections::BTreeSet;

/// A call was agreed: the message in the chat of the two, the other one's alert, the reminders of both.
pub(super) async fn agreed(
    ctx: &Ctx,
    tx: &mut Tx,
    agreed: &Schedule,
    me: &User,
    other: UserId,
    chat: Option<Chat>,
    now_ms: i64,
) -> Result<(ChatId, BasicChatMessage), Failure> {
    // People who are connected have a chat.
    let chat = match chat {
        Some(chat) => chat.id,
        None => tx.put_chat(me.tenant, ChatId(ctx.new_id()), me.id, other, now_ms).await?.id,
    };
    let content = Content::Schedule(agreed.id);
    let message = NewMessage { tenant: me.tenant, chat, sender: me.id, receiver: other, content };
    let message = messages::post(ctx, tx, message, now_ms).await?;
    // Nobody wrote it on a connection: all of the one who agreed are told what they "wrote".
    let wrote = Event::Wrote { chat, message: message.id, origin: None };
    events::raise(tx, me.tenant, me.id, &wrote, now_ms);
    let shown = BasicChatMessage {
        id: message.id.to_string(),
        r#type: Some(ChatMessageType::Schedule),
        text: None,
        schedule: Some(view::basic(agreed, now_ms)),
        timestamp: Some(iso_date_time(message.sent_at_ms)),
        sender: Some(people::basic(me, None, people::who(me), now_ms)),
        delivery: Some(Delivery {
            status: DeliveryStatus::parse(message.delivery.as_str()),
            at: Some(iso_date_time(message.delivery_at_ms)),
        }),
        is_request: None,
    };
    alert(ctx, tx, me.tenant, agreed, other, Some(me.id), now_ms).await?;
    reminders::follow(ctx, tx, me.tenant, agreed, now_ms);
    Ok((chat, shown))
}

/// A call was changed: the other one's alert, and the reminders of the new time.
pub(super) async fn changed(
    ctx: &Ctx,
    tx: &mut Tx,
    caller: Caller,
    changed: &Schedule,
    other: UserId,
    retimed: Option<Slot>,
    now_ms: i64,
) -> Result<(), Failure> {
    alert(ctx, tx, caller.tenant, changed, other, Some(caller.user), now_ms).await?;
    if retimed.is_some() {
        reminders::follow(ctx, tx, caller.tenant, changed, now_ms);
    }
    Ok(())
}

/// These calls were called off: nobody has an alert of them any more, and everyone's booked slots are free. One statement.
///
/// # Errors
/// The store's.
pub(super) async fn called_off(
    tx: &mut Tx,
    tenant: TenantId,
    removed: &[Schedule],
    now_ms: i64,
) -> Result<(), Failure> {
    forgotten(tx, tenant, removed).await?;
    let concerned: BTreeSet<UserId> = removed.iter().flat_map(both).collect();
    for person in concerned {
        events::raise(tx, tenant, person, &Event::User, now_ms);
    }
    Ok(())
}

/// These calls are gone, and so is what people were told of them. One statement, none when there are none.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn forgotten(
    tx: &mut Tx,
    tenant: TenantId,
    removed: &[Schedule],
) -> Result<(), Failure> {
    let alerts = removed.iter().flat_map(|schedule| both(schedule).map(|person| (person, schedule.id.to_string())));
    let alerts: Vec<(UserId, String)> = alerts.collect();
    tx.remove_alerts(tenant, AlertKind::Schedule.as_str(), &alerts).await?;
    Ok(())
}

fn both(schedule: &Schedule) -> [UserId; 2] {
    [schedule.senior, schedule.volunteer]
}

/// Calls off everything of a person's that is not past: two statements, however much there was.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn end_all_of(
    tx: &mut Tx,
    tenant: TenantId,
    user: UserId,
    now_ms: i64,
) -> Result<(), Failure> {
    let removed = tx.remove_schedules_of(tenant, user, now_ms).await?;
    called_off(tx, tenant, &removed, now_ms).await
}

/// Tells a person of a call, in the alert that they may have of it.
pub(super) async fn alert(
    ctx: &Ctx,
    tx: &mut Tx,
    tenant: TenantId,
    about: &Schedule,
    receiver: UserId,
    actor: Option<UserId>,
    now_ms: i64,
) -> Result<(), Failure> {
    let subject = about.id.to_string();
    let status = slot_status(about.slot(), now_ms);
    let news = News { receiver, kind: AlertKind::Schedule, subject: &subject, actor, state: status.as_str() };
    alerts::tell(ctx, tx, tenant, news, now_ms).await.map(drop)
}
