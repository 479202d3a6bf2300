//! What the documents of all faces promise, operation by operation, and visitors who call them: what generated tests
//! stand on. An operation that is added is called by them all without a line of its own.

use super::{
    app::{TENANT, TestApp},
    callers::{Answer, Client},
    witness::FACES,
};
use poem::{
    Body, Request,
    http::{Method, header},
};
use serde_json::Value;
use talkamie::{
    contract::{
        replyke,
        runtime::{Code, OperationInfo},
        symphony, v1,
    },
    domain::symphony::symphony_id,
    operations::sessions,
};

/// One operation of one face.
pub struct Promise {
    pub face: &'static str,
    pub prefix: &'static str,
    pub document: &'static Value,
    pub operation: &'static Value,
    pub method: &'static str,
    pub template: &'static str,
}

/// Every operation that is implemented, of every face.
pub fn implemented() -> Vec<Promise> {
    let mut all = vec![];
    for face in &*FACES {
        for (template, item) in face.document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                if operation["x-status"] != "planned" {
                    all.push(Promise {
                        face: face.name,
                        prefix: face.prefix,
                        document: &face.document,
                        operation,
                        method,
                        template,
                    });
                }
            }
        }
    }
    all
}

impl Promise {
    pub fn id(&self) -> &'static str {
        self.operation["operationId"].as_str().unwrap()
    }

    /// How often one caller may call it in a window, when the contract says so.
    pub fn limit(&self) -> Option<u64> {
        fn of<C>(all: &[&OperationInfo<C>], id: &str) -> Option<u64> {
            all.iter().find(|known| known.id == id)?.limit.map(|(requests, _)| requests)
        }
        match self.face {
            "v1" => of(v1::OPERATIONS, self.id()),
            "replyke-v6" => of(replyke::OPERATIONS, self.id()),
            _ => of(symphony::OPERATIONS, self.id()),
        }
    }

    /// Whether it needs no token.
    pub fn is_public(&self) -> bool {
        let ways = self.operation["security"].as_array();
        ways.is_some_and(|ways| {
            ways.is_empty() || ways.iter().any(|way| way.as_object().is_some_and(|way| way.is_empty()))
        })
    }

    /// Whether it needs no token, and honours a good one.
    pub fn is_optional(&self) -> bool {
        self.is_public() && self.operation["security"].as_array().is_some_and(|ways| ways.len() > 1)
    }

    /// The statuses that the document has.
    pub fn statuses(&self) -> Vec<u16> {
        self.operation["responses"].as_object().unwrap().keys().map(|status| status.parse().unwrap()).collect()
    }

    /// The codes of its refusals.
    pub fn codes(&self) -> Vec<&'static str> {
        self.operation["x-errors"].as_array().into_iter().flatten().map(|code| code.as_str().unwrap()).collect()
    }

    pub fn parameters(&self, place: &str) -> impl Iterator<Item = &'static Value> {
        let all = self.operation["parameters"].as_array().into_iter().flatten();
        let place = place.to_owned();
        all.filter(move |parameter| parameter["in"] == place.as_str())
    }

    /// The path, with `fill` for what stands in it, or the document's examples.
    pub fn path(&self, fill: &dyn Fn(&str) -> Option<String>) -> String {
        let mut path = format!("{}{}", self.prefix, self.template);
        for parameter in self.parameters("path") {
            let name = parameter["name"].as_str().unwrap();
            let value = fill(name).unwrap_or_else(|| match name {
                "projectId" => TENANT.to_string(),
                _ => plain(&parameter["example"]),
            });
            path = path.replace(&format!("{{{name}}}"), &value);
        }
        let needed: Vec<String> = self
            .parameters("query")
            .filter(|parameter| parameter["required"] == true)
            .map(|parameter| {
                let name = parameter["name"].as_str().unwrap();
                format!("{name}={}", fill(name).unwrap_or_else(|| plain(&parameter["example"])))
            })
            .collect();
        if needed.is_empty() { path } else { format!("{path}?{}", needed.join("&")) }
    }

    /// The component of its body, if it takes one.
    pub fn body(&self) -> Option<&'static str> {
        let schema = &self.operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
        schema.as_str().and_then(|reference| reference.rsplit('/').next())
    }

    /// The schema of that name.
    pub fn schema(&self, component: &str) -> &'static Value {
        &self.document["components"]["schemas"][component]
    }

    /// The names of the examples that the document shows of successes.
    pub fn shown(&self) -> Vec<&'static str> {
        let responses = self.operation["responses"].as_object().unwrap().iter();
        let successes = responses.filter(|(status, _)| status.starts_with('2')).map(|(_, response)| response);
        let media = successes.flat_map(|response| response["content"].as_object().into_iter().flatten());
        media
            .flat_map(|(_, media)| media["examples"].as_object().into_iter().flatten())
            .map(|(name, _)| &**name)
            .collect()
    }

    /// A body that the document shows.
    pub fn example(&self) -> Option<Value> {
        Some(self.schema(self.body()?)["examples"][0].clone())
    }
}

