//! What committing in groups is worth: writers who each want one row to be durable, on SQLite with `synchronous=FULL`.

use crate::{
    Outcome,
    world::{self, TENANT},
};
use serde_json::json;
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};
use talkamie::{
    domain::ids::{AlertId, UserId},
    operations::Ctx,
    store::{StoreResult, alerts::Alert, tenants::Tenant, users::User},
};
use tokio::task::JoinSet;

/// Writers at a time.
const WRITERS: usize = 64;

/// Alternating rounds of writes a second, in groups and alone, as JSON.
pub async fn measure(folder: &str, seconds: u64, rounds: u32) -> Outcome {
    let [mut grouped, mut alone] = [const { Vec::new() }; 2];
    for round in 0..rounds {
        for (group_commit, rates) in [(true, &mut grouped), (false, &mut alone)] {
            let file = Path::new(folder).join(format!("group-{round}-{group_commit}.db"));
            let ctx = world::open(&format!("sqlite:{}", file.display()), group_commit).await?;
            rates.push(rate(&ctx, Duration::from_secs(seconds)).await?);
            ctx.store.close().await;
            std::fs::remove_file(file)?;
        }
    }
    println!("{}", json!({ "grouped": grouped, "alone": alone }));
    Ok(())
}

/// Durable writes a second, by all writers.
async fn rate(ctx: &Ctx, lasting: Duration) -> Outcome<f64> {
    let user = somebody(ctx).await?;
    let (written, stop, count) =
        (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)), Arc::new(AtomicI64::new(0)));
    let mut writers = JoinSet::new();
    let began = Instant::now();
    for _ in 0..WRITERS {
        let (ctx, written, stop, count) = (ctx.clone(), Arc::clone(&written), Arc::clone(&stop), Arc::clone(&count));
        writers.spawn(async move {
            while !stop.load(Relaxed) {
                write(&ctx, user, count.fetch_add(1, Relaxed)).await?;
                written.fetch_add(1, Relaxed);
            }
            StoreResult::Ok(())
        });
    }
    tokio::time::sleep(lasting).await;
    let (done, took) = (written.load(Relaxed), began.elapsed());
    stop.store(true, Relaxed);
    while let Some(writer) = writers.join_next().await {
        writer??;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of seconds' work")]
    Ok(done as f64 / took.as_secs_f64())
}

/// One row, durable.
async fn write(ctx: &Ctx, user: UserId, subject: i64) -> StoreResult<()> {
    let mut tx = ctx.store.write().await?;
    tx.put_alert(&Alert {
        id: AlertId(ctx.new_id()),
        tenant: TENANT,
        user,
        kind: "connect-request".into(),
        subject: subject.to_string(),
        actor: None,
        state: "pending".into(),
        raised_at_ms: subject,
        read_at_ms: None,
    })
    .await?;
    tx.commit().await
}

async fn somebody(ctx: &Ctx) -> Outcome<UserId> {
    let now_ms = ctx.clock.now_ms();
    let user = UserId(ctx.new_id());
    let mut tx = ctx.store.write().await?;
    let tenant = Tenant {
        id: TENANT,
        name: "benches".into(),
        replyke_access_secret: None,
        replyke_refresh_secret: None,
        replyke_external_key: None,
        created_at_ms: now_ms,
    };
    tx.add_tenant(&tenant).await?;
    tx.add_user(User::new(user, TENANT, now_ms), None).await?;
    tx.commit().await?;
    Ok(user)
}
