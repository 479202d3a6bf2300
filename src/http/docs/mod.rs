//! What people read: the page at `/`, OpenAPI as the compiler bundled it, Swagger UI, the guide, and a page behind every
//! error code. Nothing of it comes from elsewhere.

mod errors;
mod guide;
mod index;
mod page;
mod sockets;
mod swagger;

pub use guide::{PAGES, Page};

use super::{edge::Edge, routes::read_only, tags};
use crate::contract::{replyke, symphony, v1, v2};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use bytes::Bytes;
use poem::{
    Endpoint, Request, Response, Result, Route,
    endpoint::make_sync,
    error::NotFoundError,
    http::{HeaderValue, StatusCode, header, uri::Authority},
};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::sync::{Arc, LazyLock};
use utoipa::openapi::{
    OpenApi,
    extensions::Extensions,
    schema::{ObjectBuilder, Schema, SchemaType},
};

/// The documents, by the name in their address.
pub const DOCUMENTS: [Published; 3] = [
    Published {
        name: "v1",
        title: "Talkamie v1",
        about: "Talkamie’s own API under <code>/v1</code>: people, connections, chats, calls, coins.",
        address: "/openapi/v1.json",
        bundled: v1::DOCUMENT,
    },
    Published {
        name: "replyke-v6",
        title: "Replyke v6",
        about: "The same people for clients of Replyke, under <code>/api/v6</code>.",
        address: "/openapi/replyke-v6.json",
        bundled: replyke::DOCUMENT,
    },
    Published {
        name: "symphony-pod",
        title: "Symphony Pod",
        about: "The same people for clients of the Symphony Pod API, under <code>/pod</code> and <code>/login</code>.",
        address: "/openapi/symphony-pod.json",
        bundled: symphony::DOCUMENT,
    },
];

/// What v2 changes: published only where previews are served.
pub const PREVIEW: Published = Published {
    name: "v2",
    title: "Talkamie v2, preview",
    about: "What version 2 changes, under <code>/v2</code>. It may change without notice.",
    address: "/openapi/v2.json",
    bundled: v2::DOCUMENT,
};

/// Every document there is, whether it is served or not.
pub fn all() -> impl Iterator<Item = Published> {
    DOCUMENTS.into_iter().chain([PREVIEW])
}

/// One published document.
#[derive(Debug, Clone, Copy)]
pub struct Published {
    pub name: &'static str,
    pub title: &'static str,
    /// What it is for; HTML.
    pub about: &'static str,
    pub address: &'static str,
    pub bundled: &'static str,
}

/// A document as utoipa's 3.1 model holds it, schemas verbatim.
///
/// utoipa's schema model knows less of JSON Schema 2020-12 than our files use, so each schema goes in whole through
/// the one member that carries arbitrary keywords; a test compares what comes out with what went in.
///
/// # Panics
/// When the bundled document does not fit OpenAPI 3.1: the build made it, and a test serves it.
#[must_use]
pub fn document(bundled: &str) -> OpenApi {
    let mut source: Value = serde_json::from_str(bundled).expect("the build wrote the document");
    let schemas = source["components"].as_object_mut().and_then(|components| components.remove("schemas"));
    let mut document: OpenApi = serde_json::from_value(source).expect("the document fits OpenAPI 3.1");
    if let Some(Value::Object(schemas)) = schemas {
        let components = document.components.get_or_insert_default();
        components.schemas.extend(schemas.into_iter().map(|(name, schema)| (name, verbatim(schema).into())));
    }
    document
}

fn verbatim(schema: Value) -> Schema {
    let Value::Object(keywords) = schema else { return ObjectBuilder::new().into() };
    let object = ObjectBuilder::new().schema_type(SchemaType::AnyValue);
    object.extensions(Some(keywords.into_iter().collect::<Extensions>())).build().into()
}

/// A document as it is served: the same text in every process, whose tag names it on every node and after every start.
///
/// # Panics
/// As [`document`].
#[must_use]
pub fn served(bundled: &str) -> Value {
    let order = serde_json::from_str(bundled).expect("the build wrote the document");
    in_order_of(&order, serde_json::to_value(document(bundled)).expect("the model is JSON"))
}

/// A value with its members in the order in which `like` has them: utoipa sorts some, and keeps its extensions, which is
/// what schemas are to it, in maps whose order is another in each process.
fn in_order_of(like: &Value, value: Value) -> Value {
    match (like, value) {
        (Value::Object(like), Value::Object(mut members)) => {
            let mut ordered = Map::new();
            for (name, like) in like {
                ordered.extend(members.swap_remove(name).map(|member| (name.clone(), in_order_of(like, member))));
            }
            ordered.extend(members);
            Value::Object(ordered)
        }
        (Value::Array(like), Value::Array(items)) if like.len() == items.len() => {
            like.iter().zip(items).map(|(like, item)| in_order_of(like, item)).collect()
        }
        (_, value) => value,
    }
}

/// The Replyke project of the examples.
const EXAMPLE_PROJECT: &str = "3f6e0c52-7b1d-4a8e-9c25-d1e8f4a7b960";

