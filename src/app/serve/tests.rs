//! A whole server, over TCP.

use super::{super::tests::Home, *};
use poem::{Response, endpoint::make};
use std::sync::Mutex;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};

/// Status and body of the answer to a request without a body.
async fn get(address: &str, path: &str) -> (u16, String) {
    let mut socket = TcpStream::connect(address).await.expect("connected");
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.expect("sent");
    answer(&mut socket).await
}

async fn answer(socket: &mut TcpStream) -> (u16, String) {
    let mut text = String::new();
    socket.read_to_string(&mut text).await.expect("an answer");
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
}

#[tokio::test]
async fn a_server_starts_says_where_it_is_answers_and_stops() {
    let mut home = Home::new();
    home.config.metrics_listen = Some("127.0.0.1:0".parse().expect("an address"));
    let config = home.config.clone();
    let (stop, stopped) = oneshot::channel::<()>();
    let (say, said) = oneshot::channel();
    let server = tokio::spawn(async move {
        let stop = async { drop(stopped.await) };
        serve(&config, stop, |listening| drop(say.send(listening.clone()))).await
    });
    let listening = said.await.expect("it listens");
    let address = listening.url.trim_start_matches("http://").to_owned();
    let own = listening.metrics.as_deref().expect("a second listener");
    let own = own.trim_start_matches("http://").trim_end_matches("/metrics").to_owned();
    assert_eq!(listening.docs, format!("http://{address}/docs/"));

    assert_eq!(get(&address, "/healthz").await, (200, "alive\n".into()));
    assert_eq!(get(&address, "/readyz").await, (200, "ready\n".into()));
    assert_eq!(get(&own, "/readyz").await.0, 200);
    let (status, problem) = get(&address, "/metrics").await;
    assert!(status == 404 && problem.contains("route/unknown"), "figures have a listener of their own: {problem}");
    assert_eq!(get(&own, "/openapi.json").await.0, 404);
    let (status, document) = get(&address, "/openapi.json").await;
    assert!(status == 200 && document.contains("\"openapi\":\"3.1.0\""));
    // The queue is measured beside everything else.
    let (status, figures) = loop {
        let (status, figures) = get(&own, "/metrics").await;
        if status != 200 || figures.contains("talkamie_jobs_oldest_due_seconds ") {
            break (status, figures);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    assert_eq!(status, 200);
    for figure in [
        "http_requests_total{",
        "http_request_seconds_bucket{",
        "http_connections ",
        "talkamie_build_info{",
        "talkamie_jobs{state=\"due\"} ",
        "talkamie_jobs_oldest_due_seconds ",
    ] {
        assert!(figures.contains(figure), "{figure} in {figures}");
    }

    stop.send(()).expect("it still runs");
    server.await.expect("no panic").expect("a good end");
    assert!(TcpStream::connect(&address).await.is_err(), "nobody listens any more");
}

/// A server whose answers take 300 ms.
async fn slow_server(grace_ms: u64) -> (String, watch::Sender<bool>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let (stop, stopped) = watch::channel(false);
    let slow = make(|_| async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        Ok::<_, poem::Error>(Response::builder().body("at last"))
    });
    let grace = Duration::from_millis(grace_ms);
    (address, stop, tokio::spawn(listener::serve(listener, Arc::new(slow), stopped, grace)))
}

async fn asked(address: &str, request: &str) -> TcpStream {
    let mut socket = TcpStream::connect(address).await.expect("connected");
    socket.write_all(request.as_bytes()).await.expect("sent");
    tokio::time::sleep(Duration::from_millis(100)).await;
    socket
}

#[tokio::test]
async fn what_runs_finishes_and_what_has_not_begun_does_not_hold_the_end_up() {
    let (address, stop, server) = slow_server(10_000).await;
    let mut running = asked(&address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let mut half = asked(&address, "GET / HTTP/1.1\r\nho").await;
    let began = tokio::time::Instant::now();
    stop.send_replace(true);
    assert_eq!(answer(&mut running).await, (200, "at last".into()));
    server.await.expect("no panic");
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!(half.read(&mut [0; 1]).await.unwrap_or_default(), 0);
}

#[tokio::test]
async fn what_takes_too_long_is_cut_off() {
    let (address, stop, server) = slow_server(20).await;
    let mut running = asked(&address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    stop.send_replace(true);
    server.await.expect("no panic");
    assert_eq!(running.read(&mut [0; 1]).await.unwrap_or_default(), 0, "no answer");
}

#[tokio::test]
async fn a_head_has_a_limit() {
    let (address, _stop, _server) = slow_server(0).await;
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", "a".repeat(20_000));
    let mut socket = TcpStream::connect(&address).await.expect("connected");
    // The server may hang up while this is being sent.
    let _sent = socket.write_all(head.as_bytes()).await;
    let mut text = Vec::new();
    let _read = socket.read_to_end(&mut text).await;
    assert!(text.starts_with(b"HTTP/1.1 431 "), "{}", String::from_utf8_lossy(&text));
}

#[test]
fn any_address_is_shown_as_this_machine() {
    let said = Mutex::new(Vec::new());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        for address in ["0.0.0.0:0", "127.0.0.1:0"] {
            let listener = bind(address.parse().expect("an address")).await.expect("bound");
            said.lock().expect("unbroken").push(url(&listener).expect("an address"));
        }
    });
    assert!(said.lock().expect("unbroken").iter().all(|url| url.starts_with("http://127.0.0.1:")));
}
