//! Live documents: OpenAPI and AsyncAPI as the compiler bundled them, Swagger UI, the pages of the WebSocket, and a page
//! behind every error code.

mod sockets;

use super::edge::Edge;
use crate::contract::{replyke, symphony, v1};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use bytes::Bytes;
use poem::{
    Endpoint, IntoResponse, Request, Response, Result, Route,
    endpoint::make_sync,
    get,
    http::{HeaderValue, StatusCode, header},
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    sync::{Arc, LazyLock},
};
use utoipa::openapi::{
    OpenApi,
    extensions::Extensions,
    schema::{ObjectBuilder, Schema, SchemaType},
};
use utoipa_swagger_ui::{Config, Url};

/// The documents, by the name in their address.
pub const DOCUMENTS: [Published; 3] = [
    Published { name: "v1", title: "Talkamie v1", address: "/openapi/v1.json", bundled: v1::DOCUMENT },
    Published {
        name: "replyke-v6",
        title: "Replyke v6",
        address: "/openapi/replyke-v6.json",
        bundled: replyke::DOCUMENT,
    },
    Published {
        name: "symphony-pod",
        title: "Symphony Pod",
        address: "/openapi/symphony-pod.json",
        bundled: symphony::DOCUMENT,
    },
];

/// One published document.
#[derive(Debug, Clone, Copy)]
pub struct Published {
    pub name: &'static str,
    pub title: &'static str,
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

/// Somebody invented whom visitors may sign in as, with a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// As the button calls them.
    pub name: &'static str,
    pub email: &'static str,
    pub password: &'static str,
}

/// `/openapi.json`, `/openapi/…`, `/asyncapi.json`, `/docs/…`.
pub fn endpoint(edge: &Arc<Edge>) -> Route {
    let mut route = Route::new()
        .at("/docs", get(make_sync(|_| redirect("/docs/"))))
        .at("/docs/*path", get(pages(edge.settings.visitors.clone())))
        .at("/asyncapi.json", get(json(Arc::new(LazyLock::new(|| Sent::text(v1::ASYNCAPI))))));
    for published in DOCUMENTS {
        let sent = Arc::new(LazyLock::new(move || Sent::of(published)));
        route = route.at(published.address, get(json(Arc::clone(&sent))));
        if published.name == "v1" {
            route = route.at("/openapi.json", get(json(sent)));
        }
    }
    route
}

/// A document as it is sent. Made when somebody first asks for it: making the three of them takes more time and memory than
/// all else that a start does, and most servers are never asked.
struct Sent {
    text: Bytes,
    tag: String,
}

impl Sent {
    fn of(published: Published) -> Self {
        Self::text(serde_json::to_vec(&document(published.bundled)).unwrap_or_default())
    }

    fn text(text: impl Into<Bytes>) -> Self {
        let text = text.into();
        let tag = format!("\"{}\"", BASE64.encode(&Sha256::digest(&text)[..12]));
        Self { text, tag }
    }
}

/// A document that stays as it is while the program runs: a browser that has it asks only whether it changed.
fn json(sent: Arc<LazyLock<Sent, impl FnOnce() -> Sent + Send + 'static>>) -> impl Endpoint {
    make_sync(move |request: Request| {
        let Sent { text, tag } = &**sent;
        let response = Response::builder().header(header::CACHE_CONTROL, "no-cache").header(header::ETAG, tag);
        if request.header(header::IF_NONE_MATCH) == Some(tag) {
            return response.status(StatusCode::NOT_MODIFIED).finish();
        }
        response.content_type("application/json").body(text.clone())
    })
}

fn redirect(to: &'static str) -> Response {
    Response::builder()
        .status(StatusCode::PERMANENT_REDIRECT)
        .header(header::LOCATION, HeaderValue::from_static(to))
        .finish()
}

