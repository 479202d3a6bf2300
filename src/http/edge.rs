//! What every request passes at the edge, whatever the face: its name, its parameters, its body, its limit.

use super::{
    cors::Origins,
    docs::Visitor,
    limits::{Limits, Standing},
    mock::Mock,
    observe::Figures,
};
use crate::{
    contract::{
        oracle::Oracle,
        runtime::{Ending, Parameter, Place, RawParams},
    },
    domain::limits::BODY_BYTES_MAX,
    operations::Ctx,
};
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt as _;
use percent_encoding::percent_decode_str;
use poem::{Body, Request, RequestBody, http::header};
use std::{
    borrow::Cow,
    net::IpAddr,
    pin::pin,
    sync::{Arc, OnceLock},
    time::Duration,
};
use uuid::Uuid;

/// What the edge is set to.
#[derive(Debug, Clone, Default)]
pub struct EdgeSettings {
    /// Origins that a browser may call from; `http://localhost` with any port when the list is empty.
    pub origins: Vec<String>,
    /// Whether the caller's address is what `X-Forwarded-For` says first: only behind a proxy that sets it.
    pub trust_forwarded_for: bool,
    /// Whether rate limits are kept.
    pub rate_limits: bool,
    /// Requests of one caller to one operation in a minute, where the contract says nothing; `None`: 1200.
    pub requests_per_minute: Option<u64>,
    /// Whether limits of our own choice are a hundred times as wide: in the development stage.
    pub generous: bool,
    /// Whether every answer is checked against the document: in tests and development.
    pub check_answers: bool,
    /// Whom the documentation offers to sign in as; nobody, where people are.
    pub visitors: Vec<Visitor>,
    /// The Replyke project that they are in: the documentation fills it in. `None`: that of the examples.
    pub project: Option<String>,
    /// Whether versions to come are served beside the others.
    pub previews: bool,
    /// Whether operations answer with examples instead of being run.
    pub mock: bool,
}

/// How many times as many requests are let through in the development stage: a suite of tests asks from one address what many
/// people ask from many.
const GENEROUS_TIMES: u64 = 100;

impl EdgeSettings {
    /// How many requests are let through where the document says so many.
    pub fn allowance(&self, requests: u64) -> u64 {
        if self.generous { requests.saturating_mul(GENEROUS_TIMES) } else { requests }
    }
}

/// What requests share.
pub struct Edge {
    pub ctx: Ctx,
    pub settings: EdgeSettings,
    /// The pages that may call.
    pub origins: Origins,
    /// What answers in the place of operations.
    pub mock: Option<Mock>,
    pub limits: Limits,
    pub figures: Figures,
}

/// What is learned about one request while it is served.
#[derive(Default)]
pub struct Trace {
    pub id: Uuid,
    /// The path that was asked for, before any part of it was stripped.
    pub path: String,
    /// The face that was asked, whether it knows the route or not: two faces may call an operation alike.
    pub face: OnceLock<&'static str>,
    pub operation: OnceLock<&'static str>,
    /// Status and component of each answer that the operation promises.
    pub promises: OnceLock<&'static [(u16, Option<&'static str>)]>,
    pub standing: OnceLock<Standing>,
    /// What the operation says of its end.
    pub ending: OnceLock<Ending>,
    /// The methods of an address that is no operation's.
    pub methods: OnceLock<&'static str>,
}

/// The shared state of the edge.
///
/// # Panics
/// When a route was mounted outside [`super::endpoint`]: a mistake that the first request would show.
pub fn edge(request: &Request) -> &Arc<Edge> {
    request.data().expect("every route is mounted under the edge")
}

/// What is known about this request.
///
/// # Panics
/// As [`edge`].
pub fn trace(request: &Request) -> &Arc<Trace> {
    request.data().expect("every route is mounted under the edge")
}

/// The caller's address, for limits. Behind a trusted proxy it is the last one that `X-Forwarded-For` names: the proxy
/// wrote that one itself, those before it are the caller's own words.
pub fn address(request: &Request) -> Option<IpAddr> {
    let forwarded = || {
        let last = request.headers().get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    let trusted = edge(request).settings.trust_forwarded_for;
    trusted.then(forwarded).flatten().or_else(|| request.remote_addr().as_socket_addr().map(|address| address.ip()))
}

/// The parameters of a request, as the generated readers see them.
pub struct Raw<'a> {
    pub request: &'a Request,
    pub oracle: &'static Oracle,
    /// The operation's path, and its aliases.
    pub path: &'static str,
    pub aliases: &'static [(&'static str, &'static str)],
    /// Whether several values of one name in the query are one list.
    pub unites: bool,
}

