// Made by the contract compiler from schemas/face and openapi/face.
/// The types of the wire, one for each schema and each object inside one.
pub mod types {
    use crate::contract::runtime;
    use serde::Deserialize;
    use serde::Serialize;
    /** Says who speaks.

 Source: schemas/face/hello.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct Hello {
        /// Name of the action.
        pub action: String,
    }
    impl<'de> Deserialize<'de> for Hello {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                action: Option<String>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = Hello;
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
                                "action" => 0usize,
                                _ => 1usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.action, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(Hello {
                        action: runtime::required(slots.action, "action")?,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for Hello {
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
    /** Stays.

 Source: schemas/face/ping_asked.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct PingAsked {
        /// Name of the action.
        pub action: String,
    }
    impl<'de> Deserialize<'de> for PingAsked {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                action: Option<String>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = PingAsked;
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
                                "action" => 0usize,
                                _ => 1usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.action, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(PingAsked {
                        action: runtime::required(slots.action, "action")?,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for PingAsked {
        fn accepts(&self) -> bool {
            true
        }
    }
    /** An answer of any data.

 Source: schemas/face/pong.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    pub struct Pong {
        /// Name of the action.
        pub action: PongAction,
        /// Nothing.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub data: Option<serde_json::Value>,
    }
    impl<'de> Deserialize<'de> for Pong {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                action: Option<PongAction>,
                data: Option<serde_json::Value>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = Pong;
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
                                "action" => 0usize,
                                "data" => 1usize,
                                _ => 2usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.action, &mut map)?,
                            1usize => runtime::fill(&mut slots.data, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(Pong {
                        action: runtime::required(slots.action, "action")?,
                        data: slots.data,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for Pong {
        fn accepts(&self) -> bool {
            {
                let v = &self.action;
                v.accepts()
            }
        }
    }
    /** Name of the action.

 Source: schemas/face/pong.json.*/
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PongAction {
        ///ping
        Ping,
    }
    impl PongAction {
        /// Every value, in the order of the schema.
        pub const ALL: &[Self] = &[Self::Ping];
        /// The value as the wire writes it.
        #[must_use]
        pub const fn as_str(self) -> &'static str {
            match self {
                Self::Ping => "ping",
            }
        }
        /// The value that the wire writes as `text`.
        #[must_use]
        pub fn parse(text: &str) -> Option<Self> {
            match text {
                "ping" => Some(Self::Ping),
                _ => None,
            }
        }
    }
    runtime::text_enum!(PongAction);
    impl runtime::Accepts for PongAction {
        fn accepts(&self) -> bool {
            true
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
    /** What the server says.

 Source: schemas/face/said.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    pub struct Said {
        /// Always true.
        pub success: bool,
        /// Name of the action.
        pub action: SaidAction,
        /// Depends on the action.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub data: Option<SaidData>,
    }
    impl<'de> Deserialize<'de> for Said {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                success: Option<bool>,
                action: Option<SaidAction>,
                data: Option<SaidData>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = Said;
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
                                "success" => 0usize,
                                "action" => 1usize,
                                "data" => 2usize,
                                _ => 3usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.success, &mut map)?,
                            1usize => runtime::fill(&mut slots.action, &mut map)?,
                            2usize => runtime::fill(&mut slots.data, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(Said {
                        success: runtime::required(slots.success, "success")?,
                        action: runtime::required(slots.action, "action")?,
                        data: slots.data,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for Said {
        fn accepts(&self) -> bool {
            ({
                let v = &self.action;
                v.accepts()
            }) && self.data.as_ref().is_none_or(|v| v.accepts())
        }
    }
    /** Name of the action.

 Source: schemas/face/said.json.*/
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SaidAction {
        ///hello
        Hello,
        ///thing.get
        ThingGet,
        ///thing.new
        ThingNew,
        ///things.all
        ThingsAll,
    }
    impl SaidAction {
        /// Every value, in the order of the schema.
        pub const ALL: &[Self] = &[
            Self::Hello,
            Self::ThingGet,
            Self::ThingNew,
            Self::ThingsAll,
        ];
        /// The value as the wire writes it.
        #[must_use]
        pub const fn as_str(self) -> &'static str {
            match self {
                Self::Hello => "hello",
                Self::ThingGet => "thing.get",
                Self::ThingNew => "thing.new",
                Self::ThingsAll => "things.all",
            }
        }
        /// The value that the wire writes as `text`.
        #[must_use]
        pub fn parse(text: &str) -> Option<Self> {
            match text {
                "hello" => Some(Self::Hello),
                "thing.get" => Some(Self::ThingGet),
                "thing.new" => Some(Self::ThingNew),
                "things.all" => Some(Self::ThingsAll),
                _ => None,
            }
        }
    }
    runtime::text_enum!(SaidAction);
    impl runtime::Accepts for SaidAction {
        fn accepts(&self) -> bool {
            true
        }
    }
    /** Depends on the action.

 Source: schemas/face/said.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct SaidData {
        /// The thing.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub thing: Option<Thing>,
        /// How many there are.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub count: Option<i64>,
    }
    impl<'de> Deserialize<'de> for SaidData {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                thing: Option<Thing>,
                count: Option<i64>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = SaidData;
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
                                "thing" => 0usize,
                                "count" => 1usize,
                                _ => 2usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.thing, &mut map)?,
                            1usize => runtime::fill(&mut slots.count, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(SaidData {
                        thing: slots.thing,
                        count: slots.count,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for SaidData {
        fn accepts(&self) -> bool {
            self.thing.as_ref().is_none_or(|v| v.accepts())
                && self.count.as_ref().is_none_or(|v| *v >= 0i64 && *v <= 9i64)
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
    /** Asks for a thing.

 Source: schemas/face/thing_get.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct ThingGet {
        /// Name of the action.
        pub action: String,
        /// Which.
        pub id: String,
    }
    impl<'de> Deserialize<'de> for ThingGet {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                action: Option<String>,
                id: Option<String>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = ThingGet;
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
                                "action" => 0usize,
                                "id" => 1usize,
                                _ => 2usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.action, &mut map)?,
                            1usize => runtime::fill(&mut slots.id, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(ThingGet {
                        action: runtime::required(slots.action, "action")?,
                        id: runtime::required(slots.id, "id")?,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for ThingGet {
        fn accepts(&self) -> bool {
            {
                let v = &self.id;
                runtime::chars_within(v, 1usize, 18446744073709551615usize)
            }
        }
    }
    /** Asks to be told of things.

 Source: schemas/face/thing_watch.json.*/
    #[derive(Debug, Clone, PartialEq, Serialize)]
    #[derive(Default)]
    pub struct ThingWatch {
        /// Name of the action.
        pub action: String,
    }
    impl<'de> Deserialize<'de> for ThingWatch {
        fn deserialize<D: serde::Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Self, D::Error> {
            #[derive(Default)]
            struct Slots {
                action: Option<String>,
            }
            struct Members;
            impl<'de> serde::de::Visitor<'de> for Members {
                type Value = ThingWatch;
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
                                "action" => 0usize,
                                _ => 1usize,
                            }),
                        )?
                    {
                        match member {
                            0usize => runtime::fill(&mut slots.action, &mut map)?,
                            _ => {
                                map.next_value::<runtime::Skipped>()?;
                            }
                        }
                    }
                    Ok(ThingWatch {
                        action: runtime::required(slots.action, "action")?,
                    })
                }
            }
            deserializer.deserialize_map(Members)
        }
    }
    impl runtime::Accepts for ThingWatch {
        fn accepts(&self) -> bool {
            true
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
        }
    }
    /// The fixed sentence of the wire for this code in the operation, empty when there is none.
    #[must_use]
    pub fn sentence(self, operation: &str) -> &'static str {
        match (self, operation) {
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
                Self::Ok { .. } => Some("ThingAnswer"),
            }
        }
        fn write(&self) -> serde_json::Result<Vec<u8>> {
            match self {
                Self::Ok(data) => runtime::write_data(data, None),
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
            answers: &[(200u16, Some("ThingAnswer"))],
            errors: &[
                ErrorCode::RateLimited,
                ErrorCode::AuthMissing,
                ErrorCode::AuthInvalid,
                ErrorCode::RequestInvalid,
                ErrorCode::ThingNotFound,
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
    &[&<op::GetThing as runtime::Operation>::INFO]
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
    ]
};
/// Every component, with its one-pass verdict.
pub static SCHEMAS: &[crate::contract::runtime::SchemaInfo] = {
    use crate::contract::runtime;
    &[
        runtime::SchemaInfo {
            name: "Hello",
            fast: |bytes| {
                runtime::fast::<types::Hello>(bytes, runtime::Accepts::accepts).is_some()
            },
            read: |bytes| runtime::reread::<
                types::Hello,
            >(bytes, "Hello", oracle(), runtime::Accepts::accepts),
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
            name: "PingAsked",
            fast: |bytes| {
                runtime::fast::<types::PingAsked>(bytes, runtime::Accepts::accepts)
                    .is_some()
            },
            read: |bytes| runtime::reread::<
                types::PingAsked,
            >(bytes, "PingAsked", oracle(), runtime::Accepts::accepts),
        },
        runtime::SchemaInfo {
            name: "Pong",
            fast: |bytes| {
                runtime::fast::<types::Pong>(bytes, runtime::Accepts::accepts).is_some()
            },
            read: |bytes| runtime::reread::<
                types::Pong,
            >(bytes, "Pong", oracle(), runtime::Accepts::accepts),
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
            name: "Said",
            fast: |bytes| {
                runtime::fast::<types::Said>(bytes, runtime::Accepts::accepts).is_some()
            },
            read: |bytes| runtime::reread::<
                types::Said,
            >(bytes, "Said", oracle(), runtime::Accepts::accepts),
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
        runtime::SchemaInfo {
            name: "ThingGet",
            fast: |bytes| {
                runtime::fast::<types::ThingGet>(bytes, runtime::Accepts::accepts)
                    .is_some()
            },
            read: |bytes| runtime::reread::<
                types::ThingGet,
            >(bytes, "ThingGet", oracle(), runtime::Accepts::accepts),
        },
        runtime::SchemaInfo {
            name: "ThingWatch",
            fast: |bytes| {
                runtime::fast::<types::ThingWatch>(bytes, runtime::Accepts::accepts)
                    .is_some()
            },
            read: |bytes| runtime::reread::<
                types::ThingWatch,
            >(bytes, "ThingWatch", oracle(), runtime::Accepts::accepts),
        },
    ]
};
/// What is said over the WebSocket.
pub mod actions {
    use super::{ErrorCode, oracle, types};
    use crate::contract::runtime;
    /// Every action. Source: `actions/` of the face.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Action {
        /// `hello`: say who speaks.
        Hello,
        /// `thing.get`: get a thing.
        ThingGet,
        /// `thing.new`: there is a thing.
        ThingNew,
        /// `things.all`: everything.
        ThingsAll,
        /// `watch`: be told of things.
        Watch,
        /// `ping`: stay.
        Ping,
    }
    impl Action {
        /// Every action, in the order of the files.
        pub const ALL: &[Self] = &[
            Self::Hello,
            Self::ThingGet,
            Self::ThingNew,
            Self::ThingsAll,
            Self::Watch,
            Self::Ping,
        ];
        /// What the document says of it.
        #[must_use]
        pub const fn info(self) -> &'static runtime::ActionInfo<ErrorCode> {
            &ACTIONS[self as usize]
        }
    }
    /// What the document says of each action.
    pub static ACTIONS: &[runtime::ActionInfo<ErrorCode>] = &[
        runtime::ActionInfo {
            name: "hello",
            older: None,
            tag: "things",
            summary: "say who speaks",
            request: Some("Hello"),
            message: Some("Said"),
            answered: true,
            pushed: false,
            lenient: &[],
            errors: &[
                ErrorCode::RateLimited,
                ErrorCode::BodyMalformed,
                ErrorCode::RequestInvalid,
                ErrorCode::StoreUnavailable,
                ErrorCode::InternalError,
            ],
        },
        runtime::ActionInfo {
            name: "thing.get",
            older: Some("get-thing"),
            tag: "things",
            summary: "get a thing",
            request: Some("ThingGet"),
            message: Some("Said"),
            answered: true,
            pushed: false,
            lenient: &[],
            errors: &[
                ErrorCode::RateLimited,
                ErrorCode::AuthMissing,
                ErrorCode::BodyMalformed,
                ErrorCode::RequestInvalid,
                ErrorCode::ThingNotFound,
                ErrorCode::StoreUnavailable,
                ErrorCode::InternalError,
            ],
        },
        runtime::ActionInfo {
            name: "thing.new",
            older: None,
            tag: "things",
            summary: "there is a thing",
            request: None,
            message: Some("Said"),
            answered: false,
            pushed: true,
            lenient: &[],
            errors: &[],
        },
        runtime::ActionInfo {
            name: "things.all",
            older: Some("all-things"),
            tag: "things",
            summary: "everything",
            request: None,
            message: Some("Said"),
            answered: false,
            pushed: true,
            lenient: &[],
            errors: &[],
        },
        runtime::ActionInfo {
            name: "watch",
            older: None,
            tag: "things",
            summary: "be told of things",
            request: Some("ThingWatch"),
            message: None,
            answered: false,
            pushed: false,
            lenient: &[],
            errors: &[
                ErrorCode::RateLimited,
                ErrorCode::AuthMissing,
                ErrorCode::BodyMalformed,
                ErrorCode::RequestInvalid,
                ErrorCode::StoreUnavailable,
                ErrorCode::InternalError,
            ],
        },
        runtime::ActionInfo {
            name: "ping",
            older: None,
            tag: "things",
            summary: "stay",
            request: Some("PingAsked"),
            message: Some("Pong"),
            answered: true,
            pushed: false,
            lenient: &[],
            errors: &[
                ErrorCode::RateLimited,
                ErrorCode::AuthMissing,
                ErrorCode::BodyMalformed,
                ErrorCode::RequestInvalid,
                ErrorCode::StoreUnavailable,
                ErrorCode::InternalError,
            ],
        },
    ];
    /// Something that a client said, checked.
    pub enum Request {
        Hello(types::Hello),
        ThingGet(types::ThingGet),
        Watch(types::ThingWatch),
        Ping(types::PingAsked),
    }
    /// Reads what a client said for an action: one typed pass, and the oracle for whatever it does not accept. Both see it
    /// without what counts as absent.
    ///
    /// # Errors
    /// Every invalid field; `Missing` for an action that clients do not say.
    pub fn read(action: Action, bytes: &[u8]) -> Result<Request, runtime::BodyFault> {
        let said = runtime::said(bytes, action.info().lenient);
        let bytes = said.as_ref();
        match action {
            Action::Hello => {
                runtime::read_required(
                        Some(bytes),
                        "Hello",
                        oracle(),
                        runtime::Accepts::accepts,
                    )
                    .map(Request::Hello)
            }
            Action::ThingGet => {
                runtime::read_required(
                        Some(bytes),
                        "ThingGet",
                        oracle(),
                        runtime::Accepts::accepts,
                    )
                    .map(Request::ThingGet)
            }
            Action::Watch => {
                runtime::read_required(
                        Some(bytes),
                        "ThingWatch",
                        oracle(),
                        runtime::Accepts::accepts,
                    )
                    .map(Request::Watch)
            }
            Action::Ping => {
                runtime::read_required(
                        Some(bytes),
                        "PingAsked",
                        oracle(),
                        runtime::Accepts::accepts,
                    )
                    .map(Request::Ping)
            }
            _ => Err(runtime::BodyFault::Missing),
        }
    }
}
