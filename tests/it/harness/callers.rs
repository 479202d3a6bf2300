//! Who calls, so that each test reads as who does what.

use super::{app::TestApp, reached, witness};
use poem::{
    Body, Request,
    http::{HeaderMap, Method, StatusCode, header},
};
use serde_json::Value;
use std::fmt;
use talkamie::domain::ids::UserId;

/// Somebody with a token, or nobody in particular.
#[derive(Clone)]
pub struct Client<'a> {
    pub app: &'a TestApp,
    pub id: UserId,
    pub token: Option<String>,
}

impl fmt::Display for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

/// An answer that the witness has seen.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    what: String,
}

impl Client<'_> {
    pub async fn get(&self, path: impl AsRef<str>) -> Answer {
        self.send(Method::GET, path.as_ref(), None).await
    }

    pub async fn delete(&self, path: impl AsRef<str>) -> Answer {
        self.send(Method::DELETE, path.as_ref(), None).await
    }

    pub async fn post(&self, path: impl AsRef<str>, body: Value) -> Answer {
        self.send(Method::POST, path.as_ref(), Some(body.to_string().into_bytes())).await
    }

    pub async fn put(&self, path: impl AsRef<str>, body: Value) -> Answer {
        self.send(Method::PUT, path.as_ref(), Some(body.to_string().into_bytes())).await
    }

    /// A POST without a body.
    pub async fn post_empty(&self, path: impl AsRef<str>) -> Answer {
        self.send(Method::POST, path.as_ref(), None).await
    }

    /// Anything at all.
    pub async fn send(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Answer {
        let mut request = Request::builder().method(method.clone()).uri_str(path);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        self.request(request.body(body.map_or_else(Body::empty, Body::from))).await
    }

    /// A request made by hand.
    pub async fn request(&self, request: Request) -> Answer {
        let what = format!("{} {}", request.method(), request.uri());
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let mut response = self.app.call(request).await;
        let body = response.take_body().into_vec().await.expect("a body that can be read");
        let answer = Answer { status: response.status(), headers: response.headers().clone(), body, what };
        assert!(self.app.mock || answer.status != 500, "nothing answers 500: {}", answer.text());
        let seen = witness::see(&method, &path, self.id, &answer);
        // An example shows nothing of what the operation does.
        if let Some((face, operation)) = seen.filter(|_| !self.app.mock) {
            reached::note(face, operation, &answer);
        }
        answer
    }
}

impl Answer {
    /// The whole body.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: not JSON ({error}): {}", self.what, self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The `data` of a success.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.what, self.text());
        let mut body = self.json();
        match body.get_mut("data") {
            Some(data) if self.what.contains(" /v1/") => data.take(),
            _ => body,
        }
    }

    /// The problem of a refusal, by its code.
    #[track_caller]
    pub fn expect_problem(&self, code: &str) -> Value {
        let body = self.json();
        assert_eq!(body["code"], code, "{}: {} {}", self.what, self.status, self.text());
        body
    }

    /// The pointers of the fields that were refused, sorted.
    #[track_caller]
    pub fn expect_invalid(&self) -> Vec<String> {
        let problem = self.expect_problem("request/invalid");
        let mut pointers: Vec<_> = problem["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|e| e["pointer"].as_str().unwrap_or_default().to_owned())
            .collect();
        pointers.sort();
        pointers
    }
}
