//! What generated code stands on: reading bodies and parameters, judging them, writing answers.
//!
//! A body is parsed and checked in one typed pass; only what that pass does not accept pays for a tree and for the
//! oracle (`docs/decisions/0001-two-verdict-paths.md`).

use super::{formats::leading, oracle::Oracle};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;
use std::{borrow::Cow, fmt, str};

/// Deepest nesting of a JSON body, in levels. It is serde_json's own limit, named here because clients meet it.
pub const DEPTH_MAX: usize = 128;

/// A type whose values know whether their schema accepts them.
pub trait Accepts {
    /// True only for values that the schema accepts.
    fn accepts(&self) -> bool;
}

/// Which part of a request something was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Body,
    Path,
    Query,
    Header,
    Cookie,
}

impl Place {
    /// The word of the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// One invalid place in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidField {
    pub place: Place,
    /// A JSON pointer into that part; for parameters `/` and the name.
    pub pointer: String,
    /// The keyword of JSON Schema that was not met.
    pub keyword: String,
    pub detail: String,
}

/// One parameter of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub place: Place,
    pub name: &'static str,
    pub required: bool,
    /// Whether `+` is a plus and not a space (contract A.6: e-mail addresses).
    pub literal_plus: bool,
    pub schema: &'static str,
}

/// Where parameters come from: a request, seen without its transport.
pub trait RawParams {
    /// The parameter's decoded text, if the request has it.
    fn get(&self, parameter: &Parameter) -> Option<Cow<'_, str>>;
    /// The judge of the face.
    fn oracle(&self) -> &'static Oracle;
}

/// The parameters of one operation.
pub trait Params: Sized + Send {
    /// Reads all of them; every mistake goes into `faults`, and `None` means that there was one.
    fn read(raw: &dyn RawParams, faults: &mut Vec<InvalidField>) -> Option<Self>;
}

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone; a token is not looked at.
    Public,
    /// Anyone; a usable token is honoured, any other ignored.
    Optional,
    /// Only a caller with a usable token.
    Token,
}

/// An error code of some face. Every face has the codes that the edge itself refuses with; the compiler sees to it.
pub trait Code: Copy + Eq + std::fmt::Debug + Send + Sync + 'static {
    const RATE_LIMITED: Self;
    const BODY_TOO_LARGE: Self;
    const BODY_UNSUPPORTED_TYPE: Self;
    const BODY_MALFORMED: Self;
    const REQUEST_INVALID: Self;
    const ROUTE_UNKNOWN: Self;
    const ROUTE_METHOD_NOT_ALLOWED: Self;
    const OPERATION_PLANNED: Self;
    const STORE_UNAVAILABLE: Self;
    const INTERNAL_ERROR: Self;
    fn slug(self) -> &'static str;
    fn status(self) -> u16;
    /// A few words.
    fn title(self) -> &'static str;
    /// The fixed sentence of the wire for this code in the operation, empty when there is none.
    fn sentence(self, operation: &str) -> &'static str;
}

/// What the document says of one operation.
#[derive(Debug, Clone, Copy)]
pub struct OperationInfo<C: 'static> {
    pub id: &'static str,
    pub method: &'static str,
    pub path: &'static str,
    /// Further (method, path) pairs that run the same operation.
    pub aliases: &'static [(&'static str, &'static str)],
    pub tag: &'static str,
    pub group: &'static str,
    pub summary: &'static str,
    pub access: Access,
    pub parameters: &'static [Parameter],
    /// Component and whether it is required.
    pub body: Option<(&'static str, bool)>,
    /// Status and component of each promised answer.
    pub answers: &'static [(u16, Option<&'static str>)],
    /// Every refusal, in order of precedence.
    pub errors: &'static [C],
    /// Requests per window in seconds, when the contract sets one.
    pub limit: Option<(u64, u64)>,
    /// Answers 501 until a later release.
    pub planned: bool,
}

/// One operation's parts, for generic code at the edge.
pub trait Operation: Send + Sync + 'static {
    type Code: Code;
    type Params: Params;
    type Body: Send;
    type Answer: Answer;
    const INFO: OperationInfo<Self::Code>;

    /// Reads the body, `None` when the request has none.
    ///
    /// # Errors
    /// [`BodyFault`], which names every invalid field.
    fn read_body(bytes: Option<&[u8]>) -> Result<Self::Body, BodyFault>;
}