/// Swagger UI reports an error where inheritance leads back to where it came from: a person's connection request names a
/// person (`allOf` of `BasicUser`). That is valid, and shown well but for the report, which this plugin drops.
/// Source: <https://github.com/swagger-api/swagger-ui/issues/10583>, open.
const RECURSION: &str = r#"plugins: [
      () => ({ statePlugins: { err: { wrapActions: { newThrownErrBatch: report => errors =>
        report(errors.filter(error => error.message !== "Elements in allOf must be objects")) } } } }),"#;

fn pages(visitors: Vec<Visitor>) -> impl Endpoint {
    let urls: Vec<_> = DOCUMENTS.iter().map(|published| Url::new(published.title, published.address)).collect();
    let config = Config::new(urls)
        .persist_authorization(true)
        .deep_linking(true)
        .display_request_duration(true)
        .filter(true)
        .try_it_out_enabled(true)
        .default_models_expand_depth(0);
    let config = Arc::new(config);
    make_sync(move |request: Request| -> Result<Response> {
        let path = request.uri().path().trim_start_matches("/docs/").trim_start_matches('/').to_owned();
        if let Some(rest) = path.strip_prefix("errors").filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            return Ok(error_page(rest.trim_matches('/')));
        }
        if let Some(rest) = path.strip_prefix("wss").filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            return sockets::page(rest.trim_matches('/'), &visitors).ok_or(poem::error::NotFoundError.into());
        }
        match utoipa_swagger_ui::serve(&path, Arc::clone(&config)) {
            Ok(Some(file)) if path == "swagger-initializer.js" => {
                let script = String::from_utf8_lossy(&file.bytes).replacen("plugins: [", RECURSION, 1);
                Ok(Response::builder()
                    .content_type(&*file.content_type)
                    .header(header::CACHE_CONTROL, "no-cache")
                    .body(script))
            }
            Ok(Some(file)) => Ok(Response::builder()
                .content_type(&*file.content_type)
                .header(header::CACHE_CONTROL, "no-cache")
                .body(file.bytes.into_owned())),
            _ => Err(poem::error::NotFoundError.into()),
        }
    })
}

/// The page behind a problem's `type`; without a code, the list of all.
fn error_page(slug: &str) -> Response {
    let codes = || v1::ErrorCode::ALL.iter().copied();
    let mut body = String::new();
    let status = if slug.is_empty() {
        body.push_str("<h1>Error codes</h1><table><tr><th>Code<th>Status<th>Meaning</tr>");
        for code in codes() {
            let _ = write!(
                body,
                "<tr><td><a href=\"/docs/errors/{0}\"><code>{0}</code></a><td>{1}<td>{2}</tr>",
                code.slug(),
                code.status(),
                escape(code.title())
            );
        }
        body.push_str("</table>");
        StatusCode::OK
    } else if let Some(code) = codes().find(|code| code.slug() == slug) {
        let operations: Vec<_> = v1::OPERATIONS
            .iter()
            .filter(|o| o.errors.contains(&code))
            .map(|o| {
                format!("<li><a href=\"/docs/#/{0}/{1}\"><code>{1}</code></a>: {2}", o.tag, o.id, escape(o.summary))
            })
            .collect();
        let _ = write!(
            body,
            "<p><a href=\"/docs/errors/\">All error codes</a></p><h1><code>{}</code></h1><p class=\"status\">Status {}</p><p><strong>{}</strong></p><h2>When</h2><p>{}</p><h2>What to do</h2><p>{}</p><h2>Where</h2><ul>{}</ul>",
            code.slug(),
            code.status(),
            escape(code.title()),
            escape(code.when()),
            escape(code.remedy()),
            operations.join("")
        );
        StatusCode::OK
    } else {
        body.push_str("<h1>No such error code</h1><p><a href=\"/docs/errors/\">All error codes</a></p>");
        StatusCode::NOT_FOUND
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"/docs/favicon-32x32.png\"><title>{} · Talkamie errors</title><style>:root{{color-scheme:light dark}}body{{font:1rem/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}}table{{border-collapse:collapse}}td,th{{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8884}}</style><main>{body}</main></html>",
        escape(if slug.is_empty() { "All" } else { slug })
    );
    Response::builder().status(status).content_type("text/html; charset=utf-8").body(page).into_response()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
