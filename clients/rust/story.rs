//! The story that the clients of every language tell: sign in, list chats, write to somebody, read it there, take it back.

use std::{env, error::Error};
use talkamie_client::{
    apis::{alerts_api, auth_api, chats_api, configuration::Configuration, user_api, users_api},
    models::{MessageRequestBody, SignInBody},
};

async fn enter(base: &str, name: &str) -> Result<Configuration, Box<dyn Error>> {
    let mut configuration = Configuration { base_path: base.to_owned(), ..Configuration::default() };
    let email = format!("{name}@demo.talkamie.example");
    let body = SignInBody { password: Some("demo-password-1".into()), ..SignInBody::new(email) };
    let account = auth_api::sign_in(&configuration, body, None, None, None).await?;
    configuration.bearer_access_token = Some(account.data.tokens.access);
    Ok(configuration)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base = env::var("TALKAMIE_URL").unwrap_or_else(|_| "http://127.0.0.1:8080/v1".into());
    let (ben, beatrice) = (enter(&base, "ben.ortiz").await?, enter(&base, "beatrice.nelson").await?);
    let chats = chats_api::get_chats(&ben, Some(10), None, None, None).await?.data;
    assert!(!chats.is_empty(), "Ben has chats");
    let alerts = alerts_api::get_alerts(&ben, Some(10), None, None).await?.data;
    let name = Some("Beatrice Nelson");
    let found =
        users_api::get_users(&ben, None, None, Some("senior"), name, None, None, None, None, None, None).await?.data;
    let id = &found[0].id;
    let text = "Hello Beatrice, may I write to you?";
    let sent = user_api::send_message_request(&ben, id, MessageRequestBody::new(text.into()), None, None).await?.data;
    let waiting = chats_api::get_pending_chats(&beatrice, None, None, None, None).await?.data;
    let waiting = waiting.into_iter().find(|chat| chat.id == sent.chat.id).ok_or("Beatrice does not see it")?;
    assert_eq!(waiting.request.and_then(|request| request.text).as_deref(), Some(text));
    user_api::cancel_message_request(&ben, id, None).await?;
    let refused = user_api::cancel_message_request(&ben, id, None).await.expect_err("it is gone");
    assert!(refused.to_string().contains("404"), "{refused}");
    auth_api::sign_out(&ben, None).await?;
    println!(
        "Rust: signed in, listed {} chats and {} alerts, wrote, was read, was refused, signed out",
        chats.len(),
        alerts.len()
    );
    Ok(())
}
