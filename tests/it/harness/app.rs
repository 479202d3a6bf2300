//! The service under test, in process, on a database of its own.

use super::callers::Client;
use poem::{Endpoint, EndpointExt, Request, Response, endpoint::BoxEndpoint};
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use talkamie::{
    domain::{
        ids::{TenantId, UserId},
        user::UserType,
    },
    http::{self, EdgeSettings},
    operations::{
        Ctx, Settings, jobs,
        passwords::{Cost, Passwords},
        ports::{
            Answering, Chance, Clock, Identities, Identity, IdentityError, Mail, OtpMail, Provider, Push, PushMessage,
            Pushed, SendError,
        },
        sessions,
    },
    store::{Store, StoreOptions, Synchronous, tenants::Tenant, users::User},
};
use tokio::sync::Notify;
use uuid::Uuid;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Db {
    Sqlite,
    Postgres,
}

/// 2026-03-14T07:20:55.000Z, a Saturday: when the official page that the contract starts from was changed last.
pub const START_MS: i64 = 1_773_472_855_000;

/// The tenant of the tests.
pub const TENANT: TenantId = TenantId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

/// A clock that only tests move.
pub struct ManualClock(AtomicI64);

impl ManualClock {
    pub fn now(&self) -> i64 {
        self.now_ms()
    }

    pub fn advance_ms(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Chance that anybody can guess: a counter, spread over the bytes.
#[derive(Default)]
pub struct SeededChance(AtomicU64);

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // Weyl sequence and a mix: distinct for distinct counts.
            let mut x = self.0.fetch_add(1, Ordering::SeqCst).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&x.to_be_bytes()[..chunk.len()]);
        }
    }
}

/// The mails that left.
#[derive(Default)]
pub struct Outbox(pub Mutex<Vec<OtpMail>>, Mutex<Mood>, Notify);

/// How the mail server of a test does.
#[derive(Default, Clone, Copy, PartialEq)]
enum Mood {
    #[default]
    Well,
    Refusing,
    RefusingForGood,
    Breaking,
    Hanging,
}

impl Outbox {
    /// From now on every mail is refused.
    pub fn refuse(&self) {
        *self.1.lock().unwrap() = Mood::Refusing;
    }

    /// The next mail panics.
    pub fn break_once(&self) {
        *self.1.lock().unwrap() = Mood::Breaking;
    }

    /// From now on every receiver is unknown.
    pub fn refuse_for_good(&self) {
        *self.1.lock().unwrap() = Mood::RefusingForGood;
    }

    /// The next mail is never answered.
    pub fn hang_once(&self) {
        *self.1.lock().unwrap() = Mood::Hanging;
    }

    /// Resolves when a mail hangs.
    pub async fn hung(&self) {
        self.2.notified().await;
    }

    fn mood(&self) -> Mood {
        let mut mood = self.1.lock().unwrap();
        if matches!(*mood, Mood::Breaking | Mood::Hanging) { std::mem::take(&mut *mood) } else { *mood }
    }
}

impl Mail for Outbox {
    fn send(&self, mail: OtpMail) -> Answering<'_, Result<(), SendError>> {
        match self.mood() {
            Mood::Well => self.0.lock().unwrap().push(mail),
            Mood::Refusing => {
                return Box::pin(async { Err(SendError::again("the mail server says no", "status 451")) });
            }
            Mood::RefusingForGood => {
                return Box::pin(async { Err(SendError::never("the mail server refuses the mail", "status 550")) });
            }
            Mood::Breaking => panic!("a test asked for this"),
            Mood::Hanging => {
                self.2.notify_one();
                return Box::pin(std::future::pending());
            }
        }
        Box::pin(async { Ok(()) })
    }
}

/// What a push service says; a fault is made anew each time.
pub type PushAnswer = Result<Pushed, fn() -> SendError>;

/// The push service of a test: what it took, and how it answers for which device.
#[derive(Default)]
pub struct PushService {
    pub taken: Mutex<Vec<PushMessage>>,
    answers: Mutex<HashMap<String, PushAnswer>>,
}

impl PushService {
    /// From now on it answers so for that device.
    pub fn answer(&self, device: &str, answer: PushAnswer) {
        self.answers.lock().unwrap().insert(device.to_owned(), answer);
    }

    /// The devices it was given something for since the last time this was asked, sorted, each with the text.
    pub fn take(&self) -> Vec<(String, String)> {
        let taken = std::mem::take(&mut *self.taken.lock().unwrap());
        let mut seen: Vec<_> =
            taken.into_iter().map(|push| (push.device, push.data.body.unwrap_or_default())).collect();
        seen.sort();
        seen
    }
}

impl Push for PushService {
    fn push(&self, push: PushMessage) -> Answering<'_, Result<Pushed, SendError>> {
        let answer = match self.answers.lock().unwrap().get(&push.device) {
            Some(Err(fault)) => Err(fault()),
            Some(Ok(answer)) => Ok(*answer),
            None => Ok(Pushed::Taken),
        };
        if matches!(answer, Ok(Pushed::Taken)) {
            self.taken.lock().unwrap().push(push);
        }
        Box::pin(async { answer })
    }
}

/// Providers of single sign-on, as a test tells them to answer: by token.
#[derive(Default)]
pub struct FakeIdentities(pub Mutex<HashMap<String, Identity>>);

impl Identities for FakeIdentities {
    fn identify<'a>(&'a self, _: Provider, token: &'a str, _: i64) -> Answering<'a, Result<Identity, IdentityError>> {
        let found = self.0.lock().unwrap().get(token).cloned();
        Box::pin(async move { found.ok_or(IdentityError::Refused) })
    }
}

