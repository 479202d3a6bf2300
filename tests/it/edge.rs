//! What every request meets at the edge: origins, limits, text that cannot be, documents.

use crate::harness::{Db, TestApp, process::Server};
use poem::{
    Request,
    http::{Method, header},
};
use serde_json::{Value, json};
use std::time::Duration;
use talkamie::{
    contract::{replyke, symphony, v1},
    http::EdgeSettings,
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
    time::timeout,
};

#[tokio::test]
async fn only_known_origins_may_read() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let nobody = app.anonymous();
    let from = |method: Method, origin: &str| {
        Request::builder().method(method).uri_str("/v1/auth").header(header::ORIGIN, origin)
    };

    let preflight = from(Method::OPTIONS, "http://localhost:3000")
        .header("access-control-request-method", "DELETE")
        .header("access-control-request-headers", "authorization,x-user-timezone-offset");
    let answer = nobody.request(preflight.finish()).await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), Some("http://localhost:3000"));
    assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
    assert!(answer.header("access-control-allow-methods").unwrap().contains("DELETE"));
    for name in
        ["authorization", "content-type", "accept", "x-user-timezone-offset", "x-auth-provider", "x-user-device"]
    {
        assert!(answer.header("access-control-allow-headers").unwrap().contains(name), "{name}");
    }

    let answer = nobody.request(from(Method::GET, "http://localhost:3000").finish()).await;
    answer.expect_problem("auth/missing");
    assert_eq!(answer.header("access-control-allow-origin"), Some("http://localhost:3000"));

    let answer = nobody.request(from(Method::GET, "https://evil.example").finish()).await;
    answer.expect_problem("auth/missing");
    assert_eq!(answer.header("access-control-allow-origin"), None);
    assert_eq!(answer.header("vary"), Some("origin"));
}

#[tokio::test]
async fn too_many_requests_are_told_when_to_come_back() {
    let edge = EdgeSettings { rate_limits: true, trust_forwarded_for: true, ..EdgeSettings::default() };
    let app = TestApp::start_with(Db::Sqlite, edge).await.unwrap();
    let nobody = app.anonymous();
    let from = |address: &str| Request::builder().uri_str("/v1/alerts").header("x-forwarded-for", address).finish();
    for left in (0..1200).rev() {
        let answer = nobody.request(from("10.0.0.1")).await;
        answer.expect_problem("auth/missing");
        assert_eq!(answer.header("ratelimit-remaining"), Some(left.to_string().as_str()));
    }
    let answer = nobody.request(from("10.0.0.1")).await;
    answer.expect_problem("rate/limited");
    assert!(answer.header("retry-after").unwrap().parse::<u64>().unwrap() <= 60);
    nobody.request(from("10.0.0.2")).await.expect_problem("auth/missing");
    // What a caller writes before the proxy's own entry does not make them somebody else.
    nobody.request(from("10.9.9.9, 10.0.0.1")).await.expect_problem("rate/limited");
    app.clock.advance_ms(60_000);
    nobody.request(from("10.0.0.1")).await.expect_problem("auth/missing");
}

