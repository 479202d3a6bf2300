//! Asking, answering and ending, in Replyke's words: openapi/replyke-v6/operations/connections.yaml.

use super::{Failure, Member};
use crate::{
    contract::replyke::{
        ErrorCode,
        types::{
            AnsweredStatus, ConnectionAnswered, ConnectionRemoval, ConnectionRemovalStatus, ConnectionRequested,
            ConnectionRequestedStatus, ConnectionStatus, ConnectionStatusConnected, ConnectionStatusConnectedStatus,
            ConnectionStatusDeclined, ConnectionStatusDeclinedStatus, ConnectionStatusNone, ConnectionStatusNoneStatus,
            ConnectionStatusPending, ConnectionStatusPendingStatus, RemovalAction, RemovalMessage, RequestDirection,
        },
    },
    domain::{
        connection::{Act, Change, Connection, Face, Refusal, Status},
        ids::{ConnectionId, UserId, read_lenient_uuid},
        time::iso_date_time,
    },
    operations::{
        Ctx,
        connections::{Acted, Declined, Wish, between, by_id},
    },
};

const WITHDRAWN: &str = "Connection request withdrawn successfully.";
const REMOVED: &str = "Connection removed successfully.";

/// Asks another user for a connection.
///
/// # Errors
/// In this order: `connection/invalid-receiver-id`, `connection/self-request`, `connection/user-not-found` (also for a
/// user whom the caller may not see), `connection/request-pending`, `connection/already-connected`,
/// `connection/request-declined`; `store/unavailable`.
///
/// Source: `requestConnection`.
pub async fn request(
    ctx: &Ctx,
    caller: Member,
    other: &str,
    message: Option<String>,
) -> Result<ConnectionRequested, Failure> {
    let other = user_id(other).ok_or(ErrorCode::ConnectionInvalidReceiverId)?;
    let wish = Wish { message, ..wish(caller, Act::Ask) };
    let acted = between(ctx, &wish, other).await.map_err(|declined| match declined {
        Declined::UnknownUser | Declined::UnknownCaller => ErrorCode::ConnectionUserNotFound.into(),
        Declined::Failed(failure) => failure.into(),
        Declined::Refused(refusal) => match refusal {
            Refusal::WithSelf => ErrorCode::ConnectionSelfRequest.into(),
            Refusal::Pending => ErrorCode::ConnectionRequestPending.into(),
            Refusal::AlreadyConnected => ErrorCode::ConnectionAlreadyConnected.into(),
            Refusal::DeclinedEarlier => ErrorCode::ConnectionRequestDeclined.into(),
            // Asking is refused for no other reason.
            _ => Failure::of(ErrorCode::ConnectionAlreadyExists).because(refusal),
        },
    })?;
    let asked = left(acted)?;
    Ok(ConnectionRequested {
        id: asked.id.to_string(),
        status: ConnectionRequestedStatus::Pending,
        created_at: iso_date_time(asked.requested_at_ms),
    })
}

/// How the caller stands to another user. One statement.
///
/// # Errors
/// In this order: `connection/invalid-user-id`, `connection/self-check`; `store/unavailable`.
///
/// Source: `getConnectionStatus`.
pub async fn status(ctx: &Ctx, caller: Member, other: &str) -> Result<ConnectionStatus, Failure> {
    let other = user_id(other).ok_or(ErrorCode::ConnectionInvalidUserId)?;
    if other == caller.user {
        return Err(ErrorCode::ConnectionSelfCheck.into());
    }
    let mut tx = ctx.store.read().await?;
    let found = tx.connection_between(caller.tenant, caller.user, other).await?;
    Ok(status_of(found.as_ref(), caller.user))
}

/// Ends whatever can be ended between the caller and another user: withdraws, declines or disconnects.
///
/// # Errors
/// In this order: `connection/invalid-user-id`, `connection/self-disconnect`, `connection/not-found`;
/// `store/unavailable`.
///
/// Source: `removeConnectionByUser`.
pub async fn remove_by_user(ctx: &Ctx, caller: Member, other: &str) -> Result<ConnectionRemoval, Failure> {
    let other = user_id(other).ok_or(ErrorCode::ConnectionInvalidUserId)?;
    let acted = between(ctx, &wish(caller, Act::End), other).await.map_err(|declined| match declined {
        Declined::Failed(failure) => failure.into(),
        Declined::Refused(Refusal::WithSelf) => Failure::of(ErrorCode::ConnectionSelfDisconnect),
        Declined::UnknownUser | Declined::UnknownCaller | Declined::Refused(_) => ErrorCode::ConnectionNotFound.into(),
    })?;
    let ended = |message: &str, action| ConnectionRemoval {
        message: Some(message.to_owned()),
        action: Some(action),
        ..ConnectionRemoval::default()
    };
    match acted.change {
        Change::Withdraw => Ok(ended(WITHDRAWN, RemovalAction::Withdraw)),
        Change::Disconnect => Ok(ended(REMOVED, RemovalAction::Disconnect)),
        _ => {
            let declined = left(acted)?;
            Ok(ConnectionRemoval {
                id: Some(declined.id.to_string()),
                status: Some(ConnectionRemovalStatus::Declined),
                responded_at: Some(answered_at(&declined)),
                ..ConnectionRemoval::default()
            })
        }
    }
}

