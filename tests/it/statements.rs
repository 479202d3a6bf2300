//! Statements per operation are a golden number: a query in a loop shows as one line in review.

use crate::harness::{Db, TestApp};
use std::{fmt::Write as _, fs};

const GOLDEN: &str = "tests/golden/statements.txt";

#[tokio::test]
async fn statements_per_operation_are_golden() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, ben) = app.ann_and_ben().await;
    let mut counted = String::new();
    let mut count = |name: &str, before: u64| writeln!(counted, "{name} {}", app.ctx.store.log().count() - before).unwrap();
    macro_rules! counted {
        ($name:literal, $call:expr) => {{
            // A session found good a moment ago costs no statement: let each begin alike.
            app.clock.advance_ms(60_000);
            let before = app.ctx.store.log().count();
            $call.await.expect(200);
            count($name, before);
        }};
    }
    counted!("sendConnectionRequest", ann.post_empty(format!("/v1/user/{ben}/connection")));
    counted!("getPendingConnectionRequests", ben.get("/v1/connections/pending"));
    counted!("acceptConnection", ben.post_empty(format!("/v1/user/{ann}/connection/accept")));
    counted!("getConnectedUsers", ann.get("/v1/connections/users"));
    counted!("disconnectUser", ann.delete(format!("/v1/user/{ben}/connection/disconnect")));
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
    counted!("rejectConnectionRequest", ben.delete(format!("/v1/user/{ann}/connection/reject")));
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
    counted!("cancelConnectionRequest", ann.delete(format!("/v1/user/{ben}/connection")));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all("tests/golden").unwrap();
        fs::write(GOLDEN, &counted).unwrap();
    }
    let golden = fs::read_to_string(GOLDEN).unwrap_or_default();
    assert_eq!(counted, golden, "UPDATE_GOLDEN=1 rewrites {GOLDEN}; the diff is the review");
}
