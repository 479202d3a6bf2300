//! What callers try with the addresses of files: in process, and against the program over TCP.

use super::{all, fetch, local, put, signed, uploaded};
use crate::harness::{Answer, Db, TestApp, app::SERVER, process::Server};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use poem::{
    Body, Request,
    http::{Method, header},
};
use serde_json::{Value, json};
use std::{io, path::PathBuf, time::Duration};
use talkamie::{
    contract::v1::ErrorCode,
    domain::limits::{PICTURE_BYTES_MAX, UPLOAD_LIFETIME_MS},
    operations::files::served::{Announced, Patience, UploadClaims, upload},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// A PUT made by hand.
async fn raw(app: &TestApp, url: &str, headers: &[(&str, String)], body: Body) -> Answer {
    let request = Request::builder().method(Method::PUT).uri_str(local(url));
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
    app.anonymous().request(request.body(body)).await
}

fn pieces(count: usize, bytes: usize) -> Body {
    let piece = Bytes::from(vec![7; bytes]);
    Body::from_bytes_stream(stream::iter((0..count).map(move |_| Ok::<_, io::Error>(piece.clone()))))
}

#[tokio::test]
async fn an_address_takes_what_it_was_signed_for_and_nothing_else() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, ben) = app.ann_and_ben().await;
    let url = signed(&ann, "picture", "image/png", "a").await["uploadUrl"].as_str().unwrap().to_owned();
    let of_ben = signed(&ben, "picture", "image/png", "a").await["uploadUrl"].as_str().unwrap().to_owned();
    let (place, query) = url.split_once('?').unwrap();
    let file = place.rsplit('/').next().unwrap();
    let signature = query.split_once("signature=").unwrap().1;
    for forged in [
        place.to_owned(),
        format!("{place}?{}", of_ben.split_once('?').unwrap().1),
        url.replace("image%2Fpng", "image%2Fjpeg"),
        url.replace("max=10485760", "max=104857600"),
        url.replace("until=", "until=1"),
        url.replace("until=", "until=-"),
        url.replace("max=", "max=x"),
        url.replace("/picture/", "/video/"),
        url.replace(&ann.to_string(), &ben.to_string()),
        url.replace(".png", ".html"),
        url.replace(signature, ""),
        url.replace(signature, &signature[1..]),
        url.replace(signature, &"A".repeat(43)),
        url.replace("signature=", "signature=%00"),
    ] {
        let answer = put(&app, &forged, "image/png", b"x").await;
        assert_eq!(answer.status, 403, "{forged}");
        answer.expect_problem("file/url-expired");
    }
    for nowhere in [
        format!("{SERVER}/files/?{query}"),
        format!("{SERVER}/files/../talkamie.db?{query}"),
        format!("{SERVER}/files/user/{ann}/picture/../../../../talkamie.db?{query}"),
        format!("{SERVER}/files/user/{ann}/picture/..%2f..%2f{file}?{query}"),
        format!("{SERVER}/files/user/{ann}/picture/%2e%2e/{file}?{query}"),
        format!("{SERVER}/files/user/{ann}/picture//{file}?{query}"),
        format!("{SERVER}/files//user/{ann}/picture/{file}?{query}"),
        format!("{SERVER}/files/.key?{query}"),
        format!("{SERVER}/files/.incoming/{file}?{query}"),
        format!("{SERVER}/files/user/{ann}/picture/{file}%00.html?{query}"),
        format!("{SERVER}/files/{}?{query}", "user/".repeat(1000)),
        format!("{SERVER}/files/user/{ann}/picture/{}?{query}", file.replace('.', "%2e")),
    ] {
        put(&app, &nowhere, "image/png", b"x").await.expect_problem("file/not-found");
        fetch(&app, &nowhere).await.expect_problem("file/not-found");
    }
    assert_eq!(all(&app.files()), [""; 0]);

    for (content_type, body) in [("image/jpeg", &b"x"[..]), ("", b"x"), ("text/html", b"x"), ("image/png2", b"x")] {
        put(&app, &url, content_type, body).await.expect_problem("file/type-mismatch");
    }
    raw(&app, &url, &[("content-length", "1".into())], Body::from_vec(vec![1]))
        .await
        .expect_problem("file/type-mismatch");
    let encoded =
        [("content-type", "image/png".into()), ("content-length", "1".into()), ("content-encoding", "gzip".into())];
    let problem = raw(&app, &url, &encoded, Body::from_vec(vec![1])).await.expect_problem("file/type-mismatch");
    assert!(problem["detail"].as_str().unwrap().contains("gzip"), "{problem}");
    assert_eq!(put(&app, &url, "image/png; charset=utf-8", b"first").await.status, 200);
    assert_eq!(put(&app, &url, "image/png", b"first").await.status, 200, "a repeated request is answered alike");
    put(&app, &url, "image/png", b"second").await.expect_problem("file/taken");
    assert_eq!(fetch(&app, place).await.body, b"first", "what an address shows never changes");
    app.clock.advance_ms(UPLOAD_LIFETIME_MS + 1);
    put(&app, &url, "image/png", b"first").await.expect_problem("file/url-expired");
    assert_eq!(all(&app.files()).len(), 1);
}

