//! What the three faces have in common: the order in which a request is judged, and how an answer or a refusal leaves.
//!
//! A face is known by its error code. What differs between them hangs on it ([`Wording`]); who is asking is a type of the
//! face's own ([`Who`]). The generated routes of a face take [`Input`] and give [`Respond`].

use super::{
    edge::{BodyRefusal, Edge, Raw, Trace, address, edge, json_bytes, trace},
    limits::Standing,
    mock::{Mock, Told},
    observe::{log_failure, seconds_until},
};
use crate::{
    contract::{
        oracle::Oracle,
        runtime::{Answer, BodyFault, Code, Ending, InvalidField, Operation, OperationInfo, Params, Place},
    },
    operations::{Ctx, failure::Fault},
};
use poem::{
    Endpoint, Error, FromRequest, IntoResponse, Request, RequestBody, Response, Result,
    error::{MethodNotAllowedError, NotFoundError},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
};
use poem_openapi::{
    ApiResponse, OpenApi,
    registry::{MetaResponse, MetaResponses, Registry},
};
use std::{collections::BTreeSet, marker::PhantomData, sync::Arc};

/// How a face writes.
pub trait Wording: Code {
    /// The name of its document.
    const FACE: &'static str;
    /// The content type of its answers.
    const JSON: &'static str = "application/json";
    /// Whether its texts may have a NUL, which is then stored as the two characters `\\0`.
    const NUL_IS_TEXT: bool = false;
    /// Whether a body may be announced as anything: it is read as JSON all the same.
    const ANY_BODY_TYPE: bool = false;
    /// Whether several values of one name in a query are one list. Otherwise the first counts.
    const REPEATED_IS_A_LIST: bool = false;
    /// Whether its answers tell of limits that its contract does not promise.
    const TELLS_EVERY_LIMIT: bool = true;
    /// Whether the limits of its operations are its contract's, and no setting changes them.
    const LIMITS_ARE_FIXED: bool = false;

    /// The judge of what the one-pass checks do not accept.
    fn oracle() -> &'static Oracle;

    /// The last word on a failure: its status, headers and body.
    fn render(fault: &Fault<Self>, trace: &Trace) -> Response;

    /// What a request with these mistakes is refused with.
    fn invalid(operation: &'static str, fields: Vec<InvalidField>) -> Fault<Self> {
        let _ = operation;
        Fault::invalid(fields)
    }

    /// What a request without the body it needs is refused with.
    fn bodyless(operation: &'static str) -> Fault<Self> {
        let _ = operation;
        Fault::of(Self::BODY_MALFORMED).saying("The request needs a body")
    }

    /// Writes how the caller stands with the limit. Without more said: the draft names of the IETF.
    fn tell_limit(headers: &mut HeaderMap, standing: Standing, now_ms: i64) {
        headers.insert(HeaderName::from_static("ratelimit-limit"), standing.limit.into());
        headers.insert(HeaderName::from_static("ratelimit-remaining"), standing.remaining.into());
        headers.insert(HeaderName::from_static("ratelimit-reset"), seconds_until(standing.reset_ms, now_ms).into());
    }
}