/// An answer that the document promises.
pub trait Answer: Send {
    /// Every status it may have.
    const PROMISES: &'static [u16];
    fn status(&self) -> u16;
    /// The component of the body, `None` for an answer without one.
    fn component(&self) -> Option<&'static str>;
    /// The body.
    ///
    /// # Errors
    /// Never for generated types; the signature is serde's.
    fn write(&self) -> serde_json::Result<Vec<u8>>;
}

/// One page of a list, as the Talkamie face shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last.
    pub last_evaluated_key: Option<serde_json::Map<String, Value>>,
    pub total_items: Option<i64>,
}

/// Why a body was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyFault {
    /// No body where one is needed.
    Missing,
    /// Not JSON; the text says where.
    Malformed(String),
    Invalid(Vec<InvalidField>),
}

/// Reads a required body: one typed pass, and the oracle for whatever it does not accept.
///
/// # Errors
/// [`BodyFault`].
pub fn read_required<T: DeserializeOwned>(
    bytes: Option<&[u8]>,
    name: &str,
    oracle: &Oracle,
    accepts: fn(&T) -> bool,
) -> Result<T, BodyFault> {
    read_optional(bytes, name, oracle, accepts)?.ok_or(BodyFault::Missing)
}

/// Reads a body that may be absent.
///
/// # Errors
/// [`BodyFault`], but never `Missing`.
pub fn read_optional<T: DeserializeOwned>(
    bytes: Option<&[u8]>,
    name: &str,
    oracle: &Oracle,
    accepts: fn(&T) -> bool,
) -> Result<Option<T>, BodyFault> {
    let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else { return Ok(None) };
    if let Some(value) = fast(bytes, accepts) {
        return Ok(Some(value));
    }
    let mut tree: Value = serde_json::from_slice(bytes).map_err(|error| BodyFault::Malformed(error.to_string()))?;
    let faults = oracle.judge(name, &tree);
    if !faults.is_empty() {
        return Err(BodyFault::Invalid(faults));
    }
    plain_integers(&mut tree);
    serde_json::from_value(tree).map(Some).map_err(|error| {
        BodyFault::Invalid(vec![InvalidField {
            place: Place::Body,
            pointer: String::new(),
            keyword: "type".into(),
            detail: format!("cannot be represented: {error}"),
        }])
    })
}

/// The one-pass verdict alone: the value, if the typed path accepts the text.
pub fn fast<T: DeserializeOwned>(bytes: &[u8], accepts: fn(&T) -> bool) -> Option<T> {
    // Checking the whole text as UTF-8 once is cheaper than checking each string of it.
    serde_json::from_str::<T>(str::from_utf8(bytes).ok()?).ok().filter(accepts)
}

