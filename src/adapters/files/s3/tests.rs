//! Against a store of our own on loopback that checks every signature by Amazon's description of SigV4 (query parameters),
//! written here a second time.

use super::*;
use crate::domain::{files::Kind, ids::UserId};
use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;

const NOW_MS: i64 = 1_800_000_000_000;
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
/// What the store's clock says: a test moves it.
type Clock = Arc<Mutex<i64>>;
type Objects = Arc<Mutex<HashMap<String, (String, Vec<u8>)>>>;

struct Store {
    address: String,
    objects: Objects,
    clock: Clock,
}

async fn store() -> Store {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let (objects, clock) = (Objects::default(), Arc::new(Mutex::new(NOW_MS)));
    let (served, watched) = (Arc::clone(&objects), Arc::clone(&clock));
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let now_ms = *watched.lock().expect("unbroken");
            answer(socket, &served, now_ms).await;
        }
    });
    Store { address, objects, clock }
}

async fn answer(mut socket: TcpStream, objects: &Objects, now_ms: i64) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(socket.read_u8().await.expect("a head"));
    }
    let head = String::from_utf8(head).expect("a text");
    let mut lines = head.lines();
    let mut first = lines.next().expect("a request line").split(' ');
    let (method, target) = (first.next().expect("a method"), first.next().expect("a target"));
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut body = vec![0; headers.get("content-length").map_or(0, |length| length.parse().expect("a number"))];
    socket.read_exact(&mut body).await.expect("a body");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (status, headers, body) = match verify(method, path, query, &headers, now_ms) {
        Err(why) => (403, String::new(), why.into_bytes()),
        Ok(()) => serve(method, path, &headers, body, &mut objects.lock().expect("unbroken")),
    };
    let length =
        if headers.contains("content-length") { String::new() } else { format!("content-length: {}\r\n", body.len()) };
    let answer = format!("HTTP/1.1 {status} X\r\n{length}{headers}connection: close\r\n\r\n");
    socket.write_all(&[answer.as_bytes(), &body].concat()).await.expect("taken");
}

type Answer = (u16, String, Vec<u8>);

