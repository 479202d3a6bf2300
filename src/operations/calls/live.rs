//! What clients do with calls over their sockets, as openapi/v1/actions/calls.yaml promises it.

use super::signalling::{self, Declined};
use crate::{
    contract::v1::{
        ErrorCode,
        types::{CallType, FullCall},
    },
    domain::{
        call::{Act, CannotCall, Media, Refusal},
        ids::{CallId, ChatId},
    },
    operations::{Caller, Ctx, Failure, events::Origin},
};
use serde_json::{Map, Value};

/// Calls the other person of a chat.
///
/// # Errors
/// In this order: `chat/not-found`; `call/not-connected`; `call/needs-senior-and-volunteer`; `call/busy`; `call/enough-for-today`;
/// `call/coins-too-low`; `store/unavailable`.
///
/// Source: `call-user`.
pub async fn call_user(ctx: &Ctx, caller: Caller, chat: &str, media: CallType) -> Result<FullCall, Failure> {
    let media = match media {
        CallType::Audio => Media::Audio,
        CallType::Video => Media::Video,
    };
    let (_, seen) = signalling::begin(ctx, caller, chat_id(chat)?, media).await?;
    Ok(seen)
}

/// Answers a call, on one connection.
///
/// # Errors
/// In this order: `call/not-found`; `call/over`; `call/not-callee`; `call/answered`, on another connection; `store/unavailable`.
///
/// Source: `accept-call`.
pub async fn accept_call(ctx: &Ctx, caller: Caller, call: &str, origin: Origin) -> Result<FullCall, Failure> {
    done(ctx, caller, call, Act::Accept, origin).await
}

/// Turns a call down.
///
/// # Errors
/// In this order: `call/not-found`; `call/over`; `call/not-callee`; `call/answered`; `store/unavailable`.
///
/// Source: `reject-call`.
pub async fn reject_call(ctx: &Ctx, caller: Caller, call: &str, origin: Origin) -> Result<FullCall, Failure> {
    done(ctx, caller, call, Act::Reject, origin).await
}

/// Ends a call; one that is over is answered as it is.
///
/// # Errors
/// `call/not-found`; `store/unavailable`.
///
/// Source: `end-call`.
pub async fn end_call(ctx: &Ctx, caller: Caller, call: &str, origin: Origin) -> Result<FullCall, Failure> {
    done(ctx, caller, call, Act::End, origin).await
}

/// Notes that the caller's WebRTC connection stands, from now on: what their clock says does not count (decision 16).
///
/// # Errors
/// In this order: `call/not-found`; `call/over`; `call/not-answered`; `store/unavailable`.
///
/// Source: `call-connected`.
pub async fn call_connected(ctx: &Ctx, caller: Caller, call: &str, origin: Origin) -> Result<(), Failure> {
    signalling::act(ctx, caller, call_id(call)?, Act::Connect, Some(origin)).await?;
    Ok(())
}

/// Notes that the caller's WebRTC connection is lost.
///
/// # Errors
/// In this order: `call/not-found`; `call/not-answered`; `store/unavailable`.
///
/// Source: `call-disconnected`.
pub async fn call_disconnected(ctx: &Ctx, caller: Caller, call: &str, origin: Origin) -> Result<(), Failure> {
    signalling::act(ctx, caller, call_id(call)?, Act::Disconnect, Some(origin)).await?;
    Ok(())
}

/// Passes on what the caller's browser says to the other one's.
///
/// # Errors
/// In this order: `chat/not-found`; `call/over` when no call rings or goes on between the two; `store/unavailable`.
///
/// Source: `signal`.
pub async fn signal(ctx: &Ctx, caller: Caller, chat: &str, signal: &Map<String, Value>) -> Result<(), Failure> {
    Ok(signalling::signal(ctx, caller, chat_id(chat)?, signal).await?)
}

async fn done(ctx: &Ctx, caller: Caller, call: &str, act: Act, origin: Origin) -> Result<FullCall, Failure> {
    let (_, seen) = signalling::act(ctx, caller, call_id(call)?, act, Some(origin)).await?;
    Ok(seen)
}

fn chat_id(text: &str) -> Result<ChatId, Failure> {
    text.parse().map_err(|_| ErrorCode::ChatNotFound.into())
}

fn call_id(text: &str) -> Result<CallId, Failure> {
    text.parse().map_err(|_| ErrorCode::CallNotFound.into())
}

impl From<Declined> for Failure {
    fn from(declined: Declined) -> Self {
        let code = match declined {
            Declined::Failed(failure) => return failure,
            Declined::NoChat => ErrorCode::ChatNotFound,
            Declined::NoCall => ErrorCode::CallNotFound,
            Declined::CannotCall(why) => match why {
                CannotCall::NotConnected => ErrorCode::CallNotConnected,
                CannotCall::NeedsSeniorAndVolunteer => ErrorCode::CallNeedsSeniorAndVolunteer,
                CannotCall::Busy => ErrorCode::CallBusy,
                CannotCall::EnoughForToday => ErrorCode::CallEnoughForToday,
                CannotCall::CoinsTooLow => ErrorCode::CallCoinsTooLow,
            },
            Declined::Refused(refusal) => match refusal {
                Refusal::NotCallee => ErrorCode::CallNotCallee,
                Refusal::Answered => ErrorCode::CallAnswered,
                Refusal::NotAnswered => ErrorCode::CallNotAnswered,
                Refusal::Over => ErrorCode::CallOver,
                // No action asks for what only the server does.
                Refusal::NotServer => return Self::internal(refusal),
            },
        };
        code.into()
    }
}
