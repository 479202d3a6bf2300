//! What is around every route: contract/replyke.md 1 and 9.

use super::*;
use crate::{harness::promise::implemented, promises::world::World};
use poem::http::header;

on_both! {
    async fn addresses_that_cannot_be_read_are_this_faces_too(app) {
        let (ann, _) = ann_and_ben(&app).await;
        for id in ["%FF", "%00", "a%00b", "%C3%28", "%ff%fe"] {
            refused(&ann.get(at(&format!("/users/{id}/connection"))).await, 400, "connection/invalid-user-id", BAD_USER);
            refused(&ann.post_empty(at(&format!("/users/{id}/connection"))).await, 400, "connection/invalid-receiver-id", BAD_USER);
            refused(&ann.get(at(&format!("/users/{id}/connections"))).await, 400, "user/invalid-user-id", BAD_USER);
            refused(&patch(&ann, by_id(id, "/accept")).await, 400, "connection/invalid-connection-id", BAD_CONNECTION);
            plain(&app.anonymous().get(at(&format!("/users/{id}/connection"))).await, 401, "Unauthorized");
            refused(&app.anonymous().get(format!("/api/v6/{id}/users/{ann}/connections-count")).await, 404, "project/not-found", "Project not found.");
            ann.get(at(&format!("/{id}"))).await.expect_problem("route/unknown");
        }
        for base in ["/API/v6", "/Api/V6"] {
            assert_eq!(ann.get(format!("{base}/{TENANT}/Connections/COUNT/?a=B")).await.expect(200), json!({ "count": 0 }));
        }
        for (method, path) in [(Method::PUT, at("/connections")), (Method::GET, at("/nothing")), (Method::GET, "/api/v6".to_owned()), (Method::GET, "/api/v6/".to_owned())] {
            refused(&ann.send(method, &path, None).await, 404, "route/unknown", "There is nothing at this address.");
        }
    }

    async fn whoever_has_an_answer_is_told_so(app) {
        let world = World::new(&app).await;
        let mut asked = 0;
        for promise in implemented().iter().filter(|promise| promise.statuses().contains(&304)) {
            let path = world.path(promise);
            let first = world.ben.call(promise, &path, None).await;
            assert_eq!(first.status, 200, "{}: {}", promise.id(), first.text());
            let headers = [(header::IF_NONE_MATCH, first.header("etag").unwrap().to_owned())];
            let again = world.ben.call_with(promise, &path, &headers, "application/json", None).await;
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{}", promise.id());
            let fresh = world.ben.call_with(promise, &path, &[(header::IF_NONE_MATCH, "W/\"other\"".into())], "application/json", None).await;
            assert_eq!((fresh.status.as_u16(), &fresh.body), (200, &first.body), "{}", promise.id());
            asked += 1;
        }
        assert_eq!(asked, 9);
    }

    async fn routing_is_lenient(app) {
        let (ann, ben) = ann_and_ben(&app).await;
        connected(&ann, &ben).await;
        let tenant = TENANT.to_string().to_uppercase();
        for path in [at("/connections/"), at("/Connections"), format!("/api/v6/{tenant}/CONNECTIONS/"), "/api/v6/connections/".to_owned(), at("/connections/?page=1")] {
            assert_eq!(ann.get(&path).await.expect(200)["pagination"]["totalCount"], 1, "{path}");
        }
        ann.get(at(&format!("/Users/{}/Connection/", ben.to_string().to_uppercase()))).await.expect(200);
        // HEAD on every GET.
        let whole = ann.get(at("/connections")).await;
        let head = ann.send(Method::HEAD, &at("/connections"), None).await;
        assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
        assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()));
        for name in ["etag", "content-type"] {
            assert_eq!(head.header(name), whole.header(name), "{name}");
        }
        let refused_head = app.anonymous().send(Method::HEAD, &at("/connections"), None).await;
        assert_eq!((refused_head.status.as_u16(), refused_head.body.len()), (401, 0));
        // ETags.
        let etag = whole.header("etag").unwrap().to_owned();
        assert!(etag.starts_with("W/\""), "{etag}");
        let token = format!("Bearer {}", token(&ann));
        for (given, status) in [(etag.clone(), 304), (format!("\"x\", {etag}"), 304), ("*".into(), 304), (etag.replace("W/", ""), 304), ("W/\"x\"".into(), 200)] {
            let answer = raw(&app, Method::GET, &at("/connections"), &[("authorization", &token), ("if-none-match", &given)], "").await;
            assert_eq!((answer.status.as_u16(), answer.body.is_empty(), answer.header("etag")), (status, status == 304, Some(etag.as_str())), "{given}");
        }
        ann.delete(with(&ben)).await.expect(200);
        let answer = raw(&app, Method::GET, &at("/connections"), &[("authorization", &token), ("if-none-match", &etag)], "").await;
        assert_eq!(answer.expect(200)["connections"], json!([]));
        // What is not there.
        let id = asked(&ann, &ben).await;
        let nothing = |answer: &Answer| {
            assert_eq!(answer.status, 404);
            assert_eq!(answer.json()["error"], "There is nothing at this address.");
        };
        nothing(&ann.put(with(&ben), json!({})).await);
        nothing(&ben.post_empty(by_id(&id, "/accept")).await);
        nothing(&ann.get(by_id(&id, "")).await);
        nothing(&ann.get(at("/connections/pending")).await);
        nothing(&ann.get(at("/users/connections")).await);
        nothing(&ann.get(at("/follows")).await);
        nothing(&ann.get("/api/v6").await);
        nothing(&ann.get(at("/connections//count")).await);
    }
}