/// `1.0` is an integer to JSON Schema: writes such numbers the way Rust reads them.
fn plain_integers(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_f64() => {
            // Beyond 2^53 a float names no single integer: such a value stays as it is, and is refused where an
            // integer is asked for, because a changed id would be worse than a refused one.
            const EXACT: f64 = 9_007_199_254_740_992.0;
            if let Some(float) = number.as_f64().filter(|f| f.fract() == 0.0 && f.abs() <= EXACT) {
                #[expect(clippy::cast_possible_truncation, reason = "whole and within 2^53")]
                let whole = float as i64;
                *value = whole.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(plain_integers),
        Value::Object(members) => members.values_mut().for_each(plain_integers),
        _ => {}
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a, T> {
    success: bool,
    status_code: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    data: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pagination: Option<Pagination<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pagination<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    last_evaluated_key: Option<&'a serde_json::Map<String, Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_items: Option<i64>,
}

/// `{success, statusCode, message?, data}` (contract A.4).
///
/// # Errors
/// serde's, never for generated types.
pub fn write_data<T: Serialize>(data: &T, message: Option<&str>) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Envelope { success: true, status_code: 200, message, data, pagination: None })
}

/// `{success, statusCode, data: […], pagination}` (contract A.6).
///
/// # Errors
/// serde's, never for generated types.
pub fn write_page<T: Serialize>(page: &Page<T>) -> serde_json::Result<Vec<u8>> {
    let pagination = Pagination { last_evaluated_key: page.last_evaluated_key.as_ref(), total_items: page.total_items };
    serde_json::to_vec(&Envelope {
        success: true,
        status_code: 200,
        message: None,
        data: &page.items,
        pagination: Some(pagination),
    })
}

/// What reading a parameter came to: `None` when it was refused, `Some(None)` when it is absent.
type Read<T> = Option<Option<T>>;

fn read<T>(
    raw: &dyn RawParams,
    p: &Parameter,
    faults: &mut Vec<InvalidField>,
    parse: impl FnOnce(&str) -> Result<T, Value>,
) -> Read<T> {
    // Unset values arrive as empty texts, or as the words that JavaScript makes of nothing (contract A.6).
    let text = raw.get(p).filter(|text| p.place == Place::Path || !matches!(text.as_ref(), "" | "null" | "undefined"));
    let Some(text) = text else {
        if p.required {
            faults.push(InvalidField {
                place: p.place,
                pointer: format!("/{}", p.name),
                keyword: "required".into(),
                detail: format!("{} is required", p.name),
            });
            return None;
        }
        return Some(None);
    };
    if text.contains('\0') {
        faults.push(InvalidField {
            place: p.place,
            pointer: format!("/{}", p.name),
            keyword: "pattern".into(),
            detail: "has a NUL in it".into(),
        });
        return None;
    }
    match parse(&text) {
        Ok(value) => Some(Some(value)),
        Err(value) => {
            let found = raw.oracle().judge_parameter(p.place, p.name, p.schema, &value);
            debug_assert!(!found.is_empty(), "{}: the two verdicts differ", p.name);
            if found.is_empty() {
                faults.push(InvalidField {
                    place: p.place,
                    pointer: format!("/{}", p.name),
                    keyword: "type".into(),
                    detail: "cannot be represented".into(),
                });
            }
            faults.extend(found);
            None
        }
    }
}

/// Reads a text.
pub fn text(
    raw: &dyn RawParams,
    p: &Parameter,
    accepts: fn(&String) -> bool,
    faults: &mut Vec<InvalidField>,
) -> Read<String> {
    read(raw, p, faults, |text| {
        let text = text.to_owned();
        if accepts(&text) { Ok(text) } else { Err(Value::String(text)) }
    })
}

/// Reads a whole number.
pub fn integer(
    raw: &dyn RawParams,
    p: &Parameter,
    accepts: fn(&i64) -> bool,
    faults: &mut Vec<InvalidField>,
) -> Read<i64> {
    read(raw, p, faults, |text| match text.parse::<i64>() {
        Ok(n) if accepts(&n) => Ok(n),
        Ok(n) => Err(n.into()),
        Err(_) => Err(text.into()),
    })
}

/// Reads a number.
pub fn number(
    raw: &dyn RawParams,
    p: &Parameter,
    accepts: fn(&f64) -> bool,
    faults: &mut Vec<InvalidField>,
) -> Read<f64> {
    read(raw, p, faults, |text| match text.parse::<f64>() {
        Ok(n) if n.is_finite() && accepts(&n) => Ok(n),
        Ok(n) if n.is_finite() => Err(n.into()),
        _ => Err(text.into()),
    })
}

/// Reads `true` or `false`.
pub fn boolean(raw: &dyn RawParams, p: &Parameter, _: fn(&bool) -> bool, faults: &mut Vec<InvalidField>) -> Read<bool> {
    read(raw, p, faults, |text| text.parse().map_err(|_| text.into()))
}

/// Reads one of the words of an enum.
pub fn choice<T>(
    raw: &dyn RawParams,
    p: &Parameter,
    parse: fn(&str) -> Option<T>,
    faults: &mut Vec<InvalidField>,
) -> Read<T> {
    read(raw, p, faults, |text| parse(text).ok_or_else(|| text.into()))
}

/// Whether `text` has `low` to `high` Unicode scalar values.
#[must_use]
pub fn chars_within(text: &str, low: usize, high: usize) -> bool {
    // A character has one to four bytes: most texts need no counting.
    if text.len() <= high && text.len().div_ceil(4) >= low {
        return true;
    }
    text.len() >= low && (low..=high).contains(&text.chars().count())
}

/// Takes the bytes of `rest` that are members, at most `high`; true if there were at least `low`.
#[inline]
pub fn run(rest: &mut &[u8], low: usize, high: usize, member: impl Fn(&u8) -> bool) -> bool {
    let taken = leading(&rest[..rest.len().min(high)], member);
    *rest = &rest[taken..];
    taken >= low
}

/// Takes `text` from the front of `rest`; false if something else is there.
#[inline]
pub fn literal(rest: &mut &[u8], text: &[u8]) -> bool {
    rest.strip_prefix(text).map(|left| *rest = left).is_some()
}

/// Takes what `once` takes as long as the next byte `begins` it, at most `high` times; true if it was at least `low`.
#[inline]
pub fn repeat(
    rest: &mut &[u8],
    low: usize,
    high: usize,
    begins: impl Fn(&u8) -> bool,
    once: impl Fn(&mut &[u8]) -> bool,
) -> bool {
    let mut times = 0;
    while times < high && rest.first().is_some_and(&begins) {
        if !once(rest) {
            return false;
        }
        times += 1;
    }
    times >= low
}

/// Compiles a pattern of the profile, which every regex engine reads alike.
///
/// # Panics
/// When the pattern does not compile; a test uses every pattern.
#[must_use]
pub fn pattern(text: &str) -> regex::Regex {
    regex::Regex::new(text).expect("the compiler accepted the pattern")
}

/// `fits!(pattern, text)`: whether a text matches a pattern, compiled once. Only for the patterns that the compiler
/// could not turn into byte loops.
macro_rules! fits {
    ($pattern:literal, $text:expr) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::contract::runtime::pattern($pattern));
        PATTERN.is_match($text)
    }};
}
pub(crate) use fits;

