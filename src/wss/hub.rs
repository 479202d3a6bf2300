//! Who is here, and what they are told.
//!
//! A person with connections to this process has one place here. When something new is heard about them, their events are read from
//! where they were told last, put into words once, and given to each of their connections. So every connection hears everything
//! once, in the order of the commits, whichever process wrote it; what a connection missed while it was away, its client reads anew.

use super::{
    closing::Closing,
    frames::{Dialect, Said},
    line::Line,
    presence::Presence,
};
use crate::{
    contract::v1::ErrorCode,
    domain::ids::{SessionId, SupportMessageId, TenantId, TicketId, UserId},
    operations::{
        Caller, Ctx, Failure,
        bus::{self, Heard},
        chats,
        events::{self, Ended, Event, Origin, Written},
        news::{self, News},
        stop::told,
        support,
    },
};
use metrics::{Counter, Histogram, counter, histogram};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicI64, AtomicU8, Ordering::SeqCst},
    },
    time::Duration,
};
use tokio::sync::{Semaphore, mpsc, watch};
use uuid::Uuid;

/// People who are told at a time.
const TOLD_AT_ONCE: usize = 8;
/// Events that are read at a time.
const EVENTS_READ: i64 = 100;
/// How often it is made sure that nothing was missed.
const CHECK: Duration = Duration::from_secs(10);
/// Rest after the database could not be asked.
const REST: Duration = Duration::from_millis(500);
/// People whose last numbers are asked for at a time.
const CHECKED_AT_ONCE: usize = 1_000;

/// Everybody who is connected to this process.
pub struct Hub {
    ctx: Ctx,
    presence: Presence,
    people: Mutex<HashMap<UserId, Arc<Person>>>,
    /// Who has news, each at most once.
    news: mpsc::UnboundedSender<Arc<Person>>,
    figures: Figures,
}

/// What operators see.
struct Figures {
    told: Counter,
    lag: Histogram,
    gaps: Counter,
    late: Counter,
}

/// Somebody with connections to this process.
struct Person {
    tenant: TenantId,
    user: UserId,
    /// The number of the event they were told last.
    told: AtomicI64,
    state: AtomicU8,
    /// Whether they were told a message, or asked for one, that is not noted as delivered yet.
    arrived: AtomicBool,
    /// What the support team wrote and they were told, and is not noted as delivered yet.
    replies: Mutex<Vec<(TicketId, SupportMessageId)>>,
    members: Mutex<Vec<Arc<Member>>>,
}

/// Nothing to tell.
const AT_REST: u8 = 0;
/// Being told, or about to be.
const BEING_TOLD: u8 = 1;
/// Being told, and something came meanwhile.
const AND_AGAIN: u8 = 2;

/// One connection, as the hub sees it.
pub(super) struct Member {
    pub id: Uuid,
    pub session: SessionId,
    pub line: Arc<Line>,
}

impl Hub {
    /// An empty hub that listens until `stop`.
    pub(super) fn start(ctx: Ctx, stop: watch::Receiver<bool>) -> Arc<Self> {
        let (news, awake) = mpsc::unbounded_channel();
        let presence = Presence::start(ctx.clone(), stop.clone());
        let figures = Figures {
            told: counter!("wss_events_told_total"),
            lag: histogram!("wss_event_lag_seconds"),
            gaps: counter!("wss_heard_gaps_total"),
            late: counter!("wss_events_late_total"),
        };
        let hub = Arc::new(Self { ctx, presence, people: Mutex::default(), news, figures });
        tokio::spawn(Arc::clone(&hub).listen(stop));
        tokio::spawn(Arc::clone(&hub).tell_all(awake));
        hub
    }