/// poem-openapi numbers the parameters of a path instead of naming them.
const NUMBERED: [&str; 4] = ["param0", "param1", "param2", "param3"];

impl Raw<'_> {
    /// The text of a path parameter: its place is that of its name in the path that was matched, which is the one with
    /// as many parameters as the request has.
    ///
    /// poem has decoded it.
    pub fn path_param(&self, name: &str) -> Option<&str> {
        let count = NUMBERED.iter().take_while(|numbered| self.request.raw_path_param(numbered).is_some()).count();
        let names = |path: &'static str| path.split('/').filter_map(|part| part.strip_prefix('{')?.split_once('}'));
        let mut paths = std::iter::once(self.path).chain(self.aliases.iter().map(|(_, path)| *path));
        let matched = paths.find(|path| names(path).count() == count)?;
        let (place, (_, ending)) = names(matched).enumerate().find(|(_, (known, _))| *known == name)?;
        self.request.raw_path_param(NUMBERED[place])?.strip_suffix(ending)
    }
}

impl RawParams for Raw<'_> {
    fn get(&self, p: &Parameter) -> Option<Cow<'_, str>> {
        match p.place {
            Place::Path => self.path_param(p.name).map(Cow::Borrowed),
            Place::Query if self.unites => united(self.request.uri().query()?, p.name, p.literal_plus),
            Place::Query => query(self.request.uri().query()?, p.name, p.literal_plus),
            Place::Cookie => cookie(self.request, p.name).map(Cow::Borrowed),
            // What is no text is judged like any other value, and not taken for absent.
            Place::Header | Place::Body => {
                self.request.headers().get(p.name).map(|value| String::from_utf8_lossy(value.as_bytes()))
            }
        }
    }

    fn oracle(&self) -> &'static Oracle {
        self.oracle
    }
}

/// The first value of `name` in a query string.
pub(super) fn query<'a>(query: &'a str, name: &str, literal_plus: bool) -> Option<Cow<'a, str>> {
    values(query, name, literal_plus).next()
}

/// All values of `name` that are not empty, with commas between them.
fn united<'a>(query: &'a str, name: &str, literal_plus: bool) -> Option<Cow<'a, str>> {
    let mut all = values(query, name, literal_plus);
    let first = all.next()?;
    Some(
        all.filter(|value| !value.is_empty()).fold(first, |before, value| {
            if before.is_empty() { value } else { Cow::Owned(format!("{before},{value}")) }
        }),
    )
}

fn values<'a>(query: &'a str, name: &str, literal_plus: bool) -> impl Iterator<Item = Cow<'a, str>> {
    let named = query.split('&').filter_map(move |pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (percent_decode_str(key).decode_utf8_lossy() == name).then_some(value)
    });
    named.map(move |value| {
        if literal_plus || !value.contains('+') {
            percent_decode_str(value).decode_utf8_lossy()
        } else {
            Cow::Owned(percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned())
        }
    })
}

/// The value of the first cookie of that name, as it was sent.
fn cookie<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let all = request.headers().get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|text| text.split(';')).find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key.trim() == name).then_some(value.trim())
    })
}

/// Longest wait for a whole body. The largest one takes half a minute at 30 kbit a second; slower is no phone, but somebody
/// who holds connections open.
const BODY_WAIT: Duration = Duration::from_secs(30);

/// Why a body could not be taken.
#[derive(Debug)]
pub enum BodyRefusal {
    TooLarge,
    UnsupportedType,
    /// It is encoded, in the way that is named.
    Encoded(String),
    /// The connection ended in the middle.
    Broken,
}