#[tokio::test]
async fn limits_are_kept_by_route_and_address() {
    let settings =
        EdgeSettings { rate_limits: true, trust_forwarded_for: true, check_answers: true, ..EdgeSettings::default() };
    let app = TestApp::start_with(Db::Sqlite, settings).await.unwrap();
    let (ann, ben) = ann_and_ben(&app).await;
    let from = async |address: &str, method: Method, path: &str, token: Option<&str>| {
        let bearer = format!("Bearer {}", token.unwrap_or_default());
        let mut headers = vec![("x-forwarded-for", address)];
        if token.is_some() {
            headers.push(("authorization", &bearer));
        }
        raw(&app, method, path, &headers, "").await
    };
    let began_s = (app.ctx.clock.now_ms() + 300_000 + 999) / 1000;
    let (a, path) = (token(&ann), with(&ben));
    // Limit, then token, then handler: a flood without a token gets 401s, then 429s.
    for n in 1..=25_u64 {
        app.clock.advance_ms(1000);
        let answer = if n % 2 == 0 {
            from("192.0.2.1", Method::POST, &path, Some(&a)).await
        } else {
            from("192.0.2.1", Method::POST, &path, None).await
        };
        assert_ne!(answer.status, 429, "{n}");
        let header = |name: &str| answer.header(name).and_then(|text| text.parse::<i64>().ok());
        assert_eq!(header("x-ratelimit-limit"), Some(25));
        assert_eq!(header("x-ratelimit-remaining"), Some(25 - i64::try_from(n).unwrap()));
        assert_eq!(header("x-ratelimit-reset"), Some(began_s + 1));
        assert_eq!(answer.header("ratelimit-limit"), None);
        assert_eq!(answer.header("retry-after"), None);
    }
    let over = from("192.0.2.1", Method::POST, &path, None).await;
    assert_eq!((over.status.as_u16(), over.text().as_str()), (429, "Too many attempts, please try again shortly"));
    assert_eq!(over.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!((over.header("retry-after"), over.header("x-ratelimit-remaining")), (Some("276"), Some("0")));
    // The alias is the same route; another address, another route have buckets of their own.
    assert_eq!(from("192.0.2.1", Method::POST, &format!("/api/v6/users/{ben}/connection"), Some(&a)).await.status, 429);
    assert_eq!(from("192.0.2.2", Method::POST, &path, Some(&a)).await.status, 409);
    assert_eq!(from("192.0.2.1", Method::GET, &path, Some(&a)).await.header("x-ratelimit-remaining"), Some("99"));
    // The window ends.
    app.clock.advance_ms(276_000);
    assert_eq!(from("192.0.2.1", Method::POST, &path, Some(&a)).await.status, 409);
    // Routes without a limit say nothing of one.
    let unlimited = from("192.0.2.1", Method::GET, &at("/app-notifications"), Some(&a)).await;
    assert_eq!(
        (unlimited.status.as_u16(), unlimited.header("x-ratelimit-limit"), unlimited.header("ratelimit-limit")),
        (200, None, None)
    );
    for (method, path, limit) in [
        (Method::DELETE, with(&ben), "50"),
        (Method::GET, at(&format!("/users/{ben}/connections")), "100"),
        (Method::GET, at(&format!("/users/{ben}/connections-count")), "100"),
        (Method::GET, at("/connections"), "100"),
        (Method::GET, at("/connections/count"), "100"),
        (Method::GET, at("/connections/pending/sent"), "100"),
        (Method::GET, at("/connections/pending/received"), "100"),
        (Method::PATCH, by_id("x", "/accept"), "50"),
        (Method::PUT, by_id("x", "/decline"), "50"),
        (Method::DELETE, by_id("x", ""), "50"),
        (Method::POST, at("/auth/sign-up"), "5"),
        (Method::POST, at("/auth/sign-in"), "5"),
        (Method::POST, at("/auth/verify-external-user"), "50"),
        (Method::POST, at("/auth/request-new-access-token"), "50"),
        (Method::POST, at("/auth/sign-out"), "5"),
        (Method::POST, at("/auth/change-password"), "5"),
        (Method::PATCH, at("/app-notifications/x/mark-as-read"), "100"),
        (Method::PATCH, at("/app-notifications/mark-all-as-read"), "20"),
        (Method::GET, at("/users/%FF/connection"), "100"),
    ] {
        let answer = from("192.0.2.1", method, &path, None).await;
        assert_eq!(answer.header("x-ratelimit-limit"), Some(limit), "{path}");
    }
}

#[tokio::test]
async fn a_mistake_of_ours_tells_nothing_of_ours() {
    let app = TestApp::start(Db::Sqlite).await.unwrap();
    let (ann, ben) = ann_and_ben(&app).await;
    ann.get(at("/connections/count")).await.expect(200);
    app.ctx.store.close().await;
    let answer = ann.get(with(&ben)).await;
    assert_eq!(answer.status, 503);
    let body = answer.json();
    assert_eq!(
        (&body["code"], &body["error"]),
        (&json!("store/unavailable"), &json!("The server cannot reach its database right now."))
    );
    assert_eq!(body["details"], format!("request {}", answer.header("x-request-id").unwrap()));
    assert_eq!(answer.header("retry-after"), Some("1"));
}

#[test]
fn what_is_routed_is_what_is_promised() {
    use std::collections::BTreeSet;
    use talkamie::contract::replyke::OPERATIONS;
    let routed = talkamie::http::face::routed::<talkamie::http::replyke::Api>();
    let served: BTreeSet<(String, String)> =
        routed.iter().map(|(method, path, ..)| (method.clone(), path.clone())).collect();
    let promised: BTreeSet<(String, String)> = OPERATIONS
        .iter()
        .flat_map(|o| o.aliases.iter().copied().chain([(o.method, o.path)]))
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    assert_eq!(served, promised);
}