#[tokio::test]
async fn the_limit_holds_whatever_is_announced() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, _) = app.ann_and_ben().await;
    let url = signed(&ann, "picture", "image/png", "a").await["uploadUrl"].as_str().unwrap().to_owned();
    let png = || ("content-type", "image/png".to_owned());
    let length = |bytes: u64| ("content-length", bytes.to_string());
    let mebi = 1024 * 1024;

    raw(&app, &url, &[png()], pieces(1, 5)).await.expect_problem("file/length-required");
    raw(&app, &url, &[png(), ("content-length", "x".into())], pieces(1, 5))
        .await
        .expect_problem("file/length-required");
    raw(&app, &url, &[png(), length(0)], Body::empty()).await.expect_problem("file/empty");
    raw(&app, &url, &[png(), length(PICTURE_BYTES_MAX + 1)], pieces(1, 5)).await.expect_problem("file/too-large");
    raw(&app, &url, &[png(), length(10)], pieces(11, mebi)).await.expect_problem("file/too-large");
    raw(&app, &url, &[png(), length(10)], pieces(1, 5)).await.expect_problem("file/incomplete");
    raw(&app, &url, &[png(), length(10)], pieces(3, 5)).await.expect_problem("file/incomplete");
    let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
    raw(&app, &url, &[png(), length(10)], Body::from_bytes_stream(broken)).await.expect_problem("file/incomplete");
    assert_eq!(all(&app.files()), [""; 0], "nothing stays of what did not come in whole");
    assert_eq!(
        raw(&app, &url, &[png(), length(PICTURE_BYTES_MAX)], pieces(10, mebi)).await.status,
        200,
        "exactly the limit"
    );

    let bound = |url: &str| url.split_once("max=").unwrap().1.split('&').next().unwrap().parse::<u64>().unwrap();
    for (kind, mime_type, bytes) in
        [("video", "video/mp4", 40), ("certificate", "application/pdf", 20), ("picture", "image/png", 10)]
    {
        let url = signed(&ann, kind, mime_type, "a").await["uploadUrl"].as_str().unwrap().to_owned();
        assert_eq!(bound(&url), bytes * 1024 * 1024, "{kind}");
    }
}

#[tokio::test]
async fn who_sends_too_slowly_is_cut_off() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, _) = app.ann_and_ben().await;
    let url = signed(&ann, "video", "video/mp4", "a").await["uploadUrl"].as_str().unwrap().to_owned();
    let path = local(&url).strip_prefix("/files/").unwrap();
    let (path, query) = path.split_once('?').unwrap();
    let value = |name: &str| {
        let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).unwrap();
        found.replace("%2F", "/")
    };
    let claims = UploadClaims {
        mime_type: value("type"),
        bytes_max: value("max"),
        until_ms: value("until"),
        signature: value("signature"),
    };
    let announced = Announced { content_type: Some("video/mp4"), encoding: None, length: Some(1_000) };
    let dripping = || {
        Box::pin(stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_millis(5)).await;
            Some((Ok(Bytes::from_static(b"x")), ()))
        }))
    };
    let (long, short) = (Duration::from_secs(60), Duration::from_millis(200));
    // A thousand drips take longer than the whole may; and of silence there is no end.
    let patience = Patience { piece: long, whole: short };
    let refused = upload(&app.ctx, path, &claims, &announced, patience, dripping()).await.expect_err("too slow");
    assert_eq!(refused.code, ErrorCode::FileIncomplete);
    let patience = Patience { piece: short, whole: long };
    let silent = stream::once(async { Ok(Bytes::from_static(b"x")) }).chain(stream::pending());
    let refused = upload(&app.ctx, path, &claims, &announced, patience, silent).await.expect_err("silent");
    assert_eq!(refused.code, ErrorCode::FileIncomplete);
    assert_eq!(all(&app.files()), [""; 0]);
}

#[cfg(unix)]
#[tokio::test]
async fn symbolic_links_are_not_followed() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, _) = app.ann_and_ben().await;
    let url = uploaded(&ann, "picture", "image/png", b"mine").await;
    let place = PathBuf::from(&all(&app.files())[0]);
    std::fs::remove_file(&place).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", &place).unwrap();
    fetch(&app, &url).await.expect_problem("store/unavailable");
}