/// How an operation learns who is asking. The type stands in the handler's arguments, so it cannot be forgotten.
pub trait Who<C: Code>: Sized + Send {
    /// # Errors
    /// `auth/missing`, `auth/invalid`; `store/unavailable`.
    fn identify(raw: &Raw<'_>, ctx: &Ctx) -> impl Future<Output = Result<Self, Fault<C>>> + Send;

    /// Whether there are credentials at all, where they are needed. All that mock mode looks at.
    ///
    /// # Errors
    /// `auth/missing`; `auth/invalid` where the credentials cannot be read.
    fn present(_: &Raw<'_>) -> Result<(), Fault<C>> {
        Ok(())
    }
}

/// Nobody in particular.
pub struct Open;

impl<C: Code> Who<C> for Open {
    async fn identify(_: &Raw<'_>, _: &Ctx) -> Result<Self, Fault<C>> {
        Ok(Self)
    }
}

/// Everything that an operation needs to know of a request, proved: who asks, its parameters, its body.
pub struct Input<W, O: Operation> {
    pub who: W,
    pub params: O::Params,
    pub body: O::Body,
}

impl<'a, W: Who<O::Code>, O: Operation<Code: Wording>> FromRequest<'a> for Input<W, O> {
    /// In the order of every operation's `x-errors`: limit, caller, body, then all parameters and fields at once.
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> Result<Self> {
        match &edge(request).mock {
            None => read::<_, W, O>(request, body).await.map_err(refuse),
            Some(mock) => Err(Box::pin(pretend::<_, W, O>(request, body, mock)).await),
        }
    }
}

async fn read<C, W, O>(request: &Request, body: &mut RequestBody) -> Result<Input<W, O>, Fault<C>>
where
    C: Wording,
    W: Who<C>,
    O: Operation<Code = C>,
{
    let raw = admit::<O>(request)?;
    let who = W::identify(&raw, &edge(request).ctx).await?;
    let (params, body) = prove::<O>(&raw, body).await?;
    Ok(Input { who, params, body })
}

/// The request as [`read`] judges it but for the caller, then an example in the place of the operation.
async fn pretend<C, W, O>(request: &Request, body: &mut RequestBody, mock: &Mock) -> Error
where
    C: Wording,
    W: Who<C>,
    O: Operation<Code = C>,
{
    let judged = async {
        let raw = admit::<O>(request)?;
        W::present(&raw)?;
        prove::<O>(&raw, body).await
    };
    match judged.await {
        Ok(_) => {
            let told = mock.answer::<O>(request).await;
            let status = told.status();
            Error::new(told, status)
        }
        Err(fault) => refuse::<C>(fault),
    }
}

/// Names the operation, and counts the request.
fn admit<O: Operation<Code: Wording>>(request: &Request) -> Result<Raw<'_>, Fault<O::Code>> {
    let _ = trace(request).operation.set(O::INFO.id);
    let _ = trace(request).promises.set(O::INFO.answers);
    if let Some(ending) = O::INFO.ending {
        let _ = trace(request).ending.set(ending);
    }
    within_limit::<O>(request, edge(request))?;
    let unites = O::Code::REPEATED_IS_A_LIST;
    Ok(Raw { request, oracle: O::Code::oracle(), path: O::INFO.path, aliases: O::INFO.aliases, unites })
}

/// The parameters and the body, or every mistake in them.
async fn prove<O: Operation<Code: Wording>>(
    raw: &Raw<'_>,
    body: &mut RequestBody,
) -> Result<(O::Params, O::Body), Fault<O::Code>> {
    let any_type = O::Code::ANY_BODY_TYPE;
    let bytes = if O::INFO.body.is_some() { json_bytes(raw.request, body, any_type).await? } else { None };
    // PostgreSQL cannot store a NUL, and no text of this API needs one.
    if !O::Code::NUL_IS_TEXT && bytes.as_deref().is_some_and(has_nul) {
        return Err(Fault::of(O::Code::BODY_MALFORMED).saying("The body has a text with a NUL in it"));
    }
    let mut faults = vec![];
    let params = O::Params::read(raw, &mut faults);
    let body = match O::read_body(bytes.as_deref()) {
        Ok(body) => Some(body),
        Err(BodyFault::Missing) => return Err(O::Code::bodyless(O::INFO.id)),
        Err(BodyFault::Malformed(place)) => {
            return Err(Fault::of(O::Code::BODY_MALFORMED).saying(format!("The body is not JSON: {place}")));
        }
        Err(BodyFault::Invalid(fields)) => {
            faults.extend(fields);
            None
        }
    };
    match (params, body) {
        (Some(params), Some(body)) => Ok((params, body)),
        _ => Err(O::Code::invalid(O::INFO.id, faults)),
    }
}

/// Whether a JSON text writes a NUL. It can only do so escaped.
fn has_nul(json: &[u8]) -> bool {
    json.windows(6).any(|w| w == b"\\u0000")
}

/// Requests of one caller to one operation in a minute, where the contract says nothing: twenty a second.
const REQUESTS_PER_MINUTE: u64 = 1200;

fn within_limit<O: Operation<Code: Wording>>(request: &Request, edge: &Edge) -> Result<(), Fault<O::Code>> {
    // What the document does not promise cannot be answered.
    if !edge.settings.rate_limits || !O::INFO.errors.contains(&O::Code::RATE_LIMITED) {
        return Ok(());
    }
    let usual = edge.settings.requests_per_minute.unwrap_or(REQUESTS_PER_MINUTE);
    let (limit, window_s) = match O::INFO.limit {
        Some(fixed) if O::Code::LIMITS_ARE_FIXED => fixed,
        Some((requests, window_s)) => (edge.settings.allowance(requests), window_s),
        None => (edge.settings.allowance(usual), 60),
    };
    let now_ms = edge.ctx.clock.now_ms();
    let standing = edge.limits.count((O::Code::FACE, O::INFO.id), address(request), limit, window_s, now_ms);
    if O::INFO.limit.is_some() || O::Code::TELLS_EVERY_LIMIT {
        let _ = trace(request).standing.set(standing);
    }
    if standing.allowed {
        return Ok(());
    }
    Err(Fault::of(O::Code::RATE_LIMITED).retry_after(seconds_until(standing.reset_ms, now_ms).max(1)))
}

