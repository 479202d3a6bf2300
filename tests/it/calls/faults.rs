//! Whichever statement of a call's story fails: nothing of it is kept, nobody is told, and it can be done again.

use super::ann_calls_ben;
use crate::{
    chats::caller,
    faults::everything,
    harness::{TestApp, app::TENANT},
};
use serde_json::{Map, json};
use talkamie::{
    contract::v1::{ErrorCode, types::CallType},
    operations::{
        Failure,
        calls::{live, tending::tend_all},
        events::Origin,
    },
};
use uuid::Uuid;

const HERE: Origin = Origin(Uuid::from_u128(1));

/// Does it with each of its steps failing once, and then once more.
async fn whatever_fails<T>(app: &TestApp, name: &str, act: impl AsyncFn() -> Result<T, Failure>) -> T {
    let mut step = 1;
    loop {
        let before = everything(app).await;
        app.ctx.store.faults().fail_nth(step);
        let outcome = act().await;
        let reached = !app.ctx.store.faults().waiting();
        app.ctx.store.faults().fail_nth(0);
        if !reached {
            assert!(step > 3, "{name} has steps that can fail");
            return outcome.map_err(|failure| failure.code).expect("nothing fails");
        }
        assert_eq!(outcome.err().map(|failure| failure.code), Some(ErrorCode::StoreUnavailable), "{name}, step {step}");
        assert_eq!(everything(app).await, before, "{name} failing at step {step} left something behind");
        step += 1;
    }
}

on_both! {
    async fn a_failing_statement_leaves_a_call_as_it_was(app) {
        let (ann, ben, chat) = ann_calls_ben(&app, "faults", 100).await;
        let (ctx, anns, bens, chat) = (&app.ctx, caller(&ann), caller(&ben), chat.to_string());
        let rung = whatever_fails(&app, "call-user", async || live::call_user(ctx, anns, &chat, CallType::Audio).await).await;
        let id = rung.id.as_str();
        whatever_fails(&app, "accept-call", async || live::accept_call(ctx, bens, id, HERE).await).await;
        let said = Map::from_iter([("type".to_owned(), json!("offer"))]);
        whatever_fails(&app, "signal", async || live::signal(ctx, anns, &chat, &said).await).await;
        whatever_fails(&app, "call-connected", async || live::call_connected(ctx, anns, id, HERE).await).await;
        app.clock.advance_ms(60_001);
        whatever_fails(&app, "a minute", async || tend_all(ctx, TENANT).await).await;
        assert_eq!((app.holds(ann.id).await, app.holds(ben.id).await), (80.0, 20.0), "paid once");
        let ended = whatever_fails(&app, "end-call", async || live::end_call(ctx, bens, id, HERE).await).await;
        assert_eq!(ended.duration, Some(60));
        app.audit().await;
    }
}
