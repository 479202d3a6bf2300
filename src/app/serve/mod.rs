//! `talkamie serve`: from a configuration to a running server, and back.
//!
//! Order at start: database, migrations, default tenant, demo, listeners, workers, line for the newcomer. Order at the end: not
//! ready, no new connections, running requests and jobs finish (bounded), the database commits its last group and closes.

mod leftover;
pub mod listener;
mod patient;
mod probes;
mod workers;

use super::{
    Fault, compose,
    config::{Config, PaymentProvider, Stage},
    demo, telemetry,
};
use crate::{
    http::{self, EdgeSettings},
    operations::{self, Ctx, bus::Relay, stop::told},
    wss::{self, Wss},
};
use poem::Endpoint;
use probes::{Front, Probes, Reach};
use serde::Serialize;
use std::{
    fmt,
    future::Future,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::MissedTickBehavior};

/// How often figures are condensed, so that histograms do not grow while nobody reads them.
const FIGURES_UPKEEP_SECONDS: u64 = 5;

/// What is said once a server listens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Listening {
    /// Where requests go.
    pub url: String,
    /// Where a newcomer reads on.
    pub docs: String,
    /// Where Prometheus reads, when that is an address of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<String>,
}

impl Listening {
    fn at(listener: &TcpListener, own: Option<&TcpListener>) -> Result<Self, Fault> {
        let url = url(listener)?;
        let metrics = own.map(|own| self::url(own).map(|url| format!("{url}/metrics"))).transpose()?;
        Ok(Self { docs: format!("{url}/docs/"), url, metrics })
    }
}

impl fmt::Display for Listening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Talkamie listens on {} - docs: {} - stop with Ctrl-C", self.url, self.docs)
    }
}

/// Serves until `stop`. `say` is called once, when requests are taken.
///
/// # Errors
/// What keeps the server from starting; a running one answers problems to its callers instead.
pub async fn serve(config: &Config, stop: impl Future<Output = ()>, say: impl FnOnce(&Listening)) -> Result<(), Fault> {
    open_files();
    let figures = telemetry::figures()?;
    compose::folders(config)?;
    let mut ctx = compose::ready(config).await?;
    let relay = Relay::start(&ctx);
    if config.demo {
        demo::fill(&ctx, &demo::NoProgress).await?;
    }
    let store = ctx.store.clone();
    let (stopping, stopped) = watch::channel(false);
    let probes = Arc::new(Probes::new(store.clone(), figures, stopped.clone()));

    let listener = bind(config.listen).await?;
    let own = match config.metrics_listen {
        Some(address) => Some(bind(address).await?),
        None => None,
    };
    let listening = Listening::at(&listener, own.as_ref())?;
    // Only now is the port known, when any free one was asked for.
    ctx.payments = compose::payments(config, &listening.url)?;
    if config.payments.provider == PaymentProvider::Sandbox && config.stage == Stage::Prod {
        tracing::warn!("Coins are bought in the sandbox: whoever asks gets them, and nobody pays (payments.provider)");
    }
    ctx.files = compose::files(config, &listening.url)?;
    let reach = if own.is_some() { Reach::Nobody } else { Reach::ThisMachine };
    let swept = ctx.clone();
    let sockets = Wss::start(ctx.clone(), stopped.clone());
    let mut settings = compose::edge(config);
    if config.stage == Stage::Dev && demo::are_there(&ctx.store, config.default_tenant).await? {
        settings.visitors = demo::VISITORS.to_vec();
        demo::open_replyke(&ctx);
        settings.project = Some(config.default_tenant.to_string());
    }
    let faces = http::endpoint(ctx, settings);
    let faces = wss::Mounted::new(Arc::clone(&sockets), config.wss.aliases.clone(), faces);
    let front = Front::new(faces, Arc::clone(&probes), reach);
    let grace = Duration::from_secs(config.shutdown_seconds);
    let mut tasks = vec![serving(listener, front, &stopped, grace), upkeep(Arc::clone(&probes), stopped.clone())];
    tasks.push(sweeping(swept.clone(), stopped.clone()));
    tasks.push(tending(swept.clone(), stopped.clone()));
    tasks.extend(workers::start(&swept, &stopped, grace));
    if let Some(own) = own {
        tasks.push(serving(own, Front::new(probes::nothing_else(), probes, Reach::Everybody), &stopped, grace));
    }
    tracing::info!(url = listening.url, database = %config.database, "Listening");
    say(&listening);

    stop.await;
    tracing::info!(grace_seconds = config.shutdown_seconds, "Stopping: finishing what runs");
    ended(tasks, &stopping).await;
    sockets.ended(grace).await;
    if let Some(relay) = relay {
        relay.finish().await;
    }
    store.close().await;
    tracing::info!("Stopped");
    Ok(())
}

