//! Mock mode: every operation answers with what its document shows, judged as ever and without a database.
//!
//! A request passes what it passes in the real server: routes, limits of size, parameters, bodies, in the same order and
//! with the same words, because it is the same code ([`face`](super::face)). Only two things differ: credentials are looked
//! for and not checked, and where the operation would begin, an example of the document leaves. Nothing is remembered, so
//! the same request always gets the same answer.
//!
//! Callers choose with `Prefer` (RFC 7240): `code=404` takes an answer with that status, `example=NAME` the example of that
//! name; refusals are named by their code. What was honoured is said in `Preference-Applied`; what the operation does not
//! document is ignored, as the RFC wants it.

use super::{docs, edge::trace, face::Wording};
use crate::{
    contract::runtime::{Code, Operation},
    operations::failure::Fault,
};
use bytes::Bytes;
use poem::{
    Request, Response,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
};
use serde_json::Value;
use std::{collections::HashMap, error::Error, fmt, iter};

/// The preference that names a status.
const CODE: &str = "code";
/// The preference that names an example.
const EXAMPLE: &str = "example";
/// Seconds after which a refusal that says "later" may be tried again.
const RETRY_AFTER_S: u64 = 1;

const PREFER: HeaderName = HeaderName::from_static("prefer");
const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// Everything that the documents show, by face and operation.
pub struct Mock {
    shown: HashMap<(&'static str, String), Vec<Shown>>,
}

/// One example of one success.
struct Shown {
    status: u16,
    name: String,
    /// The media type of the document; empty for an answer without a body.
    media: String,
    /// Headers that such an answer always has, as the document shows them.
    headers: HeaderMap,
    body: Bytes,
}

/// An answer on its way out: poem carries it as an error past the operation that it stands for.
#[derive(Debug)]
pub struct Told {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// What may be answered: a success that is shown, or a refusal.
enum Choice<'a, C> {
    Shown(&'a Shown),
    Refusal(C),
}

impl<C: Code> Choice<'_, C> {
    fn status(&self) -> u16 {
        match self {
            Self::Shown(shown) => shown.status,
            Self::Refusal(code) => code.status(),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Shown(shown) => &shown.name,
            Self::Refusal(code) => code.slug(),
        }
    }
}

impl Mock {
    /// Reads the documents of all faces.
    #[must_use]
    pub fn new() -> Self {
        let mut shown = HashMap::new();
        for published in docs::all() {
            let document: Value = serde_json::from_str(published.bundled).unwrap_or_default();
            for (_, item) in members(&document["paths"]) {
                for (_, operation) in members(item) {
                    let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
                    shown.insert((published.name, id), successes(&document, operation));
                }
            }
        }
        Self { shown }
    }

    /// What `O` answers to a request that it would accept.
    pub(super) async fn answer<O: Operation<Code: Wording>>(&self, request: &Request) -> Told {
        let wish = Wish::of(request.headers());
        let shown = self.shown.get(&(O::Code::FACE, O::INFO.id.to_owned())).map_or(&[][..], Vec::as_slice);
        let refusals = O::INFO.errors.iter().map(|code| Choice::Refusal(*code));
        let all: Vec<_> = shown.iter().map(Choice::Shown).chain(refusals).collect();
        let coded = |choice: &&Choice<'_, O::Code>| wish.code == Some(choice.status());
        let named = |choice: &&Choice<'_, O::Code>| wish.names(choice.name());
        let both = all.iter().find(|choice| coded(choice) && named(choice));
        let chosen = both.or_else(|| all.iter().find(coded)).or_else(|| all.iter().find(named));
        let mut told = match chosen.or(all.first()) {
            Some(Choice::Shown(shown)) => Told::shown::<O::Code>(shown),
            Some(Choice::Refusal(code)) => {
                let fault = Fault::of(*code);
                let later = matches!(code.status(), 429 | 503);
                Told::refusal(&if later { fault.retry_after(RETRY_AFTER_S) } else { fault }, request).await
            }
            None => Told::refusal(&Fault::<O::Code>::internal("the document shows no answer"), request).await,
        };
        told.headers.append(header::VARY, HeaderValue::from_static("prefer"));
        if let Some(chosen) = chosen {
            // A face may word a refusal as another one: what was sent is what counts.
            let code = wish.code.filter(|wished| *wished == told.status).map(|status| format!("{CODE}={status}"));
            let example = named(&chosen).then(|| format!("{EXAMPLE}={}", chosen.name()));
            let applied = code.into_iter().chain(example).collect::<Vec<_>>().join(", ");
            told.headers.extend(HeaderValue::from_str(&applied).ok().map(|applied| (PREFERENCE_APPLIED, applied)));
        }
        told
    }
}

impl Default for Mock {
    fn default() -> Self {
        Self::new()
    }
}

impl Told {
    fn shown<C: Wording>(shown: &Shown) -> Self {
        let media = match &*shown.media {
            "" => None,
            "application/json" => Some(HeaderValue::from_static(C::JSON)),
            other => HeaderValue::from_str(&format!("{other}; charset=utf-8")).ok(),
        };
        let mut headers = shown.headers.clone();
        headers.extend(media.map(|media| (header::CONTENT_TYPE, media)));
        Self { status: StatusCode::from_u16(shown.status).unwrap_or_default(), headers, body: shown.body.clone() }
    }

