//! The group `chats`, as its callers see it, and what sockets will ask of it.

mod lists;
mod messages;
mod races;
mod requests;

use crate::harness::{Client, TestApp};
use serde_json::{Value, json};
use talkamie::{
    domain::{chat::Delivery, ids::SessionId},
    operations::{
        Caller,
        chats::messages::{self as operations, Marked},
    },
};
use uuid::Uuid;

/// Somebody as operations know them.
pub fn caller(client: &Client<'_>) -> Caller {
    let tenant = client.app.ctx.settings.default_tenant;
    Caller { tenant, user: client.id, session: SessionId(Uuid::nil()) }
}

/// Connects the two and answers their chat.
pub async fn connect(ann: &Client<'_>, ben: &Client<'_>) -> String {
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
    let accepted = ben.post_empty(format!("/v1/user/{ann}/connection/accept")).await.expect(200);
    accepted["chat"]["id"].as_str().unwrap().to_owned()
}

/// Writes as sockets do, and answers the message's id.
pub async fn say(from: &Client<'_>, chat: &str, text: &str) -> String {
    let sent = operations::send(&from.app.ctx, caller(from), chat, text, None).await.unwrap();
    from.app.clock.advance_ms(10);
    sent.message.id
}

pub async fn mark(client: &Client<'_>, chat: &str, wished: &[(&str, Delivery)]) -> Marked {
    let wished = wished.iter().map(|(id, state)| ((*id).to_owned(), *state)).collect();
    operations::mark(&client.app.ctx, caller(client), chat, &wished, None).await.unwrap()
}

pub async fn ask(from: &Client<'_>, to: &Client<'_>, text: &str) -> Value {
    from.post(format!("/v1/user/{to}/message/request"), json!({ "text": text })).await.expect(200)
}

/// The words of a person's events, in order.
pub async fn told(app: &TestApp, client: &Client<'_>) -> Vec<String> {
    app.events(client.id).await.iter().map(|event| event["event"].as_str().unwrap().to_owned()).collect()
}

pub fn key(page: &Value) -> Option<String> {
    let key = page["pagination"].get("lastEvaluatedKey")?;
    Some(key.to_string().bytes().map(|b| format!("%{b:02X}")).collect())
}

/// The names of the other ones in a whole list, page by page.
pub async fn walk(client: &Client<'_>, list: &str, size: usize) -> Vec<String> {
    let (mut seen, mut query) = (vec![], format!("pageSize={size}"));
    loop {
        let page = client.get(format!("{list}{}{query}", if list.contains('?') { '&' } else { '?' })).await;
        page.expect(200);
        let page = page.json();
        assert!(page["data"].as_array().unwrap().len() <= size);
        seen.extend(
            page["data"].as_array().unwrap().iter().map(|chat| chat["user"]["name"].as_str().unwrap().to_owned()),
        );
        let Some(key) = key(&page) else { return seen };
        query = format!("pageSize={size}&lastEvaluatedKey={key}");
    }
}

pub async fn unread_chats(client: &Client<'_>) -> Value {
    client.get("/v1/auth").await.expect(200)["user"]["totalUnreadChats"].clone()
}