/// Serves examples until `stop`: no database, no jobs, nothing outside.
///
/// # Errors
/// As [`serve`].
pub async fn mock(config: &Config, stop: impl Future<Output = ()>, say: impl FnOnce(&Listening)) -> Result<(), Fault> {
    let figures = telemetry::figures()?;
    let ctx = compose::nowhere(config)?;
    let (stopping, stopped) = watch::channel(false);
    let probes = Arc::new(Probes::new(ctx.store.clone(), figures, stopped.clone()));
    let listener = bind(config.listen).await?;
    let listening = Listening::at(&listener, None)?;
    let visitors = demo::VISITORS.to_vec();
    let settings = EdgeSettings { mock: true, visitors, rate_limits: false, ..compose::edge(config) };
    let front = Front::new(http::endpoint(ctx, settings), Arc::clone(&probes), Reach::ThisMachine);
    let grace = Duration::from_secs(config.shutdown_seconds);
    let tasks = vec![serving(listener, front, &stopped, grace), upkeep(probes, stopped.clone())];
    tracing::info!(url = listening.url, "Listening: every answer is an example");
    say(&listening);
    stop.await;
    ended(tasks, &stopping).await;
    Ok(())
}

/// Tells the tasks to stop, and waits for them.
async fn ended(tasks: Vec<JoinHandle<()>>, stopping: &watch::Sender<bool>) {
    stopping.send_replace(true);
    for task in tasks {
        if let Err(error) = task.await {
            tracing::error!(%error, "A task of the server broke");
        }
    }
}

/// Resolves when the operating system asks the program to end.
///
/// # Errors
/// The system does not let us hear its signals.
pub fn signals() -> Result<impl Future<Output = ()>, Fault> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let listen = |kind| signal(kind).map_err(Fault::io("cannot listen for signals"));
        let (mut interrupt, mut terminate) = (listen(SignalKind::interrupt())?, listen(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// Lets this process have as many open files as it is allowed: every connection is one, and what a shell starts a program with
/// is often 1,024.
fn open_files() {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(files) => tracing::debug!(files, "As many files may be open"),
        Err(error) => tracing::warn!(%error, "The limit of open files stays as it is"),
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, Fault> {
    TcpListener::bind(address).await.map_err(Fault::io(format!("cannot listen on {address}")))
}

fn serving<E>(listener: TcpListener, front: Front<E>, stop: &watch::Receiver<bool>, grace: Duration) -> JoinHandle<()>
where
    E: Endpoint<Output = poem::Response> + 'static,
{
    tokio::spawn(listener::serve(listener, Arc::new(front), stop.clone(), grace))
}

fn upkeep(probes: Arc<Probes>, mut stop: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut beat = tokio::time::interval(Duration::from_secs(FIGURES_UPKEEP_SECONDS));
        loop {
            tokio::select! {
                _ = beat.tick() => probes.condense(),
                () = told(&mut stop) => return,
            }
        }
    })
}

/// How often what has expired is swept away, in seconds: an hour.
const SWEEP_SECONDS: u64 = 3600;

fn sweeping(ctx: Ctx, mut stop: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut beat = tokio::time::interval(Duration::from_secs(SWEEP_SECONDS));
        loop {
            tokio::select! {
                _ = beat.tick() => {
                    if let Err(failure) = operations::upkeep::sweep(&ctx).await {
                        tracing::warn!(code = failure.code.slug(), "What has expired was not swept away; the next sweep does it");
                    }
                }
                () = told(&mut stop) => return,
            }
        }
    })
}

/// How often calls are looked at: a minute is charged, and a call ended, at most this much late.
const TEND: Duration = Duration::from_secs(1);

fn tending(ctx: Ctx, mut stop: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut beat = tokio::time::interval(TEND);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = beat.tick() => {
                    let tended = operations::calls::tending::tend_all(&ctx, ctx.settings.default_tenant);
                    if let Err(failure) = tended.await {
                        tracing::warn!(code = failure.code.slug(), "Calls could not be tended; the next look does it");
                    }
                }
                () = told(&mut stop) => return,
            }
        }
    })
}

/// An address that can be opened from this machine: "any address" is none.
fn url(listener: &TcpListener) -> Result<String, Fault> {
    let mut address = listener.local_addr().map_err(Fault::io("the listener has no address"))?;
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    Ok(format!("http://{address}"))
}

#[cfg(test)]
mod tests;
