//! Calls: contract C.4.

use super::super::frames::Said;
use crate::{
    contract::v1::{
        actions::Action,
        types::{AcceptCall, CallConnected, CallDisconnected, CallUser, EndCall, FullCall, RejectCall, Signal},
    },
    operations::{
        Caller, Ctx, Failure,
        calls::{live, news},
        events::Origin,
    },
};

pub(super) async fn user(ctx: &Ctx, caller: Caller, asked: CallUser) -> Result<Said, Failure> {
    let call = live::call_user(ctx, caller, &asked.chat_id, asked.r#type).await?;
    Ok(with_chat(Action::CallUser, call))
}

pub(super) async fn accept(ctx: &Ctx, caller: Caller, origin: Origin, asked: AcceptCall) -> Result<Said, Failure> {
    let call = live::accept_call(ctx, caller, &asked.call_id, origin).await?;
    Ok(with_chat(Action::AcceptCall, call))
}

pub(super) async fn reject(ctx: &Ctx, caller: Caller, origin: Origin, asked: RejectCall) -> Result<Said, Failure> {
    let call = live::reject_call(ctx, caller, &asked.call_id, origin).await?;
    Ok(Said::answer(Action::RejectCall, Some(news::answer(None, call))))
}

pub(super) async fn end(ctx: &Ctx, caller: Caller, origin: Origin, asked: EndCall) -> Result<Said, Failure> {
    let call = live::end_call(ctx, caller, &asked.call_id, origin).await?;
    Ok(Said::answer(Action::EndCall, Some(news::answer(None, call))))
}

pub(super) async fn connected(ctx: &Ctx, caller: Caller, origin: Origin, asked: CallConnected) -> Result<(), Failure> {
    live::call_connected(ctx, caller, &asked.call_id, origin).await
}

pub(super) async fn disconnected(
    ctx: &Ctx,
    caller: Caller,
    origin: Origin,
    asked: CallDisconnected,
) -> Result<(), Failure> {
    live::call_disconnected(ctx, caller, &asked.call_id, origin).await
}

pub(super) async fn signal(ctx: &Ctx, caller: Caller, asked: Signal) -> Result<(), Failure> {
    live::signal(ctx, caller, &asked.chat_id, &asked.signal).await
}

/// With the chat's id beside it: signals go to that.
fn with_chat(action: Action, call: FullCall) -> Said {
    let chat = call.chat.as_ref().map(|chat| chat.id.clone());
    Said::answer(action, Some(news::answer(chat, call)))
}
