//! Connections: asking, answering, ending, and the lists.
//!
//! All three faces act on the same record through [`between`] and [`by_id`]; what a refusal is called is each face's
//! own. What an act tells others (alerts, notifications, the chat) is written in the same transaction, whichever face
//! it came through.

pub(super) mod effects;
mod talkamie;

pub use talkamie::{
    accept_connection, cancel_connection_request, disconnect_user, get_connected_users,
    get_pending_connection_requests, reject_connection_request, send_connection_request,
};

use super::{Ctx, Failure, view};
use crate::{
    domain::{
        connection::{self, Act, Change, Circumstances, Connection, Face, Refusal},
        ids::{ConnectionId, TenantId, UserId},
    },
    store::{
        MaybeContended, StoreError, Tx,
        chats::chat_between,
        connections::{add_connection, connection_between, remove_connection, save_connection},
        relations::Relation,
        rerun,
        users::{User, find::lock_users},
    },
};

/// Who wants what done, and through which face.
#[derive(Debug, Clone)]
pub struct Wish {
    pub tenant: TenantId,
    pub face: Face,
    pub act: Act,
    pub caller: UserId,
    /// What goes with a request.
    pub message: Option<String>,
}

/// What came of an act.
#[derive(Debug, Clone)]
pub struct Acted {
    /// What the caller did.
    pub act: Act,
    pub change: Change,
    /// The record as it was; `None` when there was none.
    pub before: Option<Connection>,
    /// The record as it is; `None` when it is gone.
    pub after: Option<Connection>,
    pub caller: User,
    /// As they were when both were held.
    pub other: User,
}

/// Why nothing came of it.
#[derive(Debug)]
pub enum Declined {
    /// The other one is not there, or not to be seen by the caller.
    UnknownUser,
    /// The caller's own account is gone.
    UnknownCaller,
    /// The table of DESIGN.md 13 says no.
    Refused(Refusal),
    /// Something else failed.
    Failed(Failure),
}

impl From<Refusal> for Declined {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Failure> for Declined {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<StoreError> for Declined {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl MaybeContended for Declined {
    fn is_contended(&self) -> bool {
        matches!(self, Self::Failed(failure) if failure.is_contended())
    }
}

/// Does what is wished between the caller and `other`, in a transaction of its own.
///
/// # Errors
/// In this order: `WithSelf`; unknown caller or user; the table's refusal; the store's.
pub async fn between(ctx: &Ctx, wish: &Wish, other: UserId) -> Result<Acted, Declined> {
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let acted = act(ctx, &mut tx, wish, other).await?;
        tx.commit().await?;
        Ok(acted)
    })
    .await
}

/// Does what is wished to the connection of that id, in a transaction of its own.
///
/// # Errors
/// As [`between`]; an unknown id is `NotFound`.
pub async fn by_id(ctx: &Ctx, wish: &Wish, id: ConnectionId) -> Result<Acted, Declined> {
    rerun(|| async {
        let mut tx = ctx.store.write().await?;
        let found = tx.find_connection(wish.tenant, id).await?.ok_or(Refusal::NotFound)?;
        let Some(other) = found.other_than(wish.caller) else {
            // A stranger: the table has columns for them, and nothing is written.
            let refusal = connection::decide(wish.face, wish.act, connection::standing(Some(&found), wish.caller));
            return Err(refusal.err().unwrap_or(Refusal::NotAParty).into());
        };
        let acted = act_on(ctx, &mut tx, wish, other, Some(id)).await?;
        tx.commit().await?;
        Ok(acted)
    })
    .await
}

/// Does what is wished inside a transaction: locks both people, reads, decides, writes, tells.
///
/// # Errors
/// As [`between`].
pub async fn act(ctx: &Ctx, tx: &mut Tx, wish: &Wish, other: UserId) -> Result<Acted, Declined> {
    act_on(ctx, tx, wish, other, None).await
}

async fn act_on(
    ctx: &Ctx,
    tx: &mut Tx,
    wish: &Wish,
    other: UserId,
    id: Option<ConnectionId>,
) -> Result<Acted, Declined> {
    connection::apart(wish.caller, other)?;
    let held = lock_users(wish.tenant, &[wish.caller, other]);
    let (found, before) = tx.ask((held, connection_between(wish.tenant, wish.caller, other))).await?;
    let (caller, other) = people(found, wish, other)?;
    // Only now: before, it may have waited for others, whose changes must be older than this one.
    let now_ms = ctx.clock.now_ms();
    if id.is_some_and(|id| before.as_ref().is_none_or(|found| found.id != id)) {
        // The record ended, and perhaps began anew under another id, between finding it and holding the two.
        return Err(Refusal::NotFound.into());
    }
    let standing = connection::standing(before.as_ref(), caller.id);
    // Whom one cannot see, one cannot ask.
    if wish.act == Act::Ask && !view::visible_to(view::who(&caller), &other, standing) {
        // Only Talkamie also shows who waits for the answer to a message request (decision record 19).
        if wish.face != Face::Talkamie {
            return Err(Declined::UnknownUser);
        }
        let chat = tx.ask(chat_between(wish.tenant, caller.id, other.id)).await?.map(|shared| shared.chat);
        let relation = Relation { connection: before.clone(), chat, review: None };
        if !view::seen(view::who(&caller), &other, Some(&relation)) {
            return Err(Declined::UnknownUser);
        }
    }
    let change = connection::decide(wish.face, wish.act, standing)?;
    let after = connection::apply(
        change,
        before.clone(),
        Circumstances {
            tenant: wish.tenant,
            caller: caller.id,
            other: other.id,
            message: connection::tidy_message(wish.message.as_deref()),
            now_ms,
            new_id: ConnectionId(ctx.new_id()),
        },
    );
    match (&before, &after) {
        (None, Some(begun)) => tx.later(add_connection(begun)),
        (Some(_), Some(_)) if change == Change::Keep => {}
        (Some(_), Some(changed)) => tx.later(save_connection(changed)),
        (Some(ended), None) => tx.later(remove_connection(wish.tenant, ended.id)),
        (None, None) => {}
    }
    let mut acted = Acted { act: wish.act, change, before, after, caller, other };
    effects::tell(ctx, tx, &mut acted, now_ms).await?;
    Ok(acted)
}

/// Both of the people that were found.
fn people(mut found: Vec<User>, wish: &Wish, other: UserId) -> Result<(User, User), Declined> {
    let mut take = |id: UserId| found.iter().position(|user| user.id == id).map(|at| found.swap_remove(at));
    let caller = take(wish.caller).ok_or(Declined::UnknownCaller)?;
    let other = take(other).ok_or(Declined::UnknownUser)?;
    Ok((caller, other))
}