/// Sees that an answer is the refusal of this code in the words of its face: Talkamie and Replyke say the code, but where
/// Replyke sends its sentence alone; Symphony says the status once more, and the sentence. What does not fit its schema has none
/// there: its message begins with the place.
#[track_caller]
pub fn refused_as(face: &str, answer: &Answer, code: &str) {
    fn told<C: Code>(all: &[C], code: &str) -> (u16, &'static str) {
        let known = all.iter().find(|known| known.slug() == code).unwrap_or_else(|| panic!("no face says {code}"));
        (known.status(), known.sentence(""))
    }
    let (status, sentence) = match face {
        "v1" => told(v1::ErrorCode::ALL, code),
        "replyke-v6" => told(replyke::ErrorCode::ALL, code),
        _ => told(symphony::ErrorCode::ALL, code),
    };
    assert_eq!(answer.status.as_u16(), status, "no {code}: {answer:?}");
    match (face, serde_json::from_slice::<Value>(&answer.body)) {
        ("symphony-pod", body) => {
            let body = body.unwrap();
            assert_eq!(body["code"], status, "no {code}: {body}");
            let message = body["message"].as_str().unwrap_or_else(|| panic!("no {code}: {body}"));
            if matches!(code, "body/malformed" | "body/unsupported-type") {
                // What cannot be read is named, and how a body is encoded.
                let told = ["The request needs a body", "The body has a text with a NUL in it"];
                let named =
                    message.strip_prefix(sentence).is_some_and(|rest| rest.starts_with(": ") || rest.starts_with(" ("));
                assert!(told.contains(&message) || named, "no {code}: {body}");
            } else if sentence.is_empty() {
                let place = message.split([' ', ':']).next().unwrap();
                let names_it = ["body", "cookie", "header", "path", "query"].contains(&place) && message.contains(": ");
                assert!(names_it, "no {code}: {body}");
            } else {
                assert_eq!(message, sentence, "no {code}: {body}");
            }
        }
        (_, Ok(body)) => assert_eq!(body["code"], code, "{body}"),
        (_, Err(_)) => assert_eq!(answer.text(), sentence),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Somebody at the doors of all three faces; without tokens, nobody.
pub struct Visitor<'a> {
    pub client: Client<'a>,
    pub replyke: Option<String>,
    pub symphony: Option<String>,
    /// What Symphony calls them.
    pub number: i64,
    /// What renews a session of the Talkamie face.
    pub refresh: String,
}

impl<'a> Visitor<'a> {
    pub async fn of(client: Client<'a>) -> Self {
        let ctx = &client.app.ctx;
        let mut tx = ctx.store.write().await.unwrap();
        let user = tx.find_user(TENANT, client.id).await.unwrap().unwrap();
        let tokens = sessions::begin(ctx, &mut tx, TENANT, client.id, "symphony", None).await.unwrap();
        let own = sessions::begin(ctx, &mut tx, TENANT, client.id, "talkamie", None).await.unwrap();
        tx.commit().await.unwrap();
        let replyke = Some(crate::replyke::token(&client));
        let number = symphony_id(user.number).unwrap();
        // A session of its own: what ends it ends no other visit.
        let client = Client { token: Some(own.access), ..client };
        Self { replyke, symphony: Some(tokens.access), number, refresh: own.refresh, client }
    }

    /// Nobody: no tokens at all.
    pub fn nobody(app: &'a TestApp) -> Self {
        Self { client: app.anonymous(), replyke: None, symphony: None, number: 0, refresh: String::new() }
    }

    /// Calls an operation by its own method.
    pub async fn call(&self, promise: &Promise, path: &str, body: Option<Vec<u8>>) -> Answer {
        self.call_as(promise, path, "application/json", body).await
    }

    /// The same with a body that is announced as something else.
    pub async fn call_as(&self, promise: &Promise, path: &str, content_type: &str, body: Option<Vec<u8>>) -> Answer {
        self.call_with(promise, path, &[], content_type, body).await
    }

    /// The same with headers.
    pub async fn call_with(
        &self,
        promise: &Promise,
        path: &str,
        headers: &[(header::HeaderName, String)],
        content_type: &str,
        body: Option<Vec<u8>>,
    ) -> Answer {
        let method: Method = promise.method.to_uppercase().parse().unwrap();
        let mut request = Request::builder().method(method).uri_str(path);
        let bearer =
            |token: &Option<String>| token.as_ref().map(|token| (header::AUTHORIZATION, format!("Bearer {token}")));
        let door = match promise.face {
            "v1" => bearer(&self.client.token),
            "replyke-v6" => bearer(&self.replyke),
            _ => self.symphony.clone().map(|token| (header::HeaderName::from_static("sessiontoken"), token)),
        };
        if let Some((name, value)) = door {
            request = request.header(name, value);
        }
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        self.client.request(request.body(body.map_or_else(Body::empty, Body::from))).await
    }
}
