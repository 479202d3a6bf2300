//! What every request meets at the edge: origins, limits, text that cannot be, documents.

use crate::harness::{Db, TestApp};
use poem::{
    Request,
    http::{Method, header},
};
use serde_json::json;
use talkamie::http::EdgeSettings;

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
        let known = Request::builder().uri_str(path).header(header::IF_NONE_MATCH, answer.header("etag").unwrap());
        assert_eq!(nobody.request(known.finish()).await.status, 304);
    }
    let said = nobody.get("/asyncapi.json").await;
    assert_eq!(said.json()["asyncapi"], "3.0.0");
    let known =
        Request::builder().uri_str("/asyncapi.json").header(header::IF_NONE_MATCH, said.header("etag").unwrap());
    assert_eq!(nobody.request(known.finish()).await.status, 304);
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
    for code in talkamie::contract::v1::ErrorCode::ALL {
        let page = nobody.get(format!("/docs/errors/{}", code.slug())).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains(code.slug()));
    }
    assert_eq!(nobody.get("/docs/errors/no/such").await.status, 404);
    nobody.get("/docs/nothing.js").await.expect_problem("route/unknown");
}

on_both! {
    async fn a_nul_is_refused_wherever_it_stands(app) {
        let (ann, _) = app.ann_and_ben().await;
        assert_eq!(ann.get("/v1/connections/users?keyword=%00").await.expect_invalid(), ["/keyword"]);
        ann.put(format!("/v1/user/{ann}"), json!({ "name": "a\u{0}b" })).await.expect_problem("body/malformed");
        assert_eq!(ann.get("/v1/user/a%2541").await.expect_invalid(), ["/id"], "decoded once");
    }
}
