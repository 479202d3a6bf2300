//! The one connection of two people: read it, decide (domain), write it back. Lists are in [`lists`].
//!
//! Whoever changes one holds its two people first ([`Tx::lock_users`]), or the one of them who closes their account; then reads it:
//! nobody else changes, removes or adds it until the transaction ends.

pub mod lists;

use super::{Question, Row, StoreError, StoreResult, Tx, Value, engine::Answer, statements::declare};
use crate::domain::{
    connection::Connection,
    ids::{ConnectionId, TenantId, UserId},
};

/// The columns of a [`Connection`], in the order in which [`read`] asks for them.
macro_rules! connection_columns {
    () => {
        "id, tenant_id, requester_id, addressee_id, status, message, request_count, first_requested_at_ms,
               requested_at_ms, responded_at_ms, updated_at_ms"
    };
}
use connection_columns;

fn read(row: &mut Row) -> StoreResult<Connection> {
    let id = row.parsed("id")?;
    read_rest(id, row)
}

/// The columns after the id. A join reads the id itself: it tells whether there is a connection at all.
pub(super) fn read_rest(id: ConnectionId, row: &mut Row) -> StoreResult<Connection> {
    Ok(Connection {
        id,
        tenant: row.parsed("tenant_id")?,
        requester: row.parsed("requester_id")?,
        addressee: row.parsed("addressee_id")?,
        status: row.parsed("status")?,
        message: row.text_opt("message")?,
        request_count: row.int("request_count")?,
        first_requested_at_ms: row.int("first_requested_at_ms")?,
        requested_at_ms: row.int("requested_at_ms")?,
        responded_at_ms: row.int_opt("responded_at_ms")?,
        updated_at_ms: row.int("updated_at_ms")?,
    })
}

/// A pair in the order in which the database keeps it.
pub(super) fn ordered(a: UserId, b: UserId) -> (UserId, UserId) {
    if a < b { (a, b) } else { (b, a) }
}