    async fn refusal<C: Wording>(fault: &Fault<C>, request: &Request) -> Self {
        let mut response = C::render(fault, trace(request));
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        // The face has just written it: it is in memory.
        let body = response.take_body().into_bytes().await.unwrap_or_default();
        Self { status, headers, body }
    }

    /// As it is sent.
    pub(super) fn into_response(self) -> Response {
        let mut response = Response::builder().status(self.status).body(self.body);
        *response.headers_mut() = self.headers;
        response
    }

    pub(super) fn status(&self) -> StatusCode {
        self.status
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an example with {}", self.status)
    }
}

impl Error for Told {}

/// What a caller would rather have.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    code: Option<u16>,
    example: Option<String>,
}

impl Wish {
    /// Of each preference the first that is there counts. Source: RFC 7240, 2.
    fn of(headers: &HeaderMap) -> Self {
        let texts = headers.get_all(PREFER).iter().filter_map(|value| value.to_str().ok());
        let all: Vec<_> = texts.flat_map(preferences).collect();
        let first = |wanted: &str| all.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        Self {
            code: first(CODE).and_then(|(_, value)| value.parse().ok()),
            example: first(EXAMPLE).map(|(_, value)| value.clone()),
        }
    }

    /// Whether this is the example that is wished for. The documents write a refusal's code with a dash.
    fn names(&self, name: &str) -> bool {
        self.example.as_deref().is_some_and(|wished| wished == name || wished == name.replace('/', "-"))
    }
}

/// `name=value` pairs of a header `Prefer`, without their parameters. A value may be quoted.
fn preferences(text: &str) -> Vec<(String, String)> {
    let mut quoted = false;
    let mut pieces = text.split(|c: char| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    iter::from_fn(|| pieces.next())
        .filter_map(|piece| {
            let (name, value) = piece.split(';').next()?.split_once('=')?;
            Some((name.trim().to_owned(), value.trim().trim_matches('"').to_owned()))
        })
        .collect()
}

/// Every success that the document shows, in its order. Without an example of its own an answer shows those of its schema.
fn successes(document: &Value, operation: &Value) -> Vec<Shown> {
    let mut out = vec![];
    for (status, response) in members(&operation["responses"]) {
        let Some(status) = status.parse().ok().filter(|status| (200..300).contains(status)) else { continue };
        let response = resolved(document, response);
        let headers = headers(response);
        let mut shown = |media: &str, name: String, example: Option<&Value>| {
            let body = match example {
                Some(Value::String(text)) if !media.ends_with("json") => Bytes::from(text.clone()),
                Some(value) => serde_json::to_vec(value).unwrap_or_default().into(),
                None => Bytes::new(),
            };
            out.push(Shown { status, name, media: media.to_owned(), headers: headers.clone(), body });
        };
        if members(&response["content"]).next().is_none() {
            shown("", String::new(), None);
        }
        for (media, content) in members(&response["content"]) {
            let named: Vec<_> = members(&content["examples"]).collect();
            if let Some(example) = content.get(EXAMPLE) {
                shown(media, format!("{EXAMPLE}1"), Some(example));
            } else if named.is_empty() {
                let schema = resolved(document, &content["schema"]);
                for (at, example) in schema["examples"].as_array().into_iter().flatten().enumerate() {
                    shown(media, format!("{EXAMPLE}{}", at + 1), Some(example));
                }
            }
            for (name, example) in named {
                shown(media, name.clone(), Some(&resolved(document, example)["value"]));
            }
        }
    }
    out
}

/// The headers that an answer always has and shows.
fn headers(response: &Value) -> HeaderMap {
    let always = members(&response["headers"]).filter(|(_, header)| header["x-optional"] != true);
    always
        .filter_map(|(name, header)| Some((name.parse::<HeaderName>().ok()?, header[EXAMPLE].as_str()?.parse().ok()?)))
        .collect()
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// What a reference within the document names, or the value itself.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value["$ref"].as_str().and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_read_as_the_rfc_says() {
        for (header, code, example) in [
            ("", None, None),
            ("code=404", Some(404), None),
            ("CODE = 404", Some(404), None),
            ("respond-async, code=404, example=connection/not-found", Some(404), Some("connection/not-found")),
            ("code=404, code=422", Some(404), None),
            ("code=teapot, code=404", None, None),
            ("example=\"a, b\"; wait=5, code=\"200\"", Some(200), Some("a, b")),
            ("code", None, None),
        ] {
            let headers = [(PREFER, HeaderValue::from_static(header))].into_iter().collect();
            assert_eq!(Wish::of(&headers), Wish { code, example: example.map(str::to_owned) }, "{header}");
        }
    }

    #[test]
    fn every_operation_shows_a_success() {
        let mock = Mock::new();
        let without: Vec<_> = mock.shown.iter().filter(|(_, shown)| shown.is_empty()).map(|(key, _)| key).collect();
        assert_eq!(without, Vec::<&(&str, String)>::new());
        let empty: Vec<_> = mock
            .shown
            .iter()
            .filter(|(_, shown)| shown.iter().any(|shown| !shown.media.is_empty() && shown.body.is_empty()))
            .map(|((_, id), _)| id)
            .collect();
        assert_eq!(empty, Vec::<&String>::new(), "an answer with a body shows one");
    }
}
