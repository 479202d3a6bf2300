//! What sockets are shown of calls.

use super::shown;
use crate::{
    contract::v1::{
        actions::Action,
        types::{FullCall, Reference, WssActionCallData},
    },
    domain::{
        call::{Call, Phase},
        ids::{CallId, ChatId, TenantId, UserId},
    },
    operations::{
        Ctx, Failure,
        events::CallNews,
        news::{Data, News},
        view,
    },
    store::Tx,
};
use serde_json::{Map, Value};

/// What `reader` is shown of a call. `None`: it has gone on since, and they are told of that next. Three statements, five more for
/// the balance when it is over.
///
/// # Errors
/// The store's.
pub(in crate::operations) async fn of(
    ctx: &Ctx,
    tx: &mut Tx,
    (tenant, reader): (TenantId, UserId),
    (call, what): (CallId, CallNews),
    now_ms: i64,
) -> Result<Option<News>, Failure> {
    let Some(call) = tx.find_call(tenant, call).await?.filter(|call| is_so(call, what)) else { return Ok(None) };
    let me = match what {
        CallNews::Ended => {
            let found = tx.find_user(tenant, reader).await?.filter(|user| user.deleted_at_ms.is_none());
            // Who closed their account a moment ago has nothing to be told.
            let Some(user) = found else { return Ok(None) };
            Some(view::own_of(ctx, tx, &user, now_ms).await?)
        }
        CallNews::Calling | CallNews::Accepted | CallNews::Rejected => None,
    };
    let seen = shown(tx, tenant, reader, std::slice::from_ref(&call), now_ms).await?.pop();
    let action = match what {
        CallNews::Calling => Action::UserCalling,
        CallNews::Accepted => Action::CallAccepted,
        CallNews::Rejected => Action::CallRejected,
        CallNews::Ended => Action::CallEnded,
    };
    let data = WssActionCallData { chat: Some(reference(call.chat)), call: seen, me, ..WssActionCallData::default() };
    Ok(Some(News { action, data: Data::Call(Box::new(data)) }))
}

/// Whether it is still so: a client that is told of a ring opens a window, and one that is told of an answer makes an offer.
fn is_so(call: &Call, what: CallNews) -> bool {
    match what {
        CallNews::Calling => call.phase() == Phase::Ringing,
        CallNews::Accepted => matches!(call.phase(), Phase::Answered | Phase::Connected),
        CallNews::Rejected | CallNews::Ended => true,
    }
}

/// What a browser says to the other one.
#[must_use]
pub fn signal(chat: ChatId, signal: Map<String, Value>) -> News {
    let data = WssActionCallData { chat: Some(reference(chat)), signal: Some(signal), ..WssActionCallData::default() };
    News { action: Action::Signal, data: Data::Call(Box::new(data)) }
}

/// The answer to an action about a call.
#[must_use]
pub fn answer(chat: Option<String>, call: FullCall) -> Data {
    Data::Call(Box::new(WssActionCallData { chat_id: chat, call: Some(call), ..WssActionCallData::default() }))
}

fn reference(chat: ChatId) -> Reference {
    Reference { id: chat.to_string() }
}
