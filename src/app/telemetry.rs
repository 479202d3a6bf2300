//! What is told to operators: log lines on standard error, and figures for Prometheus.

use super::{
    Fault,
    config::{Log, LogFormat},
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::{
    io::{self, IsTerminal},
    sync::OnceLock,
};
use tracing_subscriber::{EnvFilter, filter::LevelFilter, fmt};

/// Libraries that show tokens and addresses of people below this level, or are only chatty, whatever the filter says.
const HELD_BACK: [&str; 6] =
    ["hyper=info", "hyper_util=info", "reqwest=info", "h2=info", "sqlx::postgres::notice=warn", "async_nats=warn"];

/// Bounds of the histograms of times, in seconds: from what a lookup takes to what nobody waits for.
const SECONDS_BUCKETS: [f64; 14] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Begins to log. In a process that logs already, nothing changes.
///
/// # Errors
/// The filter is malformed; the configuration's checks see to that.
pub fn log(settings: &Log) -> Result<(), Fault> {
    let filter = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into());
    let mut filter =
        filter.parse(&settings.filter).map_err(|error| Fault::new("log.filter is malformed").because(error))?;
    for rule in HELD_BACK {
        if let Ok(directive) = rule.parse() {
            filter = filter.add_directive(directive);
        }
    }
    // A line that cannot be written is lost. To say so on the same standard error would be a panic in the middle of a request.
    let lines = fmt().with_env_filter(filter).with_writer(io::stderr).log_internal_errors(false);
    let lines = lines.with_ansi(io::stderr().is_terminal());
    // An error says that somebody logs already: tests start many servers in a process.
    let _begun = match settings.format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).try_init(),
    };
    Ok(())
}

/// Begins to count, once a process, and gives what shows the figures.
///
/// # Errors
/// Somebody else counts in this process.
pub fn figures() -> Result<&'static PrometheusHandle, Fault> {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle);
    }
    let builder =
        PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS_BUCKETS);
    let handle = builder.and_then(PrometheusBuilder::install_recorder);
    let handle = handle.map_err(|error| Fault::new("cannot count").because(error))?;
    metrics::describe_counter!("http_requests_total", "Requests answered, by face, operation and status.");
    metrics::describe_histogram!(
        "http_request_seconds",
        metrics::Unit::Seconds,
        "From the first byte read to the answer, by face and operation."
    );
    metrics::describe_gauge!("http_connections", "Open connections of callers.");
    metrics::describe_gauge!("wss_connections", "Open WebSockets.");
    metrics::describe_counter!(
        "wss_actions_total",
        "What clients asked for over the WebSocket, by action and outcome."
    );
    metrics::describe_counter!("wss_events_told_total", "Events told to people who have a WebSocket here.");
    metrics::describe_histogram!(
        "wss_event_lag_seconds",
        metrics::Unit::Seconds,
        "From an event's time to its being told, by the clocks of two processes."
    );
    metrics::describe_counter!("wss_heard_gaps_total", "Times that word of new events may have been missed.");
    metrics::describe_counter!("wss_events_late_total", "People whose news only the look every ten seconds found.");
    metrics::describe_gauge!("bus_connected", "1 while NATS is reached.");
    metrics::describe_counter!("bus_words_total", "Words on new events through NATS, by direction.");
    metrics::describe_counter!("wss_closings_total", "WebSockets that the server closed, by code.");
    metrics::describe_counter!("talkamie_jobs_total", "Attempts at jobs, by job and outcome: done, failed, dead.");
    metrics::describe_gauge!("talkamie_jobs", "Jobs in the queue by state: due, later, dead; 10,000 stands for more.");
    metrics::describe_gauge!(
        "talkamie_jobs_oldest_due_seconds",
        metrics::Unit::Seconds,
        "How long the oldest job that is due has been so."
    );
    metrics::describe_gauge!("talkamie_build_info", "1, with the program's version.");
    metrics::gauge!("talkamie_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
    Ok(HANDLE.get_or_init(|| handle))
}
