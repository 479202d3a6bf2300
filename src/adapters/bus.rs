//! Word of new events through NATS: a process says whose events it has committed, and all who listen on the subject hear it.
//!
//! Core NATS, at most once: a word that is lost is found by looking (`operations::bus`). What a process says is text: its own
//! name, then people's ids, or `*` for anybody, with spaces between.
//!
//! A process that was cut off says `*` once it is back. The others look, since its words may have been lost; and when it hears
//! itself, its subscription stands again, and it looks too.

use crate::{
    domain::ids::UserId,
    operations::{
        bus::Heard,
        ports::{Answering, Bus, Chance, Hears, PortError, Whose},
    },
};
use async_nats::{Client, ConnectOptions, Event, ServerAddr, Subscriber};
use futures_util::StreamExt;
use std::{
    collections::{BTreeSet, VecDeque},
    path::PathBuf,
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Interval, MissedTickBehavior, interval},
};
use uuid::Builder;

/// How often others look while NATS cannot be reached.
const LOOK: Duration = Duration::from_secs(1);
/// Longest wait for NATS to be connected to.
const CONNECT_MAX: Duration = Duration::from_secs(5);
/// How often the connection is tried: twice without an answer, and it is made anew.
const PING: Duration = Duration::from_secs(5);
/// Pause before NATS is tried again: so much more each time.
const PAUSE: Duration = Duration::from_millis(100);
/// Longest of those pauses.
const PAUSE_MAX: Duration = Duration::from_secs(2);
/// Words that wait here to be taken. More, and some are lost, which is noticed.
const WORDS_WAITING_MAX: usize = 4_096;
/// Anybody's events may be new.
const ANYBODY: &str = "*";

/// How NATS is reached.
pub struct NatsSettings {
    /// `nats://HOST:PORT` or `tls://HOST:PORT`, each a server of one cluster.
    pub servers: Vec<String>,
    pub subject: String,
    pub token: Option<String>,
    /// A credentials file's text: a JWT and its key.
    pub credentials: Option<String>,
    /// Certificates to trust instead of the system's.
    pub root_certificates: Option<PathBuf>,
}

/// A bus on a NATS server or cluster.
pub struct Nats {
    client: Client,
    subject: String,
    /// Names this process in what it says.
    name: String,
    link: watch::Receiver<Link>,
}

/// How the connection does.
#[derive(Debug, Clone, Copy, Default)]
struct Link {
    up: bool,
    /// How often it came up.
    ups: u64,
    /// How often words were lost because they were not taken.
    slow: u64,
}

impl Nats {
    /// Begins to connect, and goes on to for ever.
    ///
    /// # Errors
    /// The settings cannot be used.
    pub async fn open(settings: &NatsSettings, chance: &dyn Chance) -> Result<Self, PortError> {
        let mut bytes = [0; 16];
        chance.fill(&mut bytes);
        let name = Builder::from_random_bytes(bytes).into_uuid().simple().to_string();
        let (state, link) = watch::channel(Link::default());
        let options = options(settings)?
            .retry_on_initial_connect()
            .subscription_capacity(WORDS_WAITING_MAX)
            .event_callback(move |event| {
                note(&state, &event);
                std::future::ready(())
            });
        let client = options.connect(servers(settings)?).await.map_err(failed("NATS cannot be used"))?;
        let nats = Self { client, subject: settings.subject.clone(), name, link };
        tokio::spawn(nats.word(ANYBODY).greet(nats.client.clone(), nats.link.clone()));
        Ok(nats)
    }

    /// Whether NATS can be reached as the settings say.
    ///
    /// # Errors
    /// It cannot.
    pub async fn probe(settings: &NatsSettings) -> Result<(), PortError> {
        let client = options(settings)?.connect(servers(settings)?).await;
        let client = client.map_err(failed("NATS cannot be reached"))?;
        client.flush().await.map_err(failed("NATS takes nothing"))
    }

    fn word(&self, said: &str) -> Word {
        Word { subject: self.subject.clone(), text: format!("{} {said}", self.name) }
    }
}

fn options(settings: &NatsSettings) -> Result<ConnectOptions, PortError> {
    let mut options = ConnectOptions::new()
        .name("talkamie")
        .connection_timeout(CONNECT_MAX)
        .ping_interval(PING)
        .max_reconnects(None)
        .reconnect_delay_callback(|tries| PAUSE_MAX.min(PAUSE * u32::try_from(tries).unwrap_or(u32::MAX)));
    if let Some(token) = &settings.token {
        options = options.token(token.clone());
    }
    if let Some(credentials) = &settings.credentials {
        options = options.credentials(credentials).map_err(failed("the credentials of NATS cannot be read"))?;
    }
    if let Some(file) = &settings.root_certificates {
        options = options.add_root_certificates(file.clone());
    }
    Ok(options)
}

fn servers(settings: &NatsSettings) -> Result<Vec<ServerAddr>, PortError> {
    let servers: Result<_, _> = settings.servers.iter().map(|server| server.parse()).collect();
    servers.map_err(failed("not an address of NATS"))
}

fn failed<E: std::error::Error + Send + Sync + 'static>(what: &'static str) -> impl FnOnce(E) -> PortError {
    move |error| PortError { what, cause: Some(Box::new(error)) }
}

