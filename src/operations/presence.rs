//! Who is here: has an open socket, at this process or another.

use super::{Ctx, Failure};
use crate::{
    domain::{
        ids::{NodeId, TenantId, UserId},
        time::MS_PER_SECOND,
    },
    store::{Tx, rerun},
};

/// How often a process says that it is alive, in milliseconds.
pub const BEAT_MS: i64 = 5 * MS_PER_SECOND;
/// How long after it said so last a process counts as alive, in milliseconds.
const ALIVE_MS: i64 = 3 * BEAT_MS;

/// Says that this process is alive, and forgets those that are not. Two statements.
///
/// # Errors
/// The store's.
pub async fn beat(ctx: &Ctx, node: NodeId) -> Result<(), Failure> {
    rerun(|| async {
        let now_ms = ctx.clock.now_ms();
        let mut tx = ctx.store.write().await?;
        tx.beat(node, now_ms).await?;
        tx.sweep_nodes(now_ms - ALIVE_MS).await?;
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// Notes who came to this process and who left it: each person once. A statement for each tenant, and one for all who left.
///
/// # Errors
/// The store's: nothing is noted.
pub async fn note(ctx: &Ctx, node: NodeId, came: &[(TenantId, UserId)], left: &[UserId]) -> Result<(), Failure> {
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        // Another process may have taken this one for dead.
        tx.beat(node, ctx.clock.now_ms()).await?;
        for came in came.chunk_by(|one, other| one.0 == other.0) {
            let [(tenant, _), ..] = came else { continue };
            let users: Vec<UserId> = came.iter().map(|(_, user)| *user).collect();
            tx.put_presence(*tenant, node, &users).await?;
        }
        if !left.is_empty() {
            tx.remove_presence(node, left).await?;
        }
        tx.commit().await?;
        Ok(())
    })
    .await
}

/// Says that this process ends: nobody is here any more.
///
/// # Errors
/// The store's: the process then counts as alive for a moment.
pub async fn end(ctx: &Ctx, node: NodeId) -> Result<(), Failure> {
    let mut tx = ctx.store.write().await?;
    tx.remove_node(node).await?;
    tx.commit().await?;
    Ok(())
}

/// Since when a process must have been seen to count as alive.
#[must_use]
pub const fn seen_since_ms(now_ms: i64) -> i64 {
    now_ms - ALIVE_MS
}

/// Whether somebody is here, inside the caller's transaction: one statement.
///
/// # Errors
/// The store's.
pub async fn is_here(tx: &mut Tx, tenant: TenantId, user: UserId, now_ms: i64) -> Result<bool, Failure> {
    Ok(tx.is_present(tenant, user, seen_since_ms(now_ms)).await?)
}
