//! How a file is handed out: to whom, as what, which part.

use super::{emptied, fetch, local, put, signed, uploaded};
use crate::harness::{Answer, Db, TestApp, app::SERVER};
use poem::{
    Request,
    http::{Method, header},
};

async fn ask(app: &TestApp, method: Method, url: &str, headers: &[(&str, &str)]) -> Answer {
    let request =
        headers.iter().fold(Request::builder().method(method).uri_str(local(url)), |r, (k, v)| r.header(*k, *v));
    app.anonymous().request(request.finish()).await
}

#[tokio::test]
async fn a_file_is_handed_out_whole_in_part_or_not_again() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, _) = app.ann_and_ben().await;
    let url = uploaded(&ann, "video", "video/mp4", b"0123456789").await;
    let get = |headers: &'static [(&'static str, &'static str)]| ask(&app, Method::GET, &url, headers);

    let whole = get(&[]).await;
    assert_eq!((whole.status.as_u16(), whole.body.as_slice()), (200, &b"0123456789"[..]));
    for (name, value) in [
        ("content-type", "video/mp4"),
        ("content-length", "10"),
        ("accept-ranges", "bytes"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
    ] {
        assert_eq!(whole.header(name), Some(value), "{name}");
    }
    assert!(whole.header("content-security-policy").unwrap().contains("sandbox"));
    assert_eq!(whole.header("content-disposition"), None, "it is shown");
    let (tag, modified) = (whole.header("etag").unwrap(), whole.header("last-modified").unwrap());

    for (range, status, body, content_range) in [
        ("bytes=2-4", 206, "234", Some("bytes 2-4/10")),
        ("bytes=7-", 206, "789", Some("bytes 7-9/10")),
        ("bytes=-2", 206, "89", Some("bytes 8-9/10")),
        ("bytes=0-1,4-5", 200, "0123456789", None),
        ("lines=1-2", 200, "0123456789", None),
    ] {
        let part = ask(&app, Method::GET, &url, &[("range", range)]).await;
        assert_eq!(
            (part.status.as_u16(), part.text().as_str(), part.header("content-range")),
            (status, body, content_range),
            "{range}"
        );
        assert_eq!(part.header("content-length"), Some(body.len().to_string().as_str()));
    }
    let beyond = get(&[("range", "bytes=10-")]).await;
    beyond.expect_problem("file/range");
    assert_eq!((beyond.status.as_u16(), beyond.header("content-range")), (416, Some("bytes */10")));
    for (condition, status) in [(tag, 206), ("\"other\"", 200), (modified, 206), ("Sat, 14 Mar 2020 07:20:54 GMT", 200)]
    {
        let part = ask(&app, Method::GET, &url, &[("range", "bytes=0-0"), ("if-range", condition)]).await;
        assert_eq!(part.status.as_u16(), status, "{condition}");
    }

    for (name, value, status) in [
        ("if-none-match", tag, 304),
        ("if-none-match", "*", 304),
        ("if-none-match", "\"other\"", 200),
        ("if-modified-since", modified, 304),
        ("if-modified-since", "Sat, 14 Mar 2020 07:20:54 GMT", 200),
    ] {
        let again = ask(&app, Method::GET, &url, &[(name, value)]).await;
        assert_eq!(again.status.as_u16(), status, "{name}: {value}");
        assert_eq!(again.body.is_empty(), status == 304);
        assert_eq!(again.header("etag"), Some(tag));
    }
    let lines = [("if-none-match", "\"other\""), ("if-none-match", tag)];
    assert_eq!(ask(&app, Method::GET, &url, &lines).await.status, 304, "several lines are one list");

    let head = ask(&app, Method::HEAD, &url, &[]).await;
    assert_eq!((head.status.as_u16(), head.body.len(), head.header("content-length")), (200, 0, Some("10")));
    for method in [Method::POST, Method::DELETE, Method::PATCH] {
        let refused = ask(&app, method, &url, &[]).await;
        refused.expect_problem("route/method-not-allowed");
        assert_eq!(refused.header("allow"), Some("GET, HEAD, OPTIONS, PUT"));
    }
}

#[tokio::test]
async fn an_empty_file_has_no_parts() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, _) = app.ann_and_ben().await;
    let url = emptied(&app, uploaded(&ann, "picture", "image/png", b"x").await);
    let empty = fetch(&app, &url).await;
    assert_eq!((empty.status.as_u16(), empty.body.len(), empty.header("content-length")), (200, 0, Some("0")));
    ask(&app, Method::GET, &url, &[("range", "bytes=0-")]).await.expect_problem("file/range");
}

#[tokio::test]
async fn every_page_may_use_the_addresses_without_credentials() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, _) = app.ann_and_ben().await;
    let target = signed(&ann, "picture", "image/png", "a").await;
    let url = target["uploadUrl"].as_str().unwrap();
    let preflight = [
        ("origin", "https://app.example.org"),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", "content-type"),
    ];
    let answer = ask(&app, Method::OPTIONS, url, &preflight).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
    assert!(answer.header("access-control-allow-methods").unwrap().contains("PUT"));
    assert!(answer.header("access-control-allow-headers").unwrap().contains("content-type"));
    assert_eq!(put(&app, url, "image/png", b"x").await.header("access-control-allow-origin"), Some("*"));
    let refused = fetch(&app, &format!("{SERVER}/files/nothing")).await;
    refused.expect_problem("file/not-found");
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"), "a page may read why");
}

#[tokio::test]
async fn what_could_be_a_page_is_saved_and_not_shown() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, _) = app.ann_and_ben().await;
    for (mime_type, served) in [
        ("image/svg+xml", "image/svg+xml"),
        ("image/x-page", "application/octet-stream"),
        ("image/html", "application/octet-stream"),
    ] {
        let url = uploaded(&ann, "picture", mime_type, b"<script>alert(1)</script>").await;
        let answer = fetch(&app, &url).await;
        assert_eq!(answer.header("content-type"), Some(served), "{mime_type}");
        assert!(answer.header("content-disposition").unwrap().starts_with("attachment; filename=\""), "{mime_type}");
        assert!(answer.header("content-security-policy").unwrap().contains("default-src 'none'"));
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS.as_str()), Some("nosniff"));
    }
}
