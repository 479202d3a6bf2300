//! Nothing personal is logged: a whole story is told with marked names, addresses, secrets and texts, and none of the marks
//! is in what the program wrote to its log, at the most talkative level.

use crate::harness::{Db, TestApp};
use serde_json::json;
use std::{
    io,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn nothing_personal_is_logged() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let nobody = app.anonymous();
    let email = "markedaddress@example.com";
    let told = nobody.post("/v1/otp", json!({ "email": email })).await.expect(200);
    let code = told["otp"].as_str().unwrap().to_owned();
    nobody.post("/v1/otp/verify", json!({ "email": email, "code": code })).await.expect(200);
    let account = json!({ "name": "Markedname", "email": email, "password": "markedpassword", "type": "senior" });
    let account = nobody.post("/v1/auth/sign-up", account).await.expect(200);
    nobody
        .post("/v1/auth/sign-in", json!({ "email": email, "password": "markedwrong" }))
        .await
        .expect_problem("auth/wrong-password");
    let (ann, ben) = app.ann_and_ben().await;
    let token = account["tokens"]["access"].as_str().unwrap().to_owned();
    ann.put(format!("/v1/user/{ann}"), json!({ "bio": "markedbio", "name": 1 })).await.expect_invalid();
    ann.put(format!("/v1/user/{ann}"), json!({ "bio": "markedbio" })).await.expect(200);
    ann.post_empty(format!("/v1/user/{ben}/connection")).await.expect(200);
    ann.get("/v1/users?keyword=markedsearch&email=markedquery%40example.com").await.expect(200);

    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).to_lowercase();
    assert!(logged.contains("answered"), "something was logged");
    let secrets = [token.split_once('.').unwrap().1.to_lowercase(), ann.token.clone().unwrap().to_lowercase()];
    for mark in ["marked", "ann lee", "ben ortiz"].into_iter().chain(secrets.iter().map(String::as_str)) {
        let found = logged.lines().find(|line| line.contains(mark));
        assert!(found.is_none(), "{mark} was logged: {}", found.unwrap_or_default());
    }
}