    /// Adds a connection. What is committed from now on it is told, and every process knows that its person is here.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn join(&self, caller: Caller, member: Arc<Member>) -> Result<(), Failure> {
        let last = events::last(&self.ctx, &[caller.user]).await?.get(&caller.user).copied().unwrap_or_default();
        let (person, noted) = {
            let mut people = self.lock();
            let mut noted = None;
            let person = people.entry(caller.user).or_insert_with(|| {
                noted = Some(self.presence.came(caller.tenant, caller.user));
                Arc::new(Person {
                    tenant: caller.tenant,
                    user: caller.user,
                    told: AtomicI64::new(last),
                    state: AtomicU8::new(AT_REST),
                    arrived: AtomicBool::new(false),
                    replies: Mutex::default(),
                    members: Mutex::default(),
                })
            });
            person.lock().push(member);
            (Arc::clone(person), noted)
        };
        // Something may have come between the look and the joining.
        self.wake(&person);
        if let Some(noted) = noted {
            noted.await;
        }
        Ok(())
    }

    /// Takes a connection away.
    pub(super) fn leave(&self, user: UserId, id: Uuid) {
        let mut people = self.lock();
        if let Some(person) = people.get(&user) {
            let mut members = person.lock();
            members.retain(|member| member.id != id);
            let alone = members.is_empty();
            drop(members);
            if alone {
                people.remove(&user);
                self.presence.left(user);
            }
        }
    }

    async fn listen(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        loop {
            let mut hearing = match bus::hear(&self.ctx).await {
                Ok(hearing) => hearing,
                Err(failure) => {
                    tracing::warn!(code = failure.code.slug(), "New events cannot be heard; trying again");
                    tokio::select! {
                        () = tokio::time::sleep(REST) => continue,
                        () = told(&mut stop) => return,
                    }
                }
            };
            self.wake_all();
            let mut check = tokio::time::interval(CHECK);
            loop {
                tokio::select! {
                    heard = hearing.next() => match heard {
                        Some(Heard::Of(user)) => {
                            let person = self.lock().get(&user).cloned();
                            if let Some(person) = person {
                                self.wake(&person);
                            }
                        }
                        Some(Heard::Gap) => {
                            self.figures.gaps.increment(1);
                            if self.check().await.is_err() {
                                self.wake_all();
                            }
                        }
                        None => break,
                    },
                    _ = check.tick() => {
                        // What it could not look for, the next one finds.
                        if let Ok(late) = self.check().await {
                            self.figures.late.increment(late);
                        }
                    }
                    () = told(&mut stop) => return,
                }
            }
        }
    }

    /// Wakes those who have events that they were not told, and answers how many they are: word of those was lost, or comes a
    /// moment later. One statement for a thousand people.
    async fn check(&self) -> Result<u64, Failure> {
        let mut found = 0;
        let people: Vec<Arc<Person>> = self.lock().values().cloned().collect();
        for people in people.chunks(CHECKED_AT_ONCE) {
            let users: Vec<UserId> = people.iter().map(|person| person.user).collect();
            let last = events::last(&self.ctx, &users).await.inspect_err(|failure| {
                tracing::warn!(code = failure.code.slug(), "Missed events could not be looked for");
            })?;
            let late = |person: &&Arc<Person>| last.get(&person.user) > Some(&person.told.load(SeqCst));
            for person in people.iter().filter(late) {
                // Who is being told already is not late.
                found += u64::from(person.state.load(SeqCst) == AT_REST);
                self.wake(person);
            }
        }
        Ok(found)
    }

    fn wake_all(&self) {
        let people: Vec<Arc<Person>> = self.lock().values().cloned().collect();
        people.iter().for_each(|person| self.wake(person));
    }

    fn wake(&self, person: &Arc<Person>) {
        let next = person
            .state
            .fetch_update(SeqCst, SeqCst, |state| Some(if state == AT_REST { BEING_TOLD } else { AND_AGAIN }));
        if next == Ok(AT_REST) {
            // The other end lives as long as the hub.
            let _sent = self.news.send(Arc::clone(person));
        }
    }

    async fn tell_all(self: Arc<Self>, mut awake: mpsc::UnboundedReceiver<Arc<Person>>) {
        let places = Arc::new(Semaphore::new(TOLD_AT_ONCE));
        while let Some(person) = awake.recv().await {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
            let (hub, places) = (Arc::clone(&self), Arc::clone(&places));
            tokio::spawn(async move {
                let mut place = Some(place);
                while let Err(failure) = hub.tell(&person).await {
                    tracing::warn!(code = failure.code.slug(), "Somebody's news could not be read; trying again");
                    // Others are told meanwhile.
                    drop(place.take());
                    tokio::time::sleep(REST).await;
                    place = Arc::clone(&places).acquire_owned().await.ok();
                }
            });
        }
    }

    /// Tells one person everything that is new. Nobody else tells the same person meanwhile.
    async fn tell(&self, person: &Person) -> Result<(), Failure> {
        loop {
            if !person.lock().is_empty() {
                self.tell_news(person).await?;
                self.note_arrived(person).await?;
            }
            if person.state.compare_exchange(BEING_TOLD, AT_REST, SeqCst, SeqCst).is_ok() {
                return Ok(());
            }
            person.state.store(BEING_TOLD, SeqCst);
        }
    }

    async fn tell_news(&self, person: &Person) -> Result<(), Failure> {
        loop {
            let told = person.told.load(SeqCst);
            let written = events::after(&self.ctx, person.tenant, person.user, told, EVENTS_READ).await?;
            let Some(last) = written.last().map(|written| written.seq) else { return Ok(()) };
            // Their profile is shown as it is now: once is enough.
            let profile = written.iter().rposition(|written| matches!(written.event, Some(Event::User)));
            for (at, Written { seq, event, raised_at_ms }) in written.into_iter().enumerate() {
                match event {
                    Some(Event::User) if Some(at) != profile => {}
                    Some(event) => match self.tell_event(person, &event).await {
                        Ok(()) => {
                            self.figures.told.increment(1);
                            self.figures.lag.record(seconds(self.ctx.clock.now_ms() - raised_at_ms));
                        }
                        // To try again helps when the database did not answer, and only then.
                        Err(failure) if failure.code != ErrorCode::StoreUnavailable => {
                            tracing::error!(user.id = %person.user, seq, cause = ?failure.cause, "An event is not told");
                        }
                        Err(failure) => return Err(failure),
                    },
                    // An event of a newer release.
                    None => {}
                }
                person.told.store(seq, SeqCst);
            }
            tracing::trace!(user.id = %person.user, last, "Told somebody their news");
        }
    }

    /// Notes that messages arrived, if any did: also those of an earlier try, after which the database did not answer.
    async fn note_arrived(&self, person: &Person) -> Result<(), Failure> {
        if person.arrived.load(SeqCst) {
            chats::messages::deliver_waiting(&self.ctx, person.tenant, person.user).await?;
            person.arrived.store(false, SeqCst);
        }
        let replies = person.replies().clone();
        if !replies.is_empty() {
            support::delivered(&self.ctx, person.tenant, &replies).await?;
            person.replies().clear();
        }
        Ok(())
    }

    async fn tell_event(&self, person: &Person, event: &Event) -> Result<(), Failure> {
        if let Event::SessionsEnded { ended } = event {
            person.end(ended);
            return Ok(());
        }
        let origin = event.origin();
        let others = |member: &&Arc<Member>| Some(Origin(member.id)) != origin;
        if person.lock().iter().filter(others).count() == 0 {
            return Ok(());
        }
        let Some(News { action, data }) = news::of(&self.ctx, person.tenant, person.user, event).await? else {
            return Ok(());
        };
        let asks = data.tells_of_a_message_request();
        let said = Said::push(action, data);
        let (mut dotted, mut hyphenated) = (None, None);
        for member in person.lock().iter().filter(others) {
            let dialect = member.line.dialect();
            let words = if dialect == Dialect::Dotted { &mut dotted } else { &mut hyphenated };
            let frame = match words {
                Some(frame) => frame,
                None => words.insert(said.text(dialect)?),
            };
            member.line.say(frame.clone());
        }
        if asks || matches!(event, Event::Message { .. }) {
            person.arrived.store(true, SeqCst);
        }
        if let Event::SupportMessage { ticket, message } = event {
            person.replies().push((*ticket, *message));
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserId, Arc<Person>>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Person {
    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Member>>> {
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn replies(&self) -> MutexGuard<'_, Vec<(TicketId, SupportMessageId)>> {
        self.replies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, ended: &Ended) {
        let meant = |session: SessionId| match ended {
            Ended::All => true,
            Ended::One { session: one } => session == *one,
            Ended::Others { than } => session != *than,
        };
        for member in self.lock().iter().filter(|member| meant(member.session)) {
            member.line.close(Closing::SessionEnded);
        }
    }
}

/// Clocks of two processes may differ by more than a word takes.
fn seconds(ms: i64) -> f64 {
    Duration::from_millis(u64::try_from(ms).unwrap_or_default()).as_secs_f64()
}