declare! {
    CONNECTION_BETWEEN = concat!("
        SELECT ", connection_columns!(), "
          FROM connections
         WHERE tenant_id = $1 AND low_id = $2 AND high_id = $3");
    FIND_CONNECTION = concat!("
        SELECT ", connection_columns!(), "
          FROM connections
         WHERE tenant_id = $1 AND id = $2");
    FIND_CONNECTIONS = concat!("
        SELECT ", connection_columns!(), "
          FROM connections
         WHERE id IN_LIST($2) AND NOT tenant_id <> $1");
    ADD_CONNECTION = "
        INSERT INTO connections (id, tenant_id, low_id, high_id, requester_id, addressee_id, status, message,
                                 request_count, first_requested_at_ms, requested_at_ms, responded_at_ms, updated_at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    SAVE_CONNECTION = "
        UPDATE connections
           SET requester_id = $3, addressee_id = $4, status = $5, message = $6, request_count = $7,
               first_requested_at_ms = $8, requested_at_ms = $9, responded_at_ms = $10, updated_at_ms = $11
         WHERE tenant_id = $1 AND id = $2";
    REMOVE_CONNECTION = "
        DELETE FROM connections
         WHERE tenant_id = $1 AND id = $2";
    REMOVE_CONNECTIONS_OF = concat!("
        DELETE FROM connections
         WHERE id IN (SELECT id FROM connections WHERE tenant_id = $1 AND requester_id = $2
                       UNION ALL
                      SELECT id FROM connections WHERE tenant_id = $1 AND addressee_id = $2)
        RETURNING ", connection_columns!());
}

/// Asks what is known of this pair, in either direction. `None`: no record.
///
/// The two must be two: nobody is connected with themself.
pub fn connection_between(tenant: TenantId, a: UserId, b: UserId) -> Question<Option<Connection>> {
    let (low, high) = ordered(a, b);
    Question::new(CONNECTION_BETWEEN, [tenant.into(), low.into(), high.into()], |answer| {
        answer.optional()?.map(|mut row| read(&mut row)).transpose()
    })
}

/// Adds the record of a pair that has none.
///
/// # Errors
/// `Taken(ConnectionPair)` when the pair has one, in either direction.
pub fn add_connection(connection: &Connection) -> Question<()> {
    let (low, high) = ordered(connection.requester, connection.addressee);
    let args = [
        connection.id.into(),
        connection.tenant.into(),
        low.into(),
        high.into(),
        connection.requester.into(),
        connection.addressee.into(),
        connection.status.into(),
        (&connection.message).into(),
        connection.request_count.into(),
        connection.first_requested_at_ms.into(),
        connection.requested_at_ms.into(),
        connection.responded_at_ms.into(),
        connection.updated_at_ms.into(),
    ];
    Question::new(ADD_CONNECTION, args, |_| Ok(()))
}

/// Writes a record back, whole, that is held: it must be there.
pub fn save_connection(connection: &Connection) -> Question<()> {
    Question::new(SAVE_CONNECTION, saved(connection), held)
}

/// Removes a record that is held: it must be there.
pub fn remove_connection(tenant: TenantId, connection: ConnectionId) -> Question<()> {
    Question::new(REMOVE_CONNECTION, [tenant.into(), connection.into()], held)
}

fn saved(connection: &Connection) -> [Value; 11] {
    [
        connection.tenant.into(),
        connection.id.into(),
        connection.requester.into(),
        connection.addressee.into(),
        connection.status.into(),
        (&connection.message).into(),
        connection.request_count.into(),
        connection.first_requested_at_ms.into(),
        connection.requested_at_ms.into(),
        connection.responded_at_ms.into(),
        connection.updated_at_ms.into(),
    ]
}

/// A record that was read while its people were held is still there.
fn held(answer: Answer) -> StoreResult<()> {
    if answer.affected == 1 {
        Ok(())
    } else {
        Err(StoreError::inconsistent("a connection of two who are held was gone"))
    }
}

impl Tx {
    /// Answers [`connection_between`].
    pub async fn connection_between(
        &mut self,
        tenant: TenantId,
        a: UserId,
        b: UserId,
    ) -> StoreResult<Option<Connection>> {
        if a == b {
            return Err(StoreError::inconsistent("nobody is connected with themself"));
        }
        self.ask(connection_between(tenant, a, b)).await
    }

    /// The connection of that id. `None`: none in this tenant. To change it, hold its two people and ask again with
    /// [`Tx::connection_between`].
    pub async fn find_connection(
        &mut self,
        tenant: TenantId,
        connection: ConnectionId,
    ) -> StoreResult<Option<Connection>> {
        let row = self.optional(FIND_CONNECTION, [tenant.into(), connection.into()]).await?;
        row.map(|mut row| read(&mut row)).transpose()
    }

    /// Those of these connections that exist, in any order.
    pub async fn find_connections(
        &mut self,
        tenant: TenantId,
        connections: &[ConnectionId],
    ) -> StoreResult<Vec<Connection>> {
        if connections.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows = self.rows(FIND_CONNECTIONS, [tenant.into(), Value::texts(connections)]).await?;
        rows.iter_mut().map(read).collect()
    }

    /// As [`add_connection`] asks.
    ///
    /// # Errors
    /// `Taken(ConnectionPair)` when the pair has one, in either direction.
    pub async fn add_connection(&mut self, connection: &Connection) -> StoreResult<()> {
        self.ask(add_connection(connection)).await
    }

    /// Writes a record back, whole. `false`: it is gone.
    pub async fn save_connection(&mut self, connection: &Connection) -> StoreResult<bool> {
        Ok(self.execute(SAVE_CONNECTION, saved(connection)).await? == 1)
    }

    /// Removes a record. `false`: it was gone.
    pub async fn remove_connection(&mut self, tenant: TenantId, connection: ConnectionId) -> StoreResult<bool> {
        Ok(self.execute(REMOVE_CONNECTION, [tenant.into(), connection.into()]).await? == 1)
    }

    /// Removes every record a person is part of, whatever its status, and answers what was removed. Whoever does this holds the person.
    pub async fn remove_connections_of(&mut self, tenant: TenantId, user: UserId) -> StoreResult<Vec<Connection>> {
        let rows = self.rows(REMOVE_CONNECTIONS_OF, [tenant.into(), user.into()]).await?;
        rows.into_iter().map(|mut row| read(&mut row)).collect()
    }
}