#[tokio::test]
async fn documents_and_error_pages_are_served() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let nobody = app.anonymous();
    for path in ["/openapi.json", "/openapi/v1.json", "/openapi/replyke-v6.json", "/openapi/symphony-pod.json"] {
        let answer = nobody.get(path).await;
        assert_eq!(answer.json()["openapi"], "3.1.0", "{path}");
        let tag = answer.header("etag").unwrap();
        for (known, status) in [
            (tag.to_owned(), 304),
            (format!("W/{tag}"), 304),
            (format!("\"x\", {tag}"), 304),
            ("*".to_owned(), 304),
            ("\"x\"".to_owned(), 200),
        ] {
            let asked = Request::builder().uri_str(path).header(header::IF_NONE_MATCH, &known);
            assert_eq!(nobody.request(asked.finish()).await.status, status, "{path} {known}");
        }
    }
    let said = nobody.get("/asyncapi.json").await;
    assert_eq!(said.json()["asyncapi"], "3.0.0");
    let known =
        Request::builder().uri_str("/asyncapi.json").header(header::IF_NONE_MATCH, said.header("etag").unwrap());
    assert_eq!(nobody.request(known.finish()).await.status, 304);
    // The WebSocket's document names the server that was asked: it cannot say "where you found this".
    for (host, named) in [
        ("api.example.org", "api.example.org"),
        ("[::1]:9000", "[::1]:9000"),
        ("x\"y", "localhost:8080"),
        ("", "localhost:8080"),
    ] {
        let asked = || Request::builder().uri_str("/asyncapi.json").header(header::HOST, host);
        let answer = nobody.request(asked().finish()).await;
        let tag = answer.header("etag").unwrap();
        let same = tag == said.header("etag").unwrap();
        assert_eq!(same, named == "localhost:8080", "{host}: another text has another tag");
        let known = asked().header(header::IF_NONE_MATCH, tag);
        assert_eq!(nobody.request(known.finish()).await.status, 304, "{host}");
        let servers = answer.json()["servers"].clone();
        for server in ["tls", "plain"] {
            assert_eq!(servers[server]["variables"]["host"]["default"], named, "{host}");
        }
    }
    for (path, media) in [
        ("/docs/wss", "text/html"),
        ("/docs/wss/", "text/html"),
        ("/docs/wss/try", "text/html"),
        ("/docs/wss/wss.css", "text/css"),
        ("/docs/wss/try.css", "text/css"),
        ("/docs/wss/try.js", "text/javascript"),
        ("/docs/wss/call.js", "text/javascript"),
    ] {
        let page = nobody.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.header("content-type").unwrap().starts_with(media), "{path}");
        let policy = page.header("content-security-policy").unwrap_or_default();
        assert!(
            media != "text/html" || (policy.contains("script-src 'self';") && !policy.contains("unsafe")),
            "{policy}"
        );
    }
    nobody.get("/docs/wss/nothing").await.expect_problem("route/unknown");
    assert_eq!(nobody.get("/docs").await.header("location"), Some("/docs/"));
    assert!(nobody.get("/docs/").await.text().contains("swagger"));
    nobody.get("/docs/nothing.js").await.expect_problem("route/unknown");
}