fn serve(
    method: &str,
    path: &str,
    headers: &HashMap<String, String>,
    body: Vec<u8>,
    objects: &mut HashMap<String, (String, Vec<u8>)>,
) -> Answer {
    let told = |kind: &str, length: usize| format!("content-type: {kind}\r\ncontent-length: {length}\r\n");
    match (method, objects.get(path)) {
        ("PUT", _) => {
            let kind = headers.get("content-type").cloned().unwrap_or_default();
            objects.insert(path.to_owned(), (kind, body));
            (200, String::new(), vec![])
        }
        ("HEAD", Some((kind, bytes))) => (200, told(kind, bytes.len()), vec![]),
        ("GET", Some((kind, bytes))) => (200, told(kind, bytes.len()), bytes.clone()),
        ("DELETE", _) => {
            objects.remove(path);
            (204, String::new(), vec![])
        }
        _ => (404, String::new(), vec![]),
    }
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(key).expect("any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Source: AWS, "Authenticating requests: using query parameters".
fn verify(method: &str, path: &str, query: &str, headers: &HashMap<String, String>, now_ms: i64) -> Result<(), String> {
    let pairs: BTreeMap<&str, &str> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let get = |name: &str| pairs.get(name).copied().ok_or_else(|| format!("{name} is missing"));
    if get("X-Amz-Algorithm")? != "AWS4-HMAC-SHA256" {
        return Err("algorithm".into());
    }
    let credential = get("X-Amz-Credential")?.replace("%2F", "/");
    let parts: Vec<&str> = credential.split('/').collect();
    let [key_id, day, region, service, end] = parts[..] else { return Err("credential".into()) };
    let at = get("X-Amz-Date")?;
    if (key_id, service, end) != ("AKID", "s3", "aws4_request") || !at.starts_with(day) {
        return Err("scope".into());
    }
    let begun: jiff::civil::DateTime =
        jiff::fmt::strtime::parse("%Y%m%dT%H%M%SZ", at).and_then(|t| t.to_datetime()).map_err(|e| e.to_string())?;
    let begun = begun.to_zoned(jiff::tz::TimeZone::UTC).map_err(|e| e.to_string())?.timestamp().as_second();
    let lasts: i64 = get("X-Amz-Expires")?.parse().map_err(|_| "expires")?;
    if now_ms / 1000 > begun + lasts {
        return Err("expired".into());
    }
    let signed = get("X-Amz-SignedHeaders")?.replace("%3B", ";");
    if !signed.split(';').any(|name| name == "host") {
        return Err("host is not signed".into());
    }
    let mut canonical_headers = String::new();
    for name in signed.split(';') {
        let value = headers.get(name).ok_or_else(|| format!("{name} was signed and not sent"))?;
        let _ = writeln!(canonical_headers, "{name}:{value}");
    }
    let canonical_query: Vec<String> = pairs
        .iter()
        .filter(|(name, _)| **name != "X-Amz-Signature")
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let request =
        format!("{method}\n{path}\n{}\n{canonical_headers}\n{signed}\nUNSIGNED-PAYLOAD", canonical_query.join("&"));
    let scope = format!("{day}/{region}/{service}/{end}");
    let text = format!("AWS4-HMAC-SHA256\n{at}\n{scope}\n{}", HEXLOWER.encode(&Sha256::digest(request)));
    let day_key = hmac(format!("AWS4{SECRET}").as_bytes(), day);
    let key = [region, service, end].into_iter().fold(day_key, |key, part| hmac(&key, part));
    if HEXLOWER.encode(&hmac(&key, &text)) == get("X-Amz-Signature")? { Ok(()) } else { Err("signature".into()) }
}

fn settings(address: &str) -> S3Settings {
    S3Settings {
        endpoint: format!("http://{address}"),
        region: "eu-central-1".into(),
        bucket: "talkamie-files".into(),
        path_style: true,
        access_key_id: "AKID".into(),
        secret_access_key: SECRET.into(),
        public_url: None,
    }
}

fn path(kind: Kind, mime_type: &str) -> FilePath {
    FilePath::new(UserId(Uuid::from_u128(1)), kind, [7; 16], mime_type, "a")
}

fn upload(kind: Kind, mime_type: &str) -> Upload {
    Upload { path: path(kind, mime_type), mime_type: mime_type.into(), bytes_max: 10, until_ms: NOW_MS + 900_000 }
}

async fn put(url: &str, content_type: Option<&str>) -> u16 {
    let mut request = Client::new().put(url).body("bytes");
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    request.send().await.expect("an answer").status().as_u16()
}

#[tokio::test]
async fn an_upload_is_bound_to_its_place_its_type_and_its_time() {
    let store = store().await;
    let files = S3Files::new(settings(&store.address)).expect("settings");
    let url = files.upload_url(&upload(Kind::Picture, "image/svg+xml"), NOW_MS).expect("signed");
    for (url, content_type, status) in [
        (url.clone(), Some("image/svg+xml"), 200),
        (url.clone(), Some("image/png"), 403),
        (url.clone(), None, 403),
        (url.replace("0707", "0708"), Some("image/svg+xml"), 403),
        (url.replace("X-Amz-Expires=900", "X-Amz-Expires=9000"), Some("image/svg+xml"), 403),
        (url.replace("eu-central-1", "us-east-1"), Some("image/svg+xml"), 403),
    ] {
        assert_eq!(put(&url, content_type).await, status, "{url} {content_type:?}");
    }
    *store.clock.lock().expect("unbroken") += 901_000;
    assert_eq!(put(&url, Some("image/svg+xml")).await, 403, "too late");
    let objects = store.objects.lock().expect("unbroken");
    let stored: Vec<_> = objects.iter().map(|(path, (kind, _))| format!("{path} {kind}")).collect();
    let path = path(Kind::Picture, "image/svg+xml");
    assert_eq!(stored, [format!("/talkamie-files/{path} image/svg+xml")]);
}

#[tokio::test]
async fn the_server_reads_writes_and_removes() {
    let store = store().await;
    let files = S3Files::new(settings(&store.address)).expect("settings");
    let path = path(Kind::Picture, "image/png").small();
    assert_eq!(files.size(&path, NOW_MS).await.expect("an answer"), None);
    assert_eq!(files.read(&path, 10, NOW_MS).await.expect("an answer"), None);
    files.write(&path, b"0123456789".to_vec(), NOW_MS).await.expect("written");
    assert_eq!(files.size(&path, NOW_MS).await.expect("an answer"), Some(10));
    assert_eq!(files.read(&path, 10, NOW_MS).await.expect("an answer").as_deref(), Some(&b"0123456789"[..]));
    assert_eq!(files.read(&path, 9, NOW_MS).await.expect("an answer"), None, "more than was asked for");
    assert_eq!(store.objects.lock().expect("unbroken").values().next().expect("one").0, "image/jpeg");
    files.remove(&path, NOW_MS).await.expect("removed");
    files.remove(&path, NOW_MS).await.expect("it is away");
    assert_eq!(files.size(&path, NOW_MS).await.expect("an answer"), None);
    *store.clock.lock().expect("unbroken") += 600_000;
    let refused = files.write(&path, vec![1], NOW_MS).await.expect_err("the clocks differ");
    let told = format!("{refused} {:?}", refused.cause);
    assert!(told.contains("403") && !told.contains("X-Amz"), "{told}");
}

#[tokio::test]
async fn a_link_opens_a_certificate_for_a_while() {
    let store = store().await;
    let files = S3Files::new(settings(&store.address)).expect("settings");
    let path = path(Kind::Certificate, "application/pdf");
    files.write(&path, b"paper".to_vec(), NOW_MS).await.expect("written");
    let link = files.link(&path, NOW_MS, NOW_MS + 60_000).expect("signed");
    assert!(link.contains("response-content-disposition=attachment"), "{link}");
    let get = async |url: &str| reqwest::get(url).await.expect("an answer").status().as_u16();
    assert_eq!(get(&link).await, 200);
    assert_eq!(get(&files.url_of(&path)).await, 403, "the address alone opens nothing");
    *store.clock.lock().expect("unbroken") += 61_000;
    assert_eq!(get(&link).await, 403);
    assert_eq!(files.path_of(&link), Some(path), "a client may send the link back");
}

#[test]
fn addresses_are_recognised() {
    let path = path(Kind::Video, "video/mp4");
    let cdn = S3Settings { public_url: Some("https://cdn.example.org/".into()), ..settings("127.0.0.1:9") };
    let host = S3Settings { endpoint: "https://s3.example.org".into(), path_style: false, ..settings("") };
    for (settings, url) in [
        (settings("127.0.0.1:9"), format!("http://127.0.0.1:9/talkamie-files/{path}")),
        (cdn, format!("https://cdn.example.org/{path}")),
        (host, format!("https://talkamie-files.s3.example.org/{path}")),
    ] {
        let files = S3Files::new(settings).expect("settings");
        assert_eq!(files.url_of(&path), url);
        assert_eq!(files.path_of(&url), Some(path.clone()));
        assert_eq!(files.path_of(&format!("https://evil.example/{path}")), None);
        assert_eq!(files.path_of(&url.replace("/user/", "/../user/")), None);
    }
    let broken = S3Settings { endpoint: "nowhere".into(), ..settings("") };
    assert!(S3Files::new(broken).is_err());
    assert!(!format!("{:?}", settings("127.0.0.1:9")).contains("wJal"));
}

#[tokio::test]
async fn a_store_that_is_away_is_a_failure() {
    let files = S3Files::new(settings("127.0.0.1:1")).expect("settings");
    let lost = files.size(&path(Kind::Picture, "image/png"), NOW_MS).await.expect_err("nobody listens");
    assert!(!format!("{:?}", lost.cause).contains("X-Amz"), "no signature in the log");
}