/// Somebody signed up at the program, with an address for a file.
async fn target(server: &Server, kind: &str, mime_type: &str) -> (String, String) {
    let (client, api) = (reqwest::Client::new(), format!("http://{}/v1", server.address));
    let post = async |path: &str, token: &str, body: Value| -> Value {
        let request = client.post(format!("{api}{path}")).bearer_auth(token).json(&body);
        request.send().await.expect("an answer").json().await.expect("JSON")
    };
    let email = format!("{kind}@example.com");
    let told = post("/otp", "", json!({ "email": email })).await;
    post("/otp/verify", "", json!({ "email": email, "code": told["data"]["otp"] })).await;
    let account = json!({ "name": "Ann", "email": email, "password": "long enough", "type": "senior" });
    let account = post("/auth/sign-up", "", account).await;
    let token = account["data"]["tokens"]["access"].as_str().expect("a token").to_owned();
    let items = json!({ "a": { "name": "a", "mimeType": mime_type, "objectType": kind } });
    let told = post("/signed/urls", &token, json!({ "type": "user", "items": items })).await;
    let url = |which: &str| told["data"]["items"]["a"][which].as_str().expect("an address").to_owned();
    (url("uploadUrl"), url("fileUrl"))
}

/// What the program answers to this request, or `None` when it hangs up without a word.
async fn told(server: &Server, head: &str, body: &[u8], hang_up: bool) -> Option<String> {
    let mut socket = TcpStream::connect(&server.address).await.expect("connected");
    socket.write_all(head.as_bytes()).await.expect("sent");
    socket.write_all(body).await.expect("sent");
    if hang_up {
        return None;
    }
    let mut text = vec![];
    socket.read_to_end(&mut text).await.ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

#[tokio::test]
async fn over_tcp_nothing_half_written_stays() {
    let server = Server::sqlite(&[]).await;
    let (upload, file) = target(&server, "picture", "image/png").await;
    assert!(upload.starts_with(&format!("http://{}/files/", server.address)), "the free port it took: {upload}");
    let folder = server.folder.join("talkamie-files");
    let target = upload.split_once(&server.address).unwrap().1;
    let head = |length: &str| {
        format!("PUT {target} HTTP/1.1\r\nhost: x\r\ncontent-type: image/png\r\nconnection: close\r\n{length}\r\n")
    };
    let chunked = told(&server, &head("transfer-encoding: chunked\r\n"), b"3\r\nabc\r\n0\r\n\r\n", false).await;
    assert!(chunked.unwrap().starts_with("HTTP/1.1 411 "));
    for _ in 0..5 {
        told(&server, &head("content-length: 1000\r\n"), b"half of it", true).await;
    }
    // The program notices each in its own time: until then, and not longer, there may be something.
    let begun = tokio::time::Instant::now();
    while !all(&folder).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "left behind: {:?}", all(&folder));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let whole = told(&server, &head("content-length: 5\r\n"), b"whole", false).await;
    assert!(whole.unwrap().starts_with("HTTP/1.1 200 "));
    assert_eq!(reqwest::get(&file).await.unwrap().bytes().await.unwrap(), "whole");
    assert_eq!(all(&folder).len(), 1);
    let logged = server.logged();
    assert!(!logged.contains("signature="), "addresses are not logged");
}

/// Most memory that the program has had at a time, in KiB.
#[cfg(target_os = "linux")]
fn memory_kib(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.pid())).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_large_video_takes_no_more_memory_than_a_small_one() {
    let server = Server::sqlite(&[]).await;
    let (upload, file) = target(&server, "video", "video/mp4").await;
    let (small, _) = target(&server, "picture", "image/png").await;
    let put = async |url: &str, mime_type: &str, bytes: usize| {
        let request = reqwest::Client::new().put(url).header(header::CONTENT_TYPE.as_str(), mime_type);
        request.body(vec![1; bytes]).send().await.expect("an answer").status().as_u16()
    };
    // First a small one, so that what is only made once is made.
    assert_eq!(put(&small, "image/png", 1_000).await, 200);
    let before = memory_kib(&server);
    assert_eq!(put(&upload, "video/mp4", 40 * 1024 * 1024).await, 200);
    let came = reqwest::get(&file).await.expect("an answer").bytes().await.expect("all of it");
    assert_eq!(came.len(), 40 * 1024 * 1024);
    // The kernel counts in portions: a little less may be told than before.
    let more = memory_kib(&server).saturating_sub(before);
    assert!(more < 10 * 1024, "{more} KiB more for 40 MiB");
}
