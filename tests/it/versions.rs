//! A second version beside the first (`/v2`, a preview), and how an operation tells that it comes to its end.

use crate::{
    guide,
    harness::{Client, Db, TestApp},
};
use poem::{Request, http::header};
use serde_json::{Value, json};
use talkamie::{
    contract::v2,
    http::{EdgeSettings, docs},
};

async fn with_previews(mock: bool) -> TestApp {
    let edge = EdgeSettings { previews: true, mock, check_answers: true, ..EdgeSettings::default() };
    TestApp::start_with(Db::Sqlite, edge).await.unwrap()
}

async fn ask(app: &TestApp, method: &str, path: &str, token: Option<&str>) -> (u16, header::HeaderMap, Value) {
    let caller = Client { token: token.map(str::to_owned), ..app.anonymous() };
    let answer = caller.send(method.parse().unwrap(), path, None).await;
    (answer.status.as_u16(), answer.headers.clone(), serde_json::from_slice(&answer.body).unwrap_or_default())
}

/// The status of something that is not there everywhere: the witness expects the preview to be.
async fn status(app: &TestApp, path: &str) -> u16 {
    app.call(Request::builder().uri_str(path).finish()).await.status().as_u16()
}

#[tokio::test]
async fn a_second_version_is_served_beside_the_first() {
    let app = with_previews(false).await;
    let ben = app.person("Ben Ortiz", talkamie::domain::user::UserType::Volunteer).await;
    let week = |thursday: &str| json!({ "mon": [{ "start": "09:00:00", "end": "12:00:00" }], thursday: [{ "start": "18:00:00", "end": "21:00:00" }] });
    ben.post("/v1/availability/weekly", week("thur")).await.expect(200);

    let token = ben.token.as_deref();
    assert_eq!(ben.get("/v1/availability/weekly").await.expect(200), week("thur"), "v1 stays as it is");
    let (status, headers, body) = ask(&app, "GET", "/v2/availability/weekly", token).await;
    assert_eq!((status, &body["data"]), (200, &week("thu")));
    assert!(headers.get("deprecation").is_none());
    assert!(!v2::oracle().judge("WeeklyAvailabilityItems", &week("thur")).is_empty(), "two schemas of one name");

    for (method, path, token, code) in [
        ("GET", "/v2/availability/weekly", None, "auth/missing"),
        ("GET", "/v2/availability/weekly", Some("x.y"), "auth/invalid"),
        ("POST", "/v2/availability/weekly", token, "route/method-not-allowed"),
        ("GET", "/v2/chats", token, "route/unknown"),
    ] {
        let (status, headers, body) = ask(&app, method, path, token).await;
        assert_eq!(body["code"], code, "{method} {path}: {status}");
        assert_eq!(headers.get(header::ALLOW).is_some(), status == 405);
    }
}

#[tokio::test]
async fn an_operation_tells_that_it_comes_to_its_end() {
    let document: Value = serde_json::from_str(v2::DOCUMENT).unwrap();
    for mock in [false, true] {
        let app = with_previews(mock).await;
        let ben = app.person("Ben Ortiz", talkamie::domain::user::UserType::Volunteer).await;
        for (token, expected) in [(ben.token.as_deref(), 200), (None, 401)] {
            let (status, headers, _) = ask(&app, "GET", "/v2/availability/week", token).await;
            let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
            assert_eq!(status, expected);
            assert_eq!(told("deprecation"), Some("@1795305600"), "RFC 9745: a date of structured fields");
            assert_eq!(told("sunset"), Some("Tue, 01 Jun 2027 00:00:00 GMT"), "RFC 8594: an HTTP date");
            let shown = guide::headers("versioning");
            assert_eq!(shown.iter().map(|(name, _)| &**name).collect::<Vec<_>>(), ["deprecation", "sunset", "link"]);
            for (name, value) in shown {
                assert_eq!(told(&name), Some(&*value), "{name}: the guide says what is sent");
            }
            let answers = &document["paths"]["/availability/week"]["get"]["responses"];
            for name in ["Deprecation", "Sunset", "Link"] {
                let shown = &answers[expected.to_string()]["headers"][name]["example"];
                assert_eq!(shown.as_str(), told(&name.to_lowercase()), "{name}: the document says what is sent");
            }
        }
    }
    let ending = &document["paths"]["/availability/week"]["get"];
    assert_eq!((&ending["deprecated"], &ending["x-sunset"]), (&json!(true), &json!("2027-06-01")));
    assert!(ending["description"].as_str().unwrap().starts_with("**Deprecated since 2026-11-22.**"));
}

#[tokio::test]
async fn a_preview_is_there_only_when_asked_for() {
    let (without, with) = (TestApp::start(Db::Sqlite).await.unwrap(), with_previews(false).await);
    for (app, there) in [(&without, false), (&with, true)] {
        assert_eq!(status(app, "/v2/availability/weekly").await, if there { 401 } else { 404 });
        assert_eq!(status(app, docs::PREVIEW.address).await, if there { 200 } else { 404 });
        let menu = app.anonymous().get("/docs/swagger-initializer.js").await.text();
        assert_eq!(menu.contains(docs::PREVIEW.address), there);
        assert_eq!(app.anonymous().get("/").await.text().contains(docs::PREVIEW.address), there);
    }
}

#[test]
fn a_later_version_has_what_its_operations_need_and_no_more() {
    let document: Value = serde_json::from_str(v2::DOCUMENT).unwrap();
    let schemas: Vec<_> = document["components"]["schemas"].as_object().unwrap().keys().collect();
    for needed in ["WeekDayAbbr", "TimeRange", "WeeklyAvailabilityItems", "WeeklyAvailabilityItemsAnswer", "Problem"] {
        assert!(schemas.contains(&&needed.to_owned()), "{needed}: {schemas:?}");
    }
    assert!(schemas.len() < 15, "{schemas:?}");
    assert!(!schemas.contains(&&"Pagination".to_owned()), "none of its operations answers a page");
    assert!(document["components"]["schemas"]["WeekDayAbbr"]["enum"].as_array().unwrap().contains(&json!("thu")));
}
