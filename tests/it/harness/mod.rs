//! A small world for each test: a fresh database, a clock that is moved by hand, people with names, and a witness that
//! holds every answer to the document.

pub mod app;
pub mod callers;
pub mod process;
pub mod promise;
pub mod reached;
pub mod shell;
pub mod sockets;
pub mod witness;

pub use app::{Db, TestApp};
pub use callers::{Answer, Client};

/// Runs one story on SQLite and, when `TALKAMIE_TEST_POSTGRES` names a server, on PostgreSQL.
///
/// ```ignore
/// on_both! {
///     async fn a_request_can_be_withdrawn_once(app) { … }
/// }
/// ```
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident) $body:block)*) => {$(
        mod $name {
            #[expect(clippy::allow_attributes, reason = "a story may use nothing of its file")]
            #[allow(unused_imports)]
            use super::*;

            $(#[$meta])*
            async fn story($app: $crate::harness::TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                story($crate::harness::TestApp::start($crate::harness::Db::Sqlite).await.expect("SQLite is embedded")).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                match $crate::harness::TestApp::start($crate::harness::Db::Postgres).await {
                    Some(app) => story(app).await,
                    None => eprintln!("skipped: TALKAMIE_TEST_POSTGRES names no server"),
                }
            }
        }
    )*};
}