impl<C: Code> From<BodyRefusal> for Fault<C> {
    fn from(refusal: BodyRefusal) -> Self {
        match refusal {
            BodyRefusal::TooLarge => Self::of(C::BODY_TOO_LARGE),
            BodyRefusal::UnsupportedType => Self::of(C::BODY_UNSUPPORTED_TYPE),
            BodyRefusal::Encoded(encoding) => Self::of(C::BODY_UNSUPPORTED_TYPE)
                .saying(format!("The body is encoded ({encoding}): send it as it is, without Content-Encoding")),
            BodyRefusal::Broken => Self::of(C::BODY_MALFORMED),
        }
    }
}

/// A promised answer of the operation `O`, written.
pub struct Respond<O: Operation> {
    status: u16,
    media: Option<&'static str>,
    body: Vec<u8>,
    headers: HeaderMap,
    operation: PhantomData<O>,
}

/// Turns a handler's outcome into what poem sends.
///
/// # Errors
/// The failure, for [`around`].
pub fn respond<O: Operation>(outcome: Result<O::Answer, Fault<O::Code>>) -> Result<Respond<O>> {
    let answer = outcome.map_err(refuse)?;
    let body = answer.write().map_err(|error| refuse(Fault::<O::Code>::internal(error)))?;
    Ok(Respond {
        status: answer.status(),
        media: answer.media(),
        body,
        headers: HeaderMap::new(),
        operation: PhantomData,
    })
}

impl<O: Operation> Respond<O> {
    /// The same answer with one more header.
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }
}

impl<O: Operation<Code: Wording>> IntoResponse for Respond<O> {
    fn into_response(self) -> Response {
        let mut response = Response::builder().status(StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK));
        if !self.body.is_empty() {
            response = response.content_type(self.media.unwrap_or(O::Code::JSON));
        }
        let mut response = response.body(self.body);
        response.headers_mut().extend(self.headers);
        response
    }
}

impl<O: Operation<Code: Wording>> ApiResponse for Respond<O> {
    fn meta() -> MetaResponses {
        let OperationInfo { answers, .. } = O::INFO;
        let promised = |(status, _): &(u16, _)| MetaResponse {
            description: "",
            status: Some(*status),
            status_range: None,
            content: vec![],
            headers: vec![],
        };
        MetaResponses { responses: answers.iter().map(promised).collect() }
    }

    fn register(_: &mut Registry) {}
}

/// The outcome of an operation that a later release implements.
///
/// # Errors
/// Always `operation/planned`.
pub fn planned<O: Operation>() -> Result<O::Answer, Fault<O::Code>> {
    let id = O::INFO.id;
    Err(Fault::of(O::Code::OPERATION_PLANNED).saying(format!("{id} is planned for a later release")))
}