/// The service and everything a test may touch of its world.
pub struct TestApp {
    pub ctx: Ctx,
    pub clock: Arc<ManualClock>,
    pub outbox: Arc<Outbox>,
    pub pushes: Arc<PushService>,
    pub identities: Arc<FakeIdentities>,
    endpoint: Arc<BoxEndpoint<'static, Response>>,
    _home: Home,
}

/// Where the database lies, removed when the test ends.
enum Home {
    Folder(std::path::PathBuf),
    Schema,
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Self::Folder(folder) = self {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

impl TestApp {
    /// A fresh world; `None` when the database is PostgreSQL and none is named.
    pub async fn start(db: Db) -> Option<Self> {
        Self::start_with(db, EdgeSettings { check_answers: true, ..EdgeSettings::default() }).await
    }

    pub async fn start_with(db: Db, edge: EdgeSettings) -> Option<Self> {
        let name = format!("t_{}", Uuid::new_v4().simple());
        let (url, home) = match db {
            Db::Sqlite => {
                let folder = std::env::temp_dir().join(format!("talkamie-{name}"));
                std::fs::create_dir_all(&folder).unwrap();
                (format!("sqlite:{}", folder.join("talkamie.db").display()), Home::Folder(folder))
            }
            Db::Postgres => {
                let base = std::env::var("TALKAMIE_TEST_POSTGRES").ok()?;
                let joint = if base.contains('?') { '&' } else { '?' };
                (format!("{base}{joint}schema={name}"), Home::Schema)
            }
        };
        let options = StoreOptions { synchronous: Synchronous::Off, ..StoreOptions::default() };
        let store = Store::open(&url, &options).await.expect("the test database opens");
        store.migrate().await.expect("the test database migrates");
        let clock = Arc::new(ManualClock(AtomicI64::new(START_MS)));
        let chance: Arc<dyn Chance> = Arc::new(SeededChance::default());
        let outbox = Arc::new(Outbox::default());
        let pushes = Arc::new(PushService::default());
        let identities = Arc::new(FakeIdentities::default());
        let ctx = Ctx {
            passwords: Passwords::new(Cost::LEAST, 4, &*chance),
            store,
            clock: clock.clone(),
            chance,
            mail: outbox.clone(),
            push: pushes.clone(),
            identities: identities.clone(),
            believed: Arc::default(),
            projects: Arc::default(),
            settings: Arc::new(Settings {
                default_tenant: TENANT,
                dev_stage: true,
                access_token_ms: 7 * 86_400_000,
                refresh_token_ms: 90 * 86_400_000,
            }),
        };
        let mut tx = ctx.store.write().await.unwrap();
        tx.add_tenant(&Tenant {
            id: TENANT,
            name: "test".into(),
            replyke_access_secret: Some("access-secret-of-the-tests-000000".into()),
            replyke_refresh_secret: Some("refresh-secret-of-the-tests-00000".into()),
            replyke_external_key: None,
            created_at_ms: START_MS,
        })
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let endpoint = Arc::new(http::endpoint(ctx.clone(), edge).boxed());
        Some(Self { ctx, clock, outbox, pushes, identities, endpoint, _home: home })
    }

    /// One request, answered.
    pub async fn call(&self, request: Request) -> Response {
        tokio::time::timeout(Duration::from_secs(60), self.endpoint.call(request))
            .await
            .expect("an answer within a minute")
            .expect("every error is rendered")
    }

    /// Does every job that is due.
    pub async fn work(&self) {
        while jobs::run_next(&self.ctx).await.expect("the queue answers") {}
    }

    /// What a person's sockets are to be told, in order.
    pub async fn events(&self, user: UserId) -> Vec<Value> {
        let mut tx = self.ctx.store.read().await.unwrap();
        let rows = tx.rows("SELECT event FROM events WHERE user_id = $1 ORDER BY seq", [user.into()]).await.unwrap();
        rows.into_iter().map(|mut row| serde_json::from_str(&row.text("event").unwrap()).unwrap()).collect()
    }

    /// Somebody new, signed in.
    pub async fn person(&self, name: &str, user_type: UserType) -> Client<'_> {
        let id = UserId(self.ctx.new_id());
        let now_ms = self.clock.now_ms();
        let mut tx = self.ctx.store.write().await.unwrap();
        let user = User {
            name: Some(name.to_owned()),
            email: Some(format!("{}@example.com", name.to_lowercase().replace(' ', "."))),
            user_type: Some(user_type),
            ..User::new(id, TENANT, now_ms)
        };
        tx.add_user(user, None).await.unwrap();
        let tokens = sessions::begin(&self.ctx, &mut tx, TENANT, id, "talkamie", None).await.unwrap();
        tx.commit().await.unwrap();
        // People who come one after another have come at different times.
        self.clock.advance_ms(1);
        Client { app: self, id, token: Some(tokens.access) }
    }

    /// A senior and a volunteer.
    pub async fn ann_and_ben(&self) -> (Client<'_>, Client<'_>) {
        (self.person("Ann Lee", UserType::Senior).await, self.person("Ben Ortiz", UserType::Volunteer).await)
    }

    /// Another senior and another volunteer, told apart by `mark`.
    pub async fn ann_and_ben_again(&self, mark: &str) -> (Client<'_>, Client<'_>) {
        let ann = self.person(&format!("Ann {mark}"), UserType::Senior).await;
        (ann, self.person(&format!("Ben {mark}"), UserType::Volunteer).await)
    }

    /// Nobody in particular.
    pub fn anonymous(&self) -> Client<'_> {
        Client { app: self, id: UserId(Uuid::nil()), token: None }
    }
}
