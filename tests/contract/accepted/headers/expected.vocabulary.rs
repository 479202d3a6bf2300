// Made by the contract compiler from schemas/face and openapi/face.
/// The types of the wire, one for each schema and each object inside one.
pub mod types {
    use crate::contract::runtime;
    use serde::Deserialize;
    use serde::Serialize;
    /** ErrorBody.

 Source: schemas/face/error_body.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct ErrorBody {
        /// Something.
        pub error: String,
        /// Something.
        pub code: String,
    }
    impl<'de> Deserialize<'de> for ErrorBody {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                error: Option<String>,
                code: Option<String>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = ErrorBody;
                fn expecting(
                    &self,
                    f: &mut std::fmt::Formatter<'_>,
                ) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> Result<Self::Value, A::Error> {
                    let mut slots = Slots::default();
                    while let Some(member) = map
                        .next_key_seed(
                            runtime::Key(|name| match name {
                                "error" => 0usize,
                                "code" => 1usize,
                                _ => 2usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.error, &mut map)?,
                            1usize => runtime::fill(&mut slots.code, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(ErrorBody {
                        error: runtime::required(slots.error, "error")?,
                        code: runtime::required(slots.code, "code")?,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for ErrorBody {
        fn accepts(&self) -> bool {
            true
        }
    }
    /** Pagination.

 Source: schemas/face/pagination.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct Pagination {
        /// Something.
        #[serde(rename = "totalItems", skip_serializing_if = "Option::is_none")]
        pub total_items: Option<i64>,
    }
    impl<'de> Deserialize<'de> for Pagination {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                total_items: Option<i64>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = Pagination;
                fn expecting(
                    &self,
                    f: &mut std::fmt::Formatter<'_>,
                ) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> Result<Self::Value, A::Error> {
                    let mut slots = Slots::default();
                    while let Some(member) = map
                        .next_key_seed(
                            runtime::Key(|name| match name {
                                "totalItems" => 0usize,
                                _ => 1usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.total_items, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(Pagination {
                        total_items: slots.total_items,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for Pagination {
        fn accepts(&self) -> bool {
            self.total_items
                .as_ref()
                .is_none_or(|v| *v >= 0i64 && *v <= 9007199254740991i64)
        }
    }
    /** Problem.

 Source: schemas/face/problem.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct Problem {
        /// Something.
        pub code: String,
        /// Something.
        pub title: String,
        /// Something.
        pub status: i64,
    }
    impl<'de> Deserialize<'de> for Problem {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                code: Option<String>,
                title: Option<String>,
                status: Option<i64>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = Problem;
                fn expecting(
                    &self,
                    f: &mut std::fmt::Formatter<'_>,
                ) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> Result<Self::Value, A::Error> {
                    let mut slots = Slots::default();
                    while let Some(member) = map
                        .next_key_seed(
                            runtime::Key(|name| match name {
                                "code" => 0usize,
                                "title" => 1usize,
                                "status" => 2usize,
                                _ => 3usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.code, &mut map)?,
                            1usize => runtime::fill(&mut slots.title, &mut map)?,
                            2usize => runtime::fill(&mut slots.status, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(Problem {
                        code: runtime::required(slots.code, "code")?,
                        title: runtime::required(slots.title, "title")?,
                        status: runtime::required(slots.status, "status")?,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for Problem {
        fn accepts(&self) -> bool {
            {
                let v = &self.status;
                *v >= 400i64 && *v <= 599i64
            }
        }
    }
    /** Thing.

 Source: schemas/face/thing.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct Thing {
        /// Something.
        pub id: String,
    }
    impl<'de> Deserialize<'de> for Thing {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                id: Option<String>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = Thing;
                fn expecting(
                    &self,
                    f: &mut std::fmt::Formatter<'_>,
                ) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> Result<Self::Value, A::Error> {
                    let mut slots = Slots::default();
                    while let Some(member) = map
                        .next_key_seed(
                            runtime::Key(|name| match name {
                                "id" => 0usize,
                                _ => 1usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.id, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(Thing {
                        id: runtime::required(slots.id, "id")?,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for Thing {
        fn accepts(&self) -> bool {
            {
                let v = &self.id;
                runtime::chars_within(v, 1usize, 18446744073709551615usize)
            }
        }
    }
}
mod checks {}
/// Every reason for a refusal. Source: `errors.yaml` of the face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorCode {
    /// No rate limited. It happens.
    RateLimited,
    /// No auth missing. It happens.
    AuthMissing,
    /// No auth invalid. It happens.
    AuthInvalid,
    /// No request invalid. It happens.
    RequestInvalid,
    /// No body malformed. It happens.
    BodyMalformed,
    /// No body unsupported-type. It happens.
    BodyUnsupportedType,
    /// No body too-large. It happens.
    BodyTooLarge,
    /// No operation planned. It happens.
    OperationPlanned,
    /// No store unavailable. It happens.
    StoreUnavailable,
    /// No internal error. It happens.
    InternalError,
    /// No thing not-found. It happens.
    ThingNotFound,
    /// Lost. It is lost.
    ThingLost,
    /// Text. Always.
    ThingText,
}
impl ErrorCode {
    /// Every code, in the registry's order.
    pub const ALL: &[Self] = &[
        Self::RateLimited,
        Self::AuthMissing,
        Self::AuthInvalid,
        Self::RequestInvalid,
        Self::BodyMalformed,
        Self::BodyUnsupportedType,
        Self::BodyTooLarge,
        Self::OperationPlanned,
        Self::StoreUnavailable,
        Self::InternalError,
        Self::ThingNotFound,
        Self::ThingLost,
        Self::ThingText,
    ];
    /// `family/slug`, as the wire writes it.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::RateLimited => "rate/limited",
            Self::AuthMissing => "auth/missing",
            Self::AuthInvalid => "auth/invalid",
            Self::RequestInvalid => "request/invalid",
            Self::BodyMalformed => "body/malformed",
            Self::BodyUnsupportedType => "body/unsupported-type",
            Self::BodyTooLarge => "body/too-large",
            Self::OperationPlanned => "operation/planned",
            Self::StoreUnavailable => "store/unavailable",
            Self::InternalError => "internal/error",
            Self::ThingNotFound => "thing/not-found",
            Self::ThingLost => "thing/lost",
            Self::ThingText => "thing/text",
        }
    }
    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::RateLimited => 429u16,
            Self::AuthMissing => 401u16,
            Self::AuthInvalid => 401u16,
            Self::RequestInvalid => 422u16,
            Self::BodyMalformed => 400u16,
            Self::BodyUnsupportedType => 415u16,
            Self::BodyTooLarge => 413u16,
            Self::OperationPlanned => 501u16,
            Self::StoreUnavailable => 503u16,
            Self::InternalError => 500u16,
            Self::ThingNotFound => 404u16,
            Self::ThingLost => 404u16,
            Self::ThingText => 401u16,
        }
    }
    /// A few words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::RateLimited => "No rate limited",
            Self::AuthMissing => "No auth missing",
            Self::AuthInvalid => "No auth invalid",
            Self::RequestInvalid => "No request invalid",
            Self::BodyMalformed => "No body malformed",
            Self::BodyUnsupportedType => "No body unsupported-type",
            Self::BodyTooLarge => "No body too-large",
            Self::OperationPlanned => "No operation planned",
            Self::StoreUnavailable => "No store unavailable",
            Self::InternalError => "No internal error",
            Self::ThingNotFound => "No thing not-found",
            Self::ThingLost => "Lost",
            Self::ThingText => "Text",
        }
    }
    /// When it happens.
    #[must_use]
    pub const fn when(self) -> &'static str {
        match self {
            Self::RateLimited => "It happens.",
            Self::AuthMissing => "It happens.",
            Self::AuthInvalid => "It happens.",
            Self::RequestInvalid => "It happens.",
            Self::BodyMalformed => "It happens.",
            Self::BodyUnsupportedType => "It happens.",
            Self::BodyTooLarge => "It happens.",
            Self::OperationPlanned => "It happens.",
            Self::StoreUnavailable => "It happens.",
            Self::InternalError => "It happens.",
            Self::ThingNotFound => "It happens.",
            Self::ThingLost => "It is lost.",
            Self::ThingText => "Always.",
        }
    }
    /// What a caller can do.
    #[must_use]
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::RateLimited => "Wait.",
            Self::AuthMissing => "Wait.",
            Self::AuthInvalid => "Wait.",
            Self::RequestInvalid => "Wait.",
            Self::BodyMalformed => "Wait.",
            Self::BodyUnsupportedType => "Wait.",
            Self::BodyTooLarge => "Wait.",
            Self::OperationPlanned => "Wait.",
            Self::StoreUnavailable => "Wait.",
            Self::InternalError => "Wait.",
            Self::ThingNotFound => "Wait.",
            Self::ThingLost => "Look for it.",
            Self::ThingText => "None.",
        }
    }
    /// The fixed sentence of the wire for this code in the operation, empty when there is none.
    #[must_use]
    pub fn sentence(self, operation: &str) -> &'static str {
        match (self, operation) {
            (Self::ThingLost, "getThing") => "This thing is lost.",
            (code, _) => {
                match code {
                    Self::RateLimited => "",
                    Self::AuthMissing => "",
                    Self::AuthInvalid => "",
                    Self::RequestInvalid => "",
                    Self::BodyMalformed => "",
                    Self::BodyUnsupportedType => "",
                    Self::BodyTooLarge => "",
                    Self::OperationPlanned => "",
                    Self::StoreUnavailable => "",
                    Self::InternalError => "",
                    Self::ThingNotFound => "",
                    Self::ThingLost => "The thing is lost.",
                    Self::ThingText => "Unauthorized",
                }
            }
        }
    }
}
impl crate::contract::runtime::Code for ErrorCode {
    const RATE_LIMITED: Self = Self::RateLimited;
    const BODY_TOO_LARGE: Self = Self::BodyTooLarge;
    const BODY_UNSUPPORTED_TYPE: Self = Self::BodyUnsupportedType;
    const BODY_MALFORMED: Self = Self::BodyMalformed;
    const REQUEST_INVALID: Self = Self::RequestInvalid;
    const ROUTE_UNKNOWN: Self = Self::RouteUnknown;
    const ROUTE_METHOD_NOT_ALLOWED: Self = Self::RouteMethodNotAllowed;
    const OPERATION_PLANNED: Self = Self::OperationPlanned;
    const STORE_UNAVAILABLE: Self = Self::StoreUnavailable;
    const INTERNAL_ERROR: Self = Self::InternalError;
    fn slug(self) -> &'static str {
        self.slug()
    }
    fn status(self) -> u16 {
        self.status()
    }
    fn title(self) -> &'static str {
        self.title()
    }
    fn sentence(self, operation: &str) -> &'static str {
        self.sentence(operation)
    }
}
/// The parameters of each operation, one struct each.
pub mod params {
    use crate::contract::formats;
    use crate::contract::runtime;
    /// Parameters of `getThing`.
    #[derive(Debug, Clone, PartialEq)]
    pub struct GetThingParams {
        /// The id of a thing.
        pub id: String,
    }
    impl runtime::Params for GetThingParams {
        fn read(
            raw: &dyn runtime::RawParams,
            faults: &mut Vec<runtime::InvalidField>,
        ) -> Option<Self> {
            let id = runtime::text(
                raw,
                &runtime::Parameter {
                    place: runtime::Place::Path,
                    name: "id",
                    required: true,
                    literal_plus: false,
                    schema: "{\"type\":\"string\",\"minLength\":1,\"maxLength\":64,\"pattern\":\"^[a-z0-9-]+$\"}",
                },
                |v: &String| {
                    runtime::chars_within(v, 1usize, 64usize)
                        && ({
                            let rest = &mut v.as_bytes();
                            let matched = runtime::run(
                                rest,
                                1usize,
                                18446744073709551615usize,
                                {
                                    static MEMBERS: [bool; 256] = formats::members(b"--09az");
                                    |b: &u8| MEMBERS[usize::from(*b)]
                                },
                            );
                            matched && rest.is_empty()
                        })
                },
                faults,
            );
            Some(Self { id: id?? })
        }
    }
    /// Parameters of `makeThing`.
    #[derive(Debug, Clone, PartialEq)]
    pub struct MakeThingParams {
        /// The id of a thing.
        pub id: String,
    }
    impl runtime::Params for MakeThingParams {
        fn read(
            raw: &dyn runtime::RawParams,
            faults: &mut Vec<runtime::InvalidField>,
        ) -> Option<Self> {
            let id = runtime::text(
                raw,
                &runtime::Parameter {
                    place: runtime::Place::Path,
                    name: "id",
                    required: true,
                    literal_plus: false,
                    schema: "{\"type\":\"string\",\"minLength\":1,\"maxLength\":64,\"pattern\":\"^[a-z0-9-]+$\"}",
                },
                |v: &String| {
                    runtime::chars_within(v, 1usize, 64usize)
                        && ({
                            let rest = &mut v.as_bytes();
                            let matched = runtime::run(
                                rest,
                                1usize,
                                18446744073709551615usize,
                                {
                                    static MEMBERS: [bool; 256] = formats::members(b"--09az");
                                    |b: &u8| MEMBERS[usize::from(*b)]
                                },
                            );
                            matched && rest.is_empty()
                        })
                },
                faults,
            );
            Some(Self { id: id?? })
        }
    }
}
/// What each operation may answer, and nothing else.
pub mod answers {
    use super::types::*;
    use crate::contract::runtime;
    /// What `getThing` answers when nothing stands in its way.
    #[derive(Debug, Clone, PartialEq)]
    pub enum GetThingAnswer {
        /// 200: Done.
        Ok(Thing),
    }
    impl runtime::Answer for GetThingAnswer {
        const PROMISES: &'static [u16] = &[200u16];
        fn status(&self) -> u16 {
            match self {
                Self::Ok { .. } => 200u16,
            }
        }
        fn component(&self) -> Option<&'static str> {
            match self {
                Self::Ok { .. } => Some("Thing"),
            }
        }
        fn write(&self) -> serde_json::Result<Vec<u8>> {
            match self {
                Self::Ok(body) => serde_json::to_vec(body),
            }
        }
    }
    /// What `makeThing` answers when nothing stands in its way.
    #[derive(Debug, Clone, PartialEq)]
    pub enum MakeThingAnswer {
        /// 201: Made.
        Created(Thing),
        /// 204: Gone.
        NoContent,
    }
    impl runtime::Answer for MakeThingAnswer {
        const PROMISES: &'static [u16] = &[201u16, 204u16];
        fn status(&self) -> u16 {
            match self {
                Self::Created { .. } => 201u16,
                Self::NoContent { .. } => 204u16,
            }
        }
        fn component(&self) -> Option<&'static str> {
            match self {
                Self::Created { .. } => Some("Thing"),
                Self::NoContent { .. } => None,
            }
        }
        fn write(&self) -> serde_json::Result<Vec<u8>> {
            match self {
                Self::Created(body) => serde_json::to_vec(body),
                Self::NoContent => Ok(vec![]),
            }
        }
    }
}
/// One type for each operation, to hang its parts on.
pub mod op {
    use super::{ErrorCode, answers, params};
    use crate::contract::runtime::{Access, BodyFault, OperationInfo};
    use crate::contract::runtime;
    /// `getThing`: get a thing
    #[derive(Debug, Clone, Copy)]
    pub enum GetThing {}
    impl runtime::Operation for GetThing {
        type Code = ErrorCode;
        type Params = params::GetThingParams;
        type Body = ();
        type Answer = answers::GetThingAnswer;
        const INFO: OperationInfo<ErrorCode> = OperationInfo {
            id: "getThing",
            method: "get",
            path: "/thing/{id}",
            aliases: &[],
            tag: "things",
            group: "things",
            summary: "get a thing",
            access: Access::Token,
            parameters: &[
                runtime::Parameter {
                    place: runtime::Place::Path,
                    name: "id",
                    required: true,
                    literal_plus: false,
                    schema: "{\"type\":\"string\",\"minLength\":1,\"maxLength\":64,\"pattern\":\"^[a-z0-9-]+$\"}",
                },
            ],
            body: None,
            answers: &[(200u16, Some("Thing"))],
            errors: &[
                ErrorCode::RateLimited,
                ErrorCode::AuthMissing,
                ErrorCode::AuthInvalid,
                ErrorCode::RequestInvalid,
                ErrorCode::ThingLost,
                ErrorCode::ThingText,
                ErrorCode::StoreUnavailable,
                ErrorCode::InternalError,
            ],
            limit: Some((5u64, 300u64)),
            planned: false,
            ending: None,
        };
        fn read_body(bytes: Option<&[u8]>) -> Result<Self::Body, BodyFault> {
            {
                let _ = bytes;
                Ok(())
            }
        }
    }
    /// `makeThing`: make a thing
    #[derive(Debug, Clone, Copy)]
    pub enum MakeThing {}
    impl runtime::Operation for MakeThing {
        type Code = ErrorCode;
        type Params = params::MakeThingParams;
        type Body = ();
        type Answer = answers::MakeThingAnswer;
        const INFO: OperationInfo<ErrorCode> = OperationInfo {
            id: "makeThing",
            method: "post",
            path: "/thing/{id}",
            aliases: &[],
            tag: "things",
            group: "things",
            summary: "make a thing",
            access: Access::Token,
            parameters: &[
                runtime::Parameter {
                    place: runtime::Place::Path,
                    name: "id",
                    required: true,
                    literal_plus: false,
                    schema: "{\"type\":\"string\",\"minLength\":1,\"maxLength\":64,\"pattern\":\"^[a-z0-9-]+$\"}",
                },
            ],
            body: None,
            answers: &[(201u16, Some("Thing")), (204u16, None)],
            errors: &[
                ErrorCode::RateLimited,
                ErrorCode::AuthMissing,
                ErrorCode::AuthInvalid,
                ErrorCode::RequestInvalid,
                ErrorCode::ThingLost,
                ErrorCode::StoreUnavailable,
                ErrorCode::InternalError,
            ],
            limit: None,
            planned: false,
            ending: None,
        };
        fn read_body(bytes: Option<&[u8]>) -> Result<Self::Body, BodyFault> {
            {
                let _ = bytes;
                Ok(())
            }
        }
    }
}
/// Every operation of the face, in the order of the files.
pub static OPERATIONS: &[&crate::contract::runtime::OperationInfo<ErrorCode>] = {
    use crate::contract::runtime;
    &[
        &<op::GetThing as runtime::Operation>::INFO,
        &<op::MakeThing as runtime::Operation>::INFO,
    ]
};
/// How each operation that has parameters reads them.
pub static PARAMS: &[crate::contract::runtime::ParamsInfo<ErrorCode>] = {
    use crate::contract::runtime;
    &[
        runtime::ParamsInfo {
            operation: &<op::GetThing as runtime::Operation>::INFO,
            read: |raw, faults| {
                <<op::GetThing as runtime::Operation>::Params as runtime::Params>::read(
                        raw,
                        faults,
                    )
                    .is_some()
            },
        },
        runtime::ParamsInfo {
            operation: &<op::MakeThing as runtime::Operation>::INFO,
            read: |raw, faults| {
                <<op::MakeThing as runtime::Operation>::Params as runtime::Params>::read(
                        raw,
                        faults,
                    )
                    .is_some()
            },
        },
    ]
};
/// Every component, with its one-pass verdict.
pub static SCHEMAS: &[crate::contract::runtime::SchemaInfo] = {
    use crate::contract::runtime;
    &[
        runtime::SchemaInfo {
            name: "ErrorBody",
            fast: |bytes| {
                runtime::fast::<types::ErrorBody>(bytes, runtime::Accepts::accepts)
                    .is_some()
            },
            read: |bytes| runtime::reread::<
                types::ErrorBody,
            >(bytes, "ErrorBody", oracle(), runtime::Accepts::accepts),
        },
        runtime::SchemaInfo {
            name: "Pagination",
            fast: |bytes| {
                runtime::fast::<types::Pagination>(bytes, runtime::Accepts::accepts)
                    .is_some()
            },
            read: |bytes| runtime::reread::<
                types::Pagination,
            >(bytes, "Pagination", oracle(), runtime::Accepts::accepts),
        },
        runtime::SchemaInfo {
            name: "Problem",
            fast: |bytes| {
                runtime::fast::<types::Problem>(bytes, runtime::Accepts::accepts)
                    .is_some()
            },
            read: |bytes| runtime::reread::<
                types::Problem,
            >(bytes, "Problem", oracle(), runtime::Accepts::accepts),
        },
        runtime::SchemaInfo {
            name: "Thing",
            fast: |bytes| {
                runtime::fast::<types::Thing>(bytes, runtime::Accepts::accepts).is_some()
            },
            read: |bytes| runtime::reread::<
                types::Thing,
            >(bytes, "Thing", oracle(), runtime::Accepts::accepts),
        },
    ]
};