/// Implements serde for an enum of words: a string and nothing else.
macro_rules! text_enum {
    ($ty:ident) => {
        impl<'de> serde::Deserialize<'de> for $ty {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::contract::runtime::Word(Self::parse))
            }
        }
        impl serde::Serialize for $ty {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use text_enum;

/// Reads one word.
pub struct Word<T>(pub fn(&str) -> Option<T>);

impl<T> Visitor<'_> for Word<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one of the allowed words")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).ok_or_else(|| E::custom("not one of the allowed words"))
    }
}

/// Reads the name of a member as its number in the struct, without keeping the text.
pub struct Key(pub fn(&str) -> usize);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<usize, E> {
        Ok((self.0)(text))
    }
}

/// Reads the value of a member into its slot.
///
/// # Errors
/// The deserializer's, and for a member that stands twice: which one counts is for the tree to say.
#[inline]
pub fn fill<'de, T: Deserialize<'de>, A: MapAccess<'de>>(slot: &mut Option<T>, map: &mut A) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(A::Error::custom("a member stands twice"));
    }
    *slot = Some(map.next_value()?);
    Ok(())
}

/// The value of a required member.
///
/// # Errors
/// When it is absent.
#[inline]
pub fn required<T, E: serde::de::Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(name))
}

/// Any JSON value, read and forgotten. Unlike serde's `IgnoredAny` it refuses whatever a tree would refuse: broken
/// escapes, numbers out of range, nesting that is too deep.
pub struct Skipped;

impl<'de> Deserialize<'de> for Skipped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Skipped {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self, A::Error> {
        while members.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}

/// An object, of which nothing is kept.
pub struct NoMembers;

impl<'de> Deserialize<'de> for NoMembers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Skipped).map(|_| Self)
    }
}

/// A scalar of any type, for the few places where the contract takes two.
pub enum Scalar {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    String(String),
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a scalar")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
                Ok(Scalar::Boolean(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
                Ok(Scalar::Integer(value))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
                #[expect(clippy::cast_precision_loss, reason = "beyond i64, as a number of JSON is read")]
                Ok(i64::try_from(value).map_or(Scalar::Number(value as f64), Scalar::Integer))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
                Ok(Scalar::Number(value))
            }

            fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
                Ok(Scalar::String(value.to_owned()))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// One component, for tests that hold the two verdicts equal.
pub struct SchemaInfo {
    pub name: &'static str,
    /// Whether the one-pass path accepts the text.
    pub fast: fn(&[u8]) -> bool,
    /// What the whole read path makes of the text, written again.
    pub read: fn(&[u8]) -> Result<Vec<u8>, BodyFault>,
}

/// The parameters of one operation, for tests that hold the two verdicts equal.
pub struct ParamsInfo<C: 'static> {
    pub operation: &'static OperationInfo<C>,
    /// Reads all of them; true if nothing was refused.
    pub read: fn(&dyn RawParams, &mut Vec<InvalidField>) -> bool,
}

/// Reads a component by the whole read path and writes it again.
///
/// # Errors
/// [`BodyFault`].
pub fn reread<T: DeserializeOwned + Serialize>(
    bytes: &[u8],
    name: &str,
    oracle: &Oracle,
    accepts: fn(&T) -> bool,
) -> Result<Vec<u8>, BodyFault> {
    let value: T = read_required(Some(bytes), name, oracle, accepts)?;
    serde_json::to_vec(&value).map_err(|error| BodyFault::Malformed(error.to_string()))
}
