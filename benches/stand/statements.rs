//! What the stories of the twin run: recorded from the operations, so that the twin runs the same.

use crate::{Outcome, world};
use serde_json::json;
use std::{fs, path::Path};
use talkamie::{
    contract::v1::{params::GetUsersParams, types::ScheduleBody},
    operations::{Failure, auth, chats, connections, schedules, sessions, users},
};

/// The last request of a kind: whom it is about, the caller's token, the body.
struct Last {
    other: String,
    token: String,
    body: String,
}

impl Last {
    fn of(folder: &Path, kind: &str) -> Outcome<Self> {
        let requests = fs::read_to_string(folder.join(kind))?;
        let line = requests.lines().last().ok_or("there is no request")?;
        let mut words = line.splitn(4, ' ').skip(1);
        let mut word = || words.next().unwrap_or_default().to_owned();
        let (path, token, body) = (word(), word(), word());
        Ok(Self { other: path.split('/').nth(3).unwrap_or_default().to_owned(), token, body })
    }
}

/// Who of the first pair writes, and in which chat.
fn pair(folder: &Path) -> Outcome<(String, String)> {
    let pairs = fs::read_to_string(folder.join("pairs"))?;
    let mut words = pairs.lines().next().unwrap_or_default().split(' ').map(str::to_owned);
    let (writer, chat) = (words.next(), words.nth(1));
    Ok((writer.ok_or("there is no pair")?, chat.ok_or("the pair has no chat")?))
}

/// Runs each story once and prints its statements. Uses the last of the requests up that can be made once.
pub async fn tell(database: &str, folder: &str) -> Outcome {
    let ctx = world::open(database, true).await?;
    let folder = Path::new(folder);
    let log = ctx.store.log();
    let failed = |failure: Failure| failure.code.slug();
    let mut told = json!({});
    let ended = Last::of(folder, "disconnect")?;
    let (request, booking) = (Last::of(folder, "request")?, Last::of(folder, "schedule")?);

    log.record();
    let caller = sessions::authenticate(&ctx, &ended.token, auth::FACE).await.map_err(failed)?;
    told["authenticate"] = json!(log.recorded());
    log.record();
    users::get_user(&ctx, caller, &ended.other).await.map_err(failed)?;
    told["profile"] = json!(log.recorded());
    log.record();
    connections::disconnect_user(&ctx, caller, &ended.other).await.map_err(failed)?;
    told["disconnect"] = json!(log.recorded());
    log.record();
    let everybody = GetUsersParams { page_size: Some(25), ..GetUsersParams::default() };
    users::get_users(&ctx, Some(caller), &everybody).await.map_err(failed)?;
    told["page"] = json!(log.recorded());
    log.record();
    let asked = chats::Asked { page_size: Some(25), ..chats::Asked::default() };
    chats::get_chats(&ctx, caller, asked).await.map_err(failed)?;
    told["chats"] = json!(log.recorded());
    let (writer, chat) = pair(folder)?;
    let writer = sessions::authenticate(&ctx, &writer, auth::FACE).await.map_err(failed)?;
    log.record();
    chats::messages::send(&ctx, writer, &chat, "Hello", None).await.map_err(failed)?;
    told["message"] = json!(log.recorded());
    let sender = sessions::authenticate(&ctx, &request.token, auth::FACE).await.map_err(failed)?;
    log.record();
    chats::send_message_request(&ctx, sender, &request.other, "Hello", None).await.map_err(failed)?;
    told["request"] = json!(log.recorded());
    let body: ScheduleBody = serde_json::from_str(&booking.body)?;
    let booker = sessions::authenticate(&ctx, &booking.token, auth::FACE).await.map_err(failed)?;
    log.record();
    schedules::schedule_call(&ctx, booker, &booking.other, body, None).await.map_err(failed)?;
    told["schedule"] = json!(log.recorded());
    ctx.store.close().await;
    println!("{told}");
    Ok(())
}