/// Keeps account of the connection.
fn note(state: &watch::Sender<Link>, event: &Event) {
    match event {
        Event::Connected => {
            tracing::info!("NATS is reached");
            state.send_modify(|link| {
                link.up = true;
                link.ups += 1;
            });
        }
        Event::Disconnected | Event::Closed => {
            tracing::warn!("NATS is lost; other processes look for new events every second meanwhile");
            state.send_modify(|link| link.up = false);
        }
        Event::SlowConsumer(_) => state.send_modify(|link| link.slow += 1),
        Event::ServerError(_) | Event::ClientError(_) => tracing::warn!(what = %event, "NATS"),
        Event::LameDuckMode | Event::Draining => {}
    }
    metrics::gauge!("bus_connected").set(u8::from(state.borrow().up));
}

/// Something to say, and where.
struct Word {
    subject: String,
    text: String,
}

impl Word {
    /// Has it said as soon as NATS is reached.
    async fn queue(self, client: &Client) -> Result<(), PortError> {
        client.publish(self.subject, self.text.into()).await.map_err(failed("NATS took no word"))
    }

    async fn say(self, client: &Client) -> Result<(), PortError> {
        self.queue(client).await?;
        // Returns when it has left. What is to be said meanwhile gathers.
        client.flush().await.map_err(failed("NATS took no word"))?;
        metrics::counter!("bus_words_total", "direction" => "told").increment(1);
        Ok(())
    }

    /// Says it whenever the connection has come up.
    async fn greet(self, client: Client, mut link: watch::Receiver<Link>) {
        let mut greeted = 0;
        while let Ok(now) = link.wait_for(|link| link.ups > greeted).await.map(|link| link.ups) {
            greeted = now;
            let again = Self { subject: self.subject.clone(), text: self.text.clone() };
            if let Err(error) = again.say(&client).await {
                tracing::warn!(%error, "The other processes could not be told to look");
            }
        }
    }
}

impl Bus for Nats {
    fn tell(&self, whose: Whose) -> Answering<'_, Result<(), PortError>> {
        let word = match whose {
            Whose::Anybody => self.word(ANYBODY),
            Whose::These(people) => {
                let people: Vec<String> = people.iter().map(UserId::to_string).collect();
                self.word(&people.join(" "))
            }
        };
        Box::pin(async move { word.say(&self.client).await })
    }

    fn hear(&self) -> Answering<'_, Result<Box<dyn Hears>, PortError>> {
        Box::pin(async {
            let subscriber = self.client.subscribe(self.subject.clone()).await;
            let mut look = interval(LOOK);
            look.set_missed_tick_behavior(MissedTickBehavior::Delay);
            let link = self.link.clone();
            let slow = link.borrow().slow;
            let ear = Ear {
                subscriber: subscriber.map_err(failed("NATS cannot be listened to"))?,
                name: self.name.clone(),
                heard: VecDeque::new(),
                link,
                slow,
                look,
            };
            // Once it hears itself, it hears the others.
            self.word(ANYBODY).queue(&self.client).await?;
            Ok(Box::new(ear) as Box<dyn Hears>)
        })
    }
}

/// Listens on the subject.
struct Ear {
    subscriber: Subscriber,
    /// This process's name.
    name: String,
    /// Heard, and not answered yet.
    heard: VecDeque<Heard>,
    link: watch::Receiver<Link>,
    /// Losses that were answered.
    slow: u64,
    look: Interval,
}

impl Ear {
    async fn listen(&mut self) -> Option<Heard> {
        loop {
            if let Some(heard) = self.heard.pop_front() {
                return Some(heard);
            }
            let up = self.link.borrow_and_update().up;
            tokio::select! {
                message = self.subscriber.next() => {
                    metrics::counter!("bus_words_total", "direction" => "heard").increment(1);
                    self.heard.extend(understood(&self.name, &message?.payload));
                }
                changed = self.link.changed() => {
                    changed.ok()?;
                    let slow = self.link.borrow().slow;
                    if std::mem::replace(&mut self.slow, slow) != slow {
                        return Some(Heard::Gap);
                    }
                }
                _ = self.look.tick(), if !up => return Some(Heard::Gap),
            }
        }
    }
}

impl Hears for Ear {
    fn next(&mut self) -> Answering<'_, Option<Heard>> {
        Box::pin(self.listen())
    }
}

/// What a word means to the process of this name: its own are news only when they are `*`. What cannot be read may have been
/// anything.
fn understood(name: &str, payload: &[u8]) -> Vec<Heard> {
    let said = std::str::from_utf8(payload).ok().and_then(|text| text.split_once(' '));
    let people: Option<BTreeSet<UserId>> =
        said.and_then(|(_, people)| people.split(' ').map(|id| id.parse().ok()).collect());
    match (said, people) {
        (Some((by, _)), Some(_)) if by == name => Vec::new(),
        (_, Some(people)) => people.into_iter().map(Heard::Of).collect(),
        (_, None) => vec![Heard::Gap],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_understood() {
        let ann = "0199c2f0-1a25-7123-82dd-5f3acf9fe111";
        let ben = "0199c2f0-1a25-7123-82dd-5f3acf9fe222";
        let of = |id: &str| Heard::Of(id.parse().expect("an id"));
        let me = |text: &str| understood("me", text.as_bytes());
        assert_eq!(me(&format!("you {ann} {ben}")), [of(ann), of(ben)]);
        assert_eq!(me(&format!("me {ann}")), [], "this process has heard of its own");
        for gap in ["you *", "me *", "", "you", "you ", "you 7", &format!("you {ann}  {ben}")] {
            assert_eq!(me(gap), [Heard::Gap], "{gap}");
        }
        assert_eq!(understood("me", b"you \xff"), [Heard::Gap]);
    }
}