/// Accepts a pending request.
///
/// # Errors
/// In this order: `connection/invalid-connection-id`, `connection/not-found`, `connection/unauthorized`;
/// `store/unavailable`.
///
/// Source: `acceptConnection`.
pub async fn accept(ctx: &Ctx, caller: Member, id: &str) -> Result<ConnectionAnswered, Failure> {
    answer(ctx, caller, id, Act::Accept, AnsweredStatus::Accepted).await
}

/// Declines a pending request.
///
/// # Errors
/// As [`accept`].
///
/// Source: `declineConnection`.
pub async fn decline(ctx: &Ctx, caller: Member, id: &str) -> Result<ConnectionAnswered, Failure> {
    answer(ctx, caller, id, Act::Refuse, AnsweredStatus::Declined).await
}

/// Withdraws the caller's pending request or ends an established connection of theirs.
///
/// # Errors
/// As [`accept`].
///
/// Source: `removeConnection`.
pub async fn remove(ctx: &Ctx, caller: Member, id: &str) -> Result<RemovalMessage, Failure> {
    let acted = with_id(ctx, caller, id, Act::EndById).await?;
    let message = if acted.change == Change::Withdraw { WITHDRAWN } else { REMOVED };
    Ok(RemovalMessage { message: message.to_owned() })
}

async fn answer(
    ctx: &Ctx,
    caller: Member,
    id: &str,
    act: Act,
    status: AnsweredStatus,
) -> Result<ConnectionAnswered, Failure> {
    let answered = left(with_id(ctx, caller, id, act).await?)?;
    Ok(ConnectionAnswered { id: answered.id.to_string(), status, responded_at: answered_at(&answered) })
}

async fn with_id(ctx: &Ctx, caller: Member, id: &str, act: Act) -> Result<Acted, Failure> {
    let id = read_lenient_uuid(id).map(ConnectionId).ok_or(ErrorCode::ConnectionInvalidConnectionId)?;
    by_id(ctx, &wish(caller, act), id).await.map_err(|declined| match declined {
        Declined::Failed(failure) => failure.into(),
        Declined::Refused(Refusal::NotReceiver | Refusal::NotRequester) => {
            Failure::of(ErrorCode::ConnectionUnauthorized)
        }
        // The same code says another sentence about a connection than about a request.
        Declined::Refused(Refusal::NotAParty) => {
            Failure::of(ErrorCode::ConnectionUnauthorized).saying(ErrorCode::ConnectionUnauthorized.sentence(""))
        }
        Declined::UnknownUser | Declined::UnknownCaller | Declined::Refused(_) => ErrorCode::ConnectionNotFound.into(),
    })
}

fn wish(caller: Member, act: Act) -> Wish {
    Wish { tenant: caller.tenant, face: Face::Replyke, act, caller: caller.user, message: None }
}

/// The id of a user, in any spelling.
pub(super) fn user_id(text: &str) -> Option<UserId> {
    read_lenient_uuid(text).map(UserId)
}

fn left(acted: Acted) -> Result<Connection, Failure> {
    acted.after.ok_or_else(|| Failure::internal("the act left no record"))
}

/// When a connection was answered, which one that was has.
pub(super) fn answered_at(connection: &Connection) -> String {
    iso_date_time(connection.responded_at_ms.unwrap_or(connection.updated_at_ms))
}

/// Which way a request went, seen from `me`.
fn direction(connection: &Connection, me: UserId) -> RequestDirection {
    if connection.requester == me { RequestDirection::Sent } else { RequestDirection::Received }
}

fn status_of(found: Option<&Connection>, me: UserId) -> ConnectionStatus {
    let Some(found) = found else {
        let none = ConnectionStatusNone { status: ConnectionStatusNoneStatus::None };
        return ConnectionStatus::ConnectionStatusNone(Box::new(none));
    };
    let connection_id = found.id.to_string();
    let asked_at = iso_date_time(found.requested_at_ms);
    match found.status {
        Status::Pending => ConnectionStatus::ConnectionStatusPending(Box::new(ConnectionStatusPending {
            status: ConnectionStatusPendingStatus::Pending,
            r#type: direction(found, me),
            connection_id,
            created_at: asked_at,
        })),
        Status::Accepted => ConnectionStatus::ConnectionStatusConnected(Box::new(ConnectionStatusConnected {
            status: ConnectionStatusConnectedStatus::Connected,
            connection_id,
            connected_at: answered_at(found),
            requested_at: asked_at,
        })),
        Status::Declined => ConnectionStatus::ConnectionStatusDeclined(Box::new(ConnectionStatusDeclined {
            status: ConnectionStatusDeclinedStatus::Declined,
            r#type: direction(found, me),
            connection_id,
            responded_at: answered_at(found),
        })),
    }
}