/// A failure on its way out: poem carries it as an error until [`around`] writes it.
pub fn refuse<C: Code>(fault: Fault<C>) -> Error {
    let status = StatusCode::from_u16(fault.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Error::new(fault, status)
}

/// What a face calls an error, poem's own included.
pub fn fault_of<C: Code>(error: Error) -> Fault<C> {
    let error = match error.downcast::<Fault<C>>() {
        Ok(fault) => return fault,
        Err(error) => error,
    };
    if error.is::<NotFoundError>() {
        return Fault::of(C::ROUTE_UNKNOWN);
    }
    if error.is::<MethodNotAllowedError>() {
        return Fault::of(C::ROUTE_METHOD_NOT_ALLOWED);
    }
    match error.status() {
        StatusCode::NOT_FOUND => Fault::of(C::ROUTE_UNKNOWN),
        StatusCode::PAYLOAD_TOO_LARGE => Fault::of(C::BODY_TOO_LARGE),
        status if status.is_client_error() => Fault::of(C::BODY_MALFORMED),
        _ => Fault::internal(error.to_string()),
    }
}

/// `Allow`, which every 405 owes (RFC 9110, 15.5.6): the methods that a path of a face knows.
pub fn allowed<C>(operations: &[&OperationInfo<C>], path: &str) -> HeaderValue {
    let fits = |template: &str| {
        let mut parts = template.split('/').zip(path.split('/'));
        template.split('/').count() == path.split('/').count()
            && parts.all(|(known, part)| match known.split_once('}') {
                Some((_, ending)) => part.ends_with(ending),
                None => known == part,
            })
    };
    let routes = operations.iter().flat_map(|known| known.aliases.iter().copied().chain([(known.method, known.path)]));
    let fitting: Vec<_> = routes.filter(|(_, template)| fits(template)).collect();
    // A route with an ending is found before one that takes whatever comes.
    let ending = fitting.iter().any(|(_, template)| !template.ends_with('}') && template.contains("}."));
    let methods: BTreeSet<_> = fitting
        .into_iter()
        .filter(|(_, template)| !ending || template.contains("}."))
        .map(|(method, _)| method.to_uppercase())
        .collect();
    let methods = methods.into_iter().collect::<Vec<_>>().join(", ");
    HeaderValue::from_str(&methods).unwrap_or(HeaderValue::from_static(""))
}

/// Around a face's routes: its errors leave as its own responses, with its own headers.
pub async fn around<C: Wording, E: Endpoint>(ep: Arc<E>, request: Request) -> Result<Response> {
    let (trace, now_ms) = (Arc::clone(trace(&request)), edge(&request).ctx.clock.now_ms());
    let check_answers = edge(&request).settings.check_answers;
    let _ = trace.face.set(C::FACE);
    let answered = match ep.call(request).await {
        Ok(response) => Ok(response.into_response()),
        Err(error) => error.downcast::<Told>().map(Told::into_response),
    };
    let mut response = match answered {
        Ok(response) if check_answers => checked::<C>(response, &trace).await,
        Ok(response) => response,
        Err(error) => {
            let fault = fault_of::<C>(error);
            log_failure(&fault, &trace);
            C::render(&fault, &trace)
        }
    };
    if let Some(standing) = trace.standing.get() {
        C::tell_limit(response.headers_mut(), *standing, now_ms);
    }
    if let Some(ending) = trace.ending.get() {
        tell_ending(response.headers_mut(), *ending);
    }
    Ok(response)
}

fn tell_ending(headers: &mut HeaderMap, ending: Ending) {
    headers.insert(HeaderName::from_static("deprecation"), HeaderValue::from_static(ending.deprecation));
    headers.extend(ending.sunset.map(|date| (HeaderName::from_static("sunset"), HeaderValue::from_static(date))));
    headers.insert(header::LINK, HeaderValue::from_static(ending.link));
}

/// An answer that was held to its promise, or the failure that it is to break one.
async fn checked<C: Wording>(mut response: Response, trace: &Trace) -> Response {
    let status = response.status().as_u16();
    let promised = trace.promises.get().and_then(|answers| answers.iter().find(|(known, _)| *known == status));
    let Some((_, Some(component))) = promised else { return response };
    let Ok(bytes) = response.take_body().into_bytes().await else { return response };
    let mistakes = match serde_json::from_slice(&bytes) {
        Ok(value) => C::oracle().judge(component, &value),
        Err(_) if bytes.is_empty() => vec![],
        Err(_) => vec![InvalidField {
            place: Place::Body,
            pointer: String::new(),
            keyword: "type".into(),
            detail: "not JSON".into(),
        }],
    };
    if mistakes.is_empty() {
        response.set_body(bytes);
        return response;
    }
    let fault = Fault::<C>::internal(format!("the answer is not a {component}: {mistakes:?}"));
    log_failure(&fault, trace);
    C::render(&fault, trace)
}

/// Every (method, path, operation id, tag) that poem-openapi routes: the witness against the document.
pub fn routed<A: OpenApi>() -> Vec<(String, String, Option<String>, Vec<String>)> {
    let mut out = vec![];
    for api in A::meta() {
        for path in api.paths {
            for operation in path.operations {
                let tags = operation.tags.iter().map(ToString::to_string).collect();
                let method = operation.method.to_string().to_lowercase();
                out.push((method, path.path.clone(), operation.operation_id.map(ToString::to_string), tags));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::allowed;
    use crate::contract::{symphony, v1};

    #[test]
    fn a_path_knows_its_methods() {
        for (path, methods) in [
            ("/pod/v1/connection/create", "POST"),
            ("/pod/v1/connection/user/5/info", "GET"),
            ("/login/pubkey/authenticate", "POST"),
            ("/pod/v1/connection", ""),
        ] {
            assert_eq!(allowed(symphony::OPERATIONS, path), methods, "{path}");
        }
        assert_eq!(allowed(v1::OPERATIONS, "/user/5"), "DELETE, GET, PUT");
        assert_eq!(allowed(v1::OPERATIONS, "/schedule/5"), "DELETE, GET, PUT");
        assert_eq!(allowed(v1::OPERATIONS, "/schedule/5.ics"), "GET", "an ending is another route");
        assert_eq!(allowed(v1::OPERATIONS, "/auth/reset-password"), "POST, PUT", "aliases as well");
    }
}
