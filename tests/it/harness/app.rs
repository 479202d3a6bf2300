//! The service under test, in process, on a database of its own.

use super::callers::Client;
use poem::{Endpoint, EndpointExt, Request, Response, endpoint::BoxEndpoint};
use serde_json::Value;
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};
use talkamie::{
    adapters::{
        background::ByOperator,
        clock::OsChance,
        files::{LocalFiles, Thumbnails},
        payments::SandboxTill,
    },
    domain::{
        ids::{TenantId, UserId},
        ledger::Account,
        limits::{CERTIFICATE_BYTES_MAX, TOP_UP_HUNDREDTHS_MAX, TOP_UP_HUNDREDTHS_MIN},
        money::coins_json,
        user::UserType,
    },
    http::{self, EdgeSettings},
    operations::{
        CallSettings, CoinSettings, Ctx, Settings,
        audit::{Audit, audit},
        calls::ice::IceSettings,
        jobs,
        ledger::{self, Move},
        passwords::{Cost, Passwords},
        payments::TopUps,
        ports::{
            Answering, Chance, Clock, Identities, Identity, IdentityError, Mail, OtpMail, Payout, PayoutOrder,
            PayoutState, Payouts, PortError, Provider, Push, PushMessage, Pushed, Returns, SendError,
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

/// Where the service says that it is.
pub const BASE: &str = "https://api.example.com";

/// What the sandbox signs its webhooks with.
pub const WEBHOOK_SECRET: &str = "whsec_of_the_tests";

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

/// The token at which no provider answers.
pub const PROVIDER_DOWN: &str = "provider-down";

/// Providers of single sign-on, as a test tells them to answer: by token.
#[derive(Default)]
pub struct FakeIdentities(pub Mutex<HashMap<String, Identity>>);

impl Identities for FakeIdentities {
    fn identify<'a>(&'a self, _: Provider, token: &'a str, _: i64) -> Answering<'a, Result<Identity, IdentityError>> {
        let found = self.0.lock().unwrap().get(token).cloned();
        let down = (token == PROVIDER_DOWN).then(|| PortError { what: "the provider does not answer", cause: None });
        Box::pin(async move { found.ok_or(down.map_or(IdentityError::Refused, IdentityError::Unavailable)) })
    }
}

/// A payout provider that does as a test tells it, and pays each order once, however often it is asked. What it has said for good
/// of an order that it took, paid or failed, it says ever after; what it refused it may take another time.
#[derive(Default)]
pub struct FakePayouts {
    /// What it says of each order from now on; the last one stays. Nothing told: paid.
    pub script: Mutex<std::collections::VecDeque<PayoutAnswer>>,
    /// What it knows of each order, by its id.
    pub books: Mutex<std::collections::BTreeMap<String, Booked>>,
    /// Where each order went, once for every time it was asked for.
    pub asked: Mutex<Vec<PayoutOrder>>,
    /// What the next orders wait for on their way to it, in order; those after them arrive at once.
    pub roads: Mutex<std::collections::VecDeque<Arc<tokio::sync::Notify>>>,
    /// What the next orders' answers wait for, in order; those after them come at once.
    pub gates: Mutex<std::collections::VecDeque<Arc<tokio::sync::Notify>>>,
}

/// An order in the books of a provider.
#[derive(Debug, Clone)]
pub struct Booked {
    pub cents: i64,
    /// Whether it was taken: what was refused never was.
    pub taken: bool,
    pub state: PayoutState,
}

/// How a provider answers.
#[derive(Debug, Clone)]
pub enum PayoutAnswer {
    Say(PayoutState),
    /// It refuses what it has not taken yet.
    Refuse(&'static str),
    /// It takes the order, and the answer is lost.
    Lose,
    /// It does not take the order, and nobody knows.
    Down,
}

impl FakePayouts {
    /// What it answers, in order.
    pub fn will(&self, answers: impl IntoIterator<Item = PayoutAnswer>) {
        *self.script.lock().unwrap() = answers.into_iter().collect();
    }

    /// The cents that it has paid for an order.
    pub fn paid(&self, order: &str) -> Option<i64> {
        let books = self.books.lock().unwrap();
        books.get(order).filter(|booked| booked.state == PayoutState::Paid).map(|booked| booked.cents)
    }

    fn next(&self) -> PayoutAnswer {
        let mut script = self.script.lock().unwrap();
        let next = if script.len() > 1 { script.pop_front() } else { script.front().cloned() };
        next.unwrap_or(PayoutAnswer::Say(PayoutState::Paid))
    }

    /// What it says of an order now; `None`: nobody hears it. Only an order that is sent, with its `cents`, comes into the books.
    fn say(&self, order: &str, cents: Option<i64>) -> Option<Booked> {
        let answer = self.next();
        let mut books = self.books.lock().unwrap();
        match (books.get_mut(order).filter(|booked| booked.taken), cents) {
            (Some(booked), _) => {
                if let PayoutAnswer::Say(state) = &answer
                    && booked.state == PayoutState::Underway
                {
                    booked.state = state.clone();
                }
            }
            (None, Some(cents)) => {
                let (taken, state) = match &answer {
                    PayoutAnswer::Say(state) => (true, state.clone()),
                    PayoutAnswer::Lose => (true, PayoutState::Underway),
                    PayoutAnswer::Refuse(why) => (false, PayoutState::Failed((*why).to_owned())),
                    PayoutAnswer::Down => return None,
                };
                books.insert(order.to_owned(), Booked { cents, taken, state });
            }
            (None, None) => {}
        }
        let is_heard = !matches!(answer, PayoutAnswer::Lose | PayoutAnswer::Down);
        books.get(order).filter(|_| is_heard).cloned()
    }
}

impl Payouts for FakePayouts {
    fn name(&self) -> &'static str {
        "fake"
    }

    fn send(&self, order: PayoutOrder) -> Answering<'_, Result<Payout, PortError>> {
        let road = self.roads.lock().unwrap().pop_front();
        Box::pin(async move {
            if let Some(road) = road {
                road.notified().await;
            }
            let said = self.say(&order.id, Some(order.cents));
            let gate = self.gates.lock().unwrap().pop_front();
            self.asked.lock().unwrap().push(order.clone());
            if let Some(gate) = gate {
                gate.notified().await;
            }
            let booked = said.ok_or(SILENT)?;
            Ok(Payout { id: booked.taken.then(|| format!("batch-{}", order.id)), state: booked.state })
        })
    }

    fn look_up<'a>(&'a self, id: &'a str) -> Answering<'a, Result<PayoutState, PortError>> {
        let said = id.strip_prefix("batch-").and_then(|order| self.say(order, None));
        Box::pin(async { said.map(|booked| booked.state).ok_or(SILENT) })
    }
}

/// What is heard of a provider that does not answer.
const SILENT: PortError = PortError { what: "the provider did not answer", cause: None };

/// The service and everything a test may touch of its world.
pub struct TestApp {
    pub ctx: Ctx,
    pub clock: Arc<ManualClock>,
    pub outbox: Arc<Outbox>,
    pub pushes: Arc<PushService>,
    pub identities: Arc<FakeIdentities>,
    pub payouts: Arc<FakePayouts>,
    /// Whether its operations only answer with examples.
    pub mock: bool,
    endpoint: Arc<BoxEndpoint<'static, Response>>,
    home: Home,
    url: String,
}

/// What callers have in their addresses: nothing listens there.
pub const SERVER: &str = "https://api.example.org";

/// Where files lie, and the database if it is one; removed when the test ends.
struct Home(PathBuf);

impl Home {
    fn files(&self) -> PathBuf {
        self.0.join("files")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl TestApp {
    /// A fresh world; `None` when the database is PostgreSQL and none is named.
    pub async fn start(db: Db) -> Option<Self> {
        Self::start_with(db, EdgeSettings { check_answers: true, ..EdgeSettings::default() }).await
    }

    pub async fn start_with(db: Db, edge: EdgeSettings) -> Option<Self> {
        let name = format!("t_{}", Uuid::new_v4().simple());
        let home = Home(std::env::temp_dir().join(format!("talkamie-{name}")));
        std::fs::create_dir_all(&home.0).unwrap();
        let url = match db {
            Db::Sqlite => format!("sqlite:{}", home.0.join("talkamie.db").display()),
            Db::Postgres => {
                let base = std::env::var("TALKAMIE_TEST_POSTGRES").ok()?;
                let joint = if base.contains('?') { '&' } else { '?' };
                format!("{base}{joint}schema={name}")
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
        let payouts = Arc::new(FakePayouts::default());
        let ctx = Ctx {
            passwords: Passwords::new(Cost::LEAST, 4, &*chance),
            store,
            clock: clock.clone(),
            chance: Arc::clone(&chance),
            mail: outbox.clone(),
            push: pushes.clone(),
            identities: identities.clone(),
            files: Arc::new(LocalFiles::new(home.files(), SERVER, Arc::new(OsChance))),
            images: Arc::new(Thumbnails::default()),
            background_checks: Arc::new(ByOperator),
            payouts: payouts.clone(),
            payments: Arc::new(SandboxTill::new(BASE, vec![WEBHOOK_SECRET.to_owned()], &*chance)),
            bus: None,
            believed: Arc::default(),
            projects: Arc::default(),
            settings: Arc::new(Settings {
                default_tenant: TENANT,
                dev_stage: true,
                access_token_ms: 7 * 86_400_000,
                refresh_token_ms: 90 * 86_400_000,
                certificate_bytes_max: CERTIFICATE_BYTES_MAX,
                coins: CoinSettings::default(),
                calls: CallSettings::default(),
                ice: IceSettings::default(),
                top_ups: TopUps {
                    hundredths_min: TOP_UP_HUNDREDTHS_MIN,
                    hundredths_max: TOP_UP_HUNDREDTHS_MAX,
                    returns: Returns {
                        success: "https://app.example.com/checkout/success".into(),
                        cancel: "https://app.example.com/checkout/cancel".into(),
                    },
                },
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
        let mock = edge.mock;
        let endpoint = Arc::new(http::endpoint(ctx.clone(), edge).boxed());
        Some(Self { ctx, clock, outbox, pushes, identities, payouts, mock, endpoint, home, url })
    }

    /// What another process on the same database works with: its own connections, and nothing that this one remembers.
    pub async fn another_process(&self) -> Ctx {
        let options = StoreOptions { synchronous: Synchronous::Off, ..StoreOptions::default() };
        let store = Store::open(&self.url, &options).await.expect("the test database opens again");
        Ctx { store, believed: Arc::default(), projects: Arc::default(), ..self.ctx.clone() }
    }

    /// The folder of the files.
    pub fn files(&self) -> PathBuf {
        self.home.files()
    }

    /// The same world behind a service that is put together otherwise.
    pub fn recompose(&mut self, change: impl FnOnce(&mut Ctx)) {
        change(&mut self.ctx);
        self.behind(EdgeSettings { check_answers: true, ..EdgeSettings::default() });
    }

    /// The same world behind another edge.
    pub fn behind(&mut self, edge: EdgeSettings) {
        self.mock = edge.mock;
        self.endpoint = Arc::new(http::endpoint(self.ctx.clone(), edge).boxed());
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

    /// Gives somebody coins.
    pub async fn credit(&self, user: UserId, coins: i64) {
        let wish = Move {
            tenant: TENANT,
            reference: format!("test:{}", self.ctx.new_id()),
            from: Account::Grants.into(),
            to: Account::Wallet(user).into(),
            hundredths: coins * 100,
        };
        let mut tx = self.ctx.store.write().await.unwrap();
        ledger::move_coins(&self.ctx, &mut tx, &wish, self.clock.now_ms()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What somebody's wallet holds, in coins.
    pub async fn holds(&self, user: UserId) -> f64 {
        let mut tx = self.ctx.store.read().await.unwrap();
        coins_json(tx.find_user(TENANT, user).await.unwrap().unwrap().coins_hundredths)
    }

    /// Sees that the books balance, and answers what was found.
    pub async fn audit(&self) -> Audit {
        let audit = audit(&self.ctx, TENANT).await.unwrap();
        assert_eq!(audit.faults, Vec::<String>::new());
        let house: i64 = audit.house_holds_hundredths.values().sum();
        assert_eq!(audit.wallets_hold_hundredths + house, 0, "all accounts together hold nothing");
        audit
    }

    /// Somebody new, signed in.
    pub async fn person(&self, name: &str, user_type: UserType) -> Client<'_> {
        let id = UserId(self.ctx.new_id());
        let now_ms = self.clock.now_ms();
        let mut tx = self.ctx.store.write().await.unwrap();
        let mut user = User::new(id, TENANT, now_ms);
        user.name = Some(name.to_owned());
        user.email = Some(format!("{}@example.com", name.to_lowercase().replace(' ', ".")));
        user.user_type = Some(user_type);
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