/// Reads the bytes of a JSON body, `None` when there are none. With `any_type` it may be announced as anything.
///
/// # Errors
/// In this order: too large by its own word, encoded, too large, broken off, not JSON by its content type.
pub async fn json_bytes(
    request: &Request,
    body: &mut RequestBody,
    any_type: bool,
) -> Result<Option<Bytes>, BodyRefusal> {
    within(request, BODY_BYTES_MAX)?;
    plain(request)?;
    let Ok(body) = body.take() else { return Ok(None) };
    let bytes = in_time(body, BODY_BYTES_MAX).await?;
    if bytes.is_empty() {
        return Ok(None);
    }
    // Most clients write exactly this; a body without a type is taken for JSON, which it then has to be.
    match request.content_type() {
        None | Some("application/json") => {}
        Some(other) if any_type || is_json(other) => {}
        Some(_) => return Err(BodyRefusal::UnsupportedType),
    }
    Ok(Some(bytes))
}

/// Reads the bytes of a body of any type.
///
/// # Errors
/// In this order: too large by its own word, encoded, too large, broken off.
pub async fn body_bytes(request: &Request, body: Body, bytes_max: usize) -> Result<Bytes, BodyRefusal> {
    within(request, bytes_max)?;
    plain(request)?;
    in_time(body, bytes_max).await
}

/// Whether a body says itself that it is too large.
fn within(request: &Request, bytes_max: usize) -> Result<(), BodyRefusal> {
    let announced = request.header(header::CONTENT_LENGTH).and_then(|n| n.parse::<usize>().ok());
    if announced.is_some_and(|n| n > bytes_max) { Err(BodyRefusal::TooLarge) } else { Ok(()) }
}

/// How the body is encoded; `None`: it is sent as it is. Nothing is unpacked here: a few bytes could become many.
pub fn encoding(request: &Request) -> Option<String> {
    request.headers().get_all(header::CONTENT_ENCODING).iter().find_map(|value| {
        let text = String::from_utf8_lossy(value.as_bytes());
        let mut named = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        let encoded = named.any(|name| !name.eq_ignore_ascii_case("identity"));
        encoded.then(|| text.chars().take(ENCODING_CHARS_MAX).collect())
    })
}

/// Whether a body is sent as it is.
fn plain(request: &Request) -> Result<(), BodyRefusal> {
    encoding(request).map_or(Ok(()), |name| Err(BodyRefusal::Encoded(name)))
}

/// Longest name of an encoding that is told back, in characters.
const ENCODING_CHARS_MAX: usize = 40;

async fn in_time(body: Body, bytes_max: usize) -> Result<Bytes, BodyRefusal> {
    tokio::time::timeout(BODY_WAIT, whole(body, bytes_max)).await.unwrap_or(Err(BodyRefusal::Broken))
}

/// All of a body. Most come in one piece, which is taken as it is.
///
/// poem's own reader keeps 4 KiB in its future, which every layer of a request around it would then move.
async fn whole(body: Body, bytes_max: usize) -> Result<Bytes, BodyRefusal> {
    let mut pieces = pin!(body.into_bytes_stream());
    let first = pieces.try_next().await.map_err(|_| BodyRefusal::Broken)?.unwrap_or_default();
    let mut several = BytesMut::new();
    while let Some(piece) = pieces.try_next().await.map_err(|_| BodyRefusal::Broken)? {
        if several.is_empty() {
            several.extend_from_slice(&first);
        }
        several.extend_from_slice(&piece);
        if several.len() > bytes_max {
            return Err(BodyRefusal::TooLarge);
        }
    }
    let all = if several.is_empty() { first } else { several.freeze() };
    if all.len() > bytes_max { Err(BodyRefusal::TooLarge) } else { Ok(all) }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_values_are_decoded_once() {
        for (text, name, literal, value) in [
            ("a=1&b=2", "b", false, Some("2")),
            ("a=x+y%20z", "a", false, Some("x y z")),
            ("email=a+b@c.de", "email", true, Some("a+b@c.de")),
            ("a&b=", "a", false, Some("")),
            ("k%65y=%25", "key", false, Some("%")),
            ("a=1", "b", false, None),
        ] {
            assert_eq!(query(text, name, literal).as_deref(), value, "{text}");
        }
    }

    #[test]
    fn several_values_are_one_list() {
        for (text, value) in [
            ("a=1&a=2,3&b=4&a=%35", Some("1,2,3,5")),
            ("a=1&a=&a=2", Some("1,2")),
            ("a=&a=2", Some("2")),
            ("a=", Some("")),
            ("b=1", None),
        ] {
            assert_eq!(united(text, "a", false).as_deref(), value, "{text}");
        }
    }
}
