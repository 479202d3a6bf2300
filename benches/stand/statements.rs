//! What the stories of the twin run: recorded from the operations, so that the twin runs the same.

use crate::{Outcome, world};
use serde_json::json;
use std::{fs, path::Path};
use talkamie::operations::{auth, connections, sessions, users};

/// Runs each story once and prints its statements. Uses the last of the disconnect requests up.
pub async fn tell(database: &str, folder: &str) -> Outcome {
    let ctx = world::open(database, true).await?;
    let requests = fs::read_to_string(Path::new(folder).join("disconnect"))?;
    let last = requests.lines().last().ok_or("there is no disconnect request")?;
    let [_, path, token] = last.split(' ').collect::<Vec<_>>()[..] else {
        return Err("a request has three words".into());
    };
    let other = path.split('/').nth(3).ok_or("a path names somebody")?;
    let log = ctx.store.log();

    log.record();
    let caller = sessions::authenticate(&ctx, token, auth::FACE).await.map_err(|failure| failure.code.slug())?;
    let authenticate = log.recorded();
    log.record();
    users::get_user(&ctx, caller, other).await.map_err(|failure| failure.code.slug())?;
    let profile = log.recorded();
    log.record();
    connections::disconnect_user(&ctx, caller, other).await.map_err(|failure| failure.code.slug())?;
    let disconnect = log.recorded();
    ctx.store.close().await;
    println!("{}", json!({ "authenticate": authenticate, "profile": profile, "disconnect": disconnect }));
    Ok(())
}