#[tokio::test]
async fn every_code_of_every_face_has_its_page() {
    let edge = EdgeSettings { previews: true, check_answers: true, ..EdgeSettings::default() };
    let app = TestApp::start_with(Db::Sqlite, edge).await.unwrap();
    let nobody = app.anonymous();
    let of = |face, codes: Vec<(&'static str, u16)>| codes.into_iter().map(move |(slug, status)| (face, slug, status));
    let codes: Vec<_> = of("v1", v1::ErrorCode::ALL.iter().map(|code| (code.slug(), code.status())).collect())
        .chain(of("replyke-v6", replyke::ErrorCode::ALL.iter().map(|code| (code.slug(), code.status())).collect()))
        .chain(of("symphony-pod", symphony::ErrorCode::ALL.iter().map(|code| (code.slug(), code.status())).collect()))
        .collect();
    let list = nobody.get("/docs/errors/").await.text();
    for (face, slug, status) in &codes {
        let page = nobody.get(format!("/docs/errors/{slug}")).await;
        assert_eq!(page.status, 200, "{slug}");
        let page = page.text();
        let (_, part) = page.split_once(&format!("<section id=\"{face}\">")).unwrap_or_else(|| panic!("{face} {slug}"));
        assert!(part.contains(&format!("<p class=\"status\">Status {status}</p>")), "{face} {slug}");
        assert!(list.contains(&format!("<a href=\"/docs/errors/{slug}#{face}\">")), "{face} {slug}");
    }
    // The same word on another face is about that face's operations, in its words.
    let page = nobody.get("/docs/errors/connection/not-found").await.text();
    assert_eq!(page.matches("<section ").count(), 3, "{page}");
    for told in ["#/user/disconnectUser", "urls.primaryName=Replyke%20v6#/connections/", "Connection cannot be found."]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert_eq!(nobody.get("/docs/errors/no/such").await.status, 404);
    // Each description of the documents leads to them; a later version's to the part of the one that it is based on.
    for document in ["v1", "v2", "replyke-v6", "symphony-pod"] {
        let text = nobody.get(format!("/openapi/{document}.json")).await.text();
        let links: Vec<_> = text.split("](/docs/errors/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(!links.is_empty(), "{document}");
        for link in links {
            let known = codes.iter().any(|(face, slug, _)| link == format!("{slug}#{face}"));
            assert!(known || link.is_empty(), "{document}: {link}");
        }
    }
}

/// What a visitor of the documentation finds: Replyke's document with a project that is open, and a way to a token for it.
/// Answers the token; `None` where nothing is open.
async fn visited(server: &Server, project: &str) -> Option<String> {
    let http = reqwest::Client::new();
    let at = |path: &str| format!("http://{}{path}", server.address);
    let document: Value = http.get(at("/openapi/replyke-v6.json")).send().await.unwrap().json().await.unwrap();
    let parameters = &document["paths"]["/{projectId}/connections"]["get"]["parameters"];
    let shown = parameters.as_array().unwrap().iter().find(|known| known["name"] == "projectId").unwrap();
    let page = http.get(at("/docs/")).send().await.unwrap().text().await.unwrap();
    assert_eq!(page.contains(&format!("data-project=\"{project}\"")), shown["example"] == project, "{shown}");
    let ann = json!({ "email": "ann.lee@demo.talkamie.example", "password": "demo-password-1" });
    let answer = http.post(at(&format!("/api/v6/{project}/auth/sign-in"))).json(&ann).send().await.unwrap();
    assert_eq!(answer.status() == 200, shown["example"] == project, "{}", answer.status());
    if answer.status() == 404 {
        return None;
    }
    Some(answer.json::<Value>().await.unwrap()["accessToken"].as_str().unwrap().to_owned())
}

/// How many connections the bearer of a token has, as Replyke's clients see it.
async fn connected(server: &Server, project: &str, token: &str) -> usize {
    let list = format!("http://{}/api/v6/{project}/connections", server.address);
    let list = reqwest::Client::new().get(list).bearer_auth(token).send().await.unwrap();
    assert_eq!(list.status(), 200);
    list.json::<Value>().await.unwrap()["connections"].as_array().unwrap().len()
}

#[tokio::test]
async fn visitors_try_replykes_document_in_development_only() {
    let project = "0190f000-0000-7000-8000-00000000d0c5";
    let with = |stage| [("TALKAMIE_DEMO", "true"), ("TALKAMIE_DEFAULT_TENANT", project), ("TALKAMIE_STAGE", stage)];
    let first = [Some(Server::sqlite(&with("prod")).await), Server::postgres(&with("prod")).await];
    for production in first.into_iter().flatten() {
        assert_eq!(visited(&production, project).await, None);
        let development = production.beside(&with("dev")).await;
        let token = visited(&development, project).await.expect("it is open");
        assert!(connected(&development, project, &token).await > 0);
        // What opened it is nowhere in the database: in production it is closed as before, also where it starts only now.
        let later = production.beside(&with("prod")).await;
        for closed in [&production, &later] {
            assert_eq!(visited(closed, project).await, None);
        }
    }
}

#[tokio::test]
async fn what_is_only_read_says_so_to_other_methods() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    for path in ["/", "/docs", "/docs/", "/docs/errors/", "/openapi.json", "/openapi/v1.json", "/asyncapi.json"] {
        for method in [Method::POST, Method::DELETE, Method::PUT] {
            let answer = app.anonymous().send(method, path, None).await;
            answer.expect_problem("route/method-not-allowed");
            assert_eq!(answer.header("allow"), Some("GET, HEAD"), "{path}");
        }
        assert_ne!(app.anonymous().send(Method::HEAD, path, None).await.status, 405, "{path}");
    }
    // And the addresses of the probes, in front of everything.
    let server = Server::sqlite(&[]).await;
    let http = reqwest::Client::new();
    for path in ["/healthz", "/readyz", "/metrics"] {
        for method in [Method::POST, Method::DELETE] {
            let answer = http.request(method, format!("http://{}{path}", server.address)).send().await.unwrap();
            assert_eq!(answer.status(), 405, "{path}");
            assert_eq!(answer.headers()["allow"], "GET, HEAD", "{path}");
        }
        let answer = http.head(format!("http://{}{path}", server.address)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
    }
}

on_both! {
    async fn a_body_is_taken_as_it_is_and_not_encoded(app) {
        let (ann, _) = app.ann_and_ben().await;
        let send = async |encoding: &str| {
            let request = Request::builder().method(Method::PUT).uri_str(format!("/v1/user/{ann}"));
            let request = request.content_type("application/json").header(header::CONTENT_ENCODING, encoding);
            let request = request.header(header::AUTHORIZATION, format!("Bearer {}", ann.token.as_ref().unwrap()));
            ann.request(request.body(r#"{"name": "Ann"}"#)).await
        };
        for encoding in ["gzip", "br", "identity, gzip", "X"] {
            let problem = send(encoding).await.expect_problem("body/unsupported-type");
            assert!(problem["detail"].as_str().unwrap().contains(encoding), "{problem}");
        }
        for encoding in ["identity", "Identity", ""] {
            send(encoding).await.expect(200);
        }
    }

    async fn an_id_that_cannot_be_decoded_was_sent_all_the_same(app) {
        let (ann, _) = app.ann_and_ben().await;
        for id in ["%FF", "%C3%28", "a%FFb", "%00"] {
            let answer = ann.get(format!("/v1/user/{id}")).await;
            assert_eq!(answer.expect_invalid(), ["/id"], "{id}");
            assert_eq!(answer.json()["errors"][0]["keyword"], "pattern", "{id}");
            assert_eq!(answer.json()["instance"], format!("/v1/user/{id}"), "as it was sent");
        }
    }

    async fn a_nul_is_refused_wherever_it_stands(app) {
        let (ann, _) = app.ann_and_ben().await;
        assert_eq!(ann.get("/v1/connections/users?keyword=%00").await.expect_invalid(), ["/keyword"]);
        ann.put(format!("/v1/user/{ann}"), json!({ "name": "a\u{0}b" })).await.expect_problem("body/malformed");
        assert_eq!(ann.get("/v1/user/a%2541").await.expect_invalid(), ["/id"], "decoded once");
    }
}

/// What comes next on a connection: the status, and whether the answer says that it ends.
async fn next(socket: &mut BufReader<TcpStream>) -> (u16, bool) {
    let (mut status, mut length, mut ends) = (0, 0, false);
    loop {
        let mut line = String::new();
        let read = timeout(Duration::from_secs(20), socket.read_line(&mut line)).await.expect("an answer in time");
        assert_ne!(read.expect("a connection that stands"), 0, "the connection ended without a word");
        let line = line.trim_end().to_ascii_lowercase();
        match line.split_once(": ") {
            None if line.is_empty() => break,
            None => status = line.split(' ').nth(1).unwrap().parse().unwrap(),
            Some(("content-length", value)) => length = value.parse().unwrap(),
            Some(("connection", value)) => ends = value == "close",
            Some(_) => {}
        }
    }
    let mut body = vec![0; length];
    timeout(Duration::from_secs(20), socket.read_exact(&mut body)).await.expect("a body in time").expect("all of it");
    (status, ends)
}

#[tokio::test]
async fn an_early_refusal_leaves_the_connection_as_it_says() {
    let server = Server::sqlite(&[]).await;
    let open = async || {
        let socket = TcpStream::connect(&server.address).await.unwrap();
        BufReader::new(socket)
    };
    let ask = |head: &str| format!("{head}\r\nhost: x\r\ncontent-type: application/json\r\n");
    let again = ask("GET /v1/auth HTTP/1.1") + "\r\n";
    // 401, 404, 405: head, answer, body, and the next request on the same connection; or all of it but the answer at once.
    for (head, refused) in [
        ("POST /v1/web/finance/top-up/session HTTP/1.1", 401),
        ("POST /v1/nothing HTTP/1.1", 404),
        ("POST /v1/auth HTTP/1.1", 405),
        ("POST /api/v6/users/x/connection HTTP/1.1", 401),
    ] {
        let (head, body) = (ask(head) + "content-length: 60000\r\n\r\n", " ".repeat(60_000));
        let mut socket = open().await;
        for apart in [true, false] {
            socket.write_all(head.as_bytes()).await.unwrap();
            if apart {
                assert_eq!(next(&mut socket).await, (refused, false), "{head}");
            }
            socket.write_all(body.as_bytes()).await.unwrap();
            socket.write_all(again.as_bytes()).await.unwrap();
            if !apart {
                assert_eq!(next(&mut socket).await, (refused, false), "{head}");
            }
            assert_eq!(next(&mut socket).await.0, 401);
        }
    }
    // What is too much to throw away, of no known length, or only sent when wanted, ends the connection, and that is said.
    for length in [
        "content-length: 9000000\r\n",
        "transfer-encoding: chunked\r\n",
        "content-length: 5\r\nexpect: 100-continue\r\n",
    ] {
        let mut socket = open().await;
        socket.write_all(format!("{}{length}\r\n", ask("POST /v1/nothing HTTP/1.1")).as_bytes()).await.unwrap();
        assert_eq!(next(&mut socket).await, (404, true), "{length}");
    }
    // Who never sends what they announced holds the connection for seconds only.
    let mut socket = open().await;
    socket.write_all((ask("POST /v1/nothing HTTP/1.1") + "content-length: 5\r\n\r\n").as_bytes()).await.unwrap();
    assert_eq!(next(&mut socket).await, (404, false));
    let left = timeout(Duration::from_secs(20), socket.read(&mut [0; 1])).await.expect("an end in time");
    assert!(matches!(left, Ok(0) | Err(_)), "{left:?}");
}
