//! Who has an open socket, and at which process.

use super::{StoreResult, Tx, Value, statements::declare};
use crate::domain::ids::{NodeId, TenantId, UserId};

declare! {
    BEAT = "
        INSERT INTO nodes (id, seen_at_ms)
        VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET seen_at_ms = excluded.seen_at_ms";
    /// Who closed their account meanwhile is left out.
    PUT_PRESENCE = "
        INSERT INTO presence (tenant_id, user_id, node_id)
        SELECT $1, u.id, $3
          FROM users AS u
         WHERE u.id IN_LIST($2) AND NOT u.tenant_id <> $1
            ON CONFLICT (user_id, node_id) DO NOTHING";
    REMOVE_PRESENCE = "
        DELETE FROM presence
         WHERE node_id = $1 AND user_id IN_LIST($2)";
    IS_PRESENT = "
        SELECT EXISTS (SELECT 1
                         FROM presence AS p
                         JOIN nodes AS n ON n.id = p.node_id
                        WHERE p.tenant_id = $1 AND p.user_id = $2 AND n.seen_at_ms >= $3) AS present";
    REMOVE_NODE = "
        DELETE FROM nodes
         WHERE id = $1";
    SWEEP_NODES = "
        DELETE FROM nodes
         WHERE seen_at_ms < $1";
}

impl Tx {
    /// Notes that a process is alive.
    pub async fn beat(&mut self, node: NodeId, now_ms: i64) -> StoreResult<()> {
        self.execute(BEAT, [node.into(), now_ms.into()]).await.map(drop)
    }

    /// Notes that these people have a socket at a process.
    pub async fn put_presence(&mut self, tenant: TenantId, node: NodeId, users: &[UserId]) -> StoreResult<()> {
        self.execute(PUT_PRESENCE, [tenant.into(), Value::texts(users), node.into()]).await.map(drop)
    }

    /// Notes that these people have none there any more.
    pub async fn remove_presence(&mut self, node: NodeId, users: &[UserId]) -> StoreResult<()> {
        self.execute(REMOVE_PRESENCE, [node.into(), Value::texts(users)]).await.map(drop)
    }

    /// Whether a person has a socket at a process that was seen alive at `seen_since_ms` or later.
    pub async fn is_present(&mut self, tenant: TenantId, user: UserId, seen_since_ms: i64) -> StoreResult<bool> {
        self.one(IS_PRESENT, [tenant.into(), user.into(), seen_since_ms.into()]).await?.flag("present")
    }

    /// Forgets a process, and who was there.
    pub async fn remove_node(&mut self, node: NodeId) -> StoreResult<()> {
        self.execute(REMOVE_NODE, [node.into()]).await.map(drop)
    }

    /// Forgets processes that were not seen since, and who was there. Answers how many.
    pub async fn sweep_nodes(&mut self, before_ms: i64) -> StoreResult<u64> {
        self.execute(SWEEP_NODES, [before_ms.into()]).await
    }
}