/// Somebody invented whom visitors may sign in as, with a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// As the button calls them.
    pub name: &'static str,
    pub email: &'static str,
    pub password: &'static str,
}

/// `/`, `/openapi.json`, `/openapi/…`, `/asyncapi.json`, `/docs/…`.
pub fn endpoint(edge: &Arc<Edge>) -> Route {
    let (visitors, mock) = (edge.settings.visitors.clone(), edge.settings.mock);
    let project = edge.settings.project.clone().unwrap_or_else(|| EXAMPLE_PROJECT.to_owned());
    let preview = edge.settings.previews.then_some(PREVIEW);
    let documents: Vec<_> = DOCUMENTS.into_iter().chain(preview).collect();
    let home = index::page(&documents, &visitors, mock);
    let mut route = Route::new()
        .at("/", read_only(make_sync(move |_| page::html(StatusCode::OK, home.clone()))))
        .at("/docs", read_only(make_sync(|_| redirect("/docs/"))))
        .at("/docs/*path", read_only(pages(swagger::Swagger::new(&documents, &visitors, &project), visitors)))
        .at("/asyncapi.json", read_only(make_sync(asyncapi)));
    for published in documents {
        let project = project.clone();
        let sent = Arc::new(LazyLock::new(move || Sent::of(published, &project)));
        route = route.at(published.address, read_only(json(Arc::clone(&sent))));
        if published.name == "v1" {
            route = route.at("/openapi.json", read_only(json(sent)));
        }
    }
    route
}

/// Everything under `/docs/`.
fn pages(swagger: swagger::Swagger, visitors: Vec<Visitor>) -> impl Endpoint {
    make_sync(move |request: Request| -> Result<Response> {
        let path = request.uri().path();
        let path = path.trim_start_matches("/docs/").trim_start_matches('/');
        let under = |folder: &str| path.strip_prefix(folder).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        if let Some(slug) = under("errors") {
            return Ok(errors::page(slug.trim_matches('/')));
        }
        if let Some(slug) = under("guide") {
            return guide::page(slug.trim_matches('/')).ok_or(NotFoundError.into());
        }
        if let Some(rest) = under("wss") {
            return sockets::page(rest.trim_matches('/'), &visitors).ok_or(NotFoundError.into());
        }
        page::asset(path).or_else(|| swagger.file(path)).ok_or(NotFoundError.into())
    })
}

/// A document as it is sent. Made when somebody first asks for it: making the three of them takes more time and memory than
/// all else that a start does, and most servers are never asked.
struct Sent {
    text: Bytes,
    tag: String,
}

impl Sent {
    /// `project` takes the place of the one in the examples: whoever tries an operation has no other to fill in.
    fn of(published: Published, project: &str) -> Self {
        Self::text(served(published.bundled).to_string().replace(EXAMPLE_PROJECT, project))
    }

    fn text(text: impl Into<Bytes>) -> Self {
        let text = text.into();
        let tag = format!("\"{}\"", BASE64.encode(&Sha256::digest(&text)[..12]));
        Self { text, tag }
    }
}

/// A document that stays as it is while the program runs: a browser that has it asks only whether it changed.
fn json(sent: Arc<LazyLock<Sent, impl FnOnce() -> Sent + Send + 'static>>) -> impl Endpoint {
    make_sync(move |request: Request| send(&request, &sent.tag, || sent.text.clone()))
}

/// A document, which is made only if the caller does not have it yet.
fn send(request: &Request, tag: &str, text: impl FnOnce() -> Bytes) -> Response {
    let response = Response::builder().header(header::CACHE_CONTROL, "no-cache").header(header::ETAG, tag);
    if tags::known(request.headers().get_all(header::IF_NONE_MATCH), tag) {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    response.content_type("application/json").body(text())
}

/// The server that the AsyncAPI document names: unlike OpenAPI it has no way to say "where you found this".
const SOMEWHERE: &str = "\"localhost:8080\"";

/// The document of the WebSocket, at the address that it was asked at.
fn asyncapi(request: Request) -> Response {
    static SENT: LazyLock<Sent> = LazyLock::new(|| Sent::text(v1::ASYNCAPI));
    let Some(host) = here(&request) else { return send(&request, &SENT.tag, || SENT.text.clone()) };
    // The two make the text, so they make its tag: whoever has it already costs no copy.
    let tag = format!("\"{}@{host}\"", SENT.tag.trim_matches('"'));
    send(&request, &tag, || v1::ASYNCAPI.replace(SOMEWHERE, &format!("\"{host}\"")).into())
}

/// The host, with its port, that a request was sent to, if it is one.
fn here(request: &Request) -> Option<&str> {
    let named = request.uri().authority().map(Authority::as_str).or_else(|| request.header(header::HOST))?;
    let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    (!named.is_empty() && named.len() <= HOST_CHARS_MAX && named.bytes().all(part)).then_some(named)
}

/// Longest name of a host with its port. Source: RFC 1035, 2.3.4.
const HOST_CHARS_MAX: usize = 253 + 6;

fn redirect(to: &'static str) -> Response {
    Response::builder()
        .status(StatusCode::PERMANENT_REDIRECT)
        .header(header::LOCATION, HeaderValue::from_static(to))
        .finish()
}
